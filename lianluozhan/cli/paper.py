"""The verb that prints one paper: paper NAME NUMBER, or which there are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import printing
from lianluozhan.cli.desk import give, opened, say
from lianluozhan.errors import BadInput
from lianluozhan.report import catalogue
from lianluozhan.report.file import without_font, write


def paper(options: Namespace) -> None:
    """Print one paper into a file, or list the papers there are."""
    if options.list:
        _list(options.json)
        return
    if not options.name:
        raise BadInput("没有写印哪一种", then="请写名称或编号，如 paper F1 J0012；有哪些：paper --list")
    one = catalogue.find(options.name)
    with opened(options) as store:
        subject = printing.subject(store, one, " ".join(options.number))
        made = printing.make(store, one.name, subject, draft=options.draft, masked=options.masked)
    path = Path(options.to or ".")
    path = path / made.file if path.is_dir() or not options.to else path
    write({path: made.data})
    if options.json:
        give({"name": made.name, "path": str(path), "pages": made.pages, "missing": list(made.missing)})
    else:
        print(f"{path}  {made.pages} 页")
    if made.missing:
        say(without_font(made.name, made.missing))


def _list(as_json: bool) -> None:
    rows = [{"code": one.code or None, "name": one.name, "about": printing.about(one)} for one in catalogue.PAPERS]
    if as_json:
        give(rows)
    else:
        for row in rows:
            print(f"{row['code'] or '':4}{row['name']}（{row['about']}）")


VERBS: dict[str, Callable[[Namespace], None]] = {"paper": paper}
