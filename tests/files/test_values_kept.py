"""Whatever a cell holds is kept, or is in a finding with its sheet and cell."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from goodform import good_cells, good_form
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.intake.formats import by_calamine
from ita_xlsx.official.data_sheet import DATA_COLUMNS
from ita_xlsx.official.stamp import FORM_SHEET
from ita_xlsx.report import data
from ita_xlsx.xlsx.limits import CELL_LENGTH, CUT, fitting

# The second measure's suggestion, a column in which anything may stand.
CELL = "G10"
SHEET = "xl/worksheets/sheet1.xml"
DAY = "d mmm yyyy"
Order = Callable[[Path], Path]
Dress = Callable[[Any, Any], object]
Found = set[tuple[str, str, str]]


def patch(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with one part changed, and right checksums."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert change(parts[part]) != parts[part]
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def at(checked: ita_xlsx.Checked, cell: str = CELL) -> set[str]:
    """The codes of the findings at a cell, each of which names the sheet too."""
    return {f.rule.code for f in checked.findings if f.cell == cell and f.sheet == FORM_SHEET}


def text(checked: ita_xlsx.Checked, key: str = "suggestion") -> str:
    return str(checked.round.measures[key].iloc[1])


def number(value: float, form: str = "") -> Dress:
    return lambda book, page: page.write_number(
        CELL, value, book.add_format({"num_format": form}) if form else None
    )


# What a cell holds, what is read of it, and the finding at the cell ("": it is kept as it is).
CELLS: dict[str, tuple[Dress, str, str]] = {
    "a number shown in millions": (number(1234567, '0.0,,"ล้าน"'), "1234567", "T024"),
    "a number shown in per cent": (number(0.5, "0%"), "0.5", "T024"),
    "a number with a sign of money": (number(1234.5, '"฿"#,##0.00'), "1234.5", "T024"),
    "a number not shown at all": (number(5, ";;;"), "5", "T024"),
    "a number shown as a word": (number(7, '"ไม่มี"'), "7", "T024"),
    "a plain number": (number(7), "7", "T024"),
    "an id of 13 digits": (number(3101234567890), "3101234567890", "T024"),
    "more digits than Excel keeps": (number(12345678901234567890), "1.234567890123457e+19", "T024"),
    "a huge number": (number(1e300), "1e+300", "T024"),
    "a truth": (lambda book, page: page.write_boolean(CELL, True), "TRUE", "T024"),
    "a date": (number(45016, DAY), "31 มี.ค. 2566", "T022"),
    "a Buddhist year": (number(243343, DAY), "31 มี.ค. 2566", "T023"),
    "serial 1": (number(1, DAY), "1 ม.ค. 2500", "T023"),
    "serial 60, a day that never was": (number(60, DAY), "28 ก.พ. 2500", "T023"),
    "serial 61": (number(61, DAY), "1 มี.ค. 2500", "T023"),
    "serial 0": (number(0, DAY), "00:00:00", "T024"),
    "a date before all dates": (number(-5, DAY), "-5", "T024"),
    "a time before all times": (number(-0.5, "h:mm"), "-0.5", "T024"),
    "a duration below zero": (number(-0.5, "[h]:mm"), "-0.5", "T024"),
    "a number too large for a time": (number(1e9, "h:mm"), "1000000000", "T024"),
    "a number too large for a duration": (number(1e9, "[h]:mm"), "1000000000", "T024"),
    "a number too low for a duration": (number(-1e9, "[h]:mm"), "-1000000000", "T024"),
    "a number far too low for a date": (number(-1e300, DAY), "-1e+300", "T024"),
    "the last day of all": (number(2958465, DAY), "31 ธ.ค. 9999", "T023"),
    "past year 9999": (number(2958466, DAY), "2958466", "T024"),
    "a time": (number(0.5, "h:mm"), "12:00:00", "T024"),
    "a duration": (number(1.5, "[h]:mm"), "1 day, 12:00:00", "T024"),
    "an error value": (
        lambda book, page: page.write_formula(CELL, "=1/0", None, "#DIV/0!"), "", "T018",
    ),
    "a formula without a value": (
        lambda book, page: page.write_formula(CELL, "=Sheet9!A1", None, ""), "", "T017",
    ),
    "a formula and its value, stale or not": (
        lambda book, page: page.write_formula(CELL, '="ก"&"ข"', None, "ค"), "ค", "T016",
    ),
    "a number as text": (lambda book, page: page.write_string(CELL, "00123"), "00123", ""),
    "an id as text": (
        lambda book, page: page.write_string(CELL, "3101234567890"), "3101234567890", "",
    ),
    "the text NA": (lambda book, page: page.write_string(CELL, "NA"), "NA", ""),
    "a text like a formula": (lambda book, page: page.write_string(CELL, "=1+1"), "=1+1", ""),
    "a text like an escape": (lambda book, page: page.write_string(CELL, "_x0041_"), "_x0041_", ""),
    "a note": (lambda book, page: page.write_comment(CELL, "โปรดดู"), "", ""),
}  # fmt: skip


def disordered(path: Path) -> Path:
    """The same workbook with its last row before the others, which only openpyxl reads whole."""
    return patch(
        path,
        SHEET,
        lambda part: re.sub(
            rb"(<sheetData>)(.*)(<row (?:(?!<row ).)*</row>)(?=</sheetData>)", rb"\1\3\2", part
        ),
    )


def in_utf16(path: Path) -> Path:
    """The same workbook with its sheet and texts in UTF-16, which only openpyxl reads."""
    for part in (SHEET, "xl/sharedStrings.xml"):
        patch(path, part, lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    return path


@pytest.mark.parametrize("order", [lambda path: path, disordered, in_utf16])
@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_kept_or_told_of(name: str, order: Order, tmp_path: Path) -> None:
    dress, expected, code = CELLS[name]
    checked = ita_xlsx.check([order(good_form(tmp_path / "a.xlsx", dress))])
    if name == "a note":
        assert text(checked, "note") == f"{CELL}: โปรดดู"
    else:
        assert text(checked) == expected
        assert (code in at(checked)) if code else not at(checked) & {"T016", "T022", "T024"}


def test_every_cell_comes_out_of_the_merge_as_the_text_that_was_read(tmp_path: Path) -> None:
    for place, (dress, _, _) in enumerate(CELLS.values()):
        good_form(tmp_path / f"{place:02}.xlsx", dress)
    merged = ita_xlsx.merge([tmp_path], tmp_path / "report.xlsx", on_duplicate="both")
    sheet = load_workbook(merged.output)["ข้อมูล"]
    header = [cell.value for cell in sheet[1]]
    column = header.index(next(c.header for c in DATA_COLUMNS if c.name == "suggestion"))
    cells = [row[column] for row in sheet.iter_rows(min_row=2)]
    read = merged.consolidation.measures["suggestion"].tolist()
    shown = ["" if cell.value is None else str(cell.value) for cell in cells]
    # openpyxl leaves escapes as they stand in the file.
    assert [text.replace("_x005F_", "_") for text in shown] == read
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [c for c in cells if c.data_type == "n" and c.value is not None]


# What a file has, and what Excel shows.
ESCAPES = {
    "_x0041_": "A",
    "_x0E01__x0e07_": "กง",
    "_x200E_": "",
    "_xD83D__xDE00_": "\U0001f600",
    "_xD83D_": "\ufffd",
    "_xFFFE_": "\ufffd",
    "_x005F_x0041_": "_x0041_",
    "_x005F_x0E01_": "_x0E01_",
    "_x005F__x0E01_": "_ก",
    "_x005F_x005F_x0E01_": "_x005Fก",
    "_X0E01_ _x0E1_ _x0E01": "_X0E01_ _x0E1_ _x0E01",
}


@pytest.mark.parametrize("order", [lambda path: path, disordered, in_utf16])
@pytest.mark.parametrize("where", ["shared", "inline"])
def test_an_escape_that_excel_reads_as_a_letter_is_read_so_too(
    where: str, order: Order, tmp_path: Path
) -> None:
    path = good_form(tmp_path / "a.xlsx", lambda book, page: page.write_string(CELL, "@@"))
    written = " | ".join(ESCAPES).encode()
    if where == "shared":
        patch(path, "xl/sharedStrings.xml", lambda part: part.replace(b"@@", written))
    else:
        cell = b'<c r="G10" t="inlineStr"><is><t>%s</t></is></c>' % written
        patch(path, SHEET, lambda part: re.sub(rb'<c r="G10".*?</c>', cell, part))
    shown = " | ".join(ESCAPES.values())
    assert text(ita_xlsx.check([order(path)])) == shown
    ita_xlsx.merge([path], tmp_path / "report.xlsx")
    assert text(ita_xlsx.check([tmp_path / "report.xlsx"])) == shown


def test_an_escape_in_a_note_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    path = good_form(tmp_path / "a.xlsx", lambda book, page: page.write_comment(CELL, "@@"))
    patch(path, "xl/comments1.xml", lambda part: part.replace(b"@@", b"_x0E01__x005F_x0E01_"))
    assert text(ita_xlsx.check([path]), "note") == f"{CELL}: ก_x0E01_"


@pytest.mark.parametrize("order", ["cells", "rows"])
def test_cells_out_of_order_are_all_read(order: str, tmp_path: Path) -> None:
    plain = ita_xlsx.check([good_form(tmp_path / "a.xlsx", lambda book, page: None)])
    unit = rb"<c .*?</c>" if order == "cells" else rb"<row .*?</row>"

    def reverse(part: bytes) -> bytes:
        before, inside, after = re.split(rb"(?<=<sheetData>)|(?=</sheetData>)", part)
        if order == "rows":
            return before + b"".join(reversed(re.findall(unit, inside))) + after
        rows = re.findall(rb"(<row [^>]*>)(.*?)(</row>)", inside)
        flipped = (a + b"".join(reversed(re.findall(unit, b))) + c for a, b, c in rows)
        return before + b"".join(flipped) + after

    patch(tmp_path / "a.xlsx", SHEET, reverse)
    mixed = ita_xlsx.check([tmp_path / "a.xlsx"])
    assert mixed.round.measures.equals(plain.round.measures)
    assert mixed.findings == plain.findings


def with_closing_tags(path: Path) -> Path:
    return disordered(patch(
        path, SHEET,
        lambda part: re.sub(rb"(<mergeCell [^>]*)/>", rb"\1></mergeCell>", part),
    ))  # fmt: skip


@pytest.mark.parametrize("order", [lambda path: path, disordered, in_utf16, with_closing_tags])
def test_what_stands_under_a_merged_cell_is_read(order: Order, tmp_path: Path) -> None:
    def merge(book: Any, page: Any) -> None:
        page.merge_range("G9:I10", "")
        page.write_string("I9", " ")
        for address in ("G9", "H9", "G10", "I10"):
            page.write_string(address, f"ใต้ {address}")
        page.write_comment("H10", "โน้ตใต้เซลล์")
        page.write_formula("H10", '="ก"&"ข"', None, "กข")

    checked = ita_xlsx.check([order(good_form(tmp_path / "a.xlsx", merge))])
    read = checked.round.measures[["suggestion", "status", "evidence"]].to_numpy().tolist()
    assert read == [["ใต้ G9", "ใต้ H9", ""], ["ใต้ G10", "กข", "ใต้ I10"]]
    assert "T016" in at(checked, "H10") and "โน้ตใต้เซลล์" in text(checked, "note")


def test_what_openpyxl_prints_of_a_fault_is_no_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A named style that is numbered as one which is not there."""
    path = good_form(tmp_path / "a.xlsx", lambda book, page: page.write_comment(CELL, "โปรดดู"))
    patch(
        path, "xl/styles.xml", lambda part: re.sub(rb'(<cellStyle .*?xfId=)"0"', rb'\1"19"', part)
    )
    assert text(ita_xlsx.check([path]), "suggestion") and capsys.readouterr().out == ""


