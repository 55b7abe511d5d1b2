"""The error values of an .xls, which calamine gives as blank cells. Source: [MS-XLS]."""

from collections.abc import Iterator
from struct import error, unpack_from

from ita_xlsx.intake.formats.cells import Place
from ita_xlsx.intake.guard.ole import NotOle, Ole

ERROR_NAMES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
UNKNOWN_ERROR = "#ERROR!"

_STREAMS = ("Workbook", "Book")
_END, _SHEET, _FORMULA, _BOOL_OR_ERROR = 0x0A, 0x85, 0x06, 0x205
_WORKSHEET = 0
# In the eight bytes of a formula's value: it is no number, and what it is.
_NO_NUMBER, _IS_ERROR = 0xFFFF, 2

Errors = dict[Place, str]


def errors_of_xls(content: bytes) -> list[Errors] | None:
    """{place: error value} of each worksheet in its order; None when that cannot be told."""
    try:
        ole = Ole(content)
        book = ole.read(next((name for name in _STREAMS if name in ole.names), ""))
        return [dict(_errors(book, at)) for at in list(_worksheets(book))]
    except (NotOle, error, LookupError):
        return None


def _worksheets(book: bytes) -> Iterator[int]:
    """Where the records of each worksheet begin."""
    for kind, body in _records(book, 0):
        if kind == _SHEET and body[5] == _WORKSHEET:
            yield unpack_from("<I", body)[0]


def _errors(book: bytes, start: int) -> Iterator[tuple[Place, str]]:
    for kind, body in _records(book, start):
        code = _error_code(kind, body)
        if code is not None:
            yield unpack_from("<2H", body), ERROR_NAMES.get(code, UNKNOWN_ERROR)


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and body[7]:
        return body[6]
    if kind == _FORMULA and unpack_from("<H", body, 12)[0] == _NO_NUMBER and body[6] == _IS_ERROR:
        return body[8]
    return None


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the end of their part. Raises struct.error if cut short.

    A sheet's part may hold further ones, of charts in it.
    """
    inside = 0
    while True:
        kind, length = unpack_from("<2H", book, at)
        inside += (kind in _BEGINS) - (kind == _END)
        if inside <= 0:
            return
        if inside == 1:
            yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


# BOF of each version since 1988.
_BEGINS = (0x09, 0x209, 0x409, 0x809)
