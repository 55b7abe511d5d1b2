"""Cells to type in, as forms and plans have them: their rules, lines and tables of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.styles import SIZE, input_format
from ita_xlsx.official.columns import Column
from ita_xlsx.official.labels import Label
from ita_xlsx.official.plan_sheets import Field
from ita_xlsx.thai.layout import MAX_ROW_HEIGHT, row_height, text_height
from ita_xlsx.xlsx.print_setup import PrintSetup
from ita_xlsx.xlsx.sheets import checked, write_text

_ERROR_TITLE = "โปรดตรวจสอบ"
_REQUIRED_MARK = "(ต้องกรอก)"
_SMALLEST = 6  # points; a row holds 5,000 letters of steps then


class Choice(NamedTuple):
    """A dropdown: the name of its list, and what Excel says and does about a text not in it.

    Without an ``error`` it takes any text and says nothing.
    """

    names: str
    error: str = ""
    otherwise: Literal["stop", "warning"] = "warning"


class InputColumn(NamedTuple):
    """One column of a table: its definition, its header, and the rule of its cells."""

    of: Column | Field
    header: str
    rule: Mapping[str, Any]


def input_rule(title: str, prompt: str, required: bool, choice: Choice | None) -> dict[str, Any]:
    """The rule of a cell to type in: its prompt, and its list where it has one."""
    message = f"{prompt} {_REQUIRED_MARK}" if required else prompt
    rule: dict[str, Any] = {"input_title": title, "input_message": message}
    if choice is None:
        return {**rule, "validate": "any"}
    rule |= {"validate": "list", "source": f"={choice.names}"}
    if not choice.error:
        return {**rule, "show_error": False}
    rule |= {"error_type": choice.otherwise, "error_title": _ERROR_TITLE}
    return {**rule, "error_message": choice.error}


def set_up_locked(sheet: Worksheet, printed: PrintSetup) -> None:
    """Set up a sheet in which nothing is typed: no grid lines, locked, centred on its pages."""
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    printed.apply(sheet)
    sheet.center_horizontally()


def write_line(
    workbook: Workbook,
    sheet: Worksheet,
    styles: Mapping[str, Format],
    place: tuple[int, int],
    line: Label | Field,
    text: str,
    rule: Mapping[str, Any],
    locked: bool = False,
) -> None:
    """Write what is typed beside a line's name, and before it the name; counted from zero."""
    row, column = place
    head = styles["label_required" if line.required else "label_optional"]
    checked(sheet.write_string(row, column - 1, line.text, head))
    style = input_format(workbook, required=line.required, locked=locked, one_line=True)
    write_text(sheet, row, column, text, style)
    checked(sheet.data_validation(row, column, row, column, dict(rule)))


def write_table(
    workbook: Workbook,
    sheet: Worksheet,
    styles: Mapping[str, Format],
    columns: Sequence[InputColumn],
    rows: Sequence[Mapping[str, str]],
    header_row: int,
    last_row: int,
    locked: Collection[str] = (),
) -> None:
    """Write a table: its header, its rows by the keys of the columns, and blank ones to the last.

    The cells with a text of the columns that are ``locked`` cannot be typed in, and what follows
    such rows need not be filled in. A text for which no row is high enough is written smaller.
    """
    first_row = header_row + 1
    heights = [row_height([], SIZE)] * len(rows)
    for index, (column, header, rule) in enumerate(columns):
        head = styles["header_required" if column.required else "header_optional"]
        checked(sheet.set_column(index, index, column.width))
        checked(sheet.write_string(header_row, index, header, head))
        texts = [row.get(column.key, "") for row in rows]
        texts += [""] * (last_row + 1 - first_row - len(texts))
        known: dict[tuple[bool, bool, int], Format] = {}
        for place, text in enumerate(texts):
            required = column.required and not (locked and place >= len(rows))
            size = _size(text, column.width)
            if text:
                heights[place] = max(heights[place], text_height(text, column.width, size))
            look = (required, bool(text) and column.key in locked, size)
            if look not in known:
                known[look] = input_format(
                    workbook, required=required, centred=column.centred, locked=look[1], size=size
                )
            write_text(sheet, first_row + place, index, text, known[look])
        checked(sheet.data_validation(first_row, index, last_row, index, dict(rule)))
    # LibreOffice does not make a row as high as its text when it opens a workbook.
    for row, height in enumerate(heights, start=first_row):
        checked(sheet.set_row(row, height))


def _size(text: str, width: float) -> int:
    """The largest font, in points, in which a row can hold a text."""
    sizes = range(SIZE, _SMALLEST, -1)
    return next((n for n in sizes if text_height(text, width, n) <= MAX_ROW_HEIGHT), _SMALLEST)
