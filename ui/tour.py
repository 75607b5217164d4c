"""`python -m ui tour`: the whole job on made-up data through the real window, with a picture of every page on the way.

From the clerk's sheet to a visit typed in, its issue settled, the month printed and the package written; what comes out
lies in one folder. Every step checks what it did: a tour that did not arrive says where it stopped and exits 1.
"""

from __future__ import annotations

import os
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, qInstallMessageHandler

from lianluozhan import clock, folder, handbook, resource
from lianluozhan.act import acting
from lianluozhan.action import CLERK
from lianluozhan.demo import district as demo_district, parts as demo_parts, supervise as demo_supervise
from lianluozhan.errors import Problem
from lianluozhan.operator import add_operator
from lianluozhan.place import HOSTS, Place, own_place_id, town_of
from lianluozhan.project import LIVELIHOOD
from lianluozhan.schema import SCHEMA
from lianluozhan.veil import called
from lianluozhan.visit import TO_TOWN
from ui.find import FIND
from ui.guide import Astray, Guide, clear, guided, keep_pictures
from ui.look import Look
from ui.pages import PAGES
from ui.widgets.pdf import picture, save

LEDGER = "渔泽镇站-2026年10月台账.xlsx"
CODE, NAME, OPERATOR, TODAY = "140405102", "渔泽镇人大代表联络站", "赵敏", "2026-10-31"
TAKEN = {"deputy": 9, "visit": 23, "duty": 6}  # rows of the sample ledger
VISITOR, WORDS = "郭桂兰", "村口到中学那段路的路灯坏了三个月，晚上娃娃们下自习都是摸黑走，天冷以前能不能修好？"
SIZE, SMALL = (1366, 689), (911, 459)  # 1366 × 768 with its task bar, at 100 % and at 150 %
FOR_HANDBOOK = (1100, 620)  # a window whose letters can be read at the width of a page
WIDER = (  # page of a switchable part, what is written on it, and which of its buttons are pressed then
    ("notice", {}, ("notice_span.later", "notice_draft", "notice_save")),
    (
        "project",
        {
            "kind": LIVELIHOOD,
            "title": "前后庄村路灯更换",
            "goal": "冬前全部亮起来",
            "lead_deputy": "陈秀兰",
            "steps": "换灯头，2026-11-10，村委会",
        },
        ("project_save",),
    ),
    ("ballot", {"deputy": "陈秀兰"}, ("ballot_save",)),
    ("study", {"title": "代表联络站工作制度"}, ("study_save",)),
    ("selfcheck", {}, ()),
)
SEEN = ("sheet_import", "today", "visit", "issue", "followup", "print_month", "package", "parts")  # with their own step
PAGE_WIDTH = 1100  # pixels of a printed page's picture


def make_folder(path: Path) -> None:
    """A new station with its clerk and its own place."""
    folder.make(path, SCHEMA, "station", CODE, NAME)
    with folder.opened(path, SCHEMA) as store, acting(store, "init", OPERATOR) as act:
        add_operator(act, OPERATOR, CLERK)
        place = {"name": NAME, "code": CODE, "level": "站", "host": HOSTS[town_of(CODE).level]}
        act.write(Place, own_place_id(CODE), place)


def sheets(guide: Guide) -> None:
    """The clerk's own ledger: its sheets of deputies, visits and duties."""
    page = guide.open("sheet_import")
    guide.picture(page.title)
    page.ask_file = lambda: str(resource.path("sample", LEDGER))
    for noun, rows in TAKEN.items():
        guide.press("sheet_import_choose")
        looked = next(one for one in page.sheets if one.kind.noun == noun)
        guide.write("sheet.sheet", looked.sheet)
        guide.picture(f"{page.title}-{looked.sheet}")
        guide.press("sheet_import_all")
        if f"录入 {rows} 行" not in page.came.headline.text():
            raise Astray(f"样例台账的“{looked.sheet}”没有录入 {rows} 行：{page.came.headline.text()}")
        if noun == "visit":
            guide.picture(f"{page.title}-完成")
        guide.press("sheet_import_finish")
        guide.open("sheet_import")


