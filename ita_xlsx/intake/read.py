"""Returned files become a Round: every file looked at, every table read, one frame of measures."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from ita_xlsx.intake.alone import read_alone
from ita_xlsx.intake.file import (
    FileRead,
    is_ours_to_merge,
    passed_over,
    read_file,
    unreadable,
)
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import Verdict, examine
from ita_xlsx.intake.rows import Measure, Origin
from ita_xlsx.intake.table import Table
from ita_xlsx.model import MEASURE_COLUMNS, Round, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.divisions import OwnNames
from ita_xlsx.official.levels import LEVEL_ORDER, Level

Progress = Callable[[int, int], None]


def read_round(
    found: Sequence[Found],
    progress: Progress = lambda done, total: None,
    own: OwnNames = (),
    output: Path | None = None,
    below: Level | None = None,
) -> Round:
    """Everything in the files, as one Round; a file that cannot be read is a finding.

    ``own`` are the organisation's own names of its divisions (``divisions.own_names``).
    Consolidated workbooks that were found in a folder are passed over where a division's form was
    read; without any, they are what is to be merged, except the one at ``output`` and, where it is
    known what they are merged to (``below``), those of that level or a higher one.

    ``progress`` is told after each file how many of how many are done.
    """
    looked = [(item, examine(item.path)) for item in found]
    later = [pair for pair in looked if passed_over(*pair)]
    reads = _read_all([pair for pair in looked if not passed_over(*pair)], own, progress)
    if not any(table.submission.level == "form" for read in reads for table in read.tables):
        kept = None if output is None else output.absolute()
        ours = [
            (item, verdict)
            for item, verdict in later
            if is_ours_to_merge(verdict) and item.path.absolute() != kept
        ]
        reads = [*reads, *_lower(_read_all(ours, own, progress), below)]
    tables = [table for read in reads for table in read.tables]
    return Round(
        sources=tuple(read.source for read in reads if read.source is not None),
        submissions=tuple(table.submission for table in tables),
        measures=_frame(tables),
        findings=tuple(finding for read in reads for finding in read.findings),
        names=own,
        plans=tuple(read.plan for read in reads if read.plan),
    )


def _lower(reads: Sequence[FileRead], below: Level | None) -> Sequence[FileRead]:
    """The files of a lower level, and those of which none is known."""
    if below is None:
        return reads
    lower = LEVEL_ORDER[: LEVEL_ORDER.index(below)]
    return [one for one in reads if all(t.submission.level in lower for t in one.tables)]


def _read_all(
    looked: Sequence[tuple[Found, Verdict]], own: OwnNames, progress: Progress
) -> list[FileRead]:
    """What the guard has proved plain is read here, the rest each in a process of its own.

    Threads would gain nothing for the plain ones: measured, they wait for each other.
    """
    reads: list[FileRead] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        try:
            apart = {
                place: pool.submit(read_alone, item, verdict, own)
                for place, (item, verdict) in enumerate(looked)
                if verdict.refusal is None and not verdict.plain
            }
            for place, (item, verdict) in enumerate(looked):
                if verdict.refusal is not None:
                    reads.append(unreadable(item, verdict, verdict.refusal))
                elif place in apart:
                    reads.append(apart[place].result())
                else:
                    reads.append(read_file(item, verdict, own))
                progress(place + 1, len(looked))
        except BaseException:
            # Ctrl-C: what has not begun shall not begin.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return reads


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
        {
            "fiscal_year": "Int64",
            "round": "Int64",
            "row": "int64",
            "submission": "int64",
            "origin_row": "int64",
            "origin_number": "Int64",
        }
    )


def _record(place: int, submission: Submission, measure: Measure) -> tuple[Any, ...]:
    return (
        place,
        submission.file,
        submission.sheet,
        measure.row + 1,
        *(submission.labels.get(key, "") for key in ("organisation", "district", "province")),
        submission.division,
        submission.fiscal_year,
        submission.round,
        *(measure.texts[key] for key in KEYS),
        "\n".join(measure.notes),
        measure.shared,
        *_origin(submission, measure),
    )


def _origin(submission: Submission, measure: Measure) -> Origin:
    if measure.origin is not None:
        return measure.origin
    return Origin(PurePath(submission.file).name, submission.sheet, measure.row + 1, None)


def _extra_columns(tables: Sequence[Table]) -> dict[str, list[str]]:
    """The columns that divisions added, in the order first met, each with a text a measure."""
    names = dict.fromkeys(name for t in tables for m in t.measures for name in m.extra)
    return {
        f"+{name}": [m.extra.get(name, "") for t in tables for m in t.measures] for name in names
    }
