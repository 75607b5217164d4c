"""任后监督 in the window: a meeting, who is appointed, what is promised, appraised, mended, asked of organs; each step by its button,
the votes counted on the page; refusals are told; no station has these pages."""

import pytest

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.appraisal import Appraisal
from lianluozhan.commitment import Commitment
from lianluozhan.issue import Issue
from lianluozhan.official import Official, Tenure
from tests.pages.desk import Desk, sitting
from tests.station import do, empty, opened, sound, take
from ui.steps import asked, form_of, steps

PART, NAME = "任后监督", "第七届人大常委会第三十次会议"
PAGES = ("会议", "任命人员", "任免", "承诺", "评议", "审议意见")


@pytest.fixture
def page(tmp_path):
    """A clerk of a district, the part on; a judge is known, and a meeting."""
    clock.set_today("2026-11-03")
    path = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    with opened(path) as store:
        take(
            store,
            "meeting",
            {
                "body": "常委会会议",
                "term": "第七届",
                "session": "第三十次",
                "date": "2026-02-26",
                "members": 25,
                "present": 23,
            },
        )
        take(store, "official", {"name": "李法言", "kind": "法院"})
        with acting(store, "parts") as act:
            parts.switch(act, on=[PART])
    yield from sitting(path)


def votes(desk, who, step, counts):
    """One of the two writes the counts."""
    for word, value in zip(desk.page.counting.inputs, (who, *counts), strict=True):
        desk.page.counting.inputs[word].show_value(value)
    desk.press(f"记下{step}")


def seen(desk, *buttons):
    """Which of these can be pressed."""
    return [name for name in buttons if getattr(desk.page, f"{name}_button").isVisible()]


def test_meeting_and_appointment(page):
    """A meeting is named by itself; a decision takes its day and its people from it; too few votes appoint nobody."""
    page.open("会议")
    assert NAME in "\n".join(page.list("meeting")) and "到 23 / 25 人" in "\n".join(page.list("meeting"))
    page.press("登记会议")
    page.fill(term="第七届", session="第三十一次", date="2026-04-28", topics="学前教育")
    page.press("保存")
    assert (
        "第七届人大常委会第三十一次会议" in "\n".join(page.list("meeting")) and "2 次会议" in page.page.roll.foot.text()
    )
    page.open("任命人员")
    assert page.page.papers[0].isVisible() is False
    page.press("登记任命人员")
    page.fill(name="王守成", unit="区教育局")
    page.press("保存")
    assert "王守成" in "\n".join(page.list("official")), page.said()
    page.open("任免")
    page.press("登记任免")
    page.fill(official="王守成", what="任命", office="区教育局局长", meeting=NAME, yes="24")
    page.press("保存")
    assert "合计 24 票，比出席人数 23 还多" in page.said()
    page.fill(yes="22", no="1")
    page.press("保存")
    rows = "\n".join(page.list("tenure"))
    assert "王守成 区教育局局长" in rows and "赞成 22，反对 1，弃权 0" in rows and "通过" in rows
    page.open("任命人员")
    page.choose("王守成")
    assert (
        "区教育局局长" in "\n".join(page.list("official"))
        and "在任 1 位" in page.page.roll.foot.text()
        and page.page.papers[0].isVisible()
    )
    page.close()
    with opened(page.folder) as store:
        (one,) = store.find(Tenure)
        assert (one.date, one.members, one.present, one.result) == ("2026-02-26", 25, 23, "通过")
        assert [(one.name, one.office) for one in store.find(Official, "office IS NOT NULL")] == [
            ("王守成", "区教育局局长")
        ]
        sound(store)


def test_promised(page):
    """What is asked in summer and winter is asked once there is a promise; each by its button, refused without its words."""
    page.open("承诺")
    assert "还没有承诺" in page.said()
    page.press("登记承诺")
    assert not page.field("progress").isVisible()
    page.fill(official="李法言", item="按期结案", measure="月月清", due_on="2026-12-20")
    page.press("保存")
    page.choose("按期结案")
    assert seen(page, "review", "judge", "list") == ["review", "judge", "list"]
    page.fill(progress="进展缓慢")
    page.press("记年中评议")
    assert "没有写意见" in page.said()
    page.fill(review="积案还有三十件")
    page.press("记年中评议")
    assert "年中已评" in "\n".join(page.list("commitment"))
    page.fill(kept="已兑现")
    page.press("记年终评定")
    assert seen(page, "review", "judge", "list") == ["list"] and "1 项，已兑现 1 项" in page.page.roll.foot.text()
    page.close()
    with opened(page.folder) as store:
        (one,) = store.find(Commitment)
        assert (one.progress, one.review, one.kept, one.judged_on) == (
            "进展缓慢",
            "积案还有三十件",
            "已兑现",
            "2026-11-03",
        )
        sound(store)


