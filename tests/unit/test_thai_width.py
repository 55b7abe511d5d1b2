"""Thai text lines up in a terminal, and is never cut between a letter and its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.thai.width import display_width, pad, shorten

words = st.text("กขที่้ำัิุเแไๆฯ abc1表Ａ\u200b\u0301", max_size=20)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc 12", 6),
        ("กองคลัง", 6),
        ("ที่", 1),
        ("น้ำ", 2),
        ("ผู้รับผิดชอบ", 8),
        ("เก้า", 3),
        ("๒๕๖๖ ๆ ฯ", 8),
        ("รายงาน表", 8),
        ("Ａ", 2),
        ("กอง\u200bคลัง\ufeff", 6),
        ("é e\u0301", 3),
        ("ก\n", 1),
    ],
)
def test_a_text_takes_the_cells_that_are_seen(text: str, cells: int) -> None:
    assert display_width(text) == cells


def test_padded_columns_line_up() -> None:
    rows = [pad(name, 14) + pad(count, 3, align="right") for name, count in _DIVISIONS]
    assert rows == ["สำนักปลัด         8", "กองคลัง          4", "หน่วยตรวจฯ      12"]
    assert {display_width(row) for row in rows} == {17}


_DIVISIONS = [("สำนักปลัด", "8"), ("กองคลัง", "4"), ("หน่วยตรวจฯ", "12")]


def test_a_wider_text_is_not_padded() -> None:
    assert pad("สำนักปลัด", 3) == "สำนักปลัด"
    assert pad("สำนักปลัด", 3, align="right") == "สำนักปลัด"


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("สำนักปลัด", 7, "สำนักปลัด"),
        ("สำนักปลัด", 6, "สำนั..."),
        ("หน่วยตรวจสอบภายใน", 8, "หน่วยต..."),
        ("กี่ที่นี่นั่น", 4, "กี่..."),
        ("ก้น้ำใจดี", 5, "ก้..."),  # not "น้" without its ำ
        ("กเก็บของไว้", 5, "ก..."),  # not "เ" without its consonant
        ("กอง คลัง ปลัด", 7, "กอง..."),  # no blank before the dots
        ("表表表", 5, "表..."),
        ("กองคลัง", 3, "..."),
        ("กองคลัง", 2, ".."),
        ("กองคลัง", 0, ""),
    ],
)
def test_a_long_text_ends_in_three_dots(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(words, st.integers(0, 30))
def test_a_padded_text_fills_its_width_and_keeps_its_letters(text: str, width: int) -> None:
    assert display_width(pad(text, width)) == max(width, display_width(text))
    assert pad(text, width).startswith(text)
    assert pad(text, width, align="right").endswith(text)


@given(words, st.integers(0, 30))
def test_a_shortened_text_fits_and_every_mark_keeps_its_letter(text: str, width: int) -> None:
    short = shorten(text, width)
    assert display_width(short) <= width
    if short != text:
        kept = short.rstrip(".")
        assert text.startswith(kept)
        cut_off = text[len(kept)]
        if kept and not cut_off.isspace():
            assert display_width(cut_off) > 0
            assert cut_off != "ำ"
            assert kept[-1] not in "เแไ"