@pytest.mark.parametrize("twin", [b"<c r='G10' t='str'><v>x</v></c>", b'<c r="G10"><v>1</v></c>'])
def test_a_cell_that_stands_twice_is_named(twin: bytes, tmp_path: Path) -> None:
    path = good_form(tmp_path / "a.xlsx", lambda book, page: None)
    patch(
        path,
        SHEET,
        lambda part: part.replace(b"</sheetData>", b'<row r="10">%s</row></sheetData>' % twin),
    )
    with pytest.raises(ita_xlsx.ItaXlsxError) as raised:
        ita_xlsx.check([path])
    assert CELL in raised.value.say("th") and FORM_SHEET in raised.value.say("th")


def test_two_sheets_of_one_name_are_both_read(tmp_path: Path) -> None:
    def second(book: Any, page: Any) -> None:
        other = book.add_worksheet("zzz")
        for address, told in good_cells("กองคลัง").items():
            if told:
                other.write_string(address, told)
        other.write_comment("B9", "บนชีตที่สอง")

    path = good_form(tmp_path / "a.xlsx", second)
    patch(path, "xl/workbook.xml", lambda part: part.replace(b'"zzz"', f'"{FORM_SHEET}"'.encode()))
    measures = ita_xlsx.check([path]).round.measures
    assert set(measures["division"]) == {"สำนักปลัด", "กองคลัง"} and len(measures) == 4
    assert "บนชีตที่สอง" in "".join(measures["note"])


