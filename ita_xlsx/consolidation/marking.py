"""Two versions of a text, with the words marked that are gone and that are new."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel

from ita_xlsx.model.comparison import Piece
from ita_xlsx.thai.text import fold
from ita_xlsx.thai.words import LETTERS, sure_words

# So many parts are compared one by one; more are taken as rewritten, so that no text can take
# minutes.
_MOST_PARTS = 600
# So many letters nearly always make more parts than that: they are not even cut into words.
_MOST_LETTERS = 6_000

# A phrase takes the blanks after it along: alone, they would be what two texts agree in.
_PHRASE = re.compile(r"^\s+|\S+\s*")
_RUN = re.compile(rf"[{LETTERS}]+|[A-Za-z]+|[0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*|.", re.DOTALL)
_THAI = re.compile(f"[{LETTERS}]")


def marked_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts; words that differ in spelling of digits or blanks are the same.

    Joined, the pieces give back both texts exactly.
    """
    pieces: list[Piece] = []
    # Only phrases that differ are cut into words, which is slow.
    for same, before, after in _aligned(_PHRASE.findall(old), _PHRASE.findall(new)):
        if same:
            pieces.append(Piece("same", before, after))
        elif max(len(before), len(after)) > _MOST_LETTERS:
            pieces += _differing([(False, before, after)])
        else:
            pieces += _differing(_aligned(_words(before), _words(after)))
    return tuple(_joined(_without_lone_blanks(pieces)))


def _words(text: str) -> list[str]:
    words: list[str] = []
    for run in _RUN.findall(text):
        words += sure_words(run) if _THAI.match(run) else [run]
    return words


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches of two texts in parts, and whether they are the same."""
    if max(len(old), len(new)) > _MOST_PARTS:
        yield False, "".join(old), "".join(new)
        return
    steps = Indel.opcodes([fold(part) for part in old], [fold(part) for part in new])
    for same, group in groupby(steps, key=lambda step: step.tag == "equal"):
        some = list(group)
        before = old[some[0].src_start : some[-1].src_end]
        yield same, "".join(before), "".join(new[some[0].dest_start : some[-1].dest_end])


def _differing(stretches: Iterable[tuple[bool, str, str]]) -> Iterator[Piece]:
    for same, old, new in stretches:
        # Blanks alone are no words.
        if same or not (old.strip() or new.strip()):
            yield Piece("same", old, new)
            continue
        if old:
            yield Piece("gone", old, "")
        if new:
            yield Piece("new", "", new)


def _without_lone_blanks(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A blank between two changes belongs to both: words side by side read better."""
    for place, piece in enumerate(pieces):
        around = pieces[place - 1 : place] and pieces[place + 1 : place + 2]
        lone = piece.mark == "same" and not piece.old.strip() and around
        if lone and all(p.mark != "same" for p in (pieces[place - 1], pieces[place + 1])):
            yield from (Piece("gone", piece.old, ""), Piece("new", "", piece.new))
        else:
            yield piece


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours that differ become one piece gone and one piece new."""
    for same, group in groupby(pieces, key=lambda piece: piece.mark == "same"):
        some = list(group)
        old, new = "".join(p.old for p in some), "".join(p.new for p in some)
        if same:
            yield Piece("same", old, new)
        else:
            yield from _differing([(False, old, new)])
