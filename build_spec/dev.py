"""Everything that is done with a checkout, by one command on any bare machine: standard library only.

    python3 build_spec/dev.py run                     sets up, does the main job on the sample ledger, opens the window on
                                                      it; where there is no display: pictures of every page instead
    python3 build_spec/dev.py test [--long] [--seed N] [pytest arguments]
                                                      sets up, adds what tests need, runs all checks and tests
    python3 build_spec/dev.py bench [--quick]         sets up, measures beside the goals, exits 1 where one is missed
    python3 build_spec/dev.py bundle [--windows [--try]] [--key FILE] [--twice]
                                                      the program as a folder that runs without Python, checked; the Windows
                                                      one with its installer, on Debian under wine; tried there; signed as an
                                                      update with the publisher's key; built two times, compared
    python3 build_spec/dev.py audit                   known holes in what is pinned; needs the network

To add a verb: write a function taking the rest of the arguments, put it into VERBS, name it above and in README.md.
"""

import argparse
import ctypes
import hashlib
import os
import random
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "build_spec"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
WHEELS = VENV / "wheels"  # what was downloaded and is not yet installed
OUT = ROOT / "build" / "month"  # what `run` makes
UNFINISHED = VENV / "unfinished"  # lies there while something is being installed: what it is found in, is made anew

