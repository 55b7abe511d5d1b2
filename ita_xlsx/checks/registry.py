"""The table of all checks, and running them."""

from ita_xlsx.checks import (
    columns,
    deadlines,
    evidence,
    items,
    numbers,
    places,
    required,
    responsible,
    results,
    rounds,
    texts,
    wording,
)
from ita_xlsx.checks.check import Check, of_measure, of_texts
from ita_xlsx.checks.suppress import without_consequences
from ita_xlsx.findings import Finding
from ita_xlsx.findings import deadlines as d
from ita_xlsx.findings import files as f
from ita_xlsx.findings import measures as m
from ita_xlsx.findings import official_list as o
from ita_xlsx.findings import places as p
from ita_xlsx.findings import rounds as r
from ita_xlsx.findings import tables as t
from ita_xlsx.findings import texts as x
from ita_xlsx.model import Columns, Round
from ita_xlsx.official.columns import FREE_TEXTS, LONG

# A deadline as it was read, and the fiscal year.
_DUE = ("deadline_read", "fiscal_year")
# What is said of the item that the issue names.
_OF_ITEM = tuple(key for key in LONG if key != "issue")

CHECKS: tuple[Check, ...] = (
    Check(responsible.unknown_division, (f.UNKNOWN_DIVISION,)),
    Check(responsible.two_tables, (f.TWO_TABLES,)),
    Check(required.reporter, (f.NO_REPORTER,)),
    Check(places.unknown, (p.UNKNOWN_PROVINCE, p.UNKNOWN_DISTRICT)),
    Check(deadlines.wrong_year, (f.WRONG_YEAR,)),
    Check(required.labels, (t.MISSING_LABEL, o.COMMON_ERA, o.OTHER_PERIOD)),
    Check(required.cells, (m.MISSING_VALUE,)),
    Check(required.marks, (m.ONLY_A_MARK,)),
    Check(numbers.missing, (m.NO_NUMBERS,)),
    of_measure(m.UNREADABLE_NUMBER, "number", ("number",), numbers.unreadable),
    Check(numbers.repeated, (m.REPEATED_NUMBER,)),
    Check(numbers.out_of_order, (m.NUMBER_ORDER,)),
    of_texts(d.UNREADABLE_DEADLINE, ("deadline",), _DUE, deadlines.unreadable),
    of_texts(d.NO_DATE, ("deadline",), _DUE, deadlines.no_date),
    of_texts(d.REVERSED_DEADLINE, ("deadline",), ("deadline_read",), deadlines.reversed_range),
    of_measure(d.OUTSIDE_YEAR, "deadline", _DUE, deadlines.outside_year),
    of_measure(
        d.DONE_BEFORE_DEADLINE,
        "deadline",
        (*_DUE, "round", "status_counted", "result"),
        deadlines.done_before_deadline,
    ),
    of_measure(d.DATA_WINDOW, "deadline", (*_DUE, "steps", "result"), deadlines.data_window),
    of_measure(d.BEFORE_DATA_END, "deadline", (*_DUE, "steps"), deadlines.before_data_end),
    Check(deadlines.future, (d.FUTURE_RESULT,)),
    of_measure(
        d.OTHER_YEAR_RESULT,
        "result",
        ("result", "status_counted", "fiscal_year", "round"),
        deadlines.of_another_year,
    ),
    Check(deadlines.late, (d.LATE_UNEXPLAINED,)),
    Check(responsible.unknown_owner, (m.UNKNOWN_OWNER,)),
    Check(responsible.other_owner, (m.OTHER_OWNER,)),
    of_measure(m.RESULT_IS_ISSUE, "result", ("result", "issue"), results.repeats_issue),
    of_measure(m.RESULT_IS_STEPS, "result", ("result", "steps"), results.repeats_steps),
    of_measure(m.EMPTY_RESULT, "result", ("result",), results.says_nothing),
    of_texts(m.UNKNOWN_STATUS, ("status",), ("status_given",), results.unknown_status),
    of_measure(
        m.STATUS_AGAINST_RESULT,
        "status",
        ("status_given", "status_in_result"),
        results.contradicts_status,
    ),
    Check(evidence.missing, (m.NO_EVIDENCE, m.NO_EVIDENCE_ANYWHERE)),
    of_measure(m.BAD_LINK, "evidence", ("evidence",), evidence.bad_link),
    of_measure(m.STEP_NUMBERS, "steps", ("steps",), texts.step_numbers),
    Check(texts.near_limit, (m.NEAR_LIMIT, m.CUT_TEXT)),
    Check(columns.suggestions, (m.NO_SUGGESTIONS,)),
    Check(columns.statuses, (m.INFERRED_STATUS,)),
    Check(texts.odd_cells, tuple(texts.RULE_OF_KIND.values())),
    Check(texts.odd_labels, tuple(texts.RULE_OF_KIND.values())),
    of_texts(x.ZERO_FOR_O, FREE_TEXTS, (), texts.zero_for_o),
    of_measure(o.NEAR_ITEM, "issue", ("near_item",), items.near_item),
    of_measure(o.OLD_NAME, "issue", ("other_item", "item", "fiscal_year"), items.old_name),
    of_texts(o.WORDING, _OF_ITEM, ("item", "fiscal_year"), wording.misspelt),
    Check(items.report_before_measures, (o.REPORT_BEFORE_MEASURES,), across=True),
    of_texts(o.OTHER_YEAR, LONG, ("fiscal_year",), items.other_year),
    Check(rounds.same_measures, (r.SAME_MEASURE, r.NEAR_MEASURE), across=True),
    Check(rounds.fiscal_years, (r.OTHER_FISCAL_YEAR,), across=True),
    Check(rounds.round_lengths, (r.OTHER_ROUND,), across=True),
    Check(rounds.organisations, (r.OTHER_ORGANISATION,), across=True),
)


# Where the first check is that finds a rule broken.
_PLACES = {
    rule.code: place for place, check in reversed([*enumerate(CHECKS)]) for rule in check.rules
}


def check_file(read: Columns) -> list[Finding]:
    """What the checks find that take each file by itself."""
    return [finding for check in CHECKS if not check.across for finding in check.find(read)]


def check_round(read: Round, also: tuple[Finding, ...] = ()) -> tuple[Finding, ...]:
    """Every finding of a round: those of the reading, ``also``, and those of all checks.

    The findings are in order of the files, within a file in the order of the catalogue, and what
    follows from another one is left out.
    """
    columns = read.columns()
    across = [finding for check in CHECKS if check.across for finding in check.find(columns)]
    checked = sorted([*read.checked, *across], key=lambda finding: _PLACES[finding.rule.code])
    found = without_consequences([*read.findings, *also, *checked])
    files = {source.file: place for place, source in enumerate(read.sources)}
    return tuple(sorted(found, key=lambda finding: files.get(finding.file, len(files))))
