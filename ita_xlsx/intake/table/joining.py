"""Joining a text that page breaks have cut over several rows, and proving that it was cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ita_xlsx.official.oit import known_texts
from ita_xlsx.thai.numerals import to_arabic_digits

# How many letters on each side of a seam must agree with a known text, or but whole words after it;
# and how many there must be.
SEAM = 8
SHORTEST = 4
# Of the texts of a table so many letters are known, and so many seams are tried: a page break has
# one in each column, and each is searched for in all letters (50 µs).
MOST_LETTERS = 200_000
MOST_SEAMS = 4_000

_DIGITS = "[0-9๐-๙]"
_ITEM = re.compile(rf"\s*(?:({_DIGITS}{{1,2}}(?:\.{_DIGITS}{{1,3}}){{0,4}})[.)]|([-•–*]))\s*\S")
# What no text ends with: ร้อยละ ๖๐, ชื่อ (นาย...
_UNFINISHED = re.compile(r"(?:ร้อยละ|และ|หรือ|ได้แก่|เช่น|[,(])$")


class Seams:
    """The seams of one table; ``texts`` are those of its cells."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._known: str | None = None
        self._left = MOST_SEAMS

    def join(self, parts: Sequence[str]) -> str:
        """The parts of one text in one: what is proved to be cut as it was, else by line ends."""
        whole = ""
        for part in filter(None, parts):
            seam = self._between(whole, part) if whole else ""
            whole += ("\n" if seam is None else seam) + part
        return whole

    def proved(self, left: str, right: str) -> bool:
        """Whether the second text is certain to go on with the first."""
        if not left or not right:
            return False
        if _goes_on_with_list(left, right) or _UNFINISHED.search(left[-SEAM:]):
            return True
        return self._between(left, right) is not None

    def _between(self, left: str, right: str) -> str | None:
        """What stood at a seam; None where nothing proves it. An item of a list begins a line."""
        if _ITEM.match(right):
            return None
        tail = left[-SEAM:].rpartition("\n")[2]
        if self._left > 0 and min(len(tail), len(right)) >= SHORTEST:
            self._left -= 1
            for seam in ("", " "):
                if to_arabic_digits(tail + seam + _head(right)) in self._corpus():
                    return seam
        return " " if _UNFINISHED.search(left[-SEAM:]) else None

    def _corpus(self) -> str:
        if self._known is None:
            letters = 0
            known = [_official()]
            for text in dict.fromkeys(self._texts):
                letters += len(text)
                if letters > MOST_LETTERS:
                    break
                known.append(to_arabic_digits(text))
            self._known = "\n".join(known)
        return self._known


def _head(text: str) -> str:
    """The first letters of a text, or its first words when a blank comes right after them."""
    head = text[:SEAM]
    words = head.rpartition(" ")[0].rstrip()
    return words if len(words) >= SHORTEST else head


def _goes_on_with_list(left: str, right: str) -> bool:
    """Whether a text is the item that follows the last one of a list, or has the same bullet."""
    item = _ITEM.match(right)
    items = [found for line in left.split("\n") if (found := _ITEM.match(line))]
    if item is None or not items:
        return False
    last = items[-1]
    return item[2] == last[2] if item[2] or last[2] else _numbers(item[1]) in _next(last[1])


def _next(number: str) -> Iterator[tuple[int, ...]]:
    """The numbers that may follow one in a list: 1.2.1, 1.3 and 2 follow 1.2."""
    parts = _numbers(number)
    yield (*parts, 1)
    for size in range(len(parts)):
        yield (*parts[:size], parts[size] + 1)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


# Made from the official lists when the first text is joined: 1 ms.
@cache
def _official() -> str:
    return to_arabic_digits("\n".join(known_texts()))
