"""各站: the stations of a district, when each was heard last, whose key was compared, what waits for it; sticks are prepared here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from lianluozhan.act import Act
from lianluozhan.attachment import paper
from lianluozhan.driver import trouble
from lianluozhan.errors import Problem
from lianluozhan.folder import KEYS
from lianluozhan.package import enrol, write
from lianluozhan.package.computer import Computer, computers, retire
from lianluozhan.package.manifest import Party
from lianluozhan.package.starter import CALLED, file_name, meant, starter
from lianluozhan.report.station_board import NAME
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from ui.asks.station import Shown, shown
from ui.drives import done_with
from ui.page import Page, Surroundings
from ui.pages import STATION
from ui.widgets.computers import DONE, STILL
from ui.widgets.forgotten import Forgotten
from ui.widgets.in_place import InPlace
from ui.widgets.keyring import Keyring
from ui.widgets.pieces import label, line
from ui.widgets.preparing import Preparing
from ui.widgets.publishing import Publishing
from ui.widgets.relocking import Relocking
from ui.widgets.stands import Stands
from ui.widgets.wear import wear
from ui.widgets.where import FILE, FOLDER, lying

SHOWN = 3  # files that are named


class StationPage(Page):
    """A row a station; below it what can be done for the chosen one, for all, and for a new one."""

    leaf = STATION
    concerns = frozenset(("visit", "issue", "followup", "duty", "note", "deputy", "month", "place"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._wanted = ""  # the station another page leads to, until the list is there
        self.keyring, self.told = Keyring(self.desk, around.identity.role, lambda: self.ask_folder()), label("", "note")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stands = Stands(self)
        self.stands.wants.connect(self.wants)
        self.list = self.stands.list
        self.new = _towns()
        self.preparing = Preparing(self.noun, self.desk, self.theme)
        self.preparing.chosen.connect(self._prepare)
        self.preparing.asking.connect(self._give_way)
        self.relocking, self.publishing, self.forgotten = (
            Relocking(self.desk),
            Publishing(self.desk),
            Forgotten(self.desk),
        )
        self.publishing.guard.mending.connect(self.wants)
        self.full = QCheckBox("这次写全量的（站里说“中间缺一段”时才用）")
        self.full.setObjectName("station.full")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        margin = self.theme.px("margin")
        column.setContentsMargins(margin, 12, margin, 12)
        column.setSpacing(10)
        print_it = self.button("print", f"打印{NAME}", lambda: self.wants.emit("paper", f"{NAME} "))
        column.addLayout(line(label(self.title, "title", wrap=False), None, print_it))
        column.addWidget(self.keyring)
        room = QVBoxLayout()  # keeps its place when the table gives way to a question: the rest stays together
        room.addWidget(self.stands, 1)
        room.addStretch(0)
        column.addLayout(room, 1)
        column.addWidget(self.told)
        room.addWidget(self.preparing)
        column.addLayout(_in_place(self.stands, self.relocking, self.forgotten, self.publishing))
        column.addLayout(self._foot())
        column.addLayout(
            line(self.full, None, self.button("retire", "停用选中的站一台坏了的电脑…", self.retire, look="link"))
        )

    def _foot(self) -> QHBoxLayout:
        self.prepare_button = self.button("prepare", "给选中的站准备 U 盘…", self.prepare, look="primary")
        return line(
            self.prepare_button,
            self.button("prepare_all", "给每个站…", lambda: self.prepare(self.stands.parties())),
            self.button("compare", "指纹核对过，一样", self.compare),
            None,
            self.new,
            self.button("starter", f"{CALLED}…", self.give_starter),
        )

    def reload(self) -> None:
        """The stations as they stand."""
        self.desk.ask(shown, self.show_stations)
        self.keyring.reload()

    def show_record(self, id: str) -> None:
        """Another page leads to this station."""
        self._wanted = id
        self.list.choose(id)

    def show_stations(self, now: Shown) -> None:
        """Fill the table."""
        self.stands.show_stations(now)
        self.list.choose(self._wanted)
        self._wanted = ""
        self.new.clear()
        self.new.addItems(now.towns)
        if not now.board.stations:
            self.told.setText("还没有站。给新站一个加入文件，或者收一次它的报送包，它就在这里。")

    # -- doing

    def ask_folder(self) -> str:
        """Where to write."""
        return QFileDialog.getExistingDirectory(self, self.title)

    def prepare(self, parties: list[Party] | None = None) -> None:
        """Ask where each of these stations' package shall be written, else the marked one's."""
        parties = self.stands.marked() if parties is None else parties
        self.told.setText("" if parties else "请先点一个站")
        if parties:
            self.preparing.begin(parties)

    def _give_way(self, asking: bool) -> None:
        self.stands.setVisible(not asking)
        wear(self.prepare_button, "" if asking else "primary")  # one filled button: what one does next

    def _prepare(self, to: Path, on_stick: bool) -> None:
        folder, parties, full = self.desk.path, self.preparing.parties, self.full.isChecked()
        self.told.setText("正在写，请先不要拔 U 盘…")
        self.desk.ask(
            lambda store: (prepared(store, folder, to, parties, full), done_with(to, on_stick)),
            lambda found: self._prepared(*found),
            self._refused,
        )

    def _prepared(self, written: list[Path], then: str) -> None:
        self.told.setText(_said(written, then))
        self.reload()

    def compare(self) -> None:
        """Write down that a person read the chosen station's fingerprint on the telephone."""
        if parties := self.stands.marked():
            accept = partial(_accept, parties)
            self.desk.act("enrol", accept, lambda _done: self.reload(), self._refused)
        else:
            self.told.setText("请先点一个站，电话里一组一组核对")

    def retire(self) -> None:
        """Nobody writes any more on one of the chosen station's PCs: ask which."""
        if parties := self.stands.marked():
            world = parties[0].code
            self.desk.ask(lambda store: computers(store, world), partial(self._retire, world), self._refused)
        else:
            self.told.setText("请先点一个站")

    def _retire(self, world: str, found: list[Computer]) -> None:
        words = [one.said for one in found]
        if (place := self.ask_computer(words)) is not None:
            one = found[place]
            told = DONE.format(one.name, STILL)
            self.desk.act(
                "retire", lambda act: retire(act, world, one), lambda _done: self.told.setText(told), self._refused
            )

    def ask_computer(self, words: list[str]) -> int | None:
        """Which PC."""
        chosen, sure = QInputDialog.getItem(self, self.title, "停用哪一台（编号里的字母）：", words, 0, False)
        return words.index(chosen) if sure and words else None

    def give_starter(self) -> None:
        """A new station's file."""
        word, folder = self.new.currentText(), self.desk.path
        if word and (to := self.ask_folder()):
            self.desk.ask(lambda store: given_starter(store, folder, Path(to), word), self._given, self._refused)

    def _given(self, file: Path) -> None:
        self.told.setText(f"✓ 已写好 {file.name}")

    def _refused(self, problem: Problem) -> None:
        self.told.setText(f"⊘ {problem}")


