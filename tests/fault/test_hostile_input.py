"""What comes in by hand, by sheet, photo, card and stick, made with intent: kept as words, refused in words, never run."""

import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lianluozhan import attachment, folder, photo, showing
from lianluozhan.act import acting
from lianluozhan.deadline import Rule
from lianluozhan.errors import NotAllowed, Problem
from lianluozhan.field import Text
from lianluozhan.folder import KEYS
from lianluozhan.package import enrol, keycard, write
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.fault.nonsense import NONSENSE, spoiled, spots
from tests.station import empty, journal, opened, receive, run, sound

SQL = (
    "'); DROP TABLE entry; --",
    '" OR 1=1; DELETE FROM visit; --',
    "x' UNION SELECT value FROM setting --",
    "%_[]*?^",
    "\\'; ATTACH '/tmp/x' AS y; --",
)
NAMES = (
    "../../逃",
    "..\\..\\逃",
    "/etc/逃",
    "C:\\逃",
    "CON",
    "nul.pdf",
    "\u202e文反",
    "\u200f右",
    "长" * 180,
    "a\u2028b",
    "<b>粗</b>",
    "=1+1",
    "$(touch 逃)",
    "`touch 逃`",
    "-rf",
    "~",
    "%APPDATA%",
)


@pytest.fixture
def path(tmp_path):
    """A station with nothing but its clerk."""
    return empty(tmp_path / "里" / "站")


# ---- SQL in every field --------------------------------------------------------------------------------------------

NUMBERED = {
    "visit": {
        "received_at": "2026-10-14T09:00",
        "channel": "来站",
        "outcome": "当场答复",
        "statement": "x",
        "place": "渔泽镇人大代表联络站",
    },
    "issue": {"registered_at": "2026-10-14", "kind": "群众意见", "statement": "x"},
    "deputy": {"name": "甲"},
    "organ": {"name": "甲"},
    "place": {"name": "甲", "level": "点"},
    "duty": {"begin": "2026-10-14", "kind": "培训", "deputies": ["甲"]},
    "activity": {"kind": "座谈", "planned_on": "2026-10-14"},
    "appointment": {"at": "2026-10-14T09:00", "name": "甲"},
    "schedule": {"date": "2026-10-14"},
}


@pytest.mark.parametrize("kind", NUMBERED)
def test_sql_in_every_text_of_every_record(path, tmp_path, kind):
    """Typed into any field that takes text it is text: kept word for word, listed, found, and nothing else happened."""
    cls = SCHEMA.records[kind]
    texts = [
        name
        for name, field in cls.written().items()
        if isinstance(field, Text)
        and name not in ("voided", "phone", "id_number", "visitor_phone", "visitor_id_number")
    ]
    rows = [NUMBERED[kind] | dict.fromkeys(texts, word) for word in SQL]
    sheet = tmp_path / "行.jsonl"
    sheet.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    run("add", kind, sheet, "--skip-bad", tmp_path / "坏.xlsx", "--data", path)
    one_by_one = 0
    for name in texts:
        sheet.write_text(json.dumps(NUMBERED[kind] | {name: SQL[0]}, ensure_ascii=False) + "\n", "utf-8")
        one_by_one += run("add", kind, sheet, "--data", path).code == 0
    assert one_by_one or not texts
    found = run("list", kind, "--json", "--data", path).data
    kept = [value for row in found for value in row.values() if isinstance(value, str) and "DROP TABLE" in value]
    assert kept and set(kept) == {SQL[0]}
    for word in SQL:
        assert run("list", kind, "--search", word, "--data", path).code == 0
        for name in texts:
            assert run("list", kind, "--where", f"{name}={word}", "--json", "--data", path).code in (0, 1)
    assert run("list", kind, "--where", f"{word}=1", "--data", path).code == 1
    assert run("check", "--data", path).code == 0


