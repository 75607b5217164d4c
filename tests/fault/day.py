"""A scripted day on the real program, in processes that are killed: `python -m tests.fault.day`, told on stdin whom to kill and how.

Each line of stdin is `folder seed how password`; a child works there until it is dead. It prints what it told the clerk to be
saved, one thing a line; a child that is to die `inside` kills itself (SIGKILL) at a random statement of a transaction, or
between two steps of one; the others are killed from outside after a random time. POSIX: a process is forked for each.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
from pathlib import Path

from lianluozhan import access, attachment, driver, folder, password, rotation, vault
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.draft import Draft, keep
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.journal import digest
from lianluozhan.package import write
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import KEYS, Keys
from lianluozhan.visit import Visit
from tests.core import desk

CHEAP = (8 * 4, 1, 4)  # of a password: what is tried here is not how dear it is to guess
LONGEST = 0.5  # seconds a day may last until it is killed from outside
NEXT_STEP = {
    "办理中": ("答复", {"answer_class": "A", "text": "已修好"}),
    "已答复": ("回告", {"to": ["反映人"], "how": "电话"}),
}


def say(*words: str) -> None:
    """Tell that it is saved; in one write, so that a kill does not cut it."""
    os.write(1, (" ".join(words) + "\n").encode())


class Dying:
    """Kills this process at the n-th chance inside a transaction of any connection."""

    def __init__(self, chances: int, steps: int) -> None:
        self.chances, self.steps, self.real = chances, steps, driver._connection

    def connection(self, *arguments):
        """A connection of the program, watched."""
        made = self.real(*arguments)
        made.set_trace_callback(lambda _sql: self.look(made))
        made.set_progress_handler(lambda: self.look(made), self.steps)
        return made

    def look(self, connection) -> int:
        """One chance; never told to stop the statement otherwise."""
        if connection.in_transaction:
            self.chances -= 1
            if self.chances <= 0:
                say("inside")
                os.kill(os.getpid(), signal.SIGKILL)
        return 0


class Day:
    """What a clerk does, in a random order, without end."""

    def __init__(self, path: Path, chance: random.Random, word: str) -> None:
        self.path, self.chance, self.word = path, chance, word

    def work(self) -> None:
        """One sitting after another; between them what needs the folder to itself."""
        while True:
            with folder.opened(self.path, SCHEMA) as store:
                for _ in range(self.chance.randrange(3, 12)):
                    act = self.chance.choice(
                        [self.visit] * 6
                        + [self.step] * 4
                        + [self.draft] * 3
                        + [self.amend] * 2
                        + [self.paper] * 2
                        + [self.export, self.backup]
                    )
                    act(store)
            if self.word and self.chance.random() < 0.3:
                access.renew_code(self.path)

    def visit(self, store) -> None:
        """A visit, passed on or answered at once."""
        say("visit", desk.receive(store, **(desk.PASSED_ON if self.chance.random() < 0.6 else {})))

    def step(self, store) -> None:
        """An issue a step further."""
        open_ = store.find(Issue, "state IN ('办理中', '已答复')")
        if open_:
            issue = self.chance.choice(open_)
            word, typed = NEXT_STEP[issue.state]
            with acting(store, "follow") as act:
                fact = follow(act, issue, word, typed)
            say("followup", str(fact))

    def draft(self, store) -> None:
        """A form half written."""
        text = f"没写完 {self.chance.random()}"
        keep(store, Draft("d1", "visit", {"statement": text}))
        say("draft", json.dumps(text))

    def amend(self, store) -> None:
        """A visit corrected."""
        visits = store.find(Visit)
        if visits:
            visit, reply = self.chance.choice(visits), f"改为{self.chance.randrange(10**9)}"
            with acting(store, "amend") as act:
                amend(act, visit, {"reply": reply}, "写错了")
            say("reply", visit.id, reply)

    def paper(self, store) -> None:
        """A photo with a visit."""
        data = self.chance.randbytes(self.chance.randrange(100, 60_000))
        name = attachment.keep(self.path, data, 2026)
        say("paper", name)
        say("visit", desk.receive(store, attachments=[{"digest": name, "name": "现场.jpg", "size": len(data)}]))

    def export(self, store) -> None:
        """A package on the stick."""
        keys = Keys.load(self.path / KEYS)
        to = write.Recipients((keys.public()["age"],))
        done = write.export(
            store,
            keys,
            self.path.with_name("stick"),
            to,
            write.Sending(to=write.receiver(store), paper=lambda one: attachment.paper(self.path, one)),
        )
        say("file", str(done.path), digest(done.path.read_bytes()))

    def backup(self, _store) -> None:
        """The day's backup."""
        done = rotation.daily(self.path)
        say("backup", str(done.kept.path))


def child(path: Path, chance: random.Random, how: str, word: str) -> None:
    """Work until dead."""
    password.COST = CHEAP
    if word:
        password.unlock(path, word)
    if how == "inside":
        driver._connection = Dying(int(1.6 ** chance.uniform(0, 14)), chance.choice([7, 50, 400, 3000])).connection
    Day(path, chance, word).work()


def main() -> None:
    """A child for each line, waited for until it is dead."""
    for line in sys.stdin:
        path, seed, how, word = json.loads(line)
        chance = random.Random(seed)
        id = os.fork()
        if not id:
            try:
                child(Path(path), chance, how, word)
            except BaseException:
                import traceback

                say("broken", json.dumps(traceback.format_exc()))
            os._exit(1)
        if how != "inside":
            select.select([], [], [], chance.uniform(0, LONGEST))
            os.kill(id, signal.SIGKILL)
        _id, status = os.waitpid(id, 0)
        say("gone", str(os.WTERMSIG(status)))
    vault.lock(Path())


if __name__ == "__main__":
    main()
