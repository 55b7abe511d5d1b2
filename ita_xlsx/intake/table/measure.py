"""One measure as it was read, and its number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ita_xlsx.thai.text import fold_tight


class Origin(NamedTuple):
    """Where a measure of a consolidated workbook comes from, and the number it has there.

    ``row`` is the division's own row as Excel counts; ``number`` is None where the cell has none.
    """

    file: str
    sheet: str
    row: int
    number: int | None


@dataclass(frozen=True)
class Measure:
    """One measure as read: its texts by key, and where it stands.

    ``row`` is its first row, counted from zero, ``rows`` how many it covers; ``moved`` maps keys
    to the row where a merged cell has its text; ``shared`` is the number of measures that its
    suggestion stands beside; ``extra`` are the texts of columns that are none of ours. ``origin``
    is that of a measure in a consolidated workbook. ``unread``: its result or status could not be
    read, so that how far it is, is not known.
    """

    row: int
    texts: Mapping[str, str]
    rows: int = 1
    moved: Mapping[str, int] = field(default_factory=dict)
    shared: int = 1
    extra: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origin: Origin | None = None
    unread: bool = False


# To its end: of "๓.๑ งบ" the number is not ๓, and "๑ งบ" the rest.
_DIGITS = r"([0-9๐-๙]++(?:\.[0-9๐-๙]++)*)(?!\.[0-9๐-๙])"
_NUMBER = re.compile(rf"^\s*(?:ข้อ(?:ที่)?\s*)?{_DIGITS}\s*[.)]\s*(?=\S)")
_NUMBER_WITH_WORD = re.compile(rf"^\s*ข้อ(?:ที่)?\s*{_DIGITS}\s+(?=\S)")


def number_in_issue(issue: str) -> tuple[str, str] | None:
    """The number that an issue begins with (``๑. ข้อมูล``, ``1)``, ``ข้อ ๑``), and the rest."""
    match = _NUMBER.match(issue) or _NUMBER_WITH_WORD.match(issue)
    return None if match is None else (match[1], issue[match.end() :])


def with_number(texts: dict[str, str]) -> dict[str, str]:
    """The texts with the number taken out of the issue when it stands there."""
    found = number_in_issue(texts["issue"])
    if found is None:
        return texts
    number, issue = found
    if texts["number"] and fold_tight(texts["number"]).removeprefix("ข้อ") != fold_tight(number):
        return texts
    return {**texts, "number": texts["number"] or number, "issue": issue}
