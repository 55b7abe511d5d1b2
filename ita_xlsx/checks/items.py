"""Issues and texts against the official list of OIT items."""

import re
from collections.abc import Iterator
from datetime import date

from ita_xlsx.checks.check import Words, at_cells, digits
from ita_xlsx.checks.days import day
from ita_xlsx.findings import Finding
from ita_xlsx.findings.official_list import REPORT_BEFORE_MEASURES
from ita_xlsx.model import Columns
from ita_xlsx.official.oit import Item
from ita_xlsx.thai.text import fold_tight

# The two items of which one reports on the other; their names have not changed since 2564.
_MEASURES = fold_tight("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน")
_REPORT = fold_tight("การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน")

# Whose measures: an organisation (``Submission.whose``) and its fiscal year.
_Owner = tuple[tuple[str, ...], int | None]

# A year that a text gives to its own content; plans over years, laws and history name others.
_OWN_YEAR = re.compile(
    r"(?<!ตั้งแต่)(?<!นับแต่)(?<!เมื่อ)((?:ประจำ|ของ|ใน|สำหรับ)ปี|ปีงบประมาณ)((?:งบประมาณ)?\s*+(?:พ\.?\s?ศ\.*)?\s*+"
    r"([2๒][5๕][0-9๐-๙]{2}))(?![0-9๐-๙])(?!\s*(?:[-–—/,]|ถึง|และ))"
)
_ERAS = ("25", "๒๕", "2๕", "๒5")


def near_item(item: Item | None) -> Words | None:
    """An issue that is nearly the name of an item of the year analysed or of the year reported."""
    if item is None:
        return None
    return {"item": item.number, "name": item.name, "year": digits(item.year)}


def other_year(text: str, year: int | None) -> Words | None:
    """A year given to the content that is neither analysed, nor reported, nor next."""
    # Cheap tests first, as most texts name no year.
    if year is None or "ปี" not in text or not any(era in text for era in _ERAS):
        return None
    for match in _OWN_YEAR.finditer(text):
        if not year - 1 <= int(match[3]) <= year + 1:
            words = " ".join(match[0].split())
            return {"found": words, "before": digits(year - 1), "after": digits(year)}
    return None


def report_before_measures(read: Columns) -> Iterator[Finding]:
    """The report on the measures (o43) due no later than the measures themselves (o42)."""
    issues = read.values("issue_key")
    if _REPORT not in issues:
        return
    names = [read.submissions[place].whose for place in read.values("submission")]
    whose = list(zip(names, read.values("fiscal_year"), strict=True))
    ends = [deadline.end for deadline in read.values("deadline_read")]
    due = _last_of_measures(issues, whose, ends)
    hits: list[Words | None] = [None] * len(issues)
    for place, (issue, end) in enumerate(zip(issues, ends, strict=True)):
        before = due.get(whose[place])
        if issue == _REPORT and end and before and end <= before:
            hits[place] = {"last": day(end), "before": day(before)}
    yield from at_cells(read, REPORT_BEFORE_MEASURES, "deadline", hits)


def _last_of_measures(
    issues: list[str], whose: list[_Owner], ends: list[date | None]
) -> dict[_Owner, date]:
    """By organisation and year, the last day by which its o42 is due."""
    due: dict[_Owner, date] = {}
    for issue, owner, end in zip(issues, whose, ends, strict=True):
        if issue == _MEASURES and end:
            due[owner] = max(end, due.get(owner, end))
    return due
