"""amend, void, attach, follow, decide, rebuild: changes, each with its word about what became of it."""

import shutil
from functools import partial

import pytest

from lianluozhan.act import LOCAL, acting
from lianluozhan.driver import connect
from lianluozhan.package.merge import merge
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, empty, filled, journal, opened, receive, run

done, refused = (partial(one, today="2026-10-31") for one in (station.done, station.refused))


@pytest.fixture
def path(tmp_path):
    """A station with the sample ledger."""
    return filled(tmp_path / "站")


def record(path, number):
    """A record as --json shows it."""
    return done(path, "show", number, "--json").data["record"]


def test_amend(path):
    """Fields by name or label; what changed is said, the reason kept, the history shows it."""
    out = done(path, "amend", "J0001", "visitor_name=高建军", "人数=3", "接待代表=彭喆、冯䶮", "--reason", "听错了").out
    assert out == "已更改：来访人姓名、人数、接待代表\n"
    now = record(path, "J0001")
    assert (now["visitor_name"], now["party_size"], now["deputies"]) == ("高建军", 3, ["彭喆", "冯䶮"])
    assert done(path, "list", "note", "--json").data[0]["text"] == "听错了"
    assert done(path, "show", "J0001", "--json").data["history"][-1]["act"] == "amend"
    assert done(path, "amend", "J0001", "人数=3", "--reason", "再来").out == "内容相同，没有改动。\n"
    done(path, "check")


def test_amend_clears(path):
    """An empty value clears; an equals sign inside a value is a value's."""
    done(path, "amend", "J0002", "reply=", "remarks=1+1=2", "--reason", "改")
    assert (record(path, "J0002")["reply"], record(path, "J0002")["remarks"]) == (None, "1+1=2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["J0001", "颜色=红"], "没有“颜色”这一项"),
        (["J0001", "number=1"], "不能改"),
        (["J0001", "statement="], "不能空着"),
        (["J0001", "received_at=2026-02-30"], "2月没有30日"),
        (["J0001", "outcome=随便"], "没有“随便”这一项"),
        (["J9999", "party_size=1"], "没有编号"),
        (["Y0004", "state=已办结"], "不能改"),
        (["L0001", "deputies=彭喆"], "来自接待登记"),
        (["J0001", "attachments=x"], "attach"),
        (["J0001", "=红"], "没有“”这一项"),
        (["J0001", "voided=是"], "不能改"),
        (["J0001", "remarks=\x07"], "控制字符"),
        (["J0001", "party_size=-1"], "人数"),
        (["J0001", "party_size=" + "9" * 40], "人数"),
    ],
)
def test_amend_refused(path, words, said):
    """What cannot be amended is refused with why."""
    assert said in refused(path, "amend", *words, "--reason", "改")


@pytest.mark.parametrize("verb", ["amend", "void"])
def test_reasons(path, verb):
    """No reason, no change."""
    words = ["party_size=2"] if verb == "amend" else []
    assert "要写明原因" in refused(path, verb, "J0001", *words, "--reason", " ")


def test_void(path):
    """The number is kept; a visit takes its issue along; a second time is refused."""
    assert done(path, "void", "J0004", "--reason", "重复").out == f"已作废：{CODE}-2026-J0004，号码保留。\n"
    assert "（已作废）" in done(path, "show", "Y0002").out
    assert "已经作废" in refused(path, "void", "J0004", "--reason", "重复")
    done(path, "check")


def test_void_refused(path):
    """A visit whose issue was worked on, a session's duty, a follow-up."""
    done(path, "follow", "Y0004", "签收")
    assert "Y0004 已经有人办理" in refused(path, "void", "J0007", "--reason", "重复")
    assert "由接待自动登记" in refused(path, "void", "L0001", "--reason", "重复")
    fact = done(path, "show", "Y0004", "--json").data["followups"][0]["id"]
    assert "更正" in refused(path, "void", fact, "--reason", "重复")


# ---- follow ---------------------------------------------------------------------------------------------------------


def test_follow_to_the_end(path):
    """答复 → 回告 → 评价 → 办结; after each the state is said, whose turn, the date, what is next and whom to tell."""
    said = [
        done(path, "follow", "Y0004", *words.split()).out
        for words in (
            "签收 acted_on=2026-10-09",
            "答复 acted_on=2026-10-20 answer_class=A 内容=已整改 依据=复文",
            "inform acted_on=2026-10-21 how=电话",
            "评价 acted_on=2026-10-21 满意度=满意",
            "close",
        )
    ]
    number = f"{CODE}-2026-Y0004"
    assert said == [
        f"{number} 现在：办理中，轮到 区城市管理综合行政执法队，期限 2026-10-27；下一步：答复\n",
        f"{number} 现在：已答复，轮到 联络员；下一步：回告（还要告诉 杨国栋、彭喆）\n",
        f"{number} 现在：已答复，轮到 联络员；下一步：评价\n",
        f"{number} 现在：已答复，轮到 联络员；下一步：办结\n",
        f"{number} 现在：已办结\n",
    ]
    assert record(path, "Y0004")["closed_on"] == "2026-10-31"  # --today
    done(path, "check")


