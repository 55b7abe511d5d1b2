"""The loop of the tutorials. python openpyxl_loop.py FOLDER OUT.xlsx"""

import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook

out = Workbook()
sheet = out.active
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for row in load_workbook(path).worksheets[0].iter_rows(min_row=9, values_only=True):
        if any(value is not None for value in row):
            sheet.append(row)
out.save(sys.argv[2])
