"""One person's rights: everything of them is found and handed over, a person says which is theirs;
what is asked and decided stays readable."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from lianluozhan import access, attachment, password, person, vault
from lianluozhan.act import acting
from lianluozhan.appointment import Appointment
from lianluozhan.ballot import Ballot
from lianluozhan.case_data import imprint_of
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.erase_data import application_list, carry_out
from lianluozhan.errors import BadInput, NotAllowed, Problem
from lianluozhan.handling import follow
from lianluozhan.looked import looks
from lianluozhan.note import AGREED, REFUSED
from lianluozhan.notice import Notice
from lianluozhan.operator import add_operator
from lianluozhan.person_data import OWN_WISH, hand_over
from lianluozhan.project import Project
from lianluozhan.report import person_file
from lianluozhan.report.page import pdf
from lianluozhan.report.person_sheet import sheets
from lianluozhan.sheet.write import write
from lianluozhan.visit import Visit
from tests.core import desk

WHO, PHONE, ID = "独孤婉儿", "13800004321", "11010519491231002X"
HERS = {"visitor_name": WHO, "visitor_phone": PHONE, "visitor_address": "后沟村3号"}


@pytest.fixture
def hers(store):
    """Four receptions: hers; by her phone under another name; at her address; another of her name, far away."""
    return [
        desk.receive(store, **desk.PASSED_ON | HERS | {"statement": "她的原话"}),
        desk.receive(store, visitor_name="她家里人", visitor_phone=PHONE, received_at="2026-10-09T09:00"),
        desk.receive(store, visitor_name=WHO, visitor_address="后沟村3号", received_at="2026-10-10T09:00"),
        desk.receive(store, visitor_name=WHO, visitor_address="东街", received_at="2026-10-11T09:00"),
    ]


def whys(found):
    """{record: why}."""
    return {hit.record.id: hit.why for hit in found}


def test_found(store, hers):
    """By phone, by name and address, by name alone, by a mention: each says why, the surest first."""
    desk.receive(store, visitor_name="邻居", statement=f"和{WHO}一起来的", received_at="2026-10-12T09:00")
    told = store.find(Visit, "visitor_name='邻居'")[0].id
    hits = person.found(store, WHO, PHONE)
    assert whys(hits) == {
        hers[0]: "同电话",
        hers[1]: "同电话",
        hers[2]: "同名同住址",
        hers[3]: "同名",
        told: "文字里提到",
    }
    assert [hit.why for hit in hits] == ["同电话", "同电话", "同名同住址", "同名", "文字里提到"]
    assert whys(person.found(store, phone="138 0000 4321")) == {hers[0]: "同电话", hers[1]: "同电话"}


def test_found_by_id_number_and_elsewhere(store):
    """The number of the identity card; an appointment; what a deputy wrote of them."""
    id = desk.receive(store, visitor_name="不肯说名字", visitor_id_number=ID)
    assert whys(person.found(store, id_number=ID.lower())) == {id: "同身份证号"}
    waits = desk.write(store, Appointment, {"at": "2026-10-07T09:00", "name": WHO})
    wrote = desk.write(store, Duty, {"begin": "2026-10-07", "kind": "视察", "content": f"看望{WHO}"})
    assert whys(person.found(store, WHO)) == {waits: "同名", wrote: "文字里提到"}


def test_found_in_what_a_station_does_besides(store):
    """Among the parties of a project, a deputy's households, what slips of a ballot say, a notice; a deputy's own is not handed over."""
    kept = desk.write(store, Deputy, {"name": "单俊峰", "households": [f"{WHO}家"], "phone": "13700000000"})
    settled = desk.write(
        store, Project, {"kind": "矛盾调处", "title": "井盖", "parties": f"{WHO} {PHONE}", "year": "2026"}
    )
    slips = desk.write(store, Ballot, {"kind": "述职评议", "date": "2026-10-07", "remarks": f"{WHO}的事没有办"})
    board = desk.write(store, Notice, {"name": "公示", "words": f"{WHO}反映的井盖"})
    assert whys(person.found(store, WHO)) == dict.fromkeys((kept, settled, slips, board), "文字里提到")
    assert whys(person.found(store, phone=PHONE)) == {settled: "文字里提到"}
    every = [hit.record for hit in person.found(store, WHO)]
    assert set(person.held(store, every, imprint_of(store, "2026-11-26")).parts) == {"项目", "测评", "公示"}
    with acting(store, "apply") as act:
        person.apply(act, every, "请删掉", "赵敏")
    (one,) = person.applications(store)
    assert {record.id for record in one.records} == {kept, settled, slips, board}


@pytest.mark.parametrize("typed", [("", "", ""), ("  ", "", "")])
def test_nobody(store, typed):
    """Nothing typed finds nothing, and says so."""
    with pytest.raises(BadInput):
        person.found(store, *typed)


def test_handed_over(store, hers, tmp_path):
    """Every record with every value, on paper and in a sheet: what is said of her, nothing of anybody else."""
    issue = desk.issue_of(store, hers[0])
    with acting(store, "follow") as act:
        follow(act, issue, "批注", {"text": "她又打来电话"})
    other = desk.receive(store, visitor_name="慕容白雪", statement="别人的话")
    held = person.held(store, [desk.held(store, Visit, hers[0])], imprint_of(store, "2026-11-26"))
    assert {label: len(rows) for label, (_cls, rows) in held.parts.items()} == {"接待": 1, "意见": 1, "办理": 2}
    text = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(pdf(person_file.NAME, "站", [person_file.layout(held)]))).pages
    )
    write(tmp_path / "她.xlsx", sheets(held))
    cells = "".join(str(cell) for sheet in load_workbook(tmp_path / "她.xlsx") for row in sheet.values for cell in row)
    for said in (WHO, PHONE, "后沟村3号", "她的原话", "她又打来电话", issue.number):
        assert said in text.replace("\n", "") and said in cells, said
    assert "慕容白雪" not in text + cells and desk.held(store, Visit, other).number not in text + cells


def test_not_by_everybody(tmp_path):
    """Who may only read carries nothing away; what is confidential is handed over by who registered it or the 站长."""
    path = desk.make(tmp_path / "站")
    people = {"看的人": "只读", "另一位": "联络员", "站长甲": "站长", desk.CLERK: "联络员"}
    with desk.opened(path) as store:
        for name, role in people.items():
            if name != desk.CLERK:
                with acting(store, "add") as act:
                    add_operator(act, name, role)
        id = desk.receive(store, **HERS | {"confidential": True, "recorder": desk.CLERK})
    access.protect(path, "站长甲", "密码要长一点才好1")
    for name in ("看的人", "另一位", desk.CLERK):
        access.admit(path, name, f"{name}的密码也要长2")
    for name in people:
        vault.lock(path)
        password.unlock(path, "密码要长一点才好1" if name == "站长甲" else f"{name}的密码也要长2", name)
        with desk.opened(path) as store:
            visit, to = desk.held(store, Visit, id), tmp_path / name
            if name in ("看的人", "另一位"):
                with pytest.raises(NotAllowed):
                    hand_over(store, [visit], to, name)
                assert not to.exists() and not list(looks(store, operator=name))
            else:
                why = "" if name == "站长甲" else "本人当面来要"
                if why:
                    with pytest.raises(BadInput, match="没有写为什么要带走"):
                        hand_over(store, [visit], to, name)
                    assert not to.exists() and not list(looks(store, operator=name))
                assert hand_over(store, [visit], to, name, why).counts == {"接待": 1}
                assert [(one.what, one.reason) for one in looks(store, operator=name)] == [
                    (person_file.NAME, why or OWN_WISH)
                ]
    vault.lock(path)


@pytest.mark.parametrize("name", ["王甲/王丙", "../../外面", "con", "a:b", "长" * 100])
def test_names_that_are_no_names_of_files(store, tmp_path, name):
    """What a person and a paper are called leads to no other place, and hinders nobody from getting theirs."""
    folder = store.path.parent
    paper = {"digest": attachment.keep(folder, b"%PDF-1.4", 2026), "name": f"{name}.pdf", "size": 8}
    visit = desk.held(store, Visit, desk.receive(store, visitor_name=name, attachments=[paper]))
    to = tmp_path / "里" / "给本人"
    around = {file for file in tmp_path.rglob("*") if file.is_file()}
    handed = hand_over(store, [visit], to)
    made = {file for file in tmp_path.rglob("*") if file.is_file() and file.parent != folder} - around
    assert made == set(handed.files) and len(made) == 3 and {file.parent for file in made} == {to}


def test_half_of_it_is_none(store, tmp_path):
    """Where a paper cannot be written the sheet goes too."""
    visit = desk.held(store, Visit, desk.receive(store, visitor_name=WHO))
    to = tmp_path / "给本人"
    (to / f"{person_file.NAME}-{WHO}.pdf").mkdir(parents=True)
    with pytest.raises(Problem):
        hand_over(store, [visit], to)
    assert [file for file in to.rglob("*") if file.is_file()] == []


def test_nothing_held(store):
    """A paper that says so, not an empty one."""
    held = person.held(store, [], imprint_of(store, "2026-11-26"))
    assert list(sheets(held).values()) == [[["没有他的记录"]]]
    assert b"%PDF" in pdf(person_file.NAME, "站", [person_file.layout(held)])[:8]


def applied(store, *records, words="来电要求删除"):
    """Somebody asks; gives the application."""
    with acting(store, "apply", "赵敏") as act:
        person.apply(act, [desk.held(store, Visit, id) for id in records], words, "赵敏", "2026-11-20")
    return person.applications(store)[0]


def test_asked_and_agreed(store, hers):
    """One application on several records, decided once, carried out with a signed list; that it was is still told afterwards."""
    one = applied(store, hers[0], hers[1])
    assert ({record.id for record in one.records}, one.on, one.by, one.words, one.decision) == (
        {hers[0], hers[1]},
        "2026-11-20",
        "赵敏",
        "来电要求删除",
        "",
    )
    with pytest.raises(NotAllowed):
        application_list(store, one)
    with acting(store, "decide", "赵敏") as act:
        person.decide(act, one, AGREED, "", "站长甲", "2026-11-21")
    one = person.applications(store)[0]
    assert (one.decision, one.decided_on, one.decided_by) == (AGREED, "2026-11-21", "站长甲")
    listed = application_list(store, one)
    done = carry_out(store, listed, listed.number, "站长甲")
    assert done.clean and done.records == len(listed.going.records)
    assert whys(person.found(store, WHO, PHONE)) == {hers[2]: "同名", hers[3]: "同名"}
    after = person.applications(store)[0]
    assert ({record.id for record in after.records}, after.decision, after.decided_by, after.words) == (
        {hers[0], hers[1]},
        AGREED,
        "站长甲",
        "",
    )
    with pytest.raises(NotAllowed):
        carry_out(store, application_list(store, after), "TM", "站长甲")


def test_refused(store, hers):
    """Refused with a reason, which stays; nothing is erased, and it is decided once."""
    one = applied(store, hers[0])
    for decision, why, by, problem in (
        (REFUSED, "", "站长甲", BadInput),
        (AGREED, "", "", BadInput),
        ("再说", "", "站长甲", BadInput),
    ):
        with pytest.raises(problem), acting(store, "decide") as act:
            person.decide(act, one, decision, why, by)
    with acting(store, "decide") as act:
        person.decide(act, one, REFUSED, person.KEPT_BY_LAW, "站长甲")
    one = person.applications(store)[0]
    assert (one.decision, one.why) == (REFUSED, person.KEPT_BY_LAW)
    with pytest.raises(NotAllowed), acting(store, "decide") as act:
        person.decide(act, one, AGREED, "", "站长甲")
    with pytest.raises(NotAllowed):
        application_list(store, one)
    assert desk.held(store, Visit, hers[0]).visitor_name == WHO


def test_asked_again(store, hers):
    """After a refusal somebody may ask anew: two applications, each with its own decision."""
    first = applied(store, hers[0])
    with acting(store, "decide") as act:
        person.decide(act, first, REFUSED, "没有到期", "站长甲")
    applied(store, hers[0], words="再次要求")
    assert [(one.words, one.decision) for one in person.applications(store)] == [
        ("再次要求", ""),
        ("来电要求删除", REFUSED),
    ]


def test_of_nothing(store):
    """An application is about something."""
    with pytest.raises(BadInput), acting(store, "apply") as act:
        person.apply(act, [], "要求删除", "赵敏")
