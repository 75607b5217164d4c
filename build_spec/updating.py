"""`dev.py bundle --windows --try`, second half: a new version on a stick as a station gets it, by the real programs under wine.

The version before is the same program that says a smaller number of itself: installed, with data, it exchanges with a district
that is ahead, refuses what it must, takes the new one after a backup; then the other way round, and back to the backup.
"""

from __future__ import annotations

import json
import marshal
import shutil
import subprocess
import zlib
from pathlib import Path

import product
import sign
import tryout
import windows
from product import OUT, PROGRAM, WINDOW
from sign import Key
from tryout import DATA, DRIVE, OLDER, must, say, there
from windows import MADE, inside, wine

STICK, OFFICE, OTHERS, OTHER_STATION, BACK = (
    DRIVE / name for name in ("U 盘", "区 的 数据", "旧版 区 的 数据", "另一个 站", "退回 的 数据")
)
TRUSTED = Path("_internal/resources/release/keys.json")
MODULES = Path("_internal/modules.pyz")  # of both programs
KEPT = "*升级前*.zip"  # the backup before
DISTRICT_OFFICE = ("init", "--role", "district", "--name", "屯留区人大常委会办公室", "--code", "140405")
STATION = ("init", "--role", "station", "--name", "余吾镇人大代表联络站", "--code", "140405103")


def all_of_it() -> None:
    """From the old one to the new one, and back."""
    number, room, key = product.version(), OUT / "试升级", Key.generate()
    shutil.rmtree(room, ignore_errors=True)
    tryout.clean(STICK, OFFICE, OTHERS, OTHER_STATION, BACK)
    before = older(room / PROGRAM, key)
    tryout.installed(windows.pack(before, OLDER, fast=True, to=room))
    tryout.recorded()
    exchanged(tryout.INSTALLED, DATA, MADE / PROGRAM, OFFICE, f"{OLDER} 的站和 {number} 的区")
    refused(room, key, number)
    taken(key, number)
    run(tryout.INSTALLED, OTHER_STATION, *STATION)
    run(tryout.INSTALLED, OTHER_STATION, "add", "visit", inside(tryout.LEDGER))
    exchanged(tryout.INSTALLED, OTHER_STATION, before, OTHERS, f"{number} 的站和 {OLDER} 的区")
    gone_back(before, number)
    tryout.clean(STICK, OFFICE, OTHERS, OTHER_STATION, BACK)
    print("U 盘上的新版本在 Windows（wine）上从头到尾试过了。", flush=True)


def older(folder: Path, key: Key) -> Path:
    """The program under a smaller number, believing this key: what it would have been, built before."""
    shutil.copytree(MADE / PROGRAM, folder)
    call_itself(folder / MODULES, OLDER)
    trust(folder, key)
    return folder


def trust(folder: Path, key: Key) -> None:
    """Let the program in a folder believe this key; as it is built from here it believes nobody's yet."""
    public = key.public_key().public_bytes_raw().hex()
    (folder / TRUSTED).write_text(json.dumps({"keys": [{"name": "试", "public": public}]}), "utf-8")


def call_itself(modules: Path, number: str) -> None:
    """Write another version number into a built program, in the place of its own: the module `lianluozhan` in its archive."""
    from PyInstaller.archive.readers import ZlibArchiveReader

    _kind, at, length = ZlibArchiveReader(str(modules)).toc[PROGRAM]
    data = bytearray(modules.read_bytes())
    code = marshal.loads(zlib.decompress(data[at : at + length]))
    said = tuple(
        {product.version(): number, code.co_consts[0]: ""}.get(one, one) if isinstance(one, str) else one
        for one in code.co_consts
    )
    packed = zlib.compress(marshal.dumps(code.replace(co_consts=said)), 9)
    must(len(packed) <= length and number in said, "换版本号", modules)
    data[at : at + length] = packed.ljust(length, b"\0")
    modules.write_bytes(data)


def run(folder: Path, data: Path, *words: object) -> str:
    """A command of the program in a folder on this data; what it said. Stops where it was refused."""
    code, said = wine(inside(folder / f"{PROGRAM}.exe"), "--data", there(data), *words)
    must(code == 0, words[0], said)
    return said


def visits(folder: Path, data: Path) -> int:
    """How many there are."""
    return run(folder, data, "list", "visit", "--json").count('"received_at"')


