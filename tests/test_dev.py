"""The one command that sets up: it heals what an interrupted set-up left, and leaves alone what is there."""

import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEV = ROOT / "build_spec" / "dev.py"


@pytest.fixture
def dev(tmp_path):
    """dev.py of an empty checkout that needs no package at all."""
    (tmp_path / "build_spec").mkdir()
    (tmp_path / "build_spec" / "dev.py").write_bytes(DEV.read_bytes())
    (tmp_path / "build_spec" / "none.txt").write_text("# nothing\n")
    spec = spec_from_file_location("dev_of_a_checkout", tmp_path / "build_spec" / "dev.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installs(dev, monkeypatch):
    """What dev.py lets pip do, instead of doing it: the network is not part of these tests."""
    asked = []
    monkeypatch.setattr(dev, "_pip", lambda verb, *arguments: (dev.WHEELS.mkdir(exist_ok=True), asked.append(verb)))
    (dev.ROOT / "pyproject.toml").write_text("[project]\n")
    return asked


def test_half_made_is_made_anew(dev, installs, monkeypatch):
    """Where the mark of an unfinished set-up lies, nothing of it is trusted, even if it runs; then the mark is gone."""
    monkeypatch.setattr(dev, "_runs", lambda: True)
    dev.VENV.mkdir()
    dev.UNFINISHED.touch()
    (dev.VENV / "half a package").touch()
    dev.set_up("none.txt")
    assert subprocess.run([dev.PYTHON, "-c", "import pip"]).returncode == 0
    assert not dev.UNFINISHED.exists() and not (dev.VENV / "half a package").exists()
    assert installs == ["download", "install", "install"]


@pytest.fixture
def ready(dev, installs, monkeypatch):
    """The same after a set-up, its Python taken for granted."""
    monkeypatch.setattr(dev, "_runs", lambda: True)
    dev.VENV.mkdir()
    dev.set_up("none.txt")
    installs.clear()
    return dev


def test_set_up_again_asks_for_nothing(ready, installs):
    """Once set up, pip is not even started: it works without network."""
    ready.set_up("none.txt")
    assert installs == []


def test_changed_pins_are_installed(ready, installs):
    """A changed requirements file is fetched and installed, and nothing else."""
    (ready.HERE / "none.txt").write_text("# something\n")
    ready.set_up("none.txt")
    assert installs == ["download", "install"]


def test_changed_project_is_installed_again(ready, installs):
    """A changed pyproject.toml renews the command, without network."""
    (ready.ROOT / "pyproject.toml").write_text("[project]\n# changed\n")
    ready.set_up("none.txt")
    assert installs == ["install"]


def test_a_failed_download_spoils_nothing(ready, monkeypatch):
    """Without network a changed requirements file is refused, but what was there is not marked as unfinished."""
    (ready.HERE / "none.txt").write_text("# something\n")

    def refuse(verb, *arguments):
        raise ready.Stop("no network")

    monkeypatch.setattr(ready, "_pip", refuse)
    with pytest.raises(ready.Stop):
        ready.set_up("none.txt")
    assert not ready.UNFINISHED.exists()


def test_an_interrupted_installation_is_marked(ready, monkeypatch):
    """When the power goes while pip installs, the mark stays, so that the next run heals it."""
    (ready.HERE / "none.txt").write_text("# something\n")

    def stop(verb, *arguments):
        if verb == "install":
            raise KeyboardInterrupt

    monkeypatch.setattr(ready, "_pip", stop)
    with pytest.raises(KeyboardInterrupt):
        ready.set_up("none.txt")
    assert ready.UNFINISHED.exists()


def test_a_python_that_does_not_start_is_noticed(dev):
    """No .venv, or one whose Python was removed from the machine, does not run."""
    assert not dev._runs()
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.symlink_to(dev.BIN / "gone") if os.name != "nt" else dev.PYTHON.write_bytes(b"")
    assert not dev._runs()


def test_a_missing_program_and_library_are_noticed(dev):
    """Programs are looked for on the path, libraries by loading them."""
    assert dev._there(Path(sys.executable).name) or dev._there("python3") or dev._there("python")
    assert not dev._there("no-such-program")
    assert not dev._there("libno-such-library.so.9")


@pytest.mark.skipif(os.name == "nt", reason="apt-get is Debian's")
def test_another_installation_is_waited_for(dev, tmp_path, monkeypatch):
    """Where the system's own updates hold apt's lock, apt is told to wait for it instead of going on without the package."""
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.add_packages({"made-up": "no-such-program"})
    asked = (tmp_path / "asked").read_text().split()
    assert "install" in asked and asked[-1] == "made-up"
    assert any(word.startswith("DPkg::Lock::Timeout=") and int(word.split("=")[1]) >= 60 for word in asked)


@pytest.mark.parametrize("words", [[], ["fly"]])
def test_wrong_usage_shows_what_there_is(words):
    """Without a verb, or with one it does not know, dev.py shows its verbs and exits 2."""
    done = subprocess.run([sys.executable, DEV, *words], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert "dev.py run" in done.stdout and "dev.py test" in done.stdout


@pytest.mark.parametrize(
    ("stop", "seen"),
    [("os.abort()", "Fatal Python error: Aborted"), ("threading.Event().wait()", "Timeout (0:00:02)!")],
)
def test_a_run_ends_whatever_a_test_does(dev, tmp_path, stop, seen):
    """A test that takes Python down, or stands still, is named and fails its run, which ends; where it was is printed."""
    (tmp_path / "test_before.py").write_text("def test_one():\n    pass\n\ndef test_two():\n    pass\n")
    (tmp_path / "test_stops.py").write_text(
        f"import os, threading\n\ndef test_it():\n    {stop}\n\ndef test_after():\n    pass\n"
    )
    command = [sys.executable, "-m", "pytest", *dev.every_core(2), "-pno:randomly", "--rootdir", tmp_path, tmp_path]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 1
    assert "crashed while running 'test_stops.py::test_it'" in done.stdout
    assert seen in done.stdout + done.stderr and "line 4 in test_it" in done.stdout + done.stderr
