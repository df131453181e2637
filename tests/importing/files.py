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
