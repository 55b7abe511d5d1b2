"""Deadlines against the fiscal year 2566, its six-month round, the data and the result."""

from datetime import date

import pytest

from ita_xlsx.checks import deadlines
from ita_xlsx.checks.days import days_in
from ita_xlsx.official.deadlines import parse
from ita_xlsx.official.statuses import CANCELLED, DONE, IN_PROGRESS, NOT_STARTED

OUTSIDE = [
    ("ต.ค. – ธ.ค.๖๖", "2565"),
    ("31 มี.ค. 2567", "2566"),
    ("1 ต.ค. 66", "2565"),
    ("ก.ย. ๖๕ – มี.ค. ๖๖", None),
    ("ต.ค. – ธ.ค. ๖๕", ""),
    ("ต.ค. – ก.ย. ๖๖", ""),
    ("ตลอดปีงบประมาณ", ""),
    ("ม.ค. – มี.ค.", ""),
    ("ตามแผน", ""),
]


@pytest.mark.parametrize(("text", "meant"), OUTSIDE)
def test_a_deadline_outside_the_year_with_the_year_probably_meant(
    text: str, meant: str | None
) -> None:
    found = deadlines.outside_year(parse(text, 2566), 2566)
    assert (found is not None) == (meant != "")
    if found is not None:
        assert (meant or "") in found["meant"].en
        assert bool(found["meant"].en) == bool(meant)


NO_DATES = [
    ("ตามแผน", "unreadable"), ("31 ก.พ. 2566", "unreadable"), ("", None), ("ม.ค. ๖๖", None),
    ("ทุกเดือน", "no_date"), ("ภายใน 30 วันนับแต่วันประกาศ", "no_date"),
    ("มี.ค. ๖๖ – ม.ค. ๖๖", "reversed_range"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), NO_DATES)
def test_each_problem_of_a_deadline_breaks_one_rule(text: str, kind: str | None) -> None:
    meant = parse(text, 2566)
    found = {
        "unreadable": deadlines.unreadable(text, meant, 2569),
        "no_date": deadlines.no_date(text, meant, 2569),
        "reversed_range": deadlines.reversed_range(text, meant),
    }
    assert [name for name, words in found.items() if words] == ([kind] if kind else [])
    # What to type instead is shown in the year of the form.
    assert all(words.get("example_short", "๖๙") == "๖๙" for words in found.values() if words)


EARLY = [
    ("ต.ค. – ก.ย. ๖๖", DONE, "จัดทำคู่มือครบทุกงาน", True),
    ("ก.ค. – ก.ย. ๖๖", DONE, "จัดทำคู่มือครบทุกงาน", True),
    ("ต.ค. – ก.ย. ๖๖", IN_PROGRESS, "จัดทำคู่มือแล้ว ๒ งาน", False),
    ("ต.ค. – ก.ย. ๖๖", DONE, "จัดทำคู่มือเมื่อวันที่ ๑๕ ก.พ. ๒๕๖๖", False),
    ("ต.ค. – ก.ย. ๖๖", DONE, "จัดทำคู่มือเมื่อวันที่ ๑๕ ส.ค. ๒๕๖๖", True),
    ("ม.ค. – มี.ค. ๖๖", DONE, "จัดทำคู่มือครบทุกงาน", False),
    # The report itself is published by 30 April.
    ("ภายใน ๓๐ เม.ย. ๖๖", DONE, "เผยแพร่รายงาน", False),
]


@pytest.mark.parametrize(("deadline", "status", "result", "found"), EARLY)
def test_done_though_due_after_the_round(
    deadline: str, status: str, result: str, found: bool
) -> None:
    assert (
        deadlines.done_before_deadline(parse(deadline, 2566), 2566, 6, status, result) is not None
    ) == found
    assert deadlines.done_before_deadline(parse(deadline, 2566), 2566, 12, status, result) is None


HALF = "๓. ที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖"
LAST_HALF = HALF.replace("๒๕๖๖", "๒๕๖๕")
WINDOWS = [
    ("ต.ค. ๖๕- มี.ค. ๖๖", HALF, "", True),
    ("ต.ค. ๖๕- มี.ค. ๖๖", "", "แสดงข้อมูลสถิติ ตั้งแต่เดือน ต.ค.๖๕ – มี.ค.๖๖", True),
    ("ต.ค. ๖๕- มี.ค. ๖๖", "", "จัดประชุมทุกเดือน ต.ค.๖๕ – มี.ค.๖๖", False),
    ("ม.ค. – มี.ค. ๖๖", HALF, "แสดงข้อมูลสถิติ ต.ค.๖๕ – มี.ค.๖๖", False),
    ("ต.ค. ๖๕- มี.ค. ๖๖", "๑. จัดประชุม", "จัดประชุม ๖ ครั้ง", False),
]


@pytest.mark.parametrize(("deadline", "steps", "result", "found"), WINDOWS)
def test_a_deadline_that_is_the_period_of_its_data(
    deadline: str, steps: str, result: str, found: bool
) -> None:
    assert (deadlines.data_window(parse(deadline, 2566), 2566, steps, result) is not None) == found


ENDS = [
    ("ม.ค. – มี.ค. ๖๖", HALF, True),
    ("ต.ค. – ธ.ค. ๖๕", HALF, True),
    ("ภายใน ๓๐ เม.ย. ๖๖", HALF, False),
    ("ม.ค. – มี.ค. ๖๖", LAST_HALF, False),
    ("ม.ค. – มี.ค. ๖๖", "๑. จัดทำเป็นราย ๖ เดือน", False),
]


