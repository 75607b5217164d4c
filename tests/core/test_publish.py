"""The records as plain SQLite: any program opens it, and nobody's name, phone or words are in it unless a reason was given."""

import sqlite3
from contextlib import closing

import pytest

from lianluozhan.visit import Visit
from tests.station import empty, filled, opened, run


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A station with the sample ledger; only looked at, but for what is written down."""
    return filled(tmp_path_factory.mktemp("发布") / "站")


def read(file, sql):
    """What the stdlib's own driver reads."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


def people(path):
    """What identifies or quotes the visitors: names of two characters and more, phones, their words."""
    with opened(path) as store:
        visits = store.find(Visit)
        known = {deputy.name for deputy in store.find(store.schema.records["deputy"])}
    told = {
        getattr(visit, name)
        for visit in visits
        for name in ("visitor_name", "visitor_phone", "visitor_address", "statement", "request", "reply")
    }
    return {text for text in told - known if text and len(text) > 1}


def test_without_a_reason(town, tmp_path):
    """Views in Chinese, one for each kind; no name, phone or word of a visitor is anywhere in the file."""
    file = tmp_path / "汇总.db"
    done = run("publish", "--to", file, "--data", town)
    assert done.code == 0 and "接待 23 条" in done.out and "没有来访人的姓名" in done.out
    assert read(file, 'SELECT count(*) FROM "接待"') == [(23,)]
    assert read(file, 'SELECT count(DISTINCT "状态") FROM "意见"')[0][0] > 1
    assert read(file, 'SELECT "承办单位" FROM "意见" WHERE "承办单位" IS NOT NULL')
    assert [path.name for path in tmp_path.iterdir()] == ["汇总.db"], "nothing beside it"
    data, looked_for = file.read_bytes(), people(town)
    assert len(looked_for) > 60
    assert [text for text in looked_for if text.encode() in data] == []


def test_with_a_reason(town, tmp_path):
    """All of it then; who, when and why stands in the folder's own stream, which never leaves."""
    file = tmp_path / "全.db"
    assert run("publish", "--to", file, "--with-private", " ", "--data", town).code == 1 and not file.exists()
    done = run("publish", "--to", file, "--with-private", "区里核对电话", "--operator", "赵敏", "--data", town)
    assert done.code == 0 and "不要放在 U 盘上" in done.out
    assert read(file, 'SELECT count("来访人姓名"), count("联系电话") FROM "接待"')[0] > (10, 10)
    with opened(town) as store:
        (entry,) = store.entries("kind='look'")
        assert (entry.body["set"]["reason"], entry.body["operator"], entry.body["world"]) == (
            "区里核对电话",
            "赵敏",
            "local",
        )
    assert run("check", "--data", town).code == 0


def test_never_over_a_file(town, tmp_path):
    """What is there stays; a place that cannot be written is told."""
    (tmp_path / "有.db").write_bytes(b"x")
    assert run("publish", "--to", tmp_path / "有.db", "--data", town).code == 1
    assert (tmp_path / "有.db").read_bytes() == b"x"
    assert run("publish", "--to", tmp_path / "没有" / "x.db", "--data", town).code == 1


def test_an_empty_folder(tmp_path):
    """Every view is there, empty."""
    path = empty(tmp_path / "区", "district", "140405", "区人大")
    assert run("publish", "--to", tmp_path / "空.db", "--data", path).code == 0
    assert read(tmp_path / "空.db", 'SELECT count(*) FROM "意见"') == [(0,)]
