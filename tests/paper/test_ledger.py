"""What the ledgers share: columns over fields, what is too long for its column, number ranges, head and foot."""

from dataclasses import replace

import pytest

from lianluozhan.field import Day, LongText, Phone, Text, Words
from lianluozhan.report import cell, ledger
from lianluozhan.report.ledger import Column, Ledger
from lianluozhan.visit import Visit


def named(field, name: str):
    """A field as a record would hold it."""
    field.name = name
    return field


NUMBER, NAME = named(Text("编号"), "number"), named(Text("姓名"), "name")
SAID, DUE, ENDED = named(LongText("内容"), "said"), named(Day("期限"), "due"), named(Day("办结"), "ended")
NAMES = named(Words("代表"), "names")


def test_a_heading_is_the_label():
    """One declaration: the label of the field, unless the paper says otherwise; stacked fields have stacked labels."""
    assert Column((DUE,), 40).title == "期限"
    assert Column((DUE, ENDED), 40).title == "期限\n办结"
    assert Column((DUE, ENDED), 40, "两个日子").title == "两个日子"


def test_stacked_values(imprint):
    """Absent values leave no line, or a dash where the order tells them apart; none at all is an empty cell."""
    row = {"due": None, "ended": "2026-10-30"}
    assert Column((DUE, ENDED), 40).text(row, imprint) == "10月30日"
    assert Column((DUE, ENDED), 40, ordered=True).text(row, imprint) == "—\n10月30日"
    assert Column((DUE, ENDED), 40, ordered=True).text({}, imprint) == ""


def test_show_is_for_the_first_value(imprint):
    """A look of its own does not spill over to what stands below."""
    column = Column((Visit.received_at, Visit.channel), 40, show=cell.hour)
    assert column.text({"received_at": "2026-10-07T09:05", "channel": "来站"}, imprint) == "09:05\n来站"
    assert column.text({"received_at": "2026-10-07", "channel": "来站"}, imprint) == "来站"


def test_zero_is_a_value(imprint):
    """Nobody came is not the same as nobody counted."""
    assert Column((Visit.party_size,), 20).text({"party_size": 0}, imprint) == "0"
    assert Column((Visit.party_size,), 20).text({"party_size": None}, imprint) == ""


def test_masked_columns(imprint):
    """On the wall a column with nothing to show goes; in one that stays, what is withheld is said to be."""
    wall = replace(imprint, masked=True)
    columns = (
        Column((Visit.statement,), 100),
        Column((Visit.category, Visit.reply), 50),
        Column((Visit.visitor_name,), 40),
    )
    assert [column.title for column in Ledger(columns, wall).columns] == ["内容分类\n现场答复情况", "来访人姓名"]
    row = {"statement": "路灯不亮", "reply": "已答复", "category": None, "visitor_name": "高建国"}
    assert [column.text(row, wall) for column in Ledger(columns, wall).columns] == ["（不公开）", "高*国"]
    assert [column.text(row, imprint) for column in Ledger(columns, imprint).columns] == [
        "路灯不亮",
        "已答复",
        "高建国",
    ]


def test_row(imprint):
    """The running number, then each column; the record's own number below it where the ledger asks for that."""
    row = {"number": "140405102-2026-J0007", "said": "路灯不亮"}
    (strip,) = Ledger((Column((SAID,), 100),), imprint).row(3, row)
    assert [each.text for each in strip.cells] == ["3", "路灯不亮"]
    (strip,) = Ledger((Column((SAID,), 100),), imprint, NUMBER).row(3, row)
    assert [each.text for each in strip.cells] == ["3\nJ0007", "路灯不亮"]
    (strip,) = Ledger((Column((SAID,), 100),), imprint, NUMBER).row(3, {})
    assert strip.cells[0].text == "3"


