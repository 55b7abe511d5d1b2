"""Reading with python-calamine: fast, of every kind of workbook."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from ita_xlsx.intake.formats.cells import Sheet, Value, with_texts
from ita_xlsx.intake.formats.for_openpyxl import in_utf8
from ita_xlsx.intake.formats.ods import About, look_into_ods
from ita_xlsx.intake.formats.xls import for_calamine
from ita_xlsx.intake.formats.xls_beside import details_of_xls
from ita_xlsx.intake.formats.xlsb import readable
from ita_xlsx.intake.guard.ole import single_stream
from ita_xlsx.intake.guard.xls_records import workbook_stream
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.repack import package_of, repack
from ita_xlsx.ooxml.xml_text import XML_NAMES
from ita_xlsx.ooxml.zip_directory import ZIP

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata


class NoTime(Exception):
    """A row with a number that is too large for its format of a duration."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(sheet, row)
        self.sheet = sheet
        self.row = row


def read_with_calamine(content: bytes, own: Collection[str] = ()) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, but for those of our ``own``, which hold nothing reported.

    A number of which its format makes no date and no time is read as the number that it is, and
    with one that is too large for a duration, all numbers of its row. Raises CalamineError and its
    kin for a damaged file, and NoTime for a row that cannot be read even so.
    """
    sheets = _sheets(content, own)
    if content.startswith(ZIP) and any(map(_has_escapes, sheets)):
        content = _with_letters(content)
        sheets = _sheets(content, own)
    if not any(map(_hides_numbers, sheets)):
        return sheets
    bare = _sheets(_without_formats(content), own)
    for sheet in bare:
        if _LOST in sheet.rows:
            raise NoTime(sheet.name, sheet.rows.index(_LOST) + 1)
    return tuple(
        replace(sheet, rows=list(map(_with_numbers, sheet.rows, numbers.rows)))
        for sheet, numbers in zip(sheets, bare, strict=True)
    )


def _sheets(content: bytes, own: Collection[str]) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return tuple(
            _sheet(book.get_sheet_by_index(index), about)
            for index, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet and about.name not in own
        )


# A letter that a text names by its code, or by those of its halves.
_HEX = rb"[0-9A-Fa-f]"
_ESCAPE = re.compile(
    rb"_x([Dd][89ABab]%b{2})_(?=_x[Dd][C-Fc-f]%b{2}_)_x(%b{4})_|_x(%b{4})_".replace(b"%b", _HEX)
)
_FIRST_LEFT = b"\x01\0"


def _has_escapes(sheet: Sheet) -> bool:
    """Whether a text holds such a code, or what is to be read as if it were none."""
    return any(
        isinstance(value, str) and "_x" in value and _ESCAPE.search(value.encode()) is not None
        for row in sheet.rows
        for value in row
    )


def _with_letters(content: bytes) -> bytes:
    """The package without the codes that calamine leaves as they are: those above U+00FF."""
    package = Package(content)
    parts = {key: package.read(key) for key in package.parts if key.endswith(XML_NAMES)}
    changed = {key: _ESCAPE.sub(_letter, part) for key, part in parts.items() if b"_x" in part}
    return repack(content, changed, level=0)


def _letter(code: re.Match[bytes]) -> bytes:
    halves = bytes.fromhex(b"".join(filter(None, code.groups())).decode())
    if halves < _FIRST_LEFT:
        return code[0]
    return halves.decode("utf-16-be", "replace").encode()


# What stands in a row that calamine cannot give, as a number in it is too large for a duration.
_LOST: list[Value] = [timedelta.min]
_TIMES = frozenset((time, timedelta))


def _rows(sheet: "CalamineSheet") -> list[list[Value]]:
    try:
        return sheet.to_python(skip_empty_area=False)
    except BaseException as error:
        if not _is_of_a_number(error):
            raise
    return list(_one_by_one(sheet))


def _is_of_a_number(error: BaseException) -> bool:
    """Whether it is one of the errors with which calamine answers numbers that are no time.

    A number that is far too low is a fault inside it, which is not even an Exception.
    """
    return isinstance(error, OverflowError) or is_panic(error)


def is_panic(error: BaseException) -> bool:
    """Whether it is a fault inside calamine, of which Python knows no class."""
    return type(error).__name__ == "PanicException"


def _one_by_one(sheet: "CalamineSheet") -> Iterator[list[Value]]:
    """The rows, ``_LOST`` for each of those that hold a number too large."""
    if sheet.start is None or sheet.end is None:
        return
    left: list[Value] = [""] * sheet.start[1]
    rows = iter(sheet.iter_rows())
    for _ in range(sheet.end[0] + 1):
        try:
            row = next(rows)
        except BaseException as error:
            if not _is_of_a_number(error):
                raise
            yield _LOST
        else:
            yield [*left, *row]


def _hides_numbers(sheet: Sheet) -> bool:
    """Whether a cell shows a time, which calamine makes of a number below zero too."""
    return any(not _TIMES.isdisjoint(map(type, row)) for row in sheet.rows)


def _with_numbers(row: list[Value], numbers: list[Value]) -> list[Value]:
    """The row, with the bare number in each cell that holds one below zero."""
    if row is _LOST:
        return numbers
    return [
        number if isinstance(number, int | float) and number < 0 else value
        for value, number in zip(row, numbers, strict=True)
    ]


# XF records of an .xls: a head, the number of a font, that of a format. Source: [MS-XLS] 2.4.353.
_XF = re.compile(rb"(\xe0\x00\x14\x00..)..", re.DOTALL)
_STYLES = ("xl/styles.xml", "xl/styles.bin")


def _without_formats(content: bytes) -> bytes:
    """The workbook without what makes dates and times of numbers."""
    if not content.startswith(ZIP):
        return _XF.sub(rb"\g<1>\0\0", content)
    return repack(content, dict.fromkeys(_STYLES))


# What stands between two tags of a table is indentation; calamine takes it for a fault.
_INDENTATION = re.compile(rb"(</?table:[^<>]*>)\s+(?=</?table:)")


def read_ods(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of an OpenDocument spreadsheet, an indented one (SheetJS's) too."""
    flat = _INDENTATION.sub(rb"\1", in_utf8(Package(content).read("content.xml")))
    told = look_into_ods(flat)
    return tuple(
        replace(
            sheet,
            rows=with_texts(sheet.rows, about.texts),
            merges=tuple(about.merges),
            details=about.details,
        )
        for sheet in read_with_calamine(package_of({**_ODS_PARTS, "content.xml": flat}))
        for about in (told.get(sheet.name, About()),)
    )


# Without these calamine opens no OpenDocument spreadsheet.
_ODS_PARTS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": b"<manifest:manifest/>",
}


def read_xls(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of an .xls, with what is beside their values where that can be told.

    calamine is given a file of the one stream that the guard has looked at: it would take another
    of the same name, and knows that name in no other letters. Raises NotOle and struct.error too.
    """
    book = workbook_stream(content)
    sheets = read_with_calamine(single_stream("Workbook", for_calamine(book)))
    details = details_of_xls(book)
    if details is None or len(details) != len(sheets):
        return sheets
    return tuple(replace(s, details=own) for s, own in zip(sheets, details, strict=True))


def read_xlsb(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of an .xlsb, with errors, links, drawings. Raises what ``readable`` does."""
    package = readable(Package(content))
    return tuple(
        replace(sheet, details=package.details[sheet.name])
        for sheet in read_with_calamine(package.content)
    )


def _sheet(sheet: "CalamineSheet", about: "SheetMetadata") -> Sheet:
    from python_calamine import SheetVisibleEnum

    return Sheet(
        name=about.name,
        rows=_rows(sheet),
        visible=about.visible is SheetVisibleEnum.Visible,
        merges=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
    )
