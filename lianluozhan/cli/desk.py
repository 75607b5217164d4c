"""What every verb begins with: the data folder, the kind that was meant."""

from __future__ import annotations

import json
import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from lianluozhan import doubt, folder, giveaway, index, looked, parts, password, vault, whose
from lianluozhan.action import RECOUNT
from lianluozhan.errors import BadInput, BadValue, FolderBusy, NoFolder, Problem
from lianluozhan.operator import Operator
from lianluozhan.record import Record
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store

LONGEST_SECRET = 10_000  # characters; more is no secret but some other file
VARIABLE = "LIANLUOZHAN_DATA"
LAST = "last-folder"
UNSPEAKABLE = re.compile("[\0\ud800-\udfff]")  # bytes the shell could not read as text


def check_words(options: Namespace) -> None:
    """What was typed can be kept and shown: no bytes that are no text; the clerk is a name."""
    for value in vars(options).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and UNSPEAKABLE.search(word):
                raise BadInput("命令里有读不出来的字符", then="请重新写一遍；文件名里有的话，先给文件改个名")
    if options.operator is not None:
        options.operator = read_name(Operator, options.operator)


def read_name(cls: type[Record], typed: str) -> str:
    """A name that can be kept. Raises BadInput."""
    try:
        name = cls.fields["name"].read(typed)
    except BadValue as bad:
        raise BadInput(f"{cls.fields['name'].label}：{bad}") from None
    if name is None:
        raise BadInput(f"{cls.label}的{cls.fields['name'].label}没有写", then="请写上再做一次")
    return name


def path_of(options: Namespace) -> Path:
    """The data folder: --data, else LIANLUOZHAN_DATA, else the one last opened."""
    named = options.data or os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        last = (settings() / LAST).read_text("utf-8")
    except (OSError, UnicodeError):  # none yet, or not ours
        last = ""
    if last and not UNSPEAKABLE.search(last):
        return Path(last)
    raise NoFolder("还不知道用哪个数据文件夹", then="请加 --data 文件夹，或先用 init 新做一个")


def remember(path: Path) -> None:
    """This is the folder last opened."""
    try:
        settings().mkdir(parents=True, exist_ok=True)
        (settings() / LAST).write_text(str(path.resolve()), "utf-8")
    except (OSError, UnicodeError):
        pass  # a home that cannot be written only means that --data must be said next time


def settings() -> Path:
    """Where this person's own settings lie."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "lianluozhan"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lianluozhan"


@contextmanager
def opened(options: Namespace, *, write: bool = False) -> Iterator[Store]:
    """The store of the folder that is meant."""
    path = path_of(options)
    with folder.opened(path, SCHEMA, write=write) as store:
        remember(path)
        parts.check_verb(store, getattr(options, "verb", ""))
        if write:
            if options.date_is_right:
                doubt.confirm(store)
            looked.take_up(store)
        if number := doubt.missing(store):
            say(f"注意：{doubt.told_missing(number)}：{doubt.WHY}。请{doubt.BACK}。")
        yield store
        if write:
            index.settle(store)


def written_down(options: Namespace, what: str, people: looked.About) -> None:
    """Who takes a paper with people on it along is written down before it goes (谁看过), also while a window has the folder."""
    if not people:
        return
    for write in (True, False):
        with suppress(FolderBusy), folder.opened(path_of(options), SCHEMA, write=write) as store:
            if write:
                looked.take_up(store)
            looked.looked(store, looked.EXPORTED, what, people, operator=options.operator or "")
            return


OPENS_NONE = ("init", "demo", "restore")  # verbs whose folder is only made


def unlock(options: Namespace) -> None:
    """Open the folder that is meant with the password that was given, for this one command."""
    options.password = text_of(options.password_file, "密码") or ""
    # Of whom the district opens it.
    if options.password and options.verb not in OPENS_NONE and not (options.verb == "password" and options.by):
        password.unlock(path_of(options), options.password, options.operator)


def lock(options: Namespace) -> None:
    """Nothing stays open after the command."""
    if getattr(options, "password", ""):
        with suppress(Problem):
            vault.lock(path_of(options))


def reason_of(options: Namespace) -> str | None:
    """Why names, phones and words are to go along; None where they are not. Raises BadInput where nothing is written."""
    if options.why is not None and not options.why.strip():
        raise BadInput("没有写为什么要带姓名、电话、原话", then="请在 --with-private 后面写原因")
    return options.why


def seen(store: Store, options: Namespace) -> Store:
    """The folder as figures and papers see it: of the stations named with --station only. Raises NotFound."""
    return whose.as_there(store, whose.meant(store, options.station or ()))


def named(cls: type[Record], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed as 项=值, its labels as the names of fields; what is no label stays as it is."""
    labels = {field.label: name for name, field in cls.fields.items()}
    return {labels.get(word, word): value for word, value in typed.items()}


def kind_of(word: str) -> type[Record]:
    """The kind of record of design §4's word or its Chinese."""
    for cls in SCHEMA.records.values():
        if word in (cls.noun, cls.label, cls.label + "登记"):
            return cls
    known = "、".join(f"{cls.noun} {cls.label}" for cls in SCHEMA.records.values())
    raise BadInput(f"没有“{word}”这种记录", then=f"可用：{known}")


def there_already(file: object, then: str) -> BadInput:
    """What to say of a file that would be written over."""
    return BadInput(f"{file} 已经有了，没有覆盖它", then=then)


def guard(store: Store) -> None:
    """Say before something goes out which records give somebody's number away in words that go along."""
    if said := giveaway.warning(store):
        say(said)


def month_of(word: str) -> str:
    """A month as it was typed. Raises BadInput."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", word):
        raise BadInput(f"“{word}”不是月份", then="请写成年-月，如 2026-10")
    return word


def say(text: str) -> None:
    """A message for the person, beside the result."""
    print(text, file=sys.stderr)


def recounted(told: Sequence[str]) -> None:
    """Each date the program moved because of what was done, and why."""
    for one in told:
        print(f"{RECOUNT.word}：{one}")
    if told:
        print(f"共{RECOUNT.word} {len(told)} 件")


def give(value: Any) -> None:
    """A result as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def text_of(path: str | None, what: str) -> str | None:
    """The first line of a file that holds a secret."""
    if path is None:
        return None
    try:
        with Path(path).open(encoding="utf-8-sig") as file:  # Windows' own editor puts a mark before the first line
            line = file.readline(LONGEST_SECRET).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise BadInput(f"读不了{what}文件 {path}", then="请检查文件在不在、是不是文本文件") from error
    if not line:
        raise BadInput(f"{what}文件 {path} 是空的", then=f"请把{what}写在第一行")
    return line
