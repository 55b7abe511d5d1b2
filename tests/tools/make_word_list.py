"""Makes ita_xlsx/thai/data/words.txt.gz from two word lists that PyThaiNLP carries.

The list of PyThaiNLP itself is CC0 1.0. The list of ICU (Unicode License) is the one by which
LibreOffice breaks lines: with its words in, a place that we call sure is sure there too.

    pip install pythainlp
    python tests/tools/make_word_list.py

The same list gives the same bytes. Update the version in data/README.md afterwards.
"""

from __future__ import annotations

import gzip
import re
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).parents[2] / "ita_xlsx" / "thai" / "data" / "words.txt.gz"

# Entries with blanks, dots, hyphens or digits are phrases and abbreviations: a line may break
# inside them. Longer entries are sayings and ceremonial names.
WORD = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]{2,24}")


def main() -> None:
    from pythainlp.corpus import thai_icu_words, thai_words

    words = sorted(filter(WORD.fullmatch, thai_words() | thai_icu_words()))
    TARGET.write_bytes(gzip.compress(grouped(words).encode("utf-8"), 9, mtime=0))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


def grouped(words: list[str]) -> str:
    """One line for all words that begin with the same three letters: ``กฎห|มาย|มู่|``."""
    lines = []
    for start, group in groupby(words, key=lambda word: word[:3]):
        rests = [word[3:] for word in group]
        lines.append(start if len(start) < 3 else f"{start}|{'|'.join(rests)}|")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
