"""功能: the wider parts of the program, each switched on per folder; what is off is never seen, what it holds stays.

To hook a new part in: (1) its row of PARTS below says whose it is and names what it brings: pages by noun, records by
noun, papers by name, verbs; a part is offered as soon as it brings something. (2) Page: ui/pages as any other, it needs no
word about the part, the window hides it while the part is off. (3) Record: schema.py, README's table. (4) Paper:
report/catalogue.py as any other; the lists of papers leave it out while the part is off. (5) Verb: its words in
cli/wider.py, its room in cli/__init__.py; it is refused while the part is off. (6) README names the page and the paper,
the handbook's part on it, demo.py gives it data. tests/core/test_parts.py walks all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import LOCAL, Act
from lianluozhan.action import SUGGESTION
from lianluozhan.ballot import PAPERS as BALLOT_PAPERS
from lianluozhan.deadline import Rule, written
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.people_book import NAME as PEOPLE_BOOK
from lianluozhan.record import id_of
from lianluozhan.store import Store
from lianluozhan.suggestion import LETTER, PAPER as SHEET
from lianluozhan.supervise import PAPERS as SUPERVISION_PAPERS, RECORDS as OF_SUPERVISION
from lianluozhan.whose import DISTRICT_ROLE, STATION_ROLE

NAME = "功能"  # of the rule that says what is on
BOTH, OFFICE = (STATION_ROLE, DISTRICT_ROLE), (DISTRICT_ROLE,)
ASK_DISTRICT = "要改的，请告诉区里；区里改好，随报送包带回来"
THERE = {None: "站里自己定", True: "各站都用", False: "各站都不用"}  # what a district says for its stations
MERIT, PLUS = "考核", "代表联络站+"
MERIT_PAPERS = "年度考核表", "年度考核名次"
PROJECT_PAPERS = "项目一张纸", "民生实事清单", "调处协议书", "典型案例", "民生实事票决票"
OPEN_IT = "请在“更多”的“功能”里打开，或者用 parts --on {}"


class Part(NamedTuple):
    """A part: its name, what it is for in a sentence, whose folders may have it, and by name what it brings."""

    label: str
    says: str
    roles: tuple[str, ...]
    pages: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def brings(self) -> bool:
        """Whether there is anything of it yet that a person could see."""
        return bool(self.pages or self.papers or self.verbs)


SELFCHECK = "自检"
LEGISLATION = "立法联系点"
SUPERVISION = "任后监督"
OVERSEEN = tuple(cls.noun for cls in OF_SUPERVISION)
LAW_PAPERS = "立法意见报告", "立法意见对照表", "立法意见反馈单", "立法意见登记表"
PARTS = (
    Part(
        SELFCHECK,
        "六有四常一项一盏灯，缺什么点开就补；上级来检查，材料一次备齐。",
        BOTH,
        ("selfcheck",),
        papers=("自检表",),
        verbs=("selfcheck", "inspection"),
    ),
    Part(
        "公示",
        "公示过什么、贴在哪里、谁批准的；大厅屏幕用的一个网页文件。",
        BOTH,
        ("notice",),
        ("notice",),
        verbs=("notice", "screen"),
    ),
    Part(
        MERIT,
        "一年的履职考核、述职评议和测评票。",
        BOTH,
        pages=("ballot",),
        records=("ballot",),
        papers=(*BALLOT_PAPERS, *MERIT_PAPERS),
    ),
    Part(SUGGESTION, "从群众意见到代表建议：联名、提交、面商、答复、结果。", BOTH, papers=(SHEET, LETTER)),
    Part(
        PLUS,
        "产业发展、民生实事、矛盾调处的项目：步骤、期限、票决、结果。",
        BOTH,
        ("project",),
        ("project",),
        PROJECT_PAPERS,
    ),
    Part(
        LEGISLATION,
        "法律草案征求意见：逐条收集、整理、上报、反馈。",
        BOTH,
        ("draft_law", "opinion", "expert"),
        ("draft_law", "opinion", "expert"),
        LAW_PAPERS,
        ("law",),
    ),
    Part(
        SUPERVISION,
        "会议、任免、承诺、评议和审议意见；只在区里，不下发。",
        OFFICE,
        (*OVERSEEN, "deliberation"),
        OVERSEEN,
        SUPERVISION_PAPERS,
    ),
    Part("学习", "制度和法律随手查，学习培训记一笔。", BOTH, ("study",), ("study",), (PEOPLE_BOOK,), ("study",)),
)
LABELS = tuple(one.label for one in PARTS)


class Switch(NamedTuple):
    """How a part stands in this folder; `fixed`: its district said so. `there`: what a district says for its stations,
    None where it leaves it to them."""

    part: Part
    on: bool
    fixed: bool
    there: bool | None


def switches(store: Store) -> list[Switch]:
    """Every part this folder may have, in their order."""
    own, told = _said(store)
    here = store.identity.role
    found = []
    for part in PARTS:
        if part.brings and here in part.roles:
            fixed = told.get(part.label) if here == STATION_ROLE else None
            found.append(
                Switch(
                    part, bool(own.get(part.label)) if fixed is None else fixed, fixed is not None, told.get(part.label)
                )
            )
    return found


def is_on(store: Store, label: str) -> bool:
    """Whether a part is on here."""
    return any(one.on for one in switches(store) if one.part.label == label)


def _off(store: Store) -> list[Part]:
    on = {one.part.label for one in switches(store) if one.on}
    return [part for part in PARTS if part.label not in on]


def pages() -> frozenset[str]:
    """The pages that belong to some part."""
    return frozenset(page for part in PARTS for page in part.pages)


def hidden_pages(store: Store) -> frozenset[str]:
    """The pages that are not seen here."""
    return frozenset(page for part in _off(store) for page in part.pages)


def papers() -> frozenset[str]:
    """The papers that belong to some part."""
    return frozenset(paper for part in PARTS for paper in part.papers)


def hidden_papers(store: Store) -> frozenset[str]:
    """The papers that are not listed here."""
    return frozenset(paper for part in _off(store) for paper in part.papers)


def check_verb(store: Store, verb: str) -> None:
    """Raise NotAllowed where a verb belongs to a part that is off here."""
    for part in _off(store):
        if verb in part.verbs:
            raise _closed(store, part)


def check_paper(store: Store, name: str) -> None:
    """Raise NotAllowed where a paper belongs to a part that is off here."""
    for part in _off(store):
        if name in part.papers:
            raise _closed(store, part)


def _closed(store: Store, part: Part) -> NotAllowed:
    if store.identity.role not in part.roles:
        return NotAllowed(f"“{part.label}”是区里的，站里没有")
    if _said(store)[1].get(part.label) is False and store.identity.role == STATION_ROLE:
        return NotAllowed(f"“{part.label}”区里定了不用", then="要用的，请告诉区里")
    return NotAllowed(f"“{part.label}”还没有打开", then=OPEN_IT.format(part.label))


# -- switching


def switch(act: Act, on: Iterable[str] = (), off: Iterable[str] = ()) -> None:
    """Switch parts of this folder; what they hold stays. Raises BadInput, NotAllowed and changes nothing."""
    wanted = _wanted(act.store, on, off)
    fixed = [one.part.label for one in switches(act.store) if one.fixed and one.part.label in wanted]
    if fixed:
        raise NotAllowed(f"{'、'.join(fixed)}：区里定的，本站不能改", then=ASK_DISTRICT)
    own, _told = _said(act.store)
    _write(act, {**own, **wanted}, LOCAL)


def switch_there(act: Act, on: Iterable[str] = (), off: Iterable[str] = (), free: Iterable[str] = ()) -> None:
    """A district says of its stations which parts they have, have not, or may choose. Raises BadInput, NotAllowed."""
    if act.store.identity.role != DISTRICT_ROLE:
        raise NotAllowed("给各站定功能是区里的事", then="本站自己的，不用写 --stations")
    _own, told = _said(act.store)
    free = [_known(act.store, word) for word in free]
    _write(act, {**told, **_wanted(act.store, on, off), **dict.fromkeys(free)}, act.store.identity.world)


def _wanted(store: Store, on: Iterable[str], off: Iterable[str]) -> dict[str, bool]:
    on, off = ([_known(store, word) for word in words] for words in (on, off))
    if twice := set(on) & set(off):
        raise BadInput(f"“{twice.pop()}”又打开又关上", then="请只写一次")
    return dict.fromkeys(on, True) | dict.fromkeys(off, False)


def _known(store: Store, word: str) -> str:
    """The label of a part as it was typed. Raises BadInput."""
    there = [one.part.label for one in switches(store)]
    if word.strip() not in there:
        raise BadInput(f"没有“{word}”这个功能", then=f"有：{'、'.join(there)}")
    return word.strip()


def reasons(values: Any) -> list[tuple[str, str]]:
    """[(key, why)] of a rule that says which parts are on; empty when it can be followed."""
    if not isinstance(values, Mapping):
        return [("values", f'要写成 {{"{LABELS[0]}": true}} 的样子')]
    unknown = [(key, f"没有这个功能，可写：{'、'.join(LABELS)}") for key in values if key not in LABELS]
    return unknown + [
        (key, "只能写 true 打开或 false 不用")
        for key, value in values.items()
        if key in LABELS and not isinstance(value, bool | None)
    ]


def _said(store: Store) -> tuple[dict[str, bool], dict[str, bool]]:
    """What this folder chose for itself, and what the district says for stations."""
    own: dict[str, bool] = {}
    told: dict[str, bool] = {}
    for row in written(store, NAME):
        if (row["year"] or 0) <= clock.today().year:
            (own if row["world"] == LOCAL else told).update(row["values"] or {})
    return own, {label: value for label, value in told.items() if value is not None}


def _write(act: Act, values: Mapping[str, bool | None], world: str) -> None:
    """One record a world, whoever switches."""
    held = act.store.find(Rule, "name=? AND world=?", (NAME, world), "created_at DESC", 1)
    id = held[0].id if held else id_of("rule", world, NAME)
    act.write(Rule, id, {"values": dict(values)} if held else {"name": NAME, "values": dict(values)}, world)
