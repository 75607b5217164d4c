"""What stands of a person on a screen: starred until somebody asks, who is written down; what is confidential is nobody else's."""

import pytest

from lianluozhan import access, looked, password, vault
from lianluozhan.act import acting
from lianluozhan.appointment import Appointment
from lianluozhan.deputy import Deputy
from lianluozhan.errors import NotAllowed
from lianluozhan.field import Field
from lianluozhan.followup import Followup
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.project import Project
from lianluozhan.readable import readable, title_of
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.veil import PUT_AWAY, VEILED, Eyes, concerned, eyes, starred, unveil, veiled
from lianluozhan.visit import Visit
from tests.core import desk

FULL = {
    "visitor_phone": "13800000000",
    "visitor_address": "渔泽镇张村12号",
    "visitor_id_number": "11010519491231002X",
    "representatives": ["李小四", "王五"],
    "party_size": 6,
}


@pytest.fixture
def store(station):
    """A folder with a visit that says everything there is to say of a person."""
    with desk.opened(station) as opened:
        desk.receive(opened, **desk.PASSED_ON, **FULL, request="请给13811112222回电话")
        yield opened


def only(store, cls):
    """The one row of a kind as it may be shown."""
    (row,) = veiled(store, cls, store.find(cls))
    return row


def test_a_visit(store):
    """Name, phone, address, id number and who spoke for others have their telling part starred; the words stay."""
    row = only(store, Visit)
    assert (row["visitor_name"], row["visitor_phone"], row["visitor_address"]) == (
        "王*英",
        "138****0000",
        "渔泽镇张村**",
    )
    assert row["visitor_id_number"] == "110105********002X" and row["representatives"] == ["李*四", "王*"]
    assert row["statement"] == desk.SAID and row["category"] is None
    assert set(row[VEILED]) == {
        "visitor_name",
        "visitor_phone",
        "visitor_address",
        "visitor_id_number",
        "representatives",
    }


def test_an_issue(store):
    """Who raised it, and whom it was told to, by the ends of their names; a deputy is named in public."""
    (issue,) = store.find(Issue)
    with acting(store, "follow") as act:
        follow(act, issue, "答复", {"answer_class": "A", "text": "修好了"})
    with acting(store, "follow") as act:
        follow(act, store.find(Issue)[0], "回告", {"how": "电话"})
    row = only(store, Issue)
    assert list(row["told"]) == ["王*英", "单俊峰"] and "told" in row[VEILED]
    assert row["statement"] == desk.SAID


@pytest.mark.parametrize(
    ("cls", "name", "value", "shown"),
    [
        (Issue, "title", "请给13800000000回电话", "请给138****0000回电话"),
        (Issue, "raised_by", "匿名", "匿名"),
        (Issue, "raised_by", "姓名在站里", "姓名在站里"),
        (Issue, "raised_by", "欧阳锋", "欧阳*"),
        (Appointment, "name", "张小三", "张*三"),
        (Appointment, "visit", "张小三", "张*三"),
        (Appointment, "phone", "13800000000", "138****0000"),
        (Deputy, "name", "陈秀兰", "陈秀兰"),
        (Deputy, "phone", "13800000000", "138****0000"),
        (Deputy, "households", ["张小三", "李四"], ["张*三", "李*"]),
        (Followup, "text", "已回13800000000", "已回13800000000"),
        (Visit, "deputies", ["陈秀兰"], ["陈秀兰"]),
        (Visit, "visitor_name", None, None),
    ],
)
def test_a_value(cls, name, value, shown):
    """Each kind of value has one look; who is in office keeps their name."""
    assert starred(cls.fields[name], value) == shown


def test_no_private_short_value_is_left_out():
    """Every private field but the long words of a matter has a look of its own: a new one cannot slip through whole."""
    samples = {
        "Phone": "13800000000",
        "IdNumber": "11010519491231002X",
        "Words": ["张小三"],
        "Text": "张小三住久安社区3号",
    }
    for cls in SCHEMA.records.values():
        for name, field in cls.fields.items():
            kind = type(field).__name__
            if field.private and kind in samples:
                assert starred(field, samples[kind]) != samples[kind], (cls.noun, name)
            elif field.private and isinstance(field, Field):
                assert kind in ("LongText", "Papers"), (cls.noun, name, kind)


