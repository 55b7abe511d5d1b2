"""Reading the tables of a Word document, and what is written around them.

ElementTree over the guarded package is less than python-docx, which would bring lxml: that gives no
numbers of lists, no tracked changes, no text boxes, and reads the package a second time.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ita_xlsx.intake.formats.cells import Details, Drawn, Link, Merge, Place, Sheet, Value
from ita_xlsx.intake.formats.docx_text import Content, Texts, plain_text
from ita_xlsx.official.documents import TABLE_NAME
from ita_xlsx.ooxml.package import Package, document_key
from ita_xlsx.ooxml.tree import attribute, children, name_of, root_of

# No program makes a table of more columns; a file may say any number.
_MOST_COLUMNS = 63
# Borders this close are one that was dragged, in twentieths of a point (an eighth of an inch).
_SLIVER = 180
_WHITE = ("", "auto", "ffffff")
# What says only how things look, but where it marks a text: as struck out, or as changed.
_LOOKS = ("<w:rPr>", "<w:tcBorders>", "<w:tcMar>", "<w:tblPr>")
_MARKS = ("trike ", "trike/", "<w:ins ", "<w:del ", "<w:move")
# What is around blocks, and says nothing itself; of several versions of one the first is read.
_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice")
# Other documents that are shown in this one.
_EMBEDDED = ("altChunk", "subDoc")
_PAGE_PARTS = ("header", "footer")


def read_docx(content: bytes) -> tuple[Sheet, ...]:
    """The tables of a Word document in their order, each with the lines above it.

    The last one has no rows; it holds what is written below all tables. A table of one cell is a
    frame: what is in it is read as if it were not there. Raises Refused for what is not well-formed
    XML.
    """
    package = Package(content)
    key = document_key(package)
    reader = _Reader(Texts(package, key))
    links = package.relationships(key)
    for kind in _PAGE_PARTS:
        for part in dict.fromkeys(link.key for link in links if link.kind == kind):
            reader.take_page_lines(root_of(package, part))
    for body in children(root_of(package, key, *_LOOKS, kept=_MARKS), "body"):
        reader.take(body)
    return (*reader.tables, reader.rest())


@dataclass
class _Beside:
    """What is beside the texts of a table, and of the lines above it, whose rows are below 0."""

    notes: dict[Place, str] = field(default_factory=dict)
    struck: dict[Place, str] = field(default_factory=dict)
    inserted: dict[Place, str] = field(default_factory=dict)
    deleted: dict[Place, str] = field(default_factory=dict)
    coloured: set[Place] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    def take(self, place: Place, content: Content) -> None:
        """What a cell or a line holds besides its text."""
        if content.is_plain:
            return
        for texts, pieces in (
            (self.struck, content.struck),
            (self.inserted, content.inserted),
            (self.deleted, content.deleted),
        ):
            if text := "".join(pieces).strip():
                texts[place] = text
        if content.notes:
            self.notes[place] = "\n".join(content.notes)
        row = place[0]
        if row < 0:
            self.drawn += (Drawn(kind, None, text, -1) for kind, text in content.drawn)
            return
        self.links += (Link((*place, *place), address) for address in _addresses(content))
        self.drawn += (Drawn(kind, place, text, row) for kind, text in content.drawn)

    @property
    def details(self) -> Details:
        return Details(
            notes=self.notes,
            struck=self.struck,
            inserted=self.inserted,
            deleted=self.deleted,
            coloured=frozenset(self.coloured),
            links=tuple(self.links),
            drawn=tuple(self.drawn),
        )


class _Reader:
    """Takes the blocks of a document from top to bottom."""

    def __init__(self, texts: Texts) -> None:
        self.tables: list[Sheet] = []
        self._texts = texts
        self._lines: list[list[Value]] = []
        self._beside = _Beside()
        self._told = 0

    def take(self, body: Element) -> None:
        """The paragraphs and tables of the body."""
        left = list(reversed(body))
        for name, block in _blocks(left):
            if name == "p":
                self._take_line(block)
            elif name == "tbl":
                rows = _rows(block)
                frame = rows[0][1] if len(rows) == 1 and len(rows[0][1]) == 1 else []
                if frame:
                    left += reversed(frame[0].element)
                elif rows:
                    self._take_table(block, rows)
            else:
                self._beside.drawn.append(Drawn("document", None))

    def take_page_lines(self, part: Element) -> None:
        """What is written at the top or the bottom of each page."""
        self._lines += map(_cells, dict.fromkeys(plain_text(part).split("\n")))

    def rest(self) -> Sheet:
        """What is written below the last table."""
        return Sheet("", [], above=self._lines, details=self._beside.details)

    def _take_line(self, paragraph: Element) -> None:
        content = self._texts.read([paragraph])
        outside = (one for one in _addresses(content) if not one.startswith("#"))
        whole = " ".join(filter(None, (content.text, *(f"({one})" for one in outside))))
        self._lines += map(_cells, whole.split("\n"))
        self._told += 1
        self._beside.take((-self._told, 0), content)

    def _take_table(self, table: Element, rows: "list[tuple[Element, list[_Cell]]]") -> None:
        columns = _Columns(table, rows)
        shown: list[list[Value]] = []
        merges = _Merges()
        for row, cells in rows:
            values: list[Value] = []
            gone = _is_deleted(row)
            for cell in cells:
                first, last = columns.of(cell, len(values))
                place = (len(shown), first)
                content = self._read_cell(cell.element, place)
                if gone:
                    before = self._beside.deleted.get(place, "")
                    self._beside.deleted[place] = " | ".join(filter(None, (before, content.text)))
                    continue
                if cell.coloured:
                    self._beside.coloured.add(place)
                values += [""] * (first - len(values))
                values += [content.text, *[""] * (last - first)]
                merges.take((*place, place[0], last), cell.goes_on)
            if not gone:
                shown.append(values)
        number = len(self.tables) + 1
        details = self._beside.details
        name = TABLE_NAME.format(number)
        merged = tuple(merges.found())
        self.tables.append(Sheet(name, shown, True, merged, details, above=self._lines))
        self._lines, self._beside, self._told = [], _Beside(), 0

    def _read_cell(self, cell: Element, place: Place) -> Content:
        """What is in a cell; a table in it is told of."""
        paragraphs = []
        for name, one in _blocks(list(reversed(cell))):
            if name == "p":
                paragraphs.append(one)
            elif name == "tbl":
                text = "\n".join(
                    " | ".join(plain_text(inner.element) for inner in cells)
                    for _, cells in _rows(one)
                )
                self._beside.drawn.append(Drawn("table", place, text, place[0]))
            else:
                self._beside.drawn.append(Drawn("document", place))
        content = self._texts.read(paragraphs)
        self._beside.take(place, content)
        return content


def _blocks(left: list[Element]) -> Iterator[tuple[str, Element]]:
    """The paragraphs, tables and embedded documents on a stack, with their names.

    Each is taken off the stack, as is what it is wrapped in; what is put on it meanwhile is next.
    """
    while left:
        block = left.pop()
        name = name_of(block)
        if name in ("p", "tbl", *_EMBEDDED):
            yield name, block
        elif name in _WRAPPERS:
            left += reversed(block)
        elif name == "AlternateContent":
            left += list(block)[:1]


_MOST_LINKS = 100


def _addresses(content: Content) -> list[str]:
    """Where links lead, each address once; so many in one cell that no person follows as one."""
    every = list(dict.fromkeys(content.links))
    if len(every) > _MOST_LINKS:
        every[_MOST_LINKS:] = [" ".join(every[_MOST_LINKS:])]
    return every


def _cells(line: str) -> list[Value]:
    """A line above a table as cells: what is between tabs."""
    return [*filter(None, map(str.strip, line.split("\t")))]


# --- the grid -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Cell:
    """A cell: the columns of the grid that it covers, and whether it goes on with that above."""

    element: Element
    first: int
    end: int
    goes_on: bool
    coloured: bool


def _rows(table: Element) -> list[tuple[Element, list[_Cell]]]:
    """The rows of a table with their cells, those of nested tables left out."""
    rows = []
    for row in _inside(table, "tr"):
        column = sum(_number(one) for one in _about(row, "trPr") if name_of(one) == "gridBefore")
        cells: list[_Cell] = []
        for element in _inside(row, "tc"):
            about = {name_of(one): one for one in _about(element, "tcPr")}
            end = column + (max(1, _number(about["gridSpan"])) if "gridSpan" in about else 1)
            if _is_rest(about.get("hMerge")) and cells:
                cells[-1] = replace(cells[-1], end=end)
            else:
                fill = attribute(about["shd"], "fill").lower() if "shd" in about else ""
                goes_on = _is_rest(about.get("vMerge"))
                cells.append(_Cell(element, column, end, goes_on, fill not in _WHITE))
            column = end
        if cells:
            rows.append((row, cells))
    return rows


def _is_rest(merged: Element | None) -> bool:
    """Whether a cell is the rest of the merged one before it."""
    return merged is not None and attribute(merged, "val") != "restart"


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, in whatever they are wrapped."""
    left = list(reversed(parent))
    while left:
        one = left.pop()
        if name_of(one) == name:
            yield one
        elif name_of(one) in _WRAPPERS:
            left += reversed(one)


