"""`password`: who may open a folder, by commands; every other verb works with --password-file and refuses without."""

import pytest

from lianluozhan import password, vault
from tests.station import empty, filled, opened, receive, run, twin

WORD, OTHER, THIRD = "Denglong-97", "Xiushan-42", "Heliu-5566"
HEAD = ("password", "add", "李建国", "--role", "站长", "--new")

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def word(tmp_path):
    """A file with a password in it."""
    return lambda text: (tmp_path / f"{text}.txt", (tmp_path / f"{text}.txt").write_text(text + "\n", "utf-8"))[0]


@pytest.fixture
def guarded(tmp_path, word):
    """A filled folder with the clerk's password and a 站长's; the words to open it with, and the recovery code."""
    path = filled(tmp_path / "站")
    ran = run("password", "set", "--data", path, "--new", word(WORD))
    assert ran.code == 0 and "恢复码" in ran.err, ran
    mine = ("--data", path, "--password-file", word(WORD))
    assert run(*HEAD, word(OTHER), *mine).code == 0
    yield path, mine, ran.out.strip()
    vault.lock(path)


def test_every_verb_asks(guarded, tmp_path):
    """Without the password nothing is read or written; with it everything is as before; nothing stays open afterwards."""
    path, mine, _code = guarded
    for words in (
        ("list", "visit"),
        ("stats", "2026-10"),
        ("check",),
        ("rebuild",),
        ("backup",),
        ("export", "--to", tmp_path),
        ("log", "2026-10", "--to", tmp_path),
        ("paper", "F2", "2026-10"),
        ("show", "J0001"),
        ("undo",),
        ("password",),
    ):
        ran = run(*words, "--data", path)
        assert (ran.code, ran.out) == (1, "") and "设了密码" in ran.err, words
    assert len(run("list", "visit", "--json", *mine).data) == 23
    assert run("check", *mine).code == 0
    assert run("log", "2026-10", "--to", tmp_path / "纸", *mine).code == 0
    assert vault.locked(path)


def test_a_wrong_password(guarded, word):
    """A wrong one says so and what to do; nothing was done."""
    path, _mine, _code = guarded
    ran = run("void", "J0001", "--reason", "试", "--data", path, "--password-file", word("Cuowu-1234"))
    assert (ran.code, ran.out) == (1, "") and "密码不对" in ran.err and "再输一次" in ran.err


def test_listed(guarded):
    """Who has a password, with their 身份, is listed, and which other ways in there are."""
    _path, mine, _code = guarded
    assert run("password", *mine).out.splitlines() == [
        "赵敏　联络员",
        "李建国　站长",
        "恢复码　有",
        "区里的钥匙　不能开",
    ]


def test_the_clerk_changes_only_the_own(guarded, word):
    """Where there is a 站长, a clerk changes the own password and nobody else's."""
    path, mine, _code = guarded
    for words in (("add", "孙丽", "--new", word(THIRD)), ("remove", "李建国"), ("code",), ("off",)):
        ran = run("password", *words, *mine)
        assert ran.code == 1 and "站长" in ran.err, words
    assert run("password", "change", "--new", word(THIRD), *mine).code == 0
    assert run("list", "visit", *mine).code == 1
    assert run("list", "visit", "--data", path, "--password-file", word(THIRD)).code == 0


def test_the_head_does_all(guarded, word):
    """The 站长 takes people away, renews the code, gives passwords up."""
    path, mine, code = guarded
    head = ("--data", path, "--password-file", word(OTHER))
    assert run("password", "remove", "赵敏", *head).code == 0
    assert run("list", "visit", *mine).code == 1
    fresh = run("password", "code", *head).out.strip()
    assert run("list", "visit", "--data", path, "--password-file", word(code)).code == 1
    assert run("list", "visit", "--data", path, "--password-file", word(fresh)).code == 0
    assert run("password", "off", *head).code == 0
    assert len(run("list", "visit", "--data", path, "--json").data) == 23


def test_the_code_does_for_the_head_who_forgot(guarded, word):
    """Whoever opens with the recovery code sets any password anew, also where a 站长 looks after them and a clerk typed last."""
    path, _mine, code = guarded
    ran = run(*HEAD, word(THIRD), "--data", path, "--password-file", word(code))
    assert ran.code == 0, ran.err
    assert run("list", "visit", "--data", path, "--password-file", word(THIRD)).code == 0


def test_signed_by_who_opened(guarded, word):
    """What a command writes is signed by whose password it was; another name is not taken."""
    path, _mine, _code = guarded
    head = ("--data", path, "--password-file", word(OTHER))
    assert run("void", "J0001", "--reason", "登记错了", *head).code == 0
    assert "李建国" in run("show", "J0001", *head).out
    assert run("void", "J0002", "--reason", "试", "--operator", "赵敏", *head).code == 1


def test_restored_with_the_password_of_the_day(guarded, word, tmp_path):
    """A backup asks for the password of its day; the restored folder has it still."""
    _path, mine, _code = guarded
    file = run("backup", "--to", tmp_path / "盘", *mine).out.splitlines()[0]
    ran = run("restore", file, "--to", tmp_path / "新")
    assert ran.code == 1 and "备份那天的密码" in ran.err and not (tmp_path / "新").exists()
    ran = run("restore", file, "--to", tmp_path / "新", "--password-file", word("后来的新密码 98"))
    assert (
        ran.code == 1
        and "密码不对" in ran.err
        and "备份那天的密码" in ran.err
        and "新密码打不开它" in ran.err
        and not (tmp_path / "新").exists()
    )
    assert run("restore", file, "--to", tmp_path / "新", "--password-file", word(WORD)).code == 0
    assert run("list", "visit", "--data", tmp_path / "新").code == 1
    assert len(run("list", "visit", "--json", "--data", tmp_path / "新", "--password-file", word(WORD)).data) == 23


