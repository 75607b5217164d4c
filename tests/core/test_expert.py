"""专家库: known by name as deputies are, never twice by one sheet; who was named before they were in it is matched when they are."""

import pytest

from lianluozhan.act import acting
from lianluozhan.adding import add_member
from lianluozhan.amend import amend
from lianluozhan.draft_law import DraftLaw
from lianluozhan.expert import Expert
from lianluozhan.match import unmatched
from lianluozhan.publish import publish
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.search import newest
from tests.core.test_draft_law import DRAFT
from tests.station import empty, opened, sound, take

HAO = {
    "name": "郝明",
    "kind": "法律工作者",
    "work_unit": "律师事务所",
    "skills": ["物业", "合同"],
    "phone": "13800000009",
}

pytestmark = pytest.mark.day("2026-11-03")


def test_known_by_name(tmp_path):
    """The team of a draft names them; a name nobody knows yet stays as text, and becomes theirs when they come into the pool."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "expert", HAO)
        take(store, "draft_law", DRAFT | {"team": ["郝明", "温岭"]})
        (draft,) = store.find(DraftLaw)
        (hao,) = store.find(Expert)
        assert draft.team == [hao.id, "温岭"] and unmatched(store, "expert") == {"温岭": 1}
        with acting(store, "add") as act:
            add_member(act, Expert, id := new_id(), {"name": "温岭", "kind": "专家"})
        (draft,) = store.find(DraftLaw)
        assert draft.team == [hao.id, id] and readable(store, DraftLaw, [draft])[0]["team"] == ["郝明", "温岭"]
        sound(store)


def test_the_same_sheet_again(tmp_path):
    """Adds nobody twice; what it says otherwise changes nothing and is told."""
    with opened(empty(tmp_path / "站")) as store:
        assert take(store, "expert", HAO).new == 1
        assert (take(store, "expert", HAO).same, len(store.find(Expert))) == (1, 1)
        taken = take(store, "expert", HAO | {"work_unit": "法院"})
        assert taken.new == 0 and "工作单位" in taken.differ[0] and len(store.find(Expert)) == 1


def test_found_and_changed(tmp_path):
    """By a piece of the name, by what they are good at; who left keeps their place in what they did."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "expert", HAO, {"name": "戚学文", "kind": "专业技能人员", "skills": ["电梯"]})
        assert [one.name for one in newest(store, Expert, "合同")] == ["郝明"] and [
            one.name for one in newest(store, Expert, "学文")
        ] == ["戚学文"]
        (hao,) = store.find(Expert, "name='郝明'")
        with acting(store, "amend") as act:
            amend(act, hao, {"left_on": "2026-11-02"}, "调走了")
        assert store.find(Expert, "name='郝明'")[0].left_on == "2026-11-02"


def test_published_without_their_phone(tmp_path):
    """Their names are public, their numbers are not."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "expert", HAO)
        assert publish(store, tmp_path / "汇总.db")["专家"] == 1
    data = (tmp_path / "汇总.db").read_bytes()
    assert "郝明".encode() in data and b"13800000009" not in data
