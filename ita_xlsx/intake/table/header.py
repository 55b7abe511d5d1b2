"""Where the tables of a sheet have their headers, and which column is which."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ita_xlsx.intake.formats.cells import Sheet, Value, as_text
from ita_xlsx.official import header_names
from ita_xlsx.official.columns import ANSWERS, BY_KEY, keys_where
from ita_xlsx.official.header_names import (
    LISTED,
    LONGEST_NAME,
    column_key,
    listed_key,
    months_in,
    other_name,
)
from ita_xlsx.thai.alike import nearest
from ita_xlsx.thai.text import fix_text, fold, fold_tight

# Among so many rows a header is looked for by any spelling; elsewhere two of its cells must begin
# as two columns of the form do, or of the header above: to fold all the texts of a large sheet
# takes 15 times as long as to read them.
SEARCHED_ROWS = 200
_BEGINNING = 4  # letters
_BEGINNINGS = frozenset((name[:_BEGINNING], key) for name, key in header_names.SPELLINGS.items())
MOST_ROWS = 3  # A header is written over so many rows at most.
# A header this alike to an official one (0 to 1), with the same first letter, is proposed. With a
# letter wrong in any other place, all headers of ten letters and more are found, and none of any
# length is taken for another column; แผนการดำเนินงาน is no misspelt ผลการดำเนินงาน.
ALIKE = 0.8
# A row with this many columns recognised is the header row of a table of measures.
ENOUGH_COLUMNS = 3
_ENOUGH_KNOWN = 2  # of them, and the others nearly
LONGEST_QUARTER = 40  # letters of a header that stands for a quarter of the year

# A table with none of these is not one of measures.
_TELLING = keys_where(lambda column: column.required and column.text == "long")
# With one of these a table begins, from left to right.
_FIRST = ("number", "issue")
# Months of the quarters, as written above quarter columns.
_QUARTER_MONTHS = {"ตค-ธค": 1, "มค-มีค": 2, "เมย-มิย": 3, "กค-กย": 4}
_QUARTER_SIGN = re.compile("[1-4๑-๔\u2010-\u2015\u2212-]")
_QUARTER = re.compile(r"^(?:ไตรมาส(?:ที่)?|q)\s*([1-4])\b")


@dataclass(frozen=True)
class Header:
    """The header of a table; rows and columns are counted from zero.

    ``columns`` maps keys to columns; ``near`` holds those of them that were only nearly spelt so,
    with the header as typed; ``extra`` are headers that the form does not have, ``repeated`` a
    second column of the same key; ``joined`` one whose texts go on with those of the key;
    ``rounds`` the key, the months and the header of the columns that name a round; ``quarters`` the
    columns of a quarter of the year. ``again`` are the rows below in which the header is repeated;
    ``texts`` are the headers as they stand.
    ``asked`` are the headers of columns that only their place names, ``unplaced`` the first of the
    unknown columns in the place of each missing one, ``other_rounds`` the headers of another round
    than the report's (all three by ``header_choice``).
    """

    first: int
    last: int
    columns: Mapping[str, int]
    near: Mapping[str, str]
    extra: Mapping[int, str]
    repeated: Mapping[int, str]
    quarters: Mapping[int, int]
    joined: Mapping[int, str] = field(default_factory=dict)
    rounds: Mapping[int, tuple[str, int, str]] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    unplaced: Mapping[str, int] = field(default_factory=dict)
    other_rounds: Mapping[int, str] = field(default_factory=dict)
    again: frozenset[int] = frozenset()
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last column that are spelt as in the form, or are a quarter."""
        exact = [column for key, column in self.columns.items() if key not in self.near]
        return min([*exact, *self.quarters]), max([*exact, *self.quarters])


def find_header(sheet: Sheet) -> Header | None:
    """The first header of a table of measures in a sheet, or None when it has none."""
    return next(find_headers(sheet), None)


def find_headers(sheet: Sheet) -> Iterator[Header]:
    """All headers of a sheet, from top to bottom; of those side by side the left one first."""
    beginnings = {beginning for beginning, _ in _BEGINNINGS}
    found = False
    below = 0
    for number, row in enumerate(sheet.rows):
        if number < below:
            continue
        if found or number >= SEARCHED_ROWS:
            # Most rows have nothing of the kind, and are passed over at 100 ns a cell.
            begun = beginnings.intersection(text.lstrip()[:_BEGINNING] for text in _texts(row))
            if len(begun) < _ENOUGH_KNOWN:
                continue
        elif sum(value != "" for value in row) < 2 or not any(map(column_key, _texts(row))):
            continue
        several = _headers_at(sheet.rows, number)
        yield from several
        if several:
            found = True
            below = max(header.last for header in several) + 1
            cells = (cell for line in sheet.rows[number:below] for cell in _texts(line))
            beginnings.update(cell[:_BEGINNING] for cell in cells)


