"""Texts that differ from the official wording by a few letters.

A clerk copies what an item must show from the NACC's manual, and a letter goes wrong:
ผู้ดำรงตำแหน่งทางการบริการ for ทางการบริหาร. Whoever rewords changes whole words, so only differences
of a few letters between two stretches that agree are found.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ita_xlsx.checks.check import Words
from ita_xlsx.official.oit import elements, known_texts, reported_item
from ita_xlsx.official.years import Item, unsure
from ita_xlsx.thai.alike import same_letters
from ita_xlsx.thai.text import fold, fold_tight
from ita_xlsx.thai.words import LONGEST_WORD, possible_words

# So many letters before and after a difference must agree.
_SEAM = 8
# The most letters that a typing error changes, leaves out or adds.
_CHANGED, _LEFT_OUT, _ADDED = 3, 5, 2
# Words that one may change, leave out or add without error.
_FREE = frozenset(
    {
        "และ", "หรือ", "ของ", "ใน", "ที่", "การ", "ได้", "ให้", "มี", "แล้ว", "ต่าง",
        "ต่างๆ", "ๆ", "ปี", "ตาม", "เป็น", "จะ", "ต้อง", "โดย", "กับ", "ทุก", "คือ",
        "จาก", "ต่อ", "ไป", "นี้", "นั้น", "ณ", "แก่", "ว่า", "ซึ่ง", "อัน", "ความ",
        "ผู้", "ด้วย", "ทั้ง", "อื่น",
    }
)  # fmt: skip
# Where an official wording has blanks or marks, or goes from letters to digits, a word ends.
_CHUNKS = re.compile(r"[\s/(),.\-]+|(?<=\d)(?=\D)|(?<=\D)(?=\d)")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile("[ก-๙]")


class _Official(NamedTuple):
    """What an item must show: its wordings without blanks, marks and differing digits.

    ``chunks`` are those of all wordings in ``whole``, in which line ends part the wordings;
    ``starts`` are the places in it where each stretch of letters is first.
    """

    texts: frozenset[str]
    whole: str
    chunks: tuple[str, ...]
    starts: dict[str, int]


class _Slip(NamedTuple):
    found: str
    better: str


def misspelt(text: str, item: Item | None, year: int | None) -> Words | None:
    """The first place where a text differs by a few letters from what its item must show."""
    if year is None or item is None:
        return None
    for line in text.splitlines():
        slip = _first_slip(line, item, year)
        if slip is not None:
            return {
                "found": slip.found, "better": slip.better, "item": item.number,
                "unsure": unsure(item),
            }  # fmt: skip
    return None


# Made from the official lists when an item is first met: 0.7 ms, for each measure that names it.
@lru_cache(maxsize=1 << 8)
def _official(item: Item, year: int) -> _Official | None:
    """What an item must show in the year analysed and the year reported."""
    reported = reported_item(item, year)
    shown = dict.fromkeys((*elements(item), *(elements(reported) if reported else ())))
    if not shown:
        return None
    wordings = [[*filter(None, map(_plain, _CHUNKS.split(fold(one))))] for one in shown]
    chunks = [chunk for wording in wordings for chunk in (*wording, "\n")]
    whole = "".join(chunks)
    last = len(whole) - _SEAM
    return _Official(
        texts=frozenset(map("".join, wordings)),
        whole=whole,
        chunks=tuple(chunks),
        starts={whole[at : at + _SEAM]: at for at in range(last, -1, -1)},
    )


# 5 ms for each item of which a wording is misspelt: the same slip is in file after file.
@lru_cache(maxsize=1 << 8)
def _word_ends(chunks: tuple[str, ...]) -> tuple[int, ...]:
    """The places where words end; only a slip that is found needs them."""
    words = (word for chunk in chunks for word in possible_words(chunk, LONGEST_WORD))
    return (0, *accumulate(map(len, words)))


def _plain(text: str) -> str:
    """A text to compare: years and counts differ rightly, so every digit is the same."""
    return _DIGIT.sub("0", fold_tight(text))


def _first_slip(line: str, item: Item, year: int) -> _Slip | None:
    """Walk a line and the official wordings side by side, from one agreeing stretch to the next."""
    official, text = _official(item, year), _plain(line)
    if official is None or text in official.texts:
        return None
    at, starts = 0, official.starts
    last = len(text) - _SEAM
    while at <= last:
        at = next((n for n in range(at, last + 1) if text[n : n + _SEAM] in starts), -1)
        if at < 0:
            return None
        place = starts[text[at : at + _SEAM]]
        known = official.whole[place:]
        same = same_letters(text[at : at + len(known)], known)
        here, there = at + same, place + same
        at = here + 1
        step = _resumes(text, here, official.whole, there)
        slip = _slip(text, here, step[0], official, there, step[1]) if step else None
        if slip is not None:
            return slip
    return None


def _resumes(text: str, here: int, official: str, there: int) -> tuple[int, int] | None:
    """How many letters to pass over in each text until both agree again, the fewest."""
    for more, less in _STEPS:
        seam = official[there + less : there + less + _SEAM]
        if len(seam) == _SEAM and text.startswith(seam, here + more):
            return more, less
    return None


# In the order of the letters passed over: (in the text, in the official wording).
_STEPS = sorted(
    {
        *((more, less) for more in range(_CHANGED + 1) for less in range(_CHANGED + 1)),
        *((0, less) for less in range(_LEFT_OUT + 1)),
        *((more, 0) for more in range(_ADDED + 1)),
    }
    - {(0, 0), (_CHANGED, 0)},
    key=lambda step: (max(step), sum(step)),
)


def _is_slip(found: str, better: str) -> bool:
    """Whether a difference looks like a typing error rather than another word or number."""
    if {found, better} & _FREE:
        return False
    return bool(_LETTER.search(found + better)) and not any(map(str.isdigit, found + better))


def _is_official(text: str, start: int, end: int) -> bool:
    """Whether the stretch around a place is so in some official wording."""
    return text[max(0, start - _SEAM) : end + _SEAM] in _all_official()


def _slip(
    text: str, here: int, more: int, official: _Official, there: int, less: int
) -> _Slip | None:
    """Both wordings of a slip, with the official words that it touches as a whole."""
    # What is left out or added may end as what is before it does: ป(ีงบป) is (ปีงบ)ป.
    while not (more and less) and _turns(text, here, more) and _turns(official.whole, there, less):
        here, there = here - 1, there - 1
    found, better = text[here : here + more], official.whole[there : there + less]
    if not _is_slip(found, better) or _is_official(text, here, here + more):
        return None
    ends = _word_ends(official.chunks)
    before = max(end for end in ends if end < there)
    after = min((end for end in ends if end > there + less), default=len(official.whole))
    left, right = there - before, after - there - less
    return _Slip(text[here - left : here + more + right], official.whole[before:after])


def _turns(text: str, at: int, length: int) -> bool:
    """Whether a stretch one letter to the left reads the same but for its turn."""
    return at > 0 and (length == 0 or text[at - 1] == text[at + length - 1])


# Made from the official lists when the first slip is found: 1 ms.
@cache
def _all_official() -> str:
    """All official wordings, to compare."""
    return "\n".join(map(_plain, known_texts()))