def test_two_sheets_of_one_name_that_only_one_reader_knows_are_refused(tmp_path: Path) -> None:
    content = '<table:table table:name="ก"><table:table-row><table:table-cell office:value-type='
    content += '"string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    whole = f"<office:document-content{names}><office:body><office:spreadsheet>{content}{content}"
    whole += "</office:spreadsheet></office:body></office:document-content>"
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", whole)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    with pytest.raises(ita_xlsx.ItaXlsxError, match="ชื่อซ้ำกัน"):
        ita_xlsx.check([path])


def test_a_sheet_in_utf16_is_read_as_any_other(tmp_path: Path) -> None:
    path = good_form(tmp_path / "a.xlsx", lambda book, page: None)
    plain = ita_xlsx.check([path]).round.measures
    assert ita_xlsx.check([in_utf16(path)]).round.measures.equals(plain)


def test_hidden_rows_columns_and_sheets_are_read_and_told_of(tmp_path: Path) -> None:
    def hide(book: Any, page: Any) -> None:
        page.set_row(9, None, None, {"hidden": True})
        page.set_column("G:G", None, None, {"hidden": True})
        book.add_worksheet("ว่าง").activate()
        page.hide()

    checked = ita_xlsx.check([good_form(tmp_path / "a.xlsx", hide)])
    assert len(checked.round.measures) == 2
    assert {"T013", "T014", "T015"} <= {f.rule.code for f in checked.findings}
    assert all(f.sheet == FORM_SHEET for f in checked.findings if f.rule.code in ("T013", "T014"))


