"""Returned files become a Round: every file looked at, every table read, one frame of measures."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pandas as pd

from ita_xlsx.intake.alone import read_alone
from ita_xlsx.intake.file import FileRead, passed_over, read_file, unreadable
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import examine
from ita_xlsx.intake.rows import Measure
from ita_xlsx.intake.table import Table
from ita_xlsx.model import MEASURE_COLUMNS, Round, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.divisions import OwnNames

Progress = Callable[[int, int], None]


def read_round(
    found: Sequence[Found],
    progress: Progress = lambda done, total: None,
    own: OwnNames = (),
) -> Round:
    """Everything in the files, as one Round; a file that cannot be read is a finding.

    ``own`` are the organisation's own names of its divisions (``divisions.own_names``).

    ``progress`` is told after each file how many of how many are done.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        started = [_start(item, own, pool) for item in found]
        reads = []
        for count, one in enumerate(started, start=1):
            reads.append(one.result() if isinstance(one, Future) else one)
            progress(count, len(found))
    tables = [table for read in reads for table in read.tables]
    return Round(
        sources=tuple(read.source for read in reads if read.source is not None),
        submissions=tuple(table.submission for table in tables),
        measures=_frame(tables),
        findings=tuple(finding for read in reads for finding in read.findings),
        names=own,
    )


def _start(found: Found, own: OwnNames, pool: ThreadPoolExecutor) -> "FileRead | Future[FileRead]":
    """A file as read here when the guard has proved it plain, else by a process of its own."""
    verdict = examine(found.path)
    if passed_over(found, verdict):
        return FileRead(None)
    if verdict.refusal is not None:
        return unreadable(found, verdict, verdict.refusal)
    if verdict.plain:
        return read_file(found, verdict, own)
    return pool.submit(read_alone, found, verdict, own)


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
