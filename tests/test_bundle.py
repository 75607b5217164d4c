"""What goes out to the clerks: the spec file takes along what the program reads and nothing of ours that it does not."""

import ast
import hashlib
import json
import re
import runpy
import sys
import sysconfig
from importlib.metadata import distributions
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build_spec"
SPEC = (BUILD / "lianluozhan.spec").read_text("utf-8")
INSTALLER = (BUILD / "installer.nsi").read_text("utf-8")
ASSIGNED = {
    node.targets[0].id: node.value
    for node in ast.parse(SPEC).body
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
}
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
    kept = [
        file
        for part in ("lianluozhan", "ui")
        for file in (ROOT / part).rglob("*.py")
        if file.name not in ("tour.py", "guide.py")
    ]
    read = {name for file in kept for name in re.findall(r'resource\.path\("(\w+)"', file.read_text("utf-8"))}
    assert read <= shipped


def test_what_is_thrown_out_is_not_imported():
    """No module the spec excludes is imported by the program."""
    excluded = {node.value for node in ast.walk(ASSIGNED["EXCLUDED"]) if isinstance(node, ast.Constant)}
    hands = {"tour.py", "guide.py"}
    files = [file for part in ("lianluozhan", "ui") for file in (ROOT / part).rglob("*.py") if file.name not in hands]
    nodes = [
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    imported = {
        name
        for node in nodes
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    qt = {f"PySide6.{name}" for name in excluded}
    # python -m ui tour, of a checkout.
    assert {name for name in imported if name in excluded or name in qt} <= {"ui.tour"}


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qoffscreen.dll", True),
        ("PySide6/plugins/imageformats/qsvg.dll", True),
        ("PySide6/Qt6Svg.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt6PrintSupport.dll", True),
        ("PySide6/Qt6Network.dll", False),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt6Pdf.dll", False),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("icuuc.dll", False),
        ("bcryptprimitives.dll", False),
        ("PySide6/Qt/lib/libicuuc.so.73", True),
        ("docx/templates/default.docx", True),
        ("docx\\templates\\default-docx-template\\word\\styles.xml", False),
    ],
)
def test_parts_of_qt(name, goes):
    """What the window needs of Qt goes along on both systems; nets, 3D, what Windows has itself and what nobody reads stay out."""
    assert (pattern("USELESS").search(name) is None) is goes


def test_words_of_qt():
    """Of Qt's translations only the Chinese of the basic part goes along."""
    assert pattern("TRANSLATION").search("PySide6/Qt/translations/qtbase_de.qm")
    assert not pattern("TRANSLATION").search("PySide6\\translations\\qtbase_zh_CN.qm")


def test_one_runtime_of_microsoft_goes_along():
    """It comes with Python and again with parts of Qt: one copy goes, the newest, beside Python, under whatever case of its name."""
    source = ast.Module([node for node in ast.parse(SPEC).body if getattr(node, "name", "") == "newest"], [])
    there = {"re": re}
    exec(compile(source, "lianluozhan.spec", "exec"), there)
    versions = {"python": (14, 40), "python_1": (14, 38), "qt": (14, 44), "shiboken": (14, 44), "qt_1": (14, 30)}
    binaries = [
        ("MSVCP140.dll", "python", "BINARY"),
        ("VCRUNTIME140_1.dll", "python_1", "BINARY"),
        ("PySide6\\msvcp140.dll", "qt", "BINARY"),
        ("PySide6/Qt6Core.dll", "core", "BINARY"),
        ("shiboken6/MSVCP140.dll", "shiboken", "BINARY"),
        ("PySide6/VCRUNTIME140_1.dll", "qt_1", "BINARY"),
    ]
    assert sorted(there["newest"](binaries, versions.__getitem__)) == [
        ("PySide6/Qt6Core.dll", "core", "BINARY"),
        ("VCRUNTIME140_1.dll", "python_1", "BINARY"),
        ("msvcp140.dll", "qt", "BINARY"),
    ]


