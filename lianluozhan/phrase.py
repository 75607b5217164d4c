"""常用语: what is often answered to a matter of a category, from what this station wrote before and from the district's words."""

from __future__ import annotations

from lianluozhan.category import Category
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.wording import OF, PHRASES, REFUSED, listed, words_of

OWN, LONGEST = 4, 80  # phrases out of earlier answers; characters that can still be a phrase


def phrases(store: Store, category: str | None) -> list[str]:
    """The station's own answers to such matters, the most used first, then the district's."""
    known = by_id(store, Category, [category] if category else [])
    name = known[category].name if category in known else category
    words = words_of(store)
    return list(
        dict.fromkeys([*_written(store, category), *listed(words, f"{PHRASES}{OF}{name}"), *listed(words, PHRASES)])
    )


def refusals(store: Store) -> list[str]:
    """Why a matter is none of ours, each with where to go: 已经或者应当由诉讼解决 → 人民法院."""
    return list(listed(words_of(store), REFUSED))


def _written(store: Store, category: str | None) -> list[str]:
    """Answers given twice or more to this category, to any where none is chosen."""
    where = "category = ?" if category else "?1 IS NULL"
    sql = (
        f"SELECT reply FROM visit WHERE {where} AND voided IS NULL AND length(reply) BETWEEN 2 AND {LONGEST} "
        f"GROUP BY reply HAVING count(*) > 1 ORDER BY count(*) DESC, max(received_at) DESC LIMIT {OWN}"
    )
    return [row["reply"] for row in store.rows(sql, (category,))]
