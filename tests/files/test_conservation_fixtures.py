"""Nothing of any file is lost: each text is in the report's workbook or quoted in a finding.

What is in a file is found out by ``all_texts``, which shares nothing with the program.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from all_texts import Text, texts_of
from corpus import EXAMPLE, FIXTURES
from goodform import good_cells
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink

import ita_xlsx
from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.stamp import OWN_SHEETS, TEMPLATE_VERSION, VISIBLE_STAMP
from ita_xlsx.thai.text import fix_text

FOLDERS = [FIXTURES / name for name in ("layouts", "kinds", "odd", "office", "word")]
FILES = [
    path
    for folder in (*FOLDERS, EXAMPLE / "returned")
    for path in sorted(folder.iterdir())
    if path.suffix != ".json" and (path.parent.name, path.suffix) != ("office", ".xls")
]
# Each file of this folder holds the same table; of a format that zip and XML cannot read, another
# file says what is in it.
TWIN = FIXTURES / "kinds" / "openpyxl.xlsx"
MONTHS = [
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
]
DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def bare(text: str) -> str:
    """A text without what may differ in the report: blanks, line ends, the style of digits."""
    return "".join(fix_text(text).split()).translate(DIGITS)


# The words of the form itself, under all the names by which they are known.
FORM_WORDS = {
    bare(text)
    for text in (
        *(name for one in LABELS for name in (one.text, *one.aliases)),
        *(name for one in COLUMNS for name in (one.header, *one.aliases)),
        *(FORM.title, FORM.note, *FORM.legend, VISIBLE_STAMP.format(version=TEMPLATE_VERSION)),
    )
}


def lost(path: Path, folder: Path) -> list[Text]:
    """The texts of a file that are neither in the workbook merged from it nor in a finding."""
    merged = ita_xlsx.merge([path], folder / "out.xlsx")
    findings = merged.checked.findings
    said = [one.text for one in texts_of(folder / "out.xlsx")]
    said += [text for one in findings for text in (one.value, one.message.th)]
    kept = bare("\n".join(said))
    told = {(one.sheet, one.cell) for one in findings}
    marked = {re.sub(r"\D", "", one.cell) for one in findings if one.rule.code == "T021"}
    source = TWIN if path.suffix in (".xls", ".xlsb") else path

    def is_kept(one: Text) -> bool:
        if one.kind == "number":
            # A number or date where a text belongs is told of as it is printed.
            return (one.sheet, one.cell) in told or any(bare(s) in kept for s in shown(one.text))
        text = bare(one.text)
        # The number that an issue begins with has its own column.
        issue = re.sub(r"^(?:ข้อ(?:ที่)?)?[0-9.]+[.)]?", "", text)
        is_mark = len(text) == 1 and re.sub(r"\D", "", one.cell) in marked
        return text in kept or bool(issue and issue in kept) or is_mark or text in FORM_WORDS

    return [one for one in texts_of(source) if not is_kept(one) and one.sheet not in OWN_SHEETS]


def shown(number: str) -> Iterator[str]:
    """A number as it is, and as the day that it may stand for."""
    yield number
    if number.isdigit() and 10_000 < int(number) < 60_000:
        for first in (date(1899, 12, 30), date(1904, 1, 1)):
            yield thai(first + timedelta(int(number)))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", number):
        yield thai(date.fromisoformat(number))


def thai(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_fixture_is_lost(path: Path, tmp_path: Path) -> None:
    assert lost(path, tmp_path) == []


# --- beside the cells, in every place of a workbook ---------------------------------------------

# In a measure, in the header, above the table, in a blank row of it, below it.
PLACES = ["F9", "I10", "C8", "H2", "D12", "B16"]


def form_of(sheet: object) -> None:
    for cell, text in good_cells().items():
        sheet[cell] = text  # type: ignore[index]


def with_openpyxl(path: Path, place: str) -> list[str]:
    """Notes and links, in a sheet with a table and in one without."""
    book = openpyxl.Workbook()
    book.active.title = "แบบรายงาน"
    form_of(book.active)
    other = book.create_sheet("อื่น")
    other["A1"], other["B2"] = "หัวข้อ", "ข้อความ"
    added = []
    for sheet in book:
        note, link = f"หมายเหตุของ {sheet.title} {place}", f"https://x.example/{sheet.title}/{place}"
        sheet[place].comment = Comment(note, "ปลัด")
        sheet[place] = sheet[place].value or "ดูประกาศ"
        sheet[place].hyperlink = Hyperlink(ref=place, target=link)
        added += [note, link]
    book.save(path)
    return added


def with_xlsxwriter(path: Path, place: str) -> list[str]:
    """Text boxes, in a sheet with a table and in one without."""
    with xlsxwriter.Workbook(path) as book:
        sheets = [book.add_worksheet("แบบรายงาน"), book.add_worksheet("อื่น")]
        for cell, text in good_cells().items():
            sheets[0].write_string(cell, text)
        sheets[1].write_string("A1", "หัวข้อ")
        added = [f"กล่อง {sheet.name} {place}" for sheet in sheets]
        for sheet, text in zip(sheets, added, strict=True):
            sheet.insert_textbox(place, text)
    return added


def with_threads(path: Path, place: str) -> list[str]:
    """A threaded comment with a reply, as Excel 365 writes it: a note stands for it besides."""
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "แบบรายงาน"
    form_of(book.active)
    old = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; …"
    book.active[place].comment = Comment(f"{old}\n\nComment:\n    x", "tc={1}")
    book.save(content)
    added = [f"ขอให้แก้ {place}", f"แก้แล้ว {place}"]
    said = "".join(
        f'<threadedComment ref="{place}" dT="2026-01-0{day}T00:00:00.00" personId="{{9}}" '
        f'id="{{{day}}}"{parent}><text>{text}</text></threadedComment>'
        for day, (text, parent) in enumerate(zip(added, ("", ' parentId="{1}"'), strict=True), 1)
    )
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    link = (
        '<Relationship Id="rTh" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(content) as old_one, zipfile.ZipFile(path, "w") as new:
        for name in old_one.namelist():
            part = old_one.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                part = part.replace(b"</Relationships>", link.encode())
            new.writestr(name, part)
        comments = f'<ThreadedComments xmlns="{space}">{said}</ThreadedComments>'
        new.writestr("xl/threadedComments/threadedComment1.xml", comments)
    return added


ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">
 <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""


def with_ods(path: Path, place: str) -> list[str]:
    """Notes, links, line breaks and text boxes of an OpenDocument spreadsheet, made by hand."""
    tables, added = [], []
    for sheet, cells in (("แบบรายงาน", good_cells()), ("อื่น", {"A1": "หัวข้อ"})):
        note, link = f"โน้ต {sheet} {place}", f"https://x.example/{sheet}/{place}"
        box, text = f"กล่อง {sheet} {place}", f"ข้อความ {sheet} {place}"
        added += [note, link, box, text]
        special = (
            f"<office:annotation><text:p>{note}</text:p></office:annotation>"
            f'<text:p>{text}<text:tab/><text:a xlink:href="{link}">ดู</text:a></text:p>'
        )
        shape = (
            f"<table:shapes><draw:frame><draw:text-box><text:p>{box}</text:p></draw:text-box>"
            "</draw:frame></table:shapes>"
        )
        rows = []
        for number in range(1, 18):
            row = ""
            for letter in "ABCDEFGHI":
                said = cells.get(f"{letter}{number}", "").replace("&", "&amp;").split("\n")
                whole = "".join(f"<text:p>{line}</text:p>" for line in said)
                whole = special if f"{letter}{number}" == place else whole
                row += f'<table:table-cell office:value-type="string">{whole}</table:table-cell>'
            rows.append(f"<table:table-row>{row}</table:table-row>")
        inside = shape + "".join(rows)
        tables.append(f'<table:table table:name="{sheet}">{inside}</table:table>')
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS.format(tables="".join(tables)))
    return added


MAKERS = [with_openpyxl, with_xlsxwriter, with_threads, with_ods]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_nothing_beside_the_cells_is_lost(make: object, place: str, tmp_path: Path) -> None:
    path = tmp_path / "กองช่าง.xlsx"
    added = make(path, place)  # type: ignore[operator]
    found = [one.text for one in texts_of(path)]
    assert all(any(text in one for one in found) for text in added), "the reader of this test"
    assert lost(path, tmp_path) == []


QUARTERS = ["ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"]
WORDS = [
    "15,000 บาท", "เลื่อนจากไตรมาส ๑ เพราะน้ำท่วม", "ไม่ดำเนินการ", "x", "✓", "✔️", "✅", "●", "P", "☑",
    "/", "ดำเนินการแล้ว", "50%", "ยกเลิก", "↔", "-",
]  # fmt: skip


@pytest.mark.parametrize("deadline", ["", "มี.ค. ๖๖"])
@pytest.mark.parametrize("first", range(0, len(WORDS), 4))
def test_nothing_under_quarters_is_lost(first: int, deadline: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    form_of(book.active)
    for column, (quarter, word) in enumerate(zip(QUARTERS, WORDS[first:], strict=False), 10):
        book.active.cell(8, column, quarter)
        book.active.cell(9, column, word)
    book.active["E9"] = deadline or None
    book.save(tmp_path / "กองช่าง.xlsx")
    assert lost(tmp_path / "กองช่าง.xlsx", tmp_path) == []


def test_what_is_quoted_of_a_sheet_that_is_not_read_has_an_end(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    form_of(book.active)
    other = book.create_sheet("อื่น")
    for row in range(1, 500):
        other.append([f"ข้อความที่ {row}"])
    book.create_sheet("มีแต่หมายเหตุ")["C3"].comment = Comment("อย่าลืมแนบภาพ", "ปลัด")
    book.save(tmp_path / "a.xlsx")
    found = [one for one in ita_xlsx.check([tmp_path]).findings if one.rule.code == "T012"]
    assert [len(one.value) for one in found] == [2001, len("อย่าลืมแนบภาพ")]
    assert found[0].value.startswith("ข้อความที่ 1 | ข้อความที่ 2 |") and found[0].value[-1] == "…"


def test_a_file_without_any_table_is_quoted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "บันทึกข้อความ"
    book.active["B2"].comment = Comment("ถึงปลัด", "ผอ.")
    book.save(tmp_path / "a.xlsx")
    (found,) = ita_xlsx.check([tmp_path]).left_out
    assert found.rule.code == "F002" and found.value == "บันทึกข้อความ | ถึงปลัด"
