"""A scan of the sheets of an .xls: how large they truly are."""

from collections.abc import Iterator
from struct import Struct, error

from ita_xlsx.intake.guard.scan_xlsx import SheetScan, Watch
from ita_xlsx.intake.guard.xls_records import EOF, listed_sheets, records
from ita_xlsx.ooxml.zip_directory import Refused

_TEXTS, _SEVERAL_RK = 0xFC, 0xBD
# FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK.
_CELLS = frozenset((0x06, _SEVERAL_RK, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
_PLACE, _SHORT, _LONG = Struct("<2H"), Struct("<H"), Struct("<I")
# A text of the list has a length and flags.
_SHORTEST_TEXT = 3


def scan_xls(book: bytes, watch: Watch, most: int) -> tuple[SheetScan, int]:
    """The scan of the largest sheet, and the boxes of all together: the reader keeps all at once.

    ``watch`` is called on the way. No more than ``most`` sheets are scanned. Raises Refused:
    damaged, too_many_parts, lying_size.
    """
    try:
        _refuse_lying_texts(book)
        scans = list(_scan_sheets(book, watch, most))
    except (error, IndexError) as broken:
        raise Refused("damaged") from broken
    largest = max(scans, key=lambda scan: scan.box, default=SheetScan())
    return largest, sum(scan.box for scan in scans)


def _refuse_lying_texts(book: bytes) -> None:
    """The reader makes room for as many texts as their list says it holds."""
    for kind, at, _ in records(book, 0):
        if kind == EOF:
            return
        if kind == _TEXTS and _LONG.unpack_from(book, at + 4)[0] > len(book) // _SHORTEST_TEXT:
            raise Refused("lying_size", name="Workbook")


def _scan_sheets(book: bytes, watch: Watch, most: int) -> Iterator[SheetScan]:
    scanned = 0
    for number, sheet in enumerate(listed_sheets(book)):
        if number == most:
            raise Refused("too_many_parts", limit=most)
        scan = SheetScan(sheet.name)
        scanned += _scan_cells(book, sheet.at, scan, watch)
        if scanned > 2 * len(book):
            raise Refused("damaged")  # sheets that lie in one another
        yield scan


def _scan_cells(book: bytes, start: int, scan: SheetScan, watch: Watch) -> int:
    """Fill the scan; the result is how many bytes were scanned."""
    end = start
    for kind, at, length in records(book, start):
        end = at + length
        if kind == EOF:
            break
        if kind not in _CELLS:
            continue
        row, column = _PLACE.unpack_from(book, at)
        if kind == _SEVERAL_RK:
            column = _SHORT.unpack_from(book, end - 2)[0]
        scan.cells += 1
        scan.stretch(row, column)
        if scan.cells % 4096 == 0:
            watch(scan)
    watch(scan)
    return end - start
