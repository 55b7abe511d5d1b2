"""The boxes in which notes are shown: shapes of a VML drawing, placed by cells and pixels.

Such a drawing need not be well-formed XML, so its text is searched, not parsed.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from ita_xlsx.ooxml.addresses import place_of
from ita_xlsx.ooxml.markup import Document, Edit, splice
from ita_xlsx.report.returns.marks import CannotMark
from ita_xlsx.thai.layout import text_height
from ita_xlsx.xlsx.limits import SHEET_ROWS

_WIDTH = 360  # pixels
_UNITS = 46.0  # what a line of a note has room for, in Excel's column units
_SIZE = 14.0
_HIGHEST = 600  # pixels
_COLUMN, _ROW = 64, 20  # pixels, where the sheet says nothing
_PER_UNIT = 7  # pixels of a column unit
_PER_POINT = 96 / 72

_VOCABULARIES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
# The prefixes of the vocabularies are free.
# It holds no other shape, so that the search for the end of each stops at the next.
_SHAPE = re.compile(rb"<((?:\w+:)?shape)\s(?:[^<]++|<(?!/?(?:\w+:)?shape[\s>]))*</\1>")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)[^<]*(<)")
_AT_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_AT_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BLOCKS = re.compile(rb'<(?:\w+:)?idmap[^<>]*?data="([\d,]+)"')
ROW_TAG = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_ROW_FIELD = re.compile(rb'\s(r|ht)="([\d.]+)"')


class Grid:
    """How wide the columns and how high the rows of a worksheet are, in pixels."""

    def __init__(self, sheet: bytes) -> None:
        document = Document(sheet, 2, ("sheetData",))
        formats = document.root.first("sheetFormatPr")
        about = {} if formats is None else formats.about
        self._row = _pixels(about.get("defaultRowHeight"), _PER_POINT, _ROW)
        self._column = _pixels(about.get("defaultColWidth"), _PER_UNIT, _COLUMN)
        columns = document.root.first("cols")
        self._columns = [
            (int(one.about["min"]) - 1, int(one.about["max"]) - 1, one.about.get("width"))
            for one in ([] if columns is None else columns.children)
        ]
        self._rows: dict[int, int] = {}
        for tag in ROW_TAG.findall(sheet):
            fields = {name: value.decode() for name, value in _ROW_FIELD.findall(tag)}
            if b"r" in fields and b"ht" in fields:
                self._rows[int(fields[b"r"]) - 1] = _pixels(fields[b"ht"], _PER_POINT, _ROW)

    def anchor(self, cell: str, text: str) -> str:
        """Where the box of a note stands: beside its cell, as large as its text needs."""
        row, column = place_of(cell) or (0, 0)
        height = int(text_height(text, _UNITS, _SIZE) * _PER_POINT) + _ROW
        right, right_rest = _walk(column + 1, 15 + _WIDTH, self.width)
        bottom, bottom_rest = _walk(row, 2 + min(height, _HIGHEST), self.height)
        places = (column + 1, 15, row, 2, right, right_rest, bottom, bottom_rest)
        return ", ".join(map(str, places))

    def width(self, column: int) -> int:
        """Of a column, counted from zero."""
        for first, last, width in self._columns:
            if first <= column <= last:
                return _pixels(width, _PER_UNIT, self._column)
        return self._column

    def height(self, row: int) -> int:
        """Of a row, counted from zero."""
        return self._rows.get(row, self._row)


def used_blocks(drawings: Iterable[bytes]) -> set[int]:
    """The blocks of numbers that drawings use for their shapes."""
    return {number for drawing in drawings for number in _blocks(drawing)}


def empty_drawing(used: set[int]) -> bytes:
    """A drawing without a shape, in a block of numbers that is added to those used."""
    block = next(number for number in range(1, len(used) + 2) if number not in used)
    used.add(block)
    return (
        f'<xml {_VOCABULARIES}><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
        f"{_TYPE}</xml>"
    ).encode()


def with_boxes(
    drawing: bytes, removed: Iterable[str], notes: Mapping[str, str], grid: Grid
) -> bytes:
    """A drawing without the boxes of some cells' notes and with one for each of other cells.

    A box that is there already becomes as large as its text needs.
    """
    found = ((_cell_of(shape[0]), shape) for shape in _SHAPE.finditer(drawing))
    shapes = {place: shape for place, shape in found if place is not None}
    edits: list[Edit] = [
        (*shapes[place].span(), b"")
        for place in map(place_of, removed)
        if place is not None and place in shapes
    ]
    numbers = [int(number) for number in _NUMBER.findall(drawing)]
    number = max(numbers, default=1024 * max(_blocks(drawing), default=1))
    # A drawing in other prefixes gets shapes that bring their own.
    own = "" if _VOCABULARIES.split()[0].encode() in drawing else f" {_VOCABULARIES}"
    new = [] if b'"_x0000_t202"' in drawing else [_TYPE.replace(" ", f"{own} ", 1)]
    for cell, text in notes.items():
        anchor = grid.anchor(cell, text)
        place = place_of(cell)
        shape = None if place is None else shapes.get(place)
        if shape is None:
            number += 1
            new.append(_shape(cell, number, anchor, own))
        else:
            larger = _ANCHOR.sub(rf"\g<1>{anchor}\2".encode(), shape[0], count=1)
            edits.append((*shape.span(), larger))
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise CannotMark
    return splice(drawing, [*edits, (end, end, "".join(new).encode())])


def _blocks(drawing: bytes) -> list[int]:
    return [int(number) for number in b",".join(_BLOCKS.findall(drawing)).split(b",") if number]


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    row, column = _AT_ROW.search(shape), _AT_COLUMN.search(shape)
    return None if row is None or column is None else (int(row[1]), int(column[1]))


def _shape(cell: str, number: int, anchor: str, own: str) -> str:
    row, column = place_of(cell) or (0, 0)
    return (
        f'<v:shape{own} id="_x0000_s{number}" type="#_x0000_t202" '
        "style='position:absolute;visibility:hidden' fillcolor=\"#ffffe1\" "
        'o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div>"
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _pixels(size: str | None, factor: float, otherwise: int) -> int:
    return otherwise if size is None else int(float(size) * factor) + (factor == _PER_UNIT) * 5


def _walk(index: int, distance: int, size_of: Callable[[int], int]) -> tuple[int, int]:
    """The index of the column or row that lies so many pixels on, and how many pixels into it."""
    while (size := size_of(index)) <= distance and index < SHEET_ROWS - 1:
        distance -= size
        index += 1
    return index, distance
