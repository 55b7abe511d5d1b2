"""A sheet of many rows: its cells are kept as columns of numbers, and written row by row."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count, islice, repeat
from math import isnan, nan
from operator import itemgetter
from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name

from ita_xlsx.xlsx.limits import SHEET_LINKS
from ita_xlsx.xlsx.sheets import TextSheet, checked, look_of, shared_texts

CellKind = Literal["text", "number", "date"]

# An address in which Excel escapes nothing, and which has no part after a #.
_PLAIN_ADDRESS = re.compile(r"https?://[\w./?=&,;:@!$'()*+~-]{1,2000}", re.ASCII)
# How many rows are put together at a time.
_BLOCK = 500
_NO_TEXT = -1
_MOST_ENDS = 1 << 11
# The look of a place that holds no cell of ours, and of which xlsxwriter may have one.
_NO_CELL = 0xFFFF
# What xlsxwriter keeps a height in, in points.
_PIXEL = 0.75


@dataclass
class _Column:
    """The cells of one column: places of shared texts, or numbers.

    ``full`` and ``blank`` are the formats of those with a value and without; where each has its
    own, ``looks`` holds them.
    """

    is_text: bool
    values: "array[int] | array[float]"
    full: int = 0
    blank: int = 0
    looks: "array[int] | None" = None

    @property
    def own_looks(self) -> "array[int]":
        """The format of each cell, to be changed."""
        if self.looks is None:
            blanks = map(self.is_blank, self.values)
            self.looks = array("H", [self.blank if blank else self.full for blank in blanks])
        return self.looks

    def is_blank(self, value: float) -> bool:
        """Whether a cell with this in ``values`` shows nothing."""
        return value == _NO_TEXT if self.is_text else isnan(value)


class _Ends(dict[float, str]):
    """The XML of a column's cells after their row, by what they hold: most hold it again."""

    def __init__(self, column: _Column) -> None:
        super().__init__()
        self._column = column

    def __missing__(self, value: float) -> str:
        column = self._column
        if column.is_blank(value):
            end = f'" s="{column.blank}"/>'
        elif column.is_text:
            end = f'" s="{column.full}" t="s"><v>{value}</v></c>'
        else:
            end = f'" s="{column.full}"><v>{value:.16G}</v></c>'
        if len(self) < _MOST_ENDS:
            self[value] = end
        return end


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
        self._plain_links: dict[tuple[int, int], str] = {}

    def fill_column(
        self, first_row: int, kind: CellKind, values: Sequence[Any], style: Format, blank: Format
    ) -> None:
        """Fill the next column, one value a row, all of one kind; None and "" are blank cells.

        Every column begins at the same row, and has as many values as the first. Raises ValueError
        when they differ, or do not fit into the sheet.
        """
        # It notes, too, how far the sheet reaches: xlsxwriter has none of these cells.
        checked(self._check_dimensions(first_row + len(values) - 1, len(self._columns)) or 0)
        if self._columns and (first_row, len(values)) != (self._first, self.filled):
            raise ValueError("the columns of a sheet begin at one row and are equally long")
        self._first = first_row
        kept = self._kept(kind, values, style)
        self._columns.append(_Column(kind == "text", kept, look_of(style), look_of(blank)))

    def begin_rows(self, first_row: int, columns: int) -> None:
        """From a row on, ``add_row`` gives rows of so many texts."""
        self._first = first_row
        self._columns = [_Column(True, array("i"), looks=array("H")) for _ in range(columns)]

    def add_row(self, height: float, cells: Sequence[tuple[str, Format] | None]) -> None:
        """Add the next row: its height in points, a text for each column (empty: a blank cell).

        None leaves the place to another cell, of a merged range. Raises ValueError below the last
        row of a sheet.
        """
        checked(self._check_dimensions(self._first + self.filled, len(self._columns) - 1) or 0)
        self._heights.append(_pixels(height))
        for column, cell in zip(self._columns, cells, strict=True):
            column.values.append(self._place(*cell) if cell and cell[0] else _NO_TEXT)
            column.own_looks.append(look_of(cell[1]) if cell else _NO_CELL)

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
        looks, look = self._columns[col].own_looks, look_of(style)
        # The text is there already; xlsxwriter would write it again.
        self.ignore_write_string = True
        for row, address in islice(wanted, SHEET_LINKS):
            if _PLAIN_ADDRESS.fullmatch(address):
                self._plain_links[row, col] = address
            else:
                checked(self.write_url(row, col, address, style, address))
            looks[row - self._first] = look
        self.ignore_write_string = False

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
        checked(self.write_string(self._first, 0, text, style))
        cell = self.table.pop(self._first)[0]
        if kept:
            self.table[self._first] = kept
        return int(cell.string)

    def _number(self, value: float | datetime) -> float:
        if isinstance(value, datetime):
            # Excel's number of a day, as xlsxwriter writes it in any other cell.
            return float(self._convert_date_time(value))  # type: ignore[no-untyped-call]
        return float(value)

    def _write_hyperlinks(self) -> None:
        """As xlsxwriter does it; of a plain address it makes an object, and the same of that."""
        if not self._plain_links:
            super()._write_hyperlinks()
            return
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        links: dict[tuple[int, int], str | Url] = {**self._plain_links}
        for row, at in self.hyperlinks.items():
            links.update({(row, col): link for col, link in at.items()})
        write("<hyperlinks>")
        for (row, col), link in sorted(links.items(), key=itemgetter(0)):
            self.rel_count += 1
            if isinstance(link, str):
                target = link
                place = f"{xl_col_to_name(col)}{row + 1}"
                write(f'<hyperlink ref="{place}" r:id="rId{self.rel_count}"/>')
            else:
                target = link._target()
                self._write_hyperlink_external(row, col, self.rel_count, link)
            self.external_hyper_links.append(["/hyperlink", target, "External"])
        write("</hyperlinks>")

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
        ends = [*map(_Ends, self._columns)]
        for start in range(0, self.filled, _BLOCK):
            block = range(start, min(start + _BLOCK, self.filled))
            cells = self._cells(block, ends)
            pieces = [self._row_starts(block), *chain.from_iterable(cells), repeat("</row>")]
            ready: list[str] = []
            for row, whole in zip(count(self._first + start), zip(*pieces, strict=False)):
                if self.table.get(row):
                    write("".join(ready))
                    self._write_mixed(row, ends)
                    ready = []
                else:
                    ready += whole
            write("".join(ready))

    def _write_mixed(self, row: int, ends: Sequence[_Ends]) -> None:
        """A row of which xlsxwriter has some cells."""
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        block = range(row - self._first, row - self._first + 1)
        write(next(self._row_starts(block)))
        for col, pieces in enumerate(self._cells(block, ends)):
            if col in self.table[row]:
                self._write_cell(row, col, self.table[row][col])
            else:
                write("".join(next(zip(*pieces, strict=False))))
        write("</row>")

    def _cells(self, block: range, ends: Sequence[_Ends]) -> Iterator[Sequence[Iterable[str]]]:
        """The cells of each column in some of the filled rows, in pieces to be joined."""
        rows = [str(self._first + place + 1) for place in block]
        for place, column in enumerate(self._columns):
            start = f'<c r="{xl_col_to_name(place)}'
            values = column.values[block.start : block.stop]
            if column.looks is None:
                yield repeat(start), rows, map(ends[place].__getitem__, values)
                continue
            looks = column.looks[block.start : block.stop]
            cells = [
                f'{start}{row}" s="{look}" t="s"><v>{text}</v></c>'
                if text != _NO_TEXT
                else f'{start}{row}" s="{look}"/>'
                if look != _NO_CELL
                else ""
                for row, text, look in zip(rows, values, looks, strict=True)
            ]
            yield (cells,)

    def _row_starts(self, block: range) -> Iterator[str]:
        span = f'spans="1:{len(self._columns)}"'
        for place in block:
            height = self._heights[place] if self._heights else self.default_row_height
            kept = height == self.original_row_height == self.default_row_height
            high = "" if kept else f' ht="{height * _PIXEL:.16g}" customHeight="1"'
            yield f'<row r="{self._first + place + 1}" {span}{high}>'
