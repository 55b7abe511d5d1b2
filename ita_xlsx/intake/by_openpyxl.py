"""Reading with openpyxl: the values where calamine would lose some, and what only it can tell."""

import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.intake.cells import Details, Place, Sheet, Value
from ita_xlsx.intake.looks import area
from ita_xlsx.official.stamp import without_marks

_ERROR = "e"
_FORMULA = "f"
# openpyxl knows only the Transitional names of what Strict Open XML calls by others.
_STRICT_NAMES: tuple[tuple[bytes, bytes], ...] = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def read_with_openpyxl(content: bytes, own: Collection[str] = ()) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, but for those of our ``own``, which hold nothing reported.

    Raises whatever openpyxl raises for a damaged file.
    """
    book = _load(content, values=True)
    return tuple(
        Sheet(
            name=sheet.title,
            rows=_rows(sheet),
            visible=sheet.sheet_state == "visible",
            merges=tuple(
                (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
                for area in sheet.merged_cells.ranges
            ),
        )
        for sheet in book.worksheets
        if sheet.title not in own
    )


def read_details(content: bytes, names: Iterable[str]) -> dict[str, Details]:
    """{sheet name: what only openpyxl can tell of it}, for the sheets named.

    Raises whatever openpyxl raises for a file that it cannot read.
    """
    formulas, values = _load(content, values=False), _load(content, values=True)
    return {name: _details(formulas[name], values[name]) for name in names}


def _load(content: bytes, values: bool) -> Workbook:
    content = _digestible(content)
    with warnings.catch_warnings():
        # Of what it will not write again. Nothing is written with it here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), data_only=values, rich_text=False)


def _digestible(content: bytes) -> bytes:
    """The package as openpyxl can read it; one that it can read anyway as it is."""
    with ZipFile(BytesIO(content)) as package:
        strict = any(name in package.read("xl/workbook.xml") for name, _ in _STRICT_NAMES)
        parts = {name: package.read(name) for name in package.namelist()}
    digestible = {
        name: _without_huge_merges(_transitional(part) if strict else part)
        for name, part in parts.items()
    }
    if digestible == parts:
        return content
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as target:
        for name, part in digestible.items():
            target.writestr(name, part)
    return packed.getvalue()


def _transitional(part: bytes) -> bytes:
    for strict, known in _STRICT_NAMES:
        part = part.replace(strict, known)
    return part


# openpyxl makes an object of every cell that is merged away: of a whole sheet it never ends.
_HUGE_MERGE = 100_000
_MERGE = re.compile(rb'<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["\']([^"\'<>]*)[^<>]*/>')


def _without_huge_merges(part: bytes) -> bytes:
    if b"mergeCell" not in part:
        return part
    return _MERGE.sub(lambda match: b"" if area(match[1]) > _HUGE_MERGE else match[0], part)


def _rows(sheet: Worksheet) -> list[list[Value]]:
    """The values in their places, each row no longer than its last cell that is filled."""
    rows: list[list[Value]] = []
    for (row, column), cell in sorted(sheet._cells.items()):
        if (value := _value(cell)) != "":
            rows.extend([] for _ in range(row - len(rows)))
            rows[row - 1] += [""] * (column - 1 - len(rows[row - 1])) + [value]
    return rows


def _value(cell: Any) -> Value:
    """A value as calamine gives it: blank and errors as an empty text, ``_x000D_`` decoded."""
    value: Value | None = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == _ERROR else _whole(unescape(value))
    return "" if value is None else value


def _whole(text: str) -> str:
    """The text with halves of letters joined (``_xD83D__xDE00_``); a lone half becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _details(formulas: Worksheet, values: Worksheet) -> Details:
    written = {_place(cell): cell for cell in formulas._cells.values()}
    shown = {_place(cell): cell for cell in values._cells.values()}
    calculated = {
        place: _formula(cell.value) for place, cell in written.items() if cell.data_type == _FORMULA
    }
    return Details(
        formulas=calculated,
        errors={
            place: str(cell.value) for place, cell in shown.items() if cell.data_type == _ERROR
        },
        notes={
            place: _whole(note)
            for place, cell in written.items()
            if cell.comment is not None and (note := without_marks(cell.comment.text).strip())
        },
        uncached=frozenset(place for place in calculated if shown[place].value is None),
        hidden_rows=frozenset(
            number - 1 for number, about in formulas.row_dimensions.items() if about.hidden
        ),
        hidden_columns=frozenset(_hidden_columns(formulas)),
    )


def _place(cell: Any) -> Place:
    return cell.row - 1, cell.column - 1


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    """Columns counted from zero; one entry of the file may stand for a stretch of columns."""
    for letter, about in sheet.column_dimensions.items():
        if about.hidden:
            first = about.min or column_index_from_string(letter)
            yield from range(first - 1, about.max or first)


def _formula(value: object) -> str:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    if isinstance(value, DataTableFormula):
        return "=TABLE(...)"
    return str(value)
