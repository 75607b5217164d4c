"""`person` and `erase`: a person's rights and 脱敏 by command, from the district's request to its own confirmation."""

from functools import partial

import pytest
from pypdf import PdfReader

from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.place import Place, own_place_id
from tests import district as made, station
from tests.station import empty, opened, receive, run

TODAY = "2036-12-01"
done, refused = (partial(one, today=TODAY) for one in (station.done, station.refused))
WHO = "独孤婉儿"


def headed(path, name="站长甲"):
    """The station's 站长 is known by name."""
    with opened(path) as store, acting(store, "amend") as act:
        amend(act, store.get(Place, (store.identity.world, own_place_id(store.identity.world))), {"head": name}, "补上")


@pytest.fixture
def path(tmp_path):
    """A station where one person came ten years ago, and its 站长's name is known."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(
            store, outcome="当场答复", visitor_name=WHO, visitor_phone="13800004321", received_at="2026-10-07T09:00"
        )
        receive(store, outcome="当场答复", visitor_name="慕容白雪", received_at="2026-10-07T09:30")
    headed(path)
    return path


def test_a_list_signed_and_carried_out(path, tmp_path):
    """Listed, printed, confirmed by the 站长's name and the number on it; what stays is counted as before."""
    listed = done(path, "erase", "J0001", "--to", tmp_path / "清单.pdf", "--json").data
    assert listed["going"] == {"接待": 1} and len(listed["records"]) == 1
    text = PdfReader(tmp_path / "清单.pdf").pages[0].extract_text()
    assert listed["number"] in text and "站长" in text and WHO not in text
    wrong = refused(path, "erase", "J0001", "--number", "TM1", "--by", "站长甲")
    assert listed["number"] in wrong
    assert "站长甲" in refused(path, "erase", "J0001", "--number", listed["number"], "--by", "别人")
    assert refused(path, "erase", "J0001", "J0002", "--number", listed["number"], "--by", "站长甲")
    with opened(path) as store:  # signed days later, when more came
        receive(store, outcome="当场答复", visitor_name="后来的人", received_at="2026-10-08T09:00")
    before = done(path, "stats", "2026-10", "--json", today="2026-10-31").data
    ran = done(path, "erase", "J0001", "--number", listed["number"].lower(), "--by", "站长甲", today="2036-12-09")
    assert "已脱敏 1 条" in ran.out
    row = done(path, "list", "visit", "--json").data
    assert {one["visitor_name"] for one in row} == {None, "慕容白雪", "后来的人"}
    assert done(path, "stats", "2026-10", "--json", today="2026-10-31").data == before
    assert "没有问题" in done(path, "check").out or done(path, "check", "--json").data["findings"] == []
    assert done(path, "list", "visit", "--search", WHO, "--json").data == []
    done(path, "rebuild")
    assert done(path, "list", "visit", "--search", WHO, "--json").data == []


def test_due(path):
    """Without a number it lists what the rule says; earlier there is nothing."""
    assert len(done(path, "erase", "--json").data["records"]) == 2
    assert done(path, "erase", "--json", today="2036-10-06").data["records"] == []
    assert refused(path, "erase", "--ask")
    number = done(path, "erase", "--json", today="2036-10-07").data["number"]
    with opened(path) as store:  # due a day after the list was printed: it waits for the next one
        late = receive(store, outcome="当场答复", received_at="2026-10-08T09:00").number
    assert late in done(path, "erase", "--json", today="2036-10-09").data["records"]
    assert "已脱敏 2 条" in done(path, "erase", "--number", number, "--by", "站长甲", today="2036-10-09").out
    assert done(path, "erase", "--json", today="2036-10-09").data["records"] == [late]


def test_copies_are_named(path, tmp_path):
    """Backups and packages made before are told, with what becomes of them; a package that holds nothing of it is not."""
    (tmp_path / "U盘").mkdir()
    words = tmp_path / "口令.txt"
    words.write_text("春江潮水连海平-2026", "utf-8")
    done(path, "backup", today="2026-11-01")
    done(path, "export", "--to", tmp_path / "U盘", "--passphrase-file", words)
    (package,) = (tmp_path / "U盘").glob("*.llz")
    told = done(path, "erase", "J0001", "--json").data["copies"]
    assert [what for what, _which, _then in told] == ["备份", "报送包"]
    assert package.name in told[1][1]
    with opened(path) as store:
        late = receive(store, outcome="当场答复", visitor_name="后来的人", received_at="2026-11-25T09:00")
    told = done(path, "erase", late.number, "--json").data["copies"]
    assert "报送包" not in [what for what, _which, _then in told]


