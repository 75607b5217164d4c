"""审核 of duties: only where the district switched it on, by two people, by what they had seen; what is sent back says why."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, attach, void
from lianluozhan.check import check
from lianluozhan.deadline import Rule
from lianluozhan.duty import Duty, is_session
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.note import Note, remark
from lianluozhan.points import RULE, said
from lianluozhan.record import new_id
from lianluozhan.review import decided, review
from lianluozhan.schema import SCHEMA
from lianluozhan.score import year_scores
from lianluozhan.undo import undo
from lianluozhan.year import ranking
from tests.core import desk
from tests.station import CODE, empty, opened, receive, sound, take

BOTH = ["初审", "复核"]
RULE_ID = new_id()


def switch_on(store, *steps, year=2026):
    """What the district's package brings: a rule of its own `common` stream, written anew each time."""
    path = store.path.parent.with_name("区")
    if not path.exists():
        desk.make(path, "district", desk.DISTRICT, desk.OFFICE)
    with opened(path) as district:
        with acting(district, "rule") as act:
            act.write(Rule, RULE_ID, {"name": RULE, "year": year, "values": {"review": list(steps)}})
        arrive(store, district)


@pytest.fixture
def store(tmp_path):
    """A station whose district has switched both steps on, with one duty registered by hand."""
    with opened(empty(tmp_path / "站")) as store:
        switch_on(store, *BOTH)
        take(store, "duty", {"begin": "2026-10-14", "kind": "附议", "deputies": "彭喆", "title": "关于供热的议案"})
        yield store


def duty(store):
    """The one duty registered by hand."""
    return next(one for one in store.find(Duty, "voided IS NULL OR 1") if not is_session(one))


def step(store, action, by, **typed):
    """Take it a step further; the duty as it is then."""
    with acting(store, "review", by) as act:
        review(act, duty(store), action, typed)
    return duty(store)


def total(store):
    """彭喆's points, and why what does not count does not."""
    found = year_scores(store, 2026)["彭喆"]
    return said(found.total), [one.idle for one in found.idle]


# -- the steps


def test_both_steps(store):
    """已登记, 初审 by one, 复核 by another: then it counts, not before; each time it says what it waits for."""
    assert (duty(store).state, duty(store).reviewer, total(store)) == ("已登记", None, ("0", ["待初审"]))
    now = step(store, "初审", "赵敏")
    assert (now.state, now.reviewer, total(store)) == ("初审", "赵敏", ("0", ["待复核"]))
    now = step(store, "复核", "李芳")
    assert (now.state, now.reviewer, total(store)) == ("复核", "李芳", ("1", []))
    sound(store)


def test_two_people(store):
    """Who did 初审 cannot do 复核; nothing is written."""
    step(store, "初审", "赵敏")
    with pytest.raises(NotAllowed, match="要换一个人"):
        step(store, "复核", "赵敏")
    with pytest.raises(NotAllowed, match="要换一个人"):
        step(store, "复核", "李芳", acted_by="赵敏")  # on paper it was the same
    assert (duty(store).state, len(store.find(Note))) == ("初审", 1)


def test_who_did_it(store):
    """A review typed for somebody else bears their name and day."""
    step(store, "初审", "赵敏", acted_by="周至柔", acted_on="2026-10-20", text="材料齐全")
    (note,) = store.find(Note)
    assert (note.acted_by, note.acted_on, note.text, note.about) == ("周至柔", "2026-10-20", "材料齐全", duty(store).id)
    assert duty(store).reviewer == "周至柔"


@pytest.mark.parametrize(("steps", "action"), [(["复核"], "复核"), (["初审"], "初审")])
def test_one_step(store, steps, action):
    """A district may ask for one step only."""
    switch_on(store, *steps)
    assert step(store, action, "赵敏").state == action
    assert total(store) == ("1", [])
    sound(store)


@pytest.mark.parametrize(
    ("before", "action", "words"),
    [
        ((), "复核", "还没有初审"),
        (("初审",), "初审", "已经初审"),
        (("初审", "复核"), "初审", "已经复核"),
        (("初审", "复核"), "复核", "已经复核"),
        (("退回",), "退回", "已经退回"),
        ((), "表扬", "没有“表扬”这一步"),
    ],
)
def test_not_possible(store, before, action, words):
    """A step that is not due is refused, with the reason."""
    for place, one in enumerate(before):
        step(store, one, f"审核人{place}", text="请补材料")
    with pytest.raises((NotAllowed, BadInput), match=words):
        step(store, action, "别人", text="x")


def test_switched_off(store):
    """Where the district has not switched it on there is no review, and everything counts."""
    switch_on(store)
    assert total(store) == ("1", [])
    with pytest.raises(NotAllowed, match="不用审核"):
        step(store, "初审", "赵敏")


def test_on_from_a_year(store):
    """A year before the rule's needs no review."""
    switch_on(store, *BOTH, year=2027)
    assert total(store) == ("1", [])
    sound(store)


def test_switching_brings_all_up_to_date(store):
    """Switching it off and on again shows each duty where its facts bring it."""
    step(store, "初审", "赵敏")
    switch_on(store)
    assert duty(store).state == "已登记"
    switch_on(store, *BOTH)
    assert (duty(store).state, duty(store).reviewer) == ("初审", "赵敏")


def test_sessions_need_none(store):
    """What visits registered by themselves counts without a review, and takes none."""
    receive(store, deputies=["彭喆"])
    session = next(one for one in store.find(Duty) if is_session(one))
    assert total(store)[0] == "4"
    with pytest.raises(NotAllowed, match="由接待自动登记"), acting(store, "review", "赵敏") as act:
        review(act, session, "初审", {})


