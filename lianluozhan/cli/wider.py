"""What the verbs of the switchable parts take (lianluozhan/parts.py), and the verb that switches them."""

from __future__ import annotations

from typing import Any

Argument = tuple[tuple[str, ...], dict[str, Any]]


def _arg(*names: str, **options: Any) -> Argument:
    return names, options


_JSON = _arg("--json", action="store_true", help="输出 JSON")
_MANY = {"metavar": "功能", "action": "append", "default": []}

VERBS: dict[str, tuple[str, tuple[Argument, ...]]] = {
    "parts": ("功能：不写做什么就列出有哪些、打开了没有", (
        _arg("--on", help="打开，可写几个", **_MANY),
        _arg("--off", help="关上；数据都留着，可写几个", **_MANY),
        _arg("--stations", action="store_true", help="区里：改为替各站定，站里不能再改"),
        _arg("--free", help="区里：和 --stations 一起，改回由站里自己定", **_MANY),
        _JSON,
    )),
}  # fmt: skip
