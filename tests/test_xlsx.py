"""Whatever a cell holds, what we write is a workbook in which it is that text."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ita_xlsx.xlsx import TextSheet, add_growing_sheet, checked, new_workbook, strictly

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


def filled() -> bytes:
    """A sheet with a column of each kind of cell, also such as stand without a format."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, "ทดสอบ")
        sheet = workbook.add_worksheet("a")
        assert isinstance(sheet, TextSheet)
        text, number, day, blank = (workbook.add_format(look) for look in LOOKS)
        sheet.fill_column(1, 0, "text", [*TEXTS, "", None], text, blank)
        sheet.fill_column(
            1, 1, "number", [1, -2.5, 1e300, 123456789012345, 0.1, None], number, blank
        )
        days = [datetime(2022, 10, 1), datetime(1900, 1, 1), datetime(9999, 12, 31), None]
        sheet.fill_column(1, 2, "date", days, day, blank)
        sheet.write_string(0, 3, "no format")
        sheet.write_number(1, 3, 7)
        sheet.write_boolean(2, 3, True, number)
        sheet.write_formula(3, 3, "=1+1", number, "2")
        workbook.close()
    return buffer.getvalue()


LOOKS = ({"bold": True}, {"num_format": "0.00"}, {"num_format": "d mmm yyyy"}, {"border": 1})


def test_frequent_cells_are_written_as_xlsxwriter_writes_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = filled()
    monkeypatch.delattr(TextSheet, "_write_cell")
    assert filled() == ours


def test_a_column_beside_the_sheet_is_refused() -> None:
    workbook = new_workbook(BytesIO(), "ทดสอบ")
    sheet = workbook.add_worksheet("a")
    assert isinstance(sheet, TextSheet)
    form = workbook.add_format()
    with pytest.raises(ValueError, match="-1"):
        sheet.fill_column(1_048_575, 0, "text", ["last", "beyond"], form, form)