def visit(guide: Guide) -> None:
    """A visit passed on to the town, typed while she talks."""
    title = guide.open("visit").title
    guide.picture(f"{title}-空表")
    for name, words in (
        ("visitor_name", VISITOR),
        ("visitor_gender", "女"),
        ("visitor_age", "62"),
        ("visitor_phone", "13800000000"),
        ("visitor_address", "渔泽镇前后庄村"),
        ("statement", WORDS),
        ("request", "入冬前把坏的路灯修好"),
        ("reply", "已记下，转镇里办，有结果打电话告诉您。"),
        ("outcome", TO_TOWN),
    ):
        guide.write(f"visit.{name}", words)
    guide.picture(f"{title}-写好")
    guide.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    guide.choose("visit", called(VISITOR))
    guide.picture(f"{title}-已存入")


def issue(guide: Guide) -> None:
    """Her issue: answered, told back, rated, closed."""
    guide.picture(guide.open("issue").title)
    title = guide.open("followup").title
    guide.picture(f"{title}-全部")
    guide.write("followup_filter", VISITOR)
    guide.choose("followup", "路灯")
    guide.picture(f"{title}-办理中")
    guide.press("issue_answer")
    for name, words in (("answer_class", "A 已解决"), ("text", "坏的 6 盏路灯已全部修好。")):
        guide.write(f"followup.{name}", words)
    guide.press("followup.to.0")
    for name, words in (("how", "电话"), ("satisfaction", "满意")):
        guide.write(f"followup.{name}", words)
    guide.picture(f"{title}-答复")
    guide.press("followup_save")
    guide.press("issue_close")
    guide.press("followup_save")
    guide.picture(f"{title}-办结")
    state = "SELECT state FROM issue WHERE number LIKE '%Y0018'"
    found = guide.window.around.desk.ask(lambda store: next(store.rows(state), {}).get("state")).result()[0]
    if found != "已办结":
        raise Astray(f"意见 Y0018 没有办结，现在是“{found}”")


def wider(guide: Guide) -> None:
    """The switchable parts, each switched on, its page with something on it."""
    page = guide.open("parts")
    for label in tuple(page.ticks):
        guide.press(f"parts.{label}")
    guide.picture(page.title)
    for noun, fields, presses in WIDER:
        page = guide.open(noun)
        for name, words in fields.items():
            guide.write(f"{noun}.{name}", words)
        for name in presses:
            guide.press(name)
        guide.picture(page.title)


def other_pages(guide: Guide, seen: Sequence[str]) -> None:
    """Every page that was not seen yet."""
    for page in PAGES:
        if page.noun not in seen and page.serves(guide.window.around.identity):
            guide.open(page.noun)
            guide.picture(page.title)


def print_month(guide: Guide) -> Path:
    """The month's papers as the window shows them, kept as files, each printed page a picture."""
    page = guide.open("print_month")
    guide.wait(lambda: page.preview.documents)
    guide.picture(page.title)
    papers = guide.out / "papers"
    papers.mkdir()
    for paper in page.preview.documents:
        save(papers / paper.file, paper.data)
    bound = page.preview.documents[0]
    for number in range(min(bound.pages, 4)):
        guide.picture(f"印出的第{number + 1}页", picture(bound.data, number, PAGE_WIDTH))
    return papers


def export(guide: Guide) -> Path:
    """The package for the district, onto what stands for a stick."""
    page, stick = guide.open("package"), guide.out / "stick"
    stick.mkdir()
    secret = secrets.token_hex(8)
    page.form.ask_folder = lambda: str(stick)
    guide.press("package_elsewhere")
    guide.write("package.passphrase", secret)
    guide.write("package.again", secret)
    guide.picture(page.title)
    guide.press("package_export")
    made = list(stick.glob("*.llz"))
    if len(made) != 1:
        raise Astray("U 盘上没有数据包")
    guide.picture(f"{page.title}-完成")
    (guide.out / "passphrase.txt").write_text(secret + "\n", "utf-8")
    return made[0]


