"""How the tables of a Word document are called, and a cell of one, which shows no address."""

import re
from pathlib import PurePath

from ita_xlsx.language import Sentence
from ita_xlsx.official.columns import BY_KEY

# A table is called by its number, as a person counts; what a page break cut is one.
TABLE_NAME = "ตาราง {}"
_NAME = re.compile(r"ตาราง \d+")
_CELL = re.compile(r"([A-Z]+)(\d+)")
_ROW = Sentence("แถว {row}", "row {row}")
_SPOT = Sentence("{row} คอลัมน์ {column}", "{row} column {column}")


def is_document(file: str) -> bool:
    """Whether a file has the name of a Word document: .docx, .docm, .dotx, .doc."""
    return PurePath(file).suffix.lower().startswith(".do")


def row_in_document(file: str, table: str, cell: str) -> Sentence | None:
    """The row of a cell as one finds it in a document; None for a cell of a workbook.

    The ending of its name is asked only here, where nothing depends on it but a wording.
    """
    at = _CELL.fullmatch(cell)
    if at is None or not _NAME.fullmatch(table) or not is_document(file):
        return None
    return _ROW.fill(row=at[2])


def spot_in_document(file: str, table: str, cell: str, key: str) -> Sentence | None:
    """The same with its column: by name where ``key`` is one of the form's, or by its number."""
    row = row_in_document(file, table, cell)
    if row is None:
        return None
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    column = BY_KEY.get(key)
    return _SPOT.fill(row=row, column=(column.short or column.header) if column else number)
