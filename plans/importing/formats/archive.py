"""Opens a Word or Excel file, which is a zip of XML parts, without trusting it.

What the file would need is judged before anything is unpacked, and each part is read no further than it declared.
Nothing inside is followed: no entities, no addresses, no archive in the archive.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Literal, NoReturn

from lxml import etree

from plans.rules.said import Refused

Kind = Literal["docx", "xlsx", "other"]

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_PART = 16 * 1024 * 1024
MAX_MARKUP = 500_000  # tags and attributes of one part; parsed, each takes up to 250 bytes of memory
_WORTH_A_RATIO = 1024 * 1024  # below this, whatever a part unpacks to does no harm
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CONTENT_TYPES = "[content_types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL = b"http://schemas.openxmlformats.org"
_STRICT_NAMES = (  # the standard's own names of what every program writes under the older ones
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _USUAL + b"/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _USUAL + b"/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _USUAL + b"/officeDocument/2006/relationships"),
)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
    OverflowError, IndexError,
)  # fmt: skip
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("wordprocessingml.document.main+xml", "docx"),
    ("wordprocessingml.template.main+xml", "docx"),
    ("ms-word.document.macroenabled.main+xml", "docx"),
    ("ms-word.template.macroenabledtemplate.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("spreadsheetml.template.main+xml", "xlsx"),
    ("ms-excel.sheet.macroenabled.main+xml", "xlsx"),
    ("ms-excel.template.macroenabled.main+xml", "xlsx"),
)


@dataclass(frozen=True)
class Relation:
    """What a part points to: `kind` is the last word of its type ("numbering"), `part` the name of a part."""

    kind: str
    part: str
    id: str = ""


class Archive:
    """The parts of one file by name. `kind` says what it is and `main` which part holds its content."""

    def __init__(self, data: bytes, *, filename: str) -> None:
        self._filename = filename
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            self.refuse_bomb()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
            overlapping = _overlap(data, entries)
        except _DAMAGED:
            self.refuse_damaged()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            refuse_password(filename)
        if overlapping or sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_is_bomb, entries)):
            self.refuse_bomb()
        self._entries = {_canonical(entry.filename): entry for entry in entries}
        if len(self._entries) < len(entries):
            self.refuse_damaged()
        self._content_types = self._read_content_types()
        self.main = next((one.part for one in self.relations("") if one.kind == "officeDocument"), "")
        self.kind: Kind = self._kind_of(self.main)

    def __contains__(self, name: str) -> bool:
        return _canonical(name) in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of one part; refuses a part that is missing, damaged or too large."""
        entry = self._entries.get(_canonical(name))
        if entry is None or entry.compress_type not in _METHODS:
            self.refuse_damaged()
        if entry.file_size > MAX_PART:
            self.refuse_bomb()
        try:
            with self._zip.open(entry) as part:
                data = part.read(MAX_PART + 1)
        except _DAMAGED:
            self.refuse_damaged()
        if len(data) > MAX_PART:
            self.refuse_bomb()
        return data

    def read_xml(self, name: str) -> bytes:
        """The bytes of one part without a document type, since with it come entities and addresses."""
        data = self.read(name)
        if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):
            self.refuse_doctype()
        return data

    def parse(self, name: str) -> etree._Element:
        """The root of one XML part that is small enough to be taken in whole."""
        data = self.read_xml(name)
        if data.count(b"<") + data.count(b"=") > MAX_MARKUP:
            self.refuse_bomb()
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            self.refuse_damaged()
        if root.getroottree().docinfo.internalDTD is not None:
            self.refuse_doctype()
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What `part` ("" for the file itself) points to within the file."""
        folder = dirname(part)
        name = join(folder, "_rels", f"{part.removeprefix(folder).lstrip('/')}.rels")
        if name not in self:
            return ()
        return tuple(
            Relation(one.get("Type", "").rpartition("/")[2], _resolve(folder, one.get("Target", "")), one.get("Id", ""))
            for one in self.parse(name).iter(_RELATION)
            if one.get("TargetMode") != "External"
        )

    def refuse_damaged(self) -> NoReturn:
        raise Refused(
            "document-damaged",
            f"“{self._filename}”已损坏，无法读取。请用 Word 或 WPS 打开并另存一份后再试。",
            f"“{self._filename}” is damaged and cannot be read. Open it in Word or WPS, save a copy and try again.",
        )

    def _read_content_types(self) -> dict[str, str]:
        """By part name and, for those not named, by extension."""
        if _CONTENT_TYPES not in self:
            return {}
        root = self.parse(_CONTENT_TYPES)
        by_name = {_canonical(one.get("PartName", "")): one for one in root.iter(f"{_TYPES}Override")}
        by_extension = {f"*.{one.get('Extension', '').lower()}": one for one in root.iter(f"{_TYPES}Default")}
        return {key: one.get("ContentType", "").lower() for key, one in (by_extension | by_name).items()}

    def _kind_of(self, part: str) -> Kind:
        content_type = self._content_types.get(_canonical(part)) or self._content_types.get(
            f"*.{part.lower().rpartition('.')[2]}", ""
        )
        return next((kind for ending, kind in _KINDS if content_type.endswith(ending)), "other")

    def refuse_bomb(self) -> NoReturn:
        raise Refused(
            "document-bomb",
            f"“{self._filename}”解压后过大或结构异常，未予打开。请只保留报告正文，用 Word 或 WPS 另存一份后再试。",
            f"“{self._filename}” would unpack to too much and was not opened. Save a copy with the report's text only.",
        )

    def refuse_doctype(self) -> NoReturn:
        raise Refused(
            "document-doctype",
            f"“{self._filename}”含有不应出现的外部定义，未予打开。请用 Word 或 WPS 打开并另存一份后再试。",
            f"“{self._filename}” holds definitions that do not belong there. Open it in Word or WPS and save a copy.",
        )


def refuse_password(filename: str) -> NoReturn:
    raise Refused(
        "document-password",
        f"“{filename}”设有打开密码，无法读取。请取消密码，另存后再试。",
        f"“{filename}” is protected by a password. Remove the password, save it and try again.",
    )


def refuse_old_office(data: bytes, *, filename: str) -> NoReturn:
    """A container of the old Office: a locked new file, or a doc, xls or wps, told by the names of its streams."""
    if _in_utf16("EncryptedPackage") in data:
        refuse_password(filename)
    zh, en, suffix = "旧版 Office 文件（doc、xls、wps）", "an old doc, xls or wps file", "docx 或 xlsx"
    if _in_utf16("WordDocument") in data:
        zh, en, suffix = "旧版 Word 或 WPS 文件（doc、wps）", "an old doc or wps file", "docx"
    elif _in_utf16("Workbook") in data:
        zh, en, suffix = "旧版 Excel 文件（xls、et）", "an old xls or et file", "xlsx"
    raise Refused(
        "document-old-office",
        f"“{filename}”是{zh}，不能直接读取。请用 Word、Excel 或 WPS 打开，另存为 {suffix} 后再试。",
        f"“{filename}” is {en}. Open it and save it as {suffix.replace('或', 'or')}, then try again.",
    )


def _in_utf16(words: str) -> bytes:
    return words.encode("utf-16-le")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _WORTH_A_RATIO and entry.file_size > MAX_RATIO * entry.compress_size


def _overlap(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Entries that share bytes unpack to far more than the file's size lets one expect."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        signature, name, extra = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
        if signature != b"PK\x03\x04":
            raise zipfile.BadZipFile
        end = entry.header_offset + _LOCAL_HEADER.size + name + extra + entry.compress_size
    return end > len(data)


def _canonical(name: str) -> str:
    """Part names ignore case; some programs write backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolve(folder: str, target: str) -> str:
    return normpath(join("/", folder, target.replace("\\", "/"))).lstrip("/")
