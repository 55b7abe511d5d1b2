"""A round of FY 2569: what is said of its lists, what its report is called, what is offered."""

import json
import re
from datetime import date
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
    assert "จำแนกตามตัวชี้วัดย่อย" in texts["สรุป"]
    for text in texts.values():
        assert "๖๖" not in text and "2566" not in text and "o42" not in text


# --- years in lists, prompts and examples ---------------------------------------------------------

OLD = ("2566", "2565", "๖๖", "๖๕", "๒๕๖๖", "๒๕๖๕")


def all_texts(path: Path) -> str:
    """Every text, prompt and error message of a workbook, without the names of items."""
    book = openpyxl.load_workbook(path)
    parts: list[str] = []
    for sheet in book:
        parts += (str(rule.prompt or "") + str(rule.error or "")
                  for rule in sheet.data_validations.dataValidation)  # fmt: skip
        if sheet.title != "รายการ":
            parts += (str(cell) for row in sheet.values for cell in row
                      if cell is not None and not str(cell).startswith("="))  # fmt: skip
    return "\n".join(parts)


def offered(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    ((sheet, cells),) = book.defined_names["ita_fiscal_years"].destinations
    return [str(cell.value) for (cell,) in book[sheet][cells.replace("$", "")]]


def test_lists_and_examples_are_of_the_year_of_the_plan(folder: Path) -> None:
    form = next((folder / "forms").iterdir())
    for path in (folder / "plan.xlsx", form):
        assert offered(path) == ["2569", "2568", "2567", "2570"]
        texts = all_texts(path)
        assert not [old for old in OLD if old in texts]
        assert "31 มี.ค. 2569" in texts or "10 เม.ย. 2569" in texts
    assert "ม.ค. – มี.ค. ๖๙" in all_texts(form)


def test_the_years_of_an_empty_plan_begin_with_the_present_one(tmp_path: Path) -> None:
    for today, first in ((date(2026, 9, 30), "2569"), (date(2026, 10, 1), "2570")):
        path = tmp_path / f"{first}.xlsx"
        library.make_plan(path, today=today)
        assert offered(path)[0] == first and f"เช่น 10 เม.ย. {first}" in all_texts(path)
        assert not [old for old in OLD if old in all_texts(path)]


def test_what_to_type_instead_is_shown_in_the_year_of_the_form(folder: Path) -> None:
    (returned,) = (folder / "returned").iterdir()
    book = openpyxl.load_workbook(returned)
    book.active["E9"] = "เร็ว ๆ นี้"
    book.save(returned)
    found = library.check([returned]).findings
    fixes = [one.fix.th for one in found if one.cell == "E9"]
    assert any("ม.ค. – มี.ค. ๖๙" in fix for fix in fixes)
    assert not [fix for fix in fixes if any(old in fix for old in OLD) or "{" in fix]


# --- a user's own list ----------------------------------------------------------------------------

CSV = "ข้อ,ชื่อข้อ,บทบาท\r\no1,ข้อมูลเว็บไซต์ของหน่วยงาน,\r\no2,มาตรการฉบับใหม่,มาตรการ\r\n"


def own_plan(folder: Path, issue: str) -> Path:
    one = planned("1", issue, "ปรับปรุงข้อมูล", "สำนักปลัด", "ม.ค. – มี.ค. 71")
    return write_plan(folder / "plan.xlsx", {**YEAR, "fiscal_year": "2571"}, measures=[one])


def test_a_list_beside_the_plan_is_used_and_one_that_is_named(ita: Type, tmp_path: Path) -> None:
    plan = own_plan(tmp_path, "ข้อมูลเว็บไซต์หน่วยงาน")
    (form,) = library.make_forms(plan, tmp_path / "forms").forms
    book = openpyxl.load_workbook(form)
    book.active["F9"] = "ปรับปรุงข้อมูลแล้วเมื่อ ๑๕ ก.พ. ๒๕๗๑"
    book.save(tmp_path / "form.xlsx")
    near = "ใกล้เคียงกับข้อ o1 “ข้อมูลเว็บไซต์ของหน่วยงาน”"

    def said(*words: object) -> str:
        return flat(ita("check", tmp_path / "form.xlsx", *words).text)

    assert flat(near) not in said("--plan", plan)
    (tmp_path / "lists").mkdir()
    named = tmp_path / "lists" / "oit_2570.csv"
    named.write_bytes(CSV.encode("utf-8-sig"))
    assert flat(near) in said("--year-data", named)
    # It is no state that stays: the next run does not know it.
    assert flat(near) not in said("--plan", plan)
    (tmp_path / "oit_2570.csv").write_bytes(CSV.encode("cp874"))
    assert flat(near) in said("--plan", plan)
    assert "ปี 2570" not in ita("check", tmp_path / "form.xlsx", "--plan", plan).text
    ran = ita("plan", "-o", tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    texts = {cell.value for row in book["รายการ"] for cell in row}
    assert "มาตรการฉบับใหม่" in texts and ran.code == 0


def test_a_list_that_is_wrong_is_one_sentence_with_its_cells(ita: Type, tmp_path: Path) -> None:
    plan = own_plan(tmp_path, "ข้อมูลเว็บไซต์หน่วยงาน")
    wrong = tmp_path / "oit_2570.csv"
    wrong.write_text(CSV.replace("o2,", "o1,"), encoding="utf-8")
    for words in (("status", tmp_path), ("check", plan), ("merge", plan, "-o", "out.xlsx")):
        ran = ita(*words, "--plan", plan, folder=tmp_path)
        assert ran.code == 3 and "A3 ข้อ o1 ซ้ำกับ A2" in ran.err and ran.out == ""
        assert len(ran.err.splitlines()) == 1
    wrong.write_bytes(b"%PDF-1.4")
    assert ita("check", plan, "--plan", plan).code == 3
    wrong.unlink()
    assert ita("check", plan, "--year-data", wrong).code == 3
    for name in ("oit_2570.csv", "oit_2570.xlsx"):
        (tmp_path / name).write_text(CSV, encoding="utf-8")
    ran = ita("check", plan, "--plan", plan)
    assert ran.code == 2 and "สองไฟล์" in ran.err


def test_a_list_that_was_exported_is_read_again_as_it_was(ita: Type, tmp_path: Path) -> None:
    ran = ita("years", "--export", "2569", "-o", tmp_path / "oit_2570.xlsx")
    assert ran.code == 0 and "oit_2570.xlsx" in ran.err
    first = (tmp_path / "oit_2570.xlsx").read_bytes()
    assert ita("years", "--export", "2569", "-o", tmp_path / "oit_2570.xlsx").code == 0
    assert (tmp_path / "oit_2570.xlsx").read_bytes() == first
    known = json.loads(ita("years", "--format", "json", folder=tmp_path).out)["years"]
    before, own = known[-2:]
    assert (before["year"], own["year"], own["listed"]) == (2569, 2570, 2570)
    for key in ("measures", "report", "items", "report_on"):
        assert own[key] == before[key]
    ita("years", "--export", "2566", "-o", tmp_path / "same.xlsx")
    again = library.known_years(year_data=tmp_path / "same.xlsx")
    (whole,) = (one for one in library.known_years() if one.year == 2566)
    (read,) = (one for one in again if one.year == 2566)
    assert (read.items, read.elements, read.due, read.joined, read.cover) == (
        whole.items, whole.elements, whole.due, whole.joined, whole.cover,
    )  # fmt: skip


def test_the_years_are_shown_with_how_sure_they_are(ita: Type, tmp_path: Path) -> None:
    ran = ita("years", folder=tmp_path)
    assert "แหล่งเดียว 23 จาก 28 ข้อ" in ran.out and "ใช้ของปี 2569" in ran.out
    assert ita("years", "--export", "2567", "-o", tmp_path / "x.xlsx").code == 2
    assert ita("years", "--export", "2569").code == 2
    (tmp_path / "oit_2570.csv").write_text(CSV, encoding="utf-8")
    assert "จากไฟล์ของท่าน" in ita("years", folder=tmp_path).out


def test_what_the_page_about_years_tells_to_type_works(ita: Type, folder: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "years.md").read_text(encoding="utf-8")
    commands = re.findall(r"^ *(ita-xlsx .*)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        ran = ita(*command.split()[1:], folder=folder)
        assert ran.code == 0, ran.text
    (folder / "oit_2571.csv").write_text(
        page.split("```\nข้อ,")[1].split("```")[0].join(("ข้อ,", "")), encoding="utf-8"
    )
    assert "2571  " in ita("years", folder=folder).out


# --- reports as they come -------------------------------------------------------------------------

REPORT = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TITLES = [
    # above the table, the year and the round that are read, and what is found of them
    (["การประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2569", f"{REPORT} ประจำปีงบประมาณ พ.ศ. 2568"],
     2568, 12, {("O009", "A2")}),
    (["OIT ข้อ O26 ประจำปี 2569", f"{REPORT} ประจำปี 2568 (ตุลาคม 2567 – กันยายน 2568)"],
     2568, 12, set()),
    ([f"{REPORT} ปีงบฯ ๖๘ รอบ ๙ เดือน"], 2568, 9, set()),
    ([f"{REPORT} ปีงบฯ 68 ไตรมาสที่ 2"], 2568, None, {("O008", "A1")}),
    ([f"{REPORT} ปีงบประมาณ 2025 รอบ 12 เดือน"], None, 12, {("O007", "A1")}),
]  # fmt: skip


@pytest.mark.parametrize(("titles", "year", "months", "found"), TITLES)
def test_the_report_on_a_whole_year_is_read_by_its_own_title(
    titles: list[str], year: int | None, months: int | None, found: set[tuple[str, str]],
    tmp_path: Path,
) -> None:  # fmt: skip
    book = openpyxl.Workbook()
    heads = ("ที่", "ประเด็นที่ต้องปรับปรุงแก้ไข", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "กำหนดเวลา", "ผลการดำเนินการ")
    row = (1, "ข้อมูลผู้บริหาร", "ปรับปรุงข้อมูล", "กองคลัง", "ม.ค. 68", "ปรับปรุงแล้ว ๓ ครั้ง")
    place = ["เทศบาลตำบลวังยาว อำเภอเมือง จังหวัดขอนแก่น กองคลัง"]
    for line in (*([title] for title in titles), place, [], heads, row):
        book.active.append(line)
    book.save(tmp_path / "report.xlsx")
    checked = library.check([tmp_path / "report.xlsx"])
    (one,) = checked.round.submissions
    assert (one.fiscal_year, one.round) == (year, months)
    official = {(f.rule.code, f.cell) for f in checked.findings if f.rule.code[0] == "O"}
    assert official == found
    assert not [f for f in checked.findings if f.rule.code == "T002"]
