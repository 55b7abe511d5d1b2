"""Names that COUNTIFS would take for a wildcard, a comparison or a number are counted as names."""

from pathlib import Path

import pytest
from recalculated import assert_recalculated

import ita_xlsx
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.report.workbook import Printing, workbook_bytes

pytestmark = pytest.mark.office

# The first is one that others would match, as a wildcard, a prefix or a number.
DIVISIONS = (
    "กองป่า", "กองป*", "กองป?า", "กอง~ปี", "~กองไม้", "<กองน้ำ", ">ก", "=กองไฟ", "<>", "*", "?",
    "กองป่า" * 50, "7", "(12)", "กอง “ก” (ข)", 'กอง "ค"',
)  # fmt: skip
ORGANISATIONS = (
    "เทศบาลตำบลนา", "เทศบาลตำบล*", "เทศบาลตำบลน?", "<เทศบาล>", "=เทศบาลนคร",
    "เทศบาล~" + "ตำบล" * 80,
)  # fmt: skip


def write_form(path: Path, organisation: str, division: str, number: int) -> None:
    """A form of two measures, the first with a result of many kinds, the second without."""
    labels = {
        "organisation": organisation, "district": "นา", "province": "ตัวอย่าง", "division": division,
        "fiscal_year": "2566", "round": "รอบ 6 เดือน",
    }  # fmt: skip
    steps = f"ทำ {number}"
    results = ("เผยแพร่แล้วเมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕", "อยู่ระหว่างดำเนินการ", "ยังไม่ได้ดำเนินการ")
    issues = ("ข้อมูลผู้บริหาร", "E–Service")
    rows = [
        {"number": f"{place}", "issue": issues[(number + place) % 2], "steps": f"{steps} {place}",
         "responsible": "กองคลัง", "deadline": "ม.ค. – มี.ค. ๖๖", "result": result}
        for place, result in enumerate((results[number % 3], ""), start=1)
    ]  # fmt: skip
    path.write_bytes(form_bytes(Prefill(labels, rows)))


def test_divisions_are_counted_by_their_own_names(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for number, division in enumerate(DIVISIONS):
        write_form(folder / f"{number}.xlsx", "เทศบาลตำบลนา", division, number)
    merged = ita_xlsx.merge([folder], tmp_path / "out.xlsx")
    figures = merged.consolidation.summary.by_division
    assert {name: int(n) for name, n in figures["measures"].items()} == dict.fromkeys(DIVISIONS, 2)
    assert_recalculated(tmp_path / "out.xlsx")


def test_organisations_are_counted_by_their_own_names_in_one_sheet_and_in_more(
    tmp_path: Path,
) -> None:
    reports = []
    for number, organisation in enumerate(ORGANISATIONS):
        folder = tmp_path / str(number)
        folder.mkdir()
        for place, division in enumerate(("กองคลัง", "กองป*", "")):
            write_form(folder / f"{place}.xlsx", organisation, division, number + place)
        reports.append(tmp_path / f"{number}.xlsx")
        ita_xlsx.merge([folder], reports[-1])
    merged = ita_xlsx.merge(reports, tmp_path / "district.xlsx")
    counts = merged.consolidation.summary.by_organisation["measures"]
    assert {name: int(n) for name, n in counts.items()} == dict.fromkeys(ORGANISATIONS, 6)
    assert len(merged.consolidation.summary.common) == 2
    assert assert_recalculated(tmp_path / "district.xlsx")[1] == 2
    rolled = tmp_path / "rolled.xlsx"
    rolled.write_bytes(workbook_bytes(merged.consolidation, Printing(), most_rows=7))
    assert assert_recalculated(rolled)[1] == 2
