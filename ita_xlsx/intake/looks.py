"""A cheap look at the sheets of a workbook: how large they truly are, what readers may miss.

Regular expressions over the bytes, a block at a time; no tree, no cell values. What a file says of
its own size (``<dimension>``, counts) is never asked.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import add, lt
from typing import NamedTuple

from ita_xlsx.intake.kinds import delimiter
from ita_xlsx.intake.package import attributes
from ita_xlsx.official.columns import a1

Watch = Callable[["SheetLook"], None]


@dataclass(slots=True)
class SheetLook:
    """What a look at one worksheet tells; rows and columns are counted from one.

    ``cells`` and ``rows`` are those that the sheet spells out, blank ones too. ``max_row`` and
    ``max_column`` are the farthest ones that hold something; in a sheet that is small anyway,
    blank cells count as well. ``far_cells`` are the addresses of the cells that lie there.
    ``merged_cells`` is how many cells the ``merges`` cover; ``text`` is the bytes of cells that an
    OpenDocument sheet repeats, as often as they stand. ``disordered``: cells repeat or run
    backwards, which calamine loses. ``irregular``: the markup could not be followed to the end.
    """

    name: str = ""
    part: str = ""
    state: str = "visible"
    rows: int = 0
    cells: int = 0
    max_row: int = 0
    max_column: int = 0
    merges: int = 0
    merged_cells: int = 0
    text: int = 0
    has_formulas: bool = False
    has_errors: bool = False
    has_hidden_rows: bool = False
    has_hidden_columns: bool = False
    has_autofilter: bool = False
    has_comments: bool = False
    disordered: bool = False
    irregular: bool = False
    far_cells: tuple[str, ...] = ()

    @property
    def box(self) -> int:
        """The cells of the rectangle from A1 to the farthest row and column."""
        return self.max_row * self.max_column


# --- Open XML worksheets ------------------------------------------------------------------------

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_LETTERS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_PREFIXED = re.compile(rb":(?:c|row|f)[\s/>]")
_ODD_CELL = re.compile(rb"<c[\s/>]")
_HIDDEN_ROW = re.compile(rb'<row\s[^>]*?\shidden\s*=\s*["\'](?:1|true)')
_HIDDEN_COLUMN = re.compile(rb'[<:]col\s[^>]*?\shidden\s*=\s*["\'](?:1|true)')
_MERGE = re.compile(rb'[<:]mergeCell\s[^>]*?ref\s*=\s*["\']([^"\'>]*)')
# A place is row and column in one number; a column of three letters fits 15 bits.
_ROW_BITS = 15


class Unusual(Exception):
    """The sheet is not written as nearly all programs write it; only the careful look will do."""


def look_quickly(chunks: Iterable[bytes], look: SheetLook, watch: Watch) -> None:
    """Fill ``look`` from a worksheet written the usual way; ``watch`` is called on the way.

    The usual way: no namespace prefix, every cell ``<c r="A1"``, one ``<sheetData>``. Raises
    Unusual for any other; what was filled in till then is worthless.
    """
    place = 0
    last = 0
    for chunk in chunks:
        before, body, after, place = _split(chunk, place)
        if body:
            last = _take_cells(body, look, last)
        _look_around(before + after, look)
        watch(look)


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
    found = (_count if len(body) < _SMALL else _count.__wrapped__)(body)
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


# Forms of one template share their sheets of help and lists, and the places of all their cells:
# what was found in one holds for all. Larger sheets are not kept in memory.
_SMALL = 1 << 15


@lru_cache(maxsize=64)
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
    measure = _measure if len(body) < _SMALL else _measure.__wrapped__
    return _Cells(*seen, *measure(b" ".join(addresses)))


@lru_cache(maxsize=64)
def _measure(addresses: bytes) -> tuple[int, int, int, int, bool]:
    """Of addresses parted by blanks: first and last place, last row and column, whether in order.

    A place is a number that grows from left to right and from row to row.
    """
    letters = addresses.translate(None, _DIGITS).split()
    digits = addresses.translate(None, _LETTERS).split()
    columns = {name: _column(name) for name in set(letters)}
    rows = {name: int(name) << _ROW_BITS for name in set(digits)}
    places = list(map(add, map(rows.__getitem__, digits), map(columns.__getitem__, letters)))
    ordered = all(map(lt, places, islice(places, 1, None)))
    last_row = max(rows.values()) >> _ROW_BITS
    return places[0], places[-1], last_row, max(columns.values()), ordered


def _column(letters: bytes) -> int:
    """The number of a column from its letters, counted from one."""
    number: int = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _look_around(markup: bytes, look: SheetLook) -> None:
    if _ODD_CELL.search(markup) or _PREFIXED.search(markup) or _OPEN in markup:
        raise Unusual
    if b"hidden" in markup and _HIDDEN_COLUMN.search(markup):
        look.has_hidden_columns = True
    if b"autoFilter" in markup:
        look.has_autofilter = True
    if b"mergeCell" in markup:
        _take_merges(_MERGE.findall(markup), look)


def _take_merges(ranges: list[bytes], look: SheetLook) -> None:
    look.merges += len(ranges)
    look.merged_cells += sum(map(_area, ranges))


_RANGE = re.compile(rb"\$?([A-Za-z]{1,4})\$?(\d{1,9}):\$?([A-Za-z]{1,4})\$?(\d{1,9})")


def _area(address: bytes) -> int:
    match = _RANGE.fullmatch(address)
    if not match:
        return 1
    left, top, right, bottom = match.groups()
    columns = abs(_column(right) - _column(left)) + 1
    return columns * (abs(int(bottom) - int(top)) + 1)


_TAG = re.compile(
    rb"<(?:[^\s<>/!?:\"']+:)?(row|c|f|mergeCell|col|autoFilter)(?=[\s/>])"
    rb"((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_ANY_CELL = re.compile(rb"<(?:[^\s<>/!?:\"']+:)?c(?=[\s/>])")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_TRUE = ("1", "true", "on")


class _Careful:
    """The look tag by tag, for worksheets written in any way that XML allows."""

    def __init__(self, look: SheetLook) -> None:
        self.look = look
        self.row = 0
        self.column = 0
        self.last = (0, 0)
        self.opened = 0
        self.followed = 0
        self.far = {"row": "", "column": ""}

    def feed(self, chunk: bytes) -> None:
        self.opened += len(_ANY_CELL.findall(chunk))
        for match in _TAG.finditer(chunk):
            blank = match[2].endswith(b"/") or chunk.startswith(b"</", match.end())
            _STEPS[match[1]](self, attributes(match[2].decode("utf-8", "replace")), blank)
        self.look.irregular = self.look.irregular or self.opened != self.followed
        self.look.far_cells = tuple(dict.fromkeys(filter(None, self.far.values())))

    def take_row(self, about: dict[str, str], blank: bool) -> None:
        self.look.rows += 1
        number = about.get("r", "")
        self.look.irregular = self.look.irregular or len(number) > 7
        self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
        self.column = 0
        if about.get("hidden") in _TRUE:
            self.look.has_hidden_rows = True

    def take_cell(self, about: dict[str, str], blank: bool) -> None:
        self.followed += 1
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

    def take_merge(self, about: dict[str, str], blank: bool) -> None:
        _take_merges([about.get("ref", "").encode()], self.look)

    def take_column(self, about: dict[str, str], blank: bool) -> None:
        if about.get("hidden") in _TRUE:
            self.look.has_hidden_columns = True

    def take_autofilter(self, about: dict[str, str], blank: bool) -> None:
        self.look.has_autofilter = True

    def _move(self, address: str | None) -> None:
        """Go to the cell's place: the one it names, or the one behind the cell before."""
        if address is None:
            self.column += 1
            return
        match = _ADDRESS.fullmatch(address)
        if match:
            self.column, self.row = _column(match[1].encode()), int(match[2])
        else:
            self.column += 1
            self.look.irregular = True

    def _stretch(self) -> None:
        here = a1(self.row - 1, self.column - 1)
        if self.row > self.look.max_row:
            self.look.max_row = self.row
            self.far["row"] = here
        if self.column > self.look.max_column:
            self.look.max_column = self.column
            self.far["column"] = here


