"""述职评议 and 测评 (domain.md F12): the slips to vote on, the sheet each of the two counts on, the result."""

from __future__ import annotations

from collections.abc import Iterator

from lianluozhan.ballot import COUNTED, FIRST, FORMS, OF_DEPUTY, PAPERS, SECOND, SHEET, Ballot, about
from lianluozhan.deputy import Deputy
from lianluozhan.figures import Row, percent
from lianluozhan.report import cell, form
from lianluozhan.report.form import OPEN, Box, Values, row, ticks, words
from lianluozhan.report.ledger import note
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip
from lianluozhan.report.subject import Vote
from lianluozhan.standard import ISSUED, RETURNED, VALID

NAMES, ABOUT = PAPERS, Ballot.noun
OVERALL = "总体评价"
LINES = 6  # of a slip, up to which two of them fit on a page
HALF = 5.7
TALLY = {"档次": 4.0, "画“正”字": 9.0, "票数": 3.0}
LARGE = form.TEXT._replace(size=14.0, leading=20.0)
HOW = f"无记名。每一行选一档，在{OPEN}里打√；“{OVERALL}”多选、不选、写不清的，是无效票。"


def slips(vote: Vote) -> Layout:
    """Slips to be cut apart, two on a page where they fit; as many pages as there are voters."""
    title = f"{vote.ballot['kind']}票"
    one = [*_whom(vote), *_judged(vote), words(Ballot.remarks.label, "", lines=3), note(HOW)]
    several = (
        [*form.kept(one), form.cut("剪开"), form.subtitle(title), *one] if len(vote.standard.items) < LINES else one
    )
    return Layout(form.sheet(vote.imprint, title), several)


def _whom(vote: Vote) -> list[Strip]:
    """Whom or what it is about, where and when."""
    said, ballot = Values(vote.ballot, vote.imprint.masked), vote.ballot
    asked = next(
        field
        for field in (Ballot.deputy, Ballot.official, Ballot.matter)
        if ballot.get(field.name) or field is Ballot.matter
    )
    first = [Box(asked.label, about(ballot), HALF if ballot["kind"] == OF_DEPUTY else 0)]
    if ballot["kind"] == OF_DEPUTY:
        first.append(Box(Deputy.district.label, vote.deputy.get(Deputy.district.name) or ""))
    strips = [
        row(*first),
        row(said.box(Ballot.meeting, HALF), said.box(Ballot.place)),
    ]
    form_ = [Box(Ballot.form.label, ticks(FORMS, ballot["form"]))] if ballot["kind"] == OF_DEPUTY else []
    return [*strips, row(Box(Ballot.date.label, said(Ballot.date), HALF if form_ else 0), *form_)]


def _judged(vote: Vote) -> list[Strip]:
    """Each item and the whole, every choice with its box."""
    choices = vote.standard.choices
    share = 9.0 / len(choices)
    head = [Cell("评议内容", 7.0, form.LABEL, MIDDLE), *(Cell(choice, share, form.LABEL, MIDDLE) for choice in choices)]
    lines = [Strip(tuple(head), keep=True, least=21.0)]
    for item in (*vote.standard.items, OVERALL):
        style = form.LABEL if item == OVERALL else form.TEXT
        lines.append(
            Strip((Cell(item, 7.0, style), *(Cell(OPEN, share, form.TEXT, MIDDLE) for _choice in choices)), least=21.0)
        )
    return lines


def counting(vote: Vote) -> Layout:
    """For each of the two a sheet of their own, so that neither copies the other; filled where both have agreed."""
    done = vote.ballot["state"] == COUNTED
    one = _count(vote, FIRST, vote.ballot["counter"] if done else "")
    other = _count(vote, SECOND, vote.ballot["teller"] if done else "")
    title = f"{vote.ballot['kind']}{SHEET}"
    strips = [*form.kept(one), form.cut("剪开，两个人各数各的"), form.subtitle(title), *other]
    return Layout(form.sheet(vote.imprint, title, vote.ballot["number"] or ""), strips)


