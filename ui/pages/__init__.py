"""The pages, in the order of their tabs.

To add a page: (1) write pages/<word>.py with a subclass of Page that names its noun, title and what it concerns;
(2) list it here; (3) test it in tests/pages/test_<word>.py through the desk; (4) name it in README.md;
(5) say how it is used in a chapter of resources/help, named in its contents.json.
"""

from __future__ import annotations

from ui.page import Page
from ui.pages.activity import ActivityPage
from ui.pages.appointment import AppointmentPage
from ui.pages.backup import BackupPage
from ui.pages.ballot import BallotPage
from ui.pages.conflict import ConflictPage
from ui.pages.erasing import ErasingPage
from ui.pages.erasing_there import ErasingTherePage
from ui.pages.package import PackagePage
from ui.pages.package_import import PackageImportPage
from ui.pages.rule import RulePage
from ui.pages.schedule import SchedulePage
from ui.pages.station import StationPage
from ui.pages.sheet_import import SheetImportPage
from ui.pages.template import TemplatePage
from ui.pages.person import PersonPage
from ui.pages.print_month import PrintMonthPage
from ui.pages.paper import PaperPage
from ui.pages.parts import PartsPage
from ui.pages.selfcheck import SelfcheckPage
from ui.pages.term import TermPage
from ui.pages.update import UpdatePage
from ui.pages.handover import HandoverPage
from ui.pages.looks import LooksPage
from ui.pages.password import PasswordPage
from ui.pages.own_table import OwnTablePage
from ui.pages.deputy import DeputyPage
from ui.pages.duty import DutyPage
from ui.pages.notice import NoticePage
from ui.pages.project import ProjectPage
from ui.pages.stats import StatsPage
from ui.pages.today import TodayPage
from ui.pages.followup import FollowupPage
from ui.pages.issue import IssuePage
from ui.pages.visit import VisitPage
from ui.pages.visit_there import VisitTherePage

PAGES: tuple[type[Page], ...] = (VisitPage, VisitTherePage, IssuePage, FollowupPage, DutyPage, TodayPage, DeputyPage, StatsPage, SchedulePage, AppointmentPage, ActivityPage, BallotPage, PrintMonthPage, PaperPage, OwnTablePage, PackagePage, PackageImportPage, ConflictPage, StationPage, SheetImportPage, TemplatePage, TermPage, HandoverPage, BackupPage, UpdatePage, PasswordPage, LooksPage, PersonPage, ErasingPage, ErasingTherePage, RulePage, PartsPage, SelfcheckPage, NoticePage, ProjectPage)
