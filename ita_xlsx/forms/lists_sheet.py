"""The hidden sheet: what can be chosen in a form, and the version of the template."""

from typing import Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs

from ita_xlsx.official.divisions import official_names
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.stamp import LISTS_SHEET, TEMPLATE_VERSION
from ita_xlsx.official.statuses import LABELS as STATUSES
from ita_xlsx.xlsx import checked

FISCAL_YEARS = tuple(str(year) for year in range(2565, 2576))


class Choice(NamedTuple):
    """A dropdown: the name of its list, and what Excel does about a text that is not in it.

    Only the division is refused: everything else may be typed or pasted in other words (Thai
    digits, several owners), and the checks understand it.
    """

    names: str
    otherwise: Literal["stop", "warning"]
    error: str


_TYPED_ANYWAY = " หากต้องการใช้ข้อความที่พิมพ์ ให้กด “ใช่” (Yes)"

# By the key of the label or of the column.
CHOICES: dict[str, Choice] = {
    "division": Choice(
        "ita_divisions",
        "stop",
        "ไม่มีชื่อนี้ในรายการ โปรดกด “ยกเลิก” (Cancel) แล้วเลือกชื่อกอง สำนัก หรือหน่วย จากรายการ",
    ),
    "fiscal_year": Choice(
        "ita_fiscal_years",
        "warning",
        "ปีนี้ไม่มีในรายการ โปรดตรวจว่าเป็นปีงบประมาณ พ.ศ. เช่น 2566" + _TYPED_ANYWAY,
    ),
    "round": Choice(
        "ita_rounds",
        "warning",
        f"รอบการรายงานมีเพียง “{ROUNDS[0].name}” และ “{ROUNDS[1].name}”" + _TYPED_ANYWAY,
    ),
    "responsible": Choice(
        "ita_divisions",
        "warning",
        "ชื่อนี้ไม่มีในรายการกอง/สำนัก/หน่วย โปรดตรวจตัวสะกด" + _TYPED_ANYWAY,
    ),
    "status": Choice(
        "ita_statuses",
        "warning",
        "สถานะนี้ไม่มีในรายการ โปรดเลือกจากรายการ" + _TYPED_ANYWAY,
    ),
}

VERSION_NAME = "ita_template_version"


def add_lists(workbook: Workbook, plain: Format) -> None:
    """Add the hidden sheet of lists, one column a list, each with its name in the workbook."""
    sheet = workbook.add_worksheet(LISTS_SHEET)
    for column, (name, heading, values) in enumerate(_lists()):
        for row, text in enumerate((heading, *values)):
            checked(sheet.write_string(row, column, text, plain))
        place = xl_range_abs(1, column, len(values), column)
        checked(workbook.define_name(name, f"='{LISTS_SHEET}'!{place}"))
    sheet.set_column(0, len(_lists()) - 1, 30)
    sheet.protect()
    sheet.hide()


def _lists() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The name in the workbook, the heading and the values of each list."""
    return (
        ("ita_divisions", "กอง/สำนัก/หน่วย", official_names()),
        ("ita_fiscal_years", "ปีงบประมาณ พ.ศ.", FISCAL_YEARS),
        ("ita_rounds", "รอบการรายงาน", tuple(item.name for item in ROUNDS)),
        ("ita_statuses", "สถานะ", STATUSES),
        (VERSION_NAME, "รุ่นของแบบฟอร์ม", (TEMPLATE_VERSION,)),
    )
