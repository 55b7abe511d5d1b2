"""Divisions and owners."""

from collections.abc import Iterator

from ita_xlsx.checks.check import Words, at_cells, at_label, judged, near
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import TWO_TABLES, UNKNOWN_DIVISION
from ita_xlsx.findings.measures import OTHER_OWNER, UNKNOWN_OWNER
from ita_xlsx.model import Measures
from ita_xlsx.official.divisions import official_name
from ita_xlsx.official.owners import nearest, owners
from ita_xlsx.ooxml.addresses import a1


def unknown_division(read: Measures) -> Iterator[Finding]:
    """A table of a division that no list names."""
    for submission in read.submissions:
        name = submission.division
        if name and official_name(name, read.names) is None:
            yield at_label(UNKNOWN_DIVISION, submission, "division", {"near": near(nearest(name))})


def two_tables(read: Measures) -> Iterator[Finding]:
    """A second table of one division in one file, with other measures than the first."""
    first: dict[tuple[object, ...], str] = {}
    for one in read.submissions:
        key = (one.file, one.whose, one.division, one.fiscal_year, one.round)
        sheet = first.setdefault(key, one.sheet)
        if one.division and sheet != one.sheet:
            words = {"sheet": one.sheet, "first": sheet, "division": one.division}
            cell = a1(one.header_row, min(one.columns.values()))
            yield Finding(TWO_TABLES, one.file, one.sheet, cell, words=words)


def unknown_owner(read: Measures) -> Iterator[Finding]:
    """An owner that is no division, person, committee or body that one knows."""

    def judge(text: str) -> Words | None:
        unknown = owners(text, read.names).unknown if text else ()
        return {"found": unknown[0], "near": near(nearest(unknown[0]))} if unknown else None

    yield from at_cells(
        read, UNKNOWN_OWNER, "responsible", judged(judge, read.values("responsible"))
    )


def other_owner(read: Measures) -> Iterator[Finding]:
    """A measure of which another division alone is the owner."""

    def judge(text: str, division: str) -> Words | None:
        named = owners(text, read.names)
        others = named.divisions and not named.everyone and division not in named.divisions
        if not others or official_name(division, read.names) is None:
            return None
        return {"owners": ", ".join(named.divisions), "division": division}

    hits = judged(judge, read.values("responsible"), read.values("division"))
    yield from at_cells(read, OTHER_OWNER, "responsible", hits)
