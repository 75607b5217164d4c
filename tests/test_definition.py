"""One record, one declaration: every record × every field × every medium that shows, keeps or carries it."""

import json
from functools import cache, wraps
from inspect import signature

import pytest

from lianluozhan import field as kinds, sheet
from lianluozhan.act import LOCAL, acting
from lianluozhan.field import Field
from lianluozhan.findable import findable, normal
from lianluozhan.held import CARRIED
from lianluozhan.journal import read
from lianluozhan.package.merge import merge
from lianluozhan.readable import readable
from lianluozhan.record import Record
from lianluozhan.report.cell import LOOKS, look, may_show
from lianluozhan.schema import RECORDS, SCHEMA
from lianluozhan.sheet.heading import readable as fillable
from tests.core import desk

# The names of design §4, by hand: they are the public interface. p = private there, or private by name (§6).
FIELDS = {
    "place": "name level parent code host address hours head clerk phone duties_text area sign organisation board rules archive evidence",
    "deputy": "order name gender birth_month ethnicity party education levels terms elected_on left_on left_reason district group places "
    "villages households:p work_unit post phone:p phone_public photo_public id_number:p certificate profile photo",
    "organ": "name kind contact phone categories",
    "schedule": "date begin end place deputies topic joint_organs moved_from notice_on",
    "appointment": "at channel name:p phone:p deputy activity topic state visit",
    "activity": "number kind theme organised_by purpose planned_on begin end place convenor units expected present absent agenda record:p "
    "report:p photos brief state",
    "visit": (
        "number paper_number external_number received_at until channel mode place activity deputies recorder "
        "raiser_kind visitor_name:p visitor_gender visitor_age visitor_phone:p visitor_address:p "
        "visitor_id_number:p party_size representatives:p nature category statement:p request:p reply:p outcome "
        "referred_to location informed confidential signed satisfaction remarks:p attachments:p"
    ),
    "issue": (
        "number paper_number external_number registered_at kind source visits raiser_kind raised_by:p "
        "raiser_phone:p raiser_address:p title statement:p summary:p category location urgency people_affected "
        "sensitive lead_deputy deputies form congress meeting signed grounds:p proposals:p basis duties "
        "attachments:p told:d split_from:d merged_into:d state:d turn:d next_on:d route:d organ:d co_organs:d "
        "assigned_by:d due_on:d provisional:d round:d answer_class:d satisfaction:d tracking_due:d closed_on:d"
    ),
    "followup": (
        "issue action acted_on acted_by evidence document_number organ co_organs assigned_by approved_by to how "
        "text:p reason:p due_on warn_on limit rule rule_digest provisional answer_class answer_words planned_on "
        "co_due_on satisfaction satisfaction_work satisfaction_result attachments:p"
    ),
    "duty": "number deputies parts people_met begin end kind theme title place content:p outcome promoted source attachments:p "
    "state:d reviewer:d",
    "month": "place month begins ends printed_on signed_by signed_on closed_on journal_head ledgers pages attachments:p",
    "category": "code name parent words initials organ active",
    "calendar": "date rest name source",
    "rule": "name year values source",
    "note": "about action other text:p acted_on acted_by",
    "operator": "name role",
    "ballot": (
        "number kind deputy official matter form date meeting place report:p remarks:p counter teller counted "
        "recounted standard attachments:p state:d issued:d returned:d valid:d votes:d result:d"
    ),
    "project": (
        "number kind title year goal place lead_deputy deputies organs issues begun_on due_on steps before after "
        "photos_public parties:p agreement:p agreed_on consent:p result finished_on stopped_on stopped_why lesson "
        "counter teller counted recounted decision decided_on duties attachments:p state:d progress:d next_on:d "
        "voted:d votes:d"
    ),
    "study": "number title kind issuer document_number issued_on in_force_on ended_on topics files full_text",
    "draft_law": (
        "number title level sent_by received_on due_on original words files team how approved_by approved_on seal "
        "sent_to sent_on reported passed passed_on state:d voices:d people:d"
    ),
    "opinion": (
        "number draft article raised_on channel visit activity voice deputy speaker:p speaker_phone:p consent "
        "people statement:p wording rationale expert worded_on joined issue left_out sent_on outcome outcome_on "
        "final_words outcome_why told_on told_how untold state:d led_by:d spoken:d result:d to_tell:d"
    ),
    "expert": "name kind work_unit post skills phone:p since left_on",
    "meeting": "number name body term session date until place chair members present topics minutes attachments:p",
    "official": "name kind gender birth_month party unit phone:p resume:p attachments:p office:d since:d standing:d",
    "tenure": "number official what office meeting date document members present yes no abstain oath_on remarks:p attachments:p result:d",
    "commitment": (
        "number official year order item measure due_on progress reviewed_on review kept judged_on verdict "
        "attachments:p state:d next_on:d"
    ),
    "appraisal": (
        "number official kind year date meeting group ways report:p opinions said_on ballot demands reported_on "
        "mended looked_on found seen attachments:p state:d progress:d next_on:d result:d"
    ),
    "notice": (
        "number name kind period place project words masked spot approved_by approved_on seal posted_on until "
        "taken_down photos state"
    ),
}
ALWAYS = "world:d id:d created_at:d created_by:d voided"
SEEN_WHEN_READ = {
    "issue": {"light", "days_open"},
    "duty": {"points"},
    "project": {"light"},
    "commitment": {"light"},
    "appraisal": {"light"},
}  # worked out when a person looks (§6, Facts)
CHOICES = {
    ("place", "level"): "家 站 点",
    ("place", "host"): "镇人大主席团 乡人大主席团 街道人大工委",
    ("deputy", "levels"): "全国 省 市 区 乡镇",
    ("organ", "kind"): "区直 乡镇 村社 企业",
    ("visit", "channel"): "来站 走访 电话 云接待 信件 意见箱 座谈会 网络 12345转",
    ("visit", "mode"): "平时 周末 节假日",
    ("visit", "raiser_kind"): "个人 企业 集体 匿名",
    ("visit", "nature"): "咨询 求助 投诉 建议 表扬",
    ("visit", "outcome"): "当场答复 村社办理 乡镇办理 报区办理 形成建议 不属受理范围",
    ("issue", "urgency"): "正常 紧急 特急",
    ("issue", "form"): "建议 议案",
    ("issue", "congress"): "全国 省 市 区 乡镇",
    ("issue", "kind"): "群众意见 代表建议 审议意见 调研报告 立法意见",
    ("issue", "answer_class"): "A B C D",
    ("followup", "evidence"): "复文 回执 电话 微信 当面 现场查看 台账导入",
    ("calendar", "rest"): "休 班",
    ("operator", "role"): "站长 联络员 只读",
    ("appointment", "state"): "已约 到访 未到 取消",
    ("activity", "organised_by"): "常委会组织 代表小组 代表自行",
    ("activity", "kind"): "小组活动 视察 专题调研 执法检查 培训 座谈 述职 走访",
    ("activity", "state"): "计划 已通知 已举行 取消",
    ("ballot", "kind"): "述职评议 履职评议 满意度测评",
    ("ballot", "form"): "口头 书面",
    ("ballot", "state"): "待计票 待监票 两次不一致 已计票",
    ("notice", "kind"): "意见办理公示 代表信息 接待安排 履职考核 大厅屏幕 典型案例 其他",
    ("notice", "state"): "待批准 已批准 公示中 已撤下",
    ("project", "kind"): "产业发展 民生实事 矛盾调处 自定",
    ("project", "state"): "计划 进行 完成 停止",
    ("project", "voted"): "候选 待监票 两次不一致 已计票 选定 落选",
    ("project", "decision"): "选定 落选",
    ("study", "kind"): "法律 法规规章 上级文件 站里制度 学习材料",
    ("draft_law", "level"): "全国 省 市",
    ("draft_law", "state"): "征求意见 已批准 已上报 已通过",
    ("expert", "kind"): "专业技能人员 专家 法律工作者",
    ("opinion", "channel"): "来站 走访 电话 云接待 信件 意见箱 座谈会 网络 12345转 论坛 问卷",
    ("opinion", "voice"): "群众 代表 企业 单位 专家",
    ("opinion", "state"): "待整理 已整理 已并入 已上报 有结果 不上报 转为意见",
    ("opinion", "outcome"): "采纳 部分采纳 未采纳",
    ("opinion", "result"): "采纳 部分采纳 未采纳",
    ("meeting", "body"): "人民代表大会 常委会会议 主任会议",
    ("official", "kind"): "政府组成人员 监察委员会 法院 检察院 其他",
    ("tenure", "what"): "任命 决定任命 选举 决定代理 免去 撤职 接受辞职",
    ("commitment", "progress"): "已经完成 按期推进 进展缓慢",
    ("commitment", "kept"): "已兑现 部分兑现 没有兑现",
    ("appraisal", "kind"): "年中评议 年终述职 两员履职评议",
    ("appraisal", "found"): "整改到位 基本到位 没有到位",
    ("visit", "satisfaction"): "满意 基本满意 不满意 未评价 无法回访",
}
REQUIRED = {
    "ballot": "kind date",
    "visit": "received_at statement outcome",
    "schedule": "date",
    "appointment": "at name",
    "activity": "kind",
    "deputy": "name",
    "organ": "name",
    "place": "name",
    "notice": "name",
    "project": "kind title",
    "study": "title",
    "draft_law": "title level",
    "opinion": "draft statement",
    "expert": "name kind",
    "meeting": "body term session date",
    "official": "name kind",
    "tenure": "official what office",
    "commitment": "official item measure due_on",
    "appraisal": "official kind date",
}
COLUMNS = {kinds.Number: "INTEGER", kinds.YesNo: "BOOLEAN"}  # all else is TEXT, lists as JSON in it

