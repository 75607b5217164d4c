"""`undo`: the last act of whatever kind is taken back by one word, and refused in plain Chinese where it cannot be."""

import re
from functools import partial

import pytest

from lianluozhan.act import LOCAL
from lianluozhan.package.merge import merge
from tests import station
from tests.station import CODE, LEDGER, empty, filled, journal, opened, receive, run

TODAY = "2026-10-31"
done, refused = (partial(one, today=TODAY) for one in (station.done, station.refused))
KINDS = ("deputy", "visit", "issue", "duty")
J1, Y1 = f"{CODE}-2026-J0001", f"{CODE}-2026-Y0001"


@pytest.fixture
def path(tmp_path):
    """A station with one reception that opened one issue."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(store, outcome="乡镇办理", referred_to="渔泽镇人民政府", visitor_name="郭桂兰", deputies=["单俊峰"])
    return path


def content(path):
    """What the lists print, the voided left out."""
    return {noun: done(path, "list", noun, "--json").data for noun in KINDS}


def row(path, number):
    """A record as it is shown."""
    noun = {"J": "visit", "Y": "issue", "L": "duty"}[number[-5]]
    (found,) = [one for one in done(path, "list", noun, "--voided", "--json").data if one["number"] == number]
    return found


def test_a_reception(path):
    """The reception, its issue and its session go; their numbers are not given again."""
    ran = done(path, "undo")
    assert ran.out.startswith("已撤销刚才的一步：") and f"接待 {J1}" in ran.out and f"意见 {Y1}" in ran.out
    assert content(path) == {noun: [] for noun in KINDS}
    assert row(path, J1)["voided"] == "撤销"
    with opened(path) as store:
        assert receive(store).number == f"{CODE}-2026-J0002"


def test_a_change(path):
    """After `amend` the former value stands again."""
    before = content(path)
    done(path, "amend", "j1", "来访人姓名=郭桂蓝", "诉求=修好", "--reason", "听错了")
    assert row(path, J1)["visitor_name"] == "郭桂蓝"
    assert done(path, "undo").out.startswith(f"已撤销刚才的一步：接待 {J1}")
    assert content(path) == before


def test_a_voiding(path):
    """After `void` the reception and its issue live again."""
    before = content(path)
    done(path, "void", "j1", "--reason", "重复")
    assert content(path)["visit"] == []
    done(path, "undo")
    assert content(path) == before


@pytest.mark.parametrize(
    ("action", "pairs"),
    [
        ("催办", ()),
        ("答复", ("answer_class=A", "text=已修好", "acted_on=2026-10-20")),
        ("批注", ("text=再问一问",)),
        ("撤回", ("reason=来访人撤了",)),
    ],
)
def test_a_step(path, action, pairs):
    """After `follow` the issue stands where it stood, and whose turn it was it is."""
    before = row(path, Y1)
    done(path, "follow", "y1", action, *pairs)
    done(path, "undo")
    after = row(path, Y1)
    assert (after["state"], after["turn"], after["due_on"], after["answer_class"]) == (
        before["state"],
        before["turn"],
        before["due_on"],
        before["answer_class"],
    )


def test_only_the_last_step(path):
    """Of two steps the first stays."""
    done(path, "follow", "y1", "催办")
    done(path, "follow", "y1", "答复", "answer_class=A", "text=已修好", "acted_on=2026-10-20")
    done(path, "undo")
    assert row(path, Y1)["state"] == "办理中"
    shown = done(path, "show", "y1").out
    assert "催办" in shown and "答复" in shown, "what was done stays readable"


def test_a_paper(path, tmp_path):
    """After `attach` the record names no paper."""
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff photo")
    done(path, "attach", "j1", tmp_path / "照片.jpg")
    assert row(path, J1)["attachments"]
    done(path, "undo")
    assert not row(path, J1)["attachments"]


@pytest.mark.parametrize("sheet", ["deputy", "visit", "duty"])
def test_a_sheet(tmp_path, sheet):
    """A whole sheet is one act: all of its rows go, with what they opened."""
    path = empty(tmp_path / "站")
    done(path, "add", sheet, LEDGER)
    taken = len(content(path)[sheet])
    assert taken > 5
    done(path, "undo")
    assert content(path) == {noun: [] for noun in KINDS}


def test_a_sheet_leaves_what_was_there(tmp_path):
    """What was there before the sheet stays."""
    path = filled(tmp_path / "站", "deputy")
    before = content(path)
    done(path, "add", "visit", LEDGER)
    done(path, "undo")
    assert content(path)["deputy"] == before["deputy"]
    assert content(path)["visit"] == []


def test_what_wrote_nothing_is_no_act(path):
    """A change to the same value is no act: undo takes back what came before it."""
    assert done(path, "amend", "j1", "来访人姓名=郭桂兰", "--reason", "核对").out == "内容相同，没有改动。\n"
    assert f"接待 {J1}" in done(path, "undo").out


def test_looking_is_no_act(path):
    """What only looks leaves the last act the last."""
    for words in (("list", "visit"), ("show", "j1"), ("check",), ("stats", "2026-10"), ("rebuild",)):
        done(path, *words)
    assert f"接待 {J1}" in done(path, "undo").out


def test_it_is_an_act_itself(path):
    """Who took it back is kept; nothing is erased from the journal."""
    before = journal(path)
    refused(path, "undo", "--operator", "李海英")  # who has done nothing here has nothing to take back
    done(path, "undo", "--operator", "赵敏")
    after = journal(path)
    assert set(before) < set(after)
    with opened(path) as store:
        written = [entry.body for entry in store.entries() if entry.body["act"] == "undo"]
    assert written and {body["operator"] for body in written} == {"赵敏"}


def test_the_folder_verifies_after_it(path):
    """After an undo everything verifies, and the tables are what the journal makes them."""
    done(path, "undo")
    assert done(path, "check").code == 0
    before = content(path)
    done(path, "rebuild")
    assert content(path) == before


# -- refused


def test_twice(path):
    """A second undo takes back the first, never the act before it; a third does it again."""
    before = content(path)
    done(path, "follow", "y1", "催办")
    after = content(path)
    for stands in (before, after, before):
        done(path, "undo")
        assert content(path) == stands
    assert done(path, "undo").out == f"已恢复刚才撤销的一步：意见 {Y1} 的催办\n"


def test_in_words(path):
    """What was taken back is named as people name it; many of a kind are counted; never an id."""
    done(path, "follow", "y1", "催办")
    assert done(path, "undo").out == f"已撤销刚才的一步：意见 {Y1} 的催办\n"
    done(path, "add", "deputy", LEDGER)
    said = done(path, "undo").out
    assert "代表 9 条" in said and not re.search("[0-9a-f]{8}-", said)


def test_after_an_undo_work_goes_on(path):
    """What is done after an undo can be taken back again."""
    done(path, "follow", "y1", "催办")
    done(path, "undo")
    done(path, "amend", "j1", "诉求=修好", "--reason", "补记")
    done(path, "undo")
    assert row(path, J1)["request"] is None


def test_of_no_folder(tmp_path):
    """Where there is no folder nothing is undone, nor is one made."""
    ran = run("undo", "--data", tmp_path / "无")
    assert (ran.code, ran.out) == (1, "")
    assert "不是联络站的数据文件夹" in ran.err
    assert not (tmp_path / "无").exists()


@pytest.mark.parametrize("words", [("j1",), ("--reason", "错了"), ("--json",)])
def test_it_takes_nothing(path, words):
    """undo is of the last act: a number, a reason or a form of output is wrong usage."""
    before = journal(path)
    ran = run("undo", *words, "--data", path)
    assert (ran.code, ran.out) == (2, "")
    assert f"不认识：{words[0]}" in ran.err
    assert journal(path) == before


def test_while_somebody_writes(path):
    """While a window writes in the folder the command is refused."""
    with opened(path):
        ran = run("undo", "--data", path)
    assert (ran.code, ran.out) == (1, "")
    assert "正由另一个窗口或程序写入" in ran.err and "没有改动任何数据" in ran.err
    assert f"接待 {J1}" in done(path, "undo").out


@pytest.fixture
def theirs(path, tmp_path):
    """What another computer of the station wrote about the reception since."""
    other = tmp_path / "另"
    run("restore", run("backup", "--data", path, "--to", tmp_path / "盘").out.splitlines()[0], "--to", other)
    done(other, "amend", "j1", "诉求=修好", "--reason", "补记")
    known = {entry[:3] for entry in journal(path)}
    with opened(other) as store:
        return [
            e
            for e in store.entries("1 ORDER BY stream, seq")
            if e.body["world"] != LOCAL and (*e.place, e.hash) not in known
        ]


def test_built_on_by_somebody_else(path, theirs):
    """A reception that somebody else has worked on since stays, and so does that work."""
    with opened(path) as store, store.transaction():
        store.apply(theirs)
    said = refused(path, "undo")
    assert said == f"错误：后来又有人接着办了（接待 {J1}），不能撤销。没有改动任何数据。请用更改、更正或作废。\n"
    assert (row(path, J1)["request"], row(path, J1)["voided"]) == ("修好", None)


def test_what_came_from_elsewhere(path, theirs):
    """Taking in what others wrote is not undone; nor is the act before it reached."""
    with opened(path) as store:
        merge(store, theirs)
    said = (
        "错误：刚才那一步是收进别处送来的报送包，收进来的不能撤销。没有改动任何数据。不对的地方请用更改、更正或作废。\n"
    )
    assert refused(path, "undo") == said
    assert row(path, J1)["request"] == "修好"


def test_the_folder_itself_stays(tmp_path):
    """What `init` made is no step a person takes back."""
    path = tmp_path / "站"
    assert run("init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--data", path).code == 0
    ran = run("undo", "--data", path)
    assert (ran.code, "没有可以撤销的一步" in ran.err) == (1, True)


def test_an_undone_sheet_again(tmp_path):
    """A sheet that was taken back and is added again is there again, under its old numbers; a voided row stays voided."""
    path = empty(tmp_path / "站")
    done(path, "add", "visit", LEDGER)
    before = content(path)
    done(path, "undo")
    ran = done(path, "add", "visit", LEDGER)
    assert "新 23 条，相同 0 条" in ran.out and "有 23 条是撤销过的，已经恢复，编号不变" in ran.err
    assert content(path) == before and done(path, "check").code == 0
    done(path, "void", "J0003", "--reason", "重复")
    ran = done(path, "add", "visit", LEDGER)
    assert "新 0 条，相同 23 条" in ran.out and "1 条是作废过的，仍然作废" in ran.err


def test_each_clerk_their_own(path):
    """Two clerks at one PC: each takes back what they did last, not what the other did."""
    done(path, "amend", "j1", "诉求=修好", "--reason", "补记", "--operator", "李海英")
    done(path, "add", "deputy", LEDGER)
    assert done(path, "undo", "--operator", "李海英").out == f"已撤销刚才的一步：接待 {J1}\n"
    assert len(content(path)["deputy"]) == 9 and row(path, J1)["request"] is None


def test_a_step_somebody_has_seen(path, tmp_path):
    """A step that a later fact has seen stays, though the later fact came by another computer's package."""
    done(path, "follow", "y1", "催办")
    other = tmp_path / "另"
    run("restore", run("backup", "--data", path, "--to", tmp_path / "盘").out.splitlines()[0], "--to", other)
    done(other, "follow", "y1", "批注", "text=催过了")
    known = {entry[:3] for entry in journal(path)}
    with opened(other) as store:
        new = [
            e
            for e in store.entries("1 ORDER BY stream, seq")
            if e.body["world"] != LOCAL and (*e.place, e.hash) not in known
        ]
    with opened(path) as store, store.transaction():
        store.apply(new)
    assert f"后来又有人接着办了（意见 {Y1} 的批注）" in refused(path, "undo")
