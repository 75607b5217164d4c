"""init: a new folder for a station or a district."""

import pytest

from tests.station import run


def made(tmp_path, *words, role="station"):
    """Run init for a folder 新."""
    return run("init", "--data", tmp_path / "新", "--role", role, *words)


@pytest.mark.parametrize(
    ("role", "words", "code"),
    [
        ("station", ["--name", "渔泽镇人大代表联络站"], "140405102"),
        ("station", ["--name", "代表联络站", "--town", "渔泽镇"], "140405102"),
        ("station", ["--name", "渔泽", "--code", "140405102"], "140405102"),
        ("district", ["--name", "屯留区人大常委会办公室"], "140405"),
        ("district", ["--name", "人大办公室", "--code", "140405"], "140405"),
    ],
)
def test_code(tmp_path, role, words, code):
    """The code is what was written, else that of the town, else that of the name."""
    done = made(tmp_path, *words, role=role)
    assert done.code == 0, done.err
    assert f"代码 {code}" in done.out
    (place,) = run("list", "place", "--json", "--data", tmp_path / "新").data
    assert (place["code"], place["name"]) == (code, words[1])


@pytest.mark.parametrize(
    ("town", "host"), [("渔泽镇", "镇人大主席团"), ("路村乡", "乡人大主席团"), ("麟绛街道", "街道人大工委")]
)
def test_host(tmp_path, town, host):
    """Who passes matters on follows from the town's kind."""
    made(tmp_path, "--name", f"{town}人大代表联络站")
    (place,) = run("list", "place", "--json", "--data", tmp_path / "新").data
    assert (place["host"], place["level"]) == (host, "站")


def test_clerk(tmp_path):
    """The clerk named at init is who types when nobody is named."""
    made(tmp_path, "--name", "渔泽镇人大代表联络站", "--clerk", " 赵敏 ")
    assert [row["name"] for row in run("list", "operator", "--json", "--data", tmp_path / "新").data] == ["赵敏"]
    (tmp_path / "r.jsonl").write_text(
        '{"received_at": "2026-10-14", "statement": "没水", "outcome": "当场答复"}\n', "utf-8"
    )
    run("add", "visit", tmp_path / "r.jsonl", "--data", tmp_path / "新")
    assert run("list", "visit", "--json").data[0]["created_by"] == "赵敏"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "某某联络站"], "查不出代码"),
        (["--name", "某某联络站", "--town", "不存在镇"], "查不出代码"),
        (["--name", "屯留区人大代表联络站"], "查不出代码"),  # a station never has its district's code
        (["--name", "  "], "没有写"),
        (["--name", "渔泽镇站", "--code", "1"], "代码“1”不合适"),
        (["--name", "渔泽镇站", "--code", "../../x"], "不合适"),
        (["--name", "渔泽镇站", "--code", "１４０４０５１０２"], "不合适"),
        (["--name", "渔泽镇\x07站"], "控制字符"),
        (["--name", "渔泽镇站", "--clerk", "赵\x1b敏"], "控制字符"),
        (["--name", "渔泽镇站", "--clerk", " "], "没有写"),
        (["--name", "渔泽镇" + "站" * 200_000], "太长"),
        (["--name", "渔泽镇\ud800站"], "读不出来的字符"),
    ],
)
def test_refused(tmp_path, words, said):
    """What cannot be is refused in Chinese with 1, and no folder is made."""
    done = made(tmp_path, *words)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("错误：") and said in done.err and "没有改动任何数据。" in done.err
    assert not (tmp_path / "新").exists()


def test_not_twice(tmp_path):
    """A folder that is one already, or that holds other files, is left as it is."""
    made(tmp_path, "--name", "渔泽镇人大代表联络站")
    before = {file.name: file.read_bytes() for file in (tmp_path / "新").iterdir()}
    again = made(tmp_path, "--name", "渔泽镇人大代表联络站")
    assert again.code == 1 and "已经有一个数据文件夹" in again.err
    assert {file.name: file.read_bytes() for file in (tmp_path / "新").iterdir()} == before
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "1.jpg").write_bytes(b"x")
    done = run("init", "--data", tmp_path / "照片", "--role", "station", "--name", "渔泽镇站")
    assert done.code == 1 and "别的文件" in done.err
    assert [file.name for file in (tmp_path / "照片").iterdir()] == ["1.jpg"]


def test_a_file_in_the_way(tmp_path):
    """Where a file lies no folder can be made."""
    (tmp_path / "新").write_text("x")
    done = made(tmp_path, "--name", "渔泽镇站")
    assert done.code == 1 and done.err.startswith("错误：")
    assert (tmp_path / "新").read_text() == "x"
