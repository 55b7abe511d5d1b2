"""What a file is, told by its content; its name and ending are never asked."""

import csv
import re
from enum import Enum
from io import StringIO
from itertools import islice
from pathlib import Path

from ita_xlsx.intake.guard.ole import NotOle, Ole
from ita_xlsx.intake.guard.xls_records import STREAMS, records, workbook_stream
from ita_xlsx.language import Sentence
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import ZIP, Refused

_NONE = Sentence("", "")
_SAVE_AS = Sentence(
    "โปรดเปิดไฟล์ใน Excel เลือก แฟ้ม > บันทึกเป็น > Excel Workbook (.xlsx) แล้วส่งใหม่",
    "Please open it in Excel, choose File > Save As > Excel Workbook (.xlsx), and send it again.",
)
_SAVE_IN_OFFICE = Sentence(
    "โปรดเปิดไฟล์ในโปรแกรมที่สร้างหรือใน LibreOffice เลือก แฟ้ม > บันทึกเป็น > Excel 2007-365 (.xlsx) "
    "แล้วส่งใหม่",
    "Please open it in its own program or in LibreOffice, choose File > Save As > Excel 2007-365 "
    "(.xlsx), and send it again.",
)
_FILL_THE_FORM = Sentence(
    "โปรดกรอกข้อมูลในแบบฟอร์ม Excel ที่ได้รับ แล้วส่งไฟล์นั้น",
    "Please fill in the Excel form that was sent out, and send that file.",
)
_SAVE_IN_WORD = Sentence(
    "โปรดกรอกข้อมูลในแบบฟอร์ม Excel ที่ได้รับ แล้วส่งไฟล์นั้น หรือเปิดเอกสารใน Word หรือ LibreOffice "
    "เลือก แฟ้ม > บันทึกเป็น > เอกสาร Word (.docx) แล้วส่งใหม่",
    "Please fill in the Excel form that was sent out, and send that file; or open the document in "
    "Word or LibreOffice, choose File > Save As > Word Document (.docx), and send it again.",
)
_UNPACK = Sentence(
    "โปรดแตกไฟล์ แล้วส่งสมุดงาน Excel ที่อยู่ข้างใน",
    "Please unpack it and send the Excel workbooks inside.",
)
_UNLOCK = Sentence(
    "โปรดเปิดไฟล์ใน Excel ด้วยรหัสผ่าน เลือก แฟ้ม > ข้อมูล > ป้องกันสมุดงาน > เข้ารหัสด้วยรหัสผ่าน "
    "ลบรหัสผ่านออก บันทึก แล้วส่งใหม่",
    "Please open it in Excel with the password, choose File > Info > Protect Workbook > Encrypt "
    "with Password, clear the password, save, and send it again.",
)
_GIVE_RIGHTS = Sentence(
    "โปรดให้ผู้ส่งเปิดไฟล์ใน Excel เลือก แฟ้ม > ข้อมูล > ป้องกันสมุดงาน > จำกัดการเข้าถึง > ไม่จำกัดสิทธิ์การเข้าถึง "
    "หรือเลือกป้ายกำกับที่ไม่เข้ารหัส บันทึก แล้วส่งใหม่",
    "Please ask the sender to open it in Excel, choose File > Info > Protect Workbook > Restrict "
    "Access > Unrestricted Access, or a label that does not encrypt, save it, and send it again.",
)
_EXPORT = Sentence(
    "โปรดเปิดเอกสาร เลือก แฟ้ม > ส่งออก (หรือ ดาวน์โหลด) เป็น Excel (.xlsx) แล้วส่งไฟล์นั้น",
    "Please open it, choose File > Export (or Download) > Excel (.xlsx), and send that file.",
)
_SEND_AGAIN = Sentence(
    "โปรดตรวจว่าไฟล์ต้นฉบับยังเปิดได้ แล้วส่งใหม่เป็น Excel Workbook (.xlsx)",
    "Please check that the original still opens, and send it again as an Excel Workbook (.xlsx).",
)