def look_around(guide: Guide) -> None:
    """Looking things up, large print, dark, and a small screen."""
    guide.open("visit")
    guide.window.find.start()
    guide.write("find_words", "路灯")
    guide.picture(FIND)
    guide.window.find.leave()
    for show, name in ((guide.window.show_help, handbook.NAME), (guide.window.show_about, "关于")):
        panel = show()
        guide.picture(name, panel)
        panel.accept()
    guide.press("visit_new")
    size = guide.window.size()
    guide.window.resize(*SMALL)
    for noun in ("visit", "followup"):
        guide.picture(f"{guide.open(noun).title}-小屏")
    guide.window.resize(size)
    guide.window.larger.emit(1)
    guide.picture(f"{guide.page.title}-大字")
    guide.window.larger.emit(-1)
    look = guide.window.findChild(Look)
    look.show_dark(True)
    guide.picture(f"{guide.page.title}-深色")
    look.show_dark(False)


def supervision(out: Path, size: tuple[int, int], before: list[Path]) -> None:
    """What only a district has: somebody it appointed is appraised; the pictures are numbered on from those `before`."""
    path = out / "district"
    folder.make(path, SCHEMA, "district", demo_district.WORLD, demo_district.NAME)
    with folder.opened(path, SCHEMA) as store:
        with acting(store, "init", OPERATOR) as act:
            add_operator(act, OPERATOR, CLERK)
        demo_parts.switch_on(store, OPERATOR)
        demo_supervise.fill(store, OPERATOR)
    with guided(path, out, size) as guide:
        guide.pictures = before
        page = guide.open("appraisal")
        guide.choose("appraisal", demo_supervise.JUDGE)
        guide.picture(page.title)


def go(out: Path, size: tuple[int, int] = SIZE) -> None:
    """The whole tour into a folder; says where things lie."""
    make_folder(out / "station")
    with guided(out / "station", out, size) as guide:
        sheets(guide)
        guide.open("today")
        guide.picture("今日")
        visit(guide)
        issue(guide)
        papers = print_month(guide)
        package = export(guide)
        wider(guide)
        other_pages(guide, (*SEEN, *(noun for noun, *_rest in WIDER)))
        look_around(guide)
    supervision(out, size, guide.pictures)
    print(
        f"全部做完。\n  图片 {len(guide.pictures)} 张在  {out}\n  纸面在  {papers}\n  数据包是  {package}\n"
        f"  数据在  {out / 'station'}"
    )


def _say(_kind: object, _context: object, words: str) -> None:
    """What Qt complains of, but for what the offscreen platform says of every window."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """`tour [--out DIR]`: exit 0 when everything was done, 1 with words where it stopped."""
    parser = ArgumentParser(
        "python -m ui tour", description="用编造的数据把整件事做一遍，每一页留一张图。", allow_abbrev=False
    )
    parser.add_argument("--out", type=Path, default=Path("build") / "tour", metavar="文件夹")
    parser.add_argument("--handbook", action="store_true", help="手册里的图片也照这一遍重拍")
    options = parser.parse_args(arguments)
    out: Path = options.out.absolute()
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_say)
    clock.set_today(TODAY)
    try:
        clear(out)
        go(out, FOR_HANDBOOK if options.handbook else SIZE)
        if options.handbook:
            keep_pictures(out)
    except (Astray, Problem, OSError) as trouble:
        print(f"没有走完：{trouble}\n  已做的在  {out}", file=sys.stderr)
        return 1
    finally:
        qInstallMessageHandler(None)
        clock.set_today(None)
    return 0
