"""Verbs backup and restore: copies of the whole folder, where they lie, tried out, and back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import backup, rotation
from lianluozhan.case_data import imprint_of
from lianluozhan.check import Finding
from lianluozhan.cli.desk import opened, path_of, remember, say, text_of
from lianluozhan.drill import drill
from lianluozhan.errors import FolderProblem
from lianluozhan.folder import KEYS, world_of
from lianluozhan.package import sealed, write
from lianluozhan.report import drill as drill_paper
from lianluozhan.report.file import write as write_file
from lianluozhan.report.page import pdf
from lianluozhan.vault import Keys

SECRET = "口令"
DONE = "已备份并打开核对过：{0.name}，日志 {0.entries} 条，{1:.1f} MB。"


def backup_(options: Namespace) -> None:
    """Today's backup, another one elsewhere, where else they go, which there are, or one tried out."""
    folder = path_of(options)
    if options.second is not None:
        rotation.set_second(folder, Path(options.second) if options.second else None)
        print(f"以后每天的备份也放一份到 {options.second}。" if options.second else "以后备份只放在数据文件夹里。")
    elif options.list:
        _list(folder)
    elif options.drill:
        _drill(options, folder)
    elif options.to or options.passphrase_file:
        _elsewhere(options, folder)
    else:
        _daily(folder)


def _daily(folder: Path) -> None:
    done = rotation.daily(folder)
    _tell(done.kept)
    if done.second:
        print(f"{done.second.path}\n第二个地方也放好了一份。")
    if done.trouble:
        say(f"注意：{done.trouble}")


def _elsewhere(options: Namespace, folder: Path) -> None:
    """Whole, papers within; with words it is locked and may lie on a stick."""
    to, words = Path(options.to) if options.to else folder, text_of(options.passphrase_file, SECRET)
    if words:
        kept = sealed.seal(folder, to, write.Passphrase(words), Keys.load(folder / KEYS))
    else:
        kept = backup.backup(folder, to)
    rotation.went(folder, to)
    _tell(kept)


def _tell(kept: backup.Kept) -> None:
    print(f"{kept.path}\n{DONE.format(kept, kept.size / 2**20)}")


def _list(folder: Path) -> None:
    plan, world = rotation.plan_of(folder), world_of(folder)
    for place in (folder / backup.PLACE, *((Path(plan.second),) if plan.second else ())):
        for one in rotation.copies(place, world):
            print(f"{one.at:%Y-%m-%d %H:%M}　{one.size / 2**20:8.1f} MB　{one.file}")
    if plan.away_on:
        print(f"最近一次放到这台电脑以外：{plan.away_on}　{plan.away_to}")
    else:
        print("还没有一份备份放到这台电脑以外。")


def _drill(options: Namespace, folder: Path) -> None:
    newest = backup.newest(folder)
    if newest is None:
        raise FolderProblem("还没有备份，没有可演练的", then="请先用 backup 备份一次")
    done = drill(folder, newest)
    for found in done.findings:
        print(_said(found))
    print(
        f"{newest.name}："
        + "，".join(f"{label} {number}" for label, number in done.counts.items())
        + f"，日志 {done.entries} 条，附件 {done.papers} 份。"
    )
    print(drill_paper.GOOD + "。" if not done.findings else f"有 {len(done.findings)} 处不对，见上。")
    if options.report:
        with opened(options) as store:
            paper = pdf(
                drill_paper.NAME,
                store.identity.name,
                [drill_paper.layout(imprint_of(store, done.on.isoformat()), done)],
            )
        write_file({Path(options.report): paper})
    if done.findings:
        raise FolderProblem("这份备份有问题", then="请检查磁盘，马上再备份一次，并放一份到别的盘")


def _said(found: Finding) -> str:
    return f"{found.part}：{found.what}。{found.then}。"


def restore(options: Namespace) -> None:
    """Make a folder again from a backup; a locked one with the words, or with the key of the folder that is open here."""
    file, to, words = Path(options.file), Path(options.to), text_of(options.passphrase_file, SECRET)
    if file.suffix == sealed.SUFFIX:
        keys = None if words else Keys.load(path_of(options) / KEYS)
        made = sealed.restore(file, to, keys, words, beside=options.beside, word=options.password)
    else:
        made = backup.restore(file, to, beside=options.beside, word=options.password)
    if file.suffix != sealed.SUFFIX or words:  # at the district it is not the folder one goes on with
        remember(made.path)
    print(f"{made.path}\n已恢复：{made.name}，日志 {made.entries} 条。以后的编号会多两个字母，与原来的不重。")


VERBS: dict[str, Callable[[Namespace], None]] = {"backup": backup_, "restore": restore}
