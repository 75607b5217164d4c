"""交接单: what one clerk hands to the next: what is open, who is to be told, what was not finished, both sign."""

from __future__ import annotations

from itertools import count

from lianluozhan import period
from lianluozhan.action import OPEN
from lianluozhan.figures import count as how_many
from lianluozhan.report import form, issue_ledger
from lianluozhan.report.imprint import Calls
from lianluozhan.report.issue_ledger import COLUMNS
from lianluozhan.report.ledger import Ledger, band, ended, note, nothing, signatures, total
from lianluozhan.report.page import Layout

CODE, NAME, ABOUT = "", "交接单", "now"
TITLE = "联络员工作交接单"
BLANK = "＿" * 12  # by hand
ISSUES, BACKUP = "没办完的意见", "最近的备份："


def left(people: int, drafts: int) -> str:
    """What is not finished besides, in words."""
    return f"还要告诉的 {people} 人，没登记完的 {drafts} 份"


def layout(calls: Calls) -> Layout:
    """The slip on A4 landscape."""
    ledger = Ledger(COLUMNS, calls.imprint)
    states = "，".join(f"{state} {number} 件" for state, number in how_many(calls.issues, "state", OPEN).items())
    strips = [
        band(f"{ISSUES} {len(calls.issues)} 件" + (f"：{states}" if states else "")),
        *(issue_ledger.rows(ledger, calls.issues, count(1)) or [nothing(f"没有{ISSUES}")]),
    ]
    strips = ended(
        strips,
        total(left(len(calls.people), calls.drafts)),
        note("没有结账、没有印好签字的月份：" + (period.together(calls.unclosed) or "无")),
        note(BACKUP + (calls.backup or "没有，请先备份再移交") + f"　另一处备份放在{BLANK}"),
        note(f"密码或恢复码放在{BLANK}　报送用的U盘放在{BLANK}"),
        note("一并移交：□数据文件夹　□备份　□密码或恢复码　□报送用的U盘　□纸质登记本　□印章　□钥匙"),
        signatures("移交人", "接收人", "监交人"),
    )
    return Layout(form.lying(calls.imprint, TITLE, ledger.header()), strips)
