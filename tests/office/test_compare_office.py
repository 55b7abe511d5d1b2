"""The workbook of a comparison in LibreOffice: one page of summary, no cell too low."""

from pathlib import Path

import libreoffice
import pytest
from openpyxl import load_workbook

import ita_xlsx

RETURNED = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One division of the report against all of it: most measures are new."""
    folder = tmp_path_factory.mktemp("compared")
    ita_xlsx.merge([RETURNED], folder / "new.xlsx")
    ita_xlsx.compare(RETURNED / "กองคลัง.xlsx", folder / "new.xlsx", folder / "compared.xlsx")
    return folder / "compared.xlsx"


def test_the_summary_prints_on_one_page(compared: Path, tmp_path: Path) -> None:
    (pdf,) = libreoffice.convert([compared], "pdf", tmp_path)
    pages = libreoffice.pdf_pages(pdf)
    assert "เพิ่มใหม่" in pages[0] and "รวม" in pages[0]
    assert "ขั้นตอน" not in pages[0] and "ขั้นตอน" in pages[1]


@pytest.mark.parametrize("place", [0, 1], ids=["summary", "measures"])
def test_no_row_is_lower_than_its_text(compared: Path, place: int) -> None:
    sheet = load_workbook(compared).worksheets[place]
    needed = libreoffice.optimal_row_heights(compared, place)
    heights = [sheet.row_dimensions[row].height for row in range(1, len(needed) + 1)]
    low = [
        (row, height, need)
        for row, (height, need) in enumerate(zip(heights, needed, strict=True), start=1)
        if height is not None and height < need - 0.5
    ]
    assert low == []
