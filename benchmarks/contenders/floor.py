"""The floor: bare calamine into lists, then every cell of our five sheets by typed calls.

    python floor.py FOLDER OUT.xlsx

The cells are those of a merge of the same folder, counted here from the lists: the official table
(six columns a measure), the data sheet (its columns), the sources (eleven columns a file).
"""

import sys
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

DATA_COLUMNS = 32
SOURCE_COLUMNS = 11

rows = []
files = sorted(Path(sys.argv[1]).glob("*.xlsx"))
for path in files:
    book = CalamineWorkbook.from_path(path)
    sheets = [
        book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    ]
    rows += [row for row in sheets[0][8:] if any(value != "" for value in row)]

out = xlsxwriter.Workbook(sys.argv[2], {"in_memory": True})
cell = out.add_format({"text_wrap": True, "border": 1})
cover, report, summary, data, sources = (
    out.add_worksheet(name) for name in ("ปก", "รายงานผล", "สรุป", "ข้อมูล", "ที่มา")
)
cover.write_string(0, 0, "ปก", cell)
summary.write_string(0, 0, "สรุป", cell)
for number, row in enumerate(rows):
    report.set_row(number, 100)
    for column in range(6):
        report.write_string(number, column, str(row[column + 1]), cell)
    data.set_row(number, 100)
    for column in range(DATA_COLUMNS):
        data.write_string(number, column, str(row[column % len(row)]), cell)
for number, path in enumerate(files):
    for column in range(SOURCE_COLUMNS):
        sources.write_string(number, column, path.name, cell)
out.close()
