"""大厅屏幕: what the screen in the hall shows: whose station it is, an approved month's figures and matters, who receives when,
the deputies; nobody of the public is named, a deputy's phone and photo only where they agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from lianluozhan import clock, period, wall
from lianluozhan.deputy import NAMELESS
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.figures import figures, within
from lianluozhan.issue import Issue
from lianluozhan.month_words import BATCHES, PEOPLE
from lianluozhan.notice import APPROVED, BOARD, POSTED, Notice, private_in
from lianluozhan.post_data import board, post
from lianluozhan.readable import wall_title
from lianluozhan.record import short_number
from lianluozhan.report import cell
from lianluozhan.report.file import KEEP, write as written
from lianluozhan.report.notice_board import HERE, THROUGH
from lianluozhan.report.rota_sheet import hours
from lianluozhan.report.subject import Board, Post
from lianluozhan.rota import said as day_said
from lianluozhan.schedule import Schedule
from lianluozhan.screen_page import Face, faces, figures as numbers, page, paragraphs, table, whole
from lianluozhan.selfcheck import own_place
from lianluozhan.span_data import Span
from lianluozhan.store import Store
from lianluozhan.wording import COURSE, listed

ENDING = ".html"
ROWS, FACES = 5, 4  # of a page: what can be read from three metres
PHOTO = (240, 320)  # pixels
# What of a place is shown.
ABOUT = (("接待时间", "hours"), ("地址", "address"), ("站长", "head"), ("联络员", "clerk"), ("电话", "phone"))
SHOWN = ("意见", "事项", Issue.organ.label, "办到哪里", Issue.closed_on.label)


def _parts(rows: Sequence[Any], many: int) -> Iterator[Sequence[Any]]:
    """So many at a time."""
    return (rows[at : at + many] for at in range(0, len(rows), many))


def approved(store: Store) -> list[str]:
    """The months and quarters whose board was approved, the newest first."""
    wanted = "world=? AND kind=? AND state IN (?,?) AND period IS NOT NULL"
    found = store.find(Notice, wanted, (store.identity.world, BOARD, APPROVED, POSTED))
    return sorted((one.period for one in found if period.read(one.period)), key=period.begin, reverse=True)


def write(store: Store, file: Path, span: str = "") -> Path:
    """Write the file. Raises NotAllowed where nothing was approved, BadInput where something gives a person away, or there is
    such a file."""
    if file.exists():
        raise BadInput(f"那里有一个 {file.name} 了，没有动它", then="请另起一个名字，或先删掉旧的")
    written({file: made(store, span).encode("utf-8")}, KEEP)
    return file


def made(store: Store, span: str = "") -> str:
    """The file's text, of an approved month or quarter, the newest where none is named."""
    known = approved(store)
    if not known or (span and span not in known):
        said = f"{period.said(span)}的公示还没有批准" if span else "还没有批准过的公示"
        raise NotAllowed(said, then="请先在公示里起草、批准，再做大厅屏幕的网页")
    shown, here = board(store, Span("board", span or known[0])), post(store, Span("place", only=own_place(store).name))
    if found := [*private_in(_free(shown, here)), *wall.named(shown.month.issues)]:
        raise BadInput(f"要公示的内容里有{'、'.join(found)}", then="请先改掉再做；遮住的写成 138****0000")
    place = here.place
    below = f"监督电话 {place['phone']}" if place.get("phone") else ""
    pages = [*_about(here), *_month(shown), *_coming(shown), *_people(store, here)]
    return whole(place.get("name") or store.identity.name, f"更新于 {cell.day(clock.day())}", below, pages)


def _free(shown: Board, here: Post) -> Iterator[str | None]:
    """The words people typed freely that are shown."""
    yield here.place.get("duties_text")
    yield here.place.get("hours")
    for row in shown.month.issues:
        yield row["title"]
    for day in shown.coming.days:
        yield day["topic"]


def _about(here: Post) -> Iterator[str]:
    place = here.place
    told = [f"{label}：{place[name]}" for label, name in ABOUT if place.get(name)]
    yield page("欢迎您来", paragraphs(told))
    if place.get("duties_text"):
        yield page("主要职责", paragraphs([place["duties_text"][:260]]))
    yield page(COURSE, paragraphs(listed(here.words, COURSE)[:7]))


def _month(shown: Board) -> Iterator[str]:
    imprint = shown.month.imprint
    sums = figures(shown.month.visits, shown.month.issues, shown.month.duties, imprint.days)
    said = period.said(imprint.month)
    yield page(
        said,
        numbers(
            (
                ("接待日", f"{len(sums.days)} 天"),
                (BATCHES, f"{sums.total.visits}"),
                (PEOPLE, f"{sums.total.people}"),
                ("意见", f"{sums.issues} 件"),
                ("办结", f"{sums.closed} 件"),
                ("办结率", sums.closed_share),
                ("满意率", sums.satisfied_share),
                ("代表接待", f"{sums.deputy_turns} 人次"),
            )
        ),
    )
    rows = [_issue(one) for one in within(shown.month.issues, "registered_at", imprint.days)]
    for number, part in enumerate(_parts(rows, ROWS), 1):
        many = f"（{number} / {-(-len(rows) // ROWS)}）" if len(rows) > ROWS else ""
        yield page(f"{said}群众意见办理情况{many}", table(SHOWN, part, (12, 34, 24, 14, 16)))


def _issue(row: Mapping[str, Any]) -> Sequence[str]:
    """What a board may say of an issue: never the person's words."""
    closed = day_said(row["closed_on"]) if row["closed_on"] else ""
    return short_number(row["number"] or ""), wall_title(row), row["organ"] or "", row["state"] or "", closed


def _coming(shown: Board) -> Iterator[str]:
    rows = []
    for day in shown.coming.days:
        when = f"{day_said(day['date'])} {cell.weekday(day['date'])}"
        rows.append((when, hours(day), "、".join(day["deputies"] or ()), day["topic"] or ""))
    for part in _parts(rows, ROWS):
        yield page("哪天有代表接待", table(("日期", "时间", Schedule.deputies.label, "主题"), part, (22, 20, 34, 24)))


def _people(store: Store, here: Post) -> Iterator[str]:
    for part in _parts([_face(store, row, here) for row in here.deputies], FACES):
        yield page(HERE, faces(part))


def _face(store: Store, row: Mapping[str, Any], here: Post) -> Face:
    """A phone only where its deputy lets it be known; photos are asked for by who gathers them."""
    levels = "、".join(f"{level}代表" for level in row["levels"] or ("",))
    works = " ".join(filter(None, (row["work_unit"], row["post"])))
    villages = f"联系村社：{'、'.join(row['villages'])}" if row["villages"] else ""
    phone = row["phone"] if row.get("phone_public") and row.get("phone") else THROUGH
    photo = here.photos.get(row["id"])
    return Face(row["name"] or NAMELESS, (levels, works, villages, phone), _small(photo) if photo else None)


def _small(data: bytes) -> bytes | None:
    """A photo as large as it is shown; None where it is none."""
    try:
        with Image.open(BytesIO(data)) as picture:
            fitted, kept = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), PHOTO), BytesIO()
    except (UnidentifiedImageError, OSError):
        return None
    fitted.save(kept, "JPEG", quality=80)
    return kept.getvalue()
