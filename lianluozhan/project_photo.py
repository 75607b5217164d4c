"""办前办后: photos of how it was and how it is now, kept small and without their place, each once; a wrong one goes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lianluozhan import attachment, clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.errors import BadInput
from lianluozhan.project import THIS, Project

PHOTO, GONE = "照片", "去掉"
WHEN = {"办前": Project.before.name, "办后": Project.after.name}
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp")


def add_photos(act: Act, one: Project, name: str, files: Sequence[Path]) -> int:
    """Photos of how it was (`before`) or is now (`after`), each once; gives how many are new. Raises BadInput of what is none."""
    refuse_voided(one, THIS)
    if other := next((file.name for file in files if file.suffix.lower() not in ENDINGS), ""):
        raise BadInput(f"{other} 不是照片", then=f"照片的文件名以 {'、'.join(ENDINGS)} 结尾；别的材料请放在附件里")
    held = {paper["digest"]: paper for paper in one.data[name] or ()}
    taken = [attachment.take(act.store.path.parent, file, clock.today().year) for file in files]
    every = held | {paper["digest"]: paper for paper in taken if paper["digest"] not in held}
    if len(every) > len(held):
        act.amend(one, {name: list(every.values())})
    return len(every) - len(held)


def drop_photo(act: Act, one: Project, word: str) -> str:
    """Take a photo off again, by its digest or the name of its file; gives its name. Raises BadInput."""
    refuse_voided(one, THIS)
    for name in WHEN.values():
        held: list[Mapping[str, Any]] = one.data[name] or []
        if gone := [paper for paper in held if word in (paper["digest"], paper["name"])]:
            act.amend(one, {name: [paper for paper in held if paper not in gone] or None})
            return gone[0]["name"]
    raise BadInput(f"没有叫“{word}”的照片", then="文件名看 show 里写的")
