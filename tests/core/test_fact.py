"""Facts stand in one order everywhere: by what was seen, never first by a clock."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from lianluozhan.action import ACTIONS, WORDS
from lianluozhan.fact import Fact, ordered, seen_last
from lianluozhan.followup import derive
from lianluozhan.step import next_steps
from tests.core.life import ANSWERED_A, ASSIGNED, ISSUE, Desk, Life, lived
from tests.share import share

CLOSING = "办结 引导 并案 撤回 作废".split()
VALUES = {
    "organ": "区住建局",
    "due_on": "2026-10-27",
    "planned_on": "2026-12-20",
    "to": ["反映人", "d1", "d2"],
    "how": "电话",
    "satisfaction": "满意",
    "text": "已修好",
    "reason": "如前",
}
DESKS = (("a", "station"), ("b", "station"), ("z", "district"))
OPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("write"), st.integers(0, 2), st.sampled_from((*WORDS, "转交新单位")), st.sampled_from("ABCD")
        ),
        st.tuples(st.just("share"), st.integers(0, 2), st.integers(0, 2)),
        st.tuples(st.just("clock"), st.integers(0, 2), st.sampled_from(("2001", "2026", "2099"))),
        st.tuples(st.just("correct"), st.integers(0, 2), st.integers(0, 20), st.sampled_from(("", "作废"))),
    ),
    max_size=25,
)


def play(ops) -> tuple[Life, list[Desk]]:
    """A history of two PCs of a station and the district, each with its own clock."""
    life = Life()
    desks = [Desk(life, stream, role) for stream, role in DESKS]
    for op in ops:
        desk = desks[op[1]]
        if op[0] == "write":
            desk.write(op[2], **VALUES, answer_class=op[3])
        elif op[0] == "share":
            desk.learn(desks[op[2]])
        elif op[0] == "clock":
            desk.at = f"{op[2]}-01-01T00:00:00.000Z"
        elif life.facts:
            target = life.facts[op[2] % len(life.facts)].id
            desk.write("更正", to=[target], how=op[3] or None, organ="区水利局", reason="写错了")
    return life, desks


def depth_by_hand(fact: Fact, life: Life) -> int:
    """design §6 to the letter: 1 + the deepest one seen."""
    return 1 + max((depth_by_hand(g, life) for g in life.facts if g is not fact and life.saw(fact, g)), default=0)


def flagged_by_hand(life: Life) -> bool:
    """design §6 to the letter: a fact without effect, or two unseen by each other, and no later fact saw them."""
    saw, facts = life.saw, life.facts
    settled = [(f,) for f in facts if f.id in life.outcome().ineffective]
    settled += [pair for pair in combinations(facts, 2) if not saw(*pair) and not saw(*pair[::-1])]
    return any(not any(all(g is not f and saw(g, f) for f in them) for g in facts) for them in settled)


@share(1 / 2)
@given(OPS)
def test_order_is_the_letter(ops):
    """The order is (depth, closing last, at, stream, seq), depth being 1 + the deepest seen."""
    life, _ = play(ops[:14])
    by_hand = sorted(
        life.facts,
        key=lambda f: (depth_by_hand(f, life), f.values["action"] in CLOSING, f.at, f.stream, f.seq),
    )
    assert ordered(seen_last(life.facts, life.saw)) == by_hand


@given(OPS, st.randoms(use_true_random=False))
def test_any_delivery_gives_the_same(ops, random):
    """Any order and any repetition of the facts gives the same outcome."""
    life, _ = play(ops)
    again = life.facts + random.sample(life.facts, len(life.facts) // 2)
    random.shuffle(again)
    assert derive(life.issue, again, life.saw) == life.outcome()


@given(OPS)
def test_flag_is_the_letter(ops):
    """Flagged just while a fact without effect, or two facts unseen by each other, are seen by no later fact."""
    life, _ = play(ops)
    assert life.outcome().flagged is flagged_by_hand(life)


@share(2 / 3)
@given(OPS)
def test_a_fact_that_saw_all_clears_the_flag(ops):
    """Whatever happened, a 批注 of one who has seen everything unflags the issue and changes no state."""
    life, desks = play(ops)
    before = life.outcome()
    for desk in desks[1:]:
        desks[0].learn(desk)
    desks[0].write("批注", text="两份都看过了")
    assert not life.outcome().flagged and life.outcome().state == before.state


@share(2 / 3)
@given(OPS)
def test_no_clock_overrules_who_has_seen(ops):
    """A fact stands after all facts its writer had seen, whatever the clocks said."""
    life, _ = play(ops)
    order = ordered(seen_last(life.facts, life.saw))
    place = {fact: number for number, fact in enumerate(order)}
    assert all(place[a] > place[b] for a in order for b in order if a is not b and life.saw(a, b))


@share(2 / 3)
@given(OPS)
def test_unknown_actions_are_inert(ops):
    """A newer program's action that comes last changes nothing but is named and flags."""
    life, desks = play(ops)
    before = life.outcome()
    desks[0].known = {f.stream: max(g.seq for g in life.facts if g.stream == f.stream) for f in life.facts}
    newer = desks[0].write("转交新单位", organ="区能源局")
    after = life.outcome()
    assert after.ineffective == (*before.ineffective, newer.id) and after.flagged
    for name in ("state", "organ", "turn", "next_on", "told", "due_on", "closed_on"):
        assert getattr(after, name) == getattr(before, name)


