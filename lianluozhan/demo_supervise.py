"""What a made-up district supervises: two meetings, who was appointed and who left, promises, a judge's appraisal, a 审议意见 that
went round and one that has begun. Nobody of these names is anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

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

JUDGE = "示例·李法言"
OFFICIALS = (
    ("示例·王守成", GOVERNMENT, "区教育局", "区教育局局长"), ("示例·郑水清", GOVERNMENT, "区水利局", "区水利局局长"), (JUDGE, COURT, "区人民法院", "区人民法院审判员"),
    ("示例·周明检", PROCURATORATE, "区人民检察院", "区人民检察院检察员"),
)  # fmt: skip
PROMISES = (
    (0, "新建两所公办幼儿园", "一季度定址，三季度完工，年底招生。"), (0, "规范校外托管", "每月查一次，查到的当月改好。"), (1, "修好三十处漏水的渠", "春灌前修二十处，秋灌前修完。"),
)  # fmt: skip
ASKED = (
    ("关于学前教育工作的审议意见", "一、扩大公办学位。\n二、规范收费，公开标准。", "示例·区教育局"),
    ("关于农村饮水安全的审议意见", "一、换掉老旧管网。\n二、水质每月公布。", "示例·区水利局"),
)
NAMES = ({"name": "第七届人大常委会第三十次会议（示例）"}, {"name": "第七届人大常委会第三十一次会议（示例）"})
SLIPS, VOTES = (35, 34, 33), (28, 4, 1)


def fill(store: Store, clerk: str) -> None:
    """All of it, some weeks back from today."""

    def ago(days: int) -> str:
        return (clock.today() - timedelta(days=days)).isoformat()

    held = _add(
        store,
        clerk,
        Meeting,
        "first",
        {
            "body": COMMITTEE,
            "term": "七",
            "session": "三十",
            "date": ago(120),
            "members": 25,
            "present": 23,
            "topics": "人事任免\n学前教育工作报告",
        }
        | NAMES[0],
    )
    later = _add(
        store,
        clerk,
        Meeting,
        "second",
        {
            "body": COMMITTEE,
            "term": "七",
            "session": "三十一",
            "date": ago(30),
            "members": 25,
            "present": 24,
            "topics": "农村饮水安全\n两员履职评议",
        }
        | NAMES[1],
    )
    ids = [
        _add(store, clerk, Official, name, {"name": name, "kind": kind, "unit": unit})
        for name, kind, unit, _office in OFFICIALS
    ]
    for place, (_name, _kind, _unit, office) in enumerate(OFFICIALS):
        given = {
            "official": ids[place],
            "what": UP[0],
            "office": office,
            "meeting": held,
            "yes": 22 - place,
            "no": place,
            "abstain": 1,
            "oath_on": ago(120),
        }
        _add(store, clerk, Tenure, office, given)
    _add(
        store,
        clerk,
        Tenure,
        "left",
        {
            "official": ids[3],
            "what": DOWN[0],
            "office": OFFICIALS[3][3],
            "meeting": later,
            "yes": 24,
            "no": 0,
            "abstain": 0,
        },
    )
    for number, (who, item, measure) in enumerate(PROMISES):
        year = str(clock.today().year)
        one = _add(
            store,
            clerk,
            Commitment,
            str(number),
            {"official": ids[who], "item": item, "measure": measure, "due_on": f"{year}-12-31", "year": year},
        )
        _step(store, clerk, Commitment, one, lambda act, it: commitment.review(act, it, ON_TIME))
    _judge(
        store,
        clerk,
        _add(
            store,
            clerk,
            Appraisal,
            "judge",
            {
                "official": ids[2],
                "kind": JUDGES,
                "date": ago(30),
                "meeting": later,
                "ways": "旁听庭审两次，查阅案卷二十份",
            },
        ),
        ago,
    )
    _add(store, clerk, Appraisal, "end", {"official": ids[0], "kind": YEAREND, "date": f"{clock.today().year}-12-25"})
    _asked(store, clerk, ago)


def _add(store: Store, clerk: str, cls: type[Record], key: str, values: Mapping[str, Any]) -> str:
    id = id_of("demo", cls.noun, store.identity.world, key)
    with acting(store, f"add_{cls.noun}", clerk) as act:
        ADDED[cls](act, id, dict(values))
    return id


def _step(store: Store, clerk: str, cls: type[Record], id: str, does: Callable[[Act, Any], Any]) -> Any:
    with acting(store, cls.noun, clerk) as act:
        return does(act, store.get(cls, (store.identity.world, id)))


def _counted(store: Store, clerk: str, id: str) -> None:
    """Two count, and agree."""
    for step, who in zip(BY, (clerk, "李平"), strict=True):
        _step(
            store,
            clerk,
            Ballot,
            id,
            lambda act, one, step=step, who=who: count(
                act, one, step, who, dict(zip((*TALLIES, *slip_of(one).choices), (*SLIPS, *VOTES), strict=True))
            ),
        )


def _judge(store: Store, clerk: str, id: str, ago: Callable[[int], str]) -> None:
    """Said, voted on, one thing mended, one still to be."""
    _step(
        store, clerk, Appraisal, id, lambda act, one: appraisal.say(act, one, "办案质量好，文书说理要加强。", ago(30))
    )
    _counted(store, clerk, _step(store, clerk, Appraisal, id, lambda act, one: appraisal.vote(act, one)))
    ahead = (clock.today() + timedelta(days=30)).isoformat()
    for what in ("裁判文书说理", "庭审录像上网"):
        _step(
            store,
            clerk,
            Appraisal,
            id,
            lambda act, one, what=what: appraisal.demand(act, one, Step(what, ahead, "本人")),
        )
    _step(store, clerk, Appraisal, id, lambda act, one: appraisal.mend(act, one, 1))


def _asked(store: Store, clerk: str, ago: Callable[[int], str]) -> None:
    """One passed on, asked about, answered, voted on, closed; one passed on."""
    for place, (title, words, organ) in enumerate(ASKED):
        id, day = id_of("demo", Issue.noun, store.identity.world, title), ago((119, 29)[place])
        values = {
            "kind": DELIBERATION,
            "registered_at": day,
            "title": title,
            "statement": words,
            "meeting": NAMES[place]["name"],
        }
        with acting(store, "add_issue", clerk) as act:
            add_deliberation(act, id, values)
        steps: tuple[tuple[Any, dict[str, Any]], ...] = ((ASSIGN, {"organ": organ, "acted_on": day}),)
        if not place:
            steps += (
                (INQUIRE, {"text": "公办学位还差多少？", "reason": "局长答：还差三百个，秋季前补上。", "acted_on": ago(80)}), (ANSWER, {"answer_class": "A", "text": "新开两所，新增学位三百二十个。", "acted_on": ago(50)}),
                (INFORM, {"how": "书面", "acted_on": ago(49)}),
            )  # fmt: skip
        for action, typed in steps:
            _step(
                store,
                clerk,
                Issue,
                id,
                lambda act, one, action=action, typed=typed: follow(act, one, action.word, typed),
            )
        if not place:
            _counted(
                store,
                clerk,
                _step(store, clerk, Issue, id, lambda act, one: deliberation.vote(act, one, ago(30), NAMES[1]["name"])),
            )
            for action, typed in ((RATE, {"satisfaction_work": "满意", "satisfaction_result": "满意"}), (CLOSE, {})):
                _step(
                    store,
                    clerk,
                    Issue,
                    id,
                    lambda act, one, action=action, typed=typed: follow(
                        act, one, action.word, typed | {"acted_on": ago(29)}
                    ),
                )
