"""The wording of single texts."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ita_xlsx.checks.check import Words, at_cells, at_label
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import texts as rules
from ita_xlsx.findings.measures import CUT_TEXT, NEAR_LIMIT
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns
from ita_xlsx.official.columns import FREE_TEXTS, KEYS
from ita_xlsx.official.meaning import for_each
from ita_xlsx.official.oit import mistyped_label
from ita_xlsx.thai.text import Oddity, oddities
from ita_xlsx.thai.width import shorten
from ita_xlsx.thai.words import LETTERS, LONGEST_WORD, sure_words
from ita_xlsx.xlsx.limits import CELL_LENGTH, CUT

# A broken ำ and invisible characters are fixed by the reader, which reports them.
RULE_OF_KIND: dict[str, Rule] = {
    "replacement_char": rules.LOST_LETTER,
    "private_use": rules.PRIVATE_GLYPH,
    "html_tag": rules.HTML_TAG,
    "misordered_marks": rules.MISORDERED_MARKS,
    "lost_sara_am": rules.LOST_SARA_AM,
    "mixed_digits": rules.MIXED_DIGITS,
    "doubled_abbreviation_dot": rules.DOUBLED_DOT,
    "word_twice": rules.WORD_TWICE,
    "phrase_twice": rules.PHRASE_TWICE,
    "alternative_twice": rules.ALTERNATIVE_TWICE,
}

# Behind this a text is so long that its end may have been cut by the program it came from.
NEARLY_FULL = 32_000

_AT_FIRST = Sentence("ไม่มีขั้นตอนที่ 1 ขั้นตอนแรก", "Step 1 is missing: first")
_AFTER = Sentence("หลังขั้นตอนที่ {step}", "After step {step}")

_SHOWN = 3  # of each kind in one cell
_QUOTED = 60  # cells of a terminal
_CONTEXT = 8  # letters around what is too short to be found by itself
_SHORT = 3
# What is between blanks. A pattern of blanks, mark, blanks would take hours on a long word.
_WORD = re.compile(r"\S+")
_RUN = re.compile(rf"[{LETTERS}]+|\s+|[^\s{LETTERS}]+")
_IN_ADDRESSES = ("://", "www.")
_LINE_NUMBER = re.compile(r"^[^\S\n]*\(?([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])", re.MULTILINE)


def odd_cells(read: Columns) -> Iterator[Finding]:
    """Odd places in the texts of measures: one finding a cell and kind."""
    for key in FREE_TEXTS:
        of_cells = for_each(odd_places, read.values(key))
        found = {kind for kinds in of_cells if kinds for kind in kinds}
        # In the order of the rules, so that a file's findings do not depend on other files.
        for kind in (kind for kind in RULE_OF_KIND if kind in found):
            hits = [kinds.get(kind) if kinds else None for kinds in of_cells]
            yield from at_cells(read, RULE_OF_KIND[kind], key, hits)


def odd_labels(read: Columns) -> Iterator[Finding]:
    """Odd places in the texts above the table."""
    for submission in read.submissions:
        for key in submission.label_cells:
            for kind, words in (odd_places(submission.labels.get(key, "")) or {}).items():
                yield at_label(RULE_OF_KIND[kind], submission, key, words)


def zero_for_o(text: str) -> Words | None:
    """An OIT number with a zero in place of its letter: ข้อ ๐๔๒."""
    found = mistyped_label(text) if "๐" in text or "0" in text else None
    return None if found is None else {"found": found[0], "better": found[1]}


def near_limit(read: Columns) -> Iterator[Finding]:
    """A text that nearly fills its cell, or that no cell holds."""
    for key in KEYS:
        texts = read.values(key)
        if max(map(len, texts), default=0) < NEARLY_FULL:
            continue
        for rule, shortest, longest in (
            (NEAR_LIMIT, NEARLY_FULL, CELL_LENGTH),
            (CUT_TEXT, CELL_LENGTH + 1, sys.maxsize),
        ):
            hits = [
                {"length": len(text), "limit": CELL_LENGTH}
                if shortest <= len(text) <= longest and not text.endswith(CUT)
                else None
                for text in texts
            ]
            yield from at_cells(read, rule, key, hits)


def step_numbers(steps: str) -> Words | None:
    """Numbers at the beginning of lines that jump; a list within a list may begin at one."""
    open_lists = [0]
    for typed in _LINE_NUMBER.findall(steps):
        number = int(typed)
        while number != open_lists[-1] + 1 and number != 1 and len(open_lists) > 1:
            open_lists.pop()
        if number == open_lists[-1] + 1:
            open_lists[-1] = number
        elif number == 1:
            open_lists.append(1)
        else:
            last = open_lists[-1]
            return {"after": _AFTER.fill(step=last) if last else _AT_FIRST, "number": number}
    return None


def odd_places(text: str) -> dict[str, Words] | None:
    """The words of the finding of each kind of odd place in a text (``RULE_OF_KIND``)."""
    found = oddities(text) if text else ()
    if not found:
        return None
    addresses = [
        match.span()
        for match in _WORD.finditer(text)
        if any(mark in match[0] for mark in _IN_ADDRESSES)
    ]
    starts = [first for first, _ in addresses]
    kinds: dict[str, list[Oddity]] = {}
    for oddity in found:
        before = bisect_right(starts, oddity.start)
        if not before or oddity.start >= addresses[before - 1][1]:
            kinds.setdefault(oddity.kind, []).append(oddity)
    return {
        kind: {
            "found": _quoted(_in_context(text, oddity) for oddity in same),
            "better": _quoted(oddity.better or "" for oddity in same),
        }
        for kind, same in kinds.items()
        if kind in RULE_OF_KIND
    }


def _quoted(words: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(words))
    return ", ".join(f"“{shorten(word, _QUOTED)}”" for word in distinct[:_SHOWN])


def _in_context(text: str, oddity: Oddity) -> str:
    if len(oddity.found) > _SHORT or oddity.kind == "html_tag":
        return oddity.found
    start = oddity.start
    for word in reversed(_words_before(text, start)):
        start -= len(word)
        if oddity.start - start >= _CONTEXT:
            break
    return " ".join(text[start : oddity.end + _CONTEXT].split())


def _words_before(text: str, end: int) -> list[str]:
    """What is before a place on its line, cut between words; no more than is quoted."""
    line = text[max(0, end - LONGEST_WORD - _CONTEXT) : end].rpartition("\n")[2]
    return [word for run in _RUN.findall(line) for word in sure_words(run)]
