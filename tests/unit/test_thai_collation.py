"""Thai words sort as in the dictionary, not by code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.thai.collation import sort_key

DICTIONARY = [
    "กก",
    "กบ",
    "กรรม",
    "กา",
    "ก่า",
    "ก้า",
    "กาก",
    "กำ",
    "เก",
    "เก็ง",
    "เก่ง",
    "เกา",
    "เก้า",
    "แก",
    "แก่",
    "แกง",
    "โกง",
    "ใกล้",
    "ไก่",
    "ขา",
    "ข่า",
    "ข้า",
    "รู้",
    "ฤดู",
    "ลา",
    "ศูนย์",
    "สี่",
    "อำเภอ",
    "ฮา",
]

DIVISIONS = [
    "กองการศึกษา ศาสนาและวัฒนธรรม",
    "กองคลัง",
    "กองช่าง",
    "กองสวัสดิการสังคม",
    "เทศบาลตำบล",
    "สำนักปลัด",
    "หน่วยตรวจสอบภายใน",
    "องค์การบริหารส่วนตำบล",
    "อำเภอ",
    "โอกาส",
]

anything = st.text("กขรฮฤเแไาิุ็่้์ำ๐๙09aZ -", max_size=8)


@pytest.mark.parametrize("words", [DICTIONARY, DIVISIONS])
def test_the_order_is_the_dictionarys(words: list[str]) -> None:
    assert sorted(reversed(words), key=sort_key) == words
    assert sorted(words) != words  # by code point it is another order


def test_marks_decide_from_the_left_and_only_between_words_otherwise_the_same() -> None:
    assert sorted(["ก่ากา", "กาก่า", "กากา", "กากาก"], key=sort_key) == [
        "กากา",
        "กาก่า",
        "ก่ากา",
        "กากาก",
    ]


def test_digits_stand_first_and_are_equal_in_both_scripts() -> None:
    words = ["กอง", "๒ ก", "ITA", "1 ข", "๑ ก"]
    assert sorted(words, key=sort_key) == ["๑ ก", "1 ข", "๒ ก", "ITA", "กอง"]


def test_spellings_that_print_alike_stand_together() -> None:
    split = "ก\u0e4d\u0e32ไร"
    assert sorted(["เเกง", "กำลัง", "แกะ", "กำไร", split, "แกง"], key=sort_key) == [
        "กำไร",
        split,
        "กำลัง",
        "เเกง",
        "แกง",
        "แกะ",
    ]


@given(st.permutations(DICTIONARY))
def test_the_order_does_not_depend_on_the_order_before(words: list[str]) -> None:
    assert sorted(words, key=sort_key) == DICTIONARY


@given(anything, anything)
def test_only_the_same_text_has_the_same_key(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)
