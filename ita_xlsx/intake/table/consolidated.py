"""A consolidated workbook read again: its data sheet holds everything that a merge had read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from ita_xlsx.findings import Finding
from ita_xlsx.findings.tables import MISSING_COLUMN
from ita_xlsx.intake.formats.cells import Sheet, Value, as_text
from ita_xlsx.intake.table.heading import Heading
from ita_xlsx.intake.table.rows import Measure, Origin
from ita_xlsx.intake.table.table import Table, understood
from ita_xlsx.model import Submission
from ita_xlsx.official.columns import KEYS, REQUIRED
from ita_xlsx.official.data_sheet import DATA_COLUMNS, KNOWN_BY
from ita_xlsx.official.divisions import NO_OWN_NAMES, OwnNames
from ita_xlsx.official.levels import level_of
from ita_xlsx.official.stamp import DATA_SHEET
from ita_xlsx.thai.text import mend

_HEADERS = {column.name: column.header for column in DATA_COLUMNS}
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


def is_consolidated(sheets: Iterable[Sheet]) -> bool:
    """Whether one of the sheets is the data sheet of a consolidated workbook."""
    return any(_is_data_sheet(sheet) for sheet in sheets)


def read_consolidated(
    file: str, sheets: Sequence[Sheet], own: OwnNames = NO_OWN_NAMES
) -> tuple[Table, ...]:
    """The tables of a consolidated workbook: one for each division, from its data sheets.

    ``own`` as for ``read_heading``.
    """
    return tuple(table for sheet in _data_sheets(sheets) for table in _tables(file, sheet, own))


def missing_columns(file: str, sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """The finding of each required column that somebody took out of a data sheet."""
    return tuple(
        Finding(MISSING_COLUMN, file, sheet.name, "A1", key, words={"header": _HEADERS[key]})
        for sheet in _data_sheets(sheets)
        for key in REQUIRED
        if _HEADERS[key] not in map(as_text, sheet.rows[0])
    )


def _data_sheets(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    return (sheet for sheet in sheets if _is_data_sheet(sheet))


def _is_data_sheet(sheet: Sheet) -> bool:
    header = {as_text(value) for value in sheet.rows[0]} if sheet.rows else set()
    return sheet.name.startswith(DATA_SHEET) and {_HEADERS[name] for name in KNOWN_BY} <= header


def _tables(file: str, data: Sheet, own: OwnNames) -> Iterator[Table]:
    header = [as_text(value) for value in data.rows[0]]
    rows = [
        (number, _texts(header, row))
        for number, row in enumerate(data.rows)
        if number and any(value != "" for value in row)
    ]
    # Divisions are mixed in the sheet; a stable sort keeps each one's rows in their order.
    rows.sort(key=lambda pair: _submission_key(pair[1]))
    for key, group in groupby(rows, key=lambda pair: _submission_key(pair[1])):
        about = dict(zip(_OF_SUBMISSION, key, strict=True))
        yield _table(file, data.name, header, about, list(group), own)


def _texts(header: Sequence[str], row: Sequence[Value]) -> dict[str, str]:
    return {head: mend(as_text(value)) for head, value in zip(header, row, strict=False) if head}


def _submission_key(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(texts.get(_HEADERS[name], "") for name in _OF_SUBMISSION)


def _table(
    file: str,
    sheet: str,
    header: Sequence[str],
    about: Mapping[str, str],
    rows: Sequence[tuple[int, Mapping[str, str]]],
    own: OwnNames,
) -> Table:
    months = f"รอบ {about['round']} เดือน" if about["round"] else ""
    labels = {**about, "round": months, "level": ""}
    heading = Heading({key: text for key, text in labels.items() if text}, own=own)
    submission = Submission(
        file=file,
        sheet=sheet,
        labels=heading.texts,
        label_cells={},
        division=heading.division,
        fiscal_year=heading.fiscal_year,
        round=heading.round,
        columns={key: header.index(_HEADERS[key]) for key in KEYS if _HEADERS[key] in header},
        header_row=0,
        level=level_of(about["level"]),
    )
    measures = tuple(_measure(number, texts) for number, texts in rows)
    return understood(submission, measures, own)


def _measure(number: int, texts: Mapping[str, str]) -> Measure:
    own = set(_HEADERS.values())
    notes = texts.get(_HEADERS["note"], "")
    shared = texts.get(_HEADERS["shared"], "")
    return Measure(
        row=number,
        texts={key: texts.get(_HEADERS[key], "") for key in KEYS},
        shared=_number(shared, 1),
        extra={head: text for head, text in texts.items() if head not in own and text},
        notes=tuple(notes.splitlines()),
        origin=_origin(number, texts),
    )


def _origin(number: int, texts: Mapping[str, str]) -> Origin:
    """The division's own cell; the cell read where somebody emptied that."""
    row, printed = (texts.get(_HEADERS[name], "") for name in ("origin_row", "printed"))
    return Origin(
        file=texts.get(_HEADERS["origin_file"], ""),
        sheet=texts.get(_HEADERS["origin_sheet"], ""),
        row=_number(row, number + 1),
        number=_number(printed, None),
    )


Other = TypeVar("Other", int, None)


def _number(text: str, other: Other) -> int | Other:
    """A number no longer than those of Excel's rows, or the other where somebody changed it."""
    return int(text) if text.isdecimal() and len(text) < 8 else other
