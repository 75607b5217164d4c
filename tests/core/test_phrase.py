"""常用语: what this station answered before comes first, then what is shipped, for the category that is chosen."""

import pytest

from lianluozhan.phrase import phrases
from tests.station import empty, opened, receive


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_shipped(store):
    """A category has its own phrases before the general ones; an unknown one has these."""
    assert phrases(store, "供暖")[0].startswith("已联系供热公司")
    assert set(phrases(store, None)) == set(phrases(store, "没有的类别")) < set(phrases(store, "供暖"))


def test_own_first(store):
    """An answer given twice to a category is a phrase of it, not of others; one given once is none."""
    for reply in ("明天上门测温。", "明天上门测温。", "只说过一次。"):
        receive(store, category="供暖", reply=reply)
    assert phrases(store, "供暖")[0] == "明天上门测温。"
    assert "只说过一次。" not in phrases(store, "供暖")
    assert "明天上门测温。" not in phrases(store, "教育")
    assert phrases(store, None)[0] == "明天上门测温。"
