"""Facts for tests: desks that write on one issue and have seen what they were shown, without a journal."""

from __future__ import annotations

from lianluozhan.fact import Fact
from lianluozhan.followup import Outcome, derive

ISSUE = {
    "id": "the-issue",
    "registered_at": "2026-09-28T09:30",
    "kind": "群众意见",
    "concerned": {"反映人": "王秀英", "d1": "单俊峰", "d2": "陈秀兰"},
}


class Life:
    """One issue's facts and who had seen what when they were written."""

    def __init__(self, **issue):
        self.issue = ISSUE | issue
        self.facts: list[Fact] = []
        self.seen: dict[tuple[str, int], dict[str, int]] = {}

    def saw(self, a: Fact, b: Fact) -> bool:
        """Whether a's writer had seen b."""
        return self.seen[a.stream, a.seq].get(b.stream, 0) >= b.seq

    def outcome(self) -> Outcome:
        """Where the issue stands."""
        return derive(self.issue, self.facts, self.saw)


class Desk:
    """One PC: its stream, what it knows, its clock."""

    def __init__(self, life: Life, stream: str = "a", role: str = "station"):
        self.life, self.stream, self.role = life, stream, role
        self.known: dict[str, int] = {}
        self.at = "2026-10-20T08:00:00.000Z"

    def write(self, action: str, day: str = "2026-10-10", id: str = "", **values) -> Fact:
        """Append a fact that has seen all this desk knows."""
        seq = self.known.get(self.stream, 0) + 1
        values = {"action": action, "acted_on": day, "acted_by": "赵敏"} | values
        fact = Fact(id or f"{self.stream}{seq}", self.at, self.stream, seq, self.role, values)
        self.life.seen[self.stream, seq] = dict(self.known)
        self.known[self.stream] = seq
        self.life.facts.append(fact)
        return fact

    def learn(self, other: Desk) -> None:
        """Take over all the other desk knows, as an import does."""
        for stream, seq in other.known.items():
            self.known[stream] = max(self.known.get(stream, 0), seq)


def lived(*acts, role: str = "station", **issue) -> Life:
    """A life of one desk: each act a word, or (word, {values}); the day counts up from 2026-10-01."""
    life = Life(**issue)
    desk = Desk(life, role=role)
    for number, act in enumerate(acts, 1):
        word, values = (act, {}) if isinstance(act, str) else act
        desk.write(word, **({"day": f"2026-10-{number:02d}"} | values))
    return life


ASSIGNED = (
    "交办",
    {"organ": "区住建局", "assigned_by": "镇人大主席团", "due_on": "2026-10-27", "warn_on": "2026-10-22"},
)
ANSWERED_A = ("答复", {"answer_class": "A"})
ANSWERED_B = ("答复", {"answer_class": "B", "planned_on": "2026-12-20", "text": "十二月装好"})
REPORTED = ("报区", {"organ": "区医疗保障局", "reason": "超出镇里权限", "due_on": "2026-10-12"})
TOLD_ALL = ("回告", {"to": ["反映人", "d1", "d2"], "how": "电话"})

# How to come to each state.
WAY = {
    "待处理": (),
    "待区处理": (REPORTED,),
    "办理中": (ASSIGNED,),
    "暂停": (ASSIGNED, "暂停"),
    "已答复": (ASSIGNED, ANSWERED_A),
    "已办结": (ASSIGNED, ANSWERED_A, "办结"),
    "跟踪中": (ASSIGNED, ANSWERED_B, "办结"),
    "已引导": ("引导",),
    "已并案": (("并案", {"to": ["other"]}),),
    "已撤回": ("撤回",),
    "已作废": ("作废",),
}
