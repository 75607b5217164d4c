"""A real folder whose reception and issue went the whole way, for papers to be printed from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PdfReader

from lianluozhan import appraisal, commitment, livelihood, own_table, printing, project, speaking
from lianluozhan.act import acting
from lianluozhan.activity import Activity, add_activity
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import BY, Ballot, add_ballot, count
from lianluozhan.blank import reserve
from lianluozhan.commitment import Commitment
from lianluozhan.deputy import Deputy
from lianluozhan.draft_law import DraftLaw, add_draft
from lianluozhan.meeting import Meeting
from lianluozhan.opinion import Opinion
from lianluozhan.project_steps import Step
from lianluozhan.record import Record, new_id
from lianluozhan.report import catalogue, station_board
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from tests.station import do, empty, issues, opened, receive, take

RARE = "董䶮𬱖𫍣㛃"
LONG = "".join(f"第{n}句：路灯坏了没有人修，请尽快派人来看一看。" for n in range(1, 160))[:3000]
USUAL = {
    "visitor_name": "尉迟桂英",
    "visitor_gender": "女",
    "visitor_age": "62",
    "visitor_phone": "13800000000",
    "visitor_address": "前后庄村第三排五号",
    "visitor_id_number": "11010519491231002X",
    "party_size": 3,
    "representatives": ["尉迟桂英"],
    "nature": "求助",
    "category": "道路与路灯",
    "statement": f"{RARE}门口路灯有三盏不亮，晚上摸黑走。",
    "request": "入冬前修好。",
    "reply": "已告知会转去办理。",
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "deputies": [RARE, "陈秀兰"],
    "recorder": "赵敏",
    "remarks": "里屋的备注",
    "received_at": "2026-10-14T09:31",
    "until": "2026-10-14T09:52",
}


OF_DISTRICT = (station_board.ABOUT, "offices", "oversight", "appraisal")


class One(NamedTuple):
    """A printed paper."""

    path: Path
    pages: int
    missing: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    holds_words: bool


class Printed:
    """Papers of one folder, each printed once: `printed(name, state)`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder, {}
        empty(folder / "站")
        with opened(folder / "站") as store:
            self.subjects = {"usual": lived(store, 10), "empty": bare(store), "long": lived(store, 8, LONG)}
        empty(folder / "区", "district", "140405", "屯留区人大常委会办公室")
        with opened(folder / "区") as store:
            with acting(store, "roster") as act:
                act.write(Deputy, new_id(), {"name": RARE, "levels": ["区"]})
            for state, (name, month, said) in {"usual": (RARE, 10, ""), "long": ("甲", 8, LONG)}.items():
                self.subjects[state] |= overseen(store, name, month, said)
            take(store, "official", {"name": "乙", "kind": "法院"})
            take(store, "appraisal", {"official": "乙", "kind": "年中评议", "date": "2026-09-01"})
            self.subjects["empty"] |= {"offices": "2020", "oversight": "乙 2020", "appraisal": "S0003"}

    def __call__(self, name: str, state: str) -> One:
        """The paper of this name about what was lived, what is bare, or what has very many words."""
        if (name, state) not in self.kept:
            self.kept[name, state] = self._print(name, state)
        return self.kept[name, state]

    def _print(self, name: str, state: str) -> One:
        paper, options = catalogue.find(name), {state: True} if state in ("draft", "masked") else {}
        word = self.subjects["usual" if options else state].get(paper.about, "")
        with opened(self.folder / ("区" if paper.about in OF_DISTRICT else "站")) as store:
            made = printing.make(store, name, printing.subject(store, paper, word), **options)
        path = self.folder / f"{state}-{made.file}"
        path.write_bytes(made.data)
        return One(
            path,
            made.pages,
            made.missing,
            _sizes(path),
            paper.about in ("visit", "issue", "activity", "project", "draft_law"),
        )


def _sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    return tuple(tuple(map(float, page.mediabox.upper_right)) for page in PdfReader(path).pages)


def papers_of(folder: Path) -> Printed:
    """The papers of a new folder below this one."""
    return Printed(folder)


