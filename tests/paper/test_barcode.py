"""Numbers as bars: a program that has nothing to do with ours reads them back from the printed page."""

import itertools
import subprocess

import pytest

from lianluozhan.report.barcode import MODULE, bars
from tests.paper.papers import papers_of

DOTS, HALF = 200, 1170  # dots to an inch: what a plain office scanner gives; and half a page of them


def read(path) -> list[str]:
    """Every code on the first page of a paper, with its kind: those of the upper half, then those of the lower."""
    halves = []
    for top in (0, HALF):
        half = path.with_name(f"{path.stem}-{top}")
        place = [*"-x 0 -W 1654 -y".split(), str(top), "-H", str(HALF)]
        subprocess.run(
            ["pdftoppm", "-r", str(DOTS), "-l", "1", *place, "-singlefile", "-png", str(path), str(half)], check=True
        )
        halves.append(f"{half}.png")
    return [
        code
        for half in halves
        for code in subprocess.run(["zbarimg", "-q", half], capture_output=True, text=True).stdout.split()
    ]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Papers of a real folder."""
    return papers_of(tmp_path_factory.mktemp("codes"))


@pytest.mark.needs("zbarimg")
@pytest.mark.parametrize(
    ("name", "number", "times"), [("接待登记表", "140405102-2026-J0001", 1), ("交办单", "140405102-2026-Y0001", 2)]
)
def test_codes_are_read_back(printed, name, number, times):
    """The form carries its number once, the slip on itself and on the receipt that comes back."""
    assert read(printed(name, "usual").path) == [f"CODE-128:{number}"] * times


@pytest.mark.needs("zbarimg")
def test_a_copy_for_the_wall_has_its_code_too(printed):
    """The number names nobody."""
    assert read(printed("接待登记表", "masked").path) == ["CODE-128:140405102-2026-J0001"]


@pytest.mark.needs("zbarimg")
def test_other_papers_have_none(printed):
    """Only what comes back to the desk is coded."""
    assert read(printed("征询意见表", "usual").path) == []


@pytest.mark.parametrize("number", ["140405102-2026-J0001", "140405102-2026-JKR0012", "1", "140405-2026-Y123456"])
def test_bars(number):
    """Bars never touch, are one to four modules wide, and begin and end the code."""
    found, wide = bars(number)
    assert found[0][0] == 0 and sum(found[-1]) == pytest.approx(wide)
    assert all(a + w + MODULE <= b + 1e-6 for (a, w), (b, _) in itertools.pairwise(found))
    assert all(1 <= round(w / MODULE, 6) <= 4 for _, w in found)
    assert wide + 20 * MODULE <= 6.3 / 16 * 493, "ten modules stay white on either side of the cell"


def test_what_cannot_be_said():
    """Chinese is no number; the paper then goes without."""
    with pytest.raises(ValueError, match="渔"):
        bars("渔0001")