INNER_ALONE = {
    "meeting",
    "official",
    "tenure",
    "commitment",
    "appraisal",
}  # a district's supervision: no station has it

every_record = pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.noun)


def each(fields):
    """A test of a record and one field of it becomes one test of the record: what is asked of each of its fields is answered
    in less time than a test takes to begin. What went wrong is told with the names of the fields, all of them."""

    def of_record(test):
        @wraps(test)
        def whole(cls, **given):
            wrong = {}
            for name, field in fields(cls).items():
                try:
                    test(cls=cls, field=field, **given)
                except AssertionError as error:
                    wrong[name] = str(error)
                except BaseException as error:
                    error.add_note(f"the field was {cls.noun}.{name}")
                    raise
            assert wrong == {}

        asked = signature(test)
        whole.__signature__ = asked.replace(
            parameters=[one for one in asked.parameters.values() if one.name != "field"]
        )
        return every_record(whole)

    return of_record


every_field = each(lambda cls: cls.fields)
written_field = each(lambda cls: cls.written())


def sample(cls: type[Record], field: Field):
    """A value of a field that no other field of the record has, where its kind allows that."""
    place = list(cls.fields).index(field.name)
    word = f"{field.label}第{place}项"
    if field.choices:
        chosen = field.choices[place % len(field.choices)]
        return [chosen] if field.several else chosen
    samples = {
        kinds.Serial: f"140405102-2026-{cls.letter or 'Z'}{place + 1:04d}",
        kinds.Phone: f"138000000{place:02d}",
        kinds.IdNumber: f"1101051949{place % 12 + 1:02d}01{place:03d}X",
        kinds.Day: f"2026-{place % 12 + 1:02d}-{place % 28 + 1:02d}",
        kinds.Moment: f"2026-{place % 12 + 1:02d}-{place % 28 + 1:02d}T09:{place:02d}",
        kinds.Month: f"2026-{place % 12 + 1:02d}",
        kinds.Hour: f"09:{place:02d}",
        kinds.Number: 100 + place,
        kinds.YesNo: bool(place % 2),
        kinds.Papers: [{"digest": f"{place:064x}", "name": f"{word}.jpg", "size": 9}],
        kinds.Several: [f"{word}甲", f"{word}乙"],
        kinds.CountPerRef: {f"{word}甲": 3},
        kinds.PerRef: {f"{word}甲": f"{word}主持"},
        kinds.Data: {"正常": [15, True, None, word]},
        kinds.Text: word,
    }
    return next(value for kind, value in samples.items() if isinstance(field, kind))