# Debian package: the program it brings, or the library a window needs even where nothing is shown
WINDOW = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libgthread-2.0.so.0",
}
DISPLAY = {  # and where something is
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
PEERS = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
LONGEST_TEST = {"sample": 900, "long": 4 * 3600}  # seconds; what takes longer stands still
BUNDLE = {"binutils": "objdump"}
WINDOWS = {
    "wine64": "/usr/lib/wine/wine64",
    "wine": "wine",
    "nsis": "makensis",
    "gcc-mingw-w64-x86-64-win32": "x86_64-w64-mingw32-gcc-win32",
}
TESTS = {
    "poppler-utils": "pdftotext",
    "zbar-tools": "zbarimg",
    "xvfb": "Xvfb",
    "age": "age",
    "unzip": "unzip",
    "strace": "strace",
    "gcc": "gcc",
    "chromium": "chromium",
}


class Stop(Exception):
    """Something only the person at the keyboard can mend; the text says how."""


# ---- setting up --------------------------------------------------------------------------------------------------


def set_up(*requirements: str) -> None:
    """Make `.venv` hold what these files pin, and the command `lianluozhan`; without network when it already does."""
    if UNFINISHED.exists() or not _runs():
        _new_venv()
    for name in requirements:
        wanted = (HERE / name).read_bytes()
        if _stale(name, wanted):
            pinned = ["--require-hashes", "--only-binary", ":all:", "--requirement", HERE / name]
            say(f"正在下载 {name} 里列的软件包（可能要几分钟）……")
            _pip("download", "--dest", WHEELS, *pinned)  # all of it, before anything that works is touched
            _install(name, wanted, "--find-links", WHEELS, *pinned)
            shutil.rmtree(WHEELS)
    wanted = f"{ROOT}\n{sys.version}\n".encode() + (ROOT / "pyproject.toml").read_bytes()
    if _stale("lianluozhan", wanted):
        _install("lianluozhan", wanted, "--no-build-isolation", "--editable", ROOT)


def _runs() -> bool:
    """Whether the Python in `.venv` starts and is of the version its packages were installed for."""
    if not PYTHON.exists():
        return False
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


def _new_venv() -> None:
    say("正在建立运行环境（.venv）……")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        raise Stop(
            f"{made.stdout}{made.stderr}没有建成运行环境。Debian 上请先运行：{_as_root()}apt-get install -y python3-venv"
        )
    UNFINISHED.unlink()


def _stamp(name: str) -> Path:
    return VENV / f"{name}.installed"


def _stale(name: str, wanted: bytes) -> bool:
    """Whether something else than this was installed under this name, or nothing."""
    return not _stamp(name).exists() or _stamp(name).read_text() != hashlib.sha256(wanted).hexdigest()


def _install(name: str, wanted: bytes, *arguments: object) -> None:
    say(f"正在安装 {name}……")
    UNFINISHED.touch()
    _pip("install", "--no-index", *arguments)
    _stamp(name).write_text(hashlib.sha256(wanted).hexdigest())
    UNFINISHED.unlink()


def _pip(verb: str, *arguments: object) -> None:
    quiet = ["--quiet", "--no-deps", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([PYTHON, "-m", "pip", verb, *quiet, *map(str, arguments)]).returncode:
        raise Stop("软件包没有装好（原因见上）。请检查网络和磁盘空间，再运行一次；已有的数据都没有动。")


# ---- system packages ---------------------------------------------------------------------------------------------


def add_packages(*lists: dict) -> None:
    """Install the Debian packages that are missing, or say the exact command; nothing happens when none is."""
    missing = [package for packages in lists for package, thing in packages.items() if not _there(thing)]
    if sys.platform != "linux" or not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"正在安装缺少的系统软件包：{' '.join(missing)}……")
        if _apt(command) or (_apt(["apt-get", "update"]), _apt(command))[1]:
            return
    say(f"缺少系统软件包，请运行：{_as_root()}{' '.join(command)}\n先接着做，需要它们的地方会停下或跳过。")


def _there(thing: str) -> bool:
    if ".so" not in thing:
        return shutil.which(thing) is not None
    try:
        ctypes.CDLL(thing)
    except OSError:
        return False
    return True


def _apt(command: list) -> bool:
    """Whether it was done; where another installation holds the lock, as the system's own updates do, it is waited for."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patient = [command[0], "-o", "DPkg::Lock::Timeout=300", *command[1:]]  # seconds
    return subprocess.run(patient, env=quiet, stdout=subprocess.DEVNULL).returncode == 0


def _as_root() -> str:
    return "" if os.name == "nt" or os.geteuid() == 0 else "sudo "


# ---- verbs -------------------------------------------------------------------------------------------------------


def run(rest: list) -> int:
    """The main job on the sample ledger by commands, then the window on it; without a display the tour of the window."""
    set_up("requirements.txt")
    shown = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    add_packages(WINDOW, DISPLAY if shown else {})
    _month()
    if shown:
        say("五、打开窗口（关上窗口就结束）")
        return _ui(OUT / "station")
    say("五、这里没有显示器，用编造的数据把窗口从头到尾走一遍，每一页留一张图")
    return _ui("tour", "--out", ROOT / "build" / "tour")


def _month() -> None:
    """From the clerk's sheet to the printed month and the package at the district."""
    shutil.rmtree(OUT, ignore_errors=True)
    papers, stick, secret = OUT / "papers", OUT / "stick", OUT / "passphrase.txt"
    for folder in (papers, stick):
        folder.mkdir(parents=True)
    secret.write_text(secrets.token_hex(16) + "\n")
    ledger = next((ROOT / "resources" / "sample").glob("*.xlsx"))

    say("一、建立联络站的数据，录入台账的三张表")
    _cli("station", "init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--code", "140405102")
    for kind in ("deputy", "visit", "duty"):
        _cli("station", "add", kind, ledger)
    say("二、印出 2026 年 10 月的日志、台账、履职登记和月报")
    _cli("station", "log", "2026-10", "--to", papers)
    say("三、导出给区里的数据包，在区人大办公室导入")
    _cli("station", "export", "--full", "--passphrase-file", secret, "--to", stick)
    _cli("district", "init", "--role", "district", "--name", "屯留区人大常委会办公室", "--code", "140405")
    _cli("district", "import", *stick.glob("*.llz"), "--passphrase-file", secret)
    say("四、核对两边的数据")
    for side in ("station", "district"):
        _cli(side, "check")
    say(
        f"命令的部分做完。\n  纸面在  {papers}\n  数据包在  {stick}\n  站、区两边的数据在  {OUT / 'station'}  和  {OUT / 'district'}"
    )


def _cli(side: str, *arguments: object) -> None:
    """One command line on one side's folder."""
    if _program("lianluozhan", "--data", OUT / side, *arguments):
        raise Stop(f"上面这一步没有做成：lianluozhan {' '.join(map(str, arguments))}")


def _ui(*arguments: object) -> int:
    """The window, or its tour."""
    return _program("ui", *arguments)


def _program(module: str, *arguments: object) -> int:
    """A part of the program, seen from the last day of the sample's month; its own settings apart from the person's."""
    own = dict.fromkeys(
        ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"), str(OUT / "settings")
    )
    env = {**os.environ, **own, "LIANLUOZHAN_TODAY": "2026-10-31"}
    return subprocess.run([PYTHON, "-m", module, *map(str, arguments)], cwd=ROOT, env=env).returncode


def every_core(most: int) -> list[str]:
    """How pytest is told to use every core, and to end where a test does not within `most` seconds or takes Python down with it.

    Without the last two a run stands still for ever: pytest-xdist 3.8 gives a core that had to begin again nothing to do.
    """
    return [
        "-n",
        "auto",
        "--dist",
        "loadscope",  # a file stays on one core: what its tests share is made once
        "--no-loadscope-reorder",
        "--max-worker-restart=0",
        f"-ofaulthandler_timeout={most}",
        "-ofaulthandler_exit_on_timeout=true",
    ]


def test(rest: list) -> int:
    """All checks and tests, in an order drawn anew each time."""
    parser = argparse.ArgumentParser("dev.py test", allow_abbrev=False)
    parser.add_argument("--long", action="store_true", help="the long suites at full length")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(2**32), help="the order and the examples of that run"
    )
    chosen, rest = parser.parse_known_args(rest)
    set_up("requirements.txt", "requirements-test.txt")
    add_packages(WINDOW, DISPLAY, TESTS)
    again = f"python3 build_spec/dev.py test --seed {chosen.seed}{' --long' * chosen.long}"
    say(f"测试开始，次序由种子 {chosen.seed} 决定；要照样再来一次：{again}")
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
        "LIANLUOZHAN_LONG": "1" if chosen.long else "",
    }
    env["PYTHONDONTWRITEBYTECODE"] = (
        ""  # else each of the hundreds of programs that tests start compiles all of ours anew
    )
    seeds = [f"--randomly-seed={chosen.seed}", f"--hypothesis-seed={chosen.seed}"]
    command = [PYTHON, "-m", "pytest", *every_core(LONGEST_TEST["long" if chosen.long else "sample"]), *seeds, *rest]
    return subprocess.run(command, cwd=ROOT, env=env).returncode


