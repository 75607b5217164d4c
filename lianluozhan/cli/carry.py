"""Verbs that carry the data out and in: log (paper), export and import (packages)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lianluozhan import backup, clock, closing, kept, publish, rotation
from lianluozhan.act import acting
from lianluozhan.attachment import paper
from lianluozhan.case_data import imprint_of
from lianluozhan.cli.ceremony import compared
from lianluozhan.cli.closing import again
from lianluozhan.cli.desk import (
    give,
    guard,
    month_of,
    opened,
    path_of,
    reason_of,
    recounted,
    remember,
    say,
    seen,
    text_of,
    written_down,
)
from lianluozhan.demo import district as demo_district, station as demo
from lianluozhan.errors import BadInput
from lianluozhan.folder import KEYS
from lianluozhan.looked import within
from lianluozhan.month_data import month_data
from lianluozhan.package import arrive, computer, keycard, sealed, write
from lianluozhan.package.addressee import LEFT_ALONE
from lianluozhan.package.manifest import Party
from lianluozhan.package.stations import named
from lianluozhan.report import import_report, month_set
from lianluozhan.report.file import without_font, write as write_file
from lianluozhan.serials import serials
from lianluozhan.store import Store
from lianluozhan.vault import Keys

SECRET = "口令"
OWN_PC = ("本站",)  # for whom: another PC of the same station
CAN_GO = "可以拔出 U 盘。"
SHORT, LONG = 2, 60  # months of a demo folder


def log(options: Namespace) -> None:
    """The month's papers as PDF, ready to sign and bind."""
    month = month_of(options.month)
    with opened(options) as store:
        closing.begun(store, month)
        data, store = None, seen(store, options)
        if options.draft or options.station or not kept.kept_papers(store, month):
            data = kept.to_bind(store, month_data(store, month, draft=options.draft), both=options.two_sided or None)
            if words := kept.remade(store, month):
                say(f"注意：{words}。")
    if data is None:
        return again(options, month)
    made = month_set.make(
        data, Path(options.to), lambda: written_down(options, f"{closing.called(month)}{month_set.ALL}", within(data))
    )
    if options.json:
        give([{"name": p.name, "path": str(p.path), "pages": p.pages, "missing": list(p.missing)} for p in made])
    for one in made:
        if not options.json:
            print(f"{one.path}  {one.pages} 页")
        if one.missing:
            say(without_font(one.name, one.missing))
    return None


def export(options: Namespace) -> None:
    """Write a package for the other side: a station's for its district, a district's one for each station."""
    folder = path_of(options)
    with opened(options, write=True) as store:
        if options.backup and (store.identity.role == "district" or options.masked):
            raise BadInput("只有站里全文的报送包旁边能放备份", then="请另外用 backup 备份")
        guard(store)
        done = [_export(store, folder, to, options) for to in _receivers(store, options)]
        held = serials(store, store.identity.world) if store.identity.role == "station" else []
        many = store.identity.role == "district"
        safe = _backup_beside(store, folder, options) if options.backup else None
    if options.json:
        told = [
            {"path": str(one.path), "entries": one.entries, "papers": one.papers, "missing": list(one.missing)}
            for one in done
        ]
        give(told if many else told[0])
        return
    for one in done:
        print(f"{one.path}\n已写好并核对无误：日志 {one.entries} 条，附件 {one.papers} 份。" + ("" if many else CAN_GO))
        if one.missing:
            say(f"注意：有 {len(one.missing)} 份附件不在这里，没有带上。请用 check 查看是哪些。")
    for series in held:
        print(series.said())
    if safe:
        print(f"{safe.path.name}　一份加密的备份，也打开核对过。{sealed.BROUGHT}。")
    if many:
        print(f"共 {len(done)} 个站。{CAN_GO}")


def _receivers(store: Store, options: Namespace) -> list[Party]:
    if store.identity.role == "district":
        return named(store, options.station)
    if options.station in (None, *OWN_PC, store.identity.name, store.identity.world):
        return [write.receiver(store) if options.station is None else keycard.own_party(store)]
    raise BadInput(
        "站里的包只给区里，或给本站另一台电脑", then=f"给区里的不用写 --for；给另一台电脑的写 --for {OWN_PC[0]}"
    )


def _export(store: Store, folder: Path, to: Party, options: Namespace) -> write.Exported:
    sending = write.Sending(to=to, full=options.full, masked=options.masked, paper=lambda one: paper(folder, one))
    return write.export(store, Keys.load(folder / KEYS), Path(options.to), _lock(store, to, options), sending)


