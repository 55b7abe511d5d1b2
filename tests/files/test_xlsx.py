"""Whatever a cell holds, what we write is a workbook in which it is that text."""

import re
import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.xlsx.columns import CellKind, ColumnSheet
from ita_xlsx.xlsx.limits import SHEET_LINKS
from ita_xlsx.xlsx.sheets import TextSheet, add_growing_sheet, checked
from ita_xlsx.xlsx.workbook import PackedWorkbook, new_workbook, strictly

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


LOOKS = ({"bold": True}, {"num_format": "0.00"}, {"num_format": "d mmm yyyy"}, {"border": 1})
COLUMNS: dict[CellKind, list[object]] = {
    "text": [*TEXTS, "=1+1", "", None, "ก\r\nข"],
    "number": [1, -2.5, 1e300, 123456789012345, 0.1, None, *range(7)],
    "date": [
        *(datetime(2022, 10, 1), datetime(1900, 1, 1), datetime(9999, 12, 31), None),
        *(datetime(2023, 3, day) for day in range(1, 10)),
    ],
}


def filled(by_columns: bool, heights: Sequence[float] = (), links: Sequence[int] = ()) -> bytes:
    """A sheet with a column of each kind of cell, filled by our own way or by xlsxwriter's."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, "ทดสอบ")
        sheet = workbook.add_worksheet("a", ColumnSheet if by_columns else TextSheet)
        *styles, blank = (workbook.add_format(look) for look in LOOKS)
        for form in (*styles, blank):
            form._get_xf_index()  # xlsxwriter numbers formats in the order of their first use
        heads = [{"header": kind} for kind in COLUMNS]
        if by_columns:
            fill_by_columns(sheet, styles, blank, heights, links)
        else:
            sheet.add_table(0, 0, len(COLUMNS["text"]), 2, {"columns": heads})
            fill_by_cells(sheet, styles, blank, heights, links)
        workbook.close()
    return buffer.getvalue()


def fill_by_columns(
    sheet: Worksheet,
    styles: Sequence[Format],
    blank: Format,
    heights: Sequence[float],
    links: Sequence[int],
) -> None:
    assert isinstance(sheet, ColumnSheet)
    sheet.add_long_table(len(COLUMNS["text"]), 2, {"columns": [{"header": k} for k in COLUMNS]})
    for (kind, values), style in zip(COLUMNS.items(), styles, strict=True):
        sheet.fill_column(1, kind, values, style, blank)
    sheet.fill_heights(heights)
    sheet.make_links(0, blank, ((row, ADDRESSES[row]) for row in links))


def fill_by_cells(
    sheet: Worksheet,
    styles: Sequence[Format],
    blank: Format,
    heights: Sequence[float],
    links: Sequence[int],
) -> None:
    writers = (sheet.write_string, sheet.write_number, sheet.write_datetime)
    for col, (values, style) in enumerate(zip(COLUMNS.values(), styles, strict=True)):
        for row, value in enumerate(values, start=1):
            if value is None or value == "":
                sheet.write_blank(row, col, None, blank)
            elif col == 0 and row in links:
                checked(sheet.write_url(row, col, ADDRESSES[row], blank, string=str(value)))
            else:
                checked(writers[col](row, col, value, style))
    for row, height in enumerate(heights, start=1):
        sheet.set_row(row, height)


# By row; Excel escapes some signs, and takes what stands behind a # apart.
ADDRESSES = {
    5: "https://example.go.th/a?b=1&c=2",
    6: "https://example.go.th/a#b",
    7: "https://example.go.th/[a]",
    8: "https://example.go.th/8",
    9: "https://example.go.th/%E0%B8%81/100%",
    10: "https://example.go.th/ก",
}


@pytest.mark.parametrize("links", [(), (5, 8), (10, 9, 8, 7, 6, 5)])
@pytest.mark.parametrize("heights", [(), [15.0 + n / 3 for n in range(13)]])
def test_columns_are_written_as_xlsxwriter_writes_cells(
    heights: Sequence[float], links: Sequence[int]
) -> None:
    assert filled(True, heights, links) == filled(False, heights, links)


def mixed(by_rows: bool) -> bytes:
    """Rows of texts, a heading merged over one of them, a place over two; the sheet's XML."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, "ทดสอบ")
        sheet = workbook.add_column_sheet("a")
        text, head = (workbook.add_format(look) for look in LOOKS[:2])
        for form in (text, head):
            form._get_xf_index()
        sheet.write_string(0, 0, "title", head)
        if by_rows:
            sheet.begin_rows(2, 3)
        rows = [("a", "<r>x</r>", "ก"), None, ("", "b", "-"), ("c", "a", "-"), ("=1", "", "z")]
        for row, texts in enumerate(rows, start=2):
            cells = [(one, text) if one != "-" else None for one in texts] if texts else [None] * 3
            if by_rows:
                sheet.add_row(15 + row, cells)
            else:
                sheet.set_row(row, 15 + row)
                for col, cell in enumerate(cells):
                    if cell:
                        (sheet.write_string if cell[0] else sheet.write_blank)(row, col, *cell)
        sheet.merge_range(3, 0, 3, 2, "", head)
        sheet.write_string(3, 0, "heading", head)
        sheet.merge_range(4, 2, 5, 2, "", text)
        sheet.write_string(4, 2, "both", text)
        sheet.write_string(9, 1, "below", head)
        workbook.close()
    with ZipFile(buffer) as package:
        # How far the rows reach is told for sixteen at a time, as a help that no reader needs.
        return re.sub(rb' spans="[0-9:]+"', b"", package.read("xl/worksheets/sheet1.xml"))