def test_the_districts_card_opens(tmp_path, word):
    """With the district's card accepted, setting a password lets its key in: a forgotten one is mended there."""
    path, office, card = (
        filled(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "区人大"),
        tmp_path / "区.json",
    )
    assert run("card", "--data", office, "--to", card).code == 0
    assert run("enrol", card, "--data", path).code == 0
    assert run("password", "set", "--data", path, "--new", word(WORD)).code == 0
    assert run(*HEAD, word(OTHER), "--password-file", word(WORD), "--data", path).code == 0
    ran = run("password", "add", "赵敏", "--by", office, "--new", word(THIRD), "--data", path)
    assert ran.code == 0, ran
    assert len(run("list", "visit", "--json", "--data", path, "--password-file", word(THIRD)).data) == 23
    vault.lock(path)
    other = empty(tmp_path / "别处", "district", "140406", "别处人大")
    assert run("password", "add", "赵敏", "--by", other, "--new", word(OTHER), "--data", path).code == 1


@pytest.mark.parametrize(
    "words, said", [(("set",), "新密码"), (("change", "--new", "没有的文件"), "设"), (("remove", "孙丽"), "密码")]
)
def test_what_is_missing(tmp_path, words, said):
    """What was left out is asked for, and nothing is changed."""
    path = empty(tmp_path / "站")
    ran = run("password", *words, "--data", path)
    assert ran.code == 1 and said in ran.err
    assert not vault.doors(path)


def test_a_package_goes_both_ways(guarded, tmp_path, word):
    """A guarded station and a guarded district exchange as before."""
    _path, mine, _code = guarded
    office = empty(tmp_path / "区", "district", "140405", "区人大")
    assert run("password", "set", "--data", office, "--new", word(THIRD)).code == 0
    theirs = ("--data", office, "--password-file", word(THIRD))
    secret = word("报送口令一二三四五六七")
    assert run("export", "--full", "--to", tmp_path, "--passphrase-file", secret, *mine).code == 0
    assert run("import", *tmp_path.glob("*.llz"), "--passphrase-file", secret, *theirs).code == 0
    assert len(run("list", "visit", "--json", *theirs).data) == 23
    vault.lock(office)


def test_who_may_only_look(guarded, word):
    """Who is 只读 lists and prints, and writes nothing."""
    path, _mine, _code = guarded
    head = ("--data", path, "--password-file", word(OTHER))
    assert run("password", "add", "孙丽", "--role", "只读", "--new", word(THIRD), *head).code == 0
    reader = ("--data", path, "--password-file", word(THIRD))
    assert run("list", "visit", *reader).code == 0
    ran = run("void", "J0001", "--reason", "试", *reader)
    assert ran.code == 1 and "只读" in ran.err
    for words in (("list", "visit", "--to", path.parent / "表.xlsx"), ("publish", "--to", path.parent / "汇总.db")):
        ran = run(*words, "--with-private", "看看", *reader)
        assert ran.code == 1 and "不能把个人信息带走" in ran.err and not words[-1].exists()
    assert run("list", "visit", "--to", path.parent / "表.xlsx", *reader).code == 0  # masked it is anybody's
    assert run("password", "remove", "赵敏", *reader).code == 1
    vault.unlock(path, password.private(next(way for way in vault.doors(path) if way.name == "孙丽"), THIRD), "孙丽")
    copy = twin(path, path.with_name("副本"))
    vault.lend(path, copy)
    with opened(copy) as store, pytest.raises(Exception, match="只读"):
        receive(store)
    vault.lock(copy)


def test_what_is_kept_from_who_may_only_look(guarded, word):
    """A confidential reception is told to 只读 as in the window: that it was, without its words; who registered it sees all of it."""
    path, mine, _code = guarded
    head = ("--data", path, "--password-file", word(OTHER))
    assert run("password", "add", "孙丽", "--role", "只读", "--new", word(THIRD), *head).code == 0
    assert run("amend", "J0001", "要求保密=是", "--reason", "本人要求", *mine).code == 0
    whole = run("show", "J0001", "--json", *mine).data["record"]["statement"]
    hers = ("--data", path, "--password-file", word(THIRD))
    refused = run("show", "J0001", *hers)
    assert refused.code == 1 and "保密" in refused.err and whole not in refused.out + refused.err
    rows = {row["number"][-5:]: row for row in run("list", "visit", "--json", *hers).data}
    assert rows["J0001"]["statement"] == "（保密）" and whole not in str(rows["J0001"])
    assert rows["J0002"]["statement"] not in (None, "（保密）") and run("show", "J0002", *hers).code == 0


def test_from_the_first_day(tmp_path, word):
    """A folder made with a password has it at once; a poor one makes no folder."""
    path = tmp_path / "站"
    named = (
        "--role",
        "station",
        "--name",
        "渔泽镇人大代表联络站",
        "--code",
        "140405102",
        "--clerk",
        "赵敏",
        "--data",
        path,
    )
    assert run("init", *named, "--password-file", word("1234")).code == 1 and not path.exists()
    ran = run("init", *named, "--password-file", word(WORD))
    assert ran.code == 0, ran
    assert password.read_code(ran.out.splitlines()[-1])
    assert run("list", "visit", "--data", path).code == 1
    assert run("password", "--data", path, "--password-file", word(WORD)).out.startswith("赵敏")
