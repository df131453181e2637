"""Excel files → sheets as they are shown, whatever a file claims about itself."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.importing.formats.archive import Archive
from plans.importing.formats.extract import Extract
from plans.importing.formats.sheet import read_sheet
from plans.rules.said import Refused
from tests.importing.files import XLSX_MAIN, content_types, relations, zip_of
from tests.importing.files_xlsx import saved
from tests.importing.test_pdf import mutated


def extract(data: bytes) -> Extract:
    return read_sheet(Archive(data, filename="台账.xlsx"))


def table_of(data: bytes) -> list[list[str]]:
    found = extract(data)
    (table,) = found.tables
    return [[found.text[cell.start : cell.end] for cell in row] for row in table.rows]


def book(fill: Callable[[Worksheet], None] | None = None, rows: list[list[object]] | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows or []:
        sheet.append(row)
    if fill:
        fill(sheet)
    return saved(made)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        extract(data)
    return refused.value.code


def shown(value: object, number_format: str) -> str:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "名称"
        sheet["B1"] = value  # type: ignore[assignment]
        sheet["B1"].number_format = number_format

    return table_of(book(fill))[0][1]


# -- cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (0.05, "0%", "5%"),
        (0.055, "0.00%", "5.50%"),
        (-0.436, "0.0%", "-43.6%"),
        (26.8, "0.00", "26.80"),
        (26.8, "General", "26.8"),
        (12, "General", "12"),
        (12.0, "0", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0.00", "1234.50"),
        (1234.5, "#,##0.##", "1234.5"),
        (1234567, '0.00,"千元"', "1234.57千元"),
        (20, '0"家"', "20家"),
        (3.5, "0.0_ ;[Red]-0.0\\ ", "3.5"),
        (1e20, "0", "100000000000000000000"),
        (date(2031, 9, 30), "yyyy-mm-dd", "2031年9月30日"),
        (datetime.fromisoformat("2031-09-30T08:00"), "yyyy/m/d h:mm", "2031年9月30日"),
        (date(2031, 9, 1), 'yyyy"年"m"月"', "2031年9月"),
        (True, "General", "是"),
        ("  区发改局\n区财政局 ", "@", "区发改局 区财政局"),
        ("甲_x000D_\n乙", "@", "甲 乙"),
    ],
)
def test_a_cell_reads_as_it_is_shown(value: object, number_format: str, words: str) -> None:
    assert shown(value, number_format) == words


def test_a_formula_is_the_value_last_calculated_and_an_error_is_nothing() -> None:
    data = book(rows=[["任务", "单位", "合计", "错误"], ["修路", "住建局", "=1+2", "=1/0"]])
    calculated = changed(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("<f>1+2</f><v></v>", "<f>1+2</f><v>3</v>").replace(
            '<c r="D2"><f>1/0</f><v></v>', '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v>'
        ),
    )
    assert table_of(calculated)[1] == ["修路", "住建局", "3", ""]
    assert table_of(data)[1] == ["修路", "住建局", "", ""]


def test_a_merged_cell_stands_in_every_place_it_covers() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B1:C1")

    data = book(merge, rows=[["领域", "责任", None], ["工业", "修路", "区住建局"], [None, "造林", "区林业局"]])
    found = extract(data)
    head, first, second = found.tables[0].rows
    assert head[1] == head[2]
    assert first[0] == second[0]
    assert found.text == "领域\t责任\t\n工业\t修路\t区住建局\n\t造林\t区林业局\n"


def made_by_hand(cells: str, *, strings: str = "", styles: str = "") -> bytes:
    """As Excel writes it: words in a part of their own, numbers with the number of a format."""
    name = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    id_name = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return zip_of(
        {
            "[Content_Types].xml": content_types(XLSX_MAIN, "/xl/workbook.xml"),
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook {name} {id_name}><sheets><sheet name="Sheet1" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {name}><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {name}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {name}>{styles}</styleSheet>",
        }
    )


def test_words_kept_apart_from_their_cells_are_read_without_the_readings_over_them() -> None:
    data = made_by_hand(
        '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>0</v></c><c t="str"><v>县住建局</v></c></row>',
        strings="<si><t>单位</t></si><si><r><t>重点</t></r><r><rPr><b/></rPr><t>任务</t></r><rPh><t>zhongdian</t></rPh></si>",
    )
    assert table_of(data) == [["重点任务", "单位", "县住建局"]]


def test_the_date_formats_of_chinese_excel_are_known_by_their_numbers() -> None:
    data = made_by_hand(
        '<row><c s="0"><v>48121</v></c><c s="1"><v>48121</v></c><c s="2"><v>48121</v></c><c s="3"><v>48121</v></c></row>',
        styles='<cellXfs><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="58"/><xf numFmtId="0"/></cellXfs>',
    )
    assert table_of(data) == [["2031年9月30日", "2031年9月", "2031年9月30日", "48121"]]


# -- sheets ----------------------------------------------------------------------------------------------------------


def test_a_title_over_the_table_and_notes_under_it_are_lines() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")

    rows = [
        ["白鹭县2031年重点任务分解表", None, None],
        ["序号", "任务", "单位"],
        [1, "修路", "县住建局"],
        ["注：按月报送。"],
    ]
    found = extract(book(merge, rows=rows))
    assert found.text == "白鹭县2031年重点任务分解表\n序号\t任务\t单位\n1\t修路\t县住建局\n注：按月报送。\n"
    assert len(found.tables) == 1


def test_sheets_follow_each_other_by_name_and_hidden_ones_are_left_out() -> None:
    made = Workbook()
    for name, state in (("工业", "visible"), ("草稿", "hidden"), ("底稿", "veryHidden"), ("农业", "visible")):
        sheet = made.create_sheet(name)
        sheet.append([f"{name}任务", "单位"])
        sheet.sheet_state = state
    assert extract(saved(made)).text == "工业\n工业任务\t单位\n农业\n农业任务\t单位\n"


def test_empty_rows_and_columns_are_no_cells() -> None:
    assert table_of(book(rows=[["任务", None, "单位"], [], [], ["修路", None, "县住建局"]])) == [
        ["任务", "单位"],
        ["修路", "县住建局"],
    ]


def test_the_size_a_sheet_claims_is_not_believed() -> None:
    data = book(rows=[["任务", "单位"], ["修路", "县住建局"]])
    for claim in ("A1:A1", "XFD1048576:XFD1048576", "D9:E9", "A1:XFD1048576"):
        lying = changed(
            data,
            "xl/worksheets/sheet1.xml",
            lambda xml, claim=claim: re.sub('<dimension ref="[^"]*"', f'<dimension ref="{claim}"', xml),
        )  # type: ignore[misc]
        assert table_of(lying) == table_of(data)


def test_a_cell_in_the_furthest_corner_makes_one_row_and_one_column() -> None:
    def corner(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "远"

    assert table_of(book(corner, rows=[["任务", "单位"], ["修路", "县住建局"]])) == [
        ["任务", "单位", ""],
        ["修路", "县住建局", ""],
        ["", "", "远"],
    ]


# -- refusals --------------------------------------------------------------------------------------------------------


def test_more_than_200_000_cells_are_too_many() -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    for number in range(20_010):
        sheet.append([number] * 10)
    assert refusal(saved(made)) == "document-bomb"


def test_merges_over_the_whole_sheet_are_too_many_cells() -> None:
    data = book(rows=[[str(column) for column in range(200)] for _ in range(200)])
    merges = "".join(f'<mergeCell ref="A1:GR{200 - number % 3}"/>' for number in range(1_000))
    bomb = changed(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>"),
    )
    assert refusal(bomb) == "document-bomb"


def test_one_part_cannot_be_many_sheets() -> None:
    data = book(rows=[["任务", "单位"]])
    doubled = changed(
        data,
        "xl/workbook.xml",
        lambda xml: re.sub("(<sheet [^>]*>)", lambda one: one[1] + one[1].replace("Sheet", "Other"), xml),
    )
    assert extract(doubled).text == extract(data).text


def test_a_document_type_is_refused() -> None:
    data = book(rows=[["任务", "单位"]])
    laughing = changed(
        data, "xl/workbook.xml", lambda xml: f'<!DOCTYPE a [<!ENTITY b "c">]>{xml.partition("?>")[2] or xml}'
    )
    assert refusal(laughing) == "document-doctype"


def test_a_damaged_book_is_read_or_refused_and_never_hangs(full: bool) -> None:  # noqa: FBT001 - a fixture
    def fill(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")

    whole = book(fill, rows=[["领域", "任务", "完成时限"], ["工业", "修路", date(2031, 9, 30)], [None, "造林", 0.5]])
    dice = random.Random(2031)
    outcomes = set()
    for number in range(1_000 if full else 60):
        try:
            damaged = mutated(whole, dice) if number % 2 else with_a_damaged_part(whole, dice)
            outcomes.add("read" if extract(damaged).encoding == "xlsx" else "")
        except Refused as refused:
            outcomes.add(refused.code)
    assert {"read", "document-damaged"} <= outcomes
    assert outcomes <= {"read", "document-damaged", "document-bomb", "document-password", "document-doctype"}


def with_a_damaged_part(data: bytes, dice: random.Random) -> bytes:
    """The zip stays whole, what is in it does not."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        victim = dice.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name), dice) if name == victim else old.read(name))
    return file.getvalue()
