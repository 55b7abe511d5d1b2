"""A column that is added to the definition, and nowhere else, is there at every station."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from added_column import ROOT, Run, extended
from command import ita_xlsx
from goodform import EXAMPLE
from openpyxl.worksheet.worksheet import Worksheet

RETURNED = ROOT / "examples" / "kut_rung" / "returned"
FACTS = {"ชื่อหน่วยงาน": "อบต.กุดรัง", "ปีงบประมาณ พ.ศ.": "2566", "รอบการรายงาน": "รอบ 6 เดือน"}
BUDGET, TARGET = "๑๒,๐๐๐ บาท จากข้อบัญญัติ", "ผู้บริหารครบทุกคน"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("extended")


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return extended(folder)


def header_of(sheet: Worksheet) -> dict[str, int]:
    """The columns of the sheet's table, counted from one, by the texts of its header row."""
    for row in sheet.iter_rows():
        texts = {cell.value: cell.column for cell in row if cell.value}
        if "งบประมาณ" in texts or "เป้าหมาย" in texts or "ลำดับ" in texts:
            return texts | {"": row[0].row}
    raise AssertionError(f"no header in {sheet.title}")


def in_table(path: Path, sheet: str, header: str) -> openpyxl.cell.Cell:
    """The cell of the first measure below a header."""
    found = openpyxl.load_workbook(path)[sheet]
    columns = header_of(found)
    return found.cell(columns[""] + 1, columns[header])


def typed(path: Path, sheet: str, texts: dict[str, str]) -> None:
    """Type into the first row below the header."""
    book = openpyxl.load_workbook(path)
    columns = header_of(book[sheet])
    for header, text in texts.items():
        book[sheet].cell(columns[""] + 1, columns[header], text)
    book.save(path)


@pytest.fixture(scope="module")
def plan(folder: Path, run: Run) -> Path:
    """A plan with one measure, which has a target."""
    path = folder / "plan.xlsx"
    run("plan", "-o", path)
    book = openpyxl.load_workbook(path)
    for name, *_ in book["หน่วยงาน"].iter_rows():
        if name.value in FACTS:
            book["หน่วยงาน"].cell(name.row, 2, FACTS[name.value])
    book["กอง"]["A4"] = "สำนักปลัด"
    book.save(path)
    planned = ("ลำดับ", "ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา", "ขั้นตอนหรือวิธีการ/มาตรการ",
               "ผู้รับผิดชอบ", "กำหนดเวลาแล้วเสร็จ")  # fmt: skip
    texts = dict(zip(planned, EXAMPLE.values(), strict=False))
    typed(path, "มาตรการ", {**texts, "เป้าหมาย": TARGET})
    return path


@pytest.fixture(scope="module")
def form(folder: Path, plan: Path, run: Run) -> Path:
    """The form of that plan, answered."""
    run("forms", plan, "-o", folder / "returned")
    (path,) = (folder / "returned").iterdir()
    assert in_table(path, "แบบรายงาน", "เป้าหมาย").value == TARGET
    assert in_table(path, "แบบรายงาน", "เป้าหมาย").protection.locked
    assert in_table(path, "แบบรายงาน", "งบประมาณ").value is None
    assert not in_table(path, "แบบรายงาน", "งบประมาณ").protection.locked
    answers = {"ผลการดำเนินการ": EXAMPLE["result"], "งบประมาณ": BUDGET}
    typed(path, "แบบรายงาน", answers)
    return path


@pytest.fixture(scope="module")
def merged(folder: Path, form: Path, run: Run) -> Path:
    path = folder / "merged.xlsx"
    run("merge", form.parent, "-o", path, "--plan", folder / "plan.xlsx")
    return path


def test_the_template_has_it(folder: Path, run: Run) -> None:
    run("template", "-o", folder / "template.xlsx")
    book = openpyxl.load_workbook(folder / "template.xlsx")
    assert [*header_of(book["แบบรายงาน"])][-3:-1] == ["งบประมาณ", "เป้าหมาย"]
    explained = [cell.value for cell in book["คำแนะนำ"]["A"]]
    assert {"งบประมาณ", "เป้าหมาย"} <= set(explained)
    assert {"ita_form_budget", "ita_form_target"} <= set(book.defined_names)
    formulas = [
        value.text if hasattr(value, "text") else str(value)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]
    assert max(map(len, formulas)) < 8192  # Excel's limit


def test_check_reads_it_without_a_complaint(form: Path, plan: Path, run: Run) -> None:
    told = json.loads(run("check", form, "--plan", plan, "--format", "json").out)
    (measure,) = told["measures"]
    assert (measure["budget"], measure["target"]) == (BUDGET, TARGET)
    assert not [one for one in told["findings"] if one["column"] in ("budget", "target")]
    assert not told["files"][0]["errors"]


