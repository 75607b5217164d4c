"""任免: whom the people's congress appoints to which office, at which meeting, by which votes; who holds what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lianluozhan.act import Act
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.field import Choice, Day, LongText, Month, Number, Papers, Phone, Ref, Serial, Text, is_id
from lianluozhan.match import matched
from lianluozhan.meeting import Meeting, not_ahead
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import Touched, by_id, records, update_all

KINDS = GOVERNMENT, SUPERVISORY, COURT, PROCURATORATE, OTHER = "政府组成人员", "监察委员会", "法院", "检察院", "其他"
JUDICIAL = COURT, PROCURATORATE  # 两员: 审判员 and 检察员, whom the standing committee appoints (地方组织法 §50)
UP = "任命", "决定任命", "选举", "决定代理"
DOWN = "免去", "撤职", "接受辞职"
STATES = HOLDS, LEFT, NONE = "在任", "离任", "没有任命"
PASSED, FAILED = "通过", "没有通过"
VOTES = "members", "present", "yes", "no", "abstain"


class Official(Record):
    """Somebody the congress or its standing committee elects or appoints; which offices they hold is derived."""

    noun, label = "official", "任命人员"

    name = Text("姓名", required=True)
    kind = Choice("人员类别", required=True, choices=KINDS)
    gender = Choice("性别", choices=("男", "女"))
    birth_month = Month("出生年月")
    party = Text("政治面貌")
    unit = Text("工作单位")
    phone = Phone("联系电话", private=True)
    resume = LongText("简历", private=True)
    attachments = Papers("附件")
    office = Text("现任职务", derived=True)
    since = Day("任职日期", derived=True)
    standing = Choice("任职情况", choices=STATES, derived=True)


class Tenure(Record):
    """One decision on an office: given or taken, at which meeting, with how many votes."""

    noun, label, letter = "tenure", "任免", "R"
    indexes = ("official",)

    number = Serial("编号")
    official = Ref("任命人员", of="official", required=True)
    what = Choice("任免方式", required=True, choices=(*UP, *DOWN))
    office = Text("职务", required=True)
    meeting = Ref("会议", of="meeting")
    date = Day("日期")
    document = Text("文号")
    members = Number("组成人员")
    present = Number("出席人数")
    yes = Number("赞成票")
    no = Number("反对票")
    abstain = Number("弃权票")
    oath_on = Day("宪法宣誓日期")
    remarks = LongText("备注")
    attachments = Papers("附件")
    result = Choice("表决结果", choices=(PASSED, FAILED), derived=True)


def add_tenure(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter a decision, numbered in its year. Raises BadInput, NotFound, NotAllowed and changes nothing."""
    made = check_tenure(act.store, matched(act, Tenure, values))
    _in_turn(act.store, made)
    act.write(Tenure, id, made | {"number": act.number(Tenure, made["date"][:4])})


