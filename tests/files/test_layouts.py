"""Tables as clerks make them: found wherever they lie, read whole, every liberty reported."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from corpus import FIXTURES, LAYOUTS, TABLE, found, measures_of, published_measures
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.official.stamp import REPORT_SHEET

# How the expectations call the findings of the reading.
CODES = {
    "formula": "T016",
    "formula without a value": "T017",
    "error value": "T018",
    "date where text belongs": "T022",
    "Buddhist year in a date": "T023",
    "two-digit year in a date": "T023",
    "number where text belongs": "T024",
    "column missing": "T001",
    "column nearly named": "T003",
    "column added": "T005",
    "from the title": "T011",
    "from the sheet name": "T011",
    "from the file name": "T011",
    "extra sheet": "T012",
    "rows joined": "T009",
    "section row": "T007",
    "text below the table": "T008",
    "hidden row": "T013",
    "filtered row": "T013",
    "hidden column": "T014",
    "hidden sheet": "T015",
    "header repeated": "T006",
    "merged cell": "T019",
    "deadline from marks": "T021",
    "row after a signature": "T026",
    "note on the table": "T027",
    "numbers of the columns": "T028",
    "rows not filled in": "T029",
    "same issue": "T030",
}
# Left to the checks, which have tests of their own.
BY_CHECKS = {"HTML tags"}
READING = {"F001", "F002", "F003"} | {f"T{number:03}" for number in range(1, 31)} - {"T002", "T025"}


def read(name: str) -> ita_xlsx.Checked:
    return ita_xlsx.check([FIXTURES / "layouts" / name])


def expected_measures(expected: Any) -> list[dict[str, Any]]:
    """What is said of each measure, over the shared table where nothing else is said."""
    if expected == "examples/kut_rung/measures.csv":
        return published_measures()
    if isinstance(expected, dict):
        return [
            {key: text.replace("{n}", str(n)) for key, text in expected["measure"].items()}
            for n in range(1, expected["repeat"] + 1)
        ]
    shared = TABLE["measures"]
    return [{**shared[place % 3], **said} for place, said in enumerate(expected)]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_measures_are_read_whole(name: str) -> None:
    checked = read(name)
    tables = LAYOUTS[name]["tables"]
    expected = [one for table in tables for one in expected_measures(table["measures"])]
    actual = measures_of(checked)
    assert len(actual) == len(expected)
    for ours, theirs in zip(actual, expected, strict=True):
        said = {key: text for key, text in theirs.items() if text is not None}
        assert {key: ours[key] for key in said} == said
    rows = [row for table in tables for row in table["rows"]]
    assert list(checked.round.measures["row"]) == rows


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_submissions_are_known(name: str) -> None:
    ours = [
        (s.sheet, s.division or None, s.fiscal_year, s.round) for s in read(name).round.submissions
    ]
    assert ours == [
        (t["sheet"], t["division"], t["fiscal_year"], t["round"]) for t in LAYOUTS[name]["tables"]
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_liberty_is_reported_at_its_cell_and_nothing_else(name: str) -> None:
    ours = {one for one in found(read(name)) if one[0] in READING}
    said = {
        (CODES[what.split(":")[0]], sheet, cell or "")
        for what, sheet, cell in LAYOUTS[name]["findings"]
        if what not in BY_CHECKS
    }
    assert ours == said


def test_a_merged_suggestion_is_told_how_many_measures_it_stands_beside() -> None:
    assert list(read("seed_cut.xlsx").round.measures["shared"]) == [14] + [1] * 13


def test_a_merged_suggestion_is_printed_once_and_merged_again(tmp_path: Path) -> None:
    output = tmp_path / "report.xlsx"
    ita_xlsx.merge([FIXTURES / "layouts" / "seed_cut.xlsx"], output)
    sheet = load_workbook(output)[REPORT_SHEET]
    (area,) = [area for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 6]
    printed = [row for row in range(area.min_row, area.max_row + 1) if sheet.cell(row, 1).value]
    assert len(printed) == 14
    assert sheet.cell(area.min_row, 6).value == published_measures()[0]["suggestion"]


def test_the_entries_of_one_issue_have_one_number_however_often_they_are_merged(
    tmp_path: Path,
) -> None:
    path = FIXTURES / "layouts" / "merged_issue.xlsx"
    for name in ("1.xlsx", "2.xlsx"):
        merged = ita_xlsx.merge([path], tmp_path / name)
        assert list(merged.consolidation.measures["printed"]) == [1, 1, 1, 2]
        codes = {one.rule.code for one in merged.checked.findings}
        assert codes.isdisjoint({"M001", "M004", "M005", "R005", "R006"})
        path = merged.output
    sheet = load_workbook(path)[REPORT_SHEET]
    issues = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]][-4:]
    assert [issue.split(".")[0] for issue in issues] == ["๑", "๑", "๑", "๒"]


def test_what_is_found_in_a_merged_cell_is_found_once(tmp_path: Path) -> None:
    book = load_workbook(FIXTURES / "layouts" / "merged_owner_deadline.xlsx")
    book.active["D8"] = "กองอวกาศ"
    book.save(tmp_path / "a.xlsx")
    found = [one.cell for one in ita_xlsx.check([tmp_path]).findings if one.rule.code == "M015"]
    assert found == ["D8"]


def test_notes_are_kept_with_their_cells() -> None:
    notes = list(read("notes.xlsx").round.measures["note"])
    assert notes == ["F8: ตรวจแล้ว\nปลัด อบต.", "", "C10: รอข้อมูลเดือน มี.ค.\nF10: ตัวเลขยังไม่นิ่ง"]


def test_added_columns_are_kept_under_their_own_headers() -> None:
    frame = read("extra_columns.xlsx").round.measures
    assert list(frame["+งบประมาณ (บาท)"]) == ["๑๕,๐๐๐", "๒๕๐,๐๐๐", "ไม่ใช้งบประมาณ"]
    assert list(frame["+หมายเหตุ"]) == ["", "จ้างพัฒนาระบบ", ""]
    assert list(frame["+(L)"]) == ["", "", "ตรวจแล้ว"]


def test_what_a_merge_wrote_is_read_again_as_the_same_measures(tmp_path: Path) -> None:
    for name in ("extra_columns.xlsx", "notes.xlsx", "seed_cut.xlsx", "several_sheets.xlsx"):
        first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
        one = ita_xlsx.merge([FIXTURES / "layouts" / name], first).consolidation.measures
        two = ita_xlsx.merge([first], second).consolidation.measures
        kept = [column for column in one.columns if column not in ("file", "sheet", "row")]
        kept.remove("submission")
        pd.testing.assert_frame_equal(one[kept], two[kept], obj=name)


@pytest.mark.parametrize("name", ["รายการ", "คำแนะนำ", "ตรวจก่อนส่ง", "รายการที่ต้องแก้ไข"])
def test_a_table_on_a_sheet_called_like_one_of_ours_is_read(name: str, tmp_path: Path) -> None:
    book = load_workbook(FIXTURES / "kinds" / "openpyxl.xlsx")
    book.worksheets[0].title = name
    book.save(tmp_path / "กองช่าง.xlsx")
    assert measures_of(ita_xlsx.check([tmp_path])) == TABLE["measures"]
