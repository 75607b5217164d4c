"""The window's thread draws and listens, nothing else: a scripted day in which it may not query, touch a file or count keys."""

import gc
import os
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit

from lianluozhan import driver
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.bench.folder import made
from tests.pages.desk import Desk, commit
from tests.pages.timed import MOST, Timed
from tests.station import empty, opened
from ui.widgets.line import Line
from ui.widgets.words import Words

CORE = Path(driver.__file__).parent
FILES = (
    "open",
    "os.listdir",
    "os.scandir",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "shutil.copyfile",
    "subprocess.Popen",
    "socket.connect",
)
SLOW = {  # modules none of whose functions may run on the window's thread
    str(CORE / f"{name}.py")
    for name in (
        "store driver table fold folder vault act search index check readable intake attachment month_data"
    ).split()
}
SLOW_BELOW = tuple(str(CORE / name) + os.sep for name in ("package", "report", "sheet"))
PLAIN = {  # but these look up a constant or spell words: nothing is read, nothing drawn
    str(CORE / "report" / "catalogue.py"): ("find",),
    str(CORE / "report" / "file.py"): ("spell_out",),
    str(CORE / "search.py"): ("field_of",),
    str(CORE / "package" / "computer.py"): ("Computer",),
}
CRYPTO = ("pyrage", "cryptography", "_hashlib")

_watched = {"thread": None, "seen": []}


def _audit(event, arguments):
    if event in FILES and threading.get_ident() == _watched["thread"] and not _importing():
        _watched["seen"].append((event, str(arguments[0])))


def _importing():
    """A module that is loaded when first needed reads its own file."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


sys.addaudithook(_audit)  # cannot be taken off again; it looks only while a thread is watched


def _profile(frame, event, thing):
    if event == "call":
        file = frame.f_code.co_filename
        plain = frame.f_code.co_qualname.split(".")[0] in PLAIN.get(file, ())
        if (file in SLOW or file.startswith(SLOW_BELOW)) and not plain and not _importing():
            _watched["seen"].append(("called", f"{file}:{frame.f_code.co_qualname}"))
    elif event == "c_call" and (getattr(thing, "__module__", None) or "").startswith(CRYPTO):
        _watched["seen"].append(("crypto", repr(thing)))


@contextmanager
def watched():
    """What this thread does meanwhile that it should not."""
    seen = _watched["seen"] = []
    _watched["thread"] = threading.get_ident()
    sys.setprofile(_profile)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        _watched["thread"] = None


def dedicated(seen):
    """Without what Python itself does on the way: lines of source for a warning, entropy."""
    return sorted({one for one in seen if not one[1].endswith((".py", ".pyc", ".so", "urandom"))})


def test_the_guard_sees(tmp_path):
    """A file, a query and a key on this thread are seen: otherwise the test below proves nothing."""
    folder = empty(tmp_path / "站")
    with watched() as seen:
        (tmp_path / "a.txt").write_text("x")
        with opened(folder) as store:
            store.identity.name  # noqa: B018
        Keys.make()
    kinds = {kind for kind, _what in dedicated(seen)}
    assert {"open", "called", "crypto"} <= kinds


def test_the_guard_looks_at_one_thread_only(tmp_path):
    """What the worker does is the worker's business."""
    with watched() as seen:
        other = threading.Thread(target=(tmp_path / "a.txt").write_text, args=("x",))
        other.start()
        other.join()
    assert dedicated(seen) == [], dedicated(seen)


def test_a_day_at_the_window(folder, qapp):
    """Open, look at every page, log a visit, find it, choose rows, read the help, leave: all of it without the disk."""
    desk = Desk(folder)
    with watched() as seen:
        for page in desk.window._leaves:
            desk.window.page(page.noun)
            desk.wait()
        desk.open("接待登记")
        desk.fill(visitor_name="郭桂兰", statement="村口到学校的路灯坏了三个月", outcome="乡镇办理")
        desk.press("visit_save")
        assert any("路灯坏了三个月" in row for row in desk.list())
        desk.window.find.start()
        commit(desk.window.find.line, "路灯")
        desk.wait()
        assert desk.window.find.list.rows.items
        desk.window.find.leave()
        desk.choose("路灯坏了三个月")
        desk.window.larger.emit(1)
        desk.window.larger.emit(-1)
        desk.wait()
        desk.window.close()
    assert dedicated(seen) == [], dedicated(seen)
    desk.window.deleteLater()


def test_a_day_without_a_jerk(tmp_path, qapp):
    """Once a page is there, nothing at the window works its thread for longer than a blink, be the folder large or small."""
    desk = Timed(made(tmp_path, 120))
    for maker in desk.window._leaves[:TABS]:
        desk.window.page(maker.noun)  # the first time a page is made it is built of hundreds of parts
        desk.wait()
    gc.freeze()  # as the program does: what is there already is not looked through for garbage
    for maker in desk.window._leaves[:TABS]:
        desk.step(maker.noun, lambda maker=maker: desk.open(maker.title))
    desk.open("接待登记")
    desk.step("new", lambda: (desk.page.new(), desk.wait()))
    for name, value in {
        "visitor_name": "郭桂兰",
        "statement": "村口到学校的路灯坏了三个月",
        "outcome": "乡镇办理",
    }.items():
        desk.step(name, lambda name=name, value=value: desk.fill(**{name: value}))
    desk.step("save", lambda: desk.press("visit_save"))
    desk.step("choose", lambda: desk.choose("路灯坏了三个月"))
    desk.step("find", lambda: (desk.window.find.start(), commit(desk.window.find.line, "路灯"), desk.wait()))
    desk.step("leave", lambda: (desk.window.find.leave(), desk.wait()))
    for title, noun in (("意见登记", "issue"), ("意见办理", "followup")):
        desk.open(title)
        line = desk.page.findChild(QLineEdit, f"{noun}_filter")
        for words in ("路灯", "坏", "", "大象"):
            desk.step(f"{noun}_filter", lambda line=line, words=words: (line.setText(words), desk.wait()))
    slow = {name: round(took) for name, took in desk.longest.items() if took > MOST}
    desk.close()
    gc.unfreeze()
    assert not slow


def test_the_watch_sees_a_jerk(desk):
    """Work at once and work in a turn of the events are both seen."""
    timed = Timed(desk.window)
    timed.step("at once", lambda: (busy(), timed.wait()))
    timed.step("later", lambda: (QTimer.singleShot(0, busy), timed.wait()))
    timed.step("nothing", timed.wait)
    assert timed.longest["at once"] > MOST < timed.longest["later"]
    assert timed.longest["nothing"] < MOST


TABS = 8  # the pages a day is spent on


def busy():
    """Work for longer than a blink."""
    until = time.thread_time() + 1.5 * MOST / 1000
    while time.thread_time() < until:
        pass


def labels():
    """A plain label."""
    return QLabel().setText


def lines():
    """An input of one line."""
    return Line(Visit.fields["visitor_name"], "visit").setText


def words():
    """An input of many lines, with all that hangs on its text."""
    return Words(Visit.fields["statement"], "visit").setPlainText


@pytest.mark.parametrize("made", [labels, lines, words])
def test_none_is_not_used_up(qapp, made):
    """The count of references to None stays level: a Qt binding that loses one each call ends the program after a day."""
    put = made()

    def often(times):
        for n in range(times):
            put(f"第 {n} 次")

    often(100)
    gc.collect()
    before = sys.getrefcount(None)
    often(1000)
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < 50