def test_a_person(path, tmp_path):
    """Found, handed over, an application registered, decided, carried out."""
    (hit,) = done(path, "person", WHO, "--json").data
    assert (hit["why"], hit["name"]) == ("同名", WHO)
    assert refused(path, "person", WHO, "--to", tmp_path / "给她")  # a name alone is not sure: a person says which
    out = done(path, "person", WHO, "--only", "J0001", "--to", tmp_path / "给她").out
    assert "接待 1" in out
    assert sorted(file.suffix for file in (tmp_path / "给她").iterdir()) == [".pdf", ".xlsx"]
    # It left the screen: that is written down.
    assert [one["what"] for one in done(path, "looks", "--json").data] == ["个人信息查阅复制件"]
    assert refused(path, "person", WHO, "--apply", "要求删除")
    done(path, "person", "--phone", "13800004321", "--apply", "来电要求删除")
    (one,) = done(path, "person", "--applications", "--json").data
    assert (one["words"], one["decision"]) == ("来电要求删除", None)
    assert refused(path, "erase", "--application", "1")
    assert refused(path, "person", "--decide", "1", "不同意删除", "--by", "站长甲")
    assert refused(path, "person", "--decide", "9", "同意删除", "--by", "站长甲")
    done(path, "person", "--decide", "1", "同意删除", "--by", "站长甲")
    listed = done(path, "erase", "--application", "1", "--json").data
    done(path, "erase", "--application", "1", "--number", listed["number"], "--by", "站长甲")
    assert done(path, "person", WHO, "--json").data == []
    (one,) = done(path, "person", "--applications", "--json").data
    assert (one["decision"], one["decided_by"]) == ("同意删除", "站长甲")
    assert done(path, "person", "慕容白雪").out.count("J0002") == 1


@pytest.mark.usefixtures("cheap")
def test_in_a_folder_with_a_password(path, tmp_path):
    """Who confirms is no key of the folder's: with the password given, decided, carried out and looked at as in an open one."""
    word = tmp_path / "密码.txt"
    word.write_text("Denglong-97", "utf-8")
    done(path, "password", "set", "--new", word)
    with_it = partial(done, path, *("--password-file", word))
    with_it("person", "--phone", "13800004321", "--apply", "来电要求删除")
    with_it("person", "--decide", "1", "同意删除", "--by", "站长甲")
    listed = with_it("erase", "--application", "1", "--json").data
    assert "已脱敏 2 条" in with_it("erase", "--application", "1", "--number", listed["number"], "--by", "站长甲").out
    assert with_it("person", WHO, "--json").data == []
    assert run("looks", "--by", "赵敏", "--password-file", word, "--data", path).code == 0


def test_from_the_districts_request_to_its_confirmation(tmp_path):
    """The district asks; the station sees the list of that day, confirms, its package tells; the district's words are gone
    with its own entry, and the station hears of that."""
    folders = made.district(tmp_path)
    office, town, stick = folders.office, folders.stations["渔泽镇"], tmp_path / "U盘"
    stick.mkdir()
    headed(town)
    shown = [row["statement"] for row in done(office, "list", "visit", "--json").data if row["visitor_name"] == "王甲"]
    assert shown == [made.LAMP["statement"]]
    assert "渔泽镇" in done(office, "erase", "--ask", "--for", "渔泽镇", "--on", "2036-11-01", "--by", "区里乙").out
    made.carry(office, town, stick)
    listed = done(town, "erase", "--json").data
    assert "-20361101-" in listed["number"]
    open_ = [row["number"] for row in done(town, "list", "issue", "--json").data]
    assert not set(open_) & set(listed["records"])  # what is in hand is not due, nor is who came with it
    came = done(town, "list", "visit", "--where", "来访人姓名=王甲", "--json").data[0]["number"]
    listed = done(town, "erase", came, "--json").data  # the station may begin itself
    done(town, "erase", came, "--number", listed["number"], "--by", "站长甲")
    made.carry(town, office, stick)
    assert not [row for row in done(office, "list", "visit", "--json").data if row["visitor_name"] == "王甲"]
    told = done(office, "erase", "--json").data
    assert {one["followed_on"] for one in told} == {"还没有销毁"} and {one["list"] for one in told} == {
        listed["number"]
    }
    assert "王甲".encode() in b"".join(file.read_bytes() for file in office.glob("station.db*"))
    done(office, "erase", "--by", "区里乙")
    assert "王甲".encode() not in b"".join(file.read_bytes() for file in office.glob("station.db*"))
    assert "还没有销毁" not in {one["followed_on"] for one in done(office, "erase", "--json").data}
    assert done(office, "check", "--json").data["findings"] == []
