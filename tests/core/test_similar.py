"""Hints: who came before, and what was said before; nothing follows from them by itself."""

import pytest

from lianluozhan import index
from lianluozhan.similar import ALIKE, SAME_CATEGORY, SAME_PLACE, pairs, same_person, similar_issues
from tests.station import do, empty, filled, opened, receive


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_same_name(store):
    """Earlier visits of a name, newest first."""
    receive(store, visitor_name="郭桂兰", received_at="2026-07-02T09:00")
    receive(store, visitor_name="郭桂兰", received_at="2026-09-19T10:00")
    receive(store, visitor_name="郭桂芳")
    assert [visit.received_at for visit in same_person(store, "郭桂兰", None)] == [
        "2026-09-19T10:00",
        "2026-07-02T09:00",
    ]


def test_same_phone(store):
    """The phone finds a person whose name was heard differently, or was not told; also behind its area code."""
    receive(store, visitor_name="郭桂兰", visitor_phone="13800000613")
    receive(store, visitor_name="王秀英", visitor_phone="13800000614")
    assert [visit.visitor_name for visit in same_person(store, "郭桂蓝", "13800000613")] == ["郭桂兰"]
    receive(store, visitor_name="秦海燕", visitor_phone="03557520613")
    assert [visit.visitor_name for visit in same_person(store, None, "7520613")] == ["秦海燕"]


@pytest.mark.parametrize("half", ["0613", "613", "1380", "1380000", "1380000061", "0355", "03557520", "752061"])
def test_half_a_phone(store, half):
    """While more of it has to come it is nobody's: its last four digits are many people's."""
    for phone in (
        "13800000613",
        "13911110000",
        "13911111380",
        "03557520613",
        "13911110355",
        "13911117520",
        "13900000061",
    ):
        receive(store, visitor_name="郭桂兰", visitor_phone=phone)
    assert same_person(store, None, half) == [] == same_person(store, "", half)
    assert len(same_person(store, "郭桂兰", half, 9)) == 7


@pytest.mark.parametrize(("name", "phone"), [(None, None), ("", ""), (None, "转机"), ("郭%", None)])
def test_nobody(store, name, phone):
    """Without a name or a phone nobody is meant; a name is not a pattern."""
    receive(store, visitor_name="郭桂兰", visitor_phone="13800000613")
    receive(store)
    assert same_person(store, name, phone) == []


def test_voided_is_left_out(store):
    """A visit that was a mistake is no earlier visit."""
    from lianluozhan.act import acting
    from lianluozhan.amend import void

    visit = receive(store, visitor_name="郭桂兰")
    with acting(store, "void") as act:
        void(act, visit, "重复")
    assert same_person(store, "郭桂兰", None) == []


PASSED_ON = {"outcome": "乡镇办理", "referred_to": "渔泽镇人民政府"}


def test_same_place(store):
    """A matter of the same place is shown first, and why."""
    receive(store, **PASSED_ON, statement="路灯三盏不亮", location="前后庄村口", category="道路与路灯")
    receive(store, **PASSED_ON, statement="人行道地砖坏了", location="东街", category="道路与路灯")
    (found,) = similar_issues(store, {"statement": "黑得看不见", "location": "前后庄村口", "category": "道路与路灯"})
    assert found.issue.location == "前后庄村口"
    assert found.reasons == (SAME_PLACE, SAME_CATEGORY)


def test_same_words(store):
    """Words alone find what was said of another place."""
    receive(store, **PASSED_ON, statement="早市流动摊贩占道，救护车都进不来")
    receive(store, **PASSED_ON, statement="机井坏了，麦地浇不上水")
    (found,) = similar_issues(store, {"statement": "早市摊贩又占道了"})
    assert found.issue.statement.startswith("早市")
    assert found.reasons == (ALIKE,)


def test_an_old_matter_of_a_busy_place(store, monkeypatch):
    """Behind all that was said of a place since, and of such matters elsewhere, what is of both is found."""
    monkeypatch.setattr("lianluozhan.similar.LOOKED_AT", 2)
    monkeypatch.setattr("lianluozhan.sieve.FIRST", 1)
    days = (f"2026-10-{day:02d}T09:00" for day in range(1, 31))
    receive(store, received_at=next(days), **PASSED_ON, statement="井盖松动，车一过就响", location="东街")
    for _more in range(5):
        receive(store, received_at=next(days), **PASSED_ON, statement="早市摊贩占道", location="东街")
        receive(
            store, received_at=next(days), **PASSED_ON, statement="暖气不热；井盖松动，车一过就响", location="岗上村"
        )
    index.settle(store, 0)
    found = similar_issues(store, {"statement": "井盖松动，车一过就响", "location": "东街"})
    assert (found[0].issue.location, found[0].reasons) == ("东街", (SAME_PLACE, ALIKE))


def test_category_is_not_enough(store):
    """A category alone says too little; most matters share a handful."""
    receive(store, **PASSED_ON, statement="人行道地砖坏了", category="道路与路灯")
    assert similar_issues(store, {"statement": "井盖没了", "category": "道路与路灯"}) == []


def test_common_words_do_not_count(store):
    """What stands in any complaint makes nothing alike."""
    receive(store, **PASSED_ON, statement="希望尽快解决")
    assert similar_issues(store, {"statement": "希望领导尽快解决"}) == []


def test_voided_issue_is_left_out(store):
    """An issue that was a mistake is like nothing; a closed one still is: the answer is known."""
    receive(store, **PASSED_ON, statement="早市流动摊贩占道")
    do(store, "Y0001", "答复", answer_class="A", text="清了")
    assert len(similar_issues(store, {"statement": "早市流动摊贩占道"})) == 1
    do(store, "Y0001", "作废", reason="重复")
    assert similar_issues(store, {"statement": "早市流动摊贩占道"}) == []


def test_nothing_said(store):
    """Nothing said is like nothing."""
    receive(store, **PASSED_ON)
    assert similar_issues(store, {}) == []
    assert pairs("abc 123") == frozenset()


def test_a_place_is_no_pattern(store):
    """A per cent sign in a place means itself."""
    receive(store, **PASSED_ON, location="东街")
    assert similar_issues(store, {"location": "%"}) == []


def test_the_ledger(tmp_path):
    """In the real month the street light of one village finds another complaint of dark street lights."""
    with opened(filled(tmp_path / "站")) as store:
        found = similar_issues(store, {"statement": "早市的流动摊贩把路占了，救护车进不来", "category": None})
        assert found and all(ALIKE in one.reasons for one in found)
        assert "摊贩" in found[0].issue.statement
