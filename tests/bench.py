"""How long reading takes and how much memory it needs: `make bench` prints the table. Not part of the suite.

Each line is a process of its own: seconds are the best of three readings, memory is what the first of them adds to the
process at its peak.
"""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from plans.importing import Reading, read
from tests.importing.files_pdf import pdf_of, typeset

ROOT = Path(__file__).resolve().parent.parent
PAGE = 700  # characters on a page of an official document
WORK = (
    "推进老旧小区改造{0}个，完善供水、排水、道路等配套设施，确保{1}月底前完工。",
    "围绕市级部署，新建高标准农田{0}.5万亩，培育农民合作社{1}家。",
    "完成固定资产投资{0}.36亿元，同比增长{1}.2%，占年度计划的5{1}.47%，较序时进度快{1}.11个百分点。",
    "持续优化营商环境，落实各项惠企政策。",
    "举办招聘会{0}场，发放补贴{1}.57万元，新增就业{0}00人。",
)


def report(characters: int) -> str:
    """A made-up report of two parts, each half of it, with areas of five items."""
    lines = ["白鹭县2031年上半年国民经济和社会发展计划执行情况", "一、上半年计划执行情况"]
    length, item = 0, 0
    while length < characters:
        if length >= characters // 2 and "二、下半年工作安排" not in lines:
            lines.append("二、下半年工作安排")
        marks = "一二三四五六七八九十"
        if item % 5 == 0:
            lines.append(f"（{marks[item // 5 % 10]}）推动第{item // 5 + 1}方面工作。")
        said = "".join(sentence.format(item % 90 + 10, item % 9 + 1) for sentence in WORK)
        lines.append(f"{marks[item % 5]}是抓好第{item + 1}项工作。{said}")
        length += len(lines[-1])
        item += 1
    return "\n".join(lines) + "\n"


def as_text(characters: int) -> bytes:
    return report(characters).encode()


def as_page(characters: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in report(characters).splitlines())
    return f'<!doctype html><html><body><div class="nav">首页</div><div id="zoom">{paragraphs}</div></body></html>'.encode()


def as_word(characters: int) -> bytes:
    document = Document()
    for line in report(characters).splitlines():
        document.add_paragraph(line)
    return _saved(document.save)


def as_pdf(characters: int) -> bytes:
    return pdf_of(typeset(report(characters)))


def as_sheet(characters: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("任务分解表")
    sheet.append(["序号", "重点任务", "具体任务", "牵头单位", "配合单位", "完成时限"])
    for number in range(1, characters // 70 + 1):
        words = WORK[number % 2].format(number % 90 + 10, number % 9 + 1)
        sheet.append([number, f"第{number // 10 + 1}项举措", words, "农业农村局", "财政局、水利局", "2031年11月底前"])
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


CASES: dict[str, tuple[Callable[[int], bytes], int]] = {
    "plain text, 10,000 characters": (as_text, 10_000),
    "plain text, 100,000 characters": (as_text, 100_000),
    "plain text, 450,000 characters": (as_text, 450_000),
    "web page, 10,000 characters": (as_page, 10_000),
    "Word, 250 pages": (as_word, 250 * PAGE),
    "PDF, 250 pages": (as_pdf, 250 * PAGE),
    "Excel, 1,000 tasks": (as_sheet, 70_000),
}


def measure(name: str, file: Path) -> None:
    data = file.read_bytes()
    before = _peak()
    reading, first = _timed(data)
    memory = _peak() - before
    times = [first, *(_timed(data)[1] for _ in range(2))]
    found = f"{len(reading.tasks):>6} tasks {len(reading.observations):>6} figures"
    sys.stdout.write(f"{name:32} {min(times):8.2f} s {memory:7.0f} MB {found}\n")


def _timed(data: bytes) -> tuple[Reading, float]:
    start = time.perf_counter()
    reading = read(data, filename="x")
    return reading, time.perf_counter() - start


def _peak() -> float:
    """Megabytes. Not `getrusage`: its peak begins with that of the process that started this one."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document"
        for name, (make, characters) in CASES.items():
            file.write_bytes(make(characters))
            done = subprocess.run([sys.executable, __file__, name, file], env={"PYTHONPATH": str(ROOT)}, check=False)
            if done.returncode:
                sys.stdout.write(f"{name:32} failed\n")


if __name__ == "__main__":
    main()
