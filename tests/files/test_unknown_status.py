"""A status that nobody can know is counted as such, and shown, all the way to the district."""

import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from command import ita_xlsx as run
from goodform import write_example
from traced import data_rows, trace_summary

import ita_xlsx
from ita_xlsx.findings import Example
from ita_xlsx.findings.rule import Typed
from ita_xlsx.official.stamp import SUMMARY_SHEET
from ita_xlsx.official.statuses import DONE, NOT_STARTED, UNKNOWN

NO_RESULTS: dict[str, Typed] = {"F8": "", "F9": "", "F10": "", "H9": "", "H10": ""}
ROUNDS = {
    "a word that is none": Example({"H10": "ดีมาก"}, other={}),
    "no column of results": Example({**NO_RESULTS, "H9": DONE}, other={}),
    "an error for a result": Example(
        {"F10": "#REF!", "H10": ""}, formulas={"F10": "=#REF!"}, other={}
    ),
}


def heads(workbook: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(workbook)[SUMMARY_SHEET]
    rows = sheet.iter_rows(values_only=True)
    return [list(row) for row in rows if "รายงานผลแล้ว" in row]


@pytest.mark.parametrize("example", ROUNDS.values(), ids=list(ROUNDS))
def test_it_is_in_every_table_chart_and_object(example: Example, tmp_path: Path) -> None:
    files = write_example(example, tmp_path)
    output = tmp_path / "out.xlsx"
    ita_xlsx.merge(files, output)
    statuses = [(row["สถานะที่นับ"], row["ที่มาของสถานะ"]) for row in data_rows(output)]
    assert statuses.count((UNKNOWN, "อ่านไม่ได้")) == 1
    assert [status for status, _ in statuses].count(DONE) == 3
    assert trace_summary(output) and all(UNKNOWN in row for row in heads(output))
    with ZipFile(output) as package:
        charts = [package.read(n).decode() for n in package.namelist() if "charts/chart" in n]
    assert sum(f"{UNKNOWN}<" in chart for chart in charts) == 2

    district = tmp_path / "district.xlsx"
    ita_xlsx.merge([output], district)
    assert [row["สถานะที่นับ"] for row in data_rows(district)].count(UNKNOWN) == 1

    told = json.loads(run("check", *map(str, files), "--format", "json").out)
    assert [one["status_counted"] for one in told["measures"]].count("unknown") == 1


def test_where_all_are_known_no_column_is_added(tmp_path: Path) -> None:
    files = write_example(Example({"F10": "ยังไม่ได้ดำเนินการ", "H10": ""}), tmp_path)
    output = tmp_path / "out.xlsx"
    ita_xlsx.merge(files, output)
    assert [row["สถานะที่นับ"] for row in data_rows(output)] == [DONE, NOT_STARTED]
    assert trace_summary(output) and not any(UNKNOWN in row for row in heads(output))


def test_an_unfinished_measure_is_not_made_of_one_that_is_not_known(tmp_path: Path) -> None:
    late = Example({"H10": "ดีมาก", "F10": "จัดประชุมประชาคมครั้งที่ ๑"})
    found = ita_xlsx.check(write_example(late, tmp_path))
    assert [f.rule.code for f in found.findings if f.cell in ("F10", "H10")] == ["M020"]