def test_follow_split(path):
    """拆分 on the command line: each part one 拆出=…, its number is said; both sides show it."""
    out = done(
        path,
        "follow",
        "Y0004",
        "拆分",
        "理由=说的是两件事",
        "标题=原来那件",
        "拆出=路灯三个月不亮 标题:路灯不亮 类别:道路与路灯 单位:区住建局",
        "拆出2=井盖松动",
    ).out
    first = record(path, "Y0004")
    lamp, cover = (record(path, number) for number in first["split_into"])
    assert out.splitlines()[1:] == [f"拆出 {lamp['number']}：路灯不亮", f"拆出 {cover['number']}：井盖松动"]
    assert (first["title"], lamp["split_from"], cover["split_from"]) == ("原来那件", first["number"], first["number"])
    assert (lamp["statement"], lamp["category"], lamp["organ"], lamp["state"]) == (
        "路灯三个月不亮",
        "道路与路灯",
        "区住建局",
        "办理中",
    )
    assert cover["state"] == "待处理"
    assert "拆分还缺：内容" in refused(path, "follow", "Y0004", "拆分", "理由=两件事")
    done(path, "undo")
    assert record(path, "Y0004")["split_into"] is None
    done(path, "check")


def test_follow_joined(path):
    """并案 says into which issue it went and whom its answer will be told to, of both sides."""
    names = {record(path, number)["raised_by"] for number in ("Y0004", "Y0005")}
    out = done(path, "follow", "Y0004", "并案", "对象=Y0005", "理由=同一件事").out
    said = out.splitlines()[1]
    assert said.startswith(f"已并入 {record(path, 'Y0005')['number']}，有了答复要告诉：")
    assert all(name in said for name in names)
    assert "现在是“已并案”，并过去就没有人办了" in refused(
        path, "follow", "Y0006", "并案", "对象=Y0004", "理由=同一件事"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Y0004 吃饭", "没有“吃饭”这种办理"),
        ("J0001 签收", "不是意见"),
        ("彭喆 签收", "不是意见"),
        ("Y0004 办结", "不能这样“办结”"),
        ("Y0004 答复", "还缺：答复类别"),
        ("Y0004 批注 to=王铁蛋 text=好", "没有“王铁蛋”"),
        ("Y0004 批注 颜色=红", "没有“颜色”这一项"),
        ("Y0004 批注 issue=Y0001 text=好", "不在这里写"),
        ("Y0004 批注 事项=作废", "没有“事项”"),
        ("Y0004 批注 text=好 acted_on=2027-01-01", "还没有到"),
        ("Y0004 延期 due_on=2026-12-01", "还缺：理由"),
        ("Y0004 重算 due_on=2026-12-01", "没有“重算”这种办理"),
        ("Y9999 签收", "没有编号"),
    ],
)
def test_follow_refused(path, words, said):
    """What cannot be done now is refused with why, and nothing changes."""
    assert said in refused(path, "follow", *words.split())


# ---- attach ---------------------------------------------------------------------------------------------------------


def test_attach(path, tmp_path):
    """A paper is kept by its content: once, whatever its name; check counts it."""
    (tmp_path / "回执.pdf").write_bytes(b"%PDF-1.4 x")
    shutil.copy(tmp_path / "回执.pdf", tmp_path / "又一份.pdf")
    assert done(path, "attach", "Y0004", tmp_path / "回执.pdf").out == "已添加附件：回执.pdf\n"
    assert "已经在了" in done(path, "attach", "Y0004", tmp_path / "又一份.pdf").out
    done(path, "attach", "J0001", tmp_path / "又一份.pdf")
    assert [paper["name"] for paper in record(path, "Y0004")["attachments"]] == ["回执.pdf"]
    assert "附件 1 份" in done(path, "check").out
    with connect(path / "papers-2026.db").conn as papers:
        assert papers.execute("SELECT data FROM paper").fetchall() == [(b"%PDF-1.4 x",)]


def test_attach_refused(path, tmp_path):
    """No file, a folder, a record that takes none, one that is void: nothing is kept."""
    paper = tmp_path / "回执.pdf"
    paper.write_bytes(b"x")
    refused(path, "attach", "Y0004", tmp_path / "没有.pdf")
    refused(path, "attach", "Y0004", tmp_path)
    assert "代表不收附件" in refused(path, "attach", "彭喆", paper)
    fact = done(path, "show", "Y0004", "--json").data["followups"][0]["id"]
    assert "办理不收附件" in refused(path, "attach", fact, paper)
    done(path, "void", "J0004", "--reason", "重复")
    assert "已经作废" in refused(path, "attach", "J0004", paper)
    assert not list(path.glob("papers-*"))


