"""README.md is true: its commands exist, its map is the tree, and nothing a clerk or an engineer looks for is left out."""

import ast
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from lianluozhan.schema import RECORDS

ROOT = Path(__file__).parents[1]
CORE = ROOT / "lianluozhan"


@pytest.fixture(scope="module")
def readme() -> str:
    """The whole text."""
    return (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def blocks(readme) -> list[str]:
    """What stands in its fenced blocks."""
    return re.findall(r"(?ms)^```[^\n]*\n(.*?)^```", readme)


@pytest.fixture(scope="module")
def verbs() -> set[str]:
    """What build_spec/dev.py can do."""
    spec = spec_from_file_location("dev", ROOT / "build_spec" / "dev.py")
    dev = module_from_spec(spec)
    spec.loader.exec_module(dev)
    return set(dev.VERBS)


def shown(blocks: list[str], command: str) -> set[str]:
    """The words that follow a command in the blocks, its options with values passed over."""
    lines = [line for block in blocks for line in block.splitlines()]
    found = (re.match(rf"\s*(?:\$ )?{command}\s+(?:--[\w-]+[ =]\S+\s+)*([a-z]+)", line) for line in lines)
    return {match[1] for match in found if match}


def drawn(map_block: str) -> dict[str, str]:
    """{path below lianluozhan/ without .py: what is said of it} of a map drawn by indentation, one line a file."""
    said, above = {}, []
    for line in map_block.splitlines()[1:]:
        name, _, words = line.strip().partition(" ")
        depth = len(line) - len(line.lstrip())
        above = [(at, folder) for at, folder in above if at < depth]
        said["".join(folder for _, folder in above) + name.removesuffix(".py")] = words.strip()
        if name.endswith("/"):
            above.append((depth, name))
    return said


def the_tree() -> set[str]:
    """The same paths as the folder itself has them; `__init__` and `__main__` go without saying."""
    files = {file.relative_to(CORE) for file in CORE.rglob("*.py")}
    folders = {f"{file.parent.as_posix()}/" for file in files if len(file.parts) > 1}
    return folders | {file.with_suffix("").as_posix() for file in files if not file.stem.startswith("__")}


def the_papers() -> set[str]:
    """NAME of every paper: what its module in report/ calls it."""
    nodes = (node for file in (CORE / "report").glob("*.py") for node in ast.parse(file.read_text("utf-8")).body)
    named = (node for node in nodes if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NAME")
    return {ast.literal_eval(node.value) for node in named}


def test_two_commands(blocks, verbs):
    """The two commands of dev.py a newcomer needs are shown, and every one shown exists."""
    asked = shown(blocks, r"python3? build_spec/dev\.py")
    assert {"run", "test"} <= asked <= verbs


def test_commands_of_the_program(blocks):
    """Every verb of the command line that is shown is one it knows."""
    done = subprocess.run(
        [sys.executable, "-m", "lianluozhan", "--help"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    asked = shown(blocks, r"(?:python3? -m )?lianluozhan")
    assert asked, "README shows no command of the program itself"
    assert asked <= set(re.findall(r"[a-z]+", done.stdout))


def test_map_is_the_tree(blocks):
    """The module map names each file of lianluozhan/ once, with a word on why it is there, and no other."""
    maps = [block for block in blocks if block.startswith("lianluozhan/")]
    assert len(maps) == 1, "README has one fenced block that starts with lianluozhan/"
    said = drawn(maps[0])
    assert set(said) == the_tree()
    assert [name for name, words in said.items() if len(words) < 2] == []


def test_way_of_one_visit_is_true(blocks):
    """Every module and every function on the way drawn from the key to the district is where the drawing says."""
    (way,) = [block for block in blocks if block.startswith(" keys")]
    named, room = 0, CORE / "act.py"
    for line in way.splitlines():
        column = re.sub(r"\(.*?\)", "", line[11:38]) if not line[6:11].strip() else ""
        for word in re.findall(r"[A-Za-z_]+(?:/(?:[a-z_]+|\*))?", column):
            files = [file for top in (ROOT, CORE, room.parent) for file in top.glob(f"{word}.py")]
            defined = re.search(rf"(?m)^\s*(?:def|class) {re.escape(word)}\b", room.read_text("utf-8"))
            assert files or defined, f"{word} is neither a module nor in {room.name}"
            named, room = named + 1, files[0] if files else room
    assert named > 25


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.noun)
def test_records_are_named(readme, record):
    """Every kind of record is named by its word and by its Chinese label."""
    assert f"`{record.noun}`" in readme
    assert record.label in readme


def test_papers_are_named(readme):
    """Every paper the program prints is named."""
    assert {"接待日志", "意见台账"} <= the_papers()
    assert {name for name in the_papers() if name not in readme} == set()


def test_paths_exist(readme):
    """What README links to, or calls a file of this checkout, is there."""
    links = {link for link in re.findall(r"\]\(([^)#\s]+)", readme) if "://" not in link}
    files = set(re.findall(r"`((?:lianluozhan|ui|tests|build_spec|resources)/[^`\s*<]*)`", readme))
    assert {name for name in links | files if not (ROOT / name).exists()} == set()
