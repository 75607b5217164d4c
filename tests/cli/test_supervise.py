"""任后监督 by command: added, taken step by step, listed, shown; what is refused is said and changes nothing."""

import json

import pytest

from tests.station import empty, journal, run

ADDED = {
    "meeting": {
        "body": "常委会会议",
        "term": "第七届",
        "session": "第三十次",
        "date": "2026-02-26",
        "members": 25,
        "present": 23,
    },
    "任命人员": {"name": "李法言", "kind": "法院"},
    "任免": {
        "任命人员": "李法言",
        "任免方式": "任命",
        "职务": "区人民法院审判员",
        "会议": "第七届人大常委会第三十次会议",
        "赞成票": 22,
        "反对票": 1,
        "弃权票": 0,
    },
    "承诺": {"承诺人": "李法言", "承诺事项": "按期结案", "具体措施": "月月清", "完成期限": "2026-12-20"},
    "appraisal": {"被评议人": "李法言", "评议种类": "两员履职评议", "评议日期": "2026-10-20"},
    "issue": {
        "登记时间": "2026-02-26",
        "意见种类": "审议意见",
        "标题": "关于学前教育工作的审议意见",
        "意见内容（原话）": "扩大公办学位",
        "提交的会议": "M0001",
    },
}
VOTES = "发出=35", "收回=34", "有效=33"


@pytest.fixture
def at(tmp_path):
    """Commands on a district that has one of each."""
    path = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")

    def at(*words):
        return run(*words, "--data", path, "--today", "2026-12-25")

    at.path = path
    for kind, row in ADDED.items():
        (tmp_path / "行.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
        done = at("add", kind, tmp_path / "行.jsonl")
        assert done.code == 0, (kind, done.err)
    return at


def test_the_whole_way(at):
    """Each step says how it stands; the numbers of the issue come out: 84.8, 12.1, 3.0 %."""
    assert (
        at("follow", "N0001", "年中", "进展=按期推进", "日期=2026-07-10").out
        == "140405-2026-N0001 李法言 现在：年中已评\n"
    )
    assert at("follow", "N0001", "年终", "兑现=已兑现").out.endswith("现在：已兑现\n")
    assert "现在：已评议" in at("follow", "S0001", "评议", "内容=说理要加强").out
    assert "，测评 140405-2026-P0001" in at("follow", "S0001", "测评").out
    for word, who in (("计票", "计票人=甲"), ("监票", "监票人=乙")):
        done = at("follow", "P0001", word, who, *VOTES, "称职=28", "基本称职=4", "不称职=1")
    assert "P0001 李法言 现在：已计票：称职，称职 28 票 84.8%，基本称职 4 票 12.1%，不称职 1 票 3.0%" in done.out
    assert "整改完成 0%" in at("follow", "S0001", "整改", "内容=文书说理", "期限=2027-01-31", "责任=本人").out
    assert "整改完成 100%" in at("follow", "S0001", "整改", "第=1").out
    assert (
        "待回头看" in at("follow", "S0001", "整改报告", "内容=改了").out
        and "已结束" in at("follow", "S0001", "回头看", "结果=整改到位").out
    )
    (row,) = at("list", "评议", "--json").data
    assert (row["official"], row["result"], row["progress"], row["found"], row["ballot"]) == (
        "李法言",
        "称职",
        100,
        "整改到位",
        "140405-2026-P0001",
    )
    (row,) = at("list", "tenure", "--where", "任命人员=李法言", "--json").data
    assert (row["result"], row["meeting"], row["present"]) == ("通过", "第七届人大常委会第三十次会议", 23)
    assert (
        "现任职务：区人民法院审判员" in at("show", "李法言").out
        and "按期结案" in at("list", "commitment").out
        and at("check").code == 0
    )


def test_a_deliberation(at):
    """Round the loop by the same verbs as any issue, voted on in between."""
    for words in (
        ("交办", "承办单位=区教育局", "办理日期=2026-03-01"),
        ("询问", "内容=公办率多少", "理由=局长答：七成"),
        ("答复", "答复类别=A", "内容=报告"),
        ("回告", "方式=书面"),
    ):
        assert at("follow", "Y0001", *words).code == 0, words
    assert (
        "Y0001 关于学前教育工作的审议意见办得怎么样：待计票" in at("follow", "Y0001", "测评", "会议=第三十五次会议").out
    )
    for word, who in (("计票", "计票人=甲"), ("监票", "监票人=乙")):
        done = at("follow", "P0001", word, who, *VOTES, "满意=28", "基本满意=4", "不满意=1")
    assert done.out.endswith("现在：已计票：满意，满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%\n")
    assert "询问" in at("show", "Y0001").out


def test_refused(at):
    """A step there is none of, a word it does not take, no such day: said, and nothing changes."""
    before = journal(at.path)
    for words, why in (
        (("N0001", "完成"), "承诺没有“完成”这一步"),
        (("N0001", "年中", "结果=好"), "“年中”后面没有“结果”"),
        (("N0001", "年中", "进展=好"), "年中进展没有“好”"),
        (("S0001", "整改", "第=九"), "错误："),
        (("S0001", "评议", "内容=好", "日期=2026-02-30"), "没有30日"),
        (("S0001", "回头看", "结果=整改到位"), "还不到回头看"),
        (("Y0001", "测评"), "还没有报告，不能测评"),
        (("Y0001", "测评", "票=3"), "“测评”后面没有“票”"),
    ):
        done = at("follow", *words)
        assert done.code == 1 and why in done.err, (words, done.err)
    assert journal(at.path) == before
