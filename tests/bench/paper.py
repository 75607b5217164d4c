"""A log of 3,000 rows beside fpdf2, WeasyPrint and typst, and our own time per row from 300 to 30,000: python tests/bench/paper.py

The peers are no part of the project: they are put into an environment of their own that is thrown away afterwards; one that
cannot be had is named. Seconds are of the processor, the better of two runs, each in a process of its own, loading included.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "resources" / "fonts" / "NotoSerifSC-Regular.ttf"
PEERS = {"fpdf2": "fpdf2==2.8.9", "weasyprint": "weasyprint==70.0", "typst": "typst==0.15.2"}
ROWS, ALSO, RUNS = 3_000, (300, 30_000), 2
WORDS = "路灯三盏不亮晚上摸黑走人请尽快派来看一供暖管道漏水学校门口堵车小区物业垃圾没清理村北排水沟淤塞了下雨就积"


def rows(number: int) -> list[dict]:
    """Receptions nobody had, the same every time; each with 60 to 120 characters of what was said."""
    drawn = random.Random(7)
    made = []
    for at in range(number):
        day, hour = at * 30 // number + 1, at % 8 + 9
        said = "".join(drawn.choices(WORDS, k=drawn.randint(60, 120)))
        made.append({
            "number": f"140405102-2026-J{at + 1:04}", "received_at": f"2026-10-{day:02}T{hour:02}:30", "channel": "来站",
            "deputies": ["陈秀兰", "单俊峰"], "visitor_name": "尉迟桂英", "visitor_gender": "女", "party_size": 2, "visitor_phone": "13800000000",
            "visitor_address": "前后庄村", "statement": said, "nature": "求助", "category": "道路与路灯", "outcome": "乡镇办理",
            "referred_to": "渔泽镇人民政府", "reply": "已告知会转去办理", "recorder": "赵敏",
        })  # fmt: skip
    return made


# -- one engine, one process


def ours(number: int, to: Path) -> None:
    """The log as the program prints it."""
    sys.path.insert(0, str(ROOT))
    from lianluozhan.report import visit_log
    from lianluozhan.report.imprint import Imprint, MonthData
    from lianluozhan.report.page import pdf

    imprint = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-11-01", "3f9a12bc")
    to.write_bytes(pdf("接待日志", "渔泽镇", [visit_log.layout(MonthData(imprint, rows(number)))]))


HEADS = ("时间", "接待代表", "来访人", "性别", "人数", "联系电话", "住址", "反映事项", "性质", "类别", "处理方式", "承办单位", "答复", "记录人")
WIDE = (34, 44, 44, 19, 19, 66, 47, 158, 26, 52, 44, 62, 52, 44)


def cells(row: dict) -> list[str]:
    """The fourteen texts of a row."""
    names = "visitor_name visitor_gender party_size visitor_phone visitor_address statement nature category outcome referred_to reply recorder"
    return [f"{row['received_at'][11:]} {row['channel']}", "、".join(row["deputies"]), *(str(row[name]) for name in names.split())]


def fpdf2(number: int, to: Path) -> None:
    """Its table."""
    from fpdf import FPDF

    paper = FPDF("landscape", "pt", "A4")
    paper.add_font("serif", fname=str(FONT))
    paper.set_font("serif", size=9)
    paper.add_page()
    with paper.table(col_widths=WIDE, line_height=12) as table:
        for row in [HEADS, *map(cells, rows(number))]:
            table.row(row)
    paper.output(str(to))


def weasyprint(number: int, to: Path) -> None:
    """A table whose head is said again."""
    from weasyprint import HTML

    body = "".join("<tr>" + "".join(f"<td>{text}" for text in cells(row)) for row in rows(number))
    style = f"@font-face{{font-family:s;src:url(file://{FONT})}}@page{{size:A4 landscape;margin:30pt;@bottom-center{{content:counter(page)}}}}"
    style += "table{font:9pt s;border-collapse:collapse;table-layout:fixed;width:100%}td,th{border:.4pt solid}"
    columns = "".join(f"<col style='width:{wide}pt'>" for wide in WIDE)
    heads = "".join(f"<th>{head}" for head in HEADS)
    HTML(string=f"<style>{style}</style><table>{columns}<thead><tr>{heads}</thead>{body}</table>").write_pdf(str(to))


def typst(number: int, to: Path) -> None:
    """Its table, the head repeated."""
    import typst as engine

    def row(texts) -> str:  # noqa: ANN001
        return ",".join(json.dumps(text, ensure_ascii=False) for text in texts)

    source = to.with_suffix(".typ")
    source.write_text(
        f'#set page("a4", flipped: true, margin: 30pt, numbering: "1")\n#set text(font: "Noto Serif SC", size: 9pt)\n'
        f"#table(columns: ({','.join(f'{wide}fr' for wide in WIDE)}), stroke: 0.4pt, table.header({row(HEADS)}),\n"
        + ",\n".join(row(cells(one)) for one in rows(number)) + ")\n", "utf-8")  # fmt: skip
    engine.compile(str(source), output=str(to), font_paths=[str(FONT.parent)])


ENGINES = {"ours": ours, "fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}


# -- all of them


def seconds(python: Path, engine: str, number: int, folder: Path) -> float:
    """Of the processor, in a process of its own."""
    best = float("inf")
    for _ in range(RUNS if number <= ROWS else 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [python, __file__, "--engine", engine, "--rows", str(number), "--to", folder / f"{engine}.pdf"]
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def peers(folder: Path, wanted: list[str]) -> tuple[Path, list[str]]:
    """An environment with those that can be had, and which these are."""
    venv.create(folder / "peers", with_pip=True)
    python, there = folder / "peers" / "bin" / "python", []
    for name in wanted:
        if subprocess.run([python, "-m", "pip", "install", "--quiet", PEERS[name]], capture_output=True).returncode:
            print(f"没有装上 {PEERS[name]}，不比它")
        else:
            there.append(name)
    return python, there


def compare(wanted: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        mine = seconds(Path(sys.executable), "ours", ROWS, folder)
        print(f"{'本程序':<12}{ROWS:>7} 行{mine:8.2f} 秒{1.0:8.1f} 倍")
        python, there = peers(folder, wanted)
        for name in there:
            try:
                theirs = seconds(python, name, ROWS, folder)
            except subprocess.CalledProcessError as wrong:
                print(f"{name} 没有做成：{wrong.stderr.decode('utf-8', 'replace').strip().splitlines()[-1:]}")
                continue
            print(f"{name:<12}{ROWS:>7} 行{theirs:8.2f} 秒{theirs / mine:8.1f} 倍")
        least = seconds(Path(sys.executable), "ours", 1, folder)
        for number in (ALSO[0], ROWS, ALSO[1]):
            spent = (mine if number == ROWS else seconds(Path(sys.executable), "ours", number, folder)) - least
            print(f"{'本程序':<12}{number:>7} 行{spent * 1e6 / number:8.0f} 微秒一行（不算启动 {least:.2f} 秒）")


def main() -> None:
    """All of them, or one engine for the process that is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=[*PEERS, []])
    chosen = parser.parse_args()
    if chosen.engine:
        ENGINES[chosen.engine](chosen.rows, chosen.to)
    else:
        compare(chosen.peers)


if __name__ == "__main__":
    main()
