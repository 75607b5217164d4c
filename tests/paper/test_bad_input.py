"""What offices send and disks do: nameless deputies, months to come, hundreds of photos, folders that take nothing; every paper copes.

A template without headings: tests/core/test_filling.py. The month's papers into a full, a read-only, an occupied folder:
tests/paper/test_month_set.py.
"""

import os
from errno import EACCES, ENOSPC, EROFS
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lianluozhan import attachment, batch, clock, printing
from lianluozhan.act import acting
from lianluozhan.activity import add_activity
from lianluozhan.deputy import NAMELESS, Deputy
from lianluozhan.errors import Problem
from lianluozhan.issue import Issue
from lianluozhan.record import new_id
from lianluozhan.report import catalogue
from lianluozhan.report.brief import PHOTO
from lianluozhan.report.catalogue import PAPERS
from lianluozhan.report.file import write
from lianluozhan.schedule import Schedule
from lianluozhan.visit import Visit
from tests.paper.archive import faults
from tests.paper.papers import OF_DISTRICT, about, heard, voted, worked
from tests.station import empty, issues, opened, receive, run

MANY = 300
ID = new_id()
NOBODY = ID.replace("-", "")[:24]
DATED = [
    paper
    for paper in PAPERS
    if paper.about not in ("visit", "issue", "activity", "place", "now", "own_table", "appraisal")
]
every_paper = pytest.mark.parametrize(
    "paper", [paper for paper in PAPERS if paper.about not in OF_DISTRICT], ids=lambda paper: paper.name
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """(its folder, what papers are about): a deputy nobody named, and 300 photos on a reception, its issue and an activity."""
    path = empty(tmp_path_factory.mktemp("怪") / "站")
    nameless, met, kept = ID, new_id(), BytesIO()
    Image.new("RGB", (40, 30), "grey").save(kept, "JPEG")
    with opened(path) as store:
        digest = attachment.keep(path, kept.getvalue(), 2026)
        photos = [{"digest": digest, "name": f"照片{number}.jpg", "size": 9} for number in range(MANY)]
        with acting(store, "roster") as act:
            act.write(Deputy, nameless, {"levels": ["区"], "group": "第1代表小组", "phone": "13800000000"})
        visit = receive(
            store,
            statement="路灯不亮",
            outcome="乡镇办理",
            referred_to="渔泽镇人民政府",
            deputies=[nameless],
            received_at="2026-10-14T09:00",
        )
        with acting(store, "activity") as act:
            add_activity(
                act,
                met,
                {
                    "kind": "小组活动",
                    "begin": "2026-10-20T09:00",
                    "expected": [nameless],
                    "present": [nameless],
                    "convenor": nameless,
                    "photos": photos,
                },
            )
            act.write(Schedule, new_id(), {"date": "2026-10-14", "begin": "09:00", "deputies": [nameless]})
            act.write(Visit, visit.id, {"attachments": photos})
            act.write(Issue, store.find(Issue)[0].id, {"attachments": photos, "lead_deputy": nameless})
        subjects = (
            about(store, visit.number, issues(store)[-1]["number"], met, "2026-10", "陈秀兰")
            | {"ballot": voted(store, 10, "人很少")}
            | worked(store, 10, deputies=[nameless])
            | heard(store)
        )
    return path, subjects


@every_paper
def test_a_deputy_without_a_name_and_three_hundred_photos(odd, paper, tmp_path, words):
    """Every paper prints them all the same, whole, and never says None."""
    path, subjects = odd
    with opened(path) as store:
        asked = (
            printing.newest(store, paper)
            if paper.about in ("deputy", "year")
            else printing.subject(store, paper, subjects[paper.about])
        )
        made = printing.make(store, paper.name, asked)
    (tmp_path / "a.pdf").write_bytes(made.data)
    read = words(tmp_path / "a.pdf")
    assert (
        made.pages >= 1
        and "None" not in read
        and NOBODY not in read.replace("-", "")
        and faults(tmp_path / "a.pdf") == []
    )
    if paper.about in ("visit", "activity", "day", "log", "issues", "deputy", "year", "rota", "reception", "place"):
        assert NAMELESS in read  # those name deputies


def test_photos_of_an_activity(odd):
    """As many as a paper of news has room for are printed, no more, however many there are."""
    path, subjects = odd
    with opened(path) as store:
        found = printing.make(
            store, "活动简讯", printing.subject(store, catalogue.find("活动简讯"), subjects["activity"])
        )
    assert PHOTO and 5 < found.pages < 20 and len(found.data) < 1_000_000


def test_every_deputy_has_a_file(odd, tmp_path):
    """A file each of everybody, of the nameless one too."""
    path, _subjects = odd
    with opened(path) as store:
        done = batch.for_everybody(store, catalogue.find("F9"), "2026", tmp_path, lambda *_step: None)
    assert done.deputies == len(list(tmp_path.iterdir())) and all(one.stat().st_size for one in done.files)


@pytest.mark.parametrize("paper", DATED, ids=lambda paper: paper.name)
def test_a_month_to_come(odd, paper, tmp_path, words):
    """Printed empty, or refused in words with what to do; nothing is invented for it."""
    path, _subjects = odd
    word = {
        "reception": "2099-01-04",
        "day": "2099-01-04",
        "blanks": "2099-01-04",
        "archive": "2099",
        "year": "2099 13800000000",
    }.get(paper.about, "2099-01")
    with opened(path) as store:
        try:
            made = printing.make(store, paper.name, printing.subject(store, paper, word))
        except Problem as told:
            assert "没有改动任何数据" in str(told)
            return
    (tmp_path / "a.pdf").write_bytes(made.data)
    assert made.pages >= 1 and "None" not in words(tmp_path / "a.pdf") and "路灯" not in words(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    "word",
    [
        "2026",
        "2026-Q4",
        "2026-10",
        "2026-10-14",
        "2026 陈秀兰",
        "2026-Q4 供暖",
        "十月",
        "2026-13",
        "2026-10-32",
        "2026-02-31",
        "0000",
        "0000-00-00",
        "9999-12",
        " ",
        "2026-Q5",
    ],
)
@pytest.mark.parametrize("paper", DATED, ids=lambda paper: paper.name)
def test_spans_of_every_length(odd, paper, word):
    """A year, a quarter, a month, a day, and what is none: each paper is printed of it or refuses it in words."""
    with opened(odd[0]) as store:
        try:
            made = printing.make(store, paper.name, printing.subject(store, paper, word))
        except Problem as told:
            assert "没有改动任何数据" in str(told)
        else:
            assert made.pages >= 1


def test_the_month_s_papers_of_a_month_to_come(odd, tmp_path):
    """They are refused: there is nothing to sign."""
    clock.set_today("2026-11-02")
    try:
        done = run("log", "2099-01", "--data", odd[0], "--to", tmp_path / "x")
    finally:
        clock.set_today(None)
    assert done.code == 1 and "还没有到" in done.err and not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("error", "why"), [(ENOSPC, "磁盘满了.*腾出"), (EROFS, "没有写入的权限"), (EACCES, "打开着.*关掉")]
)
def test_one_paper_that_cannot_be_written(tmp_path, monkeypatch, error, why):
    """Full, read-only, held open elsewhere: said so with what to do, the paper of before is there, no part of the new one."""
    path = tmp_path / "接待登记表.pdf"
    path.write_bytes(b"before")
    plain = Path.open

    def refused(path, mode="r", *rest, **more):
        if mode in ("wb", "r+b") and (mode == "r+b") == (error == EACCES):
            raise OSError(error, os.strerror(error))
        return plain(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(Problem, match=why) as told:
        write({path: b"after"})
    monkeypatch.undo()
    assert (
        "没有改动任何数据" in str(told.value) and path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]
    )


def test_everybody_s_booklets_into_a_full_folder(odd, tmp_path, monkeypatch):
    """What was written before it filled is whole and stays; the one that no longer fitted is not there in part."""
    plain, room = Path.open, [1]

    class Full(BytesIO):
        def fileno(self):
            raise OSError(ENOSPC, "No space left on device")

    def filling(path, mode="r", *rest, **more):
        if mode != "wb":
            return plain(path, mode, *rest, **more)
        room[0] -= 1
        return plain(path, mode, *rest, **more) if room[0] >= 0 else Full()

    with opened(odd[0]) as store:
        with acting(store, "roster") as act:
            act.write(Deputy, new_id(), {"name": "陈秀兰", "levels": ["乡镇"]})
        monkeypatch.setattr(Path, "open", filling)
        with pytest.raises(Problem, match="磁盘满了"):
            batch.for_everybody(store, catalogue.find("F9"), "2026", tmp_path, lambda *_step: None)
        monkeypatch.undo()
    (whole,) = tmp_path.iterdir()
    assert whole.read_bytes().startswith(b"%PDF") and faults(whole) == []
