"""The deadline of a measure, against the fiscal year, the round, the data and the result.

The years are Buddhist; the round is 6 or 12 months. There is no clock: what has passed is
what lies before the end of the round.
"""

import re
from collections.abc import Iterator
from datetime import date

from ita_xlsx.checks.check import (
    Words,
    at_cells,
    at_label,
    places_by_submission,
)
from ita_xlsx.checks.days import days_done_in, days_in, periods_in
from ita_xlsx.findings import Finding
from ita_xlsx.findings.deadlines import FUTURE_RESULT, LATE_UNEXPLAINED
from ita_xlsx.findings.files import WRONG_YEAR
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns
from ita_xlsx.official.deadlines import PROBLEMS, Deadline, Problem, intended_year
from ita_xlsx.official.example_year import example_words
from ita_xlsx.official.fiscal import (
    fiscal_year_of,
    round_end,
    year_end,
    year_start,
)
from ita_xlsx.official.limits import in_fiscal_year
from ita_xlsx.official.meaning import for_each
from ita_xlsx.official.statuses import DONE, IN_PROGRESS, NOT_STARTED
from ita_xlsx.official.years import due_day
from ita_xlsx.thai.dates import format_date, month_name
from ita_xlsx.thai.text import fold

_UNREADABLE: tuple[Problem, ...] = ("unreadable", "impossible", "no_year")
_NO_DATE: tuple[Problem, ...] = ("recurring", "relative")
# สามารถจัดทำข้อมูล... ที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖
_FIRST_HALF = re.compile(r"ข้อมูล[^\n]{0,60}?(?<!\d)6\s?เดือนแรก(?:[^\n\d]{0,25}(25\d\d))?")
_ABOUT_DATA = re.compile("ข้อมูล|สถิติ")
_OPEN = (IN_PROGRESS, NOT_STARTED)
_SEVERAL = 2  # deadlines that contradict the year of their sheet
_DATA_WORD_BEFORE = 60  # characters between ข้อมูล and its period
_REASON = re.compile(
    "เนื่องจาก|เนื่องด้วย|เพราะ|สาเหตุ|ปัญหา|อุปสรรค|ข้อจำกัด|ขาด|รอ(?!บ)|ติด|ล่าช้า|คาดว่า|จะ|เลื่อน|ขยาย|ไม่มี|ไม่เพียงพอ"
)


def unreadable(text: str, deadline: Deadline, year: int | None) -> Words | None:
    """A deadline that gives no date."""
    found = _problem(text, deadline, _UNREADABLE)
    return found and {**found, **example_words(year)}


def no_date(text: str, deadline: Deadline, year: int | None) -> Words | None:
    """A deadline that recurs or counts from an event."""
    found = _problem(text, deadline, _NO_DATE)
    return found and {**found, **example_words(year)}


def reversed_range(text: str, deadline: Deadline) -> Words | None:
    """A deadline that begins after its end."""
    return _problem(text, deadline, ("reversed",))


def outside_year(meant: Deadline, year: int | None) -> Words | None:
    """A deadline not wholly inside the fiscal year, with the year that was probably meant."""
    if year is None or meant.end is None or in_fiscal_year(meant, year) is not False:
        return None
    return {
        "year": year,
        "first": format_date(year_start(year)),
        "last": format_date(year_end(year)),
        "meant": _meant(meant, meant.end, year),
    }


def done_before_deadline(
    meant: Deadline, year: int | None, months: int | None, status: str, result: str
) -> Words | None:
    """Reported done, though due only after the round's report; unless the result names its day."""
    if year is None or months is None or status != DONE or meant.end is None:
        return None
    published = _published(year, months)
    if meant.end <= published:
        return None
    if any(year_start(year) <= done <= published for done in days_in(result)):
        return None
    return {"last": format_date(round_end(year, months))}


def _published(year: int, months: int) -> date:
    """By when a round's report is published, and what it tells of has been done."""
    return due_day(year, months) or round_end(year, months)


def data_window(meant: Deadline, year: int | None, steps: str, result: str) -> Words | None:
    """A deadline that is the period of the data named in the steps or the result."""
    if year is None or meant.start is None or meant.end is None:
        return None
    first_half = (year_start(year), round_end(year, 6))
    if (meant.start, meant.end) == first_half and _first_half_years(steps, year) == {year}:
        return example_words(year)
    same = any(_names_as_data(text, meant, year) for text in (steps, result))
    return example_words(year) if same else None


def before_data_end(meant: Deadline, year: int | None, steps: str) -> Words | None:
    """A deadline on or before the last day of the data that the steps ask for."""
    if year is None or meant.end is None or "เดือนแรก" not in steps:
        return None
    ends = [round_end(named, 6) for named in _first_half_years(steps, year)]
    last = max((end for end in ends if end >= year_start(year)), default=None)
    if last is None or meant.end > last:
        return None
    return {"last": format_date(last), **example_words(year)}


