"""Somebody who is erased leaves a deputy's households too, and all else of the deputy's stays;
of free words a clerk is told what to mend."""

import shutil

import pytest

from lianluozhan import access, attachment, backup, draft, sweep, vault
from lianluozhan.act import acting
from lianluozhan.activity import Activity
from lianluozhan.ballot import Ballot
from lianluozhan.bystander import ELSEWHERE, MENDED, OPEN_WORDS
from lianluozhan.check import check
from lianluozhan.deputy import Deputy
from lianluozhan.driver import connect
from lianluozhan.duty import Duty
from lianluozhan.erase import follow, going
from lianluozhan.erased import awaiting
from lianluozhan.household import theirs
from lianluozhan.journal import ERASED, digest
from lianluozhan.notice import Notice
from lianluozhan.operator import add_operator
from lianluozhan.package.merge import merge
from lianluozhan.package.unsent import selected
from lianluozhan.project import Project
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.test_erase import OTHER, PERSON, PHONE, SAID, WHO, ended, erased, found_in, lived, shared

PICTURE = b"\x89PNG\r\n\x1a\n" + b"1" * 100
PHOTO = [{"digest": digest(PICTURE), "name": "照片.png", "size": len(PICTURE)}]
KEEPER = {
    "name": "单俊峰",
    "households": [f"{WHO}家", "郭桂兰", f"郭桂兰家 {PHONE}"],
    "phone": "13700000000",
    "id_number": "11010519491231002X",
    "photo": PHOTO,
    "group": "一组",
}
STAYS = KEEPER | {"households": ["郭桂兰"]}


def kept(store, **values):
    """A deputy who keeps in touch with her, with a photo; the id."""
    attachment.keep(store.path.parent, PICTURE, 2026)
    return desk.write(store, Deputy, KEEPER | values)


def as_before(store, id):
    """Whether all that was the deputy's is there, without the two households that are hers."""
    now = desk.held(store, Deputy, id)
    return {name: now.data[name] for name in STAYS} == STAYS


@pytest.fixture
def path(tmp_path):
    """A station's folder."""
    return desk.make(tmp_path / "站")


def test_her_household_goes(path):
    """No file has her name: not the journal's older lines, not a draft of a change of the deputy; what is the deputy's stays."""
    hers = lived(path)
    with desk.opened(path) as store:
        id = kept(store)
        desk.write(store, Deputy, {"households": [*KEEPER["households"], "董䶮"]}, id)
        desk.write(store, Deputy, {"households": KEEPER["households"]}, id)
        other = desk.write(store, Deputy, {"name": "陈秀兰", "households": ["董䶮"], "phone": "13700000001"})
        draft.keep(store, draft.Draft(new_id(), "deputy", {"households": f"{WHO}、董䶮"}, beside={"of": id}))
        draft.keep(
            store,
            draft.Draft(
                id,
                f"{draft.FORM}deputy",
                {"households": f"{WHO}、李芳"},
                beside={"stood": {"households": "、".join(KEEPER["households"])}},
            ),
        )
        draft.keep(
            store,
            draft.Draft("丙", "visit", {"deputies": "单俊峰", "statement": "别人的话"}, beside={"deputies": [id]}),
        )
        one = erased(store, hers)
        assert one.counts["代表"] == 1 and one.elsewhere == ()
        assert [record.id for record in one.records if isinstance(record, Deputy)] == [id]
        assert as_before(store, id)
        assert desk.held(store, Deputy, other).households == ["董䶮"]
        assert [found.id for found in draft.drafts(store, "visit")] == ["丙"] and draft.drafts(
            store, "deputy"
        ) == draft.drafts(store, f"{draft.FORM}deputy") == []
        assert check(store).findings == ()
        with store.transaction():
            store.rebuild()
        assert as_before(store, id) and found_in(path) == []
    backup.backup(path)
    assert found_in(path) == []


def test_in_a_locked_folder(path, tmp_path):
    """The same where the files are locked: their pages are read with the key."""
    access.protect(path, desk.CLERK, "密码要长一点才好1")
    with desk.opened(path) as store:
        hers, id = desk.receive(store, **PERSON), kept(store)
        erased(store, hers)
        assert as_before(store, id)
    plain = tmp_path / "明文"
    plain.mkdir()
    database = connect(path / "station.db", key=vault.file_keys(path)[-1])
    database.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain / "station.db"),))
    database.execute("SELECT sqlcipher_export('plain')")
    database.close()
    assert found_in(plain) == [] and found_in(path) == []
    assert {word for _file, word in found_in(plain, ["郭桂兰", "13700000000"])} == {"郭桂兰", "13700000000"}
    vault.lock(path)


