"""脱敏: what identifies or quotes a person is in no byte of any file any more, what is counted stays, and nothing brings it back."""

import json
import shutil
import zipfile

import pytest

from lianluozhan import access, attachment, backup, draft, rotation, sweep, vault
from lianluozhan.act import acting
from lianluozhan.check import check
from lianluozhan.deputy import Deputy
from lianluozhan.driver import connect
from lianluozhan.erase import check_confirmed, erase, going, number_of
from lianluozhan.erased import erasings, hidden
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASE
from lianluozhan.note import Note
from lianluozhan.project import Project, add_project
from lianluozhan.readable import history
from lianluozhan.record import new_id
from lianluozhan.search import condition
from lianluozhan.undo import undo
from lianluozhan.visit import Visit
from tests.core import desk

WHO, PHONE, WORDS, ANSWER = "独孤婉儿", "13800004321", "井盖响得整夜睡不着", "已派人去看井盖"
OTHER = "慕容白雪"
PHOTO = b"\x89PNG\r\n\x1a\n" + WORDS.encode() * 50
SAID = [WHO, PHONE, WORDS, ANSWER]
PERSON = {"visitor_name": WHO, "visitor_phone": PHONE, "statement": WORDS, "location": "东街"} | {
    name: desk.PASSED_ON[name] for name in ("received_at", "outcome", "referred_to", "deputies")
}


def lived(path):
    """A folder in which somebody came, was answered, left a photo, is being amended; and another one came too."""
    with desk.opened(path) as store:
        photo = attachment.keep(path, PHOTO, 2026)
        id = desk.receive(store, **PERSON, attachments=[{"digest": photo, "name": f"{WHO}.png", "size": len(PHOTO)}])
        desk.write(store, Visit, {"reply": ANSWER * 300}, id)
        issue = desk.issue_of(store, id)
        with acting(store, "follow") as act:
            follow(act, issue, "批注", {"text": f"{WHO}又打来电话"})
        desk.write(store, Note, {"about": id, "action": "批注", "text": f"{WHO}家里有老人"})
        desk.receive(store, **PERSON | {"visitor_name": OTHER, "visitor_phone": "13900000000", "statement": "路灯不亮"})
        draft.keep(store, draft.Draft(new_id(), "visit", {"visitor_name": WHO}, beside={"of": id}))
    return id


def erased(store, id, by="赵敏"):
    """All that goes with a reception is erased; returns it."""
    one = going(store, [desk.held(store, Visit, id)])
    with acting(store, ERASE) as act:
        erase(act, one, number_of(store.identity.world, "2026-11-26", one), by)
    assert sweep.finish(store)
    return one


def found_in(path, words=SAID):
    """Every file of a folder, zips opened and locked data files as their pages are, in which one of the words is."""
    found = []
    for file, data in desk.bytes_of(path):
        pieces = {file.name: data}
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as bundle:
                pieces |= {f"{file.name}/{name}": bundle.read(name) for name in bundle.namelist()}
        found += [(name, word) for name, piece in pieces.items() for word in words if word.encode() in piece]
    return found


@pytest.fixture
def path(tmp_path):
    """A station's folder."""
    return desk.make(tmp_path / "站")


def test_nothing_of_it_is_left(path):
    """In no file of the folder: journal, tables, index, drafts, papers, free pages, what is written ahead, the next backup."""
    id = lived(path)
    assert {word for _file, word in found_in(path)} == set(SAID)
    with desk.opened(path) as store:
        one = erased(store, id)
        assert one.counts == {"接待": 1, "意见": 1, "办理": 1, "批注": 1}
        assert not store.find(Visit, *condition(store, Visit, WHO, {}))
        assert store.setting("erasing") is None
        assert found_in(path) == []
        assert desk.papers_in(path) == {}
        assert draft.drafts(store, "visit") == []
        assert check(store).findings == ()
        with store.transaction():
            store.rebuild()
        assert found_in(path) == []
    backup.backup(path)
    assert found_in(path) == []
    assert {word for _file, word in found_in(path, [OTHER])} == {OTHER}  # who was not meant is all there


