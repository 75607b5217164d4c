"""Is everything as it was written? Each kind of damage is found, named, and told with what to do."""

import json
import random

import pytest

from lianluozhan import attachment, check as checking
from lianluozhan.act import own
from lianluozhan.check import check
from lianluozhan.driver import connect, put_away
from lianluozhan.errors import FolderProblem
from lianluozhan.issue import Issue
from lianluozhan.journal import digest, seal
from lianluozhan.place import Place, own_place_id
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import PASSED_ON, SAID, WORLD, found, receive, write

LETTER = b"\x89PNG a letter of complaint" * 50


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A folder with a few days' work in it; not to be written."""
    path = desk.make(tmp_path_factory.mktemp("worked") / "station")
    name = attachment.keep(path, LETTER, 2026)
    with desk.opened(path) as store:
        write(store, Place, {"name": desk.NAME, "host": "镇人大主席团"}, own_place_id(WORLD))
        for day in range(1, 9):
            receive(store, **PASSED_ON | {"received_at": f"2026-10-{day:02d}T09:00"})
        last = receive(store, attachments=[{"digest": name, "name": "诉求书.jpg", "size": len(LETTER)}])
        erased = receive(store, visitor_phone="13800000000")
        desk.erase(store, Visit, erased)
        write(store, Visit, {"voided": "重复"}, receive(store))
        write(store, Visit, {"reply": "已转供水站"}, last)
    return path


@pytest.fixture
def folder(worked, tmp_path):
    """A copy of it for one test."""
    return desk.twin(worked, tmp_path / "station")


@pytest.fixture
def spoil(folder):
    """Change the data file behind the program's back; gives what a check finds then."""

    def spoil(sql, *params):
        with desk.opened(folder) as store:
            changed = store.db.execute(sql, params).rowcount
            assert changed >= 1, "nothing was spoiled"
            return check(store).findings

    return spoil


def station(store):
    """Our stream in the station's world."""
    return own(store)[f"{WORLD} station"]


def test_a_clean_folder_says_nothing(folder):
    """Erased private parts, voided records and papers are as they should be."""
    with desk.opened(folder) as store:
        done = check(store)
    assert done.findings == ()
    count = len(list(desk_entries(folder)))
    assert (done.entries, done.streams, done.papers, done.newer) == (count, 2, 1, 0)
    with desk.opened(folder, write=False) as store:
        rows = sum(store.db.execute(f'SELECT count(*) FROM "{noun}"').fetchone()[0] for noun in store.schema.records)
    assert done.records == rows


def desk_entries(folder):
    """The journal of a folder."""
    with desk.opened(folder, write=False) as store:
        return desk.entries(store)


def test_an_empty_folder_says_nothing(template, tmp_path):
    """A new folder is in order."""
    assert found(desk.twin(template, tmp_path / "new")) == ()


def test_checking_changes_nothing(folder):
    """The files are the same bytes after a check, of a clean folder and of a spoiled one."""
    found(folder)
    before = {file.name: data for file, data in desk.bytes_of(folder) if file.suffix in (".db", ".json")}
    assert found(folder) == ()
    assert {file.name: data for file, data in desk.bytes_of(folder) if file.suffix in (".db", ".json")} == before
    with desk.opened(folder) as store:
        store.db.execute("UPDATE visit SET party_size=99")
    before = {file.name: data for file, data in desk.bytes_of(folder) if file.suffix == ".db"}
    assert found(folder) == found(folder) != ()
    assert {file.name: data for file, data in desk.bytes_of(folder) if file.suffix == ".db"} == before


def told(findings, part, what, then):
    """Whether exactly this is told of a part, with what to do."""
    assert findings, "nothing was found"
    assert {finding.part for finding in findings} == {part}
    assert any(what in finding.what for finding in findings), findings
    assert all(then in finding.then for finding in findings), findings
    return True


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE visit SET statement='没说过' WHERE party_size=1",
        "UPDATE visit SET voided=NULL",
        "DELETE FROM visit WHERE rowid=(SELECT min(rowid) FROM visit)",
        "INSERT INTO visit (world, id, statement) VALUES ('140405102', 'x', '没来过')",
        "UPDATE issue SET state='已办结'",
        "UPDATE issue SET due_on='2027-01-01'",
        "UPDATE duty SET people_met=NULL",
        "DELETE FROM search WHERE noun='visit'",
        "UPDATE search SET words=words || '别的'",
        "DELETE FROM numbered",
        "INSERT INTO conflict VALUES ('140405102', 'visit', 'x', 'reply', '[]')",
        "UPDATE operator SET name='别人'",
    ],
)
def test_a_changed_table(spoil, sql):
    """Tables that are not what the journal makes: rebuild mends them."""
    table = sql.split()[1] if sql.startswith("UPDATE") else sql.split()[2]
    assert told(spoil(sql), "数据表", f"{table} 有", "rebuild")


