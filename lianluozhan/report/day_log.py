"""当日接待日志 (domain.md F2): one day's receptions, one line each, with the day's sums and signatures."""

from __future__ import annotations

from lianluozhan.report import visit_log

CODE, NAME, ABOUT = "F2", "当日接待日志", "day"

layout = visit_log.layout  # the same columns; a month that is one day long
