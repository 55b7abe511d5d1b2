"""Sheets of ours are not opened, and nothing else is ever taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.findings.tables import EXTRA_SHEET
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.intake import guard
from ita_xlsx.intake.open import read_sheets
from ita_xlsx.official.stamp import HELP_SHEET, HELP_TITLE, LISTS_SHEET, LIVE_SHEET

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


def test_what_is_read_does_not_depend_on_it(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = ita_xlsx.check([form])
    monkeypatch.setattr(guard, "mark_own_sheets", lambda package, looks: None)
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
