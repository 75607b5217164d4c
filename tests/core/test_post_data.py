"""What is gathered for papers of a station: reception days with late changes, who is there, the archive's 件, news."""

from io import BytesIO

import pytest
from PIL import Image

from lianluozhan import attachment, clock, post_data
from lianluozhan.act import acting
from lianluozhan.activity import Activity, add_activity
from lianluozhan.amend import amend
from lianluozhan.blank import reserve
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from lianluozhan.report import form, notice_board
from lianluozhan.schedule import Schedule
from lianluozhan.span_data import Span
from tests.station import CODE, NAME, do, empty, opened, receive, take

ONE, OTHER, AWAY = new_id(), new_id(), new_id()
MET, PLAN = new_id(), new_id()
pytestmark = pytest.mark.day("2026-10-31")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Three deputies, one of another place; a day that was swapped, an activity with pictures, an issue that was closed."""
    clock.set_today("2026-10-31")
    with opened(empty(tmp_path_factory.mktemp("站") / "站")) as store:
        picture = BytesIO()
        Image.new("RGB", (30, 40), "grey").save(picture, "JPEG")
        kept = {
            "digest": attachment.keep(store.path.parent, picture.getvalue(), 2026),
            "name": "现场查看.jpg",
            "size": 9,
        }
        with acting(store, "roster") as act:
            act.write(Deputy, ONE, {"name": "单俊峰", "levels": ["区"], "photo": [kept], "photo_public": True})
            act.write(Deputy, OTHER, {"name": "陈秀兰", "levels": ["市"]})
            act.write(Deputy, AWAY, {"name": "解国栋", "levels": ["区"], "places": ["麟绛街道人大代表联络站"]})
            act.write(Place, own_place_id(CODE), {"phone": "03550000000"})
            act.write(Schedule, PLAN, {"date": "2026-11-04", "begin": "09:00", "deputies": [OTHER]})
            add_activity(
                act,
                MET,
                {
                    "kind": "视察",
                    "begin": "2026-10-20",
                    "present": [ONE],
                    "photos": [kept, {**kept, "name": "IMG_2031.jpg"}],
                    "theme": "供暖",
                },
            )
        with acting(store, "amend") as act:
            amend(act, next(iter(store.find(Schedule))), {"deputies": [ONE]}, "出差")
        receive(
            store,
            received_at="2026-10-08",
            outcome="乡镇办理",
            referred_to="渔泽镇人民政府",
            visitor_name="王秀英",
            statement="路灯不亮，怕摔",
        )
        do(store, "Y0001", "答复", acted_on="2026-10-12", answer_class="A", document_number="渔函〔2026〕1号")
        do(store, "Y0001", "回告", acted_on="2026-10-13", how="电话")
        do(store, "Y0001", "评价", acted_on="2026-10-13", satisfaction="满意")
        do(store, "Y0001", "办结", acted_on="2026-10-14")
        yield store
    clock.set_today(None)


def test_a_late_change(store):
    """Who gave way to whom, and why; the first planning is no change."""
    found = post_data.receptions(store, Span("rota", "2026-Q4"))
    assert [(list(one.out), list(one.into), one.reason) for one in found.changes[PLAN]] == [
        (["陈秀兰"], ["单俊峰"], "出差")
    ]
    assert found.days[0]["deputies"] == ["单俊峰"] and found.place(found.days[0])["phone"] == "03550000000"
    assert found.days[0]["notice_on"] == "2026-11-01"  # three days ahead where nobody wrote another
    assert post_data.receptions(store, Span("rota", "2026-10")).days == []


def test_a_planned_day(store):
    """Only one that is planned can be printed; the next to come is offered."""
    assert (
        post_data.reception_span(store, "2026-11-04")
        == post_data.next_reception(store)
        == Span("reception", "2026-11-04")
    )
    with pytest.raises(NotFound, match="没有排接待日"):
        post_data.reception_span(store, "2026-11-05")
    with pytest.raises(BadInput, match="看不懂"):
        post_data.reception_span(store, "十一月")


def test_forms_of_a_day(store):
    """Those given out for the day and not typed belong to what it needs; those of other days, and longer spans, have none."""
    with acting(store, "blank") as act:
        numbers = reserve(act, "2026-11-04", 2) + reserve(act, "2026-11-11", 1)
    found = post_data.receptions(store, Span("reception", "2026-11-04"))
    assert [case.visit["number"] for case in found.forms] == numbers[:2]
    assert [form.people(case.visit["deputies"], case.deputies) for case in found.forms] == ["单俊峰（区）"] * 2
    alone = post_data.blank_forms(store, Span("blanks", "2026-11-04"))
    assert [case.visit for case in alone] == [case.visit for case in found.forms]
    with pytest.raises(BadInput, match="都登记了，或者没有印过"):
        post_data.blank_forms(store, Span("blanks", "2026-11-05"))
    assert post_data.receptions(store, Span("rota", "2026-11")).forms == ()


def test_forms_know_who_receives(store):
    """A form given out for a day names the deputies of its 接待日 at this place; of two at different hours neither."""
    day = "2026-12-09"

    def forms():
        return [case.visit["deputies"] for case in post_data.receptions(store, Span("reception", day)).forms]

    with acting(store, "blank") as act:
        reserve(act, day, 1)
        act.write(Schedule, new_id(), {"date": day, "begin": "09:00", "deputies": [ONE]})
    assert forms() == [["单俊峰"]]
    with acting(store, "plan") as act:
        act.write(Schedule, new_id(), {"date": day, "begin": "14:00", "deputies": [OTHER], "place": own_place_id(CODE)})
    assert forms() == [None]


def test_the_course_of_a_reception_is_the_district_s(store):
    """What hangs on the wall says it in the district's words."""
    assert notice_board.COURSE in store_words(store) and "佩戴代表证" in printed(store)
    take(store, "rule", {"name": "接待流程", "values": {"words": ["先登记", "后接待"]}})
    assert "先登记后接待" in printed(store) and "佩戴代表证" not in printed(store)


