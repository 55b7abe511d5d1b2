"""Workbooks that the first reader refuses and Excel opens are read by the second; none is lost."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from corpus import FIXTURES, TABLE, measures_of
from goodform import good_cells
from zips import Entry, pack

import ita_xlsx
from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.formats import open as opening
from ita_xlsx.intake.formats.by_openpyxl import read_with_openpyxl
from ita_xlsx.intake.guard.examine import examine_content
from ita_xlsx.official.stamp import FORM_SHEET

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
LINKS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Change = Callable[[bytes], bytes]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def form(division: str = "สำนักปลัด", sheets: int = 1, **others: str | float) -> dict[str, bytes]:
    """The parts of the good form with other values, errors and formulas in some cells."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet(FORM_SHEET)
        for address, value in {**good_cells(division), **others}.items():
            if isinstance(value, str) and value.startswith("="):
                formula, _, shown = value.partition(" -> ")
                page.write_formula(address, formula, None, shown)
            elif value != "":
                page.write(address, value)
        for number in range(1, sheets):
            book.add_worksheet(f"แผ่น{number}")
    return parts_of(stream.getvalue())


def put(before: str, text: str) -> Change:
    """The part with a text put before the first place of another."""
    return lambda part: part.replace(before.encode(), (text + before).encode(), 1)


def swap(pattern: str, text: str) -> Change:
    return lambda part: re.sub(pattern.encode(), text.encode(), part, count=1)


def changed(parts: Mapping[str, bytes], changes: Mapping[str, Change]) -> dict[str, bytes]:
    new = {name: changes.get(name, lambda part: part)(part) for name, part in parts.items()}
    assert all(new[name] != parts[name] for name in changes)
    return new


def zipped(parts: Mapping[str, bytes]) -> bytes:
    return pack(*(Entry(name, part) for name, part in parts.items()))


def check(tmp_path: Path, content: bytes) -> ita_xlsx.Checked:
    path = tmp_path / "ก.xlsx"
    path.write_bytes(content)
    return ita_xlsx.check([path])


def loud(checked: ita_xlsx.Checked) -> set[tuple[str, str]]:
    return {(f.rule.code, f.cell) for f in checked.findings if f.rule.severity != "info"}