def samples(cls: type[Record]) -> dict:
    """A record with every written field filled."""
    return {field.name: sample(cls, field) for field in cls.written().values()}


def words(value) -> list[str]:
    """The texts in a value."""
    if isinstance(value, dict):
        keys = () if value.keys() == {"digest", "name", "size"} else value.keys()  # of a paper
        return [word for part in (*keys, *value.values()) for word in words(part)]
    if isinstance(value, list):
        return [word for part in value for word in words(part)]
    return [value] if isinstance(value, str) else []


def world_of(cls: type[Record], store) -> str:
    """Where a kind of record is written."""
    return LOCAL if cls.noun == "operator" else store.identity.world


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A station's folder and its district's, each holding one record of every kind it may write, every field filled."""
    home = tmp_path_factory.mktemp("every")
    made = {
        "station": desk.make(home / "station"),
        "district": desk.make(home / "district", "district", desk.DISTRICT, desk.OFFICE),
    }
    for path in made.values():
        with desk.opened(path) as store:
            for cls in RECORDS:
                if role_of(cls) == store.identity.role:
                    with acting(store, f"write {cls.noun}") as act:
                        act.write(cls, f"the-{cls.noun}", samples(cls), world_of(cls, store))
    return made


def role_of(cls: type[Record]) -> str:
    """Who writes a kind of record."""
    return "station" if cls.noun in SCHEMA.matrix["station", "station"] | {"operator"} else "district"


@pytest.fixture(scope="module")
def kept(folders):
    """{kind: (its record as the tables have it, its entry, its readable row)}."""
    found = {}
    for path in folders.values():
        with desk.opened(path, write=False) as store:
            for cls in RECORDS:
                if role_of(cls) == store.identity.role:
                    record = store.get(cls, (world_of(cls, store), f"the-{cls.noun}"))
                    entry = next(store.entries("id=? AND kind=?", (f"the-{cls.noun}", cls.noun)))
                    found[cls.noun] = record, entry, readable(store, cls, [record])[0]
    return found


# ---- the declaration ---------------------------------------------------------------------------------------------


@cache
def listed(noun: str) -> dict[str, str]:
    """{field: "", p (private) or d (derived)} as the lists above have it."""
    return dict((*part.split(":"), "")[:2] for part in f"{FIELDS[noun]} {ALWAYS}".split())


@every_record
def test_names_are_the_designs(cls):
    """Every field of design §4 is there; what is there besides is derived."""
    names = listed(cls.noun)
    assert list(names.keys() - cls.fields.keys()) == []
    besides = [name for name in cls.fields if name not in names]
    assert all(cls.fields[name].derived for name in besides), besides


@every_record
def test_private_is_what_the_design_says(cls):
    """The fields marked p and those private by what they hold, in exactly these records."""
    assert {name for name, mark in listed(cls.noun).items() if mark == "p"} == {
        name for name, field in cls.fields.items() if field.private
    }


@every_record
def test_derived_is_what_the_design_says(cls):
    """Nothing derived is written, nothing written is derived."""
    for name, mark in listed(cls.noun).items():
        assert cls.fields[name].derived == (mark == "d"), name


def test_every_record_is_listed():
    """A new kind of record gets its line above."""
    assert set(FIELDS) == set(SCHEMA.records)


@pytest.mark.parametrize(("noun", "name"), CHOICES)
def test_choices_are_the_designs(noun, name):
    """The words a choice may take are those of design §4, in its order."""
    assert list(SCHEMA.records[noun].fields[name].choices) == CHOICES[noun, name].split()


@pytest.mark.parametrize("noun", REQUIRED)
def test_what_must_be_filled(noun):
    """A visit needs the date, what was said and the outcome (§8); what is called by a name needs it."""
    assert [name for name, field in SCHEMA.records[noun].fields.items() if field.required] == REQUIRED[noun].split()


@every_field
def test_a_field_says_what_it_is(cls, field):
    """It has a Chinese label and knows its own name."""
    assert any("\u4e00" <= c <= "\u9fff" for c in field.label)
    assert cls.fields[field.name] is field
    assert field.name.isidentifier() and field.name.islower()


@written_field
def test_a_field_reads_what_it_keeps(cls, field):
    """The sample of this test is canonical: reading it again changes nothing."""
    assert field.read(sample(cls, field)) == sample(cls, field)
    assert field.read(None) is None


# ---- table -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def columns(folders):
    """{kind: {column: its kind}} of a store's tables."""
    with desk.opened(folders["station"], write=False) as store:
        return {
            cls.noun: {name: kind for _n, name, kind, *_ in store.db.execute(f'PRAGMA table_info("{cls.noun}")')}
            for cls in RECORDS
        }


