"""What `--selftest` tries: each check does a thing once and says what it saw, or raises Amiss."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QFont, QFontInfo, QFontMetrics, QImage, QRawFont
from PySide6.QtWidgets import QApplication

from lianluozhan import clock, driver, vault
from lianluozhan.cli import main as command
from lianluozhan.report import visit_log
from lianluozhan.visit import TO_TOWN
from ui.app import application, open_window
from ui.theme import FAMILY, STAND_INS

NAME, CODE, DISTRICT = "自检站", "140405102", "140405"
VISITOR, DEPUTY, WORDS = "赵㛃", "仉建国", "自检：巷口的井盖松了"
SECRET = "Zijian-2026"  # opens only what this check makes, in a folder of its own
PATIENCE = 60.0  # seconds for a window to come
RARE = "䶮㛃𬱖𠅤𫍣"
FEW = 3  # colours: a picture with no more is empty


class Amiss(Exception):
    """A check did not find what it should; the text says what it found."""


class Room:
    """Where the checks work, and the lines they leave."""

    def __init__(self, path: Path, say: Callable[[str], object]) -> None:
        self.path, self.say, self.failed = path, say, 0
        self.station, self.district = path / "station", path / "district"
        self.secret = path / "secret.txt"
        self.secret.write_text(SECRET + "\n", "utf-8")

    def run(self, *words: object, at: Path | None = None, code: int = 0) -> str:
        """One command of the command line; what it printed."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            done = command(["--data", str(at or self.station), *map(str, words)])
        if done != code:
            raise Amiss(f"{words[0]}：{err.getvalue().strip() or done}")
        return out.getvalue()

    def locked(self, *words: object, at: Path | None = None) -> str:
        """The same on a folder with a password."""
        return self.run(*words, "--password-file", self.secret, at=at)


# ---- without a screen ----------------------------------------------------------------------------------------------


def database(room: Room) -> str:
    """The driver is the encrypting one, with the full-text search the program needs."""
    data = driver.connect(room.path / "probe.db", key="ab" * 32)
    module = type(data.conn).__module__
    data.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    cipher = data.execute("PRAGMA cipher_version").fetchone()
    version = data.execute("SELECT sqlite_version()").fetchone()[0]
    data.close()
    if not module.startswith("sqlcipher3") or not cipher:
        raise Amiss(module)
    return f"sqlcipher3（SQLCipher {cipher[0]}），SQLite {version}，FTS5"


def recorded(room: Room) -> str:
    """A station, a deputy, a visit, the issue it opens, its answer."""
    room.run("init", "--role", "station", "--name", NAME, "--code", CODE)
    for kind, row in (("deputy", f'{{"name":"{DEPUTY}","levels":["乡镇"]}}'), ("visit", _visit())):
        file = room.path / f"{kind}.jsonl"
        file.write_text(row + "\n", "utf-8")
        room.run("add", kind, file)
    room.run("follow", "Y0001", "答复", "答复类别=A", "内容=已换新井盖")
    listed = room.run("list", "issue", "--json")
    if "已答复" not in listed or "J0001" not in room.run("list", "visit", "--search", "井盖"):
        raise Amiss(listed)
    return f"J0001 {VISITOR} → Y0001 已答复"


def _visit() -> str:
    at = f"{clock.day()}T09:00"
    return (
        f'{{"received_at":"{at}","channel":"来站","visitor_name":"{VISITOR}","visitor_phone":"13800000000","deputies":["{DEPUTY}"],'
        f'"statement":"{WORDS}","request":"换一个","category":"道路与路灯","outcome":"{TO_TOWN}","referred_to":"渔泽镇人民政府"}}'
    )


def sheets(room: Room) -> str:
    """A sheet written and read again: nothing is there twice; an empty document for Word."""
    import docx  # as the program: only where one is written

    sheet = room.path / "deputies.xlsx"
    room.run("list", "deputy", "--to", sheet)
    room.run("add", "deputy", sheet)
    if (rows := room.run("list", "deputy", "--json").count(DEPUTY)) != 1:
        raise Amiss(f"{rows} 条")
    docx.Document().save(str(room.path / "brief.docx"))
    return f"{sheet.name}，{sheet.stat().st_size} 字节，Word 也写得出"


