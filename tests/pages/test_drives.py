"""Which disks there are, what they are called, and where data belong: told without plugging anything in."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QStorageInfo

from ui import drives
from ui.drives import FIXED, FOLDER, REMOVABLE, Mount, data_folder, documents, mounts, size, sticks

KB, MB, GB = 1024, 1024**2, 1024**3


def mount(root, kind=FIXED, free=GB, writable=True, label=""):
    """A disk with what a test says of it."""
    return Mount(root, label, kind, free, writable)


# ---- sizes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 KB"),
        (1023, "1 KB"),
        (KB, "1 KB"),
        (2 * KB - 1, "1 KB"),
        (2 * KB, "2 KB"),
        (MB - 1, "1023 KB"),
        (MB, "1.0 MB"),
        (MB + MB // 2, "1.5 MB"),
        (52_848_231, "50.4 MB"),
        (52_848_230, "50.3 MB"),
        (2 * MB - 1, "1.9 MB"),
        (GB - 1, "1023.9 MB"),
        (GB, "1.0 GB"),
        (12 * GB + GB // 2, "12.5 GB"),
        (10 * GB - 1, "9.9 GB"),
        (1000 * GB, "1000.0 GB"),
        (2000 * GB, "2000.0 GB"),
    ],
)
def test_size(count, words):
    """The greatest unit that holds one whole, with one decimal, cut and not rounded: never more room than there is."""
    assert size(count) == words


@pytest.mark.parametrize("count", [1, 7 * KB, MB - 1, MB, GB - 1, GB, 2**44])
def test_size_is_for_people(count):
    """A number, a space, a unit."""
    number, unit = size(count).split(" ")
    assert float(number) >= 1 and unit in ("KB", "MB", "GB")


# ---- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "words"),
    [
        pytest.param(
            mount("E:/", label="金士顿", free=12 * GB + GB // 2), "金士顿（E:）　可用 12.5 GB", id="label and letter"
        ),
        pytest.param(mount("E:\\", label="金士顿"), "金士顿（E:）　可用 1.0 GB", id="backslash"),
        pytest.param(mount("E:/"), "E:　可用 1.0 GB", id="no label"),
        pytest.param(mount("E:/", label="E:"), "E:　可用 1.0 GB", id="the letter is the label"),
        pytest.param(mount("E:/", label="光盘", writable=False), "光盘（E:）　可用 1.0 GB　只读", id="not writable"),
        pytest.param(mount("/media/zhao/U", label="U"), "U（/media/zhao/U）　可用 1.0 GB", id="Linux"),
    ],
)
def test_said(one, words):
    """Label, place, room, and whether it cannot be written; nothing twice."""
    assert one.said() == words


# ---- sticks ------------------------------------------------------------------------------------------------------


def test_sticks():
    """Only what can be pulled out and written, the one with most room first."""
    small, large = mount("E:/", REMOVABLE, 2 * GB), mount("F:/", REMOVABLE, 30 * GB)
    locked, disk, network = (
        mount("G:/", REMOVABLE, 99 * GB, False),
        mount("D:/", FIXED, 500 * GB),
        mount("Z:/", "", 900 * GB),
    )
    assert sticks([small, locked, disk, large, network]) == [large, small]


def test_equal_sticks_keep_their_order():
    """Of two with the same room the system's first stays first."""
    one, other = mount("E:/", REMOVABLE), mount("F:/", REMOVABLE)
    assert sticks([one, other]) == [one, other] and sticks([other, one]) == [other, one]


def test_no_sticks():
    """Nothing plugged in is an empty list, whatever disks there are."""
    assert sticks([]) == [] and sticks([mount("C:/"), mount("D:/")]) == []


def test_sticks_of_an_iterator():
    """What yields its disks one by one is read too."""
    assert len(sticks(iter([mount("E:/", REMOVABLE)]))) == 1


