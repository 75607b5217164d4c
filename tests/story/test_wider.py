"""自检 and 公示 from the district's word to the screen in the hall: switched on for the stations, mended, approved, carried up,
looked at side by side, a word said back; by window and command line, with the papers read."""

import json
import subprocess
from functools import partial

import pytest

from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import done, opened, run, sound

TODAY = "2026-11-03"
TOWN, HALL = "渔泽镇", "镇政府一楼大厅"

pytestmark = pytest.mark.day(TODAY)  # early November, for windows too
at = partial(done, today=TODAY)  # a command there on that day, that is done


def lamps(path, *words):
    """{lamp: its colour}."""
    return {one["name"]: one["light"] for one in at(path, "selfcheck", "2026", "--json", *words).data}


def text(file):
    """What poppler reads."""
    return "".join(
        subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


@pytest.mark.needs("pdftotext")
def test_the_whole_way(tmp_path):
    """Nothing is seen before the district says so; then a station works, and the district sees what it did."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    station, office = made.stations[TOWN], made.office
    assert run("selfcheck", "--data", station).code == 1
    at(office, "parts", "--stations", "--on", "自检", "--on", "公示")
    at(office, "parts", "--on", "自检", "--on", "公示")
    carry(office, station, stick)
    # the clerk at the window: what is red, where it is mended
    desk = Desk(station)
    desk.open("六有四常自检")
    assert "有固定场所 红" in "\n".join(desk.list("selfcheck"))
    desk.choose("有固定场所")
    photo = tmp_path / "会议室.txt"
    photo.write_text("照片", "utf-8")
    desk.page.ask_files = lambda: [str(photo)]
    desk.press("给这一项添照片或文件…")
    desk.page._open(desk.page.beside.list.rows.items[0].key)
    desk.wait()
    assert desk.page.title == "代表名册"
    desk.close()
    at(
        station,
        "amend",
        f"{TOWN}人大代表联络站",
        "固定场所=一楼 120 平方米",
        f"地址={HALL}",
        "站长=李建国",
        "--reason",
        "自检时补上",
    )
    assert lamps(station)["有固定场所"] == "绿"
    # what is posted: drafted and approved at the window, posted by command
    desk = Desk(station)
    desk.open("公示")
    desk.press("起草这段时间的")
    desk.press("保存")
    desk.choose("2026年10月意见办理公示")
    desk.press("批准公示")
    assert "李建国" in desk.page.standing.text()
    desk.close()
    at(station, "notice", "post", "2026年10月意见办理公示", "--spot", HALL, "--until", "2026-11-10")
    at(station, "screen", "--to", tmp_path / "大厅.html")
    assert HALL in (tmp_path / "大厅.html").read_text("utf-8")
    (tmp_path / "迎检").mkdir()
    at(station, "inspection", "2026", "--to", tmp_path / "迎检", "--seed", "9")
    assert "抽签号9" in text(tmp_path / "迎检" / f"迎检材料-{TOWN}-2026" / "00-迎检目录.pdf")
    # up, side by side, a rule back down
    carry(station, office, stick)
    (row,) = at(office, "notice", "--json").data
    assert (row["station"], row["state"], row["spot"]) == (TOWN, "公示中", HALL)
    assert (
        lamps(office, "--station", TOWN)["有固定场所"] == "绿"
        and lamps(office, "--station", "余吾镇")["有固定场所"] == "红"
    )
    at(office, "paper", "自检表", "2026", "--to", tmp_path / "各站.pdf")
    assert f"{TOWN}绿" in text(tmp_path / "各站.pdf")
    asked = tmp_path / "标准.jsonl"
    asked.write_text(
        json.dumps({"name": "自检标准", "year": 2026, "values": {"visits": 99}}, ensure_ascii=False), "utf-8"
    )
    before = lamps(station)["群众常来"]
    at(office, "add", "rule", asked)
    carry(office, station, stick)
    assert before != "红" and lamps(station)["群众常来"] == "红"
    for path in (station, office):
        with opened(path) as store:
            sound(store)
