"""One root cause, one finding: which findings are consequences of which."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ita_xlsx.findings import Finding

Within = Literal["cell", "row", "table"]


class Cause(NamedTuple):
    """A rule that, once broken, silences others in the same cell, row or table."""

    code: str
    within: Within
    silences: frozenset[str]


def _cause(code: str, within: Within, silences: str) -> Cause:
    return Cause(code, within, frozenset(silences.split()))


CAUSES: tuple[Cause, ...] = (
    # A cell without a value to be had: that it is empty, or what its substitute says, follows.
    _cause("T017", "cell", "M001 M003 M006 M019 M020 M022 M029"),
    _cause("T018", "cell", "M001 M003 M006 M019 M020 M022 M029"),
    # What is no answer says nothing.
    _cause("M001", "cell", "M019"),
    # Excel's date was read with another year; that is one finding.
    _cause("T023", "cell", "M009"),
    # The year of the table is wrong: everything measured by it is too.
    _cause("F008", "table", "M009 M010 M011 M012 M014 M030 O003 O004 O005 O006"),
    _cause("R007", "table", "M009 M010 M011 M012 M014 M030 O003 O004 O005 O006 F008"),
    # A deadline in another year says nothing about the round, the data or another deadline.
    _cause("M009", "cell", "M010 M011 M012 O003"),
    _cause("M009", "row", "M014"),
    _cause("M011", "cell", "M010 M012"),
    # What is dated after the report is after its round too.
    _cause("M013", "cell", "M030"),
    # A number that is there twice is out of order as well.
    _cause("M004", "cell", "M005"),
    # What repeats the issue repeats a step too, and says nothing.
    _cause("M017", "cell", "M018 M019"),
    _cause("M018", "cell", "M019"),
    _cause("M014", "cell", "M019"),
    _cause("M021", "row", "M014"),
    # ข้อ ๐๔๒ for ข้อ o42 is also a wording that differs from the official one.
    _cause("X013", "cell", "O002"),
    _cause("X012", "cell", "X011"),
    # The letters of a text are lost: nothing else can be said of its words.
    _cause("X003", "cell", "X006 X007 O001 O002 O006"),
    _cause("X004", "cell", "X006 X007 O001 O002 O006"),
    _cause("M015", "cell", "M016"),
    # The plan says which year and round are right, and which divisions there are.
    _cause("P018", "cell", "R007 R008"),
    _cause("P016", "cell", "F004"),
    # The same measure in two files: that they are nearly equal follows.
    _cause("R005", "cell", "R006"),
)

_ROW = re.compile(r"\d+")


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, in their order, without repeated ones and those that follow from another."""
    found = list(_once(findings))
    silenced: dict[tuple[str, ...], set[str]] = {}
    for finding in found:
        for cause in _BY_CODE.get(finding.rule.code, ()):
            silenced.setdefault(_place(finding, cause.within), set()).update(cause.silences)
    if not silenced:
        return found
    return [
        finding
        for finding in found
        if not any(
            finding.rule.code in silenced.get(_place(finding, within), ())
            for within in ("cell", "row", "table")
        )
    ]


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: what is found in a merged cell is found for each measure beside it."""
    known: dict[tuple[str, ...], list[Mapping[str, object]]] = {}
    for one in findings:
        key = (one.rule.code, one.file, one.sheet, one.cell, one.column, one.value)
        words = known.setdefault(key, [])
        if one.words not in words:
            words.append(one.words)
            yield one


def _place(finding: Finding, within: Within) -> tuple[str, ...]:
    """What distinguishes one cell, row or table from all others."""
    if within == "table":
        return (within, finding.file, finding.sheet, finding.table)
    row = _ROW.search(finding.cell)
    cell = finding.cell if within == "cell" or row is None else row[0]
    return (within, finding.file, finding.sheet, cell)


_BY_CODE: dict[str, tuple[Cause, ...]] = {
    code: tuple(cause for cause in CAUSES if cause.code == code)
    for code in dict.fromkeys(cause.code for cause in CAUSES)
}
