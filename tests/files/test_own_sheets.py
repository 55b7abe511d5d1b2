"""Sheets of ours are not opened, and nothing else is ever taken for one."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.findings.tables import EXTRA_SHEET
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.intake.formats.open import read_sheets
from ita_xlsx.intake.guard import examine as guard
from ita_xlsx.official.stamp import (
    HELP_SHEET,
    HELP_TITLE,
    LISTS_MARK,
    LISTS_SHEET,
    LIVE_SHEET,
)

TABLE = "แบบรายงาน"
LABELS = {"division": "กองคลัง", "fiscal_year": "2566", "round": "รอบ 6 เดือน"}
ROW = {"number": "1", "issue": "ข้อมูลผู้บริหาร", "result": "เผยแพร่แล้ว"}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "กองคลัง.xlsx"
    path.write_bytes(form_bytes(Prefill(LABELS, [ROW])))
    return path


def opened(path: Path) -> list[str]:
    content, verdict = guard.open_once(path)
    return [sheet.name for sheet in read_sheets(content, verdict, path.stem)]


def test_of_a_form_only_the_table_is_opened(form: Path) -> None:
    looks = {look.name: look.own for look in guard.examine(form).sheets}
    assert looks == {TABLE: False, LIVE_SHEET: True, HELP_SHEET: True, LISTS_SHEET: True}
    assert opened(form) == [TABLE]


@pytest.mark.usefixtures("read_here")
def test_what_is_read_does_not_depend_on_it(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = ita_xlsx.check([form])
    monkeypatch.setattr(guard, "OwnSheets", lambda package: None)
    careful = ita_xlsx.check([form])
    assert len(opened(form)) == 4
    assert quick.findings == careful.findings
    assert quick.round.measures.equals(careful.round.measures)


@pytest.mark.parametrize("first_cell", ["", "ชีตนี้ของกองคลังเอง", f"{HELP_TITLE} ของเรา"])
def test_a_clerks_own_sheet_of_that_name_is_read_and_reported(
    form: Path, first_cell: str, tmp_path: Path
) -> None:
    book = load_workbook(form)
    del book[HELP_SHEET]
    sheet = book.create_sheet(HELP_SHEET)
    sheet["A1"], sheet["B2"] = first_cell or None, HELP_TITLE
    mine = tmp_path / "mine.xlsx"
    book.save(mine)
    assert HELP_SHEET in opened(mine)
    told = [f.sheet for f in ita_xlsx.check([mine]).findings if f.rule is EXTRA_SHEET]
    assert told == [HELP_SHEET]


def rewritten(form: Path, part: str, old: str, new: str) -> Path:
    """The form with a text of one of its parts replaced."""
    target = form.with_name("เขียนใหม่.xlsx")
    with ZipFile(form) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != part or old in text
            package.writestr(name, text.replace(old, new, 1) if name == part else text)
    return target


LISTS = "xl/worksheets/sheet4.xml"
SHARED = "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        # What stands in a comment is no row, no text and no cell.
        (LISTS, "<sheetData>", "<!-- <sheetData> --><sheetData>"),
        (SHARED, "<si>", "<!-- <si> --><si>"),
        (SHARED, "<si>", "<six/><si>"),
        (SHARED, LISTS_MARK, f"{LISTS_MARK}x"),
    ],
)
def test_where_it_cannot_be_proved_the_sheet_is_opened(
    part: str, old: str, new: str, form: Path
) -> None:
    assert LISTS_SHEET in opened(rewritten(form, part, old, new))


def test_openpyxl_passes_it_over_as_well(form: Path) -> None:
    """It reads the form whose cells stand in another order."""
    row = re.compile(r'(<c r="A9".*?</c>|<c r="A9"[^>]*/>)(<c r="B9".*?</c>)')
    with ZipFile(form) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    found = row.search(sheet)
    assert found
    turned = rewritten(form, "xl/worksheets/sheet1.xml", found[0], found[2] + found[1])
    assert guard.examine(turned).sheets[0].disordered
    assert opened(turned) == [TABLE]
