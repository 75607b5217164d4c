"""Where copies still lie: each backup and package made before, none made after, and what the older program did not note."""

import io

import pytest
from pypdf import PdfReader

from lianluozhan import draft, held, own_table, rotation
from lianluozhan.copies import AWAY, BACKUP, BEFORE, DAMAGED, DRAFT, PACKAGE, TABLE, copies
from lianluozhan.erase import GOES, STAYS, going
from lianluozhan.erase_data import record_list
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.package.write import Passphrase, Sending, export
from lianluozhan.report import erasing_list
from lianluozhan.report.page import pdf
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.core import desk


@pytest.fixture
def path(tmp_path):
    """A station's folder."""
    return desk.make(tmp_path / "站")


def kinds(store, id):
    """What kinds of copies a reception has."""
    return [one.what for one in copies(store, going(store, [desk.held(store, Visit, id)]).records)]


def sent(store, path, stick, masked=False):
    """A package for the district; its name."""
    stick.mkdir(exist_ok=True)
    keys = Keys.load(path / KEYS)
    return export(store, keys, stick, Passphrase("春江潮水连海平"), Sending(masked=masked)).path.name


def test_packages(path, tmp_path):
    """The one that held it is named, with whom it was for; a masked one and one made earlier hold nothing of it."""
    with desk.opened(path) as store:
        first = desk.receive(store)
        assert kinds(store, first) == []
        sent(store, path, tmp_path / "U盘", masked=True)
        assert kinds(store, first) == []
        name = sent(store, path, tmp_path / "U盘")
        (one,) = copies(store, going(store, [desk.held(store, Visit, first)]).records)
        assert (one.what, name in one.which) == (PACKAGE, True) and "收不回来" in one.then
        assert kinds(store, desk.receive(store)) == []


def test_a_draft_that_names_them(path):
    """What somebody began to write and did not save is not taken from them: which it is, is said; of anybody else nothing is."""
    with desk.opened(path) as store:
        id = desk.receive(store, visitor_name="独孤婉儿", visitor_phone="13800004321")
        draft.keep(store, draft.Draft("甲", "visit", {"visitor_phone": "13800004321"}, kept_at="2026-10-08T10:20:00"))
        draft.keep(store, draft.Draft("乙", "issue", {"statement": "井盖响"}, kept_at="2026-10-08T10:30:00"))
        own_table.keep(store, own_table.Wanted("常来的", words="独孤婉儿", fields=("number",)))
        own_table.keep(store, own_table.Wanted("别的", words="井盖", fields=("number",)))
        found = copies(store, going(store, [desk.held(store, Visit, id)]).records)
        assert [(one.what, one.which) for one in found] == [(DRAFT, "接待　2026-10-08 10:20"), (TABLE, "常来的")]


def test_what_an_older_program_sent(path):
    """Sent before names were noted: that there was something is said."""
    with desk.opened(path) as store:
        id = desk.receive(store)
        held.note_sent(store, {stream: store.head(stream)[0] for stream in store.opens})
        assert kinds(store, id) == [BEFORE]


def test_only_the_last_ones_are_remembered(path):
    """The list of packages has its size."""
    with desk.opened(path) as store:
        for number in range(held.KEPT + 3):
            held.note_package(
                store, f"{number}.llz", "区里", {"a" * 16: (1, number)}
            ) if number > held.KEPT - 3 or not number else None
        assert [name for name, _to, _spans in held.packages(store)][-1] == f"{held.KEPT + 2}.llz"
        assert len(held.packages(store)) <= held.KEPT


def test_backups(path, tmp_path):
    """Those here, in the second place, a damaged file that was put aside, and the last backup that left this PC."""
    with desk.opened(path) as store:
        id = desk.receive(store)
        assert kinds(store, id) == []
        (tmp_path / "第二处").mkdir()
        rotation.set_second(path, tmp_path / "第二处")
        rotation.daily(path)
        assert kinds(store, id) == [BACKUP, BACKUP]
        (path / "station-damaged-20361101-080000.db").write_bytes(b"x")
        assert kinds(store, id) == [BACKUP, BACKUP, DAMAGED]
        rotation._keep(path, rotation.plan_of(path)._replace(away_on="2036-01-01", away_to="E:"))
        assert kinds(store, id) == [BACKUP, BACKUP, DAMAGED, AWAY]


def test_the_list_says_all_of_it(path):
    """On paper: number, what goes, what stays, the shared issue, what cannot be taken out, who signs; names are masked."""
    with desk.opened(path) as store:
        one, other = (
            desk.receive(store, **desk.PASSED_ON | {"visitor_name": "独孤婉儿", "location": "独孤婉儿家门口"}),
            desk.receive(store),
        )
        issue = desk.issue_of(store, one)
        desk.write(store, Issue, {"visits": [one, other]}, issue.id)
        listed = record_list(store, [desk.held(store, Visit, one)])
        pages = PdfReader(io.BytesIO(pdf(erasing_list.NAME, "站", [erasing_list.layout(listed)]))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for said in (listed.number, GOES, STAYS, issue.number, "问题地点", "站长（签字）", "独孤**"):
        assert said in text, said
    assert "独孤婉儿" not in text
