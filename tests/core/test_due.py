"""Whose private part travels: by default only of what was reported up, later when it becomes so, and never anybody else's."""

import json
from types import SimpleNamespace

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.appointment import Appointment
from lianluozhan.attachment import keep, paper
from lianluozhan.check import check
from lianluozhan.closing import close
from lianluozhan.deadline import Rule
from lianluozhan.deputy import Deputy
from lianluozhan.errors import Damaged
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.journal import digest
from lianluozhan.month import MonthEnd
from lianluozhan.package import enrol, keycard
from lianluozhan.package.due import RULE, SCOPE, scope
from lianluozhan.package.manifest import Party, read_manifest
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read, unlock
from lianluozhan.package.write import Sending, export, to_keys
from lianluozhan.record import new_id
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, NAME, do, empty, opened

PHOTO = b"photo of a lamp" * 9
PEOPLE = {"甲": "13800000001", "乙": "13800000002", "丙": "13800000003"}


@pytest.fixture
def ends(tmp_path):
    """A station with one visitor answered on the spot, one reported up, one passed on in town; its district; a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    paths = empty(tmp_path / "站"), empty(tmp_path / "区", "district", "140405", "区人大")
    with opened(paths[0]) as town, opened(paths[1]) as office:
        made = SimpleNamespace(
            town=town,
            office=office,
            stick=stick,
            keys={s: Keys.load(p / KEYS) for s, p in zip((town, office), paths, strict=True)},
        )
        with acting(town, "enrol") as act:
            enrol.accept(act, keycard.own_party(office))
        keep(paths[0], PHOTO, 2026)
        photo = [{"digest": digest(PHOTO), "name": "王甲家门口.jpg", "size": len(PHOTO)}]
        made.paper = lambda one: paper(paths[0], one)
        for hour, (who, outcome) in enumerate((("甲", "当场答复"), ("乙", "报区办理"), ("丙", "乡镇办理")), 9):
            more = {"referred_to": "渔泽镇人民政府"} if outcome == "乡镇办理" else {}
            more |= {"attachments": photo} if who == "甲" else {}
            station.receive(
                town,
                received_at=f"2026-10-14T{hour:02d}:00",
                visitor_name=f"王{who}",
                visitor_phone=PEOPLE[who],
                statement=f"王{who}说路灯不亮",
                reply=f"对王{who}说了",
                outcome=outcome,
                **more,
            )
        yield made


def send(ends, sender, **how):
    """A package from here for the other side, without delivering it."""
    to = keycard.own_party(ends.town) if sender is ends.office else None
    sending = Sending(to=to, full=how.pop("full", False), paper=ends.paper, **how)
    return export(sender, ends.keys[sender], ends.stick, to_keys(sender, to), sending)


def carry(ends, sender):
    """A stick from here to there; what was reported."""
    to = ends.town if sender is ends.office else ends.office
    return receive(to, read(send(ends, sender).path, ends.keys[to]))


def readable_bytes(ends, done):
    """All that can be read in a package once it is opened: the zip, and each member."""
    inside = unlock(done.path.read_bytes(), ends.keys[ends.office], None)
    package = read(done.path, ends.keys[ends.office])
    return inside + b"".join(e.data + (e.private or b"") for e in package.entries) + b"".join(package.papers.values())


@pytest.fixture
def november():
    """October is over."""
    clock.set_today("2026-11-02")
    yield
    clock.set_today(None)


def test_the_papers_of_a_closed_month(ends, november):
    """They name everybody who came: they stay at the station with their names, unless the district is to have all."""
    with acting(ends.town, "close") as act:
        close(act, "2026-10")
    (closed,) = ends.town.find(MonthEnd)
    assert len(closed.attachments) == 5
    done = send(ends, ends.town)
    assert done.papers == 0 and "接待日志-2026-10".encode() not in readable_bytes(ends, done)
    carry(ends, ends.town)
    (there,) = ends.office.find(MonthEnd)
    assert (there.closed_on, there.attachments) == (closed.closed_on, None)
    with acting(ends.town, "rule") as act:
        act.write(Rule, new_id(), {"name": RULE, "year": 2026, "values": {SCOPE: "all"}}, "local")
    assert send(ends, ends.town, full=True).papers >= 5


def names(ends):
    """Who is known at the district."""
    return [v.visitor_name for v in ends.office.find(Visit, order="received_at")]


def rule(store, wanted):
    """The district says what it wants."""
    with acting(store, "rule") as act:
        act.write(Rule, new_id(), {"name": RULE, "values": {SCOPE: wanted}})


@pytest.mark.parametrize("full", [True, False])
def test_nothing_of_the_others(ends, full):
    """In the decrypted bytes stands neither name nor telephone nor word nor paper of who was answered on the spot or in town."""
    data = readable_bytes(ends, send(ends, ends.town, full=full))
    for who in "甲丙":
        assert f"王{who}".encode() not in data and PEOPLE[who].encode() not in data
    assert "王乙说路灯不亮".encode() in data and PEOPLE["乙"].encode() in data
    assert PHOTO not in data


def test_the_figures_are_whole(ends):
    """The district has every visit and issue, counts them, and knows the people of what was reported only."""
    carry(ends, ends.town)
    assert names(ends) == [None, "王乙", None]
    assert [v.outcome for v in ends.office.find(Visit, order="received_at")] == ["当场答复", "报区办理", "乡镇办理"]
    assert [(i.raised_by, i.state) for i in ends.office.find(Issue, order="number")] == [
        ("王乙", "待区处理"),
        (None, "办理中"),
    ]
    assert check(ends.office).findings == ()


def test_what_is_not_due_is_not_sent_again(ends):
    """A receipt covers entries whose private part the manifest says was not due."""
    carry(ends, ends.town)
    carry(ends, ends.office)
    assert send(ends, ends.town).entries < 3


def test_it_follows_when_it_is_reported(ends):
    """Once an issue goes up, its visit's people travel too, also those of long ago; then nothing more is sent."""
    for sender in (ends.town, ends.office, ends.town):
        carry(ends, sender)
    do(ends.town, "Y0002", "报区", reason="超出权限", organ="区住建局")
    report = carry(ends, ends.town)
    assert report.filled >= 2 and names(ends) == [None, "王乙", "王丙"]
    assert ends.office.find(Issue, order="number")[1].raised_by == "王丙"
    carry(ends, ends.office)
    assert send(ends, ends.town).entries < 3
    assert "王甲".encode() not in readable_bytes(ends, send(ends, ends.town, full=True))