@pytest.mark.parametrize(("deadline", "steps", "found"), ENDS)
def test_a_deadline_no_later_than_its_data(deadline: str, steps: str, found: bool) -> None:
    assert (deadlines.before_data_end(parse(deadline, 2566), 2566, steps) is not None) == found


LATE = [
    ("ต.ค. – ธ.ค. ๖๕", NOT_STARTED, "ยังไม่ได้ดำเนินการ", "", True),
    ("ม.ค. – มี.ค. ๖๖", IN_PROGRESS, "อยู่ระหว่างดำเนินการ", "", True),
    ("ม.ค. – มี.ค. ๖๖", IN_PROGRESS, "อยู่ระหว่างดำเนินการ เนื่องจากบุคลากรไม่เพียงพอ", "", False),
    ("ม.ค. – มี.ค. ๖๖", IN_PROGRESS, "อยู่ระหว่างดำเนินการ", "ขาดงบประมาณ", False),
    ("ม.ค. – มี.ค. ๖๖", IN_PROGRESS, "อยู่ระหว่างพิมพ์ จะแล้วเสร็จใน พ.ค. ๖๖", "", False),
    ("ก.ค. – ก.ย. ๖๖", NOT_STARTED, "ยังไม่ได้ดำเนินการ", "", False),
    ("ม.ค. – มี.ค. ๖๖", CANCELLED, "ยกเลิกโครงการ", "", False),
    ("ม.ค. – มี.ค. ๖๖", DONE, "เผยแพร่แล้ว", "", False),
]


@pytest.mark.parametrize(("deadline", "status", "result", "suggestion", "found"), LATE)
def test_overdue_without_an_explanation(
    deadline: str, status: str, result: str, suggestion: str, found: bool
) -> None:
    told = deadlines.late_unexplained(parse(deadline, 2566), 2566, 6, status, result, suggestion)
    assert (told is not None) == found


@pytest.mark.parametrize(
    ("reported", "found"), [(date(2023, 2, 1), False), (date(2023, 4, 3), True)]
)
def test_a_deadline_after_the_day_of_the_report_is_not_overdue(reported: date, found: bool) -> None:
    open_ = ("อยู่ระหว่างดำเนินการ", "อยู่ระหว่างดำเนินการ", "")
    due = parse("ม.ค. – มี.ค. ๖๖", 2566)
    assert (deadlines.late_unexplained(due, 2566, 6, *open_, reported) is not None) == found


DAYS = [
    ("เมื่อวันที่ ๑๕ ก.พ. ๒๕๖๖ และ 3 มีนาคม 2566", [date(2023, 2, 15), date(2023, 3, 3)]),
    ("เผยแพร่ 31/3/2566", [date(2023, 3, 31)]),
    ("เผยแพร่ 31/3/66 จำนวน 12/50 เรื่อง", [date(2023, 3, 31)]),
    ("ระหว่าง ม.ค. – มี.ค. ๖๖", []),
    ("จำนวน ๑๕ เรื่อง พ.ศ. ๒๕๖๖", []),
    ("ไม่มีตัวเลข", []),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_days_named_inside_a_text(text: str, days: list[date]) -> None:
    assert list(days_in(text)) == days


# A result, of the fiscal year 2566 done in six months unless said otherwise, and when it is dated.
OTHER_YEARS = [
    ("จัดประชุมเมื่อวันที่ 20 ธ.ค. 2564", DONE, "before"),
    ("เปิดใช้ระบบเมื่อ ๒๕ มี.ค. ๒๕๖๔ มีผู้ยื่น ๑๔ ราย", DONE, "before"),
    ("แล้วเสร็จ 30/9/65", DONE, "before"),
    ("แล้วเสร็จวันที่ 1 ต.ค. 2565", DONE, ""),
    ("แล้วเสร็จวันที่ 31 มี.ค. 2566", DONE, ""),
    ("เผยแพร่เมื่อวันที่ 7 เม.ย. 2566", DONE, ""),
    ("เผยแพร่เมื่อวันที่ 20 มิ.ย. 2566", DONE, "after"),
    ("ประชุมเมื่อ 20 ก.ย. 2565 และ 15 ม.ค. 2566", DONE, ""),
    ("ดำเนินการตามคำสั่งที่ 12/2565 ลงวันที่ 3 ก.ย. 2565", DONE, ""),
    ("เผยแพร่แล้วตามประกาศ ณ วันที่ 3 ก.ย. 2565", DONE, ""),
    ("จะแล้วเสร็จวันที่ 20 มิ.ย. 2566", IN_PROGRESS, ""),
    ("เผยแพร่แล้ว", DONE, ""),
    ("", DONE, ""),
]


@pytest.mark.parametrize(("result", "status", "when"), OTHER_YEARS)
def test_a_result_dated_in_another_year_or_round(result: str, status: str, when: str) -> None:
    found = deadlines.of_another_year(result, status, 2566, 6)
    assert (found is not None) == bool(when)
    assert found is None or found["when"].en.startswith(when)
    assert deadlines.of_another_year(result, status, None, 6) is None


def test_a_result_of_the_whole_year_may_be_dated_in_all_of_it() -> None:
    june = "เผยแพร่เมื่อวันที่ 20 มิ.ย. 2566"
    assert deadlines.of_another_year(june, DONE, 2566, 12) is None
    assert deadlines.of_another_year(june, DONE, 2566, None) is None
    assert deadlines.of_another_year(june, DONE, 2565, 12) is not None
