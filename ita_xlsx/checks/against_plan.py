"""Whether a round follows its plan: what is missing, who is late, what nobody planned."""

from collections.abc import Iterable, Iterator, Mapping

from ita_xlsx.checks.check import at_label
from ita_xlsx.findings import Finding
from ita_xlsx.findings import plan as rules
from ita_xlsx.findings.rounds import NEAR_MEASURE, SAME_MEASURE
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round, Submission
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.labels import LABELS
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import format_date

_LABEL = {label.key: label.text for label in LABELS}
_BY_DUE = Sentence(" (กำหนดส่ง {day})", " (due {day})")
_NOTHING = Sentence("", "")


def against_plan(read: Round, plan: Plan) -> tuple[Finding, ...]:
    """Everything in which a round differs from its plan.

    ``read.measures`` has the column ``planned``. That a division is missing says all of its
    measures, so none of them is a finding of its own.
    """
    return (
        *_missing_divisions(read, plan),
        *_missing_measures(read, plan),
        *other_rounds(read.submissions, plan),
        *_late(read, plan),
        *_not_planned(read, plan),
    )


def answered_by_division(read: Round) -> Mapping[str, frozenset[int]]:
    """{division: the places in the plan of the measures for which it gives a result}."""
    answered = read.measures[(read.measures["result"] != "") & read.measures["planned"].notna()]
    return {
        str(division): frozenset(map(int, places))
        for division, places in answered.groupby("division")["planned"]
    }


def without_joint(findings: Iterable[Finding], read: Round, plan: Plan) -> tuple[Finding, ...]:
    """The findings without those of a measure reported twice that the plan asks of several."""
    joint = {place for place, one in enumerate(plan.measures) if len(one.owners) > 1}
    planned = read.measures["planned"]
    cells = {
        (read.submissions[place].file, read.submissions[place].sheet,
         read.submissions[place].cell(int(row), "issue"))
        for place, row in zip(
            read.measures["submission"][planned.isin(joint)],
            read.measures["row"][planned.isin(joint)],
            strict=True,
        )
    }  # fmt: skip
    return tuple(
        one
        for one in findings
        if one.rule not in (SAME_MEASURE, NEAR_MEASURE)
        or (one.file, one.sheet, one.cell) not in cells
    )


def _missing_divisions(read: Round, plan: Plan) -> Iterator[Finding]:
    arrived = {one.division for one in read.submissions}
    for division in plan.divisions:
        asked = plan.asked_of(division.name)
        if asked and division.name not in arrived:
            cell = a1(division.row - 1, plan.division_columns.get("name", 0))
            words = {"count": len(asked), "due": by_due(plan)}
            yield Finding(
                rules.DIVISION_MISSING, plan.file, plan.list_sheet, cell, "", division.name, words
            )


def by_due(plan: Plan) -> Sentence:
    """What is added to a sentence that asks for a report: by when, if that is known."""
    due = plan.organisation.due
    return _NOTHING if due is None else _BY_DUE.fill(day=format_date(due))


def _missing_measures(read: Round, plan: Plan) -> Iterator[Finding]:
    """At the header of the table in which a measure is missing."""
    known = read.measures[read.measures["planned"].notna()]
    listed = {
        str(division): set(map(int, places))
        for division, places in known.groupby("division")["planned"]
    }
    for division in plan.divisions:
        submission = next((s for s in read.submissions if s.division == division.name), None)
        if submission is None:
            continue
        cell = submission.cell(submission.header_row + 1, "issue")
        for place in plan.asked_of(division.name):
            if place not in listed.get(division.name, ()):
                measure = plan.measures[place]
                named = {key: measure.texts[key] for key in ("number", "issue")}
                words = {"division": division.name, **named}
                yield Finding(
                    rules.MEASURE_MISSING,
                    submission.file,
                    submission.sheet,
                    cell,
                    "issue",
                    words=words,
                )


def other_rounds(submissions: Iterable[Submission], plan: Plan) -> Iterator[Finding]:
    """Submissions of another fiscal year or round than planned."""
    months = plan.organisation.round
    known_round = ROUND_BY_MONTHS.get(months or 0)
    planned = {
        "fiscal_year": (plan.organisation.fiscal_year, str(plan.organisation.fiscal_year)),
        "round": (months, known_round.name if known_round else ""),
    }
    for submission in submissions:
        for key, (wanted, shown) in planned.items():
            given = getattr(submission, key)
            if given is not None and wanted is not None and given != wanted:
                words = {"label": _LABEL[key], "planned": shown}
                yield at_label(rules.OTHER_ROUND, submission, key, words)


def _late(read: Round, plan: Plan) -> Iterator[Finding]:
    due = plan.organisation.due
    for submission in read.submissions:
        day = submission.report_day
        if due is not None and day is not None and day > due:
            words = {"division": submission.division, "due": format_date(due)}
            yield Finding(
                rules.LATE,
                submission.file,
                submission.sheet,
                submission.label_cells.get("date", ""),
                "",
                format_date(day),
                words,
            )


def _not_planned(read: Round, plan: Plan) -> Iterator[Finding]:
    """Divisions, and of the planned divisions measures, of which the plan knows nothing."""
    names = {division.name for division in plan.divisions}
    for submission in read.submissions:
        if submission.division and submission.division not in names:
            yield Finding(
                rules.DIVISION_NOT_PLANNED,
                submission.file,
                submission.sheet,
                submission.label_cells.get("division", ""),
                "",
                submission.labels.get("division", submission.division),
            )
    strange = read.measures[read.measures["planned"].isna()]
    for place, row, issue in zip(
        strange["submission"], strange["row"], strange["issue"], strict=True
    ):
        submission = read.submissions[place]
        if submission.division in names:
            yield Finding(
                rules.MEASURE_NOT_PLANNED,
                submission.file,
                submission.sheet,
                submission.cell(int(row), "issue"),
                "issue",
                issue,
                {"division": submission.division},
            )
