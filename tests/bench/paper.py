"""A log of 3,000 rows beside fpdf2, WeasyPrint and typst on the same rows, and our own time per row from 300 to 30,000.

Seconds are of the processor, each run in a process of its own, loading included. The peers are given what they do fastest
and still print the same: one font, widths in points, no tags; what a signed paper needs besides (head and foot of each page,
days and their sums, 避头尾 with names kept whole) is asked of none of them.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "resources" / "fonts" / "NotoSerifSC-Regular.ttf"
PEERS = ("fpdf2", "weasyprint", "typst")
ROWS, MANY = 3_000, 30_000
LONG = 8.0  # seconds: what takes longer is not run again
FLAT = 1.25  # times the time per row that a row may take when there are a hundred times as many
PEOPLE = ("陈秀兰", "单俊峰", "尉迟桂英", "冯䶮", "彭喆", "任建国", "暴海燕", "申保平")
WORDS = "路灯三盏不亮晚上摸黑走人请尽快派来看一供暖管道漏水学校门口堵车小区物业垃圾没清理村北排水沟淤塞了下雨就积"


def rows(number: int) -> list[dict]:
    """Receptions nobody had, the same every time; each with its own names, phone and 60 to 120 characters of what was said."""
    drawn = random.Random(7)
    made = []
    for at in range(number):
        day, hour = at * 30 // number + 1, at % 8 + 9
        said = "".join(drawn.choices(WORDS, k=drawn.randint(60, 120)))
        made.append(
            {
                "number": f"140405102-2026-J{at + 1:04}",
                "received_at": f"2026-10-{day:02}T{hour:02}:30",
                "channel": "来站",
                "deputies": drawn.sample(PEOPLE, 2),
                "visitor_name": drawn.choice("尉冯单仇盖解查") + "".join(drawn.choices(WORDS, k=2)),
                "visitor_gender": "女",
                "party_size": at % 5 + 1,
                "visitor_phone": f"138{drawn.randrange(10**8):08}",
                "visitor_address": f"前后庄村{at % 90 + 1}号",
                "statement": said,
                "nature": "求助",
                "category": "道路与路灯",
                "outcome": "乡镇办理",
                "referred_to": "渔泽镇人民政府",
                "reply": f"已告知会转去办理，{at % 9 + 2}天内回话",
                "recorder": "赵敏",
            }
        )
    return made


# -- one engine, one process


def ours(number: int, to: Path) -> None:
    """The log as the program prints it."""
    from lianluozhan.report import visit_log
    from lianluozhan.report.imprint import Imprint, MonthData
    from lianluozhan.report.page import pdf

    imprint = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-11-01", "3f9a12bc")
    to.write_bytes(pdf("接待日志", "渔泽镇", [visit_log.layout(MonthData(imprint, rows(number)))]))


def each(number: int, to: Path) -> None:
    """Our microseconds a row, everything loaded: of three runs the quickest."""
    ours(1, to)
    spent = []
    for _ in range(3):
        begun = time.process_time()
        ours(number, to)
        spent.append(time.process_time() - begun)
    to.write_text(str(min(spent) * 1e6 / number))


HEADS = (
    "时间",
    "接待代表",
    "来访人",
    "性别",
    "人数",
    "联系电话",
    "住址",
    "反映事项",
    "性质",
    "类别",
    "处理方式",
    "承办单位",
    "答复",
    "记录人",
)
WIDE = (34, 44, 44, 19, 19, 66, 47, 158, 26, 52, 44, 62, 52, 44)


def cells(row: dict) -> list[str]:
    """The fourteen texts of a row."""
    names = (
        "visitor_name visitor_gender party_size visitor_phone visitor_address statement nature category outcome "
        "referred_to reply recorder"
    )
    return [
        f"{row['received_at'][11:]} {row['channel']}",
        "、".join(row["deputies"]),
        *(str(row[name]) for name in names.split()),
    ]


def fpdf2(number: int, to: Path) -> None:
    """Its table."""
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    paper = FPDF("landscape", "pt", "A4")
    paper.add_font("serif", fname=str(FONT))
    paper.set_font("serif", size=9)
    paper.add_page()
    with paper.table(col_widths=WIDE, line_height=12, headings_style=FontFace()) as table:
        for row in [HEADS, *map(cells, rows(number))]:
            table.row(row)
    paper.output(str(to))


def weasyprint(number: int, to: Path) -> None:
    """A table whose head is said again."""
    from weasyprint import HTML

    body = "".join("<tr>" + "".join(f"<td>{text}" for text in cells(row)) for row in rows(number))
    style = (
        f"@font-face{{font-family:s;src:url(file://{FONT})}}"
        "@page{size:A4 landscape;margin:30pt;@bottom-center{content:counter(page)}}"
        "table{font:9pt s;border-collapse:collapse;table-layout:fixed;width:100%}td,th{border:.4pt solid}"
    )
    columns = "".join(f"<col style='width:{wide}pt'>" for wide in WIDE)
    heads = "".join(f"<th>{head}" for head in HEADS)
    HTML(string=f"<style>{style}</style><table>{columns}<thead><tr>{heads}</thead>{body}</table>").write_pdf(str(to))


def typst(number: int, to: Path) -> None:
    """Its table, the head repeated."""
    import typst as engine

    def row(texts) -> str:
        return ",".join(json.dumps(text, ensure_ascii=False) for text in texts)

    fonts = to.parent / "typst"
    fonts.mkdir(exist_ok=True)
    (fonts / FONT.name).write_bytes(FONT.read_bytes())  # none but this one to look through
    source = to.with_suffix(".typ")
    source.write_text(
        f'#set page("a4", flipped: true, margin: 30pt, numbering: "1")\n#set text(font: "Noto Serif SC", size: 9pt)\n'
        f"#table(columns: ({','.join(f'{wide}pt' for wide in WIDE)}), stroke: 0.4pt, table.header({row(HEADS)}),\n"
        + ",\n".join(row(cells(one)) for one in rows(number))
        + ")\n",
        "utf-8",
    )
    engine.compile(str(source), output=str(to), font_paths=[str(fonts)], ignore_system_fonts=True, pdf_tags=False)


ENGINES = {"ours": ours, "each": each, "fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}


# -- all of them


def compared(folder: Path, quick: bool) -> Iterator[tuple[str, str, str, bool]]:
    """What was measured, the figure, the goal, whether it is met; `quick` with few rows, as a trial of the whole."""
    number = 30 if quick else ROWS
    mine = seconds("ours", number, folder)
    yield f"{number} 行接待日志，本程序", f"{mine:.2f} 秒", "", True
    for peer in PEERS:
        theirs = seconds(peer, number, folder)
        yield f"同样的行，{peer}", f"{theirs:.2f} 秒，{theirs / mine:.2f} 倍", "多于 1 倍", theirs > mine
    few, many = (float(_run("each", count, folder).read_text()) for count in (number // 10, number if quick else MANY))
    yield f"每行，{number // 10} 行里", f"{few:.0f} 微秒", "", True
    yield (
        f"每行，{number if quick else MANY} 行里",
        f"{many:.0f} 微秒，{many / few:.2f} 倍",
        f"≤ {FLAT} 倍",
        many <= FLAT * few,
    )


def seconds(engine: str, number: int, folder: Path) -> float:
    """Of the processor, in a process of its own; of three runs the quickest, where they are short."""
    spent: list[float] = []
    while len(spent) < 3 and sum(spent) < LONG:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run(engine, number, folder)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def _run(engine: str, number: int, folder: Path) -> Path:
    to = folder / f"{engine}.pdf"
    command = [sys.executable, "-m", "tests.bench.paper", engine, str(number), str(to)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{engine}: {done.stderr}")
    return to


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("rows", type=int)
    parser.add_argument("to", type=Path)
    chosen = parser.parse_args()
    ENGINES[chosen.engine](chosen.rows, chosen.to)