class Kind(Enum):
    """A kind of file: ``label`` is what it is called, ``advice`` what to do if not readable."""

    def __init__(self, code: str, readable: bool, label: Sentence, advice: Sentence) -> None:
        self.code = code
        self.readable = readable
        self.label = label
        self.advice = advice

    @property
    def is_workbook(self) -> bool:
        """Whether a file of this kind may hold somebody's table, readable or not."""
        return self in _WORKBOOKS

    XLSX = "xlsx", True, Sentence("สมุดงาน Excel (.xlsx)", "an Excel workbook (.xlsx)"), _NONE
    XLSB = "xlsb", True, Sentence("สมุดงาน Excel (.xlsb)", "an Excel workbook (.xlsb)"), _NONE
    XLS = "xls", True, Sentence("สมุดงาน Excel 97-2003", "an Excel 97-2003 workbook"), _NONE
    ODS = "ods", True, Sentence("ตารางคำนวณ OpenDocument", "an OpenDocument spreadsheet"), _NONE
    CSV = "csv", True, Sentence("ข้อความคั่นด้วยจุลภาค (CSV)", "comma-separated text (CSV)"), _NONE
    TSV = "tsv", True, Sentence("ข้อความคั่นด้วยแท็บ", "tab-separated text"), _NONE
    ENCRYPTED = (
        "encrypted",
        False,
        Sentence("ไฟล์ที่ตั้งรหัสผ่านไว้", "a file protected by a password"),
        _UNLOCK,
    )
    RIGHTS = (
        "rights",
        False,
        Sentence(
            "ไฟล์ที่เข้ารหัสด้วยการจำกัดสิทธิ์ (IRM) หรือป้ายกำกับความลับ",
            "encrypted by rights management (IRM) or a sensitivity label",
        ),
        _GIVE_RIGHTS,
    )
    OLD_EXCEL = (
        "old_excel",
        False,
        Sentence("สมุดงาน Excel รุ่นก่อนปี 1995", "a workbook of an Excel older than 1995"),
        _SAVE_AS,
    )
    XML_SPREADSHEET = (
        "xml_spreadsheet",
        False,
        Sentence("XML Spreadsheet 2003", "an XML Spreadsheet 2003"),
        _SAVE_AS,
    )
    HTML = (
        "html",
        False,
        Sentence("หน้าเว็บ (HTML) ไม่ใช่สมุดงาน Excel จริง", "a web page (HTML), not a real workbook"),
        _SAVE_AS,
    )
    FLAT_ODS = (
        "flat_ods",
        False,
        Sentence(
            "ตารางคำนวณ OpenDocument แบบ XML ไฟล์เดียว (.fods)", "a flat OpenDocument table (.fods)"
        ),
        _SAVE_IN_OFFICE,
    )
    OTHER_TABLE = (
        "other_table",
        False,
        Sentence(
            "ตารางของโปรแกรมอื่น (OpenOffice 1, SYLK, DIF, dBase, Lotus 1-2-3)",
            "a table of another program (OpenOffice 1, SYLK, DIF, dBase, Lotus 1-2-3)",
        ),
        _SAVE_IN_OFFICE,
    )
    JSON = "json", False, Sentence("ข้อมูล JSON", "JSON data"), _FILL_THE_FORM
    BASE64 = (
        "base64",
        False,
        Sentence("ไฟล์แนบที่ยังเข้ารหัสแบบอีเมล (Base64)", "an attachment still coded for mail (Base64)"),
        Sentence(
            "โปรดเปิดอีเมลต้นฉบับ บันทึกไฟล์แนบจากในอีเมล แล้วส่งไฟล์นั้น",
            "Please open the message itself, save the attachment from it, and send that file.",
        ),
    )
    XML = "xml", False, Sentence("ข้อมูล XML", "XML data"), _SAVE_AS
    DOCX = "docx", True, Sentence("เอกสาร Word (.docx)", "a Word document (.docx)"), _NONE
    WORD = (
        "word",
        False,
        Sentence("เอกสาร Word 97-2003 (.doc)", "a Word 97-2003 document (.doc)"),
        _SAVE_IN_WORD,
    )
    POWERPOINT = (
        "powerpoint",
        False,
        Sentence("งานนำเสนอ PowerPoint", "a PowerPoint presentation"),
        _FILL_THE_FORM,
    )
    OPENDOCUMENT = (
        "opendocument",
        False,
        Sentence(
            "เอกสาร OpenDocument ที่ไม่ใช่ตารางคำนวณ", "an OpenDocument file that is no spreadsheet"
        ),
        _SAVE_IN_WORD,
    )
    PDF = "pdf", False, Sentence("ไฟล์ PDF", "a PDF"), _FILL_THE_FORM
    RTF = "rtf", False, Sentence("เอกสาร Rich Text (RTF)", "a Rich Text document"), _SAVE_IN_WORD
    IMAGE = "image", False, Sentence("ไฟล์ภาพ", "a picture"), _FILL_THE_FORM
    ARCHIVE = (
        "archive",
        False,
        Sentence("ไฟล์บีบอัด (ZIP, RAR, 7z)", "a compressed archive (ZIP, RAR, 7z)"),
        _UNPACK,
    )
    NUMBERS = "numbers", False, Sentence("เอกสาร Apple Numbers", "an Apple Numbers file"), _EXPORT
    LINK = (
        "link",
        False,
        Sentence("ลิงก์ไปยังไฟล์ ไม่ใช่ตัวไฟล์", "a link to a file, not the file itself"),
        _EXPORT,
    )
    EMAIL = (
        "email",
        False,
        Sentence("ข้อความอีเมล", "an e-mail message"),
        Sentence("โปรดส่งสมุดงาน Excel ที่แนบมากับอีเมล", "Please send the workbook attached to it."),
    )
    EMPTY = "empty", False, Sentence("ไฟล์ว่าง (0 ไบต์)", "an empty file (0 bytes)"), _SEND_AGAIN
    UNKNOWN = "unknown", False, Sentence("ไฟล์ที่ไม่รู้จักชนิด", "a file of unknown kind"), _SEND_AGAIN


