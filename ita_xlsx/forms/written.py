"""The written forms of a deadline that the formulas of a form can read.

They are the forms that clerks use most; each list here is understood by ``official.deadlines`` in
the same way (a test asks it). What is not listed a formula leaves to the clerk.
"""

from ita_xlsx.official.fiscal import quarter_bounds
from ita_xlsx.thai.dates import month_name

TWO_DIGITS: tuple[str, ...] = tuple(f"{number:02}" for number in range(100))

_ALL = range(1, 13)
_SHORT = tuple(month_name(number, short=True) for number in _ALL)

# Blocks of twelve names each, from January on. After NAMED_MONTHS come the months written as
# numbers, which need a day before and a year after them.
_NAMED: tuple[tuple[str, ...], ...] = (
    _SHORT,
    tuple(name.removesuffix(".") for name in _SHORT),
    tuple(name.replace(".", "", 1) for name in _SHORT),
    tuple(name.replace(".", "") for name in _SHORT),
    tuple(month_name(number) for number in _ALL),
)
_NUMBERED: tuple[tuple[str, ...], ...] = tuple(
    tuple(form.format(number) for number in _ALL) for form in ("/{}/", "/{:02}/", ".{}.", ".{:02}.")
)
MONTHS: tuple[str, ...] = tuple(name for block in (*_NAMED, *_NUMBERED) for name in block)
MONTH_LETTERS = "".join(dict.fromkeys(name[0] for name in _SHORT))
NAMED_MONTHS = len(_NAMED) * len(_ALL)

_QUARTERS = range(1, 5)
_QUARTER_WORDS = ("ไตรมาส", "ไตรมาสที่")
WHOLE = "ตลอด"
_WHOLE_YEAR = ("ตลอดปีงบประมาณ", "ทั้งปีงบประมาณ", "ปีงบประมาณ", "ตลอดปี")


def _months_of(quarter: int) -> str:
    first, last = quarter_bounds(2566, quarter)
    return f"{_SHORT[first.month - 1]}-{_SHORT[last.month - 1]}"


# Inside the fiscal year of the sheet, whatever it is.
THIS_YEAR: tuple[str, ...] = (
    *_WHOLE_YEAR,
    *(f"{word}{quarter}" for word in _QUARTER_WORDS for quarter in _QUARTERS),
    *(f"{word}{number}({_months_of(number)})" for word in _QUARTER_WORDS for number in _QUARTERS),
    *(
        f"{word}{first}-{last}"
        for word in _QUARTER_WORDS
        for first in _QUARTERS
        for last in _QUARTERS
        if first < last
    ),
)
# A fiscal year follows.
OF_YEAR: tuple[str, ...] = (
    *_WHOLE_YEAR,
    *(f"{name}พ.ศ." for name in _WHOLE_YEAR),
    *(
        f"{word}{quarter}{after}"
        for word in _QUARTER_WORDS
        for quarter in _QUARTERS
        for after in ("", "/", "ปีงบประมาณ")
    ),
)

# Words before a deadline that do not move its year.
BY = "ภายใน"
ON_DAY = "วันที่"
IN_MONTH = "เดือน"
UNTIL = "ถึง"
