"""A new folder has its clerk and its own place from the first minute, and a name says which code it gets."""

import pytest

from lianluozhan.begin import CODE, begin, code_of
from lianluozhan.errors import FolderProblem
from lianluozhan.operator import operators
from lianluozhan.place import Place, own_place_id
from tests.station import digest, journal, opened, sound

HALL = "渔泽镇人大代表联络站"

# Who chairs a people's congress below the district is law (地方组织法): 镇, 乡 and 街道 each have their own body.
FOLDERS = [
    pytest.param("station", "140405102", HALL, "站", "镇人大主席团", id="town"),
    pytest.param("station", "140405200", "李高乡人大代表联络站", "站", "乡人大主席团", id="township"),
    pytest.param("station", "140405001", "麟绛街道人大代表联络站", "站", "街道人大工委", id="subdistrict"),
    pytest.param("station", "140405403", "开发区人大代表联络站", "站", None, id="development zone"),
    pytest.param("station", "zhan01", "流动联络站", "站", None, id="agreed code"),
    pytest.param("district", "140405", "屯留区人大常委会办公室", None, None, id="district"),
]


@pytest.fixture
def begun(tmp_path):
    """A station's folder, just made."""
    path = tmp_path / "站"
    begin(path, "station", "140405102", HALL, "赵敏")
    return path


# ---- what a folder begins with -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "code", "name", "level", "host"), FOLDERS)
def test_own_place(tmp_path, role, code, name, level, host):
    """Only a station is a 站; the host is the body of its town's kind, and nobody's where the code is no town's."""
    begin(tmp_path / "新", role, code, name, "赵敏")
    with opened(tmp_path / "新") as store:
        (place,) = store.find(Place)
        found = {part: place.data.get(part) for part in ("name", "code", "level", "host")}
        assert found == {"name": name, "code": code, "level": level, "host": host}


@pytest.mark.parametrize(("role", "code", "name"), [one.values[:3] for one in FOLDERS])
def test_identity(tmp_path, role, code, name):
    """The folder knows whose it is."""
    begin(tmp_path / "新", role, code, name, "赵敏")
    with opened(tmp_path / "新") as store:
        assert (store.identity.role, store.identity.world, store.identity.name) == (role, code, name)


@pytest.mark.parametrize(("role", "code", "name"), [one.values[:3] for one in FOLDERS])
def test_sound_from_the_start(tmp_path, role, code, name):
    """What stands in a new folder comes from its journal and verifies."""
    begin(tmp_path / "新", role, code, name, "赵敏")
    with opened(tmp_path / "新") as store:
        sound(store)


def test_first_clerk(begun):
    """The one clerk is a 联络员, and who types when nobody is named."""
    with opened(begun) as store:
        assert [(one.name, one.role) for one in operators(store)] == [("赵敏", "联络员")]
        assert store.setting("operator") == "赵敏"


def test_place_is_the_same_on_every_computer(tmp_path):
    """Two folders of one code have one place, so that they can be brought together."""
    for name in ("一", "二"):
        begin(tmp_path / name, "station", "140405102", HALL, name)
    ids = []
    for name in ("一", "二"):
        with opened(tmp_path / name) as store:
            ids += [one.id for one in store.find(Place)]
    assert ids == [own_place_id("140405102")] * 2


def test_places_of_two_codes_differ(tmp_path):
    """Another code is another place, whatever the name."""
    begin(tmp_path / "一", "station", "140405102", HALL, "赵敏")
    begin(tmp_path / "二", "station", "140405103", HALL, "赵敏")
    with opened(tmp_path / "一") as one, opened(tmp_path / "二") as other:
        assert one.find(Place)[0].id != other.find(Place)[0].id


def test_folders_above_are_made(tmp_path):
    """A path whose folders are not there yet is made whole."""
    begin(tmp_path / "甲" / "乙" / "站", "station", "140405102", HALL, "赵敏")
    with opened(tmp_path / "甲" / "乙" / "站") as store:
        assert store.identity.name == HALL


def test_an_empty_folder_is_taken(tmp_path):
    """A folder made beforehand with the file manager will do."""
    (tmp_path / "站").mkdir()
    begin(tmp_path / "站", "station", "140405102", HALL, "赵敏")
    with opened(tmp_path / "站") as store:
        assert len(store.find(Place)) == 1


# ---- where it is refused -----------------------------------------------------------------------------------------


def test_never_over_a_folder(begun):
    """A second beginning in the same place is refused and leaves every entry as it was."""
    before = journal(begun)
    with pytest.raises(FolderProblem, match="已经有一个数据文件夹"):
        begin(begun, "district", "140405", "屯留区人大常委会办公室", "钱进")
    assert journal(begun) == before
    with opened(begun) as store:
        assert store.identity.role == "station" and [one.name for one in operators(store)] == ["赵敏"]
        assert digest(store) == before


def test_never_among_other_files(tmp_path):
    """Where somebody's files lie nothing is made, and they stay."""
    (tmp_path / "照片.txt").write_text("别人的", "utf-8")
    with pytest.raises(FolderProblem, match="已有别的文件"):
        begin(tmp_path, "station", "140405102", HALL, "赵敏")
    assert [one.name for one in tmp_path.iterdir()] == ["照片.txt"]
    assert (tmp_path / "照片.txt").read_text("utf-8") == "别人的"


# ---- which code a name means -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "name", "code"),
    [
        pytest.param("station", "渔泽镇人大代表联络站", "140405102", id="full name"),
        pytest.param("station", "屯留区渔泽镇", "140405102", id="with its district"),
        pytest.param("station", "渔泽", "140405102", id="short"),
        pytest.param("station", " 渔泽镇 联络站 ", "140405102", id="with spaces"),
        pytest.param("station", "李高乡", "140405200", id="township"),
        pytest.param("station", "麟绛街道", "140405001", id="subdistrict"),
        pytest.param("station", "屯留区", None, id="a district is no station"),
        pytest.param("station", "屯留区人大常委会办公室", None, id="an office is no station"),
        pytest.param("station", "渔泽镇李高乡", None, id="two towns"),
        pytest.param("station", "东方明珠", None, id="unknown"),
        pytest.param("station", "", None, id="nothing"),
        pytest.param("district", "屯留区人大常委会办公室", "140405", id="district's office"),
        pytest.param("district", "屯留区", "140405", id="district"),
        pytest.param("district", "渔泽镇", "140405", id="a town names its district"),
        pytest.param("district", "潞州区", "140403", id="another district"),
        pytest.param("district", "东方明珠", None, id="unknown to a district"),
        pytest.param("district", "", None, id="nothing to a district"),
    ],
)
def test_code_of(role, name, code):
    """A station gets its town's nine digits, a district its six; what means none or two gets none."""
    assert code_of(role, name) == code


@pytest.mark.parametrize(("role", "name"), [("station", "渔泽镇"), ("station", "麟绛街道"), ("district", "屯留区")])
def test_a_proposed_code_is_allowed(role, name):
    """What the program proposes it also accepts."""
    assert CODE.fullmatch(code_of(role, name))


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("140405102", True),
        ("140405", True),
        ("zhan", True),
        ("Z001", True),
        ("a" * 20, True),
        ("", False),
        ("abc", False),
        ("a" * 21, False),
        ("14 405", False),
        ("140405-1", False),
        ("渔泽镇站", False),
        ("１４０４０５", False),
        ("../a", False),
        ("1404\n", False),
    ],
)
def test_what_a_code_may_be(code, allowed):
    """Four to twenty letters and digits of the plain alphabet: it stands in numbers and in names of files."""
    assert bool(CODE.fullmatch(code)) is allowed
