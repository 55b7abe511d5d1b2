"""The cells of a workbook, as python-calamine reads them, with what only openpyxl can tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.thai.dates import format_date

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata

Value = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]


@dataclass(frozen=True)
class Details:
    """What a look beyond the values tells; places are (row, column), counted from zero."""

    formulas: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    notes: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


NO_DETAILS = Details()


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows`` of values from A1 on (blank is ``''``), and its merged ranges.

    ``merges`` are (first row, first column, last row, last column), counted from zero.
    """

    name: str
    rows: list[list[Value]]
    visible: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()
    details: Details = NO_DETAILS


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of a workbook that the guard has let through.

    Raises what calamine raises (CalamineError and its kin) for a file that it cannot read.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
        return tuple(
            _sheet(book.get_sheet_by_index(index), about)
            for index, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet
        )


def as_text(value: Value) -> str:
    """A cell's value as a clerk sees it: whole numbers without ``.0``, dates in Thai."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return format_date(value.date())
    if isinstance(value, date):
        return format_date(value)
    return str(value)


def _sheet(sheet: "CalamineSheet", about: "SheetMetadata") -> Sheet:
    from python_calamine import SheetVisibleEnum

    return Sheet(
        name=about.name,
        rows=sheet.to_python(skip_empty_area=False),
        visible=about.visible is SheetVisibleEnum.Visible,
        merges=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
    )
