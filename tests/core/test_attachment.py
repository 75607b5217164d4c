"""Papers and photos: kept once by the digest of their bytes, a file a year, told where they are."""

import hashlib

import pytest

from lianluozhan import attachment
from lianluozhan.driver import connect
from lianluozhan.errors import BadInput, FolderDamaged, FolderProblem
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import receive, write

LETTER = b"\x89PNG a letter of complaint" * 50


def test_kept_by_its_digest(tmp_path):
    """A paper is found under the SHA-256 of its bytes and comes back byte for byte."""
    name = attachment.keep(tmp_path, LETTER, 2026)
    assert name == hashlib.sha256(LETTER).hexdigest()
    assert attachment.paper(tmp_path, name) == LETTER
    assert desk.papers_in(tmp_path) == {name: tmp_path / "papers-2026.db"}


def test_nothing_is_held_at_first(tmp_path):
    """A folder without papers has no file for them."""
    assert desk.papers_in(tmp_path) == {}
    assert attachment.paper(tmp_path, "0" * 64) is None
    assert list(tmp_path.iterdir()) == []


def test_the_same_paper_is_kept_once(tmp_path):
    """However often it comes, also in a later year."""
    for year in (2026, 2026, 2027):
        attachment.keep(tmp_path, LETTER, year)
    assert [file.name for file in attachment.files(tmp_path)] == ["papers-2026.db"]
    assert len(desk.papers_in(tmp_path)) == 1


def test_a_file_a_year(tmp_path):
    """What is new in another year lies in that year's file; both are looked in."""
    old, new = attachment.keep(tmp_path, b"old", 2026), attachment.keep(tmp_path, b"new", 2027)
    assert attachment.files(tmp_path) == [tmp_path / "papers-2026.db", tmp_path / "papers-2027.db"]
    assert desk.papers_in(tmp_path) == {old: tmp_path / "papers-2026.db", new: tmp_path / "papers-2027.db"}
    assert (attachment.paper(tmp_path, old), attachment.paper(tmp_path, new)) == (b"old", b"new")
    assert attachment.within(tmp_path / "papers-2027.db") == [new]
    assert attachment.paper_in(tmp_path / "papers-2027.db", old) is None


def test_which_are_not_here(tmp_path):
    """Asked for by name, in all years; a folder without files lacks all, a year only begun changes nothing."""
    names = {hashlib.sha256(word).hexdigest() for word in (b"old", b"new", b"none")}
    assert attachment.absent(tmp_path, names) == names and attachment.absent(tmp_path, ()) == set()
    old, new = attachment.keep(tmp_path, b"old", 2026), attachment.keep(tmp_path, b"new", 2027)
    connect(tmp_path / "papers-2028.db").close()
    assert attachment.absent(tmp_path, iter(names)) == names - {old, new}
    assert attachment.absent(tmp_path, [old]) == set()


def test_no_folder_is_listed_for_one_paper(tmp_path, monkeypatch):
    """Keeping one more asks for it alone, however many there are."""
    with attachment.written(tmp_path / "papers-2025.db") as database, database.atomic():
        for number in range(500):
            database.execute("INSERT INTO paper VALUES (?, ?)", (f"{number:064x}", b""))
    rows = []

    def counted(*how, **more):
        made = connect(*how, **more)
        made.conn.set_trace_callback(rows.append)
        return made

    monkeypatch.setattr(attachment, "connect", counted)
    attachment.keep(tmp_path, LETTER, 2026)
    asked = [row for row in rows if "FROM paper" in row]
    assert len(asked) == 1 and "digest=" in asked[0]


def test_an_empty_paper(tmp_path):
    """Nothing at all is a paper too."""
    name = attachment.keep(tmp_path, b"", 2026)
    assert attachment.paper(tmp_path, name) == b""