def test_what_stays(path):
    """Number, dates, place, category, outcome, state: whatever is counted is as before; the issue goes on."""
    id = lived(path)
    with desk.opened(path) as store:
        visit, issue = desk.held(store, Visit, id), desk.issue_of(store, id)
        erased(store, id)
        now = desk.held(store, Visit, id)
        kept = {name for name, field in Visit.fields.items() if not field.private and visit.data[name] is not None}
        assert {name: now.data[name] for name in kept} == {name: visit.data[name] for name in kept}
        assert not any(now.data[name] for name, field in Visit.fields.items() if field.private)
        again = desk.issue_of(store, id)
        assert (again.number, again.state, again.organ, again.due_on, again.turn) == (
            issue.number,
            issue.state,
            issue.organ,
            issue.due_on,
            issue.turn,
        )
        assert {one.by for one in erasings(store)} == {"赵敏"}
        assert hidden(store) == set()


def test_locked_folder(tmp_path):
    """The same where the files are locked: their pages are read with the key and searched."""
    path = desk.make(tmp_path / "站")
    access.protect(path, desk.CLERK, "密码要长一点才好1")
    id = lived(path)
    with desk.opened(path) as store:
        erased(store, id)
    plain = tmp_path / "明文"
    plain.mkdir()
    for file in path.glob("*.db"):
        database = connect(file, key=vault.file_keys(path)[-1])
        database.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain / file.name),))
        database.execute("SELECT sqlcipher_export('plain')")
        database.close()
    assert (plain / "station.db").stat().st_size > 4096
    assert found_in(plain) == []
    assert found_in(path) == []
    vault.lock(path)


def test_an_older_backup_brings_nothing_back(path, tmp_path):
    """Restored, it is erased again up to what was seen then, papers too; a daily one needs no erased paper to be whole."""
    id = lived(path)
    whole = backup.backup(path, tmp_path / "别处").path
    daily = rotation.daily(path).kept.path
    before = daily.read_bytes()
    with desk.opened(path) as store:
        erased(store, id)
    rotation.daily(path)
    daily.write_bytes(before)  # one of an earlier day would have stayed: it is as it was
    assert found_in(path / "备份", [WHO])
    assert [PHOTO in file.read_bytes() for file in (path / "备份").glob("附件-*.db")] == [False]
    shutil.copy(path / "备份" / "erased-140405102.json", tmp_path / "别处")
    for n, file in enumerate((whole, daily)):
        again = tmp_path / f"恢复{n}"
        backup.restore(file, again)
        assert found_in(again) == []  # whoever only reads it first sees nothing either
        with desk.opened(again, write=False) as store:
            assert desk.held(store, Visit, id).visitor_name is None
        with desk.opened(again) as store:
            assert desk.held(store, Visit, id).visitor_name is None
            # Its district hears of it again.
            assert [(one.noun, one.id) for one in erasings(store) if one.id == id] == [("visit", id)]
            assert check(store).findings == ()
            assert found_in(again) == []
            assert desk.papers_in(again) == {}


def test_a_data_file_put_back(path, tmp_path):
    """An older station.db copied over the new one is erased again too, and only up to what had been seen then."""
    id = lived(path)
    for name in ("station.db", "papers-2026.db"):
        shutil.copy(path / name, tmp_path / name)
    with desk.opened(path) as store:
        erased(store, id)
    for name in ("station.db", "papers-2026.db"):
        shutil.copy(tmp_path / name, path / name)
    with desk.opened(path) as store:
        assert desk.held(store, Visit, id).visitor_name is None
        assert found_in(path) == []
        desk.write(store, Visit, {"remarks": "本人后来又来过"}, id)
    with desk.opened(path) as store:
        # What had seen it stays, however often it is opened.
        assert desk.held(store, Visit, id).remarks == "本人后来又来过"


