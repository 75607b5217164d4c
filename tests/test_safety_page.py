"""The page on safety claims nothing its tests do not show: each test it names is there, and what it lacks it says."""

import re
from pathlib import Path

import pytest

from lianluozhan.handbook import chapters
from tests.station import done, filled

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "resources" / "help" / "安全说明.md").read_text("utf-8")
NAMED = re.findall(r"<!-- (\S+?)::(\S+) -->", PAGE)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_claim_has_its_test(file, name):
    """A test that a claim names is one, under that name."""
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), f"{file} has no {name}"


def test_every_threat_is_answered_by_a_test():
    """Each row of the table but its heading names at least one."""
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith(("| 谁，", "| ---"))]
    assert len(rows) >= 10 and all("<!-- tests/" in row for row in rows)


def test_it_is_read_in_the_handbook():
    """It is a chapter; the names of tests are not shown; what is not promised is."""
    (chapter,) = [one for one in chapters() if one.title == "安全说明"]
    assert "tests/" not in chapter.words and "<!--" not in chapter.words
    for said in ("没有商用密码产品认证", "没有做等级保护测评", "没有设密码，就没有加密", "没有 Windows 的代码签名"):
        assert said in chapter.words


def test_what_is_seen_by_command(tmp_path):
    """show and list write no look down, and both pages that tell who looked say so."""
    path = filled(tmp_path / "站")
    for words in (("show", "J0001"), ("list", "visit")):
        assert done(path, *words).out
    assert done(path, "looks", "--json").data == []
    for page in ("安全说明", "谁看过"):
        (chapter,) = [one for one in chapters() if one.title == page]
        assert re.search("用命令 `?list`?、`?show`? 看的，?不记", chapter.words), page
