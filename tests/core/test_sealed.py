"""A backup on a stick: nothing in the clear, opened by those who may, never more than a few."""

import errno
import os

import pytest

from lianluozhan import access
from lianluozhan.errors import FolderProblem, Locked, PackageProblem
from lianluozhan.folder import KEYS
from lianluozhan.package import sealed
from lianluozhan.package.write import Passphrase, Recipients
from lianluozhan.vault import Keys
from tests.station import empty, filled, opened, receive, run

WORDS = "柿子树下的长椅"


@pytest.fixture
def desks(tmp_path):
    """A station with a visitor and her phone, its district, a stranger, a stick; all cards accepted."""
    town, office = empty(tmp_path / "站"), empty(tmp_path / "区", "district", "140405", "区人大")
    with opened(town) as store:
        receive(store, visitor_name="王秀英", visitor_phone="13935512345", statement="路灯三个月不亮")
    (tmp_path / "盘").mkdir()
    assert run("card", "--to", tmp_path / "卡.json", "--data", office).code == 0
    assert run("enrol", tmp_path / "卡.json", "--data", town).code == 0
    return town, office, tmp_path / "盘"


def test_a_dead_pc_is_restored_by_the_district(desks, tmp_path):
    """The whole way: export with a backup, the PC is gone, the district restores and hands on with words, a new PC goes on."""
    town, office, stick = desks
    done = run("export", "--backup", "--to", stick, "--data", town)
    assert done.code == 0 and "一份加密的备份" in done.out
    (file,) = stick.glob("*.age")
    data = file.read_bytes()
    assert data.startswith(b"age-encryption.org/") and not any(
        word in data for word in (b"station.db", b"13935512345", b"PK\x03\x04")
    )
    there = tmp_path / "区里恢复的"
    assert run("restore", file, "--to", there, "--data", office).code == 0
    (tmp_path / "口令.txt").write_text(WORDS, "utf-8")
    assert run("backup", "--to", stick, "--passphrase-file", tmp_path / "口令.txt", "--data", there).code == 0
    locked = max(stick.glob("*.age"), key=lambda path: path.stat().st_mtime_ns)
    new = tmp_path / "新电脑"
    assert run("restore", locked, "--to", new, "--passphrase-file", tmp_path / "口令.txt").code == 0
    with opened(new) as store, opened(town) as old:
        assert store.identity == old.identity
    (visit,) = run("list", "visit", "--json", "--data", new).data
    assert visit["visitor_phone"] == "13935512345"


def test_who_may_not_open_it(desks, tmp_path):
    """Another folder's key, wrong words, a cut or changed file: told, nothing left behind."""
    town, office, stick = desks
    other = empty(tmp_path / "别站", code="140405103", name="余吾镇人大代表联络站")
    assert run("export", "--backup", "--to", stick, "--data", town).code == 0
    (file,) = stick.glob("*.age")
    (tmp_path / "口令.txt").write_text("别的词", "utf-8")
    cut = stick / "备份-断.zip.age"
    cut.write_bytes(file.read_bytes()[:-50])
    for words in (
        (file, "--data", other),
        (file, "--data", office, "--passphrase-file", tmp_path / "口令.txt"),
        (cut, "--data", town),
    ):
        done = run("restore", *words[:1], "--to", tmp_path / "不成", *words[1:])
        assert done.code == 1 and "打不开" in done.err and "区人大办公室" in done.err
        assert not (tmp_path / "不成").exists()


