"""The tables of a Word document: which are pages of one, and which lines belong to which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from ita_xlsx.intake.formats.cells import Details, Link, Merge, Place, Sheet, Value, as_text
from ita_xlsx.intake.table.areas import heading_top, names_in
from ita_xlsx.intake.table.header import ENOUGH_COLUMNS, Header, find_header
from ita_xlsx.intake.table.heading import label_of
from ita_xlsx.official.documents import TABLE_NAME
from ita_xlsx.official.names.divisions import OwnNames
from ita_xlsx.thai.text import fix_text
from ita_xlsx.xlsx.limits import SHEET_ROWS

# What is written between the pages of a table: the number of the page, "continued".
_PAGE_LINE = re.compile(r"[\W\d_]*(?:(?:หน้า(?:ที่)?|ต่อ|จาก|page|of)[\W\d_]*)*", re.IGNORECASE)


def tables_of_document(parts: Sequence[Sheet], own: OwnNames) -> tuple[Sheet, ...]:
    """The tables of a document as sheets, from its parts as ``formats.docx`` reads them.

    A table that goes on with the one before (as on each page of a printed one) is added to it: its
    header is the same, or it has none and as many columns. Tables of one or two columns without a
    header, and those with labelled lines, are lines of the heading below them. ``own`` as for
    ``read_heading``.
    """
    joined = _Joined(own)
    for part in parts:
        joined.take(part)
    return joined.sheets()


@dataclass
class _Table:
    """A table while its parts are taken, and the lines that are around it."""

    parts: list[Sheet]
    header: Header | None
    above: list[list[Value]]
    details: list[Details]
    width: int = 0
    rows: int = 0
    names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    below: list[list[Value]] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet:
        """All of it as one sheet."""
        rows: list[list[Value]] = []
        merges: list[Merge] = []
        cut: dict[Place, int] = {}
        for part in self.parts:
            at = len(rows)
            cut.update(((row + at, column), long) for (row, column), long in part.cut.items())
            merges += ((a + at, left, b + at, right) for a, left, b, right in part.merges)
            rows += part.rows
        return Sheet(
            name,
            rows,
            merges=tuple(merges),
            details=_union(self.details),
            cut=cut,
            above=self.above,
            below=self.below,
        )


class _Joined:
    def __init__(self, own: OwnNames) -> None:
        self._own = own
        self._tables: list[tuple[int, _Table]] = []  # each with its number
        self._lines: list[list[Value]] = []  # those that no table has yet
        self._beside: list[Details] = []  # and what is beside them
        self._told = 0
        self._number = 0

    def take(self, part: Sheet) -> None:
        """Take the next table, with the lines above it."""
        self._lines += map(_with_labels, part.above or ())
        header = find_header(part) if part.rows else None
        if not part.rows:
            self._end(part)
        elif self._goes_on(part, header):
            self._add(part)
        elif header is None and _are_lines(part.rows):
            self._number += 1
            self._lines += ([value for value in row if value != ""] for row in part.rows)
            self._beside.append(self._placed(part.details, None))
        else:
            self._begin(part, header)

    def sheets(self) -> tuple[Sheet, ...]:
        """All that was taken."""
        return tuple(one.sheet(TABLE_NAME.format(n) if n else "") for n, one in self._tables)

    def _goes_on(self, part: Sheet, header: Header | None) -> bool:
        last = self._tables[-1][1] if self._tables else None
        if last is None or last.header is None:
            return False
        if header is not None:
            return header.columns == last.header.columns and self._names() <= last.names
        return _width(part) == last.width and all(
            text in last.titles or _is_page_line(text) for text in map(_text, self._lines)
        )

    def _names(self) -> set[str]:
        """What the lines name: divisions, and labels with their texts."""
        return names_in(Sheet("", self._lines), 0, len(self._lines), self._own)

    def _add(self, part: Sheet) -> None:
        """Add a table to the one with which it goes on; what repeats its title is said once."""
        _, table = self._tables[-1]
        texts = ((_text(line), line) for line in self._lines)
        table.below += (
            line for text, line in texts if text not in table.titles and not _is_page_line(text)
        )
        table.details += (*self._beside, self._placed(part.details, table.rows))
        table.parts.append(part)
        table.rows += len(part.rows)
        self._lines, self._beside = [], []

    def _begin(self, part: Sheet, header: Header | None) -> None:
        """Begin a table; what ends the table before, and is above this one, is below that."""
        self._number += 1
        details = [*self._beside, self._placed(part.details, 0)]
        table = _Table([part], header, [], details, _width(part), len(part.rows))
        self._beside = []
        if header is not None:
            before = self._last()
            if before is not None:
                top = heading_top(Sheet("", self._lines), 0, len(self._lines))
                before.below += self._lines[:top]
                del self._lines[:top]
            table.names = frozenset(self._names())
            table.titles = frozenset(map(_text, self._lines))
            table.above, self._lines = self._lines, []
        self._tables.append((self._number, table))

    def _last(self) -> _Table | None:
        """The last table with a header."""
        found = (one for _, one in reversed(self._tables) if one.header is not None)
        return next(found, None)

    def _end(self, part: Sheet) -> None:
        """What is below all tables; of a document without one of measures it is told by itself."""
        details = [*self._beside, self._placed(part.details, 0)]
        last = self._last()
        if last is None:
            self._tables.append((0, _Table([part], None, self._lines, details)))
            return
        last.below += self._lines
        for one in details:
            below = tuple(drawn._replace(last=SHEET_ROWS) for drawn in one.drawn)
            last.details.append(replace(one, drawn=below))

    def _placed(self, one: Details, moved: int | None) -> Details:
        """What is beside a table that moves down by some rows, or (None) becomes lines.

        Each line has a row of its own, below zero.
        """

        def place_of(place: Place) -> Place:
            if moved is not None and place[0] >= 0:
                return place[0] + moved, place[1]
            self._told += 1
            return -self._told, 0

        texts: dict[str, Any] = {
            name: {place_of(place): text for place, text in getattr(one, name).items()}
            for name in _TEXTS
        }
        return Details(
            **texts,
            coloured=frozenset(map(place_of, one.coloured)),
            links=tuple(Link(2 * place_of(link.area[:2]), link.address) for link in one.links),
            drawn=tuple(
                drawn._replace(place=place_of(drawn.place), last=drawn.last + moved)
                if drawn.place is not None and moved is not None
                else drawn._replace(place=None, last=SHEET_ROWS if moved else -1)
                for drawn in one.drawn
            ),
        )


# What is beside the cells of a document as texts.
_TEXTS = ("notes", "struck", "inserted", "deleted")


def _union(several: Sequence[Details]) -> Details:
    """What is beside several tables that are one."""
    texts: dict[str, Any] = {
        name: {place: text for one in several for place, text in getattr(one, name).items()}
        for name in _TEXTS
    }
    return Details(
        **texts,
        coloured=frozenset().union(*(one.coloured for one in several)),
        links=tuple(chain.from_iterable(one.links for one in several)),
        drawn=tuple(chain.from_iterable(one.drawn for one in several)),
    )


def _is_page_line(text: str) -> bool:
    return _PAGE_LINE.fullmatch(text) is not None


def _are_lines(rows: Sequence[Sequence[Value]]) -> bool:
    """Whether a table lays out lines: it is narrow, or has labels of the form."""
    narrow = max(map(len, rows)) < ENOUGH_COLUMNS
    return narrow or any(label_of(as_text(value)) for row in rows for value in row if value != "")


_LABELLED = re.compile(r"([^:]{1,40}):\s*(.*)", re.DOTALL)


def _with_labels(line: list[Value]) -> list[Value]:
    """A line with its labels (``กอง: กองคลัง``) in cells of their own."""
    cells: list[Value] = []
    for value in line:
        found = _LABELLED.fullmatch(as_text(value))
        is_label = found and label_of(fix_text(found[1])) is not None
        cells += filter(None, found.groups()) if found and is_label else [value]
    return cells


def _text(line: Sequence[Value]) -> str:
    return " ".join(fix_text(as_text(value)) for value in line)


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.rows))
