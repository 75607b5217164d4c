"""What stands beside a paper: the printer, how many, one side or both; and what is to be known of this paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lianluozhan.errors import Problem
from lianluozhan.looked import PRINTED, looked
from lianluozhan.report.file import spell_out
from lianluozhan.store import Store
from lianluozhan.wall import asked
from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.asked import Asked
from ui.widgets.pdf import Document, Job
from ui.widgets.print_how import MOST_COPIES, PrintHow
from ui.widgets.progress import Progress
from ui.widgets.wear import tell

NO_PRINTER = "这台电脑还没有装打印机，可以另存为 PDF，拿到别处打印"


def written_down(store: Store, way: str, document: Document) -> None:
    """Who prints or saves a paper with people on it is written down before it goes; it goes nowhere otherwise."""
    if document.people:
        looked(store, way, document.name, document.people)


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
        self.more_button = self._button("more", "更多打印设置…", "", self.print_by_dialog, "link")
        column.addWidget(self.more_button)
        self.how = PrintHow(theme)
        self.printer, self.copies, self.sides = self.how.printer, self.how.copies, self.how.sides
        column.addWidget(self.how)
        self.progress = Progress("preview")
        column.addWidget(self.progress)
        self.question = Asked("preview")
        column.addWidget(self.question)
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

    def add(self, *parts: QWidget) -> None:
        """Choices of the page's own."""
        for part in parts:
            self._own.addWidget(part)

    # -- what is shown

    def show_document(self, document: Document) -> None:
        """Another document."""
        self.document = document
        self.question.hide()
        self.say("")
        missing = spell_out(document.missing)
        if missing:
            tell(self.fonts, f"⚠ 打印前请看：这些字没有字体，印出来是编码，要用笔补上：{missing}", "warning")
        else:
            tell(self.fonts, "" if document.brought else "✓ 生僻字已核对，字体已嵌入", "saved")

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
        self.more_button.setEnabled(bool(names))
        if not names and not self.message.text():
            self.say(NO_PRINTER, "hint")

    def say(self, words: str, look: str = "saved") -> None:
        """A line at the foot."""
        tell(self.message, words, look)

    def refuse(self, problem: Problem) -> None:
        """What could not be done."""
        self.progress.end()
        self.print_button.setEnabled(self.printer.count() > 0)
        self.say(str(problem), "error")

    # -- printing

    def printer_for(self, job: Job) -> QPrinter:
        """The printer a job goes to; asked in the worker."""
        return pdf.printer_of(job)

    def ask_printer(self, job: Job) -> QPrinter | None:
        """The system's own dialog: pages, trays and what else the printer can; None when a person thinks better of it."""
        printer = self.printer_for(job)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.document.pages)
        return printer if dialog.exec() else None

    def print_by_dialog(self) -> None:
        """Print as the system's dialog says."""
        if job := self._job():
            self.sure(lambda: (printer := self.ask_printer(job)) and self._send(lambda: printer))

    def print(self) -> None:
        """Print the document that is shown."""
        if job := self._job():
            self.sure(lambda: self._send(lambda: self.printer_for(job)))

    def sure(self, go: Callable[[], object]) -> None:
        """Go on; a paper for the wall whose words give somebody away is asked about first, however it leaves."""
        self.question.ask(asked(self.document.given), go)

    def _job(self) -> Job | None:
        """What is set beside the paper; None, and said, where it cannot be meant."""
        job = self.how.job()
        if job is None:
            self.say(f"份数请写 1 到 {MOST_COPIES}", "error")
        return job

    def _send(self, printer: Callable[[], QPrinter]) -> None:
        document = self.document
        self.print_button.setEnabled(False)
        tell = self.progress.begin(self.print_button.accessibleName())

        def send(store: Store) -> int:
            written_down(store, PRINTED, document)
            return pdf.print_pages(document.data, printer(), tell)

        self.desk.ask(send, lambda pages: self._printed(document, pages), self.refuse)

    def _printed(self, document: Document, pages: int) -> None:
        self.progress.end()
        self.print_button.setEnabled(True)
        self.done(document, f"✓ 已交给打印机，{pages} 页")

    def done(self, document: Document, words: str) -> None:
        """It is on its way."""
        self.say(words)
        self.went_out.emit(document, words)