def test_taken_out_by_hand_before(store):
    """A clerk took the household out long ago: the journal's older line has her still, and goes."""
    hers, id = desk.receive(store, **PERSON), kept(store)
    desk.write(store, Deputy, {"households": ["郭桂兰"]}, id)
    one = erased(store, hers)
    assert one.counts["代表"] == 1 and as_before(store, id)
    assert found_in(store.path.parent) == []


def test_nothing_else_is_kept_of_a_deputy(store):
    """A deputy of whom nothing private was written but her household has none afterwards, and is the deputy still."""
    hers = desk.receive(store, **PERSON)
    id = desk.write(store, Deputy, {"name": "单俊峰", "households": [WHO]})
    assert erased(store, hers).counts["代表"] == 1
    now = desk.held(store, Deputy, id)
    assert (now.name, now.households) == ("单俊峰", None) and check(store).findings == ()
    assert found_in(store.path.parent) == []


def test_who_comes_still_stays(store):
    """Of somebody whose old reception is due and who came again since, the household stays, and that is told; with the last it goes."""
    old, late = desk.receive(store, **PERSON | {"received_at": "2016-10-07"}), desk.receive(store, **PERSON)
    id = kept(store, households=[WHO])
    first = erased(store, old)
    assert "代表" not in first.counts and first.elsewhere == ((desk.held(store, Deputy, id), "固定联系户"),)
    assert desk.held(store, Deputy, id).households == [WHO]
    assert erased(store, late).counts["代表"] == 1
    assert found_in(store.path.parent) == []


@pytest.mark.parametrize(
    ("home", "phone", "address", "hers"),
    [
        (WHO, PHONE, None, True),
        (f"{WHO}家", None, None, True),
        (f"{WHO}（东街）", PHONE, "东街3号", True),
        (f"{WHO}（东街）", PHONE, None, True),
        (f"{WHO}（西街）", PHONE, "东街3号", False),
        (f"{WHO} 138-0000-4321", PHONE, "东街3号", True),
        (f"{WHO}（{PHONE}）", PHONE, None, True),
        (f"{WHO} 13900000000", PHONE, None, False),
        (f"{WHO} 13900000000", None, None, True),
        (f"她家 {PHONE}", PHONE, None, True),
        (f"{WHO}芳", PHONE, None, False),
        (f"{WHO}母女", PHONE, None, False),
    ],
)
def test_which_is_hers(home, phone, address, hers):
    """By name as a call is known, and by phone; another's phone or another place behind the name is another's household."""
    assert theirs([home, "郭桂兰"], WHO, phone, address) == ([home] if hers else [])


@pytest.mark.parametrize(
    ("homes", "phone", "hers"),
    [
        ([WHO, PHONE, "郭桂兰"], None, [WHO, PHONE]),
        ([WHO, PHONE, "0355-7520000", "郭桂兰", "13700000002"], PHONE, [WHO, PHONE, "0355-7520000"]),
        ([WHO, "13700000002", "郭桂兰"], PHONE, []),
        (["郭桂兰", PHONE, WHO], PHONE, [PHONE, WHO]),
    ],
    ids=["her phone was not written", "two phones", "another of her name", "her phone behind another's name"],
)
def test_a_phone_that_was_kept_apart(homes, phone, hers):
    """A line that is only a phone belongs to the household before it, as they were once kept: it goes and stays with it."""
    assert theirs(homes, WHO, phone, None) == hers


def test_of_two_of_one_name(store):
    """Only the one whose place is hers goes; where nobody can tell, neither, and the clerk is told."""
    hers = desk.receive(store, **PERSON, visitor_address="东街3号")
    id = kept(store, households=[f"{WHO}（东街）", f"{WHO}（西街）"])
    one = erased(store, hers)
    assert desk.held(store, Deputy, id).households == [f"{WHO}（西街）"] and one.elsewhere
    assert theirs([f"{WHO}（东街）", f"{WHO}（西街）"], WHO, PHONE, None) == []