_WORKBOOKS = frozenset(
    {Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.ENCRYPTED, Kind.RIGHTS}
    | {Kind.OLD_EXCEL, Kind.XML_SPREADSHEET, Kind.FLAT_ODS, Kind.OTHER_TABLE, Kind.NUMBERS}
)

# The first bytes of kinds that need no second look. In the order tried.
_SIGNATURES: tuple[tuple[bytes, int, Kind], ...] = (
    (b"%PDF-", 1024, Kind.PDF),  # readers of PDF allow up to 1,024 bytes before it
    (b"{\\rtf", 8, Kind.RTF),
    (b"\x89PNG\r\n", 0, Kind.IMAGE),
    (b"\xff\xd8\xff", 0, Kind.IMAGE),
    (b"GIF8", 0, Kind.IMAGE),
    (b"II*\0", 0, Kind.IMAGE),
    (b"MM\0*", 0, Kind.IMAGE),
    (b"Rar!\x1a\x07", 0, Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", 0, Kind.ARCHIVE),
    (b"\x1f\x8b\x08", 0, Kind.ARCHIVE),
    (b"MSCF\0\0\0\0", 0, Kind.ARCHIVE),
    (b"L\0\0\0\x01\x14\x02\0", 0, Kind.LINK),
    (b"bplist00", 0, Kind.LINK),  # what iCloud leaves in the place of a file
    (b".pfile", 0, Kind.RIGHTS),
    (b"\x09\x00\x04\x00", 0, Kind.OLD_EXCEL),
    (b"\x09\x02\x06\x00", 0, Kind.OLD_EXCEL),
    (b"\x09\x04\x06\x00", 0, Kind.OLD_EXCEL),
    (b"\0\0\x02\0\x06\x04\x06\0", 0, Kind.OTHER_TABLE),
    (b"\0\0\x1a\0", 0, Kind.OTHER_TABLE),
)
# A table of dBase has the day of its last change, and where its records begin.
_DBASE = re.compile(rb"[\x03\x30\x31\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{4}(..)", re.DOTALL)
# ISO media files name their brand at byte 4; these brands are still pictures (HEIC, AVIF).
_PICTURE_BRANDS = re.compile(rb"....ftyp(?:hei|hev|mif1|msf1|avi)", re.DOTALL)

# What a text begins with, behind blanks and a byte order mark. In the order tried.
_TAGS = (
    "html|head|meta|body|table|div|style|script|title|base|link|center|font|span|form|h[1-6]|"
    "p|br|b|i|u|tr|td|th|ul|ol|pre"
)
_HEADERS = (
    "received|mime-version|return-path|delivered-to|message-id|content-type|"
    "content-transfer-encoding|content-disposition"
)
_HEADER_LINES = r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
_TEXTS: tuple[tuple[str, Kind], ...] = (
    (
        r"<(?:\?xml|(?:\w+:)?workbook).{,2000}?urn:schemas-microsoft-com:office:spreadsheet",
        Kind.XML_SPREADSHEET,
    ),
    (
        r"(?:<\?xml.{,2000}?)?<office:document\b.{,9000}?opendocument\.spreadsheet",
        Kind.FLAT_ODS,
    ),
    (r"(?:<\?xml.{,2000}?)?<office:document\b", Kind.OPENDOCUMENT),
    (r"<\?xml.{,500}?<plist\b.{,500}?<key>url</key>", Kind.LINK),
    (
        r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){,2000}-->\s*+)*"
        rf"<(?:!doctype\s+html|(?:{_TAGS})\b(?!:))",
        Kind.HTML,
    ),
    (r"(?:from: <saved by|mime-version:.{,2000}?multipart/related)", Kind.HTML),
    (rf"{_HEADER_LINES}snapshot-content-location:", Kind.HTML),
    (r"<(?:\?xml|[a-z][\w:.-]*[\s>/])", Kind.XML),
    (r"\[InternetShortcut\]", Kind.LINK),
    (r"\{.{,2000}?(?:\"(?:doc_id|resource_id)\"|https://docs\.google\.com/)", Kind.LINK),
    (r"[\[{]\s*(?:[\[{]\s*)*\"(?:[^\"\\\n]|\\.){,500}\"\s*[:,\]]", Kind.JSON),
    (r"\[\s*[\[{]|\{\s*\}", Kind.JSON),
    (r"data:[\w/+.-]+(?:;[\w=-]+)*;base64,", Kind.BASE64),
    (r"[a-z0-9+/]{60,}(?:\s+[a-z0-9+/]+)*={,2}\s*\Z", Kind.BASE64),
    (rf"{_HEADER_LINES}(?:{_HEADERS}):", Kind.EMAIL),
    (r"from \S+@\S+ +\w{3} ", Kind.EMAIL),
    (r"from:[^\n]*\n(?:(?:sent|date|to|cc):[^\n]*\n)+subject:", Kind.EMAIL),
    (r"จาก:[^\n]*@[^\n]*\n(?:(?:ส่งเมื่อ|ส่ง|วันที่|ถึง|สำเนา):[^\n]*\n)+(?:เรื่อง|หัวเรื่อง):", Kind.EMAIL),
    (r"ID;P[^\n]*\n[A-Z]{1,2};", Kind.OTHER_TABLE),
    (r"TABLE\s*\n0,1\s*\n", Kind.OTHER_TABLE),
)

