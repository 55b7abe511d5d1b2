"""The items of the open-data test (OIT) by fiscal year, found by their names.

Numbers and even names change every year, and colleges and hospitals use other lists under the
same numbers: so an item is matched by its name. Source: the NACC's OIT lists of each year, kept
in ``data/oit_YEAR.csv``; a year without such a file has no items.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from ita_xlsx.official.data_files import read_table
from ita_xlsx.thai.text import fold, fold_tight

# The fiscal years (Buddhist Era) of which the list is known.
YEARS: tuple[int, ...] = (2565, 2566)


@dataclass(frozen=True)
class Item:
    """One item of a fiscal year (Buddhist Era): ``o42``, its official name, its indicator."""

    number: str
    name: str
    indicator: str
    year: int


# Measured on 66 wordings: names with a word missing, added or mistyped reach 0.83 with their own
# item; points to improve that are no item stay at 0.81 and below (รายงานการเงินประจำปี against
# รายงานผลการดำเนินงานประจำปี). A name that only breaks off may be shorter.
_NEAR = 0.82
_NEAR_BROKEN_OFF = 0.75
# Only the names that share the most stretches of three letters are compared letter by letter; a
# name with a letter wrong in every tenth place still shares a third of them. The counts of all
# names stand side by side in one number, a byte each (no key is longer than a byte counts): one
# sum counts for all of them.
_STRETCH = 3
_SHARED = 0.3
_LOOKED_AT = 5
# No name is longer; a paragraph is not worth comparing.
_LONGEST_NAME = 200
_REMEMBERED = 1 << 16

_NUMBER = re.compile(
    r"\(?\s*(?:ข้อ(?:ที่)?\s*)?(?:(?:oit|ita)[\s.:-]*+(?:ข้อ(?:ที่)?\s*+)?[o0]?|[o0])[\s.-]*+"
    r"(?P<number>\d{1,2})(?!\d)\s*\)?[\s.:]*"
)
_MISTYPED = re.compile(
    r"(?:ข้อ(?:ที่)?|OIT|ITA)[\s.:-]*(?P<typed>[0๐][0-9๐-๙]{2})(?![0-9๐-๙])", re.IGNORECASE
)
# How the list marks a wording whose end its source did not have.
_CUT = "(ข้อความต้นทางถูกตัด)"
# รายงานผลการดำเนินงานประจำปี ๒๕๖๕: the year is no part of the name.
_YEAR_BEHIND = re.compile(r"(?<=ปี)(?:งบประมาณ)?(?:พศ)?25\d\d$")


@cache
def items(year: int) -> tuple[Item, ...]:
    """All items of a fiscal year (Buddhist Era), in their order; none when the year is unknown."""
    return tuple(
        Item(row["number"], row["name_th"], row["indicator"], year)
        for row in read_table(f"oit_{year}.csv")
    )


def known_texts() -> tuple[str, ...]:
    """The official wordings of all years: names of items, and what each item must show."""
    rows = [row for year in YEARS for row in read_table(f"oit_{year}.csv")]
    names = [row["name_th"] for row in rows]
    return tuple(dict.fromkeys([*names, *(row["elements"] for row in rows if row["elements"])]))


@lru_cache(maxsize=1 << 8)
def elements(item: Item) -> tuple[str, ...]:
    """What an item must show, as its year's list words it; none where no source was found."""
    rows = read_table(f"oit_{item.year}.csv")
    listed = next((row["elements"] for row in rows if row["number"] == item.number), "")
    return tuple(one.replace(_CUT, "").strip() for one in listed.split("|") if one.strip())


def by_name(name: str, year: int) -> Item | None:
    """The item with this name; blanks, digits, an OIT number before and a year behind are free."""
    return _by_key(year).get(_key(name))


@lru_cache(maxsize=_REMEMBERED)
def nearest(name: str, year: int) -> tuple[Item, float] | None:
    """The item whose name is nearly this one, and how near it is (0 to 1), or None."""
    key = _key(name)
    if not key or len(key) > _LONGEST_NAME:
        return None
    names = _by_key(year)
    if key in names:
        return names[key], 1.0
    # No letter is too frequent to count.
    matcher = SequenceMatcher(None, "", key, autojunk=False)
    near = ((_nearness(matcher, other, key), names[other]) for other in _alike(key, year))
    best = max(near, key=lambda pair: pair[0], default=None)
    return (best[1], best[0]) if best and best[0] else None


def named(name: str, year: int) -> Item | None:
    """The item with this name, or the one that has nearly this name, or None."""
    exact = by_name(name, year)
    near = None if exact else nearest(name, year)
    return near[0] if near else exact


def reported_item(item: Item, year: int) -> Item | None:
    """What an item of the year analysed became in the year reported, or None.

    It is the item of the same name; where the name changed or two items were joined, the one that
    ``data/items_joined.csv`` names, with its reason.
    """
    same = by_name(item.name, year)
    number = _joined().get((item.year, item.number, year))
    return same or next((other for other in items(year) if other.number == number), None)


def label_number(text: str) -> str | None:
    """The item that a label alone means, as ``o42``, or None.

    Known: o42, O 42, OIT 42, OIT42, 042, ๐๔๒, ข้อ ๐๔๒, ITA042; the zeros stand for the letter o.
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


@cache
def _by_key(year: int) -> dict[str, Item]:
    return {fold_tight(item.name): item for item in items(year)}


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    text = fold(name)
    label = _NUMBER.match(text)
    return _YEAR_BEHIND.sub("", fold_tight(text[label.end() :] if label else text))


def _nearness(matcher: SequenceMatcher[str], official: str, key: str) -> float:
    """How near a name is to an official one, or 0 when it is not near enough."""
    least = _least(official, key)
    matcher.set_seq1(official)
    # The cheap upper bound comes first.
    for measure in (matcher.quick_ratio, matcher.ratio):
        if (nearness := measure()) < least:
            return 0.0
    return nearness


def _least(official: str, key: str) -> float:
    return _NEAR_BROKEN_OFF if official.startswith(key) else _NEAR


def _alike(key: str, year: int) -> list[str]:
    """The few names that share most stretches of letters with a key: a cheap look first."""
    counts_of, names = _stretches(year), tuple(_by_key(year))
    stretches = (key[at : at + _STRETCH] for at in range(len(key) - _STRETCH + 1))
    together = sum([counts_of.get(stretch, 0) for stretch in stretches])
    counts = together.to_bytes(len(names), "little")
    least = len(key) * _SHARED
    found = [place for place, count in enumerate(counts) if count >= least]
    found = [place for place in found if _may_be_near(names[place], key)]
    found.sort(key=counts.__getitem__, reverse=True)
    return [names[place] for place in found[:_LOOKED_AT]]


def _may_be_near(official: str, key: str) -> bool:
    """Whether the lengths of two names allow them to be near each other."""
    shorter, longer = sorted((len(official), len(key)))
    return 2 * shorter >= _least(official, key) * (shorter + longer)


@cache
def _stretches(year: int) -> dict[str, int]:
    """For each stretch of letters the names that hold it, a bit in the byte of each."""
    found: dict[str, int] = {}
    for place, name in enumerate(_by_key(year)):
        for stretch in {name[at : at + _STRETCH] for at in range(len(name) - _STRETCH + 1)}:
            found[stretch] = found.get(stretch, 0) | 1 << (8 * place)
    return found


@cache
def _joined() -> dict[tuple[int, str, int], str]:
    return {
        (int(row["year"]), row["number"], int(row["joined_year"])): row["joined_number"]
        for row in read_table("items_joined.csv")
    }
