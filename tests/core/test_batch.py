"""A paper for every deputy: a file each or one, in printed order; stopped it leaves whole files; refusals in words."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lianluozhan import batch
from lianluozhan.errors import BadInput, Problem
from lianluozhan.report import catalogue
from tests.station import empty, filled, opened

F9 = catalogue.find("F9")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The sample ledger: nine deputies."""
    with opened(filled(tmp_path_factory.mktemp("批") / "站")) as store:
        yield store


def test_a_file_each(store, tmp_path):
    """Nine files numbered in printed order, told before each; every one is whole and about its own deputy."""
    told = []
    done = batch.for_everybody(store, F9, "2026", tmp_path, lambda *step: told.append(step))
    assert [step[1:] for step in told] == [(n, 9) for n in range(9)]
    assert done.deputies == len(done.files) == len(list(tmp_path.iterdir())) == 9
    assert done.files[0].name.startswith("履职档案-2026-001-") and done.files[-1].name.startswith("履职档案-2026-009-")
    pages = 0
    for file in done.files:
        reader = PdfReader(file, strict=True)
        pages += len(reader.pages)
        assert file.stem.rpartition("-")[2] in reader.pages[0].extract_text()
    assert pages == done.pages


def test_bound(store, tmp_path):
    """The same pages as one file, each deputy once in the bookmarks."""
    to = tmp_path / "全部.pdf"
    done = batch.for_everybody(store, F9, "2026-10", to, lambda *_step: None, masked=True)
    reader = PdfReader(BytesIO(to.read_bytes()), strict=True)
    assert done.files == (to,) and len(reader.pages) == done.pages and list(tmp_path.iterdir()) == [to]
    assert len(reader.outline) == 2 * 9 and len({one.title for one in reader.outline}) == 18


def test_of_a_month(store, tmp_path):
    """A paper of a month keeps the month; another paper of a deputy works the same way."""
    done = batch.for_everybody(store, catalogue.find("F8"), "2026-10", tmp_path / "a.pdf", lambda *_step: None)
    assert "2026年10月" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text() and done.deputies == 9


class Stop(Problem):
    """A person stopped."""


def test_stopped(store, tmp_path):
    """Two files are whole and nothing is half; a bound file is not there at all."""

    def tell(_words, done, _of):
        if done == 2:
            raise Stop("停")

    for to in (tmp_path / "夹", tmp_path / "全部.pdf"):
        with pytest.raises(Stop) as told:
            batch.for_everybody(store, F9, "2026", to, tell)
        assert ("已经写好的 2 份都是完整的，留在“夹”里" in str(told.value)) == (to.name == "夹")
    assert [len(PdfReader(file).pages) > 3 for file in sorted((tmp_path / "夹").iterdir())] == [True, True]
    assert not (tmp_path / "全部.pdf").exists() and len(list(tmp_path.iterdir())) == 1


def test_refused(store, tmp_path):
    """A paper of something else, a year of nobody, a place that cannot be written to."""
    with pytest.raises(BadInput, match="接待登记表不是每位代表一份的"):
        batch.for_everybody(store, catalogue.find("F1"), "2026", tmp_path, lambda *_step: None)
    with opened(empty(tmp_path / "空")) as nobody, pytest.raises(BadInput, match="没有在任的代表"):
        batch.for_everybody(nobody, F9, "2026", tmp_path / "a", lambda *_step: None)
    (tmp_path / "夹").write_text("x")
    with pytest.raises(Problem, match="写不进"):
        batch.for_everybody(store, F9, "2026", tmp_path / "夹", lambda *_step: None)
