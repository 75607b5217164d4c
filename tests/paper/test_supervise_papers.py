"""The papers of 任后监督: who holds what, what was promised, an appraisal with its ballot, a 审议意见 round its loop, a year's file."""

import pytest

from lianluozhan import clock, printing
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.official import Tenure, terms
from tests.paper.labels import in_order
from tests.paper.papers import LONG, RARE, overseen, papers_of
from tests.station import do, empty, opened, take

ORDER = {
    "任免名册": (
        "任免名册 序号 姓名 人员类别 职务 任命 任命的会议和票数 免去 免去的会议和票数 宪法宣誓日期 共 "
        "填表人（签字） 审核人（签字）"
    ),
    "承诺清单": "承诺清单 序号 承诺事项 具体措施 完成期限 年中评议 年终兑现 共 承诺人（签字） 审核人（签字）",
    "评议结果表": (
        "两员履职评议结果表 被评议人 现任职务 评议日期 会议 评议组 了解情况 述职报告 评议意见 发出票 收回票 "
        "有效票 回收率 有效率 档次 票数 占有效票 测评结果 整改事项 整改报告 回头看 评议组组长（签字）"
    ),
    "一人一档": (
        "一人一档 姓名 性别 出生年月 人员类别 政治面貌 任职情况 工作单位 现任职务 简历 一、任免 "
        "二、年初承诺 三、两员履职评议 四、测评 填表人（签字）"
    ),
}
TICKET = (
    "审议意见办理单 意见编号 审议会议 标题 审议意见 承办单位 办结时限 状态 测评 一、监督 二、落实 "
    "三、再监督 四、再落实 经办人（签字） 负责人（签字）"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Every paper, printed when it is first looked at."""
    return papers_of(tmp_path_factory.mktemp("supervise"))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A district whose official had a whole year, and which asked one thing of an organ."""
    clock.set_today("2026-12-25")
    with opened(
        empty(tmp_path_factory.mktemp("district") / "区", "district", "140405", "屯留区人大常委会办公室")
    ) as store:
        overseen(store, "李法言", 10)
        take(
            store, "tenure", {"official": "李法言", "what": "免去", "office": "区人民法院审判员", "date": "2026-12-20"}
        )
        take(
            store,
            "issue",
            {
                "registered_at": "2026-02-26",
                "kind": "审议意见",
                "title": "关于学前教育工作的审议意见",
                "statement": "扩大公办学位",
            },
        )
        do(store, "Y0001", "交办", organ="区教育局", acted_on="2026-03-01")
        do(store, "Y0001", "询问", text="公办率多少", reason="七成", acted_on="2026-05-01")
        do(store, "Y0001", "答复", answer_class="A", text="新开两所", acted_on="2026-05-20")
        yield store
    clock.set_today(None)


def said(store, words, tmp_path, name, word, **options):
    """What poppler reads of a paper."""
    file = tmp_path / "纸.pdf"
    file.write_bytes(
        printing.make(store, name, printing.subject(store, printing.catalogue.find(name), word), **options).data
    )
    return "".join(words(file, "-raw").split())


@pytest.mark.parametrize("name", ORDER)
def test_every_label_in_order(printed, words, name):
    """Each label is there, in the order people read."""
    in_order("".join(words(printed(name, "usual").path, "-raw").split()), ORDER[name].split())


def test_the_ticket(office, words, tmp_path):
    """Four parts of the loop, what the organ did under its name, what is not done yet said so."""
    text = said(office, words, tmp_path, "审议意见办理单", "Y0001")
    in_order(text, TICKET.split())
    assert (
        "2026年5月20日答复区教育局A已解决新开两所" in text
        and "询问赵敏公办率多少七成" in text
        and text.count("还没有") == 2
    )
    masked = said(office, words, tmp_path, "审议意见办理单", "Y0001", masked=True)
    assert "新开两所" not in masked and "公办率" not in masked and "（不公开）" in masked


def test_who_holds_what(office, words, tmp_path):
    """Given and taken on one line, with votes; who lost it before the year is left out, who lost it in it stands there."""
    text = said(office, words, tmp_path, "任免名册", "2026")
    assert (
        "1李法言法院区人民法院审判员" in text
        and "赞成22，反对1，弃权0，通过" in text
        and "2026年12月20日免去" in text
        and "共1人，1个职务" in text
    )
    assert "2025年没有任免" in said(office, words, tmp_path, "任免名册", "2025") and "2027年没有任免" in said(
        office, words, tmp_path, "任免名册", "2027"
    )


def test_a_year_of_one(office, words, tmp_path):
    """Offices, promises with what became of them, the vote in numbers, what was mended; another year has none of it."""
    text = said(office, words, tmp_path, "一人一档", "李法言 2026")
    assert (
        "区人民法院审判员" in text
        and "1．按期结案" in text
        and "年中：按期推进；年终：已兑现" in text
        and "称职28票84.8%，基本称职4票12.1%，不称职1票3.0%" in text
        and "1．文书说理" in text
    )
    assert "没有" in said(office, words, tmp_path, "一人一档", "李法言 2025") and "共1项，已兑现1项" in said(
        office, words, tmp_path, "承诺清单", "李法言 2026"
    )
    masked = said(office, words, tmp_path, "一人一档", "李法言 2026", masked=True)
    assert "曾在乡镇工作" in text and "曾在乡镇工作" not in masked


@pytest.mark.parametrize(
    ("name", "word", "refused"),
    [
        ("任免名册", "王守成", BadInput),
        ("承诺清单", "2026", BadInput),
        ("承诺清单", "李法言 2026-10", BadInput),
        ("一人一档", "赵无 2026", NotFound),
        ("评议结果表", "S0009", NotFound),
    ],
)
def test_of_nobody(office, name, word, refused):
    """A year where a person is meant, a month, somebody unknown: refused in words."""
    with pytest.raises(refused):
        printing.subject(office, printing.catalogue.find(name), word)


def test_long_words_go_on(printed):
    """Very many words run over pages, none is lost."""
    assert printed("评议结果表", "long").pages > 1 and len(LONG) > 2000 and RARE


def test_terms():
    """Each office given with what took it; a decision that failed, or took what nobody gave, stands alone."""
    rows = [
        ("任命", "2024-01-01", "局长", {}),
        ("免去", "2026-01-01", "局长", {}),
        ("任命", "2026-01-01", "主任", {"yes": 3, "members": 25}),
        ("免去", "2026-02-01", "主任", {}),
        ("任命", "2026-03-01", "局长", {}),
    ]
    made = [
        Tenure({"what": what, "date": day, "office": office, "number": str(n)} | more)
        for n, (what, day, office, more) in enumerate(rows)
    ]
    assert [(given and given.number, taken and taken.number) for given, taken in terms(made)] == [
        ("0", "1"),
        ("2", None),
        (None, "3"),
        ("4", None),
    ]
