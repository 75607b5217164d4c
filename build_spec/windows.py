"""`dev.py bundle --windows`: the Windows program, its installer and a portable zip, made on Debian 12 under wine.

Windows' own CPython and wheels come from PyPI, by hash; PyInstaller runs under wine with the same spec file as everywhere;
makensis packs. On a real Windows `dev.py bundle` makes the folder and this file only packs it (.github/workflows/windows.yml).

wine 8 lacks two libraries of Windows 10: stand-ins for them (build_spec/wine) are put into wine's own system folder, never
beside the program, and what was made is searched for them. What only wine needs does not go out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import bundle
import product
import sign
import supply
from product import MB, OUT, PROGRAM, ROOT, Refused

HERE = ROOT / "build_spec"
TOOLS = ROOT / "build" / "windows"  # what is fetched once and kept
PREFIX = TOOLS / "prefix"
PYTHON = TOOLS / "python" / "python.exe"
MADE = OUT / "win32"  # the folder, as PyInstaller leaves it
PINS = ("requirements.txt", "requirements-bundle.txt", "requirements-windows.txt")
MOST_INSTALLER = 75 * MB
COMPILER = "x86_64-w64-mingw32-gcc-win32"
WHEELS = [
    "--platform",
    "win_amd64",
    "--python-version",
    "3.11",
    "--implementation",
    "cp",
    "--abi",
    "cp311",
    "--abi",
    "abi3",
    "--abi",
    "none",
]
PYTHONS = "3.11.9"  # version
PARTS = ("libs", "include", "Tools", "tcl", "Scripts", "Doc")  # of that Python, that nothing here needs
STAND_INS = {f"{source.stem}.dll": source for source in sorted((HERE / "wine").glob("*.c"))}


def needs(*programs: str) -> None:
    """Stop in words where a program of the system is not there, before anything is fetched."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        raise Refused(
            f"这台电脑上没有 {'、'.join(missing)}，Windows 的程序做不成。请照上面的话装好软件包，再运行一次。"
        )


# ---- Python for Windows --------------------------------------------------------------------------------------------


def fetch() -> None:
    """Windows' Python with exactly the pinned packages, once."""
    needs("wine", "wineboot", "makensis", COMPILER)
    stamp, wanted = (
        TOOLS / "installed",
        hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PINS)).hexdigest(),
    )
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    wheels = TOOLS / "wheels"
    wheels.mkdir(parents=True)
    print("正在下载 Windows 用的 Python 和软件包……", flush=True)
    _pip("download", "--no-build-isolation", "--no-binary", ":all:", "--dest", TOOLS, "--requirement", HERE / PINS[2])
    _unpack_python(next(TOOLS.glob("winpython*.tar.gz")))
    for name in PINS[:2]:
        pinned = TOOLS / name
        pinned.write_text(for_windows((HERE / name).read_text("utf-8")), "utf-8")
        _pip("download", *WHEELS, "--only-binary", ":all:", "--dest", wheels, "--requirement", pinned)
        _pip(
            "install",
            *WHEELS,
            "--only-binary",
            ":all:",
            "--no-index",
            "--find-links",
            wheels,
            "--target",
            PYTHON.parent / "Lib" / "site-packages",
            "--requirement",
            pinned,
        )
    shutil.rmtree(wheels)
    stamp.write_text(wanted)


def for_windows(pins: str) -> str:
    """The pins with those of Windows alone: pip asks the machine it runs on what to leave out, not the one it fetches for."""
    return re.sub(r' ; sys_platform == "win32"', "", pins)


