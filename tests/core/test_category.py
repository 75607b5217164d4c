"""Categories: guessed from the words people use, never forced."""

import json

import pytest
from pypinyin import Style, pinyin

from lianluozhan import category, resource
from lianluozhan.category import Category, default_categories, guess

NAMES = (
    "道路与路灯 农村公路与公交 占道经营与市容 物业与老旧小区 供暖 供水供电燃气通讯 生态环境 医保医疗 教育 社保民政养老 "
    "农业农村 公共安全与治安 营商与就业 文化体育旅游 作风与政务"
).split()

# What people complain of in each category, as collected from hotlines' weekly lists
COMPLAINTS = {
    "道路与路灯": "村口至主路破损坑洼；路灯不亮三个月；井盖缺失松动；雨后积水；断头路未通；减速带标线缺失；学校门口无斑马线；盲道被占；"
    "施工后未恢复路面；桥面护栏损坏",
    "农村公路与公交": "通村客车减班；候车亭破损；运煤车辆扬尘压坏路；窄路会车难要错车道；边沟堵塞；冬季坡道结冰；末班车太早；老年卡刷不上；"
    "安全防护栏缺失",
    "占道经营与市容": "早市流动摊贩占道；店外经营；烧烤油烟噪声；小广告；违章搭建；乱停车占消防通道；广场舞噪声；夜间施工；共享单车乱放；"
    "犬只不拴绳",
    "物业与老旧小区": "电梯停运；物业费涨价不公示；维修基金动用难；屋顶漏水；楼道堆杂物飞线充电；车位不足；垃圾清运不及时；无门禁监控；"
    "下水道返水；业委会成立难；加装电梯意见不一；房产证办不下来",
    "供暖": (
        "供暖室温不足18℃；管网漏水停供；提前停暖；按面积收费有争议；报停手续；煤改电煤改气补贴未到；清洁煤配送晚；"
        "新小区未接入；散热器堵塞"
    ),
    "供水供电燃气通讯": "水压低顶层没水；停水不通知；自来水发黄；村饮水工程季节性断水；电压不稳；变压器离房近；电杆倾斜；燃气开户费；"
    "村里信号差宽带垄断；线缆乱拉",
    "生态环境": "养殖场臭味；企业夜间排烟；矸石堆扬尘；河道垃圾漂浮；秸秆焚烧；污水直排沟渠；露天焚烧垃圾；噪声扰民；垃圾池满溢；"
    "旱厕改造后不能用；采煤沉陷裂缝",
    "医保医疗": "异地就医备案难；门诊慢特病认定；居民缴费标准上涨；村卫生室缺药缺医生；报销比例解释不清；转诊手续；家庭医生签约未服务；"
    "疫苗接种排队；挂号难；养老院医养结合",
    "教育": "学区划分；校车不够；课后服务收费；乡村学校撤并；午餐质量；校门口拥堵；民办幼儿园收费；师资短缺；寄宿条件；培训机构退费",
    "社保民政养老": "低保评定不公；高龄津贴不到账；养老金认证难；临时救助；残疾人补贴；日间照料中心停办；殡葬公墓费用；"
    "被征地农民养老保险；欠薪；公益岗位",
    "农业农村": "机井损坏浇地难；土地承包纠纷；高标准农田质量；农资价格；玉米保险理赔；宅基地审批；集体收益分配不公开；野猪毁庄稼；撂荒；"
    "田间路；旱情；村务公开",
    "公共安全与治安": (
        "电动车充电桩不足；电信诈骗宣传；危房；地质灾害点；监控盲区；三轮车载人；加油站离民居近；山洪预警；"
        "烟花燃放；大货车闯禁行"
    ),
    "营商与就业": "厂房用地手续；贷款难；证照办理跑多次；用工难；园区水电；技能培训；惠企政策不会用；检查过多；大学生回乡创业补贴",
    "文化体育旅游": "健身器材损坏；农家书屋不开；广场少；古建筑漏雨；屯留道情曲艺传承；图书馆座位；球场夜间照明；景区停车",
    "作风与政务": "办事态度差；推诿；一次性告知不清；电话无人接；政策解释不一致；村务不公开",
}


