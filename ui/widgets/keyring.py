"""An office's own key: its fingerprint, its card, a new one in its place; and another office's where that one lost its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from lianluozhan.driver import trouble
from lianluozhan.errors import NotAllowed, Problem
from lianluozhan.folder import KEYS
from lianluozhan.package import enrol, keycard, renew
from lianluozhan.package.computer import computers
from lianluozhan.package.keycard import Card
from lianluozhan.package.known import DISTRICT
from lianluozhan.package.manifest import OURS, Party
from lianluozhan.package.read import read
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.widgets.pieces import button, label, line
from ui.widgets.relocking import HandingOn
from ui.widgets.taking_over import TakingOver

NOUN = "keys"
WHOSE, THEIRS = {"station": "本站", "district": "本办"}, {"station": "区里", "district": "某站"}
SURE = "换上新钥匙后，旧钥匙签的包从此不收。对方不用做什么：下次导出的包带着新钥匙，由旧钥匙作保，导入时自动认得。"

_button = partial(button, NOUN, look="link")


class Own(NamedTuple):
    """Our fingerprint, and the station's other PCs, which have the same key."""

    fingerprint: str
    others: tuple[str, ...] = ()


class Keyring(QWidget):
    """The fingerprint, links, and in place the question before anything is changed; `asks` carries its last line."""

    asks = Signal(QWidget)

    def __init__(self, desk: Desk, role: str, ask_folder: Callable[[], str]) -> None:
        super().__init__()
        self.desk, self.role, self.ask_folder, self.now = desk, role, ask_folder, Own("")
        self.own, self.told = label("", "note"), label("", "note")
        self.question, self.yes, self.press = label("", "box"), _button("yes", "", self._pressed, look="primary"), print
        for one in (self.own, self.told, self.question):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.asking = QWidget()
        asked = QVBoxLayout(self.asking)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.question)
        self.no = _button("no", "不换", self.leave)
        asked.addLayout(line(self.yes, self.no, None))
        links = line(
            _button("card", f"{WHOSE[role]}的钥匙卡…", self.give_card),
            _button("renew", "换新钥匙…", self.renew),
            _button("lost", f"{THEIRS[role]}的钥匙丢了，重新认…", self.lost),
            *([_button("ours", f"{OURS}…", self.ours)] if role == DISTRICT else []),
            None,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.own, links, self.asking, self.told):
            column.addLayout(part) if part is links else column.addWidget(part)
        self.handing, self.taking = HandingOn(desk), TakingOver(desk)
        self.taking.done.connect(self.reload)
        for one in (self.handing, self.taking):
            one.hide()
            one.asking.connect(lambda on, one=one: on and self.asks.emit(one))
            column.addWidget(one)
        self.leave()

    def reload(self) -> None:
        """Our key as it is."""
        self.desk.ask(own, self._show)

    def _show(self, now: Own) -> None:
        self.now = now
        self.own.setText(
            f"{WHOSE[self.role]}的指纹　{now.fingerprint}　对方认钥匙卡时念给他听\n{keycard.DIGITS_ARE}{keycard.CARD_IS}"
        )
        for one in (self.handing, self.taking):  # between PCs of one office only
            one.setVisible(bool(now.others))

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    # -- asking first

    def _ask(self, words: str, yes: str, press: Callable[[], None]) -> None:
        self._say("")
        self.question.setText(words)
        self.yes.setText(yes)
        self.yes.setAccessibleName(yes)
        self.press = press
        self.asking.show()
        self.no.setFocus()  # Enter alone changes nothing
        self.asks.emit(self.no)

    def _pressed(self) -> None:
        self.asking.hide()
        self.press()

    def leave(self) -> None:
        """Nothing is changed."""
        self.asking.hide()
        self._say("")

    def _refused(self, problem: Problem) -> None:
        self.asking.hide()
        self._say(f"⊘ {problem}")

    # -- doing

    def give_card(self) -> None:
        """Our key card into a folder."""
        if to := self.ask_folder():
            folder = self.desk.path
            self.desk.ask(
                lambda store: given_card(store, folder, Path(to)),
                lambda file: self._say(f"✓ 已写好 {file.name}"),
                self._refused,
            )

    def renew(self) -> None:
        """A new key of ours: say what that means first."""
        others = "\n" + renew.OTHER_PCS.format("、".join(self.now.others)) if self.now.others else ""
        self._ask(SURE + others, "换上新钥匙", self._renew)

    def _renew(self) -> None:
        operator = self.desk.operator
        self.desk.ask(lambda store: renew.renewed(store, operator=operator), self._renewed, self._refused)

    def _renewed(self, _party: object) -> None:
        self._say("✓ 已换上新钥匙，旧钥匙给它作了保。请导出一次带给对方。")
        self.reload()

    def ask_card(self) -> str:
        """Which file the new card is."""
        return QFileDialog.getOpenFileName(self, "钥匙卡", "", "*.json")[0]

    def lost(self) -> None:
        """The other office lost its key: its new card, whose fingerprint is compared before anything is believed."""
        if file := self.ask_card():
            self.desk.ask(lambda store: looked_at(store, Path(file)), self._ask_lost, self._refused)

    def ask_package(self) -> str:
        """Which package was refused for what we wrote before."""
        return QFileDialog.getOpenFileName(self, OURS, "", "*.llz")[0]

    def ours(self) -> None:
        """Our own key was lost, this folder is begun again: believe what we wrote before, once its fingerprint is compared."""
        if file := self.ask_package():
            folder = self.desk.path
            self.desk.ask(lambda store: ours_in(store, folder, Path(file)), self._ask_ours, self._refused)

    def _ask_ours(self, lost: list[Party]) -> None:
        keys = "\n".join(f"从前的指纹　{keycard.fingerprint(one)}" for one in lost)
        words = f"{keys}\n请打电话给站里核对，最好两个站：他们改认本办的新钥匙时，窗口里写着从前的。认了以后，从前写的、站里有的都会回来。"
        self._ask(words, "一样，认回来", lambda: self._met_ours(lost))

    def _met_ours(self, lost: list[Party]) -> None:
        done = "✓ 已认回。请再导入一次各站的报送包。"
        self.desk.act("enrol", lambda act: renew.ours_again(act, lost), lambda _done: self._say(done), self._refused)

    def _ask_lost(self, found: tuple[Card, Party | None]) -> None:
        card, before = found
        party = card.party
        words = (
            f"{party.name}（{party.code}）\n指纹　{keycard.fingerprint(party)}\n"
            "请打电话一组一组核对。认了这一把，它以前的钥匙从此不收，它旧电脑上没带来的也收不进来。"
        )
        self._ask(words, "一样，改认这一把", lambda: self._met(card, before))

    def _met(self, card: Card, before: Party | None) -> None:
        done = f"✓ 已改认{card.party.name}的新钥匙。请给它导出一次：以前收到过的都会回到它那里。"
        done += renew.BEFORE.format(keycard.fingerprint(before)) if before and self.role != DISTRICT else ""
        self.desk.act("enrol", lambda act: renew.met_anew(act, card), lambda _done: self._say(done), self._refused)


def own(store: Store) -> Own:
    """What is shown of our key; asked in the worker."""
    identity = store.identity
    others = (
        [one.name for one in computers(store, identity.world) if not one.here] if identity.role == "station" else []
    )
    return Own(keycard.fingerprint(keycard.own_party(store)), tuple(others))


def given_card(store: Store, folder: Path, to: Path) -> Path:
    """Write our key card; where it lies."""
    file = to / keycard.card_name(keycard.own_party(store))
    with trouble(file):
        file.write_text(enrol.own_card(store, Keys.load(folder / KEYS)), "utf-8")
    return file


def ours_in(store: Store, folder: Path, file: Path) -> list[Party]:
    """Ourselves under lost keys, as a package has us. Raises Problem where it has not."""
    return renew.lost_by_us(store, read(file, Keys.load(folder / KEYS)))


def looked_at(store: Store, file: Path) -> tuple[Card, Party | None]:
    """A card that may take the place of the one we know, and whom we knew. Raises Problem."""
    card = keycard.read_card(file)
    before = enrol.accepted_party(store, card.party.role, card.party.code)
    if not enrol.weigh(store, card, lost=True):
        raise NotAllowed(f"{card.party.name}的这把钥匙以前认过", then="不用再认")
    return card, before
