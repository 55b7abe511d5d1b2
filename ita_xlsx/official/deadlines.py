"""Deadlines as officials write them: a start and an end, or why there is none.

Fiscal years, quarters and rounds are those of ``official.fiscal``. A year after a month is a
calendar year, a year after a quarter or a round is a fiscal year, both Buddhist.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ita_xlsx.language import Sentence
from ita_xlsx.official.fiscal import quarter_bounds, year_start
from ita_xlsx.thai.dates import BUDDHIST_ERA, FIRST_BUDDHIST_YEAR, YEAR, common_year, read_written
from ita_xlsx.thai.text import fold

Problem = Literal["unreadable", "recurring", "relative", "reversed", "impossible", "no_year"]

# Why a text gives no dates, as the end of a sentence.
PROBLEMS: dict[Problem, Sentence] = {
    "unreadable": Sentence("อ่านเป็นวันที่ไม่ได้", "it cannot be read as a date"),
    "recurring": Sentence("เป็นงานที่ทำซ้ำ ไม่ใช่กำหนดแล้วเสร็จ", "it recurs, so it is not a deadline"),
    "relative": Sentence(
        "นับจากเหตุการณ์หรือเป็นช่วงเวลา ไม่ใช่วันที่", "it counts from an event and names no date"
    ),
    "reversed": Sentence("วันเริ่มต้นอยู่หลังวันสิ้นสุด", "it begins after its end"),
    "impossible": Sentence("ไม่มีวันที่นี้ในปฏิทิน", "there is no such date"),
    "no_year": Sentence("ไม่ได้ระบุปี", "the year is not given"),
}

CellDateNote = Literal["buddhist_year", "two_digit_year"]


class Deadline(NamedTuple):
    """A deadline as understood.

    ``end`` is None exactly when there is a ``problem``; ``start`` is None too when the text names
    the end alone. ``year_given``: the year is in the text, and not that of the sheet.
    """

    start: date | None
    end: date | None
    problem: Problem | None
    year_given: bool


class _Part(NamedTuple):
    """A stretch of whole months from ``month`` on, or one ``day`` of it.

    ``year`` is the calendar year of ``month`` in the Common Era. A month or day that does not
    exist is kept until the date is made.
    """

    month: int
    months: int
    day: int | None
    year: int | None


# A longer text is a paragraph, not a deadline.
_LONGEST = 300
_BRACKETED = re.compile(r"\(([^()]*)\)")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:ประจำ|ปี|งบ|ประมาณ|พ\.?ศ\.*)*\d{4})\)")
_OF_FISCAL_YEAR = re.compile(rf"/?(?:ประจำ)?ปีงบ(?:ประมาณ)?(?:/?{YEAR})?")
# Words around a date that say nothing about it.
_NOISE = re.compile(
    r"(?:ให้)?(?:แล้ว)?เสร็จ(?:สิ้น)?|ดำเนินการ|ต่อเนื่อง|กำหนด|ตั้งแต่|ระหว่าง|ช่วง|ประจำ|ของ"
    r"|(?<!ภาย)ใน"
    r"|(?:ต้น|กลาง|ปลาย)(?=เดือน)|(?:เวลา)?\d{1,2}[.:]\d{2}น\.?|ประมาณ|[;\"()]|:(?!\d)|\.$"
)
# What says that only the end is given.
_LEAD = re.compile(r"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า|ก่อน|สิ้นสุด|สิ้น|จนถึง|ถึง)+")
_QUARTER_WORD = r"(?:ไตรมา[สศทษ]|q)(?:ที่)?"
_QUARTER = re.compile(rf"{_QUARTER_WORD}(?P<number>\d)(?:[-/]?{YEAR})?")
_STARTS_WITH_QUARTER = re.compile(_QUARTER_WORD)
_SPELT_QUARTER = re.compile(rf"({_QUARTER_WORD})(หนึ่ง|แรก|สอง|สาม|สี่|สุดท้าย)")
_SPELT = {"หนึ่ง": "1", "แรก": "1", "สอง": "2", "สาม": "3", "สี่": "4", "สุดท้าย": "4"}
_QUARTER_MONTHS = {quarter: quarter_bounds(2566, quarter)[0].month for quarter in range(1, 5)}
_ROUND = re.compile(
    rf"(?:รอบ(?P<all>3|6|9|12)เดือน|(?:รอบ)?(?P<some>3|6|9)เดือน(?P<which>แรก|หลัง|สุดท้าย)"
    rf"|(?:รอบ)?ครึ่ง(?:ปี)?(?P<half>แรก|หลัง)|รอบที่(?P<nth>[12]))(?:[-/]?{YEAR})?"
)
_WHOLE_YEAR = re.compile(
    rf"(?:ตลอด|ทั้ง)*(?:(?:รอบ)?ปี(?:นี้)?(?:/?{YEAR})?|(?:พ\.?ศ\.*)?(?P<bare>\d{{4}}))"
)
_TO = re.compile(r"จนถึง|ถึง|[-~]|to")
_AND = re.compile(r",?และ|[,&+]")
_BARE_DAY = re.compile(r"(?:วันที่)?(\d{1,2})")

_NO_DATE: tuple[tuple[Problem, re.Pattern[str]], ...] = (
    (
        "recurring",
        re.compile(
            r"ทุก|ราย(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี)|ประจำ(?:วัน|สัปดาห์|เดือน|ไตรมาส)|เป็นประจำ"
            r"|สม่ำเสมอ|ต่อเนื่อง|ตลอดเวลา|เดือนละ|ปีละ|สัปดาห์ละ"
        ),
    ),
    ("relative", re.compile(r"หลัง|นับ(?:แต่|จาก|ตั้งแต่|ถัด)|\d(?:วัน|สัปดาห์|เดือน|ปี)|ทันที|เมื่อ|วันทำการ")),
)


def parse(text: str, fiscal_year: int | None) -> Deadline:
    """The period that a deadline names.

    Args:
        text: as typed; a blank one is unreadable.
        fiscal_year: of the sheet, in the Buddhist Era, for months and quarters without a year.

    Returns:
        Dates of the Common Era. ``start`` is None when only the end is named, by a single day or
        by a word such as ภายใน. A text that gives no dates says why in ``problem``. Never raises.
    """
    if len(text) > _LONGEST:
        return _without_dates("unreadable", False)
    compact = _YEAR_IN_BRACKETS.sub(r"/\1", "".join(fold(text).lstrip("'").split()))
    pieces = (_BRACKETED.sub("", compact), *_BRACKETED.findall(compact))
    readings = [_parse_piece(piece, fiscal_year) for piece in pieces if piece]
    return min(readings, key=_worth, default=_without_dates("unreadable", False))


def from_cell_date(value: date) -> tuple[date, CellDateNote | None]:
    """A date that was typed into a cell as a date, with its year set right, and what was wrong.

    A year from 2400 on is a Buddhist year that Excel took for a common one (``buddhist_year``);
    a year 19xx came from two digits of a Buddhist year (``two_digit_year``): 1966 is 2566. The
    29th of February becomes the 28th when the right year has none.
    """
    if value.year >= FIRST_BUDDHIST_YEAR:
        return _in_year(value, value.year - BUDDHIST_ERA), "buddhist_year"
    if 1900 <= value.year < 2000:
        return _in_year(value, common_year(f"{value.year % 100:02}")), "two_digit_year"
    return value, None


def intended_year(start: date | None, end: date, fiscal_year: int) -> int | None:
    """The Buddhist year probably intended in a deadline outside its fiscal year.

    It is the year of the end with which the whole period lies inside ``fiscal_year`` (Buddhist
    Era), or None when no year does that or the period lies inside already.
    """
    year = _calendar_year(end.month, fiscal_year - BUDDHIST_ERA)
    moved_start = start and _in_year(start, start.year + year - end.year)
    if year == end.year or (moved_start and moved_start < year_start(fiscal_year)):
        return None
    return year + BUDDHIST_ERA


def _worth(reading: Deadline) -> int:
    """The better reading has the lower number: dates with their year, dates, a known problem."""
    if reading.end is not None:
        return 0 if reading.year_given else 1
    return 3 if reading.problem == "unreadable" else 2


def _parse_piece(piece: str, sheet_year: int | None) -> Deadline:
    written = (match["year"] for match in _OF_FISCAL_YEAR.finditer(piece))
    years = {common_year(year) + BUDDHIST_ERA for year in written if year}
    if len(years) > 1:
        return _without_dates("unreadable", True)
    year = next(iter(years), None)
    said = _SPELT_QUARTER.sub(lambda match: match[1] + _SPELT[match[2]], piece)
    said = _NOISE.sub("", _OF_FISCAL_YEAR.sub("ปี", said))
    lead = _LEAD.match(said)
    parts = _range(said[lead.end() :] if lead else said)
    if parts is None:
        known = (problem for problem, form in _NO_DATE if form.search(piece))
        return _without_dates(next(known, "unreadable"), year is not None)
    given = year is not None or any(part.year is not None for part in parts)
    placed = _with_years(*parts, year or sheet_year)
    if placed is None:
        return _without_dates("no_year", given)
    try:
        return _dated(placed, lead[0] if lead else "", parts[0] is parts[1], given)
    except (ValueError, OverflowError):
        return _without_dates("impossible", given)


def _without_dates(problem: Problem, year_given: bool) -> Deadline:
    return Deadline(None, None, problem, year_given)


def _range(text: str) -> tuple[_Part, _Part] | None:
    """The first and last part of what a text names; twice the same part when it names one."""
    # The word for the fiscal year is left over: ไตรมาส ๒ ปี.
    wordings = (text, text.removesuffix("ปี").removeprefix("ปี"))
    return next((found for wording in wordings if (found := _parts(wording))), None)


def _parts(text: str) -> tuple[_Part, _Part] | None:
    whole = _part(text)
    if whole:
        return whole, whole
    cuts = [[text[: cut.start()], text[cut.end() :]] for cut in _TO.finditer(text)]
    return next((pair for cut in [*cuts, _AND.split(text)] if (pair := _ends(cut))), None)


def _ends(items: list[str]) -> tuple[_Part, _Part] | None:
    """The first and last of several parts, each of which must be readable."""
    if len(items) < 2:
        return None
    quarter = _STARTS_WITH_QUARTER.match(items[0])
    # ไตรมาส ๑ - ๔: the word is before the first number only.
    items = [f"{quarter[0]}{item}" if quarter and item[:1].isdigit() else item for item in items]
    last = _part(items[-1])
    parts = [_part(item) or _bare_day(item, last) for item in items[:-1]]
    first = parts[0]
    return (first, last) if first and last and all(parts) else None


def _bare_day(text: str, last: _Part | None) -> _Part | None:
    """The 1 of ``1 - 31 มี.ค. 66``, which has its month from the other day."""
    match = _BARE_DAY.fullmatch(text)
    return last._replace(day=int(match[1])) if match and last and last.day is not None else None


def _part(text: str) -> _Part | None:
    return next((part for reader in _READERS if (part := reader(text))), None)


def _read_written(text: str) -> _Part | None:
    written = read_written(text)
    return written and _Part(written.month, 1, written.day, written.year)


def _read_quarter(text: str) -> _Part | None:
    match = _QUARTER.fullmatch(text)
    return match and _fiscal_part(_QUARTER_MONTHS.get(int(match["number"]), 0), 3, match["year"])


def _read_round(text: str) -> _Part | None:
    match = _ROUND.fullmatch(text)
    if not match:
        return None
    months = int(match["all"] or match["some"] or 6)
    late = match["which"] in ("หลัง", "สุดท้าย") or match["half"] == "หลัง" or match["nth"] == "2"
    return _fiscal_part((9 - months) % 12 + 1 if late else 10, months, match["year"])


def _read_whole_year(text: str) -> _Part | None:
    match = _WHOLE_YEAR.fullmatch(text)
    return match and _fiscal_part(10, 12, match["year"] or match["bare"])


_READERS: tuple[Callable[[str], _Part | None], ...] = (
    _read_written,
    _read_quarter,
    _read_round,
    _read_whole_year,
)


def _fiscal_part(month: int, months: int, fiscal_year: str | None) -> _Part:
    year = _calendar_year(month, common_year(fiscal_year)) if fiscal_year else None
    return _Part(month, months, None, year)


def _calendar_year(month: int, fiscal_year: int) -> int:
    """The calendar year of a month in a fiscal year, both in the Common Era."""
    return fiscal_year - (month >= 10)


def _with_years(first: _Part, last: _Part, fiscal_year: int | None) -> tuple[_Part, _Part] | None:
    """Both parts with their years, or None when there is none to take.

    One year after a range that begins in Oct–Dec and ends in Jan–Sep is that of the end. A range
    without any year lies in the fiscal year.
    """
    if first.year is None and last.year is None:
        if fiscal_year is None:
            return None
        year = fiscal_year - BUDDHIST_ERA
        return (
            first._replace(year=_calendar_year(first.month, year)),
            last._replace(year=_calendar_year(last.month, year)),
        )
    if last.year is None and first.year is not None:
        last = last._replace(year=first.year + (last.month < first.month))
    elif first.year is None and last.year is not None:
        first = first._replace(year=last.year - (first.month >= 10 > last.month))
    return first, last


def _dated(parts: tuple[_Part, _Part], lead: str, one: bool, year_given: bool) -> Deadline:
    start, end = _first_day(parts[0]), _last_day(parts[1])
    if start > end:
        return _without_dates("reversed", year_given)
    if "ก่อน" in lead and "สิ้น" not in lead:
        end = start - timedelta(days=1)
    names_end_alone = one and (lead or parts[1].day is not None)
    return Deadline(None if names_end_alone else start, end, None, year_given)


def _first_day(part: _Part) -> date:
    return date(part.year or 0, part.month, 1 if part.day is None else part.day)


def _last_day(part: _Part) -> date:
    first = _first_day(part)
    if part.day is not None:
        return first
    following = part.month + part.months
    return date(first.year + (following > 12), (following - 1) % 12 + 1, 1) - timedelta(days=1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
