"""What was begun and not saved, on whatever page: as the lines of 今日 that lead back to it."""

from __future__ import annotations

from lianluozhan import parts
from lianluozhan.draft import FORM, Draft, drafts, half_written
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_numbers
from lianluozhan.organ import Organ
from lianluozhan.place import Place
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO
from lianluozhan.veil import called as called_there, starred
from ui.asks.further import Line
from ui.told import flat, kept

DRAFTED = ("visit", "issue")  # kinds whose forms keep drafts
STEPS = FORM + Followup.noun  # half-written steps: each is named by its issue and its act
NEW = "new "  # before what a new one began with
ELSEWHERE = {  # {kind: the page its form stands on}
    Organ.noun: "deputy",
    Place.noun: "deputy",
    Issue.noun: "deliberation",
}
TITLES = ("title", "name", "item", "theme", "topic", "kind")  # fields that say what it is about, the best first


def unfinished(store: Store) -> list[Line]:
    """Drafts of 接待登记 and 意见登记, then what waits half written in the form of another page that is seen here; what such a
    line lacks in words is the page's name."""
    hidden = parts.hidden_pages(store)
    waiting = [line for draft in half_written(store) if (line := _half(store, draft)).noun not in hidden]
    return [*(_draft(noun, draft) for noun in DRAFTED for draft in drafts(store, noun)), *waiting]


def _draft(noun: str, draft: Draft) -> Line:
    values = draft.values
    name = called_there(str(values.get("visitor_name") or values.get("raised_by") or ""))
    title = str(name if values.get("visitor_name") else values.get("title") or name or "没写完的一份")
    words = mask_numbers(flat(str(values.get("statement") or "")))
    return Line(noun, draft.id, title, words, kept(draft.kept_at))


def _half(store: Store, draft: Draft) -> Line:
    """A form of its own page, found again by what it is of."""
    if draft.noun == STEPS:
        return Line(
            Followup.noun, draft.id.split(" ")[0], "{word}：{title}".format(**draft.beside), "", kept(draft.kept_at)
        )
    noun = draft.noun.removeprefix(FORM)
    page = ELSEWHERE.get(noun, noun)
    return Line(page, f"{draft.noun} {draft.id}", _title(store, noun, draft), "", kept(draft.kept_at))


def _title(store: Store, noun: str, draft: Draft) -> str:
    """登记履职：修路灯, or 更改 L0012; people by the ends of their names."""
    cls = store.schema.records[noun]
    if not draft.id.startswith(NEW):
        held = next(iter(store.find(cls, f"id=? AND {VOIDED_TOO}", (draft.id,))), None)
        values = held.data if held else {}
        return f"更改{cls.label} {short_number(values.get('number')) or _named(cls, values)}".rstrip()
    return "：".join(filter(None, (f"登记{cls.label}", _named(cls, draft.values))))


def _named(cls: type, values: dict) -> str:
    for name in TITLES:
        if name in cls.fields and (value := values.get(name)):
            return str(starred(cls.fields[name], value) if cls.fields[name].private else value)
    return ""
