"""What a released version leaves behind, made by that version itself and never again: old files later versions must read.

    python tests/old/make.py <checkout of that version> <tests/old/….zip> [--before-cards] [--no-password]

Run once for each release, with the Python of its `.venv`, and commit the zip; an existing one is never written over. It calls
that version's commands only, so that its own code makes every byte. The options are for what commits before 0.1.0 could not do
yet. What is in the zip is counted by hand in FIGURES and read back by test_old.py.

    站  加密站  区     the data folders: a station's, the same with a password (PASSWORD), its district's
    站的备份.zip       of the station, whole
    备份               that day's backup of the station, its papers beside it (from 0.1.0 on)
    站到新区.llz       before the two knew each other, locked with words: whatever district takes it
    站到区.llz         made after the district's last import: a fourth visit, and an answer
    区到站.llz         made after the station's last import: a rule and an urging
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

STATION, CODE, OFFICE, DISTRICT, CLERK = "渔泽镇人大代表联络站", "140405102", "屯留区人大常委会办公室", "140405", "赵敏"
PASSWORD = "蓝色雨伞和三只羊"
TODAY = "2026-10-28"
DEPUTIES = [
    {"name": "陈秀兰", "order": 1, "levels": ["市", "区"], "places": [STATION]},
    {"name": "解国栋", "order": 2, "levels": ["乡镇"], "places": [STATION]},
]
CAME = {"channel": "来站", "place": STATION, "deputies": ["陈秀兰"]}
VISITS = [
    CAME
    | {
        "received_at": "2026-10-14T09:00",
        "visitor_name": "王某甲",
        "visitor_phone": "13800000000",
        "party_size": 3,
        "statement": "村口到中学的路灯坏了三个月",
        "category": "道路与路灯",
        "outcome": "报区办理",
    },
    CAME
    | {
        "received_at": "2026-10-14T09:40",
        "raiser_kind": "匿名",
        "statement": "巷口的井盖松了",
        "outcome": "乡镇办理",
        "referred_to": "镇政府",
    },
    CAME
    | {
        "received_at": "2026-10-21T10:00",
        "visitor_name": "李某㛃",
        "statement": "医保怎么缴",
        "outcome": "当场答复",
        "reply": "每年九月起在村里缴",
    },
]
LATER = CAME | {
    "received_at": "2026-10-28T09:00",
    "visitor_name": "周某",
    "statement": "暖气不热",
    "category": "供暖",
    "outcome": "报区办理",
}
SIGN = b"%PDF-1.4\n% the visitor's letter, made up\n%%EOF\n"
FIGURES = {
    "visit": 3,
    "issue": 2,
    "deputy": 2,
    "duty": 2,
}  # two issues of three visits, a session's duty on each of two days


class Folder:
    """A data folder, worked in by that version's commands."""

    def __init__(self, code: Path, path: Path) -> None:
        self.code, self.path = code, path

    def do(self, *words: object) -> str:
        """One command; it must be done."""
        told = subprocess.run(
            [sys.executable, "-m", "lianluozhan", *map(str, words), "--data", str(self.path), "--today", TODAY],
            cwd=self.code,
            env={**os.environ, "PYTHONPATH": str(self.code), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
        )
        if told.returncode:
            sys.exit(f"{words}: {told.stdout}{told.stderr}")
        return told.stdout

    def add(self, kind: str, *rows: dict) -> None:
        """Rows of a kind."""
        file = self.path.with_name("rows.jsonl")
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        self.do("add", kind, file)
        file.unlink()


def make(code: Path, room: Path, *, cards: bool, password: bool) -> list[str]:
    """All of it in a room; returns the names of what goes into the zip."""
    station, office, stick = Folder(code, room / "站"), Folder(code, room / "区"), room / "stick"
    stick.mkdir()
    secret = room / "secret.txt"
    secret.write_text(PASSWORD + "\n", "utf-8")
    lock = [] if cards else ["--passphrase-file", secret]
    station.do("init", "--role", "station", "--name", STATION, "--code", CODE, "--clerk", CLERK)
    office.do("init", "--role", "district", "--name", OFFICE, "--code", DISTRICT, "--clerk", "孙洁")
    station.add("deputy", *DEPUTIES)
    station.add("visit", *VISITS)
    letter = room / "来信.pdf"
    letter.write_bytes(SIGN)
    station.do("attach", "J0001", letter)
    station.do("amend", "J0003", "visitor_phone=13800000001", "--reason", "登记时漏写")
    shutil.move(sent(station, stick, ["--full", "--passphrase-file", secret]), room / "站到新区.llz")
    if cards:
        office.do("card", "--to", room / "card.json")
        station.do("enrol", room / "card.json")
    carry(station, office, stick, lock)
    if cards:
        office.do("follow", "Y0001", "交办", "organ=区住建局")
        carry(office, station, stick, lock)
    station.do("backup", "--to", room / "safe")
    shutil.move(next((room / "safe").glob("*.zip")), room / "站的备份.zip")
    made = ["站", "区", "站的备份.zip", "站到区.llz", "站到新区.llz"]
    if password:
        station.do("backup")
        shutil.move(station.path / "备份", room / "备份")
        made.append("备份")
        shutil.copytree(station.path, room / "加密站")
        guarded = Folder(code, room / "加密站")
        guarded.do("password", "set", "--new", secret)
        made.append("加密站")
    copies = [Folder(code, shutil.copytree(one.path, room / f"later-{one.path.name}")) for one in (station, office)]
    copies[0].add("visit", LATER)
    copies[0].do("follow", "Y0002", "答复", "答复类别=A", "内容=已经换好", "办理日期=2026-10-27")
    shutil.move(sent(copies[0], stick, lock), room / "站到区.llz")
    if cards:
        copies[1].add("rule", {"name": "报送范围", "values": {"private_scope": "all"}})
        shutil.move(sent(copies[1], stick, lock), room / "区到站.llz")
        made.append("区到站.llz")
    return made


def carry(sender: Folder, to: Folder, stick: Path, lock: list) -> None:
    """What one has for the other."""
    to.do("import", sent(sender, stick, lock), *lock)


def sent(sender: Folder, stick: Path, lock: list) -> Path:
    """The package it writes."""
    before = set(stick.iterdir())
    sender.do("export", "--to", stick, *lock)
    (made,) = set(stick.iterdir()) - before
    return made


def pack(room: Path, names: list[str], to: Path) -> None:
    """The zip; what only an open folder has beside it stays out."""
    with zipfile.ZipFile(to, "x", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in sorted(names):
            for file in sorted([room / name, *(room / name).rglob("*")]):
                if file.is_file() and file.suffix != ".lock" and not file.name.endswith(("-shm", "-wal")):
                    out.write(file, file.relative_to(room))


def main() -> None:
    """Make the zip, and say how large it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("code", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--before-cards", action="store_true")
    parser.add_argument("--no-password", action="store_true")
    chosen = parser.parse_args()
    if not (chosen.code / "lianluozhan" / "__main__.py").exists():
        sys.exit(f"{chosen.code} is no checkout of a version with commands")
    if chosen.to.exists():
        sys.exit(f"{chosen.to} is there: old files are made once and never again")
    with tempfile.TemporaryDirectory() as room:
        names = make(chosen.code.resolve(), Path(room), cards=not chosen.before_cards, password=not chosen.no_password)
        pack(Path(room), names, chosen.to)
    print(f"{chosen.to} {chosen.to.stat().st_size // 1000} KB: {'、'.join(names)}")


if __name__ == "__main__":
    main()
