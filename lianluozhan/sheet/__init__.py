"""XLSX, CSV and JSON lines in, XLSX and CSV out; what a column means comes from the record's declaration.

reading = sheet.read(path, Visit)
reading.rows      # [Row(sheet, row, values)], canonical values of the fields that were found
reading.bad       # [BadRow(sheet, row, column, value, reason)]
"""

from lianluozhan.sheet.grid import Told
from lianluozhan.sheet.heading import columns_of
from lianluozhan.sheet.read import Looked, look, read, source
from lianluozhan.sheet.reading import Reading, Row, Spoiled
from lianluozhan.sheet.row import counted
from lianluozhan.sheet.write import write, write_spoiled

__all__ = [
    "Looked",
    "Reading",
    "Row",
    "Spoiled",
    "Told",
    "columns_of",
    "counted",
    "look",
    "read",
    "source",
    "write",
    "write_spoiled",
]
