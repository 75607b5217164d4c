"""学习资料: on the shelf with its words, found by them; each deputy's reading a duty once; the district's shelf is every station's."""

import pytest

from lianluozhan import search, study
from lianluozhan.act import acting
from lianluozhan.amend import amend, attach, void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import LONGEST
from lianluozhan.named import record_of
from lianluozhan.points import table_of
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.showing import kept
from lianluozhan.store import Store
from lianluozhan.study import Study, add_study, kind_called, read, readers, source_of
from tests.district import carry, district
from tests.station import CODE, digest, empty, opened, run, sound, take

TODAY = "2026-11-03"
WORDS = "第一条 代表每月到联络站接待一次群\n众。\n第二条 来访的每一件都要登记。"

pytestmark = pytest.mark.day(TODAY)  # the day things are done on


@pytest.fixture
def store(tmp_path):
    """A station with three deputies and its 接待制度."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"}, {"name": "解国栋"})
        put(store, tmp_path / "接待制度.txt", WORDS)
        yield store


def put(store: Store, file, words, **values) -> str:
    """Put a text on the shelf; gives its id."""
    file.write_text(words, "utf-8")
    id = new_id()
    with acting(store, "add_study") as act:
        add_study(act, id, {"title": file.stem, **values})
        attach(act, Study({"id": id, "world": store.identity.world}), file)
    return id


def the(store, title="接待制度") -> Study:
    """The one of this title."""
    (one,) = store.find(Study, "title=?", (title,))
    return one


def reading(store, *people, on="", title="接待制度"):
    """These read it."""
    with acting(store, "read_study", "赵敏") as act:
        return read(act, the(store, title), people, on)


def found(store, words):
    """The titles that have these words, as Ctrl+K and `list --search` ask."""
    return [one.title for one in search.newest(store, Study, words)]


def test_on_the_shelf(store):
    """Numbered with Z, its kind seen from its title, its file kept, its words whole; found by number and title."""
    one = the(store)
    assert (one.number, one.kind, one.files[0]["name"]) == (f"{CODE}-2026-Z0001", "站里制度", "接待制度.txt")
    assert "接待一次群众。" in one.full_text and kept(store.path.parent, one.files[0]).decode() == WORDS
    assert record_of(store, "Z0001").id == record_of(store, "接待制度").id == one.id
    sound(store)


def test_found_by_title_and_words(store, tmp_path):
    """By words of the title, of the file and its name, also those a line's end cut in two; not by words that are not there."""
    put(store, tmp_path / "代表法.txt", "代表应当同选民保持联系。", issued_on="2025-03-11", topics=["联系选民"])
    for words, titles in (
        ("接待", ["接待制度"]),
        ("群众", ["接待制度"]),
        ("代表", ["代表法", "接待制度"]),
        ("保持联系", ["代表法"]),
        ("联系选民", ["代表法"]),
        ("接待 代表", ["接待制度"]),
        ("路灯", []),
    ):
        assert found(store, words) == titles, words
    with acting(store, "amend") as act:
        amend(act, the(store), {"topics": "值班"}, "常这样叫")
    assert found(store, "值班") == ["接待制度"]
    with acting(store, "void") as act:
        void(act, the(store), "换了新的")
    assert found(store, "接待") == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国全国人民代表大会和地方各级人民代表大会代表法", "法律"),
        ("信访工作条例", "法规规章"),
        ("代表建议办理办法（试行）", "法规规章"),
        ("《接待制度》", "站里制度"),
        ("关于做好代表联络站工作的通知.pdf", "上级文件"),
        ("怎样写代表建议", "学习材料"),
        ("联络员职责", "站里制度"),
    ],
)
def test_kind_from_the_title(title, kind):
    """Offices name what they write by what it is."""
    assert kind_called(title) == kind


def test_more_files(store, tmp_path):
    """Another file adds its words; the same file again adds nothing; one that is on the shelf already is not put there twice."""
    more = tmp_path / "附件.txt"
    more.write_text("附件一 接待登记表", "utf-8")
    with acting(store, "attach") as act:
        assert attach(act, the(store), more) == 1
    assert found(store, "登记表") == found(store, "群众") == ["接待制度"] and len(the(store).files) == 2
    before = digest(store)
    with acting(store, "attach") as act:
        assert attach(act, the(store), more) == 0
    with pytest.raises(BadInput, match="“别名.txt”已经在了：.*Z0001 接待制度"):
        put(store, tmp_path / "别名.txt", WORDS)
    assert digest(store) == before


def test_bad_files(store, tmp_path):
    """What cannot be read is not kept, and nothing changes; what has no words is kept and told."""
    before = digest(store)
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(BadInput, match="坏了，或者不是 PDF"), acting(store, "attach") as act:
        attach(act, the(store), broken)
    with pytest.raises(BadInput, match="是空的"):
        put(store, tmp_path / "空.txt", "")
    assert digest(store) == before
    blank = tmp_path / "白.txt"
    blank.write_text(" \n", "utf-8")
    with acting(store, "attach") as act:
        attach(act, the(store), blank)
        assert "“白.txt”没有认出文字" in act.told[0]
    assert len(the(store).files) == 2


