"""What the made-up station says to draft laws: one that was asked about, sent up and passed, one that is just being asked about;
and what a made-up district sends down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lianluozhan import clock, legislation, sending, speaking
from lianluozhan.act import Act, acting
from lianluozhan.draft_law import CITY, PROVINCIAL, DraftLaw, add_draft
from lianluozhan.expert import LAWYER, SCHOLAR, SKILLED, Expert
from lianluozhan.intake import add_member
from lianluozhan.opinion import NOT_TAKEN, TAKEN, Opinion
from lianluozhan.record import id_of
from lianluozhan.store import Store

POOL = (
    ("郝明", LAWYER, "律师事务所", "物业、合同"),
    ("温岭", SCHOLAR, "师范学院", "基层治理"),
    ("戚学文", SKILLED, "电梯维保公司", "电梯"),
)
DRAFTS = (
    ("住宅物业管理条例（草案征求意见稿）", PROVINCIAL, "省人大常委会法工委", 50, """住宅物业管理条例
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
第七条　本条例自公布之日起施行。"""),
    ("养犬管理条例（草案）", CITY, "市人大常委会法工委", 6, """养犬管理条例
（草案）

第一条　为了规范养犬行为，保障公民人身安全，制定本条例。
第二条　携犬出户应当使用牵引带，由成年人牵引。
第三条　禁止携犬进入学校、医院等场所。
第四条　本条例自公布之日起施行。"""),
)  # fmt: skip
SENT_DOWN = ("城市绿化条例（草案）", CITY, "市人大常委会法工委", 3, """城市绿化条例
（草案）

第一条　为了改善城市环境，方便居民休息，制定本条例。
第二条　新建住宅小区的绿地由建设单位建成，由业主共同管护。
第三条　修剪、移植树木应当公示原因和时间。
第四条　本条例自公布之日起施行。""")  # fmt: skip
SAID = (  # (draft, article, who, phone, people, in their own words, suggestion, reason)
    (0, "第三条", "赵丙", "13800000021", 12, "滞纳金想加多少加多少，加到后来比物业费还多，得有个头", "在第三条第二款后增加：“滞纳金总额不得超过欠交的物业服务费。”", "滞纳金没有上限，容易畸高"),
    (0, "第三条", "李乙", "13800000022", 1, "物业不好好干，不交还要加钱，不公道", "", ""),
    (0, "第五条", "王甲", "13800000023", 6, "电梯查没查谁知道，应该贴出来", "将第五条第二款改为：“检查结果应当在显著位置公布，并记录存档。”", "业主看得见，好监督"),
    (0, "全文", "孙丁", "13800000024", 1, "我们楼的电梯坏了半个月没人修", "", ""),
    (1, "第二条", "周红", "13800000025", 3, "老人牵大狗牵不住，要写清楚多大的狗", "", ""),
    (1, "第三条", "吴刚", "13800000026", 1, "公园让不让进要说清", "", ""),
)  # fmt: skip
PASSED = "第三条　业主应当按照约定按时交纳物业服务费。\n逾期不交纳的，物业服务人可以加收滞纳金，滞纳金总额不得超过欠交的物业服务费。\n第五条　物业服务人应当定期检查电梯、消防等共用设施，检查结果应当记录存档。"


def fill(store: Store, clerk: str) -> None:
    """The pool, both drafts, what was said to them; of the first all that follows."""
    world, today = store.identity.world, clock.today()
    laws = [id_of("demo", DraftLaw.noun, world, n) for n in range(len(DRAFTS))]
    ids = [id_of("demo", Opinion.noun, world, n) for n in range(len(SAID))]
    experts = [id_of("demo", Expert.noun, world, n) for n in range(len(POOL))]
    with acting(store, DraftLaw.noun, clerk) as act:
        for id, (name, kind, unit, skills) in zip(experts, POOL, strict=True):
            add_member(
                act,
                Expert,
                id,
                {
                    "name": name,
                    "kind": kind,
                    "work_unit": unit,
                    "skills": skills.split("、"),
                    "since": f"{today.year}-01-10",
                },
            )
    with acting(store, DraftLaw.noun, clerk) as act:
        for id, draft in zip(laws, DRAFTS, strict=True):
            add_draft(
                act, id, _brought(draft) | {"team": experts[:2], "how": "开一次座谈会，代表分头走访，在站里设意见簿。"}
            )
    with acting(store, Opinion.noun, clerk) as act:
        for id, (law, article, who, phone, people, said, _words, _why) in zip(ids, SAID, strict=True):
            speaking.add_opinion(act, id, {"draft": laws[law], "article": article, "speaker": who, "speaker_phone": phone, "people": people, "statement": said, "voice": "群众",
                                           "channel": "座谈会", "raised_on": (today - timedelta(days=DRAFTS[law][3] - 3)).isoformat()})  # fmt: skip
    _follow(store, clerk, laws[0], ids, experts[0])


def send_down(store: Store, clerk: str) -> None:
    """What a district asks its stations about."""
    with acting(store, DraftLaw.noun, clerk) as act:
        add_draft(act, id_of("demo", DraftLaw.noun, store.identity.world, "down"), _brought(SENT_DOWN))


def _brought(draft: tuple[str, str, str, int, str]) -> dict[str, Any]:
    title, level, by, ago, words = draft
    came = clock.today() - timedelta(days=ago)
    return {
        "title": title,
        "level": level,
        "sent_by": by,
        "received_on": came.isoformat(),
        "due_on": (came + timedelta(days=30)).isoformat(),
        "words": words,
    }


def _follow(store: Store, clerk: str, law: str, ids: list[str], expert: str) -> None:
    """The first: put into words, one joined, one an issue, approved, sent, passed, one taken and told, one not taken."""
    world, today = store.identity.world, clock.today()

    def step(place: int, does: Callable[[Act, Opinion], Any]) -> None:
        with acting(store, Opinion.noun, clerk) as act:
            does(act, store.get(Opinion, (world, ids[place])))

    def move(does: Callable[[Act, DraftLaw], Any]) -> None:
        with acting(store, DraftLaw.noun, clerk) as act:
            does(act, store.get(DraftLaw, (world, law)))

    days = [(today - timedelta(days=ago)).isoformat() for ago in (30, 28, 27, 4, 2)]
    for place in (0, 2):
        words = {"wording": SAID[place][6], "rationale": SAID[place][7], "expert": expert}
        step(place, lambda act, one, words=words: speaking.word(act, one, words, days[0]))
    step(0, lambda act, one: speaking.join(act, one, [act.store.get(Opinion, (world, ids[1]))]))
    step(3, lambda act, one: speaking.to_issue(act, one, {}, id_of("demo", "issue", world, "law")))
    move(lambda act, one: legislation.approve(act, one, "", days[1]))
    move(lambda act, one: sending.send(act, one, "区人大常委会办公室", days[2]))
    move(lambda act, one: legislation.passed(act, one, PASSED, days[3]))
    step(0, lambda act, one: speaking.result(act, one, {"outcome": TAKEN}, days[4]))
    step(
        2,
        lambda act, one: speaking.result(
            act, one, {"outcome": NOT_TAKEN, "outcome_why": "公布的方式由配套办法规定"}, days[4]
        ),
    )
    step(0, lambda act, one: speaking.tell(act, one, "电话", days[4]))
