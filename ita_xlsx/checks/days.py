"""Days and periods that are named inside a longer text."""

import re
from collections.abc import Iterator
from datetime import date

from ita_xlsx.official.deadlines import Deadline, parse
from ita_xlsx.thai.dates import month_name, parse_day
from ita_xlsx.thai.text import fold

_MONTH_NAMES = [month_name(month, short) for month in range(1, 13) for short in (False, True)]
_MONTH = "|".join(re.escape(name).replace(r"\.", r"\.?\s?") for name in _MONTH_NAMES)
_DAY = re.compile(
    rf"\d{{1,2}}\s?(?:{_MONTH})\s?(?:พ\.?ศ\.?\s?)?(?:25\d\d|\d\d)(?!\d)|\d{{1,2}}/\d{{1,2}}/(?:25)?\d\d(?!\d)"
)
# ตามคำสั่งลงวันที่ ..., ข้อมูลตั้งแต่วันที่ ...
_OF_DOCUMENT = re.compile(
    r"(?:ลง(?:นาม)?(?:วัน|เมื่อ)|ประกาศ\s?ณ\s?วัน|ตั้งแต่(?:วัน)?|ระหว่าง(?:วัน)?)(?:ที่)?\s?$"
)
_PERIOD = re.compile(
    rf"(?:{_MONTH})\s?(?:\d{{4}}|\d\d)?\s?(?:-|ถึง(?:เดือน)?)\s?(?:{_MONTH})\s?(?:\d{{4}}|\d\d)?"
)


def days_in(text: str) -> tuple[date, ...]:
    """The days that a text names with their year (``15 ก.พ. 2566``, ``15/2/2566``)."""
    if not any(map(str.isdigit, text)):
        return ()
    found = (parse_day(match) for match in _DAY.findall(fold(text)))
    return tuple(day for day in found if day is not None)


def days_done_in(text: str) -> tuple[date, ...]:
    """The days in a text on which something was done: not those that a document is dated."""
    if not any(map(str.isdigit, text)):
        return ()
    folded = fold(text)
    days = (
        parse_day(match[0])
        for match in _DAY.finditer(folded)
        if not _OF_DOCUMENT.search(folded[: match.start()])
    )
    return tuple(day for day in days if day is not None)


def periods_in(text: str, fiscal_year: int) -> Iterator[tuple[str, Deadline]]:
    """The periods from month to month in a text, each with all that is before it, folded."""
    folded = fold(text)
    for match in _PERIOD.finditer(folded):
        yield folded[: match.start()], parse(match[0], fiscal_year)