def future(read: Columns) -> Iterator[Finding]:
    """Reported done, with a day in the result that comes after the date of the report."""
    days = [submission.report_day for submission in read.submissions]
    if not any(days):
        return
    reported = [days[of] for of in read.values("submission")]
    hits = for_each(_after_report, read.values("result"), read.values("status_counted"), reported)
    yield from at_cells(read, FUTURE_RESULT, "result", hits)


def of_another_year(result: str, status: str, year: int | None, months: int | None) -> Words | None:
    """Done, on days that are all before the fiscal year or after the round's report."""
    if year is None or status != DONE:
        return None
    first, last = year_start(year), _published(year, months) if months else year_end(year)
    days = days_done_in(result)
    if not days or any(first <= day <= last for day in days):
        return None
    when = _BEFORE_YEAR if days[0] < first else _AFTER_ROUND
    words = {"day": format_date(days[0]), "when": when}
    return {**words, "first": format_date(first), "last": format_date(last)}


_BEFORE_YEAR = Sentence("ก่อนปีงบประมาณ", "before the fiscal year")
_AFTER_ROUND = Sentence("หลังรอบรายงาน", "after the round")


def late(read: Columns) -> Iterator[Finding]:
    """Not done, though due before the round's end and the day of the report; no reason given."""
    days = [submission.report_day for submission in read.submissions]
    reported = [days[of] for of in read.values("submission")]
    names = ("deadline_read", "fiscal_year", "round", "status_counted", "result", "suggestion")
    hits = for_each(late_unexplained, *map(read.values, names), reported)
    yield from at_cells(read, LATE_UNEXPLAINED, "result", hits)


def late_unexplained(
    meant: Deadline,
    year: int | None,
    months: int | None,
    status: str,
    result: str,
    suggestion: str,
    reported: date | None = None,
) -> Words | None:
    """As ``late``, of one measure that was ``reported`` on a day, if that is known."""
    if year is None or months is None or status not in _OPEN or not result:
        return None
    end = round_end(year, months)
    if meant.end is None or meant.end > min(end, reported or end):
        return None
    explained = _REASON.search(fold(result)) or _REASON.search(fold(suggestion))
    return None if explained else {"last": format_date(meant.end), "status": status}


def wrong_year(read: Columns) -> Iterator[Finding]:
    """A fiscal year of the sheet that most of its deadlines contradict, all with one other year."""
    deadlines = read.values("deadline_read")
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        year = submission.fiscal_year
        if year is None:
            continue
        meant = [one for p in places if (one := deadlines[p]).end is not None]
        outside = [one.end for one in meant if one.end and not in_fiscal_year(one, year)]
        others = {fiscal_year_of(end) for end in outside}
        if len(outside) >= _SEVERAL and 2 * len(outside) > len(meant) and len(others) == 1:
            counts = {"count": len(outside), "all": len(meant)}
            yield at_label(WRONG_YEAR, submission, "fiscal_year", {**counts, "year": others.pop()})


def _after_report(result: str, status: str, reported: date | None) -> Words | None:
    if reported is None or status != DONE:
        return None
    later = [done for done in days_in(result) if done > reported]
    return {"day": format_date(later[0]), "reported": format_date(reported)} if later else None


def _problem(text: str, deadline: Deadline, wanted: tuple[Problem, ...]) -> Words | None:
    problem = deadline.problem if text else None
    return {"problem": PROBLEMS[problem]} if problem in wanted and problem else None


def _meant(meant: Deadline, end: date, year: int) -> Sentence:
    probably = intended_year(meant.start, end, year)
    if probably is None:
        return Sentence("", "")
    month = f"{month_name(end.month, short=True)} {probably}"
    return Sentence(f" น่าจะหมายถึง {month}", f"; {month} was probably meant")


def _names_as_data(text: str, meant: Deadline, year: int) -> bool:
    """Whether a text names the period of the deadline as that of its data."""
    if meant.start is None or meant.end is None or not _names_month(text, meant.start):
        return False
    return _names_month(text, meant.end) and any(
        (period.start, period.end) == (meant.start, meant.end)
        and _ABOUT_DATA.search(before[-_DATA_WORD_BEFORE:])
        for before, period in periods_in(text, year)
    )


def _names_month(text: str, first: date) -> bool:
    """A cheap test first: most texts name no month."""
    return month_name(first.month) in text or month_name(first.month, short=True) in text


def _first_half_years(steps: str, year: int) -> set[int]:
    """The fiscal years of whose first six months the steps ask for data."""
    if "เดือนแรก" not in steps:
        return set()
    return {int(match[1] or year) for match in _FIRST_HALF.finditer(fold(steps))}
