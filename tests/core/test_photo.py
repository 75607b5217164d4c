"""Photos are kept small and tell nothing but what they show; what is no photo is kept as it is."""

import random
from io import BytesIO

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from lianluozhan import attachment
from lianluozhan.photo import LARGEST, PLAIN, slimmed

PLACE = 0x8825  # the GPS part of EXIF


def photo(size=(1600, 1200), kind="JPEG", place=False, turned=False, noisy=True):
    """A photo's bytes, as a telephone makes them."""
    picture = (
        Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
        if noisy
        else Image.new("RGB", size, "red")
    )
    exif = Image.Exif()
    if place:
        exif.get_ifd(PLACE)[ExifTags.GPS.GPSLatitudeRef] = "N"
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    kept = BytesIO()
    picture.save(kept, kind, exif=exif.tobytes(), quality=95)
    return kept.getvalue()


def read(data):
    """The picture of these bytes."""
    return Image.open(BytesIO(data))


def test_small():
    """A large photo becomes at most 500 KB, and stays a picture that can be looked at."""
    data = photo()
    assert len(data) > LARGEST
    kept, ending = slimmed(data)
    assert (len(kept) <= LARGEST, ending) == (True, ".jpg")
    assert max(read(kept).size) >= 800


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_place(kind):
    """The place it was taken at is gone, however small it was."""
    data = photo((60, 40), kind, place=True, noisy=False)
    assert read(data).getexif().get_ifd(PLACE)
    kept, _ending = slimmed(data)
    assert not read(kept).getexif()


@pytest.mark.parametrize("size", [(60, 40), (1600, 1200)], ids=["small", "large"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_words(size, kind):
    """A comment or title in a photo names whoever the telephone's owner wrote there: it goes, however small the photo was."""
    kept, said = BytesIO(), PngInfo()
    said.add_itxt("Title", "独孤婉儿家门口")
    picture = Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
    picture.save(
        kept, kind, **({"comment": "独孤婉儿家门口".encode(), "quality": 95} if kind == "JPEG" else {"pnginfo": said})
    )
    assert "独孤婉儿".encode() in kept.getvalue()
    data, ending = slimmed(kept.getvalue())
    assert "独孤婉儿".encode() not in data and ending == ".jpg" and read(data).info.keys() <= PLAIN


def test_turned():
    """A photo held upright stands upright, though the word for it is gone."""
    assert read(slimmed(photo((60, 40), turned=True, noisy=False))[0]).size == (40, 60)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 a scan", b"\xff\xd8\xff" + bytes(2000), b"", photo((60, 40), noisy=False)[:200]]
)
def test_no_picture(data):
    """What cannot be read as a picture, or is broken off, is kept byte by byte."""
    assert slimmed(data) == (data, "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_small_already(kind):
    """What is small and tells nothing is not touched: lines of a screen shot stay sharp."""
    data = photo((60, 40), kind, noisy=False)
    assert slimmed(data) == (data, "")


@pytest.mark.parametrize(("name", "kept"), [("现场.JPG", "现场.JPG"), ("现场.png", "现场.jpg"), ("现场", "现场.jpg")])
def test_kept(tmp_path, name, kept):
    """What is attached is the small one; its name says what it is now."""
    (tmp_path / name).write_bytes(photo((60, 40), "PNG" if name.endswith("png") else "JPEG", place=True, noisy=False))
    taken = attachment.take(tmp_path, tmp_path / name, 2026)
    assert taken["name"] == kept
    data = attachment.paper(tmp_path, taken["digest"])
    assert (len(data), read(data).format) == (taken["size"], "JPEG")
