"""A district with the records of two stations, for tests of what its window and its commands show of them; made once and copied."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.record import new_id
from tests.station import empty, opened, receive, run, twin

DISTRICT, OFFICE = "140405", "屯留区人大常委会办公室"
TOWNS = {"渔泽镇": "140405102", "余吾镇": "140405103"}
LAMP = {
    "statement": "村口到中学的路灯坏了三个月",
    "category": "道路与路灯",
    "outcome": "报区办理",
    "referred_to": "区住建局",
}
HEAT = {"statement": "暖气不热，打电话没人管", "category": "供暖", "outcome": "乡镇办理", "referred_to": "镇政府"}
CAME = {  # what each station has: three receptions here, two there
    "渔泽镇": (
        {"received_at": "2026-09-16T09:00"} | HEAT,
        {"received_at": "2026-10-14T09:00", "visitor_name": "王甲"} | LAMP,
        {"received_at": "2026-10-14T10:00"},
    ),
    "余吾镇": (
        {"received_at": "2026-10-14T09:00", "visitor_name": "李乙"} | LAMP,
        {"received_at": "2026-10-15T09:00", "party_size": 3},
    ),
}
SPARE = {"韩单": None, "韩组": "第一代表小组"}  # deputies of no station, the one of no group either


class Made(NamedTuple):
    """The folders: the district's, and each station's by its town's name."""

    office: Path
    stations: dict[str, Path]


def carry(sender: Path, to: Path, stick: Path) -> None:
    """Everything the one has for the other, by stick."""
    before = set(stick.glob("*.llz"))
    assert run("export", "--to", stick, "--data", sender).code == 0
    mine = [file for file in stick.glob("*.llz") if file not in before and f"-{_code(to)}-" in file.name]
    done = run("import", *mine, "--data", to)
    assert done.code == 0, done.err


def _code(path: Path) -> str:
    with opened(path) as store:
        return store.identity.world


@cache
def _template() -> Path:
    root = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    stick = root / "U盘"
    stick.mkdir()
    office = empty(root / "区", "district", DISTRICT, OFFICE)
    run("card", "--to", root / "卡.json", "--data", office)
    with opened(office) as store, acting(store, "add") as act:
        for number, (name, group) in enumerate(SPARE.items(), 1):
            act.write(Deputy, new_id(), {"name": name, "order": number, "levels": ["区"], "group": group})
        for town in TOWNS:
            at = [f"{town}人大代表联络站"]
            act.write(
                Deputy, new_id(), {"name": f"单{town[0]}", "levels": ["乡镇"], "places": at, "group": f"{town}代表小组"}
            )
    for town, code in TOWNS.items():
        path = empty(root / town, "station", code, f"{town}人大代表联络站")
        run("enrol", root / "卡.json", "--data", path)
        carry(path, office, stick)
        carry(office, path, stick)
        with opened(path) as store:
            for values in CAME[town]:
                receive(store, **{"deputies": [f"单{town[0]}"], **values})
        carry(path, office, stick)
    return root


def district(path: Path) -> Made:
    """A district and its stations, to do with as a test likes."""
    before = clock._set
    clock.set_today("2026-10-16")
    try:
        root = _template()
    finally:
        clock.set_today(before)
    return Made(twin(root / "区", path / "区"), {town: twin(root / town, path / town) for town in TOWNS})
