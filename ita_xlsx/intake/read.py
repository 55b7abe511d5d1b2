"""Returned files become a Round: every file looked at, every table read, one frame of measures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ita_xlsx.findings import Finding
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import tables as rules
from ita_xlsx.intake.cells import Sheet, read_sheets
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import Verdict, examine
from ita_xlsx.intake.heading import Heading, read_heading
from ita_xlsx.intake.locate import Header, find_header
from ita_xlsx.intake.rows import Measure, read_rows
from ita_xlsx.language import Sentence
from ita_xlsx.model import MEASURE_COLUMNS, Round, Source, Submission
from ita_xlsx.official import stamp
from ita_xlsx.official.columns import BY_KEY, KEYS, REQUIRED, a1
from ita_xlsx.official.labels import LABELS

Progress = Callable[[int, int], None]

# Sheets of our own template that hold no measures.
OWN_SHEETS = frozenset({stamp.HELP_SHEET, stamp.LISTS_SHEET})


@dataclass(frozen=True)
class Table:
    """One table as read: its submission, its measures, what was found."""

    submission: Submission
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class FileRead:
    """One file as read; ``source`` is None for a file that is passed over, one of our outputs."""

    source: Source | None
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_round(found: Sequence[Found], progress: Progress = lambda done, total: None) -> Round:
    """Everything in the files, as one Round; a file that cannot be read is a finding.

    ``progress`` is told after each file how many of how many are done.
    """
    reads = []
    for count, item in enumerate(found, start=1):
        reads.append(read_file(item))
        progress(count, len(found))
    tables = [table for read in reads for table in read.tables]
    return Round(
        sources=tuple(read.source for read in reads if read.source is not None),
        submissions=tuple(table.submission for table in tables),
        measures=_frame(tables),
        findings=tuple(finding for read in reads for finding in read.findings),
    )


def read_file(found: Found) -> FileRead:
    """One file: guarded, opened, its tables read."""
    file = found.path.as_posix()
    verdict = examine(found.path)
    if not found.named and stamp.CONSOLIDATED_PROPERTY in verdict.stamp:
        return FileRead(None)
    source = Source(file, verdict.size, verdict.sha256, verdict.refusal is None)
    if verdict.refusal is not None:
        return _unreadable(source, verdict.refusal)
    try:
        sheets = read_sheets(found.path)
    except Exception as error:
        # calamine's own errors have no common ancestor short of Exception; the file is reported.
        return _unreadable(source, _DAMAGED.fill(reason=type(error).__name__))
    return _read_sheets(source, verdict, sheets)


_DAMAGED = Sentence(
    "ไฟล์เสียหาย อ่านเนื้อหาไม่ได้",
    "The file is damaged and its content cannot be read.",
)
_ORIGINS = {
    "title": Sentence("ข้อความเหนือตาราง", "the title"),
    "sheet": Sentence("ชื่อชีต", "the name of the sheet"),
    "file": Sentence("ชื่อไฟล์", "the name of the file"),
}


def _unreadable(source: Source, reason: Sentence) -> FileRead:
    finding = Finding(file_rules.UNREADABLE, source.file, words={"reason": reason})
    return FileRead(Source(source.file, source.size, source.sha256, False), findings=(finding,))


def _read_sheets(source: Source, verdict: Verdict, sheets: Iterable[Sheet]) -> FileRead:
    tables: list[Table] = []
    findings: list[Finding] = []
    others: list[Sheet] = []
    for sheet in sheets:
        header = None if sheet.name in OWN_SHEETS else find_header(sheet)
        if header is None:
            others.append(sheet)
            continue
        table, found = _read_table(source.file, sheet, header)
        tables.append(table)
        findings += found
    if not tables:
        return FileRead(source, (), (Finding(file_rules.NO_TABLE, source.file),))
    findings += _extra_sheets(source.file, others)
    return FileRead(source, tuple(tables), tuple(findings))


def _read_table(file: str, sheet: Sheet, header: Header) -> tuple[Table, list[Finding]]:
    heading = read_heading(sheet, header.first, file)
    rows = read_rows(sheet, header, file)
    submission = Submission(
        file=file,
        sheet=sheet.name,
        labels=heading.texts,
        label_cells=heading.cells,
        division=heading.division,
        fiscal_year=heading.fiscal_year,
        round=heading.round,
        columns=header.columns,
        header_row=header.last,
        moved={(m.row + 1, key): row + 1 for m in rows.measures for key, row in m.moved.items()},
    )
    findings = [
        *_header_findings(file, sheet.name, header),
        *_heading_findings(file, sheet.name, heading),
        *rows.findings,
    ]
    if not rows.measures:
        place = a1(header.last + 1, min(header.columns.values()))
        findings.append(Finding(file_rules.NO_MEASURES, file, sheet.name, place))
    return Table(submission, rows.measures), findings


def _header_findings(file: str, sheet: str, header: Header) -> Iterator[Finding]:
    for key in REQUIRED:
        if key not in header.columns and not _is_elsewhere(key, header):
            cell = a1(header.last, min(header.columns.values()))
            words = {"header": BY_KEY[key].header}
            yield Finding(rules.MISSING_COLUMN, file, sheet, cell, key, words=words)
    for key, typed in header.near.items():
        cell = a1(header.first, header.columns[key])
        words = {"header": BY_KEY[key].header}
        yield Finding(rules.NEAR_HEADER, file, sheet, cell, key, typed, words)
    for rule, columns in (
        (rules.REPEATED_COLUMN, header.repeated),
        (rules.EXTRA_COLUMN, header.extra),
    ):
        for column, typed in columns.items():
            yield Finding(rule, file, sheet, a1(header.first, column), value=typed)


def _is_elsewhere(key: str, header: Header) -> bool:
    """The number may stand inside the issue, the deadline as marks under quarter columns."""
    return key == "number" or (key == "deadline" and bool(header.quarters))


def _heading_findings(file: str, sheet: str, heading: Heading) -> Iterator[Finding]:
    for label in LABELS:
        origin = heading.origins.get(label.key, "label")
        if label.required and origin in _ORIGINS:
            words = {"label": label.text, "origin": _ORIGINS[origin]}
            cell = heading.cells.get(label.key, "A1")
            yield Finding(
                rules.HEADING_ELSEWHERE,
                file,
                sheet,
                cell,
                value=heading.texts[label.key],
                words=words,
            )


def _extra_sheets(file: str, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    for sheet in sheets:
        cells = sum(value != "" for row in sheet.rows for value in row)
        if cells and sheet.name not in OWN_SHEETS:
            words = {"sheet": sheet.name, "cells": cells}
            yield Finding(rules.EXTRA_SHEET, file, sheet.name, words=words)


def _frame(tables: Sequence[Table]) -> pd.DataFrame:
    """One frame for all rows of all files, built once from lists (columns: MEASURE_COLUMNS)."""
    records = [
        _record(place, table.submission, measure)
        for place, table in enumerate(tables)
        for measure in table.measures
    ]
    columns = list(zip(*records, strict=True)) or [()] * len(MEASURE_COLUMNS)
    data = {name: list(values) for name, values in zip(MEASURE_COLUMNS, columns, strict=True)}
    data |= _extra_columns(tables)
    return pd.DataFrame(data).astype(
        {"fiscal_year": "Int64", "round": "Int64", "row": "int64", "submission": "int64"}
    )


def _record(place: int, submission: Submission, measure: Measure) -> tuple[Any, ...]:
    return (
        place,
        submission.file,
        submission.sheet,
        measure.row + 1,
        submission.labels.get("organisation", ""),
        submission.division,
        submission.fiscal_year,
        submission.round,
        *(measure.texts[key] for key in KEYS),
        "\n".join(measure.notes),
        measure.shared,
    )


def _extra_columns(tables: Sequence[Table]) -> dict[str, list[str]]:
    """The columns that divisions added, in the order first met, each with a text a measure."""
    names = dict.fromkeys(name for t in tables for m in t.measures for name in m.extra)
    return {
        f"+{name}": [m.extra.get(name, "") for t in tables for m in t.measures] for name in names
    }
