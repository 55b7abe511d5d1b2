"""Reading with openpyxl: the values where calamine would lose some, and what only it can tell."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.intake.cells import Details, Place, Sheet, Value
from ita_xlsx.official.stamp import without_marks

_ERROR = "e"
_FORMULA = "f"
# openpyxl knows only the Transitional names of what Strict Open XML calls by others.
_STRICT_NAMES: tuple[tuple[bytes, bytes], ...] = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def read_with_openpyxl(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of a workbook. Raises whatever openpyxl raises for a damaged file."""
    book = _load(path, values=True)
    return tuple(
        Sheet(
            name=sheet.title,
            rows=[[_value(cell) for cell in row] for row in _cells(sheet)],
            visible=sheet.sheet_state == "visible",
            merges=tuple(
                (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
                for area in sheet.merged_cells.ranges
            ),
        )
        for sheet in book.worksheets
    )


def read_details(path: Path, names: Iterable[str]) -> dict[str, Details]:
    """{sheet name: what only openpyxl can tell of it}, for the sheets named.

    Raises whatever openpyxl raises for a file that it cannot read.
    """
    formulas, values = _load(path, values=False), _load(path, values=True)
    return {name: _details(formulas[name], values[name]) for name in names}


def _load(path: Path, values: bool) -> Workbook:
    content = path.read_bytes()
    return load_workbook(BytesIO(_transitional(content)), data_only=values, rich_text=False)


def _transitional(content: bytes) -> bytes:
    """A Strict package with the names that openpyxl knows; any other package as it is."""
    with ZipFile(BytesIO(content)) as package:
        if not any(strict in package.read("xl/workbook.xml") for strict, _ in _STRICT_NAMES):
            return content
        renamed = BytesIO()
        with ZipFile(renamed, "w", ZIP_STORED) as target:
            for name in package.namelist():
                part = package.read(name)
                for strict, known in _STRICT_NAMES:
                    part = part.replace(strict, known)
                target.writestr(name, part)
    return renamed.getvalue()


def _cells(sheet: Worksheet) -> Iterator[tuple[Any, ...]]:
    if sheet.max_row == 1 and sheet.max_column == 1 and sheet["A1"].value is None:
        return iter(())
    return sheet.iter_rows(min_row=1, min_col=1)


def _value(cell: Any) -> Value:
    """A value as calamine gives it: blank and errors as an empty text, ``_x000D_`` decoded."""
    value: Value | None = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == _ERROR else unescape(value)
    return "" if value is None else value


def _details(formulas: Worksheet, values: Worksheet) -> Details:
    written = {_place(cell): cell for row in _cells(formulas) for cell in row}
    shown = {_place(cell): cell for row in _cells(values) for cell in row}
    calculated = {
        place: _formula(cell.value) for place, cell in written.items() if cell.data_type == _FORMULA
    }
    return Details(
        formulas=calculated,
        errors={
            place: str(cell.value) for place, cell in shown.items() if cell.data_type == _ERROR
        },
        notes={
            place: note
            for place, cell in written.items()
            if getattr(cell, "comment", None) is not None
            and (note := without_marks(cell.comment.text).strip())
        },
        uncached=frozenset(place for place in calculated if shown[place].value is None),
        hidden_rows=frozenset(
            number - 1 for number, about in formulas.row_dimensions.items() if about.hidden
        ),
        hidden_columns=frozenset(_hidden_columns(formulas)),
    )


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
