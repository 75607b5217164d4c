"""The stick back: a district's packages for its stations, and what a station then sees of its own records."""

import pytest

from tests.station import empty, filled, refused, run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A station that reported, and its district that has taken it in; only looked at, or copied on by exports."""
    folder = tmp_path_factory.mktemp("往返")
    town, office, stick = (
        filled(folder / "站"),
        empty(folder / "区", "district", "140405", "屯留区人大常委会办公室"),
        folder / "U盘",
    )
    stick.mkdir()
    run("card", "--to", stick / "卡.json", "--data", office)
    run("enrol", stick / "卡.json", "--data", town)
    assert run("export", "--to", stick, "--data", town).code == 0
    assert run("import", *stick.glob("*.llz"), "--data", office).code == 0
    return town, office, stick


def test_one_package_a_station(made, tmp_path):
    """Without --for every station gets one; with it only the one named by code, name or part of it."""
    _town, office, _stick = made
    for words in ((), ("--for", "140405102"), ("--for", "渔泽镇人大代表联络站"), ("--for", "渔泽")):
        (done,) = run("export", "--to", tmp_path, *words, "--json", "--data", office).data
        assert "140405-140405102-" in done["path"] and done["entries"] > 0
    assert "共 1 个站" in run("export", "--to", tmp_path, "--data", office).out


def test_no_such_station(made, tmp_path):
    """A station nobody heard of; a station that names one."""
    town, office, _stick = made
    assert "没有见过" in refused(office, "export", "--to", tmp_path, "--for", "余吾")
    assert "不用写 --for" in refused(town, "export", "--to", tmp_path, "--for", "渔泽")
    assert list(tmp_path.iterdir()) == []


def test_there_and_back(made, tmp_path):
    """已报 in the list, 退回修改 with its reason after the stick came back, 已收 for the rest; the next package is small."""
    town, office, _stick = made
    rows = run("list", "visit", "--json", "--data", town).data
    assert {row["travel"] for row in rows} == {"已报"} and "travel" not in run(
        "list", "visit", "--json", "--data", office
    ).data[0]
    assert "已写上" in run("follow", "J0001", "退回修改", "内容=电话少一位", "--data", office).out
    run("export", "--to", tmp_path, "--data", office)
    assert run("import", *tmp_path.glob("*.llz"), "--data", town).code == 0
    assert len(run("list", "visit", "--where", "报送=已收", "--json", "--data", town).data) == 22
    (back,) = run("list", "visit", "--where", "报送=退回修改", "--json", "--data", town).data
    assert back["travel_why"] == "电话少一位"
    shown = run("show", back["number"], "--data", town).out
    assert "报送：退回修改" in shown and "电话少一位" in shown
    assert run("export", "--to", tmp_path, "--json", "--data", town).data["entries"] < 5
    assert run("check", "--data", town).code == 0


def test_remarks_that_are_none(made):
    """Only the words for remarks are taken, and a remark needs nothing else."""
    _town, office, _stick = made
    assert "退回修改" in refused(office, "follow", "J0002", "催办")
    assert "只能补充意见" in refused(office, "amend", "J0002", "备注=x", "--reason", "改")
