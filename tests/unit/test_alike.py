"""Near names: what is mistyped is found, and no right name is taken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misspelt import slips

from ita_xlsx.intake.table.header import ALIKE
from ita_xlsx.official import oit, years
from ita_xlsx.official.columns import COLUMNS, Column
from ita_xlsx.official.names import owners
from ita_xlsx.official.names.divisions import official_names
from ita_xlsx.thai.alike import candidates, likeness, nearest, nearly_equal, same_letters
from ita_xlsx.thai.text import fold_tight

ITEMS = [item for year in years.listed_years() for item in oit.items(year)]
HEADERS = {
    fold_tight(alias) or alias: column.key
    for column in COLUMNS
    for alias in (column.header, *column.aliases)
}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("กองคลัง", "กองคลัง", 1), ("กองคัง", "กองคลัง", 12 / 13), ("กข", "ขก", 0.5), ("ก", "ข", 0)],
)
def test_likeness_is_the_part_of_the_letters_shared_in_order(
    one: str, other: str, expected: float
) -> None:
    assert likeness(one, other) == likeness(other, one) == pytest.approx(expected)


def test_the_nearest_is_the_first_of_equals_and_none_below_the_least() -> None:
    assert nearest("กขค", ["กขง", "กขจ", "ก"], 0.6) == ("กขง", pytest.approx(2 / 3))
    assert nearest("กขค", ["กขง", "กขค"], 0.6) == ("กขค", 1)
    assert nearest("กขค", ["กขง"], 0.7) is None
    assert nearest("กขค", [], 0.1) is None
    assert nearest("กขค", {"กขค": "a mapping is its keys"}, 0.6) == ("กขค", 1)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.year}-{item.number}")
def test_a_mistyped_item_is_found_or_none(item: years.Item) -> None:
    found = [oit.named(slip, item.year) for slip in slips(item.name)]
    assert {one for one in found if one is not None} == {item}
    assert found.count(None) <= (1 if len(item.name) > 9 else 6)


@pytest.mark.parametrize("name", official_names())
def test_a_mistyped_division_is_found_or_none(name: str) -> None:
    found = [owners.nearest(slip) for slip in slips(name)]
    assert {one for one in found if one is not None} == {name} and found.count(None) <= 1


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_a_mistyped_header_is_never_that_of_another_column(column: Column) -> None:
    keys = {
        slip: alias
        for alias, key in HEADERS.items()
        if key == column.key
        for slip in slips(alias)
        if slip not in HEADERS
    }
    for slip, alias in keys.items():
        near = nearest(slip, HEADERS, ALIKE)
        assert near is None or HEADERS[near[0]] == HEADERS[alias]
        assert near is not None or len(alias) < 10


def test_few_of_many_are_worth_comparing_and_the_right_one_is_among_them() -> None:
    texts = [f"{item.name} ข้อที่ {number}" for number in range(10) for item in oit.items(2566)]
    mistyped = [text.replace("การ", "กาน", 1) for text in texts]
    pairs = set(candidates(mistyped, texts))
    assert all((place, place) in pairs for place in range(len(texts)))
    assert len(pairs) <= 16 * len(texts)


some_texts = st.lists(st.text("กขค", max_size=9), max_size=30)


@given(some_texts, some_texts)
def test_candidates_are_places_of_both(one: list[str], other: list[str]) -> None:
    pairs = list(candidates(one, other))
    assert len(set(pairs)) == len(pairs)
    assert all(a in range(len(one)) and b in range(len(other)) for a, b in pairs)
    own = {a for a, b in candidates(one, one) if a == b or one[a] == one[b]}
    assert own == {place for place, text in enumerate(one) if text}


def test_nearly_equal_is_one_place_and_a_tenth() -> None:
    assert nearly_equal("abcdefghij", "abcdefghij") and nearly_equal("abcdeXghij", "abcdefghij")
    assert nearly_equal("abcdefghi", "abcdefghij")
    assert not nearly_equal("aXcdefghXj", "abcdefghij") and not nearly_equal("abc", "abcd")
    assert not nearly_equal("", "a") and nearly_equal("", "")
    assert same_letters("กขค", "กขงค") == 2 and same_letters("", "ก") == 0
