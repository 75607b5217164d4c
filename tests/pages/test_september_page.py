"""The September of the story opened in the window: 统计 and 意见办理 say what was written by hand."""

import json
import re
from pathlib import Path

import pytest

from lianluozhan import clock
from lianluozhan.cli.words import pairs
from lianluozhan.followup import Followup
from tests.pages.desk import Desk
from tests.station import add, do, empty, opened

MONTH = json.loads((Path(__file__).parents[1] / "story" / "渔泽镇站-2026年9月.json").read_text("utf-8"))
NAMES = {field.label: name for name, field in Followup.fields.items()}
SUMS, ISSUES = MONTH["truth"]["figures"], MONTH["truth"]["issues"]


@pytest.fixture(scope="module")
def lived(qapp, tmp_path_factory):
    """The clerk at the window, on the last day of October, in a folder that has lived through September."""
    home = tmp_path_factory.mktemp("九月")
    folder = empty(home / "站")
    rows = home / "九月.jsonl"
    rows.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in MONTH["visits"]), "utf-8")
    clock.set_today(MONTH["today"])
    with opened(folder) as store:
        add(store, "visit", rows)
        for line in MONTH["commands"]:
            _follow, number, word, *typed = line.split(" ")
            do(store, number, word, **{NAMES[label]: value for label, value in pairs(typed).items()})
    return folder


@pytest.fixture
def desk(lived):
    """The window of that day."""
    clock.set_today(MONTH["today"])
    desk = Desk(lived)
    yield desk
    desk.close()


def test_figures_in_the_window(desk):
    """统计 of September shows the figures of the command line and of the truth."""
    desk.open("统计")
    desk.press("上一月")
    shown = {figure.label: figure.number for part in desk.page.parts for figure in part.figures}
    assert (shown["来访批次"], shown["来访人次"], shown["当场答复"]) == ("23 批次", "31 人次", "8 件")
    assert (shown["本月登记"], shown["其中办结"], shown["逾期"]) == ("14 件", "9 件", "1 件")
    assert (shown["办结率"], shown["满意率"]) == (SUMS["closed_share"], SUMS["satisfied_share"])
    said = desk.said()
    assert "状态：" + "，".join(f"{word} {number} 件" for word, number in SUMS["by_state"].items()) in said


def test_groups_in_the_window(desk):
    """意见办理 counts the open ones by what is to be done, the closed ones apart, as the truth has them."""
    desk.open("意见办理")
    groups: dict[str, list[str]] = {}
    for row in desk.list("followup"):
        found = re.search(r"Y\d{4}", row)
        if found is None:
            groups[head := re.sub(r"\W*\d+\W*件?$", "", row)] = []
        else:
            groups[head].append(found[0])
    assert groups.pop("已经了结") and groups == {
        "逾期": ["Y0010"],
        "快到期": ["Y0014"],
        "按期办理": ["Y0011", "Y0012", "Y0003"],
    }
    settled = [number for number, state, *_ in ISSUES if state not in ("办理中", "跟踪中")]
    assert sorted(re.findall(r"Y\d{4}", "\n".join(desk.list("followup")))) == sorted(
        {*settled, "Y0003", "Y0010", "Y0011", "Y0012", "Y0014"}
    )