def store_words(store):
    """What the paper is given."""
    return post_data.post(store, post_data.place_span(store, NAME)).words


def printed(store):
    """What stands on the board, without the white space of its lines."""
    layout = notice_board.post(post_data.post(store, post_data.place_span(store, NAME)))
    texts = (line for page in layout.pages for strip in page for text in strip.texts for line, _width in text.lines)
    return "".join("".join(texts).split())


def test_who_receives_here(store):
    """Those of this place by level, with their pictures."""
    found = post_data.post(store, post_data.place_span(store, NAME))
    assert [row["name"] for row in found.deputies] == ["陈秀兰", "单俊峰"]
    assert set(found.photos) == {found.deputies[1]["id"]}  # of two of one name each has their own face
    assert post_data.own_place(store) == Span("place", only=NAME)


@pytest.mark.parametrize("answer", [None, False])
def test_a_picture_nobody_allowed(store, answer):
    """Hangs on no wall: not to have been asked is no yes."""
    try:
        with acting(store, "roster") as act:
            act.write(Deputy, ONE, {"photo_public": answer})
        assert post_data.post(store, post_data.place_span(store, NAME)).photos == {}
    finally:
        with acting(store, "roster") as act:
            act.write(Deputy, ONE, {"photo_public": True})  # as the others of this file find it


def test_the_board_is_masked(store):
    """Also for who asks for the internal cut; the days are those of the next month."""
    found = post_data.board(store, Span("board", "2026-10"), masked=False)
    assert found.month.imprint.masked and [day["date"] for day in found.coming.days] == ["2026-11-04"]


def test_the_archive(store):
    """What was held and what was closed, with the document that answered; of the wall's cut no words of a person."""
    found = post_data.archive(store, post_data.year_span(store, "2026年"))
    assert [(one.title, one.document, one.day, one.remarks) for one in found.items] == [
        ("供暖活动记录", "", "2026-10-20", "H0001"),
        ("关于路灯不亮的办理材料", "渔函〔2026〕1号", "2026-10-14", "Y0001"),
    ]
    assert "路灯" not in post_data.archive(store, Span("archive", "2026"), masked=True).items[1].title
    assert post_data.archive(store, Span("archive", "2025")).items == []
    with pytest.raises(BadInput, match="看不出是哪一年"):
        post_data.year_span(store, "2026-10")


def test_news(store):
    """The pictures with their bytes; a name a camera gave is no caption."""
    found = post_data.brief(store, store.get(Activity, (CODE, MET)))
    assert [caption for caption, _data in found.pictures] == ["现场查看", ""] and all(
        data[:2] == b"\xff\xd8" for _caption, data in found.pictures
    )
