"""The forms of a plan: one a division, locked where the plan decides, named so that one knows."""

from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from plans import DIVISIONS, FORM_FIRST_ROW, MEASURES, planned, write_plan

import ita_xlsx as library
from ita_xlsx.errors import CannotWrite, NothingToRead
from ita_xlsx.forms.from_plan import forms_of
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation

NAMES = {
    "สำนักปลัด": "แบบรายงาน สำนักปลัด ปี 2566 รอบ 6 เดือน.xlsx",
    "กองคลัง": "แบบรายงาน กองคลัง ปี 2566 รอบ 6 เดือน.xlsx",
    "กองศิลป์": "แบบรายงาน กองศิลป์ ปี 2566 รอบ 6 เดือน.xlsx",
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan.xlsx")


@pytest.fixture
def forms(plan: Path, tmp_path: Path) -> Path:
    library.make_forms(plan, tmp_path / "forms")
    return tmp_path / "forms"


def form(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path)["แบบรายงาน"]


def numbers(path: Path) -> list[str]:
    column = form(path)["A"][FORM_FIRST_ROW - 1 :]
    return [str(cell.value) for cell in column if cell.value]


def answer(path: Path, row: int, **texts: str) -> None:
    """Type answers into a form, as a clerk does: by the letter of the column."""
    book = openpyxl.load_workbook(path)
    for letter, text in texts.items():
        book["แบบรายงาน"][f"{letter}{row}"] = text
    book.save(path)


def test_each_division_gets_the_measures_that_it_owns(forms: Path) -> None:
    assert {path.name for path in forms.iterdir()} == set(NAMES.values())
    assert numbers(forms / NAMES["สำนักปลัด"]) == ["1", "3"]
    assert numbers(forms / NAMES["กองคลัง"]) == ["2", "3"]
    assert numbers(forms / NAMES["กองศิลป์"]) == ["2", "3"]


def test_what_the_plan_decides_is_locked_and_the_answers_are_open(forms: Path) -> None:
    sheet = form(forms / NAMES["กองคลัง"])
    row = FORM_FIRST_ROW
    assert [sheet[f"{letter}{row}"].protection.locked for letter in "ABCDE"] == [True] * 5
    assert [sheet[f"{letter}{row}"].protection.locked for letter in "FGHI"] == [False] * 4
    assert [sheet[at].value for at in ("C3", "F3", "F4", "F5")] == [
        "องค์การบริหารส่วนตำบลกุดรัง", "กองคลัง", "2566", "รอบ 6 เดือน",
    ]  # fmt: skip
    assert all(sheet[at].protection.locked for at in ("C3", "C4", "C5", "F3", "F4", "F5"))
    assert not any(sheet[at].protection.locked for at in ("I3", "I6", f"A{row + 2}"))


def texts_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


@pytest.mark.parametrize(
    ("due", "by_when"),
    [("10 เม.ย. 2566", "ภายใน 10 เม.ย. 2566"), ("๕/๔/๖๖", "ภายใน 5 เม.ย. 2566"), ("", "")],
)
def test_a_planned_form_says_what_is_filled_in_and_by_when_it_is_due(
    due: str, by_when: str, tmp_path: Path
) -> None:
    facts = {"due": due, "fiscal_year": "2566" if due else "2570"}
    plan = write_plan(tmp_path / "plan.xlsx", facts)
    path = library.make_forms(plan, tmp_path / "forms").forms[0]
    book = openpyxl.load_workbook(path)
    note = book["แบบรายงาน"]["A2"].value
    steps = texts_of(book["คำแนะนำ"])
    assert "กรอกไว้ให้แล้วตามแผน" in note and (by_when or "วันที่แจ้งไว้") in note
    assert any((by_when or "วันที่แจ้งไว้") in step for step in steps)
    assert any("กรอกไว้ให้แล้วตามแผน" in step for step in steps)
    assert not any("กรอกมาตรการลงในตาราง" in step or "{due}" in step for step in steps)
    assert f"ปีงบประมาณ {facts['fiscal_year']}" in " ".join(steps)
    # Nor is any of it taken for something that the division typed.
    assert not [f for f in library.check([path], plan=plan).findings if f.cell in ("A2", "C6")]


def test_the_colours_of_a_planned_form_are_explained(forms: Path) -> None:
    sheet = form(forms / NAMES["กองคลัง"])
    legend = {sheet.cell(6, column).value: sheet.cell(6, column) for column in range(2, 8)}
    locked, open_cell = sheet[f"C{FORM_FIRST_ROW}"], sheet[f"F{FORM_FIRST_ROW}"]
    assert legend["กรอกไว้แล้ว"].fill.fgColor.rgb == locked.fill.fgColor.rgb
    assert legend["ต้องกรอก"].fill.fgColor.rgb == open_cell.fill.fgColor.rgb
    # Below the two measures nothing has to be filled in, and nothing is printed.
    white = legend["กรอกถ้ามี"].fill.fgColor.rgb
    beyond = {
        sheet[f"{letter}{row}"].fill.fgColor.rgb
        for letter in "ABCDEFGHI"
        for row in range(FORM_FIRST_ROW + 2, FORM_FIRST_ROW + 60)
    }
    assert beyond == {white}
    assert sheet.print_area == f"'แบบรายงาน'!$A$1:$I${FORM_FIRST_ROW + 1}"
    assert "หัวหน้ากอง" in sheet.oddFooter.left.text


def test_the_divisions_of_the_plan_can_be_chosen(forms: Path) -> None:
    book = openpyxl.load_workbook(forms / NAMES["กองศิลป์"])
    ((sheet, cells),) = book.defined_names["ita_divisions"].destinations
    listed = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
    assert listed == [division.name for division in DIVISIONS]


def test_a_form_is_read_as_that_of_its_division(forms: Path, plan: Path) -> None:
    """Without the plan too, but for what only the plan knows."""
    checked = library.check([forms])
    assert {one.division for one in checked.round.submissions} == set(NAMES)
    assert {(one.fiscal_year, one.round) for one in checked.round.submissions} == {(2566, 6)}
    by_plan = library.check([forms], plan=plan)
    assert {f.rule.code for f in by_plan.findings if f.rule.severity == "error"} == {"M001", "P013"}


def test_forms_again_are_the_same_and_another_file_is_not_overwritten(
    forms: Path, plan: Path
) -> None:
    before = {path.name: path.read_bytes() for path in forms.iterdir()}
    library.make_forms(plan, forms)
    (forms / NAMES["สำนักปลัด"]).unlink()
    answer(forms / NAMES["กองคลัง"], FORM_FIRST_ROW, F="เปิดระบบแล้ว")
    kept = (forms / NAMES["กองคลัง"]).read_bytes()
    with pytest.raises(CannotWrite) as error:
        library.make_forms(plan, forms)
    assert NAMES["กองคลัง"] in error.value.say("th")
    assert NAMES["กองศิลป์"] not in error.value.say("th")
    # Nothing was written, not even the form that is missing.
    assert (forms / NAMES["กองคลัง"]).read_bytes() == kept
    assert not (forms / NAMES["สำนักปลัด"]).exists()
    assert (forms / NAMES["กองศิลป์"]).read_bytes() == before[NAMES["กองศิลป์"]]


def test_what_was_answered_stands_in_the_new_form(forms: Path, plan: Path, tmp_path: Path) -> None:
    returned = forms / NAMES["กองคลัง"]
    answer(returned, 3, I="นายสมชาย ใจดี")
    answer(returned, FORM_FIRST_ROW, F="เปิดระบบแล้ว", H="ดำเนินการแล้วเสร็จ", I="https://a.go.th")
    answer(returned, FORM_FIRST_ROW + 1, F="", G="ควรจัดทุกปี")
    # The plan has changed since: another number, another measure before it.
    changed = [
        planned("1", "โครงสร้าง", "แสดงแผนผัง", "กองคลัง", "ก.พ. 66"),
        *(PlanMeasure({**m.texts, "number": str(int(m.texts["number"]) + 1)}) for m in MEASURES),
    ]
    write_plan(plan, measures=changed)
    library.make_forms(plan, tmp_path / "new", [returned])
    sheet = form(tmp_path / "new" / NAMES["กองคลัง"])
    table = [
        [sheet[f"{letter}{FORM_FIRST_ROW + row}"].value for letter in "ABFGHI"] for row in range(3)
    ]
    assert table == [
        ["1", "โครงสร้าง", None, None, None, None],
        ["3", "E–Service", "เปิดระบบแล้ว", None, "ดำเนินการแล้วเสร็จ", "https://a.go.th"],
        ["4", "การอบรมคุณธรรม", None, "ควรจัดทุกปี", None, None],
    ]
    assert sheet["I3"].value == "นายสมชาย ใจดี"
    assert not sheet[f"F{FORM_FIRST_ROW + 1}"].protection.locked
    # What the other owner of the same measure answers is its own.
    other = form(tmp_path / "new" / NAMES["กองศิลป์"])
    assert other[f"F{FORM_FIRST_ROW}"].value is None


def test_a_plan_without_owners_gives_no_form(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx", measures=())
    with pytest.raises(NothingToRead):
        library.make_forms(plan, tmp_path / "forms")
    assert not (tmp_path / "forms").exists()


names = st.text(min_size=1, max_size=300).filter(str.strip)


@settings(max_examples=60)
@given(st.lists(names, min_size=1, max_size=4, unique=True))
def test_names_of_forms_can_be_files_everywhere(divisions: list[str]) -> None:
    plan = Plan(
        "",
        PlanOrganisation(fiscal_year=2566, round=12),
        tuple(map(PlanDivision, divisions)),
        (planned("1", "ก", "ข", "ทุกกอง", "", owners=divisions),),
    )
    made = [form.name for form in forms_of(plan, {}, {})]
    assert len({name.casefold() for name in made}) == len(divisions)
    for name in made:
        assert len(name.encode()) <= 255 and name.endswith(".xlsx")
        assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
        assert name == name.strip() and not name.startswith((".", "~$"))


def test_the_command_says_what_it_made_and_what_is_wrong_with_the_plan(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.xlsx", {"fiscal_year": "2565"})
    ran = ita_xlsx("forms", "plan.xlsx", "-o", "forms", folder=tmp_path)
    assert ran.code == 1 and "3 ไฟล์" in ran.out and "P010" in ran.err
    write_plan(tmp_path / "plan.xlsx")
    again = ita_xlsx("forms", "plan.xlsx", "-o", "forms6", folder=tmp_path)
    assert again.code == 0 and again.err == ""
    assert NAMES["กองคลัง"] in again.out


def test_nothing_that_was_answered_is_left_out_unnamed(
    forms: Path, plan: Path, tmp_path: Path
) -> None:
    """Rows that a clerk added, all answers of a stranger, and an answer that was given twice."""
    returned = forms / NAMES["กองคลัง"]
    answer(returned, FORM_FIRST_ROW, F="เปิดระบบแล้ว")
    added = [f"เรื่องที่เพิ่ม {n}" for n in range(1, 6)]
    for row, issue in enumerate(added, start=FORM_FIRST_ROW + 2):
        answer(returned, row, A=str(row), B=issue, C="ทำ", D="กองคลัง", E="ก.พ. 66", F="ทำแล้ว")
    stranger = forms / NAMES["กองศิลป์"]
    answer(stranger, 3, F="กองช่าง")
    answer(stranger, FORM_FIRST_ROW, F="ของกองช่าง")
    ran = ita_xlsx(
        "forms", plan, "-o", "new", "--from", returned, "--from", stranger, folder=tmp_path
    )
    told = ran.err.split("ไม่ได้ยกไป")[1]
    assert "7 มาตรการ" in told and all(f"กองคลัง: {issue} " in told for issue in added)
    assert "กองช่าง: E–Service" in told and f"แถว {FORM_FIRST_ROW + 4}" in told
    assert "การอบรมคุณธรรม" in told and "กองคลัง: E–Service" not in told
    answer(forms / NAMES["สำนักปลัด"], FORM_FIRST_ROW, F="ฉบับแรก")
    (tmp_path / "later").mkdir()
    second = tmp_path / "later" / "ใหม่.xlsx"
    second.write_bytes((forms / NAMES["สำนักปลัด"]).read_bytes())
    answer(second, FORM_FIRST_ROW, F="ฉบับหลัง")
    made = library.make_forms(plan, tmp_path / "n2", [forms / NAMES["สำนักปลัด"], second])
    (older,) = made.left_out
    assert (Path(older.file).name, older.row) == (NAMES["สำนักปลัด"], FORM_FIRST_ROW)
    sheet = form(tmp_path / "n2" / NAMES["สำนักปลัด"])
    assert sheet[f"F{FORM_FIRST_ROW}"].value == "ฉบับหลัง"


def test_what_is_carried_on_whole_is_not_told(forms: Path, plan: Path, tmp_path: Path) -> None:
    answer(forms / NAMES["กองคลัง"], FORM_FIRST_ROW, F="เปิดระบบแล้ว")
    assert library.make_forms(plan, tmp_path / "new", [forms]).left_out == ()
