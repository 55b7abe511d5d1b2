"""The districts that a form and a plan offer are those of the province that was chosen."""

from __future__ import annotations

from pathlib import Path

import libreoffice
import openpyxl
import pytest

import ita_xlsx
from ita_xlsx.official.names.places import districts_by_province

pytestmark = pytest.mark.office

PLACES = {"form": ("แบบรายงาน", "C5", "C4"), "plan": ("หน่วยงาน", "B7", "B6")}
ASKED = ("=ROWS(ita_districts_offered)", "=INDEX(ita_districts_offered,1,1)",
         "=INDEX(ita_districts_offered,ROWS(ita_districts_offered),1)")  # fmt: skip


@pytest.fixture(params=PLACES)
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str, str]:
    """A new form or plan, its sheet, and the cells of the province and the district."""
    path = tmp_path / "blank.xlsx"
    make = ita_xlsx.make_template if request.param == "form" else ita_xlsx.make_plan
    make(path)
    return path, *PLACES[request.param]


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("มหาสารคาม", "มหาสารคาม"), (" จังหวัดขอนแก่น", "ขอนแก่น"), ("ยะลา", "ยะลา"),
        ("กรุงเทพมหานคร", "กรุงเทพมหานคร"), ("บึงกาฬ", "บึงกาฬ"), ("", ""), ("ตัวอย่าง", ""),
    ],
)  # fmt: skip
def test_the_districts_offered_are_those_of_the_province(
    blank: tuple[Path, str, str, str], typed: str, province: str
) -> None:
    path, sheet, at, _ = blank
    book = openpyxl.load_workbook(path)
    book[sheet][at] = typed
    asked = book.create_sheet("ลอง")
    for row, formula in enumerate(ASKED, start=1):
        asked.cell(row, 1, formula)
    book.save(path)
    found = [row[0][0] for row in libreoffice.read_cells(path)["ลอง"]]
    every = [name for names in districts_by_province().values() for name in names]
    districts = districts_by_province()[province] if province else every
    assert found == [len(districts), districts[0], districts[-1]]


def test_both_cells_offer_their_lists(blank: tuple[Path, str, str, str]) -> None:
    path, name, province, district = blank
    rules = openpyxl.load_workbook(path)[name].data_validations.dataValidation
    offered = {str(rule.sqref): rule.formula1 for rule in rules}
    assert offered[province] == "ita_provinces"
    assert offered[district] == "ita_districts_offered"


def test_a_form_whose_place_is_filled_in_has_no_lists_of_places(tmp_path: Path) -> None:
    ita_xlsx.make_plan(tmp_path / "empty.xlsx")
    blank = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    facts = {"B5": "อบต.กุดรัง", "B6": "กุดรัง", "B7": "มหาสารคาม", "B8": "2569", "B9": "รอบ 6 เดือน"}
    for at, text in facts.items():
        blank["หน่วยงาน"][at] = text
    blank["กอง"]["A4"] = "กองคลัง"
    for at, text in zip(("A4", "B4", "C4", "D4", "E4"), ("1", "งบ", "ทำ", "กองคลัง", "มี.ค. 69"),
                        strict=True):  # fmt: skip
        blank["มาตรการ"][at] = text
    blank.save(tmp_path / "plan.xlsx")
    ita_xlsx.make_forms(tmp_path / "plan.xlsx", tmp_path / "forms")
    (form,) = (tmp_path / "forms").glob("*.xlsx")
    assert "ita_provinces" not in openpyxl.load_workbook(form).defined_names
