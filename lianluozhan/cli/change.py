"""Verbs that write: init, amend, void, undo, attach, follow, decide, rebuild."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import amend, folder, same, undo
from lianluozhan.access import protect
from lianluozhan.act import Act, acting
from lianluozhan.action import ANSWER, CLERK, INFORM, JOIN, SPLIT, action_of, concerned
from lianluozhan.begin import CODE, begin, code_of
from lianluozhan.check import whole
from lianluozhan.cli.ceremony import compared
from lianluozhan.cli.desk import named, opened, path_of, read_name, recounted, remember, say
from lianluozhan.cli.going import GOING, OF_ISSUES, meant
from lianluozhan.cli.password import tell_code
from lianluozhan.cli.words import missing, pairs
from lianluozhan.columns import plain
from lianluozhan.course import circumstances, standings
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, FolderDamaged, NotFound
from lianluozhan.followup import Followup
from lianluozhan.giveaway import given_away
from lianluozhan.handling import follow, with_papers
from lianluozhan.issue import Issue
from lianluozhan.named import record_of
from lianluozhan.note import PLAIN, REMARKS, SAME_AS, Note, remark
from lianluozhan.operator import Operator
from lianluozhan.package.starter import CALLED, join, read_starter
from lianluozhan.password import sound
from lianluozhan.place import Place
from lianluozhan.points import table_of, waits_for
from lianluozhan.readable import readable
from lianluozhan.record import Record
from lianluozhan.reminder import consult_by, said_consult
from lianluozhan.repair import repair
from lianluozhan.review import review
from lianluozhan.schema import SCHEMA
from lianluozhan.similar import twins
from lianluozhan.split import parts_of, split
from lianluozhan.step import next_steps
from lianluozhan.store import Store


def init(options: Namespace) -> None:
    """Make a data folder for a station or a district office."""
    path = path_of(options)
    given = read_starter(Path(options.starter)) if options.starter else None
    if given is None:
        missing(options, "role", "name")
    else:
        if options.role == "district":
            raise BadInput(f"{CALLED}是给站的", then="请写 --role station，或不写")
        options.role, options.name, options.code = "station", options.name or given.name, given.code
        compared(given.card.party)
    name = read_name(Place, options.name)
    clerk = read_name(Operator, options.clerk or options.operator or CLERK)
    code = _code(options, name)
    word = sound(options.password, clerk) if options.password else ""
    begin(path, options.role, code, name, clerk)
    if given is not None:
        with folder.opened(path, SCHEMA) as store:
            join(store, given, clerk)
    remember(path)
    print(f"已做好数据文件夹：{path}\n{name}，代码 {code}")
    if word:
        tell_code(protect(path, clerk, word, given.card.party.public["age"] if given else None))


def _code(options: Namespace, name: str) -> str:
    if options.code:
        if not CODE.fullmatch(options.code):
            raise BadInput(f"代码“{options.code}”不合适", then="代码是 4 到 20 位数字或字母，如 140405102")
        return options.code
    found = code_of(options.role, options.town or name)
    if found is None:
        raise BadInput("从名称查不出代码", then="请加 --code 代码，或 --town 乡镇街道名")
    return found


def amend_(options: Namespace) -> None:
    """Write fields of a record anew."""
    with opened(options, write=True) as store:
        record = record_of(store, options.number)
        typed = named(type(record), pairs(options.pairs))
        with acting(store, "amend", options.operator or "") as act:
            changed = amend.amend(act, record, typed, options.reason, correcting=options.correct)
    for name, value in changed.items():
        if value is not None and (odd := record.fields[name].odd(value) or given_away(record.fields[name], value)):
            say(f"注意：{record.fields[name].label}：{odd}")
    labels = "、".join(record.fields[name].label for name in changed)
    print(f"已更改：{labels}" if changed else "内容相同，没有改动。")
    recounted(act.told)


def void(options: Namespace) -> None:
    """Void a record with a reason."""
    with opened(options, write=True) as store:
        record = record_of(store, options.number)
        with acting(store, "void", options.operator or "") as act:
            amend.void(act, record, options.reason)
    number = record.data.get("number")
    print(f"已作废：{number}，号码保留。" if number else f"已作废：{record.label}。")
    recounted(act.told)


def undo_(options: Namespace) -> None:
    """Take the last act back."""
    with opened(options, write=True) as store, acting(store, undo.VERB, options.operator or "") as act:
        last = undo.last_act(store, act.operator)
        back = undo.undo(act)
        named = undo.words(store, back)
    print(f"已恢复刚才撤销的一步：{named}" if last and last.verb == undo.VERB else f"已撤销刚才的一步：{named}")
    recounted(act.told)


def attach(options: Namespace) -> None:
    """Attach a paper to a record."""
    file = Path(options.file)
    with opened(options, write=True) as store:
        record = record_of(store, options.number)
        with acting(store, "attach", options.operator or "") as act:
            new = amend.attach(act, record, file)
    for one in act.told:
        say(f"注意：{one}")
    print(f"已添加附件：{file.name}" if new else "这份附件已经在了，没有改动。")


def follow_(options: Namespace) -> None:
    """Take an issue one step further."""
    typed = named(Followup, pairs(options.pairs))
    with opened(options, write=True) as store:
        issue = meant(store, options)
        if isinstance(issue, Duty) and options.action not in PLAIN:
            return _review(store, options, issue)
        if type(issue) in GOING and options.action not in PLAIN:
            return GOING[type(issue)](store, issue, options)
        if isinstance(issue, Issue) and options.action in OF_ISSUES:
            return OF_ISSUES[options.action](store, issue, options)
        if not isinstance(issue, Issue):
            _remark(store, issue, options)
            return None
        first = _talk_first(store, issue)
        with acting(store, "follow", options.operator or "") as act:
            made = _take_further(act, issue, options.action, typed)
        issue = store.the(Issue, (issue.world, issue.id))
        now, then = readable(store, Issue, [issue])[0], _next(store, issue)
        also = _joined_into(store, issue) if action_of(options.action) is JOIN else ""
        remind = first if action_of(options.action) is ANSWER else _talk_first(store, issue)
    turn = f"，轮到 {now['turn']}" if now["turn"] else ""
    due = f"，期限 {now['due_on']}" if now["due_on"] and now["light"] else ""
    print(f"{now['number']} 现在：{now['state']}{turn}{due}{then}")
    for one in made:
        print(f"拆出 {one.number}：{one.title or one.statement}")
    if also:
        print(also)
    if remind:
        say(f"提醒：{remind}")
    return None


def _take_further(act: Act, issue: Issue, word: str, typed: dict[str, str]) -> list[Issue]:
    """One fact, or where it is split the issues that come out of it, which are returned."""
    parts, rest = parts_of(typed) if action_of(word) is SPLIT else ([], dict(typed))
    name = Followup.attachments.name
    if isinstance(rest.get(name), str):
        rest = with_papers(act, rest | {"files": _files(rest.pop(name))})
    if parts:
        return split(act, issue, rest, parts)
    follow(act, issue, word, typed)
    return []


def _files(typed: str) -> list[Path]:
    """附件=回执.jpg, or several with 、 between them."""
    return [Path(typed)] if Path(typed).exists() else [Path(one.strip()) for one in typed.split("、") if one.strip()]


def _talk_first(store: Store, issue: Issue) -> str:
    """That the deputies are to be talked with before the answer, and by when; "" where nothing is to be said."""
    by = consult_by(store, issue.kind, standings(store, [issue])[issue.world, issue.id])
    return said_consult(by) if by else ""


def _joined_into(store: Store, issue: Issue) -> str:
    """Into which issue it went, and who is to be told of that one's answer: both sides' people."""
    into = store.the(Issue, (issue.world, issue.merged_into))
    told = concerned(circumstances(store, [into])[into.world, into.id])
    return f"已并入 {into.number}，有了答复要告诉：{'、'.join(told.values())}"


def _review(store: Store, options: Namespace, duty: Duty) -> None:
    """Take a duty one step further in its review."""
    with acting(store, "review", options.operator or "") as act:
        review(act, duty, options.action, named(Note, pairs(options.pairs)))
    now = store.the(Duty, (duty.world, duty.id))
    left = waits_for(now.state, table_of(store, now.begin[:4]).review)
    print(f"{now.number} 现在：{now.state}，{now.reviewer}" + (f"；{left}" if left else ""))


def _remark(store: Store, record: Record, options: Namespace) -> None:
    """Anything but an issue takes remarks: what the other side has to say of it, 退回修改 among them."""
    if options.action not in REMARKS:
        raise BadInput(
            f"{options.number} 是{record.label}，不是意见",
            then=f"请写意见的编号；{record.label}可以用：{'、'.join(REMARKS)}",
        )
    text = named(Note, pairs(options.pairs)).get("text", "")
    with acting(store, "note", options.operator or "") as act:
        remark(act, record, options.action, Note.read({"text": text})["text"])
    print(f"{record.data.get('number') or record.label} 已写上：{options.action}")


def _next(store: Store, issue: Issue) -> str:
    """What is to be done next, and whom to tell."""
    key = issue.world, issue.id
    around, outcome = circumstances(store, [issue])[key], standings(store, [issue])[key]
    step, _rest = next_steps(outcome, around)
    told = "、".join(concerned(around).get(one, one) for one in outcome.to_tell) if step is INFORM else ""
    return f"；下一步：{step.word}" + (f"（还要告诉 {told}）" if told else "") if outcome.turn else ""


def decide(options: Namespace) -> None:
    """Settle a field two wrote differently: by the place of a value in `conflicts`, by a value, of papers by 都要."""
    number, _dot, field = options.conflict.rpartition(".")
    if not number or not field:
        raise BadInput(f"“{options.conflict}”要写成 编号.项", then="请照 conflicts 列出的写")
    if field == SAME_AS:
        return _decide_same(options, number)
    with opened(options, write=True) as store:
        record = record_of(store, number)
        field = next(iter(named(type(record), {field: ""})))
        with acting(store, "decide", options.operator or "") as act:
            value = amend.decide(act, record, field, options.choice)
    print(f"已定为：{plain(value) or '空'}")
    return None


def _decide_same(options: Namespace, number: str) -> None:
    """Whether a visit that may have been registered twice is the same as the other: 1 or 2, or in words."""
    say_so = {"1": same.join, same.SAME: same.join, "2": same.part, same.OTHER: same.part}.get(options.choice)
    if say_so is None:
        raise BadInput(f"“{options.choice}”看不懂", then=f"请写 1（{same.SAME}）或 2（{same.OTHER}）")
    with opened(options, write=True) as store:
        found = next((two for two in twins(store) if number in (two.other.number, two.other.id)), None)
        if found is None:
            raise NotFound(f"{number} 没有要定是不是{same.SAME}的", then="请照 conflicts 列出的写")
        with acting(store, "decide", options.operator or "") as act:
            say_so(act, found.one, found.other)
    print(f"已定：{found.one.number} 和 {found.other.number} {same.SAME if say_so is same.join else same.OTHER}。")


def rebuild(options: Namespace) -> None:
    """Make the tables again from the journal."""
    try:
        with opened(options, write=True) as store:
            with store.transaction():
                store.rebuild()
            whole(store)
    except FolderDamaged:
        print("\n".join(repair(path_of(options)).said))
    else:
        print("已从日志重建全部数据表。")


VERBS: dict[str, Callable[[Namespace], None]] = {
    "init": init,
    "amend": amend_,
    "void": void,
    "undo": undo_,
    "attach": attach,
    "follow": follow_,
    "decide": decide,
    "rebuild": rebuild,
}
