"""The same with the faster engines. python pandas_calamine.py FOLDER OUT.xlsx"""

import sys
from pathlib import Path

import pandas as pd

frames = [
    pd.read_excel(path, header=7, engine="calamine")
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx"))
]
pd.concat(frames).to_excel(sys.argv[2], index=False, engine="xlsxwriter")
