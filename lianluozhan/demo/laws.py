"""What the made-up station says to draft laws: one that was asked about, sent up and passed, one that is just being asked about;
and what a made-up district sends down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from lianluozhan import clock, legislation, sending, speaking
from lianluozhan.act import acting
from lianluozhan.adding import add_member
from lianluozhan.draft_law import CITY, PROVINCIAL, DraftLaw, add_draft
from lianluozhan.expert import LAWYER, SCHOLAR, SKILLED, Expert
from lianluozhan.opinion import NOT_TAKEN, TAKEN, Opinion
from lianluozhan.record import id_of
from lianluozhan.store import Store


class Known(NamedTuple):
    """Somebody of the pool of experts."""

    name: str
    kind: str
    work_unit: str
    skills: tuple[str, ...]


class Draft(NamedTuple):
    """A draft that was brought in some days ago."""

    title: str
    level: str
    sent_by: str
    ago: int
    words: str


class Heard(NamedTuple):
    """What somebody said to an article of the draft at this place; where it was put into words, how and why."""

    law: int
    article: str
    speaker: str
    phone: str
    people: int
    statement: str
    wording: str = ""
    rationale: str = ""


POOL = (
    Known("郝明", LAWYER, "律师事务所", ("物业", "合同")),
    Known("温岭", SCHOLAR, "师范学院", ("基层治理",)),
    Known("戚学文", SKILLED, "电梯维保公司", ("电梯",)),
)
DRAFTS = (
    Draft(
        "住宅物业管理条例（草案征求意见稿）",
        PROVINCIAL,
        "省人大常委会法工委",
        50,
        """住宅物业管理条例
（草案征求意见稿）

目　录
第一章　总则
第二章　业主和业主大会
第三章　物业服务
第四章　附则

第一章　总则
第一条　为了规范住宅物业管理活动，维护业主和物业服务人的合法权益，制定本条例。
第二条　本条例所称物业管理，是指业主通过自行管理或者委托物业服务人的方式，对建筑物及其附属设施进行维修、养护、管理的活动。

第二章　业主和业主大会
第三条　业主应当按照约定按时交纳物业服务费。
逾期不交纳的，物业服务人可以加收滞纳金。
第四条　业主大会会议可以采用书面形式召开。

第三章　物业服务
第五条　物业服务人应当定期检查电梯、消防等共用设施。
检查结果应当记录存档。
第六条　物业服务人不得以停水、停电的方式催交物业服务费。

第四章　附则
第七条　本条例自公布之日起施行。""",
    ),
    Draft(
        "养犬管理条例（草案）",
        CITY,
        "市人大常委会法工委",
        6,
        """养犬管理条例
（草案）

第一条　为了规范养犬行为，保障公民人身安全，制定本条例。
第二条　携犬出户应当使用牵引带，由成年人牵引。
第三条　禁止携犬进入学校、医院等场所。
第四条　本条例自公布之日起施行。""",
    ),
)
SENT_DOWN = Draft(
    "城市绿化条例（草案）",
    CITY,
    "市人大常委会法工委",
    3,
    """城市绿化条例
（草案）

