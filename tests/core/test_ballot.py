"""测评: counted by two people who agree, or not at all; the result is what the standard of the day makes of it."""

import pytest

from lianluozhan import check
from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import amend, void
from lianluozhan.ballot import AGAIN, FIRST, SECOND, Ballot, count, count_again, outcome, shares, tally
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, BadRows, BadValue, NotAllowed
from lianluozhan.figures import percent
from lianluozhan.note import Note
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.standard import default_standards, from_words, read as standard_read, shown, written
from lianluozhan.undo import VERB, undo
from tests.district import carry, district
from tests.station import CODE, empty, opened, run, sound, take

REPORTED = {
    "kind": "述职评议",
    "deputy": "陈秀兰",
    "form": "口头",
    "date": "2026-12-10",
    "meeting": "选民代表评议会",
    "place": "镇会议室",
}
COUNTS = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}


@pytest.fixture
def store(tmp_path):
    """A station with one ballot that is not counted yet."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "陈秀兰"})
        take(store, "ballot", REPORTED)
        yield store


def the(store):
    """The ballot."""
    (one,) = store.find(Ballot)
    return one


def step(store, word, name, counts):
    """One of the two counts."""
    with acting(store, "count") as act:
        count(act, the(store), word, name, counts)
    return the(store)


def both(store, **other):
    """Counted by two, who agree."""
    step(store, FIRST, "李平", COUNTS | other)
    return step(store, SECOND, "周红", COUNTS | other)


def test_made(store):
    """Numbered with P in its own year, about a deputy of the roster, waiting to be counted, with the standard of the day."""
    one = the(store)
    assert (one.number, one.state, one.result, one.issued) == (f"{CODE}-2026-P0001", "待计票", None, None)
    assert readable(store, Ballot, [one])[0]["deputy"] == "陈秀兰"
    assert one.standard["choices"] == ["满意", "基本满意", "不满意"]
    sound(store)


@pytest.mark.parametrize(
    ("kind", "label"), [("述职评议", "述职代表"), ("履职评议", "被评人员"), ("满意度测评", "评议事项")]
)
def test_about_somebody(store, kind, label):
    """Each kind is about its own: a deputy, an official, a matter."""
    with pytest.raises(BadInput, match=f"{kind}没有写{label}"):
        take(store, "ballot", {"kind": kind, "date": "2026-12-10"})


def test_no_counts_beside_the_door(store):
    """Counts come by counting, neither with the row nor by amending it."""
    with pytest.raises(BadInput, match="计票人数的不能随登记写入"):
        take(store, "ballot", REPORTED | {"counted": COUNTS})
    for name, value in (("counted", COUNTS), ("standard", {}), ("counter", "李平")):
        with pytest.raises(NotAllowed, match="一步一步记下的"), acting(store, "amend") as act:
            amend(act, the(store), {name: value}, "改一改")
    assert the(store).state == "待计票"


def test_two_people_agree(store):
    """35 issued, 34 returned, 33 valid, 28/4/1: 84.8 %, 12.1 %, 3.0 %, and 满意 at 80 %."""
    half = step(store, FIRST, "李平", COUNTS)
    assert (half.state, half.result, half.issued) == ("待监票", None, None)
    one = step(store, SECOND, "周红", COUNTS)
    assert (one.state, one.result) == ("已计票", "满意")
    assert (one.issued, one.returned, one.valid, one.votes) == (35, 34, 33, {"满意": 28, "基本满意": 4, "不满意": 1})
    assert shares(one.data) == "满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%"
    assert [percent(n, 33) for n in (28, 4, 1)] == ["84.8%", "12.1%", "3.0%"]
    sound(store)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"满意": 29}, "满意 29＋基本满意 4＋不满意 1 合计 34 张，和有效票 33 张对不上"),
        ({"收回": 36}, "收回 36 张，比发出的 35 张还多"),
        ({"有效": 35}, "有效 35 张，比收回的 34 张还多"),
        ({"满意": 27}, "合计 32 张"),
        ({"有效": 0, "满意": 0, "基本满意": 0, "不满意": 0}, "没有有效票，得不出结果"),
        ({"满意": None}, "还缺：满意"),
        ({"满意": "许多"}, "满意："),
        ({"弃权": 1}, "票上没有“弃权”这一档"),
    ],
)
def test_what_cannot_be(store, other, why):
    """Counts that cannot be are refused in words, and nothing is kept."""
    with pytest.raises(BadInput, match=why):
        step(store, FIRST, "李平", COUNTS | other)
    assert the(store).state == "待计票"


def test_the_second_does_not_agree(store):
    """Both counts are shown, with where they differ; neither is accepted, and the first stands to be counted again."""
    step(store, FIRST, "李平", COUNTS)
    with pytest.raises(NotAllowed) as refused:
        step(store, SECOND, "周红", COUNTS | {"满意": 27, "基本满意": 5})
    said = str(refused.value)
    assert "计票人 李平：发出 35，收回 34，有效 33，满意 28，基本满意 4，不满意 1" in said
    assert "监票人 周红：发出 35，收回 34，有效 33，满意 27，基本满意 5，不满意 1" in said
    assert "不一样的：满意 28 和 27，基本满意 4 和 5" in said
    one = the(store)
    assert (one.state, one.recounted, one.result) == ("待监票", None, None)
    step(store, FIRST, "李平", COUNTS | {"满意": 27, "基本满意": 5})  # it was the first who had miscounted
    assert step(store, SECOND, "周红", COUNTS | {"满意": 27, "基本满意": 5}).result == "满意"


def test_two_are_two(store):
    """One person does not count for both, and the second not before the first; both have a name."""
    with pytest.raises(NotAllowed, match="计票人还没有数"):
        step(store, SECOND, "周红", COUNTS)
    with pytest.raises(BadInput, match="没有写计票人"):
        step(store, FIRST, " ", COUNTS)
    step(store, FIRST, "李平", COUNTS)
    with pytest.raises(NotAllowed, match="李平已经数过一次"):
        step(store, SECOND, "李平", COUNTS)


def test_the_second_does_not_see_the_first(store):
    """What is listed while the second counts has no figures of the first."""
    row = readable(store, Ballot, [step(store, FIRST, "李平", COUNTS)])[0]
    assert (row["counter"], row["counted"]) == ("李平", None)
    row = readable(store, Ballot, [step(store, SECOND, "周红", COUNTS)])[0]
    assert row["counted"] == row["recounted"] == COUNTS


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        ((28, 7, 0), "满意"),
        ((27, 8, 0), "基本满意"),
        ((18, 0, 17), "基本满意"),
        ((17, 18, 0), "不满意"),
        ((0, 0, 35), "不满意"),
    ],
)
def test_the_thresholds(store, votes, result):
    """80 % of 35 is exactly 28; below it 50 % of the valid is 基本满意; only the first choice counts for either."""
    counts = {"发出": 35, "收回": 35, "有效": 35} | dict(zip(("满意", "基本满意", "不满意"), votes, strict=True))
    assert both(store, **counts).result == result


def test_the_districts_words(store):
    """A rule brings other choices and shares; a ballot made before keeps the ones its slips had."""
    values = {
        "choices": ["优秀", "称职", "不称职"],
        "results": [
            {"result": "优秀", "of": 1, "least": "66.67"},
            {"result": "称职", "of": 2, "least": "50"},
            {"result": "不称职"},
        ],
    }
    with acting(store, "rule") as act:
        act.write(Rule, new_id(), {"name": "述职评议", "year": 2026, "values": values}, LOCAL)
    assert both(store).result == "满意"
    take(store, "ballot", REPORTED | {"date": "2026-12-11"})
    (later,) = store.find(Ballot, "date='2026-12-11'")
    counts = {"发出": 3, "收回": 3, "有效": 3, "优秀": 2, "称职": 1, "不称职": 0}
    assert tally(later, counts) == counts
    with pytest.raises(BadInput, match="票上没有“满意”这一档，?"):
        tally(later, COUNTS)
    assert (
        outcome(Ballot(later.data | {"counter": "a", "teller": "b", "counted": counts, "recounted": counts}))["result"]
        == "称职"
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([], "要写成"),
        ({"words": []}, "words.*不认识"),
        ({"choices": ["满意"], "results": []}, "choices.*要写成"),
        ({"choices": ["满意", "满意"], "results": []}, "choices.*写了两次"),
        ({"choices": ["发出", "满意"], "results": []}, "“发出”是另外数的"),
        ({"choices": ["满意", "不满意"], "results": "满意"}, "results.*2 到 10 种"),
        (
            {
                "choices": ["满意", "不满意"],
                "results": [{"result": "满意", "of": 3, "least": "80"}, {"result": "不满意"}],
            },
            "of 要写 1 到 2",
        ),
        (
            {"choices": ["满意", "不满意"], "results": [{"result": "满意", "least": "101"}, {"result": "不满意"}]},
            "least 要写 1 到 100",
        ),
        (
            {"choices": ["满意", "不满意"], "results": [{"result": "满意", "least": "高"}, {"result": "不满意"}]},
            "least 要写 1 到 100",
        ),
        (
            {
                "choices": ["满意", "不满意"],
                "results": [{"result": "满意", "least": "80"}, {"result": "不满意", "least": "0"}],
            },
            "最后一种只写 result",
        ),
        (
            {"choices": ["满意", "不满意"], "results": [{"result": "满意", "least": "80"}, {"result": "满意"}]},
            "写了两次",
        ),
    ],
)
def test_a_rule_that_is_none(store, values, why):
    """A standard nobody could count by is refused whole, the wrong key named."""
    with pytest.raises(BadRows, match=why):
        take(store, "rule", {"name": "述职评议", "year": 2026, "values": values})


def test_counted_is_counted(store):
    """Once both agreed nothing is typed over it; 重计 needs a reason, keeps it as a note, and both count anew."""
    both(store)
    with pytest.raises(NotAllowed, match="已经数好了：满意"):
        step(store, FIRST, "李平", COUNTS)
    with pytest.raises(BadInput, match="重计没有写原因"), acting(store, "count") as act:
        count_again(act, the(store), " ")
    with acting(store, "count") as act:
        count_again(act, the(store), "漏了一个票箱")
    one = the(store)
    assert (one.state, one.counter, one.result) == ("待计票", None, None)
    assert [note.text for note in store.find(Note)] == ["重计：漏了一个票箱"]
    with pytest.raises(NotAllowed, match="还没有数过"), acting(store, "count") as act:
        count_again(act, one, "再来")
    sound(store)


def test_taken_back(store):
    """撤销 of the second count has it wait for one again; of a voided ballot nothing is counted."""
    both(store)
    with acting(store, VERB) as act:
        undo(act)
    assert the(store).state == "待监票"
    with acting(store, "void") as act:
        void(act, the(store), "开错了会")
    (gone,) = store.find(Ballot, "voided IS NOT NULL")
    with pytest.raises(NotAllowed, match="已经作废"), acting(store, "count") as act:
        count(act, gone, SECOND, "周红", COUNTS)
    sound(store)


@pytest.mark.parametrize(
    "typed",
    [
        {"recounted": COUNTS | {"满意": 27, "基本满意": 5}},
        {"teller": "李平"},
        {"standard": {"choices": "满意"}},
        {"standard": None},
        {"counted": COUNTS | {"满意": 29}, "recounted": COUNTS | {"满意": 29}},
        {"counted": {"满意": 28}, "recounted": {"满意": 28}},
    ],
)
def test_whatever_arrives(store, typed):
    """Counts that two PCs, or a strange hand, wrote beside each other and that do not stand together make no result."""
    both(store)
    with acting(store, "strange") as act:
        act.write(Ballot, the(store).id, typed)
    one = the(store)
    assert (one.state, one.result, one.issued, one.votes) == ("两次不一致", None, None, None)
    assert check.check(store).findings == ()


def test_by_command(tmp_path):
    """From the row to the result by command, in the words the clerk counts with; what cannot be is refused with exit 1."""
    path = empty(tmp_path / "站")
    sheet = tmp_path / "测评.csv"
    sheet.write_text("测评种类,述职代表,测评日期,述职形式\n述职评议,陈秀兰,2026-12-10,口头\n", "utf-8")
    assert run("--data", path, "add", "测评", sheet).code == 0
    counts = [f"{name}={number}" for name, number in COUNTS.items()]
    assert "待监票" in run("--data", path, "follow", "P0001", FIRST, "计票人=李平", *counts).out
    bad = run("--data", path, "follow", "P0001", SECOND, "监票人=周红", *[word.replace("28", "29") for word in counts])
    assert (bad.code, "和有效票 33 张对不上" in bad.err) == (1, True)
    done = run("--data", path, "follow", "P0001", SECOND, "监票人=周红", *counts)
    assert "P0001 陈秀兰 现在：已计票：满意，满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%" in done.out
    assert run("--data", path, "list", "ballot", "--where", "测评结果=满意", "--json").data[0]["valid"] == 33
    assert "满意" in run("--data", path, "show", "P0001").out
    assert "可用：计票、监票、重计" in run("--data", path, "follow", "P0001", "通过").err
    assert "待计票" in run("--data", path, "follow", "P0001", AGAIN, "原因=数错").out


def test_to_the_district_and_back(tmp_path):
    """A station's ballot reaches its district counted, stands there as it stands here and is the station's to change; what
    the district says of it comes back, and the district's own never leave it."""
    made, stick = district(tmp_path / "区站"), tmp_path / "U盘"
    stick.mkdir()
    station = made.stations["渔泽镇"]
    with opened(station) as store:
        take(store, "ballot", REPORTED | {"deputy": "单渔", "report": "一年来我接待了十二次"})
        both(store)
    carry(station, made.office, stick)
    with opened(made.office) as store:
        (there,) = store.find(Ballot)
        assert (there.result, there.votes, there.world, there.report) == (
            "满意",
            {"满意": 28, "基本满意": 4, "不满意": 1},
            CODE,
            "一年来我接待了十二次",
        )
        with pytest.raises(NotAllowed), acting(store, "count") as act:
            count_again(act, there, "区里来数")
        take(store, "ballot", {"kind": "满意度测评", "matter": "供暖工作", "date": "2026-12-12"})
        sound(store)
    assert run("--data", made.office, "follow", f"{CODE}-2026-P0001", "批注", "内容=请把意见建议整理出来").code == 0
    carry(made.office, station, stick)
    with opened(station) as store:
        assert [note.text for note in store.find(Note, "about=?", (the(store).id,))] == ["请把意见建议整理出来"]
        assert the(store).matter is None
        sound(store)
    assert run("--data", station, "list", "ballot", "--json").data[0]["travel"] == "已收"


@pytest.mark.parametrize("name", ["述职评议", "履职评议", "满意度测评"])
def test_read_back_from_the_screen(name):
    """What the screen shows of a standard is read back as the same one."""
    row = next(row for row in default_standards() if row["name"] == name)
    held = standard_read(row["values"])
    assert from_words(**shown(held)) == written(held)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (
            {"choices": "满意、不满意", "results": "满意：八成\n不满意：其余"},
            "“满意：八成”看不懂，要写成 满意：满意票不低于有效票的 80%",
        ),
        ({"choices": "满意、不满意", "results": "满意：不满意票不低于有效票的 80%\n不满意：其余"}, "看不懂"),
        ({"choices": "满意、不满意", "results": "满意：满意票不低于有效票的 80%"}, "最后一行写余下的"),
        ({"choices": "满意、不满意", "results": ""}, "最后一行写余下的"),
        ({"choices": "满意", "results": "满意：满意票不低于有效票的 80%\n不满意：其余"}, "choices：要写成"),
    ],
)
def test_what_the_screen_refuses(typed, why):
    """A line nobody could count by is named."""
    with pytest.raises(BadValue, match=why):
        from_words(**typed)