ERRORS = [
    "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!", "#CONNECT!", "#EXTERNAL!",
    "#BUSY!", "#PYTHON!", "Err:502", "#N/A N/A", "ไม่มีค่า",
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("cell", ["G9", "C10", "J3"])
def test_an_error_that_the_reader_does_not_know_is_named_at_its_cell(
    error: str, cell: str, tmp_path: Path
) -> None:
    parts = form(**{cell: "=1/A1 -> #VALUE!"})
    checked = check(tmp_path, zipped(changed(parts, {SHEET: swap("#VALUE!", error)})))
    assert len(checked.round.measures) == 2
    told = [(f.cell, f.value) for f in checked.findings if f.rule.code == "T018"]
    assert told == ([(cell, error)] if cell != "J3" else [])  # of the rows below the header


def test_several_errors_that_openpyxl_wrote_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for address, value in good_cells().items():
        page[address] = value or None
    for address, error in {"G9": "#SPILL!", "I9": "#N/A", "G10": "#BUSY!"}.items():
        page[address] = error
        page[address].data_type = "e"
    book.save(tmp_path / "ก.xlsx")
    checked = ita_xlsx.check([tmp_path / "ก.xlsx"])
    told = {f.cell: f.value for f in checked.findings if f.rule.code == "T018"}
    assert told == {"G9": "#SPILL!", "I9": "#N/A", "G10": "#BUSY!"}
    assert len(checked.round.measures) == 2


def test_dates_and_numbers_beside_an_unknown_error_are_what_they_are(tmp_path: Path) -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        day, page = book.add_format({"num_format": "d mmm yyyy"}), book.add_worksheet()
        page.write_formula("A1", "=1/0", None, "#VALUE!")
        page.write_number("B1", 45016, day)
        page.write_number("C1", -5, day)
        page.write_number("D1", 1e9, day)
        page.write_boolean("E1", True)
        page.write_string("F1", "NA")
    content = zipped(changed(parts_of(stream.getvalue()), {SHEET: swap("#VALUE!", "#SPILL!")}))
    (sheet,) = opening.read_sheets(content, examine_content(content), "")
    (day, *others) = sheet.rows[0][1:]
    assert str(day).startswith("2023-03-31") and others == [-5, 1e9, True, "NA"]


DIMENSIONS = ["A:C", "1:3", "A1:XFD", "C", "", "$A$1:$B$2", "A1:B2 C3", "#REF!"]
MERGES = {
    "A:C": (0, 0, 9, 2), "9:10": (8, 0, 9, 8), "$B$20:$C$21": (19, 1, 20, 2), "C20": (19, 2, 19, 2),
    "C:A": (0, 0, 9, 2), "#REF!": None, "": None, "B:3": None,
}  # fmt: skip


@pytest.mark.parametrize("size", DIMENSIONS)
def test_what_a_sheet_says_of_its_size_is_never_asked(size: str, tmp_path: Path) -> None:
    parts = changed(form(), {SHEET: swap(r'(<dimension ref=)"[^"]*"', rf'\1"{size}"')})
    checked = check(tmp_path, zipped(parts))
    assert len(checked.round.measures) == 2 and not loud(checked)


@pytest.mark.parametrize(("range_", "merge"), MERGES.items())
def test_a_merge_of_whole_columns_or_rows_is_read(
    range_: str, merge: tuple[int, ...] | None
) -> None:
    add = put("<pageMargins", f'<mergeCells count="1"><mergeCell ref="{range_}"/></mergeCells>')
    content = zipped(changed(form(), {SHEET: add}))
    (sheet,) = opening.read_sheets(content, examine_content(content), "")
    assert sheet.merges == ((merge,) if merge else ())
    assert sheet.rows[8][1] == good_cells()["B9"]


@pytest.mark.parametrize("name", ["libreoffice_whole_row.xlsx", "libreoffice.ots"])
def test_a_title_over_a_whole_row_and_a_template_of_libreoffice_are_read(name: str) -> None:
    checked = ita_xlsx.check([FIXTURES / "odd" / name])
    assert measures_of(checked) == TABLE["measures"]


MACROS = (
    f'<xm:macrosheet xmlns="{MAIN}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<sheetData><row r="1"><c r="A1"><f>HALT()</f><v>0</v></c></row></sheetData></xm:macrosheet>'
)
OTHER_SHEETS = {
    "macros": (f"{MICROSOFT}/xlMacrosheet", MACROS),
    "international macros": (f"{MICROSOFT}/xlIntlMacrosheet", MACROS),
    "dialog": (f"{OFFICE}/dialogsheet", f'<dialogsheet xmlns="{MAIN}"><sheetViews/></dialogsheet>'),
}


def with_sheet(
    parts: Mapping[str, bytes], kind: str, part: str, state: str = ""
) -> dict[str, bytes]:
    """The parts, in which a further sheet is listed, first of all; its part may be missing."""
    listed = f'<sheet name="Macro1" sheetId="99" {state} r:id="rId99"/>'
    link = f'<Relationship Id="rId99" Type="{kind}" Target="others/sheet1.xml"/>'
    new = changed(parts, {BOOK: put("<sheet ", listed), LINKS: put("</Relationships>", link)})
    return {**new, "xl/others/sheet1.xml": part.encode()} if part else new


@pytest.mark.parametrize("kind", OTHER_SHEETS)
@pytest.mark.parametrize("state", ["", 'state="veryHidden"'])
def test_a_sheet_of_another_kind_hinders_no_reading(kind: str, state: str, tmp_path: Path) -> None:
    """Such sheets, often of a macro virus long dead, come with forms that are handed on."""
    checked = check(tmp_path, zipped(with_sheet(form(), *OTHER_SHEETS[kind], state)))
    assert len(checked.round.measures) == 2 and not loud(checked)


def test_a_listed_sheet_without_its_part_costs_nothing_but_itself(tmp_path: Path) -> None:
    parts = with_sheet(form(sheets=2), f"{OFFICE}/worksheet", "")
    assert len(check(tmp_path, zipped(parts)).round.measures) == 2


@pytest.mark.parametrize("link", ["rId77", ""])
def test_a_listed_sheet_that_leads_nowhere_costs_nothing_but_itself(
    link: str, tmp_path: Path
) -> None:
    listed = put("</sheets>", f'<sheet name="X" sheetId="9" r:id="{link}"/>')
    checked = check(tmp_path, zipped(changed(form(), {BOOK: listed})))
    assert len(checked.round.measures) == 2


def test_a_workbook_whose_only_sheet_is_missing_is_damaged(tmp_path: Path) -> None:
    parts = form()
    del parts[SHEET]
    with pytest.raises(NothingToRead, match="เสียหาย"):
        check(tmp_path, zipped(parts))


def test_several_oddities_at_once_are_read(tmp_path: Path) -> None:
    """Backslashes and capitals in the names, a macro sheet, an unknown error, a whole column."""
    parts = with_sheet(form(G10="=A1 -> #VALUE!"), *OTHER_SHEETS["macros"])
    change = swap("#VALUE!", "#CALC!")
    merged = put("<pageMargins", '<mergeCells count="1"><mergeCell ref="K:L"/></mergeCells>')
    parts = changed(changed(parts, {SHEET: change}), {SHEET: merged})
    odd = {name.replace("/", "\\").replace("sheet1", "Sheet1"): p for name, p in parts.items()}
    checked = check(tmp_path, zipped(odd))
    assert len(checked.round.measures) == 2
    assert [f.cell for f in checked.findings if f.rule.code == "T018"] == ["G10"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-8"])
def test_custom_xml_in_utf16_hinders_no_reading(codec: str, tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><props>ก</props>'
    mark = "\ufeff" if codec == "utf-16-be" else ""
    parts = {**form(), "customXml/item1.xml": (mark + text).encode(codec)}
    checked = check(tmp_path, zipped(parts))
    assert len(checked.round.measures) == 2 and not loud(checked)


def second_name(name: str, checksum: int | None = None) -> bytes:
    raw = name.encode()
    about = struct.pack("<BL", 1, zlib.crc32(raw) if checksum is None else checksum)
    return struct.pack("<2H", 0x7075, 5 + len(raw)) + about + raw


def test_the_second_name_that_info_zip_writes_is_allowed_where_it_is_the_same(
    tmp_path: Path,
) -> None:
    parts = form()
    same = pack(*(Entry(name, p, extra=second_name(name)) for name, p in parts.items()))
    assert len(check(tmp_path, same).round.measures) == 2
    other = second_name("xl/worksheets/sheet2.xml")
    for extra in (other, second_name(SHEET) + other, other + second_name(SHEET)):
        lying = pack(
            *(Entry(name, p, extra=extra if name == SHEET else b"") for name, p in parts.items())
        )
        assert examine_content(lying).reason == "odd_zip"


def test_a_part_of_nothing_that_is_said_to_be_deflated_is_nothing(tmp_path: Path) -> None:
    entries = [Entry(name, p) for name, p in form().items()]
    content = pack(*entries, EmptyDeflated("xl/media/empty.bin", b""))
    assert len(check(tmp_path, content).round.measures) == 2


class EmptyDeflated(Entry):
    """An entry of no bytes, not even those that deflate makes of nothing."""

    @property
    def packed(self) -> bytes:
        return b""


TWICE = {
    "both blank": swap(r'(<row r="9"[^>]*>.*?)</row>', r'\1<c r="K9"/><c r="K9"></c></row>'),
    "blank first": swap(r'(<row r="9"[^>]*>)', r'\1<c r="A9" s="1"/>'),
    "blank last": swap(r'(<row r="9"[^>]*>.*?)</row>', r'\1<c r="G9"/><c r="A9"/></row>'),
    "a row of blanks": swap(
        r"</sheetData>", r'<row r="9"><c r="B9"/><c r="C9"/></row></sheetData>'
    ),
}


@pytest.mark.parametrize("kind", TWICE)
def test_a_blank_cell_that_is_written_twice_hides_no_value(kind: str, tmp_path: Path) -> None:
    checked = check(tmp_path, zipped(changed(form(), {SHEET: TWICE[kind]})))
    assert len(checked.round.measures) == 2 and not loud(checked)
    assert checked.round.measures["issue"][0] == good_cells()["B9"]


def test_a_value_that_is_written_twice_is_named(tmp_path: Path) -> None:
    twice = swap(r'(<row r="10"[^>]*>)(<c r="A10".*?</c>)', r"\1\2\2")
    with pytest.raises(NothingToRead, match="A10"):
        check(tmp_path, zipped(changed(form(), {SHEET: twice})))


@pytest.mark.parametrize(
    "change",
    [
        put("<sheetData>", "<sheetData/>"),
        swap("</sheetData>", "</sheetData><sheetData/>"),
        swap(
            "</sheetData>",
            '</sheetData><sheetData><row r="30"><c r="A30"><v>1</v></c></row></sheetData>',
        ),
    ],
)
def test_two_tables_in_one_sheet_are_refused(change: Change, tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match=FORM_SHEET):
        check(tmp_path, zipped(changed(form(), {SHEET: change})))


def test_the_copies_of_other_workbooks_sheets_are_no_tables() -> None:
    copies = '<sheetData sheetId="0"/>' * 2
    copies = f'<externalLink xmlns="{MAIN}"><sheetDataSet>{copies}</sheetDataSet></externalLink>'
    parts = {**form(), "xl/externalLinks/externalLink1.xml": copies.encode()}
    assert examine_content(zipped(parts)).refusal is None


FORMULA = r'(<c r="G9"[^>]*?)(?: t="str")?><f>[^<]*</f><v>[^<]*</v>'


@pytest.mark.parametrize(
    ("written", "blank"),
    [
        (r'\1 t="str"><f>IF(1,"")</f><v></v>', True),
        (r'\1 t="str"><f>IF(1,"")</f><v/>', True),
        (r'\1 t="str"><f>TRIM(B1)</f><v></v>', True),
        (r'\1><f>IF(F9="","รอผล","")</f><v></v>', True),  # as XlsxWriter writes it
        (r'\1><f>""</f><v/>', True),
        (r'\1><f>""</f>', True),
        (r'\1><f>IF(F9="","รอผล","")</f>', False),
        (r'\1 t="str"><f>IF(F9="","รอผล","")</f>', False),
        (r"\1><f>SUM(1,2)</f><v></v>", False),  # as openpyxl writes it
        (r"\1><f>SUM(1,2)</f>", False),
    ],
)
def test_a_formula_of_an_empty_text_is_blank_and_one_without_a_value_is_not(
    written: str, blank: bool, tmp_path: Path
) -> None:
    parts = form(G9='="" -> x')
    checked = check(tmp_path, zipped(changed(parts, {SHEET: swap(FORMULA, written)})))
    codes = {f.rule.code for f in checked.findings if f.cell == "G9"}
    assert ("T017" in codes) is not blank


def test_a_large_file_that_only_the_second_reader_reads_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = zipped(changed(form(G9="=A1 -> #VALUE!"), {SHEET: swap("#VALUE!", "#SPILL!")}))
    verdict = examine_content(content)
    monkeypatch.setattr(opening, "MOST_CELLS", 10)
    with pytest.raises(opening.CannotOpen, match="10 เซลล์"):
        opening.read_sheets(content, verdict, "")


def test_two_sheets_of_one_name_are_both_read() -> None:
    parts = form(sheets=2)
    content = zipped(changed(parts, {BOOK: swap("แผ่น1", FORM_SHEET)}))
    assert [sheet.name for sheet in read_with_openpyxl(content)] == [FORM_SHEET, f"{FORM_SHEET}1"]


def in_utf16(part: bytes) -> bytes:
    return part.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def only(name: str, change: Change) -> Callable[[str, bytes], tuple[str, bytes]]:
    return lambda part, content: (part, change(content) if part.endswith(name) else content)


# How packages are written that programs open all the same, by the fixture that is changed.
ODD_PACKAGES = {
    "every part in UTF-16": ("xlsxwriter.xlsx", lambda n, p: (n, in_utf16(p) if is_xml(n) else p)),
    "the types in UTF-16": ("xlsxwriter.xlsx", only("_Types].xml", in_utf16)),
    "no types": ("xlsxwriter.xlsx", lambda n, p: ("" if n.startswith("[") else n, p)),
    "no styles": ("xlsxwriter.xlsx", lambda n, p: ("" if "styles" in n else n, p)),
    "no links of the package": (
        "xlsxwriter.xlsx",
        lambda n, p: ("" if n == "_rels/.rels" else n, p),
    ),
    "absolute links": (
        "xlsxwriter.xlsx",
        only("workbook.xml.rels", lambda part: part.replace(b'Target="', b'Target="/xl/')),
    ),
    "a template": ("xlsxwriter.xlsx", only("_Types].xml", swap("sheet.main", "template.main"))),
    "an .xlsb with backslashes": ("excel-like.xlsb", lambda n, p: (n.replace("/", "\\"), p)),
    "an .xlsb in capitals": ("excel-like.xlsb", lambda n, p: (n.replace("sheet", "Sheet"), p)),
    "an .xlsb with links in UTF-16": ("excel-like.xlsb", only("workbook.bin.rels", in_utf16)),
    "an .ods in UTF-16": ("libreoffice.ods", only("content.xml", in_utf16)),
    "an .ods in capitals": ("libreoffice.ods", lambda n, p: (n.replace("content", "Content"), p)),
    "an .ods without a manifest": (
        "libreoffice.ods",
        lambda n, p: ("" if "manifest" in n else n, p),
    ),
    "an .ods packed again": ("libreoffice.ods", lambda n, p: ("" if n == "mimetype" else n, p)),
    "an .ods with a line end": ("libreoffice.ods", only("mimetype", lambda part: part + b"\n")),
}


@pytest.mark.parametrize("kind", ODD_PACKAGES)
def test_a_package_that_is_written_oddly_is_read_whole(kind: str, tmp_path: Path) -> None:
    name, change = ODD_PACKAGES[kind]
    parts = parts_of((FIXTURES / "kinds" / name).read_bytes())
    odd = dict(change(part, content) for part, content in parts.items())
    assert odd != parts
    odd.pop("", None)
    path = tmp_path / name
    path.write_bytes(zipped(odd))
    assert measures_of(ita_xlsx.check([path])) == TABLE["measures"]
