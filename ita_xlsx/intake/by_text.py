"""Reading text with separators: CSV and tab-separated, in the encoding that the guard found."""

import csv
from io import StringIO
from pathlib import Path

from ita_xlsx.intake.cells import Sheet, Value
from ita_xlsx.intake.kinds import delimiter


def read_text(path: Path, encoding: str) -> Sheet:
    """The one sheet of a text file. Raises csv.Error or UnicodeError for a damaged file."""
    with path.open(encoding=encoding, newline="") as stream:
        text = stream.read().removeprefix("\ufeff")
    lines = csv.reader(StringIO(text), delimiter=delimiter(text))
    rows: list[list[Value]] = [list(row) for row in lines]
    return Sheet(name=path.stem, rows=rows)
