"""The tables of a sheet: of several, below each other or side by side, which cells are whose."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from ita_xlsx.intake.formats.cells import Merge, Sheet, Value, as_text
from ita_xlsx.intake.table.header import Header, find_headers
from ita_xlsx.intake.table.heading import LONGEST_TITLE, divisions_in, label_of
from ita_xlsx.intake.table.outside import is_footnote, is_signature, is_signer, is_total
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames, division_key
from ita_xlsx.thai.text import fix_text

# The labels that say whose form it is; who reports may also be told below a table.
_OF_A_FORM = frozenset(label.key for label in LABELS if label.filled_by == "plan")

# What one text alone in its row may be below a table.
_BELOW = (is_signature, is_signer, is_footnote, is_total)


@dataclass(frozen=True)
class Area:
    """One table of a sheet: the cells that are its own, and its header.

    ``after`` is the place of the table above it or left of it, whose heading says of it what its
    own does not; None for the first of a sheet.
    """

    sheet: Sheet
    header: Header
    after: int | None = None


def areas_of(sheet: Sheet, headers: Sequence[Header], own: OwnNames = NO_OWN_NAMES) -> list[Area]:
    """The tables of a sheet with some headers; together they have all of its cells.

    Those side by side go from left to right, each with those below it. A header that comes again
    begins a table only below lines that name another form; else it is that of another page.
    ``own`` as for ``read_heading``.
    """
    areas: list[Area] = []
    for band, found in _bands(sheet, headers):
        first = len(areas)
        for place, area in enumerate(_below_each_other(band, found, own)):
            after = first + place - 1 if place else 0 if first else None
            areas.append(replace(area, after=after))
    return areas


def _bands(sheet: Sheet, headers: Sequence[Header]) -> list[tuple[Sheet, Sequence[Header]]]:
    """A sheet in stripes of columns, in each of which the tables stand above each other."""
    if not headers:
        return []
    starts: list[int] = []
    reached = -1
    for first, last in sorted(header.span for header in headers):
        if first > reached:
            starts.append(first)
        reached = max(reached, last)
    if len(starts) < 2:
        return [(sheet, headers)]

    def whose(column: int) -> int:
        return max(0, bisect_right(starts, column) - 1)

    details = sheet.details.split(len(starts), lambda place: whose(place[1]))
    stripes = [
        replace(
            sheet,
            rows=[_between(row, start if place else 0, end) for row in sheet.rows],
            merges=tuple(merge for merge in sheet.merges if whose(merge[1]) == place),
            details=replace(details[place], hidden_rows=sheet.details.hidden_rows),
        )
        for place, (start, end) in enumerate(zip_longest(starts, starts[1:]))
    ]
    found: list[tuple[Sheet, Sequence[Header]]] = [
        (stripe, list(find_headers(stripe))) for stripe in stripes
    ]
    return found if all(own for _, own in found) else [(sheet, headers[:1])]


def _between(row: list[Value], start: int, end: int | None) -> list[Value]:
    """A row with only the cells of some columns, in their places."""
    blank: list[Value] = [""] * start
    return blank + row[start:end] if len(row) > start else []


def _below_each_other(sheet: Sheet, headers: Sequence[Header], own: OwnNames) -> list[Area]:
    """The tables of a sheet that stand above each other, without what comes before them."""
    first = headers[0]
    if len(headers) == 1:
        return [Area(sheet, first)]
    tables = [(0, first, set[int]())]
    known = names_in(sheet, 0, first.first, own)
    bottom = first.last
    for header in headers[1:]:
        top = heading_top(sheet, bottom + 1, header.first)
        bottom = header.last
        names = names_in(sheet, top, header.first, own)
        _, current, again = tables[-1]
        if header.columns == current.columns and names <= known:
            again.update(range(header.first, header.last + 1))
            again.update(_repeated_lines(sheet, tables[-1], top, header.first))
        else:
            tables.append((top, header, set()))
            known = names
    return [
        Area(part, replace(header, again=frozenset(again)))
        for part, (_, header, again) in zip(
            _rows_from(sheet, [top for top, *_ in tables]), tables, strict=True
        )
    ]


def _texts(row: Sequence[Value]) -> list[str]:
    return [text for value in row if value != "" and (text := fix_text(as_text(value)))]


def names_in(sheet: Sheet, first: int, end: int, own: OwnNames) -> set[str]:
    """What some rows above a table name: its labels with their texts, and divisions."""
    names: set[str] = set()
    for _, row in sheet.numbered(first, end):
        texts = _texts(row)
        names.update(
            f"{label_of(text)} {after}"
            for text, after in pairwise(texts)
            if label_of(text) in _OF_A_FORM and label_of(after) is None
        )
        titles = (text for text in texts if len(text) <= LONGEST_TITLE)
        names.update(division_key(name, own) for text in titles for name in divisions_in(text, own))
    return names


def heading_top(sheet: Sheet, first: int, end: int) -> int:
    """The first of the rows right above a header that belong to it, and not to the table above.

    They are labelled lines, and titles, which have one cell and begin below a blank row.
    """
    top = end
    for number in range(end - 1, first - 1, -1):
        texts = _texts(sheet.rows[number])
        labels = {label_of(text) for text in texts} - {None}
        if not texts or labels & _OF_A_FORM:
            top = number if texts else top
        elif not labels and (len(texts) > 1 or any(of_table(texts) for of_table in _BELOW)):
            break
        elif number == first or not _texts(sheet.rows[number - 1]):
            top = number
    return top


def _repeated_lines(
    sheet: Sheet, table: tuple[int, Header, set[int]], first: int, end: int
) -> Iterator[int]:
    """The rows above a repeated header that are labelled lines, or repeat a title of the table."""
    top, header, _ = table
    titles = {text for _, row in sheet.numbered(top, header.first) for text in _texts(row)}
    for number, row in sheet.numbered(first, end):
        texts = _texts(row)
        if texts and (
            titles.issuperset(texts) or any(label_of(text) in _OF_A_FORM for text in texts)
        ):
            yield number


def _rows_from(sheet: Sheet, tops: Sequence[int]) -> Iterator[Sheet]:
    """A sheet cut before each of some rows, the first of which is the first of all."""
    if len(tops) == 1:
        yield sheet
        return

    def whose(row: int) -> int:
        return bisect_right(tops, row) - 1

    merges: list[list[Merge]] = [[] for _ in tops]
    for merge in sheet.merges:
        merges[whose(merge[0])].append(merge)
    details = sheet.details.split(len(tops), lambda place: whose(place[0]))
    for place, (top, end) in enumerate(zip_longest(tops, tops[1:], fillvalue=sheet.end)):
        yield replace(
            sheet,
            first=top,
            end=end,
            merges=tuple(merges[place]),
            details=replace(details[place], hidden_columns=sheet.details.hidden_columns),
        )
