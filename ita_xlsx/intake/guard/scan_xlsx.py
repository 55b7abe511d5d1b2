"""A scan of the worksheets of a workbook: how large they truly are, what readers may miss.

A parser of XML reports every tag, under whatever prefix, as calamine knows them too; no tree, no
cell values. What a file says of its own size (``<dimension>``, counts) is never asked.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers.expat import ParserCreate

from ita_xlsx.intake.guard.file_type import delimiter
from ita_xlsx.ooxml.addresses import a1, place_of
from ita_xlsx.ooxml.xml_text import TRUE, local_name, parse
from ita_xlsx.ooxml.zip_directory import Refused

Watch = Callable[["SheetScan"], None]
Attributes = dict[str, str]


@dataclass(slots=True)
class SheetScan:
    """What a scan of one worksheet found; rows and columns are counted from one.

    ``cells`` and ``rows`` are those that the sheet spells out, blank ones too, ``filled`` the cells
    that hold something, and ``texts`` the bytes of their texts, where these were counted.
    ``max_row`` and ``max_column`` are the farthest ones that hold something, ``far_cells`` the
    addresses of the cells there. ``more_than_values``: it holds formulas, errors, links, notes,
    drawings, something hidden or something struck out. ``disordered``: filled cells repeat or run
    backwards, which calamine loses. ``two_tables``: it has more than one ``<sheetData>``, of which
    readers read either. ``own``: a sheet of ours, of which nothing else is known. ``missing``: it
    is listed and has no part.
    """

    name: str = ""
    part: str = ""
    state: str = "visible"
    rows: int = 0
    cells: int = 0
    filled: int = 0
    texts: int = 0
    max_row: int = 0
    max_column: int = 0
    far_cells: tuple[str, str] = ("", "")
    more_than_values: bool = False
    disordered: bool = False
    two_tables: bool = False
    own: bool = False
    missing: bool = False

    @property
    def box(self) -> int:
        """The cells of the rectangle from A1 to the farthest row and column."""
        return self.max_row * self.max_column

    def stretch(self, row: int, column: int, times: int = 1) -> None:
        """Take a cell that is filled, or the last of some, into account; counted from zero."""
        self.filled += times
        if row >= self.max_row or column >= self.max_column:
            here = a1(row, column)
            farthest, rightmost = self.far_cells
            self.far_cells = (
                here if row >= self.max_row else farthest,
                here if column >= self.max_column else rightmost,
            )
            self.max_row = max(self.max_row, row + 1)
            self.max_column = max(self.max_column, column + 1)


# --- Open XML worksheets ------------------------------------------------------------------------


def scan_sheet(chunks: Iterable[bytes], scan: SheetScan, watch: Watch) -> None:
    """Fill ``scan`` from the text of a worksheet; ``watch`` is called on the way.

    Raises Refused for what is not well-formed XML: damaged.
    """
    _scan(chunks, SheetScanner(scan), watch)


# The forms of one template have the same cells at the same places: 0.4 s of 600 merged forms.
@lru_cache(maxsize=64)
def scan_small(text: bytes) -> SheetScan:
    """The scan of a worksheet that is not large. Raises Refused as ``scan_sheet`` does."""
    scan = SheetScan()
    scan_sheet((text,), scan, lambda _: None)
    return scan


def repeated_cells(chunks: Iterable[bytes]) -> list[str]:
    """The addresses of cells with something in them more than once, in the order found."""
    scanner = _RepeatsScanner(SheetScan())
    _scan(chunks, scanner, lambda _: None)
    return scanner.twice


def _scan(chunks: Iterable[bytes], scanner: "SheetScanner", watch: Watch) -> None:
    parser = ParserCreate()
    parser.StartElementHandler = scanner.start
    parse(chunks, parser, lambda: watch(scanner.scan))


class SheetScanner:
    """Counts rows and cells tag by tag; a cell or row without an address follows the last one."""

    def __init__(self, scan: SheetScan) -> None:
        self.scan = scan
        self.row = -1
        # Of this cell, which may name another row than the one it is in; of the last filled one.
        self.place = self.last = (-1, -1)
        self.filled = self.in_table = False
        self.steps: dict[str, Callable[[Attributes], None]] = {
            "sheetData": self.take_table,
            "sheetFormatPr": self.take_format,
            "col": self.take_column,
            "row": self.take_row,
            "c": self.take_cell,
            "v": self.fill,
            "is": self.fill,
            "f": self.take_formula,
            "hyperlink": self.take_link,
            "strike": self.take_strike,
        }

    def start(self, tag: str, about: Attributes) -> None:
        """A tag was opened."""
        step = self.steps.get(tag) or self.steps.get(local_name(tag))
        if step:
            step(about)

    def take_table(self, about: Attributes) -> None:
        self.scan.two_tables |= self.in_table
        self.in_table = True

    def take_format(self, about: Attributes) -> None:
        self.scan.more_than_values |= about.get("zeroHeight") in TRUE

    def take_column(self, about: Attributes) -> None:
        self.scan.more_than_values |= is_hidden(about, "width")

    def take_row(self, about: Attributes) -> None:
        self.scan.rows += 1
        if "r" in about and not _is_row(about["r"]):
            raise Refused("damaged")
        self.row = row_of(about, self.row)
        self.place = (self.row, -1)
        self.scan.more_than_values |= is_hidden(about, "ht")

    def take_cell(self, about: Attributes) -> None:
        self.scan.cells += 1
        place = place_of(about["r"]) if "r" in about else None
        if place is None and "r" in about:
            raise Refused("damaged")  # readers make room for a place without end
        self.place = place or (self.row, self.place[1] + 1)
        self.filled = False
        if about.get("t") == "e" or "vm" in about:
            self.scan.more_than_values = True

    def take_formula(self, about: Attributes) -> None:
        self.scan.more_than_values = True
        self.fill(about)

    def take_strike(self, about: Attributes) -> None:
        self.scan.more_than_values = True

    def take_link(self, about: Attributes) -> None:
        self.scan.more_than_values = True

    def fill(self, about: Attributes) -> None:
        """There is something in the cell."""
        if self.filled:
            return
        self.filled = True
        if self.place > self.last:
            self.last = self.place
        else:
            self.scan.disordered = True
        self.scan.stretch(*self.place)


class _RepeatsScanner(SheetScanner):
    """The same scan, which remembers every place: only for sheets that are disordered."""

    def __init__(self, scan: SheetScan) -> None:
        super().__init__(scan)
        self.places: set[tuple[int, int]] = set()
        self.twice: list[str] = []

    def fill(self, about: Attributes) -> None:
        if not self.filled and self.place in self.places:
            self.twice.append(a1(*self.place))
        self.places.add(self.place)
        super().fill(about)


def row_of(about: Attributes, last: int) -> int:
    """The row of a tag, counted from zero: its own, or the one after the ``last``."""
    number = about.get("r", "")
    return int(number) - 1 if _is_row(number) else last + 1


def _is_row(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 8


def is_hidden(about: Attributes, size: str) -> bool:
    """Whether a row or a column, whose height or width is the attribute ``size``, is not seen."""
    return about.get("hidden") in TRUE or about.get(size) in _ZERO


_ZERO = ("0", "0.0")


# --- text ---------------------------------------------------------------------------------------


def scan_text(content: bytes, encoding: str, watch: Watch) -> SheetScan:
    """A scan of delimited text; a line break inside quotes counts as the end of a row."""
    text = content if encoding != "utf-16" else content.decode(encoding).encode()
    mark = delimiter(text[: 1 << 16].decode("latin-1")).encode()
    scan = SheetScan("CSV")
    for line in io.BytesIO(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        cells = line.count(mark) + 1
        scan.rows += 1
        scan.cells += cells
        scan.max_column = max(scan.max_column, cells)
        if scan.rows % 4096 == 0:
            watch(scan)
    scan.max_row, scan.filled, scan.texts = scan.rows, scan.cells, len(text)
    watch(scan)
    return scan
