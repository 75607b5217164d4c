"""What holds for every test: nobody's own settings are touched, the log stays quiet, and no test is skipped unnoticed."""

import gc
import logging
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lianluozhan import clock
from tests import words
from ui.garbage import search

# Tests take the number of examples from here, or a share of it (tests/share.py), so that `dev.py test --long` lengthens them all.
COMMON = {"deadline": None, "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("sample", max_examples=300, **COMMON)
settings.register_profile("long", max_examples=10_000, **COMMON)
settings.load_profile("long" if os.environ.get("LIANLUOZHAN_LONG") else "sample")

# The files that take longest: they begin first, or in the end one core would wait for the other.
LONGEST = (
    "pages/test_walk.py",
    "pages/test_handbook.py",
    "story/test_month.py",
    "pages/test_tour.py",
    "pages/test_print_month.py",
    "core/test_merge_property.py",
)
# Tests that may be skipped, each with its reason, by what their id ends with. Missing programs (`needs`) come on top.
SKIPS: dict[str, str] = {}
MISSING = "needs "


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory):
    """Give the run settings of its own: no folder last opened, no `--today` left over from the shell."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        for name in ("LIANLUOZHAN_DATA", "LIANLUOZHAN_TODAY"):
            patch.delenv(name, raising=False)
        patch.setenv("PYTHONUTF8", "1")
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        yield


@pytest.fixture(autouse=True)
def today(request):
    """The day of a file or test that is marked with one; none is left to the next test."""
    if marked := request.node.get_closest_marker("day"):
        clock.set_today(marked.args[0])
    yield
    clock.set_today(None)


@pytest.fixture(scope="session", autouse=True)
def cheap_words():
    """Locking with words costs nothing in any test that does not ask for `dear`, and opening what was so locked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words.pyrage.passphrase, "encrypt", words.encrypt)
        yield


@pytest.fixture
def dear(monkeypatch):
    """Words cost here what they cost a clerk."""
    monkeypatch.setattr(words.pyrage.passphrase, "encrypt", words.real)


@pytest.fixture
def cheap(monkeypatch):
    """Stretching a password costs nothing here; what it costs is kept with each door."""
    from lianluozhan import password  # most tests have no need of it

    monkeypatch.setattr(password, "COST", (8 * 4, 1, 4))


@pytest.fixture(scope="session")
def installed() -> Path:
    """The installed command `lianluozhan`, as a clerk's own shell would find it."""
    command = Path(sys.executable).with_name("lianluozhan.exe" if os.name == "nt" else "lianluozhan")
    assert command.exists(), "the command lianluozhan is not installed here: run python3 build_spec/dev.py test"
    return command


@pytest.fixture(autouse=True)
def quiet_log(request, caplog):
    """Fail a test in which the program logs a warning that no `expect_log` mark of the test announces."""
    yield
    expected = [mark.args[0] for mark in request.node.iter_markers("expect_log")]
    said = [
        r.getMessage() for phase in ("setup", "call") for r in caplog.get_records(phase) if r.levelno >= logging.WARNING
    ]
    loud = [words for words in said if not any(re.search(pattern, words) for pattern in expected)]
    assert not loud, f"unexpected warnings in the log: {loud}"
    silent = [pattern for pattern in expected if not any(re.search(pattern, words) for words in said)]
    assert not silent, f"announced by expect_log but never logged: {silent}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files first, all else in the order that was drawn."""
    items.sort(key=lambda item: not item.nodeid.split("::")[0].endswith(LONGEST))


def pytest_collection_finish(session):
    """Leave the thousands of collected tests out of what is looked through for garbage after each window."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item):
    """Skip a test whose programs (`@pytest.mark.needs`) are not on this machine, and say which."""
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if not shutil.which(program)]
        if missing:
            pytest.skip(f"{MISSING}{', '.join(missing)}: build_spec/dev.py test says how to install it")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Where windows have switched Python's own search for garbage off, it is made between the tests."""
    yield
    if not gc.isenabled():
        search()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip that is not on the list above into a failure."""
    return _no_new_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a whole file that skips itself."""
    return _no_new_skip((yield))


def _no_new_skip(report):
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if not reason.startswith(MISSING) and not report.nodeid.endswith(tuple(SKIPS)):
            report.outcome, report.longrepr = (
                "failed",
                f"skipped ({reason}), but not on the list SKIPS of tests/conftest.py",
            )
    return report
