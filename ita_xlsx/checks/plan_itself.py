"""Whether a plan contradicts itself."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ita_xlsx.checks.places import unknown_names
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import plan as rules
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure
from ita_xlsx.official import oit, years
from ita_xlsx.official.deadlines import PROBLEMS
from ita_xlsx.official.example_year import example_words
from ita_xlsx.official.limits import in_fiscal_year, number_key
from ita_xlsx.official.names.organisations import district_key, organisation_key
from ita_xlsx.official.plan_sheets import FACTS, MEASURE_FIELDS
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.text import fold_tight

# Good enough to find what was mistyped; whether the address exists only the mail server knows.
_EMAIL = re.compile(r"[^@\s,;<>\"]+@(?:[^@\s.,;<>\"]+\.)+[^@\s.,;<>\"]{2,}")
_MAIL_FACTS = ("mail_to", "mail_from")


def check_plan(plan: Plan) -> tuple[Finding, ...]:
    """Every finding of a plan: those of its reading and those of all checks, sheet by sheet."""
    return (*plan.findings, *(finding for check in _CHECKS for finding in check(plan)))


def _mail_facts(plan: Plan) -> Iterator[Finding]:
    for fact in FACTS:
        text = plan.facts.get(fact.key, "")
        if fact.key in _MAIL_FACTS and text and not _EMAIL.fullmatch(text):
            yield Finding(
                rules.BAD_EMAIL, plan.file, plan.facts_sheet, plan.cells[fact.key], value=text
            )


def _places(plan: Plan) -> Iterator[Finding]:
    for rule, key, words in unknown_names(plan.facts):
        cell, value = plan.cells.get(key, ""), plan.facts[key]
        yield Finding(rule, plan.file, plan.facts_sheet, cell, "", value, words)


def _same_divisions(plan: Plan) -> Iterator[Finding]:
    rule = rules.SAME_ORGANISATION if plan.above else rules.SAME_DIVISION
    known: dict[tuple[str, ...], PlanDivision] = {}
    for division in plan.divisions:
        for key, text in (
            ("name", division.name),
            *(("spellings", spelling) for spelling in division.spellings),
        ):
            other = known.setdefault(_whose(division, text), division)
            if other is not division:
                yield _of_division(plan, rule, division, key, text, other=other.name, row=other.row)


def _whose(listed: PlanDivision, name: str) -> tuple[str, ...]:
    """What two entries of a plan have in common that are the same division or organisation."""
    if listed.kind == "division":
        return (fold_tight(name),)
    if listed.kind == "district":
        return (district_key(name),)
    return (organisation_key(name), district_key(listed.district))


def _division_emails(plan: Plan) -> Iterator[Finding]:
    for division in plan.divisions:
        if division.email and not _EMAIL.fullmatch(division.email):
            yield _of_division(plan, rules.BAD_EMAIL, division, "email", division.email)


def _idle_divisions(plan: Plan) -> Iterator[Finding]:
    for division in plan.divisions:
        if division.kind == "division" and not plan.asked_of(division.name):
            yield _of_division(plan, rules.IDLE_DIVISION, division, "name", division.name)


def _missing_cells(plan: Plan) -> Iterator[Finding]:
    for measure in plan.measures:
        for field in MEASURE_FIELDS:
            if field.required and not measure.texts[field.key]:
                yield _of_measure(
                    plan, rules.MISSING_IN_MEASURE, measure, field.key, "", header=field.text
                )


def _owners(plan: Plan) -> Iterator[Finding]:
    for measure, named in _with_meaning(plan, "owners"):
        if not measure.texts["responsible"]:
            continue
        text, sheet = measure.texts["responsible"], plan.list_sheet
        if not measure.owners:
            yield _of_measure(plan, rules.NO_OWNER, measure, "responsible", text, sheet=sheet)
            continue
        strangers = [name for name in named.divisions if name not in measure.owners]
        for owner in (*strangers, *named.unknown):
            yield _of_measure(
                plan, rules.UNKNOWN_OWNER, measure, "responsible", text,
                owner=owner, sheet=sheet, divisions=", ".join(measure.owners),
            )  # fmt: skip


def _same_numbers(plan: Plan) -> Iterator[Finding]:
    known: dict[str, PlanMeasure] = {}
    for measure in plan.measures:
        number = measure.texts["number"]
        first = known.setdefault(number_key(number), measure)
        if number and first is not measure:
            yield _of_measure(plan, rules.SAME_NUMBER, measure, "number", number, row=first.row)


def _deadlines(plan: Plan) -> Iterator[Finding]:
    year = plan.organisation.fiscal_year
    for measure, meant in _with_meaning(plan, "deadline_read"):
        typed = measure.texts["deadline"]
        if not typed or year is None:
            continue
        if meant.problem is not None:
            problem = PROBLEMS[meant.problem]
            yield _of_measure(
                plan, rules.DEADLINE_UNCLEAR, measure, "deadline", typed, problem=problem,
                **example_words(year),
            )  # fmt: skip
        elif not in_fiscal_year(meant, year):
            yield _of_measure(plan, rules.DEADLINE_OUTSIDE, measure, "deadline", typed, year=year)


def _items(plan: Plan) -> Iterator[Finding]:
    year = plan.organisation.fiscal_year
    for measure in plan.measures:
        item = None if year is None else oit.by_name(measure.texts["issue"], year - 1)
        if item is not None and measure.oit != item.number:
            yield _of_measure(
                plan, rules.OTHER_ITEM, measure, "oit", measure.oit,
                issue=measure.texts["issue"], item=item.number, year=item.year,
                unsure=years.unsure(item),
            )  # fmt: skip


def _with_meaning(plan: Plan, name: str) -> Iterator[tuple[PlanMeasure, Any]]:
    """Each measure with what was read in one of its columns of ``official.meaning.MEANINGS``."""
    return zip(plan.measures, plan.meanings.get(name, ()), strict=True)


_CHECKS: tuple[Callable[[Plan], Iterable[Finding]], ...] = (
    _mail_facts,
    _places,
    _same_divisions,
    _division_emails,
    _idle_divisions,
    _missing_cells,
    _owners,
    _same_numbers,
    _deadlines,
    _items,
)


def _of_division(
    plan: Plan, rule: Rule, division: PlanDivision, key: str, value: str, **words: object
) -> Finding:
    cell = a1(division.row - 1, plan.division_columns.get(key, 0))
    return Finding(rule, plan.file, plan.list_sheet, cell, "", value, words)


def _of_measure(
    plan: Plan, rule: Rule, measure: PlanMeasure, key: str, value: str, **words: object
) -> Finding:
    cell = a1(measure.row - 1, plan.measure_columns.get(key, 0))
    return Finding(rule, plan.file, plan.measures_sheet, cell, key, value, words)