def lived(store: Store, month: int, said: str = "") -> dict[str, str]:
    """{what a paper is about: the word that finds it}: a reception that was passed on, urged, answered, told and rated."""
    with acting(store, "roster") as act:
        if not store.find(Deputy, "name=?", (RARE,)):
            act.write(Deputy, new_id(), {"name": RARE, "levels": ["区", "乡镇"], "certificate": "012"})
    begun = {name: f"2026-{month:02}-14T{USUAL[name][11:]}" for name in ("received_at", "until")}
    visit = receive(store, "赵敏", **USUAL | begun | ({"statement": said} if said else {}))
    number = issues(store)[-1]["number"]
    do(
        store,
        number,
        "催办",
        acted_on=f"2026-{month:02}-20",
        text=said or "请抓紧办理",
        document_number="渔人大催〔2026〕1号",
    )
    do(store, number, "批注", acted_on=f"2026-{month:02}-20", text="悄悄话")
    do(
        store,
        number,
        "答复",
        acted_on=f"2026-{month:02}-21",
        answer_class="A",
        text=said or "灯杆已经换好，三盏灯都亮了。",
        document_number="渔政函〔2026〕3号",
    )
    do(store, number, "回告", acted_on=f"2026-{month:02}-21", to=["尉迟桂英", "陈秀兰"], how="电话")
    do(
        store,
        number,
        "评价",
        acted_on=f"2026-{month:02}-21",
        satisfaction="不满意" if said else "满意",
        reason=said or None,
    )
    met = new_id()
    with acting(store, "activity") as act:
        there = {"convenor": RARE, "expected": [RARE, "陈秀兰"], "present": [RARE], "absent": {"陈秀兰": "外出"}}
        words = {"theme": "农村道路", "agenda": "看路灯", "record": said or "路灯有三盏不亮"}
        add_activity(act, met, {"kind": "视察", "begin": f"2026-{month:02}-20T09:00"} | there | words)
    with acting(store, "schedule") as act:
        (rare,) = store.find(Deputy, "name=?", (RARE,))
        planned = {
            "date": f"2026-{month:02}-14",
            "begin": "09:00",
            "end": "11:00",
            "deputies": [rare.id, "陈秀兰"],
            "topic": "农村道路",
            "moved_from": f"2026-{month:02}-13",
        }
        act.write(Schedule, new_id(), planned)
    return (
        about(store, visit.number, number, met, f"2026-{month:02}", RARE)
        | {"ballot": voted(store, month, said)}
        | worked(store, month, said, [RARE, "陈秀兰"], [number])
        | heard(store, said)
    )


def voted(store: Store, month: int, said: str) -> str:
    """The number of a ballot that was counted: 35 issued, 34 returned, 33 valid, 28/4/1."""
    id = new_id()
    with acting(store, "ballot") as act:
        add_ballot(
            act,
            id,
            {
                "kind": "述职评议",
                "deputy": RARE,
                "form": "口头",
                "date": f"2026-{month:02}-20",
                "meeting": "评议会",
                "remarks": said or "里屋的备注",
            },
        )
    for step, name in zip(BY, ("李平", "周红"), strict=True):
        with acting(store, "count") as act:
            count(
                act,
                store.get(Ballot, (store.identity.world, id)),
                step,
                name,
                {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1},
            )
    return store.get(Ballot, (store.identity.world, id)).number