def test_what_free_words_say_is_mended_first(store):
    """A count's words and a project under way name her: the list says where;
    mended there, what they said before goes with the next list."""
    hers = desk.receive(store, **PERSON)
    under_way = ended(store, desk.issue_of(store, hers))
    count = desk.write(
        store, Ballot, {"kind": "述职评议", "date": "2026-10-20", "remarks": f"{WHO}说他拖拉", "report": "口头报告"}
    )
    board = desk.write(store, Notice, {"name": "公示", "words": f"{WHO}反映的井盖"})
    told = going(store, [desk.held(store, Visit, hers)])
    assert {(record.id, label) for record, label in told.elsewhere} == {
        (under_way, "当事人"),
        (count, "意见建议"),
        (board, "公示内容"),
    }
    assert [MENDED in said for said in told.also] == [record.id != board for record, _label in told.elsewhere]
    assert [OPEN_WORDS in said for said in told.also] == [record.id == board for record, _label in told.elsewhere]
    desk.write(store, Ballot, {"remarks": "有人说他拖拉"}, count)
    desk.write(store, Project, {"parties": "东街一户", "agreement": "换井盖"}, under_way)
    desk.write(store, Notice, {"words": "井盖换了"}, board)
    one = erased(store, hers)
    assert one.elsewhere == () and (one.counts["项目"], one.counts["测评"]) == (1, 1)
    now, done = desk.held(store, Project, under_way), desk.held(store, Ballot, count)
    assert (now.parties, now.agreement, now.state, done.remarks, done.report) == (
        "东街一户",
        "换井盖",
        "计划",
        "有人说他拖拉",
        "口头报告",
    )
    # The notice is open: what hung out is written down for good.
    assert {word for _file, word in found_in(store.path.parent)} == {WHO}
    assert check(store).findings == ()


def test_what_was_written_of_a_session_and_a_meeting(store):
    """Her name in what a deputy did that day, and in what was said at a meeting: told, and gone once it is mended; the rest stays."""
    hers = desk.receive(store, **PERSON)
    (session,) = store.find(Duty)
    desk.write(store, Duty, {"content": f"到{WHO}家看井盖", "outcome": "当天换好"}, session.id)
    met = desk.write(store, Activity, {"kind": "座谈", "record": f"{WHO}说井盖响", "report": "大家的意见"})
    told = {(record.id, label) for record, label in going(store, [desk.held(store, Visit, hers)]).elsewhere}
    assert told == {(session.id, "内容"), (met, "发言摘要")}
    desk.write(store, Duty, {"content": "到家看井盖"}, session.id)
    desk.write(store, Activity, {"record": "有人说井盖响"}, met)
    one = erased(store, hers)
    assert one.elsewhere == () and (one.counts["履职"], one.counts["活动"]) == (1, 1)
    duty, activity = desk.held(store, Duty, session.id), desk.held(store, Activity, met)
    assert (duty.number, duty.content, duty.outcome) == (session.number, "到家看井盖", "当天换好")
    assert (activity.record, activity.report) == ("有人说井盖响", "大家的意见")
    assert check(store).findings == () and found_in(store.path.parent) == []


def test_the_districts_own_roster(store):
    """A deputy of the district's roster is not this station's to write: whom to tell is said, and nothing of it changes."""
    hers = desk.receive(store, **PERSON)
    there = desk.make(store.path.parent.parent / "区", "district", desk.DISTRICT, desk.OFFICE)
    with desk.opened(there) as office:
        id = desk.write(office, Deputy, KEEPER)
        carried(office, store, "station", desk.WORLD)
    one = erased(store, hers)
    assert [record.id for record, _label in one.elsewhere] == [id] and ELSEWHERE in one.also[0]
    assert [held.households for held in store.find(Deputy)] == [KEEPER["households"]]


def test_two_wrote_at_once(store, monkeypatch):
    """What two people wrote of a deputy unseen by each other is decided by a person first: nothing of it is lost by an erasing."""
    hers, id = desk.receive(store, **PERSON), kept(store)
    with store.transaction():
        store.db.execute("INSERT INTO conflict VALUES (?,?,?,?,?)", (desk.WORLD, "deputy", id, "phone", "[]"))
    one = going(store, [desk.held(store, Visit, hers)])
    assert "代表" not in one.counts and [record.id for record, _label in one.elsewhere] == [id]


