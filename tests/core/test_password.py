"""What a person knows opens a door: passwords, the recovery code, waiting after too many wrong ones."""

import json

import pytest
from hypothesis import given, strategies as st

from lianluozhan import password, vault
from lianluozhan.errors import BadInput, FolderDamaged, Locked, TooManyTries, WrongPassword
from lianluozhan.vault import CODE, PERSON, Keys, Ring

WORD, OTHER = "Denglong-97", "Xiushan-42"

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def guarded(tmp_path):
    """A folder with two people and a recovery code; locked. Gives the folder, the code, its keys."""
    code, keys = password.fresh_code(), Keys.make()
    keys.save(tmp_path / vault.KEYS)
    ways = [
        password.door(PERSON, "赵敏", WORD),
        password.door(PERSON, "李建国", OTHER),
        password.door(CODE, "恢复码", code.replace(" ", "")),
    ]
    vault.keep(tmp_path, Ring(keys, ("ab" * 32,)), ways)
    vault.lock(tmp_path)
    yield tmp_path, code, keys
    vault.lock(tmp_path)


@pytest.fixture
def clock(monkeypatch):
    """The wall clock in a list of one: clock[0] += 60."""
    now = [1_000_000.0]
    monkeypatch.setattr(password.time, "time", lambda: now[0])
    return now


def test_whose_password(guarded):
    """Whose password it is, is who types; the folder's keys are there."""
    folder, _code, keys = guarded
    assert password.unlock(folder, WORD) == "赵敏" == vault.who(folder)
    assert vault.ring(folder).keys.public() == keys.public()
    vault.lock(folder)
    assert password.unlock(folder, OTHER) == "李建国"


def test_of_the_person_who_is_named(guarded):
    """Where a person is chosen, another's password is wrong; a person without one is told."""
    folder = guarded[0]
    assert password.unlock(folder, WORD, "赵敏") == "赵敏"
    vault.lock(folder)
    with pytest.raises(WrongPassword):
        password.unlock(folder, WORD, "李建国")
    with pytest.raises(BadInput, match="孙丽没有密码"):
        password.unlock(folder, WORD, "孙丽")
    assert vault.locked(folder)


def test_without_passwords_nothing_is_asked(tmp_path):
    """A folder without passwords is open whatever is typed."""
    Keys.make().save(tmp_path / vault.KEYS)
    assert password.unlock(tmp_path, "whatever") == ""
    assert not vault.locked(tmp_path)


@pytest.mark.parametrize("typed", ["Ｄｅｎｇｌｏｎｇ－９７", " Denglong-97 ", "Denglong-97\u3000"])
def test_full_width_letters(guarded, typed):
    """An input method left on, or a space too many, does not lock anybody out."""
    assert password.unlock(guarded[0], typed) == "赵敏"


@pytest.mark.parametrize("typed", ["", "denglong-97", "Denglong97", "x" * 100_000, "密码", "12345678"])
def test_wrong(guarded, typed):
    """A wrong password opens nothing and says how many are left."""
    with pytest.raises(WrongPassword, match="还可以试 4 次"):
        password.unlock(guarded[0], typed)
    assert vault.locked(guarded[0])


def test_five_wrong_lock_for_a_time(guarded, clock):
    """Each wrong one waits longer; the fifth locks five minutes, the right one too; then it opens and all is forgotten."""
    folder = guarded[0]
    for wait in (0, 2, 5, 15):
        with pytest.raises(WrongPassword):
            password.unlock(folder, OTHER + "?")
        if wait:
            with pytest.raises(TooManyTries, match=f"{wait} 秒"):
                password.unlock(folder, WORD)
        clock[0] += wait + 1
    with pytest.raises(WrongPassword, match="等 5 分钟"):
        password.unlock(folder, OTHER + "?")
    clock[0] += 299
    with pytest.raises(TooManyTries):
        password.unlock(folder, WORD)
    clock[0] += 2
    assert password.unlock(folder, WORD) == "赵敏"
    vault.lock(folder)
    with pytest.raises(WrongPassword, match="还可以试 4 次"):
        password.unlock(folder, "nothing")


