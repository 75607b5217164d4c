"""What is asked to set, change or take away a password: only the lines that one deed needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from lianluozhan.errors import BadInput
from lianluozhan.operator import ROLES
from lianluozhan.password import CODE_WORD, DISTRICT_KEY, GIVE_WORDS, SHORTEST
from ui.asks.password import Standing, Typed
from ui.widgets.pieces import asked, label
from ui.widgets.secret import Secret, shower

LETS = f"{DISTRICT_KEY}也能打开"
MEANS = (
    "忘了密码：把数据文件夹里的 keys.json 拷到 U 盘上带到区里，区里用自己的钥匙给您另设密码；"
    "区里看不到您的密码，数据不用带去，没有带去的也看不到。"
)


class Deed(NamedTuple):
    """One thing to do: its button, what is said of it, which lines it asks for."""

    words: str
    note: str
    asks: tuple[str, ...]


KEEP = f"以前做的备份还用那时的密码和{CODE_WORD}。"
DEEDS = {
    "set": Deed(
        "设密码",
        "设了以后，这台电脑上的数据、附件、备份都加密，没有密码谁也打不开。设好会给一组"
        f"{CODE_WORD}，请印出来和公章放在一起：忘了密码全靠它。",
        ("name", "new", "again", "district"),
    ),
    "change": Deed("改自己的密码", KEEP, ("old", "new", "again")),
    "add": Deed(GIVE_WORDS, "新来的经办人，或忘了密码的，给他设一个，请他自己再改。", ("name", "role", "new", "again")),
    "remove": Deed(
        "去掉一位的密码",
        "他从此打不开这台电脑上的；有第二台电脑的，到那一台也做一次。数据会换一把新钥匙重写一遍，数据多的要等一会儿。"
        + KEEP,
        ("name",),
    ),
    "code": Deed(f"换{CODE_WORD}", f"旧的{CODE_WORD}从此打不开，数据会换一把新钥匙重写一遍。" + KEEP, ()),
    "off": Deed("取消密码", "取消以后数据不再加密：谁能用这台电脑，谁就能看到姓名、电话和原话。", ("old",)),
}


class LetsDistrict(QWidget):
    """Whether the district's key opens too, and what that is good for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.box = QCheckBox(LETS)
        self.box.setObjectName(name)
        self.box.setAccessibleDescription(MEANS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(label(MEANS, "hint"))


class PasswordForm(QWidget):
    """The lines of one deed, and what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.note, self.wrong = label("", "title"), label("", "note"), label("", "error")
        self.name, self.role = QComboBox(), QComboBox()
        self.name.setObjectName("password.name")
        self.role.setObjectName("password.role")
        self.role.addItems(ROLES)
        self._roles: Mapping[str, str] = {}
        self.name.currentTextChanged.connect(self._follow)
        self.old, self.new, self.again = (Secret(f"password.{name}") for name in ("old", "new", "again"))
        self.district = LetsDistrict("password.district")
        lines = {
            "name": ("经办人", self.name),
            "role": ("身份", self.role),
            "old": ("现在的密码", self.old),
            "new": (f"新密码（至少 {SHORTEST} 个字）", self.new),
            "again": ("再写一遍", self.again),
        }
        self.rows: dict[str, QWidget] = {}
        for name, (words, editor) in lines.items():
            self.rows[name] = QWidget()
            row = asked(words, editor)
            row.setContentsMargins(0, 0, 0, 0)
            self.rows[name].setLayout(row)
        self.rows |= {"show": shower("password.show", self.old, self.new, self.again), "district": self.district}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.note, *self.rows.values(), self.wrong):
            column.addWidget(part)

    def once_more(self) -> None:
        """The password was wrong: what is typed next takes its place."""
        self.old.setFocus()
        self.old.selectAll()

    def ask(self, what: str, now: Standing) -> None:
        """Ask for what a deed needs; the cursor in its first line."""
        deed = DEEDS[what]
        self.title.setText(deed.words)
        self.note.setText(deed.note)
        self.forget()
        for name, row in self.rows.items():
            row.setVisible(name in deed.asks or (name == "show" and bool({"old", "new"} & set(deed.asks))))
        self.district.setVisible("district" in deed.asks and bool(now.district))
        self.district.box.setChecked(bool(now.district))
        names = [name for name in now.having if name != now.who] if what == "remove" else list(now.roles)
        self._roles = now.roles
        self.name.clear()
        self.name.setEditable(what == "add")
        self.name.addItems(names)
        self.name.setCurrentText(now.who if what == "set" else names[0] if names else "")
        self._follow(self.name.currentText())
        first = next((name for name in ("old", "new", "name") if name in deed.asks), "")
        if first:
            getattr(self, "name" if what == "add" else first).setFocus()
        if what == "add":  # a new name takes the place of the one that stands there
            self.name.lineEdit().selectAll()

    def _follow(self, name: str) -> None:
        """Who is known keeps the own 身份 unless another is chosen: a forgotten password is no other work."""
        self.role.setCurrentText(self._roles.get(name.strip()) or ROLES[1])

    def typed(self) -> Typed:
        """What stands there. Raises BadInput where the two new ones differ."""
        if self.rows["again"].isVisibleTo(self) and self.new.text() != self.again.text():
            raise BadInput("两遍写的不一样", then="请再写一遍")
        return Typed(
            self.name.currentText().strip(),
            self.role.currentText(),
            self.old.text(),
            self.new.text(),
            self.district.box.isChecked(),
        )

    def forget(self) -> None:
        """Nothing secret stays in the lines."""
        self.wrong.clear()
        for one in (self.old, self.new, self.again):
            one.clear()