@every_field
def test_the_table_has_its_column(columns, cls, field):
    """Made from the declaration, with the declared kind of column."""
    assert columns[cls.noun][field.name] == next(
        (column for kind, column in COLUMNS.items() if isinstance(field, kind)), "TEXT"
    )


@written_field
def test_the_table_keeps_it(kept, cls, field):
    """Written through the journal, the record gives it back."""
    assert kept[cls.noun][0].data[field.name] == sample(cls, field)


# ---- journal -----------------------------------------------------------------------------------------------------


@written_field
def test_the_journal_carries_it(kept, cls, field):
    """In the open part or in the private one, as declared; a private value is nowhere in the open bytes."""
    entry, value = kept[cls.noun][1], sample(cls, field)
    assert (field.name in entry.body["set"], field.name in entry.secret) == (not field.private, field.private)
    assert {**entry.body["set"], **entry.secret}[field.name] == value
    assert (field.name in entry.body.get("private", {"fields": []})["fields"]) == field.private
    for word in words(value) if field.private else ():
        assert word.encode() not in entry.data
        assert word.encode() in entry.private


@written_field
def test_a_package_line_carries_it(lines, cls, field):
    """Its two lines, open and private, bring it to the other end; without the second, only what is open arrives."""
    if cls.noun == "operator" or cls.noun in INNER_ALONE:
        # The local stream never leaves the folder, nor does what a district keeps to itself.
        assert cls.noun not in lines
        return
    whole, masked = lines[cls.noun]
    assert whole.data[field.name] == sample(cls, field)
    assert masked.data[field.name] == (None if field.private else sample(cls, field))