def overseen(store: Store, name: str, month: int, said: str = "") -> dict[str, str]:
    """A judge appointed, who promised, was appraised, voted on, had something to mend; which papers on them are asked for."""
    day = f"2026-{month:02}-20"
    meeting = {
        "body": "常委会会议",
        "term": "第七届",
        "session": f"第{month}次",
        "date": day,
        "members": 25,
        "present": 23,
    }
    take(store, "meeting", meeting)
    (held,) = store.find(Meeting, "session=?", (meeting["session"],))
    take(
        store,
        "official",
        {
            "name": name,
            "kind": "法院",
            "unit": "区人民法院",
            "resume": said or "曾在乡镇工作",
            "gender": "女",
            "birth_month": "1980-05",
        },
    )
    take(
        store,
        "tenure",
        {
            "official": name,
            "what": "任命",
            "office": "区人民法院审判员",
            "meeting": held.name,
            "yes": 22,
            "no": 1,
            "abstain": 0,
            "oath_on": day,
        },
    )
    take(
        store,
        "commitment",
        {
            "official": name,
            "item": said[:200] or "按期结案",
            "measure": said or "月月清",
            "due_on": "2026-12-20",
            "year": "2026",
        },
    )
    take(
        store,
        "appraisal",
        {
            "official": name,
            "kind": "两员履职评议",
            "date": day,
            "meeting": held.name,
            "group": "第一组",
            "ways": "旁听庭审",
            "report": said or "一年来办案一百件",
        },
    )
    (promise,), (one,) = (
        store.find(cls, "official=(SELECT id FROM official WHERE name=?)", (name,)) for cls in (Commitment, Appraisal)
    )

    def step(does: Any, cls: type[Record], *words: Any) -> None:
        with acting(store, "step") as act:
            does(act, store.get(cls, (store.identity.world, promise.id if cls is Commitment else one.id)), *words)

    step(commitment.review, Commitment, "按期推进", said or "积案少了", day)
    step(commitment.judge, Commitment, "已兑现", said, day)
    step(appraisal.say, Appraisal, said or "说理要加强", day)
    step(appraisal.vote, Appraisal)
    step(appraisal.demand, Appraisal, Step("文书说理", "2026-12-31", "本人"))
    step(appraisal.mend, Appraisal, 1, day)
    step(appraisal.report, Appraisal, said or "改了", day)
    step(appraisal.look, Appraisal, "整改到位", said or "看了十份文书", day)
    ballot = store.get(Appraisal, (store.identity.world, one.id)).ballot
    for word, who in zip(BY, ("李平", "周红"), strict=True):
        with acting(store, "count") as act:
            count(
                act,
                store.get(Ballot, (store.identity.world, ballot)),
                word,
                who,
                {"发出": 35, "收回": 34, "有效": 33, "称职": 28, "基本称职": 4, "不称职": 1},
            )
    return {"offices": "2026", "oversight": f"{name} 2026", "appraisal": one.number}


def heard(store: Store, said: str = "") -> dict[str, str]:
    """The number of a draft law somebody spoke to: put into words, its result known, who spoke still to be told."""
    one, two = new_id(), new_id()
    words = {
        "title": "物业管理条例（草案）",
        "level": "省",
        "sent_by": "省人大常委会法工委",
        "received_on": "2026-10-01",
        "how": "开了两次座谈会",
        "words": f"第一条　{said or '业主应当按时交费。'}\n",
    }
    spoke = {
        "draft": one,
        "article": "1",
        "speaker": "尉迟桂英",
        "speaker_phone": "13800000000",
        "statement": said or "路灯有三盏不亮",
        "people": 3,
        "consent": True,
        "voice": "群众",
    }
    with acting(store, "draft_law") as act:
        add_draft(act, one, words)
    with acting(store, "opinion") as act:
        speaking.add_opinion(act, two, spoke)
    for does in (
        lambda act, held: speaking.word(
            act, held, {"wording": said or f"将“应当”改为“可以”（{RARE}）", "rationale": said or "好执行"}
        ),
        lambda act, held: speaking.result(
            act, held, {"outcome": "采纳", "final_words": said or f"业主可以按月交费（{RARE}）。"}
        ),
    ):
        with acting(store, "opinion") as act:
            does(act, store.get(Opinion, (store.identity.world, two)))
    return {"draft_law": store.get(DraftLaw, (store.identity.world, one)).number}


