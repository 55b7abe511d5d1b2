"""The heights of rows in a workbook that gives none, as programs without a screen write them.

Excel fits such rows when it opens the file, LibreOffice and others show the first line only.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from ita_xlsx.ooxml.addresses import place_of, rectangle
from ita_xlsx.ooxml.markup import OPENING_TAG, Document, Edit, Element, splice, with_attribute
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.report.returns.boxes import ROW_TAG, Grid
from ita_xlsx.thai import layout
from ita_xlsx.xlsx.limits import SHEET_COLUMNS, SHEET_ROWS

_HIGH = re.compile(rb"\sht\s*=")
# Other fonts are so much wider than TH Sarabun of the same size.
_OTHER_FONTS = 1.5
# A row holds fewer letters, and a wider text needs no second line.
_MOST_LETTERS = 5_000
_MOST_COLUMNS = 50
_WRITTEN = ("v", "t")
_PIXEL = 0.75  # points


class _Font(NamedTuple):
    """The font of a cell's look: its size in points, as wide as TH Sarabun of another size."""

    size: float = 11.0
    as_wide: float = 11.0 * _OTHER_FONTS
    bold: bool = False
    wraps: bool = False


class Shared(NamedTuple):
    """What the sheets of a workbook share: the fonts of its cell formats, and its texts."""

    fonts: Sequence[_Font]
    texts: Sequence[str]


def shared_of(styles: bytes, texts: bytes) -> Shared:
    """What is in the parts of styles and of shared texts; the latter may be empty, as none.

    Raises Refused for what is not well-formed.
    """
    return Shared(_fonts(styles), _texts(texts))


def with_heights(sheet: bytes, shared: Shared, merged: Sequence[str]) -> bytes:
    """A worksheet whose rows are as high as their texts, if none had a height of its own.

    They are not fixed: a height alone says how high a row is now. ``merged`` are the areas that are
    merged. Raises Refused for what is not well-formed.
    """
    if any(_HIGH.search(tag[0]) for tag in ROW_TAG.finditer(sheet)):
        return sheet
    rows = _Rows(sheet, shared, merged)
    edits: list[Edit] = []
    for at, height in rows.heights:
        tag = OPENING_TAG.match(sheet, at)
        if tag is None:
            raise Refused("damaged")
        edits.append((*tag.span(), with_attribute(tag[0], "ht", f"{height:g}")))
    return splice(sheet, edits)


class _Rows:
    """Reads the cells of a worksheet; ``heights`` are those of its rows by where they begin."""

    def __init__(self, sheet: bytes, shared: Shared, merged: Sequence[str]) -> None:
        self.heights: list[tuple[int, float]] = []
        self._shared, self._grid = shared, Grid(sheet)
        areas = filter(None, (rectangle(area, SHEET_ROWS, SHEET_COLUMNS) for area in merged))
        self._merged = {area[:2]: area[2:] for area in areas}
        self._row, self._needed, self._begins = -1, 0.0, 0
        self._cell: Mapping[str, str] = {}
        self._pieces: list[str] | None = None
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        _parse(self._parser.Parse, sheet)

    def _start(self, name: str, about: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = int(about.get("r", self._row + 2)) - 1
            self._begins, self._needed = self._parser.CurrentByteIndex, 0.0
        elif name == "c":
            self._cell, self._text = about, ""
        elif name in _WRITTEN and self._cell:
            self._pieces = []

    def _data(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in _WRITTEN and self._pieces is not None:
            self._text += "".join(self._pieces)
            self._pieces = None
        elif name == "c":
            self._needed = max(self._needed, self._height())
            self._cell = {}
        elif name == "row" and self._needed > self._grid.height(self._row) * _PIXEL:
            self.heights.append((self._begins, min(self._needed, layout.MAX_ROW_HEIGHT)))

    def _height(self) -> float:
        """What the cell that was read needs; nothing if it is merged over several rows."""
        place, text = place_of(self._cell.get("r", "")), self._text
        if place is None or not text:
            return 0.0
        if self._cell.get("t") == "s":
            text = "".join(self._shared.texts[int(text) : int(text) + 1])
        row, column = place
        last_row, last_column = self._merged.get(place, place)
        style = int(self._cell.get("s", "0"))
        font = self._shared.fonts[style] if style < len(self._shared.fonts) else _Font()
        if last_row > row:
            return 0.0
        if not font.wraps:
            return layout.lines_height(1, font.size)
        columns = range(column, min(last_column, column + _MOST_COLUMNS) + 1)
        width = sum(map(self._grid.width, columns)) * _PIXEL
        lines = layout.wrap(text[:_MOST_LETTERS], width, font.as_wide, font.bold)
        return layout.lines_height(len(lines), font.size)


def _fonts(styles: bytes) -> list[_Font]:
    """The fonts of the cell formats in the styles part, in their order."""
    root = Document(styles, 3).root
    fonts, formats = root.first("fonts"), root.first("cellXfs")
    known = [_font(font) for font in ([] if fonts is None else fonts.children)] or [_Font()]
    found = []
    for look in [] if formats is None else formats.children:
        font = known[min(int(look.about.get("fontId", "0")), len(known) - 1)]
        alignment = look.first("alignment")
        wraps = alignment is not None and alignment.about.get("wrapText") in ("1", "true")
        found.append(font._replace(wraps=wraps))
    return found


def _font(font: Element) -> _Font:
    about = {child.name: child.about.get("val", "") for child in font.children}
    size = float(about.get("sz") or _Font().size)
    wide = 1.0 if "sarabun" in about.get("name", "").casefold() else _OTHER_FONTS
    return _Font(size, size * wide, about.get("b", "0") in ("", "1", "true"))


def _texts(shared: bytes) -> list[str]:
    """The shared texts, without how they are read aloud."""
    texts: list[str] = []
    inside: list[str] = []

    def start(name: str, about: dict[str, str]) -> None:
        inside.append(name.rpartition(":")[2])
        if inside[-1] == "si":
            texts.append("")

    def data(text: str) -> None:
        if inside[-1:] == ["t"] and "rPh" not in inside and len(texts[-1]) < _MOST_LETTERS:
            texts[-1] += text

    if shared:
        parser = ParserCreate()
        parser.StartElementHandler, parser.CharacterDataHandler = start, data
        parser.EndElementHandler = lambda name: inside.pop()
        _parse(parser.Parse, shared)
    return texts


def _parse(parse: Callable[[bytes, bool], int], content: bytes) -> None:
    try:
        parse(content, True)
    except ExpatError as error:
        raise Refused("damaged") from error
