"""立法联系点: the comparison as it is approved and sent; what changes afterwards is approved anew; a district makes one suggestion of
several stations' and tells them what came of it; names, phones and words stay at the station."""

import pytest

from lianluozhan import clock, speaking
from lianluozhan.act import acting
from lianluozhan.draft_law import DraftLaw
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.legislation import approve, lines_of, next_step, overdue, passed, seal_of, send, sums_of, to_tell
from lianluozhan.note import Note
from lianluozhan.opinion import Opinion
from tests.core.test_draft_law import DRAFT, TEXT
from tests.core.test_speaking import SAID, WORDS, step, store, the, worded  # noqa: F401  (the same station)
from tests.district import carry, district
from tests.station import digest, opened, run, sound, take

pytestmark = pytest.mark.day("2026-11-03")


def draft(store):
    """This office's own draft."""
    return next(one for one in store.find(DraftLaw) if one.world == store.identity.world)


def law(store, does, *words, **named):
    """Take the draft on; gives what that gave."""
    with acting(store, "law", "赵敏") as act:
        return does(act, draft(store), *words, **named)


def test_the_comparison(store):
    """In the order of the draft; original, suggestion, reason, how many spoke, who agreed to be named; what waits is not in it."""
    take(
        store,
        "opinion",
        SAID
        | {
            "article": "第一条",
            "speaker": "孙丁",
            "people": 2,
            "consent": True,
            "statement": "写清楚",
            "voice": "代表",
        },
    )
    worded(store)
    step(store, speaking.word, {"wording": "删去“为了规范”", "article": "第一条"}, number="T0004")
    step(store, speaking.join, [the(store, "T0002")])
    one, two = lines_of(store, draft(store))
    assert (one.article, one.original, one.people, one.named) == ("第一条", "第一条　为了规范。", 2, ("孙丁",))
    assert (
        two.article,
        two.wording,
        two.rationale,
        two.people,
        two.named,
        [each.speaker for each in two.opinions],
    ) == ("第二条", *WORDS.values(), 13, (), ["王甲", "李乙"])
    sums = sums_of(store, draft(store))
    assert sums == (4, 16, 2, 1, 0, 0, {"代表": 2}) and (draft(store).voices, draft(store).people) == (4, 16)


def test_approved_and_sent(store):
    """Nothing without suggestions; what changed after it was approved is approved anew; sent once more as an addition."""
    before = digest(store)
    for does, why in ((approve, "还没有整理好的建议"), (send, "还没有整理好的建议")):
        with pytest.raises(NotAllowed, match=why):
            law(store, does)
    assert digest(store) == before and overdue(draft(store), "2026-12-11") and not overdue(draft(store), "2026-12-10")
    worded(store)
    assert next_step(store, draft(store)) == "批准"
    with pytest.raises(NotAllowed, match="还没有批准"):
        law(store, send)
    assert [number[-5:] for number in law(store, approve, "张站长", "2026-11-02")] == ["T0002", "T0003"]
    assert (draft(store).state, draft(store).approved_by, draft(store).seal) == (
        "已批准",
        "张站长",
        seal_of(lines_of(store, draft(store))),
    )
    assert next_step(store, draft(store)) == "上报"
    with pytest.raises(NotAllowed, match="已经批准过"):
        law(store, approve)
    step(store, speaking.join, [the(store, "T0002")])
    with pytest.raises(NotAllowed, match="批准以后建议改过"):
        law(store, send)
    law(store, approve)
    with pytest.raises(BadInput, match="还早"):
        law(store, send, "区人大常委会", "2026-11-01")
    law(store, send)
    assert (
        draft(store).state,
        draft(store).sent_to,
        the(store).state,
        the(store).sent_on,
        the(store, "T0002").sent_on,
    ) == ("已上报", DRAFT["sent_by"], "已上报", "2026-11-03", "2026-11-03")
    assert not overdue(draft(store), "2026-12-11") and next_step(store, draft(store)) == ""
    clock.set_today("2026-11-09")
    worded(store, "T0003")
    law(store, approve)
    law(store, send, "市人大")
    assert (the(store).sent_on, the(store, "T0003").sent_on, draft(store).sent_to) == (
        "2026-11-03",
        "2026-11-09",
        "市人大",
    )
    with pytest.raises(BadInput, match="没有写通过的文本"):
        law(store, passed, "")
    law(store, passed, "", "2026-12-30")
    assert draft(store).state == "已通过"
    with pytest.raises(NotAllowed, match="合成一条是区里的事"):
        law(store, speaking.gather, [the(store)], {})
    sound(store)