# Marks in [Content_Types].xml, each in the type of the main part. In the order tried.
_MAIN_TYPES: tuple[tuple[str, Kind], ...] = (
    ("ms-excel.sheet.binary.macroEnabled.main", Kind.XLSB),
    ("spreadsheetml.sheet.main+xml", Kind.XLSX),
    ("spreadsheetml.template.main+xml", Kind.XLSX),
    ("ms-excel.sheet.macroEnabled.main+xml", Kind.XLSX),
    ("ms-excel.template.macroEnabled.main+xml", Kind.XLSX),
    ("wordprocessingml.", Kind.DOCX),
    ("ms-word.", Kind.DOCX),
    ("presentationml.", Kind.POWERPOINT),
    ("ms-powerpoint.", Kind.POWERPOINT),
)
# Parts by which a package is known when its content types do not tell (Excel's own .xlsb).
_KNOWN_PARTS: tuple[tuple[str, Kind], ...] = (
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/workbook.xml", Kind.XLSX),
    ("word/document.xml", Kind.DOCX),
    ("ppt/presentation.xml", Kind.POWERPOINT),
    ("index/document.iwa", Kind.NUMBERS),
    ("index.zip", Kind.NUMBERS),
)
# The header of an entry up to its name, and how names begin in a zip that is cut short.
_HEADER = rb"PK\x03\x04.{26}"
_ENTRIES: tuple[tuple[bytes, Kind], ...] = (
    (rb"xl/workbook\.bin", Kind.XLSB),
    (rb"xl/", Kind.XLSX),
    (rb"word/", Kind.DOCX),
    (rb"ppt/", Kind.POWERPOINT),
)
# Streams at the root of an OLE file, in small letters. In the order tried.
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("\tdrmcontent", Kind.RIGHTS),
    ("encryptedpackage", Kind.ENCRYPTED),
    *((name, Kind.XLS) for name in STREAMS),
    ("worddocument", Kind.WORD),
    ("powerpoint document", Kind.POWERPOINT),
    ("__properties_version1.0", Kind.EMAIL),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x19\x1c-\x1f]")
_HEAD = 1 << 16


def tell(path: Path) -> Kind:
    """What a regular file is. Raises OSError when it cannot be read."""
    return tell_content(path.read_bytes())


def tell_content(content: bytes) -> Kind:
    """What a file of these bytes is; never raises."""
    if content.startswith(ZIP):
        return _tell_zip(content)
    if content.startswith(_OLE):
        return _tell_ole(content)
    return tell_head(content) or _tell_text(content)


def tell_head(content: bytes) -> Kind | None:
    """The kind that the first bytes alone prove, if they do; it is never a readable one."""
    if not content:
        return Kind.EMPTY
    if _PICTURE_BRANDS.match(content):
        return Kind.IMAGE
    if _is_dbase(content):
        return Kind.OTHER_TABLE
    for mark, within, kind in _SIGNATURES:
        if mark in content[: within + len(mark)]:
            return kind
    return None


