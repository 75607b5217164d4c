"""立法联系点 from the command line: a draft brought in, opinions taken on step by step, compared, sent, told; every way it is refused."""

import json

import pytest
from docx import Document

from tests.station import empty, journal, run

LINES = (
    "物业管理条例",
    "（草案）",
    "第一条　为了规范，制定本条例。",
    "第二条　业主应当交费。",
    "逾期的，加收滞纳金。",
    "第二条之一　本条例自公布之日起施行。",
)
SAID = (
    {
        "draft": "C0001",
        "article": "2",
        "speaker": "王甲",
        "speaker_phone": "13800000001",
        "statement": "滞纳金太高",
        "people": 12,
    },
    {"draft": "C0001", "article": "第二条", "speaker": "李乙", "statement": "不公道"},
    {"draft": "C0001", "speaker": "赵丙", "statement": "门口路灯不亮"},
)


@pytest.fixture
def at(tmp_path):
    """Commands on a station with the part on, a draft of Word brought in, three opinions."""
    path = empty(tmp_path / "站")
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(tmp_path / "草案.docx")
    (tmp_path / "意见.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in SAID), "utf-8")
    (tmp_path / "专家.jsonl").write_text(
        json.dumps({"姓名": "郝明", "人员类别": "法律工作者"}, ensure_ascii=False), "utf-8"
    )

    def at(*words):
        return run(*words, "--data", path, "--today", "2026-11-03")

    at.path = path
    at("parts", "--on", "立法联系点")
    done = at(
        "law", "bring", tmp_path / "草案.docx", "--level", "省", "--by", "省人大常委会法工委", "--due", "2026-12-10"
    )
    assert (done.code, done.out) == (0, "140405102-2026-C0001 《物业管理条例（草案）》 3 条：第一条至第二条之一\n"), (
        done.err
    )
    for noun in ("专家", "意见"):
        done = at("add", {"意见": "opinion"}.get(noun, noun), tmp_path / f"{noun}.jsonl")
        assert done.code == 0, done.err
    return at


def test_the_whole_way(at, tmp_path):
    """Put into words, joined, turned into an issue, approved, sent, passed, its result said, told: each step says how it stands."""
    words = "建议=在第二条第二款后增加：滞纳金不得超过本金。", "理由=避免畸高", "专家=郝明"
    assert "已整理，合计 12 人次" in at("follow", "T0001", "整理", *words).out
    assert "合计 13 人次" in at("follow", "T0001", "并入", "和=T0002").out
    assert "转为意见，合计 1 人次，意见 140405102-2026-Y0001" in at("follow", "T0003", "转为意见").out
    (row,) = at("law", "compare", "C0001", "--json").data
    assert row == {
        "article": "第二条",
        "original": "第二条　业主应当交费。\n逾期的，加收滞纳金。",
        "wording": words[0][3:],
        "rationale": "避免畸高",
        "people": 13,
        "opinions": ["140405102-2026-T0001", "140405102-2026-T0002"],
    }
    assert "T0001、T0002" in at("law", "compare", "C0001").out
    done = at("follow", "C0001", "批准", "批准人=张站长")
    assert "现在：已批准，意见 2 条、13 人次" in done.out
    assert "现在：已上报" in at("follow", "C0001", "上报", "报给=区人大常委会").out
    (tmp_path / "公布.txt").write_text("第二条　业主应当交费，滞纳金不得超过本金。", "utf-8")
    assert "现在：已通过" in at("follow", "C0001", "通过", f"文件={tmp_path / '公布.txt'}", "日期=2026-11-03").out
    assert "有结果，合计 13 人次，采纳" in at("follow", "T0001", "结果", "采纳=采纳").out
    (one, two) = at("law", "tell", "--json").data
    assert (one["name"], one["phone"], two["name"]) == ("王甲", "13800000001", "李乙")
    assert "滞纳金不得超过本金" in one["words"]
    at("follow", "T0001", "反馈", "方式=电话")
    done = at("law", "tell", "C0001")
    assert "李乙  没有电话  等了 0 天" in done.out and done.err == "还要反馈：1 条\n"
    assert "未采纳" in at("follow", "T0001", "结果", "采纳=未采纳", "原因=上位法已有规定").out
    assert "合计 12 人次" in at("follow", "T0001", "分开").out and at(
        "list", "opinion", "--where", "状态=已上报", "--json"
    ).data[0]["number"].endswith("T0002")
    assert at("follow", "T0002", "不上报", "原因=已有规定").out.split("：")[1].startswith("不上报")
    (row,) = at("law", "--json").data
    assert (row["state"], row["voices"], row["people"], row["approved_by"], row["sent_to"]) == (
        "已通过",
        2,
        13,
        "张站长",
        "区人大常委会",
    )
    assert "物业管理条例" in at("law").out and "法律最后怎么写的" in at("show", "T0001").out and at("check").code == 0


def test_still_to_be_put_into_words(at):
    """Who approves is told what is not in it."""
    at("follow", "T0001", "整理", "建议=改")
    done = at("follow", "C0001", "批准")
    assert done.code == 0 and done.err == "还有 2 条没有整理，这次不在里面：T0002、T0003\n"


def test_refused(at, tmp_path):
    """A step there is none of, words it does not take, days and files that are none: said, and nothing changes."""
    (tmp_path / "草案.doc").write_bytes(b"x")
    before = journal(at.path)
    for words, why in (
        (("law", "bring"), "没有写草案的文件"),
        (("law", "bring", tmp_path / "草案.doc", "--level", "省"), "另存为 .docx"),
        (("law", "bring", tmp_path / "草案.docx"), "没有写哪一级立法"),
        (("law", "bring", tmp_path / "草案.docx", "--level", "镇"), "没有“镇”这一项"),
        (("law", "bring", tmp_path / "草案.docx", "--level", "省", "--due", "2026-02-30"), "没有30日"),
        (("law", "compare"), "没有写哪一部草案"),
        (("law", "compare", "C0009"), "没有编号"),
        (("follow", "C0001", "表决"), "法律草案没有“表决”这一步"),
        (("follow", "C0001", "上报", "日期=昨天吧"), "日期"),
        (("follow", "C0001", "通过", f"文件={tmp_path / '没有.docx'}"), "读不了"),
        (("follow", "C0001", "合成一条", "和=T0001"), "区里的事"),
        (("follow", "T0001", "整理", "意见=改"), "“整理”后面没有“意见”"),
        (("follow", "T0001", "并入", "和=T0009"), "没有编号"),
        (("follow", "T0001", "转为意见", "紧急程度=很急"), "没有“很急”"),
    ):
        done = at(*words)
        assert done.code == 1 and why in done.err, (words, done.err)
    assert journal(at.path) == before
    at("parts", "--off", "立法联系点")
    assert "还没有打开" in at("law").err
