"""`dev.py bundle --windows --try`, first half: the installer as a clerk meets it, under wine: installed, self-tested, upgraded over data,
refused where it must be, uninstalled with the data kept. Each step says what it saw; the first that is not so stops it.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import product
import windows
from product import OUT, PROGRAM, WINDOW, Refused
from windows import MADE, PREFIX, inside, wine

DRIVE = PREFIX / "drive_c"
HOME = DRIVE / "users"
INSTALLED = DRIVE / "装 在 这里" / "联络站"
DATA = DRIVE / "站 的 数据"
LEDGER = product.ROOT / "resources" / "sample" / "渔泽镇站-2026年10月台账.xlsx"
OLDER = "0.0.9"
MARK = "only-in-the-old-version.txt"
UNINSTALLER = "卸载.exe"
SHORTCUT = f"{WINDOW}.lnk"


def all_of_it() -> None:
    """The whole life of an installed program."""
    number, room = product.version(), OUT / "试装"
    shutil.rmtree(room, ignore_errors=True)
    clean()
    older, newer = _older(room), OUT / f"{WINDOW}-安装程序-{number}.exe"
    old_windows(older)
    installed(older)
    recorded()
    upgraded(newer, number)
    self_tested(room)
    no_downgrade(older, number)
    uninstalled()
    after_all(older)
    print("Windows 的安装、自检、升级、不降级、卸载都试过了（wine）。", flush=True)


def clean(*more: Path) -> None:
    """Nothing of an earlier try."""
    for old in (INSTALLED.parent, DATA, DRIVE / "自检", *more, *HOME.rglob("lianluozhan")):
        shutil.rmtree(old, ignore_errors=True)
    for old in shortcuts():
        old.unlink()
    wine("reg", "delete", r"HKCU\Software\lianluozhan", "/f")
    wine("reg", "delete", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\lianluozhan", "/f")


def say(what: str) -> None:
    """One step that was so."""
    print(f"好　　{what}", flush=True)


def must(holds: object, what: str, said: object = "") -> None:
    """Stop where something is not so."""
    if not holds:
        raise Refused(f"不好　{what} {said}")


def _older(room: Path) -> Path:
    """An installer that says it is older: the same program with a file that the newer one has no more."""
    folder = room / "旧" / PROGRAM
    shutil.copytree(MADE / PROGRAM, folder)
    (folder / "_internal" / MARK).touch()
    return windows.pack(folder, OLDER, fast=True, to=room)


def setup(installer: Path, *words: str) -> int:
    """Run an installer silently; its exit code."""
    return wine(inside(installer), "/S", *words)[0]


def program(*words: object) -> tuple[int, str]:
    """The installed command line."""
    return wine(inside(INSTALLED / f"{PROGRAM}.exe"), *words)


def version() -> str:
    """What Windows' list of programs says is installed."""
    said = wine(
        "reg", "query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\lianluozhan", "/v", "DisplayVersion"
    )[1]
    return said.split()[-1] if "DisplayVersion" in said else ""


def shortcuts() -> list[Path]:
    """On the desktop and in the start menu."""
    places = (HOME, windows.TOOLS / "home" / "Desktop")  # wine's desktop is a link to that one
    return [file for place in places for file in place.rglob(SHORTCUT) if file.is_file()]


def old_windows(installer: Path) -> None:
    """A Windows before 10 is refused, and nothing lies there then."""
    for system in ("win7", "win81"):
        wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", system, "/f")
        code = setup(installer)
        wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        must(code == 2 and not version() and not shortcuts(), f"{system} 应当不装", (code, version(), shortcuts()))
    say("Windows 7、8.1 不装，退出码 2，什么都没留下")


def installed(older: Path) -> None:
    """Installed for one person, in a place with Chinese and spaces in its name."""
    code = setup(older, *f"/D={there(INSTALLED)}".split(" "))
    names = sorted(file.name for file in INSTALLED.iterdir()) if INSTALLED.exists() else []
    must(
        code == 0 and names == sorted(["_internal", f"{PROGRAM}.exe", f"{WINDOW}.exe", UNINSTALLER]),
        "安装",
        (code, names),
    )
    must(version() == OLDER and len(shortcuts()) == 2, "登记和快捷方式", (version(), shortcuts()))
    say(f"安装 {OLDER}：{there(INSTALLED)}，开始菜单和桌面各一个快捷方式")


