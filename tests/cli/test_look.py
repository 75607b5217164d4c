"""list, show, conflicts, check: looking without touching."""

import json
import re

import pytest
from openpyxl import load_workbook

from lianluozhan.issue import Issue
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.station import CODE, LEDGER, empty, filled, journal, opened, refused, run, take


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A station with the sample ledger and one issue followed to the end; only looked at here."""
    path = filled(tmp_path_factory.mktemp("看") / "站")
    steps = (
        "答复 acted_on=2026-10-20 answer_class=A text=已整改 evidence=复文",
        "回告 acted_on=2026-10-21 how=电话",
        "评价 acted_on=2026-10-21 to=反映人 satisfaction=满意",
        "办结 acted_on=2026-10-22",
    )
    for step in steps:
        assert run("follow", "Y0004", *step.split(), "--data", path).code == 0
    run("attach", "Y0004", LEDGER, "--data", path)
    return path


def look(path, *words):
    """Run a command that must work and change nothing."""
    before = journal(path)
    done = run(*words, "--data", path, "--today", "2026-10-31")
    assert done.code == 0, done.err
    assert journal(path) == before
    return done


@pytest.mark.parametrize("noun", SCHEMA.records)
def test_every_kind(path, noun):
    """Every kind is listed, by its word or its Chinese, as a table and as JSON of the same records."""
    cls = SCHEMA.records[noun]
    rows = look(path, "list", noun, "--json").data
    assert look(path, "list", cls.label, "--json").data == rows
    table = look(path, "list", noun)
    assert len(table.out.splitlines()) == len(rows) + 1
    assert table.err == f"{cls.label}：{len(rows)} 条\n"


def test_shape(path):
    """Keys in the order declared, absent null, several values as lists, moments to the local minute."""
    row = look(path, "list", "visit", "--json").data[0]
    assert list(row) == list(Visit.fields)
    assert (row["reply"], row["attachments"]) == (None, None)
    assert (row["deputies"], row["received_at"], row["party_size"]) == (["彭喆"], "2026-10-03T09:00", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", row["created_at"])
    assert list(look(path, "list", "issue", "--json").data[0]) == [*Issue.fields, "light", "days_open"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("visit --where outcome=当场答复", 6),
        ("visit --where 处理方式＝当场答复", 6),
        ("visit --where OUTCOME=当场答复", 6),
        ("visit --search 路灯", 4),
        ("visit --search 路灯 --where party_size=2", 2),
        ("visit --limit 5", 5),
        ("visit --limit 0", 0),
        ("visit --limit 99", 23),
        ("issue --where light=红", 8),
        ("issue --where 灯=黄", 1),
        ("issue --where days_open=28", 3),
        ("issue --where 已办天数=28 --where state=办理中", 1),
        ("issue --where 状态=已办结", 1),
        ("visit --where reply=", 17),
        ("issue --where 灯=", 6),
        ("visit --where a=b=c", None),
        ("visit --where 颜色=红", None),
        ("visit --where =红", None),
        ("visit --limit -1", None),
        ("飞船", None),
        ("visit --where 灯=红", None),
        ("visit --where party_size=多", None),
    ],
)
def test_filtered(path, words, count):
    """Lists can be narrowed by words, fields and number; what does not exist is refused with 1."""
    done = run("list", *words.split(), "--json", "--data", path, "--today", "2026-10-31")
    if count is None:
        assert (done.code, done.out) == (1, "") and done.err.startswith("错误：")
    else:
        assert (done.code, len(done.data)) == (0, count)


def test_unknown_field_names_the_known(path):
    """A refused field says which there are."""
    assert "available" not in (said := run("list", "visit", "--where", "颜色=红", "--data", path).err)
    assert "接待没有“颜色”这一项" in said and "接待时间" in said


def test_voided(tmp_path):
    """The voided are listed only when asked for."""
    path = filled(tmp_path / "站")
    run("void", "J0003", "--reason", "重复", "--data", path)
    counts = [
        len(run("list", "visit", *words, "--json", "--data", path).data)
        for words in ((), ("--voided",), ("--where", "voided=重复"))
    ]
    assert counts == [22, 23, 1]


def test_deputies_in_order(path):
    """The roster is listed by level, then order, never by pinyin."""
    names = [row["name"] for row in look(path, "list", "deputy", "--json").data]
    assert names == ["单俊𫍣", "解国栋", "陈秀兰", "董䶮", "彭喆", "曾晓梅", "冯䶮", "陈𬱖", "朱晓梅"]


def test_whole_numbers_and_dates(tmp_path):
    """In a table numbers and dates are never cut, however long; other cells are, with an ellipsis."""
    code = "A" * 20
    path = empty(tmp_path / "站", code=code)
    file = tmp_path / "v.jsonl"
    row = {
        "received_at": "2026-10-14T09:00",
        "visitor_name": "长" * 5000,
        "statement": "没\n水",
        "outcome": "当场答复",
        "category": "a\nb",
    }
    file.write_text(json.dumps(row) + "\n", "utf-8")
    run("add", "visit", file, "--data", path)
    table = run("list", "visit", "--data", path).out.splitlines()
    assert len(table) == 2
    assert f"{code}-2026-J0001  2026-10-14 09:00" in table[1]
    assert "长…" in table[1] and "长" * 13 not in table[1] and "a b" in table[1]


# ---- show -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [f"{CODE}-2026-Y0004", "Y0004", "id"])
def test_show(path, word):
    """By number, the end of one, or id: the record, its follow-ups, its history."""
    if word == "id":
        word = look(path, "show", "Y0004", "--json").data["record"]["id"]
    shown = look(path, "show", word, "--json").data
    assert shown["record"]["number"] == f"{CODE}-2026-Y0004"
    assert [fact["action"] for fact in shown["followups"]] == ["交办", "答复", "回告", "评价", "办结"]
    assert shown["history"][0]["by"] == "赵敏"
    assert shown["history"][0]["set"]["raised_by"] == "杨国栋"


def test_show_to_people(path):
    """Who was told reads as a sentence, papers with their size, no id but what a 更正 needs, no machine's words."""
    out = look(path, "show", "Y0004").out
    assert "  回告情况：杨国栋 10-21 电话 满意；彭喆 10-21 电话\n" in out
    assert f"  附件：{LEDGER.name}（{LEDGER.stat().st_size // 1024} KB）\n" in out
    assert "\n2026-10-20 答复  赵敏\n" in out
    assert "状态：已办结" in out and "办结日期：2026-10-22" in out
    assert not re.search(r"[{}\[\]']|None|True|False|rule_digest|[0-9a-f]{64}|T\d\d:", out)
    assert len(re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", out)) == out.count("标识：") == 5


def test_show_a_duty(path):
    """People met stand by name."""
    assert "接待人次：" in (out := look(path, "show", "L0001").out)
    assert "单俊𫍣 3" in out and "彭喆 1" in out


def test_show_others(path):
    """A deputy, a visitor or a place is shown by a name only one has."""
    assert "代表 " in look(path, "show", "彭喆").out
    assert f"接待 {CODE}-2026-J0001" in look(path, "show", "高建国").out
    assert "站" in look(path, "show", "渔泽镇人大代表联络站").out


def test_show_tries(tmp_path):
    """Who could not be reached is said so, with the days of the tries."""
    path = filled(tmp_path / "站")
    run("follow", "Y0004", "答复", "acted_on=2026-10-20", "answer_class=A", "--data", path)
    tries = ("2026-10-21", "2026-10-22", "2026-10-22")
    for nth, day in enumerate(tries):
        run("follow", "Y0004", "回告", f"acted_on={day}", "to=杨国栋", "how=打不通", "--data", path)
        if nth == 1:
            assert "回告情况：杨国栋 试过 10-21、10-22\n" in run("show", "Y0004", "--data", path).out
    assert "回告情况：杨国栋 10-22 无法联系\n" in run("show", "Y0004", "--data", path).out


@pytest.mark.parametrize(
    "word", ["J9999", "%", "J000%", "_____", "", " ", "没有此人", "J0001'; --", "\u202e", "长" * 9999]
)
def test_show_nothing(path, word):
    """What nobody has is refused."""
    done = run("show", word, "--data", path)
    assert (done.code, done.out) == (1, "") and "没有编号、标识或名称是" in done.err


def test_show_several(tmp_path):
    """A name several have is refused with their numbers; the voided do not count while one lives."""
    path = filled(tmp_path / "站")
    row = {"received_at": "2026-10-14T09:00", "visitor_name": "高建国", "statement": "没水", "outcome": "当场答复"}
    (tmp_path / "v.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    run("add", "visit", tmp_path / "v.jsonl", "--data", path)
    done = run("show", "高建国", "--data", path)
    assert done.code == 1 and "J0001" in done.err and "J0024" in done.err
    run("void", "J0024", "--reason", "重复", "--data", path)
    assert run("show", "高建国", "--data", path).code == 0
    assert "（已作废）" in run("show", "J0024", "--data", path).out


# ---- conflicts, check -----------------------------------------------------------------------------------------------


def test_no_conflicts(path):
    """Nothing to decide is said so."""
    done = look(path, "conflicts")
    assert (done.out, done.err) == ("", "要人来定的：0 处内容，0 件意见，0 条接待可能登记了两次\n")
    assert look(path, "conflicts", "--json").data == {"fields": [], "same": [], "issues": []}


def test_check(path):
    """A sound folder is said to be sound, with what was looked at."""
    done = look(path, "check")
    assert "附件 1 份" in done.out and done.out.endswith("全部核对无误。\n")
    assert look(path, "check", "--json").data["findings"] == []


def test_a_sheet_without_a_reason(path, tmp_path):
    """A list saved as a sheet has names and phones by their ends and nobody's words; it says so, and how to have it all."""
    done = run("list", "visit", "--to", tmp_path / "接待.xlsx", "--data", path)
    assert done.code == 0 and "已另存 23 条" in done.out and "都要的话加 --with-private 原因" in done.out
    heading, *rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "接待.xlsx").active.iter_rows()]
    names, phones = (
        [row[heading.index(label)] for row in rows if row[heading.index(label)]] for label in ("来访人姓名", "联系电话")
    )
    assert len(names) > 20 and all("*" in name for name in names) and all("****" in phone for phone in phones)
    assert not any(label.startswith("反映问题") for label in heading)
    done = run("list", "organ", "--to", tmp_path / "单位.xlsx", "--data", path)
    assert "--with-private" not in done.out, "nothing of a person was left out"


