"""A new data folder with what every folder begins with: its first clerk and its own 家站点."""

from __future__ import annotations

from pathlib import Path

from lianluozhan import folder
from lianluozhan.act import acting
from lianluozhan.action import CLERK
from lianluozhan.operator import add_operator
from lianluozhan.place import DISTRICT, HOSTS, Place, find_town, own_place_id, town_of
from lianluozhan.schema import SCHEMA

CODE = folder.CODE


def begin(path: Path, role: str, code: str, name: str, clerk: str) -> None:
    """Make a folder for a station or a district. Raises FolderProblem where there is one, or other files."""
    folder.make(path, SCHEMA, role, code, name)
    with folder.opened(path, SCHEMA) as store, acting(store, "init", clerk) as act:
        add_operator(act, clerk, CLERK)
        town = town_of(code)
        host = HOSTS.get(town.level) if town else None
        level = {"level": "站"} if role == "station" else {}
        place = {"name": name, "code": code, **level, **({"host": host} if host else {})}
        act.write(Place, own_place_id(code), place)


def code_of(role: str, name: str) -> str | None:
    """The code of the town or district a name means; None where it means none, or for a station only a district."""
    town = find_town(name)
    if town is None or (role == "station" and town.level == DISTRICT):  # the district's code is its office's
        return None
    return town.code if role == "station" else town.district
