"""No text keeps the checks busy for long, however it is made: the time grows with its length alone.

Runs of blanks, dots and line ends once took from ten to forty seconds in a few such cells. Nothing
is timed here: where the time grew with the square again, the command would not come to an end.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from goodform import good_form

LONG = 32_000
ROWS = range(10, 20)
# Many times what a slow computer needs.
NEVER_ENDS = 60

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


def checked(path: Path) -> Any:
    """What the command tells of a file. Raises TimeoutExpired when it does not come to an end."""
    command = [sys.executable, "-m", "ita_xlsx", "check", str(path), "--format", "json"]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=NEVER_ENDS)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return json.loads(ran.stdout)


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_checked_to_its_end(name: str, tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        for row in ROWS:
            page.write_string(f"A{row}", str(row))
            for column in "BCDEFGHI":
                page.write_string(f"{column}{row}", f"{TEXTS[name]} {row}")

    assert checked(good_form(tmp_path / "a.xlsx", fill))["files"][0]["measures"] == 1 + len(ROWS)


def test_merged_cells_beside_thousands_of_measures_are_counted(tmp_path: Path) -> None:
    most, columns = 16_000, range(3, 9)

    def fill(book: Any, page: Any) -> None:
        for row in range(10, most):
            page.write_string(row, 0, f"{row}")
            page.write_string(row, 1, f"ประเด็น {row}")
        for column in columns:
            page.merge_range(10, column, most - 1, column, "กองคลัง")

    told = checked(good_form(tmp_path / "a.xlsx", fill))
    merged = [finding["cell"] for finding in told["findings"] if finding["code"] == "T019"]
    assert merged == [f"{letter}11" for letter in "DEFGHI"]
    assert told["files"][0]["measures"] == most - 8
