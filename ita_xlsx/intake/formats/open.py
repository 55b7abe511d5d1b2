"""Opening a file that the guard has let through, with the reader that loses nothing of it."""

from ita_xlsx.intake.formats.by_calamine import (
    NoTime,
    is_panic,
    read_ods,
    read_with_calamine,
    read_xls,
    read_xlsb,
)
from ita_xlsx.intake.formats.cells import Sheet, within_cells
from ita_xlsx.intake.formats.delimited import read_text
from ita_xlsx.intake.guard.examine import Verdict
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.guard.refusals import COPY_OVER, SAVE_IN_WORD, Refusal
from ita_xlsx.intake.guard.scan_xlsx import repeated_cells
from ita_xlsx.language import Sentence
from ita_xlsx.ooxml.package import Package


class CannotOpen(Exception):
    """A file that no reader here reads without loss: why, and what to do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason.th)
        self.refusal = refusal


def read_sheets(content: bytes, verdict: Verdict, name: str) -> tuple[Sheet, ...]:
    """The worksheets of a file of these bytes; a text file is one sheet of the ``name``.

    calamine reads them, but for packages of which it would lose something (parts in UTF-16, cells
    out of order, two sheets of one name), or in which it sees other sheets than the guard did:
    these openpyxl reads. A text is cut at what a cell of Excel holds. Raises CannotOpen for a file
    that would lose cells in every reader, or that none can read, and MemoryError.
    """
    try:
        sheets = _read(content, verdict, name)
    except NoTime as error:
        raise CannotOpen(_NO_TIME.fill(sheet=error.sheet, row=error.row)) from error
    except (CannotOpen, MemoryError):
        raise
    except BaseException as error:
        # The readers' own errors have no common ancestor short of Exception.
        if isinstance(error, Exception) or is_panic(error):
            is_document = verdict.kind is Kind.DOCX
            raise CannotOpen(DAMAGED_DOCUMENT if is_document else DAMAGED) from error
        raise
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise CannotOpen(_SAME_NAMES)
    return tuple(map(within_cells, sheets))


def _read(content: bytes, verdict: Verdict, name: str) -> tuple[Sheet, ...]:
    if verdict.kind in (Kind.CSV, Kind.TSV):
        return (read_text(content, verdict.encoding, name),)
    if verdict.kind is Kind.XLSX:
        return _read_xlsx(content, verdict)
    if verdict.kind is Kind.DOCX:
        # Few folders hold one: no worker imports it for the others.
        from ita_xlsx.intake.formats.docx import read_docx

        return read_docx(content)
    return _READERS[verdict.kind](content)


# openpyxl makes an object of each cell, and two where it is loaded twice: 350 MB.
MOST_CELLS = 250_000
_READERS = {Kind.ODS: read_ods, Kind.XLS: read_xls, Kind.XLSB: read_xlsb}


def _read_xlsx(content: bytes, verdict: Verdict) -> tuple[Sheet, ...]:
    """The sheets by calamine; by openpyxl where calamine would lose something, or refuses it."""
    own = frozenset(look.name for look in verdict.sheets if look.own)
    listed = [look.name for look in verdict.sheets if not (look.own or look.missing)]
    refusal: BaseException | None = None
    if not _is_lossy(verdict):
        try:
            sheets = read_with_calamine(content, own)
            if [sheet.name for sheet in sheets] == listed:
                return sheets
        except (NoTime, MemoryError):
            raise
        except BaseException as error:
            if not (isinstance(error, Exception) or is_panic(error)):
                raise
            refusal = error
    _refuse_repeated_cells(content, verdict)
    if sum(look.cells for look in verdict.sheets if not look.own) > MOST_CELLS:
        raise CannotOpen(_TOO_MANY_CELLS.fill(limit=f"{MOST_CELLS:,}"))
    from ita_xlsx.intake.formats.by_openpyxl import read_with_openpyxl

    try:
        sheets = read_with_openpyxl(content, own)
    except MemoryError:
        raise
    except Exception as error:
        raise refusal or error from error
    if refusal is not None and not sheets:
        raise refusal
    return sheets


def _is_lossy(verdict: Verdict) -> bool:
    """Whether calamine would lose something; of two sheets of one name it reads the first twice."""
    names = [look.name for look in verdict.sheets]
    return (
        verdict.utf16
        or any(look.disordered for look in verdict.sheets)
        or len(set(names)) < len(names)
    )


def _refuse_repeated_cells(content: bytes, verdict: Verdict) -> None:
    """Of a cell that stands twice every reader drops one value, and none says which."""
    disordered = [look for look in verdict.sheets if look.disordered]
    if not disordered:
        return
    package = Package(content)
    for look in disordered:
        twice = repeated_cells(package.chunks(package.parts[look.part]))
        if twice:
            raise CannotOpen(_REPEATED_CELL.fill(sheet=look.name, cell=twice[0]))


_SAVE_AS = Sentence(
    "โปรดเปิดไฟล์ใน Excel บันทึกเป็น Excel Workbook (.xlsx) แล้วส่งใหม่",
    "Please open it in Excel, save it as an Excel Workbook (.xlsx), and send it again.",
)
DAMAGED = Refusal(
    Sentence(
        "อ่านเนื้อหาในไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย",
        "The content of the file cannot be read; it may be damaged.",
    ),
    _SAVE_AS,
)
DAMAGED_DOCUMENT = DAMAGED._replace(advice=SAVE_IN_WORD)
_REPEATED_CELL = Refusal(
    Sentence(
        "ในแผ่นงาน “{sheet}” มีเซลล์ {cell} มากกว่าหนึ่งเซลล์ จึงไม่รู้ว่าค่าใดถูกต้อง",
        "The sheet “{sheet}” has more than one cell {cell}, and nothing tells which value is "
        "meant.",
    ),
    Sentence(
        "โปรดเปิดไฟล์ใน Excel ตรวจเซลล์นั้น บันทึก แล้วส่งใหม่",
        "Please open it in Excel, check that cell, save it, and send it again.",
    ),
)
_TOO_MANY_CELLS = Refusal(
    Sentence(
        "ไฟล์นี้เขียนไว้ในแบบที่อ่านได้เฉพาะเมื่อมีไม่เกิน {limit} เซลล์",
        "The file is written in a way that can be read only where it has no more than {limit} "
        "cells.",
    ),
    COPY_OVER,
)
_NO_TIME = Refusal(
    Sentence(
        "ในแผ่นงาน “{sheet}” แถวที่ {row} มีเซลล์ที่จัดรูปแบบเป็นเวลาแต่มีตัวเลขใหญ่เกินกว่าจะเป็นเวลาได้",
        "In row {row} of the sheet “{sheet}” a cell is formatted as a time, but its number is too "
        "large to be one.",
    ),
    Sentence(
        "โปรดเปลี่ยนรูปแบบเซลล์นั้นเป็นข้อความ บันทึก แล้วส่งใหม่",
        "Please format that cell as text, save the file, and send it again.",
    ),
)
_SAME_NAMES = Refusal(
    Sentence(
        "ไฟล์นี้มีแผ่นงานชื่อซ้ำกัน จึงอ่านได้ไม่ครบ",
        "The file has two sheets of one name and cannot be read without loss.",
    ),
    Sentence(
        "โปรดเปลี่ยนชื่อแผ่นงานให้ต่างกัน บันทึก แล้วส่งใหม่",
        "Please give each sheet its own name, save it, and send it again.",
    ),
)
