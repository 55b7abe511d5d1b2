"""Which measure of one round is which of another: by OIT item, wording and owner.

Nothing here knows which round is the older one: with the two exchanged the same pairs are found.
Numbers and the order of the rows say nothing either.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from ita_xlsx.model import Reported
from ita_xlsx.official import oit
from ita_xlsx.official.columns import COMPARED
from ita_xlsx.official.organisations import organisation_key
from ita_xlsx.official.owners import Owners
from ita_xlsx.thai import alike
from ita_xlsx.thai.alike import likeness
from ita_xlsx.thai.text import fold_tight

# Measured on the official lists of 2565 and 2566 (each item's name and what it must show) and on
# copies of a published report with words changed at random (tests/tools/measure_likeness.py);
# docs/compare.md has the figures. No pair that was made from SURE on was wrong; below LEAST hardly
# one was right.
SURE = 0.79
LEAST = 0.55

# How much each part tells. What either leaves empty tells nothing.
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
        """Whether a person should look at it."""
        return self.score < SURE


@dataclass(frozen=True)
class _Likeness:
    """What a measure is matched by; ``rank`` is its place in the order of all texts."""

    item: str
    issue: str
    steps: str
    owners: frozenset[str]
    others: tuple[str, ...]
    rank: int

    @property
    def key(self) -> Hashable:
        """Measures with the same key are alike in everything."""
        return self.item or self.issue, self.steps, self.owners

    @property
    def text(self) -> str:
        """All by which others are found that may be the same."""
        return "\n".join((self.item, self.issue, self.steps))


def match(old: Sequence[Reported], new: Sequence[Reported]) -> tuple[Pair, ...]:
    """Pair the measures of two rounds, each with at most one, the most alike first.

    Only measures of the same organisation are paired, when either round has several. Pairs less
    alike than ``LEAST`` are none. Equals are decided by what else agrees, then by their texts.
    """
    target = _latest_year([*old, *new])
    by_name = len({_organisation(m) for m in old}) > 1 or len({_organisation(m) for m in new}) > 1
    likes = _likenesses(old, target), _likenesses(new, target)
    blocks = [_grouped(side, _organisation if by_name else _anywhere) for side in (old, new)]
    pairs: list[Pair] = []
    for name in blocks[0].keys() & blocks[1].keys():
        pairs += _match_block(blocks[0][name], blocks[1][name], *likes)
    return tuple(sorted(pairs, key=lambda pair: pair.new))


def owner_key(owners: Owners) -> frozenset[str]:
    """Who is responsible, whatever the spelling.

    Divisions by their official names (also for their heads and sub-units), ``*`` for everyone;
    others by their own names.
    """
    everyone = {"*"} if owners.everyone else set()
    outside = {fold_tight(one) for one in owners.outside}
    return frozenset({*owners.divisions, *everyone, *outside} - {""})


def _match_block(
    olds: Sequence[int], news: Sequence[int], old: Sequence[_Likeness], new: Sequence[_Likeness]
) -> list[Pair]:
    """Match one organisation's measures: first those alike in everything, then the rest."""
    found = _greedy(_equal_pairs(olds, news, old, new), old, new)
    for _ in range(_MOST_PASSES):
        more = _match_rest(*_without(found, olds, news), old, new)
        if not more:
            break
        found += more
    return found


def _without(
    found: Sequence[Pair], olds: Sequence[int], news: Sequence[int]
) -> tuple[list[int], list[int]]:
    taken_old, taken_new = {pair.old for pair in found}, {pair.new for pair in found}
    return [p for p in olds if p not in taken_old], [p for p in news if p not in taken_new]


def _match_rest(
    olds: Sequence[int], news: Sequence[int], old: Sequence[_Likeness], new: Sequence[_Likeness]
) -> list[Pair]:
    scored = (Pair(a, b, _score(old[a], new[b])) for a, b in _candidates(olds, news, old, new))
    return _greedy((pair for pair in scored if pair.score >= LEAST), old, new)


