"""The consolidated workbook as PDF: cover, report and summary, printed by LibreOffice."""

import re
from hashlib import sha256
from pathlib import Path

from ita_xlsx.delivery.libreoffice import TIME_LIMIT, print_to_pdf
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET
from ita_xlsx.ooxml.markup import with_attribute
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.repack import repack
from ita_xlsx.ooxml.xml_text import attributes, tag_pattern
from ita_xlsx.ooxml.zip_directory import Refused

PRINTED_SHEETS = (COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET)

_WORKBOOK = "xl/workbook.xml"
_CORE = "docprops/core.xml"
_SHEET = tag_pattern("sheet")
_RELATIONSHIP = tag_pattern("Relationship")
# The parts of a report, also of one that Excel saved; all keys are in small letters.
_KNOWN = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/(?:core|app|custom)\.xml"
    r"|xl/(?:_rels/workbook\.xml\.rels|(?:workbook|sharedstrings|styles|calcchain)\.xml)"
    r"|xl/theme/theme\d+\.xml|xl/tables/table\d+\.xml|xl/charts/(?:chart|style|colors)\d+\.xml"
    r"|xl/(?:worksheets|drawings)/(?:_rels/)?(?:sheet|drawing)\d+\.xml(?:\.rels)?"
)
_PICTURE = re.compile(r"xl/media/image\d+\.(?:png|jpe?g)")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SHOWN_FIRST = re.compile(r"\s(?:activeTab|firstSheet)=(?:\"[^\"<>]*\"|'[^'<>]*')")

# The clock in LibreOffice's PDF, and what it reckons from it; they are as long in every PDF.
_CREATED = re.compile(rb"<dcterms:created[^<>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
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
    package = Package(copy)
    created = _CREATED.search(package.read(_CORE)) if _CORE in package.parts else None
    pdf = print_to_pdf(copy, soffice, seconds)
    return _named(pdf if created is None else _PRINTED_ON.sub(b"".join(created.groups()), pdf))


def only_printed_sheets(workbook: bytes) -> bytes:
    """A copy in which all other sheets are hidden, as LibreOffice prints no hidden sheet.

    They stay in it, for the summary's formulas look at them. Of its other parts only those are in
    the copy that a report of ours has: through another, or a link out of the package, LibreOffice
    could bring a file of this computer into the PDF. Raises NothingToRead when one of the printed
    sheets is missing.
    """
    try:
        package = Package(workbook)
        changed: dict[str, bytes | None] = {
            part.name: None for key, part in package.parts.items() if not _is_known(package, key)
        }
        for key, part in package.parts.items():
            if key.endswith(".rels") and part.name not in changed:
                changed[part.name] = _RELATIONSHIP.sub(_kept, package.text(key)).encode()
        return repack(workbook, {**changed, _WORKBOOK: _hide(package.read(_WORKBOOK))})
    except (Refused, KeyError) as error:
        raise NothingToRead(_NOT_OURS) from error


def _is_known(package: Package, key: str) -> bool:
    """Whether a part is one of those of a report; a picture is what its name says."""
    if not _PICTURE.fullmatch(key):
        return _KNOWN.fullmatch(key) is not None
    return package.read(key).startswith(_PICTURES)


def _kept(relationship: re.Match[str]) -> str:
    about = attributes(relationship[1])
    leads_out = about.get("TargetMode") == "External"
    return "" if leads_out and not about.get("Type", "").endswith("/hyperlink") else relationship[0]


def _hide(content: bytes) -> bytes:
    """The list of sheets with only the printed ones visible, the first of them shown."""
    text = content.decode("utf-8-sig", errors="replace")
    names = {attributes(about).get("name") for about in _SHEET.findall(text)}
    if not names.issuperset(PRINTED_SHEETS):
        raise NothingToRead(_NOT_OURS)
    hidden = _SHEET.sub(lambda tag: _with_state(tag[0]), text)
    return _SHOWN_FIRST.sub("", hidden).encode()


def _with_state(tag: str) -> str:
    state = "visible" if attributes(tag).get("name") in PRINTED_SHEETS else "hidden"
    return with_attribute(tag.encode(), "state", state).decode()


def is_unchanged_pdf(content: bytes) -> bool:
    """Whether a PDF is one of ``pdf_bytes`` that nobody saved since: its name is that of it."""
    return _IDS.search(content) is not None and _named(content) == content


def _named(pdf: bytes) -> bytes:
    """The PDF named by its content, and not by the clock."""
    zeros = b"0" * 32
    blank = _IDS.sub(rb"\g<1>" + zeros + rb"\g<2>" + zeros + rb"\g<3>" + zeros, pdf)
    name = sha256(blank).hexdigest()[:32].upper().encode()
    return _IDS.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>" + name, blank)


_NOT_OURS = Sentence(
    "ไฟล์นี้ไม่ใช่รายงานที่สร้างด้วย ita-xlsx merge (ไม่มีแผ่นงาน ปก รายงานผล และ สรุป ครบ) โปรดระบุไฟล์รายงานนั้น",
    "This is no report that ita-xlsx merge wrote (the sheets ปก, รายงานผล and สรุป are not all "
    "there); please name that report.",
)
