"""The hidden sheet of a plan: what can be chosen in it."""

from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.lists_sheet import (
    FISCAL_YEARS,
    UNKNOWN_ROUND,
    UNKNOWN_YEAR,
    define,
    write_list,
)
from ita_xlsx.official import oit
from ita_xlsx.official.divisions import official_names
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.plan_sheets import DIVISIONS_SHEET, LEVELS, LISTS_SHEET, MAIL_SECURITY
from ita_xlsx.ooxml.addresses import letters
from ita_xlsx.xlsx.sheets import checked

# What Excel says of a text that is not in a list; lists that are not named here say nothing.
ERRORS: dict[str, str] = {
    "ita_fiscal_years": UNKNOWN_YEAR,
    "ita_rounds": UNKNOWN_ROUND,
}
# The column of the sheet กอง that is itself a list; row 4 is its first.
_PLAN_DIVISIONS = f"='{DIVISIONS_SHEET}'!$A$4:$A$103"


_Lists = tuple[tuple[str, tuple[str, ...]], ...]


def add_plan_lists(
    workbook: Workbook, plain: Format, year: str, year_cell: str, above: bool
) -> None:
    """Add the sheet, one column a list, each with its name in the workbook.

    The names of the OIT items are those of the year before the plan's, which is in
    ``year_cell`` (now: ``year``): they change with it. A plan ``above`` one organisation has no
    measures, and no lists for them.
    """
    sheet = workbook.add_worksheet(LISTS_SHEET)
    lists: _Lists = (
        ("ita_fiscal_years", FISCAL_YEARS),
        ("ita_rounds", tuple(item.name for item in ROUNDS)),
        ("ita_mail_security", MAIL_SECURITY),
    )
    measure_lists: _Lists = (
        ("ita_divisions", official_names()),
        ("ita_oit_numbers", tuple(item.number for item in oit.items(oit.YEARS[-1]))),
    )
    lists = (("ita_levels", LEVELS), *lists) if above else (*measure_lists, *lists)
    for column, (name, values) in enumerate(lists):
        write_list(workbook, sheet, column, name, name, values, plain)
    if not above:
        _write_items(workbook, sheet, plain, len(lists), year, year_cell)
        checked(workbook.define_name("ita_plan_divisions", _PLAN_DIVISIONS))
    sheet.protect()
    sheet.hide()


def _write_items(
    workbook: Workbook, sheet: Worksheet, plain: Format, column: int, year: str, year_cell: str
) -> None:
    """The items of each known year, and before them a column that shows those of the plan's."""
    names = [[item.name for item in oit.items(known)] for known in oit.YEARS]
    plans_year = [str(known + 1) for known in oit.YEARS]
    checked(sheet.write_string(0, column, "ita_oit_names", plain))
    for place, (head, items) in enumerate(zip(plans_year, names, strict=True), start=column + 1):
        for row, text in enumerate((head, *items)):
            checked(sheet.write_string(row, place, text, plain))
    rows = list(zip_longest(*names, fillvalue=""))
    for row, texts in enumerate(rows, start=1):
        formula = '""'
        for place in reversed(range(len(texts))):
            shown = f"{letters(column + 1 + place)}{row + 1}"
            formula = f'IF({year_cell}&""="{plans_year[place]}",{shown},{formula})'
        value = dict(zip(plans_year, texts, strict=True)).get(year, "")
        checked(sheet.write_formula(row, column, f"={formula}", plain, value))
    define(workbook, "ita_oit_names", LISTS_SHEET, 1, column, len(rows), column)
