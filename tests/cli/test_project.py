"""项目 from the command line: added, taken step by step, listed, shown; every way it is refused."""

import json

import pytest

from tests.station import empty, journal, run

LIGHTS = {
    "kind": "民生实事",
    "title": "村道路灯",
    "deputies": ["陈秀兰"],
    "steps": "勘查，2026-11-01，村委会\n安装，2026-11-30",
}


@pytest.fixture
def at(tmp_path):
    """Commands on a station that has one project."""
    path = empty(tmp_path / "站")
    (tmp_path / "项目.jsonl").write_text(json.dumps(LIGHTS, ensure_ascii=False), "utf-8")

    def at(*words):
        return run(*words, "--data", path, "--today", "2026-11-03")

    at.path = path
    done = at("add", "项目", tmp_path / "项目.jsonl")
    assert done.code == 0, done.err
    return at


def test_the_whole_way(at):
    """Counted by two, chosen, worked for, its steps done, finished: each step says how it stands."""
    votes = "发出=35", "收回=34", "有效=33", "赞成=28"
    assert "待监票" in at("follow", "X0001", "计票", "计票人=李平", *votes).out
    assert "已计票 赞成 28 票（有效 33）" in at("follow", "X0001", "监票", "监票人=周红", *votes).out
    assert at("follow", "X0001", "重计", "原因=漏数").out.endswith("候选\n")
    for word, who in (("计票", "计票人=李平"), ("监票", "监票人=周红")):
        at("follow", "X0001", word, who, *votes)
    assert "选定 赞成 28 票" in at("follow", "X0001", "选定", "日期=2026-11-02").out
    assert "现在：进行" in at("follow", "X0001", "开始", "日期=2026-11-01").out
    assert "步骤完成 50%" in at("follow", "X0001", "步骤", "第=1").out
    assert "步骤完成 33%" in at("follow", "X0001", "步骤", "内容=验收", "期限=2026-12-05", "责任=代表").out
    assert (
        "，履职 140405102-2026-L0001"
        in at("follow", "X0001", "履职", "内容=看了安装", "履职类别=办好事、实事", "日期=2026-11-02").out
    )
    (duty,) = at("list", "duty", "--json").data
    assert (duty["deputies"], duty["begin"], duty["content"]) == (["陈秀兰"], "2026-11-02", "看了安装")
    for place in (2, 3):
        at("follow", "X0001", "步骤", f"第={place}", "日期=2026-11-03")
    assert (
        "停止" in at("follow", "X0001", "停止", "原因=等钱").out and "现在：进行" in at("follow", "X0001", "恢复").out
    )
    assert "现在：完成，步骤完成 100%" in at("follow", "X0001", "完成", "结果=全亮了").out
    (row,) = at("list", "project", "--where", "kind=民生实事", "--json").data
    assert (row["state"], row["votes"], row["finished_on"], row["steps"].splitlines()[2]) == (
        "完成",
        28,
        "2026-11-03",
        "验收，2026-12-05，代表，已办 2026-11-03",
    )
    assert (
        "村道路灯" in at("list", "项目").out and "办理结果：全亮了" in at("show", "X0001").out and at("check").code == 0
    )


def test_photos(at, tmp_path):
    """Before and after are told apart, each photo is kept once, in the papers; one that is not there changes nothing."""
    for name in ("路口.png", "灯.png", "新灯.png"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    both = f"办前={tmp_path / '路口.png'}、{tmp_path / '灯.png'}", f"办后={tmp_path / '新灯.png'}"
    for _again in range(2):
        done = at("follow", "X0001", "照片", *both)
        assert done.code == 0, done.err
        (row,) = at("list", "project", "--json").data
        assert [[paper["name"] for paper in row[name]] for name in ("before", "after")] == [
            ["路口.png", "灯.png"],
            ["新灯.png"],
        ]
    assert "附件 3 份" in at("check").out
    assert at("follow", "X0001", "照片", "去掉=灯.png").code == 0
    (row,) = at("list", "project", "--json").data
    assert [[paper["name"] for paper in row[name]] for name in ("before", "after")] == [["路口.png"], ["新灯.png"]]
    before = journal(at.path)
    for said, why in (
        ("办后=没有.png", "没有.png"),
        ("办前=", "没有写照片"),
        ("去掉=灯.png", "没有叫“灯.png”的照片"),
        (f"办后={tmp_path / '项目.jsonl'}", "不是照片"),
    ):
        done = at("follow", "X0001", "照片", said)
        assert done.code == 1 and why in done.err, done.err
    assert journal(at.path) == before


def test_refused(at):
    """A step there is none of, a word it does not take, no such day, no such place: said, and nothing changes."""
    before = journal(at.path)
    for words, why in (
        (("跳过", "日期=2026-11-01"), "项目没有“跳过”这一步"),
        (("完成", "原因=好"), "“完成”后面没有“原因”"),
        (("恢复", "日期=2026-11-01"), "什么都不用写"),
        (("开始", "日期=2026-02-30"), "没有30日"),
        (("步骤", "第=9"), "没有第 9 步"),
        (("落选",), "票决情况是“候选”"),
        (("步骤", "第=几"), "错误："),
    ):
        done = at("follow", "X0001", *words)
        assert done.code == 1 and why in done.err, (words, done.err)
    assert journal(at.path) == before


def test_of_an_issue(at, tmp_path):
    """立项 of an issue in one step, and once; 典型案例 only of a closed one; both as a notice with the parties' yes."""
    (tmp_path / "接待.jsonl").write_text(
        json.dumps(
            {
                "received_at": "2026-10-14",
                "statement": "路灯",
                "outcome": "乡镇办理",
                "referred_to": "镇政府",
                "category": "供暖",
                "visitor_name": "王甲",
            },
            ensure_ascii=False,
        ),
        "utf-8",
    )
    assert at("add", "visit", tmp_path / "接待.jsonl").code == 0
    assert "还写不成典型案例" in at("follow", "Y0001", "典型案例").err
    done = at("follow", "Y0001", "立项", "项目名称=村口供暖", "项目类别=民生实事")
    assert done.code == 0 and "X0002 村口供暖 现在：进行，来自意见" in done.out, done.err
    assert "已经立项" in at("follow", "Y0001", "立项").err
    at("parts", "--on", "公示")
    assert "还没有写当事人同意公开" in at("notice", "draft", "X0002").err
    at("amend", "X0002", "同意公开=王甲 10月20日", "--reason", "问过了")
    assert "典型案例：村口供暖 现在：待批准" in at("notice", "draft", "X0002").out
