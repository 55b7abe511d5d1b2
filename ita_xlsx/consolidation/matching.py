"""Which measure of one round is which of another: by OIT item, wording and owner.

Nothing here knows which round is the older one: with the two exchanged the same pairs are found.
Numbers and the order of the rows say nothing either.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, TypeVar

from ita_xlsx.model.comparison import Reported
from ita_xlsx.official import oit
from ita_xlsx.official.columns import COMPARED
from ita_xlsx.official.names.organisations import organisation_key
from ita_xlsx.official.names.owners import Owners
from ita_xlsx.thai import alike
from ita_xlsx.thai.alike import likeness
from ita_xlsx.thai.text import fold_tight

# Measured on the official lists of 2565 and 2566 (each item's name and what it must show) and on
# copies of a published report with words changed at random (tests/tools/measure_likeness.py);
# docs/compare.md has the figures. No pair that was made from SURE on was wrong; below LEAST hardly
# one was right.
SURE = 0.79
LEAST = 0.55

# The weight of each part. What either leaves empty has none.
_ISSUE, _STEPS, _OWNER = 0.55, 0.4, 0.05
# Names of different items are alike by nature (รายงานผล...ประจำปี), so this counts half.
_OTHER_ITEM = 0.5

# Of so many equal pairs the best are chosen; where there are more, they are taken in order.
_MOST_EQUALS = 40_000
# A measure is compared with few others, which may be taken; the rest is matched again, so often.
_MOST_PASSES = 8

# What agrees besides decides between equals.
_OTHERS = tuple(key for key in COMPARED if key not in ("issue", "steps", "responsible"))

# The year moves on with the round.
_YEAR = re.compile(r"25\d\d")


@dataclass(frozen=True)
class Pair:
    """The places of two measures that are probably the same, and how alike they are (0 to 1)."""

    old: int
    new: int
    score: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should check it."""
        return self.score < SURE


class _Likeness(NamedTuple):
    """What a measure is matched by.

    ``place`` is its place among those given, ``rank`` that in the order of all their texts.
    """

    place: int
    rank: int
    organisation: str
    item: str
    issue: str
    steps: str
    owners: frozenset[str]
    others: tuple[str, ...]

    @property
    def key(self) -> Hashable:
        """Measures with the same key are alike in everything."""
        return self.item or self.issue, self.steps, self.owners

    @property
    def text(self) -> str:
        """All by which others are found that may be the same."""
        return "\n".join((self.item, self.issue, self.steps))


class _Match(NamedTuple):
    score: float
    old: _Likeness
    new: _Likeness


def match(old: Sequence[Reported], new: Sequence[Reported]) -> tuple[Pair, ...]:
    """Pair the measures of two rounds, each with at most one, the most alike first.

    Only measures of the same organisation are paired, when either round has several. Pairs less
    alike than ``LEAST`` are none. Equals are decided by what else agrees, then by their texts.
    """
    target = _latest_year([*old, *new])
    olds, news = _likenesses(old, target), _likenesses(new, target)
    by_name = any(len({one.organisation for one in side}) > 1 for side in (olds, news))
    blocks = _grouped(news, lambda one: one.organisation if by_name else "")
    matches = [
        found
        for name, block in _grouped(olds, lambda one: one.organisation if by_name else "").items()
        for found in _match_block(block, blocks.get(name, []))
    ]
    pairs = (Pair(one.old.place, one.new.place, one.score) for one in matches)
    return tuple(sorted(pairs, key=lambda pair: pair.new))


def owner_key(owners: Owners) -> frozenset[str]:
    """Who is responsible, whatever the spelling.

    Divisions by their official names (also for their heads and sub-units), ``*`` for everyone;
    others by their own names.
    """
    everyone = {"*"} if owners.everyone else set()
    outside = {fold_tight(one) for one in owners.outside}
    return frozenset({*owners.divisions, *everyone, *outside} - {""})


def _match_block(olds: Sequence[_Likeness], news: Sequence[_Likeness]) -> list[_Match]:
    """Match one organisation's measures: first those alike in everything, then the rest."""
    found = _best(_equals(olds, news))
    for _ in range(_MOST_PASSES):
        taken = {one.old.place for one in found}, {one.new.place for one in found}
        olds = [one for one in olds if one.place not in taken[0]]
        news = [one for one in news if one.place not in taken[1]]
        scored = (_Match(_score(*pair), *pair) for pair in _candidates(olds, news))
        more = _best(one for one in scored if one.score >= LEAST)
        if not more:
            break
        found += more
    return found


