"""The records of an .xls. Source: [MS-XLS] 2.3 and 2.4."""

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from ita_xlsx.intake.guard.ole import Ole

# The names of the stream of records, which Excel writes in other letters.
STREAMS = ("workbook", "book")
WORKSHEET = 0
EOF, _SHEET = 0x0A, 0x85
_HEAD, _LONG = Struct("<2H"), Struct("<I")


class Listed(NamedTuple):
    """A sheet: where its records begin, its kind (``WORKSHEET``) and its name."""

    at: int
    kind: int
    name: str


def workbook_stream(content: bytes) -> bytes:
    """The stream of an .xls that holds its records, whatever the case of its name.

    Raises NotOle.
    """
    ole = Ole(content)
    names = {name.lower(): name for name in ole.names}
    return ole.read(next((names[name] for name in STREAMS if name in names), ""))


def records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, the place of the body and its length of each record from a place on."""
    while at + _HEAD.size <= len(book):
        kind, length = _HEAD.unpack_from(book, at)
        yield kind, at + _HEAD.size, length
        at += _HEAD.size + length


def listed_sheets(book: bytes) -> Iterator[Listed]:
    """The sheets of every kind in their order. Raises struct.error or IndexError if cut short."""
    for kind, at, length in records(book, 0):
        if kind == EOF:
            return
        if kind == _SHEET:
            body = book[at : at + length]
            yield Listed(_LONG.unpack_from(body)[0], body[5], _name(body[6:]))


def _name(text: bytes) -> str:
    """The name of a sheet: in BIFF8 a byte of flags follows its length, and none is a letter."""
    if text[1:2] not in (b"\0", b"\1"):
        return text[1:].decode("cp874", "replace")
    return text[2:].decode("utf-16-le" if text[1] else "latin-1", "replace")
