"""The file a district gives a new station: whose it will be, the district's card, and the rosters and rules all stations share.

{"format", "code", "name", "card", "common"}; `common` is a signed package without private parts, not locked: the
station that will open it has no key yet.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import NamedTuple

from lianluozhan.act import acting
from lianluozhan.begin import CODE
from lianluozhan.errors import UPGRADE, BadInput, Damaged, NewerFormat, PackageProblem, why
from lianluozhan.package import enrol
from lianluozhan.package.enrol import own_card
from lianluozhan.package.keycard import Card, card_of
from lianluozhan.package.manifest import AGAIN, Party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import LARGEST, Package, unpack
from lianluozhan.package.unsent import PREFIX
from lianluozhan.package.write import Sending, packed
from lianluozhan.place import Place, find_town, town_of
from lianluozhan.store import Store
from lianluozhan.vault import Keys

FORMAT = 1
CALLED = "加入文件"
STATION_NAME = "{}人大代表联络站"


class Starter(NamedTuple):
    """What a new station begins with."""

    code: str
    name: str
    card: Card
    common: Package


def meant(store: Store, word: str) -> Party:
    """The station a word means: a 家站点 of the district's by name or code, else a town of the district. Raises BadInput."""
    places = store.find(Place, "world=? AND code NOT NULL AND (code=? OR name=?)", (store.identity.world, word, word))
    town = town_of(word) or find_town(word)
    if len(places) == 1:
        code, name = places[0].code, places[0].name
    elif town and town.code != town.district:
        code, name = town.code, STATION_NAME.format(town.name)
    else:
        raise BadInput(f"不知道“{word}”是哪个站", then="请写乡镇街道的名称或代码，或先把它录入家站点（写上代码）")
    if not CODE.fullmatch(code) or code[:PREFIX] != store.identity.world[:PREFIX]:
        raise BadInput(f"{name}（{code}）不归本区", then="请核对名称和代码")
    return Party("station", code, name)


def file_name(to: Party) -> str:
    """What the file of a station is called."""
    return f"{CALLED}-{to.code}.json"


def starter(store: Store, keys: Keys, to: Party) -> str:
    """The file's text."""
    data = packed(store, keys, to, Sending(to=to, masked=True))
    card = json.loads(own_card(store, keys))
    said = {"format": FORMAT, "code": to.code, "name": to.name, "card": card, "common": b64encode(data).decode()}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def read_starter(file: Path) -> Starter:
    """What a file says. Raises PackageProblem when it is none, or was changed."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(file)
        said = json.loads(file.read_bytes())
        newer = said["format"] > FORMAT
        card = card_of(json.dumps(said["card"]).encode(), file.name)
        common = unpack(b64decode(said["common"], validate=True))
        to, sender = common.manifest.to, common.manifest.sender
        sound = (
            (said["code"], said["name"]) == (to.code, to.name)
            and to.role == "station"
            and CODE.fullmatch(to.code) is not None
            and bool(to.name)
            and (sender.role, sender.code, sender.keys) == (card.party.role, card.party.code, card.party.keys)
        )
    except OSError as error:
        raise PackageProblem(f"读不了 {file}（{why(error)}）", then="请插好 U 盘，选对加入文件") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        newer = sound = False
    if newer:
        raise NewerFormat(f"{file.name} 是更新版本的程序做的", then=UPGRADE)
    if not sound:
        raise Damaged(f"{file.name} 不是{CALLED}，或者被改动过", then=AGAIN)
    return Starter(to.code, to.name, card, common)


def join(store: Store, given: Starter, operator: str = "") -> None:
    """In a new station's folder: accept the district's card, take in what all stations share."""
    enrol.check_ours(store, given.card.party)
    receive(store, given.common, operator)
    if enrol.weigh(store, given.card):
        with acting(store, "join", operator) as act:
            enrol.accept(act, given.card.party, given.card.before)