def test_on_the_disk_when_kept(tmp_path):
    """No write-ahead file is left: the year's file alone holds it."""
    attachment.keep(tmp_path, LETTER, 2026)
    assert [file.name for file in tmp_path.iterdir()] == ["papers-2026.db"]
    assert LETTER[:20] in (tmp_path / "papers-2026.db").read_bytes()


def test_a_file_somebody_chose(tmp_path):
    """Its bytes, up to 50 MB; larger, missing or no file at all is refused with what to do."""
    file = tmp_path / "诉求书.jpg"
    file.write_bytes(LETTER)
    assert attachment.read_file(file) == LETTER
    with file.open("wb") as large:
        large.truncate(50 * 2**20)
    assert len(attachment.read_file(file)) == 50 * 2**20
    with file.open("r+b") as large:
        large.truncate(50 * 2**20 + 1)
    for bad, said in ((file, "50 MB"), (tmp_path / "没有.jpg", "没有.jpg"), (tmp_path, "读不了")):
        with pytest.raises(BadInput) as told:
            attachment.read_file(bad)
        assert said in str(told.value)
        assert told.value.then


def test_taken_as_a_record_names_it(tmp_path):
    """Kept, and named by digest, name and size; a line feed in a file's name would break every list."""
    file = tmp_path / "诉求\n书.jpg"
    file.write_bytes(LETTER)
    taken = attachment.take(tmp_path, file, 2026)
    assert taken == {"digest": hashlib.sha256(LETTER).hexdigest(), "name": "诉求_书.jpg", "size": len(LETTER)}
    assert attachment.paper(tmp_path, taken["digest"]) == LETTER


def test_a_full_disk_keeps_what_was_there(tmp_path, monkeypatch):
    """A paper that does not fit is refused; the others stay, and the next one fits again."""
    name = attachment.keep(tmp_path, LETTER, 2026)

    def small(path, *, readonly=False, key=None):
        database = connect(path, readonly=readonly, key=key)
        if not readonly:
            database.execute("PRAGMA max_page_count=5")
        return database

    monkeypatch.setattr(attachment, "connect", small)
    with pytest.raises(FolderProblem, match="磁盘满了"):
        attachment.keep(tmp_path, b"x" * 500_000, 2026)
    with pytest.raises(FolderProblem, match="磁盘满了"):
        attachment.keep(tmp_path, b"y" * 500_000, 2027)
    monkeypatch.undo()
    assert desk.papers_in(tmp_path) == {name: tmp_path / "papers-2026.db"}
    assert attachment.paper(tmp_path, attachment.keep(tmp_path, b"x" * 500_000, 2026)) == b"x" * 500_000
    assert [file for file in tmp_path.glob("*-wal") if file.stat().st_size] == []


def test_a_year_that_was_only_begun(tmp_path):
    """A file without its table holds nothing, and can be gone on with."""
    connect(tmp_path / "papers-2026.db").close()
    assert desk.papers_in(tmp_path) == {}
    assert attachment.paper(tmp_path, attachment.keep(tmp_path, LETTER, 2026)) == LETTER


def test_a_year_that_cannot_be_read(tmp_path):
    """Something else under its name is told with the file's name."""
    (tmp_path / "papers-2026.db").write_bytes(b"?" * 5000)
    with pytest.raises(FolderDamaged, match="papers-2026.db"):
        desk.papers_in(tmp_path)


def test_what_records_name(station):
    """Every paper a record names, of the voided ones too."""
    paper = {"digest": hashlib.sha256(LETTER).hexdigest(), "name": "诉求书.jpg", "size": len(LETTER)}
    with desk.opened(station) as store:
        id = receive(store, attachments=[paper])
        gone = receive(store, attachments=[paper, paper | {"name": "第二页.jpg"}])
        receive(store)
        write(store, Visit, {"voided": "重复"}, gone)
        found = sorted((noun, id, one["name"]) for noun, id, one in attachment.named(store))
    assert found == sorted([("visit", id, "诉求书.jpg"), ("visit", gone, "诉求书.jpg"), ("visit", gone, "第二页.jpg")])