def test_rebuild_mends_a_changed_table(folder, spoil):
    """What the finding says to do helps."""
    assert spoil("UPDATE visit SET statement='没说过'")
    with desk.opened(folder) as store, store.transaction():
        store.rebuild()
    assert found(folder) == ()


JOURNAL = [
    ("UPDATE entry SET data=replace(data, '2026-10-01', '2026-10-02') WHERE kind='visit' AND seq<5", "被改动过"),
    (
        "UPDATE entry SET data=CAST(replace(data, '2026-10-01', '2026-10-02') AS BLOB) WHERE kind='visit' AND seq<5",
        "被改动过",
    ),
    ("UPDATE entry SET data=x'7b' WHERE kind='visit' AND seq<5", "读不懂"),
    ("UPDATE entry SET data=substr(data, 1, 100) WHERE kind='visit' AND seq<5", "读不懂"),
    ("UPDATE entry SET data='' WHERE kind='visit' AND seq<5", "读不懂"),
    ("UPDATE entry SET hash=replace(hash, '0', '1') WHERE kind='visit' AND hash LIKE '%0%'", "被改动过"),
    (
        "UPDATE entry SET private=CAST(replace(private, '王秀英', '王秀兰') AS BLOB) WHERE kind='visit'",
        "保密部分对不上",
    ),
    ("UPDATE entry SET private=x'7b7d' WHERE kind='place'", "保密部分对不上"),
    ("UPDATE entry SET private=NULL WHERE kind='visit'", "保密部分不见了"),
    ("UPDATE entry SET secret=0, private=NULL WHERE kind='visit'", "被改动过"),
    ("UPDATE entry SET kind='issue' WHERE kind='visit'", "被改动过"),
    ("UPDATE entry SET world='140405103' WHERE kind='visit'", "被改动过"),
    ("UPDATE entry SET id=id || 'x' WHERE kind='visit'", "被改动过"),
    ("UPDATE entry SET seq=seq+1000 WHERE seq=(SELECT max(seq) FROM entry)", "被改动过"),
    ("DELETE FROM entry WHERE seq=4", "接不上前一条"),
    ("DELETE FROM entry WHERE kind='erase'", "接不上前一条"),
]


@pytest.mark.parametrize(("sql", "what"), JOURNAL)
def test_a_changed_journal(spoil, sql, what):
    """An entry changed, cut off, moved, or gone: only a backup helps, and rebuilding is not advised."""
    assert told(spoil(sql), "日志", what, "备份")


def test_the_changed_entry_is_named(folder, spoil):
    """By its stream and place."""
    with desk.opened(folder, write=False) as store:
        stream = station(store)
    [finding] = spoil("UPDATE entry SET hash='x' WHERE stream=? AND seq=3", stream)[:1]
    assert f"{stream} 第 3 条" in finding.what


def test_an_entry_made_up(folder):
    """A sound entry of its own, put in the place of another, does not fit the chain."""
    with desk.opened(folder) as store:
        held = next(store.entries("stream=? AND seq=5", (station(store),)))
        body = {key: value for key, value in held.body.items() if key != "private"}
        made = seal(body | {"operator": "别人"}, held.secret)
        store.db.execute(
            "UPDATE entry SET data=?, hash=?, private=? WHERE stream=? AND seq=5",
            (made.data, made.hash, made.private, made.stream),
        )
        findings = check(store).findings
    assert told(findings, "日志", "第 6 条接不上前一条", "备份")


def test_half_an_act(folder):
    """The tail of an act is missing: the chain is sound, the act is not whole."""
    with desk.opened(folder) as store:
        receive(store, **PASSED_ON)
        store.db.execute("DELETE FROM entry WHERE stream=? AND seq=?", (station(store), store.head(station(store))[0]))
        findings = check(store).findings
    assert told(findings, "日志", "最后一步只有一半", "备份")


