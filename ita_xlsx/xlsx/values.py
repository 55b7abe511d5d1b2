"""The values of a workbook that is written, as a reader will find them."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.xlsx.columns import ColumnSheet
from ita_xlsx.xlsx.sheets import shared_texts

Value = str | float
Mark = TypeVar("Mark")


def workbook_values(
    workbook: Workbook, mark: Callable[[Value], Mark]
) -> Iterator[tuple[str, Iterator[list[Mark]]]]:
    """The sheets by name, each with the values of its rows from the first one and column A on.

    To be called when the workbook is being closed, after its sheets. What is told of a value is
    its ``mark``, which is asked for once for each text. A blank is an empty text, a date Excel's
    number of it, a formula the value that was given with it.
    """
    sheets = workbook.worksheets()
    texts = [*map(mark, shared_texts(sheets[0]).string_array)]
    marked = _Marked(texts, lru_cache(maxsize=1 << 12)(mark), mark(""))
    for sheet in sheets:
        yield str(sheet.name), marked.rows(sheet)


class _Marked(Generic[Mark]):
    """What is told of the values: of each shared text, of any other value, and of a blank."""

    def __init__(self, texts: Sequence[Mark], mark: Callable[[Value], Mark], blank: Mark) -> None:
        self._texts = texts
        self._mark = mark
        self._blank = blank

    def rows(self, sheet: Worksheet) -> Iterator[list[Mark]]:
        """The rows of a sheet, from its first one on."""
        filled: Iterator[tuple[int, list[Mark]]] = iter(())
        if isinstance(sheet, ColumnSheet):
            filled = sheet.filled_rows(self._texts, self._mark, self._blank)
        written = ((row, cells) for row, cells in sheet.table.items() if cells)
        next_row = 0
        for row, values in self._merged(filled, sorted(written)):
            yield from ([] for _ in range(next_row, row))
            yield values
            next_row = row + 1

    def _merged(
        self, filled: Iterator[tuple[int, list[Mark]]], written: list[tuple[int, dict[int, Any]]]
    ) -> Iterator[tuple[int, list[Mark]]]:
        """The rows in their order; in a filled one, the cells that were written stand before it."""
        left = deque(written)
        for row, values in filled:
            while left and left[0][0] < row:
                yield self._row(*left.popleft())
            if left and left[0][0] == row:
                for col, cell in left.popleft()[1].items():
                    values[col] = self._of_cell(cell)
            yield row, values
        for row, cells in left:
            yield self._row(row, cells)

    def _row(self, row: int, cells: dict[int, Any]) -> tuple[int, list[Mark]]:
        return row, [self._of_cell(cells.get(col)) for col in range(max(cells) + 1)]

    def _of_cell(self, cell: Any) -> Mark:
        match type(cell).__name__:
            case "String":
                text: Mark = self._texts[cell.string]
                return text
            case "RichString":
                return self._mark(str(cell.raw_string))
            case "Number" | "Datetime":
                return self._mark(float(cell.number))
            case "Formula":
                value = cell.value
                return self._mark(value if isinstance(value, str) else float(value))
            case "NoneType" | "Blank":
                return self._blank
            case other:
                raise ValueError(f"no value is known of a cell {other}")
