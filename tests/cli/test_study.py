"""The verb study: put on the shelf, found, read, taken out; refused while the part is off and where something is wrong."""

import pytest

from tests.station import CODE, digest, empty, opened, run, take

LAW = "第一条 代表应当同选民保持联系。"


@pytest.fixture
def path(tmp_path):
    """A station with two deputies and the part on."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"})
    assert run("parts", "--on", "学习", "--data", path).code == 0
    (tmp_path / "代表法.txt").write_text(LAW, "utf-8")
    return path


def test_the_whole_way(path, tmp_path):
    """Each step says what came of it."""
    data = ("--data", path, "--today", "2026-11-03")
    done = run("study", "add", tmp_path / "代表法.txt", "--issued", "2025-03-11", *data)
    assert (done.code, done.out) == (0, f"{CODE}-2026-Z0001 代表法　法律　全文 15 字\n")
    assert "代表法" in run("list", "study", "--search", "保持联系", *data).out and "代表法" in run("study", *data).out
    assert run("study", "--json", *data).data[0]["issued_on"] == "2025-03-11"
    done = run("study", "read", "Z0001", "--deputy", "陈秀兰", "--on", "2026-11-02", *data)
    assert (done.code, done.out) == (0, f"{CODE}-2026-L0001 2026-11-02 学习《代表法》　陈秀兰\n")
    done = run("study", "read", "代表法", "--deputy", "陈秀兰", "--deputy", "彭喆", *data)
    assert done.code == 0 and "彭喆" in done.out and "记过了，没有再记：陈秀兰" in done.err
    done = run("study", "save", "Z0001", "--to", tmp_path / "取出", *data)
    assert done.code == 0 and (tmp_path / "取出" / "代表法.txt").read_text("utf-8") == LAW
    (tmp_path / "白.txt").write_text(" \n", "utf-8")
    assert "没有认出文字" in run("study", "add", tmp_path / "白.txt", "--title", "扫描的制度", *data).err
    (tmp_path / "也白.txt").write_text("\n\n", "utf-8")
    assert "“也白.txt”没有认出文字" in run("attach", "Z0001", tmp_path / "也白.txt", *data).err
    assert run("check", *data).code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("read", "Z0001", "--deputy", "陈秀兰", "--on", "2026-02-30"), "错误"),
        (("read", "Z0001"), "没有写哪几位"),
        (("read", "Z0009", "--deputy", "陈秀兰"), "没有编号、标识或名称"),
        (("read",), "没有写是哪一份资料"),
        (("add", "没有.pdf"), "读不了"),
        (("add", "代表法.txt", "--kind", "小说"), "没有“小说”这一项"),
        (("add", "代表法.txt", "--issued", "2026-13-01"), "公布日期"),
        (("save", "Z0001"), "没有写放到哪里"),
        (("save", "Z0002", "--to", "取出"), "没有文件"),
        (("add", "代表法.txt"), "已经在了"),
    ],
)
def test_refused(path, tmp_path, monkeypatch, words, why):
    """Said plainly, and nothing changes."""
    monkeypatch.chdir(tmp_path)
    data = ("--data", path, "--today", "2026-11-03")
    assert run("study", "add", "代表法.txt", *data).code == 0
    with opened(path) as store:
        take(store, "study", {"title": "只有标题"})
        before = digest(store)
    done = run("study", *words, *data)
    assert done.code == 1 and why in done.err, done.err
    with opened(path) as store:
        assert digest(store) == before


def test_never_over_another(path, tmp_path):
    """A file that is there already stays."""
    assert run("study", "add", tmp_path / "代表法.txt", "--data", path).code == 0
    (tmp_path / "取出").mkdir()
    (tmp_path / "取出" / "代表法.txt").write_text("别的", "utf-8")
    done = run("study", "save", "Z0001", "--to", tmp_path / "取出", "--data", path)
    assert done.code == 1 and "没有覆盖" in done.err and (tmp_path / "取出" / "代表法.txt").read_text("utf-8") == "别的"


def test_off(path):
    """While the part is off the verb says how to open it."""
    assert run("parts", "--off", "学习", "--data", path).code == 0
    done = run("study", "--data", path)
    assert done.code == 1 and "parts --on 学习" in done.err
