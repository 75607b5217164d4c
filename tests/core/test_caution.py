"""What the law asks of a reception: cases deputies keep out of, five who speak for many, words that are locked."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, attach
from lianluozhan.caution import caution, informing, locked
from lianluozhan.errors import BadValue, NotAllowed
from lianluozhan.month import MonthEnd
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import digest, empty, opened, receive, sound


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


@pytest.fixture
def paper(tmp_path):
    """The scan of a signed form."""
    file = tmp_path / "手印.pdf"
    file.write_bytes(b"%PDF-1.4 scan")
    return file


@pytest.mark.parametrize("words", ["法院判决下来一年了不执行", "派出所立案了不给说法", "村里工程招标不公"])
def test_caution(store, words):
    """Words of a case or a tender warn, with the article."""
    assert "代表法第五十九条" in caution(store, words)


@pytest.mark.parametrize("words", ["路灯不亮三个月了", "机井坏了，麦地浇不上水", "", "低保评定不公"])
def test_no_caution(store, words):
    """Ordinary matters do not."""
    assert caution(store, words) == ""


def test_informing(store):
    """What is told names the station, the purpose, the time and the way to see and correct."""
    said = informing(store)
    assert all(word in said for word in ("渔泽镇人大代表联络站", "转办", "保存", "要改"))


def test_five_speak():
    """Five representatives at most, however they are typed."""
    field = Visit.fields["representatives"]
    assert len(field.read("甲一、乙二、丙三、丁四、戊五")) == 5
    with pytest.raises(BadValue, match="最多 5 个，这里有 6 个"):
        field.read("甲一、乙二、丙三、丁四、戊五、己六")


def change(store, visit, correcting=False, **values):
    """Amend the visit."""
    with acting(store, "amend") as act:
        return amend(act, visit, values, "听录音订正", correcting=correcting)


def signed(store, file):
    """A visit whose signed form is attached."""
    visit = receive(store, signed=True)
    with acting(store, "attach") as act:
        attach(act, visit, file)
    return store.get(Visit, (visit.world, visit.id))


def test_locked_when_signed(store, paper):
    """Signed with its scan: the words are changed by 更正 only, everything else as before."""
    visit = signed(store, paper)
    held = digest(store)
    with pytest.raises(NotAllowed, match="原话已锁定（已签字并附了扫描件）"):
        change(store, visit, statement="路灯全不亮")
    assert digest(store) == held
    assert change(store, visit, visitor_address="西街") == {"visitor_address": "西街"}
    assert change(store, store.get(Visit, (visit.world, visit.id)), True, statement="路灯全不亮") == {
        "statement": "路灯全不亮"
    }
    sound(store)


@pytest.mark.parametrize("values", [{"signed": True}, {}])
def test_not_locked_yet(store, paper, values):
    """A signature without its scan locks nothing, nor does a scan without a signature."""
    visit = receive(store, **values)
    if not values:
        with acting(store, "attach") as act:
            attach(act, visit, paper)
    visit = store.get(Visit, (visit.world, visit.id))
    assert locked(store, visit) == ""
    assert change(store, visit, statement="路灯全不亮") == {"statement": "路灯全不亮"}


def test_the_same_words_are_no_change(store, paper):
    """A form that sends the words back unchanged is not refused."""
    visit = signed(store, paper)
    assert change(store, visit, statement=visit.statement, visitor_address="西街") == {"visitor_address": "西街"}


def test_locked_by_a_closed_month(store):
    """A closed month locks its words; another month's, or one that is not closed, does not."""
    visit, other = receive(store), receive(store, received_at="2026-11-04T09:00")
    with acting(store, "close") as act:
        act.write(MonthEnd, new_id(), {"month": "2026-10", "closed_on": "2026-11-01"})
        act.write(MonthEnd, new_id(), {"month": "2026-11"})
    assert (locked(store, visit), locked(store, other)) == ("2026-10 已结账", "")
    with pytest.raises(NotAllowed, match="2026-10 已结账"):
        change(store, visit, statement="路灯全不亮")
