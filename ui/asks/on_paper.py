"""A paper that no word of the catalogue asks for: one layout, drawn in the worker, to be looked at and printed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lianluozhan.report.page import Layout, pdf
from lianluozhan.store import Store
from ui.widgets.pdf import Document


def on_paper(
    store: Store, name: str, layout: Layout, tail: object = "", people: Mapping[str, Any] = MappingProxyType({})
) -> Document:
    """The layout as a paper of the station; `tail` tells its file from another one's of that name: 恢复演练记录-2026-11-26.pdf."""
    data = pdf(name, store.identity.name, [layout])
    file = f"{name}-{tail}.pdf" if tail else f"{name}.pdf"
    return Document(name, file, data, len(layout.pages), tuple(sorted(layout.missing)), people)
