"""法律草案: a draft sent down for opinions, by a district to its stations or straight to one, and what an office did with it.

A draft of the district's stays the district's: a station that works on it has a draft of its own that names it (`original`), with
its own team, approval and report; the words are the district's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lianluozhan import attachment, clock
from lianluozhan.act import Act
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.field import Choice, Day, LongText, Number, Papers, Ref, Refs, Serial, Text
from lianluozhan.match import matched, own_first
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, called
from lianluozhan.whose import whole

LEVELS = NATIONAL, PROVINCIAL, CITY = "全国", "省", "市"
STATES = ASKING, APPROVED, SENT, PASSED = "征求意见", "已批准", "已上报", "已通过"
ENDS = "（草案", "（征求意见稿", "(草案", "(征求意见稿", "草案", "征求意见稿"
WHICH = "请写草案的编号，如 C0001"
TITLE = 60  # characters the title of a law has at most


class DraftLaw(Record):
    """One draft, in the hands of one office."""

    noun, label, letter = "draft_law", "法律草案", "C"
    indexes = ("original", "substr(received_on, 1, 4)")
    stepwise = ("original", "approved_by", "approved_on", "seal", "sent_on", "reported")

    number = Serial("编号")
    title = Text("草案名称", required=True)
    level = Choice("哪一级立法", required=True, choices=LEVELS)
    sent_by = Text("征求意见的单位")
    received_on = Day("收到日期")
    due_on = Day("报意见的期限")
    original = Ref("区里下发的草案", of="draft_law")
    words = LongText("草案全文")
    files = Papers("草案文件")
    team = Refs("工作专班", of="expert")
    how = LongText("怎样征求的意见")
    approved_by = Text("批准人")
    approved_on = Day("批准日期")
    seal = Text("批准时的校验")
    sent_to = Text("报给")
    sent_on = Day("上报日期")
    reported = Papers("上报件")
    passed = LongText("通过的文本")
    passed_on = Day("通过日期")
    state = Choice("状态", choices=STATES, derived=True)
    voices = Number("意见条数", derived=True)
    people = Number("提出人次", derived=True)


def add_draft(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> None:
    """Take a draft in, numbered in the year it came. Raises BadInput and changes nothing."""
    DraftLaw.refuse_stepwise(values)
    day = values.get("received_on") or clock.day()
    check_days({**values, "received_on": day})
    act.write(
        DraftLaw, id, matched(act, DraftLaw, values) | {"received_on": day, "number": act.number(DraftLaw, day[:4])}
    )


def check_days(values: Mapping[str, Any]) -> None:
    """Raise BadInput where a draft was due before it came, or passed before."""
    for name in ("due_on", "passed_on"):
        if values.get(name) and values.get("received_on") and values[name] < values["received_on"]:
            raise BadInput(
                f"{DraftLaw.fields[name].label} {values[name]} 比收到的那天 {values['received_on']} 还早",
                then="请把两个日期核对一下",
            )


def brought(store: Store, file: Path) -> dict[str, Any]:
    """What the file of a draft says, as a form begins with it: its words, its title, the file itself kept. Raises BadInput."""
    from lianluozhan.draft_file import text_of  # loaded only when asked for: its library takes a while

    words = DraftLaw.read({"words": text_of(file)})["words"]
    return {
        "title": titled(words) or file.stem,
        "words": words,
        "files": [attachment.take(store.path.parent, file, clock.today().year)],
    }


def titled(words: str) -> str:
    """The title that stands at the head of a draft, also over two lines; "" where none does."""
    lines = [line for line in ("".join(line.split()) for line in words.splitlines()) if line][:3]
    for place, line in enumerate(lines):
        if len(line) > TITLE:
            break
        if place and line.startswith(ENDS[:4]):
            return lines[place - 1] + line
        if any(end in line for end in ENDS) or line.endswith(("法", "条例", "规定", "办法", "决定")):
            after = lines[place + 1] if place + 1 < len(lines) else ""
            return line + (after if after.startswith(ENDS[:4]) and len(after) <= TITLE else "")
    return ""


# -- the district's and one's own


def own_of(store: Store, draft: DraftLaw) -> DraftLaw | None:
    """What this office has of a draft: itself, or its own that names the district's; None while there is none."""
    if draft.world == store.identity.world:
        return draft
    return next(iter(store.find(DraftLaw, "original=? AND world=?", (draft.id, store.identity.world), limit=1)), None)


def take_up(act: Act, draft: DraftLaw) -> str:
    """Begin to work on a draft the district sent down; gives the id of one's own, also where it was begun before, or by
    an earlier row of this act."""
    if own := own_of(act.store, draft):
        return own.id
    return act.once(f"taken up {draft.id}", lambda: _begin(act, draft))


def _begin(act: Act, draft: DraftLaw) -> str:
    today, id = clock.day(), new_id()
    values = {name: draft.data[name] for name in ("title", "level", "sent_by", "due_on") if draft.data[name]}
    act.write(
        DraftLaw, id, values | {"original": draft.id, "received_on": today, "number": act.number(DraftLaw, today[:4])}
    )
    return id


def source(store: Store, draft: DraftLaw) -> DraftLaw:
    """Whose words a draft has: the district's it names, as it stands now, else its own."""
    found = whole(store).find(DraftLaw, "id=?", (draft.original,), limit=1) if draft.original else []
    return found[0] if found else draft


def text_of(store: Store, draft: DraftLaw) -> str:
    """The words people speak to."""
    return draft.words or source(store, draft).words or ""


def passed_of(store: Store, draft: DraftLaw) -> tuple[str, str]:
    """The words that were passed and the day, as this office or its district has them; ("", "") while nobody has."""
    for one in (draft, source(store, draft)):
        if one.passed or one.passed_on:
            return one.passed or "", one.passed_on or ""
    return "", ""


def family(store: Store, drafts: Iterable[DraftLaw]) -> list[DraftLaw]:
    """These drafts with those that are of the same one sent down, voided ones too."""
    roots = {one.original or one.id for one in drafts}
    found: dict[str, DraftLaw] = {}
    for root in sorted(roots):
        found |= {one.id: one for one in store.find(DraftLaw, f"(id=? OR original=?) AND {VOIDED_TOO}", (root, root))}
    return list(found.values())


def draft_of(store: Store, word: str) -> DraftLaw:
    """The draft of an id, a number or the end of one, or a title; of two one's own. Raises NotFound."""
    own = own_first(store, called(store, DraftLaw, word) or store.find(DraftLaw, "title=?", (word,)))
    if len(own) != 1:
        raise NotFound(f"找不到法律草案“{word}”" if not own else f"叫“{word}”的草案有 {len(own)} 部", then=WHICH)
    return own[0]


def drafts(store: Store) -> list[DraftLaw]:
    """Those an opinion may be about, the newest first: one's own, and what was sent down and nobody here has begun."""
    found = store.find(DraftLaw, order="received_on DESC, number DESC")
    taken = {one.original for one in found if one.world == store.identity.world}
    return [one for one in found if one.world == store.identity.world or (one.id not in taken and not one.original)]
