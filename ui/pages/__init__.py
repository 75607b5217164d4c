"""The pages, in the order of their tabs, as the window knows them before anybody looks at one: a page's file is read when it
is made, so a start waits for no page but its first.

To add a page: (1) give it a Leaf here (noun, title, its class), and its place in PAGES; (2) write pages/<word>.py with a
subclass of Page that names its leaf and what it concerns; (3) test it in tests/pages/test_<word>.py through the desk; (4) name
it in README.md; (5) say how it is used in a chapter of resources/help, named in its contents.json.
"""

from __future__ import annotations

from lianluozhan import parts
from lianluozhan.action import DELIBERATION as ASKED
from lianluozhan.activity import Activity
from lianluozhan.appointment import Appointment
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import Ballot
from lianluozhan.commitment import Commitment
from lianluozhan.deadline import Rule
from lianluozhan.draft_law import DraftLaw
from lianluozhan.looked import TITLE as LOOKED
from lianluozhan.meeting import Meeting
from lianluozhan.month_words import DUTIES
from lianluozhan.note import DUE
from lianluozhan.notice import Notice
from lianluozhan.official import Official, Tenure
from lianluozhan.opinion import Opinion
from lianluozhan.project import Project
from lianluozhan.retention import KEEPING
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from lianluozhan.study import Study
from lianluozhan.whose import DISTRICT_ROLE, STATION_ROLE
from ui.asks.followup import due, overdue
from ui.leaf import CARRYING, LAWS, OVERSIGHT, PAPERS, SAFETY, SETTINGS, Leaf, Waiting, at

RECEPTIONS = "接待登记"  # at a station and at a district
AT_STATION, AT_DISTRICT = (STATION_ROLE,), (DISTRICT_ROLE,)


def _late(store: Store) -> Waiting:
    """How many are late."""
    late = overdue(store)
    return Waiting(late, "late", f"{late} 件逾期")


def _due(store: Store) -> Waiting:
    """How many cannot wait."""
    number = due(store)
    return Waiting(number, "", f"{number} 件今天要看")


