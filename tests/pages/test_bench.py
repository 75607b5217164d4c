"""Key to repaint, in small: what `dev.py bench` measures at full size runs, and asks nothing on the window's thread."""

from tests.bench import folder, keys


def test_typed_and_drawn(tmp_path, qapp):
    """Each key that is counted was drawn; no query ran on the window's thread; the folder is made once and found again."""
    path = folder.made(tmp_path, 20)
    assert folder.made(tmp_path, 20) == path
    typed = keys.type_into(path, 30)
    assert len(typed.times) == 27  # every tenth key is watched instead
    assert typed.times == sorted(typed.times) and typed.times[0] > 0
    assert typed.asked == set()
