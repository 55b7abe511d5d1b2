"""No text keeps the checks busy for long, however it is made: the time grows with its length alone.

Runs of blanks, dots and line ends once took from ten to forty seconds in these few cells.
"""

import time
from pathlib import Path
from typing import Any

import pytest
from test_values_kept import write

import ita_xlsx

LONG = 32_000
# A slow computer is no failure; what grows with the square of the length takes far longer.
SECONDS = 4.0

TEXTS = {
    "line ends": "ก" + "\n" * LONG + "ข",
    "blanks behind a word for the year": "ประจำปีงบประมาณ" + " " * LONG + "25ก",
    "dots behind a label": "oit" + "." * LONG + "ข",
    "dots before the last letter": "ก" + "." * LONG + "ข",
    "addresses and slips": "http://ก ประจาปี " * (LONG // 17),
    "offers": "รายเดือน หรือ รายปี " * (LONG // 20),
    "digits": "๑2" * (LONG // 2),
    "marks": "ก่า้" * (LONG // 4),
    "months": "ข้อมูล ม.ค. - มี.ค. 66 " * (LONG // 22),
    "official words with slips": "แสดงรายชื่อของผู้บริหาร ตำแหน่งง รูปถายและช่องทาง " * (LONG // 50),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_checked_in_a_moment(name: str, tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        for column in "BCDEFGHI":
            page.write_string(f"{column}10", TEXTS[name])

    path = write(tmp_path / "a.xlsx", fill)
    began = time.process_time()
    checked = ita_xlsx.check([path])
    assert time.process_time() - began < SECONDS
    assert len(checked.round.measures) == 2


def test_merged_cells_beside_thousands_of_measures_are_counted_in_a_moment(tmp_path: Path) -> None:
    most = 8000

    def fill(book: Any, page: Any) -> None:
        for row in range(10, most):
            page.write_string(row, 0, f"{row}")
            page.write_string(row, 1, f"ประเด็น {row}")
        page.merge_range(10, 3, most - 1, 3, "กองคลัง")

    path = write(tmp_path / "a.xlsx", fill)
    began = time.process_time()
    checked = ita_xlsx.check([path])
    assert time.process_time() - began < SECONDS
    merged = [f for f in checked.findings if f.rule.code == "T019"]
    assert [f.cell for f in merged] == ["D11"] and len(checked.round.measures) == most - 8
