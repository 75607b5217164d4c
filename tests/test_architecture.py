"""The shape of the code: which way the arrows go, a core without a screen, and alarms for what grows too big.

The alarms are alarms, not aims. What must stand above one is named in EXCEPTIONS with its reason.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
CORE, SCREEN, TESTS, BUILD = (ROOT / name for name in ("lianluozhan", "ui", "tests", "build_spec"))

# "path" of a module or "path:name" of a function or class that may stand above an alarm, with the reason. One that no
# longer does must go from here. `median` alarms take no exception.
EXCEPTIONS: dict[str, str] = {}
# Where `except Exception` is allowed: nowhere; a worker's error comes as Future.exception, a slot's to sys.excepthook.
CATCH_ALL: dict[str, int] = {}
# Words of four Han characters or more that two files may spell out, with the reason.
TWICE: dict[str, str] = {}


def relative(file: Path) -> str:
    """A file's path as the lists above write it."""
    return file.relative_to(ROOT).as_posix()


def modules(*folders: Path) -> list[Path]:
    """Every Python file below these folders."""
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(file.read_text("utf-8"))


def lines(file: Path) -> int:
    """A file's length."""
    return file.read_text("utf-8").count("\n")


@cache
def parts(*kinds: type[ast.AST]) -> list[tuple[str, ast.AST]]:
    """(name as the lists above write it, node) of every function, or class, of the program."""
    found = []
    for file in modules(CORE, SCREEN):
        found += [(f"{relative(file)}:{node.name}", node) for node in ast.walk(tree(file)) if isinstance(node, kinds)]
    return found


def size(node: ast.AST) -> int:
    """Lines of a function or class."""
    return node.end_lineno - node.lineno + 1


def parameters(function: ast.FunctionDef) -> int:
    """How many parameters a caller has to think of."""
    named = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return (
        sum(argument.arg not in ("self", "cls") for argument in named)
        + bool(function.args.vararg)
        + bool(function.args.kwarg)
    )


FUNCTION, CLASS = (ast.FunctionDef, ast.AsyncFunctionDef), (ast.ClassDef,)
MODULES = [(relative(file), file) for file in modules(CORE, SCREEN)]


def too_much(measured: list[tuple[str, int]], limit: int) -> dict[str, int]:
    """What stands above a limit without being excused."""
    return {name: amount for name, amount in measured if amount > limit and name not in EXCEPTIONS}


# ---- arrows ------------------------------------------------------------------------------------------------------


def test_arrows():
    """The contracts in pyproject.toml hold: layers, no Qt in the core, no circles."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts\n") :] + done.stderr


def test_types_hold(tmp_path):
    """What every function of the core says it takes and gives is true, as far as mypy can see."""
    check = [sys.executable, "-m", "mypy", "--cache-dir", tmp_path / "mypy"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_type_is_only_ignored_with_a_reason():
    """Which of mypy's words is not listened to stands in brackets, and behind it why."""
    bare = [
        f"{relative(file)}:{number}"
        for file in modules(CORE)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if "# type: ignore" in line and not re.search(r"# type: ignore\[[a-z-]+\]  # \w+ \w+", line)
    ]
    assert bare == []


