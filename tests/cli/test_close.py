"""`close`: what is open is said, the month is closed, and `log` prints it again from what was kept."""

import pytest
from pypdf import PdfReader

from tests.station import filled, run

TODAY = "2026-11-02"


@pytest.fixture
def path(tmp_path):
    """The sample October."""
    return filled(tmp_path / "站")


def typed(path, *words, today=TODAY):
    """A command."""
    return run(*words, "--data", path, "--today", today)


def text(path):
    """All that stands in a paper, as pypdf reads it."""
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.needs("pdftotext")
def test_close_and_print_again(path, tmp_path):
    """Closed: open points on stderr; printed as it is, then the same words, each copy counted;
    a later change stands in November's report, not there."""
    import subprocess

    looked = typed(path, "close", "2026-10", "--dry-run")
    assert looked.code == 0 and looked.out == "" and "来访人还没有签字的接待 16 处" in looked.err
    closed = typed(path, "close", "2026-10", "--signed-by", "崔站长")
    assert (
        closed.code == 0
        and closed.out.startswith("已结账：2026年10月，全套 ")
        and "来访人还没有签字的接待 16 处" in closed.err
    )
    assert typed(path, "log", "2026-10", "--to", tmp_path / "一").out.count("  内容与结账时的一份相同") == 5
    assert typed(path, "amend", "J0001", "人数=9", "--reason", "数错了").code == 0
    assert typed(path, "amend", "J0001", "反映问题及意见建议（原话）=别的话", "--reason", "听错了").code == 1
    for again in "二四":
        assert typed(path, "log", "2026-10", "--to", tmp_path / again).out.count("补打，内容与结账时的一份相同") == 5
    for file in (tmp_path / "一").iterdir():
        first, second, third = (text(tmp_path / to / file.name) for to in "一二四")
        assert (
            "补打" not in first
            and first == second.replace("补打第1次", "") == third.replace("补打第2次", "")
            and "补打第1次" in second
        )
    typed(path, "log", "2026-11", "--to", tmp_path / "三")
    words = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "三" / "月报-2026-11.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    said = "".join(words.split())
    assert "已结账月份的更正和补记" in said and "改为“9”" in said and "数错了" in said
    kept = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "二" / "接待日志-2026-10.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "已结账" in kept
    assert typed(path, "check").code == 0


@pytest.mark.parametrize(("month", "why"), [("2026-11", "还没有过完"), ("2026-13", "不是月份"), ("十月", "不是月份")])
def test_refused(path, month, why):
    """A month that is not over, and what is no month, changes nothing."""
    ran = typed(path, "close", month)
    assert (ran.code, ran.out) == (1, "") and why in ran.err


def test_a_month_to_come(path, tmp_path):
    """A month that has not come has nothing to print; one in which something was written ahead is printed."""
    refused = typed(path, "log", "2027-03", "--to", tmp_path / "无")
    assert refused.code == 1 and "2027年3月还没有到" in refused.err and not (tmp_path / "无").exists()
    assert typed(path, "log", "2026-10", "--to", tmp_path / "有", today="2026-09-01").code == 0
