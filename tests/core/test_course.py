"""Where issues stand is the same however their entries came: one act after another, or all of them at once and new."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import example, given, strategies as st

from lianluozhan import table
from lianluozhan.act import acting
from lianluozhan.check import contents
from lianluozhan.fact import born_with
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.record import id_of
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.visit import Visit
from tests.share import share

US = Identity("station", "140405102", "渔泽镇人大代表联络站", {"sign": "s", "age": "a"})
VISITS, ISSUES = ([id_of(word, n) for n in range(3)] for word in ("来", "事"))
UNCOMPLETED = replace(SCHEMA, completed=frozenset())
NTH = st.integers(0, 2)
ACTIONS = ("交办", "报区", "答复", "回告", "办结", "重办", "撤回", "作废", "没有这个动作")
OPS = st.one_of(
    st.tuples(
        st.just("visit"), NTH, st.sampled_from(["村社办理", "乡镇办理", "报区办理"]), st.sampled_from([None, "重复"])
    ),
    st.tuples(st.just("issue"), NTH, st.lists(NTH, max_size=2, unique=True), st.sampled_from([None, "重复"])),
    st.tuples(st.just("fact"), NTH, st.sampled_from(ACTIONS), st.just(None)),
    st.tuples(st.just("joined"), NTH, NTH, st.just(None)),
    st.tuples(st.just("split"), NTH, NTH, st.booleans()),
    st.tuples(st.just("taken back"), NTH, st.just(None), st.just(None)),
)


def act_of(act, step, op, done):
    """What one of the acts above writes."""
    word, n, what, more = op
    said = {"issue": ISSUES[n], "acted_on": "2026-10-14", "acted_by": "赵敏", "reason": "如此"}
    if word == "visit":
        act.write(
            Visit,
            VISITS[n],
            {
                "received_at": "2026-10-14",
                "outcome": what,
                "visitor_name": f"人{n}",
                "deputies": ["陈秀兰"],
                "voided": more,
            },
        )
    elif word == "issue":
        act.write(
            Issue,
            ISSUES[n],
            {
                "registered_at": "2026-10-14",
                "title": f"第 {step} 步",
                "visits": [VISITS[v] for v in what],
                "voided": more,
            },
        )
    elif word == "fact":
        act.write(
            Followup,
            done[-1],
            said | {"action": what, "answer_class": "A", "organ": "镇政府", "due_on": "2026-11-04", "to": ["反映人"]},
        )
    elif word == "joined":
        act.write(Followup, done[-1], said | {"action": "并案", "to": [ISSUES[what]]})
    elif word == "split":
        act.write(
            Followup,
            born_with(ISSUES[n]),
            said | {"action": "拆分", "to": [ISSUES[what], *(["反映人", ISSUES[0]] if more else [])]},
        )
    elif len(done) > 1:
        act.write(Followup, done[-1], said | {"action": "更正", "to": [done[-2]], "how": "作废"})


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An empty folder, made once: making the tables takes longer than filling them."""
    path = tmp_path_factory.mktemp("空") / "空.db"
    Store(path, SCHEMA, US).close()
    return path


def folders(empty, home):
    """Three of them."""
    return [
        Store(shutil.copy(empty, home / f"{n}.db"), schema, US)
        for n, schema in enumerate((SCHEMA, SCHEMA, UNCOMPLETED))
    ]


def told(store, acts):
    """People did this, one act after another: what they wrote."""
    done = []
    for step, ops in enumerate(acts):
        with acting(store, "edit", "赵敏") as act:
            for place, op in enumerate(ops):
                done.append(id_of("办", step, place))
                act_of(act, step, op, done)
    return list(store.entries())


def plain(store, entries, *, fresh):
    """Tables brought up to date with nothing at hand: everything is read again from the file."""
    touched = real(store, entries, fresh=fresh)
    touched.let_go()
    return touched


real = table.bring


RING = [[("issue", 1, [], None), ("joined", 1, 0, None)], [("joined", 0, 1, None), ("issue", 0, [], "重复")]]


@share(1 / 3)
@example(RING)
@given(st.lists(st.lists(OPS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_at_once_or_one_by_one(empty, acts):
    """All at once, with what is at hand, gives the tables that reading everything again gives, one act after another, and
    made again from the journal a few entries at a time."""
    with TemporaryDirectory() as home, ExitStack() as ends:
        first, at_once, slow = stores = folders(empty, Path(home))
        for store in stores:
            ends.callback(store.db.close)
        entries = told(first, acts)
        with at_once.transaction():
            at_once.apply(entries)
        with mock.patch.object(table, "bring", plain), slow.transaction():
            slow.apply(entries)
        assert contents(at_once) == contents(slow) == contents(first)
        with mock.patch("lianluozhan.store.PORTION", 2), at_once.transaction():
            at_once.rebuild()
        assert contents(at_once) == contents(first)
