"""The summary's formulas, recalculated by LibreOffice, equal the values written with them."""

import re
from pathlib import Path

import pandas as pd
import pytest
from libreoffice import convert, read_cells
from openpyxl import load_workbook
from printed import read_pages
from recalculated import assert_recalculated, cached

import ita_xlsx
from ita_xlsx.official.stamp import SUMMARY_SHEET
from ita_xlsx.official.statuses import DONE

RETURNED = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> ita_xlsx.Merged:
    output = tmp_path_factory.mktemp("summary") / "report.xlsx"
    return ita_xlsx.merge([RETURNED], output)


def test_recalculated_figures_equal_the_cached_ones(merged: ita_xlsx.Merged) -> None:
    assert merged.output is not None
    compared, _ = assert_recalculated(merged.output)
    # Divisions, statuses, quarters, groups of items, completeness; each with its total.
    assert compared == 4 * 7 + 5 * 2 + 7 * 2 + 7 * 2 + (3 * 3 + 2)


def test_the_figures_are_those_of_pandas_over_the_measures(merged: ita_xlsx.Merged) -> None:
    assert merged.output is not None
    # Of two rows with one label the first counts: divisions stand in the last table again.
    rows = {str(row[0]): row[1:] for row in cached(merged.output)[::-1] if row and row[0]}
    measures = merged.consolidation.measures
    for division, group in measures.groupby("division"):
        assert rows[str(division)][0] == len(group)
        assert rows[str(division)][2] == (group["status_counted"] == DONE).sum()
    ends = pd.to_datetime(measures["deadline_end"])
    in_second = ends.between("2023-01-01", "2023-03-31").sum()
    label = next(name for name in rows if name.startswith("ไตรมาส ๒"))
    assert rows[label][0] == in_second
    outside = (~ends.between("2022-10-01", "2023-09-30")).sum()
    assert rows["นอกปีงบประมาณ"][0] == outside == 1


def test_the_figures_follow_when_someone_edits_the_data(
    merged: ita_xlsx.Merged, tmp_path: Path
) -> None:
    from libreoffice import type_into

    assert merged.output is not None
    edited = tmp_path / "edited.xlsx"
    data = load_workbook(merged.output)["ข้อมูล"]
    status = next(cell for cell in data[1] if cell.value == "สถานะที่นับ").column_letter
    type_into(merged.output, edited, {("ข้อมูล", f"{status}2"): "ยกเลิก"})
    recalculated = {row[0][0]: row for row in read_cells(edited)[SUMMARY_SHEET] if row}
    assert recalculated["ยกเลิก"][1][0] == 1
    assert recalculated["ดำเนินการแล้วเสร็จ"][1][0] == 13


@pytest.mark.parametrize("folder", ["kut_rung/returned", "nong_sommut/district"])
def test_no_table_of_the_printed_summary_is_cut_and_its_chart_is_beside_it(
    folder: str, tmp_path: Path
) -> None:
    output = tmp_path / "report.xlsx"
    ita_xlsx.merge([RETURNED.parents[1] / folder], output)
    (printed,) = convert([output], "pdf", tmp_path)
    pages = [page.text for page in read_pages(printed)]
    # All tables but that of weak points in common have a total below.
    titles = ("จำแนกตาม", "ความครบถ้วนของการรายงาน")
    tables = [(sum(map(page.count, titles)), page.count("รวม")) for page in pages]
    assert sum(titled for titled, _ in tables) >= 4
    assert all(titled == totals for titled, totals in tables if titled)
    for table, chart in (
        ("จำแนกตามสถานะ", "ตามสถานะ"), ("จำแนกตามไตรมาสที่ครบกำหนด", "ตามไตรมาส"),
    ):  # fmt: skip
        (page,) = (page for page in pages if table in page)
        assert re.search(f"จำนวน(มาตรการ|รายการ){chart}", page)


def test_charts_name_every_group_in_letters_that_can_be_read(tmp_path: Path) -> None:
    """LibreOffice left out every second name, once the longest was wrapped."""
    example = RETURNED.parents[1] / "nong_sommut"
    report = tmp_path / "report.xlsx"
    merged = ita_xlsx.merge([example / "returned"], report, plan=example / "plan.xlsx")
    (pdf,) = convert([report], "pdf", tmp_path)
    pages = [page for page in read_pages(pdf) if re.search("จำแนกตาม|สถานะรายการรายกอง", page.text)]
    chart = next(page for page in pages if "สถานะรายการรายกอง" in page.text)
    names = [str(name) for name in merged.consolidation.summary.by_division.index]
    assert len(names) > 4 and [name for name in names if name not in chart.text] == []
    assert round(min(page.smallest for page in pages), 1) >= 12
