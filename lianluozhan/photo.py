"""Photos as they are kept: no larger than they are read, and without the place where they were taken."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 500 * 1024  # bytes of a kept photo
SIDES = (2560, 2048, 1600, 1280, 1024, 800)  # pixels of the longer side, tried from the largest
QUALITIES = (85, 75, 65)
PLAIN = frozenset(
    (  # what a picture may say beside what it shows: nobody's words, no place, no hour
        "adobe",
        "adobe_transform",
        "aspect",
        "background",
        "chromaticity",
        "compression",
        "dpi",
        "duration",
        "exif",
        "gamma",
        "icc_profile",
        "interlace",
        "jfif",
        "jfif_density",
        "jfif_unit",
        "jfif_version",
        "loop",
        "progression",
        "progressive",
        "resolution",
        "srgb",
        "timestamp",
        "transparency",
    )
)
EMPTY = 32  # bytes of an EXIF that says nothing
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")


def slimmed(data: bytes) -> tuple[bytes, str]:
    """A photo's bytes as they are kept, and the ending of its name; other papers as they are, with "".

    Turned as it was held, its EXIF left out: the place, the camera, the hour; so are comments and titles, which would go
    into every paper it is printed on. What cannot be read as a picture stays
    as it is: a paper is never lost for its looks.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # 20 files that a day without photos does not need

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            picture.load()  # some formats say something behind the picture
            told = picture.info.keys() - PLAIN or len(picture.info.get("exif", b"")) > EMPTY or picture.getexif()
            if len(data) <= LARGEST and not told:
                return data, ""  # small, and tells nothing but what it shows
            shown = ImageOps.exif_transpose(picture).convert("RGB")
            shown.info = {}  # what is written there would be kept with it
            return _smallest(shown), ".jpg"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data, ""


def _smallest(picture: Image.Image) -> bytes:
    """The largest and best that fits."""
    from PIL import Image

    for side in SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            kept = BytesIO()
            picture.save(kept, "JPEG", quality=quality, optimize=True)
            if kept.tell() <= LARGEST:
                return kept.getvalue()
    return kept.getvalue()
