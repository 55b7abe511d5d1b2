"""Fiscal years of the Thai government, their quarters, and the reporting rounds.

Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔ (1 October to 30 September, named by the Buddhist
year in which it ends). The days by which a report is published are data (``official.years``).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ita_xlsx.thai.dates import BUDDHIST_ERA

Months = Literal[6, 9, 12]


@dataclass(frozen=True)
class Round:
    """A reporting round: its length, and what it is called."""

    months: Months
    name: str


ROUNDS: tuple[Round, ...] = tuple(
    Round(months, f"รอบ {months} เดือน") for months in get_args(Months)
)
ROUND_BY_MONTHS: dict[int, Round] = {item.months: item for item in ROUNDS}


def year_start(fiscal_year: int) -> date:
    """The first day of a fiscal year given in the Buddhist Era (2566 gives 2022-10-01)."""
    return date(fiscal_year - BUDDHIST_ERA - 1, 10, 1)


def year_end(fiscal_year: int) -> date:
    """The last day of a fiscal year given in the Buddhist Era (2566 gives 2023-09-30)."""
    return date(fiscal_year - BUDDHIST_ERA, 9, 30)


def round_end(fiscal_year: int, months: int) -> date:
    """The last day that a round covers: 31 March, 30 June or 30 September."""
    return quarter_bounds(fiscal_year, months // 3)[1]


def fiscal_year_of(day: date) -> int:
    """The fiscal year, in the Buddhist Era, in which a day lies."""
    return day.year + BUDDHIST_ERA + (day.month >= 10)


def quarter_bounds(fiscal_year: int, quarter: int) -> tuple[date, date]:
    """The first and last day of a quarter (1 to 4) of a fiscal year in the Buddhist Era."""
    year = fiscal_year - BUDDHIST_ERA - (quarter == 1)
    first, last, days = {1: (10, 12, 31), 2: (1, 3, 31), 3: (4, 6, 30), 4: (7, 9, 30)}[quarter]
    return date(year, first, 1), date(year, last, days)
