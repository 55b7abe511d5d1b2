"""Workbooks with headers in officials' own words, as another program writes them."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from traced import data_rows

import ita_xlsx

TOP = ["รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2569"]
DIVISION = ["กองช่าง"]
MEASURE = ["1", "การใช้งบประมาณ", "เผยแพร่แผนการใช้จ่าย", "กองช่าง", "ม.ค. - มี.ค. 69"]


def saved(folder: Path, rows: Sequence[Sequence[str]], merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TOP, DIVISION, [], *rows):
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    path = folder / "กองช่าง.xlsx"
    book.save(path)
    return path


def codes(found: ita_xlsx.Checked, *letters: str) -> set[tuple[str, str]]:
    return {(f.rule.code, f.cell) for f in found.findings if f.rule.code.startswith(letters)}


def test_rounds_beside_each_other_over_numbers_of_columns(tmp_path: Path) -> None:
    rows = [
        ["ที่", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา",
         "ผลการดำเนินงาน", "", "", "ปัญหา อุปสรรค"],
        ["", "", "", "", "", "รอบ 6 เดือน", "รอบ 9 เดือน", "รอบ 12 เดือน", ""],
        ["(๑)", "(๒)", "(๓)", "(๔)", "(๕)", "(๖)", "(๗)", "(๘)", "(๙)"],
        [*MEASURE, "เผยแพร่แล้ว", "ยังไม่ถึง", "ยังไม่ถึงเช่นกัน", "ไม่มีบุคลากร"],
    ]  # fmt: skip
    merges = ["F4:H4", *(f"{letter}4:{letter}5" for letter in "ABCDEI")]
    path = saved(tmp_path, rows, merges)
    found = ita_xlsx.check([path])
    assert {("T034", "G5"), ("T034", "H5"), ("T005", "I4"), ("T028", "A6")} <= codes(found, "T")
    assert not any(f.rule.code in ("T001", "T003", "T004", "T033") for f in found.findings)
    ita_xlsx.merge([path], tmp_path / "out.xlsx")
    (row,) = data_rows(tmp_path / "out.xlsx")
    assert row["ผลการดำเนินการ"] == "เผยแพร่แล้ว" and row["ปัญหา/อุปสรรค"] == "ไม่มีบุคลากร"
    assert row["ผลการดำเนินงาน รอบ 9 เดือน"] == "ยังไม่ถึง"
    assert row["ผลการดำเนินงาน รอบ 12 เดือน"] == "ยังไม่ถึงเช่นกัน"


def test_two_columns_of_steps_and_one_that_only_its_place_names(tmp_path: Path) -> None:
    rows = [
        ["ลำดับ", "ประเด็น", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ", "เมื่อไร", "ผลการดำเนินการ"],
        ["1", "งบ", "เผยแพร่", "ลงเว็บไซต์", "กองช่าง", "ม.ค. - มี.ค. 69", "เผยแพร่แล้ว"],
        ["2", "คน", "", "อบรม", "กองช่าง", "ม.ค. - มี.ค. 69", "อบรมแล้ว"],
    ]
    path = saved(tmp_path, rows)
    assert codes(ita_xlsx.check([path]), "T0") >= {("T033", "F4"), ("T035", "D4")}
    ita_xlsx.merge([path], tmp_path / "out.xlsx")
    first, second = data_rows(tmp_path / "out.xlsx")
    assert first["ขั้นตอนหรือวิธีการ/มาตรการ"] == "เผยแพร่\nลงเว็บไซต์"
    assert second["ขั้นตอนหรือวิธีการ/มาตรการ"] == "อบรม"
    assert first["กำหนดเวลาแล้วเสร็จ"] == "ม.ค. - มี.ค. 69"


def test_measures_merged_over_their_ways_are_steps_of_each(tmp_path: Path) -> None:
    rows = [
        ["ลำดับ", "ประเด็น", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"],
        ["1", "งบ", "เผยแพร่", "ลงเว็บไซต์", "กองช่าง", "ม.ค. - มี.ค. 69", "เผยแพร่แล้ว"],
        ["", "", "", "ปิดประกาศ", "กองคลัง", "ม.ค. - มี.ค. 69", "ปิดแล้ว"],
    ]
    path = saved(tmp_path, rows, ["A5:A6", "B5:B6", "C5:C6"])
    ita_xlsx.merge([path], tmp_path / "out.xlsx")
    steps = [row["ขั้นตอนหรือวิธีการ/มาตรการ"] for row in data_rows(tmp_path / "out.xlsx")]
    assert steps == ["เผยแพร่\nลงเว็บไซต์", "เผยแพร่\nปิดประกาศ"]


FORMS = {
    "แบบ บส.๔": ["(๓) รหัส", "(๔) โครงการ/กิจกรรม", "(๕) วิธีการจัดการความเสี่ยง", "(๖) ระยะเวลา",
                 "(๗) ผู้รับผิดชอบ", "(๘) ผลการดำเนินงาน", "(๙) หลักฐานอ้างอิง"],
    "แบบ บส.๓": ["ลำดับ", "ความเสี่ยง", "มาตรการจัดการความเสี่ยง", "ระยะเวลา", "ผู้รับผิดชอบ"],
    "แบบ ปค.๕": ["ภารกิจ", "ความเสี่ยง", "การควบคุมภายใน", "หน่วยงานที่รับผิดชอบ", "กำหนดเสร็จ"],
    "แบบ ผ.๒": ["ที่", "โครงการ", "วัตถุประสงค์", "งบประมาณ", "หน่วยงานรับผิดชอบหลัก"],
}  # fmt: skip
TITLES = {
    "แบบ บส.๔": "แบบ บส. 4 รายงานผลการบริหารจัดการความเสี่ยงการทุจริต",
    "แบบ บส.๓": "(แบบ บส.๓)",
    "แบบ ปค.๕": "แบบ ปค. 5",
    "แบบ ผ.๒": "แผนพัฒนาท้องถิ่น แบบ ผ. 02",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_another_report_is_named(form: str, tmp_path: Path) -> None:
    path = saved(tmp_path, [[TITLES[form]], FORMS[form], ["1", "ก", "ข", "ค", "ง", "จ"]])
    (finding,) = [f for f in ita_xlsx.check([path]).findings if f.rule.severity == "error"]
    assert finding.rule.code == "F014" and finding.cell == "A4"
    assert (
        finding.message.th.startswith(f"ไฟล์นี้เป็น “{form}") and "รหัส" * ("๔" in form) in finding.value
    )


def test_a_table_of_measures_stays_one_whatever_its_title_says(tmp_path: Path) -> None:
    head = ["ที่", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินงาน"]
    rows = [["แผนบริหารความเสี่ยง"], head, [*MEASURE, "เผยแพร่แล้ว"]]
    found = ita_xlsx.check([saved(tmp_path, rows)])
    assert len(found.round.measures) == 1
