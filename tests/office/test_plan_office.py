"""The plan and its forms in LibreOffice: opened, typed into, saved and read again."""

from __future__ import annotations

from pathlib import Path

import libreoffice
import openpyxl
import pytest
from plans import FORM_FIRST_ROW, load_plan, write_plan

import ita_xlsx

pytestmark = pytest.mark.office

FORM = "แบบรายงาน กองคลัง ปี 2566 รอบ 6 เดือน.xlsx"
FACTS = {
    "B5": "เทศบาลตำบลตัวอย่าง",
    "B8": "๒๕๖๗",
    "B9": "รอบ 12 เดือน",
    "B10": "15 ตุลาคม 2567",
}
MEASURE = {
    "A4": "๑",
    "B4": "โครงสร้าง",
    "C4": "๑. ปรับปรุงแผนผัง\n๒. เผยแพร่",
    "D4": "กองช่าง / กองคลัง",
    "E4": "ก.ค. – ก.ย. ๖๗",
    "F4": "๐๐๑",
}


def test_an_empty_plan_is_filled_in_and_read(tmp_path: Path) -> None:
    empty, filled = tmp_path / "plan.xlsx", tmp_path / "filled.xlsx"
    ita_xlsx.make_plan(empty)
    libreoffice.type_into(
        empty,
        filled,
        {
            **{("หน่วยงาน", at): text for at, text in FACTS.items()},
            ("กอง", "A4"): "กองช่าง",
            ("กอง", "A5"): "กองคลัง",
            ("กอง", "D5"): "klang@example.go.th",
            **{("มาตรการ", at): text for at, text in MEASURE.items()},
        },
    )
    plan = load_plan(filled)
    assert plan.findings == ()
    about = plan.organisation
    assert (about.organisation, about.fiscal_year, about.round) == ("เทศบาลตำบลตัวอย่าง", 2567, 12)
    (measure,) = plan.measures
    assert measure.owners == ("กองช่าง", "กองคลัง") and measure.oit == "o1"
    assert measure.texts["steps"] == MEASURE["C4"]


def test_the_items_offered_follow_the_year_that_is_typed(tmp_path: Path) -> None:
    empty, filled = tmp_path / "plan.xlsx", tmp_path / "filled.xlsx"
    ita_xlsx.make_plan(empty)
    book = openpyxl.load_workbook(empty)
    ((sheet, cells),) = book.defined_names["ita_oit_names"].destinations
    column = book[sheet][cells.replace("$", "")][0][0].column - 1
    for year, shown in (("2566", "โครงสร้าง"), ("2570", "โครงสร้าง หน้าที่และอำนาจ"), ("2568", "")):
        libreoffice.type_into(empty, filled, {("หน่วยงาน", "B8"): year})
        assert libreoffice.read_cells(filled)[sheet][1][column][0] == shown


def test_what_is_offered_ends_with_the_last_item_of_the_year(tmp_path: Path) -> None:
    for year, count in (("2566", 43), ("2569", 28), ("2570", 26), ("2568", 1)):
        path = write_plan(tmp_path / "plan.xlsx", {"fiscal_year": year})
        book = openpyxl.load_workbook(path)
        book["กอง"]["H1"] = "=ROWS(ita_oit_names_offered)"
        book["กอง"]["I1"] = "=ROWS(ita_oit_numbers_offered)"
        book.save(path)
        names, numbers = libreoffice.read_cells(path)["กอง"][0][7:9]
        assert names[0] == numbers[0] == count


def test_prefilled_cells_of_a_form_cannot_be_typed_in_and_answers_can(tmp_path: Path) -> None:
    ita_xlsx.make_forms(write_plan(tmp_path / "plan.xlsx"), tmp_path / "forms")
    form, returned = tmp_path / "forms" / FORM, tmp_path / "returned.xlsx"
    row = FORM_FIRST_ROW
    for locked in ("C3", "F3", f"A{row}", f"E{row + 1}"):
        with pytest.raises(libreoffice.OfficeError, match="locked"):
            libreoffice.type_into(form, returned, {("แบบรายงาน", locked): "ก"})
    libreoffice.type_into(form, returned, {("แบบรายงาน", f"F{row}"): "เปิดระบบแล้วเมื่อ ๑ ธ.ค. ๒๕๖๕"})
    checked = ita_xlsx.check([returned], plan=tmp_path / "plan.xlsx")
    assert checked.round.measures["planned"].tolist() == [1, 2]
    assert checked.round.measures["result"].tolist()[0].startswith("เปิดระบบแล้ว")


def test_carried_over_rows_show_all_their_text(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
    ita_xlsx.merge([example], tmp_path / "last.xlsx")
    ita_xlsx.make_plan(tmp_path / "plan.xlsx", tmp_path / "last.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["มาตรการ"]
    needed = libreoffice.optimal_row_heights(tmp_path / "plan.xlsx", sheet_index=2)
    for row in range(4, 18):
        given = sheet.row_dimensions[row].height
        assert given is not None and given >= needed[row - 1]
