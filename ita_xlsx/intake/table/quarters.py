"""Marks under the columns of quarters, and what they say."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from ita_xlsx.thai.text import fold

# Letters and signs by which a person marks a cell; of the letters the last are ticks in Wingdings.
_MARKS = frozenset("xX×vV√/*•PRüþ")
_WORDS = frozenset(("1", "true", "จริง", "ใช่"))
# Boxes and circles left empty, and what says no.
_NO_MARKS = frozenset("☐□◻◽▢⬜○◯⚪❌✗✘❎⛔🚫")
_ARROWS = range(0x2190, 0x2200), range(0x27F0, 0x2800), range(0x2900, 0x2980)
_DRAWN_ARROW = re.compile(r"<?[-–—=─━]+>|<[-–—=─━]+")
# The letters of a symbol font may come as characters of their own: U+F0FC is ü in Wingdings.
_SYMBOL_FONT = 0xF000
_MOST_SIGNS = 2


def is_mark(text: str) -> bool:
    """Whether a text is what a person would call a mark: ✓, ●, x, /, an arrow, TRUE, 1."""
    signs = "".join(text.split())
    if fold(signs) in _WORDS or _DRAWN_ARROW.fullmatch(signs):
        return True
    return 0 < len(signs) <= _MOST_SIGNS and all(map(_marks, signs))


def _marks(sign: str) -> bool:
    code = ord(sign)
    if _SYMBOL_FONT < code <= _SYMBOL_FONT + 0xFF:
        return chr(code - _SYMBOL_FONT) in _MARKS
    symbol = category(sign) == "So" or any(code in block for block in _ARROWS)
    return sign in _MARKS or (symbol and sign not in _NO_MARKS)


def quarter_name(quarter: int) -> str:
    """The name of a quarter of the year, as a deadline has it."""
    return f"ไตรมาส {quarter}"


def written_out(quarters: Iterable[int]) -> str:
    """Some quarters as a deadline: ``ไตรมาส 1 - 2, ไตรมาส 4``."""
    return ", ".join(
        quarter_name(first) + (f" - {last}" if last > first else "")
        for first, last in runs(sorted(set(quarters)))
    )


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as runs of neighbours: 1, 2, 4 gives (1, 2), (4, 4)."""
    if not numbers:
        return
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last
            start = number
        last = number
    yield start, last
