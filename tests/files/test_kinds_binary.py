"""Binary workbooks, .xls and .xlsb: read whole whatever wrote them, and bounded before they are."""

import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from corpus import FIXTURES, TABLE, measures_of
from msoffcrypto.format.ooxml import OOXMLFile
from test_kinds import ole

import ita_xlsx
from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.formats.by_calamine import read_xls, read_xlsb
from ita_xlsx.intake.formats.cells import Details
from ita_xlsx.intake.formats.open import read_sheets
from ita_xlsx.intake.formats.xlsb_beside import Struck, details_of_xlsb
from ita_xlsx.intake.guard import unlock
from ita_xlsx.intake.guard.examine import LIMITS, examine_content, open_once
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.guard.ole import Ole, single_stream
from ita_xlsx.intake.guard.xls_records import workbook_stream
from ita_xlsx.ooxml.package import Package

KINDS = FIXTURES / "kinds"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XLS = ["libreoffice.xls", "sheetjs.xls", "xlwt.xls"]


def in_folder(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def renamed(content: bytes, old: str, new: str) -> bytes:
    """An OLE file with another name in its directory, of the same length or shorter."""
    entry, other = (f"{name}\0".encode("utf-16-le").ljust(64, b"\0") for name in (old, new))
    assert entry in content
    return content.replace(
        entry + struct.pack("<H", 2 * len(old) + 2), other + struct.pack("<H", 2 * len(new) + 2)
    )


# --- the container ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", XLS)
@pytest.mark.parametrize("stream", ["WORKBOOK", "workbook", "BOOK", "Book", "bOOK"])
def test_the_stream_of_an_xls_may_be_written_in_any_letters(
    name: str, stream: str, tmp_path: Path
) -> None:
    content = renamed((KINDS / name).read_bytes(), "Workbook", stream)
    checked = ita_xlsx.check([in_folder(tmp_path, name, content)])
    assert measures_of(checked) == TABLE["measures"]


@pytest.mark.parametrize("size", [0, 1, 4096, 4097, 1 << 20, (1 << 22) - 4096, 9 << 20])
def test_a_file_of_one_stream_is_what_olefile_reads(size: int) -> None:
    stream = bytes(range(256)) * (size // 256 + 1)
    packed = single_stream("Workbook", stream[:size])
    assert Ole(packed).read("Workbook")[:size] == stream[:size]
    assert Ole(packed).paths == {"Workbook"}


def test_of_a_workbook_in_a_workbook_the_outer_one_is_read() -> None:
    """calamine takes the first stream of the name, wherever in the directory it lies."""
    inner, outer = (
        workbook_stream((KINDS / name).read_bytes()) for name in ("xlwt.xls", "libreoffice.xls")
    )
    packed = nested(outer, inner)
    assert workbook_stream(packed)[: len(outer)] == outer
    assert read_xls(packed) == read_xls((KINDS / "libreoffice.xls").read_bytes())


def nested(outer: bytes, inner: bytes) -> bytes:
    """An OLE file in which a storage, earlier in the directory, holds a stream of the same name."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    streams = [stream.ljust(4096, b"\0") + bytes(-len(stream) % 512) for stream in (inner, outer)]
    starts, fat = [], [0xFFFFFFFD, 2, end]
    for stream in streams:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + len(stream) // 512), end]
    assert len(fat) <= 128 * 3
    tables = 3
    header = struct.pack(
        "<8s16x5H6x10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return struct.pack(
            "<64sHBB3I36xIQ", text, len(text), kind, 1, free, right, child, start, size
        )

    first = len(fat)
    fat += [0xFFFFFFFD] * (tables - 1)
    header += struct.pack(f"<{tables - 1}I", *range(first, first + tables - 1))
    header += struct.pack(f"<{109 - tables}I", *[free] * (109 - tables))
    table = struct.pack(f"<{128 * tables}I", *fat, *[free] * (128 * tables - len(fat)))
    directory = entry("Root Entry", 5, free, 1, end, 0) + entry("MBD1", 1, 3, 2, end, 0)
    directory += entry("Workbook", 2, free, free, starts[0], len(streams[0]))
    directory += entry("Workbook", 2, free, free, starts[1], len(streams[1]))
    directory = directory.ljust(1024, b"\0")
    return header + table[:512] + directory + b"".join(streams) + table[512:]


# --- locked files -------------------------------------------------------------------------------


def encrypted(content: bytes, password: str) -> bytes:
    stream = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["openpyxl.xlsx", "macro.xlsm", "excel-like.xlsb"])
def test_a_file_that_excel_locked_by_itself_is_read(name: str, tmp_path: Path) -> None:
    locked = encrypted((KINDS / name).read_bytes(), unlock.PASSWORD)
    path = in_folder(tmp_path, name, locked)
    assert measures_of(ita_xlsx.check([path])) == TABLE["measures"]
    verdict = open_once(path).verdict
    assert (verdict.size, verdict.refusal) == (len(locked), None)
    assert path.read_bytes() == locked


def test_an_xls_that_libreoffice_locked_so_is_read() -> None:
    path = KINDS / "libreoffice-locked.xls"
    assert examine_content(path.read_bytes()).reason == "password"
    assert measures_of(ita_xlsx.check([path])) == TABLE["measures"]


def test_what_is_locked_is_examined_like_any_other_file(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        package.writestr("xl/workbook.xml", "<!DOCTYPE a><workbook/>")
        package.writestr("xl/media/a.bin", bytes(9000), zipfile.ZIP_STORED)
    path = in_folder(tmp_path, "a.xlsx", encrypted(stream.getvalue(), unlock.PASSWORD))
    assert open_once(path).verdict.reason == "doctype"
    twice = encrypted((KINDS / "openpyxl.xlsx").read_bytes(), "ลับ")
    path = in_folder(tmp_path, "b.xlsx", twice)
    assert open_once(path).verdict.reason == "password"


def test_of_a_password_that_somebody_set_is_said_how_to_take_it_off(tmp_path: Path) -> None:
    locked = encrypted((KINDS / "openpyxl.xlsx").read_bytes(), "1234")
    with pytest.raises(NothingToRead, match="ลบรหัสผ่านออก"):
        ita_xlsx.check([in_folder(tmp_path, "a.xlsx", locked)])


@pytest.mark.parametrize(
    "change",
    [
        (b'spinCount="100000"', b'spinCount="9999999"'),
        (b"<?xml ", b"<!DOCTYPE a><?xml "),
        (b"keyEncryptor", b"keyEncrypt0r"),
    ],
)
def test_a_lock_that_is_dear_or_broken_is_not_tried(change: tuple[bytes, bytes]) -> None:
    content = encrypted((KINDS / "openpyxl.xlsx").read_bytes(), unlock.PASSWORD)
    assert content.count(change[0]) >= 1
    old, new = change
    at = content.index(old)
    cut = content[:at] + new + content[at + max(len(old), len(new)) :]
    cut += bytes(len(content) - len(cut))
    assert unlock.unlock(cut) is None


@pytest.mark.parametrize(
    ("library", "name"),
    [
        ("olefile.OleFileIO.listdir", "xlwt.xls"),
        ("olefile.OleFileIO.openstream", "xlwt.xls"),
        ("msoffcrypto.format.ooxml.OOXMLFile.decrypt", "locked.xlsx"),
        ("ita_xlsx.intake.formats.by_openpyxl.load_workbook", "libreoffice.xlsx"),
    ],
)
def test_too_little_memory_is_not_taken_for_a_damaged_file(
    library: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker ends on it, and the next file has a new one."""
    if name == "locked.xlsx":
        content = encrypted((KINDS / "openpyxl.xlsx").read_bytes(), unlock.PASSWORD)
    else:
        content = (KINDS / name).read_bytes()
    path = in_folder(tmp_path, name, content)

    def refuse(*_: object, **__: object) -> None:
        raise MemoryError

    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(library, refuse)
    monkeypatch.setattr("ita_xlsx.intake.formats.open.read_with_calamine", broken)
    with pytest.raises(MemoryError):
        opened = open_once(path)
        read_sheets(opened.content, opened.verdict, "a")


@pytest.mark.parametrize("part", ["DRMEncryptedTransform", "DRMEncryptedDataSpace"])
def test_a_file_under_rights_management_is_called_so(part: str, tmp_path: Path) -> None:
    content = encrypted((KINDS / "openpyxl.xlsx").read_bytes(), "ลับ")
    content = renamed(content, part.replace("DRMEncrypted", "StrongEncryption"), part)
    assert Ole(content).paths > {"EncryptedPackage", "EncryptionInfo"}
    with pytest.raises(NothingToRead, match=r"จำกัดสิทธิ์.*หรือป้ายกำกับความลับ"):
        ita_xlsx.check([in_folder(tmp_path, "a.xlsx", content)])


def test_an_xls_under_rights_management_is_called_so(tmp_path: Path) -> None:
    """Its Workbook holds one sentence, for programs that know of no rights."""
    content = ole("\tDRMContent", "Workbook", "\x06DataSpaces")
    with pytest.raises(NothingToRead, match="ไม่จำกัดสิทธิ์การเข้าถึง"):
        ita_xlsx.check([in_folder(tmp_path, "a.xls", content)])


# --- records of an .xls -------------------------------------------------------------------------


def records(*several: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<2H", kind, len(body)) + body for kind, body in several)


def bof(kind: int, version: int = 0x600) -> tuple[int, bytes]:
    return 0x809, struct.pack("<4H", version, kind, 0, 0) + bytes(8)


END = (0x0A, b"")
Sheet = tuple[str, list[tuple[int, bytes]]]


def xls(
    *sheets: Sheet,
    kinds: Iterable[int] = (),
    version: int = 0x600,
    before: Sequence[tuple[int, bytes]] = (),
) -> bytes:
    """An .xls of these sheets: the name and the records of each; ``before`` are the book's own."""
    bodies = [records(bof(16, version), *cells, END) for _, cells in sheets]

    def book(at: int) -> bytes:
        listed = []
        for (name, _), body, kind in zip(sheets, bodies, kinds or [0] * len(sheets), strict=True):
            text = bytes([len(name), 0]) + name.encode()
            listed.append((0x85, struct.pack("<IBB", at, 0, kind) + text))
            at += len(body)
        return records(bof(5, version), *listed, *before, END)

    globals_ = book(len(book(0)))
    return single_stream("Workbook", globals_ + b"".join(bodies))


def number(row: int, column: int, value: float = 1.0) -> tuple[int, bytes]:
    return 0x203, struct.pack("<3Hd", row, column, 0, value)


def several(row: int, first: int, last: int) -> tuple[int, bytes]:
    cells = struct.pack("<HI", 0, 2) * (last - first + 1)
    return 0xBD, struct.pack("<2H", row, first) + cells + struct.pack("<H", last)


def formula(row: int, column: int) -> tuple[int, bytes]:
    return 6, struct.pack("<3HdHIH", row, column, 0, 1.0, 0, 0, 3) + b"\x1e\1\0"


@pytest.mark.parametrize("far", [number, formula, lambda r, c: several(r, c - 2, c)])
@pytest.mark.parametrize(
    ("row", "column", "cell"), [(65535, 255, "IV65536"), (20000, 200, "GS20001")]
)
def test_a_far_cell_of_an_xls_is_refused_and_named(far, row, column, cell) -> None:  # type: ignore[no-untyped-def]
    verdict = examine_content(xls(("A", [number(0, 0), far(row, column)])))
    assert verdict.reason == "far_cell" and verdict.refusal is not None
    assert cell in str(verdict.refusal) and "“A”" in str(verdict.refusal)


def test_sheets_of_an_xls_are_measured_together_and_the_largest_is_named() -> None:
    """calamine keeps all of them at once."""
    sheets = [(name, [number(0, 0), number(9999, 90)]) for name in "ABC"]
    assert examine_content(xls(*sheets)).refusal is None
    sheets += [("D", [number(0, 0), number(12000, 91)])]
    verdict = examine_content(xls(*sheets))
    assert verdict.reason == "far_cell" and "“D”" in str(verdict.refusal)


def test_a_column_down_to_the_last_row_is_no_far_cell() -> None:
    content = xls(("A", [number(0, 0), number(65535, 8)]))
    assert examine_content(content).refusal is None
    (sheet,) = read_xls(content)
    assert len(sheet.rows) == 65536 and sheet.rows[-1][8] == 1


@pytest.mark.parametrize(
    "body",
    [
        struct.pack("<2I3H", 0, 0xFFFFFFFF, 0, 0xFFFF, 0),
        struct.pack("<2I3H", 5, 1, 7, 1, 0),
        struct.pack("<5H", 0, 0xFFFF, 0, 0xFFFF, 0),
    ],
)
def test_what_an_xls_says_of_its_size_is_never_asked(body: bytes) -> None:
    content = xls(("A", [(0x200, body), number(1, 1)]))
    assert examine_content(content).refusal is None
    assert read_xls(content)[0].rows[1][1] == 1


def test_a_list_of_texts_that_claims_two_billion_is_refused() -> None:
    texts = (0xFC, struct.pack("<2I", 1, 0x7FFFFFFF))
    content = single_stream("Workbook", records(bof(5), texts, END))
    assert examine_content(content).reason == "lying_size"


def test_sheets_in_one_another_are_refused_in_time() -> None:
    cells = records(bof(16), *[number(row, 0) for row in range(2000)], END)
    listed = [(0x85, struct.pack("<IBB", 40, 0, 0) + b"\1\0A")] * 4000
    book = records(bof(5), *listed, END)
    listed = [(0x85, struct.pack("<IBB", len(book), 0, 0) + b"\1\0A")] * 4000
    content = single_stream("Workbook", records(bof(5), *listed, END) + cells)
    assert examine_content(content).reason == "damaged"
    few = records(bof(5), *[(0x85, struct.pack("<IBB", 0, 0, 0) + b"\1\0A")] * 5000, END)
    assert examine_content(single_stream("Workbook", few)).reason in ("damaged", "too_many_parts")


@pytest.mark.parametrize("code", [0x2B, 0x2C, 0x99])
def test_an_error_of_an_xls_that_calamine_refuses_is_named(code: int) -> None:
    error = (0x205, struct.pack("<3HBB", 1, 1, 0, code, 1))
    value = struct.pack("<BBBBHH", 2, 0, code, 0, 0, 0xFFFF)
    result = (6, struct.pack("<3H", 2, 1, 0) + value + struct.pack("<HIH", 0, 0, 0))
    (sheet,) = read_xls(xls(("A", [number(0, 0), error, result])))
    name = "#GETTING_DATA" if code == 0x2B else "#ERROR!"
    assert sheet.details.errors == {(1, 1): name, (2, 1): name}
    assert sheet.rows == [[1, ""], ["", ""], ["", ""]]


def test_texts_of_several_fonts_that_excel_95_wrote_are_read() -> None:
    text = "ลำดับ".encode("cp874")
    page = (0x42, struct.pack("<H", 874))
    rich = (0xD6, struct.pack("<4H", 0, 0, 0, len(text)) + text + b"\1\0\0\0")
    cells = records(bof(16, 0x500), rich, END)
    listed = (0x85, struct.pack("<IBB", 0, 0, 0) + b"\1A")
    head = len(records(bof(5, 0x500), page, listed, END))
    listed = (0x85, struct.pack("<IBB", head, 0, 0) + b"\1A")
    content = single_stream("Book", records(bof(5, 0x500), page, listed, END) + cells)
    assert examine_content(content).refusal is None
    assert read_xls(content)[0].rows == [["ลำดับ"]]


@pytest.mark.parametrize("at", range(0, 6000, 211))
def test_no_broken_xls_raises_in_the_guard(at: int) -> None:
    content = bytearray((KINDS / "xlwt.xls").read_bytes())
    content[at : at + 4] = b"\xff\xff\xff\x7f"
    assert examine_content(bytes(content)).kind in Kind


# --- .xlsb --------------------------------------------------------------------------------------


def record(kind: int, body: bytes) -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def row(at: int) -> bytes:
    return record(0, struct.pack("<I", at) + bytes(13))


def real(column: int) -> bytes:
    return record(5, struct.pack("<2Id", column, 0, 1.0))


def xlsb(*cells: bytes, parts: dict[str, bytes] | None = None, links: str = "") -> bytes:
    """The fixture with other cells in its sheet, other parts and further links."""
    size = struct.pack("<4I", 0, 0xFFFFF, 0, 0x3FFF)
    sheet = record(0x81, b"") + record(0x94, size) + record(0x91, b"") + b"".join(cells)
    new = {"xl/worksheets/sheet1.bin": sheet + record(0x92, b"") + record(0x82, b"")}
    stream = BytesIO()
    source = zipfile.ZipFile(KINDS / "excel-like.xlsb")
    with source, zipfile.ZipFile(stream, "w") as package:
        for info in source.infolist():
            content = new.get(info.filename) or source.read(info)
            if info.filename.endswith("workbook.bin.rels"):
                content = content.replace(b"</Rel", links.encode() + b"</Rel", 1)
            content = (parts or {}).get(info.filename, content)
            package.writestr(info.filename, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("at", "column", "cell"), [(1048575, 16383, "XFD1048576"), (70000, 255, "IV70001")]
)
def test_a_far_cell_of_an_xlsb_is_refused_and_named(at: int, column: int, cell: str) -> None:
    verdict = examine_content(xlsb(row(0), real(0), row(at), real(column)))
    assert verdict.reason == "far_cell" and verdict.refusal is not None
    assert cell in str(verdict.refusal) and "“แบบรายงาน”" in str(verdict.refusal)


def test_a_column_beyond_all_columns_of_an_xlsb_is_refused() -> None:
    assert examine_content(xlsb(row(0), real(0xFFFFFFFF))).reason == "far_cell"


def test_a_blank_cell_of_an_xlsb_is_never_far() -> None:
    blank = record(1, struct.pack("<2I", 16383, 0))
    content = xlsb(row(0), real(0), row(1048575), blank)
    assert examine_content(content).refusal is None
    assert read_xlsb(content)[0].rows == [[1]]


def test_cells_of_an_xlsb_without_a_column_follow_the_one_before() -> None:
    """As SheetJS writes them; calamine would lose all but the first of each run."""
    short = record(16, struct.pack("<Id", 0, 2.0))
    error = record(14, struct.pack("<IB", 0, 0x2B))
    (sheet,) = read_xlsb(xlsb(row(0), real(1), short, error, short, row(2), short))
    assert sheet.rows == [["", 1, 2, "", 2], [""] * 5, [2, "", "", "", ""]]
    assert sheet.details.errors == {(0, 3): "#GETTING_DATA"}


def test_an_unknown_error_of_an_xlsb_is_named() -> None:
    error = record(3, struct.pack("<2IB", 1, 0, 0x77))
    result = record(11, struct.pack("<2IBHI", 2, 0, 0x78, 0, 0) + bytes(4))
    (sheet,) = read_xlsb(xlsb(row(0), real(0), error, result))
    assert sheet.details.errors == {(0, 1): "#ERROR!", (0, 2): "#ERROR!"}
    assert sheet.rows[0][0] == 1


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (
            "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
            "macrosheets/s.bin",
        ),
        ("http://x/relationships/worksheet", "worksheets/missing.bin"),
        ("http://x/relationships/chartsheet", "chartsheets/missing.bin"),
    ],
)
def test_other_sheets_of_an_xlsb_hinder_no_reading(kind: str, target: str) -> None:
    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    book = zipfile.ZipFile(KINDS / "excel-like.xlsb").read("xl/workbook.bin")
    end = book.index(b"\x90\x01\0")  # BrtEndBundleShs
    other = record(156, struct.pack("<2I", 0, 9) + text("rId99") + text("Macro1"))
    content = xlsb(
        row(0),
        real(0),
        parts={"xl/workbook.bin": book[:end] + other + book[end:]},
        links=f'<Relationship Id="rId99" Type="{kind}" Target="{target}"/>',
    )
    assert [sheet.rows for sheet in read_xlsb(content)] == [[[1]]]


def test_absolute_links_of_an_xlsb_are_followed() -> None:
    links = zipfile.ZipFile(KINDS / "excel-like.xlsb").read("xl/_rels/workbook.bin.rels")
    absolute = links.replace(b'Target="', b'Target="/xl/')
    content = xlsb(row(0), real(0), parts={"xl/_rels/workbook.bin.rels": absolute})
    assert read_xlsb(content)[0].rows == [[1]]


NUMBER = struct.Struct("<I").pack


def wide(text: str) -> bytes:
    return NUMBER(len(text)) + text.encode("utf-16-le")


def test_what_is_beside_the_cells_of_an_xlsb_is_read() -> None:
    font, struck = (record(43, struct.pack("<2H", 320, flags) + bytes(17)) for flags in (0, 8))
    styles = [record(47, struct.pack("<3H", 0, 0, one) + bytes(10)) for one in (0, 1)]
    cell_styles = record(617, NUMBER(2)) + b"".join(styles) + record(618, b"")
    # A style of styles before those of cells.
    book = font + struck + record(626, NUMBER(1)) + styles[1] + record(627, b"") + cell_styles
    rich = wide("คงไว้ ยกเลิก") + NUMBER(2) + struct.pack("<4H", 0, 0, 6, 1)
    texts = [record(19, b"\0" + wide("ก")), record(19, b"\1" + rich)]
    hidden = record(0, NUMBER(3) + bytes(7) + b"\x10" + bytes(5))
    cells = [
        hidden,
        record(7, struct.pack("<3I", 1, 0, 1)),
        record(5, struct.pack("<2Id", 2, 1, 1.0)),
        record(1, struct.pack("<2I", 3, 1)),
        record(9, struct.pack("<2Id", 4, 0, 1.0) + bytes(12)),
        record(14, NUMBER(1) + b"\1"),
    ]
    columns = record(60, struct.pack("<4IH", 6, 7, 2560, 0, 1))
    note = record(635, bytes(4) + struct.pack("<4I", 3, 3, 2, 2) + bytes(16))
    note += record(637, b"\0" + wide("ขอเลื่อน"))
    links = '<Relationships xmlns="r"><Relationship Id="r1" Type="x/comments" Target="../c.bin"/>'
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        parts.writestr("xl/styles.bin", book)
        parts.writestr("xl/sharedStrings.bin", b"".join(texts))
        parts.writestr("xl/worksheets/sheet1.bin", columns + b"".join(cells))
        parts.writestr("xl/worksheets/_rels/sheet1.bin.rels", links + "</Relationships>")
        parts.writestr("xl/c.bin", note)
    read = Package(package.getvalue())
    assert details_of_xlsb(read, "xl/worksheets/sheet1.bin", {}, Struck(read)) == Details(
        formulas={(3, 4): "=…"},
        notes={(3, 2): "ขอเลื่อน"},
        hidden_rows=frozenset([3]),
        hidden_columns=frozenset([6, 7]),
        struck={(3, 1): "ยกเลิก", (3, 2): "", (3, 5): ""},
    )


# --- texts that many cells show -----------------------------------------------------------------


def letters(text: str) -> bytes:
    return struct.pack("<H", len(text)) + b"\1" + text.encode("utf-16-le")


def showing(texts: list[tuple[int, bytes]], place: int, cells: int) -> bytes:
    shown = [(0xFD, struct.pack("<3HI", row, 0, 0, place)) for row in range(cells)]
    return xls(("A", shown), before=texts)


def test_a_shared_text_of_an_xls_counts_as_often_as_it_is_shown() -> None:
    head = struct.pack("<2I", 3, 3)
    rich = struct.pack("<HBHI", 2, 0x0C, 1, 6) + b"ab" + bytes(4 + 6)
    # The second text goes on in the next record, in narrow letters, and in one more, in wide ones.
    long = letters("ข" * 4000)[:-2000]
    texts = [
        (0xFC, head + rich + long),
        (0x3C, b"\0" + b"x" * 500),
        (0x3C, b"\1" + ("ค" * 500).encode("utf-16-le") + letters("ง" * 30)),
    ]
    for place, cells, reason in ((1, 60_000, "too_much"), (2, 60_000, ""), (0, 60_000, "")):
        assert examine_content(showing(texts, place, cells)).reason == reason
    read = read_xls(showing(texts, 1, 1))[0].rows
    assert [[text.replace("x", "ค") for text in row] for row in read] == [["ข" * 3000 + "ค" * 1000]]


def test_a_shared_text_of_an_xlsb_counts_as_often_as_it_is_shown() -> None:
    text = "ก" * 30
    item = record(19, b"\0" + struct.pack("<I", len(text)) + text.encode("utf-16-le"))
    shown = record(7, struct.pack("<3I", 0, 0, 1)) * 2000
    content = xlsb(row(0), shown, parts={"xl/sharedStrings.bin": record(19, b"\0") + item})
    few = replace(LIMITS, box=9000)
    assert examine_content(content).reason == ""
    assert examine_content(content, few).reason == "too_much"


# --- memory -------------------------------------------------------------------------------------

READ = """
import resource, sys
from pathlib import Path
from ita_xlsx.intake.formats.open import read_sheets
from ita_xlsx.intake.guard.examine import open_once
opened = open_once(Path(sys.argv[1]))
if opened.verdict.refusal is None:
    read_sheets(opened.content, opened.verdict, "")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, opened.verdict.reason)
"""
# A box of as many cells as are allowed, with formulas in its corners.
ROWS, COLUMNS = 41_656, 80


@pytest.mark.posix
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", xls(("A", [formula(0, 0), formula(ROWS - 1, COLUMNS - 1)]))),
        ("a.xlsb", xlsb(row(0), real(0), row(3 * ROWS - 1), real(COLUMNS - 1))),
    ],
)
def test_the_largest_box_that_is_read_takes_less_than_512_mb(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = in_folder(tmp_path, name, content)
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    used, *reason = ran.stdout.split()
    assert not reason and int(used) < 512


def test_the_box_of_that_test_is_the_limit() -> None:
    assert LIMITS.box - 100 * COLUMNS < 3 * ROWS * COLUMNS <= LIMITS.box
