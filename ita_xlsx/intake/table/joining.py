"""Joining a text that page breaks have cut over several rows."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ita_xlsx.official.oit import known_texts
from ita_xlsx.thai.numerals import to_arabic_digits

# How many letters on each side of a seam must agree with a known text.
SEAM = 8
_NUMBERED = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]+)*[.)]|[-•–*])\s*\S")
_NOT_THAI_EDGE = re.compile(r"[0-9๐-๙A-Za-z)\]\"”]")


def join(parts: Sequence[str], known: Iterable[str]) -> str:
    """The parts of one text in one, as it was before it was cut.

    A numbered item starts a new line. Elsewhere the seam gets a blank or none, whichever gives a
    wording that stands in ``known`` or in the official list; where neither does, none between
    Thai letters, which are written without blanks, and one beside digits and Latin letters.
    """
    texts = [part for part in parts if part]
    if len(texts) < 2:
        return "".join(texts)
    whole = texts[0]
    corpus = "\n".join([*map(to_arabic_digits, known), _official()])
    for part in texts[1:]:
        whole += _seam(whole, part, corpus) + part
    return whole


def _seam(left: str, right: str, corpus: str) -> str:
    if _NUMBERED.match(right):
        return "\n"
    for seam in ("", " "):
        if to_arabic_digits(left[-SEAM:] + seam + right[:SEAM]) in corpus:
            return seam
    return " " if _NOT_THAI_EDGE.match(left[-1]) or _NOT_THAI_EDGE.match(right[0]) else ""


# Made from the official lists when the first text is joined: 1 ms.
@cache
def _official() -> str:
    return to_arabic_digits("\n".join(known_texts()))
