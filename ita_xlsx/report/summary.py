"""The sheet สรุป: its tables and a native chart of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.model import Consolidation
from ita_xlsx.official import years
from ita_xlsx.official.data_sheet import ENTRIES
from ita_xlsx.official.stamp import SUMMARY_SHEET
from ita_xlsx.official.statuses import (
    CANCELLED,
    DONE,
    IN_PROGRESS,
    NOT_REPORTED,
    NOT_SENT,
    NOT_STARTED,
    UNKNOWN,
)
from ita_xlsx.report import wording
from ita_xlsx.report.figures import (
    Cell,
    Figure,
    Table,
    by_district,
    by_division,
    by_indicator,
    by_organisation,
    by_quarter,
    by_status,
    common,
    completeness,
    measures_and_entries,
    over_tables,
)
from ita_xlsx.report.styles import TABLE_SIZE, TEXT_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import print_setup

# The names, measures and results, one for each status, the share.
_WIDTHS: dict[str, float] = {
    DONE: 19, IN_PROGRESS: 19, NOT_STARTED: 19, CANCELLED: 11, UNKNOWN: 11, NOT_REPORTED: 13,
}  # fmt: skip
_TITLE_SIZE = 18
# Told apart in colour by their colour and in black and white by their pattern.
_FILLS: tuple[dict[str, str], ...] = (
    {"pattern": "percent_50", "fg_color": "#5B7DB8", "bg_color": "#FFFFFF"},
    {"pattern": "wide_upward_diagonal", "fg_color": "#1F3864", "bg_color": "#FFFFFF"},
    {"pattern": "percent_20", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
    {"pattern": "large_grid", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
    {"pattern": "dotted_grid", "fg_color": "#1F3864", "bg_color": "#FFFFFF"},
    {"pattern": "percent_5", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
)
_BLANK = 15.0  # points: a row of 20 pixels
# Rows of 20 pixels that the chart below the tables covers, and the first column beside the tables.
_CHART_ROWS = 15
_BESIDE = 4
# A chart with more bars cannot be read on one page. With fewer rows for each bar some names are
# left out; title, axis and legend take the others.
_MOST_BARS = 30
_ROWS_A_BAR = 2
_AROUND_BARS = 7
# Title and description of the chart below, by the table that it shows.
_STACKED = {
    "organisations": (
        "สถานะ{unit}รายหน่วยงาน",
        "แผนภูมิแท่งแสดงจำนวน{unit}แต่ละสถานะ จำแนกตามหน่วยงาน",
    ),
    "districts": ("สถานะ{unit}รายอำเภอ", "แผนภูมิแท่งแสดงจำนวน{unit}แต่ละสถานะ จำแนกตามอำเภอ"),
    "divisions": ("สถานะ{unit}รายกอง", "แผนภูมิแท่งแสดงจำนวน{unit}แต่ละสถานะ จำแนกตามกอง"),
}


@dataclass(frozen=True)
class Place:
    """Where a table was written: rows counted from zero; its height with its title, in points."""

    head: int
    first: int
    last: int
    height: float

    @property
    def rows(self) -> int:
        """How many rows it has, without heads and total."""
        return self.last - self.first + 1

    @property
    def pixels(self) -> int:
        """The height of a chart beside it."""
        return int((self.height - _BLANK) / 0.75)


def write_summary(
    workbook: Workbook,
    sheet: Worksheet,
    whole: Consolidation,
    formats: Formats,
    digits: Callable[[str], str],
    tables: Sequence[str],
) -> None:
    """Write the tables by division, status and quarter, and a chart of each.

    In a report of several organisations the tables by organisation, and by district in that of a
    province, stand first. ``tables`` are the names of the data tables that the formulas count in.
    """
    widths = _widths(whole)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, formats("plain"))
    row, height = _write_title(sheet, whole, formats, digits, tables, widths)
    places: dict[str, Place] = {}
    blocks = [(0, height)]
    for name, make in _makers(whole, places, digits):
        # The table's rows begin under its title and its heads; Excel counts from one.
        places[name] = _write_table(sheet, row, make(whole, row + 3), formats, tables, widths)
        blocks.append((row, places[name].height))
        row = places[name].last + 3
    below = _write_charts(workbook, sheet, row, places, whole)
    blocks.append((row, (below + 1) * _BLANK))
    _set_up_print(sheet, row + below, len(widths))
    page = print_setup.SUMMARY.page_height(widths)
    sheet.set_h_pagebreaks(list(_page_breaks(blocks, page)))


def _page_breaks(blocks: Iterable[tuple[int, float]], page: float) -> Iterator[int]:
    """The rows before which a page ends, so that no block is cut that a page can hold.

    ``blocks`` are the first row and the height of each, ``page`` is the height of a page.
    """
    used = 0.0
    for row, height in blocks:
        if used + height > page and used:
            yield row
            used = 0.0
        used += height
        used = used % page if used > page else used  # it goes on over the next pages


def _widths(whole: Consolidation) -> tuple[float, ...]:
    return (34, 11, 14, *(_WIDTHS[status] for status in whole.summary.by_status), 15)


def _makers(
    whole: Consolidation, places: Mapping[str, Place], digits: Callable[[str], str]
) -> Iterator[tuple[str, Callable[[Consolidation, int], Table]]]:
    """What makes each table, by its name; ``places`` are those of the tables written before."""
    if whole.level == "province":
        yield "districts", by_district
    if whole.level != "organisation":
        yield "organisations", by_organisation
        if len(whole.summary.common):
            above = places["organisations"]
            yield "common", partial(common, organisations=(above.first + 1, above.last + 1))
    yield "divisions", by_division
    yield "statuses", by_status
    yield "quarters", partial(by_quarter, digits=digits)
    # Of some years it is not known to which group an item belongs, of others not even the items.
    if whole.fiscal_year is not None and years.of(whole.fiscal_year - 1).has_groups:
        yield "indicators", by_indicator
    yield "completeness", completeness


def _write_title(
    sheet: Worksheet,
    whole: Consolidation,
    formats: Formats,
    digits: Callable[[str], str],
    tables: Sequence[str],
    widths: Sequence[float],
) -> tuple[int, float]:
    """Write the title, and what is to be known of all figures.

    Returns the row of the first of these, and the height of all above it.
    """
    title = digits(
        f"สรุปผลการดำเนินการตามมาตรการ {wording.subject(whole)} "
        f"ปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} {wording.round_text(whole.round)}"
    )
    height = layout.text_height(title, sum(widths), _TITLE_SIZE)
    sheet.set_row(0, height)
    sheet.merge_range(0, 0, 0, len(widths) - 1, "", formats("title"))
    sheet.write_string(0, 0, title, formats("title"))
    remarks: list[Cell] = [measures_and_entries(whole)] if whole.unit == ENTRIES else []
    remarks += [NOT_SENT + ", ".join(whole.silent)] if whole.silent else []
    style = formats("organisation")
    for row, remark in enumerate(remarks, start=1):
        text = str(remark.value) if isinstance(remark, Figure) else remark
        high = layout.text_height(text, sum(widths), TEXT_SIZE, bold=True)
        sheet.set_row(row, high)
        height += high
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
        if isinstance(remark, Figure):
            sheet.write_formula(row, 0, over_tables(remark.formula, tables), style, text)
        else:
            sheet.write_string(row, 0, text, style)
    return max(2, 1 + len(remarks)), height + _BLANK


def _write_table(
    sheet: Worksheet,
    row: int,
    table: Table,
    formats: Formats,
    tables: Sequence[str],
    widths: Sequence[float],
) -> Place:
    heads = zip(table.heads, widths, strict=False)
    heights = [
        layout.lines_height(1, TABLE_SIZE + 2),
        max(layout.text_height(t, w, TABLE_SIZE, bold=True) for t, w in heads),
    ]
    sheet.write_string(row, 0, table.title, formats("heading"))
    head = row + 1
    for column, text in enumerate(table.heads):
        sheet.write_string(head, column, text, formats("head"))
    totals = (table.total,) if table.total else ()
    for number, cells in enumerate((*table.rows, *totals), start=head + 1):
        label_style = "cell" if number <= head + len(table.rows) else "total_label"
        heights.append(layout.text_height(str(cells[0]), widths[0], TABLE_SIZE))
        for column, cell in enumerate(cells):
            if isinstance(cell, Figure):
                formula = over_tables(cell.formula, tables)
                sheet.write_formula(number, column, formula, formats(cell.style), cell.value)
            else:
                sheet.write_string(number, column, cell, formats(label_style))
    for number, height in enumerate(heights, start=row):
        sheet.set_row(number, height)
    return Place(head, head + 1, head + len(table.rows), sum(heights) + _BLANK)


def _write_charts(
    workbook: Workbook,
    sheet: Worksheet,
    row: int,
    places: Mapping[str, Place],
    whole: Consolidation,
) -> int:
    """Each table's chart: beside it where there is room, the widest one below all tables.

    Returns the number of rows that the one below covers.
    """
    statuses, quarters = places["statuses"], places["quarters"]
    name = next(
        name
        for name in ("organisations", "districts", "divisions")
        if name in places and (name == "divisions" or places[name].rows <= _MOST_BARS)
    )
    counted = f"จำนวน{whole.unit}"
    title, description = (text.format(unit=whole.unit) for text in _STACKED[name])
    groups = places[name]
    covered = max(_CHART_ROWS, _ROWS_A_BAR * groups.rows + _AROUND_BARS)
    stacked = [(3 + n, fill) for n, fill in enumerate(_FILLS[: len(whole.summary.by_status)])]
    charts = (
        (
            _chart(workbook, f"{counted}ตามสถานะ", "column", None, statuses, [(1, _FILLS[0])]),
            (statuses.head - 1, _BESIDE, 465, statuses.pixels),
            f"แผนภูมิแท่งแสดง{counted}ตามสถานะ",
        ),
        (
            _chart(workbook, f"{counted}ตามไตรมาส", "column", None, quarters, [(1, _FILLS[1])]),
            (quarters.head - 1, _BESIDE, 465, quarters.pixels),
            f"แผนภูมิแท่งแสดง{counted}ตามไตรมาสที่ครบกำหนด",
        ),
        (
            _chart(workbook, title, "bar", "stacked", groups, stacked),
            (row, 0, 1020, 20 * covered),
            description,
        ),
    )
    for chart, (at_row, at_column, width, height), description in charts:
        chart.set_size({"width": width, "height": height})
        sheet.insert_chart(
            at_row, at_column, chart, {"description": description, "object_position": 1}
        )
    return covered


def _chart(
    workbook: Workbook,
    title: str,
    kind: str,
    subtype: str | None,
    place: Place,
    columns: list[tuple[int, dict[str, str]]],
) -> Any:
    """A chart of some columns of a table, its rows as categories (columns counted from zero)."""
    # add_chart returns None for an unknown kind only.
    chart: Any = workbook.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    for column, fill in columns:
        chart.add_series(
            {
                "name": [SUMMARY_SHEET, place.head, column],
                "categories": [SUMMARY_SHEET, place.first, 0, place.last, 0],
                "values": [SUMMARY_SHEET, place.first, column, place.last, column],
                "pattern": fill,
                "border": {"color": "#1F3864"},
                "gap": 60,
                "data_labels": {"value": True, "font": _font(12), "num_format": "0;;"},
            }
        )
    chart.set_title({"name": title, "name_font": {**_font(16), "bold": True}})
    axis = {"num_font": _font(12), "major_gridlines": {"visible": False}}
    category, value = (chart.set_y_axis, chart.set_x_axis) if kind == "bar" else (
        chart.set_x_axis, chart.set_y_axis)  # fmt: skip
    category({**axis, "reverse": kind == "bar"})
    value({**axis, "min": 0, "num_format": "0"})
    chart.set_legend(
        {"position": "bottom", "font": _font(12)} if len(columns) > 1 else {"none": True}
    )
    return chart


def _font(size: int) -> dict[str, Any]:
    return {"name": print_setup.FONT, "size": size}


def _set_up_print(sheet: Worksheet, last_row: int, columns: int) -> None:
    sheet.hide_gridlines(2)
    print_setup.SUMMARY.apply(sheet)
    sheet.print_area(0, 0, last_row, columns - 1)
