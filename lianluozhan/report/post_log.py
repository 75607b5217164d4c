"""月度接待日志 (domain.md F2): a month's receptions of one 家站点, or of all of them, with sums and signatures."""

from __future__ import annotations

from lianluozhan.report import visit_log

CODE, NAME, ABOUT = "", "月度接待日志", "log"

layout = visit_log.layout  # the same columns; what it is narrowed to stands above them
