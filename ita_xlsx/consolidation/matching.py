"""Which measure of one round is which of another: by OIT item, wording and owner.

Nothing here knows which round is the older one: with the two exchanged the same pairs are found.
Numbers and the order of the rows say nothing either.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TypeVar

from ita_xlsx.model import Reported
from ita_xlsx.official import oit
from ita_xlsx.official.columns import COMPARED
from ita_xlsx.official.owners import Owners
from ita_xlsx.thai.text import fold_tight

# Measured on the official lists of 2565 and 2566 (each item's name and what it must show), on a
# published report against both and on copies of it with words changed at random; docs/compare.md
# has the figures. No pair that was made from SURE on was wrong; below LEAST hardly one was right.
SURE = 0.8
LEAST = 0.5

# How much each part tells. What either leaves empty tells nothing.
_ISSUE, _STEPS, _OWNER = 0.5, 0.4, 0.1
# Names of different items are alike by nature (รายงานผล...ประจำปี), so this counts half.
_OTHER_ITEM = 0.5

# So many pairs are all compared; more only where they have rare letters in common.
_ALL_PAIRS = 40_000
_RARE_GRAMS = 16
_MOST_WITH_GRAM = 100
_MOST_RIVALS = 8
# Rivals take each other's likes; what they leave is looked at again, so often at most.
_MOST_PASSES = 8

# What agrees besides decides between equals.
_OTHERS = tuple(key for key in COMPARED if key not in ("issue", "steps", "responsible"))

# The year moves on with the round.
_YEAR = re.compile(r"25\d\d")
_KINDS_OF_ORGANISATION = (
    ("องค์การบริหารส่วนตำบล", "อบต"),
    ("องค์การบริหารส่วนจังหวัด", "อบจ"),
    ("เทศบาลตำบล", "ทต"),
    ("เทศบาลเมือง", "ทม"),
    ("เทศบาลนคร", "ทน"),
)


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
    """What a measure is matched by; grams are runs of three letters."""

    item: str
    issue: str
    issue_grams: frozenset[str]
    steps: str
    steps_grams: frozenset[str]
    owners: frozenset[str]
    others: tuple[str, ...]
    rank: int

    @property
    def key(self) -> Hashable:
        """Measures with the same key are alike in everything."""
        return self.item or self.issue, self.steps, self.owners

    @property
    def grams(self) -> frozenset[str]:
        """All that can be looked for; the item is one of them."""
        return self.issue_grams | self.steps_grams | {f"item {self.item}"}


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
    olds: Sequence[int],
    news: Sequence[int],
    old: Sequence[_Likeness],
    new: Sequence[_Likeness],
) -> list[Pair]:
    """Match one organisation's measures: first those alike in everything, then the rest."""
    found = _greedy(_equal_pairs(olds, news, old, new), old, new)
    for _ in range(_MOST_PASSES):
        rest = _without(found, olds, news)
        more = _match_rest(*rest, old, new)
        found += more
        if not more or len(rest[0]) * len(rest[1]) <= _ALL_PAIRS:
            break
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
        few = len(ours) * len(theirs) <= _ALL_PAIRS
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
    """Every pair worth scoring: all of them, or those that share their rarest letters."""
    if len(olds) * len(news) <= _ALL_PAIRS:
        return product(olds, news)
    forth = _rivals(olds, news, old, new)
    back = ((a, b) for b, a in _rivals(news, olds, new, old))
    return {*forth, *back}


def _rivals(
    places: Sequence[int], others: Sequence[int], mine: Sequence[_Likeness],
    theirs: Sequence[_Likeness],
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """For each measure those others that share most of its rarest grams."""
    index: dict[str, list[int]] = defaultdict(list)
    for other in sorted(others, key=lambda place: theirs[place].rank):
        for gram in theirs[other].grams:
            index[gram].append(other)
    for place in places:
        known = sorted((len(index[g]), g) for g in mine[place].grams if g in index)
        votes: Counter[int] = Counter()
        for _, gram in known[:_RARE_GRAMS]:
            votes.update(index[gram][:_MOST_WITH_GRAM])
        best = sorted(votes, key=lambda other: (-votes[other], theirs[other].rank))
        yield from ((place, other) for other in best[:_MOST_RIVALS])


def _score(one: _Likeness, other: _Likeness) -> float:
    """How alike two measures are: the mean of what both tell, by weight."""
    parts = [(_ISSUE, _issue_score(one, other))]
    if one.steps and other.steps:
        parts.append((_STEPS, _dice(one.steps_grams, other.steps_grams)))
    if one.owners and other.owners:
        both = len(one.owners & other.owners) / len(one.owners | other.owners)
        parts.append((_OWNER, both))
    return round(sum(w * part for w, part in parts) / sum(w for w, _ in parts), 4)


def _issue_score(one: _Likeness, other: _Likeness) -> float:
    if one.item and one.item == other.item:
        return 1.0
    alike = _dice(one.issue_grams, other.issue_grams)
    return alike * _OTHER_ITEM if one.item and other.item else alike


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice what two sets share, by the size of both: 0 to 1."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def _likenesses(measures: Sequence[Reported], target: int | None) -> list[_Likeness]:
    order = sorted(range(len(measures)), key=lambda place: _content(measures[place]))
    ranks = {place: rank for rank, place in enumerate(order)}
    return [_likeness(measure, target, ranks[place]) for place, measure in enumerate(measures)]


def _content(measure: Reported) -> tuple[str, ...]:
    """All texts but the number, to order equals by."""
    return (measure.division, *(measure.texts[key] for key in COMPARED))


def _likeness(measure: Reported, target: int | None, rank: int) -> _Likeness:
    issue, steps = (_wording(measure.texts[key]) for key in ("issue", "steps"))
    return _Likeness(
        item=_item_in(measure, target),
        issue=issue,
        issue_grams=_grams(issue),
        steps=steps,
        steps_grams=_grams(steps),
        owners=owner_key(measure.owners),
        others=(measure.division, *(measure.texts[key] for key in _OTHERS)),
        rank=rank,
    )


@lru_cache(maxsize=1 << 14)
def _wording(text: str) -> str:
    return _YEAR.sub("พศ", fold_tight(text))


@lru_cache(maxsize=1 << 14)
def _grams(text: str) -> frozenset[str]:
    """The runs of three letters, with what stands at the beginning and the end told apart."""
    padded = f"^^{text}$" if text else ""
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def _latest_year(measures: Iterable[Reported]) -> int | None:
    """The latest year analysed of which the items are known."""
    years = {measure.fiscal_year - 1 for measure in measures if measure.fiscal_year}
    return max(years & set(oit.YEARS), default=None)


def _item_in(measure: Reported, target: int | None) -> str:
    """The measure's item under its number in the target year; empty where it has none there."""
    if target is None or measure.fiscal_year is None:
        return ""
    return _moved_on(measure.oit, measure.fiscal_year - 1, target)


@lru_cache(maxsize=1 << 10)
def _moved_on(number: str, year: int, target: int) -> str:
    item = next((item for item in oit.items(year) if item.number == number), None)
    for following in range(year + 1, target + 1):
        item = item and oit.reported_item(item, following)
    return item.number if item else ""


def _organisation(measure: Reported) -> str:
    name = fold_tight(measure.organisation)
    for long, short in _KINDS_OF_ORGANISATION:
        name = name.replace(long, short)
    return name


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
