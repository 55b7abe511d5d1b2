"""Texts made ready to be compared, and whether two are nearly the same."""

from functools import lru_cache
from itertools import takewhile
from operator import eq

from ita_xlsx.thai.text import fold_tight

# Two texts are nearly equal when they differ in one place, by at most a tenth of the longer.
_NEARLY = 0.9


@lru_cache(maxsize=1 << 11)
def tight(text: str) -> str:
    """``fold_tight``, remembered: several checks compare the same texts."""
    return fold_tight(text)


def nearly_equal(one: str, other: str) -> bool:
    """Whether two texts are equal, or differ in one place by a tenth of the longer at most."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _NEARLY * longer:
        return False
    same = same_letters(one, other)
    same += min(same_letters(one[::-1], other[::-1]), shorter - same)
    return same >= _NEARLY * longer


def same_letters(one: str, other: str) -> int:
    """How many letters of two texts agree from their beginnings on."""
    return sum(takewhile(bool, map(eq, one, other)))