def test_sql_where_names_of_things_are_expected(path):
    """In the place of a kind, a number, a field, an operator or a month it means nothing, and is refused in words."""
    before = journal(path)
    for word in SQL:
        for words in (
            ["list", word],
            ["show", word],
            ["amend", word, "人数=1", "--reason", "x"],
            ["amend", "J0001", f"{word}=1", "--reason", "x"],
            ["stats", word],
            ["close", word],
            ["points", word],
            ["follow", "Y0001", word],
            ["paper", word],
            ["decide", word, "1"],
            ["retire", word],
            ["rota", word],
        ):
            done = run(*words, "--data", path)
            assert done.code in (0, 1, 2) and "Traceback" not in done.err
    assert journal(path) == before
    with opened(path) as store:
        sound(store)


# ---- names that escape ---------------------------------------------------------------------------------------------


def test_names_become_files_inside(path, tmp_path):
    """Papers named after people, stations and files with such names lie where they were asked for, nowhere else, each there."""
    out = tmp_path / "里" / "纸面"
    with opened(path) as store, acting(store, "add") as act:
        for number, name in enumerate(NAMES, 1):
            act.write(
                SCHEMA.records["deputy"],
                new_id(),
                {"name": name.replace("\u2028", ""), "order": number, "levels": ["区"]},
            )
    around = {file for file in tmp_path.rglob("*") if file.is_file()}
    done = run("paper", "F9", "2026", "--all", "--to", out, "--data", path)
    assert done.code == 0, done.err
    made = {file for file in tmp_path.rglob("*") if file.is_file()} - around
    made = {file for file in made if file.parent != path}
    assert made and all(file.is_relative_to(out) and len(file.relative_to(out).parts) == 1 for file in made)
    assert len(made) >= len(NAMES)
    assert not [
        file
        for file in made
        if re.fullmatch(r"(?i)(con|nul|prn|aux|com\d|lpt\d)(\..*)?", file.name) or len(file.name.encode()) > 255
    ]


def test_names_of_papers(path, tmp_path):
    """A paper with such a name is kept under it and shown under one that is safe; a program is not opened."""
    with opened(path) as store:
        receive(store)
    place = tmp_path / "来的"
    place.mkdir()
    for name in ("\u202efdp.exe", "长" * 60 + ".pdf", "a b;c.txt", "-rf.txt", "nul.txt"):
        (place / name).write_bytes(b"x" * 10)
        assert run("attach", "J0001", place / name, "--data", path).code == 0
        safe = showing.safe_name(name)
        assert "/" not in safe and "\\" not in safe and "\u202e" not in safe and len(safe) <= 90
    with pytest.raises(NotAllowed):
        showing.kind_of("\u202efdp.exe")


# ---- sheets --------------------------------------------------------------------------------------------------------

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def workbook(tmp_path, change):
    """A small ledger whose parts a function changes: {name: bytes} → the same."""
    import openpyxl

    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["接待时间", "接待方式", "来访人姓名", "原话", "处理方式"])
    book.active.append(["2026-10-14 09:00", "来站", "王某", "路灯不亮", "当场答复"])
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in change(parts).items():
            archive.writestr(name, data)
    return file


def with_entity(head, entity):
    """Every XML part begins with this declaration, and the name in the sheet is its entity."""

    def change(parts):
        out = {}
        for name, data in parts.items():
            text = data.decode("utf-8")
            body = re.sub(r"^<\?xml[^>]*\?>", "", text)
            out[name] = (
                f'<?xml version="1.0"?>{head}{body.replace("王某", entity)}'.encode()
                if "haredStrings" in name or "sheet1" in name
                else data
            )
        return out

    return change


@pytest.mark.parametrize(
    ("head", "entity"), [(LAUGHS, "&a9;"), (OUTSIDE, "&a;")], ids=["billion laughs", "a file of the PC"]
)
def test_xml_that_swells_or_reads(path, tmp_path, head, entity):
    """A sheet whose XML multiplies itself or asks for a file of this PC is refused or read without it, quickly, in little memory."""
    file = workbook(tmp_path, with_entity(head, entity))
    begun = time.monotonic()
    done = run("add", "visit", file, "--data", path)
    assert time.monotonic() - begun < 10 and "Traceback" not in done.err
    with opened(path) as store:
        said = json.dumps([one.data for one in store.find(Visit)], ensure_ascii=False)
        assert "root:" not in said and len(said) < 10_000
        sound(store)


