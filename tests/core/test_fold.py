"""Entries → a record: what is shown, what is flagged, what erasing and 作废 do; clocks decide nothing that was seen."""

import itertools

import pytest

from lianluozhan.fold import fold
from lianluozhan.issue import Issue
from lianluozhan.journal import ZERO, read, seal

EARLY, LATE, FAR = "2026-10-07T01:00:00.000Z", "2026-10-08T01:00:00.000Z", "2099-01-01T00:00:00.000Z"
A, B, C = "a" * 16, "b" * 16, "c" * 16


def entry(stream, seq, at=EARLY, kind="issue", private=None, **values):
    """One entry about the one issue."""
    body = {
        "world": "140405102",
        "stream": stream,
        "seq": seq,
        "act": "edit",
        "act_id": "x",
        "operator": stream[0],
        "at": at,
        "kind": kind,
        "id": "issue-1",
        "set": values,
        "prev": ZERO,
        "end": True,
    }
    return seal(body, private or {})


def saw(*pairs):
    """Who had seen whom: pairs of places; in one stream the later has seen the earlier."""
    return lambda a, b: (a[0] == b[0] and a[1] >= b[1]) or (a, b) in pairs


NOTHING_SEEN = saw()


def folded(entries, seen=NOTHING_SEEN):
    """The record, its conflicts as {field: values}; the same for every order of the entries."""
    results = []
    for order in itertools.islice(itertools.permutations(entries), 120):
        made = fold(Issue, order, seen)
        results.append((made.record, [(c.field, [(w.value, w.entry.place) for w in c.writes]) for c in made.conflicts]))
    assert all(result == results[0] for result in results)
    record, conflicts = results[0]
    assert len({name for name, _writes in conflicts}) == len(conflicts), "one conflict a field"
    return record, {name: [value for value, _place in writes] for name, writes in conflicts}


def test_last_write_of_a_stream():
    """In one stream the later write is shown, whatever its clock says."""
    record, conflicts = folded([entry(A, 1, FAR, title="甲"), entry(A, 2, EARLY, title="乙")])
    assert (record.title, conflicts) == ("乙", {})


def test_a_write_that_saw_the_other():
    """A write that had seen the other is shown, though the other's clock is in the next century."""
    record, conflicts = folded([entry(A, 1, FAR, title="甲"), entry(B, 1, EARLY, title="乙")], saw(((B, 1), (A, 1))))
    assert (record.title, conflicts) == ("乙", {})


def test_unseen_by_each_other():
    """Two that had not seen each other are both kept, the later clock first."""
    record, conflicts = folded([entry(A, 1, FAR, title="甲"), entry(B, 1, EARLY, title="乙")])
    assert (record.title, conflicts) == ("甲", {"title": ["甲", "乙"]})


def test_equal_clocks():
    """At the same moment the greater stream is shown first, everywhere."""
    record, conflicts = folded([entry(A, 9, title="甲"), entry(B, 1, title="乙")])
    assert (record.title, conflicts) == ("乙", {"title": ["乙", "甲"]})


def test_equal_values():
    """Two who wrote the same do not disagree."""
    assert folded([entry(A, 1, title="甲"), entry(B, 1, LATE, title="甲")])[1] == {}


def test_null_is_a_value():
    """Emptying a field is a write like any other."""
    record, conflicts = folded([entry(A, 1, title="甲"), entry(B, 1, LATE, title=None)])
    assert (record.title, conflicts) == (None, {"title": [None, "甲"]})


def test_settled_by_one_who_saw_all():
    """A write that had seen both ends the quarrel; one that had seen one of them does not."""
    both = [entry(A, 1, title="甲"), entry(B, 1, LATE, title="乙")]
    settled = folded([*both, entry(C, 1, title="丙")], saw(((C, 1), (A, 1)), ((C, 1), (B, 1))))
    assert (settled[0].title, settled[1]) == ("丙", {})
    half = folded([*both, entry(C, 1, title="丙")], saw(((C, 1), (A, 1))))
    assert (half[0].title, half[1]) == ("乙", {"title": ["乙", "丙"]})


def test_fields_do_not_touch_each_other():
    """Two who wrote different fields agree."""
    record, conflicts = folded([entry(A, 1, title="甲"), entry(B, 1, location="东街")])
    assert (record.title, record.location, conflicts) == ("甲", "东街", {})


def test_a_list_is_one_value():
    """Lists are not mixed into one that nobody wrote."""
    record, conflicts = folded([entry(A, 1, deputies=["d1", "d2"]), entry(B, 1, LATE, deputies=["d3"])])
    assert (record.deputies, conflicts) == (["d3"], {"deputies": [["d3"], ["d1", "d2"]]})