def test_voided(store):
    """A voided duty takes no review."""
    with acting(store, "void") as act:
        void(act, duty(store), "重复")
    with pytest.raises(NotAllowed, match="已经作废"):
        step(store, "初审", "赵敏")


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"issue": "x"}, "没有“issue”"), ({"acted_on": "2月30日"}, "日期"), ({"about": "x"}, "没有“about”")],
)
def test_what_may_be_said(store, typed, words):
    """Words, day and who; anything else is refused by its name."""
    with pytest.raises(BadInput, match=words):
        step(store, "初审", "赵敏", **typed)


def test_somebody(store):
    """Nobody is no reviewer."""
    with store.transaction():
        store.set("operator", None)
    with pytest.raises(BadInput, match="谁审的"):
        step(store, "初审", "")


# -- sent back


def test_sent_back(store):
    """退回 needs its reason, which stands with the duty; it does not count; mended, it waits for a review again."""
    with pytest.raises(BadInput, match="原因"):
        step(store, "退回", "李芳")
    now = step(store, "退回", "李芳", text="缺签到表")
    assert (now.state, total(store)) == ("退回", ("0", ["退回"]))
    assert decided(store, [now])[now.id].values["text"] == "缺签到表"
    with acting(store, "amend") as act:
        amend(act, now, {"title": "关于供热管网的议案"}, "按要求补正")
    assert (duty(store).state, duty(store).reviewer, total(store)) == ("已登记", None, ("0", ["待初审"]))
    assert decided(store, [duty(store)]) == {}
    sound(store)


def test_sent_back_after_all(store):
    """A duty that was through can be sent back; one sent back by mistake is reviewed again."""
    step(store, "初审", "赵敏")
    step(store, "复核", "李芳")
    assert step(store, "退回", "李芳", text="重复申报").state == "退回"
    assert step(store, "初审", "赵敏").state == "初审"


def test_evidence_later(store, tmp_path):
    """Papers added to what was reviewed are to be looked at too; a remark changes nothing."""
    step(store, "初审", "赵敏")
    with acting(store, "note", "李芳") as act:
        remark(act, duty(store), "批注", "电话问过")
    assert duty(store).state == "初审"
    (tmp_path / "签到表.pdf").write_bytes(b"%PDF")
    with acting(store, "attach") as act:
        attach(act, duty(store), tmp_path / "签到表.pdf")
    assert duty(store).state == "已登记"
    sound(store)


def test_undone(store):
    """A review that was undone is none."""
    step(store, "初审", "赵敏")
    with acting(store, "undo") as act:
        undo(act)
    assert duty(store).state == "已登记"
    sound(store)


# -- two sides


def test_who_may_review():
    """A station reviews its own duties, the district those of its stations;
    only the owner says why it amended, or what is erased on request."""
    assert "note" in SCHEMA.matrix["station", "station"] and "note" in SCHEMA.matrix["district", "facts"]
    allowed = SCHEMA.limits["district", "facts", "note"]
    assert [word for word in (*Note.action.choices, "督办") if not allowed({"action": word})] == [
        "更正",
        "同意删除",
        "不同意删除",
    ]
    assert ("station", "station", "note") not in SCHEMA.limits


def test_the_districts_review(tmp_path):
    """A district's step is written in the station's world, after the station's own, by another person."""
    with opened(desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)) as district:
        take(district, "rule", {"name": RULE, "year": 2026, "values": {"review": BOTH}})
        with opened(empty(tmp_path / "站")) as store:
            take(store, "duty", {"begin": "2026-10-14", "kind": "附议", "deputies": "彭喆"})
            with acting(store, "review", "赵敏") as act:  # what the station's own rule would let it do
                act.write(Note, new_id(), {"about": duty(store).id, "action": "初审", "acted_by": "赵敏"})
            arrive(district, store)
        assert (duty(district).world, duty(district).state) == (CODE, "初审")
        assert step(district, "复核", "李芳").state == "复核"
        assert said(ranking(district, 2026).standings[0].score.total) == "1"
        stream = next(note.world for note in district.find(Note, "acted_by='李芳'"))
        assert stream == CODE
        assert check(district).findings == ()


def test_a_review_that_had_not_seen(tmp_path):
    """A review of what the station had changed meanwhile, unseen by the reviewer, does not count on either side."""
    with (
        opened(empty(tmp_path / "站")) as store,
        opened(desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)) as district,
    ):
        take(district, "rule", {"name": RULE, "year": 2026, "values": {"review": ["复核"]}})
        take(store, "duty", {"begin": "2026-10-14", "kind": "附议", "deputies": "彭喆"})
        arrive(district, store)
        assert step(district, "复核", "李芳").state == "复核"
        with acting(store, "amend") as act:
            amend(act, duty(store), {"deputies": "陈秀兰"}, "写错了人")
        arrive(district, store)
        assert duty(district).state == "已登记"
        assert step(district, "复核", "李芳").state == "复核"
        assert check(district).findings == ()


def arrive(receiver, sender):
    """Give a folder all entries of another that it lacks, as a package would, and note what was seen."""
    own_streams = [
        stream
        for stream, opening in sender.opens.items()
        if opening["scope"] != "local" and opening["name"] == sender.identity.name
    ]
    held = {stream: receiver.head(stream)[0] for stream in own_streams}
    entries = [e for e in sender.entries("1 ORDER BY stream, seq") if e.stream in held and e.seq > held[e.stream]]
    with acting(receiver, "import") as act:
        receiver.apply(entries)
        heads = {
            stream: [sender.head(stream)[0], sender.head(stream)[0], sender.head(stream)[1]] for stream in own_streams
        }
        station = receiver if receiver.identity.role == "station" else sender  # in whose world a package is noted
        act.record("import", new_id(), {"heads": heads}, station.identity.world)
