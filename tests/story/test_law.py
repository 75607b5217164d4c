"""立法联系点 from the district down to two stations and back: one works by command, one in the window; what both say goes up as one
suggestion, and everybody who spoke is told how the law reads."""

import json
from functools import partial
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from lianluozhan.draft_law import DraftLaw
from lianluozhan.issue import Issue
from lianluozhan.opinion import Opinion
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import done, opened, run, sound

DAY = "2026-11-03"
pytestmark = pytest.mark.day(DAY)  # for windows too
at = partial(done, today=DAY)  # a command there on that day, that is done
LINES = (
    "住宅物业管理条例",
    "（草案征求意见稿）",
    "目　录",
    "第一章　总则",
    "第二章　物业服务",
    "第一章　总则",
    "第一条　为了规范物业管理活动，制定本条例。",
    "第二章　物业服务",
    "第二条　业主应当按时交纳物业费。",
    "逾期不交的，可以加收滞纳金。",
    "第二条之一　物业服务人应当公开收费标准。",
    "第三条　本条例自公布之日起施行。",
)
LAST = "第二条　业主应当按时交纳物业费。\n逾期不交的，可以加收滞纳金，滞纳金总额不得超过欠费。"
CAP = "在第二条第二款后增加：“滞纳金总额不得超过欠费。”"


def rows(file, *values):
    """A file of these rows."""
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in values), "utf-8")
    return file


