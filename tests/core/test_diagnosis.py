"""诊断包: says how the folder and the PC stand, and nothing of anybody, whatever lies in the folder, its settings, its name or the log."""

import re
import zipfile
from datetime import date

import pytest

from lianluozhan import attachment
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.diagnosis import LINES, LOG, TEXT, collect, file_name, save
from lianluozhan.draft import Draft, keep
from lianluozhan.errors import Problem
from lianluozhan.field import IdNumber, LongText, Papers, Phone, Text, Words
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.own_table import PREFIX
from lianluozhan.record import new_id
from lianluozhan.schema import RECORDS, SCHEMA
from tests.station import digest, empty, filled, opened
from ui.trouble import describe

SECRETS = {
    Text: "欧阳秘密",
    LongText: "张王庄的秘密原话",
    Words: "司马秘密",
    Phone: "13912345678",
    IdNumber: "110101199003077571",
}
MACHINE = {"屏幕": "1366×768，放大 150%"}
PRIVATE = [(cls, field) for cls in RECORDS for field in cls.fields.values() if field.private]


def secret(field):
    """A value of this field that names or quotes somebody."""
    if isinstance(field, Papers):
        return [{"digest": "0" * 64, "name": "欧阳秘密的身份证.jpg", "size": 1, "type": "image/jpeg"}]
    word = next(word for kind, word in SECRETS.items() if type(field) is kind)
    return [word] if isinstance(field, Words) else word


def looked(path, logs=(), machine=MACHINE):
    """What is collected of a folder."""
    with opened(path) as store:
        return collect(store, logs, machine)


def told(file):
    """Everything in the file, in one text."""
    with zipfile.ZipFile(file) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def kept_by(role):
    """The kinds with something private that this office writes at home."""
    kinds = {
        kind
        for (whose, scope), kinds in SCHEMA.matrix.items()
        if whose == role and scope in ("station", "common", "inner")
        for kind in kinds
    }
    return list(dict.fromkeys(cls for cls, _field in PRIVATE if cls.noun in kinds))


@pytest.fixture
def full(tmp_path, request):
    """A folder (a station's where nothing else is asked for) with a secret in every private field of every kind it writes, in
    names, drafts, settings, its own path."""
    role = getattr(request, "param", "station")
    path = empty(
        tmp_path / "欧阳秘密的电脑" / "站", role, *(() if role == "station" else ("140405", "屯留区人大常委会办公室"))
    )
    with opened(path) as store:
        with acting(store, "test", "欧阳秘密") as act:
            add_operator(act, "司马秘密", "站长")
            issue = new_id()
            for cls in kept_by(role):
                values = {field.name: secret(field) for one, field in PRIVATE if one is cls}
                act.write(
                    cls,
                    issue if cls is Issue else new_id(),
                    values | ({"issue": issue, "action": "批注"} if cls is Followup else {}),
                )
            act.write(Deputy, new_id(), {"name": "欧阳秘密"})
            store.set(PREFIX + "欧阳秘密的表", '{"words": "13912345678"}')
            keep(store, Draft("visit", new_id(), {"visitor_name": "欧阳秘密", "visitor_phone": "13912345678"}))
        attachment.keep(path, b"x", date.today().year)
    return path


def test_every_private_field_is_covered():
    """There is a secret for each kind of private field, also of records to come."""
    assert len(PRIVATE) > 20 and all(secret(field) for _cls, field in PRIVATE)
    assert {*kept_by("station"), *kept_by("district")} == {cls for cls, _field in PRIVATE}


@pytest.mark.parametrize("full", ["station", "district"], indirect=True)
def test_nobody_is_in_it(full, tmp_path):
    """No name, phone, word or place of anybody, though the folder, its settings, its findings and the log have them."""
    log = tmp_path / "log"
    try:
        raise ValueError("欧阳秘密 13912345678")
    except ValueError as trouble:
        log.write_text(describe(trouble), "utf-8")
    made = looked(full, [log])
    words = told(save(made, tmp_path / "诊断.zip")) + made.shown
    for whose in ("秘密", "13912345678", "110101199003077571", "139", str(full), full.parent.name):
        assert whose not in words
    # Their papers are missing, and that is said without their names.
    assert "附件有问题" in words and "ValueError" in words


def test_it_says_what_helps(full, tmp_path):
    """Versions, formats, system, screen, what check found, counts of every kind, sizes, settings; the end of the log."""
    old, new = tmp_path / "log.1", tmp_path / "log"
    old.write_text("\n".join(f"旧{number}" for number in range(LINES)), "utf-8")
    new.write_text("新的一行", "utf-8")
    made = looked(full, [old, new, tmp_path / "没有"])
    for words in (
        "版本：",
        "格式：",
        "系统：",
        "放大 150%",
        "代码：140405102",
        "station.db：",
        "备份：0 份",
        "字的大小：没有改过",
        "功能：",
    ):
        assert words in made.text
    assert all(f"  {cls.label}：" in made.text for cls in RECORDS) and "  代表：2（作废 0）" in made.text
    lines = made.log.splitlines()
    assert len(lines) == LINES and lines[-1] == "新的一行" and lines[0] == "旧1"
    with zipfile.ZipFile(save(made, tmp_path / "a.zip")) as packed:
        assert sorted(packed.namelist()) == sorted((TEXT, LOG)) and packed.read(TEXT).decode() == made.text


def test_a_sound_folder_and_a_damaged_one(tmp_path):
    """Nothing found is said; of a broken chain it is said where."""
    path = filled(tmp_path / "站")
    assert "结果：没有问题" in looked(path).text
    assert looked(path).shown.endswith("没有记过毛病")
    with opened(path) as store, store.db.atomic():
        store.db.execute("UPDATE entry SET hash=? WHERE seq=3", ("0" * 64,))
    text = looked(path).text
    assert re.search(r"日志有问题：\d+ 处\n    .*第 ?3 ?条", text)


def test_it_changes_nothing_and_can_be_refused(full, tmp_path):
    """The journal is as it was; what cannot be written is a sentence and leaves nothing."""
    with opened(full) as store:
        before = digest(store)
        made = collect(store, [], {})
        assert digest(store) == before
    (tmp_path / "文件").write_text("x")
    with pytest.raises(Problem):
        save(made, tmp_path / "文件" / "a.zip")
    assert re.fullmatch(r"诊断包-140405102-\d{8}-\d{4}\.zip", file_name("140405102"))
