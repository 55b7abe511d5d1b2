"""Reading with openpyxl: the values where calamine would lose some, and what only it can tell."""

import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.intake.formats.cells import Details, Place, Sheet, Value
from ita_xlsx.official.stamp import without_marks
from ita_xlsx.ooxml.addresses import area
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.repack import repack
from ita_xlsx.ooxml.xml_text import UTF16, XML_NAMES, attributes

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

    It is loaded three times: what stands under a merged cell is lost where merges are loaded, and
    the number in a cell where formats are. Raises whatever openpyxl raises for a damaged file.
    """
    shown, bare, merged = (
        _load(_digestible(content, merges, formats), values=True)
        for merges, formats in ((False, True), (False, False), (True, False))
    )
    sheets = zip(shown.worksheets, bare.worksheets, merged.worksheets, strict=True)
    return tuple(
        Sheet(
            name=sheet.title,
            rows=_rows(sheet, numbers),
            visible=sheet.sheet_state == "visible",
            merges=tuple(
                (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
                for area in with_merges.merged_cells.ranges
            ),
        )
        for sheet, numbers, with_merges in sheets
        if sheet.title not in own
    )


def read_details(content: bytes, names: Iterable[str]) -> dict[str, Details]:
    """{sheet name: what only openpyxl can tell of it}, for the sheets named.

    Raises whatever openpyxl raises for a file that it cannot read.
    """
    content = _digestible(content, merges=False, formats=False)
    formulas, values = _load(content, values=False), _load(content, values=True)
    return {name: _details(formulas[name], values[name]) for name in names}


def _load(content: bytes, values: bool) -> Workbook:
    # It prints of some faults, and standard output is for results.
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # Of what it will not write again. Nothing is written with it here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), data_only=values, rich_text=False)


def _digestible(content: bytes, merges: bool, formats: bool) -> bytes:
    """The package as openpyxl can read it, with or without its merges and its formats of cells."""
    package = Package(content)
    parts = {key: package.read(key) for key in package.parts}
    strict = any(name in _in_utf8(parts["xl/workbook.xml"]) for name, _ in _STRICT_NAMES)
    changed = {}
    for key, original in parts.items():
        part = _in_utf8(original) if key.endswith(XML_NAMES) else original
        part = _with_escapes(part) if key.endswith(_SHARED_TEXTS) else part
        part = _transitional(part) if strict else part
        part = _without_merges(part, _HUGE_MERGE if merges else 0)
        part = part if formats else _without_formats(part)
        if part != original:
            changed[key] = part
    return repack(content, changed, level=0) if changed else content


_SHARED_TEXTS = "sharedstrings.xml"
_DECLARED = re.compile(r"\s*<\?xml[^<>]*\?>")


def _in_utf8(part: bytes) -> bytes:
    """A part in UTF-8, in which what is sought below can be found."""
    encoding = UTF16.get(part[:2])
    if encoding is None:
        return part
    text = part.decode(encoding)
    declared = _DECLARED.match(text)
    return text[declared.end() if declared else 0 :].encode()


def _with_escapes(part: bytes) -> bytes:
    """Shared texts of which openpyxl, which drops every ``x005F_``, leaves what stands there."""
    return part.replace(b"x005F_", b"x005Fx005F__")


def _transitional(part: bytes) -> bytes:
    for strict, known in _STRICT_NAMES:
        part = part.replace(strict, known)
    return part


# openpyxl makes an object of every cell that is merged away: of a whole sheet it never ends.
_HUGE_MERGE = 100_000
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s([^<>]*)>(?:\s*</(?:[\w.-]+:)?mergeCell\s*>)?")


def _without_merges(part: bytes, over: int) -> bytes:
    """A part without the merges of more cells than so many."""
    if b"mergeCell" not in part:
        return part
    return _MERGE.sub(lambda match: b"" if _merged_cells(match[1]) > over else match[0], part)


def _merged_cells(about: bytes) -> int:
    return area(attributes(about.decode("utf-8", "replace")).get("ref", "").encode())


_FORMAT = re.compile(rb'(<(?:[\w.-]+:)?xf\s[^<>]*?\bnumFmtId\s*=\s*["\'])\d+')


def _without_formats(part: bytes) -> bytes:
    """A part, if it is the styles, in which every cell is a plain number."""
    return _FORMAT.sub(rb"\g<1>0", part) if b"numFmtId" in part else part


def _rows(sheet: Worksheet, bare: Worksheet) -> list[list[Value]]:
    """The values in their places, each row no longer than its last cell that is filled."""
    rows: list[list[Value]] = []
    for (row, column), cell in sorted(sheet._cells.items()):
        value = _value(cell)
        number = bare._cells[row, column].value
        if isinstance(number, int | float) and (number < 0 or cell.data_type == _ERROR):
            # A number that its format makes no date and no time of.
            value = number
        if value != "":
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
            place: _whole(unescape(note))
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
