"""Every form in which an official writes a deadline gives its dates, or says why it has none."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.official.deadlines import PROBLEMS, Deadline, from_cell_date, intended_year, parse
from ita_xlsx.official.fiscal import year_end, year_start
from ita_xlsx.thai.dates import format_date, month_name

# Collected from published reports and plans; a blank start is none.
COLLECTED = """\
text,fiscal_year,start,end,note
ม.ค. – มี.ค. ๖๖,2566,2023-01-01,2023-03-31,seed
ต.ค. – ธ.ค.๖๕,2566,2022-10-01,2022-12-31,seed
ต.ค. – ก.ย. ๖๖,2566,2022-10-01,2023-09-30,"seed: the start is the year before"
ต.ค. ๖๕- มี.ค. ๖๖,2566,2022-10-01,2023-03-31,seed
ต.ค. – ธ.ค.๖๖,2566,2023-10-01,2023-12-31,"seed row 7: outside the fiscal year, an error"
(ต.ค.64 - มี.ค.65),2565,2021-10-01,2022-03-31,
1 ต.ค. 65 - 30 ก.ย. 66,2566,2022-10-01,2023-09-30,
ไตรมาส ๑ - ๔,2570,2026-10-01,2027-09-30,
ไตรมาส ๑ (ต.ค.-ธ.ค.),2570,2026-10-01,2026-12-31,
ตลอดปีงบประมาณ,2566,2022-10-01,2023-09-30,
ตลอดปีงบประมาณ ๒๕๗๐,2570,2026-10-01,2027-09-30,
ภายในเดือนมีนาคม 2566,2566,,2023-03-31,"no start given: the end alone"
31/3/2566,2566,,2023-03-31,
2023-03-31,2566,,2023-03-31,
ทุกวันที่ ๑ - ๕ ของทุกเดือน,2570,,,"recurring: not a deadline, a finding"
"""

# Periods of fiscal year 2566 by their start and end.
WHOLE_YEAR = ("2022-10-01", "2023-09-30")
FIRST_HALF = ("2022-10-01", "2023-03-31")
SECOND_HALF = ("2023-04-01", "2023-09-30")
QUARTER_1 = ("2022-10-01", "2022-12-31")
QUARTER_2 = ("2023-01-01", "2023-03-31")
MARCH = ("2023-03-01", "2023-03-31")
BY_END_OF_MARCH = ("", "2023-03-31")
BY_END_OF_YEAR = ("", "2023-09-30")

READ = {
    # quarters: the year behind is a fiscal year
    "ไตรมาส ๒": QUARTER_2,
    "ไตรมาสที่ ๒": QUARTER_2,
    "ไตรมาสที่สอง": QUARTER_2,
    "ไตรมาสที่ ๒/๒๕๖๖": QUARTER_2,
    "ไตรมาส 2 ปี 2566": QUARTER_2,
    "ไตรมาส 2 ของปีงบประมาณ พ.ศ. 2566": QUARTER_2,
    "ไตรมาส 2 (ปีงบประมาณ 2566)": QUARTER_2,
    "ปีงบประมาณ 2566 ไตรมาส 2": QUARTER_2,
    "Q2/66": QUARTER_2,
    "q1/2566": QUARTER_1,
    "ไตรมาสแรก": QUARTER_1,
    "ไตรมาส ๑ (ต.ค. - ธ.ค. 65)": QUARTER_1,
    "ไตรมาส 1, 2": FIRST_HALF,
    "ไตรมาส 1 และ 2": FIRST_HALF,
    "ไตรมาสที่ 1 - ไตรมาสที่ 2": FIRST_HALF,
    "Q1-Q2/66": FIRST_HALF,
    "ไตรมาส 3-4/2566": SECOND_HALF,
    "ไตรมาส 1/2566 - 4/2566": WHOLE_YEAR,
    "ไตรมาส 1, 2, 3, 4": WHOLE_YEAR,
    # months
    "มี.ค. 66": MARCH,
    "มีค.66": MARCH,
    "มี.ค 2566": MARCH,
    "มีนาคม ๒๕๖๖": MARCH,
    "เดือนมีนาคม พ.ศ. 2566": MARCH,
    "ประจำเดือนมีนาคม 2566": MARCH,
    "ในเดือนมีนาคม 2566": MARCH,
    "ปลายเดือนมีนาคม 66": MARCH,
    "3/2566": MARCH,
    "มีนาคม": MARCH,
    "Mar 2023": MARCH,
    "ม.ค. – มี.ค.": QUARTER_2,
    "มกราคม ถึง มีนาคม ๒๕๖๖": QUARTER_2,
    "มกราคม - มีนาคม พ.ศ. 2566": QUARTER_2,
    "ม.ค., ก.พ. และ มี.ค. 66": QUARTER_2,
    "ระหว่างเดือนมกราคม – มีนาคม 2566": QUARTER_2,
    "ม.ค.\n–\nมี.ค. ๖๖": QUARTER_2,
    "ต.ค.-ธ.ค.": QUARTER_1,
    "ต.ค. - ธ.ค. ปีงบประมาณ 2566": QUARTER_1,
    "ต.ค. – มี.ค. 66": FIRST_HALF,
    "ต.ค. 65 - มี.ค.": FIRST_HALF,
    "ตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖": FIRST_HALF,
    "ธ.ค. - ก.พ. 66": ("2022-12-01", "2023-02-28"),
    "เม.ย. - ก.ย. 66": SECOND_HALF,
    "กรกฏาคม 2566": ("2023-07-01", "2023-07-31"),
    # days
    "1 - 31 มี.ค. 66": MARCH,
    "1-31 มีนาคม": MARCH,
    "๑ ต.ค. ๖๕ – ๓๐ ก.ย. ๖๖": WHOLE_YEAR,
    "1 ตุลาคม - 30 กันยายน 2566": WHOLE_YEAR,
    "ตั้งแต่วันที่ 1 ต.ค. 65 ถึงวันที่ 30 ก.ย. 66": WHOLE_YEAR,
    "1/10/2565 - 31/3/2566": FIRST_HALF,
    "01-10-2565 - 31-03-2566": FIRST_HALF,
    "2022-10-01 - 2023-03-31": FIRST_HALF,
    "31 มี.ค. 66": BY_END_OF_MARCH,
    "31 มีนาคม": BY_END_OF_MARCH,
    "31-03-66": BY_END_OF_MARCH,
    "31/3": BY_END_OF_MARCH,
    "2566-03-31": BY_END_OF_MARCH,
    "31 มีนาคม 2566 เวลา 16.30 น.": BY_END_OF_MARCH,
    # the end alone
    "ภายใน 31 มีนาคม 2566": BY_END_OF_MARCH,
    "ภายในวันที่ ๓๑ มีนาคม พ.ศ. ๒๕๖๖": BY_END_OF_MARCH,
    "แล้วเสร็จภายในเดือนมีนาคม 2566": BY_END_OF_MARCH,
    "ภายในเดือนมีนาคม": BY_END_OF_MARCH,
    "ภายในไตรมาสที่ 2": BY_END_OF_MARCH,
    "ภายในรอบ 6 เดือน": BY_END_OF_MARCH,
    "ไม่เกิน 31 มี.ค. 66": BY_END_OF_MARCH,
    "สิ้นเดือนมีนาคม 2566": BY_END_OF_MARCH,
    "ภายในสิ้นเดือนมีนาคม 2566": BY_END_OF_MARCH,
    "ก่อนสิ้นเดือนมีนาคม 2566": BY_END_OF_MARCH,
    "ก่อนวันที่ 1 เมษายน 2566": BY_END_OF_MARCH,
    "ภายในปีงบประมาณ พ.ศ. 2566": BY_END_OF_YEAR,
    "สิ้นปีงบประมาณ": BY_END_OF_YEAR,
    "ภายใน ม.ค. – มี.ค. 66": QUARTER_2,
    # rounds and years
    "รอบ ๖ เดือน": FIRST_HALF,
    "รอบ ๖ เดือนแรก": FIRST_HALF,
    "6 เดือนแรกของปีงบประมาณ 2566": FIRST_HALF,
    "รอบ 6 เดือน (ต.ค. 65 - มี.ค. 66)": FIRST_HALF,
    "ครึ่งปีแรก": FIRST_HALF,
    "รอบที่ 1": FIRST_HALF,
    "รอบ 6 เดือนหลัง": SECOND_HALF,
    "3 เดือนหลัง": ("2023-07-01", "2023-09-30"),
    "รอบ 9 เดือนสุดท้าย": ("2023-01-01", "2023-09-30"),
    "ครึ่งปีหลัง": SECOND_HALF,
    "รอบ 9 เดือน": ("2022-10-01", "2023-06-30"),
    "รอบ ๑๒ เดือน": WHOLE_YEAR,
    "ตลอดปีงบประมาณ (๒๕๖๖)": WHOLE_YEAR,
    "ดำเนินการต่อเนื่องตลอดปีงบประมาณ": WHOLE_YEAR,
    "ตลอดทั้งปี": WHOLE_YEAR,
    "ทั้งปี": WHOLE_YEAR,
    "ตลอดปี 2566": WHOLE_YEAR,
    "ปีงบประมาณ 2566": WHOLE_YEAR,
    "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖": WHOLE_YEAR,
    "ปี 2566": WHOLE_YEAR,
    "2566": WHOLE_YEAR,
    # a recurring work within a period that is named
    "ทุกเดือน (ต.ค. 65 - ก.ย. 66)": WHOLE_YEAR,
}

UNREAD = {
    "recurring": (
        "ทุกวันที่ 5 ของเดือน",
        "ทุกเดือน",
        "ทุกไตรมาส",
        "ทุก 3 เดือน",
        "เป็นประจำทุกเดือน",
        "เป็นประจำทุกเดือน ตลอดปีงบประมาณ 2566",
        "รายไตรมาส",
        "ต่อเนื่อง",
        "เดือนละ 1 ครั้ง",
    ),
    "relative": (
        "ภายใน ๓๐ วันหลังสิ้นปีงบประมาณ",
        "ภายใน 30 (สามสิบ) วัน นับแต่วันที่ได้รับแจ้ง",
        "ภายใน 15 วันทำการ",
        "30 วัน",
        "6 เดือน",
        "หลังจากประกาศใช้แผน",
        "ทันที",
    ),
    "impossible": (
        "31 ก.พ. 66",
        "29 ก.พ. 2566",
        "31/13/2566",
        "ไตรมาส 5",
        "3/31/2566",
        "0 มี.ค. 66",
    ),
    "reversed": ("มี.ค. 66 - ม.ค. 66", "31 - 1 มี.ค. 66", "ไตรมาส 4 - 1", "มี.ค. - ต.ค."),
    "unreadable": ("", "-", "X", "45016", "เร็ว ๆ นี้", "สำนักปลัด", "ไตรมาส", "ต.ค. 65 เป็นต้นไป"),
}


def _dates(deadline: Deadline) -> tuple[str, str]:
    return str(deadline.start or ""), str(deadline.end or "")


@pytest.mark.parametrize(
    "row", list(csv.DictReader(StringIO(COLLECTED))), ids=lambda row: row["text"]
)
def test_collected_deadlines(row: dict[str, str]) -> None:
    assert _dates(parse(row["text"], int(row["fiscal_year"]))) == (row["start"], row["end"])


@pytest.mark.parametrize(("text", "dates"), READ.items())
def test_a_deadline_of_fiscal_year_2566(text: str, dates: tuple[str, str]) -> None:
    read = parse(text, 2566)
    assert _dates(read) == dates
    assert read.problem is None


@pytest.mark.parametrize(
    ("text", "problem"), [(text, problem) for problem, texts in UNREAD.items() for text in texts]
)
def test_a_text_without_dates_says_why(text: str, problem: str) -> None:
    read = parse(text, 2566)
    assert (read.start, read.end, read.problem) == (None, None, problem)


def test_each_problem_has_its_words_and_an_example() -> None:
    assert set(PROBLEMS) == {*UNREAD, "no_year"}


@pytest.mark.parametrize(
    "text", ["ม.ค. – มี.ค.", "ไตรมาส ๒", "31 มีนาคม", "ตลอดปีงบประมาณ", "รอบ 6 เดือน"]
)
def test_without_any_year_there_is_no_date(text: str) -> None:
    assert parse(text, None) == Deadline(None, None, "no_year", False)
    assert parse(text, 2566).year_given is False


@pytest.mark.parametrize(
    "text",
    [
        "ม.ค. – มี.ค. ๖๖",
        "Q2/66",
        "31/3/2566",
        "ปีงบประมาณ 2566",
        "ต.ค. ปีงบประมาณ 2566",
        "ตลอดปี ๒๕๖๖",
        "พ.ศ. ๒๕๖๖",
        "2566",
        "ปี ๖๖",
    ],
)
def test_a_year_in_the_text_needs_no_fiscal_year(text: str) -> None:
    alone = parse(text, None)
    assert alone.year_given
    assert alone.end is not None
    assert alone == parse(text, 2570)


@pytest.mark.parametrize(
    ("typed", "meant", "note"),
    [
        (date(2566, 3, 31), date(2023, 3, 31), "buddhist_year"),
        (date(2400, 1, 1), date(1857, 1, 1), "buddhist_year"),
        (date(1966, 3, 1), date(2023, 3, 1), "two_digit_year"),
        (date(1965, 10, 1), date(2022, 10, 1), "two_digit_year"),
        (date(2568, 2, 29), date(2025, 2, 28), "buddhist_year"),
        (date(1900, 3, 1), date(1957, 3, 1), "two_digit_year"),
        (date(1999, 3, 1), date(2056, 3, 1), "two_digit_year"),
        (date(1899, 3, 1), date(1899, 3, 1), None),
        (date(2000, 3, 1), date(2000, 3, 1), None),
        (date(2023, 3, 31), date(2023, 3, 31), None),
        (date(2399, 1, 1), date(2399, 1, 1), None),
    ],
)
def test_a_date_cell_gets_its_right_year(typed: date, meant: date, note: str | None) -> None:
    assert from_cell_date(typed) == (meant, note)


@pytest.mark.parametrize(
    ("text", "fiscal_year", "year"),
    [
        ("ต.ค. – ธ.ค.๖๖", 2566, 2565),
        ("ม.ค. – มี.ค. 65", 2566, 2566),
        ("ภายในเดือนมีนาคม 2555", 2565, 2565),
        ("ต.ค. 66 - มี.ค. 67", 2566, 2566),
        ("ต.ค. – ธ.ค. 65", 2566, None),
        ("ม.ค. 64 - มี.ค. 66", 2570, None),
    ],
)
def test_the_year_that_was_probably_meant(text: str, fiscal_year: int, year: int | None) -> None:
    read = parse(text, fiscal_year)
    assert read.end is not None
    assert intended_year(read.start, read.end, fiscal_year) == year


fiscal_years = st.integers(2545, 2598)


@st.composite
def periods(draw: st.DrawFn) -> tuple[int, date, date]:
    """A fiscal year and two days of it, in order."""
    year = draw(fiscal_years)
    days = st.dates(year_start(year), year_end(year))
    start, end = sorted((draw(days), draw(days)))
    return year, start, end


def _short_year(day: date) -> str:
    return f"{(day.year + 543) % 100:02}"


def _thai_day(day: date) -> str:
    return format_date(day, thai_digits=True, short=False)


DAY_FORMS: dict[str, Callable[[date], str]] = {
    "short": lambda day: format_date(day),
    "full, Thai digits": _thai_day,
    "two digits": lambda day: f"{day.day} {month_name(day.month, True)} {_short_year(day)}",
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year + 543}",
    "hyphens": lambda day: f"{day.day:02}-{day.month:02}-{day.year + 543}",
    "dots": lambda day: f"{day.day}.{day.month}.{_short_year(day)}",
    "ISO": date.isoformat,
    "without a year": lambda day: f"{day.day} {month_name(day.month)}",
}
JOINS = ("-", " - ", " – ", "—", " ถึง ", "\n-\n")


@pytest.mark.parametrize("form", DAY_FORMS)
@given(period=periods(), join=st.sampled_from(JOINS))
def test_a_period_of_days_is_itself(form: str, period: tuple[int, date, date], join: str) -> None:
    year, start, end = period
    write = DAY_FORMS[form]
    read = parse(f"{write(start)}{join}{write(end)}", year)
    assert (read.start, read.end, read.problem) == (start, end, None)
    assert parse(f"ภายใน {write(end)}", year).end == end
    assert parse(write(end), year) == Deadline(None, end, None, form != "without a year")


@given(period=periods(), join=st.sampled_from(JOINS), short=st.booleans(), years=st.booleans())
def test_a_period_of_months_is_itself(
    period: tuple[int, date, date], join: str, short: bool, years: bool
) -> None:
    """One year behind the range is the year of its end."""
    year, start, end = period
    suffix = f" {_short_year(end)}" if years else ""
    text = f"{month_name(start.month, short)}{join}{month_name(end.month, short)}{suffix}"
    read = parse(text, year)
    after = end.replace(day=28) + timedelta(days=4)
    assert (read.start, read.end) == (start.replace(day=1), after - timedelta(days=after.day))
    assert read.year_given is years


@given(period=periods(), shift=st.integers(-20, 20))
def test_a_moved_period_is_moved_back(period: tuple[int, date, date], shift: int) -> None:
    year, start, end = period
    first, last = (day.replace(day=min(day.day, 28)) for day in (start, end))
    moved, moved_last = (day.replace(year=day.year + shift) for day in (first, last))
    assert intended_year(moved, moved_last, year) == (last.year + 543 if shift else None)


texts = st.text() | st.text(alphabet="0123456789๐๑๒๕๖ ./-–,()\nมกราคมี.ต.ธพศปไตรสงบะมณ์ถึงและภายในQq")


@given(text=texts, fiscal_year=st.none() | st.integers(0, 9999))
def test_any_text_gives_dates_or_a_problem(text: str, fiscal_year: int | None) -> None:
    read = parse(text, fiscal_year)
    assert (read.end is None) == (read.problem is not None)
    assert read.problem is None or read.problem in PROBLEMS
    assert read.start is None or (read.end is not None and read.start <= read.end)


def test_a_paragraph_is_no_deadline() -> None:
    assert parse("1-" * 16_000, 2566).problem == "unreadable"
    assert parse("(" * 32_000, 2566).problem == "unreadable"


OF_TWO = [
    # What stands outside of brackets, what within, and which of both is taken.
    ("ตามแผน (ทุกเดือน)", "ทุกเดือน"),
    ("ทุกเดือน (ตามแผน)", "ทุกเดือน"),
    ("ทุกเดือน (ม.ค. – มี.ค.)", "ม.ค. – มี.ค."),
    ("ม.ค. (ทุกเดือน)", "ม.ค."),
    ("ม.ค. – มี.ค. (31 มี.ค. 2567)", "31 มี.ค. 2567"),
    ("31 มี.ค. 2567 (ม.ค. – มี.ค.)", "31 มี.ค. 2567"),
    ("(ตามแผน) (ม.ค. – มี.ค. ๖๖)", "ม.ค. – มี.ค. ๖๖"),
    ("ม.ค. ๖๖ (ก.พ. ๖๖)", "ม.ค. ๖๖"),
]


@pytest.mark.parametrize(("text", "taken"), OF_TWO)
def test_of_what_stands_in_and_outside_of_brackets_the_better_is_taken(
    text: str, taken: str
) -> None:
    assert parse(text, 2566) == parse(taken, 2566)


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ ๒๕๖๖ ถึง ปีงบประมาณ ๒๕๖๗",
        "ไตรมาส ๑ ปีงบประมาณ ๒๕๖๖ – ไตรมาส ๒ ปีงบประมาณ ๒๕๖๗",
    ],
)
def test_of_two_fiscal_years_none_is_taken(text: str) -> None:
    assert parse(text, 2566) == Deadline(None, None, "unreadable", True)


def test_a_text_without_dates_may_give_a_year() -> None:
    assert parse("ทุกเดือน ปีงบประมาณ ๒๕๖๖", 2566) == Deadline(None, None, "recurring", True)
    assert parse("ทุกเดือน", 2566) == Deadline(None, None, "recurring", False)


def test_what_says_nothing_gives_no_year() -> None:
    for text in ("", " ", "'", "()", "๖๖ " * 101):
        assert parse(text, 2566) == Deadline(None, None, "unreadable", False)
    assert parse("31 มี.ค. 2566" + " " * 287, None).year_given
    assert not parse("31 มี.ค. 2566" + " " * 288, None).year_given
