"""What is typed for a day, a month, an organ or a deputy, and the rows that are found for it."""

import pytest

from lianluozhan import span_data
from lianluozhan.act import acting
from lianluozhan.activity import Activity, add_activity
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.place import Place
from lianluozhan.record import new_id
from lianluozhan.span_data import Span, exactly, span
from tests.station import do, empty, opened, receive

PASSED = {
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "visitor_name": "王秀英",
    "visitor_phone": "13800000000",
}

pytestmark = pytest.mark.day("2026-10-21")  # the day of these tests


@pytest.fixture
def store(tmp_path):
    """A station with one deputy in its roster."""
    with opened(empty(tmp_path / "站")) as store:
        with acting(store, "roster") as act:
            act.write(Deputy, new_id(), {"name": "单俊峰", "phone": "13900000001"})
        yield store


@pytest.mark.parametrize(
    ("word", "when", "only"),
    [
        ("2026-10", "2026-10", ""),
        ("2026", "2026", ""),
        ("2026-10-14", "2026-10-14", ""),
        ("区住建局", "", "区住建局"),
        ("2026-10 区住建局", "2026-10", "区住建局"),
        ("区住建局 2026-10", "2026-10", "区住建局"),
        ("", "", ""),
        ("2026-13", "", "2026-13"),
    ],
)
def test_span(word, when, only):
    """A year, month or day anywhere among the words; the rest narrows; said again it is the same."""
    found = span("issues", word)
    assert (found.when, found.only) == (when, only)
    assert span("issues", found.called) == found


@pytest.mark.parametrize("word", ["2026", "2026-10", "2026-10-32", "昨天", "2026-10-14 区住建局"])
def test_a_day_is_a_day(word):
    """Anything else is refused, with how to write it."""
    assert exactly("day", "2026-10-14", 10, "2026-10-14").when == "2026-10-14"
    with pytest.raises(BadInput, match="看不懂"):
        exactly("day", word, 10, "2026-10-14")


def test_a_day_s_receptions(store):
    """Those of the day only."""
    receive(store, received_at="2026-10-14T09:00")
    receive(store, received_at="2026-10-15T09:00")
    data = span_data.day_data(store, Span("day", "2026-10-14"), draft=True)
    assert len(data.visits) == 1 and data.imprint.month_name == "2026年10月14日" and data.imprint.draft


def test_a_cut(store):
    """By month, organ, category; an organ nobody knows is refused, one that has nothing is an empty paper."""
    receive(store, received_at="2026-10-14", category="供暖", **PASSED)
    receive(store, received_at="2026-09-14", **PASSED | {"referred_to": "前庄村委会"})

    def found(word: str) -> list[str]:
        return [
            row["organ"]
            for row in span_data.cut_data(store, span("issues", word)).issues
            if row["registered_at"].startswith(span("issues", word).when)
        ]

    assert found("2026-10") == ["渔泽镇人民政府"] and found("2026") == ["前庄村委会", "渔泽镇人民政府"]
    assert found("前庄村委会") == ["前庄村委会"] and found("供暖") == ["渔泽镇人民政府"] and found("2026-09 供暖") == []
    with pytest.raises(BadInput, match="没有意见的承办单位或内容分类是“区住建局”"):
        found("区住建局")


def test_a_deputy(store):
    """The acts of the month, or of this year where nothing is said; nobody of this name is refused."""
    receive(store, received_at="2026-10-14", deputies=["单俊峰"])
    receive(store, received_at="2026-09-14", deputies=["单俊峰"])
    assert len(span_data.person_data(store, Span("deputy", "2026-10", "单俊峰")).duties) == 1
    year = span_data.person_data(store, Span("deputy", "", "单俊峰"))
    assert len(year.duties) == 2 and year.imprint.month_name == "2026年" and year.deputy["phone"] == "13900000001"
    with pytest.raises(NotFound):
        span_data.person_data(store, Span("deputy", "", "没有这人"))


def test_an_event(store):
    """The activity with names, and the roster."""
    id = new_id()
    with acting(store, "add") as act:
        add_activity(act, id, {"kind": "视察", "begin": "2026-10-20", "present": ["单俊峰"]})
    event = span_data.event(store, store.get(Activity, (store.identity.world, id)))
    assert event.activity["present"] == ["单俊峰"] and "单俊峰" in event.deputies and event.imprint.month == "2026-10"


def test_whom_to_ring(store):
    """Everybody not yet told of an answer, with their own phone; who was told is off the list; longest waiting first."""
    receive(store, received_at="2026-10-14", deputies=["单俊峰"], **PASSED)
    receive(store, received_at="2026-10-14", **PASSED | {"visitor_name": "苗青山", "visitor_phone": None})
    do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A", text="修好了")
    do(store, "Y0002", "答复", acted_on="2026-10-18", answer_class="D", text="解释过了")
    people = span_data.calls(store, Span("now")).people
    assert [(one["name"], one["role"], one["phone"], one["script"].partition("答复说：")[2]) for one in people] == [
        ("苗青山", "反映人", "", "解释过了。这样办，您满意不满意？”"),
        ("王秀英", "反映人", "13800000000", "修好了。这样办，您满意不满意？”"),
        ("单俊峰", "代表", "13900000001", "修好了。”"),
    ]
    do(store, "Y0001", "回告", to=["王秀英"], how="电话")
    left = span_data.calls(store, Span("now"))
    assert [one["name"] for one in left.people] == ["苗青山", "单俊峰"] and len(left.issues) == 2 and left.drafts == 0


def test_a_whole_month(store):
    """The month's own data, masked or as a draft where asked."""
    receive(store, received_at="2026-10-14")
    data = span_data.whole_month(store, Span("month", "2026-10"), masked=True)
    assert len(data.visits) == 1 and data.imprint.masked and not data.imprint.draft


def test_a_log_of_one_place(store):
    """A month's receptions there and nowhere else; a place nobody knows is refused; without one all of the month."""
    with acting(store, "roster") as act:
        act.write(Place, point := new_id(), {"name": "前后庄村联络点", "level": "点"})
    receive(store, received_at="2026-10-14", place=point, outcome="当场答复")
    receive(store, received_at="2026-10-15")
    data = span_data.log_data(store, span("log", "2026-10 前后庄村联络点"))
    assert len(data.visits) == 1 and data.imprint.month_name == "2026年10月　前后庄村联络点"
    assert len(span_data.log_data(store, span("log", "2026-10")).visits) == 2
    with pytest.raises(NotFound):
        span_data.log_data(store, span("log", "2026-10 没有这个点"))


@pytest.mark.parametrize(
    ("word", "when"), [("2026-Q4", "2026-Q4"), ("2026年第四季度", "2026-Q4"), ("2026年3月", "2026-03")]
)
def test_a_period(store, word, when):
    """A month, quarter or year in the ways offices write it; with a deputy's name as well; anything else is refused."""
    assert span_data.period_span(store, word) == Span("period", when)
    assert span("deputy", f"单俊峰 {word}") == Span("deputy", when, "单俊峰")
    with pytest.raises(BadInput, match="不是月份、季度"):
        span_data.period_span(store, "昨天")
