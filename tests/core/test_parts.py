"""功能: what is switched on is written down, what the district says holds, what is off is refused and stays."""

import pytest

from lianluozhan import parts
from lianluozhan.act import LOCAL, acting
from lianluozhan.cli import ROOMS
from lianluozhan.cli.wider import VERBS as WORDS
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.parts import Part
from lianluozhan.report import catalogue
from lianluozhan.rulebook import reasons
from lianluozhan.schema import RECORDS
from tests.district import carry, district
from tests.station import digest, empty, opened, sound

SHOWN, OFFICES, BARE = "自检", "任后监督", "学习"


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """Three parts: one for both, one of the district's, one that brings nothing yet; what is real is walked below."""
    rows = (
        Part(SHOWN, "看灯。", parts.BOTH, pages=("backup",), papers=("交接单",), verbs=("points",)),
        Part(OFFICES, "开会。", parts.OFFICE, pages=("term",), verbs=("term",)),
        Part(BARE, "看书。", parts.BOTH),
    )
    real = parts.PARTS
    monkeypatch.setattr(parts, "PARTS", rows)
    return real


@pytest.fixture
def store(tmp_path):
    """A station on its own."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def flip(store, **how):
    """Switch in an act of its own."""
    with acting(store, "parts") as act:
        parts.switch(act, **how)


def test_off_until_switched_on(store):
    """A new folder has none; what brings nothing, or is the district's alone, is not offered here."""
    assert [(one.part.label, one.on, one.fixed) for one in parts.switches(store)] == [(SHOWN, False, False)]
    assert parts.hidden_pages(store) == {"backup", "term"} and parts.hidden_papers(store) == {"交接单"}
    for check, word in ((parts.check_verb, "points"), (parts.check_paper, "交接单")):
        with pytest.raises(NotAllowed, match="“自检”还没有打开") as refused:
            check(store, word)
        assert "parts --on 自检" in refused.value.then
    with pytest.raises(NotAllowed, match="是区里的"):
        parts.check_verb(store, "term")


def test_switching_is_written_down(store):
    """On and off again: an entry each in the local journal, and the tables are what the journal makes of them."""
    before = len(digest(store))
    flip(store, on=[SHOWN])
    assert (
        parts.is_on(store, SHOWN)
        and parts.hidden_pages(store) == {"term"}
        and parts.hidden_papers(store) == frozenset()
    )
    parts.check_verb(store, "points")
    parts.check_paper(store, "交接单")
    flip(store, off=[SHOWN])
    assert not parts.is_on(store, SHOWN)
    entries = list(store.entries("kind='rule' ORDER BY seq"))
    assert [entry.body["set"]["values"] for entry in entries] == [{SHOWN: True}, {SHOWN: False}]
    assert {entry.body["world"] for entry in entries} == {LOCAL} and len(digest(store)) > before
    sound(store)


def test_a_wrong_word_changes_nothing(store):
    """One that is not offered, or both on and off."""
    before = digest(store)
    for how, why in (
        ({"on": ["自由"]}, "没有“自由”这个功能"),
        ({"on": [BARE]}, "没有“学习”"),
        ({"on": [SHOWN], "off": [SHOWN]}, "又打开又关上"),
    ):
        with pytest.raises(BadInput, match=why):
            flip(store, **how)
    with pytest.raises(NotAllowed, match="是区里的事"), acting(store, "parts") as act:
        parts.switch_there(act, on=[SHOWN])
    assert digest(store) == before


def test_the_district_says_for_its_stations(tmp_path):
    """By a rule that travels: it holds over what a station chose until it is left to them again; its own choice is its own."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()

    def say(**how):
        with opened(made.office) as office, acting(office, "parts") as act:
            parts.switch_there(act, **how)
        carry(made.office, made.stations["渔泽镇"], stick)

    say(on=[SHOWN])
    with opened(made.office) as office:
        assert [(one.part.label, one.on, one.there) for one in parts.switches(office)] == [
            (SHOWN, False, True),
            (OFFICES, False, None),
        ]
        flip(office, on=[OFFICES])
        assert parts.is_on(office, OFFICES)
        sound(office)
    with opened(made.stations["渔泽镇"]) as station:
        assert [(one.on, one.fixed) for one in parts.switches(station)] == [(True, True)]
        with pytest.raises(NotAllowed, match="自检：区里定的"):
            flip(station, off=[SHOWN])
    say(off=[SHOWN])
    with opened(made.stations["渔泽镇"]) as station:
        assert [(one.on, one.fixed) for one in parts.switches(station)] == [(False, True)]
        with pytest.raises(NotAllowed, match="区里定了不用"):
            parts.check_verb(station, "points")
    say(free=[SHOWN])
    with opened(made.stations["渔泽镇"]) as station:
        assert [(one.on, one.fixed) for one in parts.switches(station)] == [(False, False)]
        flip(station, on=[SHOWN])
        assert parts.is_on(station, SHOWN)


def test_a_year_that_has_not_come(store):
    """A rule holds from its year on."""
    with acting(store, "rule") as act:
        act.write(
            Rule,
            "0" * 8 + "-0000-7000-8000-" + "0" * 12,
            {"name": parts.NAME, "year": 2999, "values": {SHOWN: True}},
            LOCAL,
        )
    assert not parts.is_on(store, SHOWN)


@pytest.mark.parametrize(
    ("values", "why"), [(None, "要写成"), ({"自由": True}, "没有这个功能"), ({"自检": 1}, "只能写 true")]
)
def test_a_rule_that_cannot_be(values, why):
    """A rule read from a file is named by what is wrong with it; a good one is taken."""
    assert why in reasons(parts.NAME, values)[0][1]
    assert reasons(parts.NAME, {"自检": True, "考核": False, "学习": None}) == []


def test_what_parts_bring_is_there(made_up):
    """Every record, paper and verb a part names is one of the program's, and no two parts bring the same."""
    nouns, papers = {cls.noun for cls in RECORDS}, {one.name for one in catalogue.PAPERS}
    verbs = {verb for room in ROOMS.values() for verb in room}
    for part in made_up:
        assert set(part.records) <= nouns and set(part.papers) <= papers and set(part.verbs) <= verbs & WORDS.keys()
        assert part.says.endswith("。") and (part.brings or not part.records)
    for kind in ("pages", "records", "papers", "verbs"):
        brought = [name for part in made_up for name in getattr(part, kind)]
        assert len(set(brought)) == len(brought)
    assert len({part.label for part in made_up}) == len(made_up)
