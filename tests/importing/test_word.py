"""A Word file says what its printed page says: automatic numbers in, deletions and notes out, tables as tables."""

import random
from contextlib import suppress

import pytest

from plans.importing.documents import read_document
from plans.importing.shapes import Document
from plans.rules.said import Refused
from tests.importing.files import paragraph, word_file, word_parts, zip_of

CN = ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")


def document_of(body: str, **parts: str) -> Document:
    return read_document(word_file(body, **parts), filename="报告.docx")


def lines_of(body: str, **parts: str) -> list[str]:
    return document_of(body, **parts).text.splitlines()


def tables_of(document: Document) -> list[list[list[str]]]:
    return [[[document.text[cell.start : cell.end] for cell in row] for row in table.rows] for table in document.tables]


def level(depth: int, style: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def one_list(*levels: tuple[str, str]) -> str:
    each = "".join(level(depth, style, text) for depth, (style, text) in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="0">{each}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def numbered(words: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def field(instruction: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + shown + mark.format("end")


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


# -- automatic numbers -----------------------------------------------------------------------------------------------


def test_levels_count_below_one_another_and_start_again() -> None:
    body = "".join(numbered("甲", depth) for depth in (0, 1, 2, 2, 1, 2, 3, 0, 1))
    assert lines_of(body, numbering=one_list(*CN)) == [
        "一、甲", "（一）甲", "1.甲", "2.甲", "（二）甲", "1.甲", "（1）甲", "二、甲", "（一）甲",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "text", "third"),
    [
        ("chineseCountingThousand", "%1、", "三、"),
        ("chineseCounting", "%1是", "三是"),
        ("japaneseCounting", "第%1章", "第三章"),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("ideographTraditional", "%1、", "丙、"),
        ("ideographDigital", "%1、", "三、"),
        ("decimal", "%1．", "3．"),
        ("decimalZero", "%1.", "03."),
        ("decimalFullWidth", "%1、", "３、"),
        ("decimalEnclosedCircle", "%1", "③"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("upperLetter", "%1.", "C."),
        ("lowerLetter", "%1)", "c)"),
        ("upperRoman", "%1.", "III."),
        ("lowerRoman", "%1.", "iii."),
        ("none", "附件%1", "附件"),
        ("bullet", "\uf06c", ""),
        ("someStyleOfTomorrow", "%1.", "3."),
    ],
)
def test_numbers_are_written_as_their_style_shows_them(style: str, text: str, third: str) -> None:
    assert lines_of(numbered("甲") * 3, numbering=one_list((style, text)))[2] == f"{third}甲"


def test_a_level_shows_the_numbers_above_it_and_the_start_of_one_never_counted() -> None:
    levels = one_list(("chineseCounting", "%1、"), ("decimal", "%1.%2"))
    assert lines_of(numbered("甲", 1) + numbered("乙") + numbered("丙", 1), numbering=levels) == [
        "一.1甲",
        "一、乙",
        "一.1丙",
    ]
    legal = levels.replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>')
    assert lines_of(numbered("甲") + numbered("乙", 1), numbering=legal) == ["一、甲", "1.1乙"]


def test_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    second = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
    body = numbered("甲") + numbered("乙") + numbered("丙", number=2) + numbered("丁", number=2)
    on = one_list(("decimal", "%1.")) + second.format("")
    assert lines_of(body, numbering=on) == ["1.甲", "2.乙", "3.丙", "4.丁"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert lines_of(body, numbering=one_list(("decimal", "%1.")) + second.format(anew)) == [
        "1.甲", "2.乙", "5.丙", "6.丁",
    ]  # fmt: skip
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1、")}</w:lvlOverride>'
    assert lines_of(body, numbering=one_list(("decimal", "%1.")) + second.format(replaced))[2:] == ["C、丙", "D、丁"]


def test_a_level_may_go_on_counting_through_the_ones_above() -> None:
    levels = one_list(("chineseCounting", "%1、"), ("decimal", "%2."))
    through = levels.replace('<w:lvlText w:val="%2."/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="%2."/>')
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert lines_of(body, numbering=through) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_label_that_repeats_its_number_without_end_is_cut() -> None:
    words = lines_of(numbered("甲"), numbering=one_list(("decimal", "%1" * 5_000)))
    assert [len(line) for line in words] == [31]


def test_numbers_come_from_styles_and_what_they_are_based_on() -> None:
    styles = (
        '<w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="D"><w:basedOn w:val="D"/></w:style>'
    )
    body = "".join(paragraph("甲", f'<w:pStyle w:val="{style}"/>') for style in "ABCDE")
    assert lines_of(body, numbering=one_list(*CN), styles=styles) == ["一、甲", "二、甲", "（一）甲", "甲", "甲"]
    off = paragraph("甲", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines_of(off, numbering=one_list(*CN), styles=styles) == ["甲"]


def test_a_style_named_by_a_level_stands_on_that_level() -> None:
    linked = one_list(*CN).replace('<w:lvlText w:val="（%2）"/>', '<w:pStyle w:val="A"/><w:lvlText w:val="（%2）"/>')
    styles = '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines_of(paragraph("甲", '<w:pStyle w:val="A"/>'), numbering=linked, styles=styles) == ["（一）甲"]


def test_a_list_may_be_a_link_to_the_list_of_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines_of(numbered("甲", number=7), numbering=one_list(*CN) + numbering, styles=styles) == ["一、甲"]


def test_a_number_never_runs_into_the_digits_behind_it() -> None:
    assert lines_of(numbered("5万亩造林"), numbering=one_list(("decimal", "%1."))) == ["1. 5万亩造林"]
    assert lines_of(numbered("造林5万亩"), numbering=one_list(("decimal", "%1."))) == ["1.造林5万亩"]


def test_an_empty_paragraph_counts_and_a_deleted_one_does_not() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = f"<w:p><w:pPr>{gone}</w:pPr><w:del>{run('甲').replace('w:t>', 'w:delText>')}</w:del></w:p>"
    body = numbered("") + deleted + numbered("乙")
    assert lines_of(body, numbering=one_list(("decimal", "%1."))) == ["2.乙"]


# -- what is printed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        run("增长") + run("6.4%"),
        f"<w:ins>{run('增长6.4%')}</w:ins>",
        f"{run('增长')}<w:del>{run('5')}</w:del><w:ins>{run('6.4%')}</w:ins>",
        f"{run('增长')}<w:moveFrom>{run('5')}</w:moveFrom><w:moveTo>{run('6.4%')}</w:moveTo>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('增长6.4%')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('请输入')}</w:sdtContent></w:sdt>{run('增长6.4%')}",
        f"<w:hyperlink>{run('增长6.4%')}</w:hyperlink>",
        f"<w:smartTag><w:smartTagPr/>{run('增长6.4%')}</w:smartTag>",
        f"<w:customXml>{run('增长6.4%')}</w:customXml>",
        f'<w:fldSimple w:instr=" REF a ">{run("增长6.4%")}</w:fldSimple>',
        f'{run("增长6.4%")}<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>',
        run("增长") + field(" = 3+3.4 ", run("6.4")) + run("%"),
        run("增长") + field(" PAGEREF a \\h ", run("7")) + run("6.4%"),
        run("增长") + field(" IF 1 ", field(" PAGE ", run("7")) + run("6.4%")),
        f"{run('增长')}<w:ruby><w:rt>{run('zhang')}</w:rt><w:rubyBase>{run('6.4%')}</w:rubyBase></w:ruby>",
        run("增长") + run("绝密", "<w:vanish/>") + run("6.4%", '<w:vanish w:val="0"/>'),
        run("增长") + run("密", '<w:rStyle w:val="H"/>') + run("6.4%"),
        f'{run("增长")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("6.4%")}<w:commentRangeEnd w:id="1"/>',
        run("增长") + run("[1]", '<w:vertAlign w:val="superscript"/>') + run("6.4%"),
        "<w:r><w:t>增长</w:t><w:softHyphen/><w:t>6.4%</w:t><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>",
        '<m:oMath xmlns:m="m"><m:r><m:t>增长6.4%</m:t></m:r></m:oMath>',
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_it_is_printed(inside: str) -> None:
    styles = '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines_of(f"<w:p>{inside}</w:p>", styles=styles) == ["增长6.4%"]


def test_breaks_hyphens_and_powers_keep_their_meaning() -> None:
    inside = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁5m</w:t></w:r>"
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:sym w:font='宋体' w:char='2103'/></w:r>"
    )
    assert lines_of(f"<w:p>{inside}</w:p>") == ["甲", "乙 丙-丁5m²℃"]


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    first = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("加快")}</w:p>'
    assert lines_of(first + paragraph("推进。")) == ["加快推进。"]


@pytest.mark.parametrize(
    "contents",
    [
        paragraph("一、甲 3", '<w:pStyle w:val="T"/>'),
        (
            f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent>{paragraph('一、甲 3')}</w:sdtContent></w:sdt>"
        ),
        f"<w:p>{field('TOC', run('一、甲 3') + '</w:p><w:p>' + run('二、乙 5'))}</w:p>",
    ],
    ids=["style", "control", "field"],
)
def test_a_table_of_contents_is_left_out(contents: str) -> None:
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    assert lines_of(contents + paragraph("正文。"), styles=styles) == ["正文。"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>{}</w:r></w:p>'
    assert lines_of(begin.format("") + paragraph("正文。")) == ["正文。"]
    assert lines_of(begin.format('<w:fldChar w:fldCharType="separate"/>') + paragraph("正文。")) == ["正文。"]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    box = f"<w:txbxContent>{paragraph('框中。')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="mc">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines_of(f"<w:p>{run('甲')}{both}{run('乙')}</w:p>") == ["甲乙", "框中。"]


# -- tables ----------------------------------------------------------------------------------------------------------


def test_merged_cells_stand_in_every_place_they_cover() -> None:
    body = table(
        cell("区", '<w:vMerge w:val="restart"/>') + cell("数", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("一") + cell("二"),
        cell("白鹭") + cell("3") + cell("4"),
    )
    document = document_of(paragraph("前。") + body + paragraph("后。"))
    assert tables_of(document) == [[["区", "数", "数"], ["区", "一", "二"], ["白鹭", "3", "4"]]]
    assert document.tables[0].rows[0][0] == document.tables[0].rows[1][0]
    assert document.text.splitlines()[0] == "前。"
    assert document.text.splitlines()[-1] == "后。"


def test_a_cell_is_one_line_with_its_numbers_and_the_tables_in_it() -> None:
    inner = table(cell("丙") + cell("丁"))
    row = f"<w:tc>{numbered('甲')}{numbered('乙')}{inner}</w:tc>" + cell("戊")
    document = document_of(table(row, cell("己") + cell("庚")), numbering=one_list(("decimal", "%1.")))
    assert tables_of(document) == [[["1.甲 2.乙 丙 丁", "戊"], ["己", "庚"]]]


def test_deleted_rows_are_gone_and_controls_around_rows_and_cells_are_not() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧') + cell('旧')}</w:tr>"
    kept = f"<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>{cell('乙')}</w:tr></w:sdtContent></w:sdt>"
    assert tables_of(document_of(f"<w:tbl>{gone}{kept}{kept}</w:tbl>")) == [[["甲", "乙"], ["甲", "乙"]]]


def test_a_table_that_frames_the_text_is_no_table() -> None:
    words = "加快推进项目建设。" * 80
    document = document_of(
        table(cell("一") + cell("二"), cell("正文") + f"<w:tc>{paragraph(words)}{paragraph('乙。')}</w:tc>")
    )
    assert document.tables == ()
    assert document.text.splitlines() == ["一", "二", "正文", words, "乙。"]
    assert document_of(table(cell("甲"), cell("乙"))).tables == ()
    assert document_of(table(cell("甲") + cell("乙"))).tables == ()


# -- the file --------------------------------------------------------------------------------------------------------


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in word_parts(numbered("甲"), numbering=one_list(*CN)).items()
        if isinstance(content, str)
    }
    assert read_document(zip_of(strict), filename="x").text == "一、甲\n"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("2031年上半年计划执行情况", "2031年上半年计划执行情况"),
        ("2029年上半年计划执行情况", ""),
        ("文档1", ""),
        ("某某某", ""),
    ],
)
def test_the_files_own_title_counts_only_where_it_fits_the_text(title: str, kept: str) -> None:
    assert document_of(paragraph("2031年工作。"), title=title).title == kept


def test_a_file_without_a_body_or_without_its_parts_is_damaged() -> None:
    for broken in ("<w:document/>", "<a>", ""):
        with pytest.raises(Refused) as refused:
            read_document(zip_of(word_parts("") | {"word/document.xml": broken}), filename="x")
        assert refused.value.code == "document-damaged"
    parts = word_parts(numbered("甲"))
    del parts["word/numbering.xml"], parts["word/styles.xml"]
    assert read_document(zip_of(parts), filename="x").text == "甲\n"


def test_what_is_nested_too_deep_is_refused_and_what_is_not_is_read() -> None:
    def nested(depth: int) -> str:
        return "<w:sdt><w:sdtContent>" * depth + paragraph("甲。") + "</w:sdtContent></w:sdt>" * depth

    def tables(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + paragraph("甲。") + "</w:tc></w:tr></w:tbl>" * depth

    assert lines_of(nested(100)) == ["甲。"]
    assert lines_of(tables(70)) == ["甲。"]
    for body in (nested(5000), tables(5000)):
        with pytest.raises(Refused) as refused:
            document_of(body)
        assert refused.value.code == "document-damaged"


def test_too_many_cells_are_refused() -> None:
    wide = '<w:gridSpan w:val="9999"/>'
    with pytest.raises(Refused) as refused:
        document_of(table(*[cell("", wide) + cell("", wide)] * 600))
    assert refused.value.code == "document-bomb"


def test_a_damaged_file_reads_or_is_refused_and_nothing_else(full) -> None:
    """Damaged as a file, and damaged in a part of it that then is packed without a fault."""
    body = "".join(numbered(words) for words in "甲乙丙丁") + table(*[cell("甲") + cell("乙")] * 2)
    parts = word_parts(body, numbering=one_list(*CN), title="2031年工作报告")
    dice = random.Random(7)
    for turn in range(1000 if full else 60):
        if turn % 2:
            data = scratched(zip_of(parts), dice)
        else:
            name = dice.choice(list(parts))
            data = zip_of(parts | {name: scratched(str(parts[name]).encode(), dice)})
        with suppress(Refused):
            assert read_document(data, filename="x").text


def scratched(data: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, a stretch taken out or repeated, or the end cut off."""
    changed = bytearray(data)
    start = dice.randrange(len(changed))
    stretch = slice(start, start + dice.randrange(40))
    kind = dice.randrange(4)
    if kind == 0:
        for _ in range(dice.randint(1, 8)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    elif kind == 1:
        del changed[stretch]
    elif kind == 2:
        changed[start:start] = changed[stretch] * dice.randint(1, 50)
    else:
        del changed[start:]
    return bytes(changed)
