"""The cells of a workbook, whatever program wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ita_xlsx.official.deadlines import from_cell_date
from ita_xlsx.thai.dates import format_date

Value = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]


class Link(NamedTuple):
    """A link of the cells of an area: first row and column, last row and column, its address."""

    area: tuple[int, int, int, int]
    address: str


class Drawn(NamedTuple):
    """What lies over the cells, or is a picture in one, and the cell at its upper left corner.

    ``kind`` is ``text``, ``picture``, ``chart``, ``document``, ``checked``, ``unchecked`` or
    ``object``; ``text`` what is written in it, and the address to which it leads.
    """

    kind: str
    place: Place | None
    text: str = ""


@dataclass(frozen=True)
class Details:
    """What a sheet holds beside its values; places are (row, column), counted from zero.

    ``formulas`` and ``errors`` hold the formula and the error value of a cell, ``notes`` the note
    on it; ``uncached`` are the formulas whose value the file does not hold, ``stray_quotes`` the
    cells of a text file that begin with a quotation mark which no other closes. ``struck`` holds
    the text of a cell that is struck out, nothing where all of it is.
    """

    formulas: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    notes: Mapping[Place, str] = field(default_factory=dict)
    uncached: frozenset[Place] = frozenset()
    stray_quotes: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()
    struck: Mapping[Place, str] = field(default_factory=dict)
    drawn: tuple[Drawn, ...] = ()


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


def with_texts(rows: list[list[Value]], texts: Mapping[Place, str]) -> list[list[Value]]:
    """The rows of a sheet with other texts in some places."""
    changed, copied = list(rows), set()
    for (row, column), text in texts.items():
        changed.extend([] for _ in range(row - len(changed) + 1))
        if row not in copied:
            copied.add(row)
            changed[row] = list(changed[row])
        values = changed[row]
        values.extend([""] * (column - len(values) + 1))
        values[column] = text
    return changed


def as_text(value: Value) -> str:
    """A cell's value as a clerk sees it: whole numbers without ``.0``, dates in Thai."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return format_date(from_cell_date(day)[0])
    return str(value)
