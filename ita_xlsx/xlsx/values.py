"""The values of a sheet that is written, as a reader will find them."""

from collections import deque
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
    filled = sheet.filled_rows(texts) if isinstance(sheet, ColumnSheet) else iter(())
    written = ((row, cells) for row, cells in sheet.table.items() if cells)
    next_row = 0
    for row, values in _merged(filled, sorted(written), texts):
        yield from ([] for _ in range(next_row, row))
        yield values
        next_row = row + 1


def _merged(
    filled: Iterator[tuple[int, list[Value]]],
    written: list[tuple[int, dict[int, Any]]],
    texts: Sequence[str],
) -> Iterator[tuple[int, list[Value]]]:
    """The rows in their order; in a filled one, the cells that were written stand before it."""
    left = deque(written)
    for row, values in filled:
        while left and left[0][0] < row:
            yield _row(*left.popleft(), texts)
        if left and left[0][0] == row:
            for col, cell in left.popleft()[1].items():
                values[col] = _value(cell, texts)
        yield row, values
    for row, cells in left:
        yield _row(row, cells, texts)


def _row(row: int, cells: dict[int, Any], texts: Sequence[str]) -> tuple[int, list[Value]]:
    return row, [_value(cells.get(col), texts) for col in range(max(cells) + 1)]


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
