"""No output makes Excel repair it, whatever came in; a marked copy no more than what was sent."""

from pathlib import Path

import pytest
import xlsxwriter
from excel_limits import complaints
from openpyxl import load_workbook
from outputs import ODD_HEADERS, every_kind

from ita_xlsx.official.stamp import DATA_SHEET


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return every_kind(tmp_path_factory.mktemp("made"))


def test_every_kind_of_output_is_within_excel_s_limits(made: dict[str, Path]) -> None:
    assert len(made) > 15
    assert {name: found for name, path in made.items() if (found := complaints(path))} == {}


def test_odd_headers_are_kept_as_far_as_a_table_takes_them(made: dict[str, Path]) -> None:
    sheet = load_workbook(made["hostile report"])[DATA_SHEET]
    headers = [str(cell.value) for cell in sheet[1]][-len(ODD_HEADERS) :]
    assert {"งบ ประมาณ", "ก ข", "_x0041_", "กอง (2)", "=1+1"} < {*headers}
    assert (sheet.row_dimensions[1].height or 0) <= 120


def test_no_sheet_with_page_breaks_is_fitted_for_excel_would_keep_none(
    made: dict[str, Path],
) -> None:
    broken = []
    for name, path in made.items():
        # A marked copy prints as its sender's own file does.
        for sheet in [] if "copy" in name else load_workbook(path):
            if len(sheet.row_breaks.brk) + len(sheet.col_breaks.brk):
                broken.append(f"{name} {sheet.title}")
                setup = sheet.sheet_properties.pageSetUpPr
                assert setup is None or not setup.fitToPage, broken[-1]
    assert len(broken) > 3


def test_what_excel_would_repair_is_seen(tmp_path: Path) -> None:
    """Of the checks themselves: a table's column, a prompt and a row that are wrong."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path.as_posix()) as book:
        sheet = book.add_worksheet()
        sheet.add_table(0, 0, 2, 1, {"columns": [{"header": "_x0041_"}, {"header": "ก" * 300}]})
        sheet.set_row(5, 500)
        sheet.write_formula("D9", "=_xlfn.XLOOKUP(1,A1:A2,B1:B2)")
        sheet.data_validation("D1", {"validate": "any", "input_title": "ก", "input_message": "ข"})
        # xlsxwriter itself refuses longer ones.
        sheet.validations[-1]["input_title"] = "ก" * 40
    found = " / ".join(complaints(path))
    for part in ("column 'A' of a table", "column 'กก", "row 6 of 500", "XLOOKUP", "promptTitle"):
        assert part in found