# ---- where data belong -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["D:/", "D:\\", "d:/", "D:"])
def test_data_on_the_second_disk(root):
    """D: stays when C: is set up anew, however the system writes it."""
    assert data_folder([mount("C:/"), mount(root)], "C:/文档") == f"D:\\{FOLDER}"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([], id="nothing"),
        pytest.param([mount("C:/")], id="one disk"),
        pytest.param([mount("C:/"), mount("D:/", REMOVABLE)], id="D: is a stick"),
        pytest.param([mount("C:/"), mount("D:/", "")], id="D: is a disc or a network"),
        pytest.param([mount("C:/"), mount("D:/", writable=False)], id="D: cannot be written"),
        pytest.param([mount("C:/"), mount("E:/")], id="only E:"),
        pytest.param([mount("/"), mount("/media/D:", REMOVABLE)], id="a folder called D:"),
    ],
)
def test_data_among_the_documents(found):
    """Never on what may be pulled out, nor where nothing can be written."""
    assert Path(data_folder(found, "/的/文档")) == Path("/的/文档") / FOLDER


def test_a_folder_of_its_own():
    """The documents themselves are never the data folder."""
    assert Path(data_folder([], "/文档")).name == FOLDER


def test_documents():
    """There is always a place to propose."""
    assert Path(documents()).is_absolute()


def test_without_documents(monkeypatch):
    """Where the system names no documents it is the user's own folder."""
    monkeypatch.setattr(drives.QStandardPaths, "writableLocation", lambda _which: "")
    assert documents() == str(Path.home())


# ---- what the system says ----------------------------------------------------------------------------------------


def volume(root, label="", name="", free=GB, readonly=False, valid=True, ready=True):
    """What Qt tells of one volume."""
    told = {"rootPath": root, "displayName": label, "name": name, "bytesAvailable": free, "isReadOnly": readonly}
    return SimpleNamespace(
        **{word: lambda value=value: value for word, value in (told | {"isValid": valid, "isReady": ready}).items()}
    )


@pytest.fixture
def plugged(monkeypatch):
    """Say what is plugged in on a Linux PC."""
    monkeypatch.setattr(sys, "platform", "linux")
    return lambda *volumes: monkeypatch.setattr(QStorageInfo, "mountedVolumes", lambda: list(volumes))


def test_this_machine():
    """The real answer of the machine the test runs on has a place and a known kind for each."""
    for one in mounts():
        assert one.root and one.kind in (REMOVABLE, FIXED, "") and isinstance(one.writable, bool)


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("/media/zhao/U", REMOVABLE),
        ("/run/media/zhao/U", REMOVABLE),
        ("/mnt/u", REMOVABLE),
        ("/", FIXED),
        ("/home", FIXED),
        ("/boot/efi", FIXED),
        ("/mntx", FIXED),
        ("/srv/media/x", FIXED),
    ],
)
def test_kind_on_linux(plugged, root, kind):
    """What a desktop mounts by hand can be pulled out; a name that only looks like it cannot."""
    plugged(volume(root))
    assert [one.kind for one in mounts()] == [kind]


def test_what_is_told_of_a_volume(plugged):
    """Its place, its label, its room, and whether it can be written."""
    plugged(volume("/media/zhao/U", "金士顿", free=3 * GB, readonly=True))
    assert mounts() == [Mount("/media/zhao/U", "金士顿", REMOVABLE, 3 * GB, False)]


def test_a_volume_without_a_label(plugged):
    """Where there is no label its name stands for it."""
    plugged(volume("/media/zhao/U", "", "U 盘"))
    assert [one.label for one in mounts()] == ["U 盘"]


@pytest.mark.parametrize("trouble", [{"valid": False}, {"ready": False}])
def test_an_empty_drive_is_no_disk(plugged, trouble):
    """A card reader without a card is left out."""
    plugged(volume("/media/zhao/空", **trouble), volume("/media/zhao/U"))
    assert [one.root for one in mounts()] == ["/media/zhao/U"]


def test_a_free_folder(tmp_path):
    """Where the folder that is proposed holds something, the next name that holds nothing."""
    wanted = tmp_path / "联络站数据"
    assert drives.free(str(wanted)) == str(wanted)
    for taken, then in ((wanted, "联络站数据-恢复"), (tmp_path / "联络站数据-恢复", "联络站数据-恢复1")):
        taken.mkdir()
        assert drives.free(str(wanted)) == str(taken)  # empty: it will do
        (taken / "folder.json").touch()
        assert drives.free(str(wanted)) == str(tmp_path / then)
