"""Whether a round follows its plan: what is missing, who is late, what nobody planned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from ita_xlsx.checks.check import at_label
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import plan as rules
from ita_xlsx.findings.rounds import NEAR_MEASURE, SAME_MEASURE
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round, Submission, plain_values
from ita_xlsx.official.columns import BY_KEY, PLANNED
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.owners import Owners
from ita_xlsx.official.statuses import NOT_REPORTED
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.text import fold_tight
from ita_xlsx.thai.width import shorten

_LABEL = {label.key: label.text for label in LABELS}
_BY_DUE = Sentence(" (กำหนดส่ง {day})", " (due {day})")
_NOTHING = Sentence("", "")
_BY_PLAN = Sentence(" รายงานฉบับรวมพิมพ์ตามแผน", ", and so does the report")
_WORDS = tuple(key for key in PLANNED if key != "number")
_QUOTED = 80  # columns of a screen


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
        *_other_words(read, plan),
    )


def answered_by_division(read: Round) -> Mapping[str, frozenset[int]]:
    """{division: the places in the plan of the measures on which it reports}."""
    reported = read.measures["status_counted"] != NOT_REPORTED
    answered = read.measures[reported & read.measures["planned"].notna()]
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
    arrived = {read.submissions[place].division for place in read.answering()}
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
    answering = [read.submissions[place] for place in sorted(read.answering())]
    for division in plan.divisions:
        submission = next((s for s in answering if s.division == division.name), None)
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


def other_rounds(
    submissions: Iterable[Submission], plan: Plan, rule: Rule = rules.OTHER_ROUND
) -> Iterator[Finding]:
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
                yield at_label(rule, submission, key, words)


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


def _other_words(read: Round, plan: Plan) -> Iterator[Finding]:
    """Planned texts that a division has in other words; blanks and signs do not matter.

    Of a measure that it split over rows, the texts are taken together. A deadline of the same days
    is the same, and so are the same owners.
    """
    names = ("planned", "submission", "row", "deadline_start", "deadline_end", "owners", *_WORDS)
    columns = zip(*(plain_values(read.measures[name]) for name in names), strict=True)
    rows = [dict(zip(names, row, strict=True)) for row in columns if row[0] is not None]
    measure = itemgetter("planned", "submission")
    answers = Counter(row["planned"] for row in rows)
    for (place, number), some in groupby(sorted(rows, key=measure), key=measure):
        entries, submission = list(some), read.submissions[number]
        texts = plan.measures[place].texts
        joint = len(plan.measures[place].owners) > 1 or answers[place] > 1
        for key in _WORDS:
            typed = list(dict.fromkeys(row[key] for row in entries if row[key]))
            if not typed or not texts[key] or _same(key, typed, entries[0], plan, place):
                continue
            yield Finding(
                rules.OTHER_WORDS,
                submission.file,
                submission.sheet,
                submission.cell(int(entries[0]["row"]), key),
                key,
                "\n".join(typed),
                {
                    "header": BY_KEY[key].header,
                    "planned": shorten(" ".join(texts[key].split()), _QUOTED),
                    "printed": _BY_PLAN if joint else _NOTHING,
                },
            )


def _same(key: str, typed: list[str], entry: Mapping[str, Any], plan: Plan, place: int) -> bool:
    """Whether texts of a division say together what the plan says in that column."""
    if fold_tight("".join(typed)) == fold_tight(plan.measures[place].texts[key]):
        return True
    if len(typed) > 1:
        return False
    if key == "deadline":
        days = [plan.meanings[name][place] for name in ("deadline_start", "deadline_end")]
        return any(days) and days == [_day(entry["deadline_start"]), _day(entry["deadline_end"])]
    if key == "responsible":
        return _owner_set(entry["owners"], plan) == _owner_set(plan.meanings["owners"][place], plan)
    return False


def _day(moment: Any) -> date | None:
    return None if moment is None else moment.date()


def _owner_set(named: Owners, plan: Plan) -> frozenset[str]:
    everyone = [one.name for one in plan.divisions] if named.everyone else []
    return frozenset((*named.divisions, *everyone, *map(fold_tight, named.outside)))
