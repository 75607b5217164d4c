"""What users of comparable programs complain about, row by row (the field's list, §4b); each test bears its row's number."""

from __future__ import annotations

import json
import random
import socket
import subprocess
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from lianluozhan import draft
from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import void
from lianluozhan.calendar import WorkCalendar
from lianluozhan.cli.words import VERBS
from lianluozhan.deadline import Rule, count
from lianluozhan.month_data import month_figures
from lianluozhan.package.merge import merge
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.serials import serials
from lianluozhan.similar import same_person, similar_issues
from lianluozhan.table import update
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from tests.station import LEDGER, do, empty, filled, issues, journal, opened, receive, run, sound, take

TODAY = "2026-10-31"
PASSED_ON = {"outcome": "乡镇办理", "referred_to": "岗上村", "received_at": "2026-10-08T09:00"}
ON = {"acted_on": "2026-10-20"}


@pytest.fixture
def path(tmp_path):
    """A station without records."""
    return empty(tmp_path / "站")


@pytest.fixture
def store(path):
    """Its store."""
    with opened(path) as store:
        yield store


def typed(path, *words, code=0):
    """A command, and that it ends so."""
    ran = run(*words, "--data", path, "--today", TODAY)
    assert ran.code == code, ran
    return ran


def closed(store, number, rating="满意", **answer):
    """An issue taken to its end."""
    for word, values in (
        ("答复", {"answer_class": "A"} | answer),
        ("回告", {"how": "电话"}),
        ("评价", {"satisfaction": rating}),
        ("办结", {}),
    ):
        issue = do(store, number, word, **values, **ON)
    return issue


