"""Thai text in the lines of a terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.cli.display.wrapping import plain, wrap
from ita_xlsx.thai.width import display_width

THAI = st.text(st.sampled_from(list("กขคงจดตนบปมยรลวสหอเแโใไะาิีึืุู็่้๊๋์ำัๆฯ๑๒ ()/“”.,abZ09-")), max_size=200)


@given(THAI, st.integers(12, 120))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    text = plain(text)
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


@given(THAI.map(lambda text: re.sub(r"(^|[^ก-ฮ])[ะ-ฺ็-๎]+", r"\1", text)), st.integers(12, 60))
def test_wrapping_never_parts_a_consonant_from_its_marks(text: str, width: int) -> None:
    for line in wrap(plain(text), width)[1:]:
        assert not line or not re.match("[ัิ-ฺ็-๎ำ]", line)


def test_lines_end_between_words() -> None:
    lines = wrap("หน่วยงานเผยแพร่ข้อมูลข่าวสารต่อสาธารณชน", 20)
    assert lines[0] in {"หน่วยงานเผยแพร่ข้อมูล", "หน่วยงานเผยแพร่", "หน่วยงานเผยแพร่ข้อมูลข่าวสาร"}


@pytest.mark.parametrize("words", ["ภายในเดือน ก.ย. 2569", "ถึง เม.ย.", "ปี พ.ศ. ๒๕๖๙", "เดือนมิ.ย. ที่"])
def test_no_line_ends_within_an_abbreviation(words: str) -> None:
    parts = [part for part in words.split() if "." in part]
    for width in range(6, 20):
        lines = wrap(words, width)
        assert all(any(part[-4:] in line for line in lines) for part in parts)
