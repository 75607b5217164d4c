"""Wrong usage is told in Chinese with 2; the folder may be named in four ways."""

import re
import subprocess
import sys
from importlib import import_module

import pytest

from lianluozhan.cli import ROOMS, does, words
from tests.station import empty, filled, journal, run


def chinese(text):
    """Whether a message speaks Chinese: no English sentence of argparse's is left in it."""
    return text.startswith("错误：") and not re.search(
        r"\b(argument|required|invalid|expected|error|usage|unrecognized|choose)\b", text
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "吃饭",
        "list",
        "list visit --颜色 红",
        "list visit --limit",
        "list visit --limit 许多",
        "add visit",
        "show",
        "amend J0001",
        "amend J0001 party_size=2",
        "void J0001",
        "follow Y0001",
        "log",
        "import",
        "export",
        "init",
        "init --role 站 --name 甲",
        "init --name 甲",
        "list visit --json=1",
        "list visit 多余",
        "decide 1",
        "--limit 3 list visit",
        "list visit --dat x",
        "rebuild 全部",
        "amend J0001 party_size --reason 错",
        "list visit --where 处理方式",
        "list visit --where outcome=当场答复 --where outcome=报区办理",
        "amend J0001 a=1 a=2 --reason 错",
        "follow Y0001 答复 甲",
        "-J0001",
        "show -x",
        "check 一",
    ],
)
def test_wrong_usage(tmp_path, monkeypatch, line):
    """Exit 2, Chinese on stderr, nothing on stdout, nothing changed."""
    path = filled(tmp_path / "站")
    monkeypatch.setenv("LIANLUOZHAN_DATA", str(path))
    before = journal(path)
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert chinese(done.err), done.err
    assert journal(path) == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("飞", "没有“飞”这个命令。"),
        ("init --role 站 --name 甲", "--role 后面只能写：station、district。"),
        ("notice 飞", "做什么 后面只能写："),
    ],
)
def test_what_may_be_written_instead(line, said):
    """A word that is none of those there are is said in Chinese marks, with those there are."""
    done = run(*line.split())
    assert done.code == 2 and said in done.err and "'" not in done.err.splitlines()[0]


PLACES = [  # a folder that is none, a file where a folder should be, something of another kind
    ("list visit --to {no}/a.xlsx", "没有 {no} 这个文件夹"),
    ("publish --to {no}/a.db", "没有 {no} 这个文件夹"),
    ("card --to {no}/卡.json", "没有 {no} 这个文件夹"),
    ("backup --to {file}", "{file} 是一个文件，不是文件夹"),
    ("log 2026-10 --to {file}", "{file} 是一个文件，不是文件夹"),
    ("check --data {file}", "不是联络站的数据文件夹"),
    ("init --role station --name 甲 --code 140405999 --data {file}", "{file} 是一个文件，不是文件夹"),
    ("paper F1 Y0001", "“Y0001”是意见，这张印的是接待"),
    ("add followup {no}.jsonl", "办理不能整表录入"),
    ("follow Y0001 答复 答复类别=E 内容=好", "可填：A、B、C、D。没有改动任何数据。请改好再来一次。"),
]


@pytest.mark.parametrize(
    ("line", "said"), PLACES, ids=[line.split()[0] + str(n) for n, (line, _said) in enumerate(PLACES)]
)
def test_a_place_that_is_none(tmp_path, line, said):
    """What is wrong with it, that nothing changed, what to do: with 1 on stderr alone, and nothing is made there."""
    path, names = filled(tmp_path / "站"), {"no": tmp_path / "没有", "file": tmp_path / "文件"}
    names["file"].write_text("别人的", "utf-8")
    before = journal(path)
    done = run(*line.format(**names).split(), *([] if "--data" in line else ["--data", path]))
    assert (done.code, done.out) == (1, "") and said.format(**names) in done.err and "没有改动任何数据" in done.err, (
        done
    )
    assert journal(path) == before and names["file"].read_text("utf-8") == "别人的" and not names["no"].exists()


@pytest.mark.parametrize("verb", words.VERBS)
def test_help(verb):
    """Every verb explains itself in Chinese with 0."""
    done = run(verb, "--help")
    assert done.code == 0 and done.err == ""
    assert f"lianluozhan {verb}" in done.out
    assert not re.search(r"(?i)usage|positional|optional|show this help", done.out)


def test_verbs():
    """What can be parsed can be done, and the other way round; every file says the verbs it has."""
    assert sorted(verb for verbs in ROOMS.values() for verb in verbs) == sorted(words.VERBS | words.wider.VERBS)
    for room, verbs in ROOMS.items():
        assert set(import_module(f"lianluozhan.cli.{room}").VERBS) == set(verbs)
        assert all(callable(does(verb)) for verb in verbs)


