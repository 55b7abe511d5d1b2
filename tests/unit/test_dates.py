"""Thai dates: written as officials write them, and read as they type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.thai.dates import common_year, format_date, month_name, parse_day

THE_LAST_OF_MARCH = date(2023, 3, 31)

NAMES = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)

any_day = st.dates(date(1958, 1, 1), date(2399, 12, 31))
day_of_this_century = st.dates(date(1958, 1, 1), date(2056, 12, 31))


def test_the_months_have_their_names() -> None:
    months = range(1, 13)
    assert tuple((month_name(n), month_name(n, short=True)) for n in months) == NAMES


def test_a_date_is_written_with_its_buddhist_year() -> None:
    assert format_date(THE_LAST_OF_MARCH) == "31 มี.ค. 2566"
    assert format_date(THE_LAST_OF_MARCH, short=False) == "31 มีนาคม 2566"
    assert format_date(THE_LAST_OF_MARCH, thai_digits=True) == "๓๑ มี.ค. ๒๕๖๖"
    assert format_date(date(2022, 10, 1), thai_digits=True, short=False) == "๑ ตุลาคม ๒๕๖๕"


@pytest.mark.parametrize(
    "text",
    [
        "31/3/2566",
        "31/03/66",
        "31-03-66",
        "31.3.2566",
        "๓๑/๓/๒๕๖๖",
        "31 มีนาคม 2566",
        "31 มีนาคม พ.ศ. 2566",
        "31 มีนาคม พ.ศ.. 2566",
        "31 เดือนมีนาคม ปี พ.ศ. ๒๕๖๖",
        "วันที่ 31 มีนาคม 2566",
        "วันศุกร์ที่ ๓๑ มีนาคม ๒๕๖๖",
        "๓๑ มี.ค. ๖๖",
        "31 มี.ค.66",
        "31มีค66",
        "31 มี.ค 2566",
        "31-มี.ค.-66",
        "31 มีนา 66",
        "  31   มีนาคม\n2566 ",
        "31 March 2023",
        "31-Mar-2023",
        "2023-03-31",
        "2566-03-31",
        "2023-03-31 00:00:00",
        "2023-03-31T00:00:00",
        "31/3/2023",
        "31/3/2566 0:00:00",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert parse_day(text) == THE_LAST_OF_MARCH


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 กรกฏาคม 2566", 7),
        ("1 กุมภาพันธุ์ 2566", 2),
        ("1 กุมภาพันธ 2566", 2),
        ("1 พฤษจิกายน 2566", 11),
        ("1 พฤศจิกา 2566", 11),
        ("1 เม.ย 2566", 4),
        ("1 เมย. 2566", 4),
    ],
)
def test_common_misspellings_of_months_are_read(text: str, month: int) -> None:
    assert parse_day(text) == date(2023, month, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "31 ก.พ. 66",
        "29 ก.พ. 2566",
        "31/13/2566",
        "0/3/2566",
        "31 มีนาคม",
        "มีนาคม 2566",
        "31/3",
        "2566",
        "45016",
        "1 - 31 มี.ค. 66",
        "ภายใน 31 มีนาคม 2566",
        "ทุกวันที่ 31",
    ],
)
def test_what_is_not_one_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_the_29th_of_february_exists_in_leap_years_only() -> None:
    assert parse_day("29 ก.พ. 67") == date(2024, 2, 29)
    assert parse_day("29/2/2566") is None


def test_buddhist_and_common_years_are_told_apart() -> None:
    assert [common_year(year) for year in ("66", "2566", "2023")] == [2023, 2023, 2023]
    assert (common_year("2400"), common_year("2399")) == (1857, 2399)


@given(day=any_day, thai_digits=st.booleans(), short=st.booleans())
def test_what_is_written_is_read_again(day: date, thai_digits: bool, short: bool) -> None:
    assert parse_day(format_date(day, thai_digits, short)) == day


@given(day=any_day)
def test_an_iso_date_is_itself(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(day=day_of_this_century)
def test_two_digits_are_a_year_of_the_century_2500(day: date) -> None:
    year = day.year + 543 - 2500
    assert parse_day(f"{day.day}/{day.month}/{year:02}") == day


@given(st.text(alphabet="0123456789๐๓ /-.มี.ค.พศTวันที่:", max_size=24) | st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), date)