_STEPS: dict[bytes, Callable[[_Careful, dict[str, str], bool], None]] = {
    b"row": _Careful.take_row,
    b"c": _Careful.take_cell,
    b"f": _Careful.take_formula,
    b"mergeCell": _Careful.take_merge,
    b"col": _Careful.take_column,
    b"autoFilter": _Careful.take_autofilter,
}


def look_carefully(chunks: Iterable[bytes], look: SheetLook, watch: Watch) -> None:
    """Fill ``look`` from a worksheet written in any way; ``watch`` is called on the way."""
    careful = _Careful(look)
    for chunk in chunks:
        careful.feed(chunk)
        watch(look)


def longest_text(chunks: Iterable[bytes]) -> int:
    """At least as many bytes as the longest text in a list of shared texts has."""
    longest = run = 0
    for chunk in chunks:
        # With a comment or CDATA in it the marks may be text: the chunk is taken as one.
        sizes = [len(text) for text in ([chunk] if b"<!" in chunk else chunk.split(b"<si>"))]
        longest = max(longest, run + sizes[0], *sizes)
        run = sizes[-1] if len(sizes) > 1 else run + sizes[0]
    return longest


# --- OpenDocument spreadsheets ------------------------------------------------------------------

_ODS_TAG = re.compile(
    rb"<(?:[^\s<>/!?:\"']+:)?"
    rb"(table|table-row|table-column|table-cell|covered-table-cell|style|table-properties|"
    rb"annotation)(?=[\s/>])((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_UNSEEN_ROWS = ("collapse", "filter")


class _OdsLook:
    """The tables of a content.xml; a cell or row that is repeated counts as often as it stands."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.sheets: list[SheetLook] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.above = 0
        self.repeated = 0
        self.column = 0
        self.stands = 0

    def feed(self, chunk: bytes) -> None:
        at = 0
        for match in _ODS_TAG.finditer(chunk):
            self._weigh(match.start() - at)
            at = match.end()
            about = attributes(match[2].decode("utf-8", "replace"))
            empty = match[2].endswith(b"/") or chunk.startswith(b"</", match.end())
            blank = empty and not about.keys() & {"value-type", "formula"}
            _ODS_STEPS[match[1]](self, about, blank)
        self._weigh(len(chunk) - at)
        for look in self.sheets[-1:]:
            self.watch(look)

    def take_style(self, about: dict[str, str], blank: bool) -> None:
        self.style = about.get("name", "")

    def take_display(self, about: dict[str, str], blank: bool) -> None:
        if about.get("display") == "false":
            self.hidden_styles.add(self.style)

    def take_table(self, about: dict[str, str], blank: bool) -> None:
        state = "hidden" if about.get("style-name") in self.hidden_styles else "visible"
        self.sheets.append(SheetLook(about.get("name", ""), "content.xml", state))
        self.above = self.repeated = self.stands = 0

    def take_columns(self, about: dict[str, str], blank: bool) -> None:
        if self.sheets and about.get("visibility") in _UNSEEN_ROWS:
            self.sheets[-1].has_hidden_columns = True

    def take_row(self, about: dict[str, str], blank: bool) -> None:
        self.above += self.repeated
        self.repeated = _times(about.get("number-rows-repeated"))
        self.column = self.stands = 0
        for look in self.sheets[-1:]:
            look.rows += 1
            look.has_hidden_rows |= about.get("visibility") in _UNSEEN_ROWS
            look.has_autofilter |= about.get("visibility") == "filter"

    def take_cell(self, about: dict[str, str], blank: bool) -> None:
        times = _times(about.get("number-columns-repeated"))
        self.column += times
        self.stands = 0
        if blank or not self.sheets:
            return
        look = self.sheets[-1]
        self.stands = times * self.repeated
        look.cells += self.stands
        look.has_formulas |= "formula" in about
        look.has_errors |= about.get("value-type") == "error"
        self._stretch(look)
        self._take_merge(look, about)

    def take_note(self, about: dict[str, str], blank: bool) -> None:
        for look in self.sheets[-1:]:
            look.has_comments = True

    def _stretch(self, look: SheetLook) -> None:
        row = self.above + self.repeated
        here = a1(row - 1, self.column - 1)
        old_row, old_column = look.far_cells or ("", "")
        look.far_cells = (
            here if row > look.max_row else old_row,
            here if self.column > look.max_column else old_column,
        )
        look.max_row = max(look.max_row, row)
        look.max_column = max(look.max_column, self.column)

    def _weigh(self, size: int) -> None:
        if self.stands:
            self.sheets[-1].text += size * self.stands

    def _take_merge(self, look: SheetLook, about: dict[str, str]) -> None:
        spans = [_times(about.get(f"number-{way}-spanned")) for way in ("columns", "rows")]
        if spans != [1, 1]:
            look.merges += 1
            look.merged_cells += spans[0] * spans[1]


_ODS_STEPS: dict[bytes, Callable[[_OdsLook, dict[str, str], bool], None]] = {
    b"style": _OdsLook.take_style,
    b"table-properties": _OdsLook.take_display,
    b"table": _OdsLook.take_table,
    b"table-column": _OdsLook.take_columns,
    b"table-row": _OdsLook.take_row,
    b"table-cell": _OdsLook.take_cell,
    b"covered-table-cell": _OdsLook.take_cell,
    b"annotation": _OdsLook.take_note,
}


def _times(text: str | None) -> int:
    """How often something is repeated; a number that no sheet can hold is cut short."""
    return int(text.lstrip("0")[:9] or 1) if text and text.isdecimal() else 1


def look_at_ods(chunks: Iterable[bytes], watch: Watch) -> list[SheetLook]:
    """A look at each table of an OpenDocument spreadsheet; ``watch`` is called on the way."""
    ods = _OdsLook(watch)
    for chunk in chunks:
        ods.feed(chunk)
    return ods.sheets


# --- text ---------------------------------------------------------------------------------------


def look_at_text(content: bytes, encoding: str, watch: Watch) -> SheetLook:
    """A look at delimited text; a line break inside quotes counts as the end of a row."""
    text = content if encoding != "utf-16" else content.decode(encoding).encode()
    mark = delimiter(text[: 1 << 16].decode("latin-1")).encode()
    look = SheetLook()
    for line in io.BytesIO(text):
        cells = line.count(mark) + 1
        look.rows += 1
        look.cells += cells
        look.max_column = max(look.max_column, cells)
        if look.rows % 4096 == 0:
            watch(look)
    look.max_row = look.rows
    watch(look)
    return look
