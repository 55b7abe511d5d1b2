"""What a sheet holds beside the texts of its cells is kept, or told of at its cell."""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from corpus import FIXTURES
from goodform import PICTURE, good_cells
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

import ita_xlsx
from ita_xlsx.intake.formats.ods import look_into_ods
from ita_xlsx.intake.formats.xls_beside import details_of_xls
from ita_xlsx.official.stamp import FORM_SHEET

BESIDE = FIXTURES / "beside"
SHEET, RELATIONSHIPS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Dress = Callable[[Workbook, Worksheet], object]
Found = list[tuple[str, str, str]]


def form(path: Path, dress: Dress = lambda book, sheet: None, **others: str) -> Path:
    """The good form with other texts in some cells, and dressed."""
    with xlsxwriter.Workbook(path.as_posix()) as book:
        sheet = book.add_worksheet(FORM_SHEET)
        for address, text in {**good_cells(), **others}.items():
            if text:
                sheet.write_string(address, text)
        dress(book, sheet)
    return path


def patched(path: Path, changes: Mapping[str, tuple[str, str]], add: Mapping[str, str]) -> Path:
    """The package with a text put before another in some parts, and further parts."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    for name, (before, text) in changes.items():
        assert before in parts[name]
        parts[name] = parts[name].replace(before, text + before, 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, part in {**parts, **add}.items():
            package.writestr(name, part)
    return path


def relationships(*links: tuple[str, str, str]) -> str:
    tags = "".join(
        f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for number, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}">{tags}</Relationships>'


def read(path: Path) -> tuple[ita_xlsx.Checked, Found]:
    """The file as checked, and its findings of things beside the cells: code, cell and text."""
    checked = ita_xlsx.check([path])
    found = [
        (f.rule.code, f.cell, f.value or str(f.words.get("address", "")))
        for f in checked.findings
        if f.rule.code[0] == "B"
    ]
    return checked, found


def codes(path: Path) -> set[tuple[str, str]]:
    return {(code, cell) for code, cell, _ in read(path)[1]}


# --- files of several programs --------------------------------------------------------------------

LINKS = {("B001", "I9"), ("B002", "F9"), ("B007", "G9"), ("B002", "I5")}
FORMULA = {("B002", "J9")}
DRAWN = {("B008", "A1"), ("B006", "I10"), ("B005", "L13"), ("B004", "B13")}
STRUCK = {("B003", "F10"), ("B003", "G10")}
EXPECTED = {
    "xlsxwriter.xlsx": LINKS | FORMULA | DRAWN | STRUCK | {("B004", "L3")},
    "libreoffice.xlsx": LINKS | FORMULA | DRAWN | STRUCK | {("B004", "L3")},
    # It names no cell of a button.
    "libreoffice.ods": LINKS | FORMULA | DRAWN | STRUCK | {("B004", "")},
    "libreoffice.xls": LINKS | FORMULA | DRAWN | STRUCK | {("B004", "L3")},
    # SheetJS writes neither styles nor drawings.
    "sheetjs.xls": LINKS,
    "sheetjs.xlsb": LINKS,
    "sheetjs.ods": LINKS | FORMULA,
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_programs_write_beside_the_cells_is_told_at_its_cell(name: str) -> None:
    checked, found = read(BESIDE / name)
    assert {(code, cell) for code, cell, _ in found} == EXPECTED[name]
    evidence = list(checked.round.measures["evidence"])
    assert evidence[0] == "https://www.example.go.th/plan.pdf\nดูประกาศ"
    texts = [text for code, _, text in found if code == "B004"]
    assert not texts or "๓. จัดอบรม\nเรื่องผลประโยชน์ทับซ้อน" in texts
    # A picture counts as evidence.
    no_evidence = [f for f in checked.findings if f.rule.code == "M022"]
    assert bool(no_evidence) is (("B006", "I10") not in EXPECTED[name])


@pytest.mark.parametrize("name", ["xlsxwriter.xlsx", *(f"libreoffice.{e}" for e in ("xls", "ods"))])
def test_a_note_is_kept_whatever_wrote_it(name: str) -> None:
    checked, _ = read(BESIDE / name)
    assert checked.round.measures["note"][0] == "E9: ขอเลื่อน"


def test_what_openpyxl_writes_beside_the_cells_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form(tmp_path / "a.xlsx", I10="แฟ้มงาน"))
    page = book.active
    page["I10"].hyperlink = "file:///C:/งาน/แฟ้ม.pdf"
    page["C9"].hyperlink = Hyperlink(ref="C9", location="'แบบรายงาน'!A1")
    page["D9"].hyperlink = "javascript:alert(1)"
    page["C10"].font = Font(strike=True)
    page["G9"] = CellRichText("คงไว้ ", TextBlock(InlineFont(strike=True), "ยกเลิก"), " คงไว้")
    page.row_dimensions[10].hidden = True
    book.save(tmp_path / "b.xlsx")
    checked, found = read(tmp_path / "b.xlsx")
    assert found == [
        ("B007", "C9", good_cells()["C9"]),
        ("B002", "D9", "สำนักปลัด"),
        ("B001", "I10", "แฟ้มงาน"),
        ("B003", "G9", "ยกเลิก"),
        ("B003", "C10", good_cells()["C10"]),
    ]
    assert checked.round.measures["evidence"][1] == "แฟ้มงาน\nfile:///C:/งาน/แฟ้ม.pdf"
    assert [f.cell for f in checked.findings if f.rule.code == "T013"] == ["A10"]


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.example.go.th/a", "https://www.example.go.th/a"),
        ("www.example.go.th", "http://www.example.go.th/"),
        ("a@example.go.th", "mailto:a@example.go.th"),
        ("https://www.example.go.th/แผน", "https://www.example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99"),
    ],
)
def test_a_link_that_its_text_shows_is_not_told(text: str, address: str, tmp_path: Path) -> None:
    path = form(
        tmp_path / "a.xlsx", lambda book, sheet: sheet.write_url("G9", address, string=text)
    )
    assert codes(path) == set()


def test_a_link_of_merged_cells_is_told_once_and_one_of_several_cells_at_each(
    tmp_path: Path,
) -> None:
    path = form(tmp_path / "a.xlsx", I9="ดู", I10="ดูด้วย")
    link = '<hyperlinks><hyperlink ref="I9:I10" r:id="r1"/><hyperlink ref="A1:I1" r:id="r2"/>'
    targets = relationships(
        ("r1", "hyperlink", "https://x.go.th/1"), ("r2", "hyperlink", "https://x.go.th/2")
    )
    changes = {SHEET: ("<pageMargins", f"{link}</hyperlinks>")}
    checked, found = read(patched(path, changes, {RELATIONSHIPS: targets}))
    assert [(code, cell) for code, cell, _ in found] == [
        ("B002", "A1"), ("B001", "I9"), ("B001", "I10"),
    ]  # fmt: skip
    assert list(checked.round.measures["evidence"]) == [
        "https://x.go.th/1\nดู", "https://x.go.th/1\nดูด้วย",
    ]  # fmt: skip


def test_a_blank_cell_of_evidence_that_is_a_link_holds_its_address(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_url("I9", "https://x.go.th/1", string=" ")

    checked, _ = read(form(tmp_path / "a.xlsx", dress, I9=""))
    assert checked.round.measures["evidence"][0] == "https://x.go.th/1"


def test_no_link_of_a_sender_becomes_one_of_the_report_but_a_web_address(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_url("I9", "external:c:/a.exe", string="ดู")

    path = form(tmp_path / "a.xlsx", dress, I9="ดู")
    ita_xlsx.merge([path], tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as package:
        links = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".rels")
        )
    assert "a.exe" not in links


# --- text boxes, pictures, controls ---------------------------------------------------------------


def test_pictures_where_no_measure_has_its_evidence_are_told_of(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        for address in ("A1", "F9", "I9", "I14"):
            sheet.insert_image(address, "a.png", {"image_data": BytesIO(PICTURE)})
        # One that begins above the table and covers some of it is no crest.
        high = {"image_data": BytesIO(PICTURE), "y_scale": 1000}
        sheet.insert_image("C2", "a.png", high)

    checked, found = read(form(tmp_path / "a.xlsx", dress, I9=""))
    assert {(code, cell) for code, cell, _ in found} == {
        ("B008", "A1"), ("B005", "C2"), ("B005", "F9"), ("B006", "I9"), ("B005", "I14"),
    }  # fmt: skip
    assert not any(f.rule.code in ("M022", "M023") for f in checked.findings)


def test_pictures_as_all_the_evidence_are_enough(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        for address in ("I9", "I10"):
            sheet.insert_image(address, "a.png", {"image_data": BytesIO(PICTURE)})

    checked, _ = read(form(tmp_path / "a.xlsx", dress, I9="", I10=""))
    assert not any(f.rule.code in ("M022", "M023") for f in checked.findings)


def test_a_picture_in_a_cell_is_a_picture_and_no_error(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        sheet.embed_image("I9", "a.png", {"image_data": BytesIO(PICTURE)})
        sheet.embed_image("G10", "a.png", {"image_data": BytesIO(PICTURE)})

    checked, found = read(form(tmp_path / "a.xlsx", dress, I9=""))
    assert [(code, cell) for code, cell, _ in found] == [("B006", "I9"), ("B005", "G10")]
    assert not any(f.rule.code in ("T018", "M022") for f in checked.findings)


def test_a_picture_that_wps_puts_into_a_cell_is_a_picture(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        shown = '=DISPIMG("ID_5E0C",1)'
        sheet.write_formula("I9", '=_xlfn.DISPIMG("ID_5E0C",1)', None, shown)

    checked, found = read(form(tmp_path / "a.xlsx", dress, I9=""))
    assert found == [("B006", "I9", "")]
    assert checked.round.measures["evidence"][0] == ""
    assert not any(f.rule.code in ("T016", "M022") for f in checked.findings)


NAMES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
ANCHOR = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12"
    "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>{}</xdr:oneCellAnchor>"
)
TEXT = "<xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody>"


def drawn(path: Path, drawing: str, *links: tuple[str, str, str], **parts: str) -> Found:
    """What is found of the good form with a drawing."""
    add = {
        RELATIONSHIPS: relationships(("d1", "drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": f"<xdr:wsDr {NAMES}>{drawing}</xdr:wsDr>",
        "xl/drawings/_rels/drawing1.xml.rels": relationships(*links),
        **{f"xl/{name}.xml": part for name, part in parts.items()},
    }
    changes = {SHEET: ("</worksheet>", '<drawing r:id="d1"/>')}
    return read(patched(form(path), changes, add))[1]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("<xdr:sp>" + TEXT.format("ก") + "</xdr:sp>", [("B004", "F13", "ก")]),
        ("<xdr:sp/>", []),  # a line or an arrow says nothing
        (
            "<xdr:grpSp><xdr:grpSp><xdr:sp>" + TEXT.format("ก") + "</xdr:sp></xdr:grpSp>"
            "<xdr:pic/></xdr:grpSp>",
            [("B004", "F13", "ก"), ("B005", "F13", "")],
        ),
        (
            "<mc:AlternateContent><mc:Choice><xdr:sp>" + TEXT.format("ก") + "</xdr:sp>"
            "</mc:Choice><mc:Fallback><xdr:pic/></mc:Fallback></mc:AlternateContent>",
            [("B004", "F13", "ก")],
        ),
        (
            "<xdr:sp><a:p><a:r><a:t>ก</a:t></a:r><a:br/><a:r><a:t>ข</a:t></a:r></a:p><a:p>"
            "<a:fld><a:t>ค</a:t></a:fld></a:p></xdr:sp>",
            [("B004", "F13", "ก\nข\nค")],
        ),
        (
            '<xdr:pic><a:hlinkClick r:id="h1"/></xdr:pic>',
            [("B004", "F13", "https://x.go.th/h")],
        ),
        (
            '<xdr:graphicFrame><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
            '2006/chart"/></xdr:graphicFrame>',
            [("B005", "F13", "")],
        ),
        (
            '<xdr:graphicFrame><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
            '2006/diagram"><dgm:relIds xmlns:dgm="d" r:dm="m1"/></a:graphicData>'
            "</xdr:graphicFrame>",
            [("B004", "F13", "ขั้นที่ ๑\nขั้นที่ ๒")],
        ),
    ],
)
def test_a_drawing_is_told_with_its_text_and_cell(
    shape: str, expected: Found, tmp_path: Path
) -> None:
    links = (("h1", "hyperlink", "https://x.go.th/h"), ("m1", "diagramData", "../data1.xml"))
    points = "".join(f"<a:p><a:r><a:t>ขั้นที่ {n}</a:t></a:r></a:p>" for n in "๑๒")
    data1 = f"<d {NAMES}>{points}</d>"
    assert drawn(tmp_path / "a.xlsx", ANCHOR.format(shape), *links, data1=data1) == expected


def test_a_drawing_without_a_cell_is_told_of_all_the_same(tmp_path: Path) -> None:
    drawing = "<xdr:absoluteAnchor><xdr:sp>" + TEXT.format("ก") + "</xdr:sp></xdr:absoluteAnchor>"
    assert drawn(tmp_path / "a.xlsx", drawing) == [("B004", "", "ก")]


def test_a_drawing_that_is_no_xml_is_said_not_to_be_looked_into(tmp_path: Path) -> None:
    add = {
        RELATIONSHIPS: relationships(("d1", "drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": "<xdr:wsDr>",
    }
    checked, found = read(patched(form(tmp_path / "a.xlsx"), {}, add))
    assert found == [] and len(checked.round.measures) == 2
    assert any(f.rule.code == "T020" for f in checked.findings)


def shape(kind: str, caption: str, data: str, number: int = 1) -> str:
    """A shape of VML as Excel writes it, which need not be well-formed."""
    return (
        f'<v:shape id="_x0000_s10{number}" type="#_x0000_t201"><v:textbox style="a"><div><font>'
        f'{caption}</font><br></div></v:textbox><x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>9, 12, 8, 3, 10, 1, 9, 2</x:Anchor>{data}</x:ClientData></v:shape>"
    )


def test_form_controls_are_told_with_their_state(tmp_path: Path) -> None:
    shapes = (
        shape("Checkbox", "ตรวจแล้ว", "<x:Checked>1</x:Checked>")
        + shape("Checkbox", "", "")
        + shape("Radio", "ทาง&amp;เลือก", "<x:Checked>1</x:Checked>")
        + shape("Label", "โปรดเลือก", "")
        + shape("Note", "หมายเหตุ", "")
        + shape("Drop", "", "")
        + shape("Pict", "", "", 7)
    )
    add = {
        RELATIONSHIPS: relationships(("v1", "vmlDrawing", "../drawings/vmlDrawing1.vml")),
        "xl/drawings/vmlDrawing1.vml": f"<xml>{shapes}</xml>",
    }
    ole = '<oleObjects><oleObject progId="Word.Document.12" shapeId="107" r:id="o1"/></oleObjects>'
    path = patched(form(tmp_path / "a.xlsx"), {SHEET: ("</worksheet>", ole)}, add)
    checked, _ = read(path)
    told = [
        (f.cell, f.value, f.words["kind"].en)  # type: ignore[attr-defined]  # a Sentence
        for f in checked.findings
        if f.rule.code[0] == "B"
    ]
    assert told == [
        ("J9", "ตรวจแล้ว", "a check box that is ticked"),
        ("J9", "", "a check box that is not ticked"),
        ("J9", "ทาง&เลือก", "a check box that is ticked"),
        ("J9", "โปรดเลือก", "a text box or a shape"),
        ("J9", "", "an object"),
        ("J9", "", "an embedded document"),
    ]


def test_an_embedded_document_that_nothing_draws_is_told_of(tmp_path: Path) -> None:
    ole = '<oleObjects><oleObject progId="Word.Document.12" shapeId="107" r:id="o1"/></oleObjects>'
    add = {RELATIONSHIPS: relationships(("o1", "package", "../embeddings/a.docx"))}
    path = patched(form(tmp_path / "a.xlsx"), {SHEET: ("</worksheet>", ole)}, add)
    assert read(path)[1] == [("B005", "", "")]


def test_what_lies_on_a_sheet_without_a_table_is_told_of(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        other = book.add_worksheet("รูปถ่าย")
        other.insert_image("B2", "a.png", {"image_data": BytesIO(PICTURE)})
        other.insert_textbox("D4", "ภาพกิจกรรม")

    assert codes(form(tmp_path / "a.xlsx", dress)) == {("B005", "B2"), ("B004", "D4")}


# --- struck-out texts -----------------------------------------------------------------------------


def test_a_row_that_is_struck_out_is_told_once_and_read(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        struck = book.add_format({"font_strikeout": True})
        for letter in "ABCDEFGHI":
            sheet.write_string(f"{letter}10", good_cells()[f"{letter}10"], struck)

    checked, found = read(form(tmp_path / "a.xlsx", dress))
    texts = " | ".join(good_cells()[f"{letter}10"] for letter in "ABCDEFGHI")
    assert found == [("B003", "A10", texts)] and len(checked.round.measures) == 2


def test_a_strike_that_is_switched_off_or_on_no_text_is_none(tmp_path: Path) -> None:
    def dress(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_blank("J13", None, book.add_format({"font_strikeout": True}))

    path = form(tmp_path / "a.xlsx", dress)
    assert codes(path) == set()
    with zipfile.ZipFile(path) as package:
        styles = package.read("xl/styles.xml").decode()
    off = re.sub(r"<font>", '<font><strike val="0"/>', styles)
    assert codes(patched(path, {}, {"xl/styles.xml": off})) == set()


# --- notes and comments ---------------------------------------------------------------------------

PREFACE = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however,"
    " any edits to it will get removed if the file is opened in a newer version of Excel. Learn "
    "more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    ขอตัวเลข\nReply:\n    ครับ"
)
COMMENTS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def comment(text: str, number: int, place: str = "F9", author: str = "p1") -> str:
    return (
        f'<threadedComment ref="{place}" personId="{author}" id="{{{number}}}">'
        f"<text>{text}</text></threadedComment>"
    )


def threaded(path: Path, comments: str, persons: str = "") -> Path:
    """The good form with comments, and the note that Excel writes beside each for old programs."""
    form(path, lambda book, sheet: sheet.write_comment("F9", PREFACE))
    types = "http://schemas.microsoft.com/office/2017/10/relationships"
    link = f'<Relationship Id="t1" Type="{types}/%s" Target="%s"/>'
    changes = {
        RELATIONSHIPS: ("</Relationships>", link % ("threadedComment", "../tc/tc1.xml")),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", link % ("person", "persons.xml")),
    }
    add = {
        "xl/tc/tc1.xml": f'<ThreadedComments xmlns="{COMMENTS}">{comments}</ThreadedComments>',
        "xl/persons.xml": f'<personList xmlns="{COMMENTS}">{persons}</personList>',
    }
    return patched(path, changes, add)


def test_a_comment_is_read_with_its_replies_and_authors(tmp_path: Path) -> None:
    comments = comment("ขอตัวเลข", 1) + comment("ครับ", 2, author="p2") + comment("อีกเรื่อง", 3, "G10")
    persons = '<person displayName="ผอ." id="p1"/><person displayName="สมใจ" id="p2"/>'
    checked, _ = read(threaded(tmp_path / "a.xlsx", comments, persons))
    assert list(checked.round.measures["note"]) == [
        "F9: ผอ.: ขอตัวเลข\nสมใจ: ครับ", "G10: ผอ.: อีกเรื่อง",
    ]  # fmt: skip


def test_a_note_without_its_comment_keeps_only_what_people_wrote(tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", lambda book, sheet: sheet.write_comment("F9", PREFACE))
    assert read(path)[0].round.measures["note"][0] == "F9: ขอตัวเลข\nครับ"


# --- what is hidden -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "code", "cell"),
    [
        (r'<row r="10"', '<row r="10" ht="0" customHeight="1"', "T013", "A10"),
        (r'<row r="10"', '<row r="10" hidden="true"', "T013", "A10"),
        ("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ', "T013", "A9"),
        ("<sheetData>", '<cols><col min="7" max="7" width="0"/></cols><sheetData>', "T014", "G8"),
        ("<sheetData>", '<cols><col min="3" max="5" hidden="1"/></cols><sheetData>', "T014", "C8"),
    ],
)
def test_rows_and_columns_of_no_size_are_hidden_ones(
    pattern: str, text: str, code: str, cell: str, tmp_path: Path
) -> None:
    path = form(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as package:
        part = package.read(SHEET).decode()
    assert pattern in part
    checked, _ = read(patched(path, {}, {SHEET: part.replace(pattern, text, 1)}))
    assert [f.cell for f in checked.findings if f.rule.code == code] == [cell]


# --- OpenDocument ---------------------------------------------------------------------------------

OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_NAMES = " ".join(
    f'xmlns:{prefix}="{OPEN}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"),
        ("style", "style"), ("fo", "xsl-fo-compatible"), ("form", "form"),
    )
)  # fmt: skip
STYLES = (
    '<style:style style:name="s1" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="r0"><style:table-row-properties style:row-height="0cm"/>'
    "</style:style>"
)


def ods(path: Path, cells: Mapping[str, str], shapes: str = "", row: str = "") -> Path:
    """The good form as an .ods with other elements in some cells, and attributes of row 10."""
    rows = []
    typed = {**good_cells(), "J13": ""}
    for number in range(1, 14):
        tags = []
        for letter in "ABCDEFGHIJ":
            address = f"{letter}{number}"
            lines = typed.get(address, "").split("\n")
            inside = cells.get(address, "".join(f"<text:p>{line}</text:p>" for line in lines))
            kind = ' office:value-type="string"' if typed.get(address) or address in cells else ""
            tags.append(f"<table:table-cell{kind}>{inside if kind else ''}</table:table-cell>")
        about = row if number == 10 else ""
        rows.append(f"<table:table-row{about}>{''.join(tags)}</table:table-row>")
    content = (
        f'<office:document-content {ODS_NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="{FORM_SHEET}">{shapes}{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return path


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>ก<text:tab/>ข</text:p>", "ก\tข"),
        ("<text:p>ก<text:line-break/>ข</text:p><text:p>ค</text:p>", "ก\nข\nค"),
        ('<text:p>ก<text:s text:c="3"/>ข</text:p>', "ก   ข"),
        ("<text:p>ก</text:p><text:p/><text:p>ข</text:p>", "ก\n\nข"),
        ('<text:p><text:span text:style-name="x">ก<text:tab/></text:span>ข</text:p>', "ก\tข"),
        ("<text:p>ก<text:tab/>&lt;ข&gt;</text:p>", "ก\t<ข>"),
        (
            "<draw:frame><draw:text-box><text:p>กล่อง</text:p></draw:text-box></draw:frame>"
            "<text:p>ก</text:p>",
            "ก",
        ),
        (
            "<office:annotation><dc:creator>ผอ.</dc:creator><text:p>ขอ</text:p></office:annotation>"
            "<text:p>ก<text:tab/>ข</text:p>",
            "ก\tข",
        ),
    ],
)
def test_tabs_and_line_breaks_of_an_ods_are_kept(inside: str, text: str, tmp_path: Path) -> None:
    checked, _ = read(ods(tmp_path / "a.ods", {"G9": inside}))
    assert checked.round.measures["suggestion"][0] == text


def test_what_is_beside_the_cells_of_an_ods_is_told(tmp_path: Path) -> None:
    link = '<text:p>ดู<text:a xlink:href="{}">ประกาศ</text:a></text:p>'
    box = "<draw:text-box><text:p>ก</text:p><text:p>ข</text:p></draw:text-box>"
    cells = {
        "I9": link.format("https://x.go.th/1"),
        "F9": link.format("../a.pdf"),
        "G9": '<text:p>คงไว้<text:span text:style-name="s1">ยกเลิก</text:span></text:p>',
        "I10": "<draw:frame><draw:image/></draw:frame>",
        "G10": f"<text:p>ค</text:p><draw:frame>{box}</draw:frame>",
        "J13": "<draw:frame><draw:object/><draw:image/></draw:frame>",
        "D9": "<office:annotation><text:p>ขอ</text:p></office:annotation><text:p>สำนักปลัด</text:p>",
    }
    shapes = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:label="ตรวจแล้ว" '
        'form:current-state="checked"/></form:form></office:forms>'
        '<table:shapes><draw:control draw:control="c1"/><draw:g><draw:custom-shape><text:p>ดาว'
        "</text:p></draw:custom-shape></draw:g></table:shapes>"
    )
    path = ods(tmp_path / "a.ods", cells, shapes, ' table:style-name="r0"')
    checked, found = read(path)
    assert found == [
        ("B002", "F9", "ดูประกาศ"),
        ("B001", "I9", "ดูประกาศ"),
        ("B003", "G9", "ยกเลิก"),
        ("B004", "", "ตรวจแล้ว"),
        ("B004", "", "ดาว"),
        ("B004", "G10", "ก\nข"),
        ("B006", "I10", ""),
        ("B005", "J13", ""),
    ]
    measures = checked.round.measures
    assert list(measures["evidence"]) == ["https://x.go.th/1\nดูประกาศ", ""]
    assert measures["note"][0] == "D9: ขอ"
    assert [f.cell for f in checked.findings if f.rule.code == "T013"] == ["A10"]


# --- .xls -----------------------------------------------------------------------------------------


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def biff(
    *sheet: bytes,
    fonts: tuple[int, ...] = (0,),
    styles: tuple[int, ...] = (0,),
    more: bytes = b"",
) -> bytes:
    """The records of a workbook of one sheet; ``fonts`` are flags, ``styles`` numbers of fonts."""
    begin, end = record(0x809, bytes(16)), record(0x0A, b"")
    shared = [record(0x31, struct.pack("<2H", 200, flags)) for flags in fonts]
    shared += [record(0xE0, struct.pack("<2H16x", font, 0)) for font in styles]
    shared.append(more)
    start = len(begin + b"".join(shared) + end) + 4 + 9
    listed = record(0x85, struct.pack("<IBB", start, 0, 0) + b"\1\0A")
    return begin + b"".join(shared) + listed + end + begin + b"".join(sheet) + end


def link(flags: int, rest: bytes) -> bytes:
    return record(
        0x1B8, struct.pack("<4H", 8, 8, 5, 5) + bytes(16) + struct.pack("<2I", 2, flags) + rest
    )


def letters(text: str) -> bytes:
    return struct.pack("<I", len(text) + 1) + f"{text}\0".encode("utf-16-le")


WEB = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
FILE = bytes.fromhex("0303000000000000c000000000000046")
URL = "https://x.go.th\0".encode("utf-16-le")
PATH = "แผน.pdf".encode("utf-16-le")


@pytest.mark.parametrize(
    ("flags", "rest", "address"),
    [
        (0x03, WEB + struct.pack("<I", len(URL)) + URL, "https://x.go.th"),
        (0x17, letters("ดู") + WEB + struct.pack("<I", len(URL)) + URL, "https://x.go.th"),
        (0x08, letters("Sheet1!A1"), "#Sheet1!A1"),
        (0x101, letters("//server/a"), "//server/a"),
        (
            0x01,
            FILE + struct.pack("<HI", 1, 6) + b"a.pdf\0" + bytes(24) + struct.pack("<I", 0),
            "../a.pdf",
        ),
        (
            0x01,
            FILE + struct.pack("<HI", 0, 6) + b"?.pdf\0" + bytes(24)
            + struct.pack("<IIH", 6 + len(PATH), len(PATH), 3) + PATH,
            "แผน.pdf",
        ),
        (0x01, bytes(16), "?"),
        (0x01, WEB, "?"),
    ],
)  # fmt: skip
def test_the_address_of_a_link_of_an_xls_is_read(flags: int, rest: bytes, address: str) -> None:
    (details,) = details_of_xls(biff(link(flags, rest))) or []
    assert [(one.area, one.address) for one in details.links] == [((8, 5, 8, 5), address)]


def drawing(row: int, column: int) -> bytes:
    return record(
        0xEC, b"\0\0\x10\xf0\x12\0\0\0" + struct.pack("<3HH5H", 0, column, 0, row, *[0] * 5)
    )


def thing(kind: int, number: int, *parts: tuple[int, bytes]) -> bytes:
    body = struct.pack("<4H14x", 0x15, 18, kind, number)
    for part, inside in (*parts, (0, b"")):
        body += struct.pack("<2H", part, len(inside)) + inside
    return record(0x5D, body)


def text_of(text: str) -> bytes:
    """The text of an object, cut in two pieces of which the first is in single bytes."""
    head = record(0x1B6, struct.pack("<10x2H4x", len(text), 16))
    pieces = b"\0" + text[:1].encode("latin-1"), b"\1" + text[1:].encode("utf-16-le")
    return head + b"".join(record(0x3C, piece) for piece in pieces) + record(0x3C, bytes(16))


def test_objects_of_an_xls_are_told_with_their_texts_and_places() -> None:
    sheet = (
        drawing(12, 1) + thing(0x06, 1) + text_of("1. อบรม"),
        drawing(9, 8) + thing(0x08, 2),
        drawing(10, 8) + thing(0x08, 3, (0x09, bytes(8))),
        drawing(8, 9) + thing(0x0B, 4, (0x12, b"\1\0" + bytes(6))) + text_of("- ตรวจ"),
        drawing(8, 10) + thing(0x0C, 5, (0x12, bytes(8))),
        thing(0x01, 6),
        drawing(8, 4) + thing(0x19, 7) + text_of("! ขอเลื่อน"),
        record(0x1C, struct.pack("<4H", 8, 4, 0, 7)),
        drawing(1, 1) + thing(0x05, 8),
        record(0x809, bytes(16)) + thing(0x06, 9) + record(0x0A, b""),  # in the chart
        thing(0x1E, 10) + text_of("x"),
    )  # fmt: skip
    (details,) = details_of_xls(biff(*sheet)) or []
    assert [one[:3] for one in details.drawn] == [
        ("text", (12, 1), "1. อบรม"),
        ("picture", (9, 8), ""),
        ("document", (10, 8), ""),
        ("checked", (8, 9), "- ตรวจ"),
        ("unchecked", (8, 10), ""),
        ("chart", (1, 1), ""),
        ("text", (1, 1), "x"),
    ]
    assert details.notes == {(8, 4): "! ขอเลื่อน"}


def test_hidden_and_struck_cells_of_an_xls_are_known() -> None:
    sheet = (
        record(0x208, struct.pack("<6HI", 9, 0, 9, 255, 0, 0, 0x20)),
        record(0x208, struct.pack("<6HI", 10, 0, 9, 0, 0, 0, 0)),
        record(0x208, struct.pack("<6HI", 11, 0, 9, 255, 0, 0, 0)),
        record(0x7D, struct.pack("<6H", 6, 7, 2000, 0, 1, 0)),
        record(0x7D, struct.pack("<6H", 9, 9, 0, 0, 0, 0)),
        record(0xFD, struct.pack("<3HI", 8, 2, 1, 0)),
        record(0xFD, struct.pack("<3HI", 8, 3, 0, 0)),
        record(0x06, struct.pack("<3H", 8, 4, 1) + bytes(16)),
        record(0xBD, struct.pack("<2HHIHIH", 9, 1, 0, 0, 1, 0, 2)),
        record(0x201, struct.pack("<3H", 8, 5, 1)),
    )
    # No font has the number four: the last is number five.
    fonts, styles = (0, 0, 0, 0, 0x08), (0, 5, 4)
    (details,) = details_of_xls(biff(*sheet, fonts=fonts, styles=styles)) or []
    assert details.hidden_rows == {9, 10} and details.hidden_columns == {6, 7, 9}
    assert set(details.struck) == {(8, 2), (8, 4), (9, 2)} and set(details.formulas) == {(8, 4)}


def test_a_struck_part_of_a_shared_text_of_an_xls_is_known() -> None:
    rich = struct.pack("<HBH", 12, 8, 2) + "คงไว้ ยกเลิก".encode("utf-16-le")
    wide = rich[:2] + bytes([8 | 1]) + rich[3:] + struct.pack("<4H", 0, 0, 6, 1)
    plain = struct.pack("<HB", 2, 0) + b"ab"
    texts = record(0xFC, struct.pack("<2I", 3, 2) + plain + wide)
    sheet = [
        record(0xFD, struct.pack("<3HI", 8, column, 0, number))
        for column, number in ((2, 1), (3, 0))
    ]
    (details,) = details_of_xls(biff(*sheet, fonts=(0, 0x08), more=texts)) or []
    assert details.struck == {(8, 2): "ยกเลิก"}


def test_a_formula_of_an_ods_is_without_a_value_where_nothing_was_calculated(
    tmp_path: Path,
) -> None:
    content = (
        '<o:d xmlns:o="o" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:x="x">'
        '<t:table t:name="ก"><t:table-row><t:table-cell t:formula="of:=A1"/>'
        '<t:table-cell t:formula="of:=A1"><x:p/></t:table-cell></t:table-row></t:table></o:d>'
    )
    assert look_into_ods(content.encode())["ก"].uncached == {(0, 0)}


# --- colours under quarters -----------------------------------------------------------------------


def quartered(path: Path, cells: Mapping[str, tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    """The cells that are told to be coloured, of a form with quarters in columns J to M."""

    def dress(book: Workbook, sheet: Worksheet) -> None:
        for place, (text, look) in cells.items():
            sheet.write(place, text, book.add_format(look))

    quarters = {f"{column}8": f"ไตรมาส {n}" for n, column in enumerate("JKLM", 1)}
    checked = ita_xlsx.check([form(path, dress, E9="", E10="", **quarters)])
    return [(f.cell, f.value) for f in checked.findings if f.rule.code == "T036"]


def test_a_coloured_cell_of_a_quarter_is_told_of_and_a_coloured_row_is_not(tmp_path: Path) -> None:
    green, white, dots = {"bg_color": "#00B050"}, {"bg_color": "#FFFFFF"}, {"pattern": 4}
    cells = {"J9": ("", green), "K9": ("", white), "L9": ("", dots), "M9": ("✓", green)}
    assert quartered(tmp_path / "a.xlsx", cells) == []  # a mark is the deadline
    del cells["M9"]
    assert quartered(tmp_path / "b.xlsx", cells) == [("J9", "ไตรมาส 1, ไตรมาส 3")]
    row = {f"{column}9": ("ข้อความ" if column < "J" else "", green) for column in "BCDJKLM"}
    assert quartered(tmp_path / "c.xlsx", row) == []


def test_colours_of_an_ods_are_known(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="g"><style:table-cell-properties fo:background-color="#00b050"/>'
        '</style:style><style:style style:name="w"><style:table-cell-properties '
        'fo:background-color="#ffffff"/></style:style>'
    )
    cell = '<table:table-cell table:style-name="{}" table:number-columns-repeated="2"/>'
    content = (
        '<o:d xmlns:o="o" xmlns:style="s" xmlns:table="t" xmlns:fo="f">'
        f'{styles}<table:table table:name="ก"><table:table-row>{cell.format("w")}{cell.format("g")}'
        "</table:table-row></table:table></o:d>"
    )
    assert look_into_ods(content.encode())["ก"].coloured == {(0, 2), (0, 3)}
