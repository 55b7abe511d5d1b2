"""A measure for which several divisions are responsible: each answers, and it stays one measure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from plans import FORM_FIRST_ROW, write_plan

import ita_xlsx
from ita_xlsx.findings.plan import OTHER_ROUND
from ita_xlsx.findings.rounds import NEAR_MEASURE, OLDER_LEFT_OUT, SAME_MEASURE
from ita_xlsx.report.figures import NO_ITEM, NO_LIST


def answer(form: Path, target: Path, cells: Mapping[str, str]) -> Path:
    """Fill in a form: every result, then these cells."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    row = FORM_FIRST_ROW
    while sheet.cell(row, 2).value:
        sheet.cell(row, 6).value = f"ดำเนินการแล้วเสร็จเมื่อ ๑๕ มี.ค. ๒๕๖๖ ครั้งที่ {row}"
        row += 1
    for cell, text in cells.items():
        sheet[cell] = text
    book.save(target)
    return target


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan.xlsx")


@pytest.fixture
def returned(plan: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "returned"
    folder.mkdir()
    for form in ita_xlsx.make_forms(plan, tmp_path / "forms").forms:
        answer(form, folder / form.name, {"I6": "๑ เม.ย. ๒๕๖๖"})
    return folder


@pytest.fixture
def report(returned: Path, plan: Path, tmp_path: Path) -> Path:
    ita_xlsx.merge([returned], tmp_path / "report.xlsx", plan=plan)
    return tmp_path / "report.xlsx"


def test_the_letter_counts_measures_and_says_why_there_are_more_answers(report: Path) -> None:
    body = ita_xlsx.draft_email(report, ["a@example.go.th"]).mail.body
    assert "มาตรการทั้งหมด ๓ มาตรการ จาก ๓ กอง/สำนัก/หน่วย" in body
    assert "รวม ๖ รายการ เนื่องจากบางมาตรการมีผู้รับผิดชอบหลายกอง" in body
    assert "ดำเนินการแล้วเสร็จ ๖ รายการ" in body


def test_a_merged_report_is_not_told_that_its_joint_measures_stand_twice(report: Path) -> None:
    found = {one.rule.code for one in ita_xlsx.check([report]).findings}
    assert not found & {SAME_MEASURE.code, NEAR_MEASURE.code}


def test_what_a_later_file_replaces_needs_no_mending(
    returned: Path, tmp_path: Path, plan: Path
) -> None:
    first = next(path for path in returned.iterdir() if "กองคลัง" in path.name)
    old = answer(first, tmp_path / "old.xlsx", {"I6": "๑ มี.ค. ๒๕๖๖", "F9": ""})
    merged = ita_xlsx.merge([first, old], tmp_path / "out.xlsx", on_duplicate="latest")
    of_old = [one.rule.code for one in merged.checked.findings if one.file == old.as_posix()]
    assert of_old == [OLDER_LEFT_OUT.code]
    assert len(merged.checked.round.measures) == 2


def test_answers_of_another_round_are_carried_on_without_reproach(
    returned: Path, tmp_path: Path
) -> None:
    longer = write_plan(tmp_path / "12.xlsx", {"round": "รอบ 12 เดือน", "due": "10 ต.ค. 2566"})
    made = ita_xlsx.make_forms(longer, tmp_path / "forms12", [returned])
    assert len(made.forms) == 3
    checked = ita_xlsx.check([returned], plan=longer)
    assert OTHER_ROUND.code in {one.rule.code for one in checked.findings}
    assert OTHER_ROUND.code not in {one.rule.code for one in made.findings}


@pytest.mark.parametrize(("year", "label"), [("2566", NO_ITEM), ("2569", NO_LIST)])
def test_it_is_said_when_the_year_has_no_list_of_items(
    year: str, label: str, returned: Path, tmp_path: Path
) -> None:
    form = next(returned.iterdir())
    cell = ita_xlsx.check([form]).round.submissions[0].label_cells["fiscal_year"]
    changed = answer(form, tmp_path / "year.xlsx", {cell: year, "B9": "เรื่องที่ไม่อยู่ในรายชื่อ"})
    ita_xlsx.merge([changed], tmp_path / "year-report.xlsx")
    cells = [
        cell for row in load_workbook(tmp_path / "year-report.xlsx")["สรุป"].values for cell in row
    ]
    assert label in cells and len({NO_ITEM, NO_LIST} & set(cells)) == 1
