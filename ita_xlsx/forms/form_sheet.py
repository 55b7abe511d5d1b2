"""The sheet that a clerk fills: the labelled lines above, the table of measures below."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.lists_sheet import CHOICES
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.styles import FONT, SIZE, input_format, missing_format
from ita_xlsx.official.columns import COLUMNS, Column, a1, letters
from ita_xlsx.official.labels import LABELS, Label
from ita_xlsx.official.stamp import FORM_SHEET, HELP_SHEET, TEMPLATE_VERSION, VISIBLE_STAMP
from ita_xlsx.thai.layout import MAX_ROW_HEIGHT, row_height
from ita_xlsx.xlsx import checked

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
ROOM = 60  # measures; a form prefilled with more has a row for each

# Rows counted from zero. All that stands above the table stays in view, so it is kept low.
TITLE_ROW = 0
NOTE_ROW = 1
LABELS_ROW = 2
LEGEND_ROW = 5
HEADER_ROW = 7
FIRST_ROW = 8

# The labelled lines, side by side: who we are, what is reported, who reports. Each label stands in
# the column named here and its value in the next.
_PLACES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, ("organisation", "district", "province")),
    (4, ("division", "fiscal_year", "round")),
    (7, ("reporter", "position", "contact", "date")),
)

# Points. These rows hold nothing that is typed.
_HEIGHTS = {TITLE_ROW: 30, NOTE_ROW: 20, HEADER_ROW - 1: 6, HEADER_ROW: 48}
_LAST_COLUMN = len(COLUMNS) - 1
_ZOOM = 85  # all nine columns on a screen 1,366 pixels wide
_A4 = 9
_MARGIN = 0.5  # inches

_NOTE = (
    "กรอกเฉพาะช่องที่มีกรอบ หนึ่งมาตรการต่อหนึ่งแถว แล้วบันทึกและส่งไฟล์นี้กลับ"
    f"  •  วิธีกรอกและตัวอย่างอยู่ในแผ่นงาน “{HELP_SHEET}”"
)
_LEGEND = (
    (2, "legend", "ความหมายของสี"),
    (3, "swatch_required", "ต้องกรอก"),
    (4, "swatch_optional", "กรอกถ้ามี"),
    (5, "swatch_missing", "ยังว่างอยู่ โปรดกรอก"),
)

# Without a password: the lock only keeps the frame in place.
_ALLOWED = {
    "format_rows": True,
    "format_columns": True,
    "insert_rows": True,
    "sort": True,
    "autofilter": True,
}
# Excel cuts nothing off: it refuses a title over 32 and a text over 255 characters.
_TITLE_LIMIT = 32
_ERROR_TITLE = "โปรดตรวจสอบ"
_REQUIRED_MARK = "(ต้องกรอก)"

_Attributes = Sequence[tuple[str, Any]]


def add_form(workbook: Workbook, styles: dict[str, Format], prefill: Prefill) -> None:
    """Add the form, with what it holds already."""
    sheet = workbook.add_worksheet(FORM_SHEET, _GrowingSheet)
    last_row = FIRST_ROW + max(ROOM, len(prefill.rows)) - 1
    _write_frame(sheet, styles)
    for place, label in _label_places().items():
        _write_label(workbook, sheet, styles, label, place, prefill)
    for index, column in enumerate(COLUMNS):
        _write_column(workbook, sheet, column, index, last_row, prefill)
    _fit_prefilled(sheet, prefill)
    _write_headers(sheet, styles)
    _mark_missing(workbook, sheet, last_row)
    _prepare_view(sheet, last_row)
    _prepare_print(sheet)


class _GrowingSheet(Worksheet):
    """A sheet whose table rows grow with what is typed, also those to which a height was given.

    A height alone says how high a row is now. With customHeight, which xlsxwriter always adds, it
    is pinned: the row would then never show more lines than it had at first.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: _Attributes = ()) -> None:
        if tag == "row" and dict(attributes)["r"] > FIRST_ROW:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def _write_frame(sheet: Worksheet, styles: dict[str, Format]) -> None:
    for row, height in _HEIGHTS.items():
        checked(sheet.set_row(row, height))
    checked(sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, _LAST_COLUMN, TITLE, styles["title"]))
    checked(sheet.write_string(NOTE_ROW, 0, _NOTE, styles["note"]))
    stamp = VISIBLE_STAMP.replace("{version}", TEMPLATE_VERSION)
    checked(sheet.write_string(NOTE_ROW, _LAST_COLUMN, stamp, styles["stamp"]))
    for column, style, text in _LEGEND:
        checked(sheet.write_string(LEGEND_ROW, column, text, styles[style]))


