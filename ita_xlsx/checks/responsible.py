"""Divisions and owners."""

from collections.abc import Iterator

from ita_xlsx.checks.check import Words, at_cells, at_label, near
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import TWO_TABLES, UNKNOWN_DIVISION
from ita_xlsx.findings.measures import OTHER_OWNER, UNKNOWN_OWNER
from ita_xlsx.model import Columns, Submission
from ita_xlsx.official.meaning import for_each
from ita_xlsx.official.names.divisions import official_name
from ita_xlsx.official.names.owners import Owners, nearest


def unknown_division(read: Columns) -> Iterator[Finding]:
    """A table of a division that no list names."""
    for submission in read.submissions:
        name = submission.division
        if name and official_name(name, read.names) is None:
            yield at_label(UNKNOWN_DIVISION, submission, "division", {"near": near(nearest(name))})


def two_tables(read: Columns) -> Iterator[Finding]:
    """A second table of one division in one file, with other measures than the first."""
    tables: dict[tuple[object, ...], Submission] = {}
    for one in read.submissions:
        key = (one.file, one.whose, one.division, one.fiscal_year, one.round)
        first = tables.setdefault(key, one)
        if one.division and first is not one and one.level == "form":
            words = {
                "sheet": one.sheet,
                "first": first.sheet,
                "first_cell": first.corner,
                "division": one.division,
            }
            yield Finding(TWO_TABLES, one.file, one.sheet, one.corner, words=words)


def unknown_owner(read: Columns) -> Iterator[Finding]:
    """An owner that is no division, person, committee or body that one knows."""

    def judge(named: Owners) -> Words | None:
        unknown = named.unknown[0] if named.unknown else None
        return None if unknown is None else {"found": unknown, "near": near(nearest(unknown))}

    yield from at_cells(read, UNKNOWN_OWNER, "responsible", for_each(judge, read.values("owners")))


def other_owner(read: Columns) -> Iterator[Finding]:
    """A measure of which another division alone is the owner."""

    def judge(named: Owners, division: str) -> Words | None:
        official = official_name(division, read.names)
        if official is None or named.everyone or official in named.divisions:
            return None
        if not named.divisions:
            return None
        return {"owners": ", ".join(named.divisions), "division": division}

    hits = for_each(judge, read.values("owners"), read.values("division"))
    yield from at_cells(read, OTHER_OWNER, "responsible", hits)