@share(2 / 3)
@given(OPS)
def test_masked_reader_sees_the_same(ops):
    """Without the private parts the outcome is the same: no fact is judged by its words."""
    life, _ = play(ops)
    private = {"text", "reason", "attachments"}
    masked = [
        Fact(f.id, f.at, f.stream, f.seq, f.role, {k: v for k, v in f.values.items() if k not in private})
        for f in life.facts
    ]
    unnamed = life.issue | {"concerned": dict.fromkeys(ISSUE["concerned"])}
    assert derive(unnamed, masked, life.saw) == life.outcome()


@given(OPS)
def test_no_dead_end(ops):
    """An open issue always has somebody whose turn it is, a next date and something to do; a settled one has none."""
    life, _ = play(ops)
    outcome = life.outcome()
    first, rest = next_steps(outcome, life.issue)
    assert {first, *(action for action, _ in rest)} == set(ACTIONS)
    if outcome.state in ("待处理", "待区处理", "办理中", "暂停", "已答复", "跟踪中"):
        assert outcome.turn and outcome.next_on and first.word not in ("批注", "更正")
    else:
        assert outcome.turn is None and outcome.next_on is None


@given(st.lists(st.tuples(st.sampled_from([w for w in WORDS if w != "更正"]), st.sampled_from("ABCD")), max_size=15))
def test_offers_are_kept(words):
    """What is offered counts when it is written; what is refused for its state would change nothing."""
    life = Life(concerned=())
    desk = Desk(life)
    for word, letter in words:
        first, rest = next_steps(life.outcome(), life.issue)
        reason = {first: None, **dict(rest)}
        fact = desk.write(word, **VALUES, answer_class=letter)
        offered = next(why for action, why in reason.items() if action.word == word)
        if word != "重算":
            assert (fact.id not in life.outcome().ineffective) is (offered is None)


def test_closing_beside_an_answer():
    """A 撤回 and a 答复 unseen by each other: both count, the closing one last, and the issue is flagged."""
    life = lived(ASSIGNED)
    one, other = Desk(life, "a"), Desk(life, "b")
    one.known = {"a": 1}
    other.known = {"a": 1}
    one.at = "2026-10-01T00:00:00.000Z"
    one.write("撤回")
    other.write(*ANSWERED_A[:1], **ANSWERED_A[1])
    assert [f.values["action"] for f in ordered(seen_last(life.facts, life.saw))] == ["交办", "答复", "撤回"]
    outcome = life.outcome()
    assert (outcome.state, outcome.answer_class, outcome.ineffective, outcome.flagged) == ("已撤回", "A", (), True)


def test_flag_stays_until_both_are_seen():
    """A later fact that has seen only one of two leaves the flag; one that has seen both takes it away."""
    life = Life()
    a, b = Desk(life, "a"), Desk(life, "b")
    a.write("批注")
    b.write("批注")
    a.write("批注")
    assert life.outcome().flagged
    a.learn(b)
    a.write("批注")
    assert not life.outcome().flagged


def test_clock_of_2099():
    """A PC whose clock says 2099 assigns; who saw that and reassigned is what counts."""
    life = Life()
    wrong, right = Desk(life, "a"), Desk(life, "b")
    wrong.at = "2099-01-01T00:00:00.000Z"
    wrong.write("交办", organ="区教育局")
    right.learn(wrong)
    right.write("改派", organ="区住建局")
    assert life.outcome().organ == "区住建局" and not life.outcome().flagged


def test_one_ledger_read_on_two_pcs():
    """The same fact (same id) entered by two PCs is one fact, no double and no flag."""
    life = Life()
    for stream in "ab":
        Desk(life, stream).write("交办", organ="区住建局", id="same")
    assert (life.outcome().state, life.outcome().ineffective, life.outcome().flagged) == ("办理中", (), False)
    a = Desk(life, "a")
    a.known = {"a": 1}
    a.write("答复", answer_class="A")
    assert (life.outcome().state, life.outcome().ineffective, life.outcome().flagged) == ("已答复", (), False)


