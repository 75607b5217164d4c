"""Shipped files are found in a checkout and in a bundle."""

import sys

from lianluozhan import resource


def test_in_a_checkout():
    """Beside the package, whatever the working folder is."""
    assert resource.path("fonts", "NotoSerifSC-Regular.ttf").is_file()
    assert resource.path("sample").is_dir()


def test_working_folder_does_not_matter(tmp_path, monkeypatch):
    """A clerk starts the program from anywhere."""
    monkeypatch.chdir(tmp_path)
    assert resource.path("sample").is_dir()


def test_in_a_bundle(tmp_path, monkeypatch):
    """A bundle unpacks to a folder of its own and names it in sys._MEIPASS."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource.path("fonts", "a.ttf") == tmp_path / "resources" / "fonts" / "a.ttf"