@pytest.fixture
def both(tmp_path):
    """A district that sent a draft down; each station said something, put it into words, had it approved, sent it, and it came."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.office) as store:
        take(store, "expert", {"name": "郝明", "kind": "法律工作者"})
        take(store, "draft_law", DRAFT)
    for town, path in made.stations.items():
        carry(made.office, path, stick)
        with opened(path) as store:
            take(
                store,
                "opinion",
                SAID | {"draft": DRAFT["title"], "speaker": f"{town}的人", "people": 3 if town == "余吾镇" else 12},
                SAID | {"draft": DRAFT["title"], "statement": "只说说"},
            )
            worded(store, expert="郝明")
            law(store, approve)
            law(store, send, "区人大常委会")
        carry(path, made.office, stick)
    return made, stick


def test_the_district(both):
    """It sees each station's suggestions, none of their people; makes one of both; what comes of it stands beside the stations' own."""
    made, stick = both
    with opened(made.office) as store:
        one = draft(store)
        assert (one.voices, one.people) == (4, 39) and len(lines_of(store, one)) == 2
        theirs = [each for each in store.find(Opinion, order="world, number") if each.sent_on]
        assert [(each.speaker, each.speaker_phone, each.statement, each.wording) for each in theirs] == [
            (None, None, None, WORDS["wording"])
        ] * 2
        names = [
            name
            for name in ("渔泽镇的人", "余吾镇的人", "滞纳金太高")
            for (data,) in store.db.execute("SELECT data || coalesce(private, '') FROM entry")
            if name.encode() in (data if isinstance(data, bytes) else data.encode())
        ]
        assert names == []
        with pytest.raises(BadInput, match="没有写合哪几条"):
            law(store, speaking.gather, [], {})
        id = law(store, speaking.gather, theirs, {"rationale": "两个站都提了"})
        (line,) = lines_of(store, draft(store))
        assert (line.lead.id, line.people, line.wording, line.rationale, line.article) == (
            id,
            15,
            WORDS["wording"],
            "两个站都提了",
            "第二条",
        )
        assert (line.lead.state, line.lead.spoken, draft(store).people) == ("已整理", 15, 39), (
            "its own words are nobody's"
        )
        law(store, approve)
        law(store, send, "省人大常委会法工委")
        law(store, passed, TEXT + "第三条　滞纳金不得超过本金。", "2026-12-30")
        with acting(store, "law") as act:
            speaking.result(
                act, store.find(Opinion, "id=?", (id,))[0], {"outcome": "采纳", "final_words": "滞纳金不得超过本金。"}
            )
        assert to_tell(store) == [], "a station tells its own people"
        sound(store)
    for path in made.stations.values():
        carry(made.office, path, stick)
        with opened(path) as store:
            (note,) = store.find(Note, "about=?", (the(store).id,))
            assert note.text == "采纳：滞纳金不得超过本金。" and draft(store).state == "已通过"
            step(store, speaking.result, {"outcome": "采纳", "final_words": "滞纳金不得超过本金。"})
            (waits,) = to_tell(store)
            assert (
                waits.name == f"{'渔泽镇' if '102' in store.identity.world else '余吾镇'}的人"
                and waits.phone == SAID["speaker_phone"]
            )
            sound(store)


def test_all_of_it_where_the_district_wants_all(both):
    """By its rule private parts come along, as those of receptions do."""
    made, stick = both
    with opened(made.office) as store:
        take(store, "rule", {"name": "报送范围", "values": {"private_scope": "all"}})
    path = made.stations["余吾镇"]
    carry(made.office, path, stick)
    before = set(stick.glob("*.llz"))
    assert run("export", "--full", "--to", stick, "--data", path).code == 0
    assert run("import", *(set(stick.glob("*.llz")) - before), "--data", made.office).code == 0
    with opened(made.office) as store:
        assert "余吾镇的人" in {one.speaker for one in store.find(Opinion)}
