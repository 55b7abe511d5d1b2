"""The ends of the printed pages: what goes on says so, and nothing is alone below an empty head."""

import re
from pathlib import Path

import pytest
import xlsxwriter
from goodform import good_cells
from libreoffice import convert
from openpyxl import load_workbook
from printed import read_pages

import ita_xlsx
from ita_xlsx.official.stamp import FORM_SHEET, REPORT_SHEET

pytestmark = pytest.mark.office


def form(path: Path, measures: int) -> Path:
    """A form of so many measures, of three to twenty-five lines each."""
    cells = good_cells()
    header = next(int(cell[1:]) for cell, text in cells.items() if text == "ลำดับ")
    with xlsxwriter.Workbook(path.as_posix()) as book:
        page = book.add_worksheet(FORM_SHEET)
        for cell, text in cells.items():
            if text and int(re.sub(r"\D", "", cell)) <= header:
                page.write_string(cell, text)
        for number in range(1, measures + 1):
            steps = "\n".join(f"ข้อ {n}" for n in range(number * 5 % 23 + 3))
            result = "ดำเนินการแล้วเสร็จ " * (number % 4 * 6 + 1)
            row = (str(number), f"ประเด็น {number}", steps, "สำนักปลัด", "ม.ค. 66", result)
            for column, text in enumerate(row):
                page.write_string(header + number - 1, column, text)
    return path


@pytest.mark.parametrize("measures", [1, 7, 12, 40])
def test_pages_end_as_a_reader_expects(measures: int, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    ita_xlsx.merge([form(tmp_path / "a.xlsx", measures)], report, signatures=True)
    sheet = load_workbook(report)[REPORT_SHEET]
    breaks = [one.id for one in sheet.row_breaks.brk]
    (printed,) = convert([report], "pdf", tmp_path)
    pages = [page.text for page in read_pages(printed) if "ข้อเสนอแนะ" in page.text]
    # Of the report; the data sheet has that head too.
    pages = pages[: len(breaks) + 1]
    assert sum("ลงชื่อ" in page for page in pages) == 1 and "ลงชื่อ" in pages[-1]
    for page in pages:
        assert re.search(r"[๐-๙]+\.(ประเด็น|\(ต่อ\))", page)
    for row in breaks:
        above, first = sheet.cell(row, 1), sheet.cell(row + 1, 1)
        assert re.match(r"[๐-๙]+\. ", str(first.value))
        assert above.border.bottom.style and first.border.top.style
