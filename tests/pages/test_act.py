"""The two doors off the window's thread: in order, one at a time, answered on the window's thread, closed in peace."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication

from lianluozhan.draft import Draft, keep
from lianluozhan.errors import FolderBusy, NotAllowed, Problem
from lianluozhan.record import new_id
from lianluozhan.report import typeface
from lianluozhan.visit import Visit
from tests.pages.desk import wait_for
from tests.station import VISIT, empty, opened
from ui import meanwhile
from ui.act import Desk
from ui.app import application
from ui.leaf import Leaf


@pytest.fixture
def doors(tmp_path, qapp):
    """An open desk without a window."""
    desk = Desk(empty(tmp_path / "站"))
    desk.open()
    yield desk
    if not desk._closed:
        desk.close()


def opened_by_others(path):
    """Whether somebody else can write in the folder now."""
    with opened(path) as store:
        return len(store.find(Visit)) == 0


def settle(desk):
    """Turn events until nothing is under way."""
    while not desk.idle():
        QCoreApplication.processEvents()


def write(values):
    """An act that registers a reception."""
    return lambda act: act.write(Visit, new_id(), VISIT | values)


def count(store):
    """How many receptions there are."""
    return len(store.find(Visit))


def test_answers_come_in_the_order_of_the_questions(doors):
    """One worker: what was asked first is answered first, acts and questions alike."""
    seen = []
    for n in range(20):
        (doors.ask(lambda _store, n=n: n, seen.append) if n % 2 else doors.act("x", lambda _act, n=n: n, seen.append))
    settle(doors)
    assert seen == list(range(20))


def test_work_is_done_off_and_answered_on_the_windows_thread(doors):
    """The question runs elsewhere, the answer arrives here."""
    where = {}
    doors.ask(
        lambda _store: where.update(asked=threading.get_ident()), lambda _a: where.update(told=threading.get_ident())
    )
    settle(doors)
    assert where["told"] == threading.get_ident() != where["asked"]


def test_all_questions_run_on_one_thread(doors):
    """The connection belongs to one thread for as long as the folder is open."""
    threads = []
    for _ in range(5):
        doors.ask(lambda _store: threading.get_ident(), threads.append)
    settle(doors)
    assert len(set(threads)) == 1 and len(threads) == 5


def test_a_question_sees_the_act_before_it(doors):
    """Saved is saved: the next question finds it."""
    counts = []
    doors.ask(count, counts.append)
    doors.act("add", write({}))
    doors.ask(count, counts.append)
    settle(doors)
    assert counts == [0, 1]


def test_an_act_tells_what_it_changed(doors, qtbot):
    """`changed` carries the kinds of record, after `then` had the answer; a question changes nothing."""
    seen = []
    doors.changed.connect(seen.append)
    with qtbot.waitSignal(doors.changed):
        doors.act("add", write({}), lambda _answer: seen.append("then"))
    doors.ask(count)
    settle(doors)
    assert seen[0] == "then" and "visit" in seen[1] and len(seen) == 2


def test_a_failed_act_leaves_nothing(doors):
    """What a refused act had written is not there; nobody is told of a change; the next act works."""
    changed, failed, counts = [], [], []
    doors.changed.connect(changed.append)

    def half(act):
        write({})(act)
        raise NotAllowed("现在不能这样做")

    doors.act("add", half, failed=failed.append)
    doors.ask(count, counts.append)
    doors.act("add", write({}))
    doors.ask(count, counts.append)
    settle(doors)
    assert [type(one) for one in failed] == [NotAllowed] and counts == [0, 1] and len(changed) == 1


def test_then_is_not_called_after_trouble(doors):
    """Known trouble goes to `failed`, else to `refused`; a mistake of ours to `broken`, and who waits is told that it was none of
    theirs."""
    seen = []
    doors.refused.connect(lambda trouble: seen.append(("refused", type(trouble))))
    doors.broken.connect(lambda trouble: seen.append(("broken", type(trouble))))

    def go_wrong(trouble):
        def work(_store):
            raise trouble

        return work

    doors.ask(go_wrong(NotAllowed("不行")), lambda _a: seen.append("then"))
    doors.ask(go_wrong(NotAllowed("不行")), lambda _a: seen.append("then"), lambda t: seen.append(("failed", type(t))))
    doors.ask(go_wrong(KeyError("x")), lambda _a: seen.append("then"), lambda t: seen.append(("failed", type(t))))
    settle(doors)
    assert seen == [("refused", NotAllowed), ("failed", NotAllowed), ("broken", KeyError), ("failed", Problem)]


def test_a_draft_that_finds_no_room(doors):
    """A full disk is told as that, whatever was just done, a draft being kept too: nobody is told that it was; a question that is
    wrong stays a mistake of ours."""
    seen = []
    doors.refused.connect(lambda trouble: seen.append(str(trouble)))
    doors.broken.connect(lambda trouble: seen.append(type(trouble).__name__))
    doors.ask(lambda store: store.db.execute("PRAGMA max_page_count=1").fetchone())
    doors.ask(lambda store: keep(store, Draft("甲", "visit", {"statement": "字" * 500_000})), seen.append)
    doors.ask(lambda store: store.db.execute("SELECT nothing FROM visit"))
    settle(doors)
    assert seen == ["磁盘满了，这一步没有存进去。以前的数据没有丢。请腾出空间后再做一次。", "OperationalError"]


def test_busy_is_told(doors):
    """True with the first question, False when the last is answered."""
    seen = []
    doors.busy.connect(seen.append)
    doors.ask(count)
    doors.ask(count)
    assert not doors.idle()
    settle(doors)
    assert seen[0] is True and seen[-1] is False and doors.idle()


def test_closing_waits_for_what_is_being_written(doors):
    """Close while acts are under way: all of them are on the disk, none is half there."""
    for _ in range(10):
        doors.act("add", write({}))
    doors.close()
    with opened(doors.path) as store:
        assert count(store) == 10


def test_closing_lets_go_whatever_it_meets(doors):
    """What is done with the folder at the end goes wrong: the folder is free all the same."""

    def wrong(_path):
        raise PermissionError(13, "held")

    doors.at_close = wrong
    with pytest.raises(PermissionError):
        doors.close()
    assert opened_by_others(doors.path)


def test_nobody_is_answered_after_closing(doors):
    """An answer that comes when the window is gone finds nobody; a late question is not even asked."""
    seen = []
    doors.ask(count, seen.append)
    doors.close()
    late = doors.ask(count, seen.append)
    for _ in range(5):
        QCoreApplication.processEvents()
    assert seen == [] and late.cancelled() and doors.idle()


def test_a_folder_in_use_is_refused_and_let_go(doors, tmp_path):
    """A second desk on the same folder says so; it can be opened once the first is closed."""
    second = Desk(doors.path)
    with pytest.raises(FolderBusy):
        second.open()
    second.close()
    doors.close()
    third = Desk(doors.path)
    assert third.open().name == "渔泽镇人大代表联络站"
    third.close()


def test_pages_wait_for_no_file(doors, monkeypatch):
    """While nobody waits the files of pages with a tab and what draws papers are read, beside the worker; no font of papers is."""
    typeface.face.cache_clear()
    monkeypatch.setattr(meanwhile, "WARM_MS", 0)
    read = []
    meanwhile.warm(
        doors,
        [
            Leaf("a", "甲", lambda: read.append(threading.current_thread().name)),
            Leaf("b", "乙", lambda: read.append("b")),
        ],
        {},
    )
    wait_for(lambda: len(read) == 2)
    settle(doors)
    assert read[0].startswith("beside") and typeface.face.cache_info().currsize == 0


def test_beside_the_worker(doors):
    """What is done aside goes on while the worker answers; closing waits for what it has begun."""
    begun, end, seen = threading.Event(), threading.Event(), []
    doors.aside(lambda path: (begun.set(), end.wait(20), seen.append(path)))
    assert begun.wait(20)
    assert doors.ask(count).result(20).answer == 0
    end.set()
    doors.close()
    assert seen == [doors.path]


def test_alone_with_the_folder(doors):
    """What needs the folder to itself finds it closed, and it is open again afterwards, also where that failed."""
    with pytest.raises(FolderBusy):
        opened_by_others(doors.path)
    told = []
    doors.alone(lambda path: told.append(opened_by_others(path)))
    assert doors.ask(count).result(20).answer == 0
    doors.alone(lambda path: 1 / 0)
    assert doors.ask(count).result(20).answer == 0 and told
    settle(doors)


def test_closed_while_something_is_alone_with_the_folder(doors):
    """A window that is closed meanwhile has still to let go of the folder, with its last backup and its key."""
    begun = []
    doors.alone(lambda _path: begun.append(doors._folder.begun))
    settle(doors)
    doors.close()
    assert begun == [True] and not doors._folder.begun


def test_alone_waits_for_what_reads(doors):
    """What needs the folder to itself begins when what reads beside the worker has ended."""
    begun, end, order = threading.Event(), threading.Event(), []
    doors.aside(lambda _path: (begun.set(), end.wait(20), order.append("read")))
    assert begun.wait(20)
    alone = doors.alone(lambda _path: order.append("alone"))
    assert not alone.done() and order == []
    end.set()
    alone.result(20)
    assert order == ["read", "alone"]
    settle(doors)


def test_turns_are_short(qapp):
    """What draws a key asks for the interpreter a few times, and waits no five milliseconds each for a worker that computes."""
    sys.setswitchinterval(0.005)
    application()
    assert sys.getswitchinterval() <= 0.001


def test_what_is_asked_soon_goes_away_with_the_window(doors):
    """A hint that was to be asked for in a moment is not, once the window is closed: what it would read of is gone."""
    asked = []
    doors.soon(0, lambda: asked.append("asked"), asked.append, asked.append)
    assert not doors.idle()
    doors.close()
    for _turn in range(20):
        QCoreApplication.processEvents()
    assert not asked and doors.idle()