def foreign(folder, kind, scope="station", **values):
    """Append a sound entry of a kind to our own stream and give what a check finds."""
    with desk.opened(folder) as store:
        stream = own(store)[f"{WORLD if scope == 'station' else 'local'} {scope}"]
        seq, hash = store.head(stream)
        body = {
            "world": WORLD if scope == "station" else "local",
            "stream": stream,
            "seq": seq + 1,
            "prev": hash,
            "act": "x",
            "act_id": "x",
            "operator": "x",
            "at": "2026-10-08T01:00:00.000Z",
            "end": True,
            "kind": kind,
            "id": "x",
            "set": values,
        }
        with store.transaction():
            store.apply([seal(body, {})])
        return check(store)


@pytest.mark.parametrize("kind", ["category", "rule", "calendar", "operator", "erased"])
def test_a_kind_its_writer_may_not_write(folder, kind):
    """What belongs into the district's stream, or into the local one, is found in a station's."""
    assert told(foreign(folder, kind).findings, "日志", f"无权写的（{kind}）", "备份")


def test_a_record_in_the_local_stream(folder):
    """What travels does not stand where nothing travels."""
    assert told(
        foreign(folder, "visit", "local", received_at="2026-10-08").findings, "日志", "无权写的（visit）", "备份"
    )


def test_a_newer_kind_is_counted(folder):
    """What only a newer program knows is kept for it and is no damage."""
    done = foreign(folder, "drone", height=3)
    assert (done.findings, done.newer) == ((), 1)


def test_a_stream_without_its_beginning(folder):
    """Entries nobody opened a stream for."""
    with desk.opened(folder) as store:
        store.db.execute("DELETE FROM entry WHERE kind='open' AND world=?", (WORLD,))
    findings = found(folder)
    assert any("接不上前一条" in finding.what for finding in findings)


def test_what_was_received_and_is_gone(folder):
    """A stream our own entries say we hold, and which is not there any more."""
    with desk.opened(folder) as store:
        with desk.acting(store, "import") as act:
            act.record("import", "x", {"heads": {"f" * 16: [3, 3, "a" * 64]}})
        findings = check(store).findings
    assert told(findings, "日志", f"{'f' * 16} 收到过第 3 条", "备份")


def test_a_moved_folder_is_in_order(folder):
    """What a later stream says it holds is held, and what was left is looked at too."""
    card = json.loads((folder / "folder.json").read_text("utf-8"))
    (folder / "folder.json").write_text(json.dumps(card | {"machine": "0" * 16}), "utf-8")
    with desk.opened(folder) as store:
        receive(store)
        assert check(store).findings == ()
        store.db.execute("UPDATE entry SET private=NULL WHERE kind='visit' AND stream<>?", (station(store),))
        assert told(check(store).findings, "日志", "保密部分不见了", "备份")


def test_an_import_where_a_stream_should_begin(folder):
    """A stream that begins with something else was opened by nobody."""
    with desk.opened(folder) as store:
        body = {
            "world": WORLD,
            "stream": "f" * 16,
            "seq": 1,
            "prev": "0" * 64,
            "act": "x",
            "act_id": "x",
            "operator": "x",
            "at": "2026-10-08T01:00:00.000Z",
            "end": True,
            "kind": "import",
            "id": "x",
            "set": {"heads": {}},
        }
        with store.transaction():
            store.apply([seal(body, {})])
        assert told(check(store).findings, "日志", "无权写的（import）", "备份")


# ---- papers ------------------------------------------------------------------------------------------------------


def test_a_missing_paper(folder):
    """Named by record and name, with where to get it back."""
    for file in folder.glob("papers-*"):
        file.unlink()
    [finding] = found(folder)
    assert (finding.part, "诉求书.jpg 不在这里" in finding.what, "接待" in finding.what) == ("附件", True, True)
    assert "重新添加" in finding.then


def paper_spoiled(folder, sql):
    """What a check finds after a change of the papers' file."""
    database = connect(folder / "papers-2026.db")
    database.execute(sql)
    put_away(database)
    return found(folder)


def test_a_changed_paper(folder):
    """Its bytes are no longer those of its digest."""
    [finding] = paper_spoiled(folder, "UPDATE paper SET data=x'00'")
    assert (finding.part, "诉求书.jpg 的内容被改动或损坏" in finding.what) == ("附件", True)


def test_a_paper_gone_from_its_file(folder):
    """The file is there, the paper is not."""
    [finding] = paper_spoiled(folder, "DELETE FROM paper")
    assert "不在这里" in finding.what


