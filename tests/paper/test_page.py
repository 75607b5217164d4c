"""The sheet: nothing beyond the margins, nothing over anything else, head and foot on each page, lines where cells meet."""

import re
import subprocess
from itertools import combinations
from xml.etree import ElementTree

import pytest

from lianluozhan.report import duty_register, issue_ledger, month_report, visit_log
from lianluozhan.report.ledger import signatures, total
from lianluozhan.report.page import BINDING, MARGIN, Layout, Sheet, pdf
from lianluozhan.report.plate import Plate, Words, plain
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, RIGHT, Cell, Strip
from lianluozhan.report.typeface import SERIF, face

MM = 72 / 25.4
SPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def boxes():
    """Where poppler sees each word: per page its size and (x0, y0, x1, y1, word), y downwards."""

    def read(path):
        done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
        for page in ElementTree.fromstring(done.stdout).iter(f"{SPACE}page"):
            places = [
                (*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")), word.text)
                for word in page.iter(f"{SPACE}word")
            ]
            yield float(page.get("width")), float(page.get("height")), places

    return read


@pytest.fixture
def operators(pages):
    """The drawing operators of the first page, decompressed."""
    return lambda path: pages(path)[0].get_contents().get_data().decode("latin-1")


def paper(strips, **how) -> Layout:
    """A sheet with these strips."""
    return Layout(Sheet("试印", ("甲站", "2026年10月", "编号 1"), ("未结账", "今日打印"), **how), strips)


@pytest.mark.parametrize("name", ["接待日志", "意见台账", "履职登记", "月报", "全套"])
def test_within_the_margins(printed, boxes, name):
    """No word begins in the binding margin of 25 mm or ends in the other margins."""
    for width, height, words in boxes(printed[name].path):
        assert words
        for x0, y0, x1, y1, word in words:
            assert x0 >= 25 * MM - 0.1, word
            assert x1 <= width - 10 * MM, word
            assert y0 >= 8 * MM and y1 <= height - 8 * MM, word


@pytest.mark.parametrize("name", ["接待日志", "意见台账", "履职登记", "月报"])
def test_nothing_stands_over_anything_else(printed, boxes, name):
    """No two words share more than a hair's breadth of paper, beyond the air above and below a line."""
    for _, _, words in boxes(printed[name].path):
        for one, other in combinations(words, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0.5 or down <= 4.5, (one, other)


@pytest.mark.parametrize("layout", [visit_log.layout, issue_ledger.layout, duty_register.layout, month_report.layout])
def test_no_line_is_wider_than_its_cell(sample, layout):
    """Every line of every cell, headings included, leaves three points on either side."""
    laid_out = layout(sample)
    for strip in [*laid_out.header, *(strip for page in laid_out.pages for strip in page)]:
        begin = 0.0
        for text, end in zip(strip.texts, strip.edges, strict=True):
            assert all(wide <= end - begin - 6 + 0.01 for _, wide in text.lines), text.lines
            begin = end


def test_columns_fill_the_sheet(sample):
    """The last cell ends at the right margin."""
    laid_out = visit_log.layout(sample)
    assert laid_out.header[0].edges[-1] == pytest.approx(297 * MM - BINDING - MARGIN, abs=0.2)
    assert pytest.approx(25 * MM) == BINDING


def test_alignment(put, boxes):
    """Left, middle and right of cells of a third each."""
    strip = Strip((Cell("左", 1, BODY, LEFT), Cell("中", 1, BODY, MIDDLE), Cell("右", 1, BODY, RIGHT)))
    ((_, _, words),) = boxes(put(paper([strip])))
    at = {word: (x0, x1) for x0, _, x1, _, word in words}
    third = (297 * MM - BINDING - MARGIN) / 3
    assert at["左"][0] == pytest.approx(BINDING + 3, abs=0.1)
    assert sum(at["中"]) / 2 == pytest.approx(BINDING + 1.5 * third, abs=0.1)
    assert at["右"][1] == pytest.approx(BINDING + 3 * third - 3, abs=0.1)


def test_text_stands_in_the_middle_of_its_cell(put, boxes):
    """Beside a cell of three lines a single line stands level with the second."""
    ((_, _, words),) = boxes(put(paper([Strip((Cell("一\n二\n三"), Cell("单")))])))
    level = {word: y0 for _, y0, _, _, word in words}
    assert level["单"] == pytest.approx(level["二"], abs=0.1)
    assert level["三"] - level["二"] == pytest.approx(12, abs=0.1)


def test_text_is_centred_on_its_ink(put, operators):
    """In a cell 100 points high the base line of 9-point text lies 3 to 4 points below the middle: 国 is as far from both sides."""
    strip = Strip((Cell("国"),), least=100.0)
    drawn = operators(put(paper([strip])))
    frame = [float(each) for each in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re", drawn)[0]]
    levels = [float(each) for each in re.findall(r"1 0 0 1 [\d.]+ ([\d.]+) Tm", drawn)]
    assert any(3 <= frame[1] + frame[3] / 2 - level <= 4 for level in levels)


def test_lines_meet_become_one(put, operators):
    """The side between two columns is one line from the first row to the last, not a piece per row."""
    rows = [Strip((Cell("甲"), Cell("乙")), least=20.0) for _ in range(5)]
    upright = re.findall(r"([\d.]+) ([\d.]+) m \1 ([\d.]+) l", operators(put(paper(rows))))
    assert len(upright) == 1
    assert float(upright[0][1]) - float(upright[0][2]) == pytest.approx(100)


def test_frame(put, operators):
    """The table has one frame; what stands outside it, as signatures do, is not in the frame."""
    drawn = operators(put(paper([total("合计"), signatures("站长")])))
    (frame,) = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re", drawn)
    assert float(frame[0]) == pytest.approx(BINDING, abs=0.01)
    assert float(frame[3]) == pytest.approx(22)


def test_a_line_to_sign_on(put, operators):
    """It begins behind the words and ends before the next cell."""
    drawn = operators(put(paper([Strip((Cell("站长：", 1, line=True), Cell("", 1)), ruled=False)])))
    ((begin, level, end),) = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) \2 l", drawn)
    half = (297 * MM - BINDING - MARGIN) / 2
    assert float(begin) >= BINDING + 3 + 2 * 9
    assert float(end) == pytest.approx(BINDING + half - 14, abs=0.1)
    assert float(level) > 0


def test_only_black(printed, pages):
    """No colour and no grey carries meaning: the papers are copied in black and white."""
    for name in ("接待日志", "意见台账", "履职登记", "月报"):
        for page in pages(printed[name].path):
            drawn = page.get_contents().get_data().decode("latin-1")
            assert set(re.findall(r"[\d. ]+ (?:rg|RG|g|G|k|K|sc|SC)\b", drawn)) <= {
                "0 0 0 rg",
                "0 0 0 RG",
                " 0 0 0 rg",
                " 0 0 0 RG",
            }


def test_fonts_change_within_a_line(put, fonts, words):
    """A character the heading's font lacks is drawn in another, in its place."""
    lacking = next(char for char in sorted(face(SERIF).chars - face(LABEL.face).chars) if char.isalpha())
    path = put(paper([Strip((Cell(f"路{lacking}灯", 1, LABEL),))]))
    assert f"路{lacking}灯" in words(path)
    assert {"NotoSansSC-Medium", "NotoSerifSC-Regular"} <= {row[0].split("+")[1] for row in fonts(path)}


def test_missing_characters_of_the_head(put, words):
    """What no font has in the station's name is named too."""
    layout = Layout(Sheet("试印", ("😀站", "", ""), ("", "")), [total("一")])
    assert layout.missing == {"😀"}
    assert "〔U+1F600〕站" in words(put(layout))


def test_pages_of_different_size(sample, pages, tmp_path):
    """Landscape and portrait papers stand in one file as they are."""
    path = tmp_path / "both.pdf"
    path.write_bytes(pdf("", "", [visit_log.layout(sample), month_report.layout(sample)]))
    sizes = [round(page.mediabox.width) for page in pages(path)]
    assert sizes == [842, 842, 842, 595]


def test_a_stamp(put, words):
    """草稿 stands on every page."""
    rows = [Strip((Cell(str(number)),), least=20.0) for number in range(50)]
    assert words(put(paper(rows, stamp="草稿"))).count("草稿") == len(paper(rows).pages) == 3


def test_a_plate_stands_where_it_stands(tmp_path, boxes):
    """The binding side of the page before does not move a page of marks."""
    plate, rows = Plate("桌牌", [[Words("李军", 100, 100, plain(30))]]), [Strip((Cell("一"),), least=300.0)] * 2
    seen = []
    for name, parts in (("alone", [plate]), ("after", [paper(rows, mirrored=True), plate])):
        path = tmp_path / name
        path.write_bytes(pdf("", "", parts))
        seen.append([list(boxes(path))[-1]])
    assert seen[0] == seen[1] and seen[0][0][2][0][-1] == "李军" and len(paper(rows, mirrored=True).pages) == 2


def test_names_stand_below_names(put, boxes):
    """In the middle of a cell the mark between two lines hangs over; where there is no room for that it stays inside."""
    wide, narrow = (
        Strip((Cell("陈保平、\n王秀英", 1, align=MIDDLE), Cell("", 9))),
        Strip((Cell("陈保平、\n王秀英", 1, align=MIDDLE), Cell("", 16.6))),
    )
    ((_w, _h, words),) = boxes(put(paper([wide])))
    first, second = (next(word for word in words if name in word[-1]) for name in ("陈保平", "王秀英"))
    assert first[0] == pytest.approx(second[0], abs=0.1)
    ((_w, _h, words),) = boxes(put(paper([narrow])))
    first = next(word for word in words if "陈保平" in word[-1])
    assert first[2] <= BINDING + (297 * MM - BINDING - MARGIN) / 17.6 - 3 + 0.1
