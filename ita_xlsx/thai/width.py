"""How many cells a text takes in a terminal."""

import re
from typing import Literal
from unicodedata import category, east_asian_width

_ELLIPSIS = "..."  # not "…", which is missing from code pages of older consoles
_LEADING_VOWELS = frozenset("เแโใไ")
# Thai and ASCII text with its quotes and dashes: only the marks above and below take no cell.
_COMMON = re.compile("[ -~ก-ฺ฿-๛\u2010-\u2027]*")
_MARK = re.compile("[ัิ-ฺ็-๎]")
_NO_CELL = frozenset({"Mn", "Me", "Cc", "Cf"})  # marks, controls, zero-width characters


def display_width(text: str) -> int:
    """Return the number of terminal cells that `text` takes: marks 0, East Asian wide letters 2."""
    if _COMMON.fullmatch(text):
        return len(text) - len(_MARK.findall(text))
    return sum(map(_cells, text))


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Return `text` filled with blanks to `width` cells; a wider text is returned as it is."""
    blanks = " " * (width - display_width(text))
    return text + blanks if align == "left" else blanks + text


def shorten(text: str, width: int) -> str:
    """Return `text`, cut to at most `width` cells with "..." at its end if it is wider.

    A consonant keeps its marks, its ำ and the vowel written before it.
    """
    if display_width(text) <= width:
        return text
    room = width - len(_ELLIPSIS)
    end = used = 0
    for start, stop in _clusters(text):
        used += display_width(text[start:stop])
        if used > room:
            break
        end = stop
    return text[:end].rstrip() + _ELLIPSIS[: max(width, 0)]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each piece of `text` that must not be cut."""
    starts = [
        at
        for at, letter in enumerate(text)
        if at == 0 or not (letter == "ำ" or _cells(letter) == 0 or text[at - 1] in _LEADING_VOWELS)
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _cells(letter: str) -> int:
    if category(letter) in _NO_CELL:
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
