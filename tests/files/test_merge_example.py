"""The main job on the example: three divisions' workbooks become the published report."""

import csv
import importlib.util
import random
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from corpus import CONSOLIDATED_SHEETS
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.official.columns import BY_KEY, PRINTED
from ita_xlsx.official.stamp import DATA_SHEET, FORM_SHEET, REPORT_SHEET
from ita_xlsx.thai.numerals import to_arabic_digits

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung"
RETURNED = EXAMPLE / "returned"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("merged") / "report.xlsx"
    ita_xlsx.merge([RETURNED], output)
    return output


def published_rows() -> list[tuple[str, ...]]:
    """The fourteen rows of the published report, as they stand in it."""
    with (EXAMPLE / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [
            (f"{row['ลำดับ']}. {row[BY_KEY['issue'].header]}",
             *(row[BY_KEY[key].header] for key in PRINTED[1:]))
            for row in csv.DictReader(lines)
        ]  # fmt: skip


def official_rows(path: Path) -> list[tuple[str, ...]]:
    sheet = load_workbook(path)[REPORT_SHEET]
    rows = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows()]
    header = tuple(BY_KEY[key].header for key in PRINTED)
    return rows[rows.index(header) + 1 :]


def test_the_sheets_stand_in_their_order(merged: Path) -> None:
    assert tuple(load_workbook(merged).sheetnames) == CONSOLIDATED_SHEETS


def test_the_table_is_the_published_one_cell_for_cell(merged: Path) -> None:
    assert official_rows(merged) == published_rows()
    assert len(published_rows()) == 14


def test_the_texts_above_the_table_name_the_organisation_and_both_years(merged: Path) -> None:
    sheet = load_workbook(merged)[REPORT_SHEET]
    above = [str(sheet.cell(row, 1).value) for row in (1, 2, 3)]
    assert "องค์การบริหารส่วนตำบลกุตุรงค์" in above[1] and "๒๕๖๖" in above[1]
    assert "รอบ ๖ เดือน" in above[1]
    assert "ITA" in above[2] and "๒๕๖๕" in above[2] and "ส่งเสริมส่งเสริม" not in above[2]


def test_arabic_numerals_change_only_what_the_program_writes(tmp_path: Path) -> None:
    output = tmp_path / "arabic.xlsx"
    ita_xlsx.merge([RETURNED], output, digits="arabic")
    rows = official_rows(output)
    for ours, published in zip(rows, published_rows(), strict=True):
        number, issue = published[0].split(". ", 1)
        assert ours[0] == f"{to_arabic_digits(number)}. {issue}"
        assert ours[1:] == published[1:]


def test_the_data_sheet_says_from_where_each_measure_came(merged: Path) -> None:
    book = load_workbook(merged)
    rows = list(book[DATA_SHEET].iter_rows(values_only=True))
    header = rows[0]
    for row in rows[1:]:
        told = dict(zip(header, row, strict=True))
        source = load_workbook(RETURNED / str(told["ไฟล์"]))[str(told["แผ่นงาน"])]
        assert source.cell(told["แถว"], 2).value == told[BY_KEY["issue"].header]
        assert told["กอง"] == Path(str(told["ไฟล์"])).stem


def test_the_same_files_give_the_same_bytes_whatever_their_order(
    merged: Path, tmp_path: Path
) -> None:
    files = sorted(RETURNED.iterdir())
    random.Random(1).shuffle(files)
    again = tmp_path / "again.xlsx"
    ita_xlsx.merge(files, again)
    assert again.read_bytes() == merged.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(RETURNED, elsewhere)
    ita_xlsx.merge([elsewhere], again)
    assert again.read_bytes() == merged.read_bytes()


def test_the_golden_workbook_is_still_what_a_merge_makes(merged: Path) -> None:
    with ZipFile(merged) as ours, ZipFile(EXAMPLE / "expected.xlsx") as golden:
        assert ours.namelist() == golden.namelist()
        changed = [part for part in ours.namelist() if ours.read(part) != golden.read(part)]
    assert not changed


def test_the_script_makes_the_returned_workbooks(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("maker", EXAMPLE / "make_returned.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    maker.main(tmp_path)
    made, committed = sorted(tmp_path.iterdir()), sorted(RETURNED.iterdir())
    assert [path.name for path in made] == [path.name for path in committed]
    for one, other in zip(made, committed, strict=True):
        assert form_values(one) == form_values(other)


def form_values(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path)[FORM_SHEET].iter_rows(values_only=True))


def test_inputs_stay_byte_for_byte(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in RETURNED.iterdir()}
    ita_xlsx.merge([RETURNED], tmp_path / "report.xlsx")
    assert {path.name: path.read_bytes() for path in RETURNED.iterdir()} == before