def test_a_sheet_for_a_reason(tmp_path):
    """With a reason all of it is there, and who, what, why stands in 谁看过, by record; without words for it nothing is written."""
    path, file = filled(tmp_path / "站"), tmp_path / "接待.xlsx"
    assert run("list", "visit", "--to", file, "--with-private", " ", "--data", path).code == 1 and not file.exists()
    done = run("list", "visit", "--search", "路灯", "--to", file, "--with-private", "站长要看", "--data", path)
    assert done.code == 0 and "--with-private" not in done.out
    heading, *rows = [[cell.value for cell in row] for row in load_workbook(file).active.iter_rows()]
    names = [row[heading.index("来访人姓名")] for row in rows]
    assert not any("*" in name for name in names if name) and any(label.startswith("反映问题") for label in heading)
    (look,) = run("looks", "--json", "--data", path).data
    assert (look["way"], look["what"], look["reason"], len(look["records"])) == (
        "导出",
        "接待.xlsx",
        "站长要看",
        len(rows),
    )
    assert run("check", "--data", path).code == 0


def test_many_of_one_name(tmp_path):
    """Of what is called alike a few are named, and that there are more: not a screen full of numbers."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(
            store,
            "visit",
            *(
                {
                    "received_at": f"2026-10-1{day}",
                    "visitor_name": "王秀英",
                    "statement": "灯不亮",
                    "outcome": "当场答复",
                }
                for day in range(7)
            ),
        )
    told = refused(path, "show", "王秀英")
    assert told.count("接待 ") == 5 and " 等。没有改动任何数据。" in told