def _equal_pairs(
    olds: Sequence[int], news: Sequence[int], old: Sequence[_Likeness], new: Sequence[_Likeness]
) -> Iterator[Pair]:
    by_key = _by(news, lambda place: new[place].key)
    for key, ours in _by(olds, lambda place: old[place].key).items():
        theirs = by_key.get(key, [])
        few = len(ours) * len(theirs) <= _MOST_EQUALS
        # Very many equals are alike in everything that matters: the first goes with the first.
        ours = ours if few else sorted(ours, key=lambda place: old[place].rank)
        theirs = theirs if few else sorted(theirs, key=lambda place: new[place].rank)
        pairs = product(ours, theirs) if few else zip(ours, theirs, strict=False)
        yield from (Pair(a, b, 1.0) for a, b in pairs)


def _greedy(
    pairs: Iterable[Pair], old: Sequence[_Likeness], new: Sequence[_Likeness]
) -> list[Pair]:
    """The best pairs, each measure in one; the order does not depend on which side is which."""

    def order(pair: Pair) -> tuple[float, ...]:
        a, b = old[pair.old], new[pair.new]
        agree = sum(x == y for x, y in zip(a.others, b.others, strict=True))
        return -pair.score, -agree, abs(a.rank - b.rank), min(a.rank, b.rank)

    chosen: list[Pair] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for pair in sorted(pairs, key=order):
        if pair.old not in taken_old and pair.new not in taken_new:
            chosen.append(pair)
            taken_old.add(pair.old)
            taken_new.add(pair.new)
    return chosen


def _candidates(
    olds: Sequence[int], news: Sequence[int], old: Sequence[_Likeness], new: Sequence[_Likeness]
) -> Iterable[tuple[int, int]]:
    """The pairs worth scoring: each measure with the few others that share its rarest letters."""
    olds = sorted(olds, key=lambda place: old[place].rank)
    news = sorted(news, key=lambda place: new[place].rank)
    texts = [old[place].text for place in olds], [new[place].text for place in news]
    forth = alike.candidates(*texts)
    back = ((a, b) for b, a in alike.candidates(*reversed(texts)))
    return {(olds[a], news[b]) for a, b in (*forth, *back)}


def _score(one: _Likeness, other: _Likeness) -> float:
    """How alike two measures are: the mean of what both tell, by weight."""
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
    return [_likeness(measure, target, ranks[place]) for place, measure in enumerate(measures)]


def _content(measure: Reported) -> tuple[str, ...]:
    """All texts but the number, to order equals by."""
    return (measure.division, *(measure.texts[key] for key in COMPARED))


def _likeness(measure: Reported, target: int | None, rank: int) -> _Likeness:
    return _Likeness(
        item=_item_in(measure, target),
        issue=_wording(measure.texts["issue"]),
        steps=_wording(measure.texts["steps"]),
        owners=owner_key(measure.owners),
        others=(measure.division, *(measure.texts[key] for key in _OTHERS)),
        rank=rank,
    )


def _wording(text: str) -> str:
    return _YEAR.sub("พศ", fold_tight(text))


def _latest_year(measures: Iterable[Reported]) -> int | None:
    """The latest year analysed of which the items are known."""
    years = {measure.fiscal_year - 1 for measure in measures if measure.fiscal_year}
    return max(years & set(oit.YEARS), default=None)


def _item_in(measure: Reported, target: int | None) -> str:
    """The measure's item under its number in the target year; empty where it has none there."""
    if target is None or measure.fiscal_year is None:
        return ""
    year = measure.fiscal_year - 1
    item = next((item for item in oit.items(year) if item.number == measure.oit), None)
    for following in range(year + 1, target + 1):
        item = item and oit.reported_item(item, following)
    return item.number if item else ""


def _organisation(measure: Reported) -> str:
    return organisation_key(measure.organisation)


def _anywhere(measure: Reported) -> str:
    return ""


def _grouped(measures: Sequence[Reported], key: Callable[[Reported], str]) -> dict[str, list[int]]:
    return _by(range(len(measures)), lambda place: key(measures[place]))


_Key = TypeVar("_Key", bound=Hashable)


def _by(places: Iterable[int], key: Callable[[int], _Key]) -> dict[_Key, list[int]]:
    groups: dict[_Key, list[int]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place)
    return groups
