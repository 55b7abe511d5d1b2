"""The hidden sheet: what can be chosen in a form, its version, and what its formulas know."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms import written
from ita_xlsx.forms.formulas import array, folded, write_array
from ita_xlsx.forms.inputs import Choice
from ita_xlsx.forms.live_deadlines import CENTURY
from ita_xlsx.forms.live_names import label_state, label_text, live, typed
from ita_xlsx.forms.live_rows import ASK, NO, YES, live_columns
from ita_xlsx.forms.named_lists import TYPED_ANYWAY, define, write_list
from ita_xlsx.forms.place_lists import PLACE_CHOICES, add_place_lists
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.official.example_year import offered_years
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.names.divisions import offered_names
from ita_xlsx.official.stamp import FORM_SHEET, LISTS_MARK, LISTS_SHEET, TEMPLATE_VERSION
from ita_xlsx.official.statuses import LABELS as STATUSES
from ita_xlsx.thai.dates import BUDDHIST_ERA
from ita_xlsx.xlsx.sheets import checked

UNKNOWN_YEAR = "ปีนี้ไม่มีในรายการ โปรดตรวจว่าเป็นปีงบประมาณ พ.ศ. สี่หลัก"
UNKNOWN_ROUND = f"รอบการรายงานมีเพียง {' '.join(f'“{one.name}”' for one in ROUNDS)}"

# By the key of the label or of the column. Only a division is refused: everything else may be typed
# or pasted in other words (Thai digits, several owners), and the checks understand it.
CHOICES: dict[str, Choice] = {
    "division": Choice(
        "ita_divisions",
        "ไม่มีชื่อนี้ในรายการ โปรดกด “ยกเลิก” (Cancel) แล้วเลือกชื่อกอง สำนัก หรือหน่วย จากรายการ",
        "stop",
    ),
    "fiscal_year": Choice("ita_fiscal_years", UNKNOWN_YEAR + TYPED_ANYWAY),
    "round": Choice("ita_rounds", UNKNOWN_ROUND + TYPED_ANYWAY),
    "responsible": Choice(
        "ita_divisions", "ชื่อนี้ไม่มีในรายการกอง/สำนัก/หน่วย โปรดตรวจตัวสะกด" + TYPED_ANYWAY
    ),
    **PLACE_CHOICES,
    "status": Choice("ita_statuses", "สถานะนี้ไม่มีในรายการ โปรดเลือกจากรายการ" + TYPED_ANYWAY),
}

_VERSION_NAME = "ita_template_version"

_UNDERSTOOD_ROUNDS = tuple(
    form.format(item.months) for item in ROUNDS for form in ("{}", "{}เดือน", "รอบ{}เดือน")
)


def add_lists(
    workbook: Workbook, plain: Format, last_row: int, year: int, prefill: Prefill
) -> None:
    """Add the hidden sheet: the lists, and after them what the formulas know of the form.

    Every list and every column of formulas has its name in the workbook. ``last_row`` is that of
    the form's table, ``year`` the present fiscal year, ``prefill`` what the form holds already.
    The lists of places come last, and only in a form whose place is not filled in.
    """
    sheet = workbook.add_worksheet(LISTS_SHEET)
    lists = _lists(prefill.divisions or offered_names(), year)
    for column, one in enumerate(lists):
        write_list(workbook, sheet, column, *one, plain)
    checked(sheet.set_column(0, len(lists) - 1, 30))
    _name_form(workbook, last_row)
    column = _add_labels(workbook, sheet, len(lists) + 1, plain)
    rows_checked = last_row + FORM.spare - FORM.header_row + 1
    end = _add_rows(workbook, sheet, column + 1, rows_checked, plain)
    if prefill.asks_place:
        places = {label.key: place for place, label in FORM.label_places.items()}
        province = f"'{FORM_SHEET}'!{xl_rowcol_to_cell(*places['province'], True, True)}"
        add_place_lists(workbook, sheet, end, plain, province)
    sheet.protect()
    sheet.hide()


def _lists(divisions: tuple[str, ...], year: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The name in the workbook, the heading and the values of each list."""
    return (
        ("ita_divisions", "กอง/สำนัก/หน่วย", divisions),
        ("ita_fiscal_years", "ปีงบประมาณ พ.ศ.", offered_years(year)),
        ("ita_rounds", "รอบการรายงาน", tuple(item.name for item in ROUNDS)),
        ("ita_statuses", "สถานะ", STATUSES),
        (_VERSION_NAME, LISTS_MARK, (TEMPLATE_VERSION,)),
        ("ita_two_digits", "เลขสองหลัก", written.TWO_DIGITS),
        ("ita_months", "เดือน", written.MONTHS),
        ("ita_this_year", "กำหนดเวลาในปีนี้", written.THIS_YEAR),
        ("ita_of_year", "กำหนดเวลาในปีที่ระบุ", written.OF_YEAR),
    )