def test_no_more_than_a_few(desks, monkeypatch):
    """The stick does not fill: the latest stay; another station's and other files are left alone."""
    town, _office, stick = desks
    keys = Keys.load(town / KEYS)
    (stick / "备份-140405103-20260101-080000.zip.age").touch()
    for second in range(5):
        made = sealed.backup.backup

        def stamped(path, to, made=made, second=second):
            kept = made(path, to)
            return kept._replace(
                path=kept.path.rename(kept.path.with_name(f"备份-140405102-20261031-17000{second}.zip"))
            )

        with monkeypatch.context() as patch:
            patch.setattr(sealed.backup, "backup", stamped)
            sealed.seal(town, stick, Recipients((keys.public()["age"],)), keys)
    names = sorted(file.name for file in stick.iterdir())
    assert names == [
        "备份-140405102-20261031-170002.zip.age",
        "备份-140405102-20261031-170003.zip.age",
        "备份-140405102-20261031-170004.zip.age",
        "备份-140405103-20260101-080000.zip.age",
    ]
    assert not [path for path in town.iterdir() if path.is_dir()], "the room it was made in is gone"


if os.path.isdir("/proc/self/fd"):  # to tell the stick's file from the others

    def test_a_full_stick(desks, monkeypatch):
        """Told, with nothing half-written left."""
        town, _office, stick = desks

        def full(_handle):
            raise OSError(errno.ENOSPC, "No space left on device")

        keys = Keys.load(town / KEYS)
        with monkeypatch.context() as patch:
            patch.setattr(
                "lianluozhan.package.write.os.fsync",
                lambda handle, real=os.fsync: (
                    full(handle) if os.readlink(f"/proc/self/fd/{handle}").startswith(str(stick)) else real(handle)
                ),
            )
            with pytest.raises(PackageProblem, match="已满"):
                sealed.seal(town, stick, Passphrase(WORDS), keys)
        assert list(stick.iterdir()) == []


def test_a_district_leaves_none(desks, tmp_path):
    """Its folder holds all stations: no stick for one of them carries it; nor beside what is masked."""
    town, office, stick = desks
    filled(tmp_path / "另一站")
    for words in (("--data", office), ("--masked", "--data", town)):
        done = run("export", "--backup", "--to", stick, *words)
        assert done.code == 1 and "备份" in done.err
    assert list(stick.iterdir()) == []


def test_locked_with_words_for_a_pc_that_has_no_key(desks, tmp_path):
    """The district opens it with its key and locks it with words; the old one stays; a stranger's key and other words open nothing."""
    town, office, stick = desks
    assert run("export", "--backup", "--to", stick, "--data", town).code == 0
    (file,) = stick.glob("*.age")
    with pytest.raises(FolderProblem, match="打不开"):
        sealed.relock(file, stick, Keys.make(), WORDS)
    made = sealed.relock(file, tmp_path, Keys.load(office / KEYS), WORDS)
    assert file.exists() and made.name.startswith("备份-140405102-") and made.name.endswith(".zip.age")
    with pytest.raises(FolderProblem):
        sealed.restore(made, tmp_path / "不成", None, WORDS[:-1])
    assert not (tmp_path / "不成").exists()
    sealed.restore(made, tmp_path / "新电脑", None, WORDS)
    visits = run("list", "visit", "--json", "--data", tmp_path / "新电脑").data
    assert [row["visitor_name"] for row in visits] == ["王秀英"]


def test_the_keys_alone_touch_no_disk(tmp_path, monkeypatch):
    """The keys inside a backup are read where they are, behind its password too: nothing is written; a wrong word is said."""
    town, stick, words, word = filled(tmp_path / "别站"), tmp_path / "U盘", "灯笼九十七号", "春天的风筝 飞得高"
    stick.mkdir()
    keys = Keys.load(town / KEYS)
    plain = sealed.seal(town, stick, Passphrase(words), keys).path.rename(tmp_path / "没密码.age")
    access.protect(town, "赵敏", word)
    guarded = sealed.seal(town, stick, Passphrase(words), keys).path
    monkeypatch.setattr(sealed, "workroom", None)
    for file, typed in ((plain, ""), (guarded, word)):
        assert sealed.keys_in(file, Keys.make(), words, typed).public() == keys.public()
    for typed, said in (("不是这个密码呀", "密码不对"), ("", "打不开")):
        with pytest.raises(Locked, match=said):
            sealed.keys_in(guarded, Keys.make(), words, typed)
