"""Where the pages of the summary end: before a table or a chart, never within one."""

from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.report.summary import _page_breaks
from ita_xlsx.xlsx.print_setup import SUMMARY

PAGE = 100.0


def breaks(*heights: float) -> list[int]:
    return list(_page_breaks(enumerate(heights), PAGE))


def test_a_block_goes_to_the_next_page_when_this_one_has_no_room() -> None:
    assert breaks(10, 40, 40) == []
    assert breaks(10, 50, 50) == [2]
    assert breaks(60, 60, 60) == [1, 2]


def test_one_that_no_page_holds_begins_a_page_and_goes_on_over_the_next() -> None:
    assert breaks(10, 250, 40) == [1]
    assert breaks(10, 250, 60) == [1, 2]


@given(st.lists(st.floats(min_value=1, max_value=PAGE), max_size=30))
def test_no_block_that_a_page_holds_is_cut(heights: list[float]) -> None:
    ends = set(breaks(*heights))
    used = 0.0
    for row, height in enumerate(heights):
        used = height if row in ends else used + height
        assert used <= PAGE


def test_the_wider_the_sheet_the_more_of_it_a_page_holds() -> None:
    narrow, wide = SUMMARY.page_height((20, 20)), SUMMARY.page_height((60, 60, 60))
    assert 700 < narrow < 763 and wide > 1.5 * narrow
