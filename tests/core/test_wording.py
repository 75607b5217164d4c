"""用语: a district's own words go into form, paper, sheet and command; what was said before keeps the words of its day."""

import json

import pytest

from lianluozhan import clock, wording
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.case_data import facts, issue_case
from lianluozhan.caution import caution, informing
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, BadRows
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.month_data import month_data
from lianluozhan.package import merge
from lianluozhan.phrase import phrases, refusals
from lianluozhan.report import answer_form, case_file, closing_list, reception_form, summary
from lianluozhan.report.imprint import Case, MonthData
from lianluozhan.rulebook import names, reasons
from lianluozhan.ruling import SAYINGS, rulings
from lianluozhan.telling import to_tell
from lianluozhan.undo import undo
from tests.core.desk import write
from tests.station import do, empty, journal, opened, receive, run, sound, take

OURS = {"A": "已经办好", "B": "列入计划", "C": "暂办不了", "D": "供参考"}
CLASSES = {"name": "答复类别", "values": OURS, "source": "区人大办〔2026〕5 号"}
PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-10-14", "visitor_name": "郭桂兰"}


@pytest.fixture
def store(tmp_path):
    """A new station, seen on 2026-10-31."""
    clock.set_today("2026-10-31")
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def printed(paper, data):
    """What stands on a paper, without the white space of its lines."""
    texts = (
        line
        for page in paper.layout(data).pages
        for strip in page
        for text in strip.texts
        for line, _width in text.lines
    )
    return "".join("".join(texts).split())


def answered(store, number, **more):
    """An answer of class A."""
    return do(store, number, "答复", **{"acted_on": "2026-10-20", "answer_class": "A", "evidence": "复文"} | more)


def test_what_is_shipped_is_sound():
    """Every list the program brings is one it would take, is a rule's name, and is explained on the page of rules."""
    assert [reasons(name, values) for name, values in wording.shipped().items() if reasons(name, values)] == []
    assert set(wording.shipped()) <= set(names())
    assert {row["name"] for row in wording.default_words()} == set(wording.shipped())


@pytest.mark.parametrize(
    ("name", "values", "key", "why"),
    [
        ("答复类别", {"A": "已解决"}, "B", "要写上说法"),
        ("答复类别", OURS | {"E": "别的"}, "E", "不能写在这里，只有 A、B、C、D"),
        ("答复类别", OURS | {"B": "已经办好"}, "A", "“已经办好”写了两遍"),
        ("答复类别", OURS | {"B": "一\n二"}, "B", "只能写一行"),
        ("答复类别", OURS | {"B": 5}, "B", "要写上说法"),
        ("退回理由", {"words": []}, "words", "要写一条或几条说法，一条一行"),
        ("退回理由", {"words": "不归我们"}, "words", "要写一条或几条说法，一条一行"),
        ("退回理由", {"words": ["不归我们", " "]}, "words", "要写上说法"),
        ("退回理由", {"words": ["不归我们", "不归我们"]}, "words", "“不归我们”写了两遍"),
        ("退回理由", {"words": ["长" * 201]}, "words", "太长了，最多 200 字"),
        ("退回理由", {"words": ["甲"], "said": "乙"}, "said", "不能写在这里，只有 words"),
        ("退回理由", ["甲"], "values", "没有写规定；要有 words"),
        ("不插手：拆迁", {"words": ["拆迁"]}, "said", "要写上说法"),
    ],
)
def test_a_list_that_cannot_be(store, name, values, key, why):
    """What is wrong with a list is named, and the whole file is refused: nothing is written."""
    assert (key, why) in reasons(name, values)
    with pytest.raises(BadRows):
        take(store, "rule", CLASSES, {"name": name, "values": values})
    assert store.find(Rule) == []


def test_further_lists():
    """A district may add phrases of another category, and matters to keep out of; no list nobody asks for."""
    assert reasons("常用语：征地拆迁", {"words": ["已转自然资源局。"]}) == []
    assert reasons("不插手：拆迁", {"words": ["拆迁补偿"], "said": "先问清楚"}) == []
    assert reasons("常用语：", {"words": ["甲"]})[0][1].startswith("没有这条规则")
    assert reasons("打招呼", {"words": ["您好"]})[0][1].startswith("没有这条规则")