def pdf_words(path):
    """The text of a PDF without blanks."""
    done = subprocess.run(
        ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return "".join(done.stdout.split())


def test_01_the_same_form_arrives_again(tmp_path):
    """The same sheet and the same package a second time are 0 new, and say so."""
    path, district, stick, secret = (
        filled(tmp_path / "站", "visit"),
        tmp_path / "区",
        tmp_path / "U盘",
        tmp_path / "口令.txt",
    )
    assert "新 0 条，相同 23 条" in typed(path, "add", "visit", LEDGER).out
    stick.mkdir()
    secret.write_text("柿子树下的长椅\n", "utf-8")
    typed(district, "init", "--role", "district", "--name", "屯留区人大常委会办公室")
    typed(path, "export", "--full", "--to", stick, "--passphrase-file", secret)
    (package,) = stick.iterdir()
    first, again = (
        json.loads(typed(district, "import", package, "--passphrase-file", secret, "--json").out)[0] for _ in range(2)
    )
    assert first["new"] > 23 and (again["new"], again["filled"]) == (0, 0)


def test_02_a_retry_makes_no_ten(path):
    """However often one sheet is tried, its 23 visits are there once."""
    for _ in range(4):
        typed(path, "add", "visit", LEDGER)
    assert len(typed(path, "list", "visit", "--json").data) == 23


def test_03_what_never_goes_out_can_be_seen_and_goes_again(tmp_path):
    """A package can always be written; each record says how far it has come, and goes again until the receipt is back."""
    town, office, stick, back = (
        empty(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"),
        tmp_path / "U盘",
        tmp_path / "带回",
    )
    stick.mkdir(), back.mkdir()
    with opened(town) as store:
        receive(store, visitor_name="王秀英", **PASSED_ON)
    typed(office, "card", "--to", stick / "卡.json")
    typed(town, "enrol", stick / "卡.json")
    way = lambda: [row["travel"] for row in typed(town, "list", "visit", "--json").data]  # noqa: E731
    sent = [typed(town, "export", "--to", stick, "--json").data["entries"] for _again in range(2)]
    assert way() == ["已报"] and sent[1] >= sent[0] > 0  # the first stick may be lost
    typed(office, "import", *sorted(stick.glob("*.llz")))
    typed(office, "export", "--to", back)
    typed(town, "import", *back.glob("*.llz"))
    assert way() == ["已收"]
    assert typed(town, "export", "--to", back, "--json").data["entries"] < sent[0]


def test_06_which_numbers_went_and_which_are_missing(path, tmp_path):
    """Writing a package says from which number to which everything is there; one that is missing is named, a void one is none."""
    with opened(path) as store:
        for name in ("王秀英", "郭桂兰", "曾保平", "赵一"):
            receive(store, visitor_name=name)
    typed(path, "void", "J0002", "--reason", "重复登记")
    secret = tmp_path / "口令.txt"
    secret.write_text("柿子树下的长椅\n", "utf-8")
    out = typed(path, "export", "--to", tmp_path, "--passphrase-file", secret).out
    assert "接待 140405102-2026-J0001 到 J0004，4 条，号码连着" in out
    with opened(path) as store:
        store.db.execute("UPDATE visit SET number = replace(number, 'J0003', 'J0007')")
        assert next(one.said() for one in serials(store, store.identity.world)).endswith(
            "4 条，中间没有 J0003、J0005、J0006"
        )


def test_04_drafts_and_data_are_a_file(path, tmp_path):
    """What is half written and what is saved lie in the folder: copied whole by one command, and there again when restored."""
    with opened(path) as store:
        receive(store, visitor_name="王秀英")
        draft.keep(store, draft.Draft("a", "visit", {"statement": "半句话"}))
    kept = typed(path, "backup", "--to", tmp_path / "盘").out.splitlines()[0]
    typed(tmp_path / "另", "restore", kept, "--to", tmp_path / "另")
    with opened(tmp_path / "另") as store:
        assert [visit.visitor_name for visit in store.find(Visit)] == ["王秀英"]
        assert [one.values for one in draft.drafts(store, "visit")] == [{"statement": "半句话"}]


def test_05_nothing_goes_when_it_was_sent(tmp_path):
    """What went out on a stick is still here afterwards, record by record."""
    path, secret = empty(tmp_path / "站"), tmp_path / "口令.txt"
    with opened(path) as store:
        receive(store, visitor_name="王秀英", **PASSED_ON)
    secret.write_text("柿子树下的长椅\n", "utf-8")
    (tmp_path / "U盘").mkdir()
    before, entries = typed(path, "list", "visit", "--json").data, journal(path)
    typed(path, "export", "--full", "--to", tmp_path / "U盘", "--passphrase-file", secret)
    after = typed(path, "list", "visit", "--json").data
    assert [row | {"travel": None} for row in after] == [row | {"travel": None} for row in before], (
        "only what the list says of its way"
    )
    assert set(entries) <= set(journal(path))


@pytest.fixture
def two(path, tmp_path):
    """Two PCs that changed the same field without knowing of each other; both hold both."""
    with opened(path) as store:
        receive(store, visitor_name="王秀英")
    other = tmp_path / "另"
    typed(other, "restore", typed(path, "backup", "--to", tmp_path / "盘").out.splitlines()[0], "--to", other)
    typed(path, "amend", "J0001", "问题地点=东街", "--reason", "听清了")
    typed(other, "amend", "J0001", "问题地点=西街", "--reason", "去看了")
    known = {entry[:3] for entry in journal(path)}
    with opened(other) as store:
        new = [
            e
            for e in store.entries("1 ORDER BY stream, seq")
            if e.body["world"] != LOCAL and (*e.place, e.hash) not in known
        ]
    with opened(path) as store:
        merge(store, new)
    return path


def test_07_the_loser_is_kept(two):
    """Both values are shown to a person; decided, the other one still stands in the history."""
    said = typed(two, "conflicts").out
    assert "东街" in said and "西街" in said
    typed(two, "decide", "J0001.问题地点", "西街")
    assert "东街" not in typed(two, "conflicts").out
    shown = typed(two, "show", "J0001").out
    assert "东街" in shown and "去看了" in shown and "听清了" in shown


def test_08_days_counted_across_the_holiday():
    """15 working days from 16 September 2026 end on 13 October, and every day says why it counts or not."""
    due = count(WorkCalendar(), "2026-09-16", 15)
    why = {step.day: step.kind for step in due.explanation}
    assert due.due_on == "2026-10-13" and due.explanation[-1].counted == 15
    assert (why["2026-09-20"], why["2026-10-10"], why["2026-09-19"]) == ("调休", "调休", "周末")
    assert {why[f"2026-10-{day:02d}"] for day in range(1, 8)} == {"节假日"}
    assert sum(kind in ("计入", "调休") for kind in why.values()) == 15


def test_09_nothing_falls_due_on_a_sunday():
    """Whatever the day it begins and however many days, a working-day deadline ends on a working day."""
    calendar = WorkCalendar()
    for start in (date(2026, 9, 1) + timedelta(days=n) for n in range(60)):
        for days in (1, 5, 15):
            due = count(calendar, start, days)
            assert calendar.day(due.due_on).working and due.warn_on <= due.due_on


@pytest.mark.parametrize(("unit", "due_on"), [("工作日", "2026-10-21"), ("自然日", "2026-10-19")])
def test_10_each_limit_has_its_unit(store, unit, due_on):
    """The district's rule says how many days and of which kind; ten days to the Sunday of 18 October end on the Monday (民法典 §203)."""
    rule = {"id": new_id(), "world": "140405", "name": "正常", "values": {"days": 10, "unit": unit}}
    update(store, Rule({**dict.fromkeys(Rule.fields), **rule}))  # as the district's package brings it
    receive(store, visitor_name="王秀英", **PASSED_ON)
    assert issues(store)[0]["due_on"] == due_on


def test_11_the_clock_stops(path, store):
    """Paused, the lamp says 停 and the days do not run; answered, no lamp burns."""
    receive(store, visitor_name="王秀英", **PASSED_ON)
    before = issues(store)[0]["due_on"]
    do(store, "Y0001", "暂停", reason="等材料", acted_on="2026-10-12")
    assert issues(store)[0]["light"] == "停"
    do(store, "Y0001", "恢复", reason="送来了", acted_on="2026-10-19")
    assert issues(store)[0]["due_on"] > before and issues(store)[0]["light"] in ("绿", "黄", "红")
    do(store, "Y0001", "答复", answer_class="A", **ON)
    assert issues(store)[0]["light"] is None


@pytest.mark.needs("pdftotext", "pdffonts")
def test_12_rare_characters_print(path, tmp_path):
    """Rare characters of names come out of the PDF again, in fonts that are inside it."""
    with opened(path) as store:
        receive(store, visitor_name="赵㛃䶮", statement="𬭎家门口的路灯不亮")
    assert "〓" not in typed(path, "log", "2026-10", "--to", tmp_path).err
    words = pdf_words(tmp_path / "接待日志-2026-10.pdf")
    assert "赵㛃䶮" in words and "𬭎家门口" in words


def test_13_odd_content_prints(path, tmp_path):
    """Nothing that can be typed stops the printing: empty fields, 20,000 characters, lines, signs."""
    with opened(path) as store:
        for said in ("路" * 20_000, "一\n\n\n二\t三", "<b>&amp;</b> %s {0} \\", "😀✓①"):
            receive(store, statement=said, visitor_name=None)
    typed(path, "log", "2026-10", "--to", tmp_path)
    assert (tmp_path / "全套-2026-10.pdf").stat().st_size > 10_000


def test_14_what_is_filtered_is_what_goes_out(path, tmp_path):
    """A list goes into a sheet with the full text of just what was filtered, answers and dates too."""
    words = "井盖松动，" * 300 + "=1+1"
    with opened(path) as store:
        receive(store, visitor_name="王秀英", statement=words, **PASSED_ON)
        receive(store, visitor_name="郭桂兰", statement="路灯不亮", **PASSED_ON)
        closed(store, "Y0001", text="换好了")
    said = typed(
        path, "list", "issue", "--search", "井盖", "--to", tmp_path / "意见.xlsx", "--with-private", "站长要看"
    ).out
    heading, *rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "意见.xlsx").active.iter_rows()]
    (row,) = [dict(zip(heading, row, strict=True)) for row in rows]
    assert row["意见内容（原话）"] == words and "已另存 1 条" in said
    assert (row["反映人"], row["状态"], row["答复类别"], row["办结日期"], row["满意度"]) == (
        "王秀英",
        "已办结",
        "A",
        "2026-10-20",
        "满意",
    )
    assert "王秀英 10-20 电话 满意" in row["回告情况"]
    typed(path, "list", "issue", "--to", tmp_path / "意见.xlsx", code=1)  # what is there already stays


