"""A measure for which several divisions are responsible: each answers, and it stays one measure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import ita_xlsx as type_command
from openpyxl import load_workbook
from plans import DIVISIONS, FORM_FIRST_ROW, planned, write_plan

import ita_xlsx
from ita_xlsx.findings.plan import OTHER_ROUND, OTHER_WORDS
from ita_xlsx.findings.rounds import NEAR_MEASURE, OLDER_LEFT_OUT, SAME_MEASURE
from ita_xlsx.official.columns import BY_KEY, PRINTED
from ita_xlsx.official.stamp import REPORT_SHEET, SUMMARY_SHEET
from ita_xlsx.report.figures import NO_ITEM


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
    assert "รวม ๖ รายการ เนื่องจากบางมาตรการมีมากกว่าหนึ่งรายการ" in body
    assert "ดำเนินการแล้วเสร็จ ๖ รายการ" in body


def test_the_screen_and_the_json_count_measures_and_entries(
    returned: Path, plan: Path, report: Path, tmp_path: Path
) -> None:
    for paths in ([returned, "--plan", plan], [report]):
        ran = type_command("check", *paths)
        assert "พบ 3 มาตรการ 6 รายการ (บางมาตรการมีมากกว่าหนึ่งรายการ)" in " ".join(ran.out.split())
        told = json.loads(type_command("check", *paths, "--format", "json").out)
        assert told["counts"] == {"measures": 3, "entries": 6}
    single = next(path for path in returned.iterdir() if "กองคลัง" in path.name)
    assert "รายการ (" not in type_command("check", single).out


def test_a_file_that_came_twice_counts_once_and_is_named(
    returned: Path, plan: Path, tmp_path: Path
) -> None:
    form = next(path for path in returned.iterdir() if "กองคลัง" in path.name)
    again = tmp_path / "returned" / "อีกครั้ง.xlsx"
    again.write_bytes(form.read_bytes())
    said = " ".join(type_command("check", form, again, "--plan", plan).out.split())
    assert "2 ไฟล์ พบ 2 มาตรการ" in said and "กอง: กองคลัง 2" in said
    assert said.count(": กองคลัง ส่งเนื้อหาเดียวกับไฟล์") == 1


def test_the_summary_counts_entries_under_their_name_and_says_how_many_measures(
    report: Path, returned: Path, tmp_path: Path
) -> None:
    summary = load_workbook(report, data_only=True)[SUMMARY_SHEET]
    texts = [cell.value for row in summary.iter_rows() for cell in row if cell.value]
    assert any(str(text).startswith("ทั้งหมด ๓ มาตรการ ๖ รายการ เนื่องจาก") for text in texts)
    assert "รายการ" in texts and "มาตรการ" not in texts
    single = next(path for path in returned.iterdir() if "กองคลัง" in path.name)
    ita_xlsx.merge([single], tmp_path / "one.xlsx")
    alone = load_workbook(tmp_path / "one.xlsx", data_only=True)[SUMMARY_SHEET]
    texts = [cell.value for row in alone.iter_rows() for cell in row if cell.value]
    assert "มาตรการ" in texts and "รายการ" not in texts


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


@pytest.mark.parametrize(("year", "printed"), [("2566", True), ("2568", False), ("2570", False)])
def test_the_groups_of_items_are_counted_only_where_they_are_known(
    year: str, printed: bool, returned: Path, tmp_path: Path
) -> None:
    form = next(returned.iterdir())
    cell = ita_xlsx.check([form]).round.submissions[0].label_cells["fiscal_year"]
    changed = answer(form, tmp_path / "year.xlsx", {cell: year, "B9": "เรื่องที่ไม่อยู่ในรายชื่อ"})
    ita_xlsx.merge([changed], tmp_path / "year-report.xlsx")
    cells = {
        cell for row in load_workbook(tmp_path / "year-report.xlsx")["สรุป"].values for cell in row
    }
    assert (NO_ITEM in cells) == ("ตัวชี้วัดย่อย" in cells) == printed


def printed(report: Path) -> list[tuple[str, ...]]:
    """The rows of the official table, its texts as printed."""
    rows = load_workbook(report)[REPORT_SHEET].iter_rows(values_only=True)
    texts = [tuple(str(text or "") for text in row) for row in rows]
    heads = [BY_KEY[key].header for key in PRINTED]
    return texts[texts.index(tuple(heads)) + 1 :]


# A cell of กองคลัง's form, whose first measure it shares with กองศิลป์; and whether the words differ.
WORDS = [
    ("C9", " เปิด  ระบบ\n", False),
    ("C9", "เปิดระบบใหม่", True),
    ("B9", "E Service", False),
    ("D9", "กองคลัง/กองศิลป์", False),
    ("D9", "ฝ่ายศิลป์ และ กองคลัง", False),
    ("D9", "กองคลัง", True),
    ("E9", "ธันวาคม ๒๕๖๕", False),
    ("E9", "ม.ค. 66", True),
    ("E9", "ภายในสิ้นปี", True),
    ("E9", "", False),
]


@pytest.mark.parametrize(("cell", "text", "differs"), WORDS)
def test_a_joint_measure_is_printed_once_in_the_plan_s_words(
    cell: str, text: str, differs: bool, returned: Path, plan: Path, tmp_path: Path
) -> None:
    form = next(path for path in returned.iterdir() if "กองคลัง" in path.name)
    answer(form, form, {cell: text})
    merged = ita_xlsx.merge([returned], tmp_path / "out.xlsx", plan=plan)
    found = [one for one in merged.checked.findings if one.rule is OTHER_WORDS]
    assert [(one.cell, one.value) for one in found] == ([(cell, text)] if differs else [])
    assert all("รายงานฉบับรวมพิมพ์ตามแผน" in one.message.th for one in found)
    rows = printed(tmp_path / "out.xlsx")
    assert [row[:4] for row in rows] == [
        ("๑. ข้อมูลผู้บริหาร", "ปรับปรุงข้อมูล", "สำนักปลัด", "ม.ค. – มี.ค. 66"),
        ("๒. E–Service", "เปิดระบบ", "กองคลัง / กองศิลป์", "ธ.ค. 65"),
        ("๓. การอบรมคุณธรรม", "จัดอบรมทุกคน", "ทุกกอง", "ก.พ. 66"),
    ]
    assert [row[4].count("ครั้งที่") for row in rows] == [1, 2, 3]


def test_of_one_division_s_own_measure_its_words_are_printed_and_the_difference_is_found(
    returned: Path, plan: Path, tmp_path: Path
) -> None:
    form = next(path for path in returned.iterdir() if "สำนักปลัด" in path.name)
    answer(form, form, {"C9": "ปรับปรุงข้อมูลและรูปถ่าย"})
    merged = ita_xlsx.merge([returned], tmp_path / "out.xlsx", plan=plan)
    (found,) = (one for one in merged.checked.findings if one.rule is OTHER_WORDS)
    assert (found.cell, found.column) == ("C9", "steps") and "ตามแผน ซึ่ง" in found.message.th
    assert "พิมพ์ตามแผน" not in found.message.th
    assert printed(tmp_path / "out.xlsx")[0][1] == "ปรับปรุงข้อมูลและรูปถ่าย"


@pytest.mark.parametrize(("second", "differs"), [("ติดตามผล", False), ("ประเมินผล", True)])
def test_a_planned_measure_that_its_division_splits_is_one_row(
    second: str, differs: bool, tmp_path: Path
) -> None:
    one = planned("1", "ข้อมูลผู้บริหาร", "1. ปรับปรุง\n2. ติดตามผล", "กองคลัง", "ก.พ. 66")
    plan = write_plan(tmp_path / "plan.xlsx", divisions=DIVISIONS[1:2], measures=[one])
    (form,) = ita_xlsx.make_forms(plan, tmp_path / "forms").forms
    rows = [{"C": "1. ปรับปรุง", "F": "ทำแล้ว ๓ ครั้ง"}, {"C": f"2. {second}", "F": "ทำแล้ว ๔ ครั้ง"}]
    cells = {
        f"{column}{row}": text
        for row, texts in enumerate(rows, start=FORM_FIRST_ROW)
        for column, text in
        {"A": "1", "B": "ข้อมูลผู้บริหาร", "D": "กองคลัง", "E": "ก.พ. 66", **texts}.items()
    }  # fmt: skip
    sent = answer(form, tmp_path / "sent.xlsx", cells)
    merged = ita_xlsx.merge([sent], tmp_path / "out.xlsx", plan=plan)
    assert any(one.rule is OTHER_WORDS for one in merged.checked.findings) == differs
    (row,) = printed(tmp_path / "out.xlsx")
    assert row[1:5] == ("1. ปรับปรุง\n2. ติดตามผล", "กองคลัง", "ก.พ. 66",
                        "ทำแล้ว ๓ ครั้ง\nทำแล้ว ๔ ครั้ง")  # fmt: skip


@pytest.mark.parametrize("text", ["ธ.ค.65", "ม.ค. 66"])
def test_above_the_organisation_a_joint_measure_is_one_row_too(
    text: str, returned: Path, plan: Path, tmp_path: Path
) -> None:
    form = next(path for path in returned.iterdir() if "กองศิลป์" in path.name)
    answer(form, form, {"E9": text})
    ita_xlsx.merge([returned], tmp_path / "one.xlsx", plan=plan)
    other = write_plan(tmp_path / "other.xlsx", {"organisation": "องค์การบริหารส่วนตำบลนาโพธิ์"})
    for one in ita_xlsx.make_forms(other, tmp_path / "others").forms:
        answer(one, one, {})
    ita_xlsx.merge([tmp_path / "others"], tmp_path / "two.xlsx", plan=other)
    ita_xlsx.merge([tmp_path / "one.xlsx", tmp_path / "two.xlsx"], tmp_path / "district.xlsx")
    numbers = [row[0] for row in printed(tmp_path / "district.xlsx") if row[1]]
    assert [number[:2] for number in numbers] == ["๑.", "๒.", "๓."] * 2


@pytest.mark.parametrize(
    ("owner", "asked"),
    [("ทุกกอง", set()), ("สำนักปลัด และกองคลัง", set()), ("กองคลัง", {SAME_MEASURE.code})],
)
def test_what_is_asked_of_several_is_reported_by_each_without_a_plan(
    returned: Path, tmp_path: Path, owner: str, asked: set[str]
) -> None:
    forms = [path for path in returned.iterdir() if "กองศิลป์" not in path.name]
    same = {"B9": "ข้อมูลผู้บริหาร", "C9": "เผยแพร่ข้อมูลผู้บริหารบนเว็บไซต์หลัก", "D9": owner}
    copies = [answer(form, tmp_path / form.name, same) for form in forms]
    found = {one.rule.code for one in ita_xlsx.check(copies).findings if one.cell == "B9"}
    assert found & {SAME_MEASURE.code, NEAR_MEASURE.code} == asked