def _label_places() -> dict[tuple[int, int], Label]:
    """The row and column of each label's value."""
    by_key = {label.key: label for label in LABELS}
    return {
        (LABELS_ROW + line, column + 1): by_key[key]
        for column, keys in _PLACES
        for line, key in enumerate(keys)
    }


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
    look = input_format(
        workbook,
        required=label.required,
        centred=False,
        locked=bool(text) and label.key in prefill.locked,
        one_line=True,
    )
    name_look = styles["label_required" if label.required else "label_optional"]
    checked(sheet.write_string(row, column - 1, label.text, name_look))
    _write_text(sheet, row, column, text, look)
    rule = _validation(label.key, label.text, label.prompt.th, label.required)
    checked(sheet.data_validation(row, column, row, column, rule))


def _write_column(
    workbook: Workbook,
    sheet: Worksheet,
    column: Column,
    index: int,
    last_row: int,
    prefill: Prefill,
) -> None:
    """One column of the table below its header: its cells, and what Excel says about them."""
    open_look, locked_look = (
        input_format(
            workbook,
            required=column.required,
            centred=column.centred,
            locked=locked,
            one_line=False,
        )
        for locked in (False, True)
    )
    filled_look = locked_look if column.key in prefill.locked else open_look
    texts = [row.get(column.key, "") for row in prefill.rows]
    texts += [""] * (last_row + 1 - FIRST_ROW - len(texts))
    for row, text in enumerate(texts, start=FIRST_ROW):
        _write_text(sheet, row, index, text, filled_look if text else open_look)
    checked(sheet.set_column(index, index, column.width))
    rule = _validation(column.key, column.header, column.prompt.th, column.required)
    checked(sheet.data_validation(FIRST_ROW, index, last_row, index, rule))


def _fit_prefilled(sheet: Worksheet, prefill: Prefill) -> None:
    """Make prefilled rows as high as their text: LibreOffice does not do so when it opens them."""
    for row, given in enumerate(prefill.rows, start=FIRST_ROW):
        texts = [(given.get(column.key, ""), column.width) for column in COLUMNS]
        checked(sheet.set_row(row, min(MAX_ROW_HEIGHT, row_height(texts, SIZE))))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    if text:
        checked(sheet.write_string(row, column, text, look))
    else:
        checked(sheet.write_blank(row, column, None, look))


def _validation(key: str, name: str, prompt: str, required: bool) -> dict[str, Any]:
    """The rule of a cell: its prompt, and its list where it has one."""
    shown = {
        "input_title": name if len(name) <= _TITLE_LIMIT else name.partition("/")[0],
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
    for index, column in enumerate(COLUMNS):
        look = styles["header_required" if column.required else "header_optional"]
        checked(sheet.write_string(HEADER_ROW, index, column.header, look))


def _mark_missing(workbook: Workbook, sheet: Worksheet, last_row: int) -> None:
    """Colour the required cells that are still blank: of a measure once it was begun, and of the
    lines above once any measure was."""
    look = missing_format(workbook)
    row = FIRST_ROW + 1
    measure = f"$A{row}:${letters(_LAST_COLUMN)}{row}"
    table = f"$A${row}:${letters(_LAST_COLUMN)}${last_row + 1}"
    places = [
        *(
            (FIRST_ROW, index, last_row, measure)
            for index, column in enumerate(COLUMNS)
            if column.required
        ),
        *(
            (line, index, line, table)
            for (line, index), label in _label_places().items()
            if label.required
        ),
    ]
    for first, index, last, begun in places:
        formula = f"=AND(LEN(TRIM({a1(first, index)}))=0,SUMPRODUCT(LEN(TRIM({begun})))>0)"
        rule = {"type": "formula", "criteria": formula, "format": look}
        checked(sheet.conditional_format(first, index, last, index, rule))


def _prepare_view(sheet: Worksheet, last_row: int) -> None:
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_zoom(_ZOOM)
    sheet.hide_gridlines(2)
    sheet.protect("", _ALLOWED)
    # No green corner on every number: they are text on purpose.
    cells = f"A1:{a1(last_row, _LAST_COLUMN)}"
    checked(sheet.ignore_errors({"number_stored_as_text": cells}))


def _prepare_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    sheet.center_horizontally()
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer(f'&C&"{FONT},Regular"&14หน้า &P / &N', {"margin": 0.25})
