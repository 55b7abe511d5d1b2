"""What a marked copy says: of each cell in its note, of each finding in the list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ita_xlsx.findings import Finding
from ita_xlsx.findings.rule import SEVERITIES, SEVERITY_NAMES, Severity
from ita_xlsx.official.stamp import NOTE_FIRST, NOTE_LAST
from ita_xlsx.ooxml.addresses import a1, areas_at, place_of, rectangle
from ita_xlsx.thai.width import shorten
from ita_xlsx.xlsx.limits import SHEET_COLUMNS, SHEET_ROWS

# What is only told to the consolidator is not marked.
MARKED: tuple[Severity, ...] = ("error", "warning")
# What only those who collect the files can settle: which of two files counts, one that came late,
# one that was set aside or is of another round.
_NOT_FOR_A_DIVISION = ("R002", "P015", "F010", "P023")
_MOST_IN_A_NOTE = 8
_LONGEST_MESSAGE = 300  # display cells
_MORE = "และอีก {count} เรื่อง โปรดดูแผ่นงานแรก"


class CannotMark(Exception):
    """The package is not built as this program knows it; the division gets a fresh form."""


class Mark(NamedTuple):
    """A cell to be marked: how serious it is, and the text of its note."""

    severity: Severity
    note: str


def to_fix(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that a division has to look at, errors first, otherwise in their order."""
    found = [
        finding
        for finding in findings
        if finding.rule.severity in MARKED and finding.rule.code not in _NOT_FOR_A_DIVISION
    ]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.rule.severity))


def marks_of(findings: Iterable[Finding], merged: Sequence[str]) -> dict[str, Mark]:
    """The marks of one sheet by cell, from its findings, errors first.

    A finding without a cell stands in the list only; one within a merged range (``A1:B2``) is
    marked at its first cell, the only one that shows anything.
    """
    ranges = filter(None, (rectangle(area, SHEET_ROWS, SHEET_COLUMNS) for area in merged))
    placed = [(place, one) for one in findings if (place := place_of(one.cell))]
    shown = areas_at(ranges, (place for place, _ in placed))
    cells: dict[str, list[Finding]] = {}
    for place, finding in placed:
        cells.setdefault(a1(*shown.get(place, place)[:2]), []).append(finding)
    return {cell: Mark(found[0].rule.severity, _note(found)) for cell, found in cells.items()}


def by_severity(marks: Mapping[str, Mark]) -> dict[Severity, list[str]]:
    """The marked cells of one sheet by severity, each at least once."""
    return {
        severity: cells
        for severity in MARKED
        if (cells := [cell for cell, mark in marks.items() if mark.severity == severity])
    }


def message(finding: Finding) -> str:
    """What is wrong, not longer than a clerk reads."""
    return shorten(finding.message.th, _LONGEST_MESSAGE)


def fix(finding: Finding) -> str:
    """What to do, not longer than a clerk reads."""
    return shorten(finding.fix.th, _LONGEST_MESSAGE)


def _note(findings: Sequence[Finding]) -> str:
    lines = [NOTE_FIRST]
    for finding in findings[:_MOST_IN_A_NOTE]:
        lines.append(f"{SEVERITY_NAMES[finding.rule.severity].th}: {message(finding)}")
        lines.append(f"วิธีแก้: {fix(finding)}")
    if len(findings) > _MOST_IN_A_NOTE:
        lines.append(_MORE.format(count=len(findings) - _MOST_IN_A_NOTE))
    return "\n".join([*lines, NOTE_LAST])
