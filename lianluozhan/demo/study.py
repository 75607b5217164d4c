"""What lies on the made-up station's shelf: its own 制度, something to learn from, one of them read by two deputies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import attach
from lianluozhan.record import id_of
from lianluozhan.report.page import Layout, Sheet, pdf
from lianluozhan.report.strip import Cell, Strip, Style
from lianluozhan.report.typeface import SERIF
from lianluozhan.store import Store
from lianluozhan.study import Study, add_study, read
from lianluozhan.visit import Visit

TEXT = Style(SERIF, 12.0, 20.0)
STATION = {
    "接待制度（示例）": (
        "一、每周三上午开门，代表按排班到站，提前五天把公告贴出去。",
        "二、来的人说什么就记什么，原话照写，当场能答的当场答。",
        "三、答不了的开出意见，写明谁办、哪天前办好，办完告诉本人。",
        "四、月底把接待、意见、履职三本账印出来，签字存档。",
    ),
    "学习制度（示例）": (
        "一、代表每季度至少集中学习一次，平时自己读，读过的到站里记一笔。",
        "二、新的法律、上级的文件，到站一周内放上资料架，通知代表来看。",
        "三、学习和接待结合：学了就讲，讲给来访的群众听。",
    ),
    "怎样写好一条代表建议（示例）": (
        "一、一事一议：一条建议只说一件事，一个单位能办。",
        "二、先看后写：到现场看过，问过几户人，数清楚有多少人、多少处。",
        "三、写清楚三样：现在怎样、为什么、请谁怎么办。",
    ),
}
OFFICE = {
    "全区代表学习计划（示例）": (
        "一、上半年学一部法律，下半年学一项条例，由各站组织。",
        "二、各站把学习记在代表履职里，年底一起算积分。",
    )
}
ISSUED = "-03-01"  # of the year that is shown
READERS = 2


def fill(store: Store, clerk: str) -> None:
    """The station's; the deputies who received first read its first."""
    put(store, clerk, STATION)
    people = [who for one in store.find(Visit, "deputies IS NOT NULL", order="received_at, id") for who in one.deputies]
    one = store.the(Study, (store.identity.world, _id(store, next(iter(STATION)))))
    if people:
        with acting(store, "read_study", clerk) as act:
            read(act, one, list(dict.fromkeys(people))[:READERS])


def put(store: Store, clerk: str, shelf: Mapping[str, Sequence[str]]) -> None:
    """Each as a PDF of a page."""
    with TemporaryDirectory() as folder, acting(store, "add_study", clerk) as act:
        for title, lines in shelf.items():
            file = Path(folder) / f"{title}.pdf"
            strips = [Strip((Cell(line, 1, TEXT),), ruled=False, least=30.0) for line in lines]
            sheet = Sheet(title=title, above=(store.identity.name, "", ""), below=("", ""), portrait=True)
            file.write_bytes(pdf(title, store.identity.name, [Layout(sheet, strips)]))
            add_study(
                act,
                _id(store, title),
                {"title": title, "issued_on": f"{clock.today().year}{ISSUED}", "issuer": store.identity.name},
            )
            attach(act, Study({"id": _id(store, title), "world": store.identity.world}), file)


def _id(store: Store, title: str) -> str:
    return id_of("demo", Study.noun, store.identity.world, title)