def test_created():
    """When and by whom it was begun, in its own world."""
    record, _conflicts = folded([entry(B, 1, LATE, title="乙"), entry(A, 1, EARLY, title="甲")])
    assert (record.created_at, record.created_by, record.id, record.world) == (EARLY, "a", "issue-1", "140405102")


def test_shortest_number():
    """A record that got two numbers shows the shorter, then the lesser, and is no conflict."""
    record, conflicts = folded(
        [entry(A, 1, number="Y0012"), entry(B, 1, LATE, number="YKR0003"), entry(C, 1, number="Y0013")]
    )
    assert (record.number, conflicts) == ("Y0012", {})


def test_unknown_fields_are_counted():
    """What only a newer program knows is not shown, and not lost sight of."""
    made = fold(Issue, [entry(A, 1, title="甲", mood="好", private={"colour": "红"})], saw())
    assert made.unknown == 2


# ---- private parts -----------------------------------------------------------------------------------------------


def test_masked():
    """A private part that is not here shows nothing, and makes no quarrel of its own."""
    full = entry(A, 1, private={"statement": "路灯不亮"})
    assert folded([full])[0].statement == "路灯不亮"
    masked = read(full.data, None)
    assert folded([masked])[0].statement is None
    record, conflicts = folded([masked, entry(B, 1, LATE, private={"statement": "路灯坏了"})])
    assert (record.statement, conflicts) == ("路灯坏了", {})


def test_masked_is_not_overruled_by_what_it_saw():
    """An older value does not come up again because the newer one is masked."""
    newer = read(entry(A, 2, private={"statement": "新"}).data, None)
    assert folded([entry(A, 1, private={"statement": "旧"}), newer])[0].statement is None


def test_erased():
    """Erasing hides the private values of all writes that had not seen it; open ones stay."""
    writes = [entry(A, 1, title="路灯", private={"statement": "甲"}), entry(B, 1, private={"statement": "乙"})]
    erase = entry(C, 1, kind="erase", of="issue")
    record, conflicts = folded([*writes, erase], saw(((C, 1), (A, 1))))
    assert (record.title, record.statement, conflicts) == ("路灯", None, {})


def test_written_after_erasing():
    """What is written knowing of the erasing stays."""
    erase = entry(A, 2, kind="erase", of="issue")
    record, _ = folded([entry(A, 1, private={"statement": "甲"}), erase, entry(A, 3, private={"statement": "新"})])
    assert record.statement == "新"


# ---- 作废 --------------------------------------------------------------------------------------------------------


def test_void_wins():
    """作废 wins over an edit that had not seen it, and flags the record."""
    record, conflicts = folded([entry(A, 1, EARLY, voided="重复"), entry(B, 1, FAR, title="乙")])
    assert (record.voided, record.title) == ("重复", "乙")
    assert conflicts == {"voided": ["重复", "乙"]}


def test_void_wins_over_taking_it_back():
    """A 作废 taken back by someone who had not seen it holds, and both are kept."""
    record, conflicts = folded([entry(A, 1, EARLY, voided="重复"), entry(B, 1, FAR, voided=None)])
    assert (record.voided, conflicts) == ("重复", {"voided": ["重复", None]})


def test_taken_back():
    """A 作废 taken back by someone who had seen it is over."""
    record, conflicts = folded([entry(A, 1, FAR, voided="重复"), entry(B, 1, voided=None)], saw(((B, 1), (A, 1))))
    assert (record.voided, conflicts) == (None, {})


def test_void_after_seeing_all():
    """A 作废 that had seen every edit flags nothing."""
    record, conflicts = folded([entry(A, 1, title="甲"), entry(B, 1, voided="重复")], saw(((B, 1), (A, 1))))
    assert (record.voided, conflicts) == ("重复", {})


@pytest.mark.parametrize("second", ["写错了", "重复"])
def test_two_voids_and_edits(second):
    """Two 作废 and edits that saw none of them make one conflict with all of it, in one order."""
    entries = [
        entry(A, 1, EARLY, voided="重复"),
        entry(B, 1, LATE, title="乙", location="东街"),
        entry(B, 2, LATE, voided=second),
        entry(C, 1, FAR, title="丙"),
    ]
    record, conflicts = folded(entries)
    assert record.voided == second
    reasons = [second] if second == "重复" else [second, "重复"]
    assert conflicts["voided"] == [*reasons, "丙"]
    assert conflicts["title"] == ["丙", "乙"]


def test_settled_void():
    """Writing 作废 again, having seen the edit, ends it."""
    entries = [entry(A, 1, voided="重复"), entry(B, 1, title="乙"), entry(A, 2, voided="确认重复")]
    record, conflicts = folded(entries, saw(((A, 2), (B, 1))))
    assert (record.voided, conflicts) == ("确认重复", {})
