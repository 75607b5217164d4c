"""Remarks about records: facts of their own, privately."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.errors import BadValue
from lianluozhan.note import Note, remark
from lianluozhan.visit import Visit
from tests.station import empty, opened, receive, sound, take


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_words():
    """What a note may say it is: the design's words."""
    assert Note.action.choices == tuple(
        "批注 退回修改 初审 复核 退回 建议 更正 到期脱敏 申请删除 同意删除 不同意删除 same_as".split()
    )
    with pytest.raises(BadValue):
        Note.read({"action": "点赞"})


def test_about_anything(store):
    """A note is about any record and changes nothing of it; its words are private."""
    take(store, "deputy", {"name": "彭喆"})
    visit = receive(store)
    before = store.get(Visit, (visit.world, visit.id))
    with acting(store, "note", "李芳") as act:
        remark(act, visit, "批注", "此人常来")
    (note,) = store.find(Note)
    assert (note.about, note.text, note.acted_by, note.world) == (visit.id, "此人常来", "李芳", visit.world)
    assert store.get(Visit, (visit.world, visit.id)) == before
    assert "常来" not in "".join(entry.data.decode() for entry in store.entries())
    sound(store)


def test_each_amendment_has_one(store):
    """Every amendment leaves its reason; voiding keeps its in the record."""
    visit = receive(store)
    for size in ("2", "3"):
        with acting(store, "amend") as act:
            amend(act, store.find(Visit)[0], {"party_size": size}, f"是{size}人")
    with acting(store, "void") as act:
        void(act, visit, "重复")
    assert sorted(note.text for note in store.find(Note)) == ["是2人", "是3人"]
