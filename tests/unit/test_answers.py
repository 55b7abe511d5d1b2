"""What is no answer: as good as an empty cell."""

import pytest

from ita_xlsx.official.answers import is_no_answer
from ita_xlsx.official.statuses import NOT_REPORTED, counted

NONE = (
    "", " ", "-", " – ", ".....", "……", "_____", "/", "- -", "(-)", "ไม่มี", "-ไม่มี-", "ไม่ มี",
    "ไม่มีข้อมูล", "N/A", "n/a", "NA", "n.a.", "None", "(none)", "nil",
)  # fmt: skip
SOME = (
    "ไม่มีผู้ร้องเรียน", "ไม่มีการดำเนินการ", "ไม่พบ", "ยังไม่ได้ดำเนินการ", "มี", "๐", "0",
    "100%", "N/A เพราะไม่มีงบประมาณ", "- จัดอบรมแล้ว",
)  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_says_nothing_at_all_is_no_answer(text: str) -> None:
    assert is_no_answer(text) and counted("", text) == NOT_REPORTED


@pytest.mark.parametrize("text", SOME)
def test_whatever_says_anything_is_an_answer(text: str) -> None:
    assert not is_no_answer(text) and counted("", text) != NOT_REPORTED
