"""With passwords set no file the program writes by itself holds a name in the clear:
whatever is done, wherever it lies, and for however short."""

import os
import tempfile
import zipfile

import pytest

from lianluozhan import (
    access,
    attachment,
    backup,
    clock,
    diagnosis,
    drill,
    looked,
    own_table,
    parts,
    posting,
    rotation,
    sweep,
    vault,
)
from lianluozhan.act import acting
from lianluozhan.ballot import Ballot
from lianluozhan.closing import close
from lianluozhan.draft import Draft, keep
from lianluozhan.erase_data import carry_out, record_list
from lianluozhan.issue import Issue
from lianluozhan.looked import SEEN
from lianluozhan.notice import Notice, add_notice
from lianluozhan.operator import add_operator
from lianluozhan.package import sealed
from lianluozhan.package.write import Passphrase, Recipients, Sending, export
from lianluozhan.place import Place, own_place_id
from lianluozhan.printing import make
from lianluozhan.project import add_project
from lianluozhan.record import new_id
from lianluozhan.repair import repair
from lianluozhan.visit import Visit
from tests.clear import Finder
from tests.core import desk

WHO, PHONE, SAID, PARTY, SLIP, DRAFTED = (
    "独孤婉儿",
    "13800004321",
    "井盖响得整夜睡不着",
    "慕容白雪",
    "办事拖拉得很",
    "还没写完的原话",
)
NAMES = [WHO, PHONE, SAID, PARTY, SLIP, DRAFTED]
PHOTO = b"\x89PNG\r\n\x1a\n" + (WHO + SAID).encode() * 40
WORD = "Denglong-97"

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def finder(tmp_path, monkeypatch):
    """Who looks into the folder, the PC's temporary files and settings, a stick."""
    for name in ("临时", "设置", "U盘", "第二处"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设置"))
    return Finder(tmp_path, NAMES, monkeypatch)


def worked(store, path):
    """What people leave in every kind of record that may name somebody."""
    photo = [{"digest": attachment.keep(path, PHOTO, 2026), "name": f"{WHO}.png", "size": len(PHOTO)}]
    id = desk.receive(
        store, **desk.PASSED_ON | {"visitor_name": WHO, "visitor_phone": PHONE, "statement": SAID}, attachments=photo
    )
    keep(store, Draft("甲", "visit", {"statement": DRAFTED, "visitor_name": WHO}))
    keep(store, Draft("乙", "project", {"parties": DRAFTED}))
    desk.write(store, Ballot, {"kind": "述职评议", "date": "2026-10-20", "remarks": SLIP})
    issue, board = desk.issue_of(store, id), new_id()
    with acting(store, "add_project") as act:
        add_project(
            act,
            new_id(),
            {
                "kind": "矛盾调处",
                "title": "井盖",
                "issues": [issue.number],
                "parties": f"{PARTY} {PHONE}",
                "agreement": SAID,
                "attachments": photo,
            },
        )
    with acting(store, "notice") as act:
        add_notice(act, board, posting.drafted(store, "2026-10"))
    with acting(store, "notice") as act:
        posting.approve(act, desk.held(store, Notice, board))
    own_table.keep(store, own_table.Wanted("她的", words=WHO, fields=("visitor_name", "statement")))
    looked.looked(store, SEEN, "接待", {"visit": [id]})
    make(store, "接待登记表", desk.held(store, Visit, id))
    return id


def test_the_search_finds(finder, tmp_path):
    """Without passwords it finds every one of them: what it does not find later is not there."""
    path = desk.make(tmp_path / "站")
    with desk.opened(path) as store:
        desk.write(store, Place, {"name": desk.NAME, "level": "站"}, own_place_id(store.identity.world))
        worked(store, path)
    backup.backup(path, tmp_path / "U盘")
    assert {name for _file, name in finder.found()} == set(NAMES)
    with zipfile.ZipFile(tmp_path / "临时" / "a.zip", "w") as bundle:
        bundle.writestr("b", WHO)
    os.unlink(tmp_path / "临时" / "a.zip")
    assert ("a.zip", WHO) in finder.seen and finder.gone


def test_nobody_reads_anything(finder, tmp_path):
    """In a folder with passwords: while it is open, after a month is closed, backed up, sealed, sent, drilled, repaired, re-keyed,
    diagnosed, erased; beside it, on the stick, among the PC's temporary files and settings."""
    path, stick = desk.make(tmp_path / "站"), tmp_path / "U盘"
    access.protect(path, desk.CLERK, WORD)
    keys = vault.ring(path).keys
    clock.set_today("2026-11-02")
    try:
        with desk.opened(path) as store:
            with acting(store, "operator") as act:
                add_operator(act, "李建国", "站长")
                parts.switch(act, [one.part.label for one in parts.switches(store)])
            desk.write(
                store, Place, {"name": desk.NAME, "level": "站", "head": "李建国"}, own_place_id(store.identity.world)
            )
            id = worked(store, path)
            with acting(store, "close") as act:
                close(act, "2026-10")
            assert finder.found() == set()  # while it is written to
            export(store, keys, stick, Passphrase("春江潮水连海平"), Sending())
        with desk.opened(path, write=False) as store:
            looked.looked(store, SEEN, "接待", {"visit": [id]})
        assert finder.found() == set()
        kept = rotation.daily(path).kept.path
        backup.backup(path, tmp_path / "第二处")
        sealed.seal(path, stick, Recipients((keys.public()["age"],)), keys)
        assert not drill.drill(path, kept).findings
        with desk.opened(path) as store:
            diagnosis.save(diagnosis.collect(store, [], {}), tmp_path / "诊断.zip")
        assert finder.found() == set()
        access.admit(path, "李建国", "Xiushan-42")
        access.dismiss(path, "李建国")
        access.renew_code(path)
        repair(path)
        assert finder.found() == set()
        with desk.opened(path) as store:
            one = record_list(store, [desk.held(store, Visit, id)])
            carry_out(store, one, one.number, "李建国")
            assert desk.held(store, Issue, desk.issue_of(store, id).id).raised_by is None and sweep.finish(store)
        assert finder.found() == set() and finder.gone > 10
    finally:
        clock.set_today(None)
        vault.lock(path)
