"""Thai text as clerks type and paste it: fix it for print, fold it to compare, name its oddities.

`fix_text` changes as little as possible, because what is printed must be what was typed. `fold` and
`fold_tight` make keys that nobody reads. `oddities` only points at things; it changes nothing.
NFC and NFKC are of no use here: NFC leaves a decomposed ำ as it is, NFKC splits a correct one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import eq
from typing import Final

from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits

# --- the letters, as written inside [...] of a regular expression ---------------------------
_CONSONANTS: Final = "\u0e01-\u0e2e"
_LEADING_VOWELS: Final = "\u0e40-\u0e44"  # เ แ โ ใ ไ
_TONES: Final = "\u0e48-\u0e4b"
_MARK_VOWELS: Final = "\u0e31\u0e34-\u0e3a\u0e47"  # above or below the consonant
_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # everything above or below
_TAIL: Final = "\u0e30-\u0e3a\u0e47-\u0e4e"  # the marks, and ะ า ำ after the consonant
_THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_DIGITS: Final = "0-9๐-๙"
_NIKHAHIT: Final = "\u0e4d"

# The characters that nobody sees, by what they are for. They come with text pasted from web pages,
# chats, Word and PDFs. Unicode calls nearly all of them default ignorable; in place of U+FFFC there
# was a picture; Word's own controls (\x02, \x1f) have no place in a cell.
INVISIBLE: Final[Mapping[str, str]] = {
    "zero_width": "\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff",
    "direction": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "soft_hyphen": "\u00ad",
    "variation": "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef",
    "object": "\ufffc",
    "control": "\x00-\x08\x0e-\x1f\x7f\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f",
}
_INVISIBLE: Final = "".join(INVISIBLE.values())
_LINE_ENDS: Final = "\r\x0b\x0c\x85\u2028\u2029"
# Halves of letters and what is none: no XML may hold them, so no workbook would open with them.
_NO_LETTERS: Final = "\ud800-\udfff\ufffe\uffff"

# --- print -------------------------------------------------------------------------------------
_FIXABLE = re.compile(f"[{_INVISIBLE}{_LINE_ENDS}{_NO_LETTERS}\u00a0{_NIKHAHIT}]")
_NO_LETTER = re.compile(f"[{_NO_LETTERS}]")
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_SPLIT_SARA_AM = re.compile(f"{_NIKHAHIT}([{_TONES}]?)า")

# --- comparison --------------------------------------------------------------------------------
_FOLDED: Final = {
    **{chr(0x0E50 + digit): str(digit) for digit in range(10)},
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
}
_FOLDABLE = re.compile(f"[{''.join(_FOLDED)}]")
# No label, header or name of an item is longer in characters.
_SHORT: Final = 200
# Thai marks are kept by name: to `re` they are no part of a word.
_NOT_IN_A_NAME = re.compile(f"[^\\w{_MARKS}]+")

# ฤๅ and ฦๅ are right as they are; after any other letter ๅ is a mistyped า.
_MISTYPED_AA = re.compile(f"(?<=[\u0e01-\u0e23\u0e25\u0e27-\u0e2e{_TAIL}])ๅ+")
_DOUBLED_LEADING_VOWEL = re.compile(r"([แโใไ])\1+")
_TAIL_RUN = re.compile(f"[{_TAIL}]{{2,}}")
# Finds every text that `_in_order` would change, and few others. Looking back from two signs in a
# row is twice as fast as branching on what the first of them is.
_SIGN: Final = f"[{_TAIL}{_LEADING_VOWELS}]"
_DISORDER = re.compile(
    f"[ๅ{_NIKHAHIT}]|{_SIGN}{_SIGN}(?:(?<=[{_LEADING_VOWELS}][{_LEADING_VOWELS}])"
    f"|(?<=[{_MARK_VOWELS}][{_MARK_VOWELS}])|(?<=[\u0e48-\u0e4e][{_MARKS}])"
    f"|(?<=[ะาำ][าำ{_MARKS}])|(?<=ะะ))"
)
# The order in which the signs of one consonant are typed: vowel, tone or การันต์, ํ, then ะ า.
_RANKS: Final = {
    **dict.fromkeys("ัิีึืฺุู็", 0),
    **dict.fromkeys("่้๊๋์๎", 1),
    _NIKHAHIT: 2,
    **dict.fromkeys("ะา", 3),
}


def fix_text(text: str) -> str:
    """Return `text` as it is printed: the few repairs that alter nothing a reader can see.

    A decomposed ำ is joined (ํ, tone or none, า); invisible characters (``INVISIBLE``) are dropped;
    CR LF, CR and the line ends of other programs become LF; U+00A0 becomes a blank; what is no
    letter and no XML may hold becomes U+FFFD; blanks and line ends around the whole text go.
    Nothing else changes, and doing it twice changes nothing.
    """
    if _FIXABLE.search(text):
        text = _INVISIBLE_RUN.sub("", text).replace("\u00a0", " ")
        text = _LINE_END.sub("\n", text)
        text = _SPLIT_SARA_AM.sub(r"\1ำ", text)
        text = _NO_LETTER.sub("\ufffd", text)
    return text.strip()


def fold(text: str) -> str:
    """Return the key under which `text` is compared; never printed.

    On top of `fix_text`: เเ is แ; ๅ is า (but ฤๅ, ฦๅ stay); the signs of a consonant are in typing
    order (vowel, tone, then า ะ ำ) and none comes twice in a row; Thai digits are Arabic; letters
    are case-folded; dashes are "-"; curly quotes are straight; every run of blanks and line ends
    is one blank. Folding twice changes nothing.
    """
    text = _in_order(fix_text(text))
    text = _FOLDABLE.sub(lambda hit: _FOLDED[hit[0]], text)
    return " ".join(text.casefold().split())


def fold_tight(text: str) -> str:
    """Return `fold(text)` without blanks and punctuation, to match headers and names.

    Kept: letters and digits of any script, the Thai vowels and marks, and ๆ. Removed: everything
    else, which is blanks, punctuation (also "_" and "&"), symbols, and the abbreviation mark ฯ,
    so that `หน่วยตรวจฯ` is the beginning of `หน่วยตรวจสอบภายใน`. Doing it twice changes nothing.
    """
    return _short_tight(text) if len(text) <= _SHORT else _tight(text)


# The headers, labels and issues of a template come again in every file made from it: 600 forms
# hold 100,000 short texts to be matched, of which 300 differ, at 15 µs each.
@lru_cache(maxsize=1 << 13)
def _short_tight(text: str) -> str:
    return _tight(text)


def _tight(text: str) -> str:
    key = _NOT_IN_A_NAME.sub("", fold(text)).replace("_", "").replace("ฯ", "")
    return _in_order(key)


def _in_order(text: str) -> str:
    if not _DISORDER.search(text):
        return text
    text = _MISTYPED_AA.sub("า", text)
    text = _DOUBLED_LEADING_VOWEL.sub(r"\1", text.replace("เเ", "แ"))
    return _TAIL_RUN.sub(_tail_in_order, text)


def _tail_in_order(run: re.Match[str]) -> str:
    # ำ is sorted as the two signs that it is, so that a tone typed after it comes before it.
    signs = sorted(run[0].replace("ำ", f"{_NIKHAHIT}า"), key=_RANKS.__getitem__)
    return "".join(sign for sign, _ in groupby(signs)).replace(f"{_NIKHAHIT}า", "ำ")


# --- oddities ----------------------------------------------------------------------------------
# Right spelling -> what must not stand before it, because there the same letters without ำ are
# right (ราคา + สั่ง, จิตอาสา + นักเรียน). Only words and phrases that are never right with า in place
# of ำ: "ทาให้" may be paint, "แผนพัฒนาไปสู่" and "เสวนาเสนอ" hold a right นา, so those need more.
_SARA_AM_WORDS: Final = {
    "กำกับดูแล": "", "กำกับติดตาม": "", "กำลังคน": "", "กำหนด": "", "การกำจัด": "",
    "อัตรากำลัง": "", "คำนวณ": "", "คำนึงถึง": "", "คำแนะนำ": "รา", "คำร้อง": "รา", "คำสั่ง": "รา",
    "จำกัด": "เจร วา", "จำนวน": "", "จำแนก": "เจร วา", "จำเป็น": "เจร วา", "จำหน่าย": "เจร วา",
    "จิตสำนึก": "", "จัดทำข้อมูล": "", "จัดทำคู่มือ": "", "จัดทำโครงการ": "", "จัดทำประกาศ": "",
    "จัดทำแผน": "", "จัดทำมาตรการ": "", "จัดทำรายงาน": "", "จัดทำเอกสาร": "",
    "ชำนาญ": "", "ชำระค่า": "", "ชำระเงิน": "", "ชำระภาษี": "", "ชำระหนี้": "", "ชำรุด": "",
    "ซ้ำซ้อน": "", "ดำเนิน": "", "ต่ำกว่า": "", "ตำบล": "", "ตำรวจ": "", "ตำแหน่ง": "",
    "กระทำความผิด": "", "ทำงาน": "", "ทำเนียบ": "", "ทำให้เกิด": "ยา",
    "การนำเข้า": "", "การนำไป": "", "การนำเสนอ": "", "ให้นำไป": "", "สามารถนำไป": "",
    "บำนาญ": "", "บำบัด": "", "บำรุง": "", "บำเหน็จ": "",
    "ประจำเดือน": "", "ประจำตัว": "", "ประจำทุก": "", "ประจำปี": "", "ประจำวัน": "",
    "ผู้นำชุมชน": "", "ผู้นำท้องถิ่น": "", "พระราชดำริ": "", "ลำดับ": "ศา เว ป ศิ ตุ",
    "สำคัญ": "วิ", "สำนัก": "อา", "สำเนา": "", "สำรวจ": "", "สำเร็จ": "", "สำหรับ": "",
    "อำนวย": "", "อำนาจ": "", "อำเภอ": "",
}  # fmt: skip
_LOST_SARA_AM: Final = {word.replace("ำ", "า"): word for word in _SARA_AM_WORDS}

# Words that rightly meet themselves: หมู่บ้าน + บ้านโคก, ล้านล้านบาท, ผู้เรียน + เรียนรู้, S.M.M.E.
_MAY_MEET: Final = (
    "บ้าน", "หน้า", "คลอง", "หนอง", "เมือง", "ล้าน", "เรียน",
    "เอ็ม", "เอ็น", "เอ็ส", "อาร์", "ดับเบิลยู",
)  # fmt: skip

# An alternative begins at a blank or after one of these.
_LEAD_INS: Final = (
    "แบบ", "เป็น", "ได้แก่", "เช่น", "คือ", "โดย", "จาก", "ทาง", "ต่อ", "กับ", "ให้", "ใน", "ที่",
    "ของ", "ด้วย", "ผ่าน",
)  # fmt: skip
_CONJUNCTIONS: Final = "และ|หรือ|รวมถึง|รวมทั้ง|ตลอดจน"

_HTML_TAGS: Final = (
    "a|b|big|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup"
    "|table|tbody|td|th|thead|tr|u|ul"
)

# A phrase is what no word is as long as. A whole item is another's copy only when it is longer
# than the formulas that may well stand under two steps (ดำเนินการแล้วเสร็จตามแผนที่กำหนด).
_PHRASE_LENGTH: Final = 20
_ITEM_LENGTH: Final = 40


@dataclass(frozen=True)
class Oddity:
    """One odd place in a text: `text[start:end] == found`.

    `kind` is one of `ODDITY_KINDS`. `better` is what to put in place of `found`, or None where
    only the writer can know.
    """

    kind: str
    start: int
    end: int
    found: str
    better: str | None


_Find = Callable[[str], Iterator[tuple[int, int, str | None]]]


def oddities(text: str) -> tuple[Oddity, ...]:
    """Return what looks wrong in `text`, in the order of the text; the text is not changed.

    Positions count characters of `text` as it is given. A kind names one sort of mistake; each
    is meant to be silent on correct Thai. Identical texts give identical results, so whoever has
    a column of them asks once for each distinct text.
    """
    found: list[Oddity] = []
    if _RARE.search(text):
        found += _found(_RARE_FINDERS, text)
    start = 0
    for line in text.split("\n"):
        found += [
            replace(one, start=start + one.start, end=start + one.end)
            for one in _found(_LINE_FINDERS, line)
        ]
        start += len(line) + 1
    found += _found(_TEXT_FINDERS, text)
    return tuple(sorted(found, key=lambda oddity: (oddity.start, oddity.end)))


def _found(finders: Mapping[str, "_Find"], text: str) -> list[Oddity]:
    return [
        Oddity(kind, start, end, text[start:end], better)
        for kind, find in finders.items()
        for start, end, better in find(text)
    ]


def _matches(
    pattern: str,
    better: Callable[[str], str | None],
    may_match: Callable[[str], object] = lambda text: True,
) -> _Find:
    """Return a finder of every match of `pattern` for which `better` offers another text.

    `may_match` is a cheap test first: where it fails there is no match.
    """
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[tuple[int, int, str | None]]:
        if not may_match(text):
            return
        for hit in compiled.finditer(text):
            if (offer := better(hit[0])) != hit[0]:
                yield hit.start(), hit.end(), offer

    return find


def _lost_sara_am_pattern() -> str:
    """Return one pattern for all words, branching on the first letter: three times as fast."""
    branches = []
    for first, words in groupby(sorted(_SARA_AM_WORDS), key=lambda word: word[0]):
        rests = "|".join(
            "".join(f"(?<!{before}{first})" for before in _SARA_AM_WORDS[word].split())
            + word[1:].replace("ำ", "า")
            for word in words
        )
        branches.append(f"{first}(?<![{_LEADING_VOWELS}]{first})(?:{rests})")
    # A vowel sign after it makes the last consonant the first of another syllable.
    return f"(?:{'|'.join(branches)})(?![{_TAIL}])"


_MIXED_PAIR = re.compile("[๐-๙],?[0-9]|[0-9],?[๐-๙]")


def _one_style(number: str) -> str:
    """Return `number` in the digits it begins with."""
    return to_thai_digits(number) if number[0] >= "๐" else to_arabic_digits(number)


# A cheap test first: where do four letters come again within the length of a word?
_MAYBE_TWICE = re.compile(
    rf"(?=([{_CONSONANTS}{_LEADING_VOWELS}]...).{{0,{_PHRASE_LENGTH - 5}}}\1)"
)
# Behind ผู้ and นัก the word names who does it, and may then be done: ผู้บริหารบริหารงาน. A การ may
# close one word and the next open with the same verb: การจัดการจัดซื้อ.
_MEETING: Final = "|".join(word * 2 for word in _MAY_MEET)
_WORD_TWICE = re.compile(
    rf"(?<![{_LEADING_VOWELS}])(?<!ผู้)(?<!นัก)(?!{_MEETING})"
    rf"(?:(?!การ)([{_CONSONANTS}{_LEADING_VOWELS}][{_THAI}]{{3,{_PHRASE_LENGTH - 2}}}?)"
    rf"(?<![{_LEADING_VOWELS}])\1+(?![{_TAIL}])"
    rf"|(การ[{_THAI}]{{1,{_PHRASE_LENGTH - 4}}}?)\2+(?![{_THAI}]))"
)
_WORD_AGAIN = re.compile(
    rf"(?<!\S)(?=(?:[{_MARKS}ะาำๅๆ{_LEADING_VOWELS}]*[{_CONSONANTS}]){{4}})"
    rf"([{_THAI}]{{4,{_PHRASE_LENGTH - 1}}}+)(?:[ \t]+\1)+(?!\S)"
)


def _word_twice(text: str) -> Iterator[tuple[int, int, str | None]]:
    end = 0
    for maybe in _MAYBE_TWICE.finditer(text):
        if maybe.start() >= end and (hit := _WORD_TWICE.match(text, maybe.start())):
            end = hit.end()
            yield hit.start(), end, hit[1] or hit[2]
    words = text.split()
    if any(map(eq, words, words[1:])):
        for hit in _WORD_AGAIN.finditer(text):
            yield hit.start(), hit.end(), hit[1]


_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile(r"[^\W\d_]")  # not so in a row of dots to be filled in
_ITEM = re.compile(rf"\s*+(?:[-•*]|\(?[{_DIGITS}.]+[.)])?\s*+(.*)")
_BETWEEN_CLAUSES: Final = r"\s,;/()"
_CLAUSE_START = re.compile(
    f"(?:^|[{_BETWEEN_CLAUSES}])(?:{_CONJUNCTIONS})?(?=[^{_BETWEEN_CLAUSES}])"
)
_CLAUSE_HEAD = re.compile(
    f"[{_BETWEEN_CLAUSES}](?:{_CONJUNCTIONS})?(?=([^{_BETWEEN_CLAUSES}].{{7}}))"
)


def _phrase_twice(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield at most one: the longest phrase said twice in a row, or the longest item said twice.

    In a row means: between the two are at most blanks, a comma, a slash or a conjunction, and
    both begin a clause. A phrase that comes again elsewhere is how official Thai is written.
    """
    heads = _CLAUSE_HEAD.findall(f" {text}")
    twice = [*_phrases_in_a_row(text)] if len(set(heads)) < len(heads) else []
    if "\n" in text:
        twice += _items_again(text)
    yield from sorted(twice, key=lambda place: place[0] - place[1])[:1]