def _in_place(stands: QWidget, *asking: InPlace) -> QHBoxLayout:
    """The links beside each other; the table gives way while one of them asks."""
    row = line(*asking, None)
    for one in asking:
        row.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        one.asking.connect(lambda on: stands.setVisible(not on))
    return row


def _accept(parties: list[Party], act: Act) -> None:
    """Their keys are theirs: a person compared them."""
    for one in parties:
        enrol.accept(act, one)


def _towns() -> QComboBox:
    """The stations that are not opened yet."""
    towns = QComboBox()
    towns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    towns.setObjectName("station.new")
    towns.setAccessibleName("新开的站")
    towns.setPlaceholderText(towns.accessibleName())
    return towns


def _said(written: list[Path], then: str) -> str:
    """How many, and where they lie; of many the first ones by name."""
    where, files = lying(written[:SHOWN])
    more = f" 等 {len(written)} 个" * (len(written) > SHOWN)
    return f"✓ {len(written)} 个包已导出，核对无误，{then}。\n{FOLDER}　{where}\n{FILE}　{files}{more}"


def prepared(store: Store, folder: Path, to: Path, parties: list[Party], full: bool) -> list[Path]:
    """Write the packages; where they lie."""
    keys, made = Keys.load(folder / KEYS), []
    for party in parties:
        sending = write.Sending(to=party, full=full, paper=lambda one: paper(folder, one))
        made.append(write.export(store, keys, to, write.to_keys(store, party), sending).path)
    return made


def given_starter(store: Store, folder: Path, to: Path, word: str) -> Path:
    """Write a new station's file; where it lies."""
    party = meant(store, word)
    file = to / file_name(party)
    with trouble(file):
        file.write_text(starter(store, Keys.load(folder / KEYS), party), "utf-8")
    return file
