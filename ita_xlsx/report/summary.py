"""The sheet สรุป: its tables and a native chart of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, pairwise, repeat
from math import ceil
from typing import Any

from xlsxwriter.chart import Chart
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
from ita_xlsx.xlsx.charts import BarChart, ColumnChart
from ita_xlsx.xlsx.sheets import checked
from ita_xlsx.xlsx.workbook import PackedWorkbook

# In Excel units: the counts of measures and of results, one for each status, the share. The names
# have what they leave of a page.
_MEASURES, _REPORTED, _SHARE = 11, 13, 12
_STATUSES: dict[str, float] = {
    DONE: 15, IN_PROGRESS: 15, NOT_STARTED: 15, CANCELLED: 10, UNKNOWN: 11, NOT_REPORTED: 13,
}  # fmt: skip
_PIXELS_A_UNIT, _PIXELS_A_COLUMN = 7, 5
_PAGE_PIXELS = 990  # on paper 785 of 806 points
# Of a chart as wide as a page, whose border is within the columns however these are rounded.
_CHART_PIXELS = _PAGE_PIXELS - 6
_TITLE_SIZE = 18
# Each status's colour and that of a label upon it: told apart in grey too, by how dark they are.
_COLOURS: dict[str, tuple[str, str]] = {
    DONE: ("#1F3864", "#FFFFFF"),
    IN_PROGRESS: ("#2E75B6", "#FFFFFF"),
    NOT_STARTED: ("#D98A3A", "#000000"),
    CANCELLED: ("#BFBFBF", "#000000"),
    UNKNOWN: ("#E2E2E2", "#000000"),
    NOT_REPORTED: ("#FFFFFF", "#000000"),
}
_ONE_COLOUR = "#2E75B6"
_BORDER = {"color": "#1F3864"}
# A value axis goes on beyond its highest bar by so much, for the label, in so many steps at most.
_ROOM = 1.15
_MOST_STEPS = 8
_BLANK = 15.0  # points: a row of 20 pixels
# A chart beside a table, after its three columns; in pixels, with a column's margin to its left.
_BESIDE = 3
_MARGIN = 15
_LOWEST = 260
# Above and below every chart: the border of one at a page's end is drawn on both pages.
_INSET = 2
# A chart of bars, in rows of 20 pixels: some around the bars, and so many a bar. With more bars it
# would not fit a page, and others follow it; of too many groups none is drawn.
_CHART_ROWS = 12
_ROWS_A_BAR, _AROUND_BARS = 1.5, 5
_MOST_BARS = 16
# Of such a chart, in pixels: the title above the bars, axis and legend below, and beside labels. Of
# its width the labels have less than half.
_ABOVE_BARS, _BELOW_BARS, _AROUND_LABELS = 45, 65, 25
_MOST_FOR_LABELS = 0.45
_LABEL_SIZE = 12
_MOST_GROUPS = 48
# Title and description of the chart below, by the table that it shows.
_WITH_CHART = ("statuses", "quarters")
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
    """Where a table was written: rows counted from zero, and heights of these with its title.

    ``highest`` is the highest count in its first column of figures, ``widest`` what its widest
    label takes in a chart, in points.
    """

    head: int
    first: int
    last: int
    heights: tuple[float, ...]
    highest: int
    widest: float

    @property
    def rows(self) -> int:
        """How many rows it has, without heads and total."""
        return self.last - self.first + 1


def write_summary(
    workbook: PackedWorkbook,
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
    blocks = [(0, [height])]
    for name, make in _makers(whole, places, digits):
        # The table's rows begin under its title and its heads; Excel counts from one.
        place = places[name] = _write_table(
            sheet, row, make(whole, row + 3), formats, tables, widths
        )
        beside = _LOWEST * 0.75 - sum(place.heights) if name in _WITH_CHART else 0.0
        heights = [*place.heights, *repeat(_BLANK, max(0, ceil(beside / _BLANK)))]
        blocks.append((row, heights))
        row += len(heights) + 1
    _write_charts_beside(workbook, sheet, places, whole, widths, formats.numeral)
    for chart, rows, description in _stacked_charts(places, whole, digits, formats.numeral):
        _insert(workbook, sheet, chart, (row, 0, _CHART_PIXELS, 20 * rows), description)
        blocks.append((row, [_BLANK] * rows))
        row += rows + 1
    sheet.hide_gridlines(2)
    print_setup.SUMMARY.apply(sheet)
    sheet.print_area(0, 0, row - 2, len(widths) - 1)
    sheet.set_h_pagebreaks(list(_page_breaks(blocks, print_setup.SUMMARY.page_height)))


def _page_breaks(blocks: Iterable[tuple[int, Sequence[float]]], page: float) -> Iterator[int]:
    """The rows before which a page ends, so that no block is cut that a page can hold.

    A longer one begins in the upper half of a page. ``blocks`` are the first row and the heights of
    the rows of each, with a blank row below; ``page`` is the height of a page.
    """
    used = 0.0
    for first, heights in blocks:
        whole = sum(heights)
        if used + whole > page and used > (page / 2 if whole > page else 0):
            yield first
            used = 0.0
        breaks = print_setup.page_breaks(first, heights, page - used, page)
        yield from breaks
        used = sum(heights[breaks[-1] - first :]) if breaks else used + whole
        used += _BLANK


def _widths(whole: Consolidation) -> tuple[float, ...]:
    """The widths of the columns, in Excel units: together as wide as a page."""
    others = (_MEASURES, _REPORTED, *map(_STATUSES.__getitem__, whole.summary.by_status), _SHARE)
    pixels = _PAGE_PIXELS - _PIXELS_A_COLUMN * (1 + len(others))
    return (pixels / _PIXELS_A_UNIT - sum(others), *others)


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
    parts = (
        f"สรุปผลการดำเนินการตามมาตรการ {wording.subject(whole)}",
        f"ปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} {wording.round_text(whole.round)}",
    )
    title = layout.on_lines([*map(digits, parts)], sum(widths), _TITLE_SIZE, bold=True)
    height = layout.text_height(title, sum(widths), _TITLE_SIZE, bold=True)
    sheet.set_row(0, height)
    sheet.merge_range(0, 0, 0, len(widths) - 1, "", formats("title"))
    sheet.write_string(0, 0, title, formats("title"))
    remarks: list[Cell] = (
        [measures_and_entries(whole, digits, formats.numeral)] if whole.unit == ENTRIES else []
    )
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
    return max(2, 1 + len(remarks)), height


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
    counts = (cells[1] for cells in table.rows)
    highest = max(int(count.value) for count in counts if isinstance(count, Figure))
    widest = max(layout.text_width(str(cells[0]), _LABEL_SIZE) for cells in table.rows)
    return Place(head, head + 1, head + len(table.rows), tuple(heights), highest, widest)


def _write_charts_beside(
    workbook: PackedWorkbook,
    sheet: Worksheet,
    places: Mapping[str, Place],
    whole: Consolidation,
    widths: Sequence[float],
    numeral: str,
) -> None:
    """The charts by status and by quarter, each beside its table."""
    counted = f"จำนวน{whole.unit}"
    statuses, quarters = (places[name] for name in _WITH_CHART)
    colours = [_solid(_COLOURS[status][0]) for status in whole.summary.by_status]
    blue = [_solid(_ONE_COLOUR)] * quarters.rows
    left = sum(width * _PIXELS_A_UNIT + _PIXELS_A_COLUMN for width in widths[:_BESIDE])
    for place, fills, title, description in (
        (statuses, colours, f"{counted}ตามสถานะ", f"แผนภูมิแท่งแสดง{counted}ตามสถานะ"),
        (quarters, blue, f"{counted}ตามไตรมาส", f"แผนภูมิแท่งแสดง{counted}ตามไตรมาสที่ครบกำหนด"),
    ):
        high = max(_LOWEST, round(sum(place.heights) / 0.75))
        at = (place.head - 1, _BESIDE, round(_CHART_PIXELS - left - _MARGIN), high)
        _insert(workbook, sheet, _upright(title, place, fills, numeral), at, description, _MARGIN)


def _insert(
    workbook: PackedWorkbook,
    sheet: Worksheet,
    chart: Chart,
    at: tuple[int, int, int, int],
    description: str,
    margin: int = 0,
) -> None:
    """Put a chart at a row and a column, so many pixels wide and high."""
    row, column, width, height = at
    workbook.place_chart(chart)
    chart.set_size({"width": width, "height": height - 2 * _INSET})
    options = {
        "description": description,
        "object_position": 1,
        "x_offset": margin,
        "y_offset": _INSET,
    }
    checked(sheet.insert_chart(row, column, chart, options))


def _stacked_charts(
    places: Mapping[str, Place], whole: Consolidation, digits: Callable[[str], str], numeral: str
) -> Iterator[tuple[BarChart, int, str]]:
    """The charts of statuses by group, how many rows each covers, and what it shows.

    The groups are the first in ``_STACKED`` of which there are not too many.
    """
    few = (name for name in _STACKED if name in places and places[name].rows <= _MOST_GROUPS)
    if (name := next(few, None)) is None:
        return
    title, description = (text.format(unit=whole.unit) for text in _STACKED[name])
    groups = places[name]
    colours = [_COLOURS[status] for status in whole.summary.by_status]
    firsts = bars_of_charts(groups.rows)
    for number, (first, end) in enumerate(pairwise(firsts), start=1):
        part = replace(groups, first=groups.first + first, last=groups.first + end - 1)
        rows = max(_CHART_ROWS, ceil(_ROWS_A_BAR * part.rows) + _AROUND_BARS)
        which = digits(f" ({number}/{len(firsts) - 1})") if len(firsts) > 2 else ""
        chart = _stacked(title + which, part, colours, numeral)
        chart.set_plotarea({"layout": _room_for_labels(groups.widest, 20 * rows)})
        yield chart, rows, description + which


def _room_for_labels(widest: float, height: float) -> dict[str, float]:
    """Where the bars are, in parts of a chart so many pixels high, beside labels so wide in points.

    LibreOffice, left to itself, wraps long labels, and then leaves out every second one.
    """
    width = _CHART_PIXELS
    left = min(widest / 0.75 + _AROUND_LABELS, width * _MOST_FOR_LABELS)
    return {
        "x": left / width,
        "y": _ABOVE_BARS / height,
        "width": (width - left - _AROUND_LABELS) / width,
        "height": (height - _ABOVE_BARS - _BELOW_BARS) / height,
    }


def bars_of_charts(groups: int) -> list[int]:
    """With which of so many groups each chart begins, counted from zero, and where the last ends.

    Each has as many as the others, and no more than a page holds.
    """
    charts = ceil(groups / _MOST_BARS)
    return [groups * number // charts for number in range(charts + 1)]


def _upright(
    title: str, place: Place, points: Sequence[Mapping[str, Any]], numeral: str
) -> ColumnChart:
    """A column for each row of a table, each with its own fill."""
    chart = ColumnChart()
    chart.add_series({**_series(place, 1, "#000000", numeral), "points": [*points]})
    chart.set_legend({"none": True})
    chart.set_x_axis({**_axis(), "interval_unit": 1})
    chart.set_y_axis(_value_axis(place.highest, numeral))
    chart.set_title(_title(title))
    return chart


def _stacked(
    title: str, place: Place, colours: Sequence[tuple[str, str]], numeral: str
) -> BarChart:
    """A bar for each row of a table, of a piece for each status."""
    chart = BarChart({"subtype": "stacked"})
    for column, (colour, label) in enumerate(colours, start=3):
        chart.add_series({**_series(place, column, label, numeral), **_solid(colour)})
    chart.set_legend({"position": "bottom", "font": _font(_LABEL_SIZE)})
    # The first row is the highest bar; the values are named below the last one all the same.
    chart.set_y_axis({**_axis(), "interval_unit": 1, "reverse": True, "crossing": "max"})
    chart.set_x_axis(_value_axis(place.highest, numeral))
    chart.set_title(_title(title))
    return chart


def _series(place: Place, column: int, label: str, numeral: str) -> dict[str, Any]:
    """A column of a table, counted from zero, with labels in this colour; of zero there is none."""
    return {
        "name": [SUMMARY_SHEET, place.head, column],
        "categories": [SUMMARY_SHEET, place.first, 0, place.last, 0],
        "values": [SUMMARY_SHEET, place.first, column, place.last, column],
        "gap": 60,
        "data_labels": {
            "value": True,
            "font": {**_font(_LABEL_SIZE), "color": label},
            "num_format": f"{numeral}0;;",
        },
    }


def _solid(colour: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "border": _BORDER}


def _title(title: str) -> dict[str, Any]:
    return {"name": title, "name_font": {**_font(16), "bold": True}}


def _axis() -> dict[str, Any]:
    return {"num_font": _font(_LABEL_SIZE), "major_gridlines": {"visible": False}}


def _value_axis(highest: int, numeral: str) -> dict[str, Any]:
    """An axis of whole numbers, with room for a label beyond the highest bar."""
    step, most = steps(highest)
    return {**_axis(), "min": 0, "max": most, "major_unit": step, "num_format": f"{numeral}0"}


def steps(highest: int) -> tuple[int, int]:
    """The step of an axis in whole numbers, 1, 2, 5, 10, 20 …, and where the axis ends."""
    needed = max(1, highest) * _ROOM
    step = next(
        base * 10**power
        for power in count()
        for base in (1, 2, 5)
        if needed <= base * 10**power * _MOST_STEPS
    )
    return step, step * ceil(needed / step)


def _font(size: int) -> dict[str, Any]:
    return {"name": print_setup.FONT, "size": size}
