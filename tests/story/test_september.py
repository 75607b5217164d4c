"""September 2026 of 渔泽镇, from the door to the end of October, with the words a clerk types; its truth was written by hand.

The folder is begun, one issue is followed to its end and the figures are read by the installed command in processes of its
own; the other steps are the same command in this process, for speed. The window then shows the same figures.
"""

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from lianluozhan import clock
from tests.station import run

MONTH = json.loads(Path(__file__).with_name("渔泽镇站-2026年9月.json").read_text("utf-8"))
TRUTH = MONTH["truth"]
OUTSIDE = "Y0001"  # the issue whose steps are taken by processes of their own


@pytest.fixture(scope="module")
def september(installed, tmp_path_factory):
    """The folder of the whole month, and a shell that runs the installed command in it."""
    home = tmp_path_factory.mktemp("九月")
    folder = home / "站"
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home), "APPDATA": str(home), "HOME": str(home)}

    def shell(*words, text=None):
        command = [installed, *words, "--data", folder, "--today", MONTH["today"]]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, input=text
        )
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout

    shell("init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--code", "140405102", "--clerk", "赵敏")
    rows = home / "九月.jsonl"
    rows.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in MONTH["visits"]), "utf-8")
    shell("add", "visit", str(rows))
    for line in MONTH["commands"]:
        words = line.split(" ")
        if words[1] == OUTSIDE:
            shell(*words)
        else:
            done = run(*words, "--data", folder, "--today", MONTH["today"])
            assert done.code == 0, (line, done.err)
    clock.set_today(None)
    return folder, shell


def test_figures(september):
    """`stats --json` says what was counted by hand."""
    _folder, shell = september
    sums = json.loads(shell("stats", "2026-09", "--json"))
    found = {**sums, **sums["total"]}
    assert {name: found[name] for name in TRUTH["figures"]} == TRUTH["figures"]
    assert {day: [one["visits"], one["people"]] for day, one in sums["days"].items()} == TRUTH["days"]


def test_where_each_issue_stands(september):
    """`list issue --json`: state, organ, deadline, class, rating and round of all fourteen."""
    _folder, shell = september
    rows = json.loads(shell("list", "issue", "--json"))
    found = [
        [
            row["number"][-5:],
            *(row[name] for name in ("state", "organ", "due_on", "answer_class", "satisfaction", "round")),
        ]
        for row in rows
    ]
    assert found == TRUTH["issues"]
    assert [row["number"][-5:] for row in rows if row["light"] == "红"] == ["Y0010"]
    assert not [row for row in rows if row["flagged"] or row["ineffective"]]


def test_what_happened_on_the_way(september):
    """Two were returned and given to another, one put off, one done again; both reporters of the lamps were told."""
    _folder, shell = september
    facts = Counter(row["action"] for row in json.loads(shell("list", "followup", "--json")))
    assert {word: facts[word] for word in TRUTH["acts"]} == TRUTH["acts"]
    lamps = json.loads(shell("show", "Y0001", "--json"))["record"]
    assert {name: told["on"] for name, told in lamps["told"].items()} == dict.fromkeys(
        ("王秀英", "杨国栋", "崔建国", "李海英"), "2026-09-23"
    )


def test_everything_verifies(september):
    """The folder verifies, and every step is in its history."""
    _folder, shell = september
    assert "核对无误" in shell("check")
    assert "不满意" in shell("show", "Y0006") and "重办" in shell("show", "Y0006")
