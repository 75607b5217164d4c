"""Organs: the usual ones of a district, and whom a category goes to."""

import pytest

from lianluozhan import organ
from lianluozhan.category import default_categories
from lianluozhan.organ import Organ, default_organs, organ_for, seat_of
from lianluozhan.place import town_of


def test_towns_are_organs():
    """Each town of the district is an organ by its seat; 街道 have a 办事处, others a 人民政府."""
    seats = [row["name"] for row in default_organs("140405") if row["kind"] == "乡镇"]
    assert len(seats) == 10
    assert {"麟绛街道办事处", "渔泽镇人民政府", "李高乡人民政府"} <= set(seats)
    assert seat_of(town_of("140405403")) is None and seat_of(town_of("140405")) is None


def test_names_are_of_the_district():
    """An organ that carries the district's name carries the right one; no placeholder is left."""
    assert "市生态环境局屯留分局" in [row["name"] for row in default_organs("140405")]
    assert "市生态环境局潞州分局" in [row["name"] for row in default_organs("140403")]
    assert organ_for("生态环境", "140406") == "市生态环境局潞城分局"
    for district in ("140403", "140405", "999999"):
        assert not [row for row in default_organs(district) if "{" in row["name"]]


def test_each_organ_once():
    """No organ stands twice, each is of a known kind and readable by its declaration."""
    rows = default_organs()
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} <= set(organ.KINDS)
    for row in rows:
        assert Organ.read(row)["name"] == row["name"]


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ("道路与路灯", "区住房和城乡建设管理局"),
        ("占道经营与市容", "区城市管理综合行政执法队"),
        ("供暖", "集中供热公司"),
        ("供水供电燃气通讯", "自来水公司"),
        ("医保医疗", "区医疗保障局"),
        ("教育", "区教育局"),
        ("农业农村", "区农业农村局"),
        ("作风与政务", None),  # told where to go, not passed on
        ("没有这一类", None),
    ],
)
def test_who_takes_a_category(category, name):
    """A category goes to the organ that usually takes it."""
    assert organ_for(category) == name


def test_defaults_name_real_categories():
    """Every category an organ takes exists, and no two organs take one."""
    taken = [name for row in default_organs() for name in row["categories"]]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {row["name"] for row in default_categories()}


def test_rows_are_the_callers_own():
    """Changing a returned row changes nobody else's."""
    default_organs()[0]["name"] = "改了"
    default_organs()[0]["categories"].append("改了")
    assert default_organs()[0] == {
        "name": "区住房和城乡建设管理局",
        "kind": "区直",
        "categories": ["道路与路灯", "物业与老旧小区"],
    }


def test_record():
    """The fields in their order, a phone stored as digits."""
    assert list(Organ.fields)[:5] == ["name", "kind", "contact", "phone", "categories"]
    assert Organ.read({"phone": "0355-7522222"}) == {"phone": "03557522222"}