def test_a_class_keeps_the_words_of_its_day(store):
    """The answer before says what the class meant then, on every paper and to every person; the one after says it anew."""
    for name in ("甲一", "乙二"):
        receive(store, **PASSED | {"visitor_name": name, "statement": f"{name}家门口积水"})
    answered(store, "Y0001")
    take(store, "rule", CLASSES)
    answered(store, "Y0002")
    before, after = store.find(Issue, order="number")
    assert [said["answer"] for said in map(vars_of, to_tell(store))] == ["已解决", "已经办好"]
    old, new = issue_case(store, before), issue_case(store, after)
    assert "A 类（已解决）" in case_file._class(old) and "A 类（已经办好）" in case_file._class(new)
    assert "A 类（已解决）" in reception_form.result(old) and "A 类（已经办好）" in reception_form.result(new)
    assert "■A已解决" in printed(answer_form, old) and "□B列入计划" in printed(answer_form, old)
    assert "■A已经办好" in printed(answer_form, new)
    sound(store)


def vars_of(one):
    """A named tuple by its names."""
    return one._asdict()


def test_corrected_to_another_class(store):
    """A 更正 that gives another class gives its words with it; one that does not leaves both."""
    receive(store, **PASSED)
    answered(store, "Y0001")
    take(store, "rule", CLASSES)
    fact = store.find(Followup, "action='答复'")[0]
    do(store, "Y0001", "更正", to=[fact.id], reason="日期抄错", acted_on="2026-10-19")
    assert [row["answer_words"] for row in of_answer(store)] == ["已解决"]
    do(
        store,
        "Y0001",
        "更正",
        to=[fact.id],
        reason="类别抄错",
        answer_class="D",
        text="政策没有",
        acted_on="2026-10-19",
    )
    assert [(row["answer_class"], row["answer_words"]) for row in of_answer(store)] == [("D", "供参考")]


def of_answer(store):
    """The answers of the only issue as they stand."""
    return [row for row in facts(store, store.find(Issue)[0]) if row["action"] == "答复"]


def test_before_words_were_kept(store):
    """An answer of an older program says what the program said then, whatever the district says now."""
    assert wording.said_class({"answer_class": "C", "answer_words": None}) == "C 类（条件所限）"
    assert wording.said_class({"answer_class": None}) == "" and wording.meant({}) == ""


@pytest.mark.parametrize("typed", ["A", "a", "A类", "A 已经办好", "A类（已经办好）", "已经办好", " 已经办好 "])
def test_typed_as_the_district_says(store, typed):
    """A class may be typed by its letter or its words."""
    take(store, "rule", CLASSES)
    receive(store, **PASSED)
    assert answered(store, "Y0001", answer_class=typed).answer_class == "A"


def test_what_means_no_class(store):
    """Words that are no class now are refused, with what can stand there; nobody types the words kept beside it."""
    take(store, "rule", CLASSES)
    receive(store, **PASSED)
    with pytest.raises(BadInput, match="没有“已解决”这一项，可填：A、B、C、D"):
        answered(store, "Y0001", answer_class="已解决")
    with pytest.raises(BadInput, match="“答复类别的说法”不在这里写"):
        answered(store, "Y0001", answer_words="随便")


def test_from_its_year(store):
    """Words of next year are not said before."""
    take(store, "rule", CLASSES | {"year": 2027})
    receive(store, **PASSED)
    answered(store, "Y0001")
    assert of_answer(store)[0]["answer_words"] == "已解决"
    assert wording.lettered(wording.words_of(store, 2027))[0] == "A 已经办好"


def test_the_district_s_word_holds(store, tmp_path):
    """What the district's package brings goes over what the station wrote; the station's page shows it as theirs."""
    take(store, "rule", {"name": "退回理由", "values": {"words": ["站里的"]}})
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as office:
        write(office, Rule, {"name": "退回理由", "values": {"words": ["区里的", "也是区里的"]}})
        sent = list(office.entries("world='140405' ORDER BY stream, seq"))
    merge.merge(store, sent)
    assert wording.listed(wording.words_of(store), "退回理由") == ("区里的", "也是区里的")
    one = next(one for one in rulings(store, 2026) if (one.group, one.name) == (SAYINGS, "退回理由"))
    assert (one.words, one.whose, one.fixed) == ("区里的；也是区里的", "区里定的", True)


