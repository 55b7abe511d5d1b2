"""A round of FY 2569: what is said of its lists, what its report is called, what is offered."""

import json
from pathlib import Path

import openpyxl
import pytest
from command import Type
from plans import FACTS, MEASURES, planned, write_plan

import ita_xlsx as library

LINE = "รายชื่อข้อ OIT ปี 2568 มีแหล่งอ้างอิงเพียงแห่งเดียว 23 จาก 28 ข้อ; ปี 2569"
YEAR = {**FACTS, "fiscal_year": "2569", "due": ""}
OF_2569 = (planned("1", "ข้อมูลสถิติการให้บริการ", "ปรับปรุงข้อมูล", "สำนักปลัด", "ม.ค. – มี.ค. 69"),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan of FY 2569 and the filled form of its one division."""
    plan = write_plan(tmp_path / "plan.xlsx", YEAR, measures=OF_2569)
    (form,) = library.make_forms(plan, tmp_path / "forms").forms
    book = openpyxl.load_workbook(form)
    book.active["F9"] = "ปรับปรุงข้อมูลแล้วเมื่อ ๑๕ ก.พ. ๒๕๖๙"
    (tmp_path / "returned").mkdir()
    book.save(tmp_path / "returned" / "สำนักปลัด.xlsx")
    return tmp_path


def flat(text: str) -> str:
    """A text without the breaks of its lines on the screen."""
    return " ".join(text.split()).replace(" ", "")


def test_what_is_unsure_is_said_once_by_every_verb(ita: Type, folder: Path) -> None:
    plan, returned = folder / "plan.xlsx", folder / "returned"
    for words in (
        ("check", returned),
        ("check", returned, "--plan", plan),
        ("check", plan),
        ("merge", returned, "--plan", plan, "-o", folder / "report.xlsx"),
        ("status", returned, "--plan", plan),
        ("plan", "--from", folder / "report.xlsx", "-o", folder / "next.xlsx"),
    ):
        ran = ita(*words)
        assert flat(ran.text).count(flat(LINE)) == 1, words
    found = json.loads(ita("check", returned, "--format", "json").out)
    assert found["year_remark"].startswith(LINE)
    # Nothing of its names is in doubt.
    assert not [one for one in found["findings"] if one["code"].startswith("O")]


def test_nothing_is_said_of_a_year_whose_lists_are_known(ita: Type, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx")
    assert "รายชื่อข้อ OIT" not in ita("check", plan).text
    sheet = openpyxl.load_workbook(plan, data_only=True)["มาตรการ"]
    assert "รายชื่อข้อ OIT" not in str(sheet["A2"].value)


def test_the_plan_says_it_above_its_measures(tmp_path: Path) -> None:
    for year, said in (("2569", LINE), ("2570", "ปี 2570 ยังไม่มี ใช้ของปี 2569 แทน")):
        plan = write_plan(tmp_path / "plan.xlsx", {"fiscal_year": year}, measures=MEASURES[:1])
        sheet = openpyxl.load_workbook(plan, data_only=True)["มาตรการ"]
        assert said in str(sheet["A2"].value)


def test_the_report_of_2569_is_called_as_its_test_calls_it(folder: Path) -> None:
    library.merge([folder / "returned"], folder / "report.xlsx")
    book = openpyxl.load_workbook(folder / "report.xlsx")
    texts = {
        name: " ".join(str(cell) for row in book[name].values for cell in row if cell)
        for name in ("ปก", "รายงานผล", "สรุป")
    }
    assert "รายงานผลการดำเนินการเพื่อส่งเสริม คุณธรรม" in texts["ปก"]
    assert "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in texts["รายงานผล"]
    assert "กำหนดมาตรการเพื่อส่งเสริมคุณธรรม" in texts["รายงานผล"]
    assert "จำแนกตามกลุ่ม OIT" in texts["สรุป"]
    for text in texts.values():
        assert "๖๖" not in text and "2566" not in text and "o42" not in text
