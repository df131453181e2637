"""PDF → paragraphs: what goes on, what begins, what is left out, and what is refused."""

import random
import zlib

import pytest

from plans.importing.formats.pdf import read_pdf
from plans.rules.said import Refused
from tests.importing.files_pdf import LEFT, SIZE, STEP, TOP, Set, file_of, pdf_of, stream_of, typeset
from tests.importing.reports import WORK_REPORT

ARTICLE = """一、总体情况
全县完成固定资产投资120亿元，增长10%，其中工业投资45.6亿元；新开工项目30个，竣工项目18个，到位资金9.8亿元，同比多出1.2亿元。
（一）工业经济稳中有进。全年规模以上工业增加值增长6.4%。
新增家庭农场5家，合作社9家。
"""
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def lines_of(data: bytes) -> list[str]:
    return read_pdf(data, filename="报告.pdf").text.split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_pdf(data, filename="报告.pdf")
    assert refused.value.said.zh.endswith("。")
    return refused.value.code


def column(*words: str, at: int = LEFT, top: int = TOP, size: int = SIZE) -> list[Set]:
    return [Set(at, top - STEP * row, line, size) for row, line in enumerate(words)]


def drawn(content: bytes, *, filters: str = "", others: tuple[bytes, ...] = (), resources: str = "") -> bytes:
    """One page of raw drawing commands."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    return file_of([*tree, page.encode(), stream_of(filters, content), FONT, *others])


# -- paragraphs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("per_line", [18, 22, 26])
@pytest.mark.parametrize("indent", [0, 2])
def test_lines_become_the_paragraphs_they_were_set_from(indent: int, per_line: int) -> None:
    assert lines_of(pdf_of(typeset(ARTICLE, indent=indent, per_line=per_line))) == ARTICLE.splitlines()


def test_a_paragraph_goes_on_over_pages_whose_numbers_and_heads_are_dropped() -> None:
    text = (
        "".join(f"第{number}个项目已经开工建设，累计完成投资{number}00万元，" for number in range(1, 60))
        + "全部按期推进。"
    )
    pages = typeset(f"{ARTICLE}{text}", numbered="第{}页 共3页", head="白鹭县人民政府文件")
    assert len(pages) == 3
    assert lines_of(pdf_of(pages)) == [*ARTICLE.splitlines(), text]


@pytest.mark.parametrize("number", ["- {} -", "— {} —", "{}", "第 {} 页", "{}/3", "· {} ·"])
def test_page_numbers_of_any_shape_are_dropped(number: str) -> None:
    text = "\n".join(f"新建水库{row}座。" for row in range(1, 61))
    assert lines_of(pdf_of(typeset(text, numbered=number))) == text.split("\n")


def test_a_bare_number_that_does_not_count_pages_is_text() -> None:
    one = ["新建水库2座，整治河道5公里。", "投资", "3500"]
    other = ["新修公路8公里，改造危房30户。", "企业", "12"]
    assert lines_of(pdf_of([column(*one), column(*other)])) == one + other


def test_a_title_on_two_lines_is_one_and_stands_apart_from_the_text() -> None:
    title = [Set(120, 780, "白鹭县2031年国民经济和社会发展", 22), Set(200, 750, "计划执行情况的报告", 22)]
    body = typeset(ARTICLE, numbered="")[0]
    lower = [Set(one.x, one.y - 80, one.words) for one in body]
    assert lines_of(pdf_of([[*title, *lower]])) == [
        "白鹭县2031年国民经济和社会发展计划执行情况的报告",
        *ARTICLE.splitlines(),
    ]


def test_spaces_the_setting_puts_beside_han_are_no_part_of_the_text() -> None:
    words = "完成投资 120 亿元，增 长 6.4 %，Made in China 产品"
    assert lines_of(pdf_of([column(words)])) == ["完成投资120亿元，增长6.4 %，Made in China产品"]


def test_a_gap_after_numbering_is_none_of_a_table() -> None:
    page = [
        Set(LEFT, TOP, "一、"),
        Set(LEFT + 4 * SIZE, TOP, "总体要求"),
        *column("全县新建水库2座，整治河道5公里。", top=TOP - STEP),
    ]
    assert lines_of(pdf_of([page])) == ["一、总体要求", "全县新建水库2座，整治河道5公里。"]


def test_rows_of_a_table_stay_lines_of_their_own_with_their_cells_apart() -> None:
    rows = [("指标", "单位", "完成"), ("造林面积", "万亩", "3.5"), ("修建公路", "公里", "2")]
    cells = [
        Set(80 + 150 * at, TOP - STEP * row, words) for row, line in enumerate(rows) for at, words in enumerate(line)
    ]
    assert lines_of(pdf_of([cells])) == ["\t".join(row) for row in rows]


def test_two_columns_keep_their_own_order() -> None:
    left = column("甲县新建水库，", "整治河道。", at=60)
    right = column("乙县修建公路，", "加固堤坝。", at=320)
    assert "".join(lines_of(pdf_of([[*left, *right]]))) == "甲县新建水库，整治河道。乙县修建公路，加固堤坝。"


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    page = column("2031年，新建水库2座，", "整治河道5公里。")
    assert lines_of(pdf_of([page], turned=True)) == lines_of(pdf_of([page]))


def test_what_stands_aslant_over_the_page_is_a_watermark() -> None:
    slanted = b"BT /F 30 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET "
    straight = b"BT /F 16 Tf 1 0 0 1 100 700 Tm (Report of a county) Tj ET"
    assert lines_of(drawn(slanted + straight)) == ["Report of a county"]


# -- characters ------------------------------------------------------------------------------------------------------


def test_radicals_that_fonts_put_for_characters_become_the_characters() -> None:
    glyphs = {"一": "⼀", "二": "⼆", "工": "⼯", "长": "⻓", "民": "⺠", "金": "⾦", "户": "⼾", "见": "\uf90a"}
    text = "一、工业增长。二、农民存金一户。"
    assert lines_of(pdf_of([column(text)], glyphs=glyphs)) == [text]


def test_a_few_characters_the_font_does_not_name_are_shown_as_missing() -> None:
    text = "全县完成固定资产投资一百二十亿元，同比增长百分之十。"
    assert lines_of(pdf_of([column(text[:13], text[13:])], glyphs={"资": "\ue001"})) == [text.replace("资", "□")]


@pytest.mark.parametrize("font_map", ["none", "private"])
def test_fonts_that_name_no_characters_are_refused(font_map: str) -> None:
    assert refusal(pdf_of(typeset(WORK_REPORT), font_map=font_map)) == "document-glyphs"  # type: ignore[arg-type]


def test_fonts_that_name_other_characters_are_refused() -> None:
    glyphs = {character: chr(0x5000 + ord(character) % 0x2000) for character in WORK_REPORT if character > "\u4e00"}
    assert refusal(pdf_of(typeset(WORK_REPORT), glyphs=glyphs)) == "document-glyphs"


# -- refusals --------------------------------------------------------------------------------------------------------


def test_a_scan_has_no_text_and_says_so() -> None:
    assert refusal(pdf_of([[], []])) == "document-scan"


def test_a_scan_with_page_numbers_or_with_the_stamp_of_its_program_is_a_scan() -> None:
    stamped = [[Set(400, 30, "某某扫描软件创建", 10)] for _ in range(3)]
    assert refusal(pdf_of(stamped)) == "document-scan"
    assert refusal(pdf_of([[Set(297, 40, f"- {number} -")] for number in (1, 2, 3)])) == "document-scan"


def test_a_scan_behind_a_cover_with_text_is_a_scan() -> None:
    assert refusal(pdf_of([column("白鹭县政府工作报告"), [], [], []])) == "document-scan"


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    key = "00" * 32
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<{key}><{key}>]"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    assert refusal(file_of(tree, locked)) == "document-password"


def test_rubbish_after_the_signature_is_a_damaged_file() -> None:
    assert refusal(b"%PDF-1.7 ...") == "document-damaged"


def test_more_than_500_pages_are_too_many() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    kids = b"3 0 R " * 501
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count 501>>" % kids, page]
    assert refusal(file_of(tree)) == "document-too-long"


def test_bombs_end_the_process_that_reads_them_and_nothing_else() -> None:
    spaces = zlib.compress(b" " * 300_000_000, 9)
    letters = b"BT /F 12 Tf " + b"(hello world) Tj " * 1_000_000 + b"ET"
    forms = tuple(
        stream_of(
            f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X {number + 1} 0 R>>>>",
            b"/X Do " * 10 if number < 14 else b"BT /F 12 Tf (a) Tj ET",
        )
        for number in range(6, 15)
    )
    bombs = [
        drawn(spaces, filters="/Filter/FlateDecode"),
        drawn(zlib.compress(spaces, 9), filters="/Filter[/FlateDecode/FlateDecode]"),
        drawn(zlib.compress(letters, 9), filters="/Filter/FlateDecode"),
        drawn(b"/X Do " * 10, others=forms, resources="/XObject<</X 6 0 R>>"),
        file_of([b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 3_000_000 + b">>", b"<</Type/Pages/Kids[]/Count 0>>"]),
    ]
    assert [refusal(bomb) for bomb in bombs] == ["document-bomb"] * len(bombs)


def test_a_damaged_file_is_read_or_refused_and_never_hangs(full: bool) -> None:  # noqa: FBT001 - a fixture
    whole = pdf_of(typeset(WORK_REPORT))
    dice = random.Random(2031)
    outcomes = set()
    for _ in range(1_000 if full else 60):
        try:
            outcomes.add("read" if read_pdf(mutated(whole, dice), filename="x.pdf").text else "empty")
        except Refused as refused:
            outcomes.add(refused.code)
    reasons = {"document-damaged", "document-scan", "document-glyphs", "document-bomb", "document-password"}
    assert "read" in outcomes
    assert outcomes <= {"read", *reasons}


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, or a stretch lost or doubled."""
    changed = bytearray(data)
    at = dice.randrange(len(changed))
    match dice.randrange(4):
        case 0:
            del changed[at : at + dice.randrange(1, 400)]
        case 1:
            changed[at:at] = changed[at : at + dice.randrange(1, 400)]
        case 2:
            del changed[at:]
        case _:
            for _ in range(dice.randrange(1, 40)):
                changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)
