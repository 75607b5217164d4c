"""报名 on the page 活动: a few deputies at a time, leave with its reason, and one press on the day; where the report went."""

import pytest

from lianluozhan.activity import Activity
from lianluozhan.readable import readable
from tests.pages.desk import sitting
from tests.station import filled, opened, sound, take


@pytest.fixture
def page(tmp_path):
    """The clerk before today's inspection."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store:
        take(
            store, "activity", {"kind": "视察", "theme": "供暖", "planned_on": "2026-10-21", "organised_by": "代表小组"}
        )
    for desk in sitting(path):
        desk.open("活动")
        desk.choose("供暖")
        yield desk


def test_from_booking_to_duty(page):
    """Names are typed once; leave asks for its reason; one press writes 应到, 实到, 请假, and the activity was held."""
    page.press("activity_book")
    assert "请先写" in page.said()
    page.fill(booking="彭喆、陈秀兰")
    page.press("activity_book")
    assert "报名 2 人：" in page.said() and "彭喆" in page.said()
    page.fill(booking="曾晓梅")
    page.press("activity_leave")
    assert "请写请假的原因" in page.said()
    page.widget("activity.leave_reason").setText("病假")
    page.press("activity_leave")
    assert "请假 1 人：曾晓梅（病假）" in page.said()
    page.press("activity_sign_in")
    assert not page.page.booking.isVisible()
    assert page.field("present").text() and page.value("state") == "已举行"
    page.fill(report="三个小区管网老化，建议更换")
    page.page.form.reason.setText("补写")
    page.press("activity_save")
    page.fill(report_to="区住建局")
    page.press("activity_report")
    assert page.page.noun == "followup"
    page.open("活动")
    page.choose("供暖")
    assert "报告已送交" in page.button("activity_sent").text() and not page.button("activity_report").isVisible()
    page.press("activity_sent")
    assert page.page.noun == "followup"
    page.press("活动 H0001")
    assert page.page.noun == "activity" and page.value("report") == "三个小区管网老化，建议更换"
    page.close()
    with opened(page.folder) as store:
        sound(store)
        row = readable(store, Activity, store.find(Activity))[0]
        assert (
            sorted(row["present"]) == sorted(["彭喆", "陈秀兰"])
            and row["absent"] == {"曾晓梅": "病假"}
            and len(row["expected"]) == 3
        )
