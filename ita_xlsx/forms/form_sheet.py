"""The sheet that a clerk fills: the labelled lines above, the table of measures below."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.inputs import Choice, InputColumn, input_rule, write_line, write_table
from ita_xlsx.forms.lists_sheet import CHOICES
from ita_xlsx.forms.live_marks import add_marks
from ita_xlsx.forms.place_lists import PLACE_CHOICES
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.official.columns import Column
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import Label
from ita_xlsx.official.stamp import (
    TEMPLATE_VERSION,
    VISIBLE_STAMP,
)
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.limits import PROMPT_TITLE
from ita_xlsx.xlsx.sheets import add_growing_sheet, checked

_TITLE_ROW, _NOTE_ROW, _LEGEND_ROW = 0, 1, 5
_LEGEND_COLUMN = 2
# Points. These rows hold nothing that is typed.
_HEIGHTS = {_TITLE_ROW: 30, _NOTE_ROW: 20, FORM.header_row - 1: 6, FORM.header_row: 48}
_ZOOM = 85  # all nine columns on a screen 1,366 pixels wide

_LEGEND_STYLES = (
    "legend", "swatch_required", "swatch_optional", "swatch_missing", "swatch_doubtful"
)  # fmt: skip

# Without a password: the lock only keeps the frame in place.
_ALLOWED = dict.fromkeys(
    ("format_rows", "format_columns", "insert_rows", "sort", "autofilter"), True
)


def add_form(
    workbook: Workbook, styles: dict[str, Format], prefill: Prefill, year: int, name: str
) -> None:
    """Add the form's sheet, with what it holds already; ``year`` is that of its examples."""
    sheet = add_growing_sheet(workbook, name, FORM.first_row + 1)
    end = FORM.last_row(len(prefill.rows))
    _write_frame(sheet, styles, prefill)
    choices = {k: c for k, c in CHOICES.items() if prefill.asks_place or k not in PLACE_CHOICES}
    for place, label in FORM.label_places.items():
        text = prefill.labels.get(label.key, "")
        rule = _rule(label.text, label, year, choices)
        lock = bool(text) and label.key in prefill.locked
        write_line(workbook, sheet, styles, place, label, text, rule, lock)
    columns = [
        InputColumn(one, one.header, _rule(one.header, one, year, choices)) for one in FORM.columns
    ]
    rows, locked = prefill.rows, prefill.locked
    write_table(workbook, sheet, styles, columns, rows, FORM.header_row, end, locked)
    add_marks(workbook, sheet, end)
    _prepare(sheet, end)
    if prefill.planned:
        print_setup.PLANNED_FORM.apply(sheet)
        checked(sheet.print_area(0, 0, FORM.first_row + len(rows) - 1, FORM.last_column))


def _write_frame(sheet: Worksheet, styles: dict[str, Format], prefill: Prefill) -> None:
    for row, height in _HEIGHTS.items():
        checked(sheet.set_row(row, height))
    across = (_TITLE_ROW, 0, _TITLE_ROW, FORM.last_column)
    checked(sheet.merge_range(*across, FORM.title, styles["title"]))
    note = FORM.planned_note.format(due=prefill.by_when) if prefill.planned else FORM.note
    checked(sheet.write_string(_NOTE_ROW, 0, note, styles["note"]))
    stamp = VISIBLE_STAMP.replace("{version}", TEMPLATE_VERSION)
    checked(sheet.write_string(_NOTE_ROW, FORM.last_column, stamp, styles["stamp"]))
    legend = [*zip(_LEGEND_STYLES, FORM.legend, strict=True)]
    if prefill.planned:
        legend.insert(1, ("swatch_locked", FORM.planned_legend))
    # The last one keeps its place.
    first = _LEGEND_COLUMN + len(FORM.legend) - len(legend)
    for column, (style, text) in enumerate(legend, start=first):
        checked(sheet.write_string(_LEGEND_ROW, column, text, styles[style]))


def _rule(
    name: str, one: Label | Column, year: int, choices: Mapping[str, Choice]
) -> dict[str, Any]:
    title = name if len(name) <= PROMPT_TITLE else name.partition("/")[0]
    return input_rule(title, in_year(one.prompt.th, year), one.required, choices.get(one.key))


def _prepare(sheet: Worksheet, end: int) -> None:
    sheet.freeze_panes(FORM.first_row, 0)
    sheet.set_zoom(_ZOOM)
    sheet.hide_gridlines(2)
    sheet.protect("", _ALLOWED)
    # No green corner on every number: they are text on purpose.
    cells = f"A1:{a1(end, FORM.last_column)}"
    checked(sheet.ignore_errors({"number_stored_as_text": cells}))
    print_setup.FORM.apply(sheet)
    sheet.center_horizontally()
    sheet.repeat_rows(FORM.header_row)
