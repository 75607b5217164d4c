"""迎检: the folder has what its index says, the lot is the same for the same number, nobody is named unless it is asked for."""

import hashlib
import re
import subprocess
from itertools import combinations

import pytest

from lianluozhan import clock, folder, inspection
from lianluozhan.act import acting
from lianluozhan.closing import close
from lianluozhan.demo import station as demo
from lianluozhan.errors import BadInput, Problem
from lianluozhan.inspection import Wanted
from lianluozhan.looked import looks
from lianluozhan.month import MonthEnd
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.core.desk import twin
from tests.station import empty, opened

TODAY, YEAR = "2026-10-31", 2026


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A made-up station of two months, of which the first is closed."""
    path = tmp_path_factory.mktemp("示例") / "站"
    clock.set_today(TODAY)
    demo.make(path, 1, 2)
    with folder.opened(path, SCHEMA) as store, acting(store, "close") as act:
        close(act, "2026-09")
    clock.set_today(None)
    return path


@pytest.fixture
def store(made, tmp_path):
    """A copy of it, on its day."""
    clock.set_today(TODAY)
    with folder.opened(twin(made, tmp_path / "站"), SCHEMA) as store:
        yield store
    clock.set_today(None)


def words(file):
    """What poppler reads."""
    return "".join(
        subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


def test_a_whole_folder(store, tmp_path):
    """Every file the index names lies there with as many pages, and no other; three cases of the closed ones."""
    heard = []
    ready = inspection.make(store, Wanted(YEAR, 7), tmp_path, heard.append)
    files = sorted(file.name for file in ready.folder.iterdir())
    assert ready.folder.name == "迎检材料-示例·渔泽镇-2026" and files == sorted(one.file for one in ready.pieces)
    index = words(ready.folder / "00-迎检目录.pdf")
    assert "抽签号7" in index and all(one.file in index for one in ready.pieces[1:])
    for one in ready.pieces:
        told = subprocess.run(["pdfinfo", ready.folder / one.file], capture_output=True, text=True, check=True).stdout
        assert int(re.search(r"Pages:\s+(\d+)", told)[1]) == one.pages, one.file
    closed = {
        row[0]
        for row in store.db.execute(
            "SELECT number FROM issue WHERE state IN ('已办结', '跟踪中') AND closed_on LIKE '2026%'"
        )
    }
    assert len(ready.cases) == 3 and set(ready.cases) <= closed
    assert files[1:5] == [
        "01-自检表-2026.pdf",
        *(f"0{n}-一事一档-{number.rpartition('-')[2]}.pdf" for n, number in enumerate(ready.cases, 2)),
    ]
    assert [name for name in files if "台账" in name] == [
        "05-月度台账-2026-09.pdf",
        "06-月度台账-2026-10.pdf",
    ] and heard[0] == "自检表"
    for number in ready.cases:
        assert number in words(ready.folder / next(name for name in files if number.rpartition("-")[2] in name))


def test_the_lot(store):
    """The same number draws the same cases; numbers draw different ones; each closed case can be drawn."""

    def draw(seed):
        return tuple(one.number for one in inspection.drawn(store, Wanted(YEAR, seed)))

    assert draw(7) == draw(7)
    lots = {draw(seed) for seed in range(200)}
    everyone = {
        row[0]
        for row in store.db.execute(
            "SELECT number FROM issue WHERE closed_on IS NOT NULL AND state IN ('已办结', '跟踪中')"
        )
    }
    assert lots == set(combinations(sorted(everyone), 3))


def test_nobody_is_named(store, tmp_path):
    """Masked, no visitor's name, phone or words stand anywhere; named, they do, a closed month is the paper that was
    bound, and it is written down."""
    known = "SELECT name FROM deputy"
    people = list(
        store.db.execute(
            f"SELECT visitor_phone, substr(statement, 1, 12), CASE WHEN visitor_name NOT IN ({known}) THEN visitor_name END FROM visit"
        )
    )
    ready = inspection.make(store, Wanted(YEAR, 7), tmp_path)
    said = "".join(words(ready.folder / one.file) for one in ready.pieces)
    assert [found for row in people for found in row if found and found in said] == []
    assert list(looks(store)) == []
    (tmp_path / "全").mkdir()
    named = inspection.make(store, Wanted(YEAR, 7, masked=False), tmp_path / "全", operator="赵敏")
    september = named.folder / "05-月度台账-2026-09.pdf"
    assert store.find(Visit, order="received_at")[0].visitor_name in words(september)
    (bound,) = (one for one in store.find(MonthEnd)[0].attachments if one["name"].startswith("全套"))
    assert hashlib.sha256(september.read_bytes()).hexdigest() == bound["digest"]
    (look,) = looks(store)
    assert (look.way, look.operator, look.what) == ("导出", "赵敏", named.folder.name) and {
        kind for kind, _id in look.records
    } == {"issue", "visit"}


def test_what_cannot_be(store, tmp_path):
    """A folder that is there already, a year to come, a number nobody can read out: refused, nothing is written."""
    (tmp_path / "迎检材料-示例·渔泽镇-2026").mkdir()
    for wanted, why in ((Wanted(YEAR, 7), "已经有了"), (Wanted(2027, 7), "还没有到"), (Wanted(YEAR, 10**9), "太大")):
        with pytest.raises(BadInput, match=why):
            inspection.make(store, wanted, tmp_path)
    assert list((tmp_path / "迎检材料-示例·渔泽镇-2026").iterdir()) == []
    file = tmp_path / "不是文件夹"
    file.write_text("x")
    with pytest.raises(Problem, match="写不进"):
        inspection.make(store, Wanted(YEAR, 7), file)
    assert file.read_text() == "x"


def test_an_empty_station(tmp_path):
    """Nothing is closed, nothing happened: the folder still says so, with what there is."""
    clock.set_today(TODAY)
    with opened(empty(tmp_path / "空")) as store:
        ready = inspection.make(store, Wanted(YEAR, inspection.usual_seed()), tmp_path)
    clock.set_today(None)
    assert ready.cases == () and [one.file for one in ready.pieces] == [
        "00-迎检目录.pdf",
        "01-自检表-2026.pdf",
        "02-月度台账-2026-10.pdf",
        "03-归档目录-2026.pdf",
    ]
