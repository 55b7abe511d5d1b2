"""The tables of a Word document: which are pages of one, and which lines belong to which."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ita_xlsx.intake.formats.cells import Details, Link, Place, Sheet, Value, as_text
from ita_xlsx.intake.table.areas import heading_top, names_in
from ita_xlsx.intake.table.header import ENOUGH_COLUMNS, Header, find_header
from ita_xlsx.intake.table.heading import label_of
from ita_xlsx.official.divisions import OwnNames
from ita_xlsx.official.documents import TABLE_NAME
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


class _Joined:
    def __init__(self, own: OwnNames) -> None:
        self._own = own
        self._done: list[tuple[Sheet, Header | None]] = []
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
        return tuple(sheet for sheet, _ in self._done)

    def _goes_on(self, part: Sheet, header: Header | None) -> bool:
        sheet, above = self._done[-1] if self._done else (part, None)
        if above is None:
            return False
        known = {_text(line) for line in sheet.above or ()}
        if header is not None:
            named = names_in(Sheet("", self._lines), 0, len(self._lines), self._own)
            lines = [*(sheet.above or ())]
            before = names_in(Sheet("", lines), 0, len(lines), self._own)
            return header.columns == above.columns and named <= before
        return _width(part) == _width(sheet) and all(
            text in known or _is_page_line(text) for text in map(_text, self._lines)
        )

    def _add(self, part: Sheet) -> None:
        """Add a table to the one with which it goes on; what repeats its title is said once."""
        sheet, header = self._done[-1]
        known = {_text(line) for line in sheet.above or ()}
        lines = ((_text(line), line) for line in self._lines)
        more = (line for text, line in lines if text not in known and not _is_page_line(text))
        moved = len(sheet.rows)
        whole = replace(
            sheet,
            rows=[*sheet.rows, *part.rows],
            merges=(*sheet.merges, *((a + moved, b, c + moved, d) for a, b, c, d in part.merges)),
            details=_union(sheet.details, *self._beside, self._placed(part.details, moved)),
            below=(*sheet.below, *more),
        )
        self._done[-1] = whole, header
        self._lines, self._beside = [], []

    def _begin(self, part: Sheet, header: Header | None) -> None:
        """Begin a table; what ends the table before, and is above this one, is below that."""
        self._number += 1
        name = TABLE_NAME.format(self._number)
        details = _union(*self._beside, self._placed(part.details, 0))
        own = replace(part, name=name, details=details, above=())
        self._beside = []
        if header is not None:
            top = heading_top(Sheet("", self._lines), 0, len(self._lines))
            top = self._put_below(self._lines[:top])
            own, self._lines = replace(own, above=self._lines[top:]), []
        self._done.append((own, header))

    def _put_below(self, lines: Sequence[list[Value]]) -> int:
        """Put lines below the last table that has a header; the result is how many."""
        for place in range(len(self._done) - 1, -1, -1):
            sheet, header = self._done[place]
            if header is not None:
                self._done[place] = replace(sheet, below=(*sheet.below, *lines)), header
                return len(lines)
        return 0

    def _end(self, part: Sheet) -> None:
        """What is below all tables; of a document without one of measures it is told by itself."""
        details = _union(*self._beside, self._placed(part.details, 0))
        if not self._put_below(self._lines):
            self._done.append((replace(part, above=self._lines, details=details), None))
            return
        sheet, header = self._done[-1]
        below = tuple(one._replace(last=SHEET_ROWS) for one in details.drawn)
        self._done[-1] = (
            replace(sheet, details=_union(sheet.details, replace(details, drawn=below))),
            header,
        )

    def _placed(self, one: Details, moved: int | None) -> Details:
        """What is beside a table that moves down by some rows, or (None) becomes lines.

        Each line has a row of its own, below zero.
        """

        def place_of(place: Place) -> Place:
            if moved is not None and place[0] >= 0:
                return place[0] + moved, place[1]
            self._told += 1
            return -self._told, 0

        return Details(
            notes={place_of(place): text for place, text in one.notes.items()},
            struck={place_of(place): text for place, text in one.struck.items()},
            inserted={place_of(place): text for place, text in one.inserted.items()},
            deleted={place_of(place): text for place, text in one.deleted.items()},
            coloured=frozenset(map(place_of, one.coloured)),
            links=tuple(Link(2 * place_of(link.area[:2]), link.address) for link in one.links),
            drawn=tuple(
                drawn._replace(place=place_of(drawn.place), last=drawn.last + moved)
                if drawn.place is not None and moved is not None
                else drawn._replace(place=None, last=SHEET_ROWS if moved else -1)
                for drawn in one.drawn
            ),
        )


def _union(*several: Details) -> Details:
    """What is beside several tables that are one."""
    return Details(
        notes={place: text for one in several for place, text in one.notes.items()},
        struck={place: text for one in several for place, text in one.struck.items()},
        inserted={place: text for one in several for place, text in one.inserted.items()},
        deleted={place: text for one in several for place, text in one.deleted.items()},
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