def test_every_module_has_its_row():
    """A new file is put into a row of the layers; one that no longer exists and is not to come is taken out."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    rows = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    placed = re.findall(r"\w+", " ".join(rows))
    there = {entry.stem for entry in CORE.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").exists()}
    there -= {"__init__"}
    homeless = sorted(there - set(placed))
    assert not homeless, (
        f"say in pyproject.toml, [tool.importlinter] layers, which row these files belong to: {homeless}"
    )
    assert len(placed) == len(set(placed)), "a file stands in two rows of the layers"


def test_no_qt_in_the_core(tmp_path):
    """The command line answers in a process where importing PySide6 raises."""
    (tmp_path / "PySide6.py").write_text("raise ImportError('the core asked for a screen')\n", "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    broken = subprocess.run([sys.executable, "-c", "import PySide6"], env=env, capture_output=True, text=True)
    assert "asked for a screen" in broken.stderr
    done = subprocess.run(
        [sys.executable, "-m", "lianluozhan", "--help"], env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "lianluozhan" in done.stdout


# ---- growth ------------------------------------------------------------------------------------------------------


def test_modules_stay_small():
    """No module above 300 lines, half of them at most 120."""
    sizes = [(name, lines(file)) for name, file in MODULES]
    assert not too_much(sizes, 300)
    assert median(amount for _, amount in sizes) <= 120


def test_functions_stay_small():
    """No function above 40 lines, half of them at most 8."""
    sizes = [(name, size(node)) for name, node in parts(*FUNCTION)]
    assert not too_much(sizes, 40)
    assert median(amount for _, amount in sizes) <= 8


def test_classes_stay_small():
    """No class above 150 lines."""
    assert not too_much([(name, size(node)) for name, node in parts(*CLASS)], 150)


def test_parameters_stay_few():
    """No function takes more than six."""
    assert not too_much([(name, parameters(node)) for name, node in parts(*FUNCTION)], 6)


def test_exceptions_are_needed():
    """An excuse that nothing needs any more is taken off the list."""
    above = {name for name, file in MODULES if lines(file) > 300}
    above |= {name for name, node in parts(*FUNCTION) if size(node) > 40 or parameters(node) > 6}
    above |= {name for name, node in parts(*CLASS) if size(node) > 150}
    assert set(EXCEPTIONS) <= above


def test_more_test_than_code():
    """The core has at least 1.2 lines of test to a line, the whole program 1.0."""
    core, whole = (sum(map(lines, modules(*folders))) for folders in ((CORE,), (CORE, SCREEN)))
    tests = sum(map(lines, modules(TESTS)))
    of_pages = sum(map(lines, modules(TESTS / "pages")))
    assert (tests - of_pages) / core >= 1.2, f"{tests - of_pages} lines of test for {core} of the core"
    assert tests / whole >= 1.0, f"{tests} lines of test for {whole} of the program"


def catches_all(node: ast.AST) -> bool:
    """Whether this swallows any error there is; cleaning up and raising it on does not."""
    if not isinstance(node, ast.ExceptHandler) or ast.unparse(node.body[-1]) == "raise":
        return False
    return node.type is None or bool(re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))


def test_nothing_catches_everything():
    """`except Exception`, and what is wider, stands only where it is counted."""
    counts = {name: sum(map(catches_all, ast.walk(tree(file)))) for name, file in MODULES}
    assert {name: count for name, count in counts.items() if count} == CATCH_ALL


# ---- the screen --------------------------------------------------------------------------------------------------


def imported(file: Path) -> set[str]:
    """The modules a file imports, and from where it takes names: threading, PySide6.QtCore.QThread."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


THREADS = re.compile(
    r"threading|_thread|concurrent\.futures|multiprocessing|asyncio|.*\.(QThread|QThreadPool|QRunnable|QtConcurrent)"
)


def test_one_door_to_threads():
    """Only ui/act.py starts a thread."""
    started = {
        relative(file): hits
        for file in modules(SCREEN)
        if (hits := {name for name in imported(file) if THREADS.fullmatch(name)})
    }
    assert set(started) == {"ui/act.py"}


def test_the_window_stays_small():
    """Pages bring their own actions; the window grows into no god: 200 lines at most."""
    assert lines(SCREEN / "window.py") <= 200


def test_one_asks_for_the_application():
    """Objects are handed in: QApplication.instance() is asked for by ui/app.py alone."""
    asking = {relative(file) for file in modules(SCREEN) if "Application.instance()" in file.read_text("utf-8")}
    assert asking <= {"ui/app.py"}


def test_every_page_is_listed():
    """A file of ui/pages is a page, and has a leaf; what asks for a folder or its password alone is a window of its own."""
    calls = (
        node
        for node in ast.walk(tree(SCREEN / "pages" / "__init__.py"))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "at"
    )
    listed = {ast.literal_eval(call.args[0]) for call in calls} | {"start", "unlock", "__init__"}
    assert {file.stem for file in modules(SCREEN / "pages")} == listed


