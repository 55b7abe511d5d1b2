"""The cells of a workbook, whatever program wrote it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from ita_xlsx.official.deadlines import from_cell_date
from ita_xlsx.thai.dates import format_date
from ita_xlsx.xlsx.limits import CELL_LENGTH, SHEET_COLUMNS, SHEET_ROWS, fitting

Value = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]
# First row, first column, last row, last column.
Merge = tuple[int, int, int, int]


class Link(NamedTuple):
    """A link of the cells of an area: first row and column, last row and column, its address."""

    area: tuple[int, int, int, int]
    address: str


class Drawn(NamedTuple):
    """What lies over the cells, or is a picture in one, and the cell at its upper left corner.

    ``kind`` is ``text``, ``picture``, ``chart``, ``document``, ``checked``, ``unchecked`` or
    ``object``; ``text`` what is written in it, and the address to which it leads. ``last`` is the
    last row that it covers, as far as that is known.
    """

    kind: str
    place: Place | None
    text: str = ""
    last: int = SHEET_ROWS


MOST_COLOURED = 20_000


@dataclass(frozen=True)
class Details:
    """What a sheet holds beside its values; places are (row, column), counted from zero.

    ``formulas`` and ``errors`` hold the formula and the error value of a cell, ``notes`` the note
    on it; ``uncached`` are the formulas whose value the file does not hold, ``stray_quotes`` the
    cells of a text file that begin with a quotation mark which no other closes. ``struck`` holds
    the text of a cell that is struck out, nothing where all of it is. ``coloured`` are the first
    ``MOST_COLOURED`` cells whose ground has a colour. ``inserted`` and ``deleted`` are the texts of
    changes that a document tracks and nobody has accepted yet.
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
    coloured: frozenset[Place] = frozenset()
    inserted: Mapping[Place, str] = field(default_factory=dict)
    deleted: Mapping[Place, str] = field(default_factory=dict)

    def split(self, parts: int, whose: Callable[[Place], int]) -> list["Details"]:
        """What there is in each of some parts of a sheet; ``whose`` says in which a place is.

        A hidden row is where its first cell is, and so are a hidden column and an area of links;
        what lies over no known cell is in the first part.
        """
        kept: list[dict[str, list[Any]]] = [{} for _ in range(parts)]
        for name, whole in vars(self).items():
            for one in whole:
                kept[whose(_place_of(name, one))].setdefault(name, []).append(one)
        return [
            Details(**{name: _some_of(getattr(self, name), some) for name, some in part.items()})
            for part in kept
        ]


def hide(columns: list[int], first: int, last: int) -> None:
    """Add hidden columns; they are in order: the same ones many times would take long."""
    after = columns[-1] + 1 if columns else 0
    columns += range(max(first, after), min(last + 1, SHEET_COLUMNS))


def _place_of(name: str, one: Any) -> Place:
    """Where something of one field of ``Details`` is."""
    places: dict[str, Callable[[], Place]] = {
        "hidden_rows": lambda: (one, 0),
        "hidden_columns": lambda: (0, one),
        "links": lambda: one.area[:2],
        "drawn": lambda: one.place or (0, 0),
    }
    return places[name]() if name in places else one


def _some_of(whole: Any, some: list[Any]) -> Any:
    if isinstance(whole, Mapping):
        return {one: whole[one] for one in some}
    return type(whole)(some)


NO_DETAILS = Details()


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows`` of values from A1 on (blank is ``''``), and its merged ranges.

    ``merges`` are (first row, first column, last row, last column), counted from zero. Of a sheet
    that holds several tables, the rows from ``first`` to before ``end`` are those of one. ``cut``
    says how long the texts were that no cell of Excel holds, of which the rows have the beginning.

    ``above`` and ``below`` are the lines of a document around its table, each with its cells. They
    are in no row: those above (None: it is a worksheet) are counted from -1 upwards, and have no
    address.
    """

    name: str
    rows: list[list[Value]]
    visible: bool = True
    merges: tuple[Merge, ...] = ()
    details: Details = NO_DETAILS
    first: int = 0
    end: int = SHEET_ROWS
    cut: Mapping[Place, int] = field(default_factory=dict)
    above: Sequence[list[Value]] | None = None
    below: Sequence[list[Value]] = ()

    def heading(self, end: int) -> Iterator[tuple[int, list[Value]]]:
        """What is above a row: the lines above the table, and rows of it, each with its number."""
        if not self.first:
            yield from enumerate(self.above or (), start=-len(self.above or ()))
        yield from self.numbered(end=end)

    def numbered(self, first: int = 0, end: int = SHEET_ROWS) -> Iterator[tuple[int, list[Value]]]:
        """The rows of the table between two, each with its number."""
        for number in range(max(first, self.first), min(end, self.end, len(self.rows))):
            yield number, self.rows[number]


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


def within_cells(sheet: Sheet) -> Sheet:
    """The sheet without what no cell of Excel holds of its texts."""
    cut = {
        (row, column): (len(value), text)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if isinstance(value, str)
        and len(value) > CELL_LENGTH // 2
        and (text := fitting(value)) is not value
    }
    if not cut:
        return sheet
    texts = {place: text for place, (_, text) in cut.items()}
    lengths = {place: length for place, (length, _) in cut.items()}
    return replace(sheet, rows=with_texts(sheet.rows, texts), cut=lengths)


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
