"""民情本: what a deputy wrote down household by household, typed or pasted, as the values of walks.

A line is what stands on the paper: 10月14日 郭桂兰（前后庄村） 13800000000：路灯不亮。答：找人修（村社办理）;
or its cells, a tab between two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lianluozhan import clock, typed
from lianluozhan.duty import WALKED
from lianluozhan.errors import BadValue
from lianluozhan.typed import Hint
from lianluozhan.typed.message import EDGES
from lianluozhan.typed.speakers import NUMBERED, speakers
from lianluozhan.visit import OUTCOMES, Visit

NAME, TITLE = "民情本", "人大代表民情本"
COLUMNS = (  # of the paper and of a sheet typed from it: the heading, the field
    ("日期", Visit.received_at),
    ("姓名", Visit.visitor_name),
    ("电话", Visit.visitor_phone),
    (Visit.visitor_address.label, Visit.visitor_address),
    ("原话", Visit.statement),
    ("怎么答", Visit.reply),
    (Visit.outcome.label, Visit.outcome),
)
FIELDS = tuple(field.name for _words, field in COLUMNS)
DATE = re.compile(
    r"(?:\d{4}\s*[-/.年])?\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?+(?=[\s,，、:：]|[\u3400-\u9fff]|$)[\s,，、:：]*"
)
ANSWER = re.compile(r"[。；;，,\s]*(?:当场|现场)?答(?:复)?[:：]\s*")
DONE = re.compile(r"[，,；;\s]*[（(](\w{2,6})[）)][。\s]*$")
OWNER = re.compile(r"代表[:：\s]+([\u3400-\u9fff\U00020000-\U0003ffff·]{2,})")

Line = dict[str, Any]


def lines(text: str) -> list[Line]:
    """[{field of a visit: what a line says of it}], one for each household; a line that names nobody goes on with the one
    above; without a date it is of the same day as the one above."""
    found: list[Line] = []
    for line in unicodedata.normalize("NFC", text).splitlines():
        if not line.strip() or all(words in line for words, _field in COLUMNS[:2]):
            continue
        one = _cells(line) if "\t" in line else _words(line)
        if found and one.keys() <= {"statement"} and not NUMBERED.match(line):
            found[-1]["statement"] = "\n".join(filter(None, (found[-1].get("statement"), one.get("statement"))))
            continue
        above = {"received_at": found[-1]["received_at"]} if found and "received_at" in found[-1] else {}
        found.append(above | one)
    return found


def of_title(words: str) -> Line:
    """What the head of a sheet typed from the paper says of all its rows: they are walks, whose; {} of another sheet."""
    if NAME not in words:
        return {}
    owner = OWNER.search(words)
    return {"channel": WALKED} | ({"deputies": [owner[1]]} if owner else {})


def _cells(line: str) -> Line:
    found = {name: cell.strip() for name, cell in zip(FIELDS, line.split("\t"), strict=False) if cell.strip()}
    return found | _day(found.get("received_at", "")) | _outcome(found.get("outcome", ""))


def _words(line: str) -> Line:
    line = NUMBERED.sub("", line, count=1).strip()
    dated = DATE.match(line)
    told = speakers(line[dated.end() :] if dated else line)
    found = (_day(dated[0].strip(EDGES)) if dated else {}) | (told[0] if told else {})
    return found | _answer(found.get("statement", ""))


def _answer(said: str) -> Line:
    """What was said, what was answered, what follows."""
    done = DONE.search(said)
    outcome = _outcome(done[1]) if done else {}
    said, *answer = ANSWER.split(said[: done.start()] if done and outcome else said, maxsplit=1)
    return {
        name: words for name, words in (("statement", said), *(("reply", part) for part in answer)) if words
    } | outcome


def _outcome(word: str) -> Line:
    """报区 is 报区办理; what is none of them is left out of it."""
    meant = next((outcome for outcome in OUTCOMES if len(word) > 1 and outcome.startswith(word)), None)
    return {"outcome": meant} if meant else {}


def _day(word: str) -> Line:
    """A day of this year where none is written; what is no day stays as it was typed, to be mended in the form."""
    try:
        return {"received_at": typed.day(word, Hint(clock.today().year))} if word else {}
    except BadValue:
        return {"received_at": word}
