"""The sheet ข้อมูล: one Excel table, one row a measure, everything that was read."""

import re
from pathlib import PurePath
from typing import Any

import pandas as pd

from ita_xlsx.model import plain_values
from ita_xlsx.official import data_sheet
from ita_xlsx.official.columns import LONG
from ita_xlsx.official.data_sheet import DATA_COLUMNS, TABLE_NAME, DataColumn
from ita_xlsx.official.stamp import DATA_SHEET
from ita_xlsx.official.statuses import NOT_REPORTED, UNKNOWN
from ita_xlsx.report.links import fits_link
from ita_xlsx.report.pages import room
from ita_xlsx.report.styles import TABLE_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.columns import CellKind, ColumnSheet
from ita_xlsx.xlsx.limits import HEADER_LENGTH, SHEET_COLUMNS

_LEFT_OVER = "คอลัมน์ที่เหลือ"
_EXTRA_WIDTH = 20
_HIGHEST = 120.0
# Line ends and other control characters, and what XML cannot hold.
_NO_HEADER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def sheet_and_table(number: int) -> tuple[str, str]:
    """The names of a data sheet and its table, counted from zero: ``ข้อมูล``, ``ข้อมูล 2`` ..."""
    if number == 0:
        return DATA_SHEET, TABLE_NAME
    return f"{DATA_SHEET} {number + 1}", f"{TABLE_NAME}_{number + 1}"


def write_data(
    sheet: ColumnSheet, measures: pd.DataFrame, formats: Formats, table: str = TABLE_NAME
) -> None:
    """Write the measures, with the columns that divisions added after our own."""
    frame = _with_few_columns(_with_derived(measures), SHEET_COLUMNS)
    columns = [*DATA_COLUMNS, *_extra_columns(frame)]
    head = [{"header": column.header, "header_format": formats("head")} for column in columns]
    options = {"name": table, "columns": head, "style": "Table Style Light 1"}
    sheet.add_long_table(len(frame), len(columns) - 1, options)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats("plain"))
        _write_column(sheet, place, column, plain_values(frame[column.name]), formats)
    heads = max(layout.text_height(c.header, c.width, TABLE_SIZE, bold=True) for c in columns)
    sheet.set_row(0, min(_HIGHEST, heads))
    _write_heights(sheet, measures)
    # The number and the issue.
    sheet.freeze_panes(1, 2)
    print_setup.DATA.apply(sheet)
    sheet.repeat_rows(0)


def _with_derived(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures with the file's bare name, and with the origin of the status in words."""
    frame = measures.copy()
    files = plain_values(measures["file"])
    names = {file: PurePath(file).name for file in dict.fromkeys(files)}
    frame["file"] = [names[file] for file in files]
    frame["status_origin"] = [
        _NOT_KNOWN.get(status, data_sheet.STATUS_INFERRED if inferred else data_sheet.STATUS_GIVEN)
        for inferred, status in zip(
            measures["status_inferred"], measures["status_counted"], strict=True
        )
    ]
    return frame


_NOT_KNOWN = {UNKNOWN: data_sheet.STATUS_UNREAD, NOT_REPORTED: data_sheet.STATUS_NONE}


def _with_few_columns(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    """The measures with no more columns than a sheet has: the last one holds what is left over."""
    names = [name for name in frame.columns if name.startswith("+")]
    left = names[max(0, most - len(DATA_COLUMNS) - 1) :]
    if len(names) + len(DATA_COLUMNS) <= most:
        return frame
    rows = zip(*(frame[name] for name in left), strict=True)
    lines = [
        "\n".join(f"{name[1:]}: {text}" for name, text in zip(left, row, strict=True) if text)
        for row in rows
    ]
    return frame.drop(columns=left).assign(**{f"+{_LEFT_OVER}": lines})


def _extra_columns(measures: pd.DataFrame) -> list[DataColumn]:
    """The columns that divisions added, each header unlike all others."""
    taken = {column.header.casefold() for column in DATA_COLUMNS}
    extra = []
    for name in (name for name in measures.columns if name.startswith("+")):
        header = wanted = _one_line(name[1:]) or "(ไม่มีชื่อ)"
        count = 2
        while header.casefold() in taken:
            header = f"{wanted} ({count})"
            count += 1
        taken.add(header.casefold())
        extra.append(DataColumn(name, header, _EXTRA_WIDTH))
    return extra


def _one_line(text: str) -> str:
    """A text as the header of an Excel table may be: of one line, and with room for a number."""
    units = " ".join(_NO_HEADER.sub(" ", text).split()).encode("utf-16-le")
    return units[: 2 * (HEADER_LENGTH - len(" (999999)"))].decode("utf-16-le", "ignore").rstrip()


def _write_column(
    sheet: ColumnSheet, place: int, column: DataColumn, values: list[Any], formats: Formats
) -> None:
    kind = "text" if column.kind == "link" else column.kind
    sheet.fill_column(1, kind, values, formats(_STYLES[kind]), formats("cell"))
    if column.kind == "link":
        # A web address is a link; anything else is text, so that no text can become a link.
        links = ((row, text) for row, text in enumerate(values, start=1) if fits_link(text))
        sheet.make_links(place, formats("link"), links)


_STYLES: dict[CellKind, str] = {"text": "cell", "number": "number", "date": "date"}


def _write_heights(sheet: ColumnSheet, measures: pd.DataFrame) -> None:
    """Rows high enough to read, but never so high that the table cannot be looked over.

    Their columns are as wide as those of the printed table: each text is laid out once for both.
    """
    rooms = [room(key) for key in LONG]
    rows = zip(*(plain_values(measures[key]) for key in LONG), strict=True)
    sheet.fill_heights(
        min(_HIGHEST, layout.row_height(zip(texts, rooms, strict=True), TABLE_SIZE))
        for texts in rows
    )
