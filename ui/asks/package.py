"""What 导出到U盘 has the worker do: one package written into a folder, with words for each step and for what it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lianluozhan import rotation
from lianluozhan.attachment import paper
from lianluozhan.duty import Duty
from lianluozhan.errors import Problem
from lianluozhan.folder import KEYS
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import sealed, write
from lianluozhan.package.keycard import own_party
from lianluozhan.package.unsent import selected
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from ui import drives
from ui.drives import size
from ui.widgets.export_form import TO_BACK_UP, Order

STEPS = {
    write.COLLECT: "收集要带走的记录",
    write.LOCK: "加密",
    write.WRITE: "写到 U 盘",
    write.READ_BACK: "读回来逐字节核对",
}
HERE = "它还在这台电脑的硬盘上，拷到 U 盘才算放到了别处"
COUNTED = (Visit, Issue, Followup, Duty)


class Written(NamedTuple):
    """What was exported: the file's name and size, its counts, how many papers are not here, what lies beside it."""

    path: Path
    size: int
    counts: dict[str, int]
    missing: int
    backup: str = ""
    then: str = ""


def exported(store: Store, folder: Path, order: Order, tell: Callable[..., None]) -> Written:
    """Write one package into a folder and say what it holds."""
    to = own_party(store) if order.own_pc else write.receiver(store)
    counts = carried(store, to.role, order.full)

    def told(step: str) -> None:
        tell(STEPS[step], write.STEPS.index(step) + 1, len(write.STEPS))

    sending = write.Sending(to=to, full=order.full, paper=lambda one: paper(folder, one), told=told)
    lock = write.Passphrase(order.secret) if order.secret else write.to_keys(store, to)
    done = write.export(store, Keys.load(folder / KEYS), order.to, lock, sending)
    beside = backup_beside(store, folder, order) if order.backup else f"旁边没有放备份。{TO_BACK_UP}。"
    return Written(
        done.path,
        done.path.stat().st_size,
        {**counts, "附件": done.papers},
        len(done.missing),
        beside,
        drives.done_with(order.to, order.on_stick),
    )


def backup_beside(store: Store, folder: Path, order: Order) -> str:
    """Put a locked backup beside the package; what became of it. The package is good without it."""
    try:
        lock = write.Passphrase(order.secret) if order.secret else write.to_keys(store, write.receiver(store))
        kept = sealed.seal(folder, order.to, lock, Keys.load(folder / KEYS))
        away = rotation.went(folder, order.to)
    except Problem as problem:
        return f"⚠ 备份没有放成，报送包不受影响：{problem}"
    here = "" if away else f"{HERE}。"
    return f"旁边还有一份加密的备份：{kept.path.name}　{size(kept.size)}。{here}{sealed.BROUGHT}。"


def carried(store: Store, role: str, full: bool) -> dict[str, int]:
    """How many records of each kind the next package tells something of; the voided, unused blank forms too, by themselves."""
    ids: dict[str, set[str]] = {cls.noun: set() for cls in COUNTED}
    for stream, first in selected(store, store.identity.world, role, full=full).items():
        for row in store.rows("SELECT kind, id FROM entry WHERE stream=? AND seq>=?", (stream, first)):
            if row["kind"] in ids:
                ids[row["kind"]].add(row["id"])
    voided = {
        cls.noun: {id for (id,) in store.db.execute(f"SELECT id FROM {cls.noun} WHERE voided IS NOT NULL")}
        for cls in COUNTED
    }
    gone = sum(len(ids[noun] & voided[noun]) for noun in ids)
    return {cls.label: len(ids[cls.noun] - voided[cls.noun]) for cls in COUNTED} | ({"作废": gone} if gone else {})
