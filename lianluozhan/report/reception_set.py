"""What a reception day needs on paper (domain.md F13): notice, list to sign in on, name plates; with forms to fill in as one."""

from __future__ import annotations

from collections.abc import Iterable

from lianluozhan.report import cell, form, reception_form
from lianluozhan.report.duty_register import LEVEL
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.page import Layout
from lianluozhan.report.plate import Mark, Plate, Rule, Words, fitted
from lianluozhan.report.rota_sheet import hours
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import Receptions
from lianluozhan.report.table import Table
from lianluozhan.report.typeface import SANS, SERIF

ABOUT = "reception"
NAMES = NOTICES, SIGN_IN, PLATES, SET = "接待公告", "接待日签到表", "桌牌", "接待日一套"
NOTICE = "人大代表接待群众公告"
# GB/T 9704: what heads a paragraph is 黑体, who signs is not.
LARGE, HEADED = Style(SERIF, 15.0, 27.0), Style(SANS, 15.0, 27.0)
GREETING = "　　为密切人大代表同人民群众的联系，听取群众的意见和要求，现将人大代表接待群众的有关事项公告如下："
TAKEN = (
    "对本地区经济社会发展、民生实事、基层治理的意见和建议；对国家机关及其工作人员的批评和意见；关系群众切身利益的普遍性问题。"
    "应当通过诉讼、仲裁、行政复议等法定途径解决的事项，请依法向有关机关提出。"
)
BY_WHOM = "二、接待人员"
INVITED = "　　欢迎广大群众前来反映情况、提出意见和建议。"
BY_HAND = "＿" * 9  # no bars: it is no number yet
SIGNED = (1.2, 3.0, 3.0, 2.6, 3.4, 3.2)  # shares of a list to sign in on
GUESTS = 14  # lines for whoever comes
MIDDLE_OF, WIDEST = 25 + (297 - 25 - 11) / 2, 224  # millimetres: of a name plate


# ---- 公告


def notices(receptions: Receptions) -> list[Layout]:
    """A page for each reception of the day."""
    return [_notice(receptions, day) for day in receptions.days]


def _notice(receptions: Receptions, day: Row) -> Layout:
    where_at = receptions.place(day)
    people = (
        cell.SEPARATOR.join(f"{_level(receptions, name)}{name}" for name in day.get("deputies") or ()) or "　　　　　　"
    )
    weekday = cell.weekday(day["date"]).replace("周", "星期")
    where = "，".join(filter(None, (where_at.get("name") or receptions.imprint.place, where_at.get("address"))))
    named = {
        "一、接待时间": f"{cell.day(day['date'])}（{weekday}）{half(day)} {hours(day)}".strip(),
        BY_WHOM: people + (f"；联合接待部门：{'、'.join(day['joint_organs'])}" if day.get("joint_organs") else ""),
        "三、接待内容": f"本次主题：{day['topic']}。{TAKEN}" if day.get("topic") else TAKEN,
        "四、接待地点": where,
        "五、联系电话": where_at.get("phone") or "　　　　　　　　",
    }
    told = [_named(label, said, label == BY_WHOM) for label, said in named.items()]
    signed = f"{receptions.imprint.place}\n{cell.day(day.get('notice_on') or receptions.imprint.printed_on)}"
    below = Strip((Cell("", 1), Cell(signed, 1.4, LARGE, MIDDLE)), ruled=False, least=110.0)
    return Layout(
        form.sheet(receptions.imprint, NOTICE, above=("", "")), [_prose(GREETING), *told, _prose(INVITED), below]
    )


def half(day: Row) -> str:
    """上午 or 下午, where the hours say so."""
    begin, end = day.get("begin") or "", day.get("end") or ""
    if not begin:
        return ""
    if begin >= "12:00":
        return "下午"
    return "上午" if end <= "12:30" else "全天"


def _level(receptions: Receptions, name: str) -> str:
    """区、乡镇人大代表 before a name."""
    held = receptions.deputies.get(name, {}).get("levels")
    return f"{'、'.join(held)}{LEVEL}" if held else LEVEL


