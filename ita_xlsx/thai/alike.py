"""How alike texts are: near names, texts that are nearly equal, and which of many to compare.

Texts are compared letter by letter as they are given; give keys (``text.fold_tight``) where blanks,
marks and the style of digits shall not count. tests/tools/measure_likeness.py prints what the
thresholds of the callers were chosen by.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import Indel, Postfix, Prefix

# Two texts are nearly equal when they differ in one place, by at most a tenth of the longer.
_NEARLY = 0.9

# A run of letters by which texts find each other, how many of a text's rarest runs are looked up,
# how many texts each leads to, and how many a text is compared with in the end. So 3,998 of 4,000
# measures found themselves in a copy with three tenths of the words of their steps changed.
_RUN = 3
_RAREST = 16
_MOST_WITH_RUN = 100
_MOST_CANDIDATES = 16


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: the part of all their letters that they share in order."""
    return Indel.normalized_similarity(one, other)


def nearest(text: str, choices: Iterable[str], at_least: float) -> tuple[str, float] | None:
    """The choice that is most like a text, and how much (0 to 1), of equals the first.

    None when no choice is so much alike as ``at_least``.
    """
    scorer = Indel.normalized_similarity
    found = process.extractOne(text, list(choices), scorer=scorer, score_cutoff=at_least)
    return found and (found[0], found[1])


def same_letters(one: str, other: str) -> int:
    """How many letters of two texts agree from their beginnings on."""
    return Prefix.similarity(one, other)


def nearly_equal(one: str, other: str) -> bool:
    """Whether two texts are equal, or differ in one place by a tenth of the longer at most."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _NEARLY * longer:
        return False
    same = same_letters(one, other)
    same += min(Postfix.similarity(one, other), shorter - same)
    return same >= _NEARLY * longer


def candidates(texts: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each text, as pairs of places, the few others that share the most of its rarest runs.

    Time and memory are in proportion to the texts, whatever is in them.
    """
    holders: Counter[str] = Counter()
    index: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(others):
        runs = _runs(text)
        holders.update(runs)
        for run in runs:
            if holders[run] <= _MOST_WITH_RUN:
                index[run].append(place)
    for place, text in enumerate(texts):
        rarest = sorted((run for run in _runs(text) if run in index), key=holders.__getitem__)
        votes: dict[int, float] = defaultdict(float)
        for run in rarest[:_RAREST]:
            weight = 1 / holders[run]
            for other in index[run]:
                votes[other] += weight
        yield from ((place, o) for o in nlargest(_MOST_CANDIDATES, votes, key=votes.__getitem__))


def _runs(text: str) -> dict[str, int]:
    """The runs of letters in a text, each once; what begins and ends it is no run within it."""
    padded = f"^{text}$"
    return dict.fromkeys([padded[at : at + _RUN] for at in range(len(padded) - _RUN + 1)], 1)
