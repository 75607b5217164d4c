"""What is carried away with people in it stands in 谁看过 before it goes, whichever way it goes; what names nobody does not."""

import openpyxl
import pytest

from lianluozhan import looked
from lianluozhan.act import acting
from lianluozhan.activity import add_activity
from lianluozhan.issue import Issue
from lianluozhan.looked import EXPORTED, looks
from lianluozhan.own_table import Wanted, keep
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import filled, opened, run, twin


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A month's ledger."""
    return filled(tmp_path_factory.mktemp("带走") / "站")


@pytest.fixture
def folder(town, tmp_path):
    """A copy of it that may be written."""
    return twin(town, tmp_path / "站")


@pytest.fixture
def words(tmp_path):
    """A file with a passphrase."""
    path = tmp_path / "口令.txt"
    path.write_text("屯留老街的槐树下", "utf-8")
    return path


def went(folder):
    """What left, the newest first: (what, {kind: how many})."""
    with opened(folder) as store:
        return [
            (
                one.what,
                {**one.whole} or {kind: sum(kind == noun for noun, _id in one.records) for kind in dict(one.records)},
            )
            for one in looks(store)
            if one.way == EXPORTED
        ]


def test_the_month(folder, tmp_path):
    """log: one line with every visit and issue on its papers; of a month that was closed too, and of every copy of it."""
    assert run("log", "2026-10", "--to", tmp_path, "--data", folder).code == 0
    (one,) = went(folder)
    assert one[0] == "2026年10月全套" and one[1]["visit"] == 23 and one[1]["issue"]
    assert run("close", "2026-10", "--data", folder).code == 0
    for number in (2, 3):
        assert run("log", "2026-10", "--to", tmp_path, "--data", folder).code == 0
        assert len(went(folder)) == number and went(folder)[0] == ("2026年10月全套", {"visit": 23})


def test_a_paper(folder, tmp_path):
    """paper: whose record it is, and the issue made of it; masked, or with nobody on it, it is nobody's business."""
    assert run("paper", "F1", "J0001", "--to", tmp_path / "一.pdf", "--data", folder).code == 0
    assert went(folder) == [("接待登记表", {"visit": 1, "issue": 1})]
    for more in (("F1", "J0001", "--masked"), ("月度公示", "2026-10", "--masked"), ("F13", "2026-Q4")):
        assert run("paper", *more, "--to", tmp_path / "二.pdf", "--data", folder).code == 0, more
    assert len(went(folder)) == 1


def test_while_a_window_writes(folder, tmp_path):
    """While another program has the folder reading works all the same: who takes what along waits beside it, is told at
    once, and stands in the stream, with its hour, as soon as somebody opens the folder for writing."""
    with opened(folder):
        for name, verb in (("三.pdf", ("paper", "F1", "J0001")), ("四", ("log", "2026-10"))):
            done = run(*verb, "--to", tmp_path / name, "--data", folder)
            assert done.code == 0 and (tmp_path / name).exists(), done.err
        assert run("paper", "F1", "J0001", "--masked", "--to", tmp_path / "五.pdf", "--data", folder).code == 0
        told = run("looks", "--json", "--data", folder).data
        assert [one["what"] for one in told] == ["2026年10月全套", "接待登记表"]
    assert run("parts", "--on", "自检", "--data", folder).code == 0
    assert run("looks", "--json", "--data", folder).data == told
    assert [what for what, _about in went(folder)] == ["2026年10月全套", "接待登记表"] and not list(
        folder.glob("looks.*")
    )


def test_on_a_printed_form(folder, tmp_path):
    """套打 puts the same person on paper as the whole form does."""
    done = run("paper", "F1", "J0001", "--overlay", "--to", tmp_path / "套打.pdf", "--data", folder)
    assert done.code == 0, done.err
    assert went(folder) == [("接待登记表", {"visit": 1, "issue": 1})]


def test_of_every_deputy(folder, tmp_path):
    """paper --all: one line for all of them, the issues that were brought to them; masked none."""
    assert run("paper", "F9", "2026", "--all", "--masked", "--to", tmp_path / "遮.pdf", "--data", folder).code == 0
    assert went(folder) == []
    done = run("paper", "F9", "2026", "--all", "--to", tmp_path / "全部.pdf", "--data", folder)
    assert done.code == 0, done.err
    (one,) = went(folder)
    assert "2026 全部代表" in one[0] and one[1]["issue"] > 1


def test_a_filled_sheet(folder, tmp_path):
    """fill: every row's record, where a column tells of a person; masked, or of dates alone, none."""
    for name, head in (("有", ["接待日期", "来访人", "反映问题"]), ("无", ["接待日期", "人数"])):
        book = openpyxl.Workbook()
        book.active.append(head)
        book.active.append([None] * len(head))
        book.save(tmp_path / f"{name}.xlsx")
    for name, more in (("有", ("--masked",)), ("无", ()), ("有", ())):
        done = run(
            "fill",
            tmp_path / f"{name}.xlsx",
            "2026-10",
            "visit",
            *more,
            "--to",
            tmp_path / f"{name}{len(more)}填好.xlsx",
            "--data",
            folder,
        )
        assert done.code == 0, done.err
    assert went(folder) == [("有0填好.xlsx", {"visit": 23})]


def test_an_own_table(folder, tmp_path):
    """paper 临时报表 as a sheet: with a private column every row's record."""
    with opened(folder) as store:
        keep(store, Wanted("来访人", "visit", ("number", "visitor_name")))
    for more, file in ((("--masked",), "遮.xlsx"), ((), "来访人.xlsx")):
        done = run("paper", "临时报表", "来访人", *more, "--to", tmp_path / file, "--data", folder)
        assert done.code == 0, done.err
    assert went(folder) == [("来访人.xlsx", {"visit": 23})]


def test_news_for_word(folder, tmp_path):
    """A brief as a file of Word is the activity's words, to be edited on; masked it is not written down."""
    with opened(folder) as store, acting(store, "add_activity") as act:
        add_activity(
            act, new_id(), {"kind": "座谈", "begin": "2026-10-14T09:00", "brief": "议了路灯", "state": "已举行"}
        )
    for more in (("--masked",), ()):
        done = run("paper", "活动简讯", "H0001", *more, "--to", tmp_path / "简讯.docx", "--data", folder)
        assert done.code == 0, done.err
    assert went(folder) == [("活动简讯", {"activity": 1})]


def test_a_package(folder, tmp_path, words):
    """export: of how many records of each kind the private part goes along, under the file's name; masked none; the line itself
    never goes."""
    assert run("export", "--to", tmp_path, "--masked", "--passphrase-file", words, "--data", folder).code == 0
    assert went(folder) == []
    assert run("export", "--to", tmp_path, "--full", "--passphrase-file", words, "--data", folder).code == 0
    (one,) = went(folder)
    assert (
        one[0].endswith(".llz")
        and (tmp_path / one[0]).exists()
        and one[1]["visit"] == 23
        and one[1]["issue"]
        and "look" not in one[1]
    )
    with opened(folder) as store:
        (said,) = [of for _look, of in looked.lines(store, looks(store))]
        person = store.find(Visit, limit=1)[0].visitor_name
        assert "接待 23 条" in said and "全部" not in said and len(store.find(Issue))
        assert [one.what for one in looks(store, about=looked.meant(store, person))] == [one[0]], (
            "they are among those who were carried away"
        )
