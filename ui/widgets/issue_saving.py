"""The three ways to save an issue: passed on with it, reported up with it, or only registered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lianluozhan import action as table
from ui.page import Page

NEW = "登记并交办", "登记并报区", "只登记"
THERE = "交办", "报区", "保存改动"  # of one that is registered already
KEYS = "  Ctrl+Enter", "", "  Ctrl+S"


class IssueSaving:
    """Three buttons; `save` is called with the act that goes with it, or ""."""

    def __init__(self, page: Page, save: Callable[[str], object]) -> None:
        self.assign = page.button("assign", NEW[0], partial(save, table.ASSIGN.word), "Ctrl+Enter", "primary")
        self.escalate = page.button("escalate", NEW[1], partial(save, table.ESCALATE.word))
        self.save = page.button("save", NEW[2], partial(save, ""), "Ctrl+S")
        self.buttons = (self.assign, self.escalate, self.save)

    def offer(self, words: tuple[str, ...], passing_on: bool, escalating: bool, saving: bool) -> None:
        """Call them so, and show those that fit."""
        fitting = saving and passing_on, saving and passing_on and escalating, saving
        for button, word, key, fits in zip(self.buttons, words, KEYS, fitting, strict=True):
            button.setText(word + key)
            button.setAccessibleName(word)
            button.setVisible(fits)
            button.setEnabled(fits)

    def enable(self, on: bool) -> None:
        """Grey while it is being saved."""
        for button in self.buttons:
            button.setEnabled(on)
