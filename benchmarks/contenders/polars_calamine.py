"""The same with polars. python polars_calamine.py FOLDER OUT.xlsx"""

import sys
from pathlib import Path

import polars as pl

frames = [
    pl.read_excel(path, sheet_id=1, read_options={"header_row": 7}, infer_schema_length=0)
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx"))
]
pl.concat(frames, how="diagonal").write_excel(sys.argv[2])
