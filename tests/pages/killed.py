"""A clerk's program that is killed: types into the words of a visit, says what it typed and when it was kept, and goes on.

Run as `python tests/pages/killed.py FOLDER TEXT`.
"""

import sys

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pages.desk import Desk


def main(folder: str, text: str) -> None:
    """Type, and never end by itself."""
    desk = Desk(folder)
    desk.open("visit")
    editor = desk.field("visit.statement")
    editor.setFocus()
    for letter in text:
        QTest.keyClick(editor, letter)
    print("typed", flush=True)
    desk.page.writing.drafting.kept.connect(
        lambda draft: draft.values.get("statement") == text and print("kept", flush=True)
    )
    while True:
        QApplication.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
