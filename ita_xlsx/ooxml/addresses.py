"""A1 addresses of cells and ranges. Rows and columns are counted from zero."""

import re

_CELL = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(rb"\$?([A-Za-z]{1,4})\$?(\d{1,9}):\$?([A-Za-z]{1,4})\$?(\d{1,9})")


def letters(column: int) -> str:
    """The letters of a column: 0 is ``A``, 26 is ``AA``."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(row: int, column: int) -> str:
    """The A1 address of a cell."""
    return f"{letters(column)}{row + 1}"


def column_of(name: bytes) -> int:
    """The column that has these letters, of either case."""
    number: int = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number - 1


def place_of(address: str) -> tuple[int, int] | None:
    """The row and column of an A1 address; None for what is none."""
    match = _CELL.fullmatch(address)
    return match and (int(match[2]) - 1, column_of(match[1].encode()))


_REFERENCE = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})(?::\$?([A-Za-z]{0,3})\$?(\d{0,7}))?")


def rectangle(address: str, rows: int, columns: int) -> tuple[int, int, int, int] | None:
    """The first row and column and the last ones of a range, of one cell too; None for no range.

    Whole rows and columns (``1:3``, ``A:C``) end at the last of so many ``rows`` and ``columns``.
    """
    match = _REFERENCE.fullmatch(address)
    if not match or not (match[1] or match[2]):
        return None
    left, top, right, bottom = (part or "" for part in match.groups())
    if match[3] is None:
        right, bottom = left, top
    if (bool(left), bool(top)) != (bool(right), bool(bottom)):
        return None
    row = sorted((int(top) - 1, int(bottom) - 1)) if top else (0, max(rows - 1, 0))
    column = sorted(column_of(name.encode()) for name in (left, right)) if left else None
    first, last = column or (0, max(columns - 1, 0))
    return row[0], first, row[1], last


def area(address: bytes) -> int:
    """How many cells a range such as ``A1:C3`` covers; one for what is no range."""
    match = _RANGE.fullmatch(address)
    if not match:
        return 1
    left, top, right, bottom = match.groups()
    return (abs(column_of(right) - column_of(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
