"""Makes the files offices send: zips of XML parts, Word documents from paragraphs, web pages around a text."""

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = "application/vnd.openxmlformats-officedocument"
DOCX_MAIN = f"{_OPEN}.wordprocessingml.document.main+xml"
XLSX_MAIN = f"{_OPEN}.spreadsheetml.sheet.main+xml"


def zip_of(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def content_types(main: str, part: str = "/word/document.xml") -> str:
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    )


def relations(**targets: str) -> str:
    """relations(numbering="numbering.xml") points to that part by that kind of relation."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'


def word_parts(body: str, *, numbering: str = "", styles: str = "", title: str = "") -> dict[str, str | bytes]:
    """The parts of a docx; `body`, `numbering` and `styles` are the XML inside their roots."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(DOCX_MAIN),
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(numbering="numbering.xml", styles="styles.xml"),
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    if title:
        parts["docProps/core.xml"] = (
            '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{title}</d:title></c:coreProperties>'
        )
        parts["_rels/.rels"] = relations(officeDocument="word/document.xml", **{"core-properties": "docProps/core.xml"})
    return parts


def word_file(body: str, *, numbering: str = "", styles: str = "", title: str = "") -> bytes:
    return zip_of(word_parts(body, numbering=numbering, styles=styles, title=title))


def paragraph(words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def page(main: str, *, head: str = "", around: str = "") -> str:
    """A web page of a government site; `around` stands for whatever the site puts beside the text."""
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "政务公开", "办事服务", "互动交流"))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">{head}<style>p{{color:red}}</style></head><body>'
        f"<script>var words = '新增学校2所。';</script><div class='top'><ul>{menu}</ul></div>{around}{main}"
        "<div class='bottom'><p>主办单位：临山市人民政府办公室　网站标识码：0000000000</p><p>版权所有</p></div></body></html>"
    )


def html_of(text: str) -> bytes:
    """Each line a paragraph, as an editor's program writes it."""
    lines = [line for line in text.split("\n") if line.strip()]
    each = "".join(f'<p style="text-indent: 2em;"><span>{line[:3]}</span>{line[3:]}</p>\n' for line in lines)
    return page(f'<div id="zoom"><div class="TRS_Editor">{each}</div></div>').encode()


def docx_of(text: str) -> bytes:
    return word_file("".join(paragraph(line) for line in text.split("\n") if line.strip()))
