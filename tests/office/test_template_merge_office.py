"""A template filled in with LibreOffice, saved in any of its formats, merges as it was typed."""

from pathlib import Path

import pytest
from corpus import measures_of, published_measures
from libreoffice import type_into
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.stamp import FORM_SHEET

TEMPLATE = Path(__file__).parents[2] / "templates" / "measures_template.xlsx"
FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
}

pytestmark = pytest.mark.office


def cells_to_type() -> dict[tuple[str, str], str]:
    """Two measures of the published report under the headers, the labels beside their names."""
    sheet = load_workbook(TEMPLATE)[FORM_SHEET]
    places = {cell.value: cell for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    heading = {
        "organisation": "องค์การบริหารส่วนตำบลกุตุรงค์",
        "division": "กองคลัง",
        "fiscal_year": "2566",
        "round": "รอบ 6 เดือน",
    }
    typed = {}
    for label in LABELS:
        if label.key in heading:
            beside = places[label.text].offset(0, 1)
            typed[FORM_SHEET, beside.coordinate] = heading[label.key]
    for number, measure in enumerate(published_measures()[:2], start=1):
        for key in KEYS:
            below = places[BY_KEY[key].header].offset(number, 0)
            if measure[key]:
                typed[FORM_SHEET, below.coordinate] = measure[key]
    return typed


@pytest.mark.parametrize("ending", FILTERS)
def test_what_was_typed_in_libreoffice_is_merged(ending: str, tmp_path: Path) -> None:
    filled = tmp_path / f"กองคลัง.{ending}"
    type_into(TEMPLATE, filled, cells_to_type(), FILTERS[ending])
    merged = ita_xlsx.merge([filled], tmp_path / "report.xlsx")
    assert measures_of(merged.checked) == published_measures()[:2]
    (submission,) = merged.checked.round.submissions
    assert (submission.division, submission.fiscal_year, submission.round) == ("กองคลัง", 2566, 6)