@pytest.mark.parametrize("streams", [1, 4])
def test_a_thousand_facts(streams):
    """1,000 facts need no deep recursion and far fewer questions than pairs."""
    life = Life()
    desks = [Desk(life, stream) for stream in "abcd"[:streams]]
    for number in range(1000):
        desk = desks[number % streams]
        desk.learn(desks[number // streams % streams])
        desk.write("批注")
    asked = []
    derive(life.issue, life.facts, lambda a, b: asked.append(1) or life.saw(a, b))
    assert len(asked) <= 1000 * (streams - 1) * 9


def test_correction_restates():
    """更正 takes the place of what was written, in the earlier place; the earlier fact itself stays as it was."""
    life = lived(
        ASSIGNED, ANSWERED_A, ("更正", {"to": ["a1"], "day": "2026-09-30", "organ": "区城管局", "reason": "写错"})
    )
    outcome = life.outcome()
    assert (outcome.organ, outcome.assigned_on, outcome.state) == ("区城管局", "2026-09-30", "已答复")
    assert outcome.due_on == "2026-10-27" and not outcome.flagged
    assert life.facts[0].values["organ"] == "区住建局"
    assert outcome.correctable["a1"] == {"acted_on": "2026-09-30", "acted_by": "赵敏"}


def test_correction_takes_out():
    """更正 with 作废 takes the earlier fact out; a later 更正 of the same brings it back."""
    gone = ("更正", {"to": ["a2"], "how": "作废", "reason": "别的意见的答复"})
    life = lived(ASSIGNED, ANSWERED_A, gone)
    assert (life.outcome().state, life.outcome().answer_class, life.outcome().ineffective) == ("办理中", None, ())
    back = ("更正", {"to": ["a2"], "answer_class": "C", "reason": "是这一件的"})
    life = lived(ASSIGNED, ANSWERED_A, gone, back)
    assert (life.outcome().state, life.outcome().answer_class) == ("已答复", "C")


def test_correction_undoes_a_closing():
    """A wrong 并案 is no dead end."""
    life = lived(ASSIGNED, ("并案", {"to": ["other"]}), ("更正", {"to": "a2", "how": "作废"}))
    assert (life.outcome().state, life.outcome().merged_into, life.outcome().turn) == ("办理中", None, "区住建局")


@pytest.mark.parametrize("target", [[], ["nothing"], ["a3"], ["a2"]])
def test_correction_of_nothing(target):
    """更正 of nothing, of itself, of another 更正 changes nothing and is named."""
    life = lived(ASSIGNED, ("更正", {"to": ["a1"], "organ": "区城管局"}), ("更正", {"to": target, "organ": "区教育局"}))
    assert life.outcome().organ == "区城管局" and life.outcome().ineffective == ("a3",) and life.outcome().flagged


def test_correction_must_have_seen():
    """Nobody can correct a fact they had not seen."""
    life = lived(ASSIGNED)
    Desk(life, "b").write("更正", to=["a1"], organ="区城管局")
    assert life.outcome().organ == "区住建局" and life.outcome().ineffective == ("b1",)


def test_correction_of_a_ledgers_fact():
    """Of a fact two PCs read from one ledger it is enough to have seen either entry."""
    life = Life()
    for stream in "ab":
        Desk(life, stream).write("交办", organ="区住建局", id="same")
    b = Desk(life, "b")
    b.known = {"b": 1}
    b.write("更正", to=["same"], organ="区城管局")
    assert life.outcome().organ == "区城管局" and life.outcome().ineffective == ()


def test_correction_of_the_other_side():
    """The station cannot correct what the district wrote."""
    life = lived(("报区", {"organ": "区医保局"}))
    district, station = Desk(life, "z", "district"), Desk(life, "a")
    district.known = {"a": 1}
    district.write("交办", organ="区医保局")
    station.known = {"a": 1, "z": 1}
    station.write("更正", to=["z1"], organ="区教育局")
    assert life.outcome().organ == "区医保局" and life.outcome().ineffective == ("a2",)
    assert life.outcome().correctable == {"a1": {"acted_on": "2026-10-01", "acted_by": "赵敏"}}


def test_a_voided_fact_is_out():
    """A follow-up whose record was voided (撤销) counts no more and is not flagged."""
    life = lived(ASSIGNED, (ANSWERED_A[0], ANSWERED_A[1] | {"voided": "撤销"}))
    assert (life.outcome().state, life.outcome().ineffective, life.outcome().flagged) == ("办理中", (), False)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(("2001", "2026", "2099"))), min_size=1, max_size=8))
def test_one_hand_is_the_rule_too(acts):
    """Where one hand wrote all facts their order is that of the rule for many, whatever its clock said."""
    life = Life()
    desk = Desk(life, "a", "station")
    for word, year in acts:
        desk.at = f"{year}-01-01T00:00:00.000Z"
        desk.write(word, **VALUES, answer_class="A")
    facts = life.facts
    by_rule = sorted(
        facts, key=lambda f: (depth_by_hand(f, life), bool(f.action and f.action.closing), f.at, f.stream, f.seq)
    )
    assert ordered(seen_last(facts, life.saw)) == by_rule == sorted(facts, key=lambda f: f.seq)
