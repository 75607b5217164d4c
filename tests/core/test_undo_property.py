"""撤销 over random days: whatever was done, taken back it is as before; taken back again, as after."""

from __future__ import annotations

import random

import pytest

from lianluozhan.act import acting
from lianluozhan.adding import add_member
from lianluozhan.amend import amend, attach, void
from lianluozhan.deputy import Deputy
from lianluozhan.errors import Problem
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.record import new_id
from lianluozhan.undo import VERB, last_act, undo
from lianluozhan.visit import Visit
from tests.station import do, empty, opened, receive, sound, take

OUTCOMES = ("当场答复", "村社办理", "乡镇办理", "报区办理", "形成建议", "不属受理范围")
NAMES = ("单俊峰", "陈秀兰", "崔建国")
WORDS = (
    ("签收", {}),
    ("催办", {}),
    ("暂停", {"reason": "等材料"}),
    ("恢复", {"reason": "到了"}),
    ("答复", {"answer_class": "A"}),
    ("答复", {"answer_class": "B", "text": "换线", "planned_on": "2026-12-20"}),
    ("回告", {"how": "电话"}),
    ("评价", {"satisfaction": "满意"}),
    ("评价", {"satisfaction": "不满意", "text": "又坏了"}),
    ("重办", {}),
    ("办结", {}),
    ("撤回", {"reason": "本人撤回"}),
    ("批注", {"text": "问过"}),
    ("退回", {"organ": "区住建局", "reason": "不归本单位"}),
    ("改派", {"organ": "区住建局", "reason": "退回"}),
    ("交办", {"organ": "区水利局"}),
    ("拆分", {"text": "另一件", "reason": "一事一议"}),
    ("作废", {"reason": "重复"}),
    ("延期", {"due_on": "2026-12-30", "reason": "要征地"}),
)


def stands(store):
    """All that is live, as its tables have it; what was only made and taken back is not among it."""
    return {
        noun: sorted(map(repr, store.find(cls)))
        for noun, cls in store.schema.records.items()
        if noun not in ("followup", "note")
    }


def some_act(store, dice, paper):
    """One act of a clerk, at random; a refused one is no act."""
    visits, issues = store.find(Visit, order="number"), store.find(Issue, order="number")
    kind = dice.choice(("visit", "visit", "step", "step", "step", "amend", "void", "deputy", "sheet", "attach", "join"))
    if kind == "visit" or not issues:
        receive(
            store,
            outcome=dice.choice(OUTCOMES),
            visitor_name=dice.choice((*NAMES, None)),
            deputies=dice.sample(NAMES, 1),
            referred_to=dice.choice(("岗上村", None)),
            received_at=f"2026-10-{dice.randint(10, 14)}T09:00",
        )
    elif kind == "step":
        word, values = dice.choice(WORDS)
        do(store, dice.choice(issues).number, word, acted_on="2026-10-20", **values)
    elif kind == "join":
        one, other = dice.choice(issues), dice.choice(issues)
        do(store, one.number, "并案", acted_on="2026-10-20", to=other.number, reason="同一件")
    elif kind == "sheet":
        rows = [
            {
                "received_at": f"2026-10-{dice.randint(10, 19)}",
                "statement": f"路灯{n}",
                "outcome": dice.choice(OUTCOMES),
            }
            for n in range(3)
        ]
        take(store, "visit", *rows)
    else:
        visit = dice.choice(visits)
        with acting(store, kind) as act:
            if kind == "amend":
                amend(
                    act,
                    visit,
                    {"outcome": dice.choice(OUTCOMES), "visitor_name": dice.choice(NAMES), "location": "东街"},
                    "听错了",
                )
            elif kind == "void":
                void(act, visit, "记错了")
            elif kind == "attach":
                attach(act, visit, paper)
            else:
                add_member(act, Deputy, new_id(), {"name": dice.choice(NAMES), "levels": ["乡镇"]})


def back(store):
    """Take the last act back."""
    with acting(store, VERB) as act:
        undo(act)


@pytest.mark.parametrize("seed", range(4))
def test_as_before_and_as_after(tmp_path, seed):
    """Each act of a random day: undone, every live record is as it was; the undo undone, as the act had left it."""
    dice, tried = random.Random(seed), 0
    paper = tmp_path / "照片.jpg"
    paper.write_bytes(b"\xff\xd8\xff photo")
    with opened(empty(tmp_path / "站")) as store:
        for _ in range(22):
            before, last = stands(store), last_act(store)
            try:
                some_act(store, dice, paper)
            except Problem:
                continue
            after = stands(store)
            if last_act(store) == last:
                continue  # it wrote nothing
            tried += 1
            entries = journal_of(store)
            back(store)
            assert stands(store) == before
            assert journal_of(store)[: len(entries)] == entries, "nothing is taken out of the journal"
            back(store)
            assert stands(store) == after
            if dice.random() < 0.3:
                back(store)
                assert stands(store) == before
        assert tried >= 8
        sound(store)


def journal_of(store):
    """The own stream's entries in their order."""
    return [hash for (hash,) in store.db.execute("SELECT hash FROM entry WHERE kind NOT IN ('open') ORDER BY rowid")]


def test_an_id_that_looks_like_a_phone():
    """099-7310-911 in an id is no phone behind a name: what is taken back is found by its id, whatever its digits."""
    ids = ["01a21c01-a099-7310-911e-3fb76c39c18a", "01a21c01-a010-7000-8138-138000000001"]
    assert [Followup.fields["to"].read(id) for id in ids] == [[id] for id in ids]
    assert Followup.fields["to"].read("、".join(ids)) == ids