def carried(sender, to, role, world):
    """What one holds for the other arrives there."""
    chosen = selected(sender, world, role, full=False, masked=False).items()
    entries = [
        e for stream, first in chosen for e in sender.entries("stream=? AND seq>=? ORDER BY seq", (stream, first))
    ]
    return merge(to, entries, sender=sender.identity.role) if entries else None


def test_the_district_follows(path, tmp_path):
    """With the next package her household is hidden at the district, destroyed when confirmed there, and the deputy's
    own stays; an older package brings nothing."""
    office = desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)
    with desk.opened(path) as store, desk.opened(office) as there:
        hers, id = desk.receive(store, **PERSON), kept(store)
        old = list(store.entries("json_extract(data, '$.world')=? ORDER BY stream, seq", (desk.WORLD,)))
        carried(store, there, "district", desk.WORLD)
        attachment.keep(office, PICTURE, 2026)
        key = desk.WORLD, id
        assert there.get(Deputy, key).households == KEEPER["households"]
        erased(store, hers)
        carried(store, there, "district", desk.WORLD)
        assert {name: there.get(Deputy, key).data[name] for name in STAYS} == STAYS
        with acting(there, ERASED, "乙") as act:
            follow(act, awaiting(there), "乙")
        assert sweep.finish(there)
        assert {name: there.get(Deputy, key).data[name] for name in STAYS} == STAYS
        merge(there, old, sender="station")
        assert {name: there.get(Deputy, key).data[name] for name in STAYS} == STAYS
        assert check(there).findings == () and check(store).findings == ()
    assert found_in(office) == [] and found_in(path) == []


def test_an_older_backup(path, tmp_path):
    """Restored, her household is gone again and what is the deputy's, or the others' of an issue, is there."""
    with desk.opened(path) as store:
        hers, _other, issue = shared(store)
        id = kept(store)
    old = backup.backup(path, tmp_path / "旧").path
    with desk.opened(path) as store:
        erased(store, hers)
    shutil.copy(path / sweep.FILE, tmp_path / "旧" / f"erased-{desk.WORLD}.json")
    assert WHO not in (path / sweep.FILE).read_text("utf-8")
    again = tmp_path / "恢复"
    backup.restore(old, again)
    with desk.opened(again) as store:
        assert as_before(store, id)
        now = desk.held(store, type(issue), issue.id)
        assert (now.raised_by, now.statement, now.summary) == (OTHER, "也被吵得睡不着", "井盖扰民")
        assert check(store).findings == () and found_in(again) == []
        with store.transaction():
            store.rebuild()
        assert as_before(store, id)
    with desk.opened(again) as store:
        assert as_before(store, id) and store.setting(sweep.OWED) is None


def named_in_words(store):
    """A settlement and a count in whose free words she stands besides others; their ids."""
    parties = {
        "kind": "矛盾调处",
        "title": "东街",
        "parties": f"甲、{WHO}",
        "agreement": "两家各让一步",
        "consent": "甲",
    }
    words = {"date": "2026-10-01", "deputy": "单俊峰", "report": "办了十件事", "remarks": f"{WHO}说好"}
    return desk.write(store, Project, parties), desk.write(store, Ballot, words)


@pytest.mark.parametrize("mended", [True, False], ids=["mended", "not mended yet"])
def test_an_older_backup_of_free_words(path, tmp_path, mended):
    """Restored from before a clerk mended the words, or from after: what names her is gone, all else of settlement and count stays."""
    with desk.opened(path) as store:
        hers = desk.receive(store, **PERSON)
        project, count = named_in_words(store)

    def mend():
        with desk.opened(path) as store:
            desk.write(store, Project, {"parties": "甲、另一家"}, project)
            desk.write(store, Ballot, {"remarks": "有人说好"}, count)

    mended and mend()
    old = backup.backup(path, tmp_path / "旧").path
    mended or mend()
    with desk.opened(path) as store:
        assert erased(store, hers).counts["项目"] == 1
    shutil.copy(path / sweep.FILE, tmp_path / "旧" / f"erased-{desk.WORLD}.json")
    again = tmp_path / "恢复"
    backup.restore(old, again)
    with desk.opened(again) as store:
        settled, counted = desk.held(store, Project, project), desk.held(store, Ballot, count)
        assert (settled.agreement, settled.consent, counted.report) == ("两家各让一步", "甲", "办了十件事")
        assert (settled.parties, counted.remarks) == (("甲、另一家", "有人说好") if mended else (None, None))
        assert check(store).findings == () and found_in(again) == []


