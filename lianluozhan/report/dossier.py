"""履职档案 (domain.md F9): a deputy's year as a booklet: cover, contents with page numbers, every section, points, verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lianluozhan.action import ANSWER, SUGGESTION
from lianluozhan.activity import DUTY_KINDS, FORUM, INSPECTION, REPORTING, RESEARCH, TRAINING
from lianluozhan.deputy import Deputy
from lianluozhan.duty import SESSION_KIND, Duty
from lianluozhan.field import Text
from lianluozhan.figures import GOOD, usual, within
from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.art import Drawn, Picture
from lianluozhan.report.deputy_register import POINTS, own
from lianluozhan.report.deputy_sheet import voted
from lianluozhan.report.duty_register import NAMED, acts
from lianluozhan.report.form import Box, Values, row, words
from lianluozhan.report.imprint import Row
from lianluozhan.report.ledger import Column, Ledger, band, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.plate import Mark, Plate, Rule, Words, fitted, plain
from lianluozhan.report.strip import CONTINUED, LEFT, MIDDLE, RIGHT, Cell, Strip, Style
from lianluozhan.report.subject import Dossier

CODE, NAME, ABOUT = "F9", "履职档案", "year"
TITLE = "人大代表履职档案"
SIDE, TOP, WIDE = 28, 37, 156  # millimetres: 订口, 天头, 版心 of GB/T 9704
NONE = "本年没有记录"
OUTCOME = "本人作用、成果"
ANSWERED = Text("答复情况")
ANSWERED.name = "answered"
COLUMNS = (
    Column((Duty.begin,), 52, "日期", cell.day, MIDDLE),
    Column((Duty.kind,), 78, align=MIDDLE),
    Column((Duty.title, Duty.content), 158, NAMED),
    Column((Duty.place,), 66, align=MIDDLE),
    Column((Duty.parts, Duty.outcome, Duty.promoted), 106, OUTCOME),
    Column((POINTS,), 30, align=MIDDLE),
)
BROUGHT = (
    Column((Issue.number,), 44, show=short_number, align=MIDDLE),
    Column((Issue.registered_at,), 52, "登记\n日期", cell.day, MIDDLE),
    Column((Issue.title, Issue.statement), 150, "标题和内容"),
    Column((Issue.organ,), 64, align=MIDDLE),
    Column((Issue.answer_class, ANSWERED), 120, "答复类别和内容"),
    Column((Issue.satisfaction,), 36, align=MIDDLE),
)
MEETING, LEARNING, REPORTED = ("出席人代会", DUTY_KINDS[FORUM]), (DUTY_KINDS[TRAINING],), (DUTY_KINDS[REPORTING],)
LOOKING, PROPOSING = (DUTY_KINDS[INSPECTION], DUTY_KINDS[RESEARCH]), ("提出议案、建议、批评和意见", "附议")


def layout(dossier: Dossier) -> list[Layout | Plate]:
    """The booklet: cover and contents, then the sections on numbered pages."""
    parts = _sections(dossier)
    strips = [
        strip for place, (name, found) in enumerate(parts, 1) for strip in (band(f"{_numeral(place)}、{name}"), *found)
    ]
    sheet = form.sheet(dossier.imprint, f"{dossier.name}{_year(dossier)}{NAME}", above=(dossier.imprint.place, ""))
    body = Drawn.of(sheet, strips)
    return [
        Plate(f"{dossier.name}（封面、目录）", [_cover(dossier), _contents(begins(body))], stamp=dossier.imprint.stamp),
        body,
    ]


def _year(dossier: Dossier) -> str:
    return f"{dossier.imprint.month[:4]}年"


def _numeral(place: int) -> str:
    return form.PLACES[place - 1] if place <= 10 else f"十{form.PLACES[place - 11]}"


def begins(body: Layout) -> list[tuple[str, int]]:
    """The sections of a paper and the page each begins on."""
    heads = [
        (measured.strip.cells[0].text, page)
        for page, strips in enumerate(body.pages, 1)
        for measured in strips
        if measured.strip.heads
    ]
    return [(text, page) for text, page in heads if not text.endswith(CONTINUED)]


# ---- cover and contents, at the margins of GB/T 9704


def _cover(dossier: Dossier) -> list[Mark]:
    middle = SIDE + WIDE / 2
    deputy = Values(dossier.deputy, dossier.imprint.masked)
    lines = {
        "姓　　名": dossier.name,
        Deputy.levels.label: deputy(Deputy.levels),
        Deputy.district.label: deputy(Deputy.district),
        Deputy.group.label: deputy(Deputy.group),
        "年　　度": _year(dossier),
        "建档单位": dossier.imprint.place,
    }
    marks: list[Mark] = [
        Words(TITLE, middle, TOP + 40, fitted(TITLE, WIDE, 36.0), MIDDLE),
        Words(_year(dossier), middle, TOP + 62, plain(22.0), MIDDLE),
    ]
    y = TOP + 110
    for label, said in lines.items():
        marks += [Words(label, SIDE + 20, y, plain(16.0)), Rule(SIDE + 48, SIDE + WIDE - 18, y + 1.5)]
        marks += [Words(said, SIDE + 48 + 2, y, fitted(said or label, WIDE - 70, 16.0, plain(16).face))] if said else []
        y += 15
    return [*marks, Words(cell.day(dossier.imprint.printed_on), middle, TOP + 220, plain(16.0), MIDDLE)]


def _contents(sections: Iterable[tuple[str, int]]) -> list[Mark]:
    marks: list[Mark] = [Words("目　录", SIDE + WIDE / 2, TOP + 10, fitted("目　录", WIDE, 22.0), MIDDLE)]
    y, style = TOP + 32, plain(14.0)
    for text, page in sections:
        begin = SIDE + len(text) * 14 * 0.353 + 3
        marks += [
            Words(text, SIDE, y, style, LEFT),
            Rule(begin, SIDE + WIDE - 10, y - 1, dashed=True),
            Words(str(page), SIDE + WIDE, y, style, RIGHT),
        ]
        y += 12
    return marks


# ---- sections


def _sections(dossier: Dossier) -> list[tuple[str, list[Strip]]]:
    kinds = {*MEETING, *LOOKING, *LEARNING, *PROPOSING, *REPORTED, *GOOD, SESSION_KIND}
    acted = lambda *named: _acts(dossier, lambda duty: usual(duty) in named and not _met(dossier, duty))  # noqa: E731
    others = [duty for duty in dossier.duties if usual(duty) not in kinds and not _met(dossier, duty)]
    return [
        ("代表基本情况", _who(dossier)),
        ("参加人代会、列席会议", acted(*MEETING)),
        ("视察、调研、执法检查", acted(*LOOKING)),
        ("学习培训", acted(*LEARNING)),
        ("代表小组活动", _acts(dossier, lambda duty: _met(dossier, duty))),
        ("联系选民（接待、走访）", acted(SESSION_KIND)),
        ("议案建议及答复", [*_brought(dossier), *(acted(*PROPOSING) if _any(dossier, PROPOSING) else [])]),
        ("为民办实事", acted(*GOOD)),
        (
            "述职报告与评议结果",
            [*acted(*REPORTED), words("评议结果", "\n".join(voted(dossier)), 40, "（述职报告附后）", lines=2)],
        ),
        *([("其他履职", _acts(dossier, lambda duty: duty in others))] if others else []),
        ("表彰", [words("表彰奖励", "", 40, lines=3)]),
        ("年度积分表", _score(dossier)),
        ("年度评价意见", _verdict()),
    ]


def _met(dossier: Dossier, duty: Row) -> bool:
    return duty.get("id") in dossier.meetings or "小组" in (duty.get("kind") or "")


def _any(dossier: Dossier, kinds: Sequence[str]) -> bool:
    return any(usual(duty) in kinds for duty in dossier.duties)


def _who(dossier: Dossier) -> list[Strip]:
    said = Values(dossier.deputy, dossier.imprint.masked)
    box = lambda field, share=0.0: Box(field.label, said(field), share, align=MIDDLE)  # noqa: E731
    rows = [
        row(box(Deputy.gender, 3.5), box(Deputy.ethnicity)),
        row(box(Deputy.birth_month, 3.5), box(Deputy.party)),
        row(box(Deputy.education, 3.5), box(Deputy.certificate)),
        row(box(Deputy.levels, 3.5), box(Deputy.terms)),
        row(box(Deputy.district, 3.5), box(Deputy.group)),
        row(
            Box("工作单位\n及职务", "　".join(filter(None, (said(Deputy.work_unit), said(Deputy.post)))), 7.0),
            box(Deputy.phone),
        ),
        row(Box("所在站点", said(Deputy.places), 5.7), said.box(Deputy.villages)),
        words(Deputy.profile.label, said(Deputy.profile)),
    ]
    picture = Cell(
        "" if dossier.photo else "照片", 3.2, form.TEXT, MIDDLE, art=Picture(dossier.photo) if dossier.photo else None
    )
    name = Strip((*row(Box(Deputy.name.label, dossier.name, 5.0, align=MIDDLE)).cells, picture), least=105.0)
    return [name, *rows]


def _acts(dossier: Dossier, wanted: Callable[[Row], bool]) -> list[Strip]:
    duties = [duty for duty in dossier.duties if wanted(duty)]
    if not duties:
        return [nothing(NONE)._replace(keep=False, least=26.0)]
    ledger = Ledger(COLUMNS, dossier.imprint)
    rows = [strip for number, duty in enumerate(duties, 1) for strip in ledger.row(number, own(duty, dossier.name))]
    return [ledger.header()._replace(keep=True, columns=True), *rows, total(f"小计：{acts(dossier.name, duties)}")]


def _brought(dossier: Dossier) -> list[Strip]:
    """The suggestions, each with its answer; how many matters of the public were passed on besides."""
    issues = within(dossier.issues, "registered_at", dossier.imprint.days)
    suggestions = [issue for issue in issues if issue["kind"] == SUGGESTION]
    ledger = Ledger(BROUGHT, dossier.imprint)
    rows = [
        strip for number, issue in enumerate(suggestions, 1) for strip in ledger.row(number, _answered(dossier, issue))
    ]
    others = [issue for issue in issues if issue not in suggestions]
    passed = (
        f"；转达群众意见 {len(others)} 件，已办结 {sum(bool(issue['closed_on']) for issue in others)} 件"
        if others
        else ""
    )
    if not rows and not others:
        return [nothing(NONE)._replace(keep=False, least=26.0)]
    return [
        *([ledger.header()._replace(keep=True, columns=True), *rows] if rows else []),
        total(f"小计：{SUGGESTION} {len(suggestions)} 件{passed}"),
    ]


def _answered(dossier: Dossier, issue: Row) -> Row:
    fact = next((one for one in reversed(dossier.facts.get(issue["id"], ())) if one["action"] == ANSWER.word), {})
    text = "" if dossier.imprint.masked else fact.get("text") or ""
    return {
        **issue,
        "answered": "，".join(filter(None, (cell.day(fact["acted_on"]) if fact.get("acted_on") else "", text))),
    }


def _score(dossier: Dossier) -> list[Strip]:
    rows = [
        _scored((str(n), one.kind, str(one.times), one.formula, one.points), form.TEXT)
        for n, one in enumerate(dossier.score, 1)
    ]
    base = [_scored(("", "基础分", "", "", dossier.base), form.TEXT)] if dossier.base != "0" else []
    place = f"，在 {dossier.of} 名代表中列第 {dossier.standing} 位" if dossier.standing else ""
    head = _scored(("序号", Duty.kind.label, "次数", "计分", "积分"), form.LABEL)._replace(keep=True, columns=True)
    return [head, *base, *rows, total(f"年度积分合计 {dossier.total} 分{place}")]


def _scored(texts: Sequence[str], style: Style) -> Strip:
    columns = zip(texts, (1.0, 6.0, 2.0, 5.0, 2.0), (MIDDLE, LEFT, MIDDLE, LEFT, RIGHT), strict=True)
    return Strip(tuple(Cell(text, share, style, align) for text, share, align in columns))


def _verdict() -> list[Strip]:
    sealed = f"（盖章）{form.DATE}"
    return [
        words("主席团、\n街道工委\n评价意见", "", 80, sealed, lines=4)._replace(keep=True),
        words("代表工委\n评价意见", "", 80, sealed, lines=4),
    ]