def test_numbers_and_dates_of_added_columns_are_told_of_too(tmp_path: Path) -> None:
    def add(book: Any, page: Any) -> None:
        page.write_string("J8", "งบประมาณ")
        page.write_number("J10", 1234567, book.add_format({"num_format": '0.0,,"ล้าน"'}))

    checked = ita_xlsx.check([good_form(tmp_path / "a.xlsx", add)])
    assert at(checked, "J10") == {"T024"} and text(checked, "+งบประมาณ") == "1234567"


def test_a_note_outside_the_measures_is_told_of(tmp_path: Path) -> None:
    cells = {"F3": "บนป้าย", "A8": "บนหัวตาราง", "B10": "ในตาราง", "C40": "ใต้ตาราง"}

    def note(book: Any, page: Any) -> None:
        for address, told in cells.items():
            page.write_comment(address, told)

    checked = ita_xlsx.check([good_form(tmp_path / "a.xlsx", note)])
    told = {f.cell: f.value for f in checked.findings if f.rule.code == "T025"}
    assert told == {cell: note for cell, note in cells.items() if cell != "B10"}


def test_a_text_that_no_cell_holds_is_cut_with_a_remark_and_a_finding(tmp_path: Path) -> None:
    """Two rows of 20,000 letters that are one measure."""

    def long(book: Any, page: Any) -> None:
        page.write_string("C10", "๑. " + "ข" * 20_000)
        page.write_string("C11", "๒. " + "ค" * 20_000)

    good_form(tmp_path / "a.xlsx", long)
    merged = ita_xlsx.merge(
        [tmp_path / "a.xlsx"],
        tmp_path / "out.xlsx",
        reports=ita_xlsx.Reports(tmp_path / "found.xlsx", tmp_path / "back"),
    )
    assert "M031" in at(merged.checked, "C10") and not merged.is_whole
    cells = [cell for row in load_workbook(merged.output)["ข้อมูล"].iter_rows() for cell in row]
    (cut,) = [cell.value for cell in cells if str(cell.value).endswith(CUT)]
    assert len(cut) == CELL_LENGTH and "ข" * 12_000 in cut


def test_an_added_column_that_no_cell_holds_is_told_of(tmp_path: Path) -> None:
    def long(book: Any, page: Any) -> None:
        page.write_string("J8", "งบประมาณ")
        for row, number in ((10, "๑"), (11, "๒")):
            page.write_string(f"J{row}", "ข" * 20_000)
            page.write_string(f"C{row}", f"{number}. ต่อ")

    merged = ita_xlsx.merge([good_form(tmp_path / "a.xlsx", long)], tmp_path / "out.xlsx")
    assert "M031" in at(merged.checked, "A10")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ก" * CELL_LENGTH, CELL_LENGTH),
        ("ก" * (CELL_LENGTH + 1), CELL_LENGTH),
        ("😀" * 20_000, CELL_LENGTH - 1),
    ],
)
def test_a_cell_holds_so_many_units_as_excel_counts(given: str, kept: int) -> None:
    assert (
        len(fitting(given).encode("utf-16-le")) // 2 in (kept, kept + 1)
        and len(fitting(given)) <= CELL_LENGTH
    )
    assert fitting("สั้น") == "สั้น"