@pytest.mark.parametrize("at", ["_blocks", "told_to", "_take_out", "_drop_drafts", "_clean", "_digest"])
def test_cut_short(path, monkeypatch, at):
    """Wherever the program dies, the journal has erased all or nothing, and opening the folder ends what was begun."""
    id = lived(path)

    class Killed(BaseException):
        """The light goes out."""

    def dies(*_args):
        raise Killed

    with pytest.raises(Killed), desk.opened(path) as store:
        one = going(store, [desk.held(store, Visit, id)])
        with acting(store, ERASE) as act:
            erase(act, one, "TM1", "赵敏")
        monkeypatch.setattr(sweep, at, dies)
        sweep.finish(store)
    monkeypatch.undo()
    with desk.opened(path) as store:
        assert store.setting("erasing") is None
        assert found_in(path) == []
        assert check(store).findings == ()


def test_cut_short_between_a_paper_and_its_pages(path, tmp_path):
    """Killed when the paper has left its table and not yet the file, which what is written ahead of it still covers."""
    id = lived(path)
    with desk.opened(path) as store:
        one = going(store, [desk.held(store, Visit, id)])
        with acting(store, ERASE) as act:
            erase(act, one, "TM1", "赵敏")
        with attachment.written(path / "papers-2026.db") as papers:
            papers.conn.execute("DELETE FROM paper")
            papers.conn.commit()
            shutil.copytree(path, tmp_path / "断电")
    assert ("papers-2026.db", WORDS) in found_in(tmp_path / "断电")
    with desk.opened(tmp_path / "断电"):
        assert found_in(tmp_path / "断电") == []


def test_all_or_nothing(path):
    """An erasing that fails in its transaction changes nothing."""
    id = lived(path)
    with desk.opened(path) as store:
        before = desk.tables(store)
        with pytest.raises(ZeroDivisionError), acting(store, ERASE) as act:
            erase(act, going(store, [desk.held(store, Visit, id)]), "TM1", "赵敏")
            act.finish()
            assert desk.held(store, Visit, id).visitor_name is None
            raise ZeroDivisionError
        assert desk.tables(store) == before
        assert store.setting("erasing") is None


def test_a_shared_issue_stays(store):
    """An issue others raised too is not erased with one of them, and is named; with all of them it is."""
    one, other = desk.receive(store, **desk.PASSED_ON), desk.receive(store)
    issue = desk.issue_of(store, one)
    desk.write(store, Issue, {"visits": [one, other]}, issue.id)
    first = going(store, [desk.held(store, Visit, one)])
    assert ([record.noun for record in first.records], [record.id for record in first.shared]) == (
        ["visit"],
        [issue.id],
    )
    both = going(store, [desk.held(store, Visit, id) for id in (one, other)])
    assert issue.id in {record.id for record in both.records}
    assert both.shared == ()
    whole = going(store, [desk.held(store, Issue, issue.id)])
    assert {record.id for record in whole.records} >= {one, other, issue.id}


def shared(store):
    """An issue that she raised first and somebody else joined; returns both receptions and the issue."""
    hers, other = (
        desk.receive(store, **PERSON),
        desk.receive(store, visitor_name=OTHER, visitor_phone="13900000000", statement="也被吵得睡不着"),
    )
    issue = desk.issue_of(store, hers)
    desk.write(store, Issue, {"visits": [hers, other], "summary": "井盖扰民"}, issue.id)
    return hers, other, issue


def test_of_a_shared_issue_only_hers_goes(path):
    """The issue others raised too goes on in their name: hers, her phone and her words leave it, what is everybody's stays."""
    with desk.opened(path) as store:
        hers, _other, issue = shared(store)
        one = erased(store, hers)
        assert (one.counts, [record.id for record in one.shared]) == ({"接待": 1, "意见": 1}, [issue.id])
        now = desk.held(store, Issue, issue.id)
        assert (now.raised_by, now.raiser_phone, now.statement, now.summary) == (
            OTHER,
            "13900000000",
            "也被吵得睡不着",
            "井盖扰民",
        )
        assert (now.state, now.number, now.visits) == (issue.state, issue.number, [hers, _other])
        assert [found.id for found in store.find(Issue, *condition(store, Issue, "吵得", {}))] == [issue.id]
        assert not store.find(Issue, *condition(store, Issue, WHO, {}))
        assert check(store).findings == ()
        with store.transaction():
            store.rebuild()
        assert desk.held(store, Issue, issue.id).raised_by == OTHER
    assert found_in(path) == []


