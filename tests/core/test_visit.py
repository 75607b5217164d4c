"""What a reception holds: the names of its fields are the public interface."""

import pytest

from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import BadValue
from lianluozhan.issue import Issue
from lianluozhan.month import MonthEnd
from lianluozhan.note import Note
from lianluozhan.visit import CHANNELS, OUTCOMES, Visit

# The field names and their privacy (p) as the design's table has them, in its order.
DESIGNED = {
    Deputy: "order name gender birth_month ethnicity party education levels terms elected_on left_on left_reason district "
    "group places villages households:p work_unit post phone:p phone_public photo_public id_number:p certificate profile photo",
    Visit: "number paper_number external_number received_at until channel mode place activity deputies recorder raiser_kind "
    "visitor_name:p visitor_gender visitor_age visitor_phone:p visitor_address:p visitor_id_number:p party_size "
    "representatives:p nature category statement:p request:p reply:p outcome referred_to location informed confidential "
    "signed satisfaction remarks:p attachments:p",
    Issue: "number paper_number external_number registered_at kind source visits raiser_kind raised_by:p raiser_phone:p "
    "raiser_address:p title statement:p summary:p category location urgency people_affected sensitive lead_deputy deputies "
    "form congress meeting signed grounds:p proposals:p basis duties attachments:p",
    Duty: "number deputies parts people_met begin end kind theme title place content:p outcome promoted source attachments:p",
    Note: "about action other text:p acted_on acted_by",
    MonthEnd: "place month begins ends printed_on signed_by signed_on closed_on journal_head ledgers pages attachments:p",
}


@pytest.mark.parametrize("cls", DESIGNED, ids=lambda cls: cls.noun)
def test_names(cls):
    """Names, order and privacy of the written fields are the design's; every record has id, world, who, when, voided."""
    written = [name + ":p" * field.private for name, field in cls.written().items()]
    assert written == [*DESIGNED[cls].split(), "voided"]
    assert {"id", "world", "created_at", "created_by", "voided"} <= cls.fields.keys()


def test_words():
    """Channels and outcomes are the design's words."""
    assert tuple("来站 走访 电话 云接待 信件 意见箱 座谈会 网络 12345转".split()) == CHANNELS
    assert tuple("当场答复 村社办理 乡镇办理 报区办理 形成建议 不属受理范围".split()) == OUTCOMES


def test_required():
    """Required are the date, what was said and the outcome."""
    assert [field.name for field in Visit.missing({})] == ["received_at", "statement", "outcome"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("channel", "飞鸽"),
        ("outcome", "再说"),
        ("received_at", "2026-02-30"),
        ("party_size", "-3"),
        ("party_size", "三百来人"),
    ],
)
def test_refused(name, value):
    """A value without meaning is refused with the field's label."""
    with pytest.raises(BadValue, match=f"^{Visit.fields[name].label}："):
        Visit.read({name: value})


def test_verbatim():
    """What was said stays as it was said, but for the spelling of its characters and the blanks around it."""
    said = "  “路灯”不亮！\r\n\t=1+1　咋办？e\u0301 "
    assert Visit.read({"statement": said}) == {"statement": "“路灯”不亮！\n\t=1+1　咋办？\u00e9"}
