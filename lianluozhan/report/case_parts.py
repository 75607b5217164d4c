"""What papers on one issue share: what it is called, who is behind it, who handles it, sealed places."""

from __future__ import annotations

import re

from lianluozhan.action import ASSIGN, REASSIGN, REDO
from lianluozhan.issue import Issue
from lianluozhan.readable import wall_title
from lianluozhan.report import cell, form
from lianluozhan.report.form import Box, Values
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import WITHHELD
from lianluozhan.report.strip import MIDDLE, Strip

NUMBERED, TITLED, CONTENT = "意见编号", "意见标题", "意见内容"
SIGNED_FOR, RECEIVED_ON = "签收（盖章）", "收到日期"
SECRET = "（保密）"
SEALED = f"（盖章）{form.DATE}"
CLAUSE = re.compile(r"[，。；！？,;!?\n]")
SENT = (ASSIGN.word, REASSIGN.word, REDO.word)  # what makes an organ answer for it


def title_of(case: Case) -> str:
    """The title; where there is none the first clause of the words, for a copy on the wall the category."""
    issue = case.issue
    if case.imprint.masked:
        return wall_title(issue)
    said = CLAUSE.split((issue.get("summary") or issue.get("statement") or "").strip())[0]
    return issue.get("title") or said or issue.get("category") or ""


def numbered(case: Case, *others: Box) -> Strip:
    """The number, and what stands beside it."""
    return form.row(Box(NUMBERED, case.issue.get("number") or "", 5.7), *others)


def coded(case: Case, *others: Box) -> Strip:
    """The number with its bars, and what stands beside it."""
    number = case.issue.get("number") or ""
    return form.row(Box(NUMBERED, number, 6.3, align=MIDDLE, code=number if number.isascii() else ""), *others)


def titled(case: Case) -> Strip:
    """What the issue is called."""
    return form.row(Box(TITLED, title_of(case)))


def raiser(case: Case) -> str:
    """Who raised it; nobody where they asked for it to be kept secret."""
    if case.issue.get("sensitive") or any(visit.get("confidential") for visit in case.visits):
        return SECRET
    return Values(case.issue, case.imprint.masked)(Issue.raised_by) or case.issue.get("raiser_kind") or ""


def organs(issue: Row) -> str:
    """Who handles it, the first in charge."""
    return cell.SEPARATOR.join(filter(None, (issue.get("organ"), *(issue.get("co_organs") or ()))))


def people(case: Case) -> str:
    """The deputies behind it, the lead first, nobody twice."""
    issue = case.issue
    return cell.SEPARATOR.join(dict.fromkeys(filter(None, (issue.get("lead_deputy"), *(issue.get("deputies") or ())))))


def why(case: Case, fact: Row) -> str:
    """The words of a fact, which no copy on a wall has."""
    said = fact.get("reason") or fact.get("text") or ""
    return WITHHELD if said and case.imprint.masked else said


def words_of(case: Case) -> str:
    """What is to be handled: the summary where somebody wrote one, else the person's own words."""
    said = Values(case.issue, case.imprint.masked)
    return said(Issue.summary) or said(Issue.statement)


def within(case: Case, rule: str) -> str:
    """How long the district's rule gives: 5 个工作日; for the pen where there is none."""
    return case.limits.get(rule, "　　个工作日")


def papers(case: Case) -> str:
    """How many papers are attached; their names may name people."""
    count = len(case.issue.get("attachments") or ())
    return f"{count} 件" if count else "无"
