"""Reading with openpyxl: the values where calamine would lose some, and what only it can tell."""

import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.intake.formats.cells import Details, Place, Sheet, Value
from ita_xlsx.intake.formats.for_openpyxl import (
    in_utf8,
    listed_sheets,
    package_for_openpyxl,
)
from ita_xlsx.official.stamp import without_marks
from ita_xlsx.ooxml.addresses import rectangle
from ita_xlsx.ooxml.package import Package, read_index
from ita_xlsx.ooxml.xml_text import attributes, tag_pattern

_ERROR = "e"
_FORMULA = "f"
_TEXT = "str"
_EMPTY_TEXT = '""'


def read_with_openpyxl(content: bytes, own: Collection[str] = ()) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, but for those of our ``own``, which hold nothing reported.

    It is loaded a second time where a cell shows a date, in which a number may hide. Raises
    whatever openpyxl raises for a damaged file.
    """
    package = Package(content)
    index = read_index(package)
    listed = [sheet for sheet in listed_sheets(index, package) if sheet.name not in own]

    def load(formats: bool) -> Sequence[Any]:
        return _load(package_for_openpyxl(package, index, listed, formats), values=True).worksheets

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


def read_details(content: bytes, names: Collection[str]) -> dict[str, Details]:
    """{sheet name: what only openpyxl can tell of it}, for the sheets named.

    Raises whatever openpyxl raises for a file that it cannot read.
    """
    package = Package(content)
    index = read_index(package)
    listed = [sheet for sheet in listed_sheets(index, package) if sheet.name in names]
    content = package_for_openpyxl(package, index, listed, formats=False)
    formulas, values = (_load(content, values=values).worksheets for values in (False, True))
    return {
        sheet.name: _details(written, shown, _without_value(package.read(sheet.key)))
        for sheet, written, shown in zip(listed, formulas, values, strict=True)
    }


def _load(content: bytes, values: bool) -> Workbook:
    # It prints of some faults, and standard output is for results.
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # Of what it will not write again. Nothing is written with it here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), data_only=values, rich_text=False)


_MERGE = tag_pattern("mergeCell")
Merge = tuple[int, int, int, int]


def _merges(part: bytes, rows: list[list[Value]]) -> Iterator[Merge]:
    """The merged ranges of a worksheet; those of whole rows and columns end where its values do."""
    used = len(rows), max(map(len, rows), default=0)
    for match in _MERGE.finditer(in_utf8(part).decode("utf-8", "replace")):
        merge = rectangle(attributes(match[1]).get("ref", ""), *used)
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
        return "" if cell.data_type == _ERROR else _whole(unescape(value))
    return "" if value is None else value


def _whole(text: str) -> str:
    """The text with halves of letters joined (``_xD83D__xDE00_``); a lone half becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_NO_VALUE = re.compile(
    rb'<(?:[\w.-]+:)?c\s[^<>]*?\br="([A-Z]+\d+)"[^<>]*>\s*'
    rb"<(?:[\w.-]+:)?f(?:/>|(?=[\s>])[^<>]*>[^<]*</(?:[\w.-]+:)?f\s*>)\s*</"
)


def _without_value(part: bytes) -> frozenset[str]:
    """The addresses of the formulas of a worksheet for which it has no element of a value."""
    return frozenset(address.decode() for address in _NO_VALUE.findall(in_utf8(part)))


def _details(formulas: Worksheet, values: Worksheet, valueless: Collection[str]) -> Details:
    written = {_place(cell): cell for cell in formulas._cells.values()}
    shown = {_place(cell): cell for cell in values._cells.values()}
    calculated = {
        place: _formula(cell.value) for place, cell in written.items() if cell.data_type == _FORMULA
    }
    return Details(
        formulas=calculated,
        errors={
            place: str(cell.value) for place, cell in shown.items() if cell.data_type == _ERROR
        },
        notes={
            place: _whole(unescape(note))
            for place, cell in written.items()
            if cell.comment is not None and (note := without_marks(cell.comment.text).strip())
        },
        uncached=frozenset(
            place
            for place, formula in calculated.items()
            if shown[place].value is None and not _is_blank(shown[place], formula, valueless)
        ),
        hidden_rows=frozenset(
            number - 1 for number, about in formulas.row_dimensions.items() if about.hidden
        ),
        hidden_columns=frozenset(_hidden_columns(formulas)),
    )


def _is_blank(shown: Any, formula: str, valueless: Collection[str]) -> bool:
    """Whether the value of a formula's cell, of which nothing is shown, is an empty text.

    An empty element says so in a cell of text, and in one of a number where the formula can give
    an empty text; openpyxl writes it for every formula that nothing has calculated.
    """
    if shown.coordinate in valueless:
        return formula == f"={_EMPTY_TEXT}"
    return shown.data_type == _TEXT or _EMPTY_TEXT in formula


def _place(cell: Any) -> Place:
    return cell.row - 1, cell.column - 1


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    """Columns counted from zero; one entry of the file may stand for a stretch of columns."""
    for letter, about in sheet.column_dimensions.items():
        if about.hidden:
            first = about.min or column_index_from_string(letter)
            yield from range(first - 1, about.max or first)


def _formula(value: object) -> str:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    if isinstance(value, DataTableFormula):
        return "=TABLE(...)"
    return str(value)
