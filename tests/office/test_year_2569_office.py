"""A year of 2569 as a consolidator meets it, from October to October, told right at each step.

What every screen, JSON, workbook and letter says is held against what is known to be true.
"""

import email
import json
import re
import shutil
from collections.abc import Mapping
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from command import Ran, ita_xlsx
from libreoffice import type_into
from plans import FORM_FIRST_ROW, planned, write_plan
from traced import trace_summary

from ita_xlsx.model import PlanDivision
from ita_xlsx.official.stamp import DATA_SHEET, FORM_SHEET, REPORT_SHEET, SUMMARY_SHEET

pytestmark = pytest.mark.office

PALAD, KLANG, CHANG = "สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง"
DIVISIONS = tuple(
    PlanDivision(name, officer=f"เจ้าหน้าที่{name}", email=f"{number}@example.go.th")
    for number, name in enumerate((PALAD, KLANG, CHANG), start=1)
)
MEASURES = (
    planned("1", "ข้อมูลสถิติการให้บริการ", "เผยแพร่ทุกเดือน", f"{PALAD}/{KLANG}", "ธ.ค. 68"),
    planned("2", "ข้อมูลผู้บริหาร", "ปรับปรุงข้อมูล", PALAD, "ม.ค. 69"),
    planned("3", "การเปิดโอกาสให้เกิดการมีส่วนร่วม", "จัดประชาคม", "ทุกกอง", "ก.พ. 69"),
)
# By the numbers of the measures that each division answers: three measures, six entries.
ASKED = {PALAD: (1, 2, 3), KLANG: (1, 3), CHANG: (3,)}
FACTS = {
    "organisation": "เทศบาลตำบลหนองตัวอย่าง",
    "district": "ตัวอย่าง",
    "province": "ตัวอย่าง",
    "fiscal_year": "2569",
    "due": "10 เม.ย. 2569",
    "reporter": "นางสาวสมหญิง ใจดี",
    "reporter_position": "นิติกร",
    "approver": "นายสมมาตร ใจดี",
    "approver_position": "นายกเทศมนตรี",
    "mail_to": "district@example.go.th",
}
FORM = "แบบรายงาน {} ปี 2569 รอบ {} เดือน.xlsx"
RESULT = "{} ดำเนินการข้อ {} เมื่อ ๕ ก.พ. ๒๕๖๙ และเผยแพร่แล้ว"
ENTRIES = "3 มาตรการ 6 รายการ"


def run(folder: Path, *arguments: object, code: int = 0) -> Ran:
    ran = ita_xlsx(*arguments, folder=folder)
    assert ran.code == code, (arguments, ran.text)
    return ran


def told(folder: Path, *arguments: object, code: int = 0) -> dict[str, object]:
    return json.loads(run(folder, *arguments, "--format", "json", code=code).out)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def fill(
    form: Path, target: Path, division: str, day: str, wrong: Mapping[str, str] | None = None
) -> None:
    """A clerk types into a form with LibreOffice; ``wrong`` are cells with other texts."""
    typed = {(FORM_SHEET, "I6"): day}
    for row, number in enumerate(ASKED[division], start=FORM_FIRST_ROW):
        typed[FORM_SHEET, f"F{row}"] = RESULT.format(division, number)
        typed[FORM_SHEET, f"H{row}"] = "ดำเนินการแล้วเสร็จ"
        typed[FORM_SHEET, f"I{row}"] = f"https://www.example.go.th/{number}"
    typed |= {(FORM_SHEET, cell): text for cell, text in (wrong or {}).items()}
    type_into(form, target, typed)


def silent(folder: Path) -> set[str]:
    """Who has sent nothing: the same by every command."""
    divisions = told(folder, "status", code=1)["divisions"]
    by_status = {one["division"] for one in divisions if not one["arrived"]}
    if list((folder / "returned").iterdir()):  # else there is nothing to check
        found = told(folder, "check", code=1)["findings"]
        assert {one["value"] for one in found if one["code"] == "P013"} == by_status
    run(folder, "email", "--remind", "-o", "remind")
    reminded = {name for name in ASKED if list((folder / "remind").glob(f"*{name}*.eml"))}
    shutil.rmtree(folder / "remind")
    assert reminded == by_status
    return by_status


def letter(folder: Path, report: Path, code: int = 0) -> str:
    run(folder, "email", report.name, "--plan", "plan.xlsx", "-o", "letter.eml", code=code)
    message = email.message_from_bytes((folder / "letter.eml").read_bytes(), policy=default)
    assert message["To"] == FACTS["mail_to"]
    body = message.get_body(("plain",))
    assert body is not None
    return squeezed(body.get_content())


def test_a_year(tmp_path: Path) -> None:
    six = tmp_path / "six"
    report = first_round(six)
    twelve = second_round(tmp_path / "twelve", six, report)
    next_plan(tmp_path, twelve)


