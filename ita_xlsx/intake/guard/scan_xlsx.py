"""A cheap look at the sheets of a workbook: how large they truly are, what readers may miss.

Regular expressions over the bytes, a block at a time; no tree, no cell values. What a file says of
its own size (``<dimension>``, counts) is never asked.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import add, lt
from typing import NamedTuple

from ita_xlsx.intake.guard.file_type import delimiter
from ita_xlsx.ooxml.addresses import a1, column_of, place_of
from ita_xlsx.ooxml.xml_text import attributes

Watch = Callable[["SheetLook"], None]

_SMALL = 1 << 15  # bytes of which it is kept what they say


@dataclass(slots=True)
class SheetLook:
    """What a look at one worksheet tells; rows and columns are counted from one.

    ``cells`` and ``rows`` are those that the sheet spells out, blank ones too. ``max_row`` and
    ``max_column`` are the farthest ones that hold something; in a sheet that is not too large
    anyway, blank cells count as well. ``far_cells`` are the addresses of the cells that lie there.
    ``disordered``: cells repeat or run backwards, which calamine loses. ``two_tables``: it has more
    than one ``<sheetData>``, of which readers read either. ``own``: a sheet of ours, of which
    nothing else is known. ``missing``: it is listed and has no part.
    """

    name: str = ""
    part: str = ""
    state: str = "visible"
    rows: int = 0
    cells: int = 0
    max_row: int = 0
    max_column: int = 0
    has_formulas: bool = False
    has_errors: bool = False
    has_hidden_rows: bool = False
    has_hidden_columns: bool = False
    has_comments: bool = False
    disordered: bool = False
    two_tables: bool = False
    far_cells: tuple[str, ...] = ()
    own: bool = False
    missing: bool = False

    @property
    def box(self) -> int:
        """The cells of the rectangle from A1 to the farthest row and column."""
        return self.max_row * self.max_column

    def stretch(self, row: int, column: int) -> None:
        """Take a cell that holds something, at a row and a column counted from zero."""
        if row < self.max_row and column < self.max_column:
            return
        here, (old_row, old_column) = a1(row, column), self.far_cells or ("", "")
        self.far_cells = (
            here if row >= self.max_row else old_row,
            here if column >= self.max_column else old_column,
        )
        self.max_row, self.max_column = max(self.max_row, row + 1), max(self.max_column, column + 1)


# --- Open XML worksheets ------------------------------------------------------------------------

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_LETTERS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
# Blank cells are told apart by the strictest look, so that no other passes for one.
_VALUED = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?!(?:\s[a-z]+="[^"<>]*")*+\s*(?:/>|></c>))'
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)worksheet[\s>]")
_PREFIXED = re.compile(rb":(?:c|row|f)[\s/>]")
_ODD_CELL = re.compile(rb"<c[\s/>]")
_HIDDEN_ROW = re.compile(rb'<row(?=\s)[^<>]*?\shidden\s*=\s*["\'](?:1|true)')
_HIDDEN_COLUMN = re.compile(rb'[<:]col(?=\s)[^<>]*?\shidden\s*=\s*["\'](?:1|true)')
# A place is row and column in one number; a column of three letters fits 15 bits.
_ROW_BITS = 15
# So far the first row of a sheet of ours reaches at most, in bytes.
_HEAD = 1 << 14


class Unusual(Exception):
    """The sheet is not written as nearly all programs write it; only the careful look will do."""


def look_quickly(chunks: Iterable[bytes], look: SheetLook, watch: Watch) -> None:
    """Fill ``look`` from a worksheet written the usual way; ``watch`` is called on the way.

    The usual way: one namespace prefix or none, every cell ``<c r="A1"``, one ``<sheetData>``.
    Raises Unusual for any other; what was filled in till then is worthless.
    """
    place = 0
    last = 0
    for chunk in _without_prefix(chunks):
        before, body, after, place = _split(chunk, place)
        if body:
            last = _take_cells(body, look, last)
        look.has_hidden_columns |= _hides_columns(before + after)
        watch(look)


def first_row(sheet: bytes) -> bytes:
    """The first row of a worksheet, from behind its ``<sheetData``. Raises Unusual."""
    opened = sheet.find(_OPEN + b">")
    end = sheet.find(b"</row>", opened, opened + _HEAD)
    if min(opened, end) < 0 or sheet.find(b"<!", 0, end) >= 0:
        raise Unusual
    return sheet[opened + len(_OPEN) : end]


def look_at_values(chunks: Iterable[bytes], look: SheetLook) -> None:
    """Correct ``max_row`` and ``max_column`` of a quick look, so that no blank cell counts."""
    row = column = (0, "")
    for chunk in _without_prefix(chunks):
        found = _VALUED.findall(chunk)
        if found:
            row = max(row, max((int(a.lstrip(_LETTERS)), a.decode()) for a in found))
            column = max(column, max((column_of(a.rstrip(_DIGITS)) + 1, a.decode()) for a in found))
    look.max_row, look.max_column = row[0], column[0]
    look.far_cells = (row[1], column[1])


def _without_prefix(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks without the prefix of the root, as some libraries put one before every tag."""
    prefix = b""
    for number, chunk in enumerate(chunks):
        if number == 0:
            root = _ROOT.search(chunk, 0, 2000)
            prefix = root[1] if root else b""
        if prefix:
            chunk = chunk.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        yield chunk


