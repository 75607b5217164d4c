"""log, export, import: what goes out and comes in, and every way it is refused."""

import json

import pytest
from pypdf import PdfReader

from tests.station import LEDGER, TRUTH, empty, filled, journal, refused, run


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A station with the sample ledger; only looked at here, but for what export writes down."""
    return filled(tmp_path_factory.mktemp("带") / "站")


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    """A file with a passphrase."""
    file = tmp_path_factory.mktemp("口令") / "口令.txt"
    file.write_bytes("\ufeff柿子树下的长椅\r\n第二行\r\n".encode())
    return file


@pytest.fixture(scope="module")
def package(path, secret, tmp_path_factory):
    """A full package of it."""
    stick = tmp_path_factory.mktemp("U盘")
    assert run("export", "--full", "--to", stick, "--passphrase-file", secret, "--data", path).code == 0
    return next(stick.iterdir())


def district(tmp_path):
    """A district's new folder."""
    return empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")


# ---- log ------------------------------------------------------------------------------------------------------------


def test_log(path, tmp_path):
    """Five papers, each with its pages; the same as JSON; nothing is written to the journal but who took them along."""
    before = journal(path)
    done = run("log", "2026-10", "--to", tmp_path / "新" / "夹", "--json", "--data", path, "--today", "2026-10-31")
    assert [paper["name"] for paper in done.data] == ["接待日志", "意见台账", "履职登记", "月报", "全套"]
    assert all(paper["missing"] == [] and paper["pages"] > 0 for paper in done.data)
    assert {file.name for file in (tmp_path / "新" / "夹").iterdir()} == {
        f"{paper['name']}-2026-10.pdf" for paper in done.data
    }
    assert run("log", "2026-10", "--to", tmp_path / "新" / "夹", "--data", path).out.count(" 页\n") == 5
    assert set(before) <= set(journal(path)) and len(journal(path)) == len(before) + 2
    looked = run("looks", "--json", "--limit", "2", "--data", path).data
    assert [one["what"] for one in looked] == ["2026年10月全套"] * 2


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "2026", "10月", "2026-1", "２０２６-10", "2026-10-01", "", "2026-10\n"]
)
def test_log_of_no_month(path, tmp_path, month):
    """A month that is none is refused."""
    assert "不是月份" in refused(path, "log", month, "--to", tmp_path / "夹")
    assert not (tmp_path / "夹").exists()


def test_log_of_an_empty_month(path, tmp_path):
    """A month without anything is printed all the same."""
    assert run("log", "2025-02", "--to", tmp_path, "--data", path).code == 0
    assert len(list(tmp_path.glob("*-2025-02.pdf"))) == 5


def test_log_into_a_file(path, tmp_path):
    """Where a file lies no papers can be put."""
    (tmp_path / "夹").write_text("x")
    refused(path, "log", "2026-10", "--to", tmp_path / "夹")


# ---- export ---------------------------------------------------------------------------------------------------------


def test_no_passphrase(path, tmp_path):
    """Without a passphrase nothing leaves: no file, an empty one, one that is no text, a folder."""
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "空行.txt").write_bytes(b"\n\n")
    (tmp_path / "图.txt").write_bytes(b"\xff\xd8\xff")
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert "--passphrase-file" in refused(path, "export", "--to", stick)
    for name in ("没有.txt", "空.txt", "空行.txt", "图.txt", ""):
        assert "口令文件" in refused(path, "export", "--to", stick, "--passphrase-file", tmp_path / name)
    assert list(stick.iterdir()) == []


def test_export_to_nowhere(path, secret, tmp_path):
    """A stick that is not there, or a file instead."""
    (tmp_path / "文件").write_text("x")
    refused(path, "export", "--full", "--to", tmp_path / "文件", "--passphrase-file", secret)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["文件"]


def test_not_in_the_clear(package):
    """No name and no word of a visitor can be read in the file."""
    data = package.read_bytes()
    assert not [
        row for row in TRUTH["visit"] if row["visitor_name"].encode() in data or row["visitor_phone"].encode() in data
    ]


