"""What a file is, is told by its content; its name is never asked."""

import base64
import io
import json
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ita_xlsx.intake.guard.file_type import Kind, tell, tell_content, tell_head, text_encoding

FIXTURES = Path(__file__).parents[1] / "fixtures"
BY_ENDING = {
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".xlsb": Kind.XLSB,
    ".xls": Kind.XLS,
    ".ods": Kind.ODS,
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
    ".txt": Kind.TSV,
    ".docx": Kind.DOCX,
}
THAI = "ลำดับ,ประเด็น\r\n๑,การเปิดเผยข้อมูล\r\n"


def zipped(**parts: str) -> bytes:
    """A zip of parts; two underscores stand for a slash, one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return stream.getvalue()


def types(main: str, default: str = "application/xml") -> str:
    return (
        f'<Types><Default Extension="bin" ContentType="{default}"/>'
        f'<Override PartName="/x" ContentType="application/vnd.{main}"/></Types>'
    )


def package(main: str, **parts: str) -> bytes:
    stream = io.BytesIO(zipped(**parts))
    with zipfile.ZipFile(stream, "a") as opened:
        opened.writestr("[Content_Types].xml", types(main))
    return stream.getvalue()


def ole(*names: str, first: bytes = b"", child_of_last: str = "") -> bytes:
    """An OLE file with empty streams at its root, laid out as [MS-CFB] says.

    ``first`` are the first bytes of the first stream; ``child_of_last`` turns the last entry
    into a storage that holds a stream of that name.
    """
    free, end, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    header = struct.pack(
        "<8s16x5H6x10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header += struct.pack("<108I", *[free] * 108)

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return struct.pack(
            "<64sHBB3I36xIQ", text, len(text), kind, 1, none, right, child, start, size
        )

    entries = [entry("Root Entry", 5, none, 1, end, 0)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else none
        child = len(names) + 1 if child_of_last and number == len(names) else none
        start = 4 if number == 1 else end
        entries.append(entry(name, 2 if child == none else 1, right, child, start, 4096))
    if child_of_last:
        entries.append(entry(child_of_last, 2, none, none, end, 0))
    entries += [entry("", 0, none, none, end, 0)] * (12 - len(entries))
    fat = [0xFFFFFFFD, 2, 3, end, *range(5, 12), end]
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    return header + table + b"".join(entries) + first.ljust(4096, b"\0")


BOF = struct.pack("<2H16x", 0x0809, 16)
FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document '
    + 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' * 50
    + 'office:mimetype="application/vnd.oasis.opendocument.{}">'
)
DBASE = b"\x03\x7b\x04\x05" + struct.pack("<L2H20x", 1, 65, 9) + bytes(32) + b"\r"


@pytest.mark.parametrize(
    "path",
    sorted(path for path in (FIXTURES / "kinds").iterdir() if "locked" not in path.name),
    ids=lambda path: path.name,
)
def test_the_files_of_many_programs_are_known(path: Path, tmp_path: Path) -> None:
    misnamed = tmp_path / "ส่งกลับ.dat"
    misnamed.write_bytes(path.read_bytes())
    assert tell(misnamed) is BY_ENDING[path.suffix]


EXPECTED = json.loads((FIXTURES / "wrong" / "expected.json").read_text(encoding="utf-8"))
WRONG = {name: about["kind"] for name, about in EXPECTED.items() if about["kind"]}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_files_under_a_wrong_name_are_known(name: str) -> None:
    assert tell(FIXTURES / "wrong" / name).code == WRONG[name]


def test_workbooks_of_python_libraries_are_known(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a")
    with xlsxwriter.Workbook(tmp_path / "b") as book:
        book.add_worksheet()
    assert tell(tmp_path / "a") is tell(tmp_path / "b") is Kind.XLSX


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\0" * 5000, Kind.UNKNOWN),
        (b"\x93\x01\x02\x03junk", Kind.UNKNOWN),
        (b"%PDF-1.7\n%\xe2\xe3", Kind.PDF),
        (b"junk before it %PDF-1.4", Kind.PDF),
        (b"{\\rtf1\\ansi", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Kind.IMAGE),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Kind.IMAGE),
        (b"Rar!\x1a\x07\x01\0", Kind.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c\0\4", Kind.ARCHIVE),
        (b"\x1f\x8b\x08\0rest", Kind.ARCHIVE),
        (b"PK\5\6" + b"\0" * 18, Kind.ARCHIVE),
        (b"\x09\x04\x06\x00\0\0\x10\0", Kind.OLD_EXCEL),
        (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, Kind.LINK),
        (b"[InternetShortcut]\r\nURL=https://x.example/\r\n", Kind.LINK),
        (b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', Kind.LINK),
        (b"<html><body><table><tr><td>1</table>", Kind.HTML),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC '-//W3C'>", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
        (b"<table border=1><tr><td>o42</td></tr></table>", Kind.HTML),
        ("<!-- ส่งออก --><meta charset=utf-8><table>".encode(), Kind.HTML),
        (b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n', Kind.HTML),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            Kind.XML_SPREADSHEET,
        ),
        (b'<?xml version="1.0"?><rows><row/></rows>', Kind.XML),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', Kind.XML_SPREADSHEET),
        (FLAT.format("spreadsheet").encode(), Kind.FLAT_ODS),
        (FLAT.format("spreadsheet").encode("utf-16"), Kind.FLAT_ODS),
        (FLAT.format("text").encode(), Kind.OPENDOCUMENT),
        (b"<br />\n<b>Warning</b>: mysql_connect()", Kind.HTML),
        (b"<p>\xb8\xd4\xb9</p>", Kind.HTML),
        (b'<font face="TH SarabunPSK"><center>', Kind.HTML),
        (b"From: <Saved by WebKit>\r\nMIME-Version: 1.0\r\n", Kind.HTML),
        (b"From: x\r\nSnapshot-Content-Location: https://a\r\n", Kind.HTML),
        (b"<!---->" * 9000, Kind.CSV),
        (b'{"files": [{"name": "a"}]}', Kind.JSON),
        (b'[\r\n  {\r\n    "\xe0\xb8\x81": 1}]', Kind.JSON),
        (b"[[1, 2], [3, 4]]", Kind.JSON),
        (b'["a", "b"]', Kind.JSON),
        (b"{}", Kind.JSON),
        ("[1] ลำดับ,ประเด็น\n1,2\n".encode(), Kind.CSV),
        ("[แบบรายงาน],\n1,2\n".encode(), Kind.CSV),
        ("{ร่าง},2\n1,2\n".encode(), Kind.CSV),
        (base64.b64encode(bytes(range(256))), Kind.BASE64),
        (base64.encodebytes(bytes(range(256)) * 9), Kind.BASE64),
        (base64.encodebytes(bytes(range(256)) * 999), Kind.BASE64),
        (b"data:application/octet-stream;base64,UEsDBBQ", Kind.BASE64),
        (b"aHR0cHM6Ly93d3c,\r\nb\r\n", Kind.CSV),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUEsDB", Kind.EMAIL),
        (b"Return-Path: <a@b.go.th>\r\nX-Spam: no\r\n", Kind.EMAIL),
        (b"From a@b.go.th Mon Apr  3 09:00:00 2023\n", Kind.EMAIL),
        (b"From: A <a@b>\nSent: Monday\nTo: B\nSubject: ITA\n\nhello", Kind.EMAIL),
        ("จาก: สมใจ <a@b.go.th>\nถึง: กองคลัง\nเรื่อง: แบบรายงาน\n".encode(), Kind.EMAIL),
        ("จาก: กองคลัง,\nถึง: สำนักปลัด,\nเรื่อง: รายงาน,\n".encode(), Kind.CSV),
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K1\r\n", Kind.OTHER_TABLE),
        (b"ID;Project;Owner\r\n1;2;3\r\n", Kind.CSV),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', Kind.OTHER_TABLE),
        (b"\0\0\x02\0\x06\x04\x06\0\x08\0\0\0", Kind.OTHER_TABLE),
        (DBASE, Kind.OTHER_TABLE),
        (b"\x03\x7b\x04\x05" + bytes(60), Kind.UNKNOWN),
        (b"bplist00\xd1", Kind.LINK),
        (b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key>', Kind.LINK),
        (b".pfile\1\0", Kind.RIGHTS),
        (zipped(mimetype="application/vnd.sun.xml.calc"), Kind.OTHER_TABLE),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet-template"),
            Kind.ODS,
        ),
        (
            zipped(
                content_xml="",
                **{
                    "META-INF__manifest_xml": '<manifest:file-entry manifest:media-type="'
                    'application/vnd.oasis.opendocument.spreadsheet"/>'
                },
            ),
            Kind.ODS,
        ),
        (b"Received: from a\r\n by b\r\nSubject: x\r\n\r\nhello", Kind.EMAIL),
        (THAI.encode(), Kind.CSV),
        (THAI.encode("utf-8-sig"), Kind.CSV),
        (THAI.encode("cp874"), Kind.CSV),
        (THAI.encode("utf-16"), Kind.CSV),
        (b"\xfe\xff" + THAI.encode("utf-16-be"), Kind.CSV),
        (THAI.replace(",", "\t").encode("utf-16"), Kind.TSV),
        (THAI.replace(",", ";").encode(), Kind.CSV),
        (THAI.encode() + b"\xff\xff", Kind.UNKNOWN),
        (ole("Workbook", first=BOF), Kind.XLS),
        (ole("Book", first=BOF), Kind.XLS),
        (ole("BOOK", first=BOF), Kind.XLS),
        (ole("WORKBOOK", first=BOF), Kind.XLS),
        (ole("WORKBOOK", first=BOF + struct.pack("<2H", 0x2F, 54)), Kind.ENCRYPTED),
        (ole("WORDDOCUMENT"), Kind.WORD),
        (ole("\tDRMContent", "Workbook"), Kind.RIGHTS),
        (ole("EncryptedPackage", "\x06DataSpaces", child_of_last="TransformInfo"), Kind.ENCRYPTED),
        (ole("EncryptedPackage", "\x06DataSpaces", child_of_last="DRMContent"), Kind.RIGHTS),
        (ole("Workbook", first=BOF + struct.pack("<2H", 0x2F, 54)), Kind.ENCRYPTED),
        (ole("EncryptionInfo", "EncryptedPackage"), Kind.ENCRYPTED),
        (ole("WordDocument", "1Table"), Kind.WORD),
        (ole("PowerPoint Document"), Kind.POWERPOINT),
        (ole("__properties_version1.0"), Kind.EMAIL),
        (ole("Something"), Kind.UNKNOWN),
        (ole("Workbook")[:600], Kind.UNKNOWN),
        (package("ms-word.document.macroEnabled.main+xml"), Kind.DOCX),
        (package("openxmlformats-officedocument.presentationml.x.main+xml"), Kind.POWERPOINT),
        (package("ms-excel.sheet.macroEnabled.main+xml"), Kind.XLSX),
        (package("ms-excel.sheet.binary.macroEnabled.main"), Kind.XLSB),
        (zipped(xl__workbook_bin=""), Kind.XLSB),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), Kind.OPENDOCUMENT),
        (zipped(mimetype="application/epub+zip"), Kind.ARCHIVE),
        (
            zipped(
                mimetype="application/vnd.oasis.opendocument.spreadsheet",
                **{"META-INF__manifest_xml": "<manifest:encryption-data/>"},
            ),
            Kind.ENCRYPTED,
        ),
        (zipped(Index__Document_iwa=""), Kind.NUMBERS),
        (zipped(photo_jpg=""), Kind.ARCHIVE),
    ],
)
def test_a_kind_is_told_by_content(content: bytes, kind: Kind) -> None:
    assert tell_content(content) is kind


def test_a_word_document_inside_a_workbook_leaves_it_a_workbook() -> None:
    deep = ole("Workbook", "MBD001", first=BOF, child_of_last="WordDocument")
    assert tell_content(deep) is Kind.XLS
    assert tell_content(ole("WordDocument", "MBD001", child_of_last="Workbook")) is Kind.WORD


@pytest.mark.parametrize("at", range(0, 3600, 37))
def test_a_broken_directory_of_an_ole_file_ends_in_a_kind(at: int) -> None:
    content = bytearray(ole("Workbook", first=BOF))
    content[at : at + 4] = b"\xff\xff\xff\x7f"
    assert isinstance(tell_content(bytes(content)), Kind)


def test_a_ring_in_an_ole_directory_ends() -> None:
    content = bytearray(ole("Something"))
    content[512 + 4 * 3 : 512 + 4 * 4] = struct.pack("<I", 1)
    assert tell_content(bytes(content)) is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("codec", "expected"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp874", "cp874")],
)
def test_the_encoding_of_a_text_decodes_it(codec: str, expected: str) -> None:
    content = THAI.encode(codec)
    assert text_encoding(content) == expected
    assert content.decode(expected) == THAI


def test_the_head_alone_never_proves_a_readable_kind() -> None:
    assert tell_head(zipped(xl__workbook_xml="")[:64]) is None
    assert tell_head(b"%PDF-1.7") is Kind.PDF


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.code)
def test_every_kind_has_a_name_and_the_unreadable_ones_an_advice(kind: Kind) -> None:
    assert kind.label.th and kind.label.en
    assert bool(kind.advice.th and kind.advice.en) is not kind.readable
    assert not any("ก" <= letter <= "๛" for letter in kind.label.en + kind.advice.en)
