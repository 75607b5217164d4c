"""What several people said at a meeting, pasted from a chat: one line or a name above some lines for each of them."""

from __future__ import annotations

import re
import unicodedata

from lianluozhan.typed.message import EDGES, LABELLED, message
from lianluozhan.typed.names import DOUBLE_SURNAMES

NUMBERED = re.compile(r"^\s*[（(]?\d{1,2}(?:[.、)）．]\s*|\s+)(?!\d)")
SPEAKER = (
    r"(?P<visitor_name>[\u3400-\u9fff\U00020000-\U0003ffff·]{2,4})(?:[（(](?P<visitor_address>[^（）()]{1,16})[）)])?"
)
CLOCK = r"(?:\s*(?:\d{4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?)?(?:\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
SAID = re.compile(rf"{SPEAKER}\s*[:：]\s*(?P<statement>.+)")
ABOVE = re.compile(rf"{SPEAKER}{CLOCK}\s*[:：]?")
WHEN = re.compile(rf"[-—\s]*{CLOCK}[-—\s]*")
NOBODY = frozenset("建议 意见 答复 回复 情况 诉求 问题 内容 地点 时间 主持人 记录人 村民 群众 代表".split())


def speakers(text: str) -> list[dict[str, str]]:
    """[{field of a visit: what a line says of it}], one for each speaker; the words of somebody unnamed stand alone.

    Nothing is left out: a name without words is one, too.
    """
    found: list[dict[str, str]] = []
    named = False  # the name stands above the words that follow
    for line in unicodedata.normalize("NFC", text).splitlines():
        line = NUMBERED.sub("", line).strip()
        if not line or WHEN.fullmatch(line):
            continue
        waits = named and "statement" not in found[-1]
        if one := _said(line, bare=not waits):
            named = "statement" not in one
            found.append(one)
        elif named:
            found[-1]["statement"] = "\n".join(filter(None, (found[-1].get("statement"), line)))
        else:
            found.append({"statement": line})
    return found


def _said(line: str, bare: bool) -> dict[str, str]:
    """The line of somebody with a name, or a phone; {} of words alone. `bare`: a name may stand there without a colon or a time."""
    if told := message(line):
        return told
    match = SAID.fullmatch(line) or ABOVE.fullmatch(line)
    if match is None or match["visitor_name"] in NOBODY or LABELLED.match(line):
        return {}
    if match["visitor_name"] == line and not (bare and _like_a_name(line)):
        return {}
    return {name: said.strip(EDGES) for name, said in match.groupdict().items() if said}


def _like_a_name(line: str) -> bool:
    """Most words of two or four characters are none: 都好, 没有意见."""
    return len(line) == 3 or (len(line) == 4 and line[:2] in DOUBLE_SURNAMES)
