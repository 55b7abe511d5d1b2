"""A look into .xlsb sheets for what calamine passes over: short cell records, error values."""

from collections.abc import Iterator
from struct import error, unpack_from

from ita_xlsx.intake.formats.cells import Place
from ita_xlsx.intake.formats.xls import ERROR_NAMES, UNKNOWN_ERROR
from ita_xlsx.ooxml.package import Package

# BrtShortBlank to BrtShortIsst. Source: [MS-XLSB] 2.3.
_SHORT_CELLS = range(12, 20)


def has_short_cells(content: bytes) -> bool:
    """Whether a sheet of an .xlsb holds cells that calamine would lose (SheetJS writes such)."""
    package = Package(content)
    sheets = [key for key in package.parts if key.startswith("xl/worksheets/sheet")]
    return any(_has_short_cell(package.read(key)) for key in sheets)


def _has_short_cell(part: bytes) -> bool:
    return any(kind in _SHORT_CELLS for kind, _ in _records(part))


# BrtRowHdr, BrtCellError, BrtFmlaError, BrtBundleSh.
_ROW, _ERRORS, _SHEET = 0, (3, 11), 156
_BOOK = "xl/workbook.bin"


def errors_of_xlsb(content: bytes) -> dict[str, dict[Place, str]] | None:
    """{sheet name: {place: error value}}; None when that cannot be told."""
    try:
        package = Package(content)
        targets = {link.id: link.key for link in package.relationships(_BOOK)}
        return {
            name: dict(_errors(package.read(targets[link])))
            for link, name in _sheets(package.read(_BOOK))
        }
    except (error, LookupError, UnicodeDecodeError):
        return None


def _sheets(book: bytes) -> Iterator[tuple[str, str]]:
    """The link and the name of each sheet."""
    for kind, body in _records(book):
        if kind == _SHEET:
            link, at = _text(body, 8)
            yield link, _text(body, at)[0]


def _text(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le"), end


def _errors(part: bytes) -> Iterator[tuple[Place, str]]:
    row = 0
    for kind, body in _records(part):
        if kind == _ROW:
            row = unpack_from("<I", body)[0]
        elif kind in _ERRORS:
            column, _, code = unpack_from("<IIB", body)
            yield (row, column), ERROR_NAMES.get(code, UNKNOWN_ERROR)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(part):
        kind, place = _varint(part, place, 2)
        length, place = _varint(part, place, 4)
        yield kind, part[place : place + length]
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
