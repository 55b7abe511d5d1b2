"""The result of ``check`` and ``merge`` as one JSON object, for other programs."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ita_xlsx.findings import Finding
from ita_xlsx.findings.rule import Severity
from ita_xlsx.language import Language
from ita_xlsx.model import Round, Source
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.statuses import CODES
from ita_xlsx.verbs.stages import Checked

VERSION = 1


def as_json(checked: Checked, language: Language, output: Path | None = None) -> str:
    """The object of the contract: files, findings, measures; with the path written by a merge.

    ``left_out`` are those findings that say that something sent is not in the report;
    ``year_remark`` is what to know of the year's lists of OIT items, or null; ``plan`` is the file
    of the plan by which was checked, or null.
    """
    written = {} if output is None else {"output": output.as_posix()}
    plan = None if checked.plan is None else checked.plan.file
    return _dump(
        files=[*_files(checked)],
        counts={
            "measures": checked.counting.measure_count,
            "entries": len(checked.counting.measures),
        },
        findings=[_finding(finding, language) for finding in checked.findings],
        left_out=[_finding(finding, language) for finding in checked.left_out],
        measures=_measures(checked.round),
        year_remark=_said(checked, language),
        plan=plan,
        **written,
    )


def _said(checked: Checked, language: Language) -> str | None:
    return None if checked.year_remark is None else checked.year_remark.say(language)


def nothing_as_json(read: Round | None, language: Language) -> str:
    """The same object where no file could be read; None: where none was even found."""
    if read is None:
        counts = {"measures": 0, "entries": 0}
        empty: dict[str, Any] = {"findings": [], "left_out": [], "measures": []}
        return _dump(files=[], counts=counts, **empty, year_remark=None, plan=None)
    return as_json(Checked(read, read, read.findings), language)


def _dump(**whole: Any) -> str:
    return json.dumps({"version": VERSION, **whole}, ensure_ascii=False, indent=2)


def _files(checked: Checked) -> Iterator[dict[str, Any]]:
    counts: dict[str, Counter[Severity]] = {}
    for finding in checked.findings:
        counts.setdefault(finding.file, Counter())[finding.rule.severity] += 1
    first = {one.file: one for one in reversed(checked.round.submissions)}
    measures = Counter(checked.round.measures["file"].tolist())
    for source in checked.round.sources:
        found = counts.get(source.file, Counter())
        submission = first.get(source.file)
        yield {
            "file": source.file,
            "status": _status(source, found),
            "division": submission.division if submission else "",
            "fiscal_year": submission.fiscal_year if submission else None,
            "round": submission.round if submission else None,
            "measures": measures[source.file],
            "errors": found["error"],
            "warnings": found["warning"],
        }


def _status(source: Source, counts: Counter[Severity]) -> str:
    if not source.readable:
        return "unreadable"
    if counts["error"]:
        return "has_errors"
    return "accepted_with_warnings" if counts["warning"] else "accepted"


def _finding(finding: Finding, language: Language) -> dict[str, str]:
    return {
        "code": finding.rule.code,
        "severity": finding.rule.severity,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "column": finding.column,
        "value": finding.value,
        "message": finding.message.say(language),
        "fix": finding.fix.say(language),
    }


def _measures(read: Round) -> list[dict[str, Any]]:
    names = ("file", "sheet", "row", *KEYS, "deadline_start", "deadline_end", "oit")
    columns = [read.measures[name].tolist() for name in names]
    columns.append([CODES[status] for status in read.measures["status_counted"]])
    return [
        {n: _plain(value) for n, value in zip((*names, "status_counted"), row, strict=True)}
        for row in zip(*columns, strict=True)
    ]


def _plain(value: Any) -> Any:
    """Dates in ISO form; what is missing as null."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if value is pd.NaT else value