@pytest.fixture
def sent_down(tmp_path):
    """A district that has its stations listen to a draft: the part is on everywhere, draft and pool have come down."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(tmp_path / "草案.docx")
    at(made.office, "parts", "--on", "立法联系点")
    at(made.office, "parts", "--stations", "--on", "立法联系点")
    at(
        made.office,
        "add",
        "expert",
        rows(tmp_path / "专家.jsonl", {"name": "郝明", "kind": "法律工作者", "phone": "13800000009"}),
    )
    assert (
        "4 条：第一条至第三条"
        in at(
            made.office,
            "law",
            "bring",
            tmp_path / "草案.docx",
            "--level",
            "省",
            "--by",
            "省人大常委会法工委",
            "--due",
            "2026-12-10",
        ).out
    )
    for path in made.stations.values():
        carry(made.office, path, stick)
    return made, stick, tmp_path


def by_command(path, folder):
    """余吾镇: two opinions, one of which is a grievance; the other goes up."""
    at(
        path,
        "add",
        "opinion",
        rows(
            folder / "意见.jsonl",
            {
                "draft": "住宅物业管理条例（草案征求意见稿）",
                "article": "2",
                "speaker": "李乙",
                "speaker_phone": "13800000002",
                "statement": "滞纳金没个头",
                "people": 3,
                "voice": "群众",
            },
            {"draft": "住宅物业管理条例（草案征求意见稿）", "speaker": "孙丁", "statement": "我家电梯坏了没人修"},
        ),
    )
    at(path, "follow", "T0001", "整理", f"建议={CAP}", "理由=防止畸高", "专家=郝明")
    at(path, "follow", "T0002", "转为意见")
    at(path, "follow", "C0001", "批准", "批准人=张站长")
    assert "已上报" in at(path, "follow", "C0001", "上报", "报给=区人大常委会办公室").out


def by_hand(path):
    """渔泽镇: the same in the window, with two who say one thing."""
    for desk in sitting(path):
        desk.open("法律草案")
        desk.choose("住宅物业管理条例（草案征求意见稿）")
        desk.press("开始征求意见")
        desk.open("立法意见")
        for said, people in (("滞纳金比物业费还多", 5), ("加收得有个上限", 1)):
            desk.press("登记立法意见")
            desk.fill(article="第二条", statement=said, speaker="王甲", speaker_phone="13800000001", people=people)
            desk.press("保存")
        desk.choose("滞纳金比物业费还多")
        assert desk.page.original.text() == LINES[8] + "\n" + LINES[9]
        desk.fill(wording="滞纳金应当有上限。", rationale="公平", expert="郝明", joined="T0002")
        desk.press("整理好了")
        desk.fill(joined="T0002")
        desk.press("并成一条")
        desk.open("法律草案")
        desk.choose("住宅物业管理条例（草案征求意见稿）")
        desk.press("批准建议")
        desk.fill(sent_to="区人大常委会办公室")
        desk.press("上报了")


def test_down_and_back(sent_down):
    """Nine people in two towns are one suggestion of the district's, with its paper; the law takes it; each is told at their station."""
    made, stick, folder = sent_down
    ours, theirs = made.stations["渔泽镇"], made.stations["余吾镇"]
    by_command(theirs, folder)
    by_hand(ours)
    for path in (ours, theirs):
        carry(path, made.office, stick)
        with opened(path) as store:
            (own,) = (one for one in store.find(DraftLaw) if one.world == store.identity.world)
            assert len(own.reported) == 1 and own.state == "已上报"
            assert sorted(issue.statement for issue in store.find(Issue, "source LIKE '立法意见%'")) == (
                ["我家电梯坏了没人修"] if path == theirs else []
            )
    office = made.office
    lines = at(office, "law", "compare", "C0001", "--json").data
    assert [(one["article"], one["people"]) for one in lines] == [("第二条", 6), ("第二条", 3)]
    numbers = "、".join(one["opinions"][0] for one in lines)
    at(office, "follow", "C0001", "合成一条", f"和={numbers}", f"建议={CAP}", "理由=两个站都提了")
    at(office, "follow", "C0001", "批准", "批准人=韩主任")
    at(office, "follow", "C0001", "上报", "报给=省人大常委会法工委")
    at(office, "paper", "立法意见报告", "C0001", "--to", folder / "报告.pdf")
    at(office, "paper", "立法意见报告", "C0001", "--to", folder / "报告.docx")
    printed = "".join("".join(page.extract_text() for page in PdfReader(folder / "报告.pdf").pages).split())
    written = "\n".join(one.text for one in Document(BytesIO((folder / "报告.docx").read_bytes())).paragraphs)
    for text in (printed, written.replace(" ", "")):
        assert (
            "整理成修改建议1条" in text
            and "9人次" in text
            and not [name for name in ("王甲", "李乙", "滞纳金没个头") if name in text]
        )
    (folder / "公布.txt").write_text(LAST, "utf-8")
    at(office, "follow", "C0001", "通过", f"文件={folder / '公布.txt'}", f"日期={DAY}")
    at(office, "follow", "T0001", "结果", "采纳=采纳", "写法=滞纳金总额不得超过欠费。")
    for path, name in ((ours, "王甲"), (theirs, "李乙")):
        carry(office, path, stick)
        assert "采纳：滞纳金总额不得超过欠费。" in [one["text"] for one in at(path, "list", "note", "--json").data]
        at(path, "follow", "T0001", "结果", "采纳=采纳")
        waiting = at(path, "law", "tell", "--json").data
        assert {one["name"] for one in waiting} == {name} and all(
            "滞纳金总额不得超过欠费" in one["words"] for one in waiting
        )
        for one in waiting:
            at(path, "follow", one["number"], "反馈", "方式=电话")
        assert at(path, "law", "tell", "--json").data == []
    for path in (office, ours, theirs):
        with opened(path) as store:
            sound(store)
            known = {one.speaker for one in store.find(Opinion)} - {None}
            assert known == ({"王甲"} if path == ours else {"李乙", "孙丁"} if path == theirs else set())


def test_a_station_that_has_it_off(sent_down):
    """Where the district says that nobody uses it, a station sees nothing of it, and is told so; what it holds stays."""
    made, stick, _folder = sent_down
    path = made.stations["余吾镇"]
    at(made.office, "parts", "--stations", "--off", "立法联系点")
    carry(made.office, path, stick)
    done = run("law", "--data", path, "--today", DAY)
    assert done.code == 1 and "区里定了不用" in done.err
    with opened(path) as store:
        assert [one.title for one in store.find(DraftLaw)] == ["住宅物业管理条例（草案征求意见稿）"]