def test_a_clock_set_back_does_not_lock_for_ever(guarded, clock):
    """The wait begins anew where the clock was set back, and ends."""
    folder = guarded[0]
    for _ in range(5):
        clock[0] += 400
        with pytest.raises(WrongPassword):
            password.unlock(folder, "nothing")
    clock[0] -= 10**6
    with pytest.raises(TooManyTries):
        password.unlock(folder, WORD)
    clock[0] += 301
    assert password.unlock(folder, WORD) == "赵敏"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"wrong": "x"}', '{"wrong": 9}'])
def test_tries_that_cannot_be_read(guarded, text):
    """What counts the tries is no lock of its own: spoiled, it counts from the start."""
    (guarded[0] / password.TRIES).write_text(text, "utf-8")
    assert password.unlock(guarded[0], WORD) == "赵敏"
    assert not (guarded[0] / password.TRIES).exists()


@pytest.mark.parametrize(
    "typed", ["1234567", "aaaaaaaa", "12345678", "98765432", "abababab", "        ", "赵敏赵敏赵敏赵敏"]
)
def test_what_anybody_would_guess(typed):
    """Short, alike, in a row or the own name: refused with what to do."""
    with pytest.raises(BadInput, match="换一个"):
        password.sound(typed, "赵敏赵敏赵敏赵敏")


def test_kept_nowhere(guarded):
    """Neither a password nor a code nor a private key stands in keys.json."""
    folder, code, keys = guarded
    text = (folder / vault.KEYS).read_text("utf-8")
    for secret in (WORD, code, code.replace(" ", ""), keys.private()["age"], keys.private()["sign"], "ab" * 32):
        assert secret not in text


# -- the recovery code


def test_the_code_opens(guarded):
    """The printed code opens, typed with or without its gaps; nobody is named as having typed it."""
    folder, code, _keys = guarded
    for typed in (
        code,
        code.replace(" ", ""),
        code.replace(" ", "-"),
        "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code),
    ):
        assert password.unlock(folder, typed, "赵敏") == ""
        assert not vault.locked(folder)
        vault.lock(folder)


@given(st.integers(0, 7), st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_names_its_group(group, place, off):
    """A check digit ends each group: one wrong digit is told with its group, and counts as no try."""
    groups = password.fresh_code().split(" ")
    digit = str((int(groups[group][place]) + off) % 10)
    groups[group] = groups[group][:place] + digit + groups[group][place + 1 :]
    with pytest.raises(BadInput, match=f"第 {group + 1} 组"):
        password.read_code(" ".join(groups))


def test_a_digit_left_out():
    """A digit too few is a mistyped code, no password."""
    with pytest.raises(BadInput, match="组不对"):
        password.read_code(password.fresh_code()[:-1])


@pytest.mark.parametrize("typed", ["12345678", "路灯", "", "1" * 80])
def test_no_code(typed):
    """What has not a code's length is a password."""
    assert password.read_code(typed) is None


def test_another_code_does_not_open(guarded):
    """A sound code of another folder is a wrong password."""
    with pytest.raises(WrongPassword):
        password.unlock(guarded[0], password.fresh_code())


# -- a keys.json that was meddled with


@pytest.mark.parametrize(
    "part, value",
    [("cost", "99999999,1,1"), ("cost", "x"), ("cost", ""), ("salt", "zz"), ("wrapped", "zz"), ("salt", "00")],
)
def test_a_door_that_is_none(guarded, part, value):
    """A spoiled door is told, whatever it would cost."""
    kept = json.loads((guarded[0] / vault.KEYS).read_text("utf-8"))
    kept["doors"][0][part] = value
    (guarded[0] / vault.KEYS).write_text(json.dumps(kept), "utf-8")
    with pytest.raises(FolderDamaged, match="keys.json"):
        password.unlock(guarded[0], WORD)


def test_a_door_of_another_folder(guarded, tmp_path_factory):
    """A door smuggled in opens nothing: what is locked is not locked to it."""
    folder = guarded[0]
    kept = json.loads((folder / vault.KEYS).read_text("utf-8"))
    kept["doors"].append(password.door(PERSON, "生人", "Shengren-88")._asdict())
    (folder / vault.KEYS).write_text(json.dumps(kept), "utf-8")
    with pytest.raises(Locked):
        password.unlock(folder, "Shengren-88")
    assert vault.locked(folder)