@pytest.fixture(scope="module")
def lines(folders, tmp_path_factory):
    """{kind: (its record at the other end, the same where the private lines were left out)}, carried as lines of text."""
    home, found = tmp_path_factory.mktemp("carried"), {}
    for role, path in folders.items():
        with desk.opened(path, write=False) as store:
            entries = [
                one
                for one in store.entries("world<>? ORDER BY stream, seq", (LOCAL,))
                if store.opens[one.stream]["scope"] in CARRIED
            ]
        carried = b"".join(entry.data + b"\n" + (entry.private or b"") + b"\n" for entry in entries).splitlines()
        for masked in (False, True):
            arrived = [
                read(data, None if masked else private or None)
                for data, private in zip(carried[::2], carried[1::2], strict=True)
            ]
            for noun, record in at_the_other_end(home / f"{role}-{masked}", role, arrived).items():
                found[noun] = (*found.get(noun, ()), record)
    return found


def at_the_other_end(path, role, entries) -> dict:
    """The records of entries that were taken in by the other office."""
    other = {"station": ("district", desk.DISTRICT, desk.OFFICE), "district": ("station", desk.WORLD, desk.NAME)}[role]
    with desk.opened(desk.make(path, *other)) as store:
        merge(store, entries)
        world = entries[0].body["world"]
        found = {cls.noun: store.get(cls, (world, f"the-{cls.noun}")) for cls in RECORDS}
    return {noun: record for noun, record in found.items() if record is not None}


# ---- finding and showing -----------------------------------------------------------------------------------------


@written_field
def test_it_is_found_by_its_words(kept, cls, field):
    """Every text of a record can be looked for: of a paper its name, of all else what it says."""
    record, said = kept[cls.noun][0], sample(cls, field)
    looked_for = [paper["name"] for paper in said] if isinstance(field, kinds.Papers) else words(said)
    for word in looked_for:
        assert any(normal(word) in found for found in findable(record))


@written_field
def test_list_shows_it(kept, cls, field):
    """`list KIND --json` has it under its name, as it is kept."""
    assert kept[cls.noun][2][field.name] == sample(cls, field)


