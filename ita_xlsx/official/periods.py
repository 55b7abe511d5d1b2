"""The fiscal year and the round as people write them above a table, in titles, in plans."""

import re

from ita_xlsx.official import deadlines
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS, ROUNDS, fiscal_year_of, year_start
from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name
from ita_xlsx.thai.text import fold

_YEAR = re.compile(r"(?<!\d)(25\d\d|\d\d)(?!\d)")
_COMMON_ERA = re.compile(r"(?<!\d)20[1-4]\d(?!\d)")
_LENGTHS = "|".join(str(one.months) for one in ROUNDS)
_MONTHS = re.compile(rf"(?<!\d)({_LENGTHS})\s*เดือน(?!หลัง|สุดท้าย)")
_NUMBER_ALONE = re.compile(rf"(?!.*(?:เดือน|ไตรมาส))\D*({_LENGTHS})\D*")
_NTH = re.compile(r"(?:รอบ|ครั้ง)ที่\s*\d")
# A period for a text that names none of its year.
_SOME_YEAR = 2566


def _written(month: int) -> str:
    short = re.escape(month_name(month, short=True)).replace(r"\.", r"[.\s]*")
    return f"{month_name(month)}|{short}"


_TYPED_YEAR = r"\s*(?:พ\.?\s*ศ\.?\s*)?(?:\d{4}|\d\d)?"
# The months that a round covers, from October on: (ตุลาคม 2568 – มีนาคม 2569).
RANGE = (
    rf"(?:1\s*)?(?:{_written(10)}){_TYPED_YEAR}\s*(?:[-–—]|ถึง)\s*(?:\d\d\s*)?(?:เดือน)?\s*"
    rf"(?:{'|'.join(map(_written, range(1, 13)))}){_TYPED_YEAR}"
)


def read_year(text: str) -> int | None:
    """The fiscal year in the Buddhist Era that a text names; ``66`` means 2566."""
    match = _YEAR.search(fold(text))
    return None if match is None else int(match[1]) + (2500 if len(match[1]) == 2 else 0)


def common_era(text: str) -> str | None:
    """The year of the Common Era that stands where a fiscal year belongs, as digits, or None."""
    match = _COMMON_ERA.search(fold(text))
    return match[0] if match and read_year(text) is None else None


def in_buddhist_era(year: str) -> int:
    """The Buddhist year that a year of the Common Era is."""
    return int(year) + BUDDHIST_ERA


def read_round(text: str) -> int | None:
    """The months of the round that a text names: 6, 9 or 12; None when it names no round."""
    months = _months(text)
    return months if months in ROUND_BY_MONTHS else None


def is_other_period(text: str) -> bool:
    """Whether a text names a part of the year that is no round of this report, like a quarter."""
    months = _months(text)
    return months is not None and months not in ROUND_BY_MONTHS


def year_of_range(text: str) -> int | None:
    """The fiscal year in which a range of months lies, if it names its years."""
    meant = deadlines.parse(text, None)
    return None if meant.start is None or meant.end is None else fiscal_year_of(meant.end)


def _months(text: str) -> int | None:
    """How many months from October on a text names; 0 for another part of the year."""
    text = fold(text)
    if match := _MONTHS.search(text):
        return int(match[1])
    if match := _NUMBER_ALONE.fullmatch(text):
        return int(match[1])
    # Which months a first or second round has differs: the plan may be one, the result the other.
    text, nth = _NTH.subn("", text)
    meant = deadlines.parse(text, _SOME_YEAR)
    if meant.start is None or meant.end is None:
        return 0 if nth or re.search(r"\d\s*เดือน|ไตรมาส", text) else None
    year = fiscal_year_of(meant.end)
    months = (meant.end.month - 10) % 12 + 1
    return months if meant.start == year_start(year) else 0