def test_the_report_holds_it_in_the_data_and_prints_six_columns(merged: Path) -> None:
    assert in_table(merged, "ข้อมูล", "งบประมาณ").value == BUDGET
    assert in_table(merged, "ข้อมูล", "เป้าหมาย").value == TARGET
    printed = openpyxl.load_workbook(merged)["รายงานผล"]
    assert printed.max_column == 6
    texts = {value for row in printed.iter_rows(values_only=True) for value in row}
    assert EXAMPLE["steps"] in texts and not {BUDGET, TARGET, "งบประมาณ", "เป้าหมาย"} & texts


def test_compare_sees_that_it_changed(folder: Path, form: Path, merged: Path, run: Run) -> None:
    later = shutil.copytree(form.parent, folder / "later") / form.name
    typed(later, "แบบรายงาน", {"งบประมาณ": "๑๕,๐๐๐ บาท จากข้อบัญญัติ"})
    run("merge", later, "-o", folder / "later.xlsx")
    compare = ("compare", merged, folder / "later.xlsx")
    (measure,) = json.loads(run(*compare, "--format", "json").out)["measures"]
    changes = [(c["kind"], c["column"], c["old"]) for c in measure["changes"]]
    assert changes == [("reworded", "budget", BUDGET)]
    assert measure["new"]["budget"].startswith("๑๕") and measure["old"]["target"] == TARGET
    assert "[งบประมาณ]" in run(*compare).out
    run(*compare, "-o", folder / "compared.xlsx")
    sheet = openpyxl.load_workbook(folder / "compared.xlsx")["เปรียบเทียบรายมาตรการ"]
    shown = dict(zip(*sheet.iter_rows(max_row=2, values_only=True), strict=True))
    assert shown["งบประมาณ (ครั้งก่อน)"] == BUDGET
    assert shown["เป้าหมาย (ครั้งนี้)"] == TARGET


def test_the_next_form_holds_what_was_answered(
    folder: Path, form: Path, plan: Path, run: Run
) -> None:
    run("forms", plan, "-o", folder / "again", "--from", form)
    budget = in_table(folder / "again" / form.name, "แบบรายงาน", "งบประมาณ")
    assert budget.value == BUDGET and not budget.protection.locked
    assert in_table(folder / "again" / form.name, "แบบรายงาน", "เป้าหมาย").value == TARGET


def test_the_next_plan_holds_what_was_planned(folder: Path, merged: Path, run: Run) -> None:
    run("plan", "--from", merged, "-o", folder / "next.xlsx")
    assert in_table(folder / "next.xlsx", "มาตรการ", "เป้าหมาย").value == TARGET


def test_a_planned_measure_that_nobody_reports_shows_it(
    folder: Path, plan: Path, form: Path, run: Run
) -> None:
    (folder / "nothing").mkdir()
    blank = folder / "nothing" / "กองคลัง.xlsx"
    shutil.copy(RETURNED / "กองคลัง.xlsx", blank)
    run("merge", blank, "-o", folder / "missing.xlsx", "--plan", plan)
    assert in_table(folder / "missing.xlsx", "ข้อมูล", "เป้าหมาย").value == TARGET


def test_what_was_written_before_is_still_read(folder: Path, merged: Path, run: Run) -> None:
    old = folder / "old.xlsx"
    assert ita_xlsx("merge", RETURNED, "-o", old).code in (0, 1)
    told = json.loads(run("compare", old, merged, "--format", "json").out)
    assert told["old"]["measures"] == 14
    assert {one["old"]["budget"] for one in told["measures"] if one["old"]} == {""}
    checked = json.loads(run("check", RETURNED, "--format", "json").out)
    assert not [one for one in checked["findings"] if one["column"] in ("budget", "target")]


def test_a_column_that_somebody_renamed_in_a_report_is_missed(tmp_path: Path) -> None:
    ita_xlsx("merge", RETURNED, "-o", tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    header = next(cell for cell in book["ข้อมูล"][1] if cell.value == "ผลการดำเนินการ")
    header.value = "ผล"
    book.save(tmp_path / "report.xlsx")
    told = json.loads(ita_xlsx("check", tmp_path / "report.xlsx", "--format", "json").out)
    assert len(told["measures"]) == 14
    missing = {(one["sheet"], one["column"]) for one in told["findings"] if one["code"] == "T001"}
    assert missing == {("ข้อมูล", "result")}


def test_it_is_printed_when_its_role_says_so(tmp_path: Path, form: Path) -> None:
    run = extended(tmp_path, roles="printed=14")
    run("merge", form, "-o", tmp_path / "merged.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "merged.xlsx")["รายงานผล"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[6]]
    assert [row[6] for row in rows] == ["เป้าหมาย", TARGET]
