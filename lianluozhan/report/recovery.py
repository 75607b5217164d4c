"""恢复码 on paper: the one thing that opens the data when every password is forgotten; kept with the seal, not beside the PC."""

from __future__ import annotations

from lianluozhan.report import form
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import sheet
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.typeface import SERIF

NAME = "恢复码"
DIGITS = Style(SERIF, 22.0, 34.0)
ACROSS = 4  # groups in a line
HOW = (
    "这组数字能打开本单位的联络站数据。忘了密码时，在输密码的地方照着输入，空格可以不打；每组最后一位是校验码，输错了会指出是第几组。",
    "请和公章放在一起，不要放在电脑旁边，不要拍照发给别人。被别人看过、丢了，请马上在“密码”里换一个，旧的就打不开了。",
    "以前做的备份还用那时的密码和恢复码：换了恢复码，旧的这张和旧备份收在一起。",
)


def layout(imprint: Imprint, code: str) -> Layout:
    """One page: the code in groups, what it is for, who keeps it."""
    groups = code.split()
    lines = [groups[at : at + ACROSS] for at in range(0, len(groups), ACROSS)]
    shown = [Strip(tuple(Cell(group, 1.0, DIGITS, MIDDLE) for group in line), least=52.0) for line in lines]
    notes = [Strip((Cell(text, 1.0, form.TEXT),), least=44.0) for text in HOW]
    return Layout(
        sheet(imprint, f"{imprint.place}{NAME}", "", portrait=True), [*shown, *notes, form.signing("保管人", "站长")]
    )