def _count(vote: Vote, step: str, name: str | None) -> list[Strip]:
    ballot = vote.ballot
    votes = ballot["votes"] or {}
    head = [Cell(title, share, form.LABEL, MIDDLE) for title, share in TALLY.items()]
    signer = Cell(f"{step}人（签字）：{name or ''}", 3, form.TEXT, line=not name)
    return [
        row(Box("被评的\n人或事", about(ballot), HALF), Box(Ballot.date.label, cell.day(ballot["date"]))),
        row(*_counts(ballot, "（张）"), high=32.0),
        Strip(tuple(head), keep=True, least=21.0),
        *(_tally(choice, votes.get(choice)) for choice in vote.standard.choices),
        note(f"各档票数加起来要等于{VALID}票。"),
        Strip((signer, Cell(form.DATE, 3, form.TEXT, LEFT)), ruled=False, least=34.0),
    ]


def _tally(choice: str, votes: int | None) -> Strip:
    """A choice, room for the strokes of 正, how many they are."""
    name, strokes, number = TALLY.values()
    cells = Cell(choice, name, form.LABEL, MIDDLE), Cell("", strokes), Cell(_number(votes), number, LARGE, MIDDLE)
    return Strip(cells, least=32.0)


def _counts(ballot: Row, unit: str) -> Iterator[Box]:
    """How many slips went out, came back, and counted."""
    yield Box(ISSUED + unit, _number(ballot["issued"]), 3.0, align=MIDDLE)
    yield Box(RETURNED + unit, _number(ballot["returned"]), 3.0, align=MIDDLE)
    yield Box(VALID + unit, _number(ballot["valid"]), align=MIDDLE)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def result(vote: Vote) -> Layout:
    """What came of it, on the standard of the day; the slips' words stay in the house."""
    ballot, said = vote.ballot, Values(vote.ballot, vote.imprint.masked)
    strips = [
        *_whom(vote),
        *tallied(vote),
        words(Ballot.standard.label, "\n".join(vote.standard.lines())),
        words(Ballot.remarks.label, said(Ballot.remarks), 200, lines=4),
        row(said.box(Ballot.counter, HALF), said.box(Ballot.teller)),
        form.signing("主持人", f"{SECOND}人"),
    ]
    return Layout(form.sheet(vote.imprint, f"{ballot['kind']}结果", ballot["number"] or ""), strips)


def tallied(vote: Vote) -> list[Strip]:
    """The slips, each choice with its votes and their share of the valid, the result."""
    ballot = vote.ballot
    issued, returned, valid = (ballot[name] for name in ("issued", "returned", "valid"))
    votes = ballot["votes"] or {}
    counted = ballot["state"] == COUNTED
    back, good = (percent(returned, issued), percent(valid, returned)) if counted else ("", "")
    head = [Cell(title, 1, form.LABEL, MIDDLE) for title in ("档次", "票数", f"占{VALID}票")]
    lines = []
    for choice in vote.standard.choices:
        share = percent(votes[choice], valid) if counted else ""
        told = (Cell(text, 1, form.TEXT, MIDDLE) for text in (_number(votes.get(choice)), share))
        lines.append(Strip((Cell(choice, 1, form.LABEL, MIDDLE), *told), least=26.0))
    result_ = Cell(ballot["result"] or "", form.WIDE - form.HEAD, LARGE, MIDDLE)
    return [
        row(*_counts(ballot, "票")),
        row(Box("回收率", back, HALF), Box("有效率", good)),
        Strip(tuple(head), keep=True, least=21.0),
        *lines,
        Strip((Cell(Ballot.result.label, form.HEAD, form.LABEL, MIDDLE), result_), least=40.0),
    ]


LAYOUTS = slips, counting, result
