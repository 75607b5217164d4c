"""恢复演练记录: that a backup was tried, what was in it, who saw it; kept with the station's papers."""

from __future__ import annotations

from lianluozhan.drill import Drill
from lianluozhan.report import cell, form
from lianluozhan.report.form import Box
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import sheet
from lianluozhan.report.page import Layout

NAME = "恢复演练记录"
GOOD = "全部读通，日志的每一环、每一份附件都核对无误"


def layout(imprint: Imprint, done: Drill) -> Layout:
    """One page, to be signed."""
    counts = "　".join(f"{label} {number}" for label, number in done.counts.items())
    found = "\n".join(f"{one.part}：{one.what}。{one.then}" for one in done.findings) or GOOD
    strips = [
        form.row(Box("哪份备份", done.file.name)),
        form.row(Box("所在位置", str(done.file.parent))),
        form.row(
            Box("演练日期", cell.day(done.on.isoformat()), 5.7),
            Box("用时", f"{done.seconds:.0f} 秒" if done.seconds >= 1 else "不到 1 秒"),
        ),
        form.row(Box("恢复出来", counts)),
        form.row(Box("日志", f"{done.entries} 条", 5.7), Box("附件", f"{done.papers} 份")),
        form.words("结果", found, lines=3),
        form.signing("演练人", "站长"),
    ]
    return Layout(sheet(imprint, NAME, "", portrait=True), strips)
