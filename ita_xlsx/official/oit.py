"""The items of the open-data test (OIT), found by their names.

Numbers and even names change every year, and colleges and hospitals use other lists under the
same numbers: so an item is matched by its name, in the list of its year (``official.years``); a
year without a list has no items.
"""

import re
from typing import NamedTuple

from ita_xlsx.official import years
from ita_xlsx.official.years import Item, Year
from ita_xlsx.thai import alike
from ita_xlsx.thai.text import fold, fold_tight


class Named(NamedTuple):
    """What an issue names: an item of the year analysed, exactly or nearly, or None.

    ``near`` is the item of the year analysed or reported of which it is nearly the name, where it
    is no item's name; ``other`` the item of some other year that has this very name.
    """

    item: Item | None = None
    near: Item | None = None
    other: Item | None = None


# Measured on the wordings in tests/unit/test_oit.py: names with a word missing or added reach 0.88
# with their own item; points to improve that are no item stay at 0.81 and below (รายงานการเงินประจำปี
# against รายงานผลการดำเนินงานประจำปี). A name that breaks off may be shorter: 0.76. With a letter
# wrong in any place, 20,276 of 20,290 names of 2565, 2566, 2568 and 2569 are found (not Q&A), and
# none is taken for another.
_NEAR = 0.82
_NEAR_BROKEN_OFF = 0.75

_NUMBER = re.compile(
    r"\(?\s*(?:ข้อ(?:ที่)?\s*)?(?:(?:oit|ita)[\s.:-]*+(?:ข้อ(?:ที่)?\s*+)?[o0]?|[o0])[\s.-]*+"
    r"(?P<number>\d{1,2})(?!\d)\s*\)?[\s.:]*"
)
_MISTYPED = re.compile(
    r"(?:ข้อ(?:ที่)?|OIT|ITA)[\s.:-]*(?P<typed>[0๐][0-9๐-๙]{2})(?![0-9๐-๙])", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
# รายงานผลการดำเนินงานประจำปี ๒๕๖๕: the year is no part of the name.
_YEAR_AFTER = re.compile(r"(?<=ปี)(?:งบประมาณ)?(?:พศ)?25\d\d$")


# What an item is, as its name begins: a plan is no report on it. Longer ones come first.
_KIND = re.compile(
    "(?:หรือ|และ)?(รายงานผล|รายงานสรุปผล|รายงานการกำกับติดตาม|รายงาน|สรุปผล|แผน|หลักเกณฑ์|ประกาศ|คู่มือ|"
    "นโยบาย|มาตรการ|แนวปฏิบัติ|ประมวล)"
)


def items(year: int) -> tuple[Item, ...]:
    """All items of a fiscal year (Buddhist Era), in their order; none when the year is unknown."""
    return years.of(year).items


def known_texts() -> tuple[str, ...]:
    """The official wordings of all years: names of items, and what each item must show."""
    known = [years.of(year) for year in years.listed_years()]
    names = [item.name for year in known for item in year.items]
    shown = [text for year in known for text in year.elements.values() if text]
    return tuple(dict.fromkeys([*names, *shown]))


def elements(item: Item) -> tuple[str, ...]:
    """What an item must show, as its year's list words it; none where no source was found."""
    return tuple(years.elements_of(years.of(item.year), item.number))


def by_name(name: str, year: int) -> Item | None:
    """The item with this name; blanks, digits, an OIT number before and a year after are free."""
    return years.of(year).by_key.get(_key(name))


def nearest(name: str, year: int) -> tuple[Item, float] | None:
    """The item whose name is nearly this one, and how near it is (0 to 1), or None.

    What begins as a plan, a report or the like is never taken for an item of another kind.
    """
    return _nearest(_key(name), years.of(year))


def _nearest(key: str, year: Year) -> tuple[Item, float] | None:
    if key in year.by_key:
        return year.by_key[key], 1.0
    kinds = _kinds(key)
    names = [other for other in year.by_key if _may_be(kinds, other)]
    begun = [other for other in names if other.startswith(key)]
    near = alike.nearest(key, names, _NEAR) or alike.nearest(key, begun, _NEAR_BROKEN_OFF)
    return (year.by_key[near[0]], near[1]) if near else None


def _kinds(key: str) -> list[str]:
    found, at = [], 0
    while match := _KIND.match(key, at):
        found.append(match[1])
        at = match.end()
    return found


def _may_be(kinds: list[str], other: str) -> bool:
    """Whether a name of these kinds may be misspelt for another; one of no kind may be for any."""
    return not kinds or any(
        one.startswith(kind) or kind.startswith(one) for one in _kinds(other) for kind in kinds
    )


def named(name: str, year: int) -> Item | None:
    """The item with this name, or the one that has nearly this name, or None."""
    near = nearest(name, year)
    return near[0] if near else None


def in_report(issue: str, analysed: Year, reported: Year) -> Named:
    """What an issue names in a report of one year that analyses the one before."""
    key = _key(issue)
    found = _nearest(key, analysed)
    item = found[0] if found else None
    if key in analysed.by_key or key in reported.by_key:
        return Named(item)
    if other := _of_other_year(key, analysed.year):
        # A name of some other year may be right in one whose list is not known.
        return Named(item or reported_item(other, analysed.year), None, other) if (
            analysed.items) else Named()  # fmt: skip
    near = max(filter(None, (found, _nearest(key, reported))), key=lambda p: p[1], default=None)
    return Named(item, near and near[0])


def _of_other_year(key: str, year: int) -> Item | None:
    """The item of this name in the list nearest to a year, of equally near ones the earlier."""
    by_distance = sorted(years.listed_years(), key=lambda one: (abs(one - year), one))
    names = (years.of(one).by_key for one in by_distance)
    return next((found[key] for found in names if key in found), None)


def reported_item(item: Item, year: int) -> Item | None:
    """What an item of the year analysed became in the year reported, or None.

    It is the item of the same name; where the name changed or two items were joined, the one that
    ``data/items_joined.csv`` names, with its reason.
    """
    same = by_name(item.name, year)
    number = years.of(year).joined.get((item.year, item.number))
    return same or next((other for other in items(year) if other.number == number), None)


def label_number(text: str) -> str | None:
    """The item that a label alone means, as ``o42``, or None.

    Known: o42, O 42, OIT 42, OIT42, 042, ๐๔๒, ข้อ ๐๔๒, ITA042; a zero is taken for the letter o.
    """
    match = _NUMBER.fullmatch(fold(text))
    return _label(match["number"]) if match else None


def mistyped_label(text: str) -> tuple[str, str] | None:
    """A label in a text that was typed with a zero for its letter: ``("๐๔๒", "o42")``, or None."""
    match = _MISTYPED.search(text)
    label = _label(match["typed"][1:]) if match else None
    return (match["typed"], label) if match and label else None


def _label(digits: str) -> str | None:
    return f"o{int(digits)}" if int(digits) else None


def _key(name: str) -> str:
    if not _DIGIT.search(name):
        return fold_tight(name)
    text = fold(name)
    label = _NUMBER.match(text)
    return _YEAR_AFTER.sub("", fold_tight(text[label.end() :] if label else text))
