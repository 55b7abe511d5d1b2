"""What a report shows on the screen: what stays in sight, can be filtered, is a number."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

import ita_xlsx
from ita_xlsx.official.stamp import DATA_SHEET, REPORT_SHEET, SOURCES_SHEET

ROUND = Path(__file__).parents[2] / "examples" / "nong_sommut"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    output = tmp_path_factory.mktemp("screen") / "report.xlsx"
    ita_xlsx.merge([ROUND / "returned"], output, plan=ROUND / "plan.xlsx")
    return load_workbook(output)


def test_number_and_issue_of_a_measure_stay_in_sight(report: Workbook) -> None:
    sheet = report[DATA_SHEET]
    assert sheet.freeze_panes == "C2"
    assert [sheet.cell(1, column).value for column in (1, 2)] == [
        "ลำดับในรายงาน", "ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา",
    ]  # fmt: skip


def test_what_is_frozen_leaves_half_of_a_small_screen(report: Workbook) -> None:
    """Of 768 pixels, Excel's own bars leave 480 at least, of 0.75 pt."""
    for sheet in report:
        rows = int((sheet.freeze_panes or "A1").lstrip("ABCDEFGHIJ")) - 1
        heights = [sheet.row_dimensions[row].height or 15 for row in range(1, rows + 1)]
        zoom = (sheet.sheet_view.zoomScale or 100) / 100
        assert sum(heights) * zoom <= 480 * 0.75 / 2, sheet.title
    assert report[REPORT_SHEET].freeze_panes == "A6"


def test_the_files_read_are_a_table_and_sizes_and_counts_are_numbers(report: Workbook) -> None:
    sheet = report[SOURCES_SHEET]
    assert sheet.tables["sources"].ref == f"A1:K{sheet.max_row}"
    heads = [cell.value for cell in sheet[1]]
    for head in ("ขนาด (ไบต์)", "มาตรการ"):
        column = heads.index(head) + 1
        values = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]
        assert values and all(isinstance(value, int) for value in values)


def test_tabs_of_printed_sheets_and_of_data_have_colours(report: Workbook) -> None:
    colours = [sheet.sheet_properties.tabColor.rgb for sheet in report]
    assert len({*colours[:3]}) == 1 and len({*colours[3:]}) == 1 and colours[0] != colours[-1]


def test_a_report_says_its_title_and_its_language(report: Workbook) -> None:
    assert report.custom_doc_props["Language"].value == "th-TH"
    title = str(report.properties.title)
    assert title.startswith("รายงานผลการดำเนินการ") and title.endswith("เทศบาลตำบลหนองสมมุติ")
