"""A1 addresses of cells and ranges. Rows and columns are counted from zero."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

# Row and column; first row and column with the last ones.
Place = tuple[int, int]
Area = tuple[int, int, int, int]

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
    """The A1 address of a cell; nothing for a line above all rows, whose number is below zero."""
    return f"{letters(column)}{row + 1}" if row >= 0 else ""


def column_of(name: bytes) -> int:
    """The column that has these letters, of either case."""
    number: int = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number - 1


def place_of(address: str) -> Place | None:
    """The row and column of an A1 address; None for what is none."""
    match = _CELL.fullmatch(address)
    return match and (int(match[2]) - 1, column_of(match[1].encode()))


_REFERENCE = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})(?::\$?([A-Za-z]{0,3})\$?(\d{0,7}))?")


def rectangle(address: str, rows: int, columns: int) -> Area | None:
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


def areas_at(areas: Iterable[Area], places: Iterable[Place]) -> dict[Place, Area]:
    """The area in which a place is, for each that is in one.

    No program lets merged ranges overlap: one that covers a cell of another that begins above it,
    or left of it in the same row, is passed over. Takes n log n steps.
    """
    found: dict[Place, Area] = {}
    # The areas that reach down to here, none beside two of them, by their first column.
    firsts: list[int] = []
    reaching: list[Area] = []
    begins = sorted(set(areas))
    at = 0
    for row, column in sorted(set(places)):
        while at < len(begins) and begins[at][:2] <= (row, column):
            _reach(begins[at], firsts, reaching)
            at += 1
        place = bisect_right(firsts, column) - 1
        if place >= 0 and reaching[place][2] >= row and reaching[place][3] >= column:
            found[row, column] = reaching[place]
    return found


def _reach(area: Area, firsts: list[int], reaching: list[Area]) -> None:
    """Put an area among those that reach to its first row, unless it overlaps one of them."""
    top, left, _, right = area
    first = max(0, bisect_right(firsts, left) - 1)
    first += first < len(firsts) and reaching[first][3] < left
    last, end = first, bisect_left(firsts, right + 1)
    while last < end and reaching[last][2] < top:
        last += 1
    # Those that ended above are never looked at again.
    new = [area] if last == end else []
    firsts[first:last], reaching[first:last] = [one[1] for one in new], new
