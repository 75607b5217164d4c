"""What a new station begins with: one file from its district, of which nothing can be changed."""

import json
from base64 import b64decode, b64encode
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from lianluozhan.act import acting
from lianluozhan.category import Category
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, Damaged, NewerFormat, PackageProblem, WrongReceiver
from lianluozhan.package.manifest import Party
from lianluozhan.package.read import unpack
from lianluozhan.package.starter import join, meant, read_starter, starter
from lianluozhan.package.write import receiver
from lianluozhan.place import Place
from tests.core.test_enrol import Desk

TOWN = "140405102"


@pytest.fixture
def made(tmp_path):
    """A district with a category and a deputy, and the file it made for a station."""
    office = Desk(tmp_path / "office.db", "140405")
    with acting(office.store, "add") as act:
        act.write(Category, "category-1", {"code": "01", "name": "市政"})
        act.write(Deputy, "deputy-1", {"name": "单俊峰", "phone": "13800000001"})
    file = tmp_path / "加入.json"
    file.write_text(starter(office.store, office.keys, Party("station", TOWN, "渔泽镇站")), "utf-8")
    yield SimpleNamespace(office=office, file=file, path=tmp_path)
    office.store.close()


@pytest.mark.parametrize("word", ["渔泽镇", "渔泽", TOWN, "渔泽镇人大代表联络站"])
def test_which_station(made, word):
    """A town of the district by name or code means its station."""
    assert meant(made.office.store, word) == Party("station", TOWN, "渔泽镇人大代表联络站")


def test_a_place_with_a_code(made):
    """A station that is no town's is one the district has entered among its places."""
    with acting(made.office.store, "add") as act:
        act.write(Place, "place-9", {"name": "开发区站", "code": "140405901"})
    assert (
        meant(made.office.store, "开发区站")
        == meant(made.office.store, "140405901")
        == Party("station", "140405901", "开发区站")
    )


@pytest.mark.parametrize("word", ["", "没有这个镇", "屯留区", "140405", "140406101"])
def test_no_station(made, word):
    """Nobody's name, the district itself, a town of another district."""
    with pytest.raises(BadInput) as caught:
        meant(made.office.store, word)
    assert caught.value.then


def test_a_station_joins(made):
    """It has the card and what all share, nothing private; a second time nothing is new."""
    given = read_starter(made.file)
    assert (given.code, given.name, given.card.party.name) == (TOWN, "渔泽镇站", "140405号")
    town = Desk(made.path / "town.db", TOWN)
    join(town.store, given, "李四")
    assert receiver(town.store).keys == made.office.keys.public()
    assert town.store.find(Category)[0].name == "市政"
    (deputy,) = town.store.find(Deputy)
    assert (deputy.name, deputy.phone) == ("单俊峰", None)
    before = town.store.db.execute("SELECT count(*) FROM entry").fetchone()
    join(town.store, given, "李四")
    assert town.store.db.execute("SELECT count(*) FROM entry").fetchone() == before
    town.store.close()


def test_nothing_private_in_it(made):
    """It is not locked, so no telephone stands in it, packed or unpacked."""
    text = made.file.read_bytes()
    inside = unpack(b64decode(json.loads(text)["common"]))
    assert b"13800000001" not in text and not any(entry.private for entry in inside.entries)


def test_for_another(made):
    """A station does not join with another one's file, nor a district."""
    for world in ("140405103", "140406101", "140405"):
        desk = Desk(made.path / f"{world}.db", world)
        with pytest.raises(WrongReceiver):
            join(desk.store, read_starter(made.file))
        assert not desk.store.find(Category) or world == "140405"
        desk.store.close()


def test_every_change_of_it(made):
    """Another name, code, card or content is refused by name, and so is what is no such file."""
    said = json.loads(made.file.read_text("utf-8"))
    other = Desk(made.path / "other.db", "140405")
    stranger = json.loads(starter(other.store, other.keys, Party("station", TOWN, "渔泽镇站")))
    other.store.close()
    data = bytearray(b64decode(said["common"]))
    member = ZipFile(BytesIO(data)).infolist()[-1]  # a bit of what it holds: not every bit of a zip means something
    data[member.header_offset + 30 + len(member.filename) + member.compress_size // 2] ^= 1
    changes = [
        {"name": "别的站"},
        {"code": "140405103"},
        {"card": stranger["card"]},
        {"common": stranger["common"]},
        {"card": None},
        {"common": b64encode(bytes(data)).decode()},
        {"common": "%%%"},
        {"common": 7},
        {"format": "1"},
        {"card": {**said["card"], "name": "别"}},
    ]
    for change in changes:
        made.file.write_text(json.dumps(said | change), "utf-8")
        with pytest.raises(Damaged) as caught:
            read_starter(made.file)
        assert caught.value.then
    for text in ("", "[]", "{}", "null", "\x00"):
        made.file.write_text(text)
        with pytest.raises(Damaged):
            read_starter(made.file)
    made.file.write_text(json.dumps(said | {"format": 2}), "utf-8")
    with pytest.raises(NewerFormat):
        read_starter(made.file)
    with pytest.raises(PackageProblem, match="读不了"):
        read_starter(made.path / "没有.json")
