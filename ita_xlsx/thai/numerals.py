"""Thai and Arabic digits, each put for the other without hurting an address or a Latin word."""

import re
from typing import Final

_THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC_DIGITS: Final = "0123456789"
_TO_THAI: Final = str.maketrans(_ARABIC_DIGITS, _THAI_DIGITS)
_TO_ARABIC: Final = str.maketrans(_THAI_DIGITS, _ARABIC_DIGITS)

_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_DIGITS: Final = "0-9๐-๙"
_DOMAINS: Final = "th|com|net|org|info|gov|edu|io|me|co|app|page|site|link|gl|ly|xyz"

# What is left as it is. A Latin word may begin with digits (5G, 2566-ITA), but "1." before a word
# is the number of an item. The lookbehinds and the {0,4} keep the time linear in the length.
_KEPT: Final = "|".join(
    (
        r"(?i:(?:https?|ftp|file)://|www\.)\S+",
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        rf"(?<![A-Za-z0-9.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?i:{_DOMAINS})"
        rf"(?:[/:?#]\S*)?(?![{_LATIN}{_DIGITS}])",
        rf"(?<![{_DIGITS}])[{_DIGITS}]*(?:[-_][{_DIGITS}]+){{0,4}}[-_]?[{_LATIN}]"
        rf"(?:[{_LATIN}{_DIGITS}_]|[-./&'+#@=%:](?=[{_LATIN}{_DIGITS}]))*",
    )
)
_KEPT_OR_THAI = re.compile(f"{_KEPT}|([๐-๙]+)")
_KEPT_OR_ARABIC = re.compile(f"{_KEPT}|([0-9]+)")
_ANY_THAI = re.compile("[๐-๙]")
_ANY_ARABIC = re.compile("[0-9]")
_ANY_LATIN = re.compile(f"[{_LATIN}]")


def to_thai_digits(text: str) -> str:
    """Return `text` with its Arabic digits as Thai ones.

    URLs, e-mail addresses and words with a Latin letter (o42, ITA2566, file-12.pdf, 5G) stay.
    """
    return _convert(text, _ANY_ARABIC, _KEPT_OR_ARABIC, _TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Return `text` with its Thai digits as Arabic ones; the same parts stay as they are."""
    return _convert(text, _ANY_THAI, _KEPT_OR_THAI, _TO_ARABIC)


def _convert(
    text: str, digit: re.Pattern[str], kept_or_digits: re.Pattern[str], table: dict[int, int]
) -> str:
    if not digit.search(text):
        return text
    if not _ANY_LATIN.search(text):
        return text.translate(table)
    return kept_or_digits.sub(lambda hit: hit[1].translate(table) if hit[1] else hit[0], text)
