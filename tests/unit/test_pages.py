"""How measures fall on printed pages: heights in points, of texts of so many lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cells_of

from ita_xlsx.report.pages import WIDTHS, Line, continued, header_height, lines_on_pages, room
from ita_xlsx.thai.layout import lines_height, row_height, text_height

SIZE = 14
HIGHEST = 409.5  # points; no row of a sheet is higher
# What is on a page of 505 points below the header of the table, which each page repeats.
BELOW_HEADER = 505 - header_height()
FIVE, TWELVE, TWENTY_ONE = 95.25, 226.5, 395.25  # the heights of so many lines


def texts(lines: int, key: str = "steps", **others: str) -> dict[str, str]:
    """A measure of which one text has so many lines."""
    return {**dict.fromkeys(WIDTHS, ""), "issue": "๑. ก", key: "\n".join("ก" * lines), **others}


def falls(*measures: tuple[int, float], used: float) -> list[list[int]]:
    """The lines of each measure (its lines, its heading's points) by the rows that it gets."""
    blocks = lines_on_pages([(texts(lines), heading) for lines, heading in measures], used, 505)
    for block in blocks:
        assert [line.first for line in block] == [True] + [False] * (len(block) - 1)
        assert [line.last for line in block] == [False] * (len(block) - 1) + [True]
    return [[line.texts["steps"].count("ก") for line in block] for block in blocks]


def test_the_columns_fill_one_page_across() -> None:
    assert sum(WIDTHS.values()) == 142
    assert list(WIDTHS) == ["issue", "steps", "responsible", "deadline", "result", "suggestion"]


def test_an_indent_takes_room_from_a_column_that_is_not_centred() -> None:
    assert room("steps") == pytest.approx(WIDTHS["steps"] - 1.4)
    assert room("deadline") == WIDTHS["deadline"]


def test_the_header_is_as_high_as_its_highest_cell_in_bold() -> None:
    assert (
        header_height()
        == 57.75
        == text_height("ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา", WIDTHS["issue"], SIZE, bold=True)
    )


@pytest.mark.parametrize(
    ("lines", "height"), [(1, 20.25), (5, FIVE), (12, TWELVE), (21, TWENTY_ONE)]
)
def test_a_measure_is_one_row_as_high_as_its_highest_text(lines: int, height: float) -> None:
    for key in WIDTHS:
        if key != "issue":
            one = texts(lines, key)
            assert lines_on_pages([(one, 0)], 60) == [[Line(one, height, True, True)]]


@pytest.mark.parametrize("digits", ["1234567890", "๑๒๓๔๕๖๗๘๙๐"])
def test_a_row_is_as_high_as_its_issue_whatever_its_number(digits: str) -> None:
    heights = set()
    for count in (1, 2, 3, 9, 10):
        for letters in range(1, 24):
            issue = f"{digits[:count]}. {'ก' * letters}"
            ((line,),) = lines_on_pages([(texts(1, issue=issue), 0)], 60)
            assert line.height == row_height([(issue, room("issue"))], SIZE)
            heights.add(line.height)
    assert heights == {20.25, 39}


# --- a page's end -------------------------------------------------------------------------------


def test_a_measure_that_just_fits_is_not_continued() -> None:
    assert falls((21, 0), used=505 - TWENTY_ONE) == [[21]]
    assert falls((21, 0), used=505 - TWENTY_ONE + 0.25) == [[19, 2]]


@pytest.mark.parametrize(("lines", "used"), [(12, 505 - TWELVE + 0.25), (17, 505 - 300), (20, 250)])
def test_what_is_continued_fills_the_page_and_no_more(lines: int, used: float) -> None:
    ((first, second),) = falls((lines, 0), used=used)
    assert first + second == lines
    fitting = max(n for n in range(1, lines) if lines_height(n + 1, SIZE) <= 505 - used)
    assert first == fitting, "the newline at which it is cut counts as a line"


def test_a_measure_goes_whole_to_the_next_page_where_half_of_this_is_filled() -> None:
    half = BELOW_HEADER / 2
    assert falls((20, 0), used=505 - half) == [[20]]
    ((first, second),) = falls((20, 0), used=505 - half - 0.25)
    assert (first, second) == (10, 10)


def test_on_the_next_page_the_header_is_repeated() -> None:
    left = BELOW_HEADER - lines_height(2, SIZE)
    twenty_one = falls((2, 0), (21, 0), used=490)
    assert left > TWENTY_ONE and twenty_one == [[2], [21]]
    third = falls((3, 0), (21, 0), used=490)
    assert BELOW_HEADER - lines_height(3, SIZE) < TWENTY_ONE and third == [[3], [19, 2]]


def test_rows_use_up_a_page_one_by_one() -> None:
    five = int(BELOW_HEADER // FIVE)
    assert five == 4
    assert falls((5, 0), (5, 0), (12, 0), used=505 - 2 * FIVE - TWELVE) == [[5], [5], [12]]
    (_, _, last) = falls((5, 0), (5, 0), (12, 0), used=505 - 2 * FIVE - TWELVE + 0.25)
    assert last == [10, 2]
    eleven = lines_height(11, SIZE)
    assert eleven < BELOW_HEADER / 2 < TWELVE
    (_, _, last) = falls((5, 0), (5, 0), (11, 0), used=505 - 2 * FIVE - eleven + 0.25)
    assert last == [11], "less than half of the page is left for it"
    (_, last) = falls((5, 0), (12, 0), used=505 - FIVE - TWELVE + 0.25)
    assert last == [10, 2]


def test_the_page_after_a_continued_measure_has_the_rest_on_it() -> None:
    # Ten of twenty lines go to the next page, on which so much is left:
    left = BELOW_HEADER - lines_height(10, SIZE)
    half = 505 - BELOW_HEADER / 2 - 0.25
    fitting = int((left - 1.5) // 18.75)
    assert falls((20, 0), (fitting, 0), used=half) == [[10, 10], [fitting]]
    (_, second, third) = falls((20, 0), (fitting, 0), (21, 0), used=half)
    assert (second, third) == ([fitting], [21])
    (_, second) = falls((20, 0), (fitting + 1, 0), used=half)
    assert len(second) == (2 if left > BELOW_HEADER / 2 else 1)


# --- measures higher than a row -------------------------------------------------------------------


def test_a_measure_higher_than_a_row_gets_several() -> None:
    ((first, second),) = falls((30, 0), used=60)
    assert (first, second) == (20, 10)
    assert falls((65, 0), used=60) == [[20, 20, 20, 5]]


def test_the_rows_of_a_high_measure_may_lie_on_several_pages() -> None:
    # Twenty lines and the newline at their end are 395.25 points: one such row a page.
    rest = BELOW_HEADER - lines_height(5, SIZE)
    fitting = int((rest - 1.5) // 18.75)
    assert falls((65, 0), (fitting, 0), used=60) == [[20, 20, 20, 5], [fitting]]
    (_, second) = falls((65, 0), (fitting + 1, 0), used=60)
    assert second == [fitting, 1] or second == [fitting - 1, 2]


def test_each_text_is_cut_by_itself() -> None:
    both = {**texts(30), "result": "\n".join("ข" * 25), "suggestion": "ค"}
    ((first, second),) = lines_on_pages([(both, 0)], 60)
    assert [first.texts[key].count(sign) for key, sign in (("steps", "ก"), ("result", "ข"))] == [
        20,
        20,
    ]
    assert (second.texts["result"].count("ข"), second.texts["suggestion"]) == (5, "")
    assert (first.texts["issue"], second.texts["issue"]) == ("๑. ก", "")
    assert second.height == lines_height(10, SIZE)


def test_each_row_of_a_high_measure_takes_its_own_height_of_the_page() -> None:
    assert falls((23, 0), (20, 0), used=60) == [[20, 3], [20]]
    assert falls((23, 0), (21, 0), used=60) == [[20, 3], [19, 2]]


# --- headings -------------------------------------------------------------------------------------

# Measures as lines and points of their heading, used on the first page, and rows by their lines.
HEADINGS = """
| measures            | used  | rows              | why                                          |
| 5+30 5              | 470   | 5 / 5             | the first heading stays above the table   |
| 21+0 5+30 21+0      | 60    | 21 / 5 / 16,5     | the second begins a page                     |
| 5+0 5+0 17+0        | 60    | 5 / 5 / 12,5      | without headings the page is shared          |
| 5+0 5+30 17+0       | 60    | 5 / 5 / 17        | with one it is another page                  |
| 21+50               | 60    | 19,2              | the first heading takes room from the page   |
| 21+49.75            | 60    | 21                | and not more than its height                 |
| 1+0 21+52.25        | 60    | 1 / 19,2          | as later ones do                             |
| 1+0 21+52           | 60    | 1 / 21            | so long as all fits                          |
"""


@pytest.mark.parametrize(("measures", "used", "rows", "why"), cells_of(HEADINGS)[1:])
def test_a_heading_begins_a_page_and_takes_room(
    measures: str, used: str, rows: str, why: str
) -> None:
    given_ = [tuple(map(float, one.split("+"))) for one in measures.split()]
    pairs = [(int(one[0]), one[1] if len(one) > 1 else 0.0) for one in given_]
    expected = [[int(n) for n in block.split(",")] for block in rows.split("/")]
    assert falls(*pairs, used=float(used)) == expected, why


@pytest.mark.parametrize("heading", [380.0, HIGHEST])
def test_a_heading_that_fills_a_page_leaves_its_measure_whole(heading: float) -> None:
    assert falls((5, heading), used=100) == [[5]]
    room_for_two = BELOW_HEADER - lines_height(2, SIZE)
    assert falls((1, 0), (5, room_for_two), used=100) == [[1], [1, 4]]
    assert falls((1, 0), (5, room_for_two + 0.25), used=100) == [[1], [5]]


# --- laws -----------------------------------------------------------------------------------------

TEXT = st.text(st.sampled_from("กขน่าเ ๑1a/\n"), max_size=400)
MEASURE = st.fixed_dictionaries({key: TEXT for key in WIDTHS})


@given(st.lists(st.tuples(MEASURE, st.sampled_from([0.0, 23.0])), max_size=4), st.floats(60, 500))
def test_nothing_is_lost_and_no_row_is_too_low_or_too_high(
    measures: list[tuple[dict[str, str], float]], used: float
) -> None:
    blocks = lines_on_pages(measures, used)
    for (one, _), block in zip(measures, blocks, strict=True):
        for key, text in one.items():
            assert "".join(line.texts[key] for line in block) == text
        for line in block:
            needed = row_height(((text, room(key)) for key, text in line.texts.items()), SIZE)
            assert line.height <= HIGHEST and line.height == pytest.approx(needed, abs=18.75)


def pages_of(*measures: int, below: float = 0.0, heading: float = 0.0) -> list[list[bool]]:
    """Of each row of each measure, whether a page begins with it."""
    given = [(texts(lines), heading) for lines in measures]
    return [[line.begins_page for line in block]
            for block in lines_on_pages(given, 100, 505, below)]  # fmt: skip


def test_a_page_begins_with_what_does_not_fit_the_one_before() -> None:
    assert pages_of(5, 5) == [[False], [False]]
    assert pages_of(12, 5, 12) == [[False], [False], [True]]
    assert pages_of(21, 12) == [[False], [True]] or pages_of(21, 12)[1][-1]


@pytest.mark.parametrize("below", [150, 200, 300])
def test_what_is_below_the_table_takes_the_last_measure_along(below: float) -> None:
    assert pages_of(5, 5, 5, below=below)[-1] == [below > 505 - 100 - 3 * FIVE]
    assert pages_of(5, 5, below=10) == [[False], [False]]


def test_of_a_measure_that_fills_a_page_the_last_row_goes_with_what_is_below() -> None:
    (rows,) = pages_of(40, below=200)
    assert len(rows) > 1 and rows[-1]


@pytest.mark.parametrize("before", [[5], [12]])
def test_a_measure_too_high_to_stand_above_what_is_below_is_continued_there(
    before: list[int],
) -> None:
    given = [(texts(lines), 0.0) for lines in [*before, 19]]
    block = lines_on_pages(given, 100, 505, below=200)[-1]
    assert block[-1].begins_page and block[0].begins_page == (before == [12])
    assert [(line.first, line.last) for line in block] == [(True, False), (False, True)]
    assert block[-1].height + 200 <= 505 - header_height() and all(block[-1].texts["steps"])


def test_a_measure_that_goes_on_over_a_page_says_so_under_its_number() -> None:
    assert continued("๑๒", "") == "๑๒. (ต่อ)" and continued("12", "ข้อมูล") == "12. (ต่อ) ข้อมูล"
