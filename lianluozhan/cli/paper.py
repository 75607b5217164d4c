"""The verb that prints one paper: paper NAME NUMBER, one for every deputy, or which there are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import batch, blank, clock, own_sheet, own_table, parts, preprinted, printing, subjects, wall
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, guard, opened, say, seen, written_down
from lianluozhan.errors import BadInput, Problem
from lianluozhan.report import catalogue, handbook, own_list, reception_form
from lianluozhan.report.file import KEEP, without_font, write
from lianluozhan.span_data import exactly, span
from lianluozhan.store import Store

SHEETS = (".xlsx", ".csv")
EVERY = 50  # deputies between two words


def paper(options: Namespace) -> None:
    """Print one paper into a file, or list the papers there are."""
    if options.list:
        _list(options)
        return
    if not options.name:
        raise BadInput("没有写印哪一种", then="请写名称或编号，如 paper F1 J0012；有哪些：paper --list")
    if options.name == handbook.NAME:  # of the program, whatever folder
        path = _path(options, f"{handbook.NAME}.pdf")
        write({path: handbook.made()}, KEEP)
        print(path)
        return
    one = catalogue.find(options.name)
    if (options.blank is not None or options.unused) and one.name not in (reception_form.NAME, blank.NAME):
        raise BadInput(f"{one.name}没有空白的一份", then="空白的请写 paper F1 2026-11-05 --blank 10")
    if options.unused:
        _put_away(options)
        return
    if options.blank is not None:
        one = _give_out(options)
    if options.all:
        _everybody(one, options)
        return
    with opened(options) as store:
        parts.check_paper(store, one.name)
        if options.masked or one.name in catalogue.FOR_THE_WALL:
            guard(store)
        made = _made(seen(store, options), one, options)
    if made is None:
        return
    path = _path(options, made.file)
    write({path: made.data}, going=lambda: written_down(options, made.name, made.people))
    if options.json:
        give({"name": made.name, "path": str(path), "pages": made.pages, "missing": list(made.missing)})
    else:
        print(f"{path}  {made.pages} 页" if made.pages else path)
    if made.given:
        say(f"注意：{wall.asked(made.given)}")
    if made.missing:
        say(without_font(made.name, made.missing))


def _path(options: Namespace, file: str) -> Path:
    path = Path(options.to or ".")
    return path / file if path.is_dir() or not options.to else path


def _day(options: Namespace) -> str:
    return exactly("blanks", " ".join(options.number) or clock.day(), 10, "2026-11-05").when


def _give_out(options: Namespace) -> catalogue.Paper:
    """Reserve numbers for blank forms of a day, which are then printed like any paper."""
    day = _day(options)
    with opened(options, write=True) as store, acting(store, "blank", options.operator or "") as act:
        numbers = blank.reserve(act, day, options.blank)
    options.number = [day]
    say(f"留好编号：{numbers[0]} 至 {numbers[-1]}，登记时写上登记表编号；没有用的以后用 --unused 一起作废")
    return catalogue.find(blank.NAME)


def _put_away(options: Namespace) -> None:
    """Void the blank forms nobody used."""
    day = _day(options) if options.number else ""
    with opened(options, write=True) as store, acting(store, "blank", options.operator or "") as act:
        number = blank.put_away(act, day)
    print(f"已作废没有用的{blank.NAME}：{number} 张，编号保留")


def _made(store: Store, one: catalogue.Paper, options: Namespace) -> printing.Made | None:
    """The paper as it is asked for; None where it was written as a sheet."""
    subject = printing.subject(store, one, " ".join(options.number))
    if one.about == own_list.ABOUT and Path(options.to or "").suffix.lower() in SHEETS:
        table = subjects.own_data(store, subject, masked=options.masked)
        written_down(options, Path(options.to).name, own_table.people_on(table))
        own_sheet.to_sheet(table, options.to)
        print(options.to)
        return None
    if options.ruler:
        return preprinted.ruler(store, one, subject)
    if options.overlay is not None:
        move = preprinted.move_of(options.overlay) if options.overlay else preprinted.kept_move(store, one.name)
        return preprinted.make(store, one, subject, move)
    how = {"draft": options.draft, "masked": options.masked}
    word = (options.to or "").lower().endswith(printing.WORD)
    return printing.as_word(store, one, subject, **how) if word else printing.make(store, one.name, subject, **how)


def _everybody(one: catalogue.Paper, options: Namespace) -> None:
    """Print a paper of every deputy: files in a folder, or one file."""
    found = span(one.about, " ".join(options.number))
    if found.only:
        raise BadInput(
            f"--all 是每位代表一份，不用写“{found.only}”",
            then=f"请只写年份或月份，如 paper {one.code or one.name} 2026 --all",
        )
    with opened(options) as store:
        parts.check_paper(store, one.name)
        if options.masked or one.name in catalogue.FOR_THE_WALL:
            guard(store)
        done = batch.for_everybody(
            store,
            one,
            found.when,
            Path(options.to or "."),
            _tell,
            operator=options.operator or "",
            draft=options.draft,
            masked=options.masked,
        )
    if options.json:
        give(
            {
                "name": one.name,
                "deputies": done.deputies,
                "pages": done.pages,
                "paths": list(map(str, done.files)),
                "missing": list(done.missing),
            }
        )
    else:
        print(
            f"{done.files[0] if len(done.files) == 1 else done.files[0].parent}  {done.deputies} 位代表  {done.pages} 页"
        )
    if done.missing:
        say(without_font(one.name, done.missing))


def _tell(words: str, done: int, of: int) -> None:
    """How far it is, now and then; Ctrl+C stops it."""
    if done and done % EVERY == 0:
        say(f"{words}…… {done} / {of}")


def _list(options: Namespace) -> None:
    """Which papers there are; those of parts only where a folder is at hand that has them on."""
    try:
        with opened(options) as store:
            hidden = parts.hidden_papers(store)
    except Problem:
        hidden = parts.papers()
    rows = [
        {"code": one.code or None, "name": one.name, "about": printing.about(one)}
        for one in catalogue.PAPERS
        if one.name not in hidden
    ]
    if options.json:
        give(rows)
    else:
        for row in rows:
            print(f"{row['code'] or '':4}{row['name']}（{row['about']}）")


VERBS: dict[str, Callable[[Namespace], None]] = {"paper": paper}
