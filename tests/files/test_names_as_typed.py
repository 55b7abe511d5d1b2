"""Names of divisions stay as typed; official names serve for order and for matching."""

from pathlib import Path

import pytest
from local_governments import write_form
from openpyxl import load_workbook
from plans import planned, write_plan

import ita_xlsx
from ita_xlsx.findings.measures import OTHER_OWNER
from ita_xlsx.model import PlanDivision
from ita_xlsx.official.names.divisions import (
    division_key,
    offered_names,
    official_name,
    official_names,
    order_of,
)
from ita_xlsx.official.stamp import DATA_SHEET, SUMMARY_SHEET


def send(folder: Path, *divisions: str) -> Path:
    """Forms of some divisions, in files numbered in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, division in enumerate(divisions):
        path = folder / f"{number}.xlsx"
        write_form(path, "กุดรัง", "กุดรัง", "กองคลัง", number)
        book = load_workbook(path)
        sheet = book.worksheets[0]
        (cell,) = (c for row in sheet["A1:I7"] for c in row if c.value == "กองคลัง")
        cell.value = division
        sheet["D9"] = division
        book.save(path)
    return folder


def divisions_in(report: Path) -> set[str]:
    book = load_workbook(report)
    heads, *rows = book[DATA_SHEET].values
    data = {str(row[heads.index("กอง")]) for row in rows}
    summary = {str(row[0]) for row in book[SUMMARY_SHEET].values}
    assert data <= summary
    return data


NAMES = [
    # as typed in files, and as they are called in the report
    (["กองการศึกษา"], {"กองการศึกษา"}),
    (["สำนักปลัดเทศบาล", "กองสธ.", "หน่วยตรวจฯ"], {"สำนักปลัดเทศบาล", "กองสธ.", "หน่วยตรวจฯ"}),
    (["กองการศึกษาฯ", "กองการศึกษา", "กองการศึกษา"], {"กองการศึกษา"}),
    (["กองสาธารณสุข", "กองสธ."], {"กองสาธารณสุข"}),
    (["กองสธ.", "กองสาธารณสุข"], {"กองสาธารณสุข"}),
    (["กองใหม่", "กอง ใหม่"], {"กอง ใหม่"}),
]


@pytest.mark.parametrize(("typed", "called"), NAMES)
def test_divisions_are_called_as_typed(typed: list[str], called: set[str], tmp_path: Path) -> None:
    merged = ita_xlsx.merge([send(tmp_path / "in", *typed)], tmp_path / "out.xlsx")
    assert divisions_in(tmp_path / "out.xlsx") == called
    assert not [one for one in merged.checked.findings
                if one.rule is OTHER_OWNER and one.cell == "D9"]  # fmt: skip
    again = ita_xlsx.merge([tmp_path / "out.xlsx"], tmp_path / "again.xlsx")
    assert {one.division for one in again.checked.round.submissions} == called


def test_the_official_order_holds_whatever_the_names(tmp_path: Path) -> None:
    names = ("ตรวจสอบภายใน", "กองใหม่", "กองการศึกษา", "กอง คลัง", "สำนักปลัด อบต.")
    merged = ita_xlsx.merge([send(tmp_path / "in", *names)], tmp_path / "out.xlsx")
    ordered = list(merged.consolidation.summary.by_division.index)
    assert ordered == ["สำนักปลัด อบต.", "กอง คลัง", "กองการศึกษา", "ตรวจสอบภายใน", "กองใหม่"]


def test_the_plan_says_how_a_division_is_called(tmp_path: Path) -> None:
    measures = [planned("6", "เรื่องหนึ่ง", "ทำ", "กองการศึกษา", "ก.พ. 66")]
    plan = write_plan(
        tmp_path / "plan.xlsx", divisions=[PlanDivision("กองการศึกษา")], measures=measures
    )
    folder = send(tmp_path / "in", "กองการศึกษา ศาสนาและวัฒนธรรม")
    checked = ita_xlsx.check([folder], plan=plan)
    assert [one.division for one in checked.round.submissions] == ["กองการศึกษา"]


def test_a_division_that_is_spelt_otherwise_next_time_is_the_same(tmp_path: Path) -> None:
    reports = []
    for name in ("กองการศึกษา ศาสนาและวัฒนธรรม", "กองการศึกษา"):
        reports.append(tmp_path / f"{name}.xlsx")
        ita_xlsx.merge([send(tmp_path / name, name)], reports[-1])
    compared = ita_xlsx.compare(*reports)
    assert compared.divisions == ("กองการศึกษา",)
    assert not [one for one in compared.measures if one.changes]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("กองการศึกษา", "กองการศึกษา ศาสนาและวัฒนธรรม", True),
        ("กอง  ใหม่", "กองใหม่", True),
        ("*", "?", False),
        ("", "", True),
    ],
)
def test_what_distinguishes_a_division(one: str, other: str, same: bool) -> None:
    assert (division_key(one) == division_key(other)) == same


def test_a_division_can_choose_the_name_that_it_has() -> None:
    """The blank template refuses any other; each is known as one of the official ones."""
    offered = offered_names()
    assert {"สำนักปลัด", "สำนักปลัดเทศบาล", "กองการศึกษา", *official_names()} <= set(offered)
    assert len(set(offered)) == len(offered) and all(map(official_name, offered))
    assert list(map(order_of, offered)) == sorted(map(order_of, offered))
