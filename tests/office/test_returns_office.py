"""Marked copies under a clerk's hands in LibreOffice: opened, mended, sent back and merged."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import libreoffice
import openpyxl
import pytest
from goodform import write_example

import ita_xlsx
from ita_xlsx.findings import Example, Finding
from ita_xlsx.findings.measures import MISSING_VALUE
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.stamp import (
    DATA_SHEET,
    FORM_SHEET,
    NOTE_FIRST,
    RETURN_PROPERTY,
    RETURN_SHEET,
)
from ita_xlsx.provenance import is_unchanged, seal
from ita_xlsx.report.returns.copy import marked_copy
from ita_xlsx.verbs.reports import Reports

pytestmark = pytest.mark.office

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
KINDS = ROOT / "tests" / "fixtures" / "kinds"
MENDED = {"E9": "ม.ค. – มี.ค. ๖๖", "F10": "เผยแพร่แล้วบนเว็บไซต์หลักของหน่วยงาน"}
ERROR_COLOUR, WARNING_COLOUR = (0xF4, 0xA6, 0xA6), (0xFF, 0xEF, 0xA0)


def finding(path: Path, sheet: str, cell: str, key: str) -> Finding:
    words = {"header": BY_KEY[key].header}
    return Finding(MISSING_VALUE, path.as_posix(), sheet, cell, key, words=words)


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """A marked copy by file of the example: two errors and a warning, made by hand."""
    folder = tmp_path_factory.mktemp("returned")
    copies = {}
    for path in sorted(EXAMPLE.iterdir()):
        rules = [("E9", "deadline"), ("F10", "result")]
        findings = [finding(path, FORM_SHEET, cell, key) for cell, key in rules]
        doubt = finding(path, FORM_SHEET, "C9", "steps")
        findings.append(replace(doubt, rule=replace(doubt.rule, severity="warning")))
        copies[path] = folder / f"{path.stem}.xlsx"
        copies[path].write_bytes(seal(marked_copy(path.read_bytes(), findings).content))
    return copies


def mended(path: Path, target: Path) -> Path:
    libreoffice.type_into(path, target, {(FORM_SHEET, cell): text for cell, text in MENDED.items()})
    return target


def data_rows(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[DATA_SHEET].iter_rows(values_only=True))


def test_a_copy_shows_the_list_first_and_the_cells_in_their_colours(
    returned: dict[Path, Path], tmp_path: Path
) -> None:
    copy = returned[EXAMPLE / "กองคลัง.xlsx"]
    (pdf,) = libreoffice.convert([copy], "pdf", tmp_path)
    pages = libreoffice.pdf_pages(pdf)
    assert "รายการที่ต้องแก้ไขในไฟล์นี้" in pages[0] and "E9" in pages[0] and "F10" in pages[0]
    list_page, form_page = (picture.read_bytes() for picture in pictures(pdf, tmp_path)[:2])
    for page in (list_page, form_page):
        assert area(page, ERROR_COLOUR) > 50 and area(page, WARNING_COLOUR) > 50
    plain = tmp_path / "plain"
    plain.mkdir()
    (unmarked,) = libreoffice.convert([EXAMPLE / "กองคลัง.xlsx"], "pdf", plain)
    assert area(pictures(unmarked, plain)[0].read_bytes(), ERROR_COLOUR) == 0


def pictures(pdf: Path, folder: Path) -> list[Path]:
    """The pages as PPM files, which need no library to be read."""
    subprocess.run(["pdftoppm", "-r", "60", "-l", "2", pdf, folder / "page"], check=True)
    return sorted(folder.glob("page-*.ppm"))


def area(ppm: bytes, colour: tuple[int, int, int]) -> int:
    """How many pixels of a binary PPM file have a colour, give or take what anti-aliasing does."""
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
    assert head is not None
    pixels = ppm[head.end() :]
    return sum(pixels[at : at + 3] == bytes(colour) for at in range(0, len(pixels), 3))


def test_the_notes_are_there_in_libreoffice_too(returned: dict[Path, Path], tmp_path: Path) -> None:
    copy = returned[EXAMPLE / "กองคลัง.xlsx"]
    sheet = openpyxl.load_workbook(mended(copy, tmp_path / "a.xlsx"))[FORM_SHEET]
    for cell in ("E9", "F10", "C9"):
        assert sheet[cell].comment.text.startswith(NOTE_FIRST)
        assert "วิธีแก้: " in sheet[cell].comment.text


def test_mended_and_sent_back_it_merges_as_if_it_had_never_been_marked(
    returned: dict[Path, Path], tmp_path: Path
) -> None:
    folders = {name: tmp_path / name for name in ("marked", "plain")}
    for folder in folders.values():
        folder.mkdir()
    for original, copy in returned.items():
        mended(copy, folders["marked"] / original.name)
        mended(original, folders["plain"] / original.name)
    reports = {}
    for name, folder in folders.items():
        merged = ita_xlsx.merge([folder], tmp_path / f"{name}.xlsx")
        told = merged.checked.findings
        reports[name] = [(f.rule.code, Path(f.file).name, f.sheet, f.cell, f.message) for f in told]
        codes = {(f.cell, f.rule.code) for f in told}
        assert not codes & {(cell, MISSING_VALUE.code) for cell in MENDED}
    assert reports["marked"] == reports["plain"]
    rows = data_rows(tmp_path / "marked.xlsx")
    assert rows == data_rows(tmp_path / "plain.xlsx") and len(rows) == 15
    texts = [str(value) for row in rows for value in row if value is not None]
    assert MENDED["F10"] in texts
    assert not any(NOTE_FIRST in text or RETURN_SHEET in text for text in texts)


def test_what_libreoffice_saved_is_somebodys_work(
    returned: dict[Path, Path], tmp_path: Path
) -> None:
    copy = returned[EXAMPLE / "กองคลัง.xlsx"]
    assert is_unchanged(copy.read_bytes(), RETURN_PROPERTY)
    assert not is_unchanged(mended(copy, tmp_path / "a.xlsx").read_bytes(), RETURN_PROPERTY)


def test_the_marks_of_the_first_round_go_when_a_mended_copy_is_marked_again(
    returned: dict[Path, Path], tmp_path: Path
) -> None:
    """The colours and notes as LibreOffice has written them, not as we had."""
    path = mended(returned[EXAMPLE / "กองคลัง.xlsx"], tmp_path / "a.xlsx")
    again = marked_copy(path.read_bytes(), [finding(path, FORM_SHEET, "G9", "suggestion")])
    book = openpyxl.load_workbook(BytesIO(again.content))
    assert book.sheetnames.count(RETURN_SHEET) == 1
    sheet = book[FORM_SHEET]
    noted = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert noted == ["G9"]
    ours = [
        str(one.sqref)
        for one in sheet.conditional_formatting
        if any("ita_xlsx" in formula for rule in one.rules for formula in rule.formula)
    ]
    assert ours == ["G9"]
    target = tmp_path / "b.xlsx"
    target.write_bytes(again.content)
    assert libreoffice.read_cells(target)[FORM_SHEET][8][4][0] == MENDED["E9"]


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for path in KINDS.iterdir()
        if path.suffix in (".xlsx", ".xlsm") and path.stem != "strict"
    ),
    ids=lambda path: path.name,
)
def test_the_workbooks_of_many_programs_open_after_marking(path: Path, tmp_path: Path) -> None:
    with ZipFile(path) as package:
        name = re.search(r'<sheet [^>]*?name="([^"]*)"', package.read("xl/workbook.xml").decode())
    assert name is not None
    marked = marked_copy(path.read_bytes(), [finding(path, name[1], "E10", "deadline")])
    copy = tmp_path / f"a{marked.suffix}"
    copy.write_bytes(marked.content)
    shown = libreoffice.read_cells(copy, recalculate=False)
    before = libreoffice.read_cells(path, recalculate=False)
    assert next(iter(shown)) == RETURN_SHEET
    assert {sheet: rows for sheet, rows in shown.items() if sheet != RETURN_SHEET} == before


def test_a_link_of_the_workbook_of_findings_leads_libreoffice_to_the_file(tmp_path: Path) -> None:
    """LibreOffice turns the link into an address; it is that of the file."""
    folder = tmp_path / "ไฟล์ ที่ส่งกลับ"
    folder.mkdir()
    broken = ROOT / "tests" / "fixtures" / "layouts" / "error_values.xlsx"
    (folder / "กอง ช่าง#1.xlsx").write_bytes(broken.read_bytes())
    listed = tmp_path / "ผลการตรวจ.xlsx"
    ita_xlsx.check([folder], reports=Reports(findings=listed))
    (page,) = libreoffice.convert([listed], "html", tmp_path)
    links = {unquote(link) for link in re.findall(r'href="([^"]*)"', page.read_text("utf-8"), re.I)}
    assert f"file://{folder.as_posix()}/กอง ช่าง#1.xlsx#'แบบรายงาน'!G10" in links


def test_what_libreoffice_saved_still_knows_whose_copy_it_is(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    original = tmp_path / "returned" / "เดิม.xlsx"
    libreoffice.type_into(EXAMPLE / "กองคลัง.xlsx", original, {(FORM_SHEET, "F10"): "-"})
    checked = ita_xlsx.check([tmp_path / "returned"], reports=Reports(returns=tmp_path / "แก้ไข"))
    mended(checked.returned[0], original.parent / "ฉบับใหม่.xlsx")
    again = ita_xlsx.check([original.parent])
    assert [(Path(f.file).name, f.words) for f in again.findings if f.rule.code == "R010"] == [
        ("เดิม.xlsx", {"copy": "ฉบับใหม่.xlsx"})
    ]


@pytest.mark.parametrize("what", ["a report", "forms in sheets"])
def test_an_xls_with_several_tables_comes_back_as_one_file(tmp_path: Path, what: str) -> None:
    """A report and a workbook of several divisions' forms, in Excel's old format."""
    sent = tmp_path / "sent"
    sent.mkdir()
    if what == "a report":
        ita_xlsx.merge([EXAMPLE], tmp_path / "รายงาน.xlsx")
    else:
        example = Example({"F10": "-"}, other={}, one_file=True)
        write_example(example, tmp_path)[0].replace(tmp_path / "รายงาน.xlsx")
    (old,) = libreoffice.convert([tmp_path / "รายงาน.xlsx"], "xls", sent)
    before = ita_xlsx.check([sent], reports=Reports(returns=tmp_path / "แก้ไข"))
    divisions = sorted({one.division for one in before.round.submissions})
    assert len(divisions) > 1
    (copy,) = before.returned
    noted = [
        cell.comment.text
        for sheet in openpyxl.load_workbook(copy)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert any(NOTE_FIRST in note for note in noted)
    changed = next(sheet for sheet in (DATA_SHEET, FORM_SHEET) if sheet in sheets_of(copy))
    book = openpyxl.load_workbook(copy)
    header = "ผลการดำเนินการ"
    row = next(r for r in book[changed].iter_rows() if any(c.value == header for c in r))
    column = next(cell.column for cell in row if cell.value == header)
    book[changed].cell(row[0].row + 2, column).value = MENDED["F10"]
    book.save(sent / "แก้แล้ว.xlsx")
    after = ita_xlsx.check([sent])
    assert [Path(f.file).name for f in after.findings if f.rule.code == "R010"] == [old.name]
    assert sorted({one.division for one in after.round.submissions}) == divisions
    texts = after.round.measures[list(BY_KEY)].to_numpy().tolist()
    was = before.round.measures[list(BY_KEY)].to_numpy().tolist()
    assert sum(now != then for now, then in zip(sorted(texts), sorted(was), strict=True)) >= 1
    assert MENDED["F10"] in {text for row in texts for text in row}


def sheets_of(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


LONG = "จัดประชุมชี้แจงแนวทางการดำเนินงานแก่ผู้บริหาร สมาชิกสภา และพนักงานทุกกอง " * 6


def without_heights(path: Path, font: str) -> Path:
    """A form as a program writes it that gives rows no height, with long texts."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = FORM_SHEET
    for name in "CD":
        sheet.column_dimensions[name].width = 40
    for row in range(1, 13):
        for column in range(1, 6):
            cell = sheet.cell(row, column, LONG if (row, column) in ((9, 3), (10, 4)) else "ก")
            cell.alignment = openpyxl.styles.Alignment(wrap_text=row < 12)
            cell.font = openpyxl.styles.Font(name=font, size=16, bold=row == 9)
    sheet.merge_cells("D10:E10")
    sheet["C12"] = LONG
    book.save(path)
    return path


