"""The plan of the next round, from what the last one reported."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation, ReporterKind, Round
from ita_xlsx.official import oit
from ita_xlsx.official.columns import PLANNED
from ita_xlsx.official.divisions import order_of
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.labels import PLACE
from ita_xlsx.official.levels import Level
from ita_xlsx.official.limits import number_key
from ita_xlsx.official.organisations import district_name
from ita_xlsx.official.statuses import CANCELLED, DONE
from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits
from ita_xlsx.thai.text import fold_tight

_DIGITS = re.compile(r"[0-9๐-๙]+")
_FINISHED = frozenset({DONE, CANCELLED})
_LAST_DAY = 31  # of a month: a larger number of two digits is a year


def next_plan(read: Round) -> Plan:
    """The plan that follows a consolidated workbook, its measures interpreted.

    After six or nine months: the same year's twelve-month round, with every measure. After twelve,
    or where the round is not known: the next year's six-month round, with the measures that are
    not finished and those for which something was suggested, the years of their deadlines moved on.
    Measures are numbered anew in the order of the report; one that several divisions reported
    is listed once. The plan names no file, and no cell of one.
    """
    goes_on, facts = _next_facts(read)
    rows = read.measures.sort_values(["file", "row"], kind="stable").to_dict("records")
    if not goes_on:
        rows = [row for row in rows if row["suggestion"] or row["status_counted"] not in _FINISHED]
    next_year = int(facts["fiscal_year"]) if "fiscal_year" in facts else None
    moved = 0 if goes_on else 1
    place: dict[str, Any] = {key: facts.get(key, "") for key in PLACE}
    names = dict.fromkeys(one.division for one in read.submissions if one.division)
    numbered = enumerate(_once(rows), start=1)
    return Plan(
        file="",
        organisation=PlanOrganisation(**place, fiscal_year=next_year, round=12 if goes_on else 6),
        divisions=tuple(map(PlanDivision, sorted(names, key=order_of))),
        measures=tuple(_measure(number, row, next_year, moved) for number, row in numbered),
        facts=facts,
    )


def next_list(read: Round) -> Plan:
    """The plan that follows the workbook of a district or a province, its measures placed.

    It lists those that reported last: the organisations of a district, the districts of a province
    (its organisations where these name no district). Year and round go on as in ``next_plan``.
    """
    _, facts = _next_facts(read)
    level = read.submissions[0].level
    frame = read.measures.sort_values(["file", "row"], kind="stable")
    above: Level = "province" if level == "province" else "district"
    districts = list(dict.fromkeys(frame["district"]))
    if above == "province" and all(districts):
        kind: ReporterKind = "district"
        listed = [(district_name(name), "") for name in districts]
    else:
        kind = "organisation"
        pairs = zip(frame["organisation"], frame["district"], strict=True)
        # In one district its name would say nothing of any of them.
        listed = [(name, of if above == "province" else "") for name, of in dict.fromkeys(pairs)]
    facts.pop("organisation", None)
    if above == "province":
        facts.pop("district", None)
    return Plan(
        file="",
        organisation=PlanOrganisation(),
        divisions=tuple(PlanDivision(name, kind=kind, district=of) for name, of in listed),
        measures=(),
        facts=facts,
        level=above,
    )


def _next_facts(read: Round) -> tuple[bool, dict[str, str]]:
    """Whether the next round is in the same year, and the facts of its plan by key."""
    first = read.submissions[0] if read.submissions else None
    year, months = (first.fiscal_year, first.round) if first else (None, None)
    goes_on = months in (6, 9)
    labels = first.labels if first else {}
    facts = {key: labels[key] for key in PLACE if labels.get(key)}
    facts["round"] = ROUND_BY_MONTHS[12 if goes_on else 6].name
    if year is not None:
        facts["fiscal_year"] = str(year if goes_on else year + 1)
    return goes_on, facts


def move_years(deadline: str, by: int) -> str:
    """A deadline with its Buddhist years moved on, in the digits in which they are written."""

    def moved(match: re.Match[str]) -> str:
        typed = match[0]
        digits = to_arabic_digits(typed)
        short = len(digits) == 2 and int(digits) > _LAST_DAY
        if not short and not (len(digits) == 4 and digits.startswith("25")):
            return typed
        later = str(int(digits) + by)[-len(digits) :]
        return later if typed.isascii() else to_thai_digits(later)

    return _DIGITS.sub(moved, deadline)


def _once(rows: Iterable[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Each measure once, with the suggestions of all divisions that reported it."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = (number_key(row["number"]), fold_tight(row["issue"]) + fold_tight(row["steps"]))
        if key not in known:
            known[key] = dict(row)
        elif row["suggestion"] and row["suggestion"] not in known[key]["suggestion"].split("\n"):
            said = (known[key]["suggestion"], row["suggestion"])
            known[key]["suggestion"] = "\n".join(text for text in said if text)
    return list(known.values())


def _measure(number: int, row: Mapping[str, Any], year: int | None, moved: int) -> PlanMeasure:
    return PlanMeasure(
        {
            **{key: row[key] for key in PLANNED},
            "number": str(number),
            "responsible": row["responsible"] or row["division"],
            "deadline": move_years(row["deadline"], moved),
        },
        oit=_item(row["issue"], year, moved),
        suggestion=row["suggestion"],
    )


def _item(issue: str, year: int | None, moved: int) -> str:
    """The item of the year that the new plan analyses, from the name of last plan's item."""
    if year is None:
        return ""
    item = oit.named(issue, year - 1 - moved)
    kept = item if item is None or not moved else oit.reported_item(item, year - 1)
    return "" if kept is None else kept.number