def _about(element: Element, name: str) -> Iterator[Element]:
    return (one for properties in children(element, name) for one in properties)


def _number(element: Element) -> int:
    text = attribute(element, "val")
    return min(int(text[:9]), _MOST_COLUMNS) if text.isascii() and text.isdecimal() else 0


def _is_deleted(row: Element) -> bool:
    return any(name_of(one) == "del" for one in _about(row, "trPr"))


class _Columns:
    """The columns that a person sees: where cells begin, but for borders dragged a little."""

    def __init__(self, table: Element, rows: list[tuple[Element, list[_Cell]]]) -> None:
        widths = [
            int(text) if (text := attribute(one, "w")).isascii() and text.isdecimal() else 0
            for one in children(table, "tblGrid", "gridCol")
        ]
        # A narrow cell is no border.
        own = {cell.end for _, cells in rows for cell in cells if cell.end == cell.first + 1}
        self._snapped = [0]
        at = border = 0
        for column, width in enumerate(widths, start=1):
            at += width
            moved = not width or at - border > _SLIVER or column in own
            self._snapped.append(column if moved else self._snapped[-1])
            border = at if moved else border
        starts = {self._snap(cell.first) for _, cells in rows for cell in cells}
        self._starts = sorted(starts)

    def _snap(self, column: int) -> int:
        return self._snapped[column] if column < len(self._snapped) else column

    def of(self, cell: _Cell, least: int) -> tuple[int, int]:
        """The first and the last column of a cell; ``least`` are those before it in its row."""
        first = max(bisect_left(self._starts, self._snap(cell.first)), least)
        end = bisect_left(self._starts, self._snap(cell.end))
        return first, max(first, end - 1)


class _Merges:
    """The merged cells of a table: those over several columns, and those that go on below."""

    def __init__(self) -> None:
        self._open: dict[int, int] = {}
        self._areas: list[list[int]] = []

    def take(self, area: Merge, goes_on: bool) -> None:
        """A cell; one that ``goes_on`` is a part of that above it."""
        row, column = area[:2]
        above = self._areas[self._open[column]] if column in self._open else None
        if goes_on and above is not None and above[2] == row - 1:
            above[2] = row
            return
        self._open[column] = len(self._areas)
        self._areas.append(list(area))

    def found(self) -> Iterator[Merge]:
        """The areas of more than one cell."""
        for top, left, bottom, right in self._areas:
            if (top, left) != (bottom, right):
                yield top, left, bottom, right
