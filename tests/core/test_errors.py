"""Known trouble is told in three sentences: what happened, what is safe, what to do next."""

import errno
import inspect
import os

import pytest

from lianluozhan import errors
from lianluozhan.errors import BadInput, BadRow, BadRows, BadValue, Changed, NotFound, Problem, why

TREE = {
    "ReasonWanted": "BadInput",
    "BadInput": "Problem",
    "BadRows": "BadInput",
    "NotFound": "BadInput",
    "NotAllowed": "Problem",
    "Changed": "Problem",
    "SheetProblem": "Problem",
    "FolderProblem": "Problem",
    "NoFolder": "FolderProblem",
    "NewerFolder": "FolderProblem",
    "FolderBusy": "FolderProblem",
    "Locked": "FolderProblem",
    "WrongPassword": "Locked",
    "TooManyTries": "Locked",
    "FolderDamaged": "FolderProblem",
    "PackageProblem": "Problem",
    "WrongPassphrase": "PackageProblem",
    "Damaged": "PackageProblem",
    "WrongReceiver": "PackageProblem",
    "UpdateProblem": "Problem",
    "NewerUpdate": "UpdateProblem",
    "Gap": "PackageProblem",
    "Fork": "PackageProblem",
    "Outside": "PackageProblem",
    "NewerFormat": "PackageProblem",
}


def test_the_tree_at_the_top_is_the_tree():
    """Every class stands under the one its module's drawing puts it under, and no other is there."""
    found = {
        name: cls.__base__.__name__
        for name, cls in vars(errors).items()
        if inspect.isclass(cls) and issubclass(cls, Problem)
    }
    assert found == TREE | {"Problem": "Exception"}
    assert all(name in errors.__doc__ for name in TREE)


def test_a_bad_value_is_no_problem_yet():
    """It has no place to name; whoever knows the place makes it one."""
    assert issubclass(BadValue, ValueError)
    assert not issubclass(BadValue, Problem)


def test_three_sentences():
    """What happened, then that nothing was changed unless said otherwise, then what to do."""
    assert str(Problem("U 盘满了", then="请换一只")) == "U 盘满了。没有改动任何数据。请换一只。"
    assert str(Problem("U 盘满了", safe="数据没有丢失。")) == "U 盘满了。数据没有丢失。"
    assert str(Problem("真的要删吗？", safe="")) == "真的要删吗？"


@pytest.mark.parametrize("end", "。！？")
def test_no_double_stop(end):
    """A sentence that ends already gets no second stop."""
    assert str(Problem("好" + end, safe="")) == "好" + end


def test_bad_rows_name_each_place():
    """Each row with sheet, row, column, value and reason; two faults of one row count once."""
    rows = [
        BadRow("接待登记", 7, "日期", "2月30日", "2026年2月没有30日"),
        BadRow("接待登记", 7, "人数", "几个", "“几个”不是一个整数"),
        BadRow("", 3, "", "", "不是一行 JSON"),
    ]
    told = str(BadRows(rows))
    assert told.startswith("有 2 行读不懂，一行也没有录入：\n  接待登记 第 7 行“日期”（2月30日）：2026年2月没有30日\n")
    assert "\n  第 3 行：不是一行 JSON\n" in told
    assert "--skip-bad" in told
    assert BadRows(rows).rows == tuple(rows)
    assert isinstance(BadRows(rows), BadInput)


def test_changed_keeps_both():
    """Neither what I wrote nor what the other wrote is lost."""
    changed = Changed("被别人改过", {"reply": "甲"}, {"reply": "乙"})
    assert (changed.mine, changed.theirs) == ({"reply": "甲"}, {"reply": "乙"})
    assert "您写的还在" in str(changed)


def test_every_problem_says_that_nothing_changed():
    """Unless a class says otherwise, trouble leaves the data as it was."""
    plain = [cls for cls in vars(errors).values() if inspect.isclass(cls) and issubclass(cls, Problem)]
    for cls in plain:
        if cls.__init__ is Problem.__init__:
            assert "没有改动任何数据" in str(cls("出了一点事"))
    assert (
        str(NotFound("没有这个编号", then="请用 list 查看编号"))
        == "没有这个编号。没有改动任何数据。请用 list 查看编号。"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOENT, "没有这个文件"), (errno.EISDIR, "这是文件夹"), (errno.ENOSPC, "盘满了"), (999, "系统错误 999")],
)
def test_the_system_speaks_chinese(number, words):
    """What the system refuses is said in the clerk's words, never in its own English; the unknown keeps its number."""
    assert why(OSError(number, os.strerror(number))) == words
