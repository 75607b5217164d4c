"""What is confidential or sensitive stands on no copy for the wall: neither what it is called, nor where it was, nor who came."""

import pytest

from lianluozhan import printing
from lianluozhan.act import acting
from lianluozhan.issue import Issue
from lianluozhan.readable import wall_title
from lianluozhan.report import cell
from lianluozhan.visit import Visit
from tests.station import empty, opened, receive

SAID = ("秦海燕", "13811112222", "账目不清", "村委会西屋", "举报账目")
ABOUT = {
    "意见分类台账": "2026-10",
    "当日接待日志": "2026-10-14",
    "月度接待日志": "2026-10",
    "交办单": "Y0001",
    "一事一档": "Y0001",
    "接待登记表": "J0001",
    "月度公示": "2026-10",
    "归档目录": "2026",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A station where somebody told something in confidence."""
    path = empty(tmp_path_factory.mktemp("保密") / "站")
    with opened(path) as store:
        receive(
            store,
            "赵敏",
            received_at="2026-10-14T09:00",
            visitor_name="秦海燕",
            visitor_phone="13811112222",
            statement="村里账目不清",
            location="村委会西屋",
            outcome="乡镇办理",
            referred_to="渔泽镇人民政府",
            category="道路与路灯",
            confidential=True,
        )
        (issue,) = store.find(Issue)
        with acting(store, "amend") as act:
            act.write(Issue, issue.id, {"title": "举报账目", "sensitive": True}, issue.world)
    return path


@pytest.mark.parametrize("name", ABOUT)
def test_not_on_the_wall(town, words, tmp_path, name):
    """Every list and form that may hang there leaves it out; its number stays."""
    with opened(town) as store:
        made = printing.make(
            store, name, printing.subject(store, printing.catalogue.find(name), ABOUT[name]), masked=True
        )
    (tmp_path / "墙上.pdf").write_bytes(made.data)
    read = words(tmp_path / "墙上.pdf")
    assert [said for said in SAID if said in read] == []
    assert "0001" in read or name in ("月度公示", "归档目录")


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ({"title": "路灯不亮", "category": "路灯", "sensitive": None}, "路灯不亮"),
        ({"title": None, "category": "路灯", "sensitive": None}, "路灯"),
        ({"title": "举报", "category": "作风", "sensitive": True}, "作风"),
        ({"title": "举报", "category": None, "sensitive": True}, ""),
        ({"title": "打13800000000", "category": "路灯", "sensitive": False}, "打138****0000"),
    ],
)
def test_what_it_is_called_there(row, title):
    """Its title without anybody's number, else its category; of a sensitive one the category alone."""
    assert wall_title(row) == title


@pytest.mark.parametrize(
    ("field", "row", "closed"),
    [
        (Issue.title, {"sensitive": True}, True),
        (Issue.location, {"sensitive": True}, True),
        (Visit.location, {"confidential": True}, True),
        (Issue.title, {"sensitive": False}, False),
        (Issue.category, {"sensitive": True}, False),
        (Visit.location, {}, False),
    ],
)
def test_which_open_words(field, row, closed):
    """Title and place of what is kept close; its category, organ and dates say nothing of anybody."""
    assert cell.closed(field, row) is closed
