"""What came of an export: the file, what it holds, what it lacks, and who gets the stick now."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.asks.package import Written
from ui.drives import size
from ui.widgets.pane import Numbers
from ui.widgets.pieces import label
from ui.widgets.where import Lying

AGAIN = "下次导出会再带上这些，重复导入不会多出记录。"
TO_DISTRICT = f"没等到区里的回执前，{AGAIN}"
TO_OUR_OWN = f"这不算报给区里。那台电脑的包没有带回来以前，{AGAIN}"


class WrittenCard(QWidget):
    """Filled in when a package is written."""

    def __init__(self) -> None:
        super().__init__()
        self.good, self.lying, self.numbers = label("", "good"), Lying(), Numbers()
        self.missing, self.beside, self.until = label("", "warning"), label("", "note"), label("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("导出完成", "title"))
        column.addWidget(self.good)
        column.addSpacing(4)
        for part in (self.lying, self.numbers, self.missing, self.beside):
            column.addWidget(part)
        column.addWidget(self.until)

    def show_written(self, done: Written, then: str, *, own_pc: bool = False) -> None:
        """What was written, and what is to be done with the stick; what goes to our `own_pc` is reported to nobody."""
        self.good.setText(f"✓ 1 个包已导出，核对无误，{done.then}\n{then}。")
        self.lying.say([done.path], f"　{size(done.size)}")
        self.numbers.show_counts(done.counts)
        self.missing.setText(f"有 {done.missing} 份附件不在这台电脑上，没有带上。" if done.missing else "")
        self.missing.setVisible(bool(done.missing))
        self.beside.setText(done.backup)
        self.until.setText(TO_OUR_OWN if own_pc else TO_DISTRICT)
