"""What a made-up district supervises: two meetings, who was appointed and who left, promises, a judge's appraisal, a 审议意见 that
went round and one that has begun. Nobody of these names is anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from lianluozhan import appraisal, clock, commitment, deliberation
from lianluozhan.act import Act, acting
from lianluozhan.action import ANSWER, ASSIGN, CLOSE, DELIBERATION, INFORM, INQUIRE, RATE
from lianluozhan.appraisal import JUDGES, YEAREND, Appraisal
from lianluozhan.ballot import BY, Ballot, count, slip_of
from lianluozhan.commitment import ON_TIME, Commitment
from lianluozhan.deliberation import add_deliberation
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.meeting import COMMITTEE, Meeting
from lianluozhan.official import COURT, DOWN, GOVERNMENT, PROCURATORATE, UP, Official, Tenure
from lianluozhan.project_steps import Step
from lianluozhan.record import Record, id_of
from lianluozhan.standard import TALLIES
from lianluozhan.store import Store
from lianluozhan.supervise import ADDED

TERM = "七"
BEFORE_HELD, BEFORE_LATER = 120, 30  # days the two meetings lie back


class Person(NamedTuple):
    """Somebody who was appointed."""

    name: str
    kind: str
    unit: str
    office: str


class Promise(NamedTuple):
    """What one of them promised."""

    official: str
    item: str
    measure: str


class Asked(NamedTuple):
    """A 审议意见 of one of the meetings."""

    title: str
    words: str
    organ: str


SCHOOLS, WATER, JUDGE, PROSECUTOR = "示例·王守成", "示例·郑水清", "示例·李法言", "示例·周明检"
OFFICIALS = (
    Person(SCHOOLS, GOVERNMENT, "区教育局", "区教育局局长"),
    Person(WATER, GOVERNMENT, "区水利局", "区水利局局长"),
    Person(JUDGE, COURT, "区人民法院", "区人民法院审判员"),
    Person(PROSECUTOR, PROCURATORATE, "区人民检察院", "区人民检察院检察员"),
)
PROMISES = (
    Promise(SCHOOLS, "新建两所公办幼儿园", "一季度定址，三季度完工，年底招生。"),
    Promise(SCHOOLS, "规范校外托管", "每月查一次，查到的当月改好。"),
    Promise(WATER, "修好三十处漏水的渠", "春灌前修二十处，秋灌前修完。"),
)
ASKED = (
    Asked("关于学前教育工作的审议意见", "一、扩大公办学位。\n二、规范收费，公开标准。", "示例·区教育局"),
    Asked("关于农村饮水安全的审议意见", "一、换掉老旧管网。\n二、水质每月公布。", "示例·区水利局"),
)
NAMES = "第七届人大常委会第三十次会议（示例）", "第七届人大常委会第三十一次会议（示例）"
SLIPS, VOTES = (35, 34, 33), (28, 4, 1)


class District:
    """The district that is filled: whose clerk does each step, some weeks back from today."""

    def __init__(self, store: Store, clerk: str) -> None:
        self.store, self.clerk = store, clerk
        self.year = str(clock.today().year)

    def add(self, cls: type[Record], key: str, **values: Any) -> str:
        """A new record; its id."""
        id = id_of("demo", cls.noun, self.store.identity.world, key)
        with acting(self.store, f"add_{cls.noun}", self.clerk) as act:
            ADDED[cls](act, id, values)
        return id

    def step(self, cls: type[Record], id: str, does: Callable[..., Any], *what: Any, **how: Any) -> Any:
        """One step of a record."""
        with acting(self.store, cls.noun, self.clerk) as act:
            return does(act, self.store.get(cls, (self.store.identity.world, id)), *what, **how)

    def counted(self, ballot: str) -> None:
        """Two count, and agree."""
        for which, who in zip(BY, (self.clerk, "李平"), strict=True):
            self.step(Ballot, ballot, _count, which, who)


def _count(act: Act, ballot: Ballot, which: str, who: str) -> None:
    names, numbers = (*TALLIES, *slip_of(ballot).choices), (*SLIPS, *VOTES)
    count(act, ballot, which, who, dict(zip(names, numbers, strict=True)))


def ago(days: int) -> str:
    """A day before today."""
    return (clock.today() - timedelta(days=days)).isoformat()


def fill(store: Store, clerk: str) -> None:
    """All of it."""
    here = District(store, clerk)
    held, later = _meetings(here)
    ids = {one.name: here.add(Official, one.name, name=one.name, kind=one.kind, unit=one.unit) for one in OFFICIALS}
    _offices(here, ids, held, later)
    for number, one in enumerate(PROMISES):
        promised = here.add(
            Commitment,
            str(number),
            official=ids[one.official],
            item=one.item,
            measure=one.measure,
            due_on=f"{here.year}-12-31",
            year=here.year,
        )
        here.step(Commitment, promised, commitment.review, ON_TIME)
    _judged(here, ids[JUDGE], later)
    here.add(Appraisal, "end", official=ids[SCHOOLS], kind=YEAREND, date=f"{here.year}-12-25")
    _asked(here)


def _meetings(here: District) -> tuple[str, str]:
    held = here.add(
        Meeting,
        "first",
        name=NAMES[0],
        body=COMMITTEE,
        term=TERM,
        session="三十",
        date=ago(BEFORE_HELD),
        members=25,
        present=23,
        topics="人事任免\n学前教育工作报告",
    )
    later = here.add(
        Meeting,
        "second",
        name=NAMES[1],
        body=COMMITTEE,
        term=TERM,
        session="三十一",
        date=ago(BEFORE_LATER),
        members=25,
        present=24,
        topics="农村饮水安全\n两员履职评议",
    )
    return held, later


def _offices(here: District, ids: Mapping[str, str], held: str, later: str) -> None:
    """Everybody is given an office by the one meeting; by the other one loses it."""
    for place, one in enumerate(OFFICIALS):
        here.add(
            Tenure,
            one.office,
            official=ids[one.name],
            what=UP[0],
            office=one.office,
            meeting=held,
            yes=22 - place,
            no=place,
            abstain=1,
            oath_on=ago(BEFORE_HELD),
        )
    here.add(
        Tenure,
        "left",
        official=ids[PROSECUTOR],
        what=DOWN[0],
        office=OFFICIALS[-1].office,
        meeting=later,
        yes=24,
        no=0,
        abstain=0,
    )


def _judged(here: District, official: str, meeting: str) -> None:
    """Said, voted on, one thing mended, one still to be."""
    id = here.add(
        Appraisal,
        "judge",
        official=official,
        kind=JUDGES,
        date=ago(BEFORE_LATER),
        meeting=meeting,
        ways="旁听庭审两次，查阅案卷二十份",
    )
    here.step(Appraisal, id, appraisal.say, "办案质量好，文书说理要加强。", ago(BEFORE_LATER))
    here.counted(here.step(Appraisal, id, appraisal.vote))
    for what in ("裁判文书说理", "庭审录像上网"):
        here.step(Appraisal, id, appraisal.demand, Step(what, ago(-30), "本人"))
    here.step(Appraisal, id, appraisal.mend, 1)


def _asked(here: District) -> None:
    """One passed on, asked about, answered, voted on, closed; one passed on."""
    gone_round, begun = zip(ASKED, NAMES, (119, 29), strict=True)
    id = _passed_on(here, *gone_round)
    here.step(
        Issue,
        id,
        follow,
        INQUIRE.word,
        {"text": "公办学位还差多少？", "reason": "局长答：还差三百个，秋季前补上。", "acted_on": ago(80)},
    )
    here.step(
        Issue,
        id,
        follow,
        ANSWER.word,
        {"answer_class": "A", "text": "新开两所，新增学位三百二十个。", "acted_on": ago(50)},
    )
    here.step(Issue, id, follow, INFORM.word, {"how": "书面", "acted_on": ago(49)})
    here.counted(here.step(Issue, id, deliberation.vote, ago(BEFORE_LATER), NAMES[1]))
    rated = {"satisfaction_work": "满意", "satisfaction_result": "满意", "acted_on": ago(29)}
    here.step(Issue, id, follow, RATE.word, rated)
    here.step(Issue, id, follow, CLOSE.word, {"acted_on": ago(29)})
    _passed_on(here, *begun)


def _passed_on(here: District, one: Asked, meeting: str, days: int) -> str:
    id, day = id_of("demo", Issue.noun, here.store.identity.world, one.title), ago(days)
    values = {
        "kind": DELIBERATION,
        "registered_at": day,
        "title": one.title,
        "statement": one.words,
        "meeting": meeting,
    }
    with acting(here.store, "add_issue", here.clerk) as act:
        add_deliberation(act, id, values)
    here.step(Issue, id, follow, ASSIGN.word, {"organ": one.organ, "acted_on": day})
    return id
