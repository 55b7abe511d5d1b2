"""The hidden sheet of a plan: what can be chosen in it."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.lists_sheet import (
    UNKNOWN_ROUND,
    UNKNOWN_YEAR,
)
from ita_xlsx.forms.named_lists import define, write_list
from ita_xlsx.forms.place_lists import PLACE_CHOICES, add_place_lists
from ita_xlsx.official import years
from ita_xlsx.official.example_year import offered_years
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.names.divisions import offered_names
from ita_xlsx.official.plan_sheets import DIVISIONS_SHEET, LEVELS, LISTS_SHEET, MAIL_SECURITY
from ita_xlsx.official.years import Item, Year
from ita_xlsx.ooxml.addresses import letters
from ita_xlsx.xlsx.sheets import checked

# What Excel says of a text that is not in a list; lists that are not named here say nothing.
ERRORS: dict[str, str] = {
    "ita_fiscal_years": UNKNOWN_YEAR,
    "ita_rounds": UNKNOWN_ROUND,
    **{choice.names: choice.error for choice in PLACE_CHOICES.values()},
}
# The column of the sheet กอง that is itself a list; row 4 is its first.
_PLAN_DIVISIONS = f"='{DIVISIONS_SHEET}'!$A$4:$A$103"


_Lists = tuple[tuple[str, tuple[str, ...]], ...]
# What a plan offers of each item of the year analysed, by the name of its list.
_OF_ITEMS: tuple[tuple[str, Callable[[Item], str]], ...] = (
    ("ita_oit_names", lambda item: item.name),
    ("ita_oit_numbers", lambda item: item.number),
)


def add_plan_lists(
    workbook: Workbook,
    plain: Format,
    year: str,
    cells: Mapping[str, str],
    above: bool,
    present: int,
) -> None:
    """Add the sheet, one column a list, each with its name in the workbook.

    ``cells`` are the addresses of the plan's facts. The OIT items are those of the year before the
    plan's (now: ``year``), and the districts those of its province: they change with these. A plan
    ``above`` one organisation has no measures, and no lists for them. ``present`` is the fiscal
    year with which those offered begin.
    """
    sheet = workbook.add_worksheet(LISTS_SHEET)
    lists: _Lists = (
        ("ita_fiscal_years", offered_years(present)),
        ("ita_rounds", tuple(item.name for item in ROUNDS)),
        ("ita_mail_security", MAIL_SECURITY),
    )
    lists = (("ita_levels", LEVELS), *lists) if above else (
        ("ita_divisions", offered_names()), *lists)  # fmt: skip
    for column, (name, values) in enumerate(lists):
        write_list(workbook, sheet, column, name, name, values, plain)
    column = len(lists)
    if not above:
        for name, text_of in _OF_ITEMS:
            by_year = {str(one.year + 1): [*map(text_of, one.items)] for one in _with_items()}
            _write_by_year(
                workbook, sheet, plain, column, name, by_year, year, cells["fiscal_year"]
            )
            column += len(by_year) + 1
        checked(workbook.define_name("ita_plan_divisions", _PLAN_DIVISIONS))
    add_place_lists(workbook, sheet, column, plain, cells["province"])
    sheet.protect()
    sheet.hide()


def by_year_formula(cases: Mapping[str, str], year_cell: str, otherwise: str) -> str:
    """An expression for a formula: what goes with the year in a cell, by the year as a text."""
    formula = otherwise
    for year, value in reversed([*cases.items()]):
        formula = f'IF({year_cell}&""="{year}",{value},{formula})'
    return formula


def _with_items() -> list[Year]:
    return [one for one in years.known_years() if one.items]


def _write_by_year(
    workbook: Workbook, sheet: Worksheet, plain: Format, column: int, name: str,
    by_year: Mapping[str, Sequence[str]], year: str, year_cell: str,
) -> None:  # fmt: skip
    """A list by each plan's year, and before these a column that shows that of the plan's.

    What is offered ends with its last text: a list of blank lines would say nothing.
    """
    checked(sheet.write_string(0, column, name, plain))
    for place, (head, texts) in enumerate(by_year.items(), start=column + 1):
        for row, text in enumerate((head, *texts)):
            checked(sheet.write_string(row, place, text, plain))
    rows = list(zip_longest(*by_year.values(), fillvalue=""))
    for row, shown in enumerate(rows, start=1):
        cells = {y: f"{letters(column + 1 + at)}{row + 1}" for at, y in enumerate(by_year)}
        value = dict(zip(by_year, shown, strict=True)).get(year, "")
        formula = by_year_formula(cells, year_cell, '""')
        checked(sheet.write_formula(row, column, f"={formula}", plain, value))
    define(workbook, name, LISTS_SHEET, 1, column, len(rows), column)
    filled = f'=OFFSET({name},0,0,MAX(1,SUMPRODUCT(--({name}<>""))),1)'
    checked(workbook.define_name(f"{name}_offered", filled))
