"""Returned files become a Round: every file looked at, every table read, one frame of measures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ita_xlsx.findings import Finding
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import tables as rules
from ita_xlsx.intake.cells import Sheet
from ita_xlsx.intake.consolidated import is_consolidated, read_consolidated
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import Verdict, examine
from ita_xlsx.intake.kinds import Kind
from ita_xlsx.intake.locate import Header, find_header
from ita_xlsx.intake.looks import SheetLook
from ita_xlsx.intake.open import CannotOpen, read_sheets
from ita_xlsx.intake.rows import Measure
from ita_xlsx.intake.table import Table, read_table
from ita_xlsx.language import Sentence
from ita_xlsx.model import MEASURE_COLUMNS, Round, Source, Submission
from ita_xlsx.official import stamp
from ita_xlsx.official.columns import KEYS

Progress = Callable[[int, int], None]

# Sheets of our own template that hold no measures.
OWN_SHEETS = frozenset({stamp.HELP_SHEET, stamp.LISTS_SHEET})


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
        sheets = read_sheets(found.path, verdict)
    except CannotOpen as error:
        return _unreadable(source, error.sentence)
    except Exception:
        # The readers' own errors have no common ancestor short of Exception. The file is
        # reported, and the others are read on.
        return _unreadable(source, _DAMAGED)
    return _read_sheets(found, source, verdict, sheets)


_DAMAGED = Sentence(
    "ไฟล์เสียหาย อ่านเนื้อหาไม่ได้",
    "The file is damaged and its content cannot be read.",
)


def _unreadable(source: Source, reason: Sentence) -> FileRead:
    finding = Finding(file_rules.UNREADABLE, source.file, words={"reason": reason})
    return FileRead(replace(source, readable=False), findings=(finding,))


def _read_sheets(
    found: Found, source: Source, verdict: Verdict, sheets: Iterable[Sheet]
) -> FileRead:
    sheets = tuple(sheets)
    if is_consolidated(sheets):
        return FileRead(source, read_consolidated(source.file, sheets))
    headers: dict[str, Header] = {}
    others, with_table = [], []
    for sheet in sheets:
        header = None if sheet.name in OWN_SHEETS else find_header(sheet)
        if header is None:
            others.append(sheet)
        else:
            headers[sheet.name] = header
            with_table.append(sheet)
    if not headers:
        return FileRead(source, (), (Finding(file_rules.NO_TABLE, source.file),))
    detailed, findings = _with_details(found, source.file, verdict, with_table)
    tables = tuple(read_table(source.file, sheet, headers[sheet.name]) for sheet in detailed)
    findings += [finding for table in tables for finding in table.findings]
    findings += _extra_sheets(source.file, others)
    return FileRead(source, tables, tuple(findings))


def _with_details(
    found: Found, file: str, verdict: Verdict, sheets: list[Sheet]
) -> tuple[list[Sheet], list[Finding]]:
    """The sheets with what only openpyxl can tell, for those in which the guard saw such things."""
    if verdict.kind in (Kind.CSV, Kind.TSV):
        return sheets, []
    if verdict.kind is not Kind.XLSX:
        return sheets, _not_looked_into(file, [sheet.name for sheet in sheets])
    telling = {look.name for look in verdict.sheets if _has_more_than_values(look)}
    names = [sheet.name for sheet in sheets if sheet.name in telling]
    if not names:
        return sheets, []
    from ita_xlsx.intake.by_openpyxl import read_details

    try:
        details = read_details(found.path, names)
    except Exception:
        # openpyxl's errors have no common ancestor. The values are read; that the rest could not
        # be looked into is said.
        return sheets, _not_looked_into(file, names)
    return [replace(s, details=details.get(s.name, s.details)) for s in sheets], []


def _not_looked_into(file: str, names: Iterable[str]) -> list[Finding]:
    return [Finding(rules.NOT_LOOKED_INTO, file, name, words={"sheet": name}) for name in names]


def _has_more_than_values(look: SheetLook) -> bool:
    return (
        look.has_formulas
        or look.has_errors
        or look.has_hidden_rows
        or look.has_hidden_columns
        or look.has_comments
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