LOOK = """
import sys
from lianluozhan.cli import main
assert main(sys.argv[1:]) == 0
print(sorted({"openpyxl", "reportlab", "docx"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_look_waits_for_nothing_else(tmp_path):
    """A verb loads what it does itself: a look at a list brings neither readers of sheets nor writers of papers."""
    looked = subprocess.run(
        [sys.executable, "-c", LOOK, "--data", filled(tmp_path / "站"), "list", "visit"], capture_output=True, text=True
    )
    assert looked.stderr.splitlines()[1:] == ["[]"] and "J0001" in looked.stdout


def test_version():
    """--version names the program."""
    assert run("--version").out.startswith("联络站 ")


# ---- which folder ---------------------------------------------------------------------------------------------------


def count(done):
    """How many places a list found."""
    assert done.code == 0, done.err
    return [row["code"] for row in done.data]


def test_named_before_or_after(tmp_path):
    """--data stands before or after the verb; after wins."""
    one, two = empty(tmp_path / "一", code="140405102"), empty(tmp_path / "二", code="140405103")
    assert count(run("--data", one, "list", "place", "--json")) == ["140405102"]
    assert count(run("list", "place", "--json", "--data", two)) == ["140405103"]
    assert count(run("list", "--data", two, "place", "--json")) == ["140405103"]
    assert count(run("--data", one, "list", "place", "--json", "--data", two)) == ["140405103"]


def test_variable_then_last(tmp_path, monkeypatch):
    """Else LIANLUOZHAN_DATA, else the folder opened last."""
    one, two = empty(tmp_path / "一", code="140405102"), empty(tmp_path / "二", code="140405103")
    run("list", "place", "--data", one)
    monkeypatch.setenv("LIANLUOZHAN_DATA", str(two))
    assert count(run("list", "place", "--json")) == ["140405103"]
    assert count(run("list", "place", "--json", "--data", one)) == ["140405102"]
    monkeypatch.delenv("LIANLUOZHAN_DATA")
    assert count(run("list", "place", "--json")) == ["140405102"]


@pytest.mark.parametrize("kept", [None, "/没有/这里", "\0", b"\xff\xfe"])
def test_no_folder_known(tmp_path, monkeypatch, kept):
    """Without any, or with one that is gone, the way out is named."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    if kept is not None:
        (tmp_path / "lianluozhan").mkdir()
        (tmp_path / "lianluozhan" / "last-folder").write_bytes(kept if isinstance(kept, bytes) else kept.encode())
    done = run("list", "visit")
    assert done.code == 1 and done.err.startswith("错误：") and "init" in done.err


def test_relative(tmp_path, monkeypatch):
    """A folder named from here is remembered as it lies."""
    empty(tmp_path / "站")
    monkeypatch.chdir(tmp_path)
    run("list", "place", "--data", "站")
    monkeypatch.chdir("/")
    assert count(run("list", "place", "--json")) == ["140405102"]


@pytest.mark.parametrize("where", ["before", "after", "variable"])
def test_today(tmp_path, monkeypatch, where):
    """--today, before or after the verb, or LIANLUOZHAN_TODAY: the day lights are seen on; journal stamps stay real."""
    path = filled(tmp_path / "站")
    lights = []
    for day in ("2026-10-07", "2026-10-31"):
        words = ["list", "issue", "--where", "灯=红", "--json", "--data", path]
        if where == "variable":
            monkeypatch.setenv("LIANLUOZHAN_TODAY", day)
        else:
            words = ["--today", day, *words] if where == "before" else [*words, "--today", day]
        lights.append(len(run(*words).data))
    assert lights == [0, 9]


@pytest.mark.parametrize("day", ["昨天", "2026-02-30", "20261031", "2026-1-1", ""])
def test_no_day(tmp_path, day):
    """A day that is none is refused with its place."""
    done = run("list", "visit", "--today", day, "--data", empty(tmp_path / "站"))
    assert done.code == 1 and "--today" in done.err


def test_operator(tmp_path):
    """--operator names who types; a name that cannot be kept is refused."""
    path = filled(tmp_path / "站")
    run("--operator", "李芳", "amend", "J0001", "party_size=2", "--reason", "数错了", "--data", path)
    assert run("show", "J0001", "--json", "--data", path).data["history"][-1]["by"] == "李芳"
    for name in ("李\x00芳", "李\x07芳", " "):
        done = run("--operator", name, "amend", "J0001", "party_size=3", "--reason", "数错了", "--data", path)
        assert done.code == 1 and done.err.startswith("错误：")
