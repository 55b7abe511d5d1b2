"""Where the pages of the summary end: before a table or a chart, never within one."""

from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.report.summary import _BLANK, _page_breaks, bars_of_charts, steps

PAGE = 200.0


def breaks(*heights: float, of_rows: int = 1) -> list[int]:
    """Of blocks of so many rows each, the rows before which a page ends."""
    return list(
        _page_breaks(
            ((n * (of_rows + 1), [height / of_rows] * of_rows) for n, height in enumerate(heights)),
            PAGE,
        )
    )


def test_a_block_goes_to_the_next_page_when_this_one_has_no_room() -> None:
    assert breaks(10, 80, 80) == []
    assert breaks(10, 100, 100) == [4]
    assert breaks(120, 120, 120) == [2, 4]


def test_the_blank_row_below_a_block_needs_no_room() -> None:
    assert breaks(PAGE, PAGE) == [2]
    assert breaks(PAGE - _BLANK - 50, 50) == []


def test_one_that_no_page_holds_begins_in_an_upper_half_and_goes_on_over_the_next() -> None:
    # The last row, a total, is alone on no page.
    assert breaks(20, 400, of_rows=10) == [11 + 4, 11 + 8]
    assert breaks(120, 400, of_rows=10) == [11, 11 + 5]


@given(st.lists(st.floats(min_value=1, max_value=PAGE), max_size=30))
def test_no_block_that_a_page_holds_is_cut(heights: list[float]) -> None:
    ends = set(breaks(*heights))
    used = 0.0
    for number, height in enumerate(heights):
        used = height if 2 * number in ends else used + height
        assert used <= PAGE
        used += _BLANK


@given(st.integers(min_value=0, max_value=1_000_000))
def test_an_axis_has_whole_steps_few_enough_to_read_and_room_above_its_highest_bar(
    highest: int,
) -> None:
    step, most = steps(highest)
    assert step >= 1 and most % step == 0 and most / step <= 8
    assert highest * 1.15 <= most


def test_the_steps_of_an_axis_are_round_numbers() -> None:
    assert [steps(n) for n in (0, 1, 6, 7, 14, 100)] == [
        (1, 2), (1, 2), (1, 7), (2, 10), (5, 20), (20, 120),
    ]  # fmt: skip


def test_many_groups_are_shared_out_over_charts_that_a_page_holds() -> None:
    assert bars_of_charts(1) == [0, 1] and bars_of_charts(16) == [0, 16]
    assert bars_of_charts(17) == [0, 8, 17] and bars_of_charts(40) == [0, 13, 26, 40]