def ended(store, issue, **values):
    """A project that came of an issue, with her among its parties, and is over; its id."""
    id = new_id()
    with acting(store, "add_project") as act:
        add_project(
            act,
            id,
            {
                "kind": "矛盾调处",
                "title": "东街井盖",
                "issues": [issue.number],
                "parties": f"{WHO} {PHONE}",
                "agreement": WORDS,
            }
            | values,
        )
    return id


def test_a_project_that_came_of_it(path):
    """What was settled between people goes with their issue once it is over; its steps and result stay."""
    with desk.opened(path) as store:
        hers = desk.receive(store, **PERSON)
        id = ended(store, desk.issue_of(store, hers), finished_on="2026-10-30", result="换了井盖")
        assert erased(store, hers).counts["项目"] == 1
        now = desk.held(store, Project, id)
        assert (now.parties, now.agreement, now.result, now.state) == (None, None, "换了井盖", "完成")
        assert check(store).findings == ()
    assert found_in(path) == []


def test_a_deputys_own_is_not_taken(store):
    """Somebody who stands among a deputy's households takes nothing of the deputy's with them."""
    keeper = desk.write(store, Deputy, {"name": "单俊峰", "households": [f"{WHO}家"], "phone": "13700000000"})
    assert going(store, [desk.held(store, Deputy, keeper)]).records == ()


def test_a_paper_named_elsewhere_stays(path):
    """A photo another record names too is not taken away."""
    with desk.opened(path) as store:
        photo = [{"digest": attachment.keep(path, PHOTO, 2026), "name": "井盖.png", "size": len(PHOTO)}]
        one = desk.receive(store, **PERSON, attachments=photo)
        desk.receive(store, attachments=photo)
        erased(store, one)
        assert set(desk.papers_in(path)) == {photo[0]["digest"]}
        assert json.loads((path / sweep.FILE).read_text("utf-8"))["erased"][0]["papers"] == []


def test_the_open_parts_that_name_somebody_are_told(store):
    """A name in a title or place was never apart: it stays, and that is said before anything is done."""
    id = desk.receive(store, **PERSON | {"location": f"{WHO}家门口"})
    named = going(store, [desk.held(store, Visit, id)]).named
    assert ("visit", "问题地点") in {(record.noun, label) for record, label in named}


def test_what_was_signed_is_what_is_erased(store):
    """Another record, another day: another number; only the 站长's name and the number of the list as it is now confirm it."""
    one, other = desk.receive(store), desk.receive(store)
    day, signed = "2026-11-26", going(store, [desk.held(store, Visit, one)])
    number = number_of(store.identity.world, day, signed)
    more = number_of(store.identity.world, day, going(store, [desk.held(store, Visit, id) for id in (one, other)]))
    assert number.startswith("TM140405102-20261126-") and number != more
    check_confirmed(store, number, "赵敏", number.lower())
    for by, typed in (("", number), ("赵敏", more)):
        with pytest.raises(BadInput):
            check_confirmed(store, number, by, typed)


def test_it_stands_in_the_history(store):
    """What became of a record says that it was erased, by which list; no field that a record does not have."""
    id = desk.receive(store, **PERSON)
    one = erased(store, id)
    last, number = history(store, desk.held(store, Visit, id))[-1], number_of(store.identity.world, "2026-11-26", one)
    assert last["fields"] == [f"脱敏，清单 {number}"] and last["set"] == {"of": "visit", "list": number, "by": "赵敏"}


def test_what_led_to_it_is_not_taken_back(store):
    """Once something is erased here, no act from before is undone: nobody may believe that the names are there again."""
    id = desk.receive(store, **PERSON)
    with acting(store, "visit") as act:
        act.write(Visit, id, {"location": "东街"}, store.identity.world)
        before = act.act_id
    with acting(store, "erase") as act:
        erase(act, going(store, [desk.held(store, Visit, id)]), "TM1", "赵敏")
    with pytest.raises(NotAllowed, match="做过脱敏"), acting(store, "undo") as act:
        undo(act, before)