def test_15_every_date_on_paper(path, store, tmp_path):
    """一事一档 has each step with its day, from the first word to who was told, in the order it happened."""
    receive(store, visitor_name="王秀英", **PASSED_ON)
    do(store, "Y0001", "催办", acted_on="2026-10-12", how="电话")
    do(store, "Y0001", "延期", acted_on="2026-10-13", due_on="2026-11-10", reason="等材料", evidence="复文")
    closed(store, "Y0001", text="换好了")
    typed(path, "paper", "一事一档", "Y0001", "--to", tmp_path / "档.pdf")
    words = pdf_words(tmp_path / "档.pdf").partition("办理经过")[2]
    steps = [
        f"2026年10月{day}日{word}"
        for day, word in (
            (8, "交办"),
            (12, "催办"),
            (13, "延期"),
            (20, "答复"),
            (20, "回告"),
            (20, "评价"),
            (20, "办结"),
        )
    ]
    places = [words.find(step) for step in steps]
    assert -1 not in places and places == sorted(places), list(zip(steps, places, strict=True))
    assert "期限2026年11月10日" in words


def test_16_what_a_person_brought(store, path):
    """By a person's name all their visits and issues are found, the settled ones too; the newest first where it is typed."""
    for day, outcome in (("08", "乡镇办理"), ("09", "当场答复"), ("12", "村社办理")):
        receive(
            store,
            visitor_name="王秀英",
            visitor_phone="13800000000",
            outcome=outcome,
            received_at=f"2026-10-{day}T09:00",
        )
    receive(store, visitor_name="郭桂兰", **PASSED_ON)
    assert len(store.find(Visit, "visitor_name='王秀英'")) == 3
    assert [visit.number[-5:] for visit in same_person(store, "王秀英", "13800000000")] == ["J0003", "J0002", "J0001"]
    assert {row["raised_by"] for row in issues(store)} == {"王秀英", "郭桂兰"}


