"""上报 of what an office says to a draft: its masked report is kept as it was sent."""

from __future__ import annotations

from lianluozhan import attachment, clock, legislation, printing
from lianluozhan.act import Act
from lianluozhan.draft_law import DraftLaw
from lianluozhan.parts import LAW_PAPERS


def send(act: Act, draft: DraftLaw, to: str = "", on: str = "") -> int:
    """Send what was approved, and keep the paper; gives how many suggestions went. Raises NotAllowed, BadInput and changes nothing."""
    lines = legislation.send(act, draft, to, on)
    made = printing.make(act.store, LAW_PAPERS[0], draft, masked=True)
    kept = {
        "digest": attachment.keep(act.store.path.parent, made.data, clock.today().year),
        "name": made.file,
        "size": len(made.data),
    }
    act.write(
        DraftLaw,
        draft.id,
        {"reported": [*(paper for paper in draft.reported or () if paper["digest"] != kept["digest"]), kept]},
        draft.world,
    )
    return len(lines)
