"""A scan of the sheets of an .xlsb, record by record. Source: [MS-XLSB] 2.3."""

from collections.abc import Iterator, Sequence
from struct import Struct, error

from ita_xlsx.intake.guard.scan_xlsx import SheetScan, Watch
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import Refused

# BrtRowHdr, BrtCellBlank; BrtCellRk to BrtFmlaError; BrtShortBlank to BrtShortIsst.
ROW, BLANK = 0, 1
FULL_CELLS, SHORT_CELLS = range(BLANK, 12), range(12, 19)
BOOK, SHEET = "xl/workbook.bin", 156  # BrtBundleSh
# Cells that show a text of the shared list, with the place of its number; that list, its texts.
_SHOWS = {7: 8, 18: 4}  # BrtCellIsst, BrtShortIsst
TEXTS, _TEXT = "xl/sharedstrings.bin", 19  # BrtSSTItem
_LONG = Struct("<I")


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, the place of the body and its length of each record."""
    place = 0
    while place < len(part):
        kind, place = _varint(part, place, 2)
        length, place = _varint(part, place, 4)
        yield kind, place, length
        place += length


def _varint(part: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    number = 0
    for shift in range(longest):
        byte = part[place] if place < len(part) else 0
        place += 1
        number |= (byte & 0x7F) << (7 * shift)
        if not byte & 0x80:
            break
    return number, place


def text_sizes(part: bytes) -> Sequence[int]:
    """The bytes of each text of the shared list."""
    return [length for kind, _, length in records(part) if kind == _TEXT]


def scan_xlsb(part: bytes, name: str, watch: Watch, texts: Sequence[int] = ()) -> SheetScan:
    """The scan of one sheet, some of whose cells show shared texts, which have so many bytes.

    ``watch`` is called on the way. Raises Refused: damaged.
    """
    scan = SheetScan(name)
    row, column = 0, -1
    scan.texts = len(part)
    try:
        for kind, at, _ in records(part):
            if kind in _SHOWS:
                number = _LONG.unpack_from(part, at + _SHOWS[kind])[0]
                scan.texts += texts[number] if number < len(texts) else 0
            if kind == ROW:
                row, column = _LONG.unpack_from(part, at)[0], -1
            elif kind in SHORT_CELLS:
                column += 1
                _take(scan, row, column, watch)
            elif kind in FULL_CELLS:
                column = _LONG.unpack_from(part, at)[0]
                if kind != BLANK:
                    _take(scan, row, column, watch)
    except error as broken:
        raise Refused("damaged") from broken
    watch(scan)
    return scan


def _take(scan: SheetScan, row: int, column: int, watch: Watch) -> None:
    scan.cells += 1
    scan.stretch(row, column)
    if scan.cells % 4096 == 0:
        watch(scan)


def sheet_names(package: Package) -> dict[str, str]:
    """{key of a part: the name of its sheet}, as far as the workbook can be read."""
    keys = {link.id: link.key for link in package.relationships(BOOK)}
    names: dict[str, str] = {}
    try:
        book = package.read(BOOK)
        for kind, at, length in records(book):
            if kind == SHEET:
                link, end = text_at(book[at : at + length], 8)
                names[keys.get(link, "")] = text_at(book[at : at + length], end)[0]
    except (error, KeyError, UnicodeDecodeError):
        pass
    return names


def text_at(body: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends. Raises struct.error or UnicodeDecodeError."""
    end = at + 4 + 2 * int(_LONG.unpack_from(body, at)[0])
    return body[at + 4 : end].decode("utf-16-le"), end
