"""Where the table is in a sheet: its header row or rows, and which column is which."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.intake.formats.cells import Sheet, Value, as_text
from ita_xlsx.official.columns import ANSWERS, COLUMNS, keys_where
from ita_xlsx.thai.alike import nearest
from ita_xlsx.thai.text import fold, fold_tight, mend

# A header row is among the first rows; a cell with more letters than this is no header.
SEARCHED_ROWS = 200
LONGEST_HEADER = 120
# A header this alike to an official one (0 to 1) is proposed. With a letter wrong in any place, all
# headers of ten letters and more are found, and none of any length is taken for another column.
ALIKE = 0.8
# A row with this many columns recognised is the header row of a table of measures.
ENOUGH_COLUMNS = 3
LONGEST_QUARTER = 40  # letters of a header that stands for a quarter of the year

_KEYS = {
    fold_tight(alias) or alias: column.key
    for column in COLUMNS
    for alias in (column.header, *column.aliases)
}
# A table with none of these is not one of measures.
_TELLING = keys_where(lambda column: column.required and column.text == "long")
# Months of the quarters, as written above quarter columns.
_QUARTER_MONTHS = {"ตค-ธค": 1, "มค-มีค": 2, "เมย-มิย": 3, "กค-กย": 4}
_QUARTER_SIGN = re.compile("[1-4๑-๔\u2010-\u2015\u2212-]")
_QUARTER = re.compile(r"^(?:ไตรมาส(?:ที่)?|q)\s*([1-4])\b")


@dataclass(frozen=True)
class Header:
    """The header of a table; rows and columns are counted from zero.

    ``columns`` maps keys to columns; ``near`` holds those of them that were only nearly spelt so,
    with the header as typed; ``extra`` are headers that the form does not have, ``repeated`` a
    second column of the same key; ``quarters`` the columns of a quarter of the year.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    near: Mapping[str, str]
    extra: Mapping[int, str]
    repeated: Mapping[int, str]
    quarters: Mapping[int, int]


def find_header(sheet: Sheet) -> Header | None:
    """The header of the sheet's table of measures, or None when it has none."""
    rows = sheet.rows[:SEARCHED_ROWS]
    for number, row in enumerate(rows):
        if _promising(row):
            below = rows[number + 1] if number + 1 < len(rows) else []
            readings = (_read(number, row, []), _read(number, row, below))
            best = max(readings, key=_score)
            if _is_header(best):
                return best
    return None


def is_repeated_header(header: Header, row: Sequence[Value]) -> bool:
    """Whether a row below is the header again, as on each page of a printed table."""
    columns = [column for column in header.columns.items() if column[0] != "number"]
    missing = len(columns) - min(ENOUGH_COLUMNS, len(header.columns) - 1)
    for key, column in columns:
        value = row[column] if column < len(row) else ""
        if not isinstance(value, str) or _key_of(mend(value)) != key:
            missing -= 1
            if missing < 0:
                return False
    return True


def _promising(row: Sequence[Value]) -> bool:
    return any(_key_of(text) for text in _texts(row))


def _texts(row: Sequence[Value]) -> Iterator[str]:
    return (value for value in row if isinstance(value, str) and value)


def _text(row: Sequence[Value], column: int) -> str:
    return mend(as_text(row[column])) if column < len(row) else ""


def _score(header: Header) -> tuple[int, int]:
    """More columns are better; of equals the shorter header, which leaves the row below alone."""
    return len(header.columns) + len(header.quarters), header.first - header.last


def _is_header(header: Header) -> bool:
    exact = len(header.columns) - len(header.near)
    return (
        len(header.columns) >= ENOUGH_COLUMNS
        and exact >= 2
        and any(key in header.columns for key in _TELLING)
    )


def _read(first: int, top: Sequence[Value], bottom: Sequence[Value]) -> Header:
    """The header read from one row, or from two when every cell of the lower one is a header."""
    heads = [_Head(_text(top, c), _text(bottom, c)) for c in range(max(len(top), len(bottom)))]
    if bottom and not _are_headers([head for head in heads if head.bottom]):
        bottom, heads = [], [_Head(head.top, "") for head in heads]
    columns: dict[str, int] = {}
    repeated: dict[int, str] = {}
    unknown: dict[int, str] = {}
    quarters: dict[int, int] = {}
    for column, head in enumerate(heads):
        key, quarter = head.key, head.quarter
        if quarter is not None:
            quarters[column] = quarter
        if key and key not in columns:
            columns[key] = column
        elif key:
            repeated[column] = head.text
        elif head.text and quarter is None:
            unknown[column] = head.text
    near = _propose(unknown, columns)
    for column, key in near.items():
        columns[key] = column
    return Header(
        first=first,
        last=first + bool(bottom),
        # Answers last: their texts are hardly ever alike, and the first tell what a row is.
        columns=dict(sorted(columns.items(), key=lambda column: column[0] in ANSWERS)),
        near={key: unknown[column] for column, key in near.items()},
        extra={column: text for column, text in unknown.items() if column not in near},
        repeated=repeated,
        quarters=quarters,
    )


@dataclass(frozen=True)
class _Head:
    """The header of one column, from one cell or from two above each other."""

    top: str
    bottom: str

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.top, self.bottom) if part)

    @property
    def key(self) -> str | None:
        return _key_of(self.top + self.bottom) or _key_of(self.bottom) or self._key_above()

    @property
    def quarter(self) -> int | None:
        return _quarter_of(self.bottom or self.top)

    @property
    def takes_bottom(self) -> bool:
        known = _key_of(self.top + self.bottom) or _key_of(self.bottom)
        return bool(known) or _quarter_of(self.bottom) is not None

    def _key_above(self) -> str | None:
        return None if _quarter_of(self.bottom) is not None else _key_of(self.top)


def _are_headers(lower: Sequence[_Head]) -> bool:
    """Whether a row below is of headers too; a single quarter is a deadline, typed."""
    quarters = {quarter for head in lower if (quarter := _quarter_of(head.bottom)) is not None}
    return len(quarters) != 1 and all(head.takes_bottom for head in lower)


def _propose(unknown: Mapping[int, str], known: Mapping[str, int]) -> dict[int, str]:
    """For each unknown header the one missing column that it nearly names: {column: key}."""
    missing = {alias: key for alias, key in _KEYS.items() if key not in known}
    proposals: dict[int, str] = {}
    for column, text in unknown.items():
        near = nearest(fold_tight(text), missing, ALIKE) if len(text) <= LONGEST_HEADER else None
        if near and missing[near[0]] not in proposals.values():
            proposals[column] = missing[near[0]]
    return proposals


def _key_of(text: str) -> str | None:
    return _KEYS.get(fold_tight(text) or mend(text)) if 0 < len(text) <= LONGEST_HEADER else None


def _quarter_of(text: str) -> int | None:
    """The quarter that a header such as ``ไตรมาส ๒`` or ``ม.ค. – มี.ค.`` names."""
    if len(text) > LONGEST_QUARTER or not _QUARTER_SIGN.search(text):
        return None
    folded = fold(text)
    if match := _QUARTER.match(folded):
        return int(match[1])
    return _QUARTER_MONTHS.get(re.sub(r"[\s.\d]", "", folded))
