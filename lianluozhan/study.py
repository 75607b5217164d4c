"""学习资料: the shelf of laws, rules and the station's own 制度, found by title and by the words in the file; who read what
is a duty of theirs, each deputy once.

What a district puts there every station has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lianluozhan import attachment, clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.activity import DUTY_KINDS, TRAINING
from lianluozhan.duty import Duty, add_duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.extract import words_in
from lianluozhan.field import LONGEST, Choice, Day, LongText, Papers, Serial, Text, Words
from lianluozhan.journal import digest
from lianluozhan.match import matched
from lianluozhan.record import Record, id_of, new_id
from lianluozhan.store import Store

KINDS = LAW, REGULATION, FROM_ABOVE, OWN_RULE, MATERIAL = "法律", "法规规章", "上级文件", "站里制度", "学习材料"
ENDINGS = {
    REGULATION: r"条例|规定|办法|细则|规则",
    LAW: r"法",
    OWN_RULE: r"制度|职责|守则|公约|流程",
    FROM_ABOVE: r"通知|意见|方案|决定",
}
READ = "学习"  # how the duty of a reading is called


class Study(Record):
    """One thing to read: what it is, its file, and the words in it."""

    noun, label, letter = "study", "学习资料", "Z"
    newest = "issued_on"

    number = Serial("编号")
    title = Text("标题", required=True)
    kind = Choice("资料种类", choices=KINDS)
    issuer = Text("发布单位")
    document_number = Text("文号")
    issued_on = Day("公布日期")
    in_force_on = Day("施行日期")
    ended_on = Day("废止日期")
    topics = Words("关键词")
    files = Papers("文件")
    full_text = LongText("全文")


def kind_called(title: str) -> str:
    """What a thing of this title most likely is: 代表法 is 法律, 接待制度 a station's own."""
    bare = re.sub(r"[（(].*?[)）]|[《》\s]|\.\w+$", "", title)
    return next((kind for kind, ending in ENDINGS.items() if re.search(rf"(?:{ending})$", bare)), MATERIAL)


def add_study(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> None:
    """Put one on the shelf, numbered in the year it is put there; its file follows with `amend.attach`."""
    usual = {"kind": kind_called(values["title"]), "number": act.number(Study, clock.today().year)}
    act.write(Study, id, usual | {name: value for name, value in values.items() if value is not None})


def shelved(act: Act, one: Study, files: Sequence[Path]) -> dict[str, Any]:
    """What is to be written besides the files: the words in those that are new. Raises BadInput where one cannot be read or
    is on the shelf already."""
    texts, held = [one.full_text], {paper["digest"] for paper in one.files or ()}
    there = {
        paper["digest"]: other
        for other in act.store.find(Study, "id<>? AND files IS NOT NULL", (one.id,))
        for paper in other.files
    }
    for file in files:
        data = attachment.read_file(file)
        if (name := digest(data)) in there:
            raise BadInput(f"“{file.name}”已经在了：{there[name].number} {there[name].title}", then="不用再放一份")
        if name not in held:
            found = words_in(file.name, data)
            texts.append(found.words)
            act.told += [f"“{file.name}”{found.note}"] if found.note else []
    return {"full_text": "\n".join(filter(None, texts))[:LONGEST] or None}


# -- reading it


def source_of(one: Study) -> str:
    """How a duty names what was read."""
    return f"{Study.label}：{one.number}"


def readers(store: Store, one: Study) -> dict[str, str]:
    """{deputy: the day} of those whose reading is registered, as it happened."""
    found: dict[str, str] = {}
    for duty in store.find(Duty, "source=?", (source_of(one),), "begin, number"):
        for deputy in duty.deputies or ():
            found.setdefault(deputy, duty.begin[:10])
    return found


def read(act: Act, one: Study, deputies: Iterable[str], on: str = "") -> tuple[str, list[str]]:
    """Deputies read it: one duty for those of whom that is not registered yet; its id, and who was registered already.

    Raises BadInput, NotAllowed where there is nobody new, and changes nothing.
    """
    refuse_voided(one, "这份资料")
    people = matched(act, Duty, {"deputies": list(dict.fromkeys(deputies))})["deputies"]
    day = on or clock.day()
    if not people:
        raise BadInput("没有写哪几位代表学了", then=f"如：study read {one.number} --deputy 陈秀兰")
    if day > clock.day():
        raise BadInput(f"{day} 还没有到", then="学过了再记；请核对日期")
    held = readers(act.store, one)
    new, again = [who for who in people if who not in held], [who for who in people if who in held]
    if not new:
        raise NotAllowed("这几位都记过了，没有再记", then=f"{READ}过的不用记第二次；记错的，到代表履职里作废那一条")
    id = id_of("duty", act.store.identity.world, one.id, day, sorted(new))  # the same on two PCs of a station
    if act.store.get(Duty, (act.store.identity.world, id)):
        id = new_id()  # one that was voided is not brought back
    title = f"{READ}《{one.title}》"
    add_duty(
        act, id, {"deputies": new, "begin": day, "kind": DUTY_KINDS[TRAINING], "title": title, "source": source_of(one)}
    )
    return id, again
