"""A floor: only inflates every part of every file. python inflate.py FOLDER OUT.xlsx"""

import sys
from pathlib import Path
from zipfile import ZipFile

for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    with ZipFile(path) as package:
        for name in package.namelist():
            package.read(name)