def test_an_older_backup_of_what_went_whole(path, tmp_path):
    """Restored, a settlement that went whole with her has nothing of it again, though its words do not name her."""
    with desk.opened(path) as store:
        hers = desk.receive(store, **PERSON)
        id = ended(store, desk.issue_of(store, hers), finished_on="2026-10-30", agreement="两家各让一步")
    old = backup.backup(path, tmp_path / "旧").path
    with desk.opened(path) as store:
        erased(store, hers)
    shutil.copy(path / sweep.FILE, tmp_path / "旧" / f"erased-{desk.WORLD}.json")
    again = tmp_path / "恢复"
    backup.restore(old, again)
    with desk.opened(again) as store:
        assert desk.held(store, Project, id).agreement is None
        assert found_in(again, [*SAID, "两家各让一步"]) == []


def test_a_backup_from_before_she_came(path, tmp_path):
    """One that has her in a household and in words, and not her reception: nobody can tell there who she is, so no household and
    no free words stay, and all else does."""
    with desk.opened(path) as store:
        id, (project, count) = kept(store), named_in_words(store)
    old = backup.backup(path, tmp_path / "旧").path
    with desk.opened(path) as store:
        desk.write(store, Project, {"parties": "甲、另一家"}, project)
        desk.write(store, Ballot, {"remarks": "有人说好"}, count)
        erased(store, desk.receive(store, **PERSON))
    shutil.copy(path / sweep.FILE, tmp_path / "旧" / f"erased-{desk.WORLD}.json")
    again = tmp_path / "恢复"
    backup.restore(old, again)
    with desk.opened(again) as store:
        now = desk.held(store, Deputy, id)
        assert {name: now.data[name] for name in STAYS} == STAYS | {"households": None}
        assert desk.held(store, Project, project).agreement is None
        assert check(store).findings == () and found_in(again) == []


def test_a_backup_between_two_erasings(path, tmp_path):
    """One made after the first and before the second: what was written again after the first stays when it is restored."""
    with desk.opened(path) as store:
        hers, _other, issue = shared(store)
        id, last = kept(store), desk.receive(store, **PERSON | {"visitor_name": "上官云珠", "visitor_phone": None})
        desk.write(store, Deputy, {"households": [*KEEPER["households"], "上官云珠"]}, id)
        erased(store, hers)
        assert desk.held(store, Deputy, id).households == ["郭桂兰", "上官云珠"]
    between = backup.backup(path, tmp_path / "旧").path
    with desk.opened(path) as store:
        erased(store, last)
        assert as_before(store, id)
    shutil.copy(path / sweep.FILE, tmp_path / "旧" / f"erased-{desk.WORLD}.json")
    again = tmp_path / "恢复"
    backup.restore(between, again)
    with desk.opened(again) as store:
        assert as_before(store, id) and desk.held(store, type(issue), issue.id).raised_by == OTHER
        assert check(store).findings == () and found_in(again, [*SAID, "上官云珠"]) == []


def test_an_older_data_file_opened_by_a_reader(path, tmp_path):
    """Who may write nothing opens it first: it is clean at once, and what is the deputy's comes back with the first who may."""
    with desk.opened(path) as store, acting(store, "add") as act:
        add_operator(act, "看的人", "只读")
    access.protect(path, desk.CLERK, "密码要长一点才好1")
    access.admit(path, "看的人", "只能看的密码也要长2")
    with desk.opened(path) as store:
        hers, id = desk.receive(store, **PERSON), kept(store)
    shutil.copy(path / "station.db", tmp_path / "station.db")
    with desk.opened(path) as store:
        erased(store, hers)
    shutil.copy(tmp_path / "station.db", path / "station.db")
    vault.lock(path)
    access.password.unlock(path, "只能看的密码也要长2", "看的人")
    with desk.opened(path) as store:
        assert desk.held(store, Deputy, id).households is None and desk.held(store, Visit, hers).visitor_name is None
    vault.lock(path)
    access.password.unlock(path, "密码要长一点才好1", desk.CLERK)
    with desk.opened(path) as store:
        assert as_before(store, id) and check(store).findings == ()
    vault.lock(path)