def test_links_to_elsewhere(path, tmp_path):
    """Links to other workbooks, servers and programs in a sheet are not followed; the row comes in as it stands."""
    rels = (
        '<?xml version="1.0"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="\\\\server\\share\\x.exe" TargetMode="External"/></Relationships>'
    )
    file = workbook(
        tmp_path,
        lambda parts: (
            parts
            | {"xl/worksheets/_rels/sheet1.xml.rels": rels.encode(), "xl/externalLinks/externalLink1.xml": b"<x/>"}
        ),
    )
    done = run("add", "visit", file, "--data", path)
    assert done.code == 0, done.err
    with opened(path) as store:
        assert [one.visitor_name for one in store.find(Visit)] == ["王某"]


@pytest.mark.parametrize(
    "formula",
    ["=1+1", '=HYPERLINK("http://x","点我")', "=cmd|'/C calc'!A0", "@SUM(1)", "+1", "-1+cmd|' /C calc'!A0", "\t=1"],
)
def test_formulas_go_in_and_out_as_words(path, tmp_path, formula):
    """A formula somebody said is a text in the register, and still one in every sheet that is written of it."""
    import openpyxl

    with opened(path) as store:
        receive(store, statement=formula.strip(), visitor_name="王某")
    for name in ("出.xlsx", "出.csv"):
        assert run("list", "visit", "--to", tmp_path / name, "--with-private", "核对", "--data", path).code == 0
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "出.xlsx").active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value and formula.strip() in str(cell.value)] == ["s"]
    assert not re.search(
        r'(^|,)"?[=+@\t-][^",]*' + re.escape(formula.strip()[1:4]),
        (tmp_path / "出.csv").read_text("utf-8-sig"),
        re.MULTILINE,
    )


# ---- pictures and PDF ----------------------------------------------------------------------------------------------


