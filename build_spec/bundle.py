"""`dev.py bundle`: the program as a folder that runs without Python, then whether it does: its size, all of it, its start.

Runs in `.venv`, on Linux and on Windows alike; build_spec/windows.py makes the Windows one on Linux.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import sign
import supply
from product import MB, OUT, PROGRAM, ROOT, Refused, beside, steady, version

MOST = {"linux": 240 * MB, "win32": 170 * MB}  # unpacked
SLOWEST = 1.3  # of the start without a bundle
STARTS = 5
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def prepare(system: str) -> None:
    """Icon and version resource, drawn and written from what the program itself says."""
    room = beside(system)
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    draw = (
        "import sys; from ui.app import application; from ui.widgets.emblem import icon; app = application(); "
        "[icon().pixmap(n, n).save(f'{sys.argv[1]}/{n}.png') for n in map(int, sys.argv[2:])]"
    )
    env = {**os.environ, **({} if os.name == "nt" else {"QT_QPA_PLATFORM": "offscreen"})}
    subprocess.run([sys.executable, "-c", draw, room, *map(str, ICON_SIZES)], cwd=ROOT, env=env, check=True)
    from PIL import Image

    drawn = [Image.open(room / f"{size}.png") for size in ICON_SIZES]
    drawn[-1].save(room / "icon.ico", sizes=[(n, n) for n in ICON_SIZES], append_images=drawn[:-1])
    (room / "version.txt").write_text(version_resource(version()), "utf-8")


def version_resource(number: str) -> str:
    """What Windows shows of the program under 属性: PyInstaller reads it as Python."""
    four = tuple([*map(int, number.split(".")), 0][:4])
    told = {
        "CompanyName": "联络站",
        "FileDescription": "人大代表联络站登记办理",
        "FileVersion": number,
        "ProductName": "联络站",
        "ProductVersion": number,
        "LegalCopyright": "Apache-2.0",
        "InternalName": PROGRAM,
    }
    strings = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1), kids=["
        f"StringFileInfo([StringTable('080404b0', [{strings}])]), VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])\n"
    )


def build(
    python: list, out: Path, spec: Path | str = ROOT / "build_spec" / "lianluozhan.spec", **options: object
) -> Path:
    """Have PyInstaller of this Python make the folder; returns it."""
    shutil.rmtree(out, ignore_errors=True)
    command = [
        *python,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "ERROR",
        "--distpath",
        out,
        "--workpath",
        OUT / "work",
        spec,
    ]
    env = {**(options.pop("env", None) or os.environ), **steady()}
    if subprocess.run(list(map(str, command)), cwd=ROOT, stdin=subprocess.DEVNULL, env=env, **options).returncode:
        raise Refused("PyInstaller 没有做成，原因见上。")
    return out / PROGRAM


def size_of(folder: Path) -> int:
    """Bytes of all its files."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


def check_size(folder: Path, system: str) -> None:
    """Says the size; refuses what is too large."""
    size = size_of(folder)
    print(f"大小：{size / MB:.0f} MB（最多 {MOST[system] / MB:.0f} MB）{folder}", flush=True)
    if size > MOST[system]:
        raise Refused("太大了：看看是什么跟着进来了（build/bundle/beside-*/contents.json）。")


def apart(settings: Path) -> dict[str, str]:
    """An environment with nothing of this checkout in it, and settings of its own."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "LIANLUOZHAN_DATA")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    places = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"), str(settings))
    return {**env, **places, **({} if os.name == "nt" else {"QT_QPA_PLATFORM": "offscreen"})}


def try_out(folder: Path, room: Path) -> Path:
    """The self-test of a copy in a place as PCs have them, Chinese and with a space; returns where its things lie."""
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(folder, room / "程序 文件" / folder.name, symlinks=True)
    program = next(file for file in (room / "程序 文件" / folder.name).iterdir() if file.stem == PROGRAM)
    out = room / "自检 结果"
    if subprocess.run([program, "--selftest", out], cwd=room, env=apart(room / "settings")).returncode:
        raise Refused("自检没有通过，见上。")
    answers(program, room)
    return out


def answers(program: Path, room: Path) -> None:
    """The command line is in it too: it prints, and wrong usage is 2."""
    done = subprocess.run(
        [program, "--help"], cwd=room, env=apart(room / "settings"), capture_output=True, text=True, encoding="utf-8"
    )
    wrong = subprocess.run(
        [program, "吃饭"], cwd=room, env=apart(room / "settings"), capture_output=True, text=True, encoding="utf-8"
    )
    if (done.returncode, wrong.returncode) != (0, 2) or "export" not in done.stdout or "没有" not in wrong.stderr:
        raise Refused(f"命令行没有回答：{done.stdout}{done.stderr}{wrong.stderr}")


def check_start(folder: Path, station: Path, room: Path) -> None:
    """The first window of the bundle beside that of the checkout, the best of some starts by turns."""
    program = next(file for file in folder.iterdir() if file.stem == PROGRAM)
    ways = {"打包的": [program], "没打包的": [sys.executable, "-m", "ui"]}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(STARTS):
        for name, command in ways.items():
            begun = time.perf_counter()
            subprocess.run(
                [*command, "--selftest", "--first", station], cwd=ROOT, env=apart(room / "settings"), check=True
            )
            best[name] = min(best[name], time.perf_counter() - begun)
    ratio = best["打包的"] / best["没打包的"]
    print(
        f"启动到第一个窗口：打包的 {best['打包的']:.2f} 秒，没打包的 {best['没打包的']:.2f} 秒，{ratio:.2f} 倍（最多 {SLOWEST} 倍）",
        flush=True,
    )
    if ratio > SLOWEST:
        raise Refused("启动太慢。电脑正忙的话，等一下再量一次。")


def main(words: list[str]) -> int:
    """Make it, check it; with --key FILE also pack and sign it as an update (build_spec/sign.py)."""
    try:
        key = sign.key_of(words)
        prepare(sys.platform)
        made = build([sys.executable], OUT / sys.platform)
        supply.account(made, Path(sysconfig.get_path("purelib")), sys.platform, platform.python_version())
        check_size(made, sys.platform)
        room = OUT / "试"
        out = try_out(made, room)
        check_start(made, out / "restored", room)
        if key:
            sign.beside(sign.packed(made, version()), version(), "linux", key)
        print(f"做好了：{made}", flush=True)
    except Refused as refused:
        print(refused, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
