"""Lines: nothing lost, nothing too wide, no mark on the wrong side, words and names whole."""

from hypothesis import assume, given, strategies as st

from lianluozhan.report.linebreak import NEVER_FIRST, NEVER_LAST, balanced, lines


class Widths(dict):
    """A type case of our own: Chinese 10 wide, anything else 5."""

    def __missing__(self, char: str) -> int:
        return 5 if ord(char) < 0x2E80 else 10


WIDTHS = Widths({"…": 10, "—": 10, "“": 10, "”": 10, "‘": 10, "’": 10})
HAN = st.sampled_from("路灯不亮快三个月了老人敢出门䶮𬱖𫍣㛃")
MARKS = st.sampled_from("，。、；：！？）》（《“”")
LATIN = st.sampled_from("ab3.5-X")
TEXT = st.text(st.one_of(HAN, HAN, HAN, MARKS, LATIN, st.just(" ")), max_size=80)
COLUMN = st.integers(20, 300)


def wide(line: str) -> int:
    """How wide a line is, spaces at its end hanging over."""
    return sum(WIDTHS[char] for char in line.rstrip(" \t\u3000"))


@given(st.text(max_size=60), COLUMN, st.booleans())
def test_nothing_is_lost(text, width, whole):
    """Whatever the text, its lines put together are the text without its line feeds."""
    assert "".join(lines(text, width, WIDTHS, whole)) == text.replace("\n", "")
    assert "".join(balanced(text, width, WIDTHS, whole)) == text.replace("\n", "")


@given(TEXT, COLUMN, st.booleans())
def test_no_line_is_wider_than_its_column(text, width, whole):
    """Not with numbers, not with marks, not balanced, not with whole items."""
    for broken in (lines(text, width, WIDTHS, whole), balanced(text, width, WIDTHS, whole)):
        assert all(wide(line) <= width for line in broken)


@given(st.lists(st.tuples(HAN, HAN, MARKS), max_size=30), st.integers(50, 300), st.booleans())
def test_marks_keep_their_side(groups, width, whole):
    """No line begins with 。，、） and none ends with （《“, as long as there is a place between two characters to break."""
    text = "".join(char for group in groups for char in group)
    for line in lines(text, width, WIDTHS, whole)[1:]:
        assert line[0] not in NEVER_FIRST
    for line in lines(text, width, WIDTHS, whole)[:-1]:
        assert line[-1] not in NEVER_LAST


@given(st.text(LATIN, min_size=1, max_size=8), st.text(HAN, min_size=1, max_size=20), st.integers(40, 200))
def test_numbers_and_words_stay_whole(word, before, width):
    """A run of Latin letters and digits that fits on a line is not torn apart."""
    assume(word[0] not in NEVER_FIRST and word[-1] not in NEVER_FIRST)
    assert any(word in line for line in lines(before + word + before, width, WIDTHS))


@given(st.lists(st.text(HAN, min_size=1, max_size=4), min_size=1, max_size=40))
def test_names_of_a_list_stay_whole(names):
    """A column five characters wide tears no name of up to four apart, however many there are."""
    broken = lines("、".join(names), 50, WIDTHS, whole=True)
    assert [name for line in broken for name in line.split("、") if name] == names


@given(TEXT, COLUMN)
def test_no_fewer_lines_by_balancing(text, width):
    """Balancing takes as many lines as plain breaking."""
    assert len(balanced(text, width, WIDTHS)) == len(lines(text, width, WIDTHS))


@given(st.text(HAN, min_size=2, max_size=60), COLUMN)
def test_lines_are_filled(text, width):
    """Without marks every line but the last holds all the characters that fit."""
    assert all(len(line) == width // 10 for line in lines(text, width, WIDTHS)[:-1])


def test_by_hand():
    """What a typesetter would do with these."""
    assert lines("路灯不亮，老人不敢出门。", 50, WIDTHS) == ["路灯不亮，", "老人不敢出", "门。"]
    assert lines("路灯不亮了，老人", 50, WIDTHS) == ["路灯不亮", "了，老人"]
    assert lines("见《路灯》", 20, WIDTHS) == ["见", "《路", "灯》"]
    assert lines("第12345号文件", 30, WIDTHS) == ["第", "12345", "号文件"]
    assert lines("共3.5万元", 25, WIDTHS) == ["共3.5", "万元"]
    assert lines("一\n二", 100, WIDTHS) == ["一", "二"]
    assert lines("", 100, WIDTHS) == [""]


def test_balanced_by_hand():
    """The last line is not left with one character, and each paragraph is evened by itself."""
    assert lines("集中供热公司", 50, WIDTHS) == ["集中供热公", "司"]
    assert balanced("集中供热公司", 50, WIDTHS) == ["集中供", "热公司"]
    assert balanced("投诉\n道路与路灯", 40, WIDTHS) == ["投诉", "道路与", "路灯"]
    assert balanced("彭喆、单俊𫍣、冯䶮", 50, WIDTHS, whole=True) == ["彭喆、", "单俊𫍣、", "冯䶮"]


def test_items_that_are_lists():
    """供暖 5 件 stays together, and so does an item with 、 in its name."""
    assert lines("建议、批评 1 件，教育 2 件", 85, WIDTHS, whole=True) == ["建议、批评 1 件，", "教育 2 件"]


def test_a_character_wider_than_its_column():
    """It still gets its line; there is no endless loop."""
    assert lines("路灯", 4, WIDTHS) == ["路", "灯"]


def test_spaces_hang_over():
    """A line does not begin with the space that ended the one before."""
    assert lines("ab cd", 12, WIDTHS) == ["ab ", "cd"]


def test_only_marks():
    """Where no rule can be kept the text is still set, within its column."""
    broken = lines("。" * 9, 40, WIDTHS)
    assert "".join(broken) == "。" * 9
    assert all(wide(line) <= 40 for line in broken)
