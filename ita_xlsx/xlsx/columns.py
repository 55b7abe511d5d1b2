"""A sheet of many rows: its cells are kept as columns of numbers, and written row by row."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from math import isnan, nan
from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name

from ita_xlsx.xlsx.sheets import TextSheet, checked, look_of, shared_texts

CellKind = Literal["text", "number", "date"]

# Excel's limit, for each sheet.
MOST_LINKS = 65_530
# An address in which Excel escapes nothing, and which has no part behind a #.
_PLAIN_ADDRESS = re.compile(r"https?://[\w./?=&,;:@!$'()*+~-]{1,2000}", re.ASCII)
# How many rows are put together at a time.
_BLOCK = 500
_NO_TEXT = -1
# The look of a place that holds no cell of ours, and of which xlsxwriter may have one.
_NO_CELL = 0xFFFF
# What xlsxwriter keeps a height in, in points.
_PIXEL = 0.75


@dataclass(frozen=True)
class _Column:
    """The cells of one column: places of shared texts, or numbers; ``looks`` are their formats."""

    is_text: bool
    values: "array[int] | array[float]"
    looks: "array[int]"


def _pixels(points: float) -> int:
    return int(points / _PIXEL + 0.5)


class ColumnSheet(TextSheet):
    """A sheet with many rows of a like kind, given column by column or row by row.

    Above and below them, and in places left out, cells may be written as in any sheet. A table of
    600,000 measures has 18 million cells. xlsxwriter keeps a tuple for each, a dictionary for each
    row, and for a table one more entry a cell; here a cell takes ten bytes. What is written is the
    same: a test compares the bytes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._columns: list[_Column] = []
        self._heights: list[int] = []
        self._plain_links: dict[int, dict[int, str]] = {}
        # Texts that xlsxwriter takes for its own markup stand in another way among the shared ones.
        self._odd_texts: dict[int, str] = {}

    def fill_column(
        self, first_row: int, kind: CellKind, values: Sequence[Any], style: Format, blank: Format
    ) -> None:
        """Fill the next column, one value a row, all of one kind; None and "" are blank cells.

        Every column begins at the same row, and has as many values as the first. Raises ValueError
        when they differ, or do not fit into the sheet.
        """
        checked(self._check_dimensions(first_row + len(values) - 1, len(self._columns)) or 0)
        if self._columns and (first_row, len(values)) != (self._first, self.filled):
            raise ValueError("the columns of a sheet begin at one row and are equally long")
        self._first = first_row
        full, empty = look_of(style), look_of(blank)
        looks = array("H", [empty if v is None or v == "" else full for v in values])
        self._columns.append(_Column(kind == "text", self._kept(kind, values, style), looks))

    def begin_rows(self, first_row: int, columns: int) -> None:
        """From a row on, ``add_row`` gives rows of so many texts."""
        self._first = first_row
        self._columns = [_Column(True, array("i"), array("H")) for _ in range(columns)]

    def add_row(self, height: float, cells: Sequence[tuple[str, Format] | None]) -> None:
        """Add the next row: its height in points, a text for each column (empty: a blank cell).

        None leaves the place to another cell, of a merged range. Raises ValueError below the last
        row of a sheet.
        """
        checked(self._check_dimensions(self._first + self.filled, len(self._columns) - 1) or 0)
        self._heights.append(_pixels(height))
        for column, cell in zip(self._columns, cells, strict=True):
            column.values.append(self._place(*cell) if cell and cell[0] else _NO_TEXT)
            column.looks.append(look_of(cell[1]) if cell else _NO_CELL)

    @property
    def filled(self) -> int:
        """How many rows are filled."""
        return len(self._columns[0].values) if self._columns else 0

    def fill_heights(self, heights: Iterable[float]) -> None:
        """The height of each filled row, in points."""
        self._heights = [*map(_pixels, heights)]

    def make_links(self, col: int, style: Format, wanted: Iterable[tuple[int, str]]) -> None:
        """Make links of texts of a filled column: the sheet's row and the address of each.

        Those beyond the links that a sheet may hold stay texts.
        """
        looks, look = self._columns[col].looks, look_of(style)
        # The text stands already; xlsxwriter would write it again.
        self.ignore_write_string = True
        for row, address in islice(wanted, MOST_LINKS):
            if _PLAIN_ADDRESS.fullmatch(address):
                self._plain_links.setdefault(row, {})[col] = address
            else:
                checked(self._write_url(row, col, address, style, address))
            looks[row - self._first] = look
        self.ignore_write_string = False

    def add_long_table(self, last_row: int, last_col: int, options: dict[str, Any]) -> None:
        """Add an Excel table from A1 on; its header is written here, its rows by ``fill_column``.

        xlsxwriter notes every cell of a table, to see whether two overlap: it is told of the first
        row only, and of the last one afterwards.
        """
        checked(self.add_table(0, 0, 1, last_col, options))
        whole = f"A1:{xl_col_to_name(last_col)}{last_row + 1}"
        self.tables[-1].update(range=whole, a_range=whole, autofilter=whole)

    def filled_rows(self, texts: Sequence[str]) -> Iterator[tuple[int, list[str | float]]]:
        """Each filled row's number in the sheet and its values; ``texts`` are the shared ones."""
        # Behind the others stands what a place without a text shows: its number is -1.
        shown = [*texts, ""]
        for place, text in self._odd_texts.items():
            shown[place] = text
        columns: list[Iterable[str | float]] = [
            map(shown.__getitem__, column.values)  # type: ignore[arg-type]  # places of texts
            if column.is_text
            else ["" if isnan(number) else number for number in column.values]
            for column in self._columns
        ]
        rows = zip(*columns, strict=True)
        return ((number, [*row]) for number, row in enumerate(rows, start=self._first))

    def _kept(
        self, kind: CellKind, values: Sequence[Any], style: Format
    ) -> "array[int] | array[float]":
        distinct = dict.fromkeys(value for value in values if value is not None and value != "")
        if kind == "text":
            places = {text: self._place(text, style) for text in distinct}
            kept = array("i", [places.get(text, _NO_TEXT) for text in values])
            # xlsxwriter counts every cell that shows a text.
            shared_texts(self).count += len(kept) - kept.count(_NO_TEXT) - len(places)
            return kept
        numbers = {value: self._number(value) for value in distinct}
        return array("d", [numbers.get(value, nan) for value in values])

    def _place(self, text: str, style: Format) -> int:
        """The place of a text among the shared ones, as xlsxwriter finds it for a cell."""
        known = shared_texts(self).string_table.get(text)
        if known is not None and not text.startswith("<r>"):
            shared_texts(self).count += 1
            return int(known)
        kept = self.table.pop(self._first, {})
        checked(self._write_string(self._first, 0, text, style))
        cell = self.table.pop(self._first)[0]
        if kept:
            self.table[self._first] = kept
        if type(cell).__name__ == "RichString":
            self._odd_texts[cell.string] = cell.raw_string
        return int(cell.string)

    def _number(self, value: float | datetime) -> float:
        if isinstance(value, datetime):
            return float(self._convert_date_time(value))  # type: ignore[no-untyped-call]
        return float(value)

    def _write_hyperlinks(self) -> None:
        """As xlsxwriter does it; of a plain address it makes an object, and the same of that."""
        if not self._plain_links:
            super()._write_hyperlinks()
            return
        self._xml_start_tag("hyperlinks")
        for row in sorted({*self._plain_links, *self.hyperlinks}):
            links = {**self._plain_links.get(row, {}), **self.hyperlinks.get(row, {})}
            for col in sorted(links):
                self._write_link(row, col, links[col])
        self._xml_end_tag("hyperlinks")

    def _write_link(self, row: int, col: int, link: str | Url) -> None:
        self.rel_count += 1
        if isinstance(link, str):
            target = link
            place, rel = f"{xl_col_to_name(col)}{row + 1}", f"rId{self.rel_count}"
            self._xml_empty_tag_unencoded("hyperlink", [("ref", place), ("r:id", rel)])
        else:
            target = link._target()
            self._write_hyperlink_external(row, col, self.rel_count, link)
        self.external_hyper_links.append(["/hyperlink", target, "External"])

    def _write_rows(self) -> None:
        """The head as xlsxwriter writes it, then the filled rows, a block at a time."""
        if not self._columns:
            super()._write_rows()
            return
        rows: Any = self  # xlsxwriter begins with None for no row
        end, last = self._first + self.filled, rows.dim_rowmax
        rows.dim_rowmax = self._first - 1
        super()._write_rows()
        self._write_filled()
        if last >= end:
            rows.dim_rowmin, rows.dim_rowmax = end, last
            super()._write_rows()

    def _write_filled(self) -> None:
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        for start in range(0, self.filled, _BLOCK):
            block = range(start, min(start + _BLOCK, self.filled))
            columns = [self._cells(place, block) for place in range(len(self._columns))]
            tops, rows = self._row_starts(block), zip(*columns, strict=True)
            ready: list[str] = []
            for row, top, cells in zip(count(self._first + start), tops, rows, strict=False):
                if self.table.get(row):
                    write("".join(ready) + top)
                    self._write_mixed(row, cells)
                    ready = ["</row>"]
                else:
                    ready.append(f"{top}{''.join(cells)}</row>")
            write("".join(ready))

    def _write_mixed(self, row: int, cells: Iterable[str]) -> None:
        """The cells of a row of which xlsxwriter has some."""
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        for col, cell in enumerate(cells):
            if col in self.table[row]:
                self._write_cell(row, col, self.table[row][col])
            else:
                write(cell)

    def _cells(self, place: int, block: range) -> list[str]:
        """The cells of one column in some of the filled rows."""
        name, column = xl_col_to_name(place), self._columns[place]
        start, end, number = block.start, block.stop, self._first + block.start + 1
        cells = zip(count(number), column.values[start:end], column.looks[start:end], strict=False)
        if column.is_text:
            return [
                f'<c r="{name}{row}" s="{look}" t="s"><v>{text}</v></c>'
                if text != _NO_TEXT
                else f'<c r="{name}{row}" s="{look}"/>'
                if look != _NO_CELL
                else ""
                for row, text, look in cells
            ]
        return [
            f'<c r="{name}{row}" s="{look}"/>'
            if isnan(value)
            else f'<c r="{name}{row}" s="{look}"><v>{value:.16G}</v></c>'
            for row, value, look in cells
        ]

    def _row_starts(self, block: range) -> Iterator[str]:
        span = f'spans="1:{len(self._columns)}"'
        for place in block:
            height = self._heights[place] if self._heights else self.default_row_height
            kept = height == self.original_row_height == self.default_row_height
            high = "" if kept else f' ht="{height * _PIXEL:.16g}" customHeight="1"'
            yield f'<row r="{self._first + place + 1}" {span}{high}>'
