"""法律草案: brought in from a file, sent down by the district and taken up by a station under its own number;
its words are the district's."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.draft_law import (
    DraftLaw,
    add_draft,
    brought,
    draft_of,
    family,
    own_of,
    passed_of,
    source,
    take_up,
    text_of,
    titled,
)
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.legislation import passed
from lianluozhan.record import new_id
from tests.district import carry, district
from tests.station import CODE, digest, empty, opened, sound, take

TEXT = "物业管理条例（草案）\n第一条　为了规范。\n第二条　业主交费。\n"
DRAFT = {
    "title": "物业管理条例（草案）",
    "level": "省",
    "sent_by": "省人大常委会法工委",
    "received_on": "2026-11-02",
    "due_on": "2026-12-10",
    "words": TEXT,
}

pytestmark = pytest.mark.day("2026-11-03")  # the day things are done on


@pytest.fixture
def store(tmp_path):
    """A station with one draft."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "draft_law", DRAFT)
        yield store


def the(store, title=DRAFT["title"]):
    """The drafts of this title, one's own first."""
    return sorted(store.find(DraftLaw, "title=?", (title,)), key=lambda one: one.world != store.identity.world)


def test_made(store):
    """Numbered with C in the year it came; found by number, end of number, id and title; asked for while nothing is approved."""
    (one,) = the(store)
    assert (one.number, one.state, one.voices, one.people, one.received_on) == (
        f"{CODE}-2026-C0001",
        "征求意见",
        0,
        0,
        "2026-11-02",
    )
    assert {draft_of(store, word).id for word in (one.id, one.number, "C0001", one.title)} == {one.id}
    assert own_of(store, one) is one and source(store, one) is one and text_of(store, one) == TEXT.strip()
    take(store, "draft_law", {"title": "村民委员会组织法（修订草案）", "level": "全国"})
    assert the(store, "村民委员会组织法（修订草案）")[0].received_on == "2026-11-03"
    sound(store)


def test_refused(store):
    """What its steps write, days that cannot be, a draft that is not there: said, and nothing changes."""
    before = digest(store)
    for values, why in (
        ({"approved_by": "张三"}, "批准人不能随登记写入"),
        ({"due_on": "2026-10-01"}, "比收到的那天 2026-11-02 还早"),
        ({"passed_on": "2026-10-01"}, "通过日期"),
    ):
        with pytest.raises(BadInput, match=why), acting(store, "add") as act:
            add_draft(act, new_id(), DRAFT | values)
    with pytest.raises(NotFound, match="找不到法律草案“没有的法”"):
        draft_of(store, "没有的法")
    (one,) = the(store)
    with pytest.raises(NotAllowed, match="一步一步记下的"), acting(store, "amend") as act:
        amend(act, one, {"sent_on": "2026-11-03"}, "补")
    with pytest.raises(BadInput, match="还早"), acting(store, "amend") as act:
        amend(act, one, {"due_on": "2026-01-01"}, "改")
    assert digest(store) == before
    take(store, "draft_law", DRAFT | {"sent_by": "市人大"})
    with pytest.raises(NotFound, match="有 2 部"):
        draft_of(store, DRAFT["title"])
    with acting(store, "void") as act:
        void(act, one, "重了")
    assert draft_of(store, DRAFT["title"]).sent_by == "市人大"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("山西省物业管理条例\n（草案）\n第一条", "山西省物业管理条例（草案）"),
        ("\n附1\n中华人民共和国\n", ""),
        ("物业管理条例（草案征求意见稿）\n", "物业管理条例（草案征求意见稿）"),
        ("山西省人大常委会关于修改《条例》的决定\n一、", "山西省人大常委会关于修改《条例》的决定"),
        ("山西省物业\n（草案）\n", "山西省物业（草案）"),
        ("关于" + "很长" * 40 + "条例", ""),
        ("", ""),
    ],
)
def test_its_title(words, title):
    """What stands at its head, over one line or two."""
    assert titled(words) == title


def test_from_a_file(store, tmp_path):
    """Words, title and the file itself, once; one without a title is called by its file."""
    file = tmp_path / "条例.txt"
    file.write_text(TEXT, "utf-8")
    found = brought(store, file)
    assert (found["title"], found["words"], found["files"][0]["name"]) == (
        "物业管理条例（草案）",
        TEXT.strip(),
        "条例.txt",
    )
    file.write_text("第一条　甲。", "utf-8")
    assert brought(store, file)["title"] == "条例"


def test_sent_down_and_taken_up(tmp_path):
    """The district's draft comes with its file; who works on it has its own, once;
    what the district mends and what was passed comes along."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    file = tmp_path / "条例.txt"
    file.write_text(TEXT, "utf-8")
    with opened(made.office) as store, acting(store, "add") as act:
        add_draft(act, new_id(), DRAFT | brought(store, file))
    town = made.stations["余吾镇"]
    carry(made.office, town, stick)
    with opened(town) as store:
        (theirs,) = the(store)
        assert own_of(store, theirs) is None
        for _again in range(2):
            with acting(store, "law") as act:
                own = take_up(act, theirs)
        mine, other = the(store)
        assert (mine.id, mine.original, mine.number, mine.due_on, other.id) == (
            own,
            theirs.id,
            "140405103-2026-C0001",
            "2026-12-10",
            theirs.id,
        )
        assert mine.words is None and text_of(store, mine) == TEXT.strip() and draft_of(store, mine.title).id == own
        assert (
            {one.id for one in family(store, [mine])} == {own, theirs.id} == {one.id for one in family(store, [theirs])}
        )
        with pytest.raises(NotAllowed), acting(store, "amend") as act:
            amend(act, theirs, {"due_on": "2026-12-12"}, "改")
    with opened(made.office) as store:
        (one,) = the(store)
        with acting(store, "law") as act:
            passed(act, one, TEXT.replace("业主交费", "业主按时交费"), "2026-12-30")
    clock.set_today("2026-12-31")
    carry(made.office, town, stick)
    with opened(town) as store:
        mine = the(store)[0]
        assert (
            mine.state == "已通过"
            and passed_of(store, mine)[1] == "2026-12-30"
            and "按时交费" in passed_of(store, mine)[0]
        )
        sound(store)
    with opened(made.office) as store:
        sound(store)
