"""大厅屏幕 as HTML: pages of large letters that turn by themselves; all of it in one text, nothing asked of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from lianluozhan import resource
from lianluozhan.glyph import picture
from lianluozhan.report.typeface import face, invisible, spelled

SECONDS = 12  # a page stands
FONT = "NotoSansSC-Regular"  # travels in the file: a PC in a hall may have no Chinese font at all
# The browser itself keeps it from any network.
POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
STYLE = """
@font-face { font-family: Station; src: url(FONT) format("truetype"); }
html { font-size: min(3.4vh, 2.2vw); }
body { margin: 0; font-family: Station; color: #1A2632; background: #F3F5F8; }
header, footer { display: flex; justify-content: space-between; align-items: baseline; padding: 0.5rem 2rem; background: #FFFFFF; }
header { border-bottom: 0.12rem solid #17598F; }
header b { font-size: 1.5rem; }
footer { position: fixed; bottom: 0; left: 0; right: 0; color: #475562; }
section { padding: 1rem 2rem 3rem; }
h1 { font-size: 1.7rem; margin: 0 0 0.7rem; color: #17598F; }
p { font-size: 1.5rem; line-height: 1.6; margin: 0.3rem 0; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; background: #FFFFFF; table-layout: fixed; }
th { font-size: 1rem; color: #475562; text-align: left; padding: 0.35rem 0.6rem; }
td { font-size: 1.2rem; line-height: 1.15; padding: 0.25rem 0.6rem; border-top: 0.06rem solid #DFE4EA; height: 2.8rem; }
td div { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1rem; }
.figures div { background: #FFFFFF; text-align: center; padding: 1rem 0; }
.figures b { display: block; font-size: 2.6rem; color: #17598F; }
.faces { display: grid; grid-template-columns: repeat(2, 1fr); gap: 0.6rem; }
.faces div { background: #FFFFFF; display: grid; grid-template-columns: 6.1rem 1fr; gap: 1rem; height: 9.1rem;
  overflow: hidden; padding: 0.5rem; box-sizing: border-box; }
.faces img.photo { width: 6.1rem; height: 8.1rem; object-fit: cover; }
.faces i { font-style: normal; font-size: 3rem; width: 6.1rem; height: 8.1rem; line-height: 8.1rem; text-align: center;
  background: #E7F0F8; color: #17598F; }
.faces b { font-size: 1.5rem; }
.faces p { line-height: 1.3; margin: 0; }
.faces span { display: block; font-size: 1.15rem; line-height: 1.3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.faces p { min-width: 0; }
img.z { height: 1em; width: 1em; vertical-align: -0.12em; }
"""
SCRIPT = """
const pages = [...document.querySelectorAll("section")];
let at = Number(location.hash.slice(1)) || 0;
function show(next) {
  at = (next + pages.length) % pages.length;
  pages.forEach((page, place) => { page.hidden = place !== at; });
  document.getElementById("at").textContent = `${at + 1} / ${pages.length}`;
}
let clock = 0;
function begin() { clearInterval(clock); clock = setInterval(() => show(at + 1), SECONDS * 1000); }
addEventListener("keydown", event => {
  const by = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
  if (by) { show(at + by); begin(); }
});
show(at);
begin();
""".replace("SECONDS", str(SECONDS))


class Face(NamedTuple):
    """A deputy on the screen; `photo` only where they agreed."""

    name: str
    lines: tuple[str, ...]
    photo: bytes | None


def text(words: object) -> str:
    """Words as HTML; a character that a PC's fonts may lack is a picture of it, one that no font has its code."""
    return "".join(escape(char) if char == "\n" or has(char) else _drawn(char) for char in str(words or ""))


def _drawn(char: str) -> str:
    data = picture(char)
    return f'<img class="z" alt="{char}" src="{_data("png", data)}">' if data else escape(spelled(char))


def _style() -> str:
    """The style sheet with the font in it."""
    data = b64encode(resource.path("fonts", f"{FONT}.ttf").read_bytes()).decode()
    return STYLE.replace("FONT", f"data:font/ttf;base64,{data}")


def _data(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def has(char: str) -> bool:
    """Whether the font that travels in the file has it."""
    return char in face(FONT).chars or invisible(char)


def page(title: str, inside: str) -> str:
    """One page under its title."""
    return f"<section><h1>{text(title)}</h1>{inside}</section>"


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of words."""
    return "".join(f"<p>{text(line)}</p>" for line in lines if line)


def figures(counts: Iterable[tuple[str, str]]) -> str:
    """Large numbers, each with its word."""
    return (
        '<div class="figures">'
        + "".join(f"<div><b>{text(number)}</b>{text(word)}</div>" for word, number in counts)
        + "</div>"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int]) -> str:
    """Rows under their heads; a long cell is two lines and no more."""
    columns = "".join(f'<col style="width: {share}%">' for share in shares)
    body = "".join("<tr>" + "".join(f"<td><div>{text(cell)}</div></td>" for cell in row) + "</tr>" for row in rows)
    return (
        f"<table><colgroup>{columns}</colgroup><tr>"
        + "".join(f"<th>{text(head)}</th>" for head in heads)
        + f"</tr>{body}</table>"
    )


def faces(people: Iterable[Face]) -> str:
    """Deputies with their pictures, or the first character of their name."""
    cards = []
    for one in people:
        shown = (
            f'<img class="photo" alt="" src="{_data("jpeg", one.photo)}">'
            if one.photo
            else f"<i>{text(one.name[:1])}</i>"
        )
        cards.append(
            f"<div>{shown}<p><b>{text(one.name)}</b>{''.join(f'<span>{text(line)}</span>' for line in one.lines if line)}</p></div>"
        )
    return f'<div class="faces">{"".join(cards)}</div>'


def whole(name: str, above: str, below: str, pages: Iterable[str]) -> str:
    """The file."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(name)}</title><style>{_style()}</style></head>"
        f"<body><header><b>{text(name)}</b><span>{text(above)}</span></header>\n"
        + "\n".join(pages)
        + f'\n<footer><span>{text(below)}</span><span id="at"></span></footer><script>{SCRIPT}</script></body></html>\n'
    )
