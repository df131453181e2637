"""A saved web page gives the report in it, without what the site puts around it."""

import random
from contextlib import suppress
from datetime import date

import pytest

from plans.importing import read
from plans.importing.documents import MAX_CHARACTERS, read_document
from plans.importing.formats.html import MOST_ATTRIBUTES
from plans.importing.shapes import Document
from plans.rules.said import Refused
from tests.importing.files import page

FIRST = "一、上半年执行情况"
SECOND = "新建小学2所，完成投资8.40亿元，占全年计划的52.50%。改造老旧小区6个，惠及居民三千多户。"
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p>"


def document_of(source: str | bytes) -> Document:
    return read_document(source.encode() if isinstance(source, str) else source, filename="网页.html")


def lines_of(inside: str) -> list[str]:
    """The lines of a body with enough words around `inside` to be a page."""
    return document_of(f"<body>{inside}<p>{SECOND}</p></body>").text.splitlines()[:-1]


def refusal_of(source: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        document_of(source)
    assert refused.value.said.zh.count("。") >= 2
    return refused.value.code


def saved(html: str, charset: str = "utf-8", more: str = "") -> bytes:
    """As Chromium saves a page with its pictures in one file."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/art/1.html\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b--"\r\n\r\n'
    )
    part = f'------b--\r\nContent-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    picture = "\r\n------b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    return head.encode() + part.encode() + html.encode(charset) + picture.encode() + more.encode() + b"------b----\r\n"


# -- where the text is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "main",
    [
        f"<UCAPCONTENT>{PROSE}</UCAPCONTENT>",
        f'<div class="article"><div id="zoom"><div class="TRS_Editor"><div class="TRS_Editor">{PROSE}</div></div></div></div>',
        f'<div class="content"><table width="100%"><tr><td><table><tr><td>{PROSE}</td></tr></table></td></tr></table></div>',
        f"<table><tr><td width=20>&nbsp;</td><td>{PROSE}</td></tr></table>",
        f'<!--ZJEG_RSS.content.begin--><meta name="ContentStart">{PROSE}<meta name="ContentEnd"><!--ZJEG_RSS.content.end-->',
        f"<div><div><div>{PROSE}</div></div></div>",
        f"<div class=c1><p>{FIRST}</p></div><div class=c2><p>{SECOND}</p></div>",
        f"<article><div>{FIRST}</div><div>{SECOND}</div></article>",
        f"<p><font face=仿宋><font size=3>{FIRST}<br></font></font>{SECOND}</p>",
        f"<pre>{FIRST}\n\n　　{SECOND}</pre>",
    ],
)
def test_the_main_text_is_found_however_it_is_wrapped(main: str) -> None:
    around = "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/gh/'>规划计划</a></div>"
    lines = document_of(page(main, around=around)).text.splitlines()
    assert [line for line in lines if line in {FIRST, SECOND}] == [FIRST, SECOND]
    assert not any("新增学校" in line or "政务公开" in line for line in lines)


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="bshare">分享到：微信、微博</div>',
        '<ul class="relatedlist"><li>名单</li></ul>',
        "<ul><li><a href=1>甲文件</a></li><li><a href=2>乙文件</a></li><li><a href=3>丙文件</a></li></ul>",
        '<div style="display: none">隐藏的话。</div>',
        "<p hidden>隐藏的话。</p>",
        "<p>&#1;&#xFFFF;<script>a</script>&#2;</p><b hidden>隐藏的话。</b>",
        "<nav>导航</nav><footer>页脚</footer><noscript>请启用脚本。</noscript><select><option>字号</option></select>",
        "<style>.a{}</style><script>document.write('话。')</script><!-- 批注。 --><iframe>框</iframe>",
        '<a href="#_ftn1">[1]</a><div style="mso-element:footnote">[1] 注释。</div>',
    ],
)
def test_what_is_hidden_or_furniture_is_not_text(furniture: str) -> None:
    assert document_of(page(f'<div id="zoom">{PROSE}{furniture}</div>')).text.splitlines() == [FIRST, SECOND]


def test_a_part_named_like_furniture_is_kept_if_it_holds_the_text() -> None:
    assert document_of(page(f'<div class="print share">{PROSE}</div>')).text.splitlines()[-2:] == [FIRST, SECOND]


# -- paragraphs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<p>增<b>长</b><font><span>6</span>.4</font>%</p>", ["增长6.4%"]),
        ("<p>加快\n      推进 5G\n  建设</p>", ["加快推进 5G 建设"]),
        ("<p>甲<br>乙<br/><br/>丙</p>丁<div>戊</div>己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("<p>甲&nbsp;乙</p><p>&nbsp;&nbsp;</p><p>&emsp;&emsp;丙</p>", ["甲\u00a0乙", "丙"]),
        ("<p>甲\u200b乙&shy;丙\ufeff</p>", ["甲乙丙"]),
        ("<p>甲<sup>[1]</sup>面积5m<sup>2</sup>，10<sup>8</sup>千瓦<sup>②</sup></p>", ["甲面积5m²，10⁸千瓦"]),
        ("<span style='display:block'>甲</span><span style='display: block'>乙</span>", ["甲", "乙"]),
        ("<p>甲<p>乙<table><tr><td><p>丙</p><p>丁</p></td></tr></table>", ["甲", "乙", "丙", "丁"]),
        ("<p>&#19968;、甲&mdash;&ldquo;乙&rdquo;</p>", ["一、甲—“乙”"]),
        ("<h1>甲</h1><section>乙<section>丙</section></section>", ["甲", "乙", "丙"]),
    ],
)
def test_paragraphs_are_those_a_reader_sees(inside: str, lines: list[str]) -> None:
    assert lines_of(inside) == lines


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<ol><li>甲</li><li><p>5万亩</p><p>乙</p></li></ol>", ["1.甲", "2. 5万亩", "乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol type=A><li>甲<ol type=i><li>乙<li>丙</ol><li>丁</ol>", ["A.甲", "i.乙", "ii.丙", "B.丁"]),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>', ["一、甲", "二、乙"]),
        ('<ol class="custom_cn2 list-paddingleft-1"><li>甲<li>乙</ol>', ["（一）甲", "（二）乙"]),
        ('<ol style="list-style: none"><li>甲</ol><ul><li>乙</ul>', ["甲", "乙"]),
        ("<ol><li>一、甲<li>乙</ol>", ["一、甲", "2.乙"]),
        ("<ol><li><li hidden>乙</ol><p>甲</p>", ["甲"]),
        ("<ol start=99999999999 type=q><li>甲</ol>", ["1.甲"]),
    ],
)
def test_list_numbers_are_written_out_as_shown(inside: str, lines: list[str]) -> None:
    assert lines_of(inside) == lines


# -- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_keeps_its_cells_and_what_is_merged() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>区<th colspan=2>数</thead><tbody><tr><td>一<td><p>二</p><p>季</p>"
        "<tr><td>白鹭<td>3<td>4</tbody></table>"
    )
    document = document_of(f"<body><p>{SECOND}</p>{table}</body>")
    words = [[document.text[cell.start : cell.end] for cell in row] for row in document.tables[0].rows]
    assert words == [["区", "数", "数"], ["区", "一", "二 季"], ["白鹭", "3", "4"]]
    assert document.tables[0].rows[0][0] == document.tables[0].rows[1][0]


def test_a_hidden_column_is_none() -> None:
    row = "<tr><td>甲</td><td style='display:none'>7</td><td>乙</td></tr>"
    table = document_of(f"<body><p>{SECOND}</p><table>{row * 2}</table></body>").tables[0]
    assert [len(cells) for cells in table.rows] == [2, 2]


def test_a_table_of_tasks_alone_is_a_table_and_a_frame_is_none() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>推进第{number}项工作，抓好落实。</td></tr>" for number in range(20))
    assert len(document_of(f"<body><div><table>{rows}</table></div></body>").tables[0].rows) == 20
    assert document_of(f"<body><table><tr><td>一<td>二<tr><td>正文<td>{PROSE * 20}</table></body>").tables == ()


# -- title and day ---------------------------------------------------------------------------------------------------

TITLE = "临山市东河区2031年上半年计划执行情况"


@pytest.mark.parametrize(
    ("head", "around"),
    [
        (f'<meta name="ArticleTitle" content="{TITLE}"><title>别的</title>', ""),
        (f'<meta content="{TITLE}" property="og:title">', ""),
        (f"<title>{TITLE}_规划计划_临山市东河区人民政府门户网站</title>", ""),
        (f"<title>临山市东河区人民政府 - {TITLE}</title>", ""),
        (f"<title>{TITLE}-政务公开</title>", f"<h1>政务公开网站</h1><h1>\n{TITLE}\n</h1>"),
    ],
)
def test_the_title_is_that_of_the_report_and_not_of_the_site(head: str, around: str) -> None:
    assert document_of(page(f'<div id="zoom">{PROSE}</div>', head=head, around=around)).title == TITLE


@pytest.mark.parametrize(
    ("head", "around"),
    [
        ('<meta name="PubDate" content="2031-08-05 09:30">', "<p>发布时间：2030-01-01</p>"),
        ('<meta name="pubdate" content="2031/8/5">', ""),
        ("", "<div>发布时间：<span>2031年8月5日</span>　来源：区发改局</div>"),
        ('<meta name="PubDate" content="2031-99-99">', "<p>发布日期：2031-08-05</p>"),
    ],
)
def test_the_day_is_the_one_the_site_gives(head: str, around: str) -> None:
    assert document_of(page(f'<div id="zoom">{PROSE}</div>', head=head, around=around)).published_on == date(2031, 8, 5)


def test_title_and_day_beside_the_text_count_for_the_plan() -> None:
    head = f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2031-08-05">'
    reading = read(page(f'<div id="zoom">{PROSE * 9}</div>', head=head).encode(), filename="x")
    assert (reading.title, reading.region) == (TITLE, "临山市东河区")
    assert reading.period is not None
    assert (reading.period.label, reading.published_on) == ("2031H1", date(2031, 8, 5))


# -- bytes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        f"<html>{PROSE}</html>",
        f"\ufeff \n<BODY class='a'>{PROSE}",
        f"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body>{PROSE}</body></html>",
        f"<!-- saved from url=(0022)http://192.0.2.1/ -->\n<!DOCTYPE HTML PUBLIC 'a'>{PROSE}",
        PROSE,
        f"\n\n<div>{PROSE}</div>",
    ],
)
def test_a_page_is_told_by_its_tags(source: str) -> None:
    assert document_of(source).text.splitlines() == [FIRST, SECOND]


def test_plain_text_is_no_page_for_an_angle_bracket() -> None:
    assert document_of(f"<通知>\n{SECOND} x<y").text == f"<通知>\n{SECOND} x<y"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"])
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "gbk", "nonsense"])
def test_the_bytes_tell_the_encoding_whatever_the_page_says(charset: str, label: str) -> None:
    source = page(PROSE).replace('charset="utf-8"', f'charset="{label}"')
    assert FIRST in document_of(source.encode(charset)).text


def test_an_encoding_of_elsewhere_is_read_as_the_page_says() -> None:
    source = page("<p>一、經濟發展情況，工業總產值增加。</p>" * 3).replace('charset="utf-8"', 'charset="big5"')
    assert "工業總產值增加" in document_of(source.encode("big5", "ignore")).text


def test_a_character_cut_in_two_loses_only_itself() -> None:
    source = page(PROSE * 5, head='<meta name="Description" content="甲乙丙">').replace(
        'charset="utf-8"', 'charset="gbk"'
    )
    cut = source.encode("gbk").replace("丙".encode("gbk"), "丙".encode("gbk")[:1])
    assert SECOND in document_of(cut).text


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_page_saved_as_one_file_is_read(charset: str) -> None:
    assert document_of(saved(page(PROSE), charset)).text.splitlines()[-2:] == [FIRST, SECOND]


def test_the_frame_with_the_text_is_read() -> None:
    frame = f"------b--\r\nContent-Type: text/html\r\n\r\n<body>{PROSE}</body>\r\n"
    assert document_of(saved("<html><body><iframe></iframe></body></html>", more=frame)).text.splitlines() == [
        FIRST,
        SECOND,
    ]


def test_the_source_of_a_page_shown_by_a_browser_is_read_as_the_page() -> None:
    shown = "".join(
        f'<tr><td class="line-number"></td><td class="line-content">{line.replace("<", "&lt;")}</td></tr>'
        for line in page(PROSE).split("\n")
    )
    assert SECOND in document_of(f"<html><body><table>{shown}</table></body></html>").text


@pytest.mark.parametrize(
    "source",
    [
        page("<div id='app'></div>"),
        page("<form>用户名 <input name=u> 密码 <input name=p> <button>登录</button></form>"),
        "<html></html>",
        "<!DOCTYPE html>",
    ],
)
def test_a_page_without_its_text_says_so(source: str) -> None:
    with pytest.raises(Refused) as refused:
        read(source.encode(), filename="x")
    assert refused.value.code in {"document-page-empty", "document-no-plan"}


def test_pages_that_are_no_pages_are_refused() -> None:
    assert refusal_of("<p>甲" * 300_000) == "document-bomb"
    assert refusal_of(f"<body>{'<font>' * 5000}{PROSE}") == "document-bomb"
    assert refusal_of(f"<body>{'甲' * (MAX_CHARACTERS + 1)}") == "document-too-long"
    wide = "<tr><td rowspan=999 colspan=200>甲</td><td>乙</td></tr>" * 900
    assert refusal_of(f"<body><table>{wide}</table>") == "document-bomb"
    nested = "".join(f"--b{n}\nContent-Type: multipart/related; boundary=b{n + 1}\n\n" for n in range(500))
    assert (
        refusal_of(f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n{nested}") == "document-damaged"
    )


@pytest.mark.parametrize("attribute", ["a{} ", "a{}=1 ", "a{}='>' ", 'a{}="<b>" ', "a{}/"])
def test_a_tag_of_many_attributes_is_refused_before_the_parser_compares_them_all(attribute: str) -> None:
    many = "".join(attribute.format(number) for number in range(MOST_ATTRIBUTES + 1))
    assert refusal_of(f'<body><p x" y=">" {many}>{PROSE}') == "document-bomb"
    few = "".join(attribute.format(number) for number in range(50))
    assert document_of(f"<body><p {few}>{FIRST}</p><p>{SECOND}</p>").text.splitlines() == [FIRST, SECOND]


def test_a_message_in_a_message_in_a_message_is_refused() -> None:
    nested = "Content-Type: message/rfc822\n\n" * 5_000
    start = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    assert refusal_of(f"{start}{nested}Content-Type: text/html\n\n<p>{PROSE}") == "document-damaged"


def test_a_saved_page_of_a_thousand_frames_is_none() -> None:
    frames = f"--b\nContent-Type: text/html\n\n{PROSE}\n" * 1_000
    start = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    assert refusal_of(f"{start}{frames}--b--") == "document-damaged"


def test_an_encoding_nobody_can_read_is_refused_and_one_that_is_wrongly_named_is_not_used() -> None:
    source = page(PROSE).replace('charset="utf-8"', 'charset="undefined"').encode()
    assert refusal_of(source.replace(b"</p>", b"\xff\xfe\xff" * 400 + b"</p>")) == "document-encoding"
    assert document_of(source).text.splitlines() == [FIRST, SECOND]


def test_pictures_inside_the_page_do_not_make_it_too_large() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 8_000_000}">'
    assert document_of(page(picture + PROSE)).text.splitlines()[-2:] == [FIRST, SECOND]


def test_a_damaged_page_reads_or_is_refused_and_nothing_else(full) -> None:
    whole = saved(page(f'<div id="zoom">{PROSE}<ol><li>甲</ol><table><tr><td rowspan=2>甲<td>乙</table></div>'))
    dice = random.Random(7)
    for _ in range(1000 if full else 60):
        data = bytearray(whole[dice.choice([0, 0, whole.index(b"<!DOCTYPE")]) :])
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(data))
            data[at : at + dice.randrange(20)] = dice.randbytes(dice.randrange(4))
        with suppress(Refused):
            assert document_of(bytes(data)).text
