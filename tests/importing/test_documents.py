"""Bytes → text: what can be read, and what is refused with which words."""

import pytest

from plans.importing import read
from plans.importing.documents import MAX_BYTES, normalise, read_document
from plans.rules.said import Refused
from tests.importing.reports import HALF_YEAR


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_the_same_report_in_any_encoding_is_read_the_same(encoding: str) -> None:
    text = HALF_YEAR.replace("\u3000", " ")
    assert (
        read(text.encode(encoding), filename="报告.txt").as_json() == read(text.encode(), filename="报告.txt").as_json()
    )


def test_line_ends_of_windows_become_plain_ones_and_nothing_else_changes() -> None:
    text = "甲乙丙。\n\n 丁戊己，\t\u00a0１。\n"
    assert read_document(text.replace("\n", "\r\n").encode(), filename="x.txt").text == text


def test_the_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_document("甲乙".encode("utf-8-sig"), filename="x.txt").text == "甲乙"


def test_normalising_keeps_every_place_where_it_was() -> None:
    text = "（一）增长６．５％，其中：工业；“甲”—乙\u3000丙"
    assert normalise(text) == "(一)增长6.5%,其中:工业;“甲”-乙 丙"
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-empty"),
        (b" \r\n\t ", "document-empty"),
        ("\u3000\u3000".encode(), "document-empty"),
        (b"%PDF-1.7 ...", "document-damaged"),
        (b"PK\x03\x04rest", "document-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "document-old-office"),
        (b"{\\rtf1 text}", "document-rtf"),
        (b"Rar!\x1a\x07\x00", "document-zip"),
        (b'<?xml version="1.0"?><a>b</a>', "document-xml"),
        (b"\x89PNG\r\n\x1a\n", "document-image"),
        (b"\xff\xd8\xff\xe0", "document-image"),
        (bytes(range(256)) * 40, "document-binary"),
        (b"\x00" * 5000, "document-binary"),
        (("版权所有。\n" * 500).encode() + b"\x00", "document-binary"),
        (b"\x01\x02\x03\x04\x05" * 50, "document-binary"),
        (b"\xff\xfe\x00\xd8", "document-binary"),
        (b"\x81\x20\x81\x20\x81\x20", "document-encoding"),
        (b"1\n\n2\n\n- 3 -\n\x0c4\n", "document-scan"),
        ("今天天气很好".encode(), "document-no-plan"),
        (b"x" * (MAX_BYTES + 1), "document-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_own_code(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, filename="文件")
    assert refused.value.code == code
    assert refused.value.said.zh.endswith("。")
    assert refused.value.said.zh.count("。") >= 2
    assert refused.value.said.en.endswith(".")


def test_text_cut_inside_a_character_is_an_unknown_encoding() -> None:
    with pytest.raises(Refused) as refused:
        read("临山市东河区上半年执行情况".encode()[:-1] * 3, filename="x.txt")
    assert refused.value.code == "document-encoding"
