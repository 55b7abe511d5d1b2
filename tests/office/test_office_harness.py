"""Proves the tools the office tests stand on: a harness that cannot fail would prove nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import libreoffice
import pytest
import xlsxwriter

UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
LONG = "ตรวจสอบการจัดทำแผนการใช้จ่ายงบประมาณประจำปี และเผยแพร่บนเว็บไซต์ของหน่วยงาน " * 3


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A sheet `แบบ` with an ordinary column A and a text column B, and a protected sheet `ล็อก`."""
    path = tmp_path / "แบบรายงาน.xlsx"
    with xlsxwriter.Workbook(path) as book:
        thai = {"font_name": libreoffice.THAI_FONT, "font_size": 16, "text_wrap": True}
        text = book.add_format({**thai, "num_format": "@", "locked": False})
        sheet = book.add_worksheet("แบบ")
        sheet.set_column("A:B", 23, book.add_format(thai))
        for row in range(3):
            sheet.write_blank(row, 1, None, text)
        locked = book.add_worksheet("ล็อก")
        locked.protect()
        locked.write_blank("B1", None, text)
    return path


def typed(
    workbook: Path, cells: dict[tuple[str, str], str]
) -> dict[str, list[list[libreoffice.Cell]]]:
    target = workbook.with_name("typed.xlsx")
    libreoffice.type_into(workbook, target, cells)
    return libreoffice.read_cells(target)


@pytest.mark.office
@pytest.mark.parametrize("text", ["007", "=1+1", "1/3/66", "50%", "๓๑ มี.ค. ๖๖", "น้ำ\nกำหนด"])
def test_what_is_typed_into_a_text_cell_stays_as_typed(workbook: Path, text: str) -> None:
    assert typed(workbook, {("แบบ", "B1"): text})["แบบ"][0][1] == (text, "", 0)


@pytest.mark.office
@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("007", (7.0, "", 0)),
        ("'007", ("007", "", 0)),
        ("=1+1", (2.0, "=1+1", 0)),
        ("=SUM(3,4)", (7.0, "=SUM(3;4)", 0)),
        ("=1/0", ("#DIV/0!", "=1/0", 532)),
        ('="ก"&"ข"', ("กข", '="ก"&"ข"', 0)),
        ('=""', ("", '=""', 0)),
        ("3/31/2023", (45016.0, "", 0)),
        ("31/3/2566", ("31/3/2566", "", 0)),
        ("แล้วเสร็จ", ("แล้วเสร็จ", "", 0)),
    ],
)
def test_an_ordinary_cell_takes_what_is_typed_for_what_it_looks_like(
    workbook: Path, text: str, cell: libreoffice.Cell
) -> None:
    assert typed(workbook, {("แบบ", "A1"): text})["แบบ"][0][0] == cell


@pytest.mark.office
def test_a_locked_cell_takes_nothing(workbook: Path) -> None:
    typed(workbook, {("ล็อก", "B1"): "ได้"})
    with pytest.raises(libreoffice.OfficeError, match="ล็อก!A1 is locked"):
        typed(workbook, {("ล็อก", "A1"): "ไม่ได้"})


@pytest.mark.office
def test_after_a_refusal_the_next_call_works(workbook: Path) -> None:
    with pytest.raises(libreoffice.OfficeError, match="NoSuchElementException"):
        typed(workbook, {("ไม่มี", "A1"): "x"})
    with pytest.raises(libreoffice.OfficeError):
        libreoffice.read_cells(workbook.with_name("absent.xlsx"))
    assert typed(workbook, {("แบบ", "A1"): "1"})["แบบ"][0][0] == (1.0, "", 0)


