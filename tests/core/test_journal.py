"""The chain: the bytes of an entry, what is no entry, and who had seen what."""

import contextlib
import hashlib
import itertools
import json

import pytest
from hypothesis import given, strategies as st

from lianluozhan.errors import Damaged
from lianluozhan.journal import LARGEST, ZERO, Entry, Seen, canonical, digest, read, seal

S, T, U = "a" * 16, "b" * 16, "c" * 16
BODY = {
    "world": "140405102",
    "stream": S,
    "seq": 1,
    "act": "add_visit",
    "act_id": "x",
    "operator": "赵敏",
    "at": "2026-10-07T01:02:03.456Z",
    "kind": "visit",
    "id": "visit-1",
    "set": {"party_size": 3, "place": None},
    "prev": ZERO,
}
AS_STORED = (
    '{"act":"add_visit","act_id":"x","at":"2026-10-07T01:02:03.456Z","end":true,"id":"visit-1","kind":"visit",'
    '"operator":"赵敏","prev":"'
    + "0"
    * 64
    + '","seq":1,"set":{"party_size":3,"place":null},"stream":"aaaaaaaaaaaaaaaa",'
    '"world":"140405102"}'
).encode()


def spelled(**changes):
    """The bytes of a body with some keys changed; None takes one out."""
    body = {key: value for key, value in {**BODY, **changes}.items() if value is not None}
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


# ---- bytes -------------------------------------------------------------------------------------------------------


def test_bytes_by_hand():
    """Sorted keys, no spaces, UTF-8; the hash is that of these bytes."""
    entry = seal({**BODY, "end": True}, {})
    assert entry.data == AS_STORED
    assert entry.hash == hashlib.sha256(AS_STORED).hexdigest()
    assert (entry.private, entry.secret, entry.heads) == (None, {}, {})
    assert (entry.stream, entry.seq, entry.place) == (S, 1, (S, 1))
    assert entry.order == ("2026-10-07T01:02:03.456Z", S, 1)


def test_read_is_what_was_sealed():
    """Stored bytes give the entry back."""
    entry = seal(BODY, {"statement": "路灯不亮\n第二行\t完"})
    assert read(entry.data, entry.private) == entry


def test_private_part_stands_apart():
    """The open bytes hold only its digest and the names of its fields; its own bytes hold salt and values."""
    entry = seal(BODY, {"statement": "路灯不亮", "reply": None})
    assert "路灯".encode() not in entry.data
    assert entry.body["private"] == {
        "digest": hashlib.sha256(entry.private).hexdigest(),
        "fields": ["reply", "statement"],
    }
    kept = json.loads(entry.private)
    assert len(bytes.fromhex(kept.pop("salt"))) == 16
    assert kept == entry.secret == {"statement": "路灯不亮", "reply": None}


def test_salt_hides_equal_words():
    """The same words give another digest each time, so nobody can guess them from it."""
    digests = {seal(BODY, {"statement": "路灯不亮"}).body["private"]["digest"] for _ in range(8)}
    assert len(digests) == 8


def test_left_out_still_verifies():
    """Without its private part the entry has the same hash and says that something is missing."""
    entry = seal(BODY, {"statement": "路灯不亮"})
    masked = read(entry.data, None)
    assert (masked.hash, masked.secret) == (entry.hash, None)


def test_heads_are_of_opens_and_imports():
    """A field that happens to be called heads is nobody's head."""
    heads = {T: [3, 3, "f" * 64]}
    assert seal({**BODY, "kind": "import", "set": {"heads": heads}}, {}).heads == heads
    assert seal({**BODY, "set": {"heads": "two"}}, {}).heads == {}


# ---- what is no entry --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"{}",
        b"\xff",
        b'{"a":1}' * 2,
        AS_STORED + b" x",
        AS_STORED.replace(b'"seq":1', b'"seq":1,"seq":1'),
        AS_STORED.replace(b":3,", b":3.0,"),
        AS_STORED.replace(b":3,", b":3e0,"),
        AS_STORED.replace(b":3,", b":NaN,"),
        AS_STORED.replace(b":3,", b":-Infinity,"),
        AS_STORED.replace(b":3,", b':"\\ud800",'),
        AS_STORED.replace(b":3,", b':"\\u0041",'),
        AS_STORED.replace(b":3,", b':"\\u0007",'),
        AS_STORED.replace(b":3,", b':"\x07",'),
        AS_STORED.replace(b":3,", b':"\xc2\x85",'),
        AS_STORED.replace(b":3,", b':"\\r",'),
        AS_STORED.replace(b":3,", b':"\\/",'),
        AS_STORED.replace(b":3,", b":" + b"9" * 5000 + b","),
        AS_STORED.replace(b":3,", b":" + b"[" * 100_000 + b"]" * 100_000 + b","),
    ],
)
def test_not_the_journals_json(data):
    """What JSON allows and the journal does not, and what is no JSON at all."""
    with pytest.raises(Damaged):
        read(data, None)


@pytest.mark.parametrize(
    "changes",
    [
        *({key: None} for key in BODY),
        {"seq": 0},
        {"seq": -1},
        {"seq": True},
        {"seq": "1"},
        {"stream": "A" * 16},
        {"stream": "a" * 15},
        {"prev": "0" * 63},
        {"at": "2026-10-07"},
        {"end": False},
        {"set": []},
        {"world": 1},
        {"private": {}},
        {"private": {"digest": 1, "fields": []}},
        {"private": {"digest": "", "fields": ["salt"]}},
        {"private": {"digest": "", "fields": [1]}},
        {"kind": "import", "set": {"heads": [1]}},
        {"kind": "open", "set": {"heads": {T: [1, 2]}}},
        {"kind": "open", "set": {"heads": {T: [1, "2", ""]}}},
        {"kind": "open", "set": {"heads": {T: [True, 1, ""]}}},
    ],
)
def test_shape(changes):
    """A part that is missing or of another kind."""
    with pytest.raises(Damaged):
        read(spelled(**changes), None)


