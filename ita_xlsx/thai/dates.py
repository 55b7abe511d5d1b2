"""Thai dates: the names of the months, days written out, and dates read as people type them."""

import re
from datetime import date
from typing import NamedTuple

from ita_xlsx.thai.numerals import to_thai_digits
from ita_xlsx.thai.text import fold

BUDDHIST_ERA = 543
# A year from here on is Buddhist: CE 2400 is too far away, BE 2400 (1857) too long ago.
FIRST_BUDDHIST_YEAR = 2400
# Two digits are a year of this Buddhist century: 66 is 2566.
_CENTURY = 2500


class WrittenDate(NamedTuple):
    """A date as somebody wrote it, not yet known to exist.

    ``month`` is 1 to 12 when a name was written and any number otherwise; ``year`` is of the
    Common Era; ``day`` and ``year`` are None when they were left out.
    """

    day: int | None
    month: int
    year: int | None


class _Month(NamedTuple):
    full: str
    short: str
    others: str  # what people also write, mistyped or cut short, and English; without dots


_MONTHS: tuple[_Month, ...] = (
    _Month("มกราคม", "ม.ค.", "มกรา มกราค มกรคม january jan"),
    _Month("กุมภาพันธ์", "ก.พ.", "กุมภาพันธ กุมภาพันธุ์ กุมภาพัน กุมพาพันธ์ กุมภา february feb"),
    _Month("มีนาคม", "มี.ค.", "มีนา มีนาค มีนคม march mar"),
    _Month("เมษายน", "เม.ย.", "เมษา เมษาย เมษยน april apr"),
    _Month("พฤษภาคม", "พ.ค.", "พฤษภา พฤกษภาคม พฤศภาคม พฤษาคม may"),
    _Month("มิถุนายน", "มิ.ย.", "มิถุนา มิถุนาย มิถุนยน june jun"),
    _Month("กรกฎาคม", "ก.ค.", "กรกฏาคม กรกฎา กรกฏา กรกฎคม กรกฏคม กรกดาคม july jul"),
    _Month("สิงหาคม", "ส.ค.", "สิงหา สิงหาค สิงหคม august aug"),
    _Month("กันยายน", "ก.ย.", "กันยา กันยาย กันยยน september sept sep"),
    _Month("ตุลาคม", "ต.ค.", "ตุลา ตุลาค ตุลคม october oct"),
    _Month("พฤศจิกายน", "พ.ย.", "พฤศจิกา พฤศจิกาย พฤษจิกายน พฤจิกายน พฤศจิกยน november nov"),
    _Month("ธันวาคม", "ธ.ค.", "ธันวา ธันวาค ธันวคม december dec"),
)
_NUMBERS: dict[str, int] = {
    name: number
    for number, month in enumerate(_MONTHS, start=1)
    for name in (month.full, month.short.replace(".", ""), *month.others.split())
}


def _short_pattern(short: str) -> str:
    return "".join(f"{re.escape(part)}[.,]?" for part in short.split(".") if part)


_NAME = "|".join(
    [*sorted(_NUMBERS, key=len, reverse=True), *(_short_pattern(month.short) for month in _MONTHS)]
)
_ERA = r"(?:ปี|พุทธศักราช|พ\.?ศ\.*|คริสต์ศักราช|ค\.?ศ\.*|['’])*"
# A year after something, as it is written without blanks.
YEAR = rf"{_ERA}(?P<year>\d{{4}}|\d{{2}})"
_DAY_BEFORE = r"(?:ณ|เมื่อ)?(?:วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์)?(?:ที่)?)?"
_TIME = r"(?:t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"

# Tried in this order on folded text without blanks.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}",
        rf"{_DAY_BEFORE}(?P<day>\d{{1,2}})([-/.])(?P<month>\d{{1,2}})\2{YEAR}{_TIME}",
        rf"(?:{_DAY_BEFORE}(?P<day>\d{{1,2}})[-/.]?)?(?:เดือน)?(?P<name>{_NAME})(?:[-/,.]?{YEAR})?",
        r"(?:เดือน)?(?P<month>\d{1,2})/(?P<year>\d{4})",
        rf"{_DAY_BEFORE}(?P<day>\d{{1,2}})/(?P<month>0?[1-9]|1[0-2])",
        r"(?:เดือน)?(?P<month>\d{1,2})/(?P<year>\d{2})",
    )
)


def format_date(day: date, thai_digits: bool = False, short: bool = True) -> str:
    """A date with its Buddhist year: ``31 มี.ค. 2566``, or ``31 มีนาคม 2566`` when not short."""
    text = f"{day.day} {month_name(day.month, short)} {day.year + BUDDHIST_ERA}"
    return to_thai_digits(text) if thai_digits else text


def month_name(number: int, short: bool = False) -> str:
    """The Thai name of a month, 1 to 12: ``มีนาคม``, or ``มี.ค.`` when short."""
    month = _MONTHS[number - 1]
    return month.short if short else month.full


def parse_day(text: str) -> date | None:
    """The one day that a text names, in Thai or Arabic digits, or None.

    Understands ``31/3/2566``, ``31-03-66``, ``31 มีนาคม 2566``, ``2023-03-31``, ``2566-03-31``
    and the like. A year from 2400 on is Buddhist, two digits are 25xx, any other is of the Common
    Era. A day that does not exist, or that lacks its day or year, is None.
    """
    written = read_written("".join(fold(text).split()))
    if written is None or written.day is None or written.year is None:
        return None
    try:
        return date(written.year, written.month, written.day)
    except ValueError:
        return None


def read_written(compact: str) -> WrittenDate | None:
    """What a whole text says when it is a day or a month, or None.

    ``compact`` is folded text without any blank. The day and the year may be missing, and the day
    may be one that does not exist.
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(compact))), None)
    if match is None:
        return None
    parts = match.groupdict()
    day, year = parts.get("day"), parts.get("year")
    return WrittenDate(
        day=int(day) if day else None,
        month=_NUMBERS[re.sub("[.,]", "", parts["name"])]
        if parts.get("name")
        else int(match["month"]),
        year=common_year(year) if year else None,
    )


def common_year(digits: str) -> int:
    """The year of the Common Era that two or four digits mean: 66, 2566 and 2023 are all 2023."""
    year = int(digits) + (_CENTURY if len(digits) == 2 else 0)
    return year - BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else year