第一条　为了改善城市环境，方便居民休息，制定本条例。
第二条　新建住宅小区的绿地由建设单位建成，由业主共同管护。
第三条　修剪、移植树木应当公示原因和时间。
第四条　本条例自公布之日起施行。""",
)
SAID = (
    Heard(
        0,
        "第三条",
        "赵丙",
        "13800000021",
        12,
        "滞纳金想加多少加多少，加到后来比物业费还多，得有个头",
        "在第三条第二款后增加：“滞纳金总额不得超过欠交的物业服务费。”",
        "滞纳金没有上限，容易畸高",
    ),
    Heard(0, "第三条", "李乙", "13800000022", 1, "物业不好好干，不交还要加钱，不公道"),
    Heard(
        0,
        "第五条",
        "王甲",
        "13800000023",
        6,
        "电梯查没查谁知道，应该贴出来",
        "将第五条第二款改为：“检查结果应当在显著位置公布，并记录存档。”",
        "业主看得见，好监督",
    ),
    Heard(0, "全文", "孙丁", "13800000024", 1, "我们楼的电梯坏了半个月没人修"),
    Heard(1, "第二条", "周红", "13800000025", 3, "老人牵大狗牵不住，要写清楚多大的狗"),
    Heard(1, "第三条", "吴刚", "13800000026", 1, "公园让不让进要说清"),
)
PASSED = (
    "第三条　业主应当按照约定按时交纳物业服务费。\n"
    "逾期不交纳的，物业服务人可以加收滞纳金，滞纳金总额不得超过欠交的物业服务费。\n"
    "第五条　物业服务人应当定期检查电梯、消防等共用设施，检查结果应当记录存档。"
)


def fill(store: Store, clerk: str) -> None:
    """The pool, both drafts, what was said to them; of the first all that follows."""
    world, today = store.identity.world, clock.today()
    laws = [id_of("demo", DraftLaw.noun, world, n) for n in range(len(DRAFTS))]
    ids = [id_of("demo", Opinion.noun, world, n) for n in range(len(SAID))]
    experts = [id_of("demo", Expert.noun, world, n) for n in range(len(POOL))]
    with acting(store, DraftLaw.noun, clerk) as act:
        for id, one in zip(experts, POOL, strict=True):
            about = one._asdict() | {"skills": list(one.skills), "since": f"{today.year}-01-10"}
            add_member(act, Expert, id, about)
    with acting(store, DraftLaw.noun, clerk) as act:
        for id, draft in zip(laws, DRAFTS, strict=True):
            asked = {"team": experts[:2], "how": "开一次座谈会，代表分头走访，在站里设意见簿。"}
            add_draft(act, id, _brought(draft) | asked)
    with acting(store, Opinion.noun, clerk) as act:
        for id, heard in zip(ids, SAID, strict=True):
            speaking.add_opinion(act, id, _opinion(heard, laws[heard.law]))
    _follow(store, clerk, laws[0], ids, experts[0])


def _opinion(heard: Heard, law: str) -> dict[str, Any]:
    days = DRAFTS[heard.law].ago - 3  # after it came
    return {
        "draft": law,
        "article": heard.article,
        "speaker": heard.speaker,
        "speaker_phone": heard.phone,
        "people": heard.people,
        "statement": heard.statement,
        "voice": "群众",
        "channel": "座谈会",
        "raised_on": (clock.today() - timedelta(days=days)).isoformat(),
    }


def send_down(store: Store, clerk: str) -> None:
    """What a district asks its stations about."""
    with acting(store, DraftLaw.noun, clerk) as act:
        add_draft(act, id_of("demo", DraftLaw.noun, store.identity.world, "down"), _brought(SENT_DOWN))


def _brought(draft: Draft) -> dict[str, Any]:
    came = clock.today() - timedelta(days=draft.ago)
    return {
        "title": draft.title,
        "level": draft.level,
        "sent_by": draft.sent_by,
        "received_on": came.isoformat(),
        "due_on": (came + timedelta(days=30)).isoformat(),
        "words": draft.words,
    }


def _follow(store: Store, clerk: str, law: str, ids: list[str], expert: str) -> None:
    """The first: put into words, one joined, one an issue, approved, sent, passed, one taken and told, one not taken."""
    world, today = store.identity.world, clock.today()

    def step(place: int, does: Callable[..., Any], *what: Any) -> None:
        with acting(store, Opinion.noun, clerk) as act:
            does(act, store.get(Opinion, (world, ids[place])), *what)

    def move(does: Callable[..., Any], *what: Any) -> None:
        with acting(store, DraftLaw.noun, clerk) as act:
            does(act, store.get(DraftLaw, (world, law)), *what)

    worded, approved, sent, passed, told = ((today - timedelta(days=ago)).isoformat() for ago in (30, 28, 27, 4, 2))
    for place, heard in enumerate(SAID):
        if heard.wording:
            words = {"wording": heard.wording, "rationale": heard.rationale, "expert": expert}
            step(place, speaking.word, words, worded)
    step(0, speaking.join, [store.get(Opinion, (world, ids[1]))])
    step(3, speaking.to_issue, {}, id_of("demo", "issue", world, "law"))
    move(legislation.approve, "", approved)
    move(sending.send, "区人大常委会办公室", sent)
    move(legislation.passed, PASSED, passed)
    step(0, speaking.result, {"outcome": TAKEN}, told)
    step(2, speaking.result, {"outcome": NOT_TAKEN, "outcome_why": "公布的方式由配套办法规定"}, told)
    step(0, speaking.tell, "电话", told)