def exchanged(station: Path, data: Path, district: Path, office: Path, who: str) -> None:
    """The card, the package there, the package back, between programs of two versions."""
    stick = _fresh_stick()
    run(district, office, *DISTRICT_OFFICE)
    run(district, office, "card", "--to", there(stick))
    run(station, data, "enrol", there(next(stick.glob("*.json"))))
    run(station, data, "export", "--to", there(stick))
    run(district, office, "import", there(next(stick.glob("*.llz"))))
    count = visits(station, data)
    must(visits(district, office) == count > 0, f"{who}：区里收到的件数")
    run(district, office, "export", "--to", there(_fresh_stick()))
    said = run(station, data, "import", there(next(stick.glob("*.llz"))))
    for program, folder in ((station, data), (district, office)):
        run(program, folder, "check")
    say(
        f"{who}来回一趟：{count} 次接待到了区里，带回的也收下（{said.strip().splitlines()[-1].split('：')[-1]}），两边核对无误"
    )


def _fresh_stick() -> Path:
    shutil.rmtree(STICK, ignore_errors=True)
    STICK.mkdir()
    return STICK


def refused(room: Path, key: Key, number: str) -> None:
    """Signed by another, changed on the way, older, of another system, cut off: each in words, and nothing is done."""

    def signed(by: Key, version: str, system: str) -> Path:
        ending = ".exe" if system == "win32" else ".tar.gz"
        named = _fresh_stick() / f"{WINDOW}-{version}{ending}"
        named.write_bytes(b"not run")
        return sign.beside(named, version, system, by)

    def changed() -> None:
        named = signed(key, number, "win32").with_name(f"{WINDOW}-{number}.exe")
        named.write_bytes(b"not ran")

    def cut() -> None:
        made = signed(key, number, "win32")
        made.write_bytes(made.read_bytes()[:-40])

    ways = {
        "不是认识的单位": lambda: signed(Key.generate(), number, "win32"),
        "签过名的不一样": changed,
        "没有拷全": cut,
        "旧": lambda: signed(key, "0.0.1", "win32"),
        "这台电脑是 Windows": lambda: signed(key, number, "linux"),
    }
    for words, make in ways.items():
        make()
        code, said = tryout.program("--data", there(DATA), "update", there(STICK))
        must(
            code == 1 and words in said and tryout.version() == OLDER and not list(DATA.rglob(KEPT)),
            f"应当不装：{words}",
            (code, said),
        )
    say(f"{len(ways)} 种不该装的都没有装，说了为什么，什么都没动：{'、'.join(ways)}")


def taken(key: Key, number: str) -> None:
    """`update`: verified, backed up, the installer started; when it is through the new one is there and every record is."""
    count, installer = tryout.visits(), OUT / f"{WINDOW}-安装程序-{number}.exe"
    sign.beside(Path(shutil.copy(installer, _fresh_stick())), number, "win32", key)
    said = tryout.program("--data", there(DATA), "update", there(STICK), "--check")[1]
    must(f"现在是 {OLDER}" in said, "--check", said)
    said = run(tryout.INSTALLED, DATA, "update", there(STICK))
    # until the installer it began is through
    subprocess.run(["wineserver", "-w"], env=windows.environment(), check=True)
    kept = list(DATA.rglob(KEPT))
    must(
        tryout.version() == number and len(kept) == 1 and f"{OLDER} → {number}" in said,
        "升级",
        (tryout.version(), kept, said),
    )
    trust(tryout.INSTALLED, key)
    code, again = tryout.program("--data", there(DATA), "update", there(STICK), "--check")
    must(code == 1 and f"就是现在用的 {number}" in again, "装好的就是新的", again)
    run(tryout.INSTALLED, DATA, "check")
    must(tryout.visits() == count > 0, "升级以后的接待")
    say(f"U 盘上的 {number}：先备份（{kept[0].name}），安装程序自己装好，{count} 次接待都在，核对无误")


def gone_back(before: Path, number: str) -> None:
    """What the new one wrote the old one leaves alone; the backup made before gives it the data of that day."""
    run(tryout.INSTALLED, DATA, "add", "duty", inside(tryout.LEDGER))
    code, said = wine(inside(before / f"{PROGRAM}.exe"), "--data", there(DATA), "list", "visit")
    must(code == 1 and number in said, "旧的不动新的写过的", (code, said))
    code, said = wine(inside(before / f"{PROGRAM}.exe"), "restore", there(next(DATA.rglob(KEPT))), "--to", there(BACK))
    must(code == 0 and visits(before, BACK) == tryout.visits(), "退回", said)
    say(f"退回 {OLDER}：新的写过的它不动，用升级前的备份恢复，{visits(before, BACK)} 次接待都在")