def test_appraised(page):
    """Said, voted on and counted by two on the page, mended, reported, looked at again: at each time what can be pressed."""
    steps = "say", "vote", "mend", "report", "look", "print"
    page.open("评议")
    page.press("登记评议")
    page.fill(kind="两员履职评议", official="李法言", date="2026-10-20")
    page.press("保存")
    page.choose("李法言")
    assert seen(page, *steps) == ["say", "vote", "print"] and not page.page.counting.isVisible()
    page.press("记评议意见")
    assert "没有写评议意见" in page.said()
    page.fill(opinions="说理要加强")
    page.press("记评议意见")
    page.press("登记测评")
    assert page.page.counting.isVisible()
    votes(page, "李平", "计票", (35, 34, 33, 28, 4, 1))
    votes(page, "周红", "监票", (35, 34, 33, 29, 4, 1))
    assert "合计 34 张，和有效票 33 张对不上" in page.page.counting.told.text()
    votes(page, "周红", "监票", (35, 34, 33, 28, 4, 1))
    assert "称职 28 票 84.8%，基本称职 4 票 12.1%，不称职 1 票 3.0%" in page.page.counting.result.text()
    page.fill(demands="文书说理，2026-12-31，本人")
    page.page.form.reason.setText("评议会上定的")
    page.press("保存更改")
    assert seen(page, *steps) == ["mend", "print"]
    page.press("改好了第 1 项")
    page.fill(mended="改了")
    page.press("记整改报告")
    page.fill(found="没有到位")
    page.press("记回头看")
    assert "没有写情况" in page.said()
    page.fill(found="整改到位")
    page.press("记回头看")
    assert seen(page, *steps) == ["print"] and "已结束" in "\n".join(page.list("appraisal"))
    page.close()
    with opened(page.folder) as store:
        (one,) = store.find(Appraisal)
        assert (one.result, one.progress, one.found, one.looked_on) == ("称职", 100, "整改到位", "2026-11-03")
        sound(store)


def test_asked_of_an_organ(page):
    """Registered with its meeting, taken on in 意见办理, voted on once there is a report; the list says where in the loop it is."""
    page.open("审议意见")
    page.press("登记审议意见")
    assert page.page.form.heading.text() == "登记审议意见"  # not 登记意见: what it is to the program
    page.fill(meeting="M0009", title="关于学前教育工作的审议意见", statement="扩大公办学位", registered_at="2026-03-01")
    page.press("保存")
    assert "“M0009”不是登记过的会议" in page.said()
    page.fill(meeting="M0001")
    page.press("保存")
    page.choose("关于学前教育工作的审议意见")
    assert (
        "监督" in "\n".join(page.list("deliberation"))
        and page.value("meeting") == NAME
        and seen(page, "work", "vote", "print") == ["work", "print"]
    )
    page.press("去办理")
    assert page.page.noun == "followup" and "关于学前教育工作的审议意见" in page.said()
    page.close()
    with opened(page.folder) as store:
        do(store, "Y0001", "交办", organ="区教育局", acted_on="2026-03-02")
    desk = Desk(page.folder)
    desk.open("意见办理")
    desk.press("询问")
    desk.fill(text="公办率多少", reason="七成")
    desk.press("followup_save")
    desk.press("issue_answer")
    desk.fill(answer_class="A 已解决", text="研究处理情况的报告")
    desk.press("followup_save")
    desk.open("审议意见")
    assert "再监督 1 件" in "\n".join(desk.list("deliberation"))
    desk.choose("关于学前教育工作的审议意见")
    desk.press("登记一次测评")
    votes(desk, "李平", "计票", (35, 34, 33, 28, 4, 1))
    votes(desk, "周红", "监票", (35, 34, 33, 28, 4, 1))
    assert "满意 28 票 84.8%" in desk.page.counting.result.text()
    desk.close()
    with opened(page.folder) as store:
        assert [one.kind for one in store.find(Issue)] == ["审议意见"]
        sound(store)


def test_asked_in_steps():
    """询问 has a form in 意见办理: who asked what, and how it was answered; nothing without the question."""
    rows, told = asked("inquire")
    form = form_of("inquire")
    assert [name for row in rows for name, _wide in row] == ["text", "reason", "acted_on"] and told == []
    assert (form.fields["text"].label, form.fields["text"].required, form.fields["reason"].label) == (
        "谁问的、问了什么",
        True,
        "谁答的、怎么答的",
    )
    assert steps("inquire", {"text": "公办率多少", "reason": "七成"}, ()) == [
        ("询问", {"text": "公办率多少", "reason": "七成"})
    ]


def test_no_station_has_them(tmp_path):
    """Neither the part nor its pages."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        assert PART not in [one.part.label for one in parts.switches(store)]
    for desk in sitting(path):
        assert not {leaf.title for leaf in desk.window._leaves} & set(PAGES)