_BEFORE, _INSIDE, _AFTER = range(3)
_OPEN, _CLOSE = b"<sheetData", b"</sheetData>"


def _split(chunk: bytes, place: int) -> tuple[bytes, bytes, bytes, int]:
    """What of a chunk lies before, inside and behind the ``<sheetData>``, and where it ends."""
    before, body, after = b"", b"", b""
    if place == _BEFORE:
        before, found, chunk = chunk.partition(_OPEN)
        if found:
            place = _opened(chunk)
    if place == _INSIDE:
        body, found, chunk = chunk.partition(_CLOSE)
        place = _AFTER if found else _INSIDE
    if place == _AFTER:
        after = chunk
    return before, body, after, place


def _opened(rest: bytes) -> int:
    if rest.startswith(b">"):
        return _INSIDE
    if rest.startswith(b"/>"):
        return _AFTER
    raise Unusual


class _Cells(NamedTuple):
    """What some rows hold; ``first`` and ``last`` are places, zero for no cell."""

    rows: int
    cells: int
    has_formulas: bool
    has_errors: bool
    has_hidden_rows: bool
    first: int = 0
    last: int = 0
    max_row: int = 0
    max_column: int = 0
    ordered: bool = True


def _take_cells(body: bytes, look: SheetLook, last: int) -> int:
    """Add some rows to the look; the result is the place of the last cell until now."""
    found = (_count_small if len(body) <= _SMALL else _count)(body)
    look.rows += found.rows
    look.cells += found.cells
    look.has_formulas |= found.has_formulas
    look.has_errors |= found.has_errors
    look.has_hidden_rows |= found.has_hidden_rows
    if not found.cells:
        return last
    look.max_row = max(look.max_row, found.max_row)
    look.max_column = max(look.max_column, found.max_column)
    look.disordered |= not found.ordered or found.first <= last
    return found.last


# The forms of one template have the same cells at the same places: 0.1 s of 600 merged forms.
@lru_cache(maxsize=64)
def _count_small(body: bytes) -> _Cells:
    return _count(body)


def _count(body: bytes) -> _Cells:
    """Count what stands in some rows. Raises Unusual."""
    addresses = _CELL.findall(body)
    # Nothing else inside <sheetData> begins with "<c", so that no cell can hide from the pattern.
    if body.count(b"<c") != len(addresses) or _PREFIXED.search(body):
        raise Unusual
    seen = (
        body.count(b"<row"),
        len(addresses),
        b"<f" in body,
        b'"e"' in body or b"'e'" in body,
        b"hidden" in body and _HIDDEN_ROW.search(body) is not None,
    )
    if not addresses:
        return _Cells(*seen)
    return _Cells(*seen, *_measure(b" ".join(addresses)))


def _measure(addresses: bytes) -> tuple[int, int, int, int, bool]:
    """Of addresses parted by blanks: first and last place, last row and column, whether in order.

    A place is a number that grows from left to right and from row to row.
    """
    letters = addresses.translate(None, _DIGITS).split()
    digits = addresses.translate(None, _LETTERS).split()
    columns = {name: column_of(name) + 1 for name in set(letters)}
    rows = {name: int(name) << _ROW_BITS for name in set(digits)}
    places = list(map(add, map(rows.__getitem__, digits), map(columns.__getitem__, letters)))
    ordered = all(map(lt, places, islice(places, 1, None)))
    last_row = max(rows.values()) >> _ROW_BITS
    return places[0], places[-1], last_row, max(columns.values()), ordered


def _hides_columns(markup: bytes) -> bool:
    """Whether what stands around the rows hides a column. Raises Unusual."""
    if _ODD_CELL.search(markup) or _PREFIXED.search(markup) or _OPEN in markup:
        raise Unusual
    return b"hidden" in markup and _HIDDEN_COLUMN.search(markup) is not None


