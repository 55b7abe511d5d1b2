"""How wide and high Thai text prints. Whether that is true, test_layout_office.py asks."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_xlsx.thai import layout, words

WIDE = 47 * 5.25
NARROW = 13 * 5.25
STEP = "เผยแพร่แผนการจัดซื้อจัดจ้างบนเว็บไซต์ของหน่วยงาน"


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in points of a text on one line."""
    return layout._em_width(text) * size * (layout._BOLD if bold else 1.0) / layout._EM


texts = st.text(st.sampled_from("กขนมรสอเแใไะาำิี่้์ๆฯ๑๒ab1/-.,()%  \t\n"), max_size=120)
widths = st.sampled_from([NARROW, 18 * 5.25, WIDE])


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", 0.0),
        ("ก", 5.404),
        ("กำ", 9.828),
        ("กั้", 5.404),  # marks above take no room
        ("ปู่", 5.992),  # nor marks below
        ("๑๒", 12.572),
        ("OIT", 14.168),
    ],
)
def test_a_width_is_the_sum_of_the_advances_of_the_font(text: str, points: float) -> None:
    assert text_width(text, 14) == pytest.approx(points)


@pytest.mark.parametrize("digits", ["0123456789", "๐๑๒๓๔๕๖๗๘๙"])
def test_all_digits_of_a_kind_are_equally_wide(digits: str) -> None:
    """The height of a printed issue is measured once for all its numbers of so many digits."""
    assert len({text_width(digit, 14) for digit in digits}) == 1


def test_a_width_grows_with_the_size_and_in_bold() -> None:
    assert text_width(STEP, 28) == pytest.approx(2 * text_width(STEP, 14))
    assert text_width(STEP, 14, bold=True) > 1.05 * text_width(STEP, 14)


def test_a_character_that_the_font_lacks_counts_as_a_wide_one() -> None:
    assert text_width("😀", 16) >= 1.4 * 16


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", WIDE, [""]),
        ("สำนักปลัด", NARROW, ["สำนักปลัด"]),
        ("หนึ่ง\n\nสอง\n", WIDE, ["หนึ่ง\n", "\n", "สอง\n", ""]),
        (STEP, NARROW, ["เผยแพร่แผนการ", "จัดซื้อจัดจ้างบน", "เว็บไซต์ของ", "หน่วยงาน"]),
        ("ม.ค. – มี.ค. ๖๖ ต.ค. – ธ.ค. ๖๖", NARROW, ["ม.ค. – มี.ค. ๖๖ ", "ต.ค. – ธ.ค. ๖๖"]),
        ("ตอบ Messenger Live Chat", NARROW, ["ตอบ Messenger ", "Live Chat"]),
        ("ประชุมหารือ / ผู้บริหาร (ถ้ามี )", NARROW, ["ประชุมหารือ / ", "ผู้บริหาร (ถ้ามี )"]),
        ("ประชาสัมพันธ์ต่าง ๆ", NARROW, ["ประชาสัมพันธ์", "ต่าง ๆ"]),
    ],
)
def test_lines_break_between_words(text: str, width: float, lines: list[str]) -> None:
    assert list(layout.wrap(text, width, 14)) == lines


def test_a_web_address_that_fits_a_line_is_not_broken() -> None:
    address = "https://www.tambon.go.th/oit/o42.pdf"
    lines = layout.wrap(f"เผยแพร่ข้อมูลทางเว็บไซต์ของหน่วยงาน {address} ทุกไตรมาส", WIDE, 14)
    assert len(lines) == 2
    assert lines[1].startswith(address)


def test_a_web_address_wider_than_the_line_is_broken_and_nothing_is_lost() -> None:
    address = "https://www.tambon.go.th/" + "abcdefghij" * 12
    lines = layout.wrap(address, NARROW, 14)
    assert len(lines) > 6
    assert "".join(lines) == address
    assert all(text_width(line, 14) <= NARROW for line in lines)


def test_words_joined_by_a_slash_are_not_broken_while_they_fit_a_line() -> None:
    joined = "ผู้อำนวยการกองช่าง/หัวหน้าสำนักปลัด"
    assert joined in layout.wrap(f"ผู้รับผิดชอบในการดำเนินการทั้งหมดได้แก่ {joined}", WIDE, 14)


@given(texts, widths)
@example("้" * 300, NARROW)
@example("เ" * 300, NARROW)
@example("." * 300, NARROW)
@example("ํา" * 100, NARROW)
@example(" " * 300, NARROW)
@example("😀" * 50, 1.0)
def test_the_joined_lines_are_the_text(text: str, width: float) -> None:
    lines = layout.wrap(text, width, 14)
    assert "".join(lines) == text
    assert all("\n" not in line[:-1] for line in lines)
    assert text.count("\n") == sum(line.endswith("\n") for line in lines)