@pytest.mark.parametrize("said", ["路" * 200, "\n".join(["一条"] * 12)], ids=["long", "many lines"])
def test_too_long_for_its_column(imprint, said):
    """The words go below the row, over the whole width, and may flow; the row says where they are and keeps them near."""
    strip, below = Ledger((Column((SAID,), 100),), imprint).row(3, {"said": said})
    assert strip.cells[1].text == "（见下）" and strip.keep
    assert [each.text for each in below.cells] == [f"3　内容：{said}"]
    assert below.flows and not below.keep


def test_just_short_enough(imprint):
    """Eleven lines stay in the column: 100 points hold eleven characters of nine points."""
    assert len(Ledger((Column((SAID,), 99),), imprint).row(1, {"said": "路" * 121})) == 1
    assert len(Ledger((Column((SAID,), 99),), imprint).row(1, {"said": "路" * 122})) == 2


def test_lists_keep_their_names_whole(imprint):
    """A column of several values breaks between them."""
    (strip,) = Ledger((Column((NAMES,), 50), Column((SAID,), 100)), imprint).row(
        1, {"names": ["彭喆", "冯䶮"], "said": "一"}
    )
    assert [each.whole for each in strip.cells] == [False, True, False]
    assert strip.cells[1].text == "彭喆、冯䶮"


@pytest.mark.parametrize(
    "numbers, shown",
    [
        ([], ""),
        ([None], ""),
        (["140405102-2026-J0007"], "编号 140405102-2026-J0007"),
        (["140405102-2026-J0023", "140405102-2026-J0001"], "编号 140405102-2026-J0001 至 J0023"),
        (["140405102-2026-J10000", "140405102-2026-J9999"], "编号 140405102-2026-J9999 至 J10000"),
        (["140405102-2026-J0001", "140405103-2026-J0002"], "编号 140405102-2026-J0001 至 140405103-2026-J0002"),
    ],
)
def test_number_range(numbers, shown):
    """First to last, the common part said once, by size and not by letters."""
    assert ledger.number_range([{"number": number} for number in numbers]) == shown


def test_sheet(imprint):
    """Head: station, month, numbers. Foot: state of the books, the chain's short hash, the day."""
    sheet = ledger.sheet(imprint, "接待日志", "编号 J0001")
    assert sheet.above == ("渔泽镇人大代表联络站", "2026年10月", "编号 J0001")
    assert sheet.below == ("未结账 校验码 3f9a12bc77de", "2026年11月1日打印")
    assert sheet.stamp == ""


@pytest.mark.parametrize(
    "how, foot, stamp",
    [
        ({"closed": True}, "已结账 校验码 3f9a12bc77de", ""),
        ({"head": ""}, "未结账", ""),
        ({"draft": True, "masked": True}, "未结账 校验码 3f9a12bc77de", "草稿"),
        ({"masked": True}, "未结账 校验码 3f9a12bc77de", "公示"),
    ],
)
def test_marks(imprint, how, foot, stamp):
    """Closed, draft and for the wall are said in words, so that a copy in black and white says them too."""
    sheet = ledger.sheet(replace(imprint, **how), "接待日志", "")
    assert (sheet.below[0], sheet.stamp) == (foot, stamp)


def test_ends_stay_with_the_last_row():
    """No page break between the last row, the sums and the signatures; before them it is free."""
    rows = [ledger.total("一"), ledger.total("二")]
    strips = ledger.ended(rows, ledger.total("合计"), ledger.signatures("站长"))
    assert [strip.keep for strip in strips] == [False, True, True, False]


def test_places_to_sign():
    """Each signer has a line, and there is a place for the date."""
    strip = ledger.signatures("填报人", "审核人", day="报送日期")
    assert [each.text for each in strip.cells[:2]] == ["填报人（签字）：", "审核人（签字）："]
    assert [each.line for each in strip.cells] == [True, True, False]
    assert strip.cells[2].text.replace("　", "") == "报送日期年月日"
    assert not strip.ruled


def test_phones_are_not_dates(imprint):
    """Only what begins with the paper's year and 年 is shortened."""
    phone = named(Phone("电话"), "phone")
    assert Column((phone,), 60).text({"phone": "20260000000"}, imprint) == "20260000000"
