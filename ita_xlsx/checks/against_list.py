"""Whether the organisations that the plan of a district or a province lists have reported.

``read.measures`` are those of consolidated workbooks, placed: each organisation and district by one
name, and ``counted_as`` that that distinguishes an organisation from all others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ita_xlsx.checks.against_plan import by_due, other_rounds
from ita_xlsx.checks.check import at_label, near
from ita_xlsx.findings import Finding
from ita_xlsx.findings import plan as rules
from ita_xlsx.model import Plan, PlanDivision, ReporterKind, Round
from ita_xlsx.official.names.organisations import district_key, district_name, own_part
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai import alike

# Two names of organisations this alike (0 to 1) may be one with a typing error. Only those that
# have not reported are proposed: a neighbour of a like name is soon seen to be one.
# With a letter wrong, 7,075 of 7,085 subdistricts are nearest to their own name in their district,
# and 4 near none; of the right names of neighbours 2 pairs in 100 are as near.
_ALIKE = 0.6


class Unit(NamedTuple):
    """What reports by such a plan: an organisation or, where districts are listed, a district.

    ``places`` are those of its measures in ``Round.measures``; ``listed`` is its entry in the plan.
    """

    name: str
    kind: ReporterKind
    listed: PlanDivision | None
    places: tuple[int, ...]


def units(read: Round, plan: Plan) -> tuple[Unit, ...]:
    """Everything listed, in the order of the plan, then what came without being listed."""
    names = ("organisation", "district", "counted_as")
    rows = list(zip(*(read.measures[name].tolist() for name in names), strict=True))
    listed = [
        Unit(one.name, one.kind, one, tuple(n for n, row in enumerate(rows) if row in own))
        for one in plan.divisions
        for own in [{row for row in dict.fromkeys(rows) if one.covers(row[0], row[1])}]
    ]
    known = {place for unit in listed for place in unit.places}
    others: dict[str, list[int]] = {}
    by_district = any(one.kind == "district" for one in plan.divisions)
    for place, (_, district, counted_as) in enumerate(rows):
        if place not in known:
            name = district_name(district) if by_district and district else counted_as
            others.setdefault(name, []).append(place)
    kind: ReporterKind = "district" if by_district else "organisation"
    return (*listed, *(Unit(name, kind, None, tuple(own)) for name, own in others.items()))


def against_list(read: Round, plan: Plan) -> tuple[Finding, ...]:
    """Everything in which the workbooks that came differ from the list of a plan."""
    found = units(read, plan)
    return (*_missing(found, plan), *_not_planned(read, found))


def of_other_rounds(read: Round, plan: Plan) -> tuple[Finding, ...]:
    """The findings of the files of another fiscal year or round than the plan's: not of it."""
    first = {one.file: one for one in reversed(read.submissions)}
    return tuple(other_rounds(reversed(first.values()), plan, rules.OTHER_REPORT))


def _missing(found: Iterable[Unit], plan: Plan) -> Iterator[Finding]:
    for unit in found:
        if unit.listed is not None and not unit.places:
            cell = a1(unit.listed.row - 1, plan.division_columns.get("name", 0))
            words = {"due": by_due(plan)}
            yield Finding(
                rules.ORGANISATION_MISSING, plan.file, plan.list_sheet, cell, "", unit.name, words
            )


def _not_planned(read: Round, found: Sequence[Unit]) -> Iterator[Finding]:
    """In each file of what is not listed, at its name, with the one that it may mean."""
    near_of = near_names(found)
    columns = [read.measures[name].tolist() for name in ("file", "submission")]
    for unit in (unit for unit in found if unit.listed is None):
        files = {columns[0][place]: place for place in reversed(unit.places)}
        for place in sorted(files.values()):
            submission = read.submissions[columns[1][place]]
            words = {"near": near(near_of.get(unit.name))}
            found_at = at_label(rules.ORGANISATION_NOT_PLANNED, submission, "organisation", words)
            yield replace(found_at, value=unit.name)


def near_names(found: Sequence[Unit]) -> dict[str, str]:
    """For each unit that is not listed, the name awaited that it may mean, if there is any."""
    awaited = [unit.name for unit in found if unit.listed is not None and not unit.places]
    strangers = (unit for unit in found if unit.listed is None)
    meant = ((unit.name, _nearest(unit, awaited)) for unit in strangers)
    return {name: one for name, one in meant if one is not None}


def _nearest(unit: Unit, awaited: Sequence[str]) -> str | None:
    """The name among those awaited that is most like that of a unit, if any is."""
    key = district_key if unit.kind == "district" else own_part
    names = {key(name): name for name in reversed(awaited)}
    nearest = alike.nearest(key(unit.name), names, _ALIKE)
    return names[nearest[0]] if nearest else None
