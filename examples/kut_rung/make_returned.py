"""Makes the three workbooks in ``returned`` as the divisions would: by filling the template.

The texts are those of a published report (fiscal year 2566, six-month round), typing errors and
all; ``measures.csv`` holds them, one measure a line. Run it with the project installed:

    python examples/kut_rung/make_returned.py
"""

import csv
from itertools import groupby
from pathlib import Path

from openpyxl import load_workbook

from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.stamp import FORM_SHEET

HERE = Path(__file__).parent
TEMPLATE = HERE.parents[1] / "templates" / "measures_template.xlsx"
DIVISION = "กอง/สำนัก/หน่วย"
HEADING = {
    "organisation": "องค์การบริหารส่วนตำบลกุตุรงค์",
    "district": "กุตุรงค์",
    "province": "มหาสารคาม",
    "fiscal_year": "2566",
    "round": "รอบ 6 เดือน",
}


def main(target: Path = HERE / "returned") -> None:
    """Write one workbook a division into ``target``."""
    with (HERE / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row[DIVISION])
    for division, measures in groupby(rows, key=lambda row: row[DIVISION]):
        fill(target / f"{division}.xlsx", {**HEADING, "division": division}, list(measures))


def fill(path: Path, heading: dict[str, str], measures: list[dict[str, str]]) -> None:
    """Fill the committed template: the texts go beside their labels and under their headers."""
    workbook = load_workbook(TEMPLATE)
    sheet = workbook[FORM_SHEET]
    places = {cell.value: cell for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    for label in LABELS:
        sheet.cell(
            places[label.text].row, _right_of(sheet, places[label.text])
        ).value = heading.get(label.key)
    head = places[BY_KEY["issue"].header].row
    for row, measure in enumerate(measures, start=head + 1):
        for column in BY_KEY.values():
            if measure.get(column.header):
                sheet.cell(row, places[column.header].column).value = measure[column.header]
    workbook.save(path)


def _right_of(sheet, label) -> int:
    """The column of the cell beside a label, which may be merged over several columns."""
    merged = [area for area in sheet.merged_cells.ranges if label.coordinate in area]
    return (merged[0].max_col if merged else label.column) + 1


if __name__ == "__main__":
    main()
