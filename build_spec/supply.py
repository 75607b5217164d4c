"""What a bundle is made of: every file in it traced to the package it came from, each package's licence held against a list,
the texts put into the bundle, and a CycloneDX list of parts beside it. A file nobody can explain stops the bundle.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, NamedTuple

from product import CONTENTS, OUT, PROGRAM, ROOT, Refused, beside, version

# Licences under which something may go out with the program (Apache-2.0): SPDX names.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "bzip2-1.0.6",
    "HPND",
    "ICU",
    "IJG",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "OFL-1.1",
    "PSF-2.0",
    "Unicode-3.0",
    "Zlib",
    "blessing",
    "GPL-2.0-or-later WITH Bootloader-exception",  # PyInstaller's bootloader: its exception allows any program
    "LicenseRef-Hanazono",
    "LicenseRef-ICC",
    "LicenseRef-PublicDomain",
    "LicenseRef-Microsoft-Redistributable",
}
# What packages say of their licence in other words, or not at all: read in the text that comes with them.
READ = {
    "chinesecalendar": "MIT",
    "click-default-group": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyrage": "MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
# Libraries that lie compiled within others: whose, and under what.
WITHIN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "pyside6-essentials": (("Qt", "LGPL-3.0-only"), ("ICU", "Unicode-3.0")),
    "sqlcipher3": (("SQLCipher", "BSD-3-Clause"), ("SQLite", "blessing"), ("OpenSSL", "Apache-2.0")),
    "cryptography": (("OpenSSL", "Apache-2.0"),),
    "lxml": (("libxml2", "MIT"), ("libxslt", "MIT"), ("zlib", "Zlib")),
    "pillow": (
        ("libjpeg-turbo", "IJG"),
        ("libtiff", "HPND"),
        ("libwebp", "BSD-3-Clause"),
        ("OpenJPEG", "BSD-2-Clause"),
        ("Little CMS", "MIT"),
        ("xz", "0BSD"),
        ("zstd", "BSD-3-Clause"),
        ("libXau, libxcb", "MIT"),
    ),
    "pypdfium2": (("PDFium", "BSD-3-Clause AND Apache-2.0"),),
    "Python": (
        ("OpenSSL", "Apache-2.0"),
        ("SQLite", "blessing"),
        ("zlib", "Zlib"),
        ("bzip2", "bzip2-1.0.6"),
        ("libffi", "MIT"),
        ("Expat", "MIT"),
        ("xz", "0BSD"),
        ("libuuid", "BSD-3-Clause"),
    ),
}
RESOURCES = (
    ("Noto Sans SC", "OFL-1.1"),
    ("Noto Serif SC", "OFL-1.1"),
    ("Station Kai (LXGW WenKai)", "OFL-1.1"),
    ("Station Rare (Hanazono Mincho)", "LicenseRef-Hanazono"),
    ("sRGB2014.icc", "LicenseRef-ICC"),
)
X11 = re.compile(r"libx(cb|kbcommon)[-.\w]*")  # of the system it is built on: under MIT all of them
MICROSOFT = re.compile(r"(msvcp|vcruntime|concrt|ucrtbase|api-ms-win)[-.\w]*\.dll", re.IGNORECASE)
# libraries it leans on
PYTHONS = re.compile(r"(lib)?(python|crypto|ssl|ffi|lzma|bz2|z|sqlite3|uuid|expat)[-.\w]*\.(so[.\d]*|dll)$")
BUNDLED_TEXT = "第三方许可.txt"


class Part(NamedTuple):
    """Something in the bundle: its name, version, licence, and the distribution it is, or what it lies within."""

    name: str
    version: str
    licence: str
    of: Distribution | None = None
    within: str = ""


def key(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub("[-_.]+", "-", name).lower()


def licence_of(found: Distribution) -> str:
    """Its licence as an SPDX expression. Raises Refused where it says nothing that can be read."""
    said = READ.get(key(found.name)) or found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    return said.strip()


def check(parts: Iterable[Part]) -> None:
    """Each licence is one of those allowed; of several to choose from, one is."""
    for part in parts:
        choices = [choice.strip("() ") for choice in part.licence.split(" OR ")]
        if not any(all(one.strip("() ") in ALLOWED for one in choice.split(" AND ")) for choice in choices):
            raise Refused(
                f"{part.name} {part.version} 的许可“{part.licence}”不在允许的名单里（build_spec/supply.py）。"
            )


def trace(contents: Iterable[tuple[str, str]], site: Path) -> tuple[set[str], bool]:
    """The packages these files are from, and whether something of Microsoft's is there. Refuses a file it cannot explain."""
    owner = {f"{plain(site)}/{file}": name for name, files in recorded(site).items() for file in files}
    found, microsoft, strange = set(), False, []
    for name, source in contents:
        source = plain(source)
        base = Path(source).name
        if source and not source.startswith("/"):
            continue  # a link to another file of the bundle
        if MICROSOFT.fullmatch(base):  # whoever brought it
            microsoft = True
        elif source in owner:
            found.add(owner[source])
        elif not (
            _pythons(source, site)
            or X11.fullmatch(base)
            or PYTHONS.fullmatch(base)
            or source.startswith(plain(OUT) + "/")
            or _ours(source)
        ):
            strange.append(f"{name} ← {source}")
    found.discard("pyinstaller")  # it is named as the bootloader it leaves
    if strange:
        raise Refused("说不清是哪里来的：\n" + "\n".join(strange[:20]))
    return found, microsoft


