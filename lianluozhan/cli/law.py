"""立法联系点: the verb law brings a draft in, lays its suggestions beside it, says who is to be told; `follow` of a draft,
of an opinion."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lianluozhan import legislation, sending, speaking
from lianluozhan.act import acting
from lianluozhan.articles import articles
from lianluozhan.cli.desk import give, named, opened, say
from lianluozhan.cli.shown import table, table_of
from lianluozhan.cli.words import said_of
from lianluozhan.draft_law import WHICH, DraftLaw, add_draft, brought, draft_of, own_of, take_up
from lianluozhan.errors import BadInput, BadValue, read_as_input
from lianluozhan.field import Day, Field
from lianluozhan.issue import Issue
from lianluozhan.legislation import APPROVE, PASS, SEND, Line
from lianluozhan.named import record_of
from lianluozhan.opinion import Opinion
from lianluozhan.readable import readable
from lianluozhan.record import Record, new_id, short_number
from lianluozhan.speaking import JOIN, LEAVE, PART, RESULT, TELL, TO_ISSUE, WORD
from lianluozhan.store import Store

BEGIN, GATHER = "开始", "合成一条"
OF_DRAFT = {
    BEGIN: (),
    APPROVE: ("批准人", "日期"),
    SEND: ("报给", "日期"),
    PASS: ("文件", "日期"),
    GATHER: ("和", "条款", "建议", "理由"),
}
OF_OPINION = {
    WORD: ("建议", "理由", "专家", "条款", "日期"),
    JOIN: ("和",),
    PART: ("和",),
    LEAVE: ("原因",),
    TO_ISSUE: None,
    RESULT: ("采纳", "写法", "原因", "日期"),
    TELL: ("方式", "原因", "日期"),
}
NAMED = {"建议": "wording", "理由": "rationale", "专家": "expert", "条款": "article"}


def law(options: Namespace) -> None:
    """Bring a draft in, show its comparison, who is to be told; or list the drafts."""
    DOES[options.what](options)


def _list(options: Namespace) -> None:
    with opened(options) as store:
        rows = readable(store, DraftLaw, store.find(DraftLaw, order="received_on, number"))
    give(rows) if options.json else table_of(DraftLaw, rows)


def _bring(options: Namespace) -> None:
    if not options.which:
        raise BadInput(
            "没有写草案的文件", then="如：law bring 草案.docx --level 省 --by 省人大常委会法工委 --due 2026-12-10"
        )
    typed = {
        "level": options.level,
        "title": options.title,
        "sent_by": options.by,
        "due_on": options.due,
        "received_on": options.received,
    }
    with opened(options, write=True) as store:
        with acting(store, DraftLaw.noun, options.operator or "") as act:
            id, said = new_id(), {name: value for name, value in typed.items() if value}
            values = brought(store, Path(options.which)) | _read(DraftLaw, said)
            if missing := DraftLaw.missing(values):
                raise BadInput(f"没有写{missing[0].label}", then="请加 --level 全国、省或市")
            add_draft(act, id, values)
        one = store.the(DraftLaw, (store.identity.world, id))
    found = list(articles(one.words))
    span = f"：{found[0]}至{found[-1]}" if found else "，没有认出条号，意见写全文"
    print(f"{one.number} 《{one.title.strip('《》')}》 {len(found)} 条{span}")


def _compare(options: Namespace) -> None:
    with opened(options) as store:
        lines = legislation.lines_of(store, _draft(store, options.which))
    if options.json:
        give(
            [
                {
                    "article": one.article,
                    "original": one.original,
                    "wording": one.wording,
                    "rationale": one.rationale,
                    "people": one.people,
                    "opinions": [each.number for each in one.opinions],
                }
                for one in lines
            ]
        )
        return
    table(
        [("条款", "原文", "修改建议", "理由", "提出人次", "意见"), *map(_row, lines)],
        [False, True, True, True, False, False],
    )


def _row(one: Line) -> tuple[str, ...]:
    numbers = "、".join(short_number(each.number) for each in one.opinions)
    return (
        one.article,
        *(" ".join(words.split()) for words in (one.original, one.wording, one.rationale)),
        str(one.people),
        numbers,
    )


def _tell(options: Namespace) -> None:
    with opened(options) as store:
        found = legislation.to_tell(store, _draft(store, options.which) if options.which else None)
    if options.json:
        told = ("name", "phone", "since", "days", "words")
        give([{"number": one.opinion.number, **{name: getattr(one, name) for name in told}} for one in found])
        return
    for one in found:
        print(f"{one.opinion.number}  {one.name}  {one.phone or '没有电话'}  等了 {one.days} 天\n  {one.words}")
    say(f"还要反馈：{len(found)} 条")


def _draft(store: Store, word: str | None) -> DraftLaw:
    if not word:
        raise BadInput("没有写哪一部草案", then=WHICH)
    draft = draft_of(store, record_of(store, word, DraftLaw.noun).id)
    return own_of(store, draft) or draft


def _read(cls: type[Record], typed: Mapping[str, str]) -> dict[str, Any]:
    with read_as_input():
        return {name: value for name, value in cls.read(typed).items() if value is not None}


def _said(field: Field, said: Mapping[str, str], word: str = "日期") -> Any:
    try:
        return field.read(said.get(word)) or ""
    except BadValue as bad:
        raise BadInput(f"{word}：{bad}") from None


# -- follow


def follow_draft(store: Store, one: DraftLaw, options: Namespace) -> None:
    """One step of a draft."""
    said, waiting = said_of(DraftLaw, OF_DRAFT, options), []
    id, made = one.id, ""
    with acting(store, DraftLaw.noun, options.operator or "") as act:
        day = _said(Day("日期"), said)
        if options.action == BEGIN:
            id = take_up(act, one)
        elif options.action == APPROVE:
            waiting = legislation.approve(act, one, said.get("批准人", ""), day)
        elif options.action == SEND:
            sending.send(act, one, said.get("报给", ""), day)
        elif options.action == PASS:
            legislation.passed(act, one, brought(store, Path(said["文件"]))["words"] if said.get("文件") else "", day)
        else:
            made = speaking.gather(act, one, _meant(store, said.get("和", "")), _words(said))
    found = store.find(DraftLaw, "id=?", (id,))[0]
    now = readable(store, DraftLaw, [own_of(store, found) or found])[0]
    besides = f"，新的一条 {store.the(Opinion, (store.identity.world, made)).number}" if made else ""
    print(
        f"{now['number']} {now['title']} 现在：{now['state']}，意见 {now['voices']} 条、{now['people']} 人次{besides}"
    )
    if waiting:
        say(f"还有 {len(waiting)} 条没有整理，这次不在里面：{'、'.join(short_number(number) for number in waiting)}")


def follow_opinion(store: Store, one: Opinion, options: Namespace) -> None:
    """One step of an opinion."""
    said, issue = said_of(Opinion, OF_OPINION, options), ""
    with acting(store, Opinion.noun, options.operator or "") as act:
        day = _said(Day("日期"), said)
        if options.action == WORD:
            speaking.word(act, one, _words(said), day)
        elif options.action in (JOIN, PART):
            (speaking.join if options.action == JOIN else speaking.part)(act, one, _meant(store, said.get("和", "")))
        elif options.action == LEAVE:
            speaking.leave_out(act, one, said.get("原因", ""))
        elif options.action == TO_ISSUE:
            issue = speaking.to_issue(act, one, _read(Issue, named(Issue, said)))
        elif options.action == RESULT:
            speaking.result(
                act,
                one,
                {"outcome": said.get("采纳"), "final_words": said.get("写法"), "outcome_why": said.get("原因")},
                day,
            )
        else:
            speaking.tell(act, one, said.get("方式", ""), day, said.get("原因", ""))
    now = readable(store, Opinion, [store.the(Opinion, (one.world, one.id))])[0]
    made = f"，{Issue.label} {store.the(Issue, (store.identity.world, issue)).number}" if issue else ""
    result = f"，{now['result']}" if now["result"] else ""
    print(f"{now['number']} {now['article'] or ''} 现在：{now['state']}，合计 {now['spoken']} 人次{result}{made}")


def _words(said: Mapping[str, str]) -> dict[str, Any]:
    return _read(Opinion, {NAMED[word]: value for word, value in said.items() if word in NAMED})


def _meant(store: Store, words: str) -> list[Opinion]:
    """T0002、T0003 of this office or, at a district, by whole number of its stations. Raises NotFound."""
    return [record_of(store, word, Opinion.noun) for word in Opinion.joined.read(words) or []]


DOES: Mapping[str | None, Callable[[Namespace], None]] = {
    None: _list,
    "bring": _bring,
    "compare": _compare,
    "tell": _tell,
}
VERBS: dict[str, Callable[[Namespace], None]] = {"law": law}
