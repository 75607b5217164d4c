"""`--selftest [OUT]`: whether the program is whole where it stands; one line a check, exit 0 or 1.

A bundle may lack a library, a font or a file and still start. So everything that leans on one is done once, through the
command line and the window as people use them, on made-up records in a folder of its own: the person's settings and data
are not touched. What it makes stays in OUT, where one is named; the lines stand there too, for a program without a console.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from traceback import format_exception_only
from types import TracebackType

from PySide6.QtGui import QCloseEvent, QFont, QFontInfo, QFontMetrics, QImage, QRawFont
from PySide6.QtWidgets import QApplication

from lianluozhan import __version__, clock, driver, vault
from lianluozhan.cli import main as command
from lianluozhan.errors import Problem
from lianluozhan.folder import occupied
from lianluozhan.report import visit_log
from lianluozhan.visit import TO_TOWN
from ui.app import application, open_window
from ui.theme import FAMILY, STAND_INS

NAME, CODE, DISTRICT = "自检站", "140405102", "140405"
VISITOR, DEPUTY, WORDS = "赵㛃", "仉建国", "自检：巷口的井盖松了"
SECRET = "Zijian-2026"  # opens only what this check makes, in a folder of its own
REPORT = "selftest.txt"
SETTINGS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
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


class Line:
    """One check: its line says 好 and what was seen, or 不好 and why; the next one is still made."""

    def __init__(self, room: Room, name: str) -> None:
        self.room, self.name, self.seen = room, name, ""

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if trouble is None:
            self.room.say(f"好　　{self.name}：{self.seen}")
            return False
        why = str(trouble) if isinstance(trouble, (Amiss, Problem)) else format_exception_only(trouble)[-1].strip()
        self.room.say(f"不好　{self.name}：{why}")
        self.room.failed += 1
        return isinstance(trouble, Exception)


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
    at = f"{clock.today().isoformat()}T09:00"
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
    room.run("log", clock.today().isoformat()[:7], "--to", papers)
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
        _wait(lambda: window.isVisible() and window.around.desk.idle())
        took = time.monotonic() - begun
        picture = window.grab()
        picture.save(str(room.path / "window.png"))
    finally:
        window.around.desk.at_close = None
        QApplication.sendEvent(
            window, QCloseEvent()
        )  # without a desktop, as under wine, Windows' close() reaches nobody
        vault.lock(room.station)
    if picture.isNull() or _colours(picture.toImage()) <= FEW:
        raise Amiss("window.png")
    return f"{took:.2f} 秒显示，{QApplication.platformName()}，{picture.width()}×{picture.height()}"


def _wait(until: Callable[[], bool]) -> None:
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


@contextmanager
def _apart(room: Path) -> Iterator[None]:
    """Settings of its own, so that the folder a person last opened stays the one; no screen is needed."""
    before = {name: os.environ.get(name) for name in (*SETTINGS, "LIANLUOZHAN_DATA")}
    os.environ.pop("LIANLUOZHAN_DATA", None)
    os.environ.update(dict.fromkeys(SETTINGS, str(room / "settings")))
    if sys.platform != "win32":  # there is always a desktop, and the way it draws is what is to be tried
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def first_window(folder: str) -> int:
    """Open the window on a folder, and leave as soon as it is painted: what a start takes, for whoever holds a watch."""
    window = open_window(Path(folder))
    _wait(lambda: window.isVisible())
    window.grab()
    window.close()
    return 0


def main(arguments: Sequence[str] = ()) -> int:
    """All checks; exit 0 when each was good."""
    if arguments[:1] == ["--first"]:
        return first_window(arguments[1])
    room = Path(arguments[0]).absolute() if arguments else Path(tempfile.mkdtemp(prefix="联络站 自检 "))
    room.mkdir(parents=True, exist_ok=True)
    if arguments and any(room.iterdir()):
        print(f"错误：{occupied(room)}", file=sys.stderr)
        return 1
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    with _apart(room):
        work = Room(room, say)
        say(f"联络站 {__version__}，Python {sys.version.split()[0]}，{sys.platform}")
        for name, check in CHECKS:
            with Line(work, name) as line:
                line.seen = check(work)
        say("没有问题。" if not work.failed else f"有 {work.failed} 项不好。")
    if arguments:
        (room / REPORT).write_text("\n".join(lines) + "\n", "utf-8")
    else:
        shutil.rmtree(room, ignore_errors=True)
    return 1 if work.failed else 0
