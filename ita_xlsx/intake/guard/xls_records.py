"""The records of an .xls. Source: [MS-XLS] 2.3 and 2.4."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from struct import Struct
from typing import NamedTuple

from ita_xlsx.intake.guard.ole import Ole

# The names of the stream of records, which Excel writes in other letters.
STREAMS = ("workbook", "book")
WORKSHEET = 0
EOF, _SHEET = 0x0A, 0x85
# BOF of each version since 1988.
_BEGINS = (0x09, 0x209, 0x409, 0x809)
TEXTS, _MORE_TEXTS = 0xFC, 0x3C
_HEAD, _SHORT, _LONG = Struct("<2H"), Struct("<H"), Struct("<I")
# A text of the list has a length and flags.
SHORTEST_TEXT = 3
_WIDE, _HAS_EXTRA, _HAS_RUNS = 0x01, 0x04, 0x08


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


def sheet_records(book: bytes, start: int) -> Iterator[tuple[int, int, int, int]]:
    """The records of a sheet as ``records`` gives them, and in how many streams each is.

    A chart in a sheet is a stream of its own, which ends before the sheet does.
    """
    inside = 0
    for kind, at, length in records(book, start):
        inside += (kind in _BEGINS) - (kind == EOF)
        yield kind, at, length, inside
        if kind == EOF and inside <= 0:
            return


def listed_sheets(book: bytes) -> Iterator[Listed]:
    """The sheets of every kind in their order. Raises struct.error or IndexError if cut short."""
    for kind, at, length in records(book, 0):
        if kind == EOF:
            return
        if kind == _SHEET:
            body = book[at : at + length]
            yield Listed(_LONG.unpack_from(body)[0], body[5], _name(body[6:]))


def shared_texts(book: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each text of the shared list, with the place and the font of each run of a rich one.

    Raises struct.error or IndexError if cut short. Source: [MS-XLS] 2.4.265, 2.5.293.
    """
    bodies = _bodies_of_texts(book)
    seams = list(accumulate(map(len, bodies)))
    texts = b"".join(bodies)
    at = 0
    while at + SHORTEST_TEXT <= len(texts):
        left, flags = _SHORT.unpack_from(texts, at)[0], texts[at + 2]
        at += SHORTEST_TEXT
        count = extra = 0
        if flags & _HAS_RUNS:
            count = _SHORT.unpack_from(texts, at)[0]
            at += 2
        if flags & _HAS_EXTRA:
            extra = _LONG.unpack_from(texts, at)[0]
            at += 4
        pieces = []
        while left and at + left * (1 + (flags & _WIDE)) > (seam := seams[bisect_left(seams, at)]):
            # The next record begins with how wide the letters are that it goes on with.
            pieces.append(_decoded(texts[at:seam], flags))
            left -= len(pieces[-1])
            flags, at = texts[seam], seam + 1
        end = at + left * (1 + (flags & _WIDE))
        pieces.append(_decoded(texts[at:end], flags))
        yield "".join(pieces), [_HEAD.unpack_from(texts, end + 4 * n) for n in range(count)]
        at = end + 4 * count + extra


def _decoded(letters: bytes, flags: int) -> str:
    return letters.decode("utf-16-le" if flags & _WIDE else "latin-1", "replace")


def _bodies_of_texts(book: bytes) -> list[bytes]:
    """The list of shared texts and the records that go on with it, without its two counts."""
    bodies: list[bytes] = []
    for kind, at, length in records(book, 0):
        if kind == EOF or (bodies and kind != _MORE_TEXTS):
            break
        if bodies or kind == TEXTS:
            bodies.append(book[at : at + length] if bodies else book[at + 8 : at + length])
    return bodies


def _name(text: bytes) -> str:
    """The name of a sheet: in BIFF8 a byte of flags follows its length, and none is a letter."""
    if text[1:2] not in (b"\0", b"\1"):
        return text[1:].decode("cp874", "replace")
    return text[2:].decode("utf-16-le" if text[1] else "latin-1", "replace")
