"""Where Thai text, which has no blanks between words, may be broken.

The word list and its licence are described in ``data/README.md``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

# Letters and marks that spell words. ฯ ๆ ฿ and Thai digits are left out: no break is sure there.
LETTERS = "ก-ฮะ-ฺเ-ๅ็-๎"

LONGEST_WORD = 24  # characters

# A leading vowel, its consonant and all that is above, below or after it; or any character.
# The signs that may not begin a line stay with what they follow, though a row of dots may break.
_CLUSTER = re.compile("(?:[เ-ไ]{0,2}[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?[็-๎]*|[ะ-ฺๅ][็-๎]*|.)[ๆฯ.,)]{0,2}", re.DOTALL)

_WORD_LIST = Path(__file__).with_name("data") / "words.txt.gz"
_UNKNOWN = 1_000  # costs more than any number of known words in a run


def clusters(text: str) -> tuple[str, ...]:
    """The smallest parts of ``text`` that may be apart in print; joined they are the text."""
    return tuple(_CLUSTER.findall(text))


# Words come again in every text: 0.1 ms and more a run, 0.3 s of 600 merged forms.
@lru_cache(maxsize=1 << 15)
def sure_words(run: str) -> tuple[str, ...]:
    """Cut a run of Thai letters where every program would cut it.

    Fewest words means longest words, so other word breakers cut there too. Where the list does
    not know a name or a misspelt word, none can say how they cut it and its neighbours: these
    stay in one piece.

    Args:
        run: letters and marks only (:data:`LETTERS`).

    Returns:
        The pieces in order; joined they are the run.
    """
    return _joined(run, lambda known, was_known: known and was_known)


def possible_words(run: str, longest: int) -> tuple[str, ...]:
    """Cut a run of Thai letters into words of at most ``longest`` characters, and unknown rests."""
    return _joined(run, lambda known, was_known: known or was_known, longest)


def _joined(
    run: str, may_cut: Callable[[bool, bool], bool], longest: int = LONGEST_WORD
) -> tuple[str, ...]:
    pieces: list[str] = []
    was_known = False
    for part, known in _fewest_words(run, longest):
        if pieces and not may_cut(known, was_known):
            pieces[-1] += part
        else:
            pieces.append(part)
        was_known = known
    return tuple(pieces)


def _fewest_words(run: str, longest: int) -> list[tuple[str, bool]]:
    """The way through a run with the least unknown clusters, then the fewest words.

    Returns:
        The parts of the run, each a word of the list (True) or an unknown cluster (False).
    """
    ends = [match.end() for match in _CLUSTER.finditer(run)]
    best = {len(run): (0, len(run))}
    for start, end in zip(reversed([0, *ends[:-1]]), reversed(ends), strict=True):
        stops = [stop for stop in _word_ends(run, start, longest) if stop in best]
        ways = [(best[stop][0] + 1, stop) for stop in stops]
        best[start] = min([*ways, (best[end][0] + _UNKNOWN, end)])
    parts: list[tuple[str, bool]] = []
    start = 0
    while start < len(run):
        cost, stop = best[start]
        parts.append((run[start:stop], cost - best[stop][0] < _UNKNOWN))
        start = stop
    return parts


def _word_ends(run: str, start: int, longest: int) -> list[int]:
    known, last = _word_list(), min(start + min(longest, LONGEST_WORD), len(run))
    ends = [start + 2] if start + 2 <= last and run[start : start + 2] in known else []
    rests = known.get(run[start : start + 3])
    if rests:
        stops = range(start + 3, last + 1)
        ends += [stop for stop in stops if f"|{run[start + 3 : stop]}|" in rests]
    return ends


# Read on first use, because few commands wrap text: 15 ms.
@cache
def _word_list() -> dict[str, str]:
    """The words by their first three letters: what may follow these, each between strokes.

    A text for each of 65,000 words would take three times as much memory.
    """
    lines = gzip.decompress(_WORD_LIST.read_bytes()).decode("utf-8").split("\n")
    return {line[:3]: line[3:] for line in lines}
