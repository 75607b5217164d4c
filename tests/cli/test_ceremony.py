"""card and enrol: two offices come to know each other's keys, and from then on nobody writes a passphrase."""

import io
import re
import subprocess
import sys

import pytest

from tests.station import TRUTH, empty, filled, journal, refused, run


class Terminal(io.StringIO):
    """Somebody sits before it and types this."""

    def isatty(self):
        """Yes."""
        return True


@pytest.fixture
def offices(tmp_path):
    """A station with the sample ledger, its district, an empty stick."""
    stick = tmp_path / "U盘"
    stick.mkdir()
    return filled(tmp_path / "站"), empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"), stick


@pytest.fixture
def known(offices):
    """The same, the station having accepted the district's card."""
    town, district, stick = offices
    run("card", "--to", stick, "--data", district)
    assert run("enrol", stick / "钥匙卡-140405.json", "--data", town).code == 0
    return offices


def types(monkeypatch, text):
    """What the person at the terminal types."""
    monkeypatch.setattr(sys, "stdin", Terminal(text))


def test_card(offices):
    """The card lies where it was asked for, under a name of its own in a folder; the fingerprint is read out."""
    _town, district, stick = offices
    done = run("card", "--to", stick, "--data", district)
    said = re.search(r"指纹 ((?:\d{5} ){5}\d{5})", done.out)[1]
    assert "钥匙卡-140405.json" in done.out and said not in (stick / "钥匙卡-140405.json").read_text("utf-8")
    again = run("card", "--to", stick / "钥匙卡-140405.json", "--data", district)
    assert said in again.out
    assert len(list(stick.iterdir())) == 1


def test_card_overwrites_nothing(offices):
    """Another file of that name stays."""
    _town, district, stick = offices
    (stick / "别的.json").write_text("{}")
    assert "没有覆盖" in refused(district, "card", "--to", stick / "别的.json")
    assert (stick / "别的.json").read_text() == "{}"
    refused(district, "card", "--to", stick / "没有" / "卡.json")


def test_enrol_shows_the_fingerprint(offices):
    """Both ends say the same digits; the second time nothing is asked and nothing changes."""
    town, district, stick = offices
    there = re.search(r"(\d{5} ){5}\d{5}", run("card", "--to", stick, "--data", district).out)[0]
    first = run("enrol", stick / "钥匙卡-140405.json", "--data", town)
    assert there in first.err and "已认下" in first.out
    before = journal(town)
    assert "以前认过" in run("enrol", stick / "钥匙卡-140405.json", "--data", town).out
    assert journal(town) == before


@pytest.mark.parametrize("word", ["否\n", "\n", "", "不是\n"])
def test_enrol_asks_a_person(offices, monkeypatch, word):
    """At a terminal only a plain 是 accepts the card."""
    town, district, stick = offices
    run("card", "--to", stick, "--data", district)
    types(monkeypatch, word)
    assert "没有核对上" in refused(town, "enrol", stick / "钥匙卡-140405.json")
    types(monkeypatch, "是\n")
    assert run("enrol", stick / "钥匙卡-140405.json", "--data", town).code == 0


def test_enrol_of_something_else(offices):
    """A ledger, a card of one's own, nothing: refused by name."""
    town, _district, stick = offices
    run("card", "--to", stick, "--data", town)
    (stick / "台账.json").write_text("[]")
    assert "不是钥匙卡" in refused(town, "enrol", stick / "台账.json")
    assert "要认的是区里的" in refused(town, "enrol", stick / "钥匙卡-140405102.json")
    assert "读不了" in refused(town, "enrol", stick / "没有.json")


def test_month_without_words(known):
    """Locked to the district without a passphrase, opened there without one; the second time nothing is new."""
    town, district, stick = known
    assert run("export", "--to", stick, "--data", town).code == 0
    (package,) = stick.glob("*.llz")
    (first,) = run("import", package, "--json", "--data", district).data
    (second,) = run("import", package, "--json", "--data", district).data
    assert first["new"] > 80 and (second["new"], second["same"]) == (0, first["new"])
    assert len(run("list", "visit", "--json", "--data", district).data) == 23
    assert run("check", "--data", district).code == 0


def test_first_package_asks_a_person(known, monkeypatch):
    """The district's person compares the station's fingerprint once; a no takes nothing in."""
    town, district, stick = known
    there = re.search(r"(\d{5} ){5}\d{5}", run("card", "--to", stick, "--data", town).out)[0]
    run("export", "--to", stick, "--data", town)
    (package,) = stick.glob("*.llz")
    types(monkeypatch, "否\n")
    assert there in refused(district, "import", package)
    types(monkeypatch, "是\n")
    assert run("import", package, "--data", district).code == 0
    types(monkeypatch, "")
    assert "指纹" not in run("import", package, "--data", district).err