def _headers_at(rows: Sequence[Sequence[Value]], first: int) -> list[Header]:
    """The headers that begin in a row: mostly one or none."""
    best: list[Header] = []
    for last in range(first, min(first + MOST_ROWS, len(rows))):
        if last == first:
            row = rows[first]
            found = _in_row(tuple(_text(row, column) for column in range(len(row))))
        else:
            heads = _heads(rows[first : last + 1])
            found = _headers(heads) if _are_headers(heads) else ()
        placed = [replace(one, first=first, last=last) for one in found]
        best = max(best, placed, key=_score)
    return best


# The header row of a template comes again in every file: reading it is a fifth of a form.
@lru_cache(maxsize=256)
def _in_row(cells: tuple[str, ...]) -> tuple[Header, ...]:
    return _headers(_heads([cells]))


def _headers(heads: Sequence["_Head"]) -> tuple[Header, ...]:
    """The headers that some columns have, one beside the other; in the row 0, wherever it is."""
    keys = [head.key for head in heads]
    if len(set(keys) - {None}) < _ENOUGH_KNOWN:
        return ()
    read = (_header(heads, keys, *part) for part in _parts(heads, keys))
    return tuple(one for one in read if _is_header(one))


def is_repeated_header(header: Header, row: Sequence[Value]) -> bool:
    """Whether a row below is the header again, as on each page of a printed table."""
    columns = [column for column in header.columns.items() if column[0] != "number"]
    missing = len(columns) - min(ENOUGH_COLUMNS, len(header.columns) - 1)
    for key, column in columns:
        value = row[column] if column < len(row) else ""
        if not isinstance(value, str) or not _names_again(value.strip(), column, key, header):
            missing -= 1
            if missing < 0:
                return False
    return True


def _names_again(text: str, column: int, key: str, header: Header) -> bool:
    """Whether a cell below a header names its column: as above it, or as a form does."""
    return text == header.texts.get(column) or (
        (text[:_BEGINNING], key) in _BEGINNINGS and listed_key(text) == key
    )


def _texts(row: Sequence[Value]) -> Iterator[str]:
    return (value for value in row if isinstance(value, str) and value)


def _text(row: Sequence[Value], column: int) -> str:
    return fix_text(as_text(row[column])) if column < len(row) else ""


def _score(headers: Sequence[Header]) -> tuple[int, int]:
    """More columns are better; of equals the shorter header, which leaves the row below alone."""
    if not headers:
        return 0, 0
    return (
        sum(len({*h.columns.values(), *h.quarters, *h.joined, *h.rounds}) for h in headers),
        headers[0].first - headers[0].last,
    )


def _is_header(header: Header) -> bool:
    exact = len(header.columns) - len(header.near)
    return (
        len(header.columns) >= ENOUGH_COLUMNS
        and exact >= _ENOUGH_KNOWN
        and any(key in header.columns for key in _TELLING)
    )


@dataclass(frozen=True)
class _Head:
    """The header of one column: its cells from top to bottom, and the groups that it is in.

    A group is a text that stands above several columns, in each row but the last.
    """

    cells: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def text(self) -> str:
        group = self._group_of_round(self.lowest) or ""
        return " ".join(filter(None, dict.fromkeys((group, *self.cells))))

    @property
    def lowest(self) -> int:
        """The place of the lowest cell that is not blank; -1 when all are."""
        return max((place for place, cell in enumerate(self.cells) if cell), default=-1)

    @property
    def quarter(self) -> int | None:
        return self.quarter_at(self.lowest) if self.lowest >= 0 else None

    @property
    def key(self) -> str | None:
        """The key of the whole text or of the lowest part that has one; none for a quarter."""
        if self.quarter is not None:
            return None
        size = len(self.cells)
        parts = ((top, end) for end in range(size, 0, -1) for top in range(end))
        keys = (column_key("".join(self.cells[a:b])) for a, b in parts)
        key = next(filter(None, keys), None)
        group = None if key else self._group_of_round(self.lowest)
        return column_key(group) if group else key

    def quarter_at(self, place: int) -> int | None:
        """The quarter that a cell names, alone or with its group: ``๑`` below ``ไตรมาส``."""
        cell = self.cells[place]
        if (quarter := _quarter_of(cell)) is not None or place == 0:
            return quarter
        bare = fold(cell) if "ไตรมาส" in self.groups[0] else ""
        return int(bare) if bare in ("1", "2", "3", "4") else None

    def _group_of_round(self, place: int) -> str | None:
        """The group above that names a column, where a cell names but a round of it."""
        cell = self.cells[place] if place > 0 else ""
        if months_in(cell) is None or header_names.bare_name(cell):
            return None
        return next(filter(column_key, reversed(self.groups[:place])), None)

    def is_part(self, place: int) -> bool:
        """Whether a cell below the first row belongs to the header of its column."""
        if place < self.lowest:  # a group, when what it stands above is a header
            return self.is_part(self.lowest)
        parts = ("".join(self.cells[top : place + 1]) for top in range(place + 1))
        known = self.quarter_at(place) is not None or self._group_of_round(place) is not None
        return known or any(map(column_key, parts))