# ---- import ---------------------------------------------------------------------------------------------------------


def test_taken_in_once(package, secret, tmp_path):
    """The first time everything is new, the second time nothing is."""
    folder = district(tmp_path)
    (first,) = run("import", package, "--passphrase-file", secret, "--json", "--data", folder).data
    before = journal(folder)
    (second,) = run("import", package, "--passphrase-file", secret, "--json", "--data", folder).data
    assert (first["same"], second["new"], second["same"]) == (0, 0, first["new"])
    assert journal(folder) == before or len(journal(folder)) - len(before) <= 1
    assert len(run("list", "visit", "--json", "--data", folder).data) == 23
    assert run("check", "--data", folder).code == 0


def test_bad_packages(package, secret, tmp_path):
    """Wrong passphrase, no passphrase, cut, changed, empty, another file, a folder, not there: each refused by name."""
    folder, data = district(tmp_path), package.read_bytes()
    wrong = tmp_path / "错.txt"
    wrong.write_text("柿子树下的短椅", "utf-8")
    assert "口令不对" in refused(folder, "import", package, "--passphrase-file", wrong)
    assert "口令" in refused(folder, "import", package)
    spoiled = {
        "半": data[: len(data) // 2],
        "少一字节": data[:-1],
        "改一位": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        "空": b"",
        "台账": LEDGER.read_bytes(),
    }
    for name, part in spoiled.items():
        (tmp_path / f"{name}.llz").write_bytes(part)
        refused(folder, "import", tmp_path / f"{name}.llz", "--passphrase-file", secret)
    refused(folder, "import", tmp_path, "--passphrase-file", secret)
    refused(folder, "import", tmp_path / "没有.llz", "--passphrase-file", secret)


def test_for_somebody_else(package, secret, tmp_path):
    """A package for the district is not taken in by another station."""
    other = empty(tmp_path / "别站", code="140405103", name="余吾镇人大代表联络站")
    assert "给" in refused(other, "import", package, "--passphrase-file", secret)


def test_one_of_several(package, secret, tmp_path):
    """One that is refused does not stop the others, wherever it stands; each is told apart, on the screen, as JSON, on paper."""
    folder, bad = district(tmp_path), tmp_path / "坏.llz"
    bad.write_bytes(b"x")
    words = (
        "import",
        bad,
        package,
        bad,
        "--passphrase-file",
        secret,
        "--report",
        tmp_path / "报告.pdf",
        "--data",
        folder,
    )
    done = run(*words)
    assert (
        done.code == 1 and "3 个包里有 2 个没有收进来：坏.llz、坏.llz" in done.err and "其余 1 个已经收好" in done.err
    )
    assert "新增 81 条，更新 0 条，相同 0 条，冲突 0 处" in done.out and "这不是联络站的数据包" in done.err
    again = run(*words, "--json")
    assert again.code == 1
    first, second, third = again.data
    assert (second["added"], second["updated"], second["unchanged"]) == (0, 0, 81)
    assert first == third and "这不是联络站的数据包" in first["refused"]
    paper = "".join(page.extract_text() for page in PdfReader(tmp_path / "报告.pdf").pages)
    assert "导入报告" in paper and "合计：3 个包" in paper and "拒收 2" in paper
    assert len(run("list", "visit", "--json", "--data", folder).data) == 23


def test_export_as_json(path, secret, tmp_path, dear):
    """--json says where it lies and what it holds."""
    done = run("export", "--full", "--to", tmp_path, "--passphrase-file", secret, "--json", "--data", path)
    said = json.loads(done.out)
    assert (said["entries"], said["papers"]) == (82, 0)  # 9 + 23 + 17 + 17 + 14 records, the place, the opening
    assert [str(file) for file in tmp_path.iterdir()] == [said["path"]]


def test_a_package_that_is_not_there(path, tmp_path):
    """A wrong name is refused in Chinese alone, with the next step."""
    told = refused(path, "import", tmp_path / "没有.llz")
    assert "（没有这个文件）" in told
    assert "No such" not in told
