"""用语: the words a district may phrase its own way; shipped in resources/rules, overruled by its rules from a year on.

To have another list of words phrased by the districts: ship it in words.json, read it where it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from lianluozhan import clock, resource
from lianluozhan.deadline import rules_of
from lianluozhan.followup import Followup
from lianluozhan.store import Store
from lianluozhan.visit import NOT_OURS

Words = Mapping[str, Mapping[str, Any]]  # {name: values} of every list of words

# What the four classes of an answer mean; the letters are design §4's.
CLASSES, LETTERS = Followup.answer_class.label, Followup.answer_class.choices
WORDS, SAID = "words", "said"  # keys of a list; what is said where one of its words is heard
REFUSED, WHY = NOT_OURS, "理由"  # why a matter is none of ours; behind an act's word: why it is done
TOLD_BY, URGED_BY, CONSULTED_BY = "回告方式", "催办方式", "面商方式"
INFORMED, CLOSING, CAUTIONS, PHRASES, COURSE = "告知用语", "月结核对", "不插手", "常用语", "接待流程"
OF, TO = "：", " → "  # 常用语：供暖; 像打官司的 → 人民法院
STATION = "{station}"  # in 告知用语: the station's name
SEVERAL = (PHRASES, CAUTIONS)  # of which a district may add further ones


def shipped() -> dict[str, Mapping[str, Any]]:
    """{name: values} of the lists the program brings; not copied, this is asked with every key: nobody changes values."""
    return {row["name"]: row["values"] for row in _read()}


def default_words() -> list[dict[str, Any]]:
    """The shipped lists as rows of `rule`."""
    return deepcopy(_read())


@cache
def _read() -> list[dict[str, Any]]:
    return json.loads(resource.path("rules", "words.json").read_text("utf-8"))


def known(name: str) -> bool:
    """Whether a rule of this name is a list of words."""
    return any(name == row["name"] for row in _read()) or any(
        name.startswith(one + OF) and name != one + OF for one in SEVERAL
    )


def words_of(store: Store, year: int | None = None) -> Words:
    """The lists as they hold in a year, this one where none is named."""
    rules = rules_of(store, year or clock.today().year)
    return shipped() | {name: values for name, values in rules.items() if known(name)}


def listed(words: Words, name: str) -> tuple[str, ...]:
    """The words of one list; none where there is no such list."""
    return tuple(words.get(name, {}).get(WORDS, ()))


def lettered(words: Words) -> tuple[str, ...]:
    """A 已解决, B 正在解决 …: the classes of an answer, to be chosen from."""
    return tuple(f"{letter} {words[CLASSES][letter]}" for letter in LETTERS)


def letter_of(words: Words, typed: Any) -> Any:
    """The class that people mean: A, A类, A 已解决, 已解决; what means none stays as typed."""
    said = typed.strip() if isinstance(typed, str) else typed
    spellings = {spelt: letter for letter in LETTERS for spelt in _spellings(letter, words[CLASSES][letter])}
    return spellings.get(said.upper() if isinstance(said, str) else said, typed)


def _spellings(letter: str, meaning: str) -> Iterator[str]:
    for spelt in (
        letter,
        f"{letter}类",
        f"{letter} 类",
        f"{letter} {meaning}",
        f"{letter}{meaning}",
        f"{letter}类（{meaning}）",
        meaning,
    ):
        yield spelt.upper()


def meant(fact: Mapping[str, Any]) -> str:
    """What the class of an answer meant when it was given; what was written before that was kept meant what is shipped."""
    return fact.get("answer_words") or shipped()[CLASSES].get(fact.get("answer_class") or "", "")


def said_class(fact: Mapping[str, Any]) -> str:
    """A 类（已解决）; empty where there is no class."""
    letter = fact.get("answer_class")
    return f"{letter} 类（{meant(fact)}）" if letter else ""


def heard(words: Words, text: str) -> str:
    """What is said of words that speak of something deputies keep out of; "" where none do."""
    lists = (values for name, values in words.items() if name.startswith(CAUTIONS + OF))
    return next((values.get(SAID, "") for values in lists if any(word in text for word in values.get(WORDS, ()))), "")


def reasons(name: str, values: Any) -> list[tuple[str, str]]:
    """[(key, why)] of a list of words that cannot be; empty when it can be followed."""
    keys = LETTERS if name == CLASSES else (WORDS, SAID) if name.startswith(CAUTIONS + OF) else (WORDS,)
    if not isinstance(values, Mapping):
        return [("values", f"没有写规定；要有 {'、'.join(keys)}")]
    wrong = [(key, f"不能写在这里，只有 {'、'.join(keys)}") for key in values if key not in keys]
    for key in keys:
        wrong += [(key, why)] if (why := _lines(values.get(key)) if key == WORDS else _line(values.get(key))) else []
    return wrong or _alike(values)


LONGEST = 200  # characters of one saying


def _line(said: Any) -> str:
    if not isinstance(said, str) or not said.strip():
        return "要写上说法"
    return "只能写一行" if "\n" in said else f"太长了，最多 {LONGEST} 字" if len(said) > LONGEST else ""


def _lines(said: Any) -> str:
    if not isinstance(said, Sequence) or isinstance(said, str) or not said:
        return "要写一条或几条说法，一条一行"
    return next((why for one in said if (why := _line(one))), "")


def _alike(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Two classes of one meaning could not be told apart, nor could two lines."""
    said = values[WORDS] if WORDS in values else list(values.values())
    twice = next((one for one in said if said.count(one) > 1), None)
    return [(WORDS if WORDS in values else LETTERS[said.index(twice)], f"“{twice}”写了两遍")] if twice else []


def typed_lines(text: str) -> list[str]:
    """What was typed for a list, a saying a line."""
    return [part for line in text.splitlines() if (part := line.strip())]
