"""代表履职登记: what each deputy did, deputies by level and order, acts, turns and persons counted apart."""

from dataclasses import replace

import pytest

from lianluozhan.report import duty_register
from lianluozhan.report.imprint import MonthData


@pytest.fixture
def register(imprint, put):
    """Print these duties of these deputies."""

    def write(duties, deputies=(), **how):
        return put(duty_register.layout(MonthData(replace(imprint, **how), duties=duties, deputies=deputies)))

    return write


def duty(*names: str, **more) -> dict:
    """An act of these deputies on 15 October."""
    return {"deputies": list(names), "kind": "办好事、实事", "title": "安装取暖设备", "begin": "2026-10-15", **more}


def test_every_act_is_found(printed, sample, words):
    """Title, kind and number of all fourteen, under each deputy's name."""
    read = words(printed["履职登记"].path)
    assert len(sample.duties) == 14
    for row in sample.duties:
        assert row["title"] in read and row["kind"] in read and row["number"][-5:] in read
        assert all(name in read for name in row["deputies"])


def test_an_act_stands_under_each_of_its_deputies(printed, words):
    """Four deputies proposed 村级路灯: it stands four times."""
    assert words(printed["履职登记"].path).count("关于完善村级路灯的建议") == 4


def test_sums(printed, lines):
    """14 件, 38 人次, 8 人; two of each deputy's sums reckoned by hand."""
    read = lines(printed["履职登记"].path)
    assert "合计：14 件，38 人次，8 人" in read
    assert "小计：1 件" in read  # 董䶮: 述职
    assert "小计：2 件，接待群众 1 人次" in read  # 冯䶮: 10月3日 one visitor, 取暖设备
    assert sum(line.startswith("小计") for line in read) == 8
    assert any(line.startswith("接待选民 8 件 23 人次，") for line in read)


def test_deputies_by_level_then_order(register, lines):
    """全国 省 市 区 乡镇 by the highest level, then the order given, never pinyin; who is not in the roster comes last."""
    deputies = [
        {"name": "安一", "levels": ["乡镇"], "order": 2},
        {"name": "白二", "levels": ["乡镇"], "order": 1},
        {"name": "朱三", "levels": ["乡镇", "市"], "order": 9},
        {"name": "赵四", "levels": ["全国"], "order": 8},
        {"name": "钱五", "levels": ["区"]},
        {"name": "孙六", "levels": ["省"]},
    ]
    path = register([duty("佚名", *(row["name"] for row in deputies))], deputies)
    known = [line[:2] for line in lines(path) if line[:2] in {"佚名", *(row["name"] for row in deputies)}]
    assert known == ["赵四", "孙六", "朱三", "钱五", "白二", "安一", "佚名"]


def test_who_the_deputy_is(register, words):
    """Levels, group, unit and post head the block; a name not in the roster is marked."""
    deputies = [
        {"name": "董䶮", "levels": ["市", "乡镇"], "group": "第3代表小组", "work_unit": "渔泽镇供电所", "post": "所长"}
    ]
    read = words(register([duty("董䶮", "佚名")], deputies))
    assert "董䶮市、乡镇人大代表第3代表小组渔泽镇供电所所长" in read
    assert "佚名（未匹配代表名册）" in read


def test_each_deputy_has_its_own_part(register, words, lines):
    """What one deputy did of an act, and how many people met, stands under that one alone."""
    row = duty(
        "甲一",
        "乙二",
        parts={"甲一": "主持"},
        people_met={"甲一": 7},
        content="给困难户送煤",
        outcome="三户过冬",
        promoted="低保一户",
    )
    path = register([row])
    read = words(path)
    assert [line for line in lines(path) if line in ("7", "8", "9")] == ["7"]
    assert read.count("主持") == 1 and "小计：1件，接待群众7人次" in read and read.count("给困难户送煤") == 2
    assert read.count("三户过冬") == 2 and "低保一户" in read


def test_a_block_that_goes_on(printed, words):
    """A page that begins within a deputy's block names the deputy again."""
    assert "（续）" in words(printed["履职登记"].path)


def test_fits_one_line(printed, lines):
    """Neither the longest kind of the points table nor the station's name is broken."""
    read = lines(printed["履职登记"].path)
    assert any("提出议案、建议、批评和意见" in line for line in read)
    assert any("10月22日 周四" in line for line in read)


def test_an_empty_month(register, words):
    """It says so, adds up to nothing and can be signed."""
    read = words(register([]))
    assert "本月没有履职登记" in read and "合计：0件，0人次，0人" in read and "审核人（签字）" in read


def test_masked(register, words):
    """The public summary keeps deputies and titles; what was said and written in confidence goes."""
    read = words(register([duty("甲一", content="给困难户赵某送煤")], masked=True))
    assert "甲一" in read and "安装取暖设备" in read and "赵某" not in read


def test_two_of_one_name(register, words):
    """Two deputies of one name have a block each; what names neither stands as 未匹配, under nobody's."""
    deputies = [
        {"id": f"d{n}", "name": "陈秀兰", "levels": ["乡镇"], "group": f"第{n}小组", "order": n} for n in (1, 2)
    ]
    duties = [
        {"number": f"L000{n}", "begin": f"2026-10-0{n}", "kind": "扶弱济困", "title": title, "deputies": [name]}
        for n, (title, name) in enumerate(
            (("送煤", "陈秀兰（第1小组）"), ("送面", "陈秀兰（第2小组）"), ("送油", "陈秀兰")), start=1
        )
    ]
    text = words(register(duties, deputies), "-raw")
    first, second, nobody = (
        text.index(said)
        for said in ("陈秀兰（第1小组）乡镇人大代表", "陈秀兰（第2小组）乡镇人大代表", "陈秀兰（未匹配代表名册）")
    )
    assert first < text.index("送煤") < second < text.index("送面") < nobody < text.index("送油")