@pytest.mark.parametrize("noun", ["visit", "issue", "duty", "deputy", "organ", "place", "followup"])
def test_17_each_column_has_a_name_of_its_own(noun):
    """No two columns of a record are called alike, none is called by an English or an inner word."""
    labels = [field.label for field in SCHEMA.records[noun].fields.values()]
    assert len(labels) == len(set(labels)) and not [label for label in labels if label.isascii()]


def test_18_alike_is_shown_closed_ones_too(store):
    """While typing the alike are shown with why, the settled ones among them; joined, each reporter is answered."""
    receive(store, visitor_name="王秀英", statement="前后庄村口的路灯三个月不亮", location="前后庄村口", **PASSED_ON)
    closed(store, "Y0001")
    receive(store, visitor_name="郭桂兰", statement="前后庄村口路灯又灭了", location="前后庄村口", **PASSED_ON)
    found = similar_issues(store, {"statement": "村口的路灯三个月不亮了", "location": "前后庄村口"})
    assert {one.issue.number[-5:]: one.issue.state for one in found} == {"Y0001": "已办结", "Y0002": "办理中"}
    assert all(one.reasons for one in found)


def test_19_alike_is_no_obstacle(store):
    """The same words a second time are a visit and an issue of their own."""
    for _ in range(2):
        receive(store, visitor_name="王秀英", statement="路灯不亮", **PASSED_ON)
    assert [row["number"][-5:] for row in issues(store)] == ["Y0001", "Y0002"]


