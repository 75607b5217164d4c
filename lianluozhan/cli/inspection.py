"""The verb inspection: the folder an inspection is given, written to a place one chooses."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import clock, inspection as rooms, whose
from lianluozhan.cli.desk import give, opened, say, seen
from lianluozhan.errors import BadInput
from lianluozhan.report.file import without_font
from lianluozhan.report.inspection_index import NAME


def inspection(options: Namespace) -> None:
    """Write it."""
    year = options.year or str(clock.today().year)
    if not (year.isdecimal() and len(year) == 4):
        raise BadInput(f"“{year}”看不出是哪一年的检查", then="请写成 2026 这样")
    wanted = rooms.Wanted(int(year), rooms.usual_seed() if options.seed is None else options.seed, not options.full)
    with opened(options, write=options.full) as store:
        looked = seen(store, options)
        if looked.identity.role == whose.DISTRICT_ROLE:
            raise BadInput("没有写是哪个站的", then="请加 --station 站名；各站一起看用 selfcheck")
        made = rooms.make(looked, wanted, Path(options.to), operator=options.operator or "")
    if options.json:
        give(
            {
                "folder": str(made.folder),
                "seed": wanted.seed,
                "cases": made.cases,
                "files": [{"file": one.file, "pages": one.pages} for one in made.pieces],
            }
        )
    else:
        for one in made.pieces:
            print(f"{made.folder / one.file}  {one.pages} 页")
        say(f"抽签号 {wanted.seed}，抽到 {'、'.join(made.cases) or rooms.NONE}；同一个号再抽还是这几件")
    if made.missing:
        say(without_font(NAME, made.missing))


VERBS: dict[str, Callable[[Namespace], None]] = {"inspection": inspection}