def _equals(olds: Sequence[_Likeness], news: Sequence[_Likeness]) -> Iterator[_Match]:
    by_key = _grouped(news, lambda one: one.key)
    for key, some in _grouped(olds, lambda one: one.key).items():
        others = by_key.get(key, [])
        if len(some) * len(others) <= _MOST_EQUALS:
            pairs: Iterable[tuple[_Likeness, _Likeness]] = product(some, others)
        else:
            # Very many equals are alike in everything that matters: the first goes with the first.
            pairs = zip(_ranked(some), _ranked(others), strict=False)
        yield from (_Match(1.0, *pair) for pair in pairs)


def _best(matches: Iterable[_Match]) -> list[_Match]:
    """The best matches, each measure in one; the order does not depend on which side is which."""

    def order(one: _Match) -> tuple[float, ...]:
        a, b = one.old, one.new
        agree = sum(x == y for x, y in zip(a.others, b.others, strict=True))
        return -one.score, -agree, abs(a.rank - b.rank), min(a.rank, b.rank)

    chosen: list[_Match] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for one in sorted(matches, key=order):
        if one.old.place not in taken_old and one.new.place not in taken_new:
            chosen.append(one)
            taken_old.add(one.old.place)
            taken_new.add(one.new.place)
    return chosen


def _candidates(
    olds: Sequence[_Likeness], news: Sequence[_Likeness]
) -> Iterator[tuple[_Likeness, _Likeness]]:
    """The pairs worth scoring: each measure with the few others that share its rarest letters."""
    olds, news = _ranked(olds), _ranked(news)
    texts = [one.text for one in olds], [one.text for one in news]
    forth = alike.candidates(*texts)
    back = ((a, b) for b, a in alike.candidates(*reversed(texts)))
    yield from ((olds[a], news[b]) for a, b in {*forth, *back})


def _ranked(some: Iterable[_Likeness]) -> list[_Likeness]:
    return sorted(some, key=lambda one: one.rank)


def _score(one: _Likeness, other: _Likeness) -> float:
    """How alike two measures are: the weighted mean of the parts that both have."""
    parts = [(_ISSUE, _issue_score(one, other))]
    if one.steps and other.steps:
        parts.append((_STEPS, likeness(one.steps, other.steps)))
    if one.owners and other.owners:
        both = len(one.owners & other.owners) / len(one.owners | other.owners)
        parts.append((_OWNER, both))
    return round(sum(w * part for w, part in parts) / sum(w for w, _ in parts), 4)


def _issue_score(one: _Likeness, other: _Likeness) -> float:
    if one.item and one.item == other.item:
        return 1.0
    score = likeness(one.issue, other.issue)
    return score * _OTHER_ITEM if one.item and other.item else score


def _likenesses(measures: Sequence[Reported], target: int | None) -> list[_Likeness]:
    order = sorted(range(len(measures)), key=lambda place: _content(measures[place]))
    ranks = {place: rank for rank, place in enumerate(order)}
    return [
        _Likeness(
            place=place,
            rank=ranks[place],
            organisation=organisation_key(measure.organisation),
            item=_item_in(measure, target),
            issue=_wording(measure.texts["issue"]),
            steps=_wording(measure.texts["steps"]),
            owners=owner_key(measure.owners),
            others=(measure.division, *(measure.texts[key] for key in _OTHERS)),
        )
        for place, measure in enumerate(measures)
    ]


def _content(measure: Reported) -> tuple[str, ...]:
    """All texts but the number, to order equals by."""
    return (measure.division, *(measure.texts[key] for key in COMPARED))


def _wording(text: str) -> str:
    return _YEAR.sub("พศ", fold_tight(text))


def _latest_year(measures: Iterable[Reported]) -> int | None:
    """The latest year analysed of which the items are known."""
    analysed = {measure.fiscal_year - 1 for measure in measures if measure.fiscal_year}
    return max(filter(oit.items, analysed), default=None)


def _item_in(measure: Reported, target: int | None) -> str:
    """The measure's item under its number in the target year; empty where it has none there."""
    if target is None or measure.fiscal_year is None:
        return ""
    year = measure.fiscal_year - 1
    item = next((item for item in oit.items(year) if item.number == measure.oit), None)
    for following in filter(oit.items, range(year + 1, target + 1)):
        item = item and oit.reported_item(item, following)
    return item.number if item else ""


_Key = TypeVar("_Key", bound=Hashable)


def _grouped(
    some: Iterable[_Likeness], key: Callable[[_Likeness], _Key]
) -> dict[_Key, list[_Likeness]]:
    groups: dict[_Key, list[_Likeness]] = defaultdict(list)
    for one in some:
        groups[key(one)].append(one)
    return groups
