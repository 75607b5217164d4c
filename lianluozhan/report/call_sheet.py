"""回告电话单: everybody who still must be told, whom to ring, what to say, and room for what they answered."""

from __future__ import annotations

from lianluozhan.masking import mask_name, mask_phone
from lianluozhan.record import short_number
from lianluozhan.report import form
from lianluozhan.report.form import ticks
from lianluozhan.report.imprint import Calls, Row
from lianluozhan.report.ledger import WITHHELD, ended, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip
from lianluozhan.report.table import Table
from lianluozhan.visit import RATINGS

CODE, NAME, ABOUT = "", "回告电话单", "now"
SAID = "反映的事"
READ_OUT, RESULT, BY = "照着说", "结果", "告知人、日期"
PEOPLE = Table(
    {"序号": 0.7, "编号": 1.5, "告诉谁": 1.8, "电话": 2.2, SAID: 2.8, READ_OUT: 5.0, RESULT: 4.0, BY: 2.0},
    prose=(SAID, READ_OUT, RESULT, BY),
    high=34.0,
)
RESULTS = ("已告知", "没人接", "不愿接听")


def layout(calls: Calls) -> Layout:
    """The list on A4 landscape, longest waiting first."""
    rows = [_line(number, one, calls.imprint.masked) for number, one in enumerate(calls.people, start=1)]
    issues = len({one["number"] for one in calls.people})
    strips = ended(
        rows or [nothing("都告诉了，没有要打的电话")],
        total(f"合计：{issues} 件，{len(rows)} 人"),
        form.signing("联络员"),
    )
    return Layout(form.lying(calls.imprint, NAME, PEOPLE.head()), strips)


def _line(number: int, one: Row, masked: bool) -> Strip:
    name, phone = one["name"], one["phone"]
    return PEOPLE.line(
        str(number),
        short_number(one["number"]),
        f"{mask_name(name) if masked else name}\n{one['role']}",
        mask_phone(phone) if masked else phone,
        WITHHELD if masked else one["title"],
        WITHHELD if masked else one["script"],
        "\n".join((ticks(RESULTS, None), ticks(RATINGS[:3], None))),
        "",
    )
