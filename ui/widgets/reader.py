"""One chapter of the handbook as it is read: words and pictures in the theme's letters and colours, as wide as there is room."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QEvent, QRegularExpression, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from lianluozhan import handbook
from lianluozhan.handbook import BUTTON, LINK, STRONG, Chapter, Part
from ui.theme import Theme

Keys = Sequence[tuple[str, str]]  # (key, what it does)
KEYS = "快捷键"
AIR = 4  # pixels a picture stays away from the edge


class Reader(QTextBrowser):
    """Shows a chapter and the tables of keys below it; links are for whoever it belongs to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._chapter: Chapter | None = None
        self._pictures: Mapping[str, QImage] = {}
        self._tables = ""
        self._sought = QRegularExpression()  # what is looked for
        self.setObjectName("handbook_text")
        self.setAccessibleName("这一章")
        self.setOpenLinks(False)
        # that comes and goes would change what fits
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def read(self, chapter: Chapter, pictures: Mapping[str, QImage], of_page: Keys, of_window: Keys) -> None:
        """Another chapter, from its top."""
        self._chapter, self._pictures = chapter, pictures
        self._tables = _table(f"这一页的{KEYS}", of_page) + _table(f"整个窗口的{KEYS}", of_window)
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def next_hit(self, words: str) -> None:
        """The next place that has the words, from the top again after the last."""
        self._sought = sought(words)
        if words and not self.find(self._sought):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(self._sought)
        self._mark()
        if self.textCursor().hasSelection():  # well inside, with what stands around it
            self.verticalScrollBar().setValue(
                self.verticalScrollBar().value() + self.cursorRect().top() - self.viewport().height() // 3
            )

    def _mark(self) -> None:
        """Every place that has the words is coloured; the one that is read is chosen besides."""
        marks, at = [], QTextCursor(self.document())
        while self._sought.pattern() and not (at := self.document().find(self._sought, at)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = at
            mark.format.setBackground(self.theme.colour("amber_tint"))
            marks.append(mark)
        self.setExtraSelections(marks)

    def _draw(self) -> None:
        """The chapter in the letters, colours and width there are now."""
        margin = self.theme.px("margin")
        wide = self.viewport().width() - 2 * margin - AIR
        fitted = {part.file: self._fitted(self._pictures[part.file], wide) for part in self._chapter.parts if part.file}
        for name, image in fitted.items():
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        self.document().setDefaultStyleSheet(sheet(self.theme))
        self.setHtml(html(self._chapter, fitted) + self._tables)
        self.document().setDocumentMargin(margin)

    def _fitted(self, image: QImage, wide: int) -> QImage:
        """A picture no wider than there is room, as sharp as the screen is."""
        ratio = self.devicePixelRatioF()
        if image.width() > wide * ratio:
            image = image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Pictures as wide as there is room for, once there is that room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._redraw)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Other letters or colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._redraw)

    def _redraw(self) -> None:
        """Anew, where one was reading."""
        if self._chapter is not None:
            bar, hit = self.verticalScrollBar(), self.textCursor()
            share, chosen = bar.value() / (bar.maximum() or 1), (hit.anchor(), hit.position())
            self._draw()
            hit = self.textCursor()
            for place, mode in zip(
                chosen, (QTextCursor.MoveMode.MoveAnchor, QTextCursor.MoveMode.KeepAnchor), strict=True
            ):
                hit.setPosition(min(place, self.document().characterCount() - 1), mode)
            self.setTextCursor(hit)
            self._mark()
            bar.setValue(round(share * bar.maximum()))


def sought(words: str) -> QRegularExpression:
    """Words as the text may have them: in large or small letters, buttons in their own marks."""
    either = re.sub("[“「]", "[“「]", re.sub("[”」]", "[”」]", re.escape(words)))
    return QRegularExpression(either, QRegularExpression.PatternOption.CaseInsensitiveOption)


def sheet(theme: Theme) -> str:
    """How chapters look."""
    colour, px = theme.colours, theme.px
    return f"""
    body {{ font-size: {px("body")}px; color: {colour["ink"]}; }}
    h1 {{ font-size: {px("title") + 4}px; }}
    h2 {{ font-size: {px("words")}px; margin-top: {px("margin")}px; margin-bottom: {px("gap")}px; }}
    p, li {{ margin-top: 4px; margin-bottom: 4px; line-height: 150%; }}
    .button {{ color: {colour["primary"]}; font-weight: 700; }}
    .caption {{ color: {colour["ink2"]}; font-size: {px("note")}px; }}
    a {{ color: {colour["primary"]}; }}
    table {{ border-collapse: collapse; }}
    td, th {{ padding: 4px 8px; border: 1px solid {colour["edge"]}; text-align: left; }}
    th {{ background: {colour["canvas"]}; }}
    """


def html(chapter: Chapter, pictures: Mapping[str, QImage]) -> str:
    """A chapter for the browser; a picture that is not there leaves nothing."""
    said, kind, first = [f"<h1>{escape(chapter.title)}</h1>"], "", True
    for part in chapter.parts:
        if part.kind != kind:
            said += ["</table>" * (kind == handbook.ROW), "<table cellspacing='0'>" * (part.kind == handbook.ROW)]
            first = True
        said.append(_part(part, pictures, first))
        kind, first = part.kind, False
    return "".join(said) + "</table>" * (kind == handbook.ROW)


def _part(part: Part, pictures: Mapping[str, QImage], first: bool) -> str:
    if part.kind == handbook.ROW:
        tag = "th" if first else "td"
        return "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in part.cells) + "</tr>"
    if part.kind == handbook.PICTURE:
        image = pictures.get(part.file, QImage())
        if image.isNull():
            return ""
        wide = round(image.width() / image.devicePixelRatio())
        return f"<div><img src='{part.file}' width='{wide}'/></div><p class='caption'>{escape(part.text)}</p>"
    if part.kind == handbook.HEAD:
        return f"<h2>{_inline(part.text)}</h2>"
    if part.kind in (handbook.STEP, handbook.POINT):
        number, _, words = part.text.partition(" ")
        head, words = (number, words) if part.kind == handbook.STEP else ("·", part.text)
        return f"<p style='margin-left: 28px; text-indent: -22px'>{head} {_inline(words)}</p>"
    return f"<p>{_inline(part.text)}</p>"


def _inline(text: str) -> str:
    """Buttons, links and strong words."""
    text = BUTTON.sub(r"<span class='button'>「\1」</span>", escape(text))
    text = LINK.sub(r"<a href='\2'>\1</a>", text)
    return STRONG.sub(lambda found: f"<b>{found[1] or found[2]}</b>", text)


def _table(head: str, keys: Keys) -> str:
    rows = "".join(f"<tr><td>{escape(key)}</td><td>{escape(does)}</td></tr>" for key, does in keys)
    return f"<h2>{head}</h2><table cellspacing='0'>{rows}</table>" if rows else ""