def bomb():
    """A PNG of 60,000 × 60,000 points in some kilobytes."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(b"\0" * 7_501) for _ in range(2_000)) + rows.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'
    b'<script>fetch("http://x")</script><image href="file:///etc/passwd"/></svg>'
)
JUNK = {
    "空头.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 500,
    "不是.png": b"MZ" + b"\0" * 500,
    "网页.jpg": b"<html><script>alert(1)</script>",
    "矢量.png": SVG,
    "炸弹.png": bomb(),
}


@pytest.mark.parametrize("name", JUNK)
def test_pictures_that_are_none(path, tmp_path, name):
    """What only calls itself a picture is kept as it came, quickly; a paper is never lost for its looks."""
    with opened(path) as store:
        receive(store)
    (tmp_path / name).write_bytes(JUNK[name])
    begun = time.monotonic()
    assert run("attach", "J0001", tmp_path / name, "--data", path).code == 0
    assert time.monotonic() - begun < 10
    with opened(path) as store:
        (one,) = store.find(Visit)[0].attachments
    assert attachment.paper(path, one["digest"]) == JUNK[name]


def test_a_photo_tells_no_place():
    """What is small already and carries EXIF is written anew without it."""
    from PIL import Image

    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "某某牌"
    Image.new("RGB", (20, 20)).save(made, "JPEG", exif=exif)
    assert b"\xe6\x9f\x90" not in photo.slimmed(made.getvalue())[0]


def test_a_vector_image_is_no_picture():
    """SVG can carry programs: it is kept, and not shown here."""
    with pytest.raises(NotAllowed):
        showing.kind_of("图.svg")


RUNS = b"""%%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R/Names<</EmbeddedFiles<</Names[]>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/AA<</O 4 0 R>>>>endobj
4 0 obj<<%s>>endobj
trailer<</Root 1 0 R>>
"""
ACTIONS = {
    "javascript": b"/S/JavaScript/JS(this.submitForm('http://x');app.launchURL('http://x'))",
    "launch": b"/S/Launch/F(/usr/bin/touch)/Win<</F(cmd.exe)/P(/c calc)>>",
    "address": b"/S/URI/URI(http://example.invalid)",
    "another file": b"/S/GoToR/F(\\\\\\\\server\\\\share\\\\x.pdf)",
}
DRAW = """
import sys
from pathlib import Path
ran = []
leaving = ("subprocess", "os.system", "os.exec", "os.posix_spawn", "socket", "webbrowser")
sys.addaudithook(lambda event, words: ran.append(event) if event.startswith(leaving) else None)
from ui.widgets import pdf
data = Path(sys.argv[1]).read_bytes()
print(pdf.pages(data), ran)
import pypdfium2
pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil()
print(ran, sorted(pypdfium2.PDFIUM_INFO.flags))
"""


@pytest.mark.parametrize("action", ACTIONS)
def test_a_pdf_that_wants_to_run(tmp_path, action):
    """It is drawn and nothing of it runs: no program is started, no socket opened; what draws it has no JavaScript in it."""
    file = tmp_path / "来信.pdf"
    file.write_bytes(RUNS % ACTIONS[action])
    done = subprocess.run(
        [sys.executable, "-c", DRAW, file], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["1 []", "[] []"], done.stdout + done.stderr


# ---- cards, starter files, packages --------------------------------------------------------------------------------


def test_nonsense_in_every_place_of_a_card(path, tmp_path):
    """A key card with anything else anywhere in it is refused in words, and nobody is believed."""
    office = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    with opened(office) as store:
        good = json.loads(enrol.own_card(store, Keys.load(office / KEYS)))
    before, card = journal(path), tmp_path / "卡.json"
    tried = 0
    for place in spots(good):
        for other in NONSENSE:
            card.write_text(json.dumps(spoiled(good, place, other)), "utf-8")
            try:
                keycard.read_card(card)
            except Problem as problem:
                assert problem.then
                tried += 1
    assert tried > 100 and journal(path) == before
    for text in ("", "[", "null", "\ufeff{}", "\0" * 100, "{" * 5_000, '{"a":' * 5_000):
        card.write_text(text, "utf-8")
        assert run("enrol", card, "--data", path).code == 1


def test_nonsense_in_every_place_of_a_starter(tmp_path):
    """So is the file a new station begins with: no folder is left."""
    office = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    assert run("card", "--for", "余吾镇", "--to", tmp_path, "--data", office).code == 0
    file = next(tmp_path.glob("加入文件-*.json"))
    good, taken = json.loads(file.read_text("utf-8")), set()
    for place in spots(good):
        for other in (None, "", "../../x", [], {}, 2**70):
            file.write_text(json.dumps(spoiled(good, place, other)), "utf-8")
            done = run("init", "--from", file, "--clerk", "赵敏", "--data", tmp_path / "站")
            assert "Traceback" not in done.err and (done.code, (tmp_path / "站").exists()) != (1, True)
            if done.code == 0:  # a name may be any name
                assert run("check", "--data", tmp_path / "站").code == 0
                shutil.rmtree(tmp_path / "站")
                taken.add(place[-1:])
    assert taken <= {("name",)}


def test_a_package_signed_by_its_office_beyond_its_rights(tmp_path):
    """A station known and believed that writes what only a district may: the whole package is refused, whatever else is in it."""
    station, office, stick = (
        empty(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"),
        tmp_path / "U盘",
    )
    stick.mkdir()
    assert run("card", "--to", tmp_path / "卡.json", "--data", office).code == 0
    assert run("enrol", tmp_path / "卡.json", "--data", station).code == 0
    before = journal(office)
    greedy = replace(
        SCHEMA, matrix={**SCHEMA.matrix, ("station", "station"): SCHEMA.matrix["station", "station"] | {"rule"}}
    )
    with folder.opened(station, greedy) as store:
        receive(store, visitor_name="王某", outcome="报区办理")
        with acting(store, "greedy") as act:
            act.write(Rule, new_id(), {"name": "报送范围", "values": {"private_scope": "all"}})
        to = write.receiver(store)
        package = write.export(
            store, Keys.load(station / KEYS), stick, write.to_keys(store, to), write.Sending(to=to)
        ).path
    done = run("import", package, "--data", office)
    assert done.code == 1 and "错误：" in done.err, done.err
    assert journal(office) == before