def test_more_columns_than_a_sheet_has_are_kept_in_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a sheet of fewer columns: the true one takes a quarter of a minute."""
    most = len(DATA_COLUMNS) + 5
    monkeypatch.setattr(data, "SHEET_COLUMNS", most)

    def widen(book: Any, page: Any) -> None:
        for column in range(9, 9 + 20):
            page.write_string(7, column, f"คอลัมน์ {column}")
            page.write_string(9, column, f"ข้อ {column}")

    merged = ita_xlsx.merge([good_form(tmp_path / "a.xlsx", widen)], tmp_path / "out.xlsx")
    rows = [list(row) for row in load_workbook(merged.output)["ข้อมูล"].values]
    assert {len(row) for row in rows} == {most}
    assert rows[0][-5:-1] == [f"คอลัมน์ {column}" for column in range(9, 13)]
    assert rows[2][-1].splitlines() == [f"คอลัมน์ {c}: ข้อ {c}" for c in range(13, 29)]


def test_half_a_letter_is_no_letter(tmp_path: Path) -> None:
    """``_xD83D_`` is the first half of an emoji; alone, no text file can hold it."""

    def two(book: Any, page: Any) -> None:
        page.write_string(CELL, "@1@2")
        page.write_string("I10", "@1")

    path = good_form(tmp_path / "a.xlsx", two)
    patch(path, "xl/sharedStrings.xml", lambda part: part.replace(b"@1", b"_xD83D_"))
    patch(path, "xl/sharedStrings.xml", lambda part: part.replace(b"@2", b"_xDE00_"))
    patch(
        path,
        SHEET,
        lambda part: re.sub(rb"(<row .*?</row>)(<row .*?</row>)", rb"\2\1", part, count=1),
    )
    merged = ita_xlsx.merge([path], tmp_path / "out.xlsx")
    assert text(merged.checked) == "😀" and "\ud83d" not in text(merged.checked, "evidence")


def test_a_row_with_a_number_too_large_for_a_duration_is_kept_whole(tmp_path: Path) -> None:
    """The other cells too, the date among them as the number that it is; the rest as ever."""

    def dress(book: Any, page: Any) -> None:
        number(1e9, "[h]:mm")(book, page)
        day = book.add_format({"num_format": DAY})
        page.write_number("E9", 45016, day)
        page.write_number("E10", 45016, day)

    checked = ita_xlsx.check([good_form(tmp_path / "a.xlsx", dress)])
    assert checked.round.measures["deadline"].tolist() == ["31 มี.ค. 2566", "45016"]
    assert "T022" in at(checked, "E9") and "T024" in at(checked, "E10")
    assert text(checked, "issue") == good_cells()["B10"]


@pytest.mark.usefixtures("read_here")
def test_a_row_that_no_reading_gives_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_calamine, "_without_formats", lambda content: content)
    with pytest.raises(ita_xlsx.ItaXlsxError, match=f"“{FORM_SHEET}” แถวที่ 10.*รูปแบบเป็นเวลา"):
        ita_xlsx.check([good_form(tmp_path / "a.xlsx", number(1e9, "[h]:mm"))])


def test_a_number_of_a_measure_is_told_of_unless_it_is_an_ordinal(tmp_path: Path) -> None:
    for value, codes in ((2, set()), (2.5, {"T024"}), (0, {"T024"}), (10**12, {"T024"})):
        path = tmp_path / "a.xlsx"
        good_form(path, lambda book, page, value=value: page.write_number("A10", value))
        assert at(ita_xlsx.check([path]), "A10") & {"T024"} == codes


def test_a_number_of_thousands_of_digits_is_a_text(tmp_path: Path) -> None:
    """Python refuses to make a number of more than 4,300 digits."""
    good_form(tmp_path / "a.xlsx", lambda book, page: page.write_string("A10", "๑" * 5000))
    assert text(ita_xlsx.check([tmp_path / "a.xlsx"]), "number") == "๑" * 5000