VISIT = Leaf("visit", RECEPTIONS, at("visit", "VisitPage"), roles=AT_STATION)
VISIT_THERE = Leaf("visit", RECEPTIONS, at("visit_there", "VisitTherePage"), roles=AT_DISTRICT)
ISSUE = Leaf("issue", "意见登记", at("issue", "IssuePage"))
FOLLOWUP = Leaf("followup", "意见办理", at("followup", "FollowupPage"), waiting=_late)
DUTY = Leaf("duty", DUTIES, at("duty", "DutyPage"))
TODAY = Leaf("today", "今日", at("today", "TodayPage"), waiting=_due, urgent=lambda store: due(store) > 0)
DEPUTY = Leaf("deputy", "代表名册", at("deputy", "DeputyPage"))
STATS = Leaf("stats", "统计", at("stats", "StatsPage"))
SCHEDULE = Leaf("schedule", Schedule.label, at("schedule", "SchedulePage"), more=True, roles=AT_STATION)
APPOINTMENT = Leaf("appointment", Appointment.label, at("appointment", "AppointmentPage"), more=True, roles=AT_STATION)
ACTIVITY = Leaf("activity", Activity.label, at("activity", "ActivityPage"), more=True)
BALLOT = Leaf("ballot", Ballot.label, at("ballot", "BallotPage"), more=True)
PRINT_MONTH = Leaf("print_month", "打印本月", at("print_month", "PrintMonthPage"), more=True, head=PAPERS)
PAPER = Leaf("paper", "打印一张表", at("paper", "PaperPage"), more=True, head=PAPERS)
# what report/own_list.py calls it
OWN_TABLE = Leaf("own_table", "临时" + "报表", at("own_table", "OwnTablePage"), more=True, head=PAPERS)
PACKAGE = Leaf(
    "package", "导出到U盘", at("package", "PackagePage"), more=True, head=CARRYING, roles=AT_STATION, writes=True
)
PACKAGE_IMPORT = Leaf(
    "package_import", "导入报送包", at("package_import", "PackageImportPage"), more=True, head=CARRYING, writes=True
)
CONFLICT = Leaf("conflict", "两边不一样", at("conflict", "ConflictPage"), more=True, head=CARRYING)
STATION = Leaf("station", "各站", at("station", "StationPage"), more=True, head=CARRYING, roles=AT_DISTRICT)
SHEET_IMPORT = Leaf(
    "sheet_import", "从表格导入", at("sheet_import", "SheetImportPage"), more=True, head=PAPERS, writes=True
)
TEMPLATE = Leaf(
    "template", "填区里的表", at("template", "TemplatePage"), more=True, head=PAPERS, roles=AT_STATION, writes=True
)
TERM = Leaf("term", "换届", at("term", "TermPage"), more=True, head=SETTINGS, writes=True)
HANDOVER = Leaf("handover", "交接", at("handover", "HandoverPage"), more=True, head=SETTINGS, writes=True)
BACKUP = Leaf("backup", "备份", at("backup", "BackupPage"), more=True, head=SAFETY)
UPDATE = Leaf("update", "更新", at("update", "UpdatePage"), more=True, head=SETTINGS)
PASSWORD = Leaf("password", "密码", at("password", "PasswordPage"), more=True, head=SAFETY)
LOOKS = Leaf("looks", LOOKED, at("looks", "LooksPage"), more=True, head=SAFETY)
PERSON = Leaf("person", KEEPING, at("person", "PersonPage"), more=True, head=SAFETY, roles=AT_STATION)
ERASING = Leaf("erasing", DUE, at("erasing", "ErasingPage"), more=True, head=SAFETY, roles=AT_STATION)
ERASING_THERE = Leaf("erasing", DUE, at("erasing_there", "ErasingTherePage"), more=True, head=SAFETY, roles=AT_DISTRICT)
RULE = Leaf("rule", Rule.label, at("rule", "RulePage"), more=True, head=SETTINGS)
PARTS = Leaf("parts", parts.NAME, at("parts", "PartsPage"), more=True, head=SETTINGS)
SELFCHECK = Leaf("selfcheck", "六有四常自检", at("selfcheck", "SelfcheckPage"), more=True)
NOTICE = Leaf("notice", Notice.label, at("notice", "NoticePage"), more=True)
DRAFT_LAW = Leaf("draft_law", DraftLaw.label, at("draft_law", "DraftLawPage"), more=True, head=LAWS)
OPINION = Leaf("opinion", Opinion.label, at("opinion", "OpinionPage"), more=True, head=LAWS)
EXPERT = Leaf("expert", "专家库", at("expert", "ExpertPage"), more=True, head=LAWS)
PROJECT = Leaf("project", Project.label, at("project", "ProjectPage"), more=True)
STUDY = Leaf("study", Study.label, at("study", "StudyPage"), more=True)
MEETING = Leaf("meeting", Meeting.label, at("meeting", "MeetingPage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT)
OFFICIAL = Leaf(
    "official", Official.label, at("official", "OfficialPage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT
)
TENURE = Leaf("tenure", Tenure.label, at("tenure", "TenurePage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT)
COMMITMENT = Leaf(
    "commitment", Commitment.label, at("commitment", "CommitmentPage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT
)
APPRAISAL = Leaf(
    "appraisal", Appraisal.label, at("appraisal", "AppraisalPage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT
)
DELIBERATION = Leaf(
    "deliberation", ASKED, at("deliberation", "DeliberationPage"), more=True, head=OVERSIGHT, roles=AT_DISTRICT
)

PAGES: tuple[Leaf, ...] = (
    VISIT,
    VISIT_THERE,
    ISSUE,
    FOLLOWUP,
    DUTY,
    TODAY,
    DEPUTY,
    STATS,
    SCHEDULE,
    APPOINTMENT,
    ACTIVITY,
    BALLOT,
    PRINT_MONTH,
    PAPER,
    OWN_TABLE,
    PACKAGE,
    PACKAGE_IMPORT,
    CONFLICT,
    STATION,
    SHEET_IMPORT,
    TEMPLATE,
    TERM,
    HANDOVER,
    BACKUP,
    UPDATE,
    PASSWORD,
    LOOKS,
    PERSON,
    ERASING,
    ERASING_THERE,
    RULE,
    PARTS,
    SELFCHECK,
    NOTICE,
    PROJECT,
    STUDY,
    DRAFT_LAW,
    OPINION,
    EXPERT,
    MEETING,
    OFFICIAL,
    TENURE,
    COMMITMENT,
    APPRAISAL,
    DELIBERATION,
)
