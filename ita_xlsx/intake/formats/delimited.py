"""Reading text with separators: CSV and tab-separated, in the encoding that the guard found."""

import csv
from io import StringIO

from ita_xlsx.intake.formats.cells import Sheet, Value
from ita_xlsx.intake.guard.file_type import delimiter


def read_text(content: bytes, encoding: str, name: str) -> Sheet:
    """The one sheet of a text file. Raises csv.Error or UnicodeError for a damaged file."""
    text = content.decode(encoding).removeprefix("\ufeff")
    lines = csv.reader(StringIO(text), delimiter=delimiter(text))
    rows: list[list[Value]] = [list(row) for row in lines]
    return Sheet(name=name, rows=rows)