def test_a_lost_stick_loses_nothing(ends):
    """The package that carried the report is lost: the next one carries it, and the people, again."""
    carry(ends, ends.town)
    carry(ends, ends.office)
    do(ends.town, "Y0002", "报区", reason="超出权限", organ="区住建局")
    send(ends, ends.town)
    carry(ends, ends.town)
    assert names(ends)[2] == "王丙"


def test_a_visit_joined_to_it_later(ends):
    """Another visit that is put to a reported issue travels with that."""
    carry(ends, ends.town)
    carry(ends, ends.office)
    (issue,) = ends.town.find(Issue, "number LIKE '%Y0001'")
    first = ends.town.find(Visit, order="received_at")[0]
    with acting(ends.town, "amend") as act:
        act.write(Issue, issue.id, {"visits": [*issue.visits, first.id]})
    carry(ends, ends.town)
    assert names(ends)[0] == "王甲"


def test_the_rule(ends):
    """The district's rule says all; anything else means reported."""
    for wanted, meant in (("all", "all"), ("reported", "reported"), ("???", "reported")):
        rule(ends.office, wanted)
        assert scope(ends.office) == meant
    rule(ends.office, "all")
    carry(ends, ends.town)
    carry(ends, ends.office)
    assert scope(ends.town) == "all"
    assert "王甲".encode() in readable_bytes(ends, send(ends, ends.town, full=True))


def test_remarks_and_appointments(ends):
    """Why a withheld visit was amended, and who made an appointment, stay with it."""
    first = ends.town.find(Visit, order="received_at")[0]
    with acting(ends.town, "amend") as act:
        amend(act, first, {"visitor_phone": "13800000009"}, "王甲打电话来改的")
        act.write(Appointment, new_id(), {"at": "2026-10-20T09:00", "name": "王丁", "phone": "13800000004"})
    data = readable_bytes(ends, send(ends, ends.town))
    assert not [word for word in ("王甲", "王丁", "13800000004", "13800000009") if word.encode() in data]


def test_a_deputy_placed_anew(ends):
    """A deputy's telephone comes once the deputy is placed at the station, and only then; a receipt covers the others."""
    with acting(ends.office, "add") as act:
        act.write(Deputy, "deputy-1", {"name": "单俊峰", "phone": "13900000001", "places": ["别处站"]})
    for sender in (ends.town, ends.office, ends.town):
        carry(ends, sender)
    assert ends.town.find(Deputy)[0].phone is None
    assert send(ends, ends.office).entries < 3
    with acting(ends.office, "amend") as act:
        act.write(Deputy, "deputy-1", {"places": [NAME]})
    carry(ends, ends.office)
    assert ends.town.find(Deputy)[0].phone == "13900000001"


@pytest.mark.parametrize("withheld", [7, [], {"ab" * 8: [1]}, {"": []}, None])
def test_a_manifest_that_withholds_nonsense(ends, withheld):
    """What is withheld must be of the streams and entries the package holds."""
    package = read(send(ends, ends.town).path, ends.keys[ends.office])
    kept = json.loads(package.manifest.data())
    (stream,) = kept["streams"]
    assert kept["withheld"][stream]
    for wrong in (withheld, {stream: [10**6]}, {stream: ["1"]}, {stream: 1}):
        with pytest.raises(Damaged):
            read_manifest(
                json.dumps(
                    kept | {"withheld": wrong}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
                ).encode()
            )


def test_to_whom_it_is(ends):
    """The other PC of the same station gets everything."""
    to = Party("station", CODE, NAME, keycard.own_party(ends.town).keys)
    done = export(ends.town, ends.keys[ends.town], ends.stick, to_keys(ends.town, to), Sending(to=to, full=True))
    package = read(done.path, ends.keys[ends.town])
    assert "王甲".encode() in b"".join(e.private or b"" for e in package.entries)


def test_before_the_district_is_met(tmp_path):
    """Without the district's card a package is locked with words a person chose for it, and holds all."""
    with opened(empty(tmp_path / "独")) as town:
        assert scope(town) == "all"
