"""The log that `dev.py bench` sets beside other programs: the same rows every time, and all of them printed."""

from tests.bench import paper


def test_rows_are_the_same_every_time():
    """Two runs compare the same work; a longer run begins with the words a shorter one has."""
    assert paper.rows(40) == paper.rows(40)
    assert [row["statement"] for row in paper.rows(40)][:10] == [row["statement"] for row in paper.rows(10)]
    assert len({row["visitor_phone"] for row in paper.rows(40)}) == 40


def test_every_row_is_printed(tmp_path, words):
    """What is measured is the whole work: each number, name and statement can be read back."""
    paper.ours(40, tmp_path / "log.pdf")
    said = words(tmp_path / "log.pdf", "-raw")
    for row in paper.rows(40):
        assert row["visitor_name"] in said and row["number"][-5:] in said and row["visitor_phone"] in said
    assert said.count("本日接待") == len({row["received_at"][:10] for row in paper.rows(40)})


def test_time_per_row(tmp_path):
    """A figure above zero in microseconds."""
    paper.each(3, tmp_path / "each")
    assert 0 < float((tmp_path / "each").read_text()) < 1_000_000
