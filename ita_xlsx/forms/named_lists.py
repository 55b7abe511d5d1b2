"""Lists to choose from, each with its name in the workbook."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.official.stamp import LISTS_SHEET
from ita_xlsx.xlsx.sheets import checked

TYPED_ANYWAY = " หากต้องการใช้ข้อความที่พิมพ์ ให้กด “ใช่” (Yes)"


def write_list(
    workbook: Workbook,
    sheet: Worksheet,
    column: int,
    name: str,
    heading: str,
    values: Sequence[str],
    plain: Format,
) -> None:
    """Write a list below its heading, and give it its name in the workbook."""
    for row, text in enumerate((heading, *values)):
        checked(sheet.write_string(row, column, text, plain))
    define(workbook, name, LISTS_SHEET, 1, column, len(values), column)


def define(
    workbook: Workbook, name: str, sheet: str, row: int, column: int, last: int, last_column: int
) -> None:
    """Give cells their name in the workbook; rows and columns are counted from zero."""
    place = xl_range_abs(row, column, last, last_column)
    checked(workbook.define_name(name, f"='{sheet}'!{place}"))
