"""典型案例: told from what a project has, without naming anybody; words written on it are read back by their headings."""

from lianluozhan.project import Project
from lianluozhan.typical import HEADS, public_names, read, told, words

NOTHING = dict.fromkeys(Project.fields)
ISSUE = {
    "registered_at": "2026-09-16T09:00",
    "kind": "群众意见",
    "title": None,
    "category": "村务",
    "summary": None,
    "statement": "沟堵了，王甲不让。",
    "raised_by": "赵丙",
}


def test_nobody_is_named():
    """Parties and those who raised it are masked wherever they are written, the longer name first; deputies are not."""
    project = NOTHING | {
        "parties": "甲方：王甲、王甲乙\n李丁",
        "lead_deputy": "李丁",
        "goal": "王甲乙和王甲、赵丙、李丁",
        "result": "联系电话 13800000000",
    }
    assert public_names(project, [ISSUE, {}]) == ["王甲", "王甲乙", "赵丙"]
    case = told(project, [ISSUE], wall=False)
    assert case["背景"][-1] == "王*乙和王*、赵*、李丁" and case["成效"] == ["联系电话 138****0000"]
    assert case["做法"] == ["代表李丁牵头。"] and case["经验做法"] == []


def test_what_was_said_stays_in_the_house():
    """For the wall an issue is its title or category, and what was agreed is left out."""
    project = NOTHING | {"agreement": "一、让一尺", "parties": "王甲\n李乙"}
    inside, wall = told(project, [ISSUE], wall=False), told(project, [ISSUE], wall=True)
    assert inside["背景"] == ["2026年9月16日，群众意见：沟堵了。", "原话：沟堵了，王*不让。"] and inside["做法"] == [
        "协议：",
        "一、让一尺",
    ]
    assert wall["背景"] == ["2026年9月16日，群众意见：村务。"] and wall["做法"] == []
    assert told(project, [ISSUE | {"sensitive": True}], wall=False)["背景"] == ["2026年9月16日，群众意见：村务。"]


def test_words_and_back():
    """One text with its headings, those with nothing left out; what is written on it is read the same again."""
    case = {"背景": ["一", "二"], "做法": [], "成效": ["好"], "经验做法": []}
    assert words(case) == "背景\n一\n二\n成效\n好" and read(words(case)) == case
    assert (
        read("前言\n\n做法\n 甲 ") == {"背景": ["前言"], "做法": ["甲"], "成效": [], "经验做法": []}
        and tuple(read("")) == HEADS
    )