def _phrases_in_a_row(text: str) -> Iterator[tuple[int, int, str | None]]:
    for at, line in _lines(text):
        seen: dict[str, int] = {}
        for gap in _CLAUSE_START.finditer(line):
            again = gap.end()
            beginning = line[again : again + _PHRASE_LENGTH]
            first = seen.get(beginning, again)
            seen[beginning] = again
            phrase = line[first : gap.start()].rstrip(" \t,;/")
            said = len(phrase) >= _PHRASE_LENGTH and _LETTER.search(phrase)
            if said and line.startswith(phrase, again):
                yield at + first, at + again + len(phrase), phrase


def _items_again(text: str) -> Iterator[tuple[int, int, str | None]]:
    seen: set[str] = set()
    for at, line in _lines(text):
        item = _ITEM.match(line)
        if item and len(item[1]) >= _ITEM_LENGTH and _LETTER.search(item[1]):
            if item[1] in seen:
                yield at + item.start(1), at + item.end(1), None
            seen.add(item[1])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each line begins, and the line without the blanks at its end."""
    return ((line.start(), line[0].rstrip()) for line in _LINE.finditer(text))


_ALTERNATIVE_TWICE = re.compile(
    rf"(?:(?<![{_THAI}{_DIGITS}])|{'|'.join(f'(?<={word})' for word in _LEAD_INS)})"
    rf"([{_THAI}][{_THAI}{_DIGITS} ]{{3,39}}?) ?หรือ ?(?:[^\n]{{1,60}}?หรือ ?)?\1(?![{_THAI}])"
)

_OR = "หรือ"
_OFFERED = re.compile(f"{_OR} ?(.{{4}})")


def _alternative_twice(text: str) -> Iterator[tuple[int, int, str | None]]:
    # Cheap tests first: is what an หรือ offers also before that หรือ?
    if _OR in text and any(
        text.find(hit[1], 0, hit.start()) >= 0 for hit in _OFFERED.finditer(text)
    ):
        for hit in _ALTERNATIVE_TWICE.finditer(text):
            yield hit.start(), hit.end(), None


# Without one of these characters a text has none of the first kinds.
_RARE = re.compile(f"[<{_NIKHAHIT}{_INVISIBLE}\ufffd\ue000-\uf8ff]")
_RARE_FINDERS: Final[dict[str, _Find]] = {
    # ประจําปี: ำ as two characters, which look alike
    "broken_sara_am": _matches(f"(?:[{_CONSONANTS}][{_TONES}]?)?{_NIKHAHIT}[{_TONES}]?า", fix_text),
    "invisible": _matches(f"[{_INVISIBLE}]+", lambda _: ""),
    # from copied PDFs: which letter it was nobody knows
    "replacement_char": _matches("\ufffd+", lambda _: None),
    "private_use": _matches("[\ue000-\uf8ff]+", lambda _: None),
    # <p>, <br/>
    "html_tag": _matches(
        rf"(?i:</?(?:{_HTML_TAGS})(?:\s[^<>]{{0,200}})?/?>)",
        lambda found: "\n" if found[1:3].lower() == "br" else "",
    ),
}
# What these find is within one line.
_LINE_FINDERS: Final[dict[str, _Find]] = {
    # เเผน, ที่่, น้ำ with its tone after ำ
    "misordered_marks": _matches(
        f"[{_LEADING_VOWELS}]{{2,}}|[{_CONSONANTS}][{_TAIL}ๅ]+|[{_TAIL}ๅ]{{2,}}",
        # A split ำ alone is another kind.
        lambda found: (
            found if (joined := fix_text(found)) == (ordered := _in_order(joined)) else ordered
        ),
        _DISORDER.search,
    ),
    # ประจาปี, อานาจ: from copied PDFs too
    "lost_sara_am": _matches(_lost_sara_am_pattern(), _LOST_SARA_AM.__getitem__),
    # ๒๕61
    "mixed_digits": _matches(
        f"[{_DIGITS}]+(?:,[{_DIGITS}]{{3}}(?![{_DIGITS}]))*", _one_style, _MIXED_PAIR.search
    ),
    # พ.ศ..
    "doubled_abbreviation_dot": _matches(
        rf"[{_CONSONANTS}{_MARKS}]\.[{_CONSONANTS}]{{1,3}}\.\.(?!\.)",
        lambda found: found[:-1],
        lambda text: ".." in text,
    ),
    # ส่งเสริมส่งเสริม
    "word_twice": _word_twice,
    # รายเดือน หรือรายไตรมาส หรือรายเดือน
    "alternative_twice": _alternative_twice,
}
_TEXT_FINDERS: Final[dict[str, _Find]] = {
    # one long phrase, and at once the same phrase again
    "phrase_twice": _phrase_twice,
}
ODDITY_KINDS: Final = (*_RARE_FINDERS, *_LINE_FINDERS, *_TEXT_FINDERS)