@pytest.mark.parametrize("name", NAMES)
def test_usual_complaints(name):
    """Each usual complaint of a category is guessed to belong to it."""
    assert {said: guess(said) for said in COMPLAINTS[name].split("；") if guess(said) != name} == {}


def test_a_month_of_a_station():
    """The statements of a kept ledger are guessed as its clerk classed them."""
    truth = resource.path("sample", "渔泽镇站-2026年10月台账.json")
    visits = json.loads(truth.read_text(encoding="utf-8"))["visit"]
    assert len(visits) == 23
    wrong = [(v["statement"], guess(v["statement"]), v["category"]) for v in visits]
    assert [w for w in wrong if w[1] != w[2]] == []


@pytest.mark.parametrize("said", ["", "谢谢你们", "来看看", "路灯旁边的宅基地"])
def test_nothing_to_go_by(said):
    """Without a word that points anywhere, or with as many for two categories, nothing is guessed."""
    assert guess(said) is None


def test_most_words_win():
    """More of its words beat fewer; the same word twice counts once."""
    rows = [{"name": "甲", "words": ["灯", "井"]}, {"name": "乙", "words": ["水"]}]
    assert guess("灯和井里的水水水", rows) == "甲"
    assert guess("水水水灯", rows) is None


def test_longer_word_hides_the_shorter():
    """A word inside a longer one that is meant does not count for its own category."""
    rows = [{"name": "甲", "words": ["漏水"]}, {"name": "乙", "words": ["屋顶漏水"]}]
    assert guess("屋顶漏水", rows) == "乙"
    assert guess("管子漏水", rows) == "甲"


def test_shared_word_is_a_tie():
    """A word of two categories alone decides nothing."""
    rows = [{"name": "甲", "words": ["水"]}, {"name": "乙", "words": ["水", "电"]}]
    assert guess("水", rows) is None
    assert guess("水电", rows) == "乙"


def test_words_are_words_not_patterns():
    """A keyword with signs of its own is searched for as typed."""
    assert guess("收费（不合理）.", [{"name": "甲", "words": ["（不合理）."]}]) == "甲"
    assert guess("收费不合理", [{"name": "甲", "words": ["收.*理"]}]) is None


def test_inactive_or_wordless():
    """A category switched off, or without words, is never guessed."""
    rows = [{"name": "甲", "words": ["灯"], "active": False}, {"name": "乙", "words": None, "active": True}]
    assert guess("灯", rows) is None
    assert guess("灯", []) is None
    assert guess("灯", [{"name": "丙", "words": ["灯"], "active": None}]) == "丙"


def test_the_fifteen():
    """The shipped categories are the fifteen of the district, coded in order, each readable by its declaration."""
    rows = default_categories()
    assert [row["name"] for row in rows] == NAMES
    assert [row["code"] for row in rows] == [f"{n:02}" for n in range(1, 16)]
    for row in rows:
        assert Category.read(row)["words"] == row["words"]
        assert row["words"] and row["active"] is True and row["parent"] is None


def test_default_organs():
    """Each goes to an organ but 作风与政务, which is told where to go; the district's own name is put in."""
    organs = {row["name"]: row["organ"] for row in default_categories("140403")}
    assert [name for name, organ in organs.items() if organ is None] == ["作风与政务"]
    assert organs["供暖"] == "集中供热公司" and organs["生态环境"] == "市生态环境局潞州分局"


@pytest.mark.parametrize("row", default_categories(), ids=lambda row: row["name"])
def test_initials(row):
    """The kept initials are those pypinyin gives character by character, and what `initials` makes."""
    expected = "".join(p[0][0] for p in pinyin(row["name"], style=Style.NORMAL))
    assert row["initials"] == expected == category.initials(row["name"])


def test_initials_by_hand():
    """Known by reading them aloud."""
    assert category.initials("道路与路灯") == "dlyld"
    assert category.initials("占道经营与市容") == "zdjyysr"


def test_record():
    """The fields in their order."""
    assert list(Category.fields)[:7] == ["code", "name", "parent", "words", "initials", "organ", "active"]