def test_20_registered_twice(store):
    """One of two is voided with its reason: the other and what hangs on it stay, and it can be taken back."""
    receive(store, visitor_name="王秀英", **PASSED_ON)
    double = receive(store, visitor_name="王秀英", **PASSED_ON)
    before = [row["number"] for row in issues(store)]
    with acting(store, "void") as act:
        void(act, double, "登记了两遍")
    assert [row["number"][-5:] for row in issues(store)] == ["Y0001"]
    with acting(store, VERB) as act:
        undo(act)
    assert [row["number"] for row in issues(store)] == before
    sound(store)


def test_21_names_go_counts_stay(path):
    """After its years a reception and its issue lose name, phone and words for good; place, category, dates and every figure
    stay, and who confirmed it with which list stands in their history."""
    with opened(path) as store:
        receive(
            store,
            visitor_name="独孤婉儿",
            visitor_phone="13800004321",
            category="道路与路灯",
            location="东街",
            **PASSED_ON,
        )
        closed(store, "Y0001")
        before = month_figures(store, "2026-10")
    late = ("--data", path, "--today", "2036-10-20")
    listed = run("erase", "--json", *late).data
    assert [number[-5:] for number in listed["records"]] == ["J0001", "Y0001"]
    assert run("erase", "--number", listed["number"], "--by", "站长甲", *late).code == 0
    with opened(path) as store:
        assert month_figures(store, "2026-10") == before
        assert [visit.location for visit in store.find(Visit)] == ["东街"]
        sound(store)
    (row,) = typed(path, "list", "visit", "--json").data
    assert (row["visitor_name"], row["visitor_phone"], row["statement"]) == (None, None, None)
    assert (row["category"], row["received_at"], row["outcome"]) == ("道路与路灯", "2026-10-08T09:00", "乡镇办理")
    assert not any("独孤婉儿".encode() in file.read_bytes() for file in path.glob("*.db*"))
    shown = typed(path, "show", "J0001", "--json").data["history"][-1]
    assert shown["act"] == "erase" and shown["set"]["list"] == listed["number"] and shown["set"]["by"] == "站长甲"


def test_22_nothing_vanishes_silently(path):
    """There is no deleting; 作废 wants a reason, keeps the number, is listed when asked for and says by whom."""
    assert not {"delete", "remove", "purge"} & VERBS.keys()
    with opened(path) as store:
        receive(store, visitor_name="王秀英")
    typed(path, "void", "J0001", code=2)
    typed(path, "void", "J0001", "--reason", "重复登记")
    assert typed(path, "list", "visit", "--json").data == []
    (kept,) = typed(path, "list", "visit", "--voided", "--json").data
    assert kept["voided"] == "重复登记" and "赵敏" in typed(path, "show", "J0001").out
    with opened(path) as store:
        assert receive(store).number.endswith("J0002")


def test_23_what_goes_out_comes_in(path, tmp_path):
    """What `list --json` gives of the typed fields is what `add` takes: another folder ends up with the same visits."""
    typed(path, "add", "visit", LEDGER)
    told = typed(path, "list", "visit", "--json").data
    own = {
        name for name in Visit.written() if name not in ("number", "mode", "voided", "attachments", "place", "recorder")
    }
    rows = tmp_path / "行.jsonl"
    rows.write_text(
        "\n".join(
            json.dumps({n: v for n, v in row.items() if n in own and v is not None}, ensure_ascii=False) for row in told
        ),
        "utf-8",
    )
    other = empty(tmp_path / "另")
    typed(other, "add", "visit", rows)
    again = typed(other, "list", "visit", "--json").data
    assert [{n: row[n] for n in own} for row in again] == [{n: row[n] for n in own} for row in told]


def test_24_answers_are_in_the_list(path, store):
    """The list has the answer, when it was closed, who was told and what they say of it; steps have their days."""
    receive(store, visitor_name="王秀英", **PASSED_ON)
    closed(store, "Y0001")
    (row,) = issues(store)
    assert (row["state"], row["answer_class"], row["closed_on"], row["satisfaction"]) == (
        "已办结",
        "A",
        "2026-10-20",
        "满意",
    )
    assert row["told"] == {"王秀英": {"on": "2026-10-20", "how": "电话", "rating": "满意"}}


