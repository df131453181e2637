"""Zips of XML parts are judged before they are unpacked, and what is wrong with one is said."""

import io
import struct
import zipfile

import pytest

from plans.importing.documents import read_document
from plans.importing.formats import archive
from plans.importing.formats.archive import Archive
from plans.rules.said import Refused
from tests.importing.files import (
    DOCX_MAIN,
    XLSX_MAIN,
    content_types,
    paragraph,
    relations,
    word_file,
    word_parts,
    zip_of,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_document(data, filename="报告.docx")
    assert refused.value.said.zh.count("。") >= 2
    return refused.value.code


def with_part(name: str, content: str | bytes) -> bytes:
    return zip_of(word_parts(paragraph("甲")) | {name: content})


def scattered(kilobytes: int) -> bytes:
    """Bytes that hardly compress and are the same each time."""
    return b"".join(struct.pack("<I", number * 2654435761 % 2**32) for number in range(kilobytes * 256))


def patched(data: bytes, signature: bytes, at: int, value: bytes) -> bytes:
    """Every header that begins with `signature` with the bytes at `at` replaced."""
    parts = data.split(signature)
    return signature.join([parts[0], *(part[: at - 4] + value + part[at - 4 + len(value) :] for part in parts[1:])])


def test_parts_are_found_by_name_whatever_the_case_and_the_slashes() -> None:
    file = Archive(zip_of({"Word\\Document.XML": "<a/>"}), filename="x")
    assert file.read("word/document.xml") == b"<a/>"
    assert "/word/document.xml" in file
    assert "word/other.xml" not in file


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        (DOCX_MAIN, "docx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "docx"),
        (DOCX_MAIN.replace("document.main", "template.main"), "docx"),
        (XLSX_MAIN, "xlsx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "other"),
        (DOCX_MAIN.replace("wordprocessingml.document", "presentationml.presentation"), "other"),
    ],
)
def test_the_content_type_of_the_main_part_says_what_the_file_is(main: str, kind: str) -> None:
    parts = word_parts("") | {"[Content_Types].xml": content_types(main)}
    assert Archive(zip_of(parts), filename="x").kind == kind


def test_any_other_zip_is_of_another_kind() -> None:
    assert Archive(zip_of({"a.txt": "甲"}), filename="x").kind == "other"


def test_relations_lead_to_parts_and_never_out_of_the_file() -> None:
    outside = relations(image="http://192.0.2.1/a.png").replace("/>", ' TargetMode="External"/>', 1)
    parts = {
        "word/_rels/a.xml.rels": relations(numbering="../b/n.xml", styles="/word/s.xml"),
        "word/_rels/b.xml.rels": outside,
    }
    file = Archive(zip_of(parts), filename="x")
    assert [(one.kind, one.part) for one in file.relations("word/a.xml")] == [
        ("numbering", "b/n.xml"),
        ("styles", "word/s.xml"),
    ]
    assert file.relations("word/b.xml") == ()
    assert file.relations("word/none.xml") == ()


@pytest.mark.parametrize(
    "data",
    [
        zip_of({f"{number}.xml": "" for number in range(archive.MAX_ENTRIES + 1)}),
        with_part("media/a.bin", bytes(2 * 1024 * 1024)),
        patched(word_file(paragraph("甲")), b"PK\x01\x02", 24, struct.pack("<I", 50 * 1024 * 1024)),
        with_part("word/document.xml", scattered(archive.MAX_PART // 1024 + 1)),
        word_file("<w:p/>甲" * (archive.MAX_MARKUP + 1)),
    ],
    ids=["entries", "ratio", "declared", "part", "paragraphs"],
)
def test_what_would_unpack_to_too_much_is_not_opened(data: bytes) -> None:
    assert refusal_of(data) == "document-bomb"


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    data = zip_of({"a.xml": "<a/>", "b.xml": "<b/>"})
    second = data.rindex(b"PK\x01\x02") + 42
    assert refusal_of(data[:second] + struct.pack("<I", 0) + data[second + 4 :]) == "document-bomb"


def test_a_part_that_says_it_is_smaller_than_it_is_is_damaged() -> None:
    data = patched(
        with_part("word/document.xml", "<a>" + "甲" * 5000 + "</a>"), b"PK\x01\x02", 24, struct.pack("<I", 40)
    )
    assert refusal_of(data) == "document-damaged"


@pytest.mark.parametrize(
    "damage", [lambda d: d[: len(d) // 2], lambda d: d[:-10], lambda d: d[:300] + b"\0" * 300 + d[600:]]
)
def test_a_damaged_file_is_called_so(damage) -> None:
    assert refusal_of(damage(word_file("".join(map(paragraph, "甲乙丙丁"))))) == "document-damaged"


def test_two_parts_of_one_name_are_damage() -> None:
    file = io.BytesIO(word_file(paragraph("甲")))
    with zipfile.ZipFile(file, "a") as more:
        more.writestr("word/DOCUMENT.xml", "<a/>")
    assert refusal_of(file.getvalue()) == "document-damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "definition",
    [
        '<!DOCTYPE a [<!ENTITY b "甲">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY c "&d;&d;&d;"><!ENTITY d "&e;&e;&e;"><!ENTITY e "甲">]>',
    ],
)
def test_definitions_in_a_part_are_refused(definition: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{definition}<a>&b;</a>'
    assert refusal_of(with_part("word/document.xml", text.encode(encoding))) == "document-doctype"


def test_a_locked_file_and_files_of_the_old_office_say_what_to_do() -> None:
    names = {
        "EncryptedPackage": "document-password",
        "WordDocument": "document-old-office",
        "Workbook": "document-old-office",
    }
    assert {name: refusal_of(OLE + name.encode("utf-16-le")) for name in names} == names
    assert refusal_of(OLE) == "document-old-office"
    assert refusal_of(patched(word_file(paragraph("甲")), b"PK\x01\x02", 8, b"\x01\x00")) == "document-password"
    with pytest.raises(Refused, match="另存为 docx 后"):
        read_document(OLE + "WordDocument".encode("utf-16-le"), filename="x.wps")
    with pytest.raises(Refused, match="另存为 xlsx 后"):
        read_document(OLE + "Workbook".encode("utf-16-le"), filename="x.et")
