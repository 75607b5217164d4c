"""Places: which town a station's name means, its code, and who passes its matters on."""

import pytest

from lianluozhan import place
from lianluozhan.errors import BadValue
from lianluozhan.place import Place, assigning_body, find_town, town_of, towns


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("渔泽镇人大代表联络站", "140405102"),
        ("渔泽镇", "140405102"),
        ("渔泽", "140405102"),
        (" 渔 泽 镇 ", "140405102"),
        ("渔泽联络站", "140405102"),
        ("屯留区渔泽镇人大代表联络站", "140405102"),
        ("山西省长治市屯留区渔泽镇", "140405102"),
        ("渔泽镇岗上村人大代表联络点", "140405102"),
        ("渔泽镇前后庄村联络点", "140405102"),
        ("麟绛街道人大代表联络站", "140405001"),
        ("麟绛街道办事处", "140405001"),
        ("上村镇人民政府", "140405101"),
        ("河神庙乡人大代表联络站", "140405202"),
        ("太行东街街道人大代表联络站", "140403006"),  # not 东街街道, whose name it holds
        ("太行东街", "140403006"),
        ("东街街道", "140403001"),
        ("东街", "140403001"),
        ("屯留经济技术开发区", "140405403"),
        ("屯留区人大常委会办公室", "140405"),
        ("屯留区", "140405"),
        ("屯留", "140405"),
        ("潞州区人大常委会代表工委", "140403"),
        ("襄垣县人大常委会", "140423"),
        ("沁县", "140430"),
    ],
)
def test_names_that_mean_one_town(name, code):
    """A town is found in full, in short, inside the name of its station or point; a district by its own name."""
    assert find_town(name).code == code


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "人大代表联络站",
        "岗上村联络点",
        "东街村联络点",
        "渔泽镇、余吾镇联络站",
        "沁",
        "渔",
        "太原市",
        "屯留区和潞州区",
    ],
)
def test_names_that_mean_none(name):
    """No town, more than one, or only a likeness: nothing is guessed."""
    assert find_town(name) is None


def test_every_town_finds_itself():
    """Each of the listed towns and districts is found by its own name."""
    assert [town for town in towns() if find_town(town.name) != town] == []


def test_codes():
    """Districts have 6 digits, towns 9 that begin with their district's; no code or name stands twice."""
    assert len({t.code for t in towns()}) == len({t.name for t in towns()}) == len(towns())
    for town in towns():
        assert town.code.isdecimal() and len(town.code) == (6 if town.level == "区" else 9)
        assert town.code.startswith(town.district) and town.district.startswith("1404")


def test_ten_towns_of_tunliu():
    """屯留区 has ten towns, one station each: one 街道, six 镇, three 乡."""
    levels = [t.level for t in towns() if t.district == "140405" and t.host]
    assert sorted(levels) == sorted(["街道"] + ["镇"] * 6 + ["乡"] * 3)


@pytest.mark.parametrize(
    ("code", "level", "host"),
    [
        ("140405102", "镇", "镇人大主席团"),
        ("140405200", "乡", "乡人大主席团"),
        ("140405001", "街道", "街道人大工委"),
        ("140405400", "其他", None),
        ("140405", "区", None),
    ],
)
def test_host_by_the_towns_kind(code, level, host):
    """The kind of town decides who chairs its congress."""
    assert (town_of(code).level, town_of(code).host) == (level, host)


def test_unknown_code():
    """A code nobody has is no town."""
    assert town_of("999999999") is None


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({"name": "渔泽镇人大代表联络站", "code": "140405102"}, "镇人大主席团"),
        ({"name": "某某站", "code": "140405001"}, "街道人大工委"),
        ({"name": "李高乡人大代表联络站", "code": None}, "乡人大主席团"),
        ({"name": "李高乡人大代表联络站", "host": "镇人大主席团"}, "镇人大主席团"),
        ({"name": "屯留区人大常委会办公室", "code": "140405"}, "区人大常委会"),
        ({"name": "屯留经济技术开发区联络站"}, None),
        ({"name": "岗上村联络点", "code": "140405102-03"}, None),
        ({}, None),
    ],
)
def test_assigning_body(values, body):
    """What a person wrote as host, else what the code, else what the name says; the district in its own folder."""
    assert assigning_body(values) == body


def test_hosts_are_the_choices():
    """Every host a town can have may be written into a place."""
    assert {t.host for t in towns()} - {None} == set(Place.fields["host"].choices)


def test_record():
    """A place is read by its declaration, its level one of 家, 站, 点; its phone is public, nothing is private."""
    assert (
        list(Place.fields)[:17]
        == (
            "name level parent code host address hours head clerk phone duties_text area sign organisation board rules archive"
        ).split()
    )
    assert Place.read({"name": " 渔泽镇站 ", "level": "站"}) == {"name": "渔泽镇站", "level": "站"}
    with pytest.raises(BadValue, match="层级"):
        Place.read({"level": "室"})
    assert not [f.name for f in Place.fields.values() if f.private]
    assert place.LEVELS == ("家", "站", "点")


def test_own_place():
    """The place a folder was made for has one id per world, the same wherever it is asked."""
    assert place.own_place_id("140405102") == place.own_place_id("140405102") != place.own_place_id("140405103")
