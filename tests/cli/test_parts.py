"""parts: which parts a folder has, switched on and off; what is off is neither listed nor run."""

import pytest

from lianluozhan import parts
from lianluozhan.parts import Part
from tests.station import empty, run


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """A part that brings a paper and a verb."""
    monkeypatch.setattr(parts, "PARTS", (Part("自检", "看灯。", parts.BOTH, papers=("交接单",), verbs=("points",)),))


def test_at_a_station(tmp_path):
    """Off, on, off: the list says so, the verb and the paper follow."""
    path = empty(tmp_path / "站")

    def at(*words):
        return run(*words, "--data", path)

    assert at("parts", "--json").data == [
        {"name": "自检", "on": False, "fixed": False, "stations": None, "says": "看灯。"}
    ]
    for words in (("points", "2026"), ("paper", "交接单", "--to", tmp_path / "单.pdf")):
        done = at(*words)
        assert done.code == 1 and "“自检”还没有打开" in done.err and not (tmp_path / "单.pdf").exists()
    assert "交接单" not in at("paper", "--list").out
    done = at("parts", "--on", "自检")
    assert done.code == 0 and done.out.splitlines()[1].split() == ["自检", "打开", "看灯。"]
    assert at("points", "2026").code == 0 and "交接单" in at("paper", "--list").out
    assert at("paper", "交接单", "--to", tmp_path / "单.pdf").code == 0
    assert "没有打开" in at("parts", "--off", "自检").out and at("points", "2026").code == 1


def test_refused(tmp_path):
    """An unknown part, a station that says it for others, --free alone."""
    path = empty(tmp_path / "站")
    for words, why in (
        (("--on", "自由"), "没有“自由”"),
        (("--stations", "--on", "自检"), "是区里的事"),
        (("--free", "自检"), "要和 --stations"),
    ):
        done = run("parts", *words, "--data", path)
        assert done.code == 1 and why in done.err


def test_at_a_district(tmp_path):
    """What it says for its stations stands beside what it has itself."""
    path = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    assert "各站都用" in run("parts", "--stations", "--on", "自检", "--data", path).out
    assert run("parts", "--json", "--data", path).data[0]["stations"] is True
    assert "站里自己定" in run("parts", "--stations", "--free", "自检", "--data", path).out