@pytest.mark.office
def test_a_call_that_takes_too_long_is_ended_and_the_next_one_works(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libreoffice.close()
    with monkeypatch.context() as patch:
        patch.setattr(libreoffice, "CALL_SECONDS", 0.01)
        with pytest.raises(libreoffice.OfficeError, match=r"over 0\.01 s"):
            libreoffice.read_cells(workbook)
        with pytest.raises(libreoffice.OfficeError, match="not made"):
            libreoffice.convert([workbook], "pdf", workbook.parent)
    assert set(libreoffice.read_cells(workbook)) == {"แบบ", "ล็อก"}


@pytest.mark.office
def test_values_kept_in_the_file_are_read_only_without_recalculation(tmp_path: Path) -> None:
    path = tmp_path / "stale.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("s").write_formula("A1", "=1+1", None, 5)
    assert libreoffice.read_cells(path)["s"] == [[(2.0, "=1+1", 0)]]
    assert libreoffice.read_cells(path, recalculate=False)["s"] == [[(5.0, "=1+1", 0)]]


@pytest.mark.office
def test_a_row_gets_higher_with_wrapped_text(workbook: Path) -> None:
    target = workbook.with_name("typed.xlsx")
    libreoffice.type_into(workbook, target, {("แบบ", "A1"): "สั้น", ("แบบ", "A2"): LONG})
    one_line, wrapped = libreoffice.optimal_row_heights(target)
    assert 16 < one_line < 32
    assert wrapped > 4 * one_line


@pytest.mark.office
def test_thai_text_survives_every_format_and_the_printer(workbook: Path, tmp_path: Path) -> None:
    text = "๑. กำหนดเวลา น้ำ ปี่"
    libreoffice.type_into(workbook, tmp_path / "รายงาน.ods", {("แบบ", "A1"): text}, "calc8")
    files = [tmp_path / "รายงาน.ods"]
    for extension in ("xlsx", "xls", UTF8_CSV):
        files += libreoffice.convert(files[:1], extension, tmp_path)
    for file in files[:3]:
        assert libreoffice.read_cells(file)["แบบ"][0][0] == (text, "", 0), file.suffix
    assert text in files[3].read_text("utf-8")

    [pdf] = libreoffice.convert(files[:1], "pdf", tmp_path)
    assert libreoffice.pdf_text(pdf).split() == text.split()
    assert [page.split() for page in libreoffice.pdf_pages(pdf)] == [text.split()]
    [picture] = libreoffice.pdf_pictures(pdf, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.office
def test_many_files_are_converted_at_once(workbook: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "ก.xlsx", tmp_path / "ข.xlsx"]
    for path in paths:
        path.write_bytes(workbook.read_bytes())
    assert [path.name for path in libreoffice.convert(paths, "ods", tmp_path)] == ["ก.ods", "ข.ods"]
    with pytest.raises(ValueError, match="overwrite each other"):
        libreoffice.convert(paths, "ods", tmp_path)


OFFICE_TEST = "import pytest\n@pytest.mark.office\ndef test_it(): pass\n"
SKIPPED_MODULE = "import pytest\npytest.skip('no such module', allow_module_level=True)\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n"


@pytest.mark.parametrize(
    ("test", "ci", "exit_code", "said"),
    [
        (OFFICE_TEST, "", 0, ["1 skipped", "LibreOffice (soffice) is not installed"]),
        (OFFICE_TEST, "1", 1, ["1 error", "LibreOffice (soffice) is not installed"]),
        (SKIPPED_MODULE, "1", 2, ["1 error", "no such module"]),
        (EXPECTED_FAILURE, "1", 0, ["1 xfailed"]),
    ],
    ids=["office test", "office test in CI", "module in CI", "expected failure in CI"],
)
def test_a_skip_says_why_and_fails_the_build(
    tmp_path: Path, test: str, ci: str, exit_code: int, said: list[str]
) -> None:
    """In a folder with one test file, with no LibreOffice on the search path."""
    here = Path(__file__).parents[1]
    shutil.copy(here / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(test, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", here.parent / "setup.cfg", tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PATH": "", "ITA_XLSX_CI": ci},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == exit_code, run.stdout
    for words in said:
        assert words in run.stdout