def bench(rest: list) -> int:
    """The figures of the program beside their goals."""
    set_up("requirements.txt", "requirements-test.txt", "requirements-bench.txt")
    add_packages(WINDOW, PEERS)
    return subprocess.run(
        [PYTHON, "-m", "tests.bench", *rest], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}
    ).returncode


def bundle(rest: list) -> int:
    """What goes out to the clerks."""
    set_up("requirements.txt", "requirements-bundle.txt")
    windows = "--windows" in rest
    program = "twice.py" if "--twice" in rest else "windows.py" if windows else "bundle.py"
    add_packages(WINDOW, BUNDLE, WINDOWS if windows else {})
    return subprocess.run([PYTHON, HERE / program, *rest], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}).returncode


def audit(rest: list) -> int:
    """Known holes in what is pinned, as far as anybody can be asked."""
    return subprocess.run(
        [sys.executable, HERE / "audit.py", *rest], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}
    ).returncode


VERBS = {"run": run, "test": test, "bench": bench, "bundle": bundle, "audit": audit}


def say(words: str) -> None:
    """A line for the person at the keyboard, in order with what the commands print."""
    print(words, flush=True)


def main(arguments: list) -> int:
    """Exit 0 done, 1 refused or failed, 2 wrong usage."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        say(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}。")
        return 1
    if not arguments or arguments[0] not in VERBS:
        say(__doc__.strip())
        return 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except (Stop, OSError) as trouble:
        say(str(trouble))
    except KeyboardInterrupt:
        say("已中断。没有装完的，再运行一次会自动重装。")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
