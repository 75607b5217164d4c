"""What may be chosen in any form: who stands first, what is offered once only, and by which letters it is found."""

import pytest

from lianluozhan import pinyin
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.organ import Organ
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from tests.station import CODE, NAME, empty, opened
from ui.asks.choices import CONCERNS, WORDS_OF, choices, spell
from ui.widgets.chooser import fits


@pytest.fixture
def station(tmp_path):
    """The store of a station with its clerk and its place, and nothing else."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


def put(store, cls, **values):
    """Write a record as it stands; its id."""
    id = new_id()
    with acting(store, "put") as act:
        act.write(cls, id, values)
    return id


def names(store, kind):
    """What is offered of a kind, in its order."""
    return [one.name for one in choices(store)[kind]]


def test_kinds(station):
    """Every reference of a form has its options, duties their kinds, acts on issues the district's words."""
    words = {
        f"{WORDS_OF}{name}"
        for name in (
            "答复类别",
            "回告方式",
            "催办方式",
            "面商方式",
            "报区理由",
            "退回理由",
            "延期理由",
            "暂停理由",
            "撤回理由",
        )
    }
    assert (
        set(choices(station))
        == {
            "activity",
            "deputy",
            "organ",
            "place",
            "category",
            "duty.kind",
            "draft_law",
            "opinion",
            "expert",
            "meeting",
            "official",
        }
        | words
    )
    assert names(station, f"{WORDS_OF}回告方式") == ["电话", "当面", "微信", "书面"]


def test_concerns():
    """What is asked once is asked again when one of these changes: the kinds that may be written in a folder."""
    assert {
        "activity",
        "deputy",
        "organ",
        "place",
        "category",
        "rule",
        "draft_law",
        "opinion",
        "expert",
        "meeting",
        "official",
    } == CONCERNS


def test_nobody_yet(station):
    """A new folder has no deputy to choose, and that is no error."""
    assert choices(station)["deputy"] == []


@pytest.mark.parametrize(
    ("roster", "order"),
    [
        ([("甲", ["乡镇"], None), ("乙", ["区"], None)], ["乙", "甲"]),
        (
            [("甲", ["乡镇"], None), ("乙", ["全国"], None), ("丙", ["市"], None), ("丁", ["省"], None)],
            ["乙", "丁", "丙", "甲"],
        ),
        ([("甲", ["区"], 2), ("乙", ["区"], 1)], ["乙", "甲"]),
        ([("甲", ["区"], 9), ("乙", ["乡镇"], 1)], ["甲", "乙"]),
        ([("甲", ["区"], None), ("乙", ["区"], 50)], ["乙", "甲"]),
        ([("甲", None, 1), ("乙", ["乡镇"], 7)], ["乙", "甲"]),
        ([("甲", ["区"], 1), ("乙", ["乡镇", "市"], 1)], ["乙", "甲"]),
    ],
    ids=[
        "district first",
        "five levels",
        "by number",
        "level before number",
        "no number last",
        "no level last",
        "the highest counts",
    ],
)
def test_deputies_in_the_order_of_printed_lists(station, roster, order):
    """By the highest level, then by number, never by pinyin."""
    for name, levels, number in roster:
        put(station, Deputy, **{k: v for k, v in {"name": name, "levels": levels, "order": number}.items() if v})
    assert names(station, "deputy") == order


def test_a_deputy(station):
    """The levels stand beside the name, and the record's id is what is kept."""
    id = put(station, Deputy, name="彭喆", levels=["区", "乡镇"])
    (one,) = choices(station)["deputy"]
    assert (one.name, one.beside, one.kept) == ("彭喆", "区、乡镇", id)


def test_a_deputy_without_a_level(station):
    """Where no level is known, nothing stands beside the name."""
    put(station, Deputy, name="彭喆")
    assert choices(station)["deputy"][0].beside == ""


@pytest.mark.parametrize(
    ("typed", "found"), [("pz", True), ("彭", True), ("喆", True), ("p", True), ("zp", False), ("王", False)]
)
def test_a_deputy_is_found_by_initials(station, typed, found):
    """The initials from the beginning, or any piece of the name."""
    put(station, Deputy, name="彭喆")
    assert fits(choices(station)["deputy"][0], typed) is found


