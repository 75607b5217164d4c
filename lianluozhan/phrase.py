"""常用语: what is often answered to a matter of a category, from what this station wrote before and from what is shipped."""

from __future__ import annotations

import json

from lianluozhan import resource
from lianluozhan.category import Category
from lianluozhan.store import Store
from lianluozhan.table import by_id

OWN, LONGEST = 4, 80  # phrases out of earlier answers; characters that can still be a phrase


def phrases(store: Store, category: str | None) -> list[str]:
    """The station's own answers to such matters, the most used first, then the shipped ones."""
    known = by_id(store, Category, [category] if category else [])
    name = known[category].name if category in known else category
    shipped = json.loads(resource.path("rules", "phrases.json").read_text("utf-8"))
    return list(dict.fromkeys([*_written(store, category), *shipped.get(name or "", ()), *shipped[""]]))


def _written(store: Store, category: str | None) -> list[str]:
    """Answers given twice or more to this category, to any where none is chosen."""
    where = "category = ?" if category else "?1 IS NULL"
    sql = (
        f"SELECT reply FROM visit WHERE {where} AND voided IS NULL AND length(reply) BETWEEN 2 AND {LONGEST} "
        f"GROUP BY reply HAVING count(*) > 1 ORDER BY count(*) DESC, max(received_at) DESC LIMIT {OWN}"
    )
    return [row["reply"] for row in store.rows(sql, (category,))]
