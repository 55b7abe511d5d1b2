"""The items of the open-data test (OIT) by fiscal year, found by their names.

Numbers and even names change every year, and colleges and hospitals use other lists under the
same numbers: so an item is matched by its name. Source: the NACC's OIT lists of each year, kept
in ``data/oit_YEAR.csv``; a year without such a file has no items.
"""

import re
from functools import cache
from typing import NamedTuple

from ita_xlsx.official.data_files import read_table
from ita_xlsx.thai import alike
from ita_xlsx.thai.text import fold, fold_tight

# The fiscal years (Buddhist Era) of which the list is known.
YEARS: tuple[int, ...] = (2565, 2566)


class Item(NamedTuple):
    """One item of a fiscal year (Buddhist Era): ``o42``, its official name, its indicator."""

    number: str
    name: str
    indicator: str
    year: int


class _List(NamedTuple):
    """The items of a year; what each number must show; what became of items of other years.

    ``joined`` is {(year, number) of another year: the number in this one}.
    """

    items: tuple[Item, ...]
    by_key: dict[str, Item]
    elements: dict[str, str]
    joined: dict[tuple[int, str], str]


# Measured on the wordings in tests/unit/test_oit.py: names with a word missing or added reach 0.88
# with their own item; points to improve that are no item stay at 0.81 and below (รายงานการเงินประจำปี
# against รายงานผลการดำเนินงานประจำปี). A name that breaks off may be shorter: 0.76. With a letter
# wrong in any place, 11,260 of 11,274 names of 2565 and 2566 are found (not Q&A), and none is taken
# for another.
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
# How the list marks a wording whose end its source did not have.
_CUT = "(ข้อความต้นทางถูกตัด)"
# รายงานผลการดำเนินงานประจำปี ๒๕๖๕: the year is no part of the name.
_YEAR_AFTER = re.compile(r"(?<=ปี)(?:งบประมาณ)?(?:พศ)?25\d\d$")


def items(year: int) -> tuple[Item, ...]:
    """All items of a fiscal year (Buddhist Era), in their order; none when the year is unknown."""
    return _list_of(year).items


def known_texts() -> tuple[str, ...]:
    """The official wordings of all years: names of items, and what each item must show."""
    names = [item.name for year in YEARS for item in items(year)]
    elements = [text for year in YEARS for text in _list_of(year).elements.values() if text]
    return tuple(dict.fromkeys([*names, *elements]))


def elements(item: Item) -> tuple[str, ...]:
    """What an item must show, as its year's list words it; none where no source was found."""
    listed = _list_of(item.year).elements.get(item.number, "")
    return tuple(one.replace(_CUT, "").strip() for one in listed.split("|") if one.strip())


def by_name(name: str, year: int) -> Item | None:
    """The item with this name; blanks, digits, an OIT number before and a year after are free."""
    return _list_of(year).by_key.get(_key(name))


def nearest(name: str, year: int) -> tuple[Item, float] | None:
    """The item whose name is nearly this one, and how near it is (0 to 1), or None."""
    key, names = _key(name), _list_of(year).by_key
    if key in names:
        return names[key], 1.0
    begun = [other for other in names if other.startswith(key)]
    near = alike.nearest(key, names, _NEAR) or alike.nearest(key, begun, _NEAR_BROKEN_OFF)
    return (names[near[0]], near[1]) if near else None


def named(name: str, year: int) -> Item | None:
    """The item with this name, or the one that has nearly this name, or None."""
    near = nearest(name, year)
    return near[0] if near else None


def reported_item(item: Item, year: int) -> Item | None:
    """What an item of the year analysed became in the year reported, or None.

    It is the item of the same name; where the name changed or two items were joined, the one that
    ``data/items_joined.csv`` names, with its reason.
    """
    same = by_name(item.name, year)
    number = _list_of(year).joined.get((item.year, item.number))
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


# The lists that come with the program, read when a year is first asked for.
@cache
def _list_of(year: int) -> _List:
    rows = read_table(f"oit_{year}.csv")
    items = [Item(row["number"], row["name_th"], row["indicator"], year) for row in rows]
    return _List(
        items=tuple(items),
        by_key={fold_tight(item.name): item for item in items},
        elements={row["number"]: row["elements"] for row in rows},
        joined={
            (int(row["year"]), row["number"]): row["joined_number"]
            for row in read_table("items_joined.csv")
            if int(row["joined_year"]) == year
        },
    )