def add_official(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter somebody; two of one name are told apart by what stands in brackets behind it. Raises BadInput."""
    if act.store.find(Official, "name=?", (values["name"],), limit=1):
        raise BadInput(f"已经有一位叫{values['name']}", then="真是另一位的，在姓名后面加括号写明，如 王某（法院）")
    act.write(Official, id, matched(act, Official, values))


def named(store: Store, values: Mapping[str, Any]) -> Official:
    """The official a record is about. Raises NotFound where nobody of this name is known."""
    found = (
        by_id(store, Official, [values["official"]]).get(values["official"]) if is_id(values.get("official")) else None
    )
    if found is None:
        raise NotFound(
            f"{Official.label}里没有“{values.get('official') or ''}”", then=f"请先登记{Official.label}，再记这一条"
        )
    return found


def meeting_of(store: Store, values: Mapping[str, Any]) -> Meeting | None:
    """The meeting a record names. Raises NotFound where there is none of this name."""
    word = values.get("meeting")
    found = next(iter(by_id(store, Meeting, [word]).values()), None) if word and is_id(word) else None
    if word and found is None:
        raise NotFound(f"没有登记“{word}”这次会议", then=f"请先登记{Meeting.label}，写它的名称")
    return found


def check_tenure(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a decision with what its meeting says: the day, how many there are, how many came. Raises BadInput, NotFound."""
    named(store, values)
    meeting = meeting_of(store, values)
    made = dict(values)
    made["date"] = made.get("date") or (meeting and meeting.date)
    if not made["date"]:
        raise BadInput(f"没有写{Tenure.date.label}，也没有写{Tenure.meeting.label}", then="请写一样")
    not_ahead(made["date"], Tenure.date.label)
    if meeting and not meeting.date <= made["date"] <= (meeting.until or meeting.date):
        raise BadInput(f"{made['date']} 不在{meeting.name}那几天（{meeting.date}）", then="请核对日期，或者换一次会议")
    if any(made.get(name) is not None for name in ("yes", "no", "abstain")):
        made |= {
            name: made.get(name) if made.get(name) is not None else meeting and meeting.data[name]
            for name in ("members", "present")
        }
        check_votes(made)
    return {name: value for name, value in made.items() if value is not None}


def check_votes(values: Mapping[str, Any]) -> None:
    """Never more votes than came, nor more that came than there are. Raises BadInput."""
    field = Tenure.fields
    if missing := [field[name].label for name in ("members", "present", "yes") if values.get(name) is None]:
        raise BadInput(f"写了票数，还缺：{'、'.join(missing)}", then="没有的写 0；会议上写了人数的，写会议就行")
    members, present, yes, no, abstain = (values.get(name) or 0 for name in VOTES)
    if not members:
        raise BadInput(f"{field['members'].label}不能是 0", then="请写应当有多少人")
    if present > members:
        raise BadInput(
            f"{field['present'].label} {present}，比{field['members'].label} {members} 还多", then="请核对人数"
        )
    if yes + no + abstain > present:
        raise BadInput(
            f"赞成 {yes}、反对 {no}、弃权 {abstain}，合计 {yes + no + abstain} 票，比{field['present'].label} {present} 还多",
            then="请再核对一次票数",
        )


def _in_turn(store: Store, values: Mapping[str, Any]) -> None:
    """Nobody is given what they hold, nor loses what they do not. Raises NotAllowed."""
    one = named(store, values)
    held = holding(_of(store, one.world, one.id), values["date"])
    if values["what"] in UP and values["office"] in held:
        raise NotAllowed(f"{one.name}已经是{values['office']}（{held[values['office']]} 起）", then="重复的不用再记")
    if values["what"] in DOWN and values["office"] not in held:
        raise NotAllowed(
            f"{one.name}在 {values['date']} 没有担任{values['office']}",
            then=f"那时担任的：{'、'.join(held) or '没有'}；请先补上任命",
        )


def passed(one: Tenure) -> bool | None:
    """Whether more than half of all there are voted for it (组织法); None where nobody wrote the votes."""
    return None if one.yes is None or not one.members else one.yes * 2 > one.members


def counts(one: Tenure) -> bool:
    """Whether a decision holds: it was not voided, and its votes, where they are known, were enough."""
    return not one.voided and passed(one) is not False


def holding(tenures: Iterable[Tenure], day: str = "9999") -> dict[str, str]:
    """{office: held since} on a day, of one person's decisions."""
    held: dict[str, str] = {}
    for one in sorted(filter(counts, tenures), key=_in_order):
        if (one.date or "") > day:
            break
        if one.what in UP:
            held[one.office] = held.get(one.office) or one.date or ""
        else:
            held.pop(one.office, None)
    return held


def terms(tenures: Iterable[Tenure]) -> list[tuple[Tenure | None, Tenure | None]]:
    """(given, taken) of one person's decisions, each office given with what took it, in the order they were given; a decision
    that was not passed stands alone."""
    found: list[tuple[Tenure | None, Tenure | None]] = []
    for one in sorted((one for one in tenures if not one.voided), key=_in_order):
        if one.what in UP:
            found.append((one, None))
            continue
        held = (
            at
            for at, (given, taken) in enumerate(found)
            if given and not taken and given.office == one.office and counts(given)
        )
        place = next(held, None) if counts(one) else None
        if place is None:
            found.append((None, one))
        else:
            found[place] = (found[place][0], one)
    return found


def _in_order(one: Tenure) -> tuple[str, bool, str]:
    """By the day; of one day an office is taken before another is given."""
    return one.date or "", one.what in UP, one.number or ""


def said_votes(row: Mapping[str, Any]) -> str:
    """赞成 22，反对 1，弃权 0; "" where nobody wrote them."""
    return "" if row.get("yes") is None else f"赞成 {row['yes']}，反对 {row['no'] or 0}，弃权 {row['abstain'] or 0}"


def _of(store: Store, world: str, id: str) -> list[Tenure]:
    return store.find(Tenure, "world=? AND official=?", (world, id), "date, number")


# -- derived


def derive_officials(store: Store, touched: Touched) -> None:
    """What each decision came to, and which offices those they are about hold."""
    now = dict(records(store, Tenure, touched.keys(Tenure.noun)))
    update_all(
        store,
        [Tenure(one.data | {"result": {True: PASSED, False: FAILED, None: None}[passed(one)]}) for one in now.values()],
    )
    keys = touched.keys(Official.noun) | {(key[0], one.official) for key, one in now.items()}
    keys |= {(key[0], held.official) for key, held in touched.before.get(Tenure.noun, {}).items() if held is not None}
    about = [key for key in keys if key[1]]  # a decision that came without whom it is about is nobody's
    update_all(
        store, [Official(one.data | _standing(_of(store, *key))) for key, one in list(records(store, Official, about))]
    )


def _standing(tenures: list[Tenure]) -> dict[str, Any]:
    held = holding(tenures)
    ever = any(one.what in UP and counts(one) for one in tenures)
    since = min(filter(None, held.values()), default=None)
    if held:
        return {"office": "、".join(held), "since": since, "standing": HOLDS}
    return {"office": None, "since": since, "standing": LEFT if ever else NONE}
