"""selfcheck: the lamps as a table and as JSON, of a point, of a district's stations; papers of the 六有 put in; its paper."""

import subprocess

import pytest

from lianluozhan import clock
from tests.district import district
from tests.station import empty, filled, run


@pytest.fixture
def at(tmp_path):
    """Commands on a station that has read the sample ledger and switched the part on."""
    path = filled(tmp_path / "站")
    assert run("parts", "--on", "自检", "--data", path).code == 0

    def at(*words):
        return run(*words, "--data", path, "--today", "2026-10-31")

    return at


def words(file):
    """What poppler reads."""
    return "".join(
        subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


def test_off(tmp_path):
    """While the part is off, the verb says how it is switched on."""
    done = run("selfcheck", "--data", empty(tmp_path / "站"))
    assert done.code == 1 and "parts --on 自检" in done.err


def test_lamps(at):
    """A line a lamp, then what is missing; the same as JSON; the sums beside."""
    done = at("selfcheck", "2026")
    assert done.code == 0, done.err
    assert (
        "群众常来" in done.out
        and "接待 23 批 38 人次" in done.out
        and "有固定场所：固定场所没有写" in done.out
        and "红 " in done.err
    )
    found = {one["name"]: one for one in at("selfcheck", "--json").data}
    assert (
        len(found) == 16 and found["代表常在"]["light"] == "红" and found["代表常在"]["missing"] == ["接待日还没有排"]
    )


def test_a_paper_is_put_in(at, tmp_path):
    """--add keeps a photo with the place; twice changes nothing; an unknown item is refused."""
    (tmp_path / "会议室.txt").write_text("照片", "utf-8")
    assert "已添加到“固定场所”" in at("selfcheck", "--add", "固定场所", tmp_path / "会议室.txt").err
    done = at("selfcheck", "--add", "固定场所", tmp_path / "会议室.txt", "--json")
    assert "没有改动" in done.err and done.data[0]["measure"] == "没有写；材料 1 件" and done.data[0]["light"] == "黄"
    assert at("selfcheck", "--add", "热水器", tmp_path / "会议室.txt").code == 1


def test_paper(at, tmp_path):
    """自检表 has every lamp with its measure, and says what is missing."""
    done = at("paper", "自检表", "2026", "--to", tmp_path / "自检.pdf")
    assert done.code == 0, done.err
    said = words(tmp_path / "自检.pdf")
    for part in ("六有四常自检表", "有固定场所红没有写；材料0件", "接待23批38人次", "接待日还没有排", "合计：绿"):
        assert part in said, said
    assert at("paper", "自检表", "2027", "--to", tmp_path / "自检.pdf").code == 1


def test_stations(tmp_path):
    """A district's stations side by side, on screen and paper; one of them by name as the station has it."""
    office = district(tmp_path).office
    clock.set_today(None)
    at = ("--data", office, "--today", "2026-10-31")
    assert run("parts", "--on", "自检", *at).code == 0
    done = run("selfcheck", "2026", *at)
    assert done.out.split()[:2] == ["站", "有固定场所"] and [line.split()[0] for line in done.out.splitlines()[1:]] == [
        "渔泽镇",
        "余吾镇",
    ]
    assert [one["station"] for one in run("selfcheck", "--json", *at).data] == ["渔泽镇", "余吾镇"]
    assert "接待 2 批 4 人次" in run("selfcheck", "2026", "--station", "余吾镇", *at).out
    assert run("paper", "自检表", "2026", "--to", tmp_path / "各站.pdf", *at).code == 0
    said = words(tmp_path / "各站.pdf")
    assert "各站自检表" in said and "余吾镇" in said and "渔泽镇" in said
