"""活动 in the window: planned, held, reported; only what its kind asks for, duties by themselves."""

import pytest

from lianluozhan.activity import Activity
from lianluozhan.duty import Duty
from lianluozhan.readable import readable
from tests.pages.desk import sitting
from tests.station import filled, issues, opened, sound


@pytest.fixture
def page(tmp_path):
    """The clerk on the page of a station with its roster."""
    for desk in sitting(filled(tmp_path / "站", "deputy")):
        desk.open("活动")
        yield desk


def names(desk, *places):
    """The ids and names of deputies of the roster."""
    options = desk.page.around.options["deputy"]
    return [options[place].kept for place in places], [options[place].name for place in places]


def test_from_plan_to_report(page):
    """Planned, held with who was there and why somebody was not, reported to an organ: duty and issue arise by themselves."""
    page.fill(kind="视察", theme="冬季供暖", planned_on="2026-11-20")
    ids, called = names(page, 0, 1)
    page.page.form.form.editors["expected"].show_value(ids)
    page.press("activity_save")
    assert page.list("activity") == ["计划 1 次", f"冬季供暖 11-20 {'、'.join(called)} 视察 计划 H0001"]
    assert not page.button("报告送交办理").isVisible()
    page.page.form.form.editors["present"].show_value(ids[:1])
    page.page._fit()
    assert page.page.form.form.editors["absent"].value() is None
    page.fill(state="已举行", begin="2026-11-20 9:00", report="三处管网漏水，建议更换")
    page.page.form.reason.setText("举行了")
    page.press("activity_save")
    page.press("报告送交办理")
    assert "送交哪个单位" in page.said()
    page.page.organ.show_value("区住建局")
    page.press("报告送交办理")
    assert page.page.noun == "followup"
    page.close()
    with opened(page.folder) as store:
        sound(store)
        (duty,) = readable(store, Duty, store.find(Duty))
        assert (duty["kind"], duty["deputies"]) == ("参加视察、调研及执法检查", called[:1])
        assert [(row["kind"], row["organ"], row["state"]) for row in issues(store)] == [
            ("调研报告", "区住建局", "办理中")
        ]


def test_fields_of_a_kind(page):
    """A 视察 is told what a report of it holds, a 专题调研 another thing; a 培训 asks for neither report nor who called it."""
    form = page.page.form.form
    told = set()
    for kind, asked in (("视察", True), ("专题调研", True), ("培训", False)):
        page.fill(kind=kind)
        assert [form.editors[name].isVisibleTo(form) for name in ("report", "organised_by")] == [asked, asked]
        told.add(form.told("report"))
    assert len(told) == 3


def test_years(page):
    """Another year has its own activities."""
    page.fill(kind="培训", theme="代表法", planned_on="2027-01-08")
    page.press("activity_save")
    assert page.list("activity") == []
    page.page.year.step(1)
    page.wait()
    assert page.list("activity")[1].startswith("代表法 01-08")
    assert "2027年 1 次" in page.said()


def test_photos_are_kept(page, tmp_path):
    """Photos chosen in the form are kept with the activity."""
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"JPEG")
    page.fill(kind="走访", planned_on="2026-10-21")
    page.page.form.papers.pending.append(photo)
    page.press("activity_save")
    page.close()
    with opened(page.folder) as store:
        assert [one["name"] for one in store.find(Activity)[0].photos] == ["现场.jpg"]


def test_its_news(page, tmp_path):
    """From the activity that is shown to its news, kept as a file of Word."""
    assert not page.button("activity_brief").isVisible()
    page.fill(kind="视察", theme="冬季供暖", planned_on="2026-11-20", record="管网要换")
    page.press("activity_save")
    page.choose("冬季供暖")
    page.press("activity_brief")
    assert page.page.noun == "paper" and page.page.preview.title.text() == "活动简讯"
    page.page.ask_file = lambda proposed: str(tmp_path / proposed)
    page.press("paper_word")
    assert (tmp_path / "活动简讯-H0001.docx").is_file() and "✓ 已存到" in page.said()
    page.page.ask_file = lambda proposed: ""
    page.press("paper_word")
    page.page.kind.setCurrentIndex(0)
    page.page.kind.activated.emit(0)
    page.wait()
    assert not page.page.word.isVisible()
