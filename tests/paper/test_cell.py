"""How single values look on paper, and what a copy for the wall shows of private ones."""

import pytest

from lianluozhan import field as kinds
from lianluozhan.duty import Duty
from lianluozhan.field import Field
from lianluozhan.issue import Issue
from lianluozhan.report import cell
from lianluozhan.visit import Visit


@pytest.mark.parametrize(
    "field, value, shown",
    [
        (Visit.received_at, "2026-10-07T09:05", "2026年10月7日 09:05"),
        (Visit.received_at, "2026-10-07", "2026年10月7日"),
        (Issue.due_on, "2026-10-27", "2026年10月27日"),
        (kinds.Month("月份"), "2026-10", "2026年10月"),
        (kinds.Hour("开始时间"), "09:30", "09:30"),
        (Visit.party_size, 0, "0"),
        (Visit.informed, True, "是"),
        (Visit.informed, False, "否"),
        (Visit.deputies, ["彭喆", "冯䶮"], "彭喆、冯䶮"),
        (Visit.visitor_phone, "13800000000", "13800000000"),
        (Visit.category, "供暖", "供暖"),
        (Duty.people_met, {"彭喆": 3, "冯䶮": 1}, "彭喆：3；冯䶮：1"),
        (Visit.attachments, [{"digest": "0", "name": "张三的诉状.jpg", "size": 1}], "1件"),
        (Visit.remarks, None, ""),
    ],
)
def test_looks(field, value, shown):
    """As an office writes it."""
    assert cell.look(field, value) == shown


@pytest.mark.parametrize(
    "kind", [kind for kind in vars(kinds).values() if isinstance(kind, type) and issubclass(kind, Field)]
)
def test_every_kind_has_a_look(kind):
    """A new kind of value cannot be forgotten here."""
    assert kind is Field or any(base in cell.LOOKS for base in kind.__mro__)


def test_weekdays():
    """2026-10-07 was a Wednesday, 2026-10-04 a Sunday."""
    assert (cell.weekday("2026-10-07"), cell.weekday("2026-10-04T09:00")) == ("周三", "周日")


def test_shorter():
    """The year of the paper goes without saying, another one does not."""
    assert cell.shorter("2026年10月7日", "2026") == "10月7日"
    assert cell.shorter("2027年1月5日", "2026") == "2027年1月5日"


@pytest.mark.parametrize(
    "field, value, shown",
    [
        (Visit.visitor_name, "高建国", "高*国"),
        (Issue.raiser_phone, "13800000000", "138****0000"),
        (Issue.raiser_address, "久安社区3号楼201", "久安社区**"),
        (Visit.statement, "我叫高建国，电话13800000000", ""),
        (Visit.visitor_id_number, "140405199001010011", ""),
    ],
)
def test_masked(field, value, shown):
    """Names, phones and places starred; of words and numbers that quote or identify a person, nothing."""
    assert cell.masked(field, value) == shown


@pytest.mark.parametrize("record", [Visit, Issue, Duty])
def test_nothing_private_may_show(record):
    """Of the private fields only those with a mask of their own may have a column on the wall."""
    showing = {name for name, field in record.fields.items() if field.private and cell.may_show(field)}
    assert showing <= set(cell.MASKS)
    assert all(cell.may_show(field) for field in record.fields.values() if not field.private)
