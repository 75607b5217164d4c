"""What a new data folder has to be told: who uses this PC, its name and code, where the data lie, who types."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan.action import CLERK
from lianluozhan.begin import CODE, code_of
from lianluozhan.errors import BadValue
from lianluozhan.operator import Operator
from lianluozhan.place import DISTRICT, Place, town_of, towns
from lianluozhan.record import Record
from lianluozhan.whose import ENDING
from ui.widgets.chooser import Chooser, option
from ui.widgets.pieces import asked, label, line
from ui.widgets.switch import Switch

ROLES = (
    ("station", "代表联络站", "登记来访、办理意见、记录履职"),
    ("district", "区人大办公室", "汇总各站、下发名册与交办"),
)
ENDINGS = {"station": ENDING, "district": "人大常委会办公室"}

NO_FOLDER = "请选一个文件夹"


class Beginning(NamedTuple):
    """What was written, in the order `begin` takes it."""

    path: Path
    role: str
    code: str
    name: str
    clerk: str


class StartForm(QWidget):
    """The inputs; each trouble stands beside its label."""

    def __init__(self, beside_folder: QPushButton) -> None:
        super().__init__()
        self.role = Switch("start.role", "这台电脑给谁用", [words for _role, words, _does in ROLES])
        self.role.switched.connect(lambda _place: self._role_chosen())
        self.does = label(ROLES[0][2], "hint", wrap=False)
        self.name = Chooser(Place.name, "start", self._names)
        self.name.setPlaceholderText("写乡镇街道的名字或首字母，从下面选")
        self.name.changes.edited.connect(self._name_written)
        self.code, self.folder, self.clerk = (QLineEdit() for _ in range(3))
        self.code.setPlaceholderText("名称会带出")
        for name in ("code", "folder", "clerk"):
            getattr(self, name).setObjectName(f"start.{name}")
            getattr(self, name).textEdited.connect(lambda _text, name=name: self._tell(name, ""))
        self.code.textEdited.connect(lambda _text: self._code_written())
        self._proposed = self._named = ""  # the code a name brought, the name a code brought
        self.wrong = {name: label("", "error", wrap=False) for name in ("name", "code", "folder", "clerk")}
        where = QHBoxLayout()
        where.addLayout(asked("数据放在", self.folder, self.wrong["folder"]), 1)
        where.addWidget(beside_folder)
        where.setAlignment(beside_folder, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.role.accessibleName(), "label"))
        column.addLayout(line(self.role, self.does, None))
        column.addLayout(
            _pair(asked("名称", self.name, self.wrong["name"]), asked("代码", self.code, self.wrong["code"]))
        )
        column.addLayout(_pair(where, asked(f"{CLERK}姓名", self.clerk, self.wrong["clerk"])))

    def _names(self) -> list[Any]:
        """Every town of the list, or every district, as its office would be called."""
        role = self._role()
        fitting = [town for town in towns() if (town.level == DISTRICT) == (role == "district")]
        return [option(town.name + ENDINGS[role], town.code) for town in fitting]

    def _role(self) -> str:
        return ROLES[self.role.place()][0]

    def _role_chosen(self) -> None:
        self.does.setText(ROLES[self.role.place()][2])
        self._name_written()

    def _name_written(self) -> None:
        """The code comes from the name, as long as nobody wrote another one."""
        self._tell("name", "")
        if self.code.text() == self._proposed:
            self._proposed = code_of(self._role(), self.name.text()) or ""
            self.code.setText(self._proposed)
            self._tell("code", "")

    def _code_written(self) -> None:
        """The name comes from the code, as long as nobody wrote another one."""
        self._tell("code", "")
        town = town_of(self.code.text().strip())
        if town and self.name.text() in ("", self._named):
            self.role.choose([role for role, *_ in ROLES].index("district" if town.level == DISTRICT else "station"))
            self.does.setText(ROLES[self.role.place()][2])
            self._named = town.name + ENDINGS[self._role()]
            self.name.setText(self._named)

    def take(self, code: str, name: str) -> None:
        """A district's file says whose the folder will be: a station of this code and name."""
        self.role.choose(0)
        self.does.setText(ROLES[0][2])
        self._proposed, self._named = code, name
        self.code.setText(code)
        self.name.setText(name)
        for one in (self.role, self.code, self.name):
            one.setEnabled(False)
        for told in ("code", "name"):
            self._tell(told, "")

    def propose(self, folder: str) -> None:
        """Where the data shall lie, unless a person wrote something."""
        self.folder.setText(self.folder.text() or folder)

    def _tell(self, name: str, words: str) -> None:
        self.wrong[name].setText(words)

    def read(self) -> Beginning | None:
        """What was written; None where something will not do, each told beside its label, the cursor in the first."""
        code, told = self.code.text().strip(), {}
        told["name"] = _bad_name(Place, self.name.text(), "请写名称")
        told["code"] = "" if CODE.fullmatch(code) else "要 4 到 20 位数字或字母" if code else "请写代码"
        told["folder"] = "" if self.folder.text().strip() else NO_FOLDER
        told["clerk"] = _bad_name(Operator, self.clerk.text(), "请写您的姓名")
        for name, words in told.items():
            self._tell(name, words)
        if missing := next((name for name, words in told.items() if words), None):
            getattr(self, missing).setFocus()
            return None
        path = Path(self.folder.text().strip())
        name, clerk = Place.fields["name"].read(self.name.text()), Operator.fields["name"].read(self.clerk.text())
        return Beginning(path, self._role(), code, name, clerk)


def _bad_name(cls: type[Record], typed: str, missing: str) -> str:
    try:
        return "" if cls.fields["name"].read(typed) else missing
    except BadValue as bad:
        return str(bad)


def _pair(wide: Any, narrow: Any) -> QHBoxLayout:
    """Two inputs side by side, the first with more room."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addLayout(wide, 3)
    row.addLayout(narrow, 2)
    return row
