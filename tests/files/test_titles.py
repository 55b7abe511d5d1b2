"""The cover and the titles: with long names, with unknown ones, and with crests of any shape."""

from pathlib import Path
from struct import pack
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile
from zlib import compress

import pytest
from excel_limits import complaints
from goodform import good_cells
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from pictures import chunk
from xlsxwriter import Workbook

import ita_xlsx
from ita_xlsx.official.stamp import COVER_SHEET, FORM_SHEET, REPORT_SHEET, SUMMARY_SHEET
from ita_xlsx.thai.layout import MAX_ROW_HEIGHT, text_height

LONG = "องค์การบริหารส่วนตำบลหนองสองห้องพิทยาคมสรรพสิริวัฒนาราชมงคลเฉลิมพระเกียรติเทพสตรีบูรพาทิศ"
DOTS = "." * 40


def merged(folder: Path, organisation: str, place: str = "กุดรัง", logo: bytes | None = None) -> Path:
    """The report on one form, of an organisation in a district and a province of one name."""
    cells = good_cells() | {"C3": organisation, "C4": place, "C5": place}
    with Workbook((folder / "form.xlsx").as_posix()) as book:
        sheet = book.add_worksheet(FORM_SHEET)
        for address, text in cells.items():
            if text:
                sheet.write_string(address, text)
    crest = None
    if logo is not None:
        crest = folder / "crest.png"
        crest.write_bytes(logo)
    ita_xlsx.merge([folder / "form.xlsx"], folder / "report.xlsx", logo=crest)
    return folder / "report.xlsx"


def picture(width: int, height: int) -> bytes:
    row = b"\0" + b"\xc0" * width
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", compress(row * height))
        + chunk(b"IEND", b"")
    )


def test_what_is_not_known_is_dots_to_be_filled_in(tmp_path: Path) -> None:
    book = load_workbook(merged(tmp_path, "", ""))
    cover = [str(row[0]) for row in book[COVER_SHEET].iter_rows(values_only=True) if row[0]]
    assert cover[-2:] == [f"ชื่อหน่วยงาน {DOTS}", f"อำเภอ{DOTS} จังหวัด{DOTS}"]
    assert f"ของ {DOTS} ประจำปีงบประมาณ" in str(book[REPORT_SHEET]["A2"].value)
    assert f"ตามที่{DOTS} ได้วิเคราะห์" in str(book[REPORT_SHEET]["A3"].value)
    assert f"มาตรการ {DOTS} ปีงบประมาณ" in str(book[SUMMARY_SHEET]["A1"].value)


@pytest.mark.parametrize("times", [1, 2, 60])
def test_long_names_wrap_in_rows_that_hold_them(times: int, tmp_path: Path) -> None:
    report = merged(tmp_path, LONG * times)
    assert complaints(report) == []
    book = load_workbook(report)
    cover = book[COVER_SHEET]
    row = next(cell.row for (cell, *_) in cover.iter_rows() if LONG in str(cell.value))
    places = [(COVER_SHEET, row, 22), (REPORT_SHEET, 2, 18), (SUMMARY_SHEET, 1, 18)]
    for sheet, row, size in places:
        cell = book[sheet].cell(row, 1)
        needed = text_height(str(cell.value), 142, size)
        height = book[sheet].row_dimensions[row].height
        assert cell.alignment.wrap_text and height >= min(needed, MAX_ROW_HEIGHT)
    # The year does not go on in the middle of a line where the name needs more than one.
    for sheet, row, _ in places[1:]:
        lines = str(book[sheet].cell(row, 1).value).split("\n")
        assert len(lines) == 2 and lines[1].endswith("ปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน")


def test_the_introduction_is_indented_and_names_the_organisation_in_bold(tmp_path: Path) -> None:
    name = "องค์การบริหารส่วนตำบลกุดรัง"
    book = load_workbook(merged(tmp_path, name), rich_text=True)
    told = book[REPORT_SHEET]["A3"].value
    assert isinstance(told, CellRichText)
    bold = [piece.text for piece in told if isinstance(piece, TextBlock) and piece.font.b]
    assert bold == [name]
    assert all(one.font.rFont == "TH SarabunPSK" for one in told if isinstance(one, TextBlock))
    first = str(told)
    assert first.startswith(" " * 20 + f"ตามที่{name} ได้วิเคราะห์") and "\n" not in first


def test_a_name_like_an_escape_is_as_typed(tmp_path: Path) -> None:
    name = "อบต._x0041_ก"
    with ZipFile(merged(tmp_path, name)) as package:
        texts = package.read("xl/sharedStrings.xml").decode()
    assert "_x005F_x0041_" in texts and "_x005F_x005F_" not in texts


@pytest.mark.parametrize("size", [(1, 1), (900, 40), (40, 900), (3_000, 1), (1, 3_000)])
def test_a_crest_of_any_shape_is_whole_above_the_title(
    size: tuple[int, int], tmp_path: Path
) -> None:
    report = merged(tmp_path, "อบต.กุดรัง", logo=picture(*size))
    with ZipFile(report) as package:
        (anchor,) = fromstring(package.read("xl/drawings/drawing1.xml"))
    begin, end = (
        {at.tag.rpartition("}")[2]: int(at.text or "0") for at in corner} for corner in anchor[:2]
    )
    # The first two rows are empty for it, and the title's twelve columns as wide as the page.
    assert end["row"] < 2 and end["col"] < 12
    left, right = (at["col"] * 82 + at["colOff"] / 9_525 for at in (begin, end))
    assert abs((left + right) / 2 - 12 * 82 / 2) <= 1
