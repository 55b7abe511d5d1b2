"""Whatever a cell holds, what we write is a workbook in which it is that text."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from ita_xlsx.xlsx import add_growing_sheet, checked, new_workbook, strictly

TEXTS = (
    "<r><t>x & y</t></r>",
    "<r></r>",
    "<r>",
    "=1+1",
    "https://www.example.go.th",
    "_x0041_",
    "\x01\x1f",
    " blanks ",
    "{=A1}",
)


@pytest.mark.parametrize("growing", [False, True])
def test_a_text_stays_a_text(growing: bool) -> None:
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, "ทดสอบ")
        sheet = add_growing_sheet(workbook, "a", 1) if growing else workbook.add_worksheet("a")
        form = workbook.add_format({"bold": True})
        for row, text in enumerate(TEXTS):
            checked(sheet.write_string(row, 0, text, form))
        workbook.close()
    cells = [row[0] for row in load_workbook(buffer)["a"].iter_rows()]
    assert [cell.data_type for cell in cells] == ["s"] * len(TEXTS)
    assert all(cell.font.bold and cell.hyperlink is None for cell in cells)
    # openpyxl leaves the escapes of control characters as they stand in the file.
    plain = [text for text in TEXTS if "_x" not in text and text.isprintable()]
    assert [cell.value for cell in cells if cell.value in plain] == plain
