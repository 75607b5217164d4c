"""The rows papers are tested with, and the readers that look at what was printed: poppler and pypdf, never our own code."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from lianluozhan import resource
from lianluozhan.report import month_set
from lianluozhan.report.imprint import Imprint, MonthData
from lianluozhan.report.page import pdf

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-11-01", "3f9a12bc77de")
DUE = {"2026-10-03": "2026-10-27", "2026-10-07": "2026-10-27", "2026-10-14": "2026-11-04", "2026-10-24": "2026-11-13"}


@pytest.fixture(scope="session")
def imprint() -> Imprint:
    """October 2026 in 渔泽镇, books not closed."""
    return IMPRINT


@pytest.fixture(scope="session")
def sample() -> MonthData:
    """The clerk's own ledger of October 2026 as readable rows, its 17 issues and 8 sessions worked out by hand rules."""
    kept = json.loads(resource.path("sample", "渔泽镇站-2026年10月台账.json").read_text("utf-8"))
    visits = [{**row, "number": f"140405102-2026-J{n:04}"} for n, row in enumerate(kept["visit"], start=1)]
    passed = [row for row in visits if row["outcome"] in ("乡镇办理", "报区办理")]
    issues = [_issue(n, row) for n, row in enumerate(passed, start=1)]
    duties = [
        {**row, "number": f"140405102-2026-L{n:04}"} for n, row in enumerate(kept["duty"] + _sessions(visits), start=1)
    ]
    return MonthData(IMPRINT, visits, issues, duties, kept["deputy"])


def _issue(number: int, visit: dict) -> dict:
    day, up = visit["received_at"][:10], visit["outcome"] == "报区办理"
    return {
        "number": f"140405102-2026-Y{number:04}",
        "registered_at": visit["received_at"],
        "source": visit["channel"],
        "raised_by": visit["visitor_name"],
        "raiser_phone": visit["visitor_phone"],
        "raiser_address": visit["visitor_address"],
        "title": None,
        "statement": visit["statement"],
        "category": visit["category"],
        "urgency": "正常",
        "lead_deputy": None,
        "deputies": visit["deputies"],
        "organ": None if up else visit["referred_to"],
        "assigned_on": None if up else day,
        "due_on": None if up else DUE[day],
        "state": "待区处理" if up else "办理中",
        "light": None if up else "绿",
    }


def _sessions(visits: list[dict]) -> list[dict]:
    """One duty per day and 接待|走访, of the deputies its visits name (design §5)."""
    held: dict[tuple, dict] = {}
    for visit in visits:
        way = "走访" if visit["channel"] == "走访" else "接待"
        duty = held.setdefault(
            (visit["received_at"][:10], way),
            {
                "deputies": [],
                "people_met": {},
                "kind": "接待选民",
                "title": f"{way}群众",
                "begin": visit["received_at"],
            },
        )
        for name in visit["deputies"]:
            duty["deputies"] += [name] if name not in duty["deputies"] else []
            duty["people_met"][name] = duty["people_met"].get(name, 0) + visit["party_size"]
    return list(held.values())


@pytest.fixture(scope="session")
def printed(sample, tmp_path_factory) -> dict:
    """The sample month on paper: name → Paper."""
    return {paper.name: paper for paper in month_set.make(sample, tmp_path_factory.mktemp("printed"))}


@pytest.fixture
def visits_only(sample):
    """A month of these visits and nothing else."""
    return lambda rows, **imprint: MonthData(replace(IMPRINT, **imprint), rows, (), (), sample.deputies)


@pytest.fixture
def put(tmp_path):
    """Write one laid-out paper to a file."""

    def write(layout) -> Path:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf("试印", "渔泽镇站", [layout]))
        return path

    return write


@pytest.fixture(scope="session")
def words():
    """What poppler's pdftotext reads, with the white space that line ends and columns make taken out."""

    def read(path: Path, *flags: str) -> str:
        done = subprocess.run(["pdftotext", *flags, str(path), "-"], capture_output=True, check=True)
        return re.sub(r"\s+", "", done.stdout.decode("utf-8"))

    return read


@pytest.fixture(scope="session")
def lines():
    """What pdftotext reads, line by line."""

    def read(path: Path, *flags: str) -> list[str]:
        done = subprocess.run(["pdftotext", *flags, str(path), "-"], capture_output=True, check=True)
        return [line for line in done.stdout.decode("utf-8").replace("\f", "\n").split("\n") if line.strip()]

    return read


@pytest.fixture(scope="session")
def fonts():
    """The rows of pdffonts: (name, type, embedded, subset, has a table back to text)."""

    def read(path: Path) -> list[tuple[str, str, str, str, str]]:
        done = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True)
        rows = [line.split() for line in done.stdout.splitlines()[2:]]
        return [(row[0], " ".join(row[1:-6]), *row[-5:-2]) for row in rows]

    return read


@pytest.fixture(scope="session")
def pages():
    """The pages pypdf finds, read strictly."""
    return lambda path: PdfReader(path, strict=True).pages


class Word(NamedTuple):
    """A word as poppler sees it: where it stands in points from the upper left corner, on which page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: "Word") -> bool:
        """Whether the two lie over each other by more than a hair."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return (
            self.page == other.page and wide > 1 and high > 0.08 * min(self.bottom - self.top, other.bottom - other.top)
        )


BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@pytest.fixture(scope="session")
def boxes():
    """Every word of a paper with its place."""

    def read(path: Path) -> list[Word]:
        done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
        # It may cut 𬱖 in two words of half a character.
        pages = done.stdout.decode("utf-8", "surrogatepass").split("<page ")[1:]
        return [
            Word(n, *map(float, found[:4]), found[4]) for n, page in enumerate(pages, 1) for found in BOX.findall(page)
        ]

    return read


@pytest.fixture(scope="session")
def ink(tmp_path_factory):
    """(left, top, right, bottom) in points that the ink of each page fills, and whether any of it is coloured."""

    def read(path: Path) -> list[tuple[float, float, float, float]]:
        to = tmp_path_factory.mktemp("ink") / "page"
        subprocess.run(["pdftoppm", "-r", "36", "-gray", str(path), str(to)], check=True)
        found = []
        for file in sorted(to.parent.glob("*.pgm")):
            kind, size, _most, data = file.read_bytes().split(b"\n", 3)
            assert kind == b"P5"
            wide = int(size.split()[0])
            inked = [at for at in range(len(data) // wide) if min(data[at * wide : (at + 1) * wide]) < 200]
            columns = [at for at in range(wide) if min(data[at::wide]) < 200]
            found.append((2 * columns[0], 2 * inked[0], 2 * columns[-1] + 2, 2 * inked[-1] + 2))
        return found

    return read
