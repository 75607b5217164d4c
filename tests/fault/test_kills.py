"""Killed again and again in the midst of a day's work: what was said to be saved is there, the folder is whole, work goes on."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from lianluozhan import access, backup, folder, password, vault
from lianluozhan.check import check
from lianluozhan.draft import draft_of
from lianluozhan.followup import Followup
from lianluozhan.journal import digest
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.core import desk
from tests.fault import day

ROOT = Path(__file__).parents[2]
WORD = "Denglong-97"
LONG = bool(os.environ.get("LIANLUOZHAN_LONG"))
KILLS, LIFE = (500, 25) if LONG else (16, 8)  # how many in all, and how many one folder goes through


class Kept:
    """What the killed said was saved, by what it is."""

    def __init__(self):
        self.visits, self.facts, self.papers, self.backups = set(), set(), set(), set()
        self.files, self.replies, self.draft = {}, {}, None
        self.unsure = set()  # visits whose last correction may have been saved and not said any more

    def hear(self, line):
        """One thing told."""
        what, _, rest = line.partition(" ")
        if what == "visit":
            self.visits.add(rest)
        elif what == "followup":
            self.facts.add(rest)
        elif what == "paper":
            self.papers.add(rest)
        elif what == "backup":
            self.backups.add(rest)
        elif what == "draft":
            self.draft = json.loads(rest)
        elif what == "file":
            self.files.update([rest.rsplit(" ", 1)])
        elif what == "reply":
            self.replies.update([rest.split(" ", 1)])

    def all(self):
        """How many things."""
        return sum(map(len, (self.visits, self.facts, self.papers, self.files, self.replies, self.backups))) + bool(
            self.draft
        )


class Killing:
    """The process that forks and kills; told one by one."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.fault.day"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self, path, seed, how, word):
        """One life in this folder: what it said, and whether it died inside a transaction."""
        self.process.stdin.write(json.dumps([str(path), seed, how, word]) + "\n")
        self.process.stdin.flush()
        lines = []
        while not (line := self.process.stdout.readline().strip()).startswith("gone"):
            assert line, "the killer itself died"
            assert not line.startswith("broken"), json.loads(line.partition(" ")[2])
            lines.append(line)
        assert line == "gone 9"
        return [one for one in lines if one != "inside"], "inside" in lines

    def end(self):
        """Nobody is left to be killed."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def killing():
    """The killer, for one test."""
    one = Killing()
    yield one
    one.end()


def lost(path, kept):
    """What was said to be saved and is not there, after the folder was opened anew; it verifies, and no act is half there."""
    with folder.opened(path, SCHEMA) as store:
        assert check(store).findings == ()
        gone = kept.visits - {one.id for one in store.find(Visit)} | kept.facts - {
            one.id for one in store.find(Followup)
        }
        gone |= kept.papers - desk.papers_in(path).keys()
        replies = {one.id: one.reply for one in store.find(Visit)}
        gone |= {id for id, said in kept.replies.items() if replies.get(id) != said and not _later(store, id, said)}
        if kept.draft and draft_of(store, "visit", "d1") is None:
            gone.add("draft")
        kept.replies = {id: replies.get(id) for id in kept.replies}
    gone |= {file for file, bytes_ in kept.files.items() if digest(Path(file).read_bytes()) != bytes_}
    return gone


def _later(store, id, said):
    """Whether a correction that is not shown stands in the history, under one that was saved and not said any more."""
    return any(
        entry.body["set"].get("reply") == said or (entry.secret or {}).get("reply") == said
        for entry in store.entries("id=?", (id,))
    )


def opens_each(kept, again, word):
    """Every backup that was said to be made and is still kept can be made into a folder."""
    left = [Path(file) for file in sorted(kept.backups) if Path(file).exists()]
    assert bool(left) == bool(kept.backups)
    for file in left[-2:]:
        made = backup.restore(file, again / file.stem, word=word)
        assert made.entries
        vault.lock(made.path)


@pytest.mark.skipif(os.name == "nt", reason="a process is forked for each kill: POSIX")
def test_killed_at_random_moments(template, tmp_path, monkeypatch, killing, capsys):
    """However often the program is killed, inside a transaction or elsewhere, with a password or without: nothing is lost."""
    monkeypatch.setattr(password, "COST", day.CHEAP)
    seed = random.randrange(2**32)
    chance, inside, gone, said = random.Random(seed), 0, set(), 0
    for life in range(KILLS // LIFE):
        path = desk.twin(template, tmp_path / str(life) / "station")
        path.with_name("stick").mkdir()
        word = WORD if life % 2 else ""
        if word:
            access.protect(path, desk.CLERK, word)
        kept = Kept()
        for kill in range(LIFE):
            lines, died_inside = killing.kill(path, chance.randrange(2**32), "inside" if kill % 2 else "anywhere", word)
            inside += died_inside
            for line in lines:
                kept.hear(line)
            if word:
                vault.lock(path)
                password.unlock(path, word)
            gone |= lost(path, kept)
        opens_each(kept, tmp_path / "again" / str(life), word)
        said += kept.all()
        vault.lock(path)
    with capsys.disabled():
        print(f"\n{KILLS} kills, {inside} inside a transaction, {len(gone)} lost of {said} saved (seed {seed})")
    assert not gone
    assert inside >= KILLS // 3