# -- confidential

HEAD, OTHER, READER = PEOPLE = ("李建国", "孙丽", "周萍")
WORD = "Denglong-97"


def confide(store, who=OTHER):
    """A confidential visit that somebody registers, with its issue."""
    with acting(store, "add_visit", who) as act:
        add_visit(
            act,
            new_id(),
            desk.PASSED_ON | {"visitor_name": "秦海燕", "statement": "举报村里账目不清", "confidential": True},
        )


def seen_as(path, who):
    """What the confidential visit and its issue say to somebody who opens the folder with their own password."""
    vault.lock(path)
    password.unlock(path, WORD, who)
    with desk.opened(path) as store:
        (visit,) = veiled(store, Visit, store.find(Visit, "confidential"))
        (issue,) = veiled(store, Issue, store.find(Issue, "sensitive"))
        return visit["statement"], issue["statement"], title_of(issue)


@pytest.fixture
def guarded(station):
    """A folder of four people with passwords, with a confidential matter one of them registered."""
    with desk.opened(station) as store:
        confide(store)
        with acting(store, "operator") as act:
            for name, role in zip(PEOPLE, ("站长", "联络员", "只读"), strict=True):
                add_operator(act, name, role)
    access.protect(station, desk.CLERK, WORD)
    for name in PEOPLE:
        access.admit(station, name, WORD)
    yield station
    vault.lock(station)


@pytest.mark.usefixtures("cheap")
def test_confidential(guarded):
    """Its words are shown to who registered it and to the 站长; to everybody else it says that it is confidential."""
    words = "举报村里账目不清"
    assert seen_as(guarded, OTHER) == seen_as(guarded, HEAD) == (words, words, words)
    assert seen_as(guarded, desk.CLERK) == seen_as(guarded, READER) == (PUT_AWAY, PUT_AWAY, PUT_AWAY)


@pytest.mark.usefixtures("cheap")
def test_who_may_ask(guarded):
    """Another clerk who takes the matter over sees it by asking, which is written down; who may only read is refused."""
    seen_as(guarded, desk.CLERK)
    with desk.opened(guarded) as store, acting(store, looked.KIND) as act:
        assert unveil(act, store.find(Visit)[0])["statement"] == "举报村里账目不清"
    seen_as(guarded, READER)
    with desk.opened(guarded) as store:
        with pytest.raises(NotAllowed, match="只读的人不能看"), acting(store, looked.KIND) as act:
            unveil(act, store.find(Visit)[0])
        assert [one.operator for one in looked.looks(store)] == [desk.CLERK]


def test_without_passwords(station):
    """Where there are no passwords there are no roles: a lone clerk reads it all, who may only read does not."""
    with desk.opened(station) as store:
        confide(store)
        rows = readable(store, Visit, store.find(Visit))
        assert concerned(eyes(store), rows[0])
        assert not concerned(Eyes(READER, "只读", False), rows[0]) and not concerned(
            Eyes(OTHER, "只读", False), rows[0]
        )
        assert concerned(Eyes(OTHER, "联络员", False), rows[0]) and not concerned(Eyes("", "", False), rows[0])


def test_asked_for(store):
    """An issue that is looked at whole is one look at it and at the visits behind it, once a day."""
    for _time in range(2):
        with acting(store, looked.KIND) as act:
            assert unveil(act, store.find(Issue)[0])["raised_by"] == "王秀英"
    ((one),) = looked.looks(store)
    assert [kind for kind, _id in one.records] == ["issue", "visit"] and one.what == "意见" and one.way == "看"


def test_who_a_project_is_between(store):
    """The parties' names and numbers and those in what they agreed on are starred until somebody asks;
    its steps and result are for everybody."""
    id = desk.write(
        store,
        Project,
        {
            "kind": "矛盾调处",
            "title": "水管",
            "year": "2026",
            "parties": "独孤婉儿 13800004321、慕容白雪",
            "agreement": "赔300元，打13800004321",
            "result": "修好了",
        },
    )
    (row,) = veiled(store, Project, [desk.held(store, Project, id)])
    assert not {name for name in ("独孤婉儿", "慕容白雪", "13800004321") if name in str(row)}
    assert (row["result"], set(row["veiled"])) == ("修好了", {"parties", "agreement"})