def test_attach_too_large(path, tmp_path):
    """More than 50 MB is refused before it is read."""
    with open(tmp_path / "大.mp4", "wb") as file:
        file.truncate(51 * 2**20)
    assert "50 MB" in refused(path, "attach", "Y0004", tmp_path / "大.mp4")


@pytest.mark.parametrize("name", ["换\n行.pdf", "响\x07铃.pdf", "长" * 60 + ".pdf"])
def test_attach_strange_names(path, tmp_path, name):
    """A name with signs no list can print is kept without them."""
    (tmp_path / name).write_bytes(b"x")
    done(path, "attach", "Y0004", tmp_path / name)
    (paper,) = record(path, "Y0004")["attachments"]
    assert paper["name"].isprintable() and paper["name"].endswith(".pdf")
    done(path, "check")


# ---- decide, rebuild ------------------------------------------------------------------------------------------------


@pytest.fixture
def quarrel(tmp_path):
    """A visitor's name that two PCs corrected without knowing of each other."""
    path, copy = empty(tmp_path / "站"), tmp_path / "另一台"
    with opened(path) as store:
        receive(store, visitor_name="高建国", outcome="乡镇办理", referred_to="自来水公司")
    shutil.copytree(path, copy)
    with opened(copy) as other:
        with other.transaction():
            other.set("own", "{}")
        with acting(other, "amend", "李芳") as act:
            act.write(Visit, other.find(Visit)[0].id, {"visitor_name": "高建民"})
        known = journal(path)
        theirs = [
            e
            for e in other.entries("1 ORDER BY stream, seq")
            if e.body["world"] != LOCAL and (*e.place, e.hash) not in {k[:3] for k in known}
        ]
    with opened(path) as store:
        with acting(store, "amend") as act:
            act.write(Visit, store.find(Visit)[0].id, {"visitor_name": "高建军"})
        merge(store, theirs)
    return path


def test_conflicts_then_decide(quarrel):
    """Both values are shown with who and when, the shown one first; deciding settles it."""
    shown = done(quarrel, "conflicts")
    assert f"{CODE}-2026-J0001.visitor_name（来访人姓名）" in shown.out
    assert "高建军" in shown.out and "高建民" in shown.out and "李芳" in shown.out and shown.out.count("现在显示") == 1
    assert "1 处内容" in shown.err
    (conflict,) = done(quarrel, "conflicts", "--json").data["fields"]
    assert conflict["conflict"] == f"{CODE}-2026-J0001.visitor_name"
    assert {write["value"] for write in conflict["writes"]} == {"高建军", "高建民"}
    second = conflict["writes"][1]["value"]
    assert done(quarrel, "decide", conflict["conflict"], "2").out == f"已定为：{second}\n"
    assert record(quarrel, "J0001")["visitor_name"] == second
    assert done(quarrel, "conflicts").out == ""
    done(quarrel, "check")


def test_decide_otherwise(quarrel):
    """By the Chinese label, the end of the number, and a third value."""
    assert done(quarrel, "decide", "J0001.来访人姓名", "高建党").out == "已定为：高建党\n"


@pytest.mark.parametrize(
    "conflict", ["J0001", "J0001.", ".visitor_name", ".", "", "J0001.party_size", "J0001.颜色", "J9.visitor_name"]
)
def test_decide_refused(quarrel, conflict):
    """What is no conflict is refused."""
    refused(quarrel, "decide", conflict, "1")


def test_rebuild(path):
    """Tables that were spoiled come out of the journal as they were; check had said what to do."""
    before = [done(path, "list", noun, "--json").out for noun in ("visit", "issue", "duty", "deputy")]
    connection = connect(path / "station.db").conn
    connection.execute("UPDATE visit SET party_size=99")
    connection.execute("DELETE FROM issue")
    connection.close()
    spoiled = run("check", "--data", path)
    assert spoiled.code == 1 and "rebuild" in spoiled.out and "visit" in spoiled.out and "issue" in spoiled.out
    assert "核对没有改动任何数据" in spoiled.err
    done(path, "rebuild")
    assert [done(path, "list", noun, "--json").out for noun in ("visit", "issue", "duty", "deputy")] == before
    done(path, "check")


def test_what_was_before_is_shown(path):
    """更改留着原来的和理由: `show` says what a field was, what it became, and why; an odd phone is told at once."""
    said = done(path, "amend", "j10", "联系电话=138001380", "--reason", "登记时写错")
    assert "只有 9 位" in said.err
    assert "联系电话 从 15400003741 改为 138001380　理由：登记时写错" in done(path, "show", "J0010").out
    assert record(path, "Y0007")["raiser_phone"] == "138001380"
