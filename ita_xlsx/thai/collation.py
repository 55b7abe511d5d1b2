"""The order of Thai words in the dictionary."""

import re

from ita_xlsx.thai.text import fold

# ็ ่ ้ ๊ ๋ ์ decide only between words that are otherwise the same.
_LATE_MARK = re.compile("[\u0e47-\u0e4c]")
_NO_LATE_MARK = re.compile("[^\u0e47-\u0e4c]")
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")


def sort_key(text: str) -> tuple[str, str, str]:
    """Return a key that sorts texts as the Royal Institute's dictionary does.

    By consonant, ก to ฮ; a vowel written before its consonant counts after it; tone marks, ็ and
    ์ count only where all else is equal, the first difference first. Texts are compared folded
    (digits of both kinds are equal, and come before Latin, which comes before Thai); texts that
    fold to the same are kept in one fixed order by their code points.
    """
    folded = fold(text)
    letters = _LATE_MARK.sub("", folded)
    marks = _NO_LATE_MARK.sub(" ", folded) if len(letters) < len(folded) else ""
    return _LEADING_VOWEL.sub(r"\2\1", letters), marks, text
