"""What an OpenDocument spreadsheet holds that calamine does not tell: merges and error values."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from ita_xlsx.intake.formats.cells import Place

Merge = tuple[int, int, int, int]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LINE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
# What programs without calcext show in a formula's cell (LibreOffice's own codes are Err:502).
_ERROR = re.compile(r"#(?:N/A|GETTING_DATA|[A-Z][A-Z0-9/]*[!?])|(?:Err|ข้อผิดพลาด):\d{3}")


@dataclass(frozen=True)
class About:
    """Of one sheet: its merged ranges (first row, first column, last row, last column), its errors.

    Everything is counted from zero.
    """

    merges: list[Merge] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)


def look_into_ods(content: bytes) -> dict[str, About]:
    """{sheet name: what it holds} of a ``content.xml`` that the guard has let through."""
    sheets: dict[str, About] = {}
    name, row = "", 0
    for event, element in iterparse(BytesIO(content), ("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            name, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            _take_row(sheets.setdefault(name, About()), element, row)
            row += _number(element, "number-rows-repeated")
            element.clear()
    return sheets


def _take_row(about: About, element: Element, row: int) -> None:
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        rows, columns = (_number(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if rows > 1 or columns > 1:
            about.merges.append((row, column, row + rows - 1, column + columns - 1))
        if error := _error(cell):
            about.errors[row, column] = error
        column += _number(cell, "number-columns-repeated")


def _error(cell: Element) -> str:
    """The error value that a cell shows; nothing for any other."""
    if cell.get(f"{_TABLE}formula") is None and cell.get(_KIND) != "error":
        return ""
    shown = "".join(text for line in cell.iterfind(_LINE) for text in line.itertext()).strip()
    return shown if cell.get(_KIND) == "error" or _ERROR.fullmatch(shown) else ""


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isdecimal() else 1
