"""inspection: the folder from the command line, with the number the cases were drawn by; of a district's station by name."""

from lianluozhan import clock
from tests.district import district
from tests.station import empty, filled, run


def test_a_folder(tmp_path):
    """Every file with its pages; the number is said; the same as JSON; a second time it is refused."""
    path, to = filled(tmp_path / "站"), tmp_path / "U盘"
    to.mkdir()
    at = ("--data", path, "--today", "2026-10-31")
    assert run("inspection", "--to", to, *at).code == 1  # off
    run("parts", "--on", "自检", "--data", path)
    done = run("inspection", "2026", "--to", to, "--seed", "42", *at)
    assert done.code == 0, done.err
    assert "00-迎检目录.pdf  1 页" in done.out and "抽签号 42，抽到 没有办结的" in done.err
    assert run("inspection", "--to", to, *at).code == 1
    (tmp_path / "另").mkdir()
    told = run("inspection", "--to", tmp_path / "另", "--full", "--json", *at).data
    assert (
        told["seed"] == 20261031
        and told["cases"] == []
        and {one["file"] for one in told["files"]}
        == {file.name for file in (tmp_path / "另" / told["folder"].rpartition("/")[2]).iterdir()}
    )
    assert run("inspection", "今年", "--to", tmp_path, *at).code == 1


def test_of_a_station(tmp_path):
    """A district names the station whose folder it wants."""
    office = district(tmp_path).office
    clock.set_today(None)
    at = ("--data", office, "--today", "2026-10-31")
    run("parts", "--on", "自检", *at)
    assert "请加 --station" in run("inspection", "--to", tmp_path, *at).err
    done = run("inspection", "--station", "渔泽镇", "--to", tmp_path, *at)
    assert done.code == 0 and (tmp_path / "迎检材料-渔泽镇-2026" / "00-迎检目录.pdf").exists(), done.err


def test_in_the_way(tmp_path):
    """A path without a folder is refused in words."""
    path = empty(tmp_path / "站")
    run("parts", "--on", "自检", "--data", path)
    (tmp_path / "文件").write_text("x")
    done = run("inspection", "--to", tmp_path / "文件", "--data", path)
    assert done.code == 1 and "写不进" in done.err
