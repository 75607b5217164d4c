"""Hands that work the window and a camera: what the tour is guided by; real keys and clicks, nothing behind the window's back."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QCoreApplication, QPropertyAnimation, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from lianluozhan import handbook
from lianluozhan.errors import Problem
from ui.app import open_window
from ui.listing import Listing
from ui.page import Page
from ui.window import Window

MARK = "tour.txt"  # lies in a folder that a tour made
COLOURS = 48  # of the handbook's pictures
PATIENCE = 60.0  # seconds until something that does not come is given up


class Astray(Exception):
    """The tour did not come where it should; the text says in which step."""


class Guide:
    """Works the window as hands would, and takes the pictures."""

    def __init__(self, window: Window, out: Path) -> None:
        self.window, self.out, self.pictures = window, out, []
        self.troubles: list[str] = []
        window.around.desk.refused.connect(lambda problem: self.troubles.append(str(problem)))
        window.around.desk.broken.connect(lambda trouble: self.troubles.append(repr(trouble)))

    def wait(self, until: Callable[[], Any] = lambda: True) -> None:
        """Turn events until nothing is under way and it holds."""
        ends, still = time.monotonic() + PATIENCE, 0
        while still < 3:
            QCoreApplication.processEvents()
            still = still + 1 if self.window.around.desk.idle() and until() else 0
            if time.monotonic() > ends:
                raise Astray("等了太久，没有等到")
        if self.troubles:
            raise Astray(self.troubles[0])

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return next(page for page in self.window.findChildren(Page) if page.isVisible())

    def open(self, noun: str) -> Page:
        """Go to a page."""
        page = self.window.page(noun)
        self.wait()
        return page

    def shown(self, name: str) -> QWidget:
        """The widget of a name that can be seen."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise Astray(f"{self.page.title} 上没有 {name}")
        return found[0]

    def press(self, name: str) -> None:
        """Press a button."""
        button = self.shown(name)
        if not button.isEnabled():
            raise Astray(f"{name} 现在不能按")
        button.click()
        self.wait()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)
        self.wait()

    def write(self, name: str, words: str) -> None:
        """Put the cursor into a field and write: words as an input method commits them, one of a choice by a click."""
        field = self.shown(name)
        of_choice = [one for one in field.findChildren(QAbstractButton) if one.text() == words]
        if of_choice:
            QTest.mouseClick(of_choice[0], Qt.MouseButton.LeftButton)
        else:
            field.setFocus()
            event = QInputMethodEvent()
            event.setCommitString(words)
            QCoreApplication.sendEvent(field, event)
            if getattr(field, "offering", bool)():
                QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait()

    def choose(self, noun: str, words: str) -> None:
        """Go to the first row of a list that has these words."""
        listing = self.shown(f"list_{noun}")
        assert isinstance(listing, Listing)
        rows = [place for place, item in enumerate(listing.rows.items) if item.key is not None and words in item.said()]
        if not rows:
            raise Astray(f"{self.page.title} 的列表里没有“{words}”")
        listing.setCurrentIndex(listing.rows.index(rows[0]))
        self.wait()

    def _at_rest(self) -> bool:
        """Whether nothing is on its way in."""
        moving = QPropertyAnimation.State.Running
        return all(one.state() != moving for one in self.window.findChildren(QPropertyAnimation))

    def picture(self, name: str, of: QWidget | QImage | None = None) -> None:
        """Keep a picture, numbered in the order of the tour, once what comes up by and by is there."""
        self.wait(self._at_rest)
        image = of if isinstance(of, QImage) else (of or self.window).grab().toImage()
        path = self.out / f"{len(self.pictures) + 1:02d}-{name}.png"
        if image.isNull() or not image.save(str(path)):
            raise Astray(f"图片没有存成：{path}")
        self.pictures.append(path)


@contextmanager
def guided(path: Path, out: Path, size: tuple[int, int]) -> Iterator[Guide]:
    """A guide through the window of a folder, which is closed behind it."""
    window, hooked = open_window(path), sys.excepthook
    try:
        window.resize(*size)
        guide = Guide(window, out)
        guide.wait()
        window.activateWindow()
        guide.wait()
        sys.excepthook = lambda _kind, trouble, _trace: guide.troubles.append(repr(trouble))
        yield guide
    finally:
        sys.excepthook = hooked
        window.close()


def clear(out: Path) -> None:
    """An empty folder; what an earlier tour left there goes, anything else is nobody's to delete."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise Problem(f"{out} 不是空的", then="请用 --out 换一个文件夹")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).write_text("这里是 python -m ui tour 做的，可以整个删掉。\n", "utf-8")


def keep_pictures(out: Path) -> None:
    """The pictures the handbook shows, taken from a tour's, in few colours: some tens of kilobytes each."""
    made = {file.stem.partition("-")[2]: file for file in sorted(out.glob("*.png"))}
    for part in (part for chapter in handbook.chapters() for part in chapter.parts if part.file):
        if (file := made.get(Path(part.file).stem)) is None:
            raise Astray(f"手册要一张“{part.file}”，没有拍到")
        with Image.open(file) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
                handbook.place(part.file), optimize=True
            )
