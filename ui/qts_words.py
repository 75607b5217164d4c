"""Words Qt says itself for which its own Chinese (qtbase_zh_CN of Qt 6.11) has none: without these a Linux desk reads English."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

LACKING = {
    "QFileDialog": {"&Look in:": "查找范围(&L)：", "Files of &type:": "文件类型(&T)："},
    "QAbstractFileIconProvider": {
        "Drive": "磁盘",
        "File": "文件",
        "Folder": "文件夹",
        "Shortcut": "快捷方式",
        "Unknown": "不明",
    },
    "QPageSetupWidget": {"Page &order:": "页面顺序(&O)：", "Pages &per sheet:": "每张几页(&P)："},
    "QCupsJobWidget": {
        "Scheduled &printing:": "何时打印(&P)：",
        "Job &priority:": "优先级(&P)：",
        "&Billing information:": "记账信息(&B)：",
        "&Start:": "开头(&S)：",
        "&End:": "末尾(&E)：",
    },
}


class QtsWords(QTranslator):
    """Asked only for what the translation that comes with Qt does not know: to be installed before it."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803 - Qt names it
        return LACKING.get(context, {}).get(sourceText, "")

    def isEmpty(self) -> bool:  # noqa: N802
        return False
