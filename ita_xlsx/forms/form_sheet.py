"""The sheet that a clerk fills: the labelled lines above, the table of measures below."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.lists_sheet import CHOICES
from ita_xlsx.forms.live_marks import add_marks
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.styles import SIZE, input_format
from ita_xlsx.official.columns import Column
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import Label
from ita_xlsx.official.stamp import (
    FORM_SHEET,
    HELP_SHEET,
    LIVE_SHEET,
    TEMPLATE_VERSION,
    VISIBLE_STAMP,
)
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.layout import MAX_ROW_HEIGHT, row_height
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.limits import PROMPT_TITLE
from ita_xlsx.xlsx.sheets import add_growing_sheet, checked, write_text

_TITLE_ROW, _NOTE_ROW, _LEGEND_ROW = 0, 1, 5
# Points. These rows hold nothing that is typed.
_HEIGHTS = {_TITLE_ROW: 30, _NOTE_ROW: 20, FORM.header_row - 1: 6, FORM.header_row: 48}
_ZOOM = 85  # all nine columns on a screen 1,366 pixels wide

_NOTE = (
    f"กรอกเฉพาะช่องที่มีกรอบ หนึ่งมาตรการต่อหนึ่งแถว  •  วิธีกรอกอยู่ในแผ่นงาน “{HELP_SHEET}”"
    f"  •  ก่อนส่งกลับ ดูแผ่นงาน “{LIVE_SHEET}” ว่าพร้อมส่ง"
)
_LEGEND = (
    (2, "legend", "ความหมายของสี"),
    (3, "swatch_required", "ต้องกรอก"),
    (4, "swatch_optional", "กรอกถ้ามี"),
    (5, "swatch_missing", "ยังว่างหรือต้องแก้ไข"),
    (6, "swatch_doubtful", "ควรตรวจอีกครั้ง"),
)

# Without a password: the lock only keeps the frame in place.
_ALLOWED = {
    "format_rows": True,
    "format_columns": True,
    "insert_rows": True,
    "sort": True,
    "autofilter": True,
}
_ERROR_TITLE = "โปรดตรวจสอบ"
_REQUIRED_MARK = "(ต้องกรอก)"


def add_form(workbook: Workbook, styles: dict[str, Format], prefill: Prefill) -> None:
    """Add the form, with what it holds already."""
    sheet = add_growing_sheet(workbook, FORM_SHEET, FORM.first_row + 1)
    end = FORM.last_row(len(prefill.rows))
    _write_frame(sheet, styles)
    for place, label in FORM.label_places.items():
        _write_label(workbook, sheet, styles, label, place, prefill)
    for index, column in enumerate(FORM.columns):
        _write_column(workbook, sheet, column, index, end, prefill)
    _fit_prefilled(sheet, prefill)
    _write_headers(sheet, styles)
    add_marks(workbook, sheet, end)
    _prepare_view(sheet, end)
    _prepare_print(sheet)


def _write_frame(sheet: Worksheet, styles: dict[str, Format]) -> None:
    for row, height in _HEIGHTS.items():
        checked(sheet.set_row(row, height))
    across = (_TITLE_ROW, 0, _TITLE_ROW, FORM.last_column)
    checked(sheet.merge_range(*across, FORM.title, styles["title"]))
    checked(sheet.write_string(_NOTE_ROW, 0, _NOTE, styles["note"]))
    stamp = VISIBLE_STAMP.replace("{version}", TEMPLATE_VERSION)
    checked(sheet.write_string(_NOTE_ROW, FORM.last_column, stamp, styles["stamp"]))
    for column, style, text in _LEGEND:
        checked(sheet.write_string(_LEGEND_ROW, column, text, styles[style]))


def _write_label(
    workbook: Workbook,
    sheet: Worksheet,
    styles: dict[str, Format],
    label: Label,
    place: tuple[int, int],
    prefill: Prefill,
) -> None:
    row, column = place
    text = prefill.labels.get(label.key, "")
    cell_format = input_format(
        workbook,
        required=label.required,
        centred=False,
        locked=bool(text) and label.key in prefill.locked,
        one_line=True,
    )
    name_format = styles["label_required" if label.required else "label_optional"]
    checked(sheet.write_string(row, column - 1, label.text, name_format))
    write_text(sheet, row, column, text, cell_format)
    rule = _validation(label.key, label.text, label.prompt.th, label.required)
    checked(sheet.data_validation(row, column, row, column, rule))


def _write_column(
    workbook: Workbook, sheet: Worksheet, column: Column, index: int, end: int, prefill: Prefill
) -> None:
    """One column of the table below its header: its cells, and what Excel says about them."""
    open_format, locked_format = (
        input_format(
            workbook,
            required=column.required,
            centred=column.centred,
            locked=locked,
            one_line=False,
        )
        for locked in (False, True)
    )
    filled_format = locked_format if column.key in prefill.locked else open_format
    texts = [row.get(column.key, "") for row in prefill.rows]
    texts += [""] * (end + 1 - FORM.first_row - len(texts))
    for row, text in enumerate(texts, start=FORM.first_row):
        write_text(sheet, row, index, text, filled_format if text else open_format)
    checked(sheet.set_column(index, index, column.width))
    rule = _validation(column.key, column.header, column.prompt.th, column.required)
    checked(sheet.data_validation(FORM.first_row, index, end, index, rule))


def _fit_prefilled(sheet: Worksheet, prefill: Prefill) -> None:
    """Make prefilled rows as high as their text: LibreOffice does not do so when it opens them."""
    for row, given in enumerate(prefill.rows, start=FORM.first_row):
        texts = [(given.get(column.key, ""), column.width) for column in FORM.columns]
        checked(sheet.set_row(row, min(MAX_ROW_HEIGHT, row_height(texts, SIZE))))


def _validation(key: str, name: str, prompt: str, required: bool) -> dict[str, Any]:
    """The rule of a cell: its prompt, and its list where it has one."""
    shown = {
        "input_title": name if len(name) <= PROMPT_TITLE else name.partition("/")[0],
        "input_message": f"{prompt} {_REQUIRED_MARK}" if required else prompt,
    }
    if key not in CHOICES:
        return {"validate": "any", **shown}
    choice = CHOICES[key]
    return {
        "validate": "list",
        "source": f"={choice.names}",
        "error_type": choice.otherwise,
        "error_title": _ERROR_TITLE,
        "error_message": choice.error,
        **shown,
    }


def _write_headers(sheet: Worksheet, styles: dict[str, Format]) -> None:
    for index, column in enumerate(FORM.columns):
        cell_format = styles["header_required" if column.required else "header_optional"]
        checked(sheet.write_string(FORM.header_row, index, column.header, cell_format))


def _prepare_view(sheet: Worksheet, end: int) -> None:
    sheet.freeze_panes(FORM.first_row, 0)
    sheet.set_zoom(_ZOOM)
    sheet.hide_gridlines(2)
    sheet.protect("", _ALLOWED)
    # No green corner on every number: they are text on purpose.
    cells = f"A1:{a1(end, FORM.last_column)}"
    checked(sheet.ignore_errors({"number_stored_as_text": cells}))


def _prepare_print(sheet: Worksheet) -> None:
    print_setup.FORM.apply(sheet)
    sheet.center_horizontally()
    sheet.repeat_rows(FORM.header_row)
