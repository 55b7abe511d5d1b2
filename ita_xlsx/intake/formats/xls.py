"""What calamine needs changed in an .xls, and its error values, which calamine gives as blanks.

Source: [MS-XLS].
"""

from struct import pack_into, unpack_from

from ita_xlsx.intake.guard.xls_records import EOF, listed_sheets, records

ERROR_NAMES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
UNKNOWN_ERROR = "#ERROR!"
# What calamine takes for an error, where it would refuse a file for another.
KNOWN_ERROR = 0x0F

_FORMULA, _BOOL_OR_ERROR, _DIMENSIONS = 0x06, 0x205, 0x200
_LABEL, _RICH_LABEL = 0x204, 0xD6
# In the eight bytes of a formula's value: it is no number, and what it is.
_NO_NUMBER, _IS_ERROR = 0xFFFF, 2


def for_calamine(book: bytes) -> bytes:
    """The records of a workbook as calamine reads all of them.

    It makes room for the size that a sheet claims, refuses an error that it does not know, and
    passes over texts with several fonts, as Excel 95 wrote them. Raises struct.error if cut short.
    """
    changed = bytearray(book)
    for sheet in listed_sheets(book):
        for kind, at, length in records(book, sheet.at):
            if kind == EOF:
                break
            if kind == _DIMENSIONS:
                changed[at : at + length] = bytes(length)
            elif kind == _RICH_LABEL:
                pack_into("<H", changed, at - 4, _LABEL)
            elif (code := _error_at(kind, book, at)) and book[code] not in ERROR_NAMES:
                changed[code] = KNOWN_ERROR
    return bytes(changed)


def error_of(kind: int, book: bytes, at: int) -> str:
    """The error value of a cell whose record is at a place; nothing for any other."""
    code = _error_at(kind, book, at)
    return ERROR_NAMES.get(book[code], UNKNOWN_ERROR) if code else ""


def _error_at(kind: int, book: bytes, at: int) -> int:
    """The place of the error's code in a record whose body is at ``at``; zero if it has none."""
    if kind == _BOOL_OR_ERROR and book[at + 7]:
        return at + 6
    if kind == _FORMULA and unpack_from("<H", book, at + 12)[0] == _NO_NUMBER:
        return at + 8 if book[at + 6] == _IS_ERROR else 0
    return 0