def test_as_long_as_it_may_be(store, tmp_path):
    """The longest law fits into the journal; of all files together no more than a text may have."""
    put(store, tmp_path / "长法.txt", "长" * LONGEST)
    more = tmp_path / "续.txt"
    more.write_text("续篇", "utf-8")
    with acting(store, "attach") as act:
        attach(act, the(store, "长法"), more)
    assert len(the(store, "长法").full_text) == LONGEST
    sound(store)


# -- reading


def duties(store):
    """What is registered: (day, kind, title, who)."""
    names = {one.id: one.name for one in store.find(Deputy)}
    return [
        (one.begin, one.kind, one.title, [names.get(id, id) for id in one.deputies])
        for one in store.find(Duty, order="number")
    ]


def test_read_once(store):
    """A reading is 学习培训 of the deputies it is new of; who has it already is named and not counted twice."""
    id, again = reading(store, "陈秀兰", "彭喆", on="2026-11-02")
    assert again == [] and duties(store) == [("2026-11-02", "参加学习培训", "学习《接待制度》", ["陈秀兰", "彭喆"])]
    duty = store.get(Duty, (CODE, id))
    assert (duty.number, duty.source, duty.theme) == (
        f"{CODE}-2026-L0001",
        source_of(the(store)),
        table_of(store, 2026).theme("参加学习培训"),
    )
    _id, again = reading(store, "彭喆", "解国栋", "解国栋")
    assert again == [duty.deputies[1]] and duties(store)[1][3] == ["解国栋"]
    assert sorted(readers(store, the(store)).values()) == ["2026-11-02", "2026-11-02", TODAY]
    before = digest(store)
    for people, on, why in (
        (("陈秀兰",), "", "这几位都记过了"),
        ((), "", "没有写哪几位"),
        (("陈秀兰",), "2026-11-04", "2026-11-04 还没有到"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            reading(store, *people, on=on)
    assert digest(store) == before
    sound(store)


def test_taken_back(store):
    """A reading that was voided can be registered again, under another number; of what is voided nothing is read."""
    first, _again = reading(store, "陈秀兰")
    with acting(store, "void") as act:
        void(act, store.get(Duty, (CODE, first)), "记错人")
    assert readers(store, the(store)) == {}
    second, _again = reading(store, "陈秀兰")
    assert second != first and len(duties(store)) == 1
    one = the(store)
    with acting(store, "void") as act:
        void(act, one, "废止")
    with pytest.raises(NotAllowed, match="作废了"), acting(store, "read_study") as act:
        read(act, record_of(store, "Z0001"), ["彭喆"])


def test_two_computers_of_a_station(store):
    """What two PCs register of one reading on one day is one duty."""
    id, _again = reading(store, "陈秀兰", "彭喆")
    people = [one.id for one in store.find(Deputy, "name IN ('陈秀兰', '彭喆')")]
    assert id == study.id_of("duty", CODE, the(store).id, TODAY, sorted(people))


# -- the district's shelf


def test_travels(tmp_path):
    """A district's law reaches every station with its file and its words, is found and read there, and is not the station's to
    change; a station's own 制度 and the readings reach the district, not another station."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.office) as store:
        put(store, tmp_path / "代表法.txt", "代表应当同选民保持联系。", issued_on="2025-03-11")
    here, there = made.stations.values()
    for path in (here, there):
        carry(made.office, path, stick)
    with opened(here) as store:
        put(store, tmp_path / "本站制度.txt", "本站每周三开门。")
        law = the(store, "代表法")
        assert (
            found(store, "保持联系") == ["代表法"]
            and kept(store.path.parent, law.files[0])
            and law.number == "140405-2026-Z0001"
        )
        who = store.find(Deputy)[0].name
        reading(store, who, title="代表法")
        with pytest.raises(NotAllowed, match="归建它的那一方改"), acting(store, "amend") as act:
            amend(act, law, {"topics": "代表"}, "补")
        sound(store)
    carry(here, made.office, stick)
    with opened(made.office) as store:
        assert (
            set(found(store, "代表") + found(store, "本站")) == {"代表法", "本站制度"}
            and len(readers(store, the(store, "代表法"))) == 1
        )
        with pytest.raises(NotAllowed, match="履职由联络站登记"):
            reading(store, who, title="本站制度")
        sound(store)
    carry(made.office, there, stick)
    with opened(there) as store:
        assert found(store, "本站") == []


def test_masked_too(tmp_path):
    """Nobody's privacy is in a law: it goes along in a masked package."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.office) as store:
        put(store, tmp_path / "代表法.txt", "代表应当同选民保持联系。")
    assert run("export", "--to", stick, "--masked", "--for", "渔泽", "--data", made.office).code == 0
    assert run("import", *stick.glob("*140405102-*.llz"), "--data", made.stations["渔泽镇"]).code == 0
    with opened(made.stations["渔泽镇"]) as store:
        assert found(store, "保持联系") == ["代表法"] and kept(store.path.parent, the(store, "代表法").files[0])


def test_a_sheet_of_titles(store, tmp_path):
    """A list of what there is comes from a sheet; the same rows again add nothing."""
    rows = {"title": "信访工作条例", "issued_on": "2022-02-25"}, {"title": "怎样写建议"}
    assert take(store, "study", *rows).new == 2 and take(store, "study", *rows).same == 2
    assert [one.kind for one in store.find(Study, order="number")] == [
        "站里制度",
        "法规规章",
        "学习材料",
    ] and SCHEMA.records["study"] is Study