def test_a_start_reads_what_its_first_page_needs():
    """A page's file, a sheet's library and what draws papers are read when somebody goes there, not when the program starts."""
    tell = (
        "import sys, ui.app; pages = [name for name in sys.modules if name.startswith('ui.pages.')]; "
        "import ui.pages.visit, ui.pages.today; print(pages, *sys.modules)"
    )
    read = subprocess.run(
        [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert read[0] == "[]" and "ui.pages.today" in read
    assert set(read) & {"openpyxl", "reportlab", "PIL", "lxml", "pypdfium2", "pypinyin", "phonenumbers"} == set()


def test_a_start_reads_no_sources():
    """Qt's binding does not look through the source of each file that is read after it: 50 ms, and kept in memory."""
    tell = "import ui.app, ui.pages.visit, linecache; print(*linecache.cache, sep='\\n')"
    read = subprocess.run(
        [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [name for name in read if Path(name).is_relative_to(CORE) or Path(name).is_relative_to(SCREEN)] == []


# ---- words -------------------------------------------------------------------------------------------------------


def texts(file: Path) -> set[str]:
    """The string literals of a file but docstrings, and labels: two records may each have a field called 内容分类."""
    nodes = list(ast.walk(tree(file)))
    apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    declared = [
        line.value
        for node in nodes
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign)
    ]
    apart |= {id(call.args[0]) for call in declared if isinstance(call, ast.Call) and call.args}
    literals = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in apart)
    return {node.value for node in literals if isinstance(node.value, str)}


def test_no_word_is_written_twice():
    """A Chinese literal of four or more characters stands in one file; the others ask that one."""
    places = defaultdict(set)
    for file in modules(CORE, SCREEN):
        for text in texts(file):
            if len(re.findall(r"[\u3400-\u9fff\U00020000-\U0003ffff]", text)) >= 4:
                places[text.strip()].add(relative(file))
    twice = {text: sorted(files) for text, files in places.items() if len(files) > 1}
    unexcused = [f"{text!r} in {', '.join(files)}" for text, files in sorted(twice.items()) if text not in TWICE]
    assert not unexcused, "\n".join(["written out in more than one file:", *unexcused])
    assert set(TWICE) <= set(twice), "no longer written twice"


def unexplained(file: Path) -> list[str]:
    """What in a file has no docstring: itself, a public function or class at its top, a test."""
    named = (node for node in tree(file).body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    silent = [node.name for node in named if not node.name.startswith("_") and not ast.get_docstring(node)]
    return silent if ast.get_docstring(tree(file)) else ["the file itself", *silent]


@pytest.mark.parametrize("asked", ["format --check", "check"])
def test_one_shape(asked):
    """Every file has the one shape, and none of the faults, that pyproject.toml asks for."""
    command = [sys.executable, "-m", "ruff", *asked.split(), "--no-cache", *map(str, (CORE, SCREEN, TESTS, BUILD))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_says_why_it_is_there():
    """Each module, public function, class and test has a docstring."""
    files = [*modules(CORE, SCREEN, TESTS), *sorted((ROOT / "build_spec").glob("*.py"))]
    assert {relative(file): unexplained(file) for file in files if unexplained(file)} == {}


OF_QT = re.compile(
    r"""setattr\([\w.]+,\s*["'](\w*Event|event|eventFilter|paint|data|rowCount|\w*[sS]izeHint|heightForWidth)["']"""
)


def test_no_test_swaps_what_qt_calls():
    """Qt's binding remembers the method that Qt calls without holding it: once a test took its own away, a late paint ended
    Python."""
    assert OF_QT.search('monkeypatch.setattr(RowPainter, "paint", drawn)')
    assert [
        relative(file) for file in modules(TESTS) if file != Path(__file__) and OF_QT.search(file.read_text("utf-8"))
    ] == []


def test_no_package_in_tests():
    """A package below tests/ would hide the program's own of that name."""
    assert not list(TESTS.rglob("__init__.py"))


# ---- what is stored ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["journal", "fold", "record", "table", "store"])
def test_no_float_is_stored(name):
    """A float has two spellings and no exact sum: where entries are made and kept, none is written or asked for."""
    floats = [
        node.lineno
        for node in ast.walk(tree(CORE / f"{name}.py"))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not floats


# ---- what must not be published ----------------------------------------------------------------------------------


def published() -> list[Path]:
    """Files that git holds or would take; where the checkout came without git, all but what is made here."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if listing.returncode:
        made = {".git", ".venv", "build", "dist", "__pycache__", ".pytest_cache", ".hypothesis"}
        return [file for file in ROOT.rglob("*") if file.is_file() and not made & set(file.relative_to(ROOT).parts)]
    return [ROOT / name for name in listing.stdout.split("\0") if (ROOT / name).is_file()]


def registries() -> set[str]:
    """Hosts that packages are fetched from on this machine, as pip's own settings name them."""
    settings = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    hosts = re.findall(r"https?://(?:[^/@\s']*@)?([^/:\s']+)", settings)
    return {host for host in hosts if "." in host}


def test_no_path_or_address_of_a_machine():
    """No published file names this checkout's place, somebody's home or a host packages are fetched from."""
    shared = {"/", "/srv", "/opt", "/tmp", "/root", "/home", "/usr/src", "/var/tmp"}
    words = {str(ROOT), *registries()} | ({f"{ROOT.parent}{os.sep}"} if str(ROOT.parent) not in shared else set())
    told = re.compile("|".join((*map(re.escape, words), r"/home/[a-z]\w*/", r"https?://[^\s/]+/simple\b")))
    found = {}
    for file in published():
        data = file.read_bytes()
        if b"\0" not in data and (hits := set(told.findall(data.decode("utf-8", errors="ignore")))):
            found[relative(file)] = hits
    assert found == {}
