"""A consolidated workbook read again: its data sheet holds everything that a merge had read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeVar

from ita_xlsx.findings import Finding
from ita_xlsx.findings.tables import MISSING_COLUMN, SECTION_ROW
from ita_xlsx.intake.formats.cells import Sheet, Value, as_text
from ita_xlsx.intake.table.heading import Heading
from ita_xlsx.intake.table.measure import Measure, Origin
from ita_xlsx.intake.table.table import Table, understood
from ita_xlsx.model import Submission
from ita_xlsx.official.columns import BY_KEY, KEYS, REQUIRED
from ita_xlsx.official.data_sheet import (
    DATA_COLUMNS,
    ENOUGH,
    ENOUGH_STAMPED,
    KNOWN_BY,
    SOURCE_HEADS,
)
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames
from ita_xlsx.official.names.levels import level_of
from ita_xlsx.official.stamp import DATA_SHEET, SOURCES_SHEET
from ita_xlsx.official.statuses import UNKNOWN
from ita_xlsx.ooxml.addresses import a1, letters
from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.text import fix_text, fold_tight

# {header: the column that has it, how far it is from the header that is written}.
_NAMES = {
    fold_tight(header) or header: (column.name, place)
    for column in DATA_COLUMNS
    for place, header in enumerate(column.headers)
}
# Somebody may have put a title above the header.
_SEARCHED_ROWS = 10
# What distinguishes a submission among the rows of a data sheet.
_OF_SUBMISSION = (
    "organisation",
    "district",
    "province",
    "division",
    "fiscal_year",
    "round",
    "level",
)


_LABELS = _OF_SUBMISSION[:-1]


@dataclass(frozen=True)
class DataSheet:
    """A data sheet with its header; rows and columns are counted from zero.

    ``columns`` are those of ``DATA_COLUMNS`` by name, ``extra`` the headers of all others.
    """

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    extra: Mapping[int, str]


def find_data_sheets(sheets: Sequence[Sheet], stamped: bool) -> tuple[DataSheet, ...]:
    """The data sheets of a consolidated workbook; none in any other.

    They are known by their headers, and it is enough that few of them are left where the workbook
    is ``stamped`` as ours. Where one has its own name, another is a copy of it.
    """
    enough = ENOUGH_STAMPED if stamped else ENOUGH
    found = [one for sheet in sheets if (one := _data_sheet(sheet, enough)) is not None]
    named = [one for one in found if _OWN_NAME.fullmatch(fix_text(one.sheet.name))]
    return tuple(named or found)


_OWN_NAME = re.compile(rf"{DATA_SHEET}(?: \d+)?")


def _data_sheet(sheet: Sheet, enough: int) -> DataSheet | None:
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        # A cheap look first: some header is as it was written.
        if any(value in _WRITTEN for value in row if isinstance(value, str)):
            columns = _columns(row)
            if "issue" in columns and len(KNOWN_BY & columns.keys()) >= enough:
                return DataSheet(sheet, number, columns, _extra(sheet.rows[number:], columns))
    return None


_WRITTEN = frozenset(header for column in DATA_COLUMNS for header in column.headers)


def _columns(header: Sequence[Value]) -> dict[str, int]:
    """Which column is which; of two for one name, that with the header that is written."""
    found: dict[str, tuple[int, int]] = {}
    for column, value in enumerate(header):
        text = fix_text(as_text(value))
        if known := _NAMES.get(fold_tight(text) or text):
            name, place = known
            found[name] = min(found.get(name, (place, column)), (place, column))
    return {name: column for name, (_, column) in found.items()}


def _extra(rows: Sequence[Sequence[Value]], columns: Mapping[str, int]) -> dict[int, str]:
    """The headers of the other columns; one without is named by its letters."""
    own = set(columns.values())
    others = (column for column in range(max(map(len, rows))) if column not in own)
    return {column: _text(rows[0], column) or f"({letters(column)})" for column in others}


def missing_columns(file: str, data: Iterable[DataSheet]) -> Iterator[Finding]:
    """The finding of each required column that somebody took out of a data sheet."""
    for one in data:
        for key in REQUIRED:
            if key not in one.columns:
                cell, words = a1(one.header_row, 0), {"header": BY_KEY[key].header}
                yield Finding(MISSING_COLUMN, file, one.sheet.name, cell, key, words=words)


def rows_above(file: str, data: Iterable[DataSheet]) -> Iterator[Finding]:
    """The finding of each row that somebody put above the header of a data sheet."""
    for one in data:
        for number, row in enumerate(one.sheet.rows[: one.header_row]):
            texts = {c: text for c, value in enumerate(row) if (text := fix_text(as_text(value)))}
            if texts:
                cell, value = a1(number, min(texts)), " | ".join(texts.values())
                yield Finding(SECTION_ROW, file, one.sheet.name, cell, value=value)


def read_consolidated(
    file: str,
    data: Iterable[DataSheet],
    sheets: Iterable[Sheet] = (),
    own: OwnNames = NO_OWN_NAMES,
) -> tuple[Table, ...]:
    """The tables of a consolidated workbook: one for each division, from its data sheets.

    Who reported each, and when, is in one of the ``sheets``. ``own`` as for ``read_heading``.
    """
    of_sources = (one for one in sheets if one.name.startswith(SOURCES_SHEET))
    reporters = _reporters(next(of_sources, None))
    return tuple(table for one in data for table in _tables(file, one, reporters, own))


# What the heading of a division's table said, by the names of its organisation and its own.
_Reporters = Mapping[tuple[str, str], Mapping[str, str]]


def _reporters(sources: Sheet | None) -> _Reporters:
    """What the sheet ที่มา says of each division; of several tables the one reported last."""
    head, *rows = sources.rows if sources is not None and sources.rows else [()]
    heads = [fix_text(as_text(value)) for value in head]
    places = {key: heads.index(text) for key, text in SOURCE_HEADS.items() if text in heads}
    found: dict[tuple[str, str], dict[str, str]] = {}
    if not {"organisation", "division", "date"} <= places.keys():
        return found
    for row in rows:
        said = {key: text for key, place in places.items() if (text := _text(row, place))}
        whose = (said.pop("organisation", ""), said.pop("division", ""))
        day, known = parse_day(said.get("date", "")), found.get(whose)
        before = None if known is None else parse_day(known.get("date", ""))
        if known is None or (day is not None and (before is None or day > before)):
            found[whose] = said
    return found


class _Row(NamedTuple):
    """A row of a data sheet: its texts by the names of its columns, and those of the others."""

    number: int
    texts: Mapping[str, str]
    extra: Mapping[str, str]


def _tables(file: str, data: DataSheet, reporters: _Reporters, own: OwnNames) -> Iterator[Table]:
    # Divisions are mixed in the sheet; a stable sort keeps each one's rows in their order.
    for key, group in groupby(sorted(_rows(data), key=_submission), key=_submission):
        about = dict(zip(_OF_SUBMISSION, key, strict=True))
        said = reporters.get((about["organisation"], about["division"]), {})
        yield _table(file, data, {**said, **about}, list(group), own)


def _rows(data: DataSheet) -> Iterator[_Row]:
    for number in range(data.header_row + 1, len(data.sheet.rows)):
        row = data.sheet.rows[number]
        texts = {name: _text(row, column) for name, column in data.columns.items()}
        extra: dict[str, str] = {}
        for column, value in enumerate(row):
            if value != "" and column in data.extra and (text := fix_text(as_text(value))):
                head = data.extra[column]
                extra[head] = f"{extra[head]}\n{text}" if head in extra else text
        if extra or any(texts.values()):
            yield _Row(number, texts, extra)


def _text(row: Sequence[Value], column: int) -> str:
    return fix_text(as_text(row[column])) if column < len(row) else ""


def _submission(row: _Row) -> tuple[str, ...]:
    return tuple(row.texts.get(name, "") for name in _OF_SUBMISSION)


def _table(
    file: str, data: DataSheet, about: Mapping[str, str], rows: Sequence[_Row], own: OwnNames
) -> Table:
    months = f"รอบ {about['round']} เดือน" if about["round"] else ""
    labels = {**about, "round": months, "level": ""}
    heading = Heading({key: text for key, text in labels.items() if text}, own=own)
    submission = Submission(
        file=file,
        sheet=data.sheet.name,
        labels=heading.texts,
        label_cells={
            key: a1(rows[0].number, data.columns[key]) for key in _LABELS if key in data.columns
        },
        division=heading.division,
        fiscal_year=heading.fiscal_year,
        round=heading.round,
        columns={key: data.columns[key] for key in KEYS if key in data.columns},
        header_row=data.header_row,
        level=level_of(about["level"]),
    )
    return understood(submission, tuple(map(_measure, rows)), own)


def _measure(row: _Row) -> Measure:
    return Measure(
        row=row.number,
        texts={key: row.texts.get(key, "") for key in KEYS},
        shared=_number(row.texts.get("shared", ""), 1),
        extra=row.extra,
        notes=tuple(row.texts.get("note", "").splitlines()),
        origin=_origin(row),
        unread=fold_tight(row.texts.get("status_counted", "")) == fold_tight(UNKNOWN),
    )


def _origin(row: _Row) -> Origin:
    """The division's own cell; the cell read where somebody emptied that."""
    return Origin(
        file=row.texts.get("origin_file", ""),
        sheet=row.texts.get("origin_sheet", ""),
        row=_number(row.texts.get("origin_row", ""), row.number + 1),
        number=_number(row.texts.get("printed", ""), None),
    )


Other = TypeVar("Other", int, None)


def _number(text: str, other: Other) -> int | Other:
    """A number no longer than those of Excel's rows, or the other where somebody changed it."""
    return int(text) if text.isdecimal() and len(text) < 8 else other
