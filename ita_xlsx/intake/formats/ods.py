"""What an OpenDocument spreadsheet holds that calamine does not give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from xml.etree.ElementTree import Element, iterparse

from ita_xlsx.intake.formats.cells import MOST_COLOURED, Details, Drawn, Link, Place
from ita_xlsx.intake.guard.scan_ods import times
from ita_xlsx.ooxml.addresses import place_of
from ita_xlsx.ooxml.tree import attribute, name_of, walk
from ita_xlsx.xlsx.limits import SHEET_ROWS

Merge = tuple[int, int, int, int]

# What programs without calcext show in a formula's cell (LibreOffice's own codes are Err:502).
_ERROR = re.compile(r"#(?:N/A|GETTING_DATA|[A-Z][A-Z0-9/]*[!?])|(?:Err|ข้อผิดพลาด):\d{3}")
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_KIND, _SHOWN = _NAMES % ("office", "value-type"), _NAMES % ("office", "string-value")
_FORMULA, _BLANKS = _NAMES % ("table", "formula"), _NAMES % ("text", "c")
_ERROR_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = ("table-cell", "covered-table-cell")
_PARAGRAPHS = ("p", "h")
_NOTE = "annotation"
# What is drawn; of other elements in a cell only its text is read.
_FRAMES = ("frame", "control")
_SHAPES = ("custom-shape", "rect", "ellipse", "circle", "caption", "polygon", "path")
_APART = (_NOTE, *_FRAMES, *_SHAPES)
_HIDDEN = ("collapse", "filter")
_MOST_COLUMNS = 1 << 14


@dataclass(frozen=True)
class About:
    """Of one sheet: its merged ranges, the texts that calamine gives otherwise, and the rest.

    Everything is counted from zero.
    """

    merges: list[Merge] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    notes: dict[Place, str] = field(default_factory=dict)
    struck: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    coloured: set[Place] = field(default_factory=set)

    @property
    def details(self) -> Details:
        """What is beside its values."""
        return Details(
            formulas=self.formulas,
            errors=self.errors,
            notes=self.notes,
            uncached=frozenset(self.uncached),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            links=tuple(self.links),
            struck=self.struck,
            drawn=tuple(self.drawn),
            coloured=frozenset(self.coloured),
        )


def look_into_ods(content: bytes) -> dict[str, About]:
    """{sheet name: what it holds} of a ``content.xml`` that the guard has let through."""
    reader = _Reader()
    for event, element in iterparse(BytesIO(content), ("start", "end")):
        if event == "start" and name_of(element) == "table":
            reader.begin(attribute(element, "name"))
        elif event == "end":
            reader.take(element)
    return reader.sheets


_WHITE = ("", "transparent", "#ffffff")


class _Reader:
    """Takes each element when it is whole; rows and columns are counted as they are repeated."""

    def __init__(self) -> None:
        self.sheets: dict[str, About] = {}
        self.about = About()
        self.row = self.column = 0
        self.struck: set[str] = set()
        self.shut: set[str] = set()
        self.coloured: set[str] = set()
        self.controls: dict[str, Element] = {}

    def begin(self, name: str) -> None:
        """A table begins."""
        self.about = self.sheets.setdefault(name, About())
        self.row = self.column = 0

    def take(self, element: Element) -> None:
        """An element ends."""
        name = name_of(element)
        if name == "style":
            self._take_style(element)
        elif name in ("checkbox", "radio", "button", "fixed-text"):
            self.controls[attribute(element, "id")] = element
        elif name == "shapes":
            self.about.drawn.extend(self._drawn(element, None))
        elif name == "table-column":
            self._take_column(element)
        elif name == "table-row":
            self._take_row(element)
            self.row += _number(element, "number-rows-repeated")
            element.clear()

    def _take_style(self, style: Element) -> None:
        """Styles that strike texts out, those of rows and columns of no size, and coloured ones."""
        for properties in style:
            line = attribute(properties, "text-line-through-style")
            kind = attribute(properties, "text-line-through-type")
            if (line or kind or "none") != "none":
                self.struck.add(attribute(style, "name"))
            if attribute(properties, "background-color").lower() not in _WHITE:
                self.coloured.add(attribute(style, "name"))
            sizes = (attribute(properties, name) for name in ("row-height", "column-width"))
            if any(size and not size.strip("0.,cmipntx ") for size in sizes):
                self.shut.add(attribute(style, "name"))

    def _is_hidden(self, element: Element) -> bool:
        hidden = attribute(element, "visibility") in _HIDDEN
        return hidden or attribute(element, "style-name") in self.shut

    def _take_column(self, column: Element) -> None:
        after = min(self.column + _number(column, "number-columns-repeated"), _MOST_COLUMNS)
        if self._is_hidden(column):
            self.about.hidden_columns.update(range(self.column, after))
        self.column = after

    def _take_row(self, row: Element) -> None:
        if self._is_hidden(row):
            self.about.hidden_rows.add(self.row)
        column = 0
        for cell in row:
            if name_of(cell) in _CELLS:
                times = _number(cell, "number-columns-repeated")
                if attribute(cell, "style-name") in self.coloured:
                    left = MOST_COLOURED - len(self.about.coloured)
                    columns = range(column, column + min(times, left))
                    self.about.coloured.update(product((self.row,), columns))
                if cell.attrib or len(cell):
                    self._take_cell(cell, (self.row, column))
                if len(cell) and _differs(cell):
                    rows = range(self.row, self.row + _number(row, "number-rows-repeated"))
                    places = product(rows, range(column, column + times))
                    self.about.texts.update(dict.fromkeys(places, _text(cell)))
                column += times

    def _take_cell(self, cell: Element, place: Place) -> None:
        about, (row, column) = self.about, place
        rows, columns = (_number(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if rows > 1 or columns > 1:
            about.merges.append((row, column, row + rows - 1, column + columns - 1))
        text = _text(cell)
        formula = cell.get(_FORMULA, "").partition("=")[2]  # of:=[.A1]+1
        if formula:
            about.formulas[place] = f"={formula}"
            # Of a formula whose value is an empty text LibreOffice writes an empty paragraph.
            if not (cell.get(_KIND) or any(name_of(one) in _PARAGRAPHS for one in cell)):
                about.uncached.add(place)
        if error := _error(cell, text):
            about.errors[place] = error
        for one in walk(cell, *_APART):
            if name_of(one) == "a" and (address := attribute(one, "href")):
                about.links.append(Link((*place, *place), address))
            elif name_of(one) == _NOTE and (note := _text(one)):
                about.notes[place] = note
        if struck := self._struck(cell, text):
            about.struck[place] = struck
        about.drawn.extend(self._drawn(cell, place))

    def _struck(self, cell: Element, text: str) -> str:
        """What of the text of a cell is struck out."""
        if attribute(cell, "style-name") in self.struck:
            return text
        struck, left = [], list(reversed(cell))
        while left:
            one = left.pop()
            if name_of(one) == "span" and attribute(one, "style-name") in self.struck:
                struck.append(_line(one))
            elif name_of(one) not in _APART:
                left.extend(reversed(one))
        return "".join(struck)

    def _drawn(self, parent: Element, place: Place | None) -> Iterator[Drawn]:
        """What is drawn in a cell, or on the sheet."""
        for one in walk(parent, *_APART):
            name = name_of(one)
            if name == "frame":
                yield Drawn(*_frame(one, place), _last_row(one, place))
            elif name == "control":
                yield from self._control(one, place)
            elif name in _SHAPES and (text := _text(one)):
                yield Drawn("text", place, text)

    def _control(self, control: Element, place: Place | None) -> Iterator[Drawn]:
        form = self.controls.get(attribute(control, "control"))
        if form is None:
            return
        label = attribute(form, "label")
        if name_of(form) in ("checkbox", "radio"):
            state = attribute(form, "current-state") or attribute(form, "current-selected")
            yield Drawn("checked" if state in ("checked", "true") else "unchecked", place, label)
        elif label:
            yield Drawn("text", place, label)


# Rows of 15 points in each unit; a higher row is covered less.
_ROWS = {"in": 4.8, "cm": 1.89, "mm": 0.189, "pt": 1 / 15}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d+)?)(in|cm|mm|pt)")


def _last_row(frame: Element, place: Place | None) -> int:
    """The last row that a frame covers, at most; that of the sheet where it is not known."""
    if end := place_of(attribute(frame, "end-cell-address").rpartition(".")[2]):
        return end[0]
    height = _LENGTH.fullmatch(attribute(frame, "height"))
    return place[0] + int(float(height[1]) * _ROWS[height[2]]) if place and height else SHEET_ROWS


def _frame(frame: Element, place: Place | None) -> tuple[str, Place | None, str]:
    """What a frame shows; further elements are shown by programs that do not know the first."""
    names = {name_of(one): one for one in frame}
    if "text-box" in names:
        return "text", place, _text(names["text-box"])
    embedded = names.get("object", names.get("object-ole"))
    if embedded is None:
        return ("picture" if "image" in names else "object"), place, ""
    ranges = attribute(embedded, "notify-on-update-of-ranges")
    return ("chart" if ranges else "document"), place, ""


# --- texts ----------------------------------------------------------------------------------------

# Of these calamine drops the first ones, and takes the others for a text of the cell.
_LOST = ("tab", "line-break", *_FRAMES, *_SHAPES)


def _differs(cell: Element) -> bool:
    """Whether calamine gives another text than the cell has."""
    kind = cell.get(_KIND, "")
    if kind not in ("", "string") or cell.get(_SHOWN):
        return False
    return not kind or any(name_of(one) in _LOST for one in walk(cell, *_APART))


def _text(parent: Element) -> str:
    """The paragraphs of a cell, a note or a shape, each on a line of its own."""
    found = (one for one in walk(parent, *_APART, *_PARAGRAPHS) if name_of(one) in _PARAGRAPHS)
    return "\n".join(map(_line, found))


def _line(paragraph: Element) -> str:
    pieces = [paragraph.text or ""]
    for one in paragraph:
        pieces += [_piece(one), one.tail or ""]
    return "".join(pieces)


def _piece(element: Element) -> str:
    name = name_of(element)
    if name == "s":
        return " " * min(times(element.get(_BLANKS, "")), _MOST_COLUMNS)
    if name in _BREAKS:
        return _BREAKS[name]
    return "" if name in _APART else _line(element)


_BREAKS = {"tab": "\t", "line-break": "\n"}


def _error(cell: Element, text: str) -> str:
    """The error value that a cell shows; nothing for any other."""
    is_error = cell.get(_ERROR_KIND) == "error"
    if not is_error and not cell.get(_FORMULA):
        return ""
    shown = text.strip()
    return shown if is_error or _ERROR.fullmatch(shown) else ""


def _number(element: Element, name: str) -> int:
    return times(attribute(element, name))
