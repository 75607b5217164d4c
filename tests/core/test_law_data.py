"""What papers on a draft are made from, and that what was sent up is kept as it was sent; who takes names along is written down."""

import pytest

from lianluozhan import attachment, law_data, parts, sending, speaking
from lianluozhan.act import acting
from lianluozhan.errors import NotAllowed
from lianluozhan.legislation import approve
from lianluozhan.looked import EXPORTED, looks, within
from tests.core.test_draft_law import DRAFT
from tests.core.test_legislation import draft, law
from tests.core.test_speaking import SAID, step, store, the, worded  # noqa: F401  (the same station)
from tests.station import digest, empty, opened, run, sound, take

pytestmark = pytest.mark.day("2026-11-03")


def test_what_a_paper_has(store):
    """The draft as people read it, its suggestions with how many spoke and who agreed to be named, the team, whom to tell."""
    take(
        store,
        "opinion",
        SAID | {"article": "1", "speaker": "孙丁", "consent": True, "people": 2, "statement": "写清楚"},
    )
    worded(store, "T0004", article="第一条")
    worded(store)
    step(store, speaking.result, {"outcome": "未采纳", "outcome_why": "已有规定"})
    made = law_data.hearing(store, draft(store))
    assert [(line["article"], line["words"], line["spoken"], line["named"]) for line in made.lines] == [
        ("第一条", "第一条　为了规范。", 2, ["孙丁"]),
        ("第二条", "第二条　业主交费。", 12, []),
    ]
    assert (made.articles, made.sums.voices, made.draft["level"], made.imprint.month) == (2, 4, "省", "2026-11")
    (call,) = made.calls
    assert (call["speaker"], call["speaker_phone"], call["told_how"]) == ("王甲", "13800000001", "")
    assert call["final_words"].endswith("没有采纳，因为已有规定。谢谢您！”")
    assert within(made) == {"opinion": [the(store).id]}, "whose name is on the list of calls"


def test_kept_as_it_was_sent(store):
    """The masked report is a paper of the draft, once for each sending; where nothing can be sent nothing is kept."""
    before, papers = digest(store), list(store.path.parent.glob("papers*"))
    with pytest.raises(NotAllowed):
        law(store, sending.send)
    assert digest(store) == before and list(store.path.parent.glob("papers*")) == papers
    worded(store)
    law(store, approve)
    assert law(store, sending.send, "区人大常委会") == 1
    (kept,) = draft(store).reported
    data = attachment.paper(store.path.parent, kept["digest"])
    assert data.startswith(b"%PDF") and len(data) == kept["size"] and kept["name"] == "立法意见报告-C0001.pdf"
    assert draft(store).sent_to == "区人大常委会"
    worded(store, "T0002")
    law(store, approve)
    assert law(store, sending.send) == 2 and len(draft(store).reported) == 2
    sound(store)


@pytest.fixture
def path(tmp_path):
    """The folder of a station with the part on, whose one opinion has a result that nobody was told of."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "draft_law", DRAFT)
        take(store, "opinion", SAID)
        worded(store)
        step(store, speaking.result, {"outcome": "未采纳"})
        with acting(store, "parts") as act:
            parts.switch(act, on=[parts.LEGISLATION])
    return path


def asked(path, *words):
    """A paper asked for there on that day."""
    return run("paper", *words, "--data", path, "--today", "2026-11-03")


def test_taken_along(path, tmp_path):
    """Who prints the list of calls, or takes the report along for Word, is written down; a masked copy is nobody's look."""
    for name, file, more in (
        ("立法意见反馈单", "单.pdf", ()),
        ("立法意见报告", "报告.docx", ()),
        ("立法意见对照表", "表.pdf", ("--masked",)),
    ):
        done = asked(path, name, "C0001", *more, "--to", tmp_path / file)
        assert done.code == 0, done.err
    with opened(path) as store:
        said = [look.what for look in looks(store) if look.way == EXPORTED]
    assert (
        any("反馈单" in what for what in said)
        and any("报告" in what for what in said)
        and not any("对照表" in what for what in said)
    )
    assert run("check", "--data", path).code == 0


def test_asked_for_by_its_draft(path, tmp_path):
    """A word that is none is refused, as is another record or none at all; no other paper on it is a file of Word;
    where the part is off there is none."""
    for words, why in (
        (("立法意见报告", "T0001"), "是立法意见，这张印的是法律草案"),
        (("立法意见报告", "C0009"), "没有编号"),
        (("立法意见报告",), "没有写"),
        (("立法意见对照表", "C0001", "--to", tmp_path / "表.docx"), "只能存成 PDF"),
    ):
        done = asked(path, *words, *(() if "--to" in words else ("--to", tmp_path / "x.pdf")))
        assert done.code == 1 and why in done.err, (words, done.err)
    assert run("parts", "--off", parts.LEGISLATION, "--data", path).code == 0
    assert (
        "还没有打开" in asked(path, "立法意见报告", "C0001", "--to", tmp_path / "x.pdf").err
        and list(tmp_path.glob("x*")) == []
    )