def test_papers_that_cannot_be_read(folder):
    """A file of papers that is none is named, and the data file is checked all the same."""
    (folder / "papers-2026.db").write_bytes(b"?" * 9000)
    findings = found(folder)
    assert {finding.part for finding in findings} == {"附件"}
    assert any("papers-2026.db" in finding.what for finding in findings)


def test_an_erased_records_paper_is_not_missed(folder):
    """Nobody names it any more."""
    with desk.opened(folder) as store:
        [visit] = store.find(Visit, "attachments IS NOT NULL")
        desk.erase(store, Visit, visit.id)
    for file in folder.glob("papers-*"):
        file.unlink()
    assert found(folder) == ()


# ---- the file itself ---------------------------------------------------------------------------------------------


def test_an_index_that_does_not_fit_its_table(folder):
    """SQLite's own check is told as it is."""
    with desk.opened(folder) as store:
        sql = "SELECT name, sql FROM sqlite_master WHERE type='index' AND tbl_name='visit' AND sql IS NOT NULL LIMIT 1"
        name, _sql = store.db.execute(sql).fetchone()
        store.db.execute("PRAGMA writable_schema=ON")
        store.db.execute("UPDATE sqlite_master SET sql=replace(sql, 'id', 'place') WHERE name=?", (name,))
        store.db.execute("PRAGMA writable_schema=OFF")
    with desk.opened(folder) as store:
        findings = check(store).findings
    assert told(findings, "文件", "station.db 内部损坏", "备份")


def contents(folder):
    """Everything a folder holds, as a program would read it."""
    with desk.opened(folder, write=False) as store:
        settings = sorted(store.db.execute("SELECT name, value FROM setting"))
        return desk.entries(store), desk.tables(store), settings


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_byte(folder, seed):
    """A byte changed anywhere in the data file is found, or it is where nothing is kept; no flip is a crash."""
    before, chance = contents(folder), random.Random(seed)
    file = folder / "station.db"
    data = bytearray(file.read_bytes())
    places = [chance.randrange(len(data)) for _ in range(3)]
    for place in places:
        data[place] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    try:
        findings = found(folder)
    except FolderProblem as problem:
        assert problem.then
        return
    if not findings:
        entries, tables, _settings = contents(folder)
        assert (entries, tables) == before[:2], places


@pytest.mark.parametrize("page", [1, 2, 3, 5, 8, 13, 21])
@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"A"])
def test_a_lost_page(folder, page, fill):
    """A whole page overwritten: found, or refused at opening, with what to do."""
    file = folder / "station.db"
    data = bytearray(file.read_bytes())
    data[4096 * page : 4096 * (page + 1)] = fill * 4096
    before = contents(folder)
    file.write_bytes(data)
    try:
        findings = found(folder)
    except FolderProblem as problem:
        assert problem.then
        return
    assert findings or contents(folder)[:2] == before[:2]
    assert all(finding.then for finding in findings)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_file(folder, part):
    """The end of the data file is missing."""
    file = folder / "station.db"
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * part) // 4096 * 4096 + 100])
    try:
        findings = found(folder)
    except FolderProblem as problem:
        assert problem.then
        return
    assert findings


def test_rows_that_differ_little_differ(folder):
    """Rows are compared by what stands for them: -1 and -2 have one hash in Python, and are two values of a row."""
    with desk.opened(folder) as store:
        told = []
        for number in (-1, -2):
            store.db.execute("UPDATE visit SET party_size=?", (number,))
            told.append(checking.contents(store)["visit"])
    assert told[0] != told[1]


def test_issue_states_are_the_journals(folder):
    """A check sees a state nobody's facts lead to, and names where."""
    with desk.opened(folder) as store:
        issue = store.find(Issue)[0]
        store.db.execute("UPDATE issue SET satisfaction='满意' WHERE id=?", (issue.id,))
        [finding] = check(store).findings
    assert finding.what == "issue 有 2 处与日志不一致"


def test_json_and_words(folder):
    """The digest the paper is kept by is the one the journal names."""
    with desk.opened(folder, write=False) as store:
        [visit] = store.find(Visit, "attachments IS NOT NULL")
        [row] = store.db.execute("SELECT attachments FROM visit WHERE id=?", (visit.id,))
    assert json.loads(row[0])[0]["digest"] == digest(LETTER)
    assert visit.statement == SAID