def recorded() -> None:
    """A station's data, made by the installed program."""
    code, said = program(
        "--data", there(DATA), "init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--code", "140405102"
    )
    must(code == 0, "建立数据", said)
    for kind in ("deputy", "visit"):
        code, said = program("--data", there(DATA), "add", kind, inside(LEDGER))
        must(code == 0, "录入台账", said)
    say(f"用它建站、录入台账：{visits()} 次接待")


def visits() -> int:
    """How many there are of the station."""
    code, said = program("--data", there(DATA), "list", "visit", "--json")
    must(code == 0, "读数据", said)
    return said.count('"received_at"')


def upgraded(newer: Path, number: str) -> None:
    """The newer one in the same place, found by itself; nothing of the old one is left, every record is."""
    before = visits()
    code = setup(newer)
    must(code == 0 and version() == number, "升级", (code, version()))
    must(
        not list(INSTALLED.rglob(MARK)) and not (INSTALLED / "_new").exists() and not (INSTALLED / "_old").exists(),
        "旧文件还在",
    )
    code, said = program("--data", there(DATA), "check")
    must(code == 0 and visits() == before > 0, "升级后核对", said)
    say(f"升级到 {number}：装在原处，旧的没有残留，{before} 次接待都在，核对无误")


def self_tested(room: Path) -> None:
    """The self-test of the installed program, of the one that prints and of the one without a console."""
    out, quiet = (DRIVE / "自检" / name for name in ("控制台 结果", "窗口 结果"))
    begun = time.monotonic()
    code, said = program("--selftest", there(out))
    print(said, end="", flush=True)
    must(code == 0 and (out / "window.png").exists(), "自检", code)
    code, _said = wine(inside(INSTALLED / f"{WINDOW}.exe"), "--selftest", there(quiet))
    told = (quiet / "selftest.txt").read_text("utf-8") if (quiet / "selftest.txt").exists() else ""
    must(code == 0 and "没有问题" in told, f"{WINDOW}.exe 自检", told)
    shutil.copytree(out.parent, room / "自检")  # pictures and papers, to be looked at
    say(f"装好的两个程序自检都通过，共 {time.monotonic() - begun:.0f} 秒")


def no_downgrade(older: Path, number: str) -> None:
    """What is older does not go over what is newer."""
    code = setup(older)
    must(code == 2 and version() == number and not list(INSTALLED.rglob(MARK)), "旧的不装在新的上面", (code, version()))
    say(f"{OLDER} 不装在 {number} 上面，退出码 2，什么都没改")


def uninstalled() -> None:
    """The program goes, the data stay, and it is written down where they are; what a person put beside the program stays too."""
    beside = INSTALLED / "我的笔记.txt"
    beside.write_text("别删", "utf-8")
    count = len(list(DATA.rglob("*")))
    code, said = wine(inside(INSTALLED / UNINSTALLER), "/S", *f"_?={there(INSTALLED)}".split(" "))
    left = sorted(file.name for file in INSTALLED.iterdir())
    must(code == 0 and set(left) <= {beside.name, UNINSTALLER}, "卸载", (code, left, said))
    must(not version() and not shortcuts(), "登记和快捷方式还在", shortcuts())
    must((DATA / "station.db").exists() and len(list(DATA.rglob("*"))) == count, "数据不全")
    note = next(HOME.rglob("数据在哪里.txt"), None)
    must(note and there(DATA) in note.read_text("utf-16"), "没有说数据在哪里", note)
    say(f"卸载：程序没有了，数据 {count} 个文件都在，写明在 {there(DATA)}；旁边自己的文件没有动")


def after_all(older: Path) -> None:
    """Data the newer one has written are not left to an older one, even where none is installed any more."""
    code = setup(older)
    must(code == 2 and not version(), "卸载以后旧的也不装", (code, version()))
    say("卸载以后，旧的也不装：数据是新的写过的")


def there(path: Path) -> str:
    """A path on wine's drive C as a person there sees it."""
    return "C:\\" + str(path.relative_to(DRIVE)).replace("/", "\\")
