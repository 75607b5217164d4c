"""Starting: the program's one QApplication, the folder, the window; nothing else in ui/ asks for the application."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from ui import binding  # noqa: F401  (before anything else is imported)

# isort: split
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from lianluozhan import vault
from lianluozhan.cli.desk import path_of, remember, settings
from lianluozhan.errors import FolderBusy, FolderDamaged, NewerFolder, NoFolder, Problem
from lianluozhan.folder import card_of
from lianluozhan.operator import clerk_of, reads_only
from lianluozhan.password import unlock
from lianluozhan.store import Store
from ui import garbage, idle
from ui.act import Desk
from ui.asks import choices
from ui.daybreak import Daybreak
from ui.door import Door, knock
from ui.doubt import DateAsked
from ui.drives import stand_among_papers
from ui.idle import Idle
from ui.last_font import bring
from ui.leaf import SAFETY
from ui.look import FACTOR, Look, seen_as
from ui.meanwhile import Keeping, Tidying, warm
from ui.page import Page, Surroundings
from ui.pages import PAGES
from ui.parting import Parting
from ui.qts_words import QtsWords
from ui.spot import Spot, show_whole
from ui.theme import FACTORS, load_fonts
from ui.trouble import LOG, LOG_FILE, refusal
from ui.widgets.emblem import icon
from ui.widgets.ring import follow
from ui.window import Window

if TYPE_CHECKING:
    from ui.pages.start import StartWindow
    from ui.pages.unlock import UnlockWindow

QTS_WORDS = "qtbase_zh_CN"  # comes with Qt
TURN = 0.001  # seconds: a key is drawn in a few turns, each of which would wait for the worker five times as long


class First(NamedTuple):
    """All the window needs to be shown, asked in one question: who types, what may be chosen, which page comes first."""

    operator: str
    options: dict[str, Any]
    noun: str
    factor: float
    minutes: int
    doubted: str
    reading: bool


def application() -> QApplication:
    """The QApplication, made once, with the bundled fonts and the look."""
    app = QApplication.instance()
    if app is None:
        app = QApplication(sys.argv[:1])
        _speak_chinese(app)
        load_fonts()
        app.setWindowIcon(icon())
        app.focusChanged.connect(follow)
        seen_as(app).apply(app)
        garbage.here_only()
    sys.setswitchinterval(TURN)
    return app


def _speak_chinese(app: QApplication) -> None:
    """What Qt itself says (choosing a file, 复制 and 粘贴, 确定) is Chinese on any system."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(QtsWords(app))
    words = QTranslator(app)
    if words.load(QTS_WORDS, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


def open_window(folder: Path | str | None, password: str | None = None) -> Window | StartWindow | UnlockWindow:
    """The shown main window on a data folder, or without one the first start; where the folder is locked and no password
    is given, what asks for it. Raises what the folder refuses with."""
    if folder is None:
        return _first_start()
    if password is not None:
        unlock(Path(folder), password)
    elif vault.locked(Path(folder)):
        with suppress(NoFolder, FolderDamaged):  # what is newer is refused before a password is asked for
            card_of(Path(folder))
        return _ask_password(Path(folder))
    app, desk = application(), Desk(Path(folder))
    try:
        identity = desk.open()
        first: First = desk.ask(_first_look).result()[0]
        theme = seen_as(app, first.factor)
        theme.apply(app)
        desk.operator = first.operator
        window = Window(
            Surroundings(desk, identity, theme, first.options),
            [leaf for leaf in PAGES if not (first.reading and leaf.writes)],
        )
        if first.reading:
            _only_reading(window)
        window.page(first.noun)
    except BaseException:
        desk.close()
        raise
    desk.changed.connect(lambda nouns: nouns & choices.CONCERNS and desk.ask(choices.choices, first.options.update))
    Look(window, app)
    show_whole(window)
    Door(Path(folder), window).listen()
    _lock_when_left(window, first.minutes)
    bring(desk, window)
    if first.doubted:
        DateAsked(window, desk, theme, first.doubted).open()
    return window


def _only_reading(window: Window) -> None:
    from ui.only_reading import OnlyReading  # for few

    OnlyReading(window)


def _first_start() -> StartWindow:
    """Asks for a folder; the main window takes its place as soon as there is one."""
    # brings the demo and what restores and updates: not for a folder that is known
    from ui.pages.start import StartWindow

    start = StartWindow(seen_as(application()))
    start.ready.connect(lambda path: _followed(start, path))
    show_whole(start)
    return start


def _ask_password(folder: Path, said: str = "", noun: str = "") -> UnlockWindow:
    """Asks for the password; the main window takes its place, on the page it was left on."""
    from ui.pages.unlock import UnlockWindow

    asking = UnlockWindow(folder, seen_as(application()), said, noun)
    asking.opened.connect(lambda path: _followed(asking, path))
    show_whole(asking)
    return asking


def _followed(before: StartWindow | UnlockWindow, path: Path) -> None:
    """The window on a folder in the place of the one that asked for it."""
    try:
        window = open_window(path)
    except Problem as problem:
        before.refuse(problem)
        return
    remember(path)
    if isinstance(window, Window):
        attend(window)
        if noun := getattr(before, "noun", "today"):  # there stands what a folder just made begins with
            window.show_record(noun, "")
    before.followed_by = window
    before.close()


def _lock_when_left(window: Window, minutes: int) -> None:
    """Ctrl+L, or nobody there for so long: the window goes, the password is asked for; a folder without one stays open."""
    desk, watch = window.around.desk, Idle(window, window.windowHandle(), minutes)
    kept = "没写完的都在草稿里。"
    watch.over.connect(
        lambda: desk.guarded and lock(window, f"{watch.timer.interval() // 60_000} 分钟没有人动，已锁上；{kept}")
    )
    desk.patience.connect(watch.set_minutes)
    now = lambda: lock(window, f"已锁上；{kept}") if desk.guarded else window.page("password")  # noqa: E731
    window.bar.add_action("window_lock", "锁上", "Ctrl+L", now, SAFETY)


def lock(window: Window, said: str) -> None:
    """Keep what is being written, close the folder and forget its keys; nothing of it stays on the screen or the clipboard."""
    window.around.desk.at_close = None  # whoever comes back must not wait for it
    path, noun = window.around.desk.path, next(page.noun for page in window.findChildren(Page) if page.isVisible())
    QApplication.clipboard().clear()
    window.close()
    window.deleteLater()
    window.followed_by = _ask_password(path, said, noun)


def _first_look(store: Store) -> First:
    operator = clerk_of(store)
    served, reading = [page for page in PAGES if page.serves(store.identity)], reads_only(store, operator)
    # nobody comes to a district
    usual = (
        served[0]
        if store.identity.role == "station" and not reading
        else next(page for page in served if page.noun == "today")
    )
    first = next((page for page in served if page.urgent(store) and not reading), usual)
    kept = store.setting(FACTOR)
    factor = next((factor for factor in FACTORS.values() if str(factor) == kept), 1.0)
    return First(
        operator,
        dict(choices.choices(store)),
        first.noun,
        factor,
        idle.minutes(store.setting(idle.SETTING)),
        store.doubted,
        reading,
    )


def attend(window: Window) -> None:
    """What a window has while a person works in it, and one that a test or a script opens has not."""
    hook(window)
    Spot(window)
    Keeping(window, window.around.desk)
    Daybreak(window, window.around.desk)
    application().commitDataRequest.connect(Parting(window).keep)
    Tidying(window, window.around.desk)
    warm(
        window.around.desk,
        [leaf for leaf in PAGES if leaf.serves(window.around.identity) and not leaf.more],
        window.around.options,
    )
    gc.freeze()  # what a window is made of stays: looking through it for garbage took the thread 55 ms each time


def hook(window: Window) -> None:
    """From now on an error on the window's thread is told there too, instead of ending the program."""

    def tell(kind: type[BaseException], trouble: BaseException, trace: TracebackType | None) -> None:
        if isinstance(trouble, Exception):
            window.report(trouble)
        else:
            sys.__excepthook__(kind, trouble, trace)

    sys.excepthook = tell


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window on the folder that is named, else on the one last opened; until it is closed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    app = application()
    try:
        folder = _known(given)
        window = open_window(folder)
    except NewerFolder as problem:  # not the end: the newer program may be here on a stick
        window = _first_start()
        window.refuse(problem, folder)
    except Problem as problem:
        if isinstance(problem, FolderBusy) and knock(folder):
            return 0  # the window that has it has come to the front
        from lianluozhan.repair import repair  # brings backups and packages: not for a start that succeeds

        print(f"错误：{problem}", file=sys.stderr)
        refusal(
            problem,
            seen_as(app),
            (lambda: repair(folder).said) if folder and isinstance(problem, FolderDamaged) else None,
        ).exec()
        return 1
    keep_log()
    if folder is not None:
        remember(folder)
    if isinstance(window, Window):
        attend(window)
    else:
        Spot(window)
    stand_among_papers()
    return app.exec()


def _known(given: Sequence[str]) -> Path | None:
    """The folder that is named or was last opened; None where there has been none yet."""
    try:
        return path_of(Namespace(data=given[0] if given else None)).absolute()
    except NoFolder:
        return None


def keep_log() -> None:
    """What is wrong with the program is kept beside its settings, without personal data, two files at most."""
    from logging.handlers import RotatingFileHandler  # brings what sends logs over networks: the window is shown first

    file = settings() / LOG_FILE
    LOG.addHandler(RotatingFileHandler(file, maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True))
    LOG.propagate = False
