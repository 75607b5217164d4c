"""What goes out to the clerks: the spec file takes along what the program reads and nothing of ours that it does not."""

import ast
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build_spec"
SPEC = (BUILD / "lianluozhan.spec").read_text("utf-8")
ASSIGNED = {node.targets[0].id: node.value for node in ast.parse(SPEC).body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
STAY_HOME = {"sample", "pictures"}  # folders of resources/ that README, tests and `dev.py run` use


def room(name):
    """A module of build_spec/, as its own programs import it."""
    if str(BUILD) not in sys.path:
        sys.path.append(str(BUILD))
    spec = spec_from_file_location(name, BUILD / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pattern(name):
    """A regular expression of the spec file."""
    return re.compile(ast.literal_eval(ASSIGNED[name].args[0]))


def test_every_resource_has_been_thought_of():
    """Each folder of resources/ is shipped or stays home by name; none of the program's code reads one that stays."""
    shipped = set(ast.literal_eval(ASSIGNED["SHIPPED"]))
    there = {folder.name for folder in (ROOT / "resources").iterdir() if folder.is_dir()}
    assert shipped | STAY_HOME == there and not shipped & STAY_HOME
    kept = [file for part in ("lianluozhan", "ui") for file in (ROOT / part).rglob("*.py") if file.name not in ("tour.py", "guide.py")]
    read = {name for file in kept for name in re.findall(r'resource\.path\("(\w+)"', file.read_text("utf-8"))}
    assert read <= shipped


def test_what_is_thrown_out_is_not_imported():
    """No module the spec excludes is imported by the program."""
    excluded = {node.value for node in ast.walk(ASSIGNED["EXCLUDED"]) if isinstance(node, ast.Constant)}
    hands = {"tour.py", "guide.py"}
    files = [file for part in ("lianluozhan", "ui") for file in (ROOT / part).rglob("*.py") if file.name not in hands]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, (ast.Import, ast.ImportFrom))]
    imported = {name for node in nodes for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])}
    qt = {f"PySide6.{name}" for name in excluded}
    assert {name for name in imported if name in excluded or name in qt} <= {"ui.tour"}  # python -m ui tour, of a checkout


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("PySide6/Qt/lib/libQt6Gui.so.6", True), ("PySide6/Qt/plugins/platforms/libqxcb.so", True), ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True), ("PySide6\\plugins\\platforms\\qoffscreen.dll", True),
        ("PySide6/plugins/imageformats/qsvg.dll", True), ("PySide6/Qt6Svg.dll", True), ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt6PrintSupport.dll", True), ("PySide6/Qt6Network.dll", False), ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt6Pdf.dll", False), ("PySide6\\plugins\\tls\\qschannelbackend.dll", False), ("PySide6/opengl32sw.dll", False),
        ("icuuc.dll", False), ("PySide6/Qt/lib/libicuuc.so.73", True),
    ],
)  # fmt: skip
def test_parts_of_qt(name, goes):
    """What the window needs of Qt goes along on both systems; nets, 3D and what Windows has itself stay out."""
    assert (pattern("USELESS").search(name) is None) is goes


def test_words_of_qt():
    """Of Qt's translations only the Chinese of the basic part goes along."""
    assert pattern("TRANSLATION").search("PySide6/Qt/translations/qtbase_de.qm")
    assert not pattern("TRANSLATION").search("PySide6\\translations\\qtbase_zh_CN.qm")


def test_pins_agree():
    """A package that stands in several requirement files has one version; every line is pinned by hash."""
    versions = {}
    for file in BUILD.glob("requirements*.txt"):
        text = file.read_text("utf-8")
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
            versions.setdefault(re.sub("[-_.]+", "-", name).lower(), set()).add(version)
        assert text.count("\n    --hash=sha256:") >= len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)), file.name
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_windows_shows_the_version():
    """The number Windows shows is the program's, in four parts; PyInstaller can read what was written."""
    bundle = room("bundle")
    told = bundle.version_resource("1.20.3")
    assert "filevers=(1, 20, 3, 0)" in told and "'1.20.3'" in told
    assert ast.parse(told)


def test_what_is_too_large_is_refused(tmp_path, monkeypatch, capsys):
    """The size is said; above the limit nothing goes out."""
    bundle = room("bundle")
    (tmp_path / "a").write_bytes(b"x" * 1000)
    monkeypatch.setattr(bundle, "MOST", {"linux": 1000})
    bundle.check_size(tmp_path, "linux")
    (tmp_path / "b").write_bytes(b"x")
    with pytest.raises(bundle.Refused):
        bundle.check_size(tmp_path, "linux")


def test_pins_for_windows():
    """What only Windows needs is fetched for it, although pip runs on another system."""
    windows = room("windows")
    pins = (BUILD / "requirements.txt").read_text("utf-8")
    assert 'colorama==0.4.6 ; sys_platform == "win32"' in pins
    assert re.search(r"^colorama==0\.4\.6 \\$", windows.for_windows(pins), re.MULTILINE)


def test_nothing_of_wine_goes_out(tmp_path, monkeypatch):
    """A library that wine lends, or that stands in for one of Windows', is found wherever it lies."""
    windows = room("windows")
    for name in ("lianluozhan.exe", "联络站.exe"):
        (tmp_path / name).write_bytes(b"MZ")
    windows.check(tmp_path)
    (tmp_path / "_internal").mkdir()
    for name, head in (("ICUUC.dll", b"MZ"), ("ucrtbase.dll", b"MZ" + bytes(62) + b"Wine builtin DLL\0")):
        (tmp_path / "_internal" / name).write_bytes(head)
        with pytest.raises(windows.Refused, match=name):
            windows.check(tmp_path)
        (tmp_path / "_internal" / name).unlink()
