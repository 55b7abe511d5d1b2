"""The merged cells of an OpenDocument spreadsheet, of which calamine tells nothing."""

from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

Merge = tuple[int, int, int, int]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def merges_of_ods(content: bytes) -> dict[str, tuple[Merge, ...]]:
    """{sheet name: merged ranges} of a ``content.xml`` that the guard has let through.

    A range is (first row, first column, last row, last column), counted from zero.
    """
    merges: dict[str, list[Merge]] = {}
    name, row = "", 0
    for event, element in iterparse(BytesIO(content), ("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            name, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            merges.setdefault(name, []).extend(_in_row(element, row))
            row += _number(element, "number-rows-repeated")
            element.clear()
    return {name: tuple(found) for name, found in merges.items()}


def _in_row(element: Element, row: int) -> list[Merge]:
    found = []
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        rows, columns = (_number(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if rows > 1 or columns > 1:
            found.append((row, column, row + rows - 1, column + columns - 1))
        column += _number(cell, "number-columns-repeated")
    return found


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isdecimal() else 1