def test_both_programs_read_one_archive_of_modules(tmp_path, monkeypatch):
    """The reader that PyInstaller's importers hold on to reads the archive that lies beside, not what the program carries."""

    class Reader:
        def __init__(self, filename, start_offset=None, check_pymagic=False):
            self.read = (filename, start_offset, check_pymagic)

    carried = Reader("联络站.exe?4096", check_pymagic=True)
    monkeypatch.setitem(sys.modules, "pyimod02_importers", SimpleNamespace(pyz_archive=carried))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    runpy.run_path(str(BUILD / "modules.py"))
    assert carried.read == (str(tmp_path / "modules.pyz"), None, True)


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


@pytest.mark.parametrize("words", [[], ["--only-try"], ["--only-pack"]])
def test_a_machine_without_the_tools_is_told_so(words, monkeypatch, capsys):
    """Where a program of the system is missing, it is named in words and nothing is fetched or made."""
    monkeypatch.setitem(sys.modules, "bundle", room("bundle"))
    windows = room("windows")
    monkeypatch.setenv("PATH", "")
    for step in ("_pip", "settle", "build", "hand_on"):
        monkeypatch.setattr(windows, step, lambda *_: pytest.fail("went on"))
    assert windows.main(words) == 1
    assert "makensis" in capsys.readouterr().out


def test_nothing_of_wine_goes_out(tmp_path, monkeypatch):
    """A library that wine lends, or that stands in for one of Windows', is found wherever it lies."""
    windows = room("windows")
    for name in ("lianluozhan.exe", "联络站.exe"):
        (tmp_path / name).write_bytes(b"MZ")
    windows.check(tmp_path)
    (tmp_path / "_internal").mkdir()
    for name, head in (
        ("ICUUC.dll", b"MZ"),
        ("bcryptprimitives.dll", b"MZ"),
        ("ucrtbase.dll", b"MZ" + bytes(62) + b"Wine builtin DLL\0"),
    ):
        (tmp_path / "_internal" / name).write_bytes(head)
        with pytest.raises(windows.Refused, match=name):
            windows.check(tmp_path)
        (tmp_path / "_internal" / name).unlink()


def test_a_second_runtime_of_microsoft_stops_the_bundle(tmp_path, monkeypatch):
    """Two copies, of which Windows would take whichever is loaded first, do not go out."""
    windows = room("windows")
    for name in ("lianluozhan.exe", "联络站.exe", "MSVCP140.dll"):
        (tmp_path / name).write_bytes(b"MZ")
    windows.check(tmp_path)
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "msvcp140.dll").write_bytes(b"MZ")
    with pytest.raises(windows.Refused, match="msvcp140"):
        windows.check(tmp_path)


# ---- licences and parts --------------------------------------------------------------------------------------------


@pytest.fixture
def supply():
    """build_spec/supply.py."""
    return room("supply")


@pytest.fixture
def site():
    """Where this Python's packages lie."""
    return Path(sysconfig.get_path("purelib"))


def test_every_package_we_run_on_may_go_out(supply, site):
    """Of each pinned package the licence is known and stands on the list; what is ours or Python's explains itself."""
    pinned = {
        supply.key(name)
        for name in re.findall(r"^([\w.-]+)==", (BUILD / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    }
    there = {supply.key(one.name): one for one in distributions(path=[str(site)])}
    known = [supply.Part(name, there[name].version, supply.licence_of(there[name])) for name in pinned if name in there]
    assert len(known) >= len(pinned) - 1  # colorama is Windows' alone
    supply.check(known)


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "", "MIT AND SSPL-1.0", "GPL-2.0-only OR Proprietary"]
)
def test_another_licence_stops_the_bundle(supply, licence):
    """What is not on the list does not go out, alone or beside something that is; of a choice one good one is enough."""
    with pytest.raises(supply.Refused, match="不在允许的名单里"):
        supply.check([supply.Part("x", "1", licence)])
    supply.check([supply.Part("x", "1", f"{licence} OR MIT")])