def test_what_is_said_at_a_reception(store):
    """What is told of personal data, what deputies keep out of, phrases and reasons are the district's."""
    take(
        store,
        "rule",
        {"name": "告知用语", "values": {"words": ["您的话记在{station}。"]}},
        {"name": "不插手：拆迁", "values": {"words": ["拆迁补偿"], "said": "拆迁补偿有裁决，先问清楚"}},
        {"name": "不插手：招标投标", "values": {"words": ["投标"], "said": "另一种提醒"}},
        {"name": "常用语", "values": {"words": ["请等回话。"]}},
        {"name": "不属受理范围", "values": {"words": ["归法院 → 县法院"]}},
    )
    assert informing(store) == "您的话记在渔泽镇人大代表联络站。"
    assert caution(store, "拆迁补偿不公") == "拆迁补偿有裁决，先问清楚"
    assert (caution(store, "投标有假"), caution(store, "评标有假")) == ("另一种提醒", "")
    assert phrases(store, None) == ["请等回话。"] and phrases(store, "供暖")[-1] == "请等回话。"
    assert refusals(store) == ["归法院 → 县法院"]


def test_on_papers_of_the_month(store):
    """月结清单 and the charts of 月报 say it in the district's words; papers made without a folder in those that are shipped."""
    take(
        store,
        "rule",
        CLASSES,
        {"name": "月结核对", "values": {"words": ["盖过章"]}},
        {"name": "面商方式", "values": {"words": ["登门"]}},
    )
    receive(store, **PASSED)
    answered(store, "Y0001")
    data = month_data(store, "2026-10")
    assert "盖过章" in printed(closing_list, data) and "值班代表、站长已签字" not in printed(closing_list, data)
    assert "值班代表、站长已签字" in printed(closing_list, MonthData(data.imprint))
    assert summary._classes(
        summary.figures(data.visits, data.issues, data.duties, data.imprint.days, ()), data.words
    ) == {"A 类（已经办好）": 1}
    form = printed(answer_form, issue_case(store, store.find(Issue)[0]))
    assert "方式：□登门" in form and "□见面" not in form
    assert "□见面" in printed(answer_form, Case(data.imprint))


def test_a_way_of_its_day(store):
    """A way of talking it over that the district no longer names is still ticked where it was written."""
    receive(store, **PASSED | {"deputies": ["陈秀兰"]})
    do(store, "Y0001", "面商", acted_on="2026-10-20", how="见面")
    take(store, "rule", {"name": "面商方式", "values": {"words": ["登门"]}})
    assert "方式：□登门■见面" in printed(answer_form, issue_case(store, store.find(Issue)[0]))


def test_amended_by_command(store):
    """A list is changed as people type it, apart by ；, and taken back."""
    take(store, "rule", {"name": "退回理由", "values": {"words": ["甲"]}})
    with acting(store, "amend") as act:
        amend(act, store.find(Rule)[0], {"说法": "不归我们；在别处办了"}, "区里改了")
    assert store.find(Rule)[0].data["values"] == {"words": ["不归我们", "在别处办了"]}
    with pytest.raises(BadInput, match="没有写规定；要有 words"), acting(store, "amend") as act:
        amend(act, store.find(Rule)[0], {"说法": ""}, "试")
    with acting(store, "undo") as act:
        undo(act)
    assert wording.listed(wording.words_of(store), "退回理由") == ("甲",)


def test_by_command_line(tmp_path):
    """`add rule` brings a list, `follow` says the class in its words; a bad list changes nothing."""
    path = empty(tmp_path / "站")
    file = tmp_path / "用语.jsonl"
    file.write_text(json.dumps(CLASSES, ensure_ascii=False), "utf-8")
    assert run("--data", path, "add", "rule", file).code == 0
    with opened(path) as store:
        receive(store, **PASSED)
    gone = run(
        "--data",
        path,
        "--today",
        "2026-10-31",
        "follow",
        "Y0001",
        "答复",
        "答复类别=已经办好",
        "依据=复文",
        "办理日期=2026-10-20",
    )
    assert (gone.code, gone.err) == (0, "") and "A" in run("--data", path, "list", "issue", "--json").out
    file.write_text(json.dumps(CLASSES | {"values": {"A": "好"}}, ensure_ascii=False), "utf-8")
    before = journal(path)
    refused = run("--data", path, "add", "rule", file)
    assert refused.code == 1 and "要写上说法" in refused.err and journal(path) == before