def test_rows_are_written_as_xlsxwriter_writes_cells() -> None:
    assert mixed(by_rows=True) == mixed(by_rows=False)


def test_frequent_cells_are_written_as_xlsxwriter_writes_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = filled(False)
    monkeypatch.delattr(TextSheet, "_write_cell")
    assert filled(False) == ours


def test_a_workbook_is_packed_as_xlsxwriter_packs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Part by part or all in the end: the parts are the same, in the same order."""
    ours = ZipFile(BytesIO(filled(True)))
    buffer = BytesIO()
    monkeypatch.setattr(PackedWorkbook, "_get_packager", Workbook._get_packager)
    monkeypatch.setattr(
        PackedWorkbook,
        "close",
        lambda book: (setattr(book, "filename", buffer), Workbook.close(book)),
    )
    filled(True)
    theirs = ZipFile(buffer)
    assert ours.namelist() == theirs.namelist()
    assert all(ours.read(name) == theirs.read(name) for name in theirs.namelist())
    assert [i.date_time for i in ours.infolist()] == [i.date_time for i in theirs.infolist()]


def new_sheet() -> tuple[ColumnSheet, Format]:
    workbook = new_workbook(BytesIO(), "ทดสอบ")
    sheet = workbook.add_worksheet("a", ColumnSheet)
    assert isinstance(sheet, ColumnSheet)
    return sheet, workbook.add_format()


def test_a_column_beside_the_sheet_is_refused() -> None:
    sheet, form = new_sheet()
    with pytest.raises(ValueError, match="-1"):
        sheet.fill_column(1_048_575, "text", ["last", "beyond"], form, form)


def test_columns_of_unequal_length_are_refused() -> None:
    sheet, form = new_sheet()
    sheet.fill_column(1, "text", ["a", "b"], form, form)
    with pytest.raises(ValueError, match="equally long"):
        sheet.fill_column(1, "text", ["a"], form, form)


def test_links_beyond_what_a_sheet_holds_stay_texts() -> None:
    buffer = BytesIO()
    number = SHEET_LINKS + 3
    with strictly():
        workbook = new_workbook(buffer, "ทดสอบ")
        sheet = workbook.add_worksheet("a", ColumnSheet)
        assert isinstance(sheet, ColumnSheet)
        form = workbook.add_format()
        sheet.fill_column(1, "text", [f"https://a.go.th/{n}" for n in range(number)], form, form)
        sheet.make_links(0, form, ((n + 1, f"https://a.go.th/{n}") for n in range(number)))
        workbook.close()
    with ZipFile(buffer) as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == SHEET_LINKS
        assert package.read("xl/sharedStrings.xml").count(b"<si>") == number


def test_long_parts_are_packed_in_less_time_and_all_others_well() -> None:
    buffer = BytesIO()
    workbook = new_workbook(buffer, "ทดสอบ")
    sheet, form = workbook.add_column_sheet("ยาว"), workbook.add_format()
    workbook.add_worksheet("สั้น").write_string(0, 0, "ก")
    sheet.fill_column(0, "text", [f"ข้อความที่ {n * 7919 % 1000}" for n in range(20_000)], form, form)
    workbook.close()
    with ZipFile(buffer) as package:
        for part in package.infolist():
            level = 2 if part.file_size > 1 << 18 else -1
            packer = zlib.compressobj(level, zlib.DEFLATED, -15)
            packed = packer.compress(package.read(part)) + packer.flush()
            assert part.compress_size == len(packed), part.filename
        assert package.getinfo("xl/worksheets/sheet1.xml").file_size > 1 << 18
