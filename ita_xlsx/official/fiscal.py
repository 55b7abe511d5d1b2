"""Fiscal years of the Thai government, their quarters, and the two reporting rounds.

Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔ (1 October to 30 September, named by the Buddhist
year in which it ends); rounds and due dates by the NACC's ITA calendar.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name

Months = Literal[6, 12]


@dataclass(frozen=True)
class Round:
    """A reporting round: its length, what it is called, and the day by which it is published."""

    months: Months
    name: str
    due_day: int
    due_month: int

    @property
    def due(self) -> str:
        """The day by which it is published, as it is written without a year."""
        return f"{self.due_day} {month_name(self.due_month)}"


ROUNDS: tuple[Round, ...] = (Round(6, "รอบ 6 เดือน", 30, 4), Round(12, "รอบ 12 เดือน", 31, 10))
ROUND_BY_MONTHS: dict[int, Round] = {item.months: item for item in ROUNDS}


def year_start(fiscal_year: int) -> date:
    """The first day of a fiscal year given in the Buddhist Era (2566 gives 2022-10-01)."""
    return date(fiscal_year - BUDDHIST_ERA - 1, 10, 1)


def year_end(fiscal_year: int) -> date:
    """The last day of a fiscal year given in the Buddhist Era (2566 gives 2023-09-30)."""
    return date(fiscal_year - BUDDHIST_ERA, 9, 30)


def round_end(fiscal_year: int, months: int) -> date:
    """The last day that a round covers: 31 March after six months, 30 September after twelve."""
    if months == 6:
        return date(fiscal_year - BUDDHIST_ERA, 3, 31)
    return year_end(fiscal_year)


def official_due(fiscal_year: int | None, months: int | None) -> date | None:
    """The last day to publish the report of a round, or None when the round is not known."""
    known = ROUND_BY_MONTHS.get(months or 0)
    if fiscal_year is None or known is None:
        return None
    return date(fiscal_year - BUDDHIST_ERA, known.due_month, known.due_day)


def fiscal_year_of(day: date) -> int:
    """The fiscal year, in the Buddhist Era, in which a day lies."""
    return day.year + BUDDHIST_ERA + (day.month >= 10)


def quarter_bounds(fiscal_year: int, quarter: int) -> tuple[date, date]:
    """The first and last day of a quarter (1 to 4) of a fiscal year in the Buddhist Era."""
    year = fiscal_year - BUDDHIST_ERA - (quarter == 1)
    first, last, days = {1: (10, 12, 31), 2: (1, 3, 31), 3: (4, 6, 30), 4: (7, 9, 30)}[quarter]
    return date(year, first, 1), date(year, last, days)
