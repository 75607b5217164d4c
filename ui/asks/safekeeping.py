"""What a morning says of the data themselves: whether they would survive this PC, and which of them are due to be erased."""

from __future__ import annotations

from lianluozhan import action as table, clock, doubt, retention, rotation, vault
from lianluozhan.erased import awaiting
from lianluozhan.store import Store
from ui.asks import update as renewal
from ui.asks.further import Line
from ui.told import short

WORTH = 50  # entries from which it would be a loss


def safety(store: Store) -> list[Line]:
    """What would help if the PC were stolen: one line, and a person may leave it at that."""
    folder, lines = store.path.parent, []
    plan = rotation.plan_of(folder)
    days, failed = rotation.days_at_home(plan, clock.today()), plan.failed
    if number := doubt.missing(store):
        lines.append(Line("backup", "", doubt.told_missing(number), doubt.BACK))
    if failed:
        lines.append(Line("backup", "", "上一次没有备份成", failed))
    elif (days is None or days >= rotation.PATIENCE) and _worth_keeping(store):
        why = "电脑坏了就没有了" if days is None else f"{days} 天没有放到别处"
        lines.append(Line("backup", "", "备份只在这台电脑上", why))
    if not vault.doors(folder):
        lines.append(Line("password", "", "没有设密码", "谁能用这台电脑，谁就能看"))
    return lines + [Line("update", "", *told) for told in renewal.lines()]


def _worth_keeping(store: Store) -> bool:
    return bool(store.db.execute("SELECT 1 FROM entry LIMIT 1 OFFSET ?", (WORTH,)).fetchone())


def erasing(store: Store) -> list[Line]:
    """What is due to be erased here; at a district what its stations erased and nobody here has confirmed."""
    if store.identity.role == table.DISTRICT_ROLE:
        waits = len(awaiting(store))
        return [Line("erasing", "", f"站里脱敏了 {waits} 条", "请确认，区里这份也销毁")] if waits else []
    number = len(retention.due(store, clock.today()))
    asked = retention.asked(store)
    words = (
        f"区里布置了 {short(asked.acted_on)} 为止的" if asked and asked.acted_on else "保存期限到了：印清单，站长签字"
    )
    return [Line("erasing", "", f"{number} 条到期", words)] if number else []