def first_round(folder: Path) -> Path:
    # October: the plan, the forms, the first mails.
    run(folder.parent, "init", folder.name)
    (folder / "plan.xlsx").unlink()
    write_plan(folder / "plan.xlsx", FACTS, DIVISIONS, MEASURES)
    checked = run(folder, "check", "plan.xlsx").out
    assert "ปีงบประมาณ 2569 รอบ 6 เดือน 3 กอง 3 มาตรการ" in squeezed(checked)
    run(folder, "forms", "plan.xlsx", "-o", "forms")
    run(folder, "email", "--forms", "-o", "mail")
    assert len(list((folder / "mail").glob("*.eml"))) == 3
    assert silent(folder) == set(ASKED)

    # March: one form is right, one lacks a result, one does not come.
    forms, returned = folder / "forms", folder / "returned"
    fill(forms / FORM.format(PALAD, 6), returned / "สำนักปลัด.xlsx", PALAD, "1 เม.ย. 2569")
    fill(forms / FORM.format(KLANG, 6), returned / "กองคลัง.xlsx", KLANG, "2 เม.ย. 2569", {"F9": ""})
    assert silent(folder) == {CHANG}
    said = squeezed(run(folder).out)
    assert "3 มาตรการ 5 รายการ" in said and "ส่งแล้ว 2 จาก 3 กอง" in said and CHANG in said
    (report,) = folder.glob("รายงาน*.xlsx")
    assert trace_summary(report) > 20
    assert f"ยังไม่ส่ง: {CHANG}" in letter(folder, report, code=1)
    assert f"ยังไม่ส่ง: {CHANG}" in texts(report, SUMMARY_SHEET)

    # The marked copy comes back under another name; a second, other file of สำนักปลัด too.
    (marked,) = (folder / "ส่งคืนกอง").iterdir()
    result = {(FORM_SHEET, "F9"): f"{KLANG} ดำเนินการข้อ 1 เมื่อ ๘ ก.พ. ๒๕๖๙ และเผยแพร่แล้ว"}
    type_into(marked, returned / "คลังแก้แล้ว.xlsx", result)
    fill(
        forms / FORM.format(PALAD, 6), returned / "ปลัด 2.xlsx", PALAD, "3 เม.ย. 2569",
        {"F10": "ปรับปรุงข้อมูลผู้บริหารใหม่เมื่อ ๒๐ ก.พ. ๒๕๖๙"},
    )  # fmt: skip
    codes = {one["code"] for one in told(folder, "check", code=1)["findings"]}
    assert "R002" in codes and "M001" not in codes
    (returned / "ปลัด 2.xlsx").unlink()

    # April: the last one comes, late.
    fill(forms / FORM.format(CHANG, 6), returned / "ช่าง.xlsx", CHANG, "20 เม.ย. 2569")
    standings = {one["division"]: one for one in told(folder, "status")["divisions"]}
    assert {name: one["late"] for name, one in standings.items()} == {
        PALAD: False, KLANG: False, CHANG: True,
    }  # fmt: skip
    said = squeezed(run(folder).out)
    assert ENTRIES in said and "ส่งแล้ว 3 จาก 3 กอง" in said
    assert "ทั้งหมด ๓ มาตรการ ๖ รายการ" in texts(report, SUMMARY_SHEET)
    assert "ยังไม่ส่ง" not in texts(report, SUMMARY_SHEET)
    printed = texts(report, REPORT_SHEET)
    assert len(re.findall(r"(?m)^[๑๒๓]\. ", printed)) == 3  # each measure once
    assert "ลงชื่อ" in printed and "นายสมมาตร ใจดี" in printed
    rows = list(openpyxl.load_workbook(report)[DATA_SHEET].iter_rows(values_only=True))
    assert len(rows) == 1 + 6
    assert trace_summary(report) > 20
    body = letter(folder, report)
    assert "มาตรการทั้งหมด ๓ มาตรการ จาก ๓ กอง" in body and "รวม ๖ รายการ" in body
    assert "ยังไม่ส่ง" not in body and "ขอแสดงความนับถือ" in body
    run(folder, "pdf", report.name)
    assert report.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    return report


def second_round(folder: Path, six: Path, report: Path) -> Path:
    begun = run(
        folder.parent, "init", folder.name, "--from", report, "--from", six / "plan.xlsx"
    ).err
    assert "3 กอง" in begun and "3 มาตรการ" in begun and "อีเมล 3" in begun
    run(folder, "forms", "plan.xlsx", "-o", "forms")
    for division in ASKED:
        form = folder / "forms" / FORM.format(division, 12)
        first = FORM_FIRST_ROW
        wrong = {f"F{first}": f"{division} ติดตามผลอีกครั้งเมื่อ ๑ ก.ย. ๒๕๖๙ และเผยแพร่แล้ว"}
        if division == CHANG:  # its part of measure 3 goes on
            wrong[f"F{first}"] = "จัดแล้ว ๒ ครั้ง ยังเหลืออีก ๑ ครั้ง เนื่องจากน้ำท่วม"
            wrong[f"H{first}"] = "อยู่ระหว่างดำเนินการ"
        fill(form, folder / "returned" / f"{division}.xlsx", division, "5 ต.ค. 2569", wrong)
    assert ENTRIES in squeezed(run(folder).out)
    (twelve,) = folder.glob("รายงาน*.xlsx")
    compared = told(folder, "compare", report, twelve)
    assert compared["counts"]["all"] == 6 and compared["counts"]["result_changed"] == 3
    assert not compared["counts"]["added"] and not compared["counts"]["removed"]
    assert "สลับกันหรือไม่" in run(folder, "compare", twelve, report).err
    return twelve


def next_plan(folder: Path, twelve: Path) -> None:
    sources = ("--from", twelve, "--from", twelve.parent / "plan.xlsx")
    said = squeezed(run(folder, "plan", *sources, "-o", "2570.xlsx").err)
    assert "ปีงบประมาณ 2570 รอบ 6 เดือน" in said and "เสร็จ" in said, said
    checked = squeezed(run(folder, "check", "2570.xlsx").out)
    assert "ปีงบประมาณ 2570 รอบ 6 เดือน 3 กอง 1 มาตรการ" in checked


def texts(workbook: Path, sheet: str) -> str:
    rows = openpyxl.load_workbook(workbook, data_only=True)[sheet].iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)