def printed(room: Room) -> str:
    """The month's papers; a rare character can be read in them, and a page can be drawn."""
    import pypdfium2  # as the window: only where a page is drawn

    papers = room.path / "papers"
    room.run("log", clock.day()[:7], "--to", papers)
    made = sorted(papers.glob("*.pdf"))
    document = pypdfium2.PdfDocument(next(one for one in made if one.name.startswith(visit_log.NAME)))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document[0].render(scale=1).to_pil().save(room.path / "page.png")
    document.close()
    if VISITOR not in words or len(made) != 5:
        raise Amiss(f"{[one.name for one in made]} {words[:80]}")
    return f"{len(made)} 份 PDF，页面画得出"


def exchanged(room: Room) -> str:
    """A package written for the district and taken in there."""
    stick = room.path / "stick"
    stick.mkdir()
    room.run("export", "--full", "--passphrase-file", room.secret, "--to", stick)
    package = next(stick.glob("*.llz"))
    room.run("init", "--role", "district", "--name", "自检区", "--code", DISTRICT, at=room.district)
    room.run("import", package, "--passphrase-file", room.secret, at=room.district)
    if VISITOR not in room.run("list", "visit", "--json", at=room.district):
        raise Amiss(package.name)
    return f"{package.name}，区里收到"


def kept(room: Room) -> str:
    """A backup made, and a folder made again from it; both sides verify."""
    room.run("backup", "--to", room.path)
    backup, again = next(room.path.glob("*.zip")), room.path / "restored"
    room.run("restore", backup, "--to", again)
    if VISITOR not in room.run("list", "visit", "--json", at=again):
        raise Amiss(backup.name)
    for side in (room.station, room.district, again):
        room.run("check", at=side)
    return f"{backup.name}，恢复后核对无误"


def guarded(room: Room) -> str:
    """A password: the file is no longer readable, without it the folder is refused, with it everything is there."""
    room.run("password", "set", "--new", room.secret)
    vault.lock(room.station)  # as when the program has ended
    if (room.station / "station.db").read_bytes().startswith(b"SQLite format"):
        raise Amiss("station.db")
    room.run("list", "visit", code=1)
    if VISITOR not in room.locked("list", "visit", "--json"):
        raise Amiss("visit")
    return "没有密码打不开，有密码都在"


# ---- the window ----------------------------------------------------------------------------------------------------


def shown(room: Room) -> str:
    """The window on that folder, opened with the password, and a picture of it that is not empty."""
    begun = time.monotonic()
    window = open_window(room.station, SECRET)
    try:
        window.resize(1366, 689)
        wait_for(lambda: window.isVisible() and window.around.desk.idle())
        took = time.monotonic() - begun
        picture = window.grab()
        picture.save(str(room.path / "window.png"))
    finally:
        window.around.desk.at_close = None
        # without a desktop, as under wine, Windows' close() reaches nobody
        QApplication.sendEvent(window, QCloseEvent())
        vault.lock(room.station)
    if picture.isNull() or _colours(picture.toImage()) <= FEW:
        raise Amiss("window.png")
    return f"{took:.2f} 秒显示，{QApplication.platformName()}，{picture.width()}×{picture.height()}"


def wait_for(until: Callable[[], bool]) -> None:
    """Until a window is what it should be, three times running."""
    ends, still = time.monotonic() + PATIENCE, 0
    while still < 3:
        QApplication.processEvents()
        still = still + 1 if until() else 0
        if time.monotonic() > ends:
            raise Amiss(f"{PATIENCE:.0f} 秒没有等到")


def _colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})


def lettered(room: Room) -> str:
    """The bundled faces are what is drawn with, and between them they have the rare characters of names."""
    app = application()
    used = QFontInfo(app.font()).family()
    if used != FAMILY:
        raise Amiss(used)
    faces = [QRawFont.fromFont(QFont(family)) for family in (FAMILY, STAND_INS[0])]
    lacking = [sign for sign in RARE if not any(face.supportsCharacter(ord(sign)) for face in faces)]
    if lacking or QFontMetrics(app.font()).horizontalAdvance("联络站") <= 0:
        raise Amiss(" ".join(lacking))
    return f"{used}，{RARE}"


CHECKS: tuple[tuple[str, Callable[[Room], str]], ...] = (
    ("数据库", database),
    ("登记", recorded),
    ("表格", sheets),
    ("印表", printed),
    ("报送", exchanged),
    ("备份", kept),
    ("密码", guarded),
    ("窗口", shown),
    ("字体", lettered),
)
