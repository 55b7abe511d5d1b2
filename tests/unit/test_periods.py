"""The fiscal year and the round as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.findings.official_list import COMMON_ERA, OTHER_PERIOD, misnamed
from ita_xlsx.official.fiscal import ROUNDS, round_end
from ita_xlsx.official.periods import common_era, is_other_period, read_round, read_year

YEARS = {
    # typed: the fiscal year, the year of the Common Era
    "2569": (2569, None), "๒๕๖๙": (2569, None), "69": (2569, None), "ปีงบฯ ๖๙": (2569, None),
    "พ.ศ. 2570": (2570, None), "2027": (None, "2027"), "ค.ศ. 2027": (None, "2027"),
    "๒๐๒๗": (None, "2027"), "2027 (2570)": (2570, None), "20270": (None, None),
    "1999": (None, None), "": (None, None), "ปีนี้": (None, None),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "read"), YEARS.items())
def test_a_year_is_read_and_one_of_the_common_era_is_named(
    typed: str, read: tuple[int | None, str | None]
) -> None:
    assert (read_year(typed), common_era(typed)) == read
    named = misnamed("fiscal_year", typed)
    assert (named and named[0]) == (COMMON_ERA if read[1] else None)
    assert not named or named[1] == {"buddhist": 2570}


OTHER = ["ไตรมาส 1", "ไตรมาสที่ ๓", "3 เดือน", "รอบ ๓ เดือน", "6 เดือนหลัง", "ต.ค. - ธ.ค. 68",
         "เมษายน – กันยายน 2569", "รอบที่ 1", "รอบที่ 2", "16 เดือน"]  # fmt: skip


@pytest.mark.parametrize("typed", OTHER)
def test_a_period_that_is_no_round_is_named_as_such(typed: str) -> None:
    assert read_round(typed) is None and is_other_period(typed)
    named = misnamed("round", typed)
    assert named and named[0] is OTHER_PERIOD


@pytest.mark.parametrize("typed", ["", "รอบแรก", "62", "31 มี.ค. 2569", "รอบ 9 เดือน", "ทั้งปี"])
def test_what_is_a_round_or_no_period_is_not(typed: str) -> None:
    assert not is_other_period(typed) and misnamed("round", typed) is None


def test_a_round_ends_with_its_last_month() -> None:
    ends = [round_end(2569, one.months) for one in ROUNDS]
    assert ends == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]


@given(st.text() | st.text(alphabet="0169๒ รอบเดือนตค.มไตรมาส-–ปี"))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert read_round(text) in (None, 6, 9, 12)
    assert not (is_other_period(text) and read_round(text))
    assert read_year(text) is None or common_era(text) is None
