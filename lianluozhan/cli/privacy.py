"""Verbs of a person's rights: person finds, hands over, registers and decides; erase lists, prints and carries out 脱敏."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lianluozhan import clock, erase_data, person, retention
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, opened, say
from lianluozhan.cli.shown import table
from lianluozhan.cli.term import day_of
from lianluozhan.erase import GOES_ON
from lianluozhan.erased import awaiting, erasings
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.named import record_of
from lianluozhan.note import APPLIED, DUE
from lianluozhan.package.stations import named
from lianluozhan.person_data import hand_over
from lianluozhan.record import Record
from lianluozhan.report import erasing_list
from lianluozhan.report.erasing_list import Listed
from lianluozhan.report.file import write as write_file
from lianluozhan.report.page import pdf
from lianluozhan.store import Store


def person_(options: Namespace) -> None:
    """Who is meant, then what is to be done with what is held of them."""
    with opened(options, write=bool(options.apply or options.decide or options.to)) as store:
        if options.applications:
            _applications(store, options)
        elif options.decide:
            _decide(store, options)
        else:
            _found(store, options)


def _found(store: Store, options: Namespace) -> None:
    hits = person.found(store, options.name or "", options.phone or "", options.id_number or "")
    chosen = [record_of(store, word) for word in options.only] or [hit.record for hit in hits if hit.why in person.SURE]
    if options.to:
        _hand_over(store, chosen, options)
    elif options.apply:
        with acting(store, "apply", options.operator or "") as act:
            person.apply(act, chosen, options.apply, options.operator or "", day_of(options.on))
        print(f"已登记{APPLIED}：{_numbers(chosen)}。看有哪些用 person --applications，作决定用 person --decide 序号。")
    elif options.json:
        give([_hit(hit) for hit in hits])
    else:
        rows = [(_called(hit.record), hit.record.label, hit.day, hit.name, hit.why) for hit in hits]
        table([("编号", "种类", "日期", "姓名", "为什么"), *rows], [False, False, False, True, True])
        say(f"共 {len(hits)} 条，其中 {len(chosen)} 条看来就是他；只要其中几条，用 --only 编号。")


def _hit(hit: person.Hit) -> dict[str, Any]:
    return {
        "number": hit.record.data.get("number"),
        "kind": hit.record.noun,
        "id": hit.record.id,
        "day": hit.day,
        "name": hit.name,
        "why": hit.why,
    }


def _called(record: Record) -> str:
    return record.data.get("number") or record.id


def _hand_over(store: Store, chosen: Sequence[Record], options: Namespace) -> None:
    made = hand_over(store, chosen, Path(options.to), options.operator or "", (options.reason or "").strip())
    print(*made.files[:2], sep="\n")
    print("、".join(f"{label} {number}" for label, number in made.counts.items()) + f"，附件 {made.papers} 份。")


def _numbers(records: Sequence[Record]) -> str:
    return "、".join(one.data.get("number") or one.label for one in records)


def _applications(store: Store, options: Namespace) -> None:
    found = person.applications(store)
    if options.json:
        give([_as_json(one) for one in found])
        return
    rows = [
        (str(place), one.on, _numbers(one.records), one.words, one.decision or "还没有定", one.why)
        for place, one in enumerate(found, start=1)
    ]
    table([("序号", "日期", "哪些", "原话", "决定", "理由"), *rows], [False, False, True, True, False, True])
    say(f"{APPLIED}：{len(found)} 份")


def _as_json(one: person.Application) -> dict[str, Any]:
    return {
        "on": one.on,
        "by": one.by,
        "records": [_called(record) for record in one.records],
        "words": one.words,
        "decision": one.decision or None,
        "decided_on": one.decided_on or None,
        "decided_by": one.decided_by or None,
        "why": one.why or None,
    }


def _application(store: Store, place: int) -> person.Application:
    found = person.applications(store)
    if not 1 <= place <= len(found):
        raise BadInput(f"没有第 {place} 份申请", then="请用 person --applications 看序号")
    return found[place - 1]


def _decide(store: Store, options: Namespace) -> None:
    place, decision = options.decide
    one = _application(store, int(place) if place.isdecimal() else 0)
    with acting(store, "decide", options.operator or "") as act:
        person.decide(act, one, decision, options.reason or "", options.by or "", day_of(options.on))
    agreed = decision == person.AGREED
    then = "要脱敏，用 erase --application 序号 印清单、签字、确认。" if agreed else "请把理由告诉本人。"
    print(f"已记下：{decision}。{then}")


def erase(options: Namespace) -> None:
    """A station's list, printed, confirmed; a district's request, and its own following."""
    writes = bool(options.number or options.ask or options.by)
    with opened(options, write=writes) as store:
        if store.identity.role == "district":
            _of_stations(store, options)
            return
        if options.ask:
            raise NotAllowed(f"{DUE}由区里布置", then="站里到期的，不加 --ask 就列出来")
        one = _list(store, options)
        if options.number:
            _carry_out(store, one, options)
            return
        if options.to:
            made = pdf(erasing_list.NAME, store.identity.name, [erasing_list.layout(one)])
            write_file({Path(options.to): made})
            say(options.to)
        if options.json:
            give(_list_as_json(one))
        else:
            _tell(one)


def _list_as_json(one: Listed) -> dict[str, Any]:
    return {
        "number": one.number,
        "records": [_called(due.record) for due in one.rows],
        "going": one.going.counts,
        "named": [f"{_called(record)} {label}" for record, label in one.going.named],
        "copies": [list(copy) for copy in one.copies],
    }


def _list(store: Store, options: Namespace) -> Listed:
    if options.application:
        return erase_data.application_list(store, _application(store, options.application), options.number or "")
    if options.records:
        return erase_data.record_list(store, [record_of(store, word) for word in options.records], options.number or "")
    return erase_data.due_list(store, clock.today(), options.number or "")


def _tell(one: Listed) -> None:
    rows = [(_called(due.record), due.record.label, due.over, due.due) for due in one.rows]
    table([("编号", "种类", erasing_list.OVER, erasing_list.WHEN), *rows], [False, False, False, False])
    say(f"{erasing_list.NUMBER_OF} {one.number}：{len(one.rows)} 条，一并去掉 {one.going.said or '没有'}。")
    for record, label in one.going.named:
        say(f"注意：{record.data.get('number') or record.label} 的{label}里写着姓名或电话，那一栏是公开的，去不掉。")
    for issue in one.going.shared:
        if issue.id in one.going.rest:
            say(f"注意：{issue.number} {GOES_ON}。")
    if one.going.partly:
        say(f"{erasing_list.PARTLY}：{'、'.join(one.going.partly)}。")
    for where in one.going.also:
        say(f"注意：{where}。")
    if one.going.records:
        say("印出来签字：--to 清单.pdf；签好以后：--number 清单编号 --by 站长姓名。去掉以后谁也找不回来。")


def _carry_out(store: Store, one: Listed, options: Namespace) -> None:
    done = erase_data.carry_out(store, one, options.number, options.by or "", options.operator or "")
    print(f"已脱敏 {done.records} 条，清单 {one.number}。编号、日期、类别都留着，统计数字不变。")
    _ended(done)


def _ended(done: erase_data.Done) -> None:
    for copy in done.copies:
        say(f"{copy.what}：{copy.which}　{copy.then}。")
    if done.trouble or not done.clean:
        say("注意：日志里已经去掉；文件里的空页下次打开时接着清。" + (str(done.trouble) if done.trouble else ""))


def _of_stations(store: Store, options: Namespace) -> None:
    """The district asks, looks, and confirms."""
    if options.ask:
        _ask(store, options)
        return
    waiting = awaiting(store)
    if options.by and waiting:
        done = erase_data.destroy(store, waiting, options.by, options.operator or "")
        print(f"区里也已销毁 {done.records} 条。")
        _ended(done)
        return
    rows = [
        {
            "world": one.world,
            "list": one.list,
            "kind": one.noun,
            "by": one.by,
            "on": one.at[:10],
            "followed_on": one.followed_at[:10] or "还没有销毁",
        }
        for one in erasings(store)
    ]
    if options.json:
        give(rows)
        return
    heading = ("站", "清单", "种类", "确认人", "站里脱敏", "区里销毁")
    table([heading, *(tuple(row.values()) for row in rows)], [False] * len(heading))
    then = "；确认销毁：erase --by 姓名" if waiting else ""
    say(f"站里脱敏 {len(rows)} 条，区里还没有销毁的 {len(waiting)} 条{then}")


def _ask(store: Store, options: Namespace) -> None:
    day = date.fromisoformat(day_of(options.on))
    parties = named(store, options.station)
    with acting(store, "ask", options.operator or "") as act:
        for one in parties:
            retention.ask(act, one.code, day, options.by or options.operator or "", options.ask)
    stations = "、".join(one.name for one in parties)
    print(f"已写下{DUE}，到 {day.isoformat()} 为止的：{stations}。随下一个报送包带去。")


VERBS: dict[str, Callable[[Namespace], None]] = {"person": person_, "erase": erase}