def test_25_no_name_no_phone(store):
    """Who leaves no name is registered, is nobody to be told, and the issue closes; unwilling ones are listed so."""
    receive(store, **PASSED_ON)
    receive(store, visitor_name="王秀英", **PASSED_ON)
    do(store, "Y0001", "答复", answer_class="A", **ON)
    assert do(store, "Y0001", "办结", **ON).state == "已办结"
    for word, values in (
        ("答复", {"answer_class": "A"}),
        ("回告", {"how": "本人不愿"}),
        ("评价", {"satisfaction": "无法回访"}),
    ):
        do(store, "Y0002", word, **values, **ON)
    assert do(store, "Y0002", "办结", **ON).told.popitem()[1]["out"] == "本人不愿"
    assert month_figures(store, "2026-10").satisfied_share == "—", "who says nothing is not counted as satisfied"


def test_26_each_round_is_rated_by_itself(store):
    """不满意 goes round again: the new round begins unrated; 未评价 is never counted as 满意."""
    for _ in range(2):
        receive(store, visitor_name="王秀英", **PASSED_ON)
    for word, values in (
        ("答复", {"answer_class": "A"}),
        ("回告", {"how": "电话"}),
        ("评价", {"satisfaction": "不满意", "text": "又坏了"}),
        ("重办", {}),
    ):
        issue = do(store, "Y0001", word, **values, **ON)
    assert (issue.round, issue.satisfaction, issue.told) == (2, None, None)
    assert closed(store, "Y0001").satisfaction == "满意"
    closed(store, "Y0002", rating="未评价")
    assert month_figures(store, "2026-10").by_rating == {"满意": 1, "未评价": 1}
    assert month_figures(store, "2026-10").satisfied_share == "100.0%"


def test_27_filters_follow_the_round(path):
    """Solved the second time it is not found among the unhappy any more."""
    with opened(path) as store:
        receive(store, visitor_name="王秀英", **PASSED_ON)
        for word, values in (
            ("答复", {"answer_class": "A"}),
            ("回告", {"how": "电话"}),
            ("评价", {"satisfaction": "不满意", "text": "又坏了"}),
        ):
            do(store, "Y0001", word, **values, **ON)
    assert len(typed(path, "list", "issue", "--where", "满意度=不满意", "--json").data) == 1
    with opened(path) as store:
        do(store, "Y0001", "重办", **ON)
        closed(store, "Y0001")
    assert typed(path, "list", "issue", "--where", "满意度=不满意", "--json").data == []
    assert len(typed(path, "list", "issue", "--where", "满意度=满意", "--json").data) == 1


