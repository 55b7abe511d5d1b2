"""A look into .xlsb sheets for the short cell records that calamine passes over in silence."""

from io import BytesIO
from zipfile import ZipFile

# BrtShortBlank to BrtShortIsst. Source: [MS-XLSB] 2.3.
_SHORT_CELLS = range(12, 20)


def has_short_cells(content: bytes) -> bool:
    """Whether a sheet of an .xlsb holds cells that calamine would lose (SheetJS writes such)."""
    with ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(_has_short_cell(package.read(name)) for name in sheets)


def _has_short_cell(part: bytes) -> bool:
    place = 0
    while place < len(part):
        kind, place = _varint(part, place, 2)
        length, place = _varint(part, place, 4)
        if kind in _SHORT_CELLS:
            return True
        place += length
    return False


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