def test_stranger_under_a_known_name(known, tmp_path):
    """Another folder that calls itself the station is refused once the station is known."""
    town, district, stick = known
    run("card", "--to", stick, "--data", town)
    run("enrol", stick / "钥匙卡-140405102.json", "--data", district)
    other = tmp_path / "冒充"
    run("init", "--role", "station", "--name", "冒充的站", "--code", "140405102", "--data", other)
    run("enrol", stick / "钥匙卡-140405.json", "--data", other)
    run("export", "--to", stick, "--data", other)
    (package,) = stick.glob("*.llz")
    assert "不认识的钥匙" in refused(district, "import", package)


@pytest.mark.needs("age", "unzip")
def test_age_itself(known, tmp_path):
    """An engineer opens a package with the stock age and unzip programs and the exported identity, and reads what is in it."""
    town, district, stick = known
    run("export", "--to", stick, "--data", town)
    (package,) = stick.glob("*.llz")
    identity = tmp_path / "私钥.txt"
    said = run("card", "--identity", "--to", identity, "--data", district)
    assert "不要放在 U 盘上" in said.out
    opened = subprocess.run(["age", "-d", "-i", str(identity), str(package)], check=True, capture_output=True).stdout
    (tmp_path / "包.zip").write_bytes(opened)
    subprocess.run(["unzip", "-q", str(tmp_path / "包.zip"), "-d", str(tmp_path / "包")], check=True)
    assert {"manifest.json", "manifest.sig", "journal.jsonl"} <= {file.name for file in (tmp_path / "包").iterdir()}
    journal_ = (tmp_path / "包" / "journal.jsonl").read_text("utf-8")
    reported = next(row["visitor_name"] for row in TRUTH["visit"] if row["outcome"] == "报区办理")
    assert "渔泽镇人大代表联络站" in journal_ and reported in journal_


def test_identity_is_the_owners(known, tmp_path):
    """The private key is never written over anything, and by default no command gives it away."""
    _town, district, stick = known
    assert all("AGE-SECRET-KEY" not in file.read_text("utf-8") for file in stick.iterdir())
    taken = tmp_path / "有了.txt"
    taken.write_text("x")
    assert "没有覆盖" in refused(district, "card", "--identity", "--to", taken)


# ---- a new station -----------------------------------------------------------------------------------------------


def test_a_station_begins_with_its_districts_file(offices, tmp_path):
    """Name, code, roster and card come from the file; the first export needs no words, and the district takes it."""
    _town, district, stick = offices
    (tmp_path / "代表.jsonl").write_text(
        '{"name":"单俊峰","places":["余吾镇人大代表联络站"],"phone":"13800000001"}\n', "utf-8"
    )
    run("add", "deputy", tmp_path / "代表.jsonl", "--data", district)
    assert "加入文件-140405103" in run("card", "--for", "余吾镇", "--to", stick, "--data", district).out
    (given,) = stick.glob("加入文件-*.json")
    new = tmp_path / "新站"
    assert "余吾镇人大代表联络站" in run("init", "--from", given, "--clerk", "李四", "--data", new).out
    assert [row["name"] for row in run("list", "deputy", "--json", "--data", new).data] == ["单俊峰"]
    assert run("export", "--to", stick, "--data", new).code == 0
    assert run("import", *stick.glob("*.llz"), "--data", district).code == 0
    (back,) = run("export", "--to", tmp_path, "--for", "余吾", "--json", "--data", district).data
    run("import", back["path"], "--data", new)
    assert run("list", "deputy", "--json", "--data", new).data[0]["phone"] == "13800000001"
    assert run("check", "--data", new).code == 0


def test_a_no_makes_no_folder(offices, tmp_path, monkeypatch):
    """Where the fingerprint does not compare, nothing is made."""
    _town, district, stick = offices
    run("card", "--for", "余吾镇", "--to", stick, "--data", district)
    types(monkeypatch, "否\n")
    done = run("init", "--from", *stick.glob("*.json"), "--data", tmp_path / "新站")
    assert done.code == 1 and not (tmp_path / "新站").exists()


def test_starter_files_are_the_districts(offices, tmp_path):
    """A station makes none; a district does not begin with one; without a file role and name are wanted."""
    town, district, stick = offices
    assert "由区里来做" in refused(town, "card", "--for", "余吾镇", "--to", stick)
    run("card", "--for", "余吾镇", "--to", stick, "--data", district)
    again = run("card", "--for", "余吾镇", "--to", stick, "--data", district)
    assert "没有覆盖" in again.err
    (given,) = stick.glob("*.json")
    assert run("init", "--role", "district", "--from", given, "--data", tmp_path / "x").code == 1
    assert "还缺：--role, --name" in run("init", "--data", tmp_path / "x").err
    assert run("init", "--role", "station", "--data", tmp_path / "x").code == 2


