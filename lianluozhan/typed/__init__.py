"""What people type for a day, a time, a number, a phone or a list of names has one meaning, and it is found here.

A cell, a JSON value and a form's input all come through these functions, so that they cannot be understood differently.
Each takes text or a real cell value (number, date, time) and raises BadValue for what means nothing.
"""

from lianluozhan.typed.names import called, each, names, parts
from lianluozhan.typed.when import NO_HINT, Hint, day, moment, month, period, span, time
from lianluozhan.typed.words import count, digits, text, yes

__all__ = [
    "NO_HINT",
    "Hint",
    "called",
    "count",
    "day",
    "digits",
    "each",
    "moment",
    "month",
    "names",
    "parts",
    "period",
    "span",
    "text",
    "time",
    "yes",
]
