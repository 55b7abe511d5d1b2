"""Whether what stands somewhere is an output of ours, and a report still as merged."""

from pathlib import Path

from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.formats.open import read_sheets
from ita_xlsx.intake.guard.examine import LIMITS, Opened, open_once, read_regular
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.table.consolidated import is_consolidated
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import CONSOLIDATED_PROPERTY
from ita_xlsx.ooxml.package import Package, read_properties
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.provenance import seal

# What may hold somebody's work, also where this program cannot read it.
_WORKBOOKS = frozenset(
    {
        Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.ENCRYPTED, Kind.OLD_EXCEL,
        Kind.XML_SPREADSHEET, Kind.NUMBERS,
    }
)  # fmt: skip


def is_unchanged(path: Path) -> bool:
    """Whether the values of a consolidated workbook are those that its seal was made of.

    A workbook whose seal was dropped by another program counts as changed: nobody can tell.
    Raises NothingToRead when it is no consolidated workbook, or one that may not be opened.
    """
    return _is_as_packed(path) or _is_unchanged(path, open_once(path))


def is_own_output(path: Path, stamp: str) -> bool:
    """Whether an output of ours with a ``stamp`` stands at a path; a report only if unchanged."""
    if stamp == CONSOLIDATED_PROPERTY and _is_as_packed(path):
        return True
    return _is_own_output(path, open_once(path), stamp)


def may_be_replaced(path: Path, stamp: str, content: bytes) -> bool:
    """Whether what stands at a path is no workbook, or an output of ours with the ``stamp``.

    The latter as ``is_own_output`` has it; or it holds the ``content`` already.
    """
    if stamp == CONSOLIDATED_PROPERTY and _is_as_packed(path):
        return True
    opened = open_once(path)
    if opened.verdict.reason == "too_large":
        # It was not read: perhaps the report of thousands of forms, to which somebody added.
        return False
    if opened.verdict.kind not in _WORKBOOKS or opened.content == content:
        return True
    return stamp != "" and _is_own_output(path, opened, stamp)


def _is_as_packed(path: Path) -> bool:
    """A quick look: whether the parts of a report are still those that the merge wrote.

    Nothing is read but what the package says of them. Whatever saves the workbook writes others.
    """
    try:
        package = Package(read_regular(path), LIMITS.parts)
        noted = read_properties(package, seal.PARTS_PROPERTY).get(seal.PARTS_PROPERTY)
    except Refused:
        return False
    parts = ((part.name, part.size, part.crc) for part in package.parts.values())
    return noted is not None and noted == seal.digest_of_parts(parts)


def _is_unchanged(path: Path, opened: Opened) -> bool:
    verdict = opened.verdict
    if verdict.kind is not Kind.XLSX or verdict.refusal is not None:
        raise NothingToRead(_NOT_CONSOLIDATED.fill(file=path.name))
    sheets = read_sheets(opened.content, verdict, path.stem)
    if not is_consolidated(sheets):
        raise NothingToRead(_NOT_CONSOLIDATED.fill(file=path.name))
    values = seal.digest((sheet.name, sheet.rows) for sheet in sheets)
    return verdict.stamp.get(seal.PROPERTY) == values


def _is_own_output(path: Path, opened: Opened, stamp: str) -> bool:
    if stamp not in opened.verdict.stamp:
        return False
    try:
        return stamp != CONSOLIDATED_PROPERTY or _is_unchanged(path, opened)
    except NothingToRead:
        return False


_NOT_CONSOLIDATED = Sentence(
    "“{file}” ไม่ใช่รายงานที่รวมแล้ว โปรดสร้างรายงานด้วย ita-xlsx merge ก่อน แล้วระบุไฟล์นั้น",
    "“{file}” is no merged report; please make one by ita-xlsx merge and name that file.",
)
