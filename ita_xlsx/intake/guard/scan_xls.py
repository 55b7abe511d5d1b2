"""A scan of the sheets of an .xls: how large they truly are."""

from collections.abc import Iterator, Sequence
from struct import Struct, error

from ita_xlsx.intake.guard.scan_xlsx import SheetScan, Watch
from ita_xlsx.intake.guard.xls_records import (
    EOF,
    SHORTEST_TEXT,
    TEXTS,
    listed_sheets,
    records,
    shared_texts,
    sheet_records,
)
from ita_xlsx.ooxml.zip_directory import Refused

_SEVERAL_RK, _SHOWS_TEXT = 0xBD, 0xFD
# FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK.
_CELLS = frozenset((0x06, _SEVERAL_RK, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
_PLACE, _SHORT, _LONG = Struct("<2H"), Struct("<H"), Struct("<I")
_LETTER = 3  # bytes of a Thai letter


def scan_xls(book: bytes, watch: Watch, most: int) -> list[SheetScan]:
    """The scan of each sheet; ``watch`` is called on the way, and ``most`` are the most sheets.

    Raises Refused: damaged, too_many_parts, lying_size.
    """
    try:
        _refuse_lying_texts(book)
        return list(_scan_sheets(book, [len(text) for text, _ in shared_texts(book)], watch, most))
    except (error, IndexError) as broken:
        raise Refused("damaged") from broken


def _refuse_lying_texts(book: bytes) -> None:
    """The reader makes room for as many texts as their list says it holds."""
    for kind, at, _ in records(book, 0):
        if kind == EOF:
            return
        if kind == TEXTS and _LONG.unpack_from(book, at + 4)[0] > len(book) // SHORTEST_TEXT:
            raise Refused("lying_size", name="Workbook")


def _scan_sheets(book: bytes, texts: Sequence[int], watch: Watch, most: int) -> Iterator[SheetScan]:
    scanned = 0
    for number, sheet in enumerate(listed_sheets(book)):
        if number == most:
            raise Refused("too_many_parts", limit=most)
        scan = SheetScan(sheet.name)
        scanned += _scan_cells(book, sheet.at, scan, texts, watch)
        if scanned > 2 * len(book):
            raise Refused("damaged")  # sheets that lie in one another
        yield scan


def _scan_cells(
    book: bytes, start: int, scan: SheetScan, texts: Sequence[int], watch: Watch
) -> int:
    """Fill the scan; the result is how many bytes were scanned."""
    end = start
    for kind, at, length, _ in sheet_records(book, start):
        end = at + length
        if kind not in _CELLS:
            continue
        row, column = _PLACE.unpack_from(book, at)
        times = 1
        if kind == _SEVERAL_RK:
            column, times = _SHORT.unpack_from(book, end - 2)[0], length // 6
        if kind == _SHOWS_TEXT:
            number = _LONG.unpack_from(book, at + 6)[0]
            scan.texts += _LETTER * (texts[number] if number < len(texts) else 0)
        scan.cells += 1
        scan.stretch(row, column, times)
        if scan.cells % 4096 == 0:
            watch(scan)
    watch(scan)
    scan.texts += end - start
    return end - start
