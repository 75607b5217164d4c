"""The district's PC is gone: made again from its backup at a new PC, or with nothing but a new key card that every station accepts."""

import pytest

from tests.district import DISTRICT, OFFICE, district
from tests.pages.desk import Desk
from tests.station import opened, run, sound

WHO = ("--operator", "高建军")


@pytest.fixture
def made(tmp_path):
    """A district and its two stations, its backup, and what happened after that: it passed on an issue and told the station."""
    ends = district(tmp_path)
    (stick := tmp_path / "换的U盘").mkdir()
    assert run("backup", "--to", tmp_path / "备份", "--data", ends.office).code == 0
    (issue,) = [
        row for row in issues(ends.office) if row["state"] == "待区处理" and row["number"].startswith("140405102")
    ]
    done = run("follow", issue["number"], "交办", "承办单位=区住建局", "--data", ends.office, *WHO)
    assert done.code == 0, done.err
    carry(ends.office, ends.stations["渔泽镇"], stick)
    return ends, issue["number"], stick


def issues(folder):
    """The issues of a folder."""
    return run("list", "issue", "--json", "--data", folder).data


def carry(sender, to, stick, *how):
    """What one has for the other, by stick; what was said of it."""
    for old in stick.glob("*.llz"):
        old.unlink()
    done = run("export", "--to", stick, *how, "--data", sender)
    assert done.code == 0, done.err
    with opened(to) as store:
        code = store.identity.world
    return run("import", *stick.glob(f"*-{code}-*.llz"), "--data", to)


def state(folder, number):
    """Where an issue stands and who has it."""
    (one,) = [row for row in issues(folder) if row["number"] == number]
    return one["state"], one.get("organ")


def test_restored_at_a_new_pc(made, tmp_path):
    """From the backup: its own lost acts come back, with the package written in full that the refusal asks for, or once the
    stations have heard from it; nobody is asked whose keys these are."""
    ends, number, stick = made
    (file,) = (tmp_path / "备份").glob("*.zip")
    again = tmp_path / "新电脑"
    assert run("restore", file, "--to", again).code == 0
    assert state(again, number)[0] == "待区处理"
    one, other = ends.stations["渔泽镇"], ends.stations["余吾镇"]
    refused = carry(one, again, stick)
    assert refused.code == 1 and "全量导出" in refused.err
    assert carry(one, again, stick, "--full").code == 0
    assert carry(again, other, stick).code == 0
    assert carry(other, again, stick).code == 0
    assert state(again, number) == state(ends.stations["渔泽镇"], number) == ("办理中", "区住建局")
    run("follow", number, "答复", "答复类别=A", "内容=装好了", "--data", again, *WHO)
    for town in ends.stations.values():
        assert carry(again, town, stick).code == 0
    assert state(ends.stations["渔泽镇"], number)[0] == "已答复"
    for folder in (again, *ends.stations.values()):
        with opened(folder) as store:
            sound(store)


def test_with_a_new_card(made, tmp_path):
    """With nothing: a new folder of the same code; each station accepts its card after comparing the fingerprint, one in the
    window, one by command, and all they have comes back, the district's own acts too."""
    ends, number, stick = made
    again = tmp_path / "重新建的"
    assert (
        run(
            "init", "--role", "district", "--code", DISTRICT, "--name", OFFICE, "--clerk", "高建军", "--data", again
        ).code
        == 0
    )
    card = tmp_path / "新卡.json"
    said = run("card", "--to", card, "--data", again).out
    old = run("card", "--to", tmp_path / "旧卡.json", "--data", ends.office).out.split("指纹 ")[1][:35]
    one, other = ends.stations["渔泽镇"], ends.stations["余吾镇"]
    refused = run("enrol", card, "--data", other)
    assert refused.code == 1 and "钥匙丢了" in refused.err
    assert run("enrol", "--lost", card, "--data", other).code == 0
    desk = Desk(one)
    desk.open("导出到U盘")
    desk.page.keyring.ask_card = lambda: str(card)
    desk.press("区里的钥匙丢了，重新认…")
    desk.wait()
    assert said.split("指纹 ")[1][:35] in desk.said()
    desk.press("一样，改认这一把")
    desk.wait()
    assert "已改认" in desk.said() and old in desk.said()
    desk.close()
    refused = carry(one, again, stick)
    assert refused.code == 1 and "认回本办从前写的" in refused.err
    (file,) = stick.glob("*.llz")
    desk = Desk(again)
    desk.open("各站")
    desk.page.keyring.ask_package = lambda: str(file)
    desk.press("认回本办从前写的…")
    desk.wait()
    assert old in desk.said()
    desk.press("一样，认回来")
    desk.wait()
    assert "已认回" in desk.said()
    desk.close()
    assert run("enrol", "--ours", file, "--data", again).code == 1, "it is known now"
    for town in (one, other):
        done = carry(town, again, stick)
        assert done.code == 0, done.err
    assert sorted(row["number"] for row in issues(again)) == sorted(row["number"] for row in issues(ends.office))
    assert state(again, number) == ("办理中", "区住建局")
    done = run("follow", number, "答复", "答复类别=A", "内容=装好了", "--data", again, *WHO)
    assert done.code == 0, done.err
    for town in (one, other):
        assert carry(again, town, stick).code == 0
    assert state(one, number)[0] == "已答复"
    late = carry(ends.office, one, stick)
    assert late.code == 1 and "从前的钥匙" in late.err
    for folder in (again, one, other):
        with opened(folder) as store:
            sound(store)
