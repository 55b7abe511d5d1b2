"""The values of a sheet that is written, as a reader will find them."""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from ita_xlsx.xlsx.columns import ColumnSheet
from ita_xlsx.xlsx.sheets import shared_texts

Value = str | float


def sheet_values(sheet: Worksheet) -> Iterator[list[Value]]:
    """The values of each row from the first one and from column A on; a blank is an empty text.

    To be called when the workbook is being closed, after its sheets. Dates are Excel's numbers, a
    formula the value that was given with it.
    """
    texts = shared_texts(sheet).string_array
    for row in range(max((row for row, cells in sheet.table.items() if cells), default=-1) + 1):
        cells = sheet.table.get(row) or {}
        yield [_value(cells.get(col), texts) for col in range(max(cells, default=-1) + 1)]
    if isinstance(sheet, ColumnSheet):
        yield from sheet.filled_rows(texts)


def _value(cell: Any, texts: Sequence[str]) -> Value:
    match type(cell).__name__:
        case "String":
            return str(texts[cell.string])
        case "RichString":
            return str(cell.raw_string)
        case "Number" | "Datetime":
            return float(cell.number)
        case "Formula":
            return cell.value if isinstance(cell.value, str) else float(cell.value)
        case "NoneType" | "Blank":
            return ""
        case other:
            raise ValueError(f"no value is known of a cell {other}")
