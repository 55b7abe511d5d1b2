"""Reading text with separators: CSV and tab-separated, in the encoding that the guard found."""

import csv
from io import StringIO
from pathlib import Path

from ita_xlsx.intake.cells import Sheet, Value

# A quoted cell may be as long as Excel's longest, and a damaged quote longer still.
csv.field_size_limit(1 << 20)
_SEPARATORS = ",;|"


def read_text(path: Path, encoding: str, tabs: bool) -> Sheet:
    """The one sheet of a text file. Raises csv.Error or UnicodeError for a damaged file."""
    with path.open(encoding=encoding, newline="") as stream:
        text = stream.read().removeprefix("\ufeff")
    separator = "\t" if tabs else _separator(text)
    rows: list[list[Value]] = [list(row) for row in csv.reader(StringIO(text), delimiter=separator)]
    return Sheet(name=path.stem, rows=rows)


def _separator(text: str) -> str:
    """The separator that gives the widest table in the first lines: comma, semicolon or bar."""
    start = text[:20_000]

    def width(separator: str) -> int:
        widths = sorted(len(row) for row in csv.reader(StringIO(start), delimiter=separator))
        return widths[-1] if widths else 0

    return max(_SEPARATORS, key=width)
