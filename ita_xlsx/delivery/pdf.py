"""The consolidated workbook as PDF: cover, report and summary, printed by LibreOffice."""

import re
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, is_zipfile

from ita_xlsx.delivery.libreoffice import TIME_LIMIT, print_to_pdf
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET

PRINTED_SHEETS = (COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET)

_WORKBOOK = "xl/workbook.xml"
_CORE = "docProps/core.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_NAME = re.compile(r"\sname=([\"'])(.*?)\1")
_STATE = re.compile(r"\sstate=([\"']).*?\1")
_SHOWN_FIRST = re.compile(r"\s(?:activeTab|firstSheet)=([\"']).*?\1")

# The clock in LibreOffice's PDF, and what it reckons from it; they are as long in every PDF.
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
_PRINTED_ON = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_IDS = re.compile(
    rb"(/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>\s*\]\s*/DocChecksum\s*/)[0-9A-F]{32}"
)


def pdf_bytes(workbook: bytes, soffice: Path, seconds: float = TIME_LIMIT) -> bytes:
    """The PDF of a consolidated workbook: A4, tagged, fonts embedded, the same bytes every time.

    ``workbook`` is an .xlsx that the guard has let through. Raises NothingToRead when it is no
    consolidated workbook, CannotPrint when LibreOffice fails or takes longer than ``seconds``.
    """
    copy = only_printed_sheets(workbook)
    with ZipFile(BytesIO(copy)) as package:
        created = _CREATED.search(package.read(_CORE)) if _CORE in package.namelist() else None
    pdf = print_to_pdf(copy, soffice, seconds)
    return pdf if created is None else _without_clock(pdf, b"".join(created.groups()))


def only_printed_sheets(workbook: bytes) -> bytes:
    """A copy in which all other sheets are hidden, as LibreOffice prints no hidden sheet.

    They stay in it, for the summary's formulas look at them. Raises NothingToRead when one of the
    printed sheets is missing.
    """
    if not is_zipfile(BytesIO(workbook)):
        raise NothingToRead(_NOT_OURS)
    copy = BytesIO()
    with ZipFile(BytesIO(workbook)) as package, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        if _WORKBOOK not in package.namelist():
            raise NothingToRead(_NOT_OURS)
        for part in package.infolist():
            content = package.read(part)
            target.writestr(part, _hide(content) if part.filename == _WORKBOOK else content)
    return copy.getvalue()


def _hide(content: bytes) -> bytes:
    """The list of sheets with only the printed ones visible, the first of them shown."""
    text = content.decode("utf-8-sig", errors="replace")
    names = {_sheet_name(tag) for tag in _SHEET.findall(text)}
    if not names.issuperset(PRINTED_SHEETS):
        raise NothingToRead(_NOT_OURS)
    hidden = _SHEET.sub(lambda tag: _with_state(tag[0]), text)
    return _SHOWN_FIRST.sub("", hidden).encode()


def _sheet_name(tag: str) -> str:
    name = _NAME.search(tag)
    return "" if name is None else unescape(name[2])


def _with_state(tag: str) -> str:
    state = "visible" if _sheet_name(tag) in PRINTED_SHEETS else "hidden"
    return _NAME.sub(lambda name: f'{name[0]} state="{state}"', _STATE.sub("", tag), count=1)


def _without_clock(pdf: bytes, created: bytes) -> bytes:
    """The PDF as if printed when the workbook was made (14 digits), and named by its content."""
    dated = _PRINTED_ON.sub(created, pdf)
    zeros = b"0" * 32
    blank = _IDS.sub(rb"\g<1>" + zeros + rb"\g<2>" + zeros + rb"\g<3>" + zeros, dated)
    name = sha256(blank).hexdigest()[:32].upper().encode()
    return _IDS.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>" + name, dated)


_NOT_OURS = Sentence(
    "ไฟล์นี้ไม่ใช่รายงานที่สร้างด้วย ita-xlsx merge (ไม่มีชีต ปก รายงานผล และ สรุป ครบ) โปรดระบุไฟล์รายงานนั้น",
    "This is no report that ita-xlsx merge wrote (the sheets ปก, รายงานผล and สรุป are not all "
    "there); please name that report.",
)
