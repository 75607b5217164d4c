"""Generated lives of issues, against rules written here a second time: whose turn, a next date, and always a way to an end.

The lives are of the pure function; `test_on_the_real_store` lives some of them through the clerk's own door.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from lianluozhan.action import ACTIONS, STATES, action_of
from lianluozhan.course import circumstances, standings
from lianluozhan.errors import Problem
from lianluozhan.issue import Issue
from lianluozhan.step import next_steps, problems
from tests.core.life import WAY, Desk, Life, lived
from tests.station import do, empty, opened, receive, sound

OPEN = "待处理 待区处理 办理中 暂停 已答复 跟踪中".split()
HELPER = "区教育局"
ORGANS = ("区住建局", "区水利局", "渔泽镇人民政府")
PEOPLE = (
    {},
    {"反映人": "王秀英"},
    {"反映人": "王秀英", "d1": "单俊峰"},
    {"v1": "王秀英", "v2": "李桂花", "d1": "单俊峰"},
)
WORDS = [action.word for action in ACTIONS if action.word not in ("重算", "更正")]
CHOICES = st.tuples(
    st.integers(0, 999),
    st.sampled_from("ABCD"),
    st.sampled_from(ORGANS),
    st.sampled_from(("满意", "不满意", "无法回访")),
)
LIVES = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(("个人", "匿名")),
    st.booleans(),
    st.lists(CHOICES, max_size=40),
)


@dataclass
class ByHand:
    """Where an issue stands, after design §5 and nothing else: the second, independent writing of the rules."""

    head: str | None
    state: str = "待处理"
    organ: str | None = None
    sender: str | None = None
    upward: bool = False
    back: bool = False
    letter: str | None = None

    def turn(self, ripe: bool) -> str | None:
        """Whose turn it is; `ripe`: everybody was told, and who rates has rated."""
        if self.state in ("办理中", "跟踪中"):
            return self.organ or "联络员"
        if self.state in ("待处理", "待区处理") and self.back and self.sender:
            return self.sender
        if self.state == "待区处理":
            return "区人大"
        if self.state == "已答复" and ripe and self.head:
            return "站长"
        return "联络员" if self.state in ("待处理", "暂停", "已答复") else None

    def do(self, word: str, values: dict) -> None:
        """One act that is allowed."""
        if word in ("交办", "改派", "重办") and (word != "重办" or values.get("organ")):
            self.organ = values["organ"]
        if word in ("交办", "改派"):
            self.upward = self.upward or self.state == "待区处理"
            self.sender, self.back = values.get("assigned_by") or ("区人大" if self.upward else None), False
        if word == "报区":
            self.organ, self.upward, self.back = None, True, False
        if word == "退回":
            self.back = self.state == "办理中"
            self.organ = None
            goes_up = self.upward and self.back
            self.upward = goes_up
            self.state = "待区处理" if goes_up else "待处理"
        if word in ("答复", "跟踪"):
            self.letter = values["answer_class"]
        self.state = self._after(word)

    def _after(self, word: str) -> str:
        again = "办理中" if self.organ else "待区处理" if self.upward else "待处理"
        done = "跟踪中" if self.letter == "B" else "已办结"
        plain = {
            "交办": "办理中",
            "改派": "办理中",
            "恢复": "办理中",
            "报区": "待区处理",
            "暂停": "暂停",
            "跟踪": "已答复",
            "引导": "已引导",
            "并案": "已并案",
            "撤回": "已撤回",
            "作废": "已作废",
            "重办": again,
            "办结": done,
        }
        if word == "答复":
            return done if self.state == "已办结" else "已答复"
        return plain.get(word, self.state)


class Living:
    """One generated life: acts are chosen among those that may be written now, a day passes with each."""

    def __init__(self, people: dict, kind: str, signed: bool) -> None:
        self.life = Life(concerned=people, raiser_kind=kind, head="崔站长" if signed else None, host="镇人大主席团")
        self.desk, self.day = Desk(self.life), date(2026, 9, 28)
        self.hand, self.now = ByHand(head=self.life.issue["head"]), self.life.outcome()

    def values(self, word: str, letter: str, organ: str, rating: str) -> dict:
        """What a clerk would fill in, in full."""
        later = (self.day + timedelta(days=30)).isoformat()
        due = self.now.due_on
        if word == "延期" and due:
            later = (date.fromisoformat(max(due, later)) + timedelta(days=1)).isoformat()
        own = {
            "organ": organ
            if word in ("报区", "交办", "退回", "改派", "重办")
            else HELPER
            if word == "协办意见"
            else None,
            "co_organs": [HELPER] if word in ("交办", "改派") else None,
            "co_due_on": later if word in ("交办", "改派", "重办") else None,
            "due_on": later if word in ("交办", "改派", "延期", "恢复", "重办", "报区", "回告") else None,
            "assigned_by": {"待区处理": "区人大"}.get(self.now.state, "镇人大主席团")
            if word in ("交办", "改派")
            else None,
            "answer_class": letter if word in ("答复", "跟踪") else None,
            "planned_on": later if word in ("答复", "跟踪") and letter in "BC" else None,
            "to": {
                "回告": list(self.now.to_tell)[:1],
                "并案": ["another"],
                "面商": list(self.life.issue["concerned"])[:1],
            }.get(word),
            "how": "电话" if word in ("回告", "面商") else None,
            "satisfaction": rating if word == "评价" else None,
            "approved_by": "崔站长",
            "reason": "如前",
            "text": "已经修好",
        }
        return {name: value for name, value in own.items() if value}

    def may(self, word: str, values: dict) -> list[str]:
        """Why not."""
        filled = {"acted_on": self.day.isoformat(), "acted_by": "赵敏", **values}
        return problems(action_of(word), filled, self.now, self.life.issue, self.day)

    def act(self, word: str, values: dict) -> None:
        """Write it, here and by hand."""
        self.desk.write(word, self.day.isoformat(), **values)
        self.hand.do(word, values)
        self.now = self.life.outcome()

    def choose(self, number: int, letter: str, organ: str, rating: str) -> str | None:
        """The next act of this life."""
        self.day += timedelta(days=1)
        allowed = [word for word in WORDS if not self.may(word, self.values(word, letter, organ, rating))]
        if len(allowed) > 3 and number % 5:  # else every second life ends at once
            allowed = [word for word in allowed if word not in ("引导", "并案", "撤回", "作废")]
        if not allowed:
            return None
        word = allowed[number % len(allowed)]
        self.act(word, self.values(word, letter, organ, rating))
        return word

    def finish(self, reached: bool) -> None:
        """Go on as the one offered step says, until it is nobody's turn."""
        for _step in range(30):
            if self.now.state not in OPEN:
                return
            self.day += timedelta(days=1)
            word = next_steps(self.now, self.life.issue)[0].word
            values = self.values(word, "A", ORGANS[0], "满意" if reached else "无法回访")
            if word == "回告" and not reached:
                values["how"] = "打不通"
            assert self.may(word, values) == [], (word, self.now)
            self.act(word, values)
        raise AssertionError(f"no end is reached from {self.now}")