def plain(path: Path | str) -> str:
    """A path without its drive, with slashes: under wine a file has two names."""
    return re.sub(r"^[A-Za-z]:", "", str(path)).replace("\\", "/")


def recorded(site: Path) -> dict[str, list[str]]:
    """The files each package says it brought. Read as text: the library's own way takes seven seconds."""
    said = {key(one.name): one.read_text("RECORD") or "" for one in distributions(path=[str(site)])}
    return {name: [row[0] for row in csv.reader(text.splitlines()) if row] for name, text in said.items()}


def _ours(source: str) -> bool:
    return any(
        source.startswith(plain(ROOT / part)) for part in ("lianluozhan", "ui", "resources", "LICENSE", "build_spec")
    )


def _pythons(source: str, site: Path) -> bool:
    """Whether a file is of Python's own library: beside site-packages, or in the Python a .venv was made from."""
    import sysconfig

    roots = (site.parent, site.parent.parent / "DLLs", sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    return "site-packages" not in source and (source in ("", "-") or source.startswith(tuple(map(plain, roots))))


def parts_of(found: Iterable[str], microsoft: bool, site: Path, python: str) -> list[Part]:
    """Every part, what lies within others behind those."""
    there = {key(one.name): one for one in distributions(path=[str(site)])}
    parts = [
        Part("Python", python, "PSF-2.0"),
        *(Part(there[name].name, there[name].version, licence_of(there[name]), there[name]) for name in sorted(found)),
    ]
    starter = there.get("pyinstaller")  # not beside what only tests this
    parts.append(Part("PyInstaller bootloader", starter.version if starter else "", READ["pyinstaller"], starter))
    if microsoft:
        parts.append(Part("Microsoft Visual C++ Runtime", "", "LicenseRef-Microsoft-Redistributable"))
    else:
        parts.append(Part("libxcb, libxkbcommon-x11", "", "MIT"))
    parts += [Part(name, "", licence) for name, licence in RESOURCES]
    inner = [
        Part(name, "", licence, within=key_)
        for key_, others in WITHIN.items()
        if key_ in {*found, "Python"}
        for name, licence in others
    ]
    return parts + inner


def write(parts: Iterable[Part], to: Path, site: Path) -> None:
    """The list and every licence text, where 关于 finds them."""
    to.mkdir(parents=True, exist_ok=True)
    lines = ["随程序一起的第三方部分和它们的许可。全文在旁边的同名文件夹里；Qt 的另见 Qt.txt。", ""]
    for part in parts:
        lines.append(
            f"{'　在 ' + part.within + ' 里的 ' if part.within else ''}{part.name} {part.version}".rstrip()
            + f"　{part.licence}"
        )
        for file in (part.of.files or ()) if part.of else ():
            if (
                re.search(r"dist-info/.*(licen[cs]e|copying|notice)", str(file), re.IGNORECASE)
                and (site / file).is_file()
            ):
                kept = to / key(part.of.name) / "-".join(Path(file).parts[1:])
                kept.parent.mkdir(exist_ok=True)
                shutil.copyfile(site / file, kept)
    for text in (site.parent / "LICENSE.txt", site.parent.parent / "LICENSE.txt"):
        if text.exists():
            shutil.copyfile(text, to / "Python.txt")
    (to / BUNDLED_TEXT).write_text("\n".join(lines) + "\n", "utf-8")


def sbom(parts: Iterable[Part], number: str, folder: Path) -> dict[str, Any]:
    """The parts as CycloneDX 1.6, and each file of the bundle by its digest; nothing in it changes from build to build."""
    components = []
    for part in parts:
        one = {
            "type": "library",
            "name": part.name,
            "bom-ref": f"{part.within}/{part.name}".strip("/"),
            "licenses": [{"expression": part.licence}],
        }
        if part.version:
            one["version"] = part.version
        if part.of is not None:
            one["purl"] = f"pkg:pypi/{key(part.of.name)}@{part.version}"
        components.append(one)
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    components += [
        {
            "type": "file",
            "name": file.relative_to(folder).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
        }
        for file in files
    ]
    program = {"type": "application", "name": PROGRAM, "version": number, "licenses": [{"expression": "Apache-2.0"}]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
    }


def account(folder: Path, site: Path, system: str, python: str) -> list[Part]:
    """All of it for a bundle just made: traced, checked, its texts put in, its list of parts beside it."""
    contents = json.loads((beside(system) / CONTENTS).read_text("utf-8"))
    parts = parts_of(*trace(contents, site), site, python)
    check(parts)
    write(parts, folder / "_internal" / "resources" / "licences", site)
    listed = OUT / f"联络站-{version()}-{system}.cdx.json"
    listed.write_text(json.dumps(sbom(parts, version(), folder), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"许可：{len(parts)} 个部分都在允许的名单里；部件清单 {listed}", flush=True)
    return parts