_TAG = re.compile(
    rb"<(?:[^\s<>/!?:\"']+:)?(sheetData|row|c|f|col)(?=[\s/>])"
    rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_TRUE = ("1", "true", "on")


class _Careful:
    """The look tag by tag, for worksheets written in any way that XML allows."""

    def __init__(self, look: SheetLook) -> None:
        self.look = look
        self.row = 0
        self.column = 0
        self.last = (0, 0)
        self.in_table = False
        self.far = {"row": "", "column": ""}

    def feed(self, chunk: bytes) -> None:
        for match in _TAG.finditer(chunk):
            blank = match[2].endswith(b"/") or chunk.startswith(b"</", match.end())
            _STEPS[match[1]](self, attributes(match[2].decode("utf-8", "replace")), blank)
        self.look.far_cells = tuple(dict.fromkeys(filter(None, self.far.values())))

    def take_rows(self, about: dict[str, str], blank: bool) -> None:
        self.look.two_tables |= self.in_table
        self.in_table = True

    def take_row(self, about: dict[str, str], blank: bool) -> None:
        self.look.rows += 1
        number = about.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
        self.column = 0
        if about.get("hidden") in _TRUE:
            self.look.has_hidden_rows = True

    def take_cell(self, about: dict[str, str], blank: bool) -> None:
        self.look.cells += 1
        self._move(about.get("r"))
        if (self.row, self.column) <= self.last:
            self.look.disordered = True
        self.last = (self.row, self.column)
        if about.get("t") == "e":
            self.look.has_errors = True
        if not blank:
            self._stretch()

    def take_formula(self, about: dict[str, str], blank: bool) -> None:
        self.look.has_formulas = True

    def take_column(self, about: dict[str, str], blank: bool) -> None:
        if about.get("hidden") in _TRUE:
            self.look.has_hidden_columns = True

    def _move(self, address: str | None) -> None:
        """Go to the cell's place: the one it names, or the one behind the cell before."""
        place = place_of(address) if address else None
        if place:
            self.row, self.column = place[0] + 1, place[1] + 1
        else:
            self.column += 1

    def _stretch(self) -> None:
        here = a1(self.row - 1, self.column - 1)
        if self.row > self.look.max_row:
            self.look.max_row = self.row
            self.far["row"] = here
        if self.column > self.look.max_column:
            self.look.max_column = self.column
            self.far["column"] = here


_STEPS: dict[bytes, Callable[[_Careful, dict[str, str], bool], None]] = {
    b"sheetData": _Careful.take_rows,
    b"row": _Careful.take_row,
    b"c": _Careful.take_cell,
    b"f": _Careful.take_formula,
    b"col": _Careful.take_column,
}


def look_carefully(chunks: Iterable[bytes], look: SheetLook, watch: Watch) -> None:
    """Fill ``look`` from a worksheet written in any way; ``watch`` is called on the way."""
    careful = _Careful(look)
    for chunk in chunks:
        careful.feed(chunk)
        watch(look)


class _Repeats(_Careful):
    """The same look, which remembers every place: only for sheets that are disordered."""

    def __init__(self, look: SheetLook) -> None:
        super().__init__(look)
        self.seen: set[int] = set()
        self.twice: list[str] = []

    def take_cell(self, about: dict[str, str], blank: bool) -> None:
        super().take_cell(about, blank)
        place = (self.row << _ROW_BITS) + self.column
        if blank:
            return
        if place in self.seen:
            self.twice.append(a1(self.row - 1, self.column - 1))
        self.seen.add(place)


def repeated_cells(chunks: Iterable[bytes]) -> list[str]:
    """The addresses of cells with something in them more than once, in the order found."""
    repeats = _Repeats(SheetLook())
    for chunk in chunks:
        for match in _TAG.finditer(chunk):
            if match[1] in (b"row", b"c"):
                about = attributes(match[2].decode("utf-8", "replace"))
                blank = match[2].endswith(b"/") or chunk.startswith(b"</", match.end())
                (repeats.take_row if match[1] == b"row" else repeats.take_cell)(about, blank)
    return repeats.twice


# --- text ---------------------------------------------------------------------------------------


def look_at_text(content: bytes, encoding: str, watch: Watch) -> SheetLook:
    """A look at delimited text; a line break inside quotes counts as the end of a row."""
    text = content if encoding != "utf-16" else content.decode(encoding).encode()
    mark = delimiter(text[: 1 << 16].decode("latin-1")).encode()
    look = SheetLook()
    for line in io.BytesIO(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        cells = line.count(mark) + 1
        look.rows += 1
        look.cells += cells
        look.max_column = max(look.max_column, cells)
        if look.rows % 4096 == 0:
            watch(look)
    look.max_row = look.rows
    watch(look)
    return look