def lives(people, kind, signed, choices):
    """A life as it was generated."""
    living = Living(people, kind, signed)
    for choice in choices:
        living.choose(*choice)
    return living


@given(LIVES)
def test_turn_and_next_date(drawn):
    """After every act: the state and the turn of the list written by hand; while open a day and somebody's turn."""
    people, kind, signed, choices = drawn
    living = Living(people, kind, signed)
    for choice in choices:
        word = living.choose(*choice)
        now, hand = living.now, living.hand
        assert now.state == hand.state, word
        told = [key for key in people if not (kind == "匿名" and key == "反映人")]
        asked = told and not now.told.get(told[0], {}).get("out") and now.satisfaction is None
        assert now.turn == hand.turn(ripe=not now.to_tell and not asked), word
        assert now.ineffective == () and not now.flagged
        if now.state in OPEN:
            assert date.fromisoformat(now.next_on) and now.turn
        else:
            assert now.next_on is None


@given(LIVES, st.sampled_from(("told", "never reached", "引导", "作废")))
def test_every_life_can_end(drawn, way):
    """From wherever a life has come the offered steps lead to 已办结, told by telephone or never reached; before it is
    answered the raiser can be led elsewhere, and any time it can be voided."""
    living = lives(*drawn)
    now = living.now
    if way in ("引导", "作废"):
        if now.state in (OPEN[:4] if way == "引导" else set(STATES) - {"已作废"}):
            values = living.values(way, "A", ORGANS[0], "满意")
            assert living.may(way, values) == []
            living.act(way, values)
            assert living.now.state == {"引导": "已引导", "作废": "已作废"}[way]
        return
    was = now.state
    living.finish(way == "told")
    if was in OPEN:
        assert (living.now.state, living.now.to_tell) == ("已办结", ())