def test_two_of_one_name_stay_two(station):
    """Two deputies of one name are two options, told apart by what is kept."""
    ids = {put(station, Deputy, name="王芳", levels=["区"]), put(station, Deputy, name="王芳", levels=["乡镇"])}
    found = choices(station)["deputy"]
    assert [(one.name, one.beside) for one in found] == [("王芳（区）", "区"), ("王芳（乡镇）", "乡镇")]
    assert {one.kept for one in found} == ids


@pytest.mark.parametrize(("cls", "kind"), [(Deputy, "deputy"), (Organ, "organ"), (Place, "place")])
def test_the_voided_are_not_offered(station, cls, kind):
    """What was made void cannot be chosen any more."""
    id = put(station, cls, name="不该有的")
    assert "不该有的" in names(station, kind)
    with acting(station, "void") as act:
        act.write(cls, id, {"voided": "录错"})
    assert "不该有的" not in names(station, kind)


def test_own_organs_stand_before_the_shipped(station):
    """What the folder wrote itself comes first, by name; then the usual organs of the district."""
    put(station, Organ, name="B村委会", kind="村社")
    put(station, Organ, name="A合作社")
    found = choices(station)["organ"]
    assert [(one.name, one.beside) for one in found[:3]] == [
        ("A合作社", ""),
        ("B村委会", "村社"),
        ("区住房和城乡建设管理局", "区直"),
    ]


def test_an_organ_is_offered_once(station):
    """A usual organ the folder has a record of is offered as that record alone."""
    before = names(station, "organ")
    id = put(station, Organ, name="自来水公司", kind="企业")
    found = [one for one in choices(station)["organ"] if one.name == "自来水公司"]
    assert [one.kept for one in found] == [id]
    assert sorted(names(station, "organ")) == sorted(before)


def test_a_shipped_organ_is_kept_by_its_name(station):
    """There is no record of it yet, so its name is what is written."""
    (one,) = [one for one in choices(station)["organ"] if one.name == "渔泽镇人民政府"]
    assert (one.beside, one.kept) == ("乡镇", "渔泽镇人民政府")


@pytest.mark.parametrize("code", [CODE, "140405"])
def test_organs_are_the_districts_own(tmp_path, code):
    """The first six digits of the folder's code say which district's organs these are, a station's as the district's own."""
    role = "station" if len(code) > 6 else "district"
    with opened(empty(tmp_path / "夹", role, code, "某处")) as store:
        found = names(store, "organ")
    assert "市生态环境局屯留分局" in found and "麟绛街道办事处" in found
    assert not any("{" in name for name in found)


def test_places(station):
    """The place of the station itself can be chosen, with its level, and is kept by its id."""
    put(station, Place, name="A社区联络点")
    found = [(one.name, one.beside, one.kept) for one in choices(station)["place"]]
    assert found[1] == (NAME, "站", own_place_id(CODE))
    assert found[0][:2] == ("A社区联络点", "")


def test_categories_in_their_order(station):
    """The shipped categories, the most asked for first, each kept by its name."""
    found = choices(station)["category"]
    assert [one.name for one in found[:2]] == ["道路与路灯", "农村公路与公交"]
    assert len(found) == 15 and found[-1].name == "作风与政务"
    assert all(one.kept == one.name for one in found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("井盖", "道路与路灯"), ("dl", "道路与路灯"), ("暖气", "供暖"), ("低保", "社保民政养老"), ("机井", "农业农村")],
)
def test_a_category_is_found_by_what_people_say(station, typed, name):
    """Its words lead to it as its name does."""
    assert name in [one.name for one in choices(station)["category"] if fits(one, typed)]


def test_kinds_of_duty(station):
    """The fourteen kinds in the order of the district's table, their theme beside them."""
    found = choices(station)["duty.kind"]
    assert len(found) == 14
    assert [(one.name, one.beside) for one in found[:2]] == [("出席人代会", "法律监督"), ("参加其他会议", "法律监督")]
    assert ("接待选民", "依托站点办实事") in [(one.name, one.beside) for one in found]
    assert found[-1].name == "其他"


def test_names_are_spelled_when_asked(station):
    """Who opens the window waits for no spelling: options are there without, and each has its letters once they are asked for."""
    put(station, Deputy, name="单俊峰")
    pinyin.keys.cache_clear()
    offered = choices(station)
    assert pinyin.keys.cache_info().currsize == 0
    spell(offered)
    spelled = pinyin.keys.cache_info().misses
    assert spelled >= sum(map(len, offered.values())) - 20  # a word may be offered twice
    assert fits(offered["deputy"][0], "sjf") and pinyin.keys.cache_info().misses == spelled
