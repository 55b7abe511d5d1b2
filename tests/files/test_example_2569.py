"""The example of fiscal year 2569: what its files come to is what is kept beside them.

If this fails on purpose: python examples/nong_sommut/make_example.py outcome
"""

import json
import shutil
from pathlib import Path

from command import ita_xlsx
from openpyxl import load_workbook

from ita_xlsx.official.stamp import DATA_SHEET

EXAMPLE = Path(__file__).parents[2] / "examples" / "nong_sommut"


def test_the_returned_files_of_five_programs_become_the_kept_report(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "round")
    ran = ita_xlsx("merge", "returned", "--plan", "plan.xlsx", "-o", "r.xlsx", folder=folder)
    assert ran.code == 0
    assert (folder / "r.xlsx").read_bytes() == (EXAMPLE / "expected.xlsx").read_bytes()
    check = ("check", "returned", "--plan", "plan.xlsx", "--format", "json")
    told = json.loads(ita_xlsx(*check, folder=folder).out)
    assert told == json.loads((EXAMPLE / "expected.json").read_text(encoding="utf-8"))
    assert told["counts"] == {"measures": 8, "entries": 16}
    errors = {(one["code"], one["cell"]) for one in told["findings"] if one["severity"] == "error"}
    assert errors == {("M001", "F10"), ("P013", "A9")}


def test_the_reports_of_three_municipalities_become_the_kept_one(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE / "district", tmp_path / "district")
    ran = ita_xlsx("merge", ".", "-o", "../d.xlsx", folder=folder)
    assert ran.code == 0 and "24 มาตรการ 33 รายการ" in ran.out
    merged = tmp_path / "d.xlsx"
    assert merged.read_bytes() == (EXAMPLE / "expected-district.xlsx").read_bytes()
    rows = list(load_workbook(merged)[DATA_SHEET].iter_rows(values_only=True))
    organisation = rows[0].index("หน่วยงาน")
    assert len(rows) == 1 + 33 and len({row[organisation] for row in rows[1:]}) == 3
