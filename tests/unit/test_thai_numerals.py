"""Digits are changed in prose and left alone in addresses and Latin words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits

PROSE = [
    ("ปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน", "ปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน"),
    ("จำนวน 1,234,567.89 บาท", "จำนวน ๑,๒๓๔,๕๖๗.๘๙ บาท"),
    ("ต.ค.65-มี.ค.66", "ต.ค.๖๕-มี.ค.๖๖"),
    ("31/3/2566", "๓๑/๓/๒๕๖๖"),
    ("มาตรา12วรรค2", "มาตรา๑๒วรรค๒"),
    ("โทร. 0-4370-1234 ต่อ 9", "โทร. ๐-๔๓๗๐-๑๒๓๔ ต่อ ๙"),
    ("การประเมิน ITA 2566 ข้อ 42", "การประเมิน ITA ๒๕๖๖ ข้อ ๔๒"),
    ("1.Web board 2. Q&A", "๑.Web board ๒. Q&A"),
    ("(1) เว็บไซต์ https://a.go.th/2566 (2) ปี 2566", "(๑) เว็บไซต์ https://a.go.th/2566 (๒) ปี ๒๕๖๖"),
    ("ตามข้อ o42 ใน 5 วัน", "ตามข้อ o42 ใน ๕ วัน"),
    ("ส่ง file-12.pdf ภายใน 30 วัน", "ส่ง file-12.pdf ภายใน ๓๐ วัน"),
]

KEPT = [
    "https://www.example.go.th/ita/2566/o42.pdf?id=7#p3",
    "http://example.go.th/ปี2566",
    "www.example.go.th/2566",
    "district2.example.go.th",
    "123.example.com/45",
    "officer99@example.go.th",
    "2566.ita-7@mail2.example.go.th",
    "o42",
    "O43",
    "ITA2566",
    "OIT-42",
    "file-12.pdf",
    "2566-ITA_รอบ",
    "A4",
    "5G",
    "12_a.xlsx",
    "docs/2566/b.pdf",
    "Covid-19",
]


@pytest.mark.parametrize(("arabic", "thai"), PROSE)
def test_numbers_in_prose_change_both_ways(arabic: str, thai: str) -> None:
    assert to_thai_digits(arabic) == thai
    assert to_arabic_digits(thai) == arabic


@pytest.mark.parametrize("word", KEPT)
def test_addresses_and_latin_words_stay(word: str) -> None:
    assert to_thai_digits(f"ดู {word} ข้อ 5") == f"ดู {word} ข้อ ๕"


@pytest.mark.parametrize("word", ["https://example.go.th/ปี๒๕๖๖", "ITA๒๕๖๖", "o๔๒", "๑๒_a.xlsx"])
def test_thai_digits_in_them_stay_too(word: str) -> None:
    assert to_arabic_digits(f"ดู {word} ข้อ ๕") == f"ดู {word} ข้อ 5"


@given(st.text("กาที่ .,/-()09๐๙", max_size=40))
def test_without_latin_letters_every_digit_changes(text: str) -> None:
    assert not set("0123456789") & set(to_thai_digits(text))
    assert not set("๐๑๒๓๔๕๖๗๘๙") & set(to_arabic_digits(text))
    assert to_arabic_digits(to_thai_digits(text)) == to_arabic_digits(text)


@given(st.text("กา .,/-@:_&aZé09๐๙", max_size=40))
def test_changing_twice_is_changing_once(text: str) -> None:
    assert to_thai_digits(to_thai_digits(text)) == to_thai_digits(text)
    assert to_arabic_digits(to_arabic_digits(text)) == to_arabic_digits(text)


@given(st.text(max_size=40))
def test_only_digits_change(text: str) -> None:
    changed = [pair for pair in zip(text, to_thai_digits(text), strict=True) if len(set(pair)) > 1]
    assert all(old in "0123456789" and int(old) == int(new) for old, new in changed)
