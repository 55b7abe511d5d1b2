"""A scan of the sheets of an .xlsb, record by record. Source: [MS-XLSB] 2.3."""

from collections.abc import Iterator
from struct import Struct, error

from ita_xlsx.intake.guard.scan_xlsx import SheetScan, Watch
from ita_xlsx.ooxml.zip_directory import Refused

# BrtRowHdr, BrtCellBlank; BrtCellRk to BrtFmlaError; BrtShortBlank to BrtShortIsst.
ROW, BLANK = 0, 1
FULL_CELLS, SHORT_CELLS = range(BLANK, 12), range(12, 19)
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


def scan_xlsb(part: bytes, name: str, watch: Watch) -> SheetScan:
    """The scan of one sheet; ``watch`` is called on the way. Raises Refused: damaged."""
    scan = SheetScan(name)
    row, column = 0, -1
    try:
        for kind, at, _ in records(part):
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