# ---- another key -------------------------------------------------------------------------------------------------


@pytest.fixture
def both(known):
    """The same, the district having compared the station's card, and one package having gone."""
    town, district, stick = known
    run("card", "--to", stick, "--data", town)
    run("enrol", stick / "钥匙卡-140405102.json", "--data", district)
    month(known)
    return known


def month(offices):
    """A package from the station into the district; what the import said."""
    town, district, stick = offices
    told = run("export", "--to", stick, "--json", "--data", town)
    return run("import", told.data["path"], "--data", district)


def test_card_renew(both, tmp_path):
    """A new key by the old one's word: the card is another, the next package needs no question, the old card is refused."""
    town, district, _stick = both
    done = run("card", "--renew", "--to", tmp_path / "新卡.json", "--data", town)
    assert done.code == 0 and "旧钥匙给它作了保" in done.out
    assert (tmp_path / "新卡.json").read_text("utf-8") != (both[2] / "钥匙卡-140405102.json").read_text("utf-8")
    taken = month(both)
    assert taken.code == 0 and "指纹" not in taken.err
    assert "以前认过，没有改动" in run("enrol", tmp_path / "新卡.json", "--data", district).out
    assert "以前认过" in refused(district, "enrol", both[2] / "钥匙卡-140405102.json")
    assert run("check", "--data", district).code == 0


def test_renew_touches_nothing_where_it_cannot(both, tmp_path):
    """A file that is there already, a backup that is none, --like alone: nothing is renewed."""
    town, _district, stick = both
    keys = (town / "keys.json").read_bytes()
    assert "没有覆盖" in refused(town, "card", "--renew", "--to", stick / "钥匙卡-140405102.json")
    (tmp_path / "备份.zip.age").write_bytes(b"x")
    assert "打不开" in refused(
        town, "card", "--renew", "--like", tmp_path / "备份.zip.age", "--to", tmp_path / "x.json"
    )
    assert "--renew" in refused(town, "card", "--like", tmp_path / "备份.zip.age", "--to", tmp_path / "x.json")
    assert (town / "keys.json").read_bytes() == keys and not (tmp_path / "x.json").exists()


def test_renew_tells_of_the_other_pc(both, tmp_path):
    """Another PC of the station is named; it takes the new key out of a backup and is heard again."""
    town, district, stick = both
    run("backup", "--to", tmp_path, "--data", town)
    second = tmp_path / "第二台"
    assert run("restore", *tmp_path.glob("*.zip"), "--to", second, "--beside", "--data", town).code == 0
    told = run("export", "--to", stick, "--json", "--data", second)
    run("import", told.data["path"], "--data", district)
    (back,) = run("export", "--to", stick, "--for", "140405102", "--json", "--data", district).data
    run("import", back["path"], "--data", town)
    assert "--like" in run("card", "--renew", "--to", tmp_path / "新卡.json", "--data", town).err
    assert month(both).code == 0
    late = run("export", "--to", stick, "--json", "--data", second).data["path"]
    assert "card --renew --like" in refused(district, "import", late)
    words = tmp_path / "口令.txt"
    words.write_text("十二个字的口令在这里啊", "utf-8")
    run("backup", "--to", stick, "--passphrase-file", words, "--data", town)
    (kept,) = stick.glob("*.zip.age")
    done = run(
        "card", "--renew", "--like", kept, "--passphrase-file", words, "--to", tmp_path / "卡二.json", "--data", second
    )
    assert done.code == 0 and done.err == ""
    late = run("export", "--to", stick, "--json", "--data", second).data["path"]
    assert run("import", late, "--data", district).code == 0


def test_enrol_lost(both, tmp_path, monkeypatch):
    """A station whose key is gone begins again: its new card is accepted only when a person says the old one is lost."""
    town, district, stick = both
    again = tmp_path / "新站"
    run("init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--code", "140405102", "--data", again)
    run("card", "--to", tmp_path / "新卡.json", "--data", again)
    run("enrol", stick / "钥匙卡-140405.json", "--data", again)
    assert "--lost" in refused(district, "enrol", tmp_path / "新卡.json")
    types(monkeypatch, "否\n")
    refused(district, "enrol", "--lost", tmp_path / "新卡.json")
    types(monkeypatch, "是\n")
    assert run("enrol", "--lost", tmp_path / "新卡.json", "--data", district).code == 0
    types(monkeypatch, "")
    told = run("export", "--to", stick, "--json", "--data", town)
    assert "从前的钥匙" in refused(district, "import", told.data["path"])
    (back,) = run("export", "--to", stick, "--for", "渔泽", "--json", "--data", district).data
    assert run("import", back["path"], "--data", again).code == 0
    assert len(run("list", "visit", "--json", "--data", again).data) == 23
    assert month((again, district, stick)).code == 0
    assert run("check", "--data", district).code == 0