@given(texts, widths)
def test_no_line_is_wider_than_the_column(text: str, width: float) -> None:
    for line in layout.wrap(text, width, 14):
        assert text_width(line.rstrip("\n").removesuffix(" "), 14) <= width / 1.028 + 0.001


@given(st.lists(st.sampled_from([STEP, "ต่างๆ", "ต่าง ๆ", "ทุกวันฯ", "เช่น", "(ถ้ามี )", "น้ำ"])))
def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before(parts: list[str]) -> None:
    for line in layout.wrap("".join(parts), NARROW, 14):
        assert not re.match("[ะ-ฺๅ็-๎ๆฯ.,)]", line)


@given(texts, widths)
def test_a_text_is_never_lower_than_its_parts(text: str, width: float) -> None:
    units = width / 5.25
    whole = layout.text_height(text, units, 14)
    assert all(layout.text_height(part, units, 14) <= whole for part in text.split("\n"))


@pytest.mark.parametrize(
    ("n_lines", "size", "points"),
    [
        (1, 14, 20.25),
        (1, 16, 22.5),
        (6, 14, 114.0),
        (6, 16, 127.5),
    ],
)
def test_lines_height(n_lines: int, size: float, points: float) -> None:
    assert layout.lines_height(n_lines, size) == points


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    cells = [("สำนักปลัด", 14.0), (f"๑. {STEP}\n๒. {STEP}", 23.0), ("", 18.0)]
    assert layout.row_height(cells, 14) == layout.text_height(cells[1][0], 23, 14)
    assert layout.row_height(cells, 14) == layout.lines_height(6, 14)


def test_a_row_without_text_is_one_line_high() -> None:
    assert layout.row_height([], 16) == layout.row_height([("", 13.0)], 16) == 22.5


def test_a_text_that_fits_a_row_stays_whole() -> None:
    assert layout.split_to_fit(STEP, 47, 14) == (STEP,)


def test_a_long_text_is_cut_after_a_step() -> None:
    steps = [f"{n}. {STEP}" + ("\n" if n < 40 else "") for n in range(1, 41)]
    pieces = layout.split_to_fit("".join(steps), 47, 14)
    assert len(pieces) == 2
    assert all(piece.startswith(tuple(steps)) for piece in pieces)


@given(texts.map(lambda text: text * 8), widths)
def test_pieces_fit_their_rows_and_join_to_the_text(text: str, width: float) -> None:
    units = width / 5.25
    pieces = layout.split_to_fit(text, units, 14)
    assert "".join(pieces) == text
    assert all(layout.text_height(piece, units, 14) <= layout.MAX_ROW_HEIGHT for piece in pieces)
    assert all(pieces) or not text


@pytest.mark.parametrize("piece", [STEP, "ก", "ฌฬฆ", "ก" * 30 + "ประชาชน", "เ", "https://a.go.th/"])
def test_a_full_cell_without_a_blank_is_cut_into_rows(piece: str) -> None:
    text = (piece * 32_767)[:32_767]
    pieces = layout.split_to_fit(text, 47, 14)
    assert "".join(pieces) == text
    assert len(pieces) > 10


def test_a_row_for_less_than_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="too low"):
        layout.split_to_fit(STEP, 13, 14, max_height=30)


@pytest.mark.parametrize(
    ("run", "pieces"),
    [
        ("หน่วยงานของรัฐ", ["หน่วยงาน", "ของ", "รัฐ"]),
        ("ประชาชนตากลม", ["ประชาชน", "ตากลม"]),  # not ตาก ลม; the longer word
        ("ฌฬฆ", ["ฌฬฆ"]),
        ("ของฌฬฆรัฐประชาชน", ["ของฌฬฆรัฐ", "ประชาชน"]),  # nobody knows where a strange name ends
    ],
)
def test_sure_words(run: str, pieces: list[str]) -> None:
    assert list(words.sure_words(run)) == pieces


def test_the_word_list_is_in_order_and_small() -> None:
    lines = gzip.decompress(words._WORD_LIST.read_bytes()).decode("utf-8").split("\n")
    parts = [line.rstrip("|").split("|") for line in lines]
    listed = [start + rest for start, *rests in parts for rest in rests or [""]]
    assert listed == sorted(set(listed)) and len(listed) == 64_714
    assert all(re.fullmatch(f"[{words.LETTERS}]+", word) for word in listed)
    assert len({line[:3] for line in lines}) == len(lines)
    assert words._WORD_LIST.stat().st_size < 350_000
