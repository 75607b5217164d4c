"""`follow` of an appointment and of an activity: who came, who signed up, whose report went to an organ."""

import pytest

from tests.station import empty, opened, run, take


@pytest.fixture
def folder(tmp_path):
    """A station with three deputies, two appointments and an inspection."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", *({"name": name} for name in ("彭喆", "陈秀兰", "曾晓梅")))
        take(
            store,
            "appointment",
            {"at": "2026-10-14 9:00", "name": "郭桂兰", "phone": "13800000001", "topic": "路灯不亮", "deputy": "彭喆"},
        )
        take(store, "appointment", {"at": "2026-10-14", "name": "王秀英", "topic": "低保"})
        take(
            store,
            "activity",
            {"kind": "视察", "planned_on": "2026-10-14", "theme": "路灯建设", "organised_by": "代表小组"},
        )
    return path


def go(folder, *words):
    """A command on the 14th of October."""
    return run("--data", folder, "--today", "2026-10-14", *words)


def test_came(folder):
    """到访 registers the visit from what was agreed and what is typed, or links one that stands; 未到 and 取消 need nothing."""
    missing = go(folder, "follow", "郭桂兰", "到访")
    assert (missing.code, "还缺" in missing.err, "处理方式" in missing.err) == (1, True, True)
    came = go(folder, "follow", "郭桂兰", "到访", "处理方式=当场答复", "现场答复情况=已报修")
    assert (came.err, came.out) == ("", "郭桂兰：到访，接待 140405102-2026-J0001\n")
    visit = go(folder, "show", "J0001", "--json").data["record"]
    assert [visit[name] for name in ("visitor_name", "visitor_phone", "statement", "deputies")] == [
        "郭桂兰",
        "13800000001",
        "路灯不亮",
        ["彭喆"],
    ]
    states = {row["name"]: row["state"] for row in go(folder, "list", "appointment", "--json").data}
    assert states == {"郭桂兰": "到访", "王秀英": "已约"}
    assert "没有“报名”这一步" in go(folder, "follow", "王秀英", "报名").err
    assert go(folder, "follow", "王秀英", "未到").out == "王秀英：未到\n"
    assert go(folder, "follow", "王秀英", "取消").code == 1


def test_linked(folder):
    """Who came another day, registered already: the visit is named."""
    with opened(folder) as store:
        take(
            store,
            "visit",
            {"received_at": "2026-10-16", "visitor_name": "王秀英", "statement": "低保怎么办", "outcome": "当场答复"},
        )
    assert (
        "接待 140405102-2026-J0001"
        in run("--data", folder, "--today", "2026-10-16", "follow", "王秀英", "到访", "接待=J0001").out
    )
    (row,) = go(folder, "list", "appointment", "--where", "state=到访", "--json").data
    assert row["name"] == "王秀英" and row["visit"]


def test_an_activity_from_booking_to_reply(folder):
    """报名, 请假, 签到, then the report becomes an issue the organ answers; what is missing is said and changes nothing."""
    for words in (
        ("报名",),
        ("请假", "代表=曾晓梅"),
        ("报名", "代表=彭喆", "原因=出差"),
        ("签到",),
        ("送交", "承办单位=区住建局"),
        ("散会",),
    ):
        assert go(folder, "follow", "H0001", *words).code == 1
    assert "现在：已通知" in go(folder, "follow", "H0001", "通知").out
    assert go(folder, "follow", "H0001", "报名", "代表=彭喆、陈秀兰").code == 0
    assert go(folder, "follow", "H0001", "请假", "代表=曾晓梅", "原因=病假").code == 0
    assert (
        go(folder, "follow", "H0001", "签到").out
        == "140405102-2026-H0001 现在：已举行，应到 3 人，实到 2 人，请假及原因 1 人\n"
    )
    assert "还没有写报告" in go(folder, "follow", "H0001", "送交", "承办单位=区住建局").err
    go(folder, "amend", "H0001", "报告=查出三处路灯不亮，建议更换", "--reason", "补写")
    assert "没有写送交哪个单位" in go(folder, "follow", "H0001", "送交").err
    sent = go(folder, "follow", "H0001", "送交", "承办单位=区住建局", "办理日期=2026-10-14")
    assert sent.out.startswith(
        "140405102-2026-H0001 的报告开成调研报告 140405102-2026-Y0001，交给 区住建局，期限 2026-1"
    )
    again = go(folder, "follow", "H0001", "送交", "承办单位=区住建局")
    assert (again.code, "Y0001" in again.err) == (1, True)
    assert "不用再通知" in go(folder, "follow", "H0001", "通知").err
    assert go(folder, "follow", "H0001", "批注", "内容=看一下").code == 0
