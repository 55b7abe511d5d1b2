"""The published report: each of its anomalies is found where it stands, and mended it is clean."""

import csv
import importlib.util
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest
from command import ita_xlsx

import ita_xlsx as library
from ita_xlsx.findings import Finding

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung"
MENDED = Path(__file__).parents[1] / "fixtures" / "kut_rung_mended.csv"
OFFICE, TREASURY, AUDIT = "สำนักปลัด", "กองคลัง", "หน่วยตรวจสอบภายใน"

# The rows of the report, the division, the cell in its workbook, the code, and what it is about.
ANOMALIES = [
    (1, OFFICE, "B9", "O001", "ข้อมูลบริหาร lacks ผู้"),
    (1, OFFICE, "C9", "O002", "ทางการบริการ for ทางการบริหาร"),
    (1, OFFICE, "F9", "O002", "ทางการบริการ again"),
    (1, OFFICE, "F9", "M018", "the result is the first step"),
    (2, OFFICE, "F10", "M018", "the result repeats the measure"),
    (3, OFFICE, "C11", "X012", "รายเดือน หรือรายไตรมาส หรือรายเดือน"),
    (3, OFFICE, "E11", "M012", "due on the last day of the data that it must cover"),
    (3, OFFICE, "F11", "M017", "the result is only the item's name"),
    (5, OFFICE, "E13", "M010", "due after the round, yet reported done"),
    (6, OFFICE, "E14", "M011", "the period is the data's window"),
    (7, TREASURY, "B9", "O001", "the name lacks แผนการ"),
    (7, TREASURY, "E9", "M009", "in the fiscal year 2567, yet reported done"),
    (8, TREASURY, "C10", "O002", "ของประมาณ lacks ปีงบ"),
    (8, TREASURY, "E10", "M012", "as in row 3"),
    (8, TREASURY, "F10", "M017", "the result is only the item's name"),
    (9, TREASURY, "F11", "M017", "the result is only the item's name"),
    (10, TREASURY, "F12", "M017", "the result is only the item's name"),
    (11, OFFICE, "F15", "M017", "the result is only the item's name"),
    (12, OFFICE, "F16", "M018", "the result repeats the measure"),
    (13, AUDIT, "C9", "X011", "one long phrase twice"),
    (14, AUDIT, "C10", "X013", "ข้อ ๐๔๒"),
    (14, AUDIT, "E10", "O003", "o43 due in the same quarter as o42"),
    *(
        (0, division, cell, code, about)
        for division in (OFFICE, TREASURY, AUDIT)
        for cell, code, about in (
            ("G8", "M027", "no suggestion"),
            ("H8", "M028", "no status"),
            ("I8", "M023", "no evidence"),
            ("I3", "F007", "no signer, no date"),
            ("C4", "F016", "the district กุดรัง as กุตุรงค์"),
        )
    ),
]
ERRORS = {("M009", "E9")}


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    return library.check([EXAMPLE / "returned"]).findings


@pytest.mark.parametrize(("row", "division", "cell", "code", "about"), ANOMALIES)
def test_an_anomaly_of_the_report_is_found_at_its_cell(
    found: tuple[Finding, ...], row: int, division: str, cell: str, code: str, about: str
) -> None:
    at = {(Path(f.file).stem, f.cell, f.rule.code) for f in found}
    assert (division, cell, code) in at


def test_nothing_else_is_found_and_row_7_alone_is_an_error(found: tuple[Finding, ...]) -> None:
    expected = sorted((division, cell, code) for _, division, cell, code, _ in ANOMALIES)
    assert sorted((Path(f.file).stem, f.cell, f.rule.code) for f in found) == expected
    assert {(f.rule.code, f.cell) for f in found if f.rule.severity == "error"} == ERRORS


def test_row_7_says_which_year_was_probably_meant(found: tuple[Finding, ...]) -> None:
    (outside,) = [f for f in found if f.rule.code == "M009"]
    assert "2565" in outside.message.th and "2565" in outside.message.en


def test_the_official_names_and_wordings_are_proposed(found: tuple[Finding, ...]) -> None:
    fixes = [f.fix.th for f in found if f.rule.code in ("O001", "O002")]
    for wanted in ("ข้อมูลผู้บริหาร", "แผนการใช้จ่ายงบประมาณประจำปี", "การบริหาร", "ของปีงบประมาณ"):
        assert any(f"“{wanted}”" in fix for fix in fixes), fixes


def test_the_district_that_there_is_is_proposed(found: tuple[Finding, ...]) -> None:
    (message,) = {f.message.th for f in found if f.rule.code == "F016"}
    assert "กุดรัง" in message and "มหาสารคาม" in message


def test_a_column_without_suggestions_is_one_finding_with_the_true_count(
    found: tuple[Finding, ...],
) -> None:
    messages = [f.message.th for f in found if f.rule.code == "M027"]
    assert "ข้อเสนอแนะ ว่าง 7 จาก 8 แถว" in messages and len(messages) == 3


def test_the_same_table_mended_gives_no_error_and_no_warning(tmp_path: Path) -> None:
    maker = example_maker()
    with MENDED.open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row[maker.DIVISION])
    assert len(rows) == 14
    for division, measures in groupby(rows, key=lambda row: row[maker.DIVISION]):
        heading = {
            **maker.HEADING, "district": "กุดรัง", "division": division,
            "reporter": "นางสาวตัวอย่าง ใจดี", "date": "๑๐ เม.ย. ๒๕๖๖",
        }  # fmt: skip
        maker.fill(tmp_path / f"{division}.xlsx", heading, list(measures))
    findings = library.check([tmp_path]).findings
    assert [(f.rule.code, f.file, f.cell, f.message.th) for f in findings] == []


def example_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("maker", EXAMPLE / "make_returned.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    return maker


def test_the_command_ends_with_1_because_of_row_7() -> None:
    ran = ita_xlsx("check", EXAMPLE / "returned")
    assert ran.code == 1 and "M009" in ran.out and "M001" not in ran.out
