"""The formulas of a printed summary, calculated anew by LibreOffice."""

from pathlib import Path

import pytest
from libreoffice import read_cells
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from ita_xlsx.official.stamp import SUMMARY_SHEET


def cached(path: Path) -> list[list[object]]:
    """The values of the summary as written, from A1 on."""
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(SUMMARY_SHEET).to_python(skip_empty_area=False)
    return [list(row) for row in rows]


def assert_recalculated(path: Path) -> tuple[int, int]:
    """Every formula gives the value written with it; how many there are, and how many of arrays."""
    formulas = load_workbook(path)[SUMMARY_SHEET]
    calculated = read_cells(path)[SUMMARY_SHEET]
    written = cached(path)
    plain = arrays = 0
    for row in formulas.iter_rows():
        for cell in row:
            is_array = isinstance(cell.value, ArrayFormula)
            if is_array or cell.data_type == "f":
                value, formula, error = calculated[cell.row - 1][cell.column - 1]
                assert formula and not error, cell.coordinate
                assert value == pytest.approx(written[cell.row - 1][cell.column - 1]), formula
                arrays += is_array
                plain += not is_array
    return plain, arrays
