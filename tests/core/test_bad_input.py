"""Bad input of the daily work, one row each: refused in plain words with nothing written, or kept just as it was typed."""

import json
from pathlib import Path

import pytest

from lianluozhan.duty import Duty
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.visit import Visit
from tests.station import do, empty, journal, opened, receive, run, sound, take

TODAY = "2026-10-31"
LONG, TOO_LONG = "路" * 100_000, "路" * 1_000_000
HOLIDAYS = [{"date": f"2026-{day}", "rest": "休", "name": "国庆节"} for day in ("10-01", "10-02")]


@pytest.fixture
def path(tmp_path):
    """A station: one issue passed on and late, one answered in class A, two deputies of one name, one paper."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(
            store,
            "deputy",
            {"name": "李明", "levels": "区"},
            {"name": "李明", "levels": "乡镇"},
            {"name": "彭喆", "levels": "乡镇"},
        )
        for name in ("王秀英", "郭桂兰"):
            receive(
                store,
                visitor_name=name,
                outcome="乡镇办理",
                referred_to="区住建局",
                received_at="2026-10-08T09:00",
                deputies=["彭喆"],
            )
        do(store, "Y0002", "答复", answer_class="A", text="换好了", acted_on="2026-10-20")
    return path


def row_of(noun, **values):
    """A row to be added from a file."""
    return lambda folder: ("add", noun, _file(folder, json.dumps(values, ensure_ascii=False)))


def rows_of(kind, rows):
    """Several rows."""
    return lambda folder: ("add", kind, _file(folder, "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)))


def paper(name, size):
    """A file to attach: so large, or not there at all."""

    def words(folder):
        if size is not None:
            with open(folder / name, "wb") as file:
                file.truncate(size)
        return ("attach", "J0001", folder / name)

    return words


def _file(folder: Path, text: str) -> Path:
    (folder / "行.jsonl").write_text(text + "\n", "utf-8")
    return folder / "行.jsonl"


def typed(*words):
    """A command as it stands."""
    return lambda folder: words


VISIT = {"received_at": "2026-10-14T09:00", "channel": "来站", "outcome": "当场答复", "visitor_name": "赵一"}
DUTY = {"begin": "2026-10-14", "kind": "附议", "title": "供热"}

REFUSED = {
    "延期：到期以后补录，没有依据": (
        typed("follow", "Y0001", "延期", "期限=2026-11-20", "理由=等材料", "办理日期=2026-10-20"),
        "补录延期要写明依据",
    ),
    "延期：到期以后才提出": (
        typed("follow", "Y0001", "延期", "期限=2026-11-20", "理由=等材料", "依据=复文"),
        "延期要在到期日",
    ),
    "答复 B 没有计划": (typed("follow", "Y0001", "答复", "答复类别=B"), "答复还缺：办理计划、计划完成日期"),
    "不满意没有原话": (typed("follow", "Y0002", "评价", "满意度=不满意"), "评价还缺：不满意的原因"),
    "还有人没告诉就办结": (typed("follow", "Y0002", "办结"), "还有 2 人没告诉，不能办结：郭桂兰、彭喆"),
    "放假通知是别的年份的": (
        rows_of("calendar", [one | {"date": one["date"].replace("2026", "2031")} for one in HOLIDAYS]),
        "2031",
    ),
    "原话一百万字": (row_of("visit", **VISIT, statement=TOO_LONG), "太长了（1000000 字），最多"),
    "附件是空的": (paper("照片.jpg", 0), "照片.jpg 是空的"),
    "附件 500 MB": (paper("录像.mp4", 500 * 2**20), "录像.mp4 有 500 MB，附件每个最多 50 MB"),
    "附件不见了": (paper("没有了.jpg", None), "读不了"),
    "办理里的附件不见了": (typed("follow", "Y0001", "催办", "附件=没有了.jpg"), "读不了"),
    "控制字符": (row_of("visit", **VISIT, statement="路灯\x00坏\x07了"), "里面有看不见的控制字符，请重新抄写这一格"),
}
KEPT = {
    "十万字": (LONG, LONG),
    "表情和生僻字": ("路灯🏮坏了👨‍👩‍👧，找𬱖师傅㛃", "路灯🏮坏了👨‍👩‍👧，找𬱖师傅㛃"),
    "几行": ("路灯坏了\r\n第二行", "路灯坏了\n第二行"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(path, tmp_path, case):
    """It is said what is wrong, that nothing was changed, and the journal has not one entry more."""
    words, said = REFUSED[case]
    before = journal(path)
    done = run(*words(tmp_path), "--data", path, "--today", TODAY)
    assert (done.code, said in done.err, "没有改动任何数据" in done.err) == (1, True, True), done.err
    assert journal(path) == before


@pytest.mark.parametrize("case", KEPT)
def test_kept(path, case):
    """It is kept as it was typed, found again, and the folder is sound."""
    words, kept = KEPT[case]
    with opened(path) as store:
        take(store, "visit", VISIT | {"statement": words, "outcome": "乡镇办理", "referred_to": "区住建局"})
        visit = store.find(Visit, order="number DESC", limit=1)[0]
        assert (visit.statement, store.find(Issue, order="number DESC", limit=1)[0].statement) == (kept, kept)
        sound(store)


def test_a_deputy_twice_in_one_duty(path, tmp_path):
    """Who is named twice took part once, and is given points once."""
    run(
        *row_of("duty", **DUTY, deputies=["彭喆", "彭喆"], people_met={"彭喆": 3})(tmp_path),
        "--data",
        path,
        "--today",
        TODAY,
    )
    with opened(path) as store:
        (duty,) = store.find(Duty, "kind='附议'")
        assert len(duty.deputies) == 1
        assert readable(store, Duty, [duty])[0]["points"] == {"彭喆": "1"}


def test_two_deputies_of_one_name(path, tmp_path):
    """Whom a name means that two have is not guessed: it stays as it was typed, and both are named."""
    done = run(*row_of("duty", **DUTY, deputies=["李明"])(tmp_path), "--data", path, "--today", TODAY)
    assert "名册里叫“李明”的有 2 位，先照写；写明是哪一位才算：李明（乡镇）、李明（区）" in done.err
    with opened(path) as store:
        (duty,) = store.find(Duty, "kind='附议'")
        assert duty.deputies == ["李明"]
