"""What stands beside a paper: the printer, how many, one side or both; and what is to be known of this paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lianluozhan.errors import BadValue, Problem
from lianluozhan.report.file import spell_out
from lianluozhan.typed import count
from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.pdf import Document, Job
from ui.widgets.progress import Progress
from ui.widgets.switch import Switch

MOST_COPIES = 99
NO_PRINTER = "这台电脑还没有装打印机，可以另存为 PDF，拿到别处打印"


class PrintPanel(QScrollArea):
    """Printing one document. `save` asks for it as a file; a page adds its own choices with `add`; `went_out` carries the
    document that was printed or kept as a file, and what was said of it."""

    save = Signal()
    went_out = Signal(object, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.document: Document | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(round(296 * theme.factor))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 12)
        self.print_button = self._button("print", "打印", "Ctrl+P", self.print, "primary")
        column.addWidget(self.print_button)
        column.addLayout(self._how())
        self.progress = Progress("preview")
        column.addWidget(self.progress)
        self._own = QVBoxLayout()
        column.addLayout(self._own)
        column.addWidget(self._button("save_as", "另存为 PDF…", "", self.save.emit))
        self.fonts, self.message = QLabel(), QLabel()
        for label in (self.fonts, self.message):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(inner)

    def _button(self, verb: str, words: str, key: str, press, look: str = "") -> QPushButton:  # noqa: ANN001
        button = QPushButton(f"{words}  {key}".strip())
        button.setObjectName(f"preview_{verb}")
        button.setAccessibleName(words)
        button.setProperty("c", look)
        button.clicked.connect(lambda _on=False: press())
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(lambda: button.isEnabled() and press())
        return button

    def _how(self) -> QVBoxLayout:
        how = QVBoxLayout()
        how.setSpacing(3)
        self.printer = QComboBox()
        self.printer.setObjectName("preview.printer")
        self.copies = QLineEdit("1")
        self.copies.setObjectName("preview.copies")
        self.copies.setFixedWidth(round(64 * self.theme.factor))
        self.sides = Switch("preview.sides", "单双面", ("单面", "双面"))
        how.addWidget(_label("打印机", self.printer))
        how.addWidget(self.printer)
        how.addSpacing(6)
        row = QHBoxLayout()
        for words, part in (("份数", self.copies), (self.sides.accessibleName(), self.sides)):
            cell = QVBoxLayout()
            cell.setSpacing(3)
            cell.addWidget(_label(words, part))
            cell.addWidget(part)
            row.addLayout(cell)
        row.addStretch(1)
        how.addLayout(row)
        return how

    def add(self, *parts: QWidget) -> None:
        """Choices of the page's own."""
        for part in parts:
            self._own.addWidget(part)

    # -- what is shown

    def show_document(self, document: Document) -> None:
        """Another document."""
        self.document = document
        self.say("")
        missing = spell_out(document.missing)
        self.fonts.setText(f"⚠ 打印前请看：这些字没有字体，印出来是编码，要用笔补上：{missing}" if missing else "✓ 生僻字已核对，字体已嵌入")
        self.fonts.setProperty("c", "warning" if missing else "saved")
        self.fonts.style().polish(self.fonts)

    def look_for_printers(self) -> None:
        """Ask which printers there are."""
        self.desk.ask(lambda store: pdf.printers(), self._show_printers)

    def _show_printers(self, found: tuple[list[str], str]) -> None:
        names, usual = found
        chosen = self.printer.currentText() or usual
        self.printer.clear()
        self.printer.addItems(names)
        self.printer.setCurrentIndex(max(self.printer.findText(chosen), 0) if names else -1)
        self.printer.setEnabled(bool(names))
        self.print_button.setEnabled(bool(names))
        if not names and not self.message.text():
            self.say(NO_PRINTER, "hint")

    def say(self, words: str, look: str = "saved") -> None:
        """A line at the foot."""
        self.message.setText(words)
        self.message.setProperty("c", look)
        self.message.style().polish(self.message)

    def refuse(self, problem: Problem) -> None:
        """What could not be done."""
        self.progress.end()
        self.print_button.setEnabled(self.printer.count() > 0)
        self.say(str(problem), "error")

    # -- printing

    def printer_for(self, job: Job) -> QPrinter:
        """The printer a job goes to; asked in the worker."""
        return pdf.printer_of(job)

    def print(self) -> None:
        """Print the document that is shown."""
        try:
            copies = count(self.copies.text())
        except BadValue:
            copies = 0
        if not 1 <= copies <= MOST_COPIES:
            self.say(f"份数请写 1 到 {MOST_COPIES}", "error")
            return
        document, job = self.document, Job(self.printer.currentText(), copies, self.sides.place() == 1)
        self.print_button.setEnabled(False)
        tell = self.progress.begin(self.print_button.accessibleName())
        self.desk.ask(
            lambda store: pdf.print_pages(document.data, self.printer_for(job), tell), lambda pages: self._printed(document, pages), self.refuse
        )

    def _printed(self, document: Document, pages: int) -> None:
        self.progress.end()
        self.print_button.setEnabled(True)
        self.done(document, f"✓ 已交给打印机，{pages} 页")

    def done(self, document: Document, words: str) -> None:
        """It is on its way."""
        self.say(words)
        self.went_out.emit(document, words)


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("c", "label")
    label.setBuddy(buddy)
    buddy.setAccessibleName(words)
    return label