@pytest.mark.parametrize("role", ["station", "district"])
@pytest.mark.parametrize("state", WAY)
@pytest.mark.parametrize("word", [action.word for action in ACTIONS])
def test_allowed_or_refused_in_words(word, state, role):
    """In every state every act may be written, or is refused in Chinese: never a crash, a code word or an empty answer."""
    life = lived(*WAY[state])
    for values in (
        {},
        {
            "acted_on": "2026-10-20",
            "acted_by": "赵敏",
            "to": ["a1"],
            "organ": "区水利局",
            "due_on": "2026-12-01",
            "how": "电话",
            "reason": "如前",
            "text": "如前",
            "answer_class": "A",
            "satisfaction": "满意",
        },
    ):
        for said in problems(action_of(word), values, life.outcome(), life.issue, "2026-10-21", role):
            assert said.strip() and not re.search(r"[A-Za-z_]{2,}|None", said), said
            assert re.search(r"[\u4e00-\u9fff]{2}", said)


def test_on_the_real_store(tmp_path):
    """Through the clerk's own door: an act the rules refuse changes nothing and says why; each life comes to an end."""
    dice = random.Random(20260930)
    with opened(empty(tmp_path / "站")) as store:
        for name in ("王秀英", None):
            receive(store, visitor_name=name, received_at="2026-10-08T09:00", outcome="乡镇办理", deputies=["单俊峰"])
        for number in ("Y0001", "Y0002"):
            for word in dice.choices([word for word in WORDS if word not in ("并案", "撤回", "作废", "引导")], k=18):
                _tried(store, number, word, dice)
            while (issue := _issue(store, number)).state in OPEN:
                word = next_steps(*_standing(store, issue))[0].word
                assert _tried(store, number, word, dice, "A", "满意"), (number, word)
            assert issue.state == "已办结"
        sound(store)


def _issue(store, number) -> Issue:
    (issue,) = store.find(Issue, "number LIKE '%' || ?", (number,))
    return issue


def _standing(store, issue):
    key = issue.world, issue.id
    return standings(store, [issue])[key], circumstances(store, [issue])[key]


def _tried(store, number, word, dice, letter=None, rating=None) -> bool:
    before = _issue(store, number)
    typed = {
        "承办单位": dice.choice(ORGANS),
        "答复类别": letter or dice.choice("ABCD"),
        "内容": "看过",
        "理由": "如前",
        "方式": "电话",
        "满意度": rating or dice.choice(("满意", "不满意")),
        "期限": "2026-12-30",
        "计划日期": "2026-12-20",
        "办理日期": "2026-10-21",
    }
    wanted = {
        "报区": "承办单位 理由",
        "交办": "承办单位",
        "退回": "承办单位 理由",
        "改派": "承办单位 理由",
        "延期": "期限 理由",
        "暂停": "理由",
        "恢复": "理由",
        "答复": "答复类别 内容 计划日期",
        "跟踪": "答复类别 内容 计划日期",
        "回告": "方式",
        "评价": "满意度 内容",
        "重办": "",
        "拆分": "理由 内容",
        "批注": "内容",
        "面商": "方式",
        "协办意见": "内容",
        "成果": "内容",
    }
    labels = {
        "承办单位": "organ",
        "答复类别": "answer_class",
        "内容": "text",
        "理由": "reason",
        "方式": "how",
        "满意度": "satisfaction",
        "期限": "due_on",
        "计划日期": "planned_on",
        "办理日期": "acted_on",
    }
    try:
        do(
            store,
            number,
            word,
            **{labels[label]: typed[label] for label in [*wanted.get(word, "").split(), "办理日期"]},
        )
    except Problem as refused:
        assert re.search(r"[\u4e00-\u9fff]{4}", str(refused))
        assert _issue(store, number) == before
        return False
    return True