def test_a_file_nobody_explains_stops_the_bundle(supply, site, tmp_path):
    """Files are traced to packages, on Windows too; one from elsewhere is refused by name."""
    qt, reportlab = site / "PySide6" / "QtCore.abi3.so", site / "reportlab" / "__init__.py"
    contents = [
        ("PySide6/QtCore.abi3.so", str(qt)),
        ("reportlab", str(reportlab)),
        ("VCRUNTIME140.dll", r"Z:\elsewhere\VCRUNTIME140.dll"),
    ]
    assert supply.trace(contents, site) == ({"pyside6-essentials", "reportlab"}, True)
    windows = [(name, "Z:" + source.replace("/", "\\")) for name, source in contents[:2]]
    assert supply.trace(windows, site)[0] == {"pyside6-essentials", "reportlab"}
    with pytest.raises(supply.Refused, match="libstrange"):
        supply.trace([*contents, ("libstrange.so", str(tmp_path / "libstrange.so"))], site)


def test_microsofts_runtime_is_named_whoever_brought_it(supply, tmp_path, monkeypatch):
    """The copy that lies in Qt's package is Microsoft's all the same, and stands in the list under its own terms."""
    monkeypatch.setattr(supply, "recorded", lambda _site: {"pyside6-essentials": ["PySide6/MSVCP140.dll"]})
    assert supply.trace([("MSVCP140.dll", str(tmp_path / "PySide6" / "MSVCP140.dll"))], tmp_path) == (set(), True)


def test_the_list_of_parts(supply, site, tmp_path):
    """CycloneDX names packages, what lies compiled within them, and each file by its digest; the texts lie beside the list."""
    parts = supply.parts_of({"pyside6-essentials", "reportlab"}, True, site, "3.11.9")
    (tmp_path / "a.txt").write_text("联络站", "utf-8")
    told = supply.sbom(parts, "1.2.3", tmp_path)
    assert (told["bomFormat"], told["specVersion"], told["metadata"]["component"]["version"]) == (
        "CycloneDX",
        "1.6",
        "1.2.3",
    )
    named = {one["name"]: one for one in told["components"]}
    assert named["PySide6_Essentials"]["purl"] == "pkg:pypi/pyside6-essentials@6.11.3"
    assert named["Qt"]["licenses"] == [{"expression": "LGPL-3.0-only"}] and "Microsoft Visual C++ Runtime" in named
    assert named["a.txt"]["hashes"][0]["content"] == hashlib.sha256("联络站".encode()).hexdigest()
    references = [one["bom-ref"] for one in told["components"] if "bom-ref" in one]
    assert len(set(references)) == len(references)
    supply.write(parts, tmp_path / "licences", site)
    assert "LGPL-3.0-only" in (tmp_path / "licences" / supply.BUNDLED_TEXT).read_text("utf-8")
    assert "reportlab" in next((tmp_path / "licences" / "reportlab").iterdir()).read_text("utf-8").lower()


# ---- the installer -------------------------------------------------------------------------------------------------


def test_the_installer_takes_nothing_that_is_not_ours():
    """The uninstaller removes only what is named; nothing under data or documents, no whole folder of the person's."""
    removed = re.findall(r"^\s*(?:RMDir /r|Delete) (.*)$", INSTALLER.split('Section "Uninstall"')[1], re.MULTILINE)
    assert sorted(removed) == sorted(
        [
            r'"$SMPROGRAMS\${NAME}.lnk"',
            r'"$DESKTOP\${NAME}.lnk"',
            r'"$INSTDIR\_internal"',
            r'"$INSTDIR\_new"',
            r'"$INSTDIR\_old"',
            r'"$INSTDIR\${NAME}.exe"',
            r'"$INSTDIR\${ID}.exe"',
            r'"$INSTDIR\卸载.exe"',
        ]
    )
    assert "RequestExecutionLevel user" in INSTALLER and "HKLM" not in INSTALLER


