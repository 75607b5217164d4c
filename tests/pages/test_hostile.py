"""Programs typed into the window, and papers that want to run or to fill the memory: words and pictures like others, nothing more."""

import sys

import pytest

from lianluozhan.attachment import take
from lianluozhan.visit import Visit
from tests.fault.test_hostile_input import ACTIONS, JUNK, RUNS, SQL
from tests.pages.desk import Desk
from tests.station import empty, opened, sound
from ui.widgets.viewer import Viewer

DANGEROUS = {**JUNK, **{f"{name}.pdf": RUNS % what for name, what in ACTIONS.items()}}


@pytest.fixture
def bare(tmp_path):
    """A clerk before a station with nothing in it."""
    desk = Desk(empty(tmp_path / "站"))
    yield desk
    desk.close()


def test_sql_typed_into_the_form(bare):
    """Saved from the form and looked for with Ctrl+K it is what was typed, every time; every record is still there."""
    bare.open("接待登记")
    for word in SQL:
        bare.fill(姓名=word, 原话=word, outcome="当场答复", reply=word)
        bare.press("保存")
        assert "✓ 已存入台账" in bare.said()
        bare.type("<Ctrl+K>")
        bare.window.find.line.setText(word)
        bare.wait()
        bare.window.find.hide()
    bare.close()
    with opened(bare.folder) as store:
        found = store.find(Visit, order="number")
        assert [(one.visitor_name, one.statement, one.reply) for one in found] == [(word, word, word) for word in SQL]
        sound(store)


@pytest.mark.parametrize("name", DANGEROUS)
def test_dangerous_papers_looked_at(bare, tmp_path, name):
    """Looked at in the window it is drawn, or said to be nothing that can be; nothing is started, no socket is opened."""
    ran = []
    sys.addaudithook(
        lambda event, _words: (
            ran.append(event)
            if event in ("subprocess.Popen", "os.system", "os.posix_spawn", "socket.connect", "webbrowser.open")
            else None
        )
    )
    (tmp_path / name).write_bytes(DANGEROUS[name])
    kept = take(bare.folder, tmp_path / name, 2026)
    bare.open("接待登记")
    asked = []
    bare.page.look_at(kept)
    viewer = bare.page.findChild(Viewer)
    viewer.opener = lambda url: bool(asked.append(url.fileName())) or True
    bare.wait()
    assert viewer.isVisible() or asked == [name]
    assert ran == []