def test_28_one_program_and_no_network(path, tmp_path, monkeypatch):
    """From the clerk's own sheet to papers and a list, with every way to a network cut."""
    monkeypatch.setattr(socket, "socket", lambda *_args, **_more: pytest.fail("it asked for a network"))
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_more: pytest.fail("it asked for a network"))
    typed(path, "add", "visit", LEDGER)
    typed(path, "log", "2026-10", "--to", tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == 5 and len(typed(path, "list", "issue", "--json").data) == 17


def test_29_nothing_is_dropped_offline(path, tmp_path):
    """Checks, history and audit are the same without a network: a bad row is refused, every change is told, all verifies."""
    rows = tmp_path / "行.jsonl"
    rows.write_text(
        json.dumps({"received_at": "2026-02-30", "statement": "路灯", "outcome": "当场答复"}, ensure_ascii=False),
        "utf-8",
    )
    assert "2026-02-30" in typed(path, "add", "visit", rows, code=1).err
    typed(path, "add", "visit", LEDGER)
    typed(path, "amend", "J0001", "人数=4", "--reason", "数错了", "--operator", "李海英")
    shown = typed(path, "show", "J0001").out
    assert "李海英" in shown and "数错了" in shown and "改为 4" in shown
    typed(path, "check")


@pytest.mark.needs("pdftotext")
def test_30_many_rows_small_file(path, tmp_path):
    """400 visits print whole, the last as well as the first, in far less than a megabyte a hundred rows."""
    dice = random.Random(30)
    rows = [
        {
            "received_at": f"2026-10-{n % 28 + 1:02d}",
            "statement": f"第{n}号：" + "".join(dice.choices("路灯不亮井盖松动供水停电噪声扬尘", k=40)),
            "outcome": "当场答复",
        }
        for n in range(400)
    ]
    with opened(path) as store:
        take(store, "visit", *rows)
    typed(path, "log", "2026-10", "--to", tmp_path)
    file = tmp_path / "接待日志-2026-10.pdf"
    words = pdf_words(file)
    assert file.stat().st_size < 2_000_000 and not [n for n in range(400) if f"第{n}号" not in words]


def test_31_many_people_at_once(store):
    """A talk with thirty is one visit of thirty: 批次 one, 人次 thirty."""
    receive(store, party_size=30, channel="座谈会", raiser_kind="集体", representatives=["王秀英", "郭桂兰"])
    total = month_figures(store, "2026-10").total
    assert (total.visits, total.people) == (1, 30)


def test_32_typing_is_never_lost(path):
    """Two forms half written lie in the file, whole, however the program ended; saving one lets only that one go."""
    with opened(path) as store:
        for id in "ab":
            draft.keep(store, draft.Draft(id, "visit", {"statement": f"写到一半 {id}" * 500}, "visit.statement", 7))
    with opened(path) as store:
        assert {one.id: (len(one.values["statement"]), one.cursor) for one in draft.drafts(store, "visit")} == {
            "a": (3000, 7),
            "b": (3000, 7),
        }
        draft.drop(store, "visit", "a")
        assert [one.id for one in draft.drafts(store, "visit")] == ["b"]


@pytest.mark.parametrize("paper", ["交办单", "办理情况反馈单", "征询意见表", "催办函", "一事一档"])
def test_33_a_remark_stays_inside(path, tmp_path, paper):
    """What is remarked for the office stands on no paper that goes to an organ, to a person or on a wall."""
    with opened(path) as store:
        receive(store, visitor_name="王秀英", **PASSED_ON)
        do(store, "Y0001", "批注", text="这个人老来闹", **ON)
        do(store, "Y0001", "答复", answer_class="A", text="换好了", **ON)
    typed(path, "follow", "J0001", "批注", "内容=这个人老来闹")
    masked = ["--masked"] if paper == "一事一档" else []  # the copy that is kept inside has it
    typed(path, "paper", paper, "Y0001", "--to", tmp_path / "纸.pdf", *masked)
    assert "老来闹" not in pdf_words(tmp_path / "纸.pdf")
    typed(path, "paper", "接待登记表", "J0001", "--to", tmp_path / "登记表.pdf", "--masked")
    assert "老来闹" not in pdf_words(tmp_path / "登记表.pdf")


def test_34_sealed_yet_simple(tmp_path):
    """A package tells nothing to who lacks its passphrase, says so in words, and opens with one command."""
    path, stick, secret, wrong = empty(tmp_path / "站"), tmp_path / "U盘", tmp_path / "口令.txt", tmp_path / "错.txt"
    with opened(path) as store:
        receive(store, visitor_name="王秀英")
    stick.mkdir()
    secret.write_text("柿子树下的长椅\n", "utf-8")
    wrong.write_text("柿子树下的短椅\n", "utf-8")
    typed(path, "export", "--full", "--to", stick, "--passphrase-file", secret)
    (package,) = stick.iterdir()
    assert not [word for word in ("王秀英", "路灯不亮", "联络站") if word.encode() in package.read_bytes()]
    district = tmp_path / "区"
    typed(district, "init", "--role", "district", "--name", "屯留区人大常委会办公室")
    assert "口令" in typed(district, "import", package, "--passphrase-file", wrong, code=1).err
    typed(district, "import", package, "--passphrase-file", secret)
    assert "来访批次：1 批次" in typed(district, "stats", "2026-10").out