@pytest.mark.parametrize("font", ["TH SarabunPSK", "Tahoma"])
def test_rows_without_heights_get_some_that_fit_and_are_not_fixed(
    font: str, tmp_path: Path
) -> None:
    path = without_heights(tmp_path / "a.xlsx", font)
    marked = marked_copy(path.read_bytes(), [finding(path, FORM_SHEET, "C9", "steps")])
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(marked.content)
    rows = openpyxl.load_workbook(copy)[FORM_SHEET].row_dimensions
    with ZipFile(copy) as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet1.xml")
    needed = libreoffice.optimal_row_heights(copy, 1)
    for row in (8, 9, 11, 12):
        assert needed[row - 1] - 0.5 <= (rows[row].height or 0) <= 3 * needed[row - 1]
    # LibreOffice does not fit merged cells.
    assert 40 < (rows[10].height or 0) < (rows[9].height or 0)
    # A workbook that gives heights to some rows is left as it is.
    book = openpyxl.load_workbook(path)
    book[FORM_SHEET].row_dimensions[1].height = 30
    book.save(path)
    again = marked_copy(path.read_bytes(), [finding(path, FORM_SHEET, "C9", "steps")])
    copy.write_bytes(again.content)
    assert openpyxl.load_workbook(copy)[FORM_SHEET].row_dimensions[9].height is None