@every_record
def test_list_shows_all(kept, cls):
    """Every field has its key, absent ones too, and can be printed as JSON."""
    row = kept[cls.noun][2]
    assert set(row) == set(cls.fields) | SEEN_WHEN_READ.get(cls.noun, set())
    json.dumps(row, ensure_ascii=False, allow_nan=False)


@every_field
def test_paper_shows_it(cls, field):
    """There is a look for its kind: words for what is there, nothing for what is not."""
    shown = look(field, sample(cls, field))
    assert isinstance(shown, str)
    assert shown.strip()
    assert look(field, None) == ""


@every_field
def test_paper_shows_what_it_says(cls, field):
    """What a person wrote stands on paper word for word; a paper attached is only counted."""
    said = sample(cls, field)
    if not isinstance(field, kinds.Papers | kinds.Day | kinds.Moment | kinds.Month):
        assert all(word in look(field, said) for word in words(said))


def test_every_kind_has_a_look():
    """Each kind of field, or the one it is made of, has its row in the table of looks; none is left over."""
    every = {
        kind
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, Field) and kind is not Field
    }
    assert set(LOOKS) <= every
    for kind in every:
        assert any(base in LOOKS for base in kind.__mro__)


@every_field
def test_the_wall_shows_no_private_field(cls, field):
    """On a copy for the wall a private field is masked or left out; an open one may stand."""
    masked = {"visitor_name", "visitor_phone", "visitor_address", "raised_by", "raiser_phone", "raiser_address"}
    assert may_show(field) == (not field.private or field.name in masked)


# ---- sheets ------------------------------------------------------------------------------------------------------


def needed(cls: type[Record], field: Field) -> list[Field]:
    """A field with those without which a row is none; at least two, for a date alone in its row heads the rows below it."""
    others = [one for one in fillable(cls).values() if one is not field]
    return [*([one for one in others if one.required] or others[-1:]), field]


def test_what_a_sheet_may_fill():
    """All that is written but papers and 作废; a number only tells which record of ours a row is."""
    for cls in RECORDS:
        left = {name for name in cls.written() if name not in fillable(cls)}
        assert left == {
            name for name, field in cls.written().items() if name == "voided" or isinstance(field, kinds.Papers)
        }


@each(fillable)
def test_a_json_line_brings_it(tmp_path, cls, field):
    """Under its name and under its label."""
    value = {one.name: sample(cls, one) for one in needed(cls, field)}
    (tmp_path / "rows.jsonl").write_text(json.dumps(value, ensure_ascii=False) + "\n", "utf-8")
    reading = sheet.read(tmp_path / "rows.jsonl", cls)
    assert reading.bad == []
    assert reading.rows[0].values == value


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@each(sheet.columns_of)  # what a cell can hold: one value or a list
def test_a_sheet_takes_it_out_and_in(tmp_path, cls, field, suffix):
    """Written into a cell as an office would have it, below its name, it is read back as it was."""
    fields = needed(cls, field)
    cells = [cell(sample(cls, one)) for one in fields]
    sheet.write(tmp_path / f"{field.name}{suffix}", {"表": [[one.name for one in fields], cells]})
    reading = sheet.read(tmp_path / f"{field.name}{suffix}", cls)
    assert reading.bad == []
    assert [row.values for row in reading.rows] == [{one.name: sample(cls, one) for one in fields}]


def cell(value):
    """What stands in a cell for a value."""
    if isinstance(value, list):
        return "、".join(value)
    return ("是" if value else "否") if isinstance(value, bool) else value


@every_record
def test_labels_head_a_sheet(tmp_path, cls):
    """The Chinese labels are headings as good as the names, where no other field of the record has the same."""
    labels = [field.label for field in fillable(cls).values()]
    fields = [one for one in sheet.columns_of(cls).values() if labels.count(one.label) == 1]
    sheet.write(
        tmp_path / "rows.xlsx", {"表": [[one.label for one in fields], [cell(sample(cls, one)) for one in fields]]}
    )
    reading = sheet.read(tmp_path / "rows.xlsx", cls)
    assert reading.bad == []
    assert reading.rows[0].values == {one.name: sample(cls, one) for one in fields}
