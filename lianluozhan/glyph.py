"""A character as a picture, for places whose font lacks it: drawn from the bundled fonts, black on nothing."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lianluozhan import resource
from lianluozhan.report.typeface import LAST, SANS, face, last_font, stand_in

SIDE = 96  # pixels


@cache
def picture(char: str) -> bytes | None:
    """It as a PNG; None where no bundled font has it."""
    found = stand_in(face(SANS), char)
    if found is None:
        return None
    source = BytesIO(last_font()) if found.name == LAST else str(resource.path("fonts", f"{found.name}.ttf"))
    drawn = Image.new("LA", (SIDE, SIDE), (0, 0))
    ImageDraw.Draw(drawn).text(
        (SIDE / 2, SIDE / 2), char, (0, 255), ImageFont.truetype(source, round(SIDE * 0.94)), anchor="mm"
    )
    kept = BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return kept.getvalue()
