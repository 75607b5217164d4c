"""The verb that takes a sheet in: add."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lianluozhan import intake, sheet
from lianluozhan.cli.desk import give, kind_of, opened, recounted, say, there_already
from lianluozhan.errors import BadRows
from lianluozhan.visit import Visit

MOST_TOLD = 50  # warnings in full; the rest are counted


def add(options: Namespace) -> None:
    """Add a sheet's rows: all of them or, without --skip-bad, none."""
    cls = kind_of(options.kind)
    intake.refuse(cls)
    file, name = sheet.source(options.file)
    if options.skip_bad and Path(options.skip_bad).exists():
        raise there_already(options.skip_bad, "请给坏的行换一个文件名")
    with opened(options, write=True) as store:
        reading = sheet.read(file, cls, name)
        if reading.bad and not options.skip_bad:
            raise BadRows(reading.bad)
        if reading.bad and not options.dry_run:
            sheet.write_spoiled(options.skip_bad, reading)
        taken = intake.take(store, cls, reading.rows, options.operator or "", dry_run=options.dry_run)
    warnings = [*reading.warnings, *taken.warnings, *taken.differ]
    if options.json:
        give(_all_of_it(options, reading, taken, warnings))
        return
    for warning in warnings[:MOST_TOLD]:
        say(f"注意：{warning}")
    if len(warnings) > MOST_TOLD:
        say(f"注意：另有 {len(warnings) - MOST_TOLD} 条提醒，加 --json 可看全部")
    _warn(options, reading, taken)
    done = "试看，没有录入" if options.dry_run else "已录入"
    changed = f"，改 {taken.changed} 条" if taken.changed else ""
    other = "与登记的不同" if taken.differ and cls.letter else "与名册不同"
    print(f"{done}：{cls.label} 新 {taken.new} 条{changed}，相同 {taken.same} 条，{other} {len(taken.differ)} 条")
    recounted(taken.told)
    if cls is Visit and taken.new:
        print(f"随着登记：意见 {taken.written.get('issue', 0)} 件，接待的履职 {taken.written.get('duty', 0)} 场")


def _all_of_it(
    options: Namespace, reading: sheet.Reading, taken: intake.Taken, warnings: Sequence[str]
) -> dict[str, Any]:
    return {
        "new": taken.new,
        "same": taken.same,
        "voided": taken.voided,
        "back": taken.back,
        "bad": [row._asdict() for row in reading.bad],
        "differ": taken.differ,
        "warnings": warnings,
        "unmatched": taken.unmatched,
        "dry_run": options.dry_run,
        "changed": taken.changed,
        "told": taken.told,
    }


def _warn(options: Namespace, reading: sheet.Reading, taken: intake.Taken) -> None:
    """What a person should look at besides what each row warns of."""
    if taken.back:
        say(f"注意：有 {taken.back} 条是撤销过的，已经恢复，编号不变。")
    if taken.voided:
        say(f"注意：相同的里面有 {taken.voided} 条是作废过的，仍然作废，没有再录。")
    if taken.unmatched:
        say(f"未匹配的代表：{'、'.join(taken.unmatched)}。名册录入后会自动对上。")
    if reading.bad:
        then = "没有录入。" if options.dry_run else f"另存在 {options.skip_bad}，改好后再录。"
        say(f"有 {len(reading.spoiled)} 行读不懂，{then}")


VERBS: dict[str, Callable[[Namespace], None]] = {"add": add}