def _is_dbase(content: bytes) -> bool:
    head = _DBASE.match(content)
    at = int.from_bytes(head[1], "little") if head else 0
    return at > 32 and content[at - 1 : at] == b"\r"


def tell_package(package: Package) -> Kind:
    """What a zip is. Raises Refused as ``Package.text`` does."""
    if "mimetype" in package.parts or _SPREADSHEET in package.text(_MANIFEST):
        return _tell_opendocument(package)
    types = " ".join(package.content_types().values())
    by_type = (kind for mark, kind in _MAIN_TYPES if mark in types)
    by_name = (kind for name, kind in _KNOWN_PARTS if name in package.parts)
    return next(by_type, None) or next(by_name, Kind.ARCHIVE)


def text_encoding(content: bytes) -> str:
    """The codec of a text: utf-16, utf-8-sig, utf-8 or cp874; ``''`` when it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16" if _decodes(content, "utf-16") else ""
    if _CONTROLS.search(content):
        return ""
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig" if _decodes(content, "utf-8") else ""
    return next((codec for codec in ("utf-8", "cp874") if _decodes(content, codec)), "")


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _tell_text(content: bytes) -> Kind:
    encoding = text_encoding(content)
    if not encoding:
        return Kind.UNKNOWN
    head = content[:_HEAD].decode(encoding, "ignore").lstrip()
    if not head or "\0" in head:
        return Kind.UNKNOWN
    for pattern, kind in _TEXTS:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            return kind
    return Kind.TSV if delimiter(head) == "\t" else Kind.CSV


# So much of a text shows how its cells are separated.
_START = 20_000


def delimiter(text: str) -> str:
    """What separates the cells of a text: the sign that gives its first lines most columns.

    Counting signs would not do: Thai prose in a tab-separated table is full of commas.
    """
    start = StringIO(text[:_START], newline=None)

    def columns(sign: str) -> int:
        start.seek(0)
        return max(map(len, csv.reader(start, delimiter=sign, strict=False)), default=0)

    try:
        return max(",\t;|", key=columns)
    except csv.Error:
        return ","


def _tell_zip(content: bytes) -> Kind:
    try:
        return tell_package(Package(content))
    except Refused:
        return tell_broken_zip(content)


def tell_broken_zip(content: bytes) -> Kind:
    """The most likely kind of a zip that cannot be read, by the names that stand in it."""
    if _SPREADSHEET in content[:200].decode("latin-1"):
        return Kind.ODS
    found = (kind for begin, kind in _ENTRIES if re.search(_HEADER + begin, content, re.DOTALL))
    return next(found, Kind.ARCHIVE)


_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "application/vnd.oasis.opendocument."


_MANIFEST = "meta-inf/manifest.xml"
_OPENOFFICE_1 = "application/vnd.sun.xml.calc"


def _tell_opendocument(package: Package) -> Kind:
    mime = _SPREADSHEET
    if "mimetype" in package.parts:
        if package.parts["mimetype"].size > 200:
            return Kind.ARCHIVE
        mime = package.read("mimetype").decode("latin-1")
    if mime.startswith(_OPENOFFICE_1):
        return Kind.OTHER_TABLE
    if not mime.startswith(_SPREADSHEET):
        return Kind.OPENDOCUMENT if mime.startswith(_ODF) else Kind.ARCHIVE
    locked = "encryption-data" in package.text(_MANIFEST)
    return Kind.ENCRYPTED if locked else Kind.ODS


_FILE_PASS = 0x2F
# FILEPASS stands among the first records, behind BOF and perhaps a write protection.
_RECORDS_LOOKED_AT = 6


def _tell_ole(content: bytes) -> Kind:
    try:
        ole = Ole(content)
    except NotOle:
        return Kind.UNKNOWN
    names = {name.lower() for name in ole.names}
    kind = next((kind for name, kind in _STREAMS if name in names), Kind.UNKNOWN)
    if kind is Kind.ENCRYPTED and any(map(_RIGHTS.match, ole.paths)):
        return Kind.RIGHTS
    return Kind.ENCRYPTED if kind is Kind.XLS and _has_password(content) else kind


# How a package is encrypted is named among its data spaces. Source: [MS-OFFCRYPTO] 2.2.
_RIGHTS = re.compile(r"\x06DataSpaces/(?:.*/)?DRM", re.IGNORECASE)


def _has_password(content: bytes) -> bool:
    try:
        book = workbook_stream(content)
    except NotOle:
        return False
    return any(kind == _FILE_PASS for kind, _, _ in islice(records(book, 0), _RECORDS_LOOKED_AT))
