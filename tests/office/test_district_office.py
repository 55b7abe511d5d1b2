"""The summary of a district and a province, recalculated by LibreOffice over one sheet and more."""

from pathlib import Path

import pytest
from local_governments import NAMES, make_district
from recalculated import assert_recalculated

import ita_xlsx
from ita_xlsx.report.workbook import Printing, workbook_bytes

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two districts' workbooks, the first of nine organisations."""
    folder = tmp_path_factory.mktemp("districts")
    made = [make_district(folder, "กุดรัง"), make_district(folder, "เมือง", 4, NAMES[:2])]
    outputs = [folder / f"{number}.xlsx" for number in range(len(made))]
    for places, output in zip(made, outputs, strict=True):
        ita_xlsx.merge(places.reports, output)
    return outputs


def test_a_districts_figures_are_recalculated_as_written(districts: list[Path]) -> None:
    # By organisation and by division seven figures a row, and the common items two.
    assert assert_recalculated(districts[0])[0] > 7 * (len(NAMES) + 1) + 7 * 4 + 2 * 3


def test_figures_over_several_data_sheets_are_recalculated_as_written(
    districts: list[Path], tmp_path: Path
) -> None:
    merged = ita_xlsx.merge(districts, tmp_path / "province.xlsx")
    whole, _ = assert_recalculated(tmp_path / "province.xlsx")
    rolled = tmp_path / "rolled.xlsx"
    rolled.write_bytes(workbook_bytes(merged.consolidation, Printing(), most_rows=20))
    assert assert_recalculated(rolled)[0] == whole