def _pip(*words: object) -> None:
    quiet = ["--quiet", "--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([sys.executable, "-m", "pip", words[0], *quiet, *map(str, words[1:])]).returncode:
        raise Refused("软件包没有下载好（原因见上）。请检查网络，再运行一次。")


def _unpack_python(package: Path) -> None:
    """The package carries a zip with a whole Python; its own site-packages are not ours."""
    with tarfile.open(package) as packed:
        inner = next(one for one in packed.getnames() if "/src3.11/" in one and one.endswith("data.zip"))
        with packed.extractfile(inner) as data, zipfile.ZipFile(data) as whole:
            whole.extractall(TOOLS / "unpacked")
    shutil.move(next((TOOLS / "unpacked").rglob("python.exe")).parent, PYTHON.parent)
    for name in (*PARTS, "Lib/site-packages", "Lib/test", "Lib/idlelib", "Lib/tkinter"):
        shutil.rmtree(PYTHON.parent / name, ignore_errors=True)
    shutil.rmtree(TOOLS / "unpacked")


# ---- wine ----------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """wine's, without a display; Chinese names need a locale that has them, and the desktop wine writes on must not be ours."""
    names = {"WINEPREFIX": str(PREFIX), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    return {
        **os.environ,
        **names,
        "HOME": str(TOOLS / "home"),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def wine(*words: object, **more: str) -> tuple[int, str]:
    """Run something of Windows; its exit code and what it said. Pipes, not files: Windows' Python refuses wine's files, and takes
    its NUL for somebody at the keys."""
    run = subprocess.run(
        ["wine", *map(str, words)],
        env=environment() | more,
        cwd=ROOT,
        input=b"",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return run.returncode, run.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def inside(path: Path) -> str:
    """A path of this machine as Windows writes it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def settle() -> None:
    """A Windows 10 of our own under build/, with the libraries wine lacks."""
    system = PREFIX / "drive_c" / "windows" / "system32"
    if all((system / name).exists() for name in STAND_INS):  # the last thing done
        return
    print("正在准备 wine……", flush=True)
    shutil.rmtree(PREFIX, ignore_errors=True)
    for room in (PREFIX, TOOLS / "home" / "Desktop"):
        room.mkdir(parents=True, exist_ok=True)
    subprocess.run(["wineboot", "-i"], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    for name, source in STAND_INS.items():
        subprocess.run([COMPILER, "-shared", "-o", system / name, source, "-ladvapi32"], check=True)


# ---- the program ---------------------------------------------------------------------------------------------------


def build(out: Path = MADE) -> Path:
    """The folder with both programs; what only wine needs is not in it.

    Its files are of the commit's moment, as installer and zip keep them.
    """
    bundle.prepare("win32")
    shutil.rmtree(out, ignore_errors=True)
    words = [
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "ERROR",
        "--distpath",
        inside(out),
        "--workpath",
        inside(OUT / "work32"),
    ]
    print("正在用 wine 打包（几分钟）……", flush=True)
    code, said = wine(PYTHON, *words, inside(HERE / "lianluozhan.spec"), **product.steady())
    if code:
        raise Refused(f"{said[-4000:]}\nPyInstaller 没有做成，原因见上。")
    supply.account(out / PROGRAM, PYTHON.parent / "Lib" / "site-packages", "win32", PYTHONS)
    check(out / PROGRAM)
    for one in (out / PROGRAM).rglob("*"):
        os.utime(one, (product.moment(),) * 2)
    return out / PROGRAM


def check(folder: Path) -> None:
    """Small enough, nothing of wine in it, and real Windows programs."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    foreign = [file.name for file in files if file.name.lower() in STAND_INS or b"Wine builtin DLL" in _head(file)]
    if foreign:
        raise Refused(f"里面有只给 wine 用的：{foreign}")
    runtime = sorted(file.name.lower() for file in files if supply.MICROSOFT.fullmatch(file.name))
    if len(set(runtime)) < len(runtime):
        raise Refused(f"微软的运行库不止一份：{runtime}。先装进内存的旧的会给要新的用。")
    programs = sorted(file.name for file in folder.glob("*.exe"))
    if programs != sorted((f"{PROGRAM}.exe", f"{product.WINDOW}.exe")):
        raise Refused(f"程序不对：{programs}")
    bundle.check_size(folder, "win32")


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(256)


# ---- what is handed on ---------------------------------------------------------------------------------------------


def pack(folder: Path, number: str, *, fast: bool = False, to: Path = OUT) -> Path:
    """The installer of this folder under a version number; `fast` is for trying it."""
    made = to / f"{product.WINDOW}-安装程序-{number}.exe"
    told = {
        "VERSION": number,
        "FOLDER": folder,
        "ICON": product.beside("win32") / "icon.ico",
        "OUT": made,
        **({"FAST": 1} if fast else {}),
    }
    command = [
        "makensis",
        "-V2",
        "-INPUTCHARSET",
        "UTF8",
        *(f"-D{name}={value}" for name, value in told.items()),
        HERE / "installer.nsi",
    ]
    if subprocess.run(list(map(str, command)), env={**os.environ, "LC_ALL": "C.UTF-8"}).returncode:
        raise Refused("makensis 没有做成安装程序，原因见上。")
    return made


def portable(folder: Path, number: str) -> Path:
    """The same folder as a zip: unpacked anywhere, it runs."""
    made = OUT / f"{product.WINDOW}-免安装-{number}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            packed.write(file, f"{product.WINDOW}-{number}/{file.relative_to(folder).as_posix()}")
    return made


def hand_on(folder: Path, key: sign.Key | None = None) -> Path:
    """Both, weighed; returns the installer, with what lets programs take it where there is a key to sign with."""
    number = product.version()
    made = pack(folder, number)
    if key:
        sign.beside(made, number, "win32", key)
    for file in (made, portable(folder, number)):
        print(f"{file}　{file.stat().st_size / MB:.0f} MB", flush=True)
    if made.stat().st_size > MOST_INSTALLER:
        raise Refused(f"安装程序太大，最多 {MOST_INSTALLER / MB:.0f} MB。")
    return made


def main(words: list[str]) -> int:
    """Make all of it; with --try also install, upgrade and uninstall it, with --only-pack or --only-try just that."""
    try:
        key = sign.key_of(words)
        if "--only-pack" in words:  # on a real Windows, where dev.py bundle has made the folder
            needs("makensis")
            hand_on(MADE / PROGRAM, key)
            return 0
        fetch()
        settle()
        if "--only-try" not in words:
            print(f"做好了：{hand_on(build(), key)}", flush=True)
        if "--try" in words or "--only-try" in words:
            import tryout
            import updating

            tryout.all_of_it()
            updating.all_of_it()
    except Refused as refused:
        print(refused, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