def _heads(rows: Sequence[Sequence[Value]]) -> list[_Head]:
    heads = []
    groups: tuple[str, ...] = ("",) * len(rows)
    for column in range(max(map(len, rows))):
        cells = tuple(_text(row, column) for row in rows)
        groups = tuple(cell or group for cell, group in zip(cells, groups, strict=True))
        heads.append(_Head(cells, groups))
    return heads


def _are_headers(heads: Sequence[_Head]) -> bool:
    """Whether the rows below the first are of headers too; a lone quarter is a deadline, typed."""
    lower = [(h, p) for h in heads for p, cell in enumerate(h.cells) if p and cell]
    if not all(head.is_part(place) for head, place in lower):
        return False
    quarters = {head.quarter_at(place) for head, place in lower} - {None}
    return len(quarters) != 1 and any(place == len(head.cells) - 1 for head, place in lower)


def _parts(heads: Sequence[_Head], keys: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """The columns of each table of those side by side: a first key that comes again begins one."""
    start = 0
    for column, key in enumerate(keys):
        if key not in _FIRST or key not in keys[start:column]:
            continue
        if key == "issue" and column > start and keys[column - 1] == "number":
            column -= 1
        if all(
            _is_header(_header(heads, keys, *part))
            for part in ((start, column), (column, len(heads)))
        ):
            yield start, column
            start = column
    yield start, len(heads)


def _header(heads: Sequence[_Head], keys: Sequence[str | None], start: int, end: int) -> Header:
    """The header read from some columns, of which the ``keys`` are known; in the row 0."""
    found = {c: (key, heads[c].text) for c in range(start, end) if (key := keys[c])}
    listed = {c for c, (_, text) in found.items() if listed_key(text)}
    columns: dict[str, int] = {}
    for column in sorted(found, key=lambda column: (column not in listed, column)):
        columns.setdefault(found[column][0], column)
    repeated: dict[int, str] = {}
    joined: dict[int, str] = {}
    unknown: dict[int, str] = {}
    quarters: dict[int, int] = {}
    for column in range(start, end):
        key, text = found.get(column, ("", heads[column].text))
        if key and columns[key] == column:
            continue
        if key and _goes_on(column, found, columns):
            joined[column] = key
        elif key and (column in listed or months_in(text)):
            repeated[column] = text
        elif (quarter := heads[column].quarter) is not None:
            quarters[column] = quarter
        elif text:
            unknown[column] = text
    near = _propose(unknown, columns)
    for column, key in near.items():
        columns[key] = column
    return Header(
        first=0,
        last=0,
        # Answers last: their texts are hardly ever alike, and the first tell what a row is.
        columns=dict(sorted(columns.items(), key=lambda column: column[0] in ANSWERS)),
        near={key: unknown[column] for column, key in near.items()},
        extra={c: other_name(text) or text for c, text in unknown.items() if c not in near},
        repeated=repeated,
        quarters=quarters,
        joined=joined,
        texts={column: heads[column].text for column in range(start, end)},
        rounds={c: (key, m, text) for c, (key, text) in found.items() if (m := months_in(text))},
    )


def _goes_on(column: int, found: Mapping[int, tuple[str, str]], columns: Mapping[str, int]) -> bool:
    """Whether a column goes on with the one beside it: มาตรการ beside วิธีการ, both are steps."""
    key, _ = found[column]
    first = columns[key]
    between = range(min(first, column), max(first, column) + 1)
    names = [fold_tight(found[c][1]) for c in between if c in found and found[c][0] == key]
    return BY_KEY[key].several and len(names) == len(between) == len(set(names))


def _propose(unknown: Mapping[int, str], known: Mapping[str, int]) -> dict[int, str]:
    """For each unknown header the one missing column that it nearly names: {column: key}."""
    missing = {alias: key for alias, key in LISTED.items() if key not in known}
    proposals: dict[int, str] = {}
    for column, text in unknown.items():
        tight = fold_tight(text) if len(text) <= LONGEST_NAME else ""
        alike = (alias for alias in missing if alias[:1] == tight[:1])
        near = nearest(tight, alike, ALIKE) if tight else None
        keys = [missing[near[0]]] if near else header_names.keys_in(text)
        free = (key for key in keys if key not in known and key not in proposals.values())
        if key := next(free, None):
            proposals[column] = key
    return proposals


def _quarter_of(text: str) -> int | None:
    """The quarter that a header such as ``ไตรมาส ๒`` or ``ม.ค. – มี.ค.`` names."""
    if len(text) > LONGEST_QUARTER or not _QUARTER_SIGN.search(text):
        return None
    folded = fold(text)
    if match := _QUARTER.match(folded):
        return int(match[1])
    return _QUARTER_MONTHS.get(re.sub(r"[\s.\d()]", "", folded))
