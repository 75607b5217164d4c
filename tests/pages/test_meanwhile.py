"""What was written comes into the index while nobody waits."""

from lianluozhan import index
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.pages.desk import Desk
from tests.station import opened
from ui.meanwhile import Tidying, tidy


def test_in_pieces(folder, qapp, monkeypatch):
    """A piece at a time until few wait; what is found stays the same, and nothing is asked of a busy worker."""
    monkeypatch.setattr(index, "WAITING", 3)
    monkeypatch.setattr("ui.meanwhile.PIECE", 5)
    monkeypatch.setattr("ui.meanwhile.NEXT_MS", 0)
    desk = Desk(folder)
    tidying = Tidying(desk.window, desk.window.around.desk)
    tidying.timer.stop()
    tidying.look()
    desk.wait(lambda: not tidying.timer.isActive())
    desk.window.close()
    with opened(folder) as store:
        assert index.waiting(store) <= 3
        sizes = [size for (size,) in store.db.execute("SELECT size FROM portion")]
        assert sizes and max(sizes) <= 5
        assert not tidy(store)
        assert len(store.find(Visit)) + len(store.find(Issue)) == sum(sizes) + index.waiting(store)
