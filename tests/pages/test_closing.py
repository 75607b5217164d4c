"""结账 in the window: on 打印本月 what is open is read, the month is closed in two presses, and its papers are the kept ones."""

import io
import re

import pytest
from pypdf import PdfReader

from lianluozhan import clock
from lianluozhan.kept import kept_papers
from lianluozhan.month import closing_of
from tests.pages.desk import Desk
from tests.station import opened

AGAIN = "补打第1次"


@pytest.fixture
def desk(folder):
    """The clerk at the window on the second of November."""
    clock.set_today("2026-11-02")
    desk = Desk(folder)
    desk.open("打印本月")
    month = desk.widget("month.month")
    month.setCurrentIndex(month.findData("2026-10"))
    month.activated.emit(month.currentIndex())
    desk.wait()
    yield desk
    desk.close()


def test_closed_in_two_presses(desk, folder):
    """The open points are read first; the second press closes; the month says since when, its papers are those kept."""
    said = desk.said()
    assert "未结账" in said and "来访人还没有签字的接待 16 处" in said and "原话不能再改" not in said
    desk.press("结账")
    desk.wait(lambda: not desk.widget("month_confirm").visibleRegion().isEmpty())  # it came into sight by itself
    assert "原话不能再改，别的改动写进下个月的月报" in desk.said()
    assert desk.widget("month.signed_by").hasFocus()
    desk.widget("month.signed_by").setText("崔站长")
    desk.press("确定结账")
    assert "✓ 2026-11-02 已结账，崔站长" in desk.said()
    shown = {one.file: text(one.data) for one in desk.page.preview.documents}
    desk.window.close()
    with opened(folder) as store:
        assert closing_of(store, "2026-10").signed_by == "崔站长"
        papers = {name: text(content) for name, content in kept_papers(store, "2026-10").items()}
    assert shown == papers and len(shown) == 5
    assert not any("补打" in words for words in shown.values()), "the first print is none again"


def test_the_next_copy_is_one_again(desk, folder, tmp_path):
    """What was kept as a file or printed counts; looking does not. The copy that follows says 补打第 1 次, of this paper alone."""
    desk.press("结账")
    desk.press("确定结账")
    preview = desk.page.preview
    desk.page.reload()
    desk.wait()
    assert AGAIN not in text(preview.document.data)
    preview.ask_file = lambda proposed: str(tmp_path / proposed)
    preview.save_as()
    desk.wait()
    assert AGAIN not in text((tmp_path / "全套-2026-10.pdf").read_bytes()) and "✓ 已存到" in desk.said()
    assert AGAIN in text(preview.document.data) and AGAIN not in text(preview.documents[1].data)


def test_both_sides_of_the_paper(desk, folder):
    """双面 makes the papers anew with the binding margin of even pages on the right, and is remembered."""
    desk.press("双面")
    document = next(one for one in desk.page.preview.documents if one.name == "接待日志")
    assert document.pages >= 2
    lines = [[round(x) for x in _frame(page)] for page in PdfReader(io.BytesIO(document.data)).pages]
    assert lines[0][0] == 71 and lines[1][0] == 31  # 25 mm and 11 mm
    assert lines[0][2] == lines[1][2]
    desk.page.reload()
    desk.wait()
    assert desk.page.preview.panel.sides.place() == 1


def text(data: bytes) -> str:
    """All that stands in a paper, as pypdf reads it."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def _frame(page) -> list[float]:
    """The thick frame of a page's table: x, y, width, height, as moved."""
    content = page.get_contents().get_data().decode("latin-1")
    over = re.search(r"1 0 0 1 (-?[\d.]+) 0\.00 cm 0\.4 w", content)
    frame = max(
        (list(map(float, found)) for found in re.findall(r"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re S", content)),
        key=lambda one: one[2],
    )
    return [frame[0] + (float(over[1]) if over else 0), *frame[1:]]


def test_left_open(desk, folder):
    """先不结 leaves everything as it was."""
    desk.press("结账")
    desk.press("先不结")
    assert "未结账" in desk.said() and "原话不能再改" not in desk.said()


def test_not_before_its_end(desk):
    """A month that is not over cannot be closed: beside its button stands why and since when it can."""
    month = desk.widget("month.month")
    month.setCurrentIndex(month.findData("2026-11"))
    month.activated.emit(month.currentIndex())
    desk.wait()
    button = desk.widget("month_close")
    assert not button.isEnabled() and "这个月还没有过完，2026-11-30 起可以结账" in desk.said()


def test_the_last_day_of_a_month(desk, folder):
    """月末日 is set beside the closing: what is no day is refused, then the month's days and papers are the new ones."""
    assert "这个月：10月1日—10月31日" in desk.said()
    desk.press("改月末日")
    assert "31 是月底" in desk.said()
    for wrong, why in (("月底", "请写 1 到 31"), ("四十", "要写 1 到 31 的整数")):
        desk.widget("month.last_day").setText(wrong)
        desk.press("就这一天")
        assert why in desk.said() and "这个月：10月1日—10月31日" in desk.said()
    desk.widget("month.last_day").setText("20")
    desk.press("就这一天")
    assert "这个月：9月21日—10月20日" in desk.said() and "31 是月底" not in desk.said()
    desk.open("统计")
    assert "10月21日—11月20日" in desk.said(), "today is in November's books"
    desk.press("stats_span.earlier")
    assert "9月21日—10月20日" in desk.said() and "来站 6 批次，走访 7 批次，电话 5 批次，云接待 1 批次" in desk.said()