def _prose(text: str) -> Strip:
    return Strip((Cell(text, 1, LARGE, LEFT),), ruled=False, least=46.0)


def _named(label: str, text: str, names: bool) -> Strip:
    return Strip(
        (Cell(f"{label}：", 5.4, HEADED, top=True), Cell(text, 16, LARGE, whole=names, top=True)),
        ruled=False,
        least=40.0,
    )


# ---- 签到表


def sign_in(receptions: Receptions) -> list[Layout]:
    """Deputies by name with room to sign, then lines for whoever comes."""
    return [_signing(receptions, day) for day in receptions.days]


def _signing(receptions: Receptions, day: Row) -> Layout:
    when = f"{cell.day(day['date'])}　{cell.weekday(day['date'])}　{hours(day)}"
    sheet = form.sheet(receptions.imprint, LEVEL + SIGN_IN, above=(receptions.imprint.place, when))
    deputies = [
        (name, "、".join(receptions.deputies.get(name, {}).get("levels") or ()), "", "", "")
        for name in day.get("deputies") or ()
    ]
    units = [(name, "", "", "", "") for name in day.get("joint_organs") or ()]
    return Layout(
        sheet,
        [
            form.row(
                form.Box("地点", day.get("place") or receptions.home.get("name") or "", 5.7),
                form.Box("主题", day.get("topic") or ""),
            ),
            *_lines(
                ("序号", "代表姓名", "级别", "到达时间", "离开时间", "签名"),
                [*deputies, *[("",) * 5] * max(2, 4 - len(deputies))],
            ),
            *_lines(("序号", "参加单位", "职务", "姓名", "电话", "签名"), [*units, *[("",) * 5] * 2]),
            *_lines(("序号", "来访人", "住址", "电话", "反映事项", "签名"), [("",) * 5] * GUESTS),
        ],
    )


def _lines(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[Strip]:
    table = Table(dict(zip(heads, SIGNED, strict=True)), style=form.TEXT, titles=form.LABEL, high=24.0)
    return [
        table.head(22.0, within=True),
        *(table.line(str(n), *row)._replace(grow=6.0) for n, row in enumerate(rows, 1)),
    ]


# ---- 桌牌


def plates(receptions: Receptions) -> list[Plate]:
    """A plate for each deputy of the day, to be folded in the middle: the name on both sides, as large as fits."""
    names = list(dict.fromkeys(name for day in receptions.days for name in day.get("deputies") or ()))
    return [
        Plate(
            PLATES,
            [_plate(receptions, name) for name in names or ("",)],
            portrait=False,
            stamp=receptions.imprint.stamp,
        )
    ]


def _plate(receptions: Receptions, name: str) -> list[Mark]:
    shown = "　".join(name) if len(name) == 2 else name
    large, small = fitted(shown or " ", WIDEST, 190.0), fitted(_level(receptions, name), WIDEST, 30.0)
    deep = large.size * 0.353 * 0.38  # millimetres from the middle of a line of letters to its base line
    marks: list[Mark] = [Rule(25, 286, 105, dashed=True)]
    for turned in (False, True):
        at = lambda y, turned=turned: 210 - y if turned else y  # noqa: E731
        marks += [Words(_level(receptions, name), MIDDLE_OF, at(124), small, MIDDLE, turned)]
        marks += [Words(shown, MIDDLE_OF, at(162 + deep), large, MIDDLE, turned)] if name else []
    return marks


# ---- all of them


def everything(receptions: Receptions) -> list[Layout | Plate]:
    """Notice, list, plates, forms in the order they are needed; where no form was given out, one to be copied."""
    forms = receptions.forms or [_unnumbered(receptions, day) for day in receptions.days]
    return [*notices(receptions), *sign_in(receptions), *plates(receptions), *map(reception_form.layout, forms)]


def _unnumbered(receptions: Receptions, day: Row) -> Case:
    """A form of which only the day, the place and the deputies are known; its number is written by hand."""
    known = {"number": BY_HAND, "received_at": day["date"], "place": day.get("place"), "deputies": day.get("deputies")}
    return Case(receptions.imprint, known, deputies=receptions.deputies)


LAYOUTS = notices, sign_in, plates, everything
