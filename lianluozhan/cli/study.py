"""The verb study: what is on the shelf; a file put there, who read it, a file taken out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from lianluozhan import amend
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, opened, say, seen, there_already
from lianluozhan.cli.shown import table_of
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, read_as_input
from lianluozhan.field import Day, is_id
from lianluozhan.named import record_of
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.report.file import write
from lianluozhan.showing import kept, safe_name
from lianluozhan.store import Store
from lianluozhan.study import Study, add_study, read
from lianluozhan.table import by_id


def study(options: Namespace) -> None:
    """Take one a step on, or list them."""
    if not options.what:
        _list(options)
        return
    if not options.which:
        raise BadInput(
            "没有写是哪一份资料",
            then="放上写文件，如 study add 代表法.pdf；其余写编号，如 study read Z0001 --deputy 陈秀兰",
        )
    with opened(options, write=options.what != "save") as store:
        DOES[options.what](store, options)


def _add(store: Store, options: Namespace) -> None:
    files, id = [Path(name) for name in options.which], new_id()
    with read_as_input():
        values = Study.read(
            {"title": options.title or files[0].stem, "kind": options.kind, "issued_on": options.issued}
        )
    with acting(store, "add_study", options.operator or "") as act:
        add_study(act, id, values)
        amend.attach(act, Study({"id": id, "world": store.identity.world}), *files)
    one = store.the(Study, (store.identity.world, id))
    for told in act.told:
        say(f"注意：{told}")
    print(f"{one.number} {one.title}　{one.kind}　全文 {len(one.full_text or '')} 字")


def _read(store: Store, options: Namespace) -> None:
    one = _meant(store, options)
    with read_as_input():
        day = Day("日期").read(options.on) or ""
    with acting(store, "read_study", options.operator or "") as act:
        id, again = read(act, one, options.deputy, day)
    duty = readable(store, Duty, [store.the(Duty, (store.identity.world, id))])[0]
    if again:
        named = by_id(store, store.schema.records["deputy"], filter(is_id, again))
        say(f"记过了，没有再记：{'、'.join(named[who].data['name'] if who in named else who for who in again)}")
    print(f"{duty['number']} {duty['begin']} {duty['title']}　{'、'.join(duty['deputies'])}")


def _save(store: Store, options: Namespace) -> None:
    one = _meant(store, options)
    if not one.files:
        raise BadInput(f"{one.number} 没有文件", then=f"请用 attach {one.number} 文件 添加")
    if not options.to:
        raise BadInput("没有写放到哪里", then="请加 --to 文件夹")
    files = {Path(options.to) / safe_name(paper["name"]): paper for paper in one.files}
    if there := next((file for file in files if file.exists()), None):
        raise there_already(there, "请换一个文件夹")
    write({file: kept(store.path.parent, paper) for file, paper in files.items()})
    for file in files:
        print(file)


def _meant(store: Store, options: Namespace) -> Study:
    return record_of(store, options.which[0], Study.noun)


def _list(options: Namespace) -> None:
    with opened(options) as store:
        looked = seen(store, options)
        rows = readable(looked, Study, looked.find(Study, order="kind, issued_on, number"))
    give(rows) if options.json else table_of(Study, rows)


DOES: Mapping[str, Callable[[Store, Namespace], None]] = {"add": _add, "read": _read, "save": _save}
VERBS: dict[str, Callable[[Namespace], None]] = {"study": study}
