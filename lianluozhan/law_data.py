"""What papers on a draft law are made from: what an office suggests, how it came to that, whom to tell."""

from __future__ import annotations

from lianluozhan.articles import articles
from lianluozhan.case_data import imprint_of
from lianluozhan.draft_law import DraftLaw, own_of, text_of
from lianluozhan.expert import Expert
from lianluozhan.legislation import Line, ToTell, lines_of, sums_of, to_tell
from lianluozhan.opinion import Opinion
from lianluozhan.readable import Row, readable
from lianluozhan.report.subject import Hearing
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import there


def hearing(store: Store, law: DraftLaw, **options: bool) -> Hearing:
    """A draft as this office has it; of one that was sent down and begun, what was made of it here."""
    store = there(store, law)
    draft = own_of(store, law) or law
    row = readable(store, DraftLaw, [draft])[0]
    team = [_named(one) for one in by_id(store, Expert, draft.team or ()).values()]
    calls = to_tell(store, draft)
    rows = readable(store, Opinion, [one.opinion for one in calls])
    told = [row | _to_say(one) for row, one in zip(rows, calls, strict=True)]
    lines = [_line(one) for one in lines_of(store, draft)]
    imprint = imprint_of(store, draft.received_on or draft.created_at, **options)
    return Hearing(imprint, row, lines, sums_of(store, draft), team, len(articles(text_of(store, draft))), told)


def _to_say(one: ToTell) -> Row:
    """What stands in the row of an opinion whose speaker is still to be told: how, is written by hand."""
    return {"speaker": one.name, "speaker_phone": one.phone, "final_words": one.words, "told_how": ""}


def _named(one: Expert) -> str:
    return f"{one.name}（{one.kind}{'，' + one.work_unit if one.work_unit else ''}）"


def _line(one: Line) -> Row:
    return {
        "article": one.article,
        "words": one.original,
        "wording": one.wording,
        "rationale": one.rationale,
        "spoken": one.people,
        "named": list(one.named),
    }
