"""Folding, digits and order, held against PyThaiNLP; where they part, the reason is here."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.util import (
    arabic_digit_to_thai_digit,
    collate,
    normalize,
    thai_digit_to_arabic_digit,
)

from ita_xlsx.thai.collation import sort_key
from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits
from ita_xlsx.thai.text import fold

WORDS = sorted(thai_words())
LATE_MARKS = re.compile("[็-์]")

consonant = st.sampled_from("กขคงจชตทนบปพมยรลวสหอ")
tone = st.sampled_from(["", "่", "้", "๊", "๋"])
mark_vowel = st.sampled_from(["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู"])
syllable = st.one_of(
    # เ-, แ-, โ-, ใ-, ไ-; the marks of one consonant; -ะ, -า, -ำ; a last consonant
    st.tuples(st.sampled_from("เแโใไ"), consonant, tone, st.sampled_from(["", "ะ", "า"])),
    st.tuples(consonant, mark_vowel, tone, consonant),
    st.tuples(consonant, tone, st.sampled_from("ะาำ")),
    st.tuples(consonant, st.just("็"), consonant),
    st.tuples(consonant, consonant, st.sampled_from(["", "ิ", "ุ"]), st.just("์")),
).map("".join)
word = st.lists(syllable, min_size=1, max_size=4).map("".join)

# How a right word gets typed or pasted wrong: what is looked for, and what stands there instead.
SLIPS = [
    (r"แ", "เเ"),
    (r"ำ", "\u0e4d\u0e32"),
    (r"([่-๋])ำ", "\u0e4d\\1\u0e32"),
    (r"([่-๋])([าำะ])", r"\2\1"),
    (r"([ัิ-ู])([่-์])", r"\2\1"),
    (r"([ัิ-ู่-์])", r"\1\1"),
    (r"([โใไ])", r"\1\1"),
    (r"(?<=[ก-ฮ])า", "ๅ"),
    (r"(?<=[ก-ฮ])(?=[ก-ฮ])", "\u200b"),
]


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str]:
    """Return a word, and the same word with slips in it."""
    right = draw(word)
    wrong = right
    for pattern, instead in draw(st.lists(st.sampled_from(SLIPS), max_size=2)):
        wrong = re.sub(pattern, instead, wrong, count=1)
    return right, wrong


@given(mistyped())
def test_mistyped_words_fold_to_what_pythainlp_makes_of_them(pair: tuple[str, str]) -> None:
    right, wrong = pair
    assert fold(wrong) == normalize(wrong) == right


@pytest.mark.parametrize("start", range(5))
def test_words_of_a_dictionary_fold_as_pythainlp_normalizes_them(start: int) -> None:
    words = WORDS[start::100]
    assert [fold(word) for word in words] == [normalize(word).casefold() for word in words]


@pytest.mark.parametrize(
    ("typed", "ours", "theirs", "reason"),
    [
        ("ก่้า", "ก่้า", "ก้า", "which of two tones was meant cannot be told, so both stay"),
        ("่กอง", "่กอง", "กอง", "a mark without a letter was typed: it is no less a difference"),
        ("ก ุ", "ก ุ", "กุ", "a blank before a mark: the text was cut there, not only mistyped"),
        ("ปลา าก", "ปลา าก", "ปลาก", "signs are doubled only when nothing stands between them"),
        ("ข้อ ๅ", "ข้อ ๅ", "ข้อ า", "ๅ behind no letter may be the digit ๑ mistyped"),
        ("รักษาู", "รักษูา", "รักษาู", "a mark behind า belongs to the consonant"),
        ("ก\u200dข\ufeff", "กข", "ก\u200dข\ufeff", "there are more zero-width characters"),
        ("ก\nข", "ก ข", "ก\nข", "line ends are blanks to a key"),
        ("ข้อ ๑ – ITA", "ข้อ 1 - ita", "ข้อ ๑ – ITA", "digits, dashes and case do not tell apart"),
    ],
)
def test_folding_parts_from_pythainlp_on_purpose(
    typed: str, ours: str, theirs: str, reason: str
) -> None:
    assert (fold(typed), normalize(typed)) == (ours, theirs), reason


prose = st.text("กขา่ .,/-()–๐๑๒๓๔๕๖๗๘๙0123456789", max_size=40)


@given(prose)
def test_digits_in_prose_change_as_in_pythainlp(text: str) -> None:
    assert to_arabic_digits(text) == thai_digit_to_arabic_digit(text)
    assert to_thai_digits(text) == arabic_digit_to_thai_digit(text)


@pytest.mark.parametrize("kept", ["https://a.go.th/12", "a12@b.go.th", "o42"])
def test_digits_in_addresses_and_latin_words_part_from_pythainlp(kept: str) -> None:
    assert to_thai_digits(kept) == kept != arabic_digit_to_thai_digit(kept)


def test_words_without_tone_marks_sort_as_in_pythainlp() -> None:
    words = [word for word in WORDS if not LATE_MARKS.search(word)]
    assert len(words) > 30_000
    assert sorted(words, key=sort_key) == collate(words)


@given(word, word)
def test_words_sort_as_in_pythainlp(one: str, other: str) -> None:
    letters, others = LATE_MARKS.sub("", one), LATE_MARKS.sub("", other)
    # PyThaiNLP hangs the first tone mark on the end of the letters and compares it with the other
    # word's next letter: it puts ก่า behind กาก, the dictionary before.
    assume(not letters.startswith(others) and not others.startswith(letters))
    assert sorted([one, other], key=sort_key) == collate([one, other])


@given(
    syllable.map(lambda letters: LATE_MARKS.sub("", letters)),
    st.permutations(["", "่", "้", "๊", "๋"]),
)
def test_tones_sort_as_in_pythainlp(letters: str, tones: list[str]) -> None:
    words = [f"ก{each}{letters}" for each in tones]
    assert sorted(words, key=sort_key) == collate(words)


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        (["ก่า", "กาก"], ["กาก", "ก่า"], "a word comes before those that begin with it"),
        (["กาก่า", "ก่ากา"], ["ก่ากา", "กาก่า"], "where the tone stands counts"),
        (["๑ ก", "1 ข"], ["1 ข", "๑ ก"], "digits of both kinds are equal"),
    ],
)
def test_the_order_parts_from_pythainlp_on_purpose(
    ours: list[str], theirs: list[str], reason: str
) -> None:
    assert sorted(reversed(ours), key=sort_key) == ours, reason
    assert collate(reversed(ours)) == theirs, reason