def _lock(store: Store, to: Party, options: Namespace) -> write.Passphrase | write.Recipients:
    secret = text_of(options.passphrase_file, SECRET)
    return write.Passphrase(secret) if secret else write.to_keys(store, to)


def _backup_beside(store: Store, folder: Path, options: Namespace) -> backup.Kept:
    """A station's, which its district can open too; a district's own holds all stations and is nobody else's."""
    lock = _lock(store, write.receiver(store), options)
    kept = sealed.seal(folder, Path(options.to), lock, Keys.load(folder / KEYS))
    rotation.went(folder, Path(options.to))
    return kept


def import_(options: Namespace) -> None:
    """Take packages in, each whole or not at all; one that is refused does not stop the others."""
    secret, arrived = text_of(options.passphrase_file, SECRET), []
    with opened(options, write=True) as store:
        files, left = arrive.meant(store, [Path(file) for file in options.files])
        for file in files:
            one = arrive.take(store, file, secret, options.operator or "", compared)
            arrived.append(one)
            if not options.json and (one.report or len(files) > 1):
                _tell(one)
        made = (
            import_report.make(import_report.Imported(imprint_of(store, clock.day()), arrived))
            if options.report and arrived
            else None
        )
    if made:
        write_file({Path(options.report): made})
    if options.json:
        give([*map(_plain, arrived), *({"file": str(file), "elsewhere": True} for file in left)])
    elif left and arrived:
        print(LEFT_ALONE.format(len(left)))
    if refused := arrive.refusal(arrived, left):
        raise refused


def retire(options: Namespace) -> None:
    """Say that nobody writes on a PC any more, or list those that count."""
    with opened(options, write=options.computer is not None) as store:
        world = store.identity.world if store.identity.role == "station" else _one(store, options.station).code
        if options.computer is None:
            for one in computer.computers(store, world):
                print(one.said + ("　（本机）" if one.here else ""))
            return
        one = computer.meant(store, world, options.computer)
        with acting(store, computer.RETIRE, options.operator or "") as act:
            computer.retire(act, world, one)
    print(f"已停用：{one.name}。以后导出不再等它；它登记过的都还在。它要是又开起来，带一次包来就又算上了。")


def _one(store: Store, word: str | None) -> Party:
    if word is None:
        raise BadInput("没有写是哪个站的电脑", then="请加 --for 站")
    return named(store, word)[0]


def publish_(options: Namespace) -> None:
    """Write the records into a plain SQLite file, personal data only for a reason."""
    file = Path(options.to)
    reason = reason_of(options)
    with opened(options, write=reason is not None) as store:
        guard(store)
        counts = publish.publish(store, file, reason, options.operator or "")
    print(f"{file}\n" + "，".join(f"{label} {count} 条" for label, count in counts.items() if count))
    print(publish.WITH if options.why else publish.WITHOUT)


def demo_(options: Namespace) -> None:
    """Make a folder to try the program on."""
    large = options.stations or options.issues
    months = options.months if options.months is not None else LONG if large else SHORT
    for name, number, least, most in (
        ("months", months, 1, demo.MOST_MONTHS),
        ("issues", options.issues, 0, 2_000_000),
        ("stations", options.stations, 0, demo_district.MOST),
        ("places", options.places, 0, 200),
    ):
        if not least <= number <= most:
            raise BadInput(f"--{name} 写的 {number} 不合适", then=f"请写 {least} 到 {most}")
    path = path_of(options)
    if options.stations:
        name = demo_district.make(
            path, options.seed, months, demo_district.Size(options.stations, options.places, options.issues)
        )
    else:
        demo.make(path, options.seed, months, options.issues)
        name = demo.NAME
    remember(path)
    print(f"已做好示例数据文件夹：{path}\n{name}。里面的人和事都是编的，区里不会收它的报送包。")


def _plain(one: arrive.Arrived) -> dict[str, Any]:
    if one.report is None:
        return {"file": one.file, "refused": str(one.problem)}
    return {"file": one.file, **vars(one.report), "changed": sorted(one.report.changed)}


def _tell(one: arrive.Arrived) -> None:
    if one.report:
        print(
            f"{one.file}："
            + "，".join(
                f"{name} {count} {'份' if name == '附件' else '处' if name == '冲突' else '条'}"
                for name, count in one.counts.items()
            )
        )
        recounted(one.report.told)
    for note in one.notes:
        say(note if one.report else f"{one.file}：{note}")


VERBS: dict[str, Callable[[Namespace], None]] = {
    "log": log,
    "export": export,
    "import": import_,
    "retire": retire,
    "publish": publish_,
    "demo": demo_,
}
