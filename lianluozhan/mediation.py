"""矛盾调处: who the parties are, as they are written in words, and what a project lacks that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lianluozhan.errors import BadInput
from lianluozhan.project import MEDIATION

BETWEEN = re.compile(r"[\n；;]")
ROLE = re.compile(r"([^：:，,、\s]{1,8})[：:]\s*(.*)")
NAME = re.compile(r"[^\s，,（(]+")
STEMS = "甲乙丙丁戊己庚辛壬癸"


class Party(NamedTuple):
    """Who stands on one side: 甲方, 王甲, 电话 13800000000."""

    role: str
    name: str
    rest: str = ""

    @property
    def words(self) -> str:
        """Name and what else is known."""
        return f"{self.name}　{self.rest}".strip()


def parties_of(text: str | None) -> list[Party]:
    """Those that are written, a line or 甲方：…；乙方：… each; one without a role takes the next stem. Total."""
    return list(_parties(text or ""))


def _parties(text: str) -> Iterator[Party]:
    lines = [line.strip() for line in BETWEEN.split(text) if line.strip()]
    for place, line in enumerate(lines):
        role, said = found.groups() if (found := ROLE.fullmatch(line)) else (f"{STEMS[place % len(STEMS)]}方", line)
        name = NAME.match(said)
        yield Party(role, name[0] if name else "", said[name.end() :].lstrip(" 　，,") if name else said)


def names_of(text: str | None) -> list[str]:
    """Every person among the parties: 王甲、王丙 are two."""
    return [name for party in parties_of(text) for name in party.name.split("、") if name]


def refuse_other(kind: str | None) -> None:
    """Raise BadInput where nobody was reconciled."""
    if kind != MEDIATION:
        raise BadInput(f"这个项目是{kind or '别的'}，不是{MEDIATION}，没有协议可印", then=f"请选一个{MEDIATION}的项目")
