"""Photos as they are kept: no larger than they are read, and without the place where they were taken."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 500 * 1024  # bytes of a kept photo
SIDES = (2560, 2048, 1600, 1280, 1024, 800)  # pixels of the longer side, tried from the largest
QUALITIES = (85, 75, 65)
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")


def slimmed(data: bytes) -> tuple[bytes, str]:
    """A photo's bytes as they are kept, and the ending of its name; other papers as they are, with "".

    Turned as it was held, its EXIF left out: the place, the camera, the hour. What cannot be read as a picture stays
    as it is: a paper is never lost for its looks.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # 20 files that a day without photos does not need

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if len(data) <= LARGEST and not picture.getexif() and "xmp" not in picture.info:
                return data, ""  # small, and tells nothing but what it shows
            return _smallest(ImageOps.exif_transpose(picture).convert("RGB")), ".jpg"
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
