"""Issues and texts against the official list of OIT items."""

import re
from collections.abc import Iterator
from datetime import date

from ita_xlsx.checks.check import Words, at_cells
from ita_xlsx.findings import Finding
from ita_xlsx.findings.official_list import REPORT_BEFORE_MEASURES
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns
from ita_xlsx.official import years
from ita_xlsx.official.years import Item
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.text import fold_tight

# Whose measures: an organisation (``Submission.whose``) and its fiscal year.
_Owner = tuple[tuple[str, ...], int | None]

# A year that a text gives to its own content; plans over years, laws and history name others.
_OWN_YEAR = re.compile(
    r"(?<!ตั้งแต่)(?<!นับแต่)(?<!เมื่อ)((?:ประจำ|ของ|ใน|สำหรับ)ปี|ปีงบประมาณ)((?:งบประมาณ)?\s*+(?:พ\.?\s?ศ\.*)?\s*+"
    r"([2๒][5๕][0-9๐-๙]{2}))(?![0-9๐-๙])(?!\s*(?:[-–—/,]|ถึง|และ))"
)
_ERAS = ("25", "๒๕", "2๕", "๒5")


_NOW = Sentence(" ซึ่งเรียกว่า “{name}” (ข้อ {item})", ", which has “{name}” ({item})")


def near_item(item: Item | None) -> Words | None:
    """An issue that is nearly the name of an item of the year analysed or of the year reported."""
    return None if item is None else {**_named(item, item), "name": item.name}


def old_name(other: Item | None, item: Item | None, year: int | None) -> Words | None:
    """An issue that is the name of an item in some other year, ``item`` what it is in this one."""
    if other is None or year is None:
        return None
    now = Sentence("", "") if item is None else _NOW.fill(name=item.name, item=item.number)
    named = _named(other, other, *years.of(year - 1).items)
    return {**named, "analysed": year - 1, "now": now}


def _named(item: Item, *grounds: Item) -> dict[str, object]:
    return {"item": item.number, "year": item.year, "unsure": years.unsure(*grounds)}


def other_year(text: str, year: int | None) -> Words | None:
    """A year given to the content that is neither analysed, nor reported, nor next."""
    # Cheap tests first, as most texts name no year.
    if year is None or "ปี" not in text or not any(era in text for era in _ERAS):
        return None
    for match in _OWN_YEAR.finditer(text):
        if not year - 1 <= int(match[3]) <= year + 1:
            words = " ".join(match[0].split())
            return {"found": words, "before": year - 1, "after": year}
    return None


def report_before_measures(read: Columns) -> Iterator[Finding]:
    """The report on the measures due no later than they, in years of which both are on one year."""
    issues, fiscal_years = read.values("issue_key"), read.values("fiscal_year")
    pairs = {year: _pair(year) for year in dict.fromkeys(fiscal_years)}
    if not {report for _, report in filter(None, pairs.values())}.intersection(issues):
        return
    names = [read.submissions[place].whose for place in read.values("submission")]
    whose = list(zip(names, fiscal_years, strict=True))
    ends = [deadline.end for deadline in read.values("deadline_read")]
    due: dict[_Owner, date] = {}
    for issue, owner, end in zip(issues, whose, ends, strict=True):
        pair = pairs[owner[1]]
        if pair and issue == pair[0] and end:
            due[owner] = max(end, due.get(owner, end))
    hits: list[Words | None] = [None] * len(issues)
    for place, (issue, end, owner) in enumerate(zip(issues, ends, whose, strict=True)):
        pair, before = pairs[owner[1]], due.get(owner)
        if pair and issue == pair[1] and end and before and end <= before:
            own = years.of(owner[1])
            hits[place] = {
                "last": format_date(end), "before": format_date(before),
                "report": own.report.number, "measures": own.measures.number,
            }  # fmt: skip
    yield from at_cells(read, REPORT_BEFORE_MEASURES, "deadline", hits)


def _pair(year: int | None) -> tuple[str, str] | None:
    """The keys of the names of a year's pair of items, if the report is on the same year."""
    if year is None or not years.of(year).reports_on_same:
        return None
    own = years.of(year)
    return fold_tight(own.measures.name), fold_tight(own.report.name)