def test_each_refusal_of_the_installer_is_whole():
    """Every refusal is silent where nobody looks, ends with 2, and says what happened and what to do in Chinese."""
    body = re.search(r"!macro refuse words\n(.*?)!macroend", INSTALLER, re.DOTALL)[1]
    assert "/SD IDOK" in body and "SetErrorLevel 2" in body and "Quit" in body
    told = re.findall(r'!insertmacro refuse "(.*)"', INSTALLER)
    assert told and [words for words in told if words.count("。") < 3 or "请" not in words] == []
    assert len(re.findall("MessageBox", INSTALLER)) == INSTALLER.count("/SD ")


def test_the_installer_knows_the_oldest_windows():
    """Windows 10, 1809 is build 17763; older systems and newer data are asked about before anything is written."""
    begin = INSTALLER[INSTALLER.index("Function .onInit") : INSTALLER.index("FunctionEnd")]
    assert "!define OLDEST_BUILD 17763" in INSTALLER
    assert [word for word in ("AtLeastWin10", "AtLeastBuild", "VersionCompare") if word not in begin] == []


def test_a_signed_update_is_made_beside(tmp_path, monkeypatch):
    """What `--key` leaves beside a build is what programs take: packed the same twice, signed, with the changelog's words; a key
    programs would not believe signs nothing."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    from lianluozhan import release, update

    bundle = room("bundle")
    sign, key = room("sign"), Ed25519PrivateKey.generate()
    pem = tmp_path / "release.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes_raw().hex()
    with pytest.raises(bundle.Refused, match=public):
        sign.key_of(["--key", str(pem)])
    with pytest.raises(bundle.Refused):
        sign.key_of(["--key", str(tmp_path / "none.pem")])
    assert sign.key_of([]) is None
    monkeypatch.setattr(release, "trusted", lambda _file=None: (public,))
    folder = tmp_path / "lianluozhan"
    (folder / "_internal").mkdir(parents=True)
    (folder / "lianluozhan").write_text("x")
    (folder / "lianluozhan").chmod(0o755)
    (folder / "_internal" / "链接").symlink_to("../lianluozhan")
    (tmp_path / "又一次").mkdir()
    first, second = sign.packed(folder, "9.9", tmp_path), sign.packed(folder, "9.9", tmp_path / "又一次")
    assert first.read_bytes() == second.read_bytes()
    made = sign.beside(first, "9.9", "linux", sign.key_of(["--key", str(pem)]))
    said = release.read(made)
    assert (said.version, said.file, said.formats) == ("9.9", first.name, update.FORMATS) and release.verified(
        made, said
    ) == first
    monkeypatch.setattr(sign, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(
        "# 更新\n\n## 9.9 （2027-01-01）\n\n### 总的\n\n- 一件，\n  还有话。\n- 两件。\n\n## 9.8\n\n- 旧的\n", "utf-8"
    )
    assert sign.notes("9.9") == ["一件， 还有话。", "两件。"] and sign.notes("1.0") == []


def test_no_private_key_lies_here():
    """Nothing in the checkout is a private key of anybody."""
    import subprocess

    told = subprocess.run(
        ["git", "grep", "-lI", "-e", "BEGIN PRIVATE" + " KEY", "-e", "BEGIN ENCRYPTED PRIVATE" + " KEY"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert told.stdout == ""


def test_two_builds_are_compared_to_the_last_byte(tmp_path, monkeypatch):
    """A byte, a right to run, a link, a file too many: each is named; equal folders have nothing to name."""
    twice = room("twice")
    for name in ("一", "二"):
        (tmp_path / name / "里").mkdir(parents=True)
        for file in ("a", "b", "里/c", "d"):
            (tmp_path / name / file).write_text(file)
        (tmp_path / name / "l").symlink_to("a")
    one, other = tmp_path / "一", tmp_path / "二"
    assert twice.differing(one, other) == [] and len(twice.listed(one)) == 5
    (other / "a").write_text("A")
    (other / "b").chmod(0o755)
    (other / "里" / "c").unlink()
    (other / "l").unlink()
    (other / "l").symlink_to("b")
    assert twice.differing(one, other) == ["a", "b", "l", "里/c"]


def test_every_build_is_steadied(tmp_path, monkeypatch):
    """What PyInstaller is called with fixes the moment and the order of sets, whoever calls; the moment is the commit's."""
    bundle, called = room("bundle"), {}
    monkeypatch.setattr(
        bundle.subprocess,
        "run",
        lambda command, **how: called.update(how) or type("Ran", (), {"returncode": 0, "stdout": "1700000000\n"}),
    )
    bundle.build(["python"], tmp_path / "out")
    assert called["env"] | {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": "1"} == called["env"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert bundle.steady()["SOURCE_DATE_EPOCH"] == "5"
    assert "product.steady()" in (BUILD / "windows.py").read_text("utf-8")


def test_what_nobody_could_look_up_is_not_called_sound(monkeypatch, capsys):
    """The audit is good only where every package was looked up and none has a hole; a list nobody answered for is not."""
    audit = room("audit")
    sound = {"name": "a", "version": "1", "vulns": []}
    holed = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    missed = {"name": "c", "version": "4", "skip_reason": "not found"}
    assert audit.judged({"dependencies": [sound, holed, missed]}) == (2, ["b 2：PYSEC-1，修好的版本 3"], ["c"])
    monkeypatch.setattr(audit, "tool", lambda: True)
    for said, code in (
        (({"dependencies": [sound]}), 0),
        ({"dependencies": [sound, holed]}, 1),
        ({"dependencies": [sound, missed]}, 1),
        ({}, 1),
    ):
        monkeypatch.setattr(audit, "asked", lambda _name, said=said: said)
        assert audit.main() == code
    assert "不能说没有问题" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("version", "hit"),
    [
        ("1.0", False),
        ("2.0", True),
        ("2.9", True),
        ("3.0", False),
        ("4.1", True),
        ("4.2", True),
        ("4.3", False),
        ("0.7", True),
        ("9.0", False),
    ],
)
def test_audit_by_a_list_that_was_brought(version, hit, tmp_path, monkeypatch):
    """A version is holed that a record names, or that lies from `introduced` to before `fixed`, or up to
    `last_affected`; what was withdrawn is not."""
    audit = room("audit")
    spans = [{"introduced": "2.0"}, {"fixed": "3.0"}, {"introduced": "4.1"}, {"last_affected": "4.2"}]
    record = {
        "id": "X-1",
        "modified": "2026-01-02T00:00:00Z",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "Made_Up"},
                "versions": ["0.7"],
                "ranges": [{"type": "ECOSYSTEM", "events": spans}],
            }
        ],
    }
    gone = {
        **record,
        "id": "X-2",
        "withdrawn": "2026-01-03T00:00:00Z",
        "affected": [{**record["affected"][0], "versions": ["9.0"]}],
    }
    for one in (record, gone):
        (tmp_path / f"{one['id']}.json").write_text(json.dumps(one), "utf-8")
    monkeypatch.setattr(audit, "HERE", tmp_path)
    (tmp_path / "pins.txt").write_text(f"made-up=={version} \\\n    --hash=sha256:00\nquiet==1\n", "utf-8")
    records, newest = audit.read(tmp_path, {"made-up", "quiet"})
    looked, holes, unknown = audit.judged(audit.listed("pins.txt", records))
    assert (looked, newest, unknown) == (2, "2026-01-02", [])
    assert holes == ([f"made-up {version}：X-1，修好的版本 3.0"] if hit else [])