def worked(
    store: Store, month: int, said: str = "", deputies: Sequence[str] = (), issues: Sequence[str] = ()
) -> dict[str, str]:
    """A mediation that came to its end, and a candidate of 民生实事 that was chosen; which papers on them are asked for."""
    ids, day = (new_id(), new_id()), f"2026-{month:02}-21"
    who = {
        "lead_deputy": next(iter(deputies), None),
        "deputies": list(deputies[1:]),
        "issues": list(issues),
        "begun_on": day,
        "photos_public": True,
    }
    strife = {
        "kind": "矛盾调处",
        "title": "排水沟纠纷",
        "goal": said or "把沟说清楚",
        "steps": f"丈量，{day}，村委会，已办 {day}",
        "result": said or "尉迟桂英和李乙都签了字",
        "agreed_on": day,
        "parties": "甲方：尉迟桂英 13800000000，前后庄村第三排五号\n乙方：李乙",
        "agreement": said or "里屋的备注",
    }
    with acting(store, "project") as act:
        project.add_project(act, ids[0], {name: value for name, value in (strife | who).items() if value})
        project.add_project(
            act,
            ids[1],
            {
                name: value
                for name, value in {"kind": "民生实事", "title": "村道灯", "steps": "勘查，2026-11-30\n安装"}.items()
                if value
            }
            | ({"lead_deputy": deputies[0]} if deputies else {}),
        )
    for step, name in zip(BY, ("李平", "周红"), strict=True):
        with acting(store, "count") as act:
            livelihood.count(
                act,
                store.get(project.Project, (store.identity.world, ids[1])),
                step,
                name,
                {"发出": 35, "收回": 34, "有效": 33, "赞成": 28},
            )
    with acting(store, "decide") as act:
        livelihood.decide(act, store.get(project.Project, (store.identity.world, ids[1])), project.CHOSEN, day)
    return {"project": store.get(project.Project, (store.identity.world, ids[0])).number, "deeds": "2026"}


def about(store: Store, visit: str, issue: str, activity: str, month: str, deputy: str) -> dict[str, str]:
    """{what a paper is about: the word that finds it}."""
    number = store.get(Activity, (store.identity.world, activity)).number
    with acting(store, "blank") as act:
        reserve(act, f"{month}-14", 1)
    places = {
        "place": store.identity.name,
        "board": month,
        "reception": f"{month}-14",
        "rota": month,
        "log": month,
        "archive": month[:4],
        "merit": month[:4],
    }
    spans = places | {
        "day": f"{month}-14",
        "blanks": f"{month}-14",
        "month": month,
        "period": f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}",
        "issues": month,
        "deputy": f"{month} {deputy}",
        "year": f"{month[:4]} {deputy}",
        "now": "",
        "lamps": "2026",
        "own_table": _own(store, month),
    }
    return {"visit": visit, "issue": issue, "activity": number} | spans


def _own(store: Store, month: str) -> str:
    """A table of the month's receptions, with what was said."""
    fields = ("received_at", "visitor_name", "deputies", "statement", "reply", "party_size")
    return own_table.keep(
        store, own_table.Wanted(f"{month}接待", "visit", fields, f"{month}-01", f"{month}-30", group="category")
    ).name


def bare(store: Store) -> dict[str, str]:
    """The same of a reception of which only what must be there is known."""
    visit, met = (
        receive(store, statement="问路灯", outcome="乡镇办理", channel=None, received_at="2026-09-02"),
        new_id(),
    )
    with acting(store, "activity") as act:
        add_activity(act, met, {"kind": "视察", "planned_on": "2026-09-30"})
        act.write(Schedule, new_id(), {"date": "2026-09-09"})
    with acting(store, "ballot") as act:
        add_ballot(act, id := new_id(), {"kind": "满意度测评", "matter": "供暖", "date": "2026-09-20"})
    ballot = store.get(Ballot, (store.identity.world, id)).number
    with acting(store, "project") as act:
        project.add_project(act, mediated := new_id(), {"kind": "矛盾调处", "title": "地界", "year": "2024"})
    with acting(store, "draft_law") as act:
        add_draft(act, law := new_id(), {"title": "条例", "level": "市"})
    mediation = store.get(project.Project, (store.identity.world, mediated)).number
    return about(store, visit.number, issues(store)[-1]["number"], met, "2026-07", RARE) | {
        "draft_law": store.get(DraftLaw, (store.identity.world, law)).number,
        "project": mediation,
        "deeds": "2024",
        "ballot": ballot,
        "period": "2026-07",
        "reception": "2026-09-09",
        "archive": "2024",
    }
