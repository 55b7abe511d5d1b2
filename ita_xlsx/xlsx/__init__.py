"""Writing a workbook, the same safe way for everything that the program writes."""

from ita_xlsx.xlsx.columns import CellKind, ColumnSheet
from ita_xlsx.xlsx.sheets import CUT, TextSheet, add_growing_sheet, checked, fitting, write_text
from ita_xlsx.xlsx.workbook import AUTHOR, new_workbook, strictly

__all__ = [
    "AUTHOR",
    "CUT",
    "CellKind",
    "ColumnSheet",
    "TextSheet",
    "add_growing_sheet",
    "checked",
    "fitting",
    "new_workbook",
    "strictly",
    "write_text",
]