def test_private_null():
    """A private part is there or not; null is neither."""
    with pytest.raises(Damaged):
        read(AS_STORED.replace(b'"operator"', b'"private":null,"operator"'), None)


def test_too_large():
    """No part is above 1 MiB."""
    with pytest.raises(Damaged):
        seal({**BODY, "set": {"title": "x" * LARGEST}}, {})
    with pytest.raises(Damaged):
        seal(BODY, {"statement": "x" * LARGEST})


def test_floats_are_not_written():
    """A float is refused where it would be written, before anything is stored."""
    for value in (1.5, float("nan")):
        with pytest.raises((Damaged, ValueError)):
            seal({**BODY, "set": {"points": value}}, {})


def test_private_part_of_another():
    """Private bytes belong to one entry."""
    one, two = seal(BODY, {"statement": "甲"}), seal(BODY, {"statement": "甲"})
    for entry, private in ((one, two.private), (seal(BODY, {}), one.private), (one, one.private + b" ")):
        with pytest.raises(Damaged):
            read(entry.data, private)


def test_private_fields_as_listed():
    """It holds the fields the open part names, and no more."""
    secret = canonical({"salt": "0" * 32, "statement": "甲", "reply": "乙"})
    with pytest.raises(Damaged):
        read(spelled(private={"digest": digest(secret), "fields": ["statement"]}), secret)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | TEXT | st.just('行\n\t"\\'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(TEXT, VALUE, max_size=4),
    st.dictionaries(TEXT.filter(lambda name: name != "salt"), VALUE, max_size=4),
)
def test_any_values(values, private):
    """Whatever is written comes back, and a changed byte never gives the same entry."""
    entry = seal({**BODY, "set": values}, private)
    again = read(entry.data, entry.private)
    assert (again.body["set"], again.secret, again.hash) == (values, private, entry.hash)


@given(st.data())
def test_any_changed_byte(data):
    """A changed byte is refused or makes another hash."""
    entry = seal({**BODY, "set": {"title": "路灯"}}, {"statement": "不亮"})
    place, bit = data.draw(st.integers(0, len(entry.data) - 1)), data.draw(st.integers(0, 7))
    changed = bytearray(entry.data)
    changed[place] ^= 1 << bit
    with contextlib.suppress(Damaged):
        assert read(bytes(changed), entry.private).hash != entry.hash


# ---- who had seen what -------------------------------------------------------------------------------------------


def telling(stream, seq, **heads):
    """An open or import that names heads."""
    kind = "open" if seq == 1 else "import"
    named = {name: [upto, upto, "f" * 64] for name, upto in heads.items()}
    return Entry({**BODY, "stream": stream, "seq": seq, "kind": kind, "set": {"heads": named}}, b"", None, "")


def test_own_stream():
    """An entry has seen itself and what precedes it, not what follows."""
    seen = Seen()
    assert seen.saw((S, 3), (S, 3))
    assert seen.saw((S, 3), (S, 1))
    assert not seen.saw((S, 3), (S, 4))
    assert not seen.saw((S, 3), (T, 1))


def test_named_heads():
    """It has seen what was named before it, from that moment on."""
    seen = Seen([telling(S, 4, **{T: 7})])
    assert [seen.saw((S, seq), (T, 7)) for seq in (3, 4, 9)] == [False, True, True]
    assert not seen.saw((S, 9), (T, 8))
    assert not seen.saw((T, 9), (S, 1))


def test_through_others():
    """What the named had seen is seen too, as it was then."""
    seen = Seen([telling(T, 5, **{U: 2}), telling(S, 2, **{T: 5}), telling(T, 9, **{U: 8})])
    assert seen.saw((S, 2), (U, 2))
    assert not seen.saw((S, 2), (U, 3))
    assert seen.saw((T, 9), (U, 8))
    assert dict(seen.at((S, 1))) == {}
    assert dict(seen.at((S, 5))) == {T: 5, U: 2}


def test_a_later_head_is_never_less():
    """Naming an older head takes nothing away."""
    seen = Seen([telling(S, 2, **{T: 7}), telling(S, 3, **{T: 4})])
    assert seen.saw((S, 3), (T, 7))


def test_any_order_of_arrival():
    """However the streams' entries come together, the same is seen."""
    entries = [telling(S, 2, **{T: 3}), telling(T, 3, **{U: 4}), telling(U, 4, **{T: 2}), telling(S, 5, **{U: 6, T: 3})]
    expected = None
    for order in itertools.permutations(entries):
        if order.index(entries[0]) > order.index(entries[3]):
            continue
        seen = Seen(order)
        found = {a: dict(seen.at(a)) for a in itertools.product((S, T, U), range(1, 8))}
        expected = expected or found
        assert found == expected
    one_by_one = Seen()
    for entry in (entries[2], entries[1], entries[0], entries[3]):
        one_by_one.add([entry])
    assert {a: dict(one_by_one.at(a)) for a in itertools.product((S, T, U), range(1, 8))} == expected


def test_circles_are_refused():
    """Two imports that have seen each other cannot be."""
    with pytest.raises(Damaged):
        Seen([telling(S, 2, **{T: 2}), telling(T, 2, **{S: 2})])