def _name_form(workbook: Workbook, last_row: int) -> None:
    """Name the columns of the form. Their first row is the header, which nobody can move."""
    first, last = FORM.header_row, last_row + FORM.spare
    for place, column in enumerate(FORM.columns):
        define(workbook, typed(column.key), FORM_SHEET, first, place, last, place)


def _add_labels(workbook: Workbook, sheet: Worksheet, column: int, plain: Format) -> int:
    """What is typed beside each required label, its state, and the fiscal year, in three columns.

    Returns the last one.
    """
    places = [(place, label) for place, label in FORM.label_places.items() if label.required]
    year = f"({_year_in(label_text('fiscal_year'))})"
    for row, ((line, at), label) in enumerate(places, start=1):
        cell = f"'{FORM_SHEET}'!{xl_rowcol_to_cell(line, at, True, True)}"
        checked(sheet.write_string(row, column, label.text, plain))
        write_array(sheet, row, column + 1, folded(cell), plain, [""])
        define(workbook, label_text(label.key), LISTS_SHEET, row, column + 1, row, column + 1)
        write_array(sheet, row, column + 2, _state(label.key), plain, [YES])
        define(workbook, label_state(label.key), LISTS_SHEET, row, column + 2, row, column + 2)
    row = len(places) + 1
    checked(sheet.write_string(row, column, "ค.ศ.", plain))
    write_array(sheet, row, column + 2, year, plain, [0])
    define(workbook, "ita_year", LISTS_SHEET, row, column + 2, row, column + 2)
    return column + 2


def _state(key: str) -> str:
    known = {
        "fiscal_year": "ita_year>0",
        "round": f"ISNUMBER(MATCH({label_text(key)},{array(_UNDERSTOOD_ROUNDS)},0))",
    }.get(key, "TRUE")
    return f"IF(LEN({label_text(key)})=0,{YES},IF({known},{NO},{ASK}))"


def _year_in(year: str) -> str:
    """The year of the Common Era in which a fiscal year such as 2566 or 66 ends, or 0."""
    place = f"MATCH(RIGHT({year},2),ita_two_digits,0)-1"
    readable = f'(LEN({year})=2)+(LEN({year})=4)*(LEFT({year},2)="25")'
    return f"IF({readable},IFERROR({CENTURY - BUDDHIST_ERA}+{place},0),0)"


def _add_rows(workbook: Workbook, sheet: Worksheet, column: int, count: int, plain: Format) -> int:
    """The formulas of each row, a column each; returns the column after them."""
    define(workbook, live("index"), LISTS_SHEET, 1, 0, count, 0)
    for at, item in enumerate(live_columns(), start=column):
        checked(sheet.write_string(0, at, item.name, plain))
        write_array(sheet, 1, at, item.formula, plain, [item.blank] * count)
        define(workbook, live(item.name), LISTS_SHEET, 1, at, count, at)
    return at + 1
