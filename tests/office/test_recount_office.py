"""Every figure of a report counted again from its data: as written, recalculated, and changed.

The round has joint measures, a file sent twice, one that was sent again with other answers, and a
division that sent nothing.
"""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command import ita_xlsx
from libreoffice import type_into
from openpyxl import load_workbook
from traced import data_rows, trace_summary

import ita_xlsx as library
from ita_xlsx.official.data_sheet import DEADLINE_END, ENTRY, STATUS
from ita_xlsx.official.stamp import DATA_SHEET, SUMMARY_SHEET
from ita_xlsx.official.statuses import LABELS

pytestmark = pytest.mark.office

SILENT = "หน่วยตรวจสอบภายใน"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recount") / "round"
    library.lay_out_demo(folder, date(2026, 4, 21))
    returned = folder / "returned"
    (chang,) = returned.glob("*กองช่าง*")
    shutil.copy(chang, returned / "อีกครั้ง.xlsx")
    (study,) = returned.glob("*กองการศึกษา*")
    other = load_workbook(study)
    other.worksheets[0]["F9"] = "จัดประชุมประชาคมเพิ่มอีก ๒ ชุมชนเมื่อ ๒ มี.ค. ๒๕๖๙"
    other.worksheets[0]["I6"] = "15 เม.ย. 2569"
    other.save(returned / "การศึกษาใหม่.xlsx")
    ran = ita_xlsx("merge", "--on-duplicate", "latest", "-o", "r.xlsx", folder=folder)
    assert ran.code == 0, ran.text
    return folder / "r.xlsx"


def as_written(report: Path, folder: Path) -> Path:
    return report


def recalculated(report: Path, folder: Path) -> Path:
    type_into(report, folder / "again.xlsx", {})
    return folder / "again.xlsx"


def changed(report: Path, folder: Path) -> Path:
    """A third of the rows with another status and another last day."""
    head, *rows = load_workbook(report)[DATA_SHEET].iter_rows()
    columns = {cell.value: cell.column_letter for cell in head}
    typed = {}
    for number, row in enumerate(rows):
        if number % 3 == 0:
            excel = row[0].row
            typed[DATA_SHEET, f"{columns[STATUS]}{excel}"] = LABELS[number % len(LABELS)]
            typed[DATA_SHEET, f"{columns[DEADLINE_END]}{excel}"] = f"2026-0{1 + number % 9}-15"
    type_into(report, folder / "changed.xlsx", typed)
    return folder / "changed.xlsx"


@pytest.mark.parametrize("how", [as_written, recalculated, changed])
def test_every_figure_of_the_summary_is_that_of_the_data(
    report: Path, tmp_path: Path, how: Callable[[Path, Path], Path]
) -> None:
    counted = how(report, tmp_path)
    assert trace_summary(counted) > 80
    rows = data_rows(counted)
    measures = sum(int(float(str(row[ENTRY]))) == 1 for row in rows)
    assert (measures, len(rows)) == (10, 19)
    texts = load_workbook(counted, data_only=True)[SUMMARY_SHEET].iter_rows(values_only=True)
    said = [str(value) for row in texts for value in row if value is not None]
    assert any(text.startswith("ทั้งหมด ๑๐ มาตรการ ๑๙ รายการ") for text in said)


def test_the_screen_the_json_and_the_letter_say_the_same(report: Path) -> None:
    folder = report.parent
    rows = data_rows(report)
    sent = [row for row in rows if row["ไฟล์"] != "plan.xlsx"]
    told = json.loads(ita_xlsx("check", "r.xlsx", "--format", "json", folder=folder).out)
    assert told["counts"] == {"measures": 10, "entries": len(rows)}
    screen = ita_xlsx(folder=folder).out
    assert f"รายงานผลแล้ว {sum(bool(row['ผลการดำเนินการ']) for row in sent)} จาก 19 รายการ" in screen
    outgoing = library.draft_email(report, ["district@example.go.th"])
    assert "๑๐ มาตรการ" in outgoing.mail.body and "๑๙ รายการ" in outgoing.mail.body
    for status in LABELS:
        count = sum(row[STATUS] == status for row in rows)
        thai = "".join(chr(0x0E50 + int(digit)) for digit in str(count))
        assert (f"{status} {thai} รายการ" in outgoing.mail.body) is (count > 0)
    assert f"ยังไม่ส่ง: {SILENT}" in outgoing.mail.body
