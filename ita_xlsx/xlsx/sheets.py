"""Sheets in which a text is a text, whatever it looks like."""

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Literal, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.thai.layout import MAX_ROW_HEIGHT
from ita_xlsx.xlsx.limits import fitting

# Before what Excel would take for a character: _x0041_ for A.
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

# The names of xlsxwriter's cells without a formula or a font of their own.
_FREQUENT = frozenset({"String", "Blank", "Number", "Datetime"})


def shared_texts(sheet: Worksheet) -> SharedStringTable:
    """The texts that the sheets of a workbook share."""
    table: SharedStringTable | None = sheet.str_table
    assert table is not None  # a sheet of a workbook has them from its beginning
    return table


def look_of(style: Format) -> int:
    """The number by which cells name a format, which xlsxwriter gives it at its first use."""
    return int(style._get_xf_index())  # type: ignore[no-untyped-call]


class TextSheet(Worksheet):
    """A sheet in which a text is a text, also one that looks like xlsxwriter's own markup.

    xlsxwriter takes a text that begins with ``<r>`` and ends with ``</r>`` for a rich text of its
    own, and writes it as it is into the XML: such a cell would break the workbook. A text that no
    cell holds says where it is cut. No row is higher than a row can be, which Excel would repair.
    """

    def set_row(
        self,
        row: int,
        height: float | None = None,
        cell_format: Format | None = None,
        options: dict[str, Any] | None = None,
    ) -> Literal[0, -1]:
        """As xlsxwriter's, in points."""
        bounded = None if height is None else min(height, MAX_ROW_HEIGHT)
        return super().set_row(row, bounded, cell_format, options)

    def add_long_table(self, last_row: int, last_col: int, options: dict[str, Any]) -> None:
        """Add an Excel table from A1 on; its header is written here, its rows by others.

        xlsxwriter notes every cell of a table, to see whether two overlap: it is given the first
        row only, and the last one afterwards.
        """
        checked(self.add_table(0, 0, 1, last_col, options))
        whole = f"A1:{xl_col_to_name(last_col)}{last_row + 1}"
        self.tables[-1].update(range=whole, a_range=whole, autofilter=whole)
        for column in self.tables[-1]["columns"]:
            # xlsxwriter does so in the cell only, and Excel repairs a table with another header.
            column["name"] = _LIKE_ESCAPE.sub("_x005F_", column["name"])

    def _write_string(
        self, row: int, col: int, string: str, cell_format: Format | None = None
    ) -> Literal[0, -1, -2]:
        string = fitting(string)
        if string.startswith("<r>") and string.endswith("</r>"):
            font = cell_format or Format()
            parts: list[str | Format] = [font, string[:1], font, string[1:]]
            parts += [] if cell_format is None else [cell_format]
            return cast(Literal[0, -1, -2], self.write_rich_string(row, col, *parts))
        return super()._write_string(row, col, string, cell_format)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """As xlsxwriter writes it: the frequent kinds in one piece, in half the time."""
        kind = type(cell).__name__
        if cell.format is None or kind not in _FREQUENT:
            super()._write_cell(row, col, cell)
            return
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{look_of(cell.format)}"'
        if kind == "String":
            write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind == "Blank":
            write(f"{start}/>")
        else:
            write(f"{start}><v>{cell.number:.16G}</v></c>")


def add_growing_sheet(workbook: Workbook, name: str, first: int) -> Worksheet:
    """Add a sheet whose rows, from Excel's row ``first`` on, grow with what is typed.

    Also those to which a height was given: a height alone says how high a row is now. With
    customHeight, which xlsxwriter always adds, it would be pinned, and never show more lines.
    """
    sheet = workbook.add_worksheet(name, _GrowingSheet)
    assert isinstance(sheet, _GrowingSheet)
    sheet.growing_from = first
    return sheet


class _GrowingSheet(TextSheet):
    growing_from = 1

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, Any]] = ()
    ) -> None:
        if tag == "row" and dict(attributes)["r"] >= self.growing_from:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def checked(code: int) -> None:
    """Refuse the return code of an xlsxwriter call that did not do all that it was asked.

    Some calls warn of nothing: a text over 32,767 characters is cut with the code -2, a cell
    outside the sheet is left out with -1. Raises ValueError.
    """
    if code != 0:
        raise ValueError(f"xlsxwriter returned {code}")


def write_runs(
    sheet: Worksheet, row: int, column: int, runs: Sequence[tuple[Format, str]], style: Format
) -> None:
    """Write a text in pieces, each in the font of its format; counted from zero.

    A text of one piece, or one that no cell holds, is in the font of ``style`` alone; so is one
    that looks like an escape, for xlsxwriter would escape it twice.
    """
    shown = [run for run in runs if run[1]]
    text = "".join(piece for _, piece in shown)
    if len(shown) > 1 and fitting(text) == text and not _LIKE_ESCAPE.search(text):
        parts: list[Any] = [*chain.from_iterable(shown), style]
        checked(sheet.write_rich_string(row, column, *parts))
    else:
        write_text(sheet, row, column, text, style)


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text, or a blank cell with its format; counted from zero.

    Raises ValueError for a text that no cell can hold.
    """
    if text:
        checked(sheet.write_string(row, column, text, style))
    else:
        checked(sheet.write_blank(row, column, None, style))
