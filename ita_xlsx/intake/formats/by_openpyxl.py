"""Reading the values with openpyxl, where calamine would lose some."""

import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.intake.formats.cells import Place, Sheet, Value
from ita_xlsx.intake.formats.for_openpyxl import (
    in_utf8,
    listed_sheets,
    package_for_openpyxl,
)
from ita_xlsx.ooxml.addresses import rectangle
from ita_xlsx.ooxml.package import Package, read_index
from ita_xlsx.ooxml.xml_text import decoded_letters, tags

_ERROR = "e"


def read_with_openpyxl(content: bytes, own: Collection[str] = ()) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, but for those of our ``own``, which hold nothing reported.

    It is loaded a second time where a cell shows a date, in which a number may hide. Raises
    whatever openpyxl raises for a damaged file.
    """
    package = Package(content)
    index = read_index(package)
    listed = [sheet for sheet in listed_sheets(index, package) if sheet.name not in own]

    def load(formats: bool) -> Sequence[Any]:
        return _load(package_for_openpyxl(package, index, listed, formats)).worksheets

    tables = [_Table(sheet) for sheet in load(formats=True)]
    if any(table.doubtful for table in tables):
        for table, bare in zip(tables, load(formats=False), strict=True):
            table.take_numbers(bare)
    return tuple(
        Sheet(
            name=sheet.name,
            rows=table.rows,
            visible=sheet.state == "visible",
            merges=tuple(_merges(package.read(sheet.key), table.rows)),
        )
        for sheet, table in zip(listed, tables, strict=True)
    )


def _load(content: bytes) -> Workbook:
    # It prints of some faults, and standard output is for results.
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # Of what it will not write again. Nothing is written with it here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), data_only=True, rich_text=False)


Merge = tuple[int, int, int, int]


def _merges(part: bytes, rows: list[list[Value]]) -> Iterator[Merge]:
    """The merged ranges of a worksheet; those of whole rows and columns end where its values do."""
    used = len(rows), max(map(len, rows), default=0)
    for about in tags("mergeCell", in_utf8(part).decode("utf-8", "replace")):
        merge = rectangle(about.get("ref", ""), *used)
        if merge:
            yield merge


class _Table:
    """The values of a sheet in their places, each row no longer than its last cell that is filled.

    ``doubtful`` are the places in which a number may hide: its format made a date or a time of it,
    or could not.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self.rows: list[list[Value]] = []
        self.doubtful: list[Place] = []
        for place, cell in sorted(sheet._cells.items()):
            value = _value(cell)
            if cell.data_type == _ERROR or isinstance(value, date | time | timedelta):
                self.doubtful.append(place)
            if value != "":
                self._put(place, value)

    def _put(self, place: Place, value: Value) -> None:
        row, column = place
        self.rows.extend([] for _ in range(row - len(self.rows)))
        values = self.rows[row - 1]
        values.extend([""] * (column - len(values)))
        values[column - 1] = value

    def take_numbers(self, bare: Worksheet) -> None:
        """Take the numbers of which their format makes no date, from a sheet without formats."""
        for place in self.doubtful:
            cell = bare._cells[place]
            if isinstance(cell.value, int | float) and (cell.value < 0 or self._is_blank(place)):
                self._put(place, cell.value)

    def _is_blank(self, place: Place) -> bool:
        row, column = place
        values = self.rows[row - 1] if row <= len(self.rows) else []
        return column > len(values) or values[column - 1] == ""


def _value(cell: Any) -> Value:
    """A value as calamine gives it: blank and errors as an empty text, ``_x000D_`` decoded."""
    value: Value | None = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == _ERROR else decoded_letters(value)
    return "" if value is None else value
