"""The list of a year as a workbook, to be corrected, or to become that of the next year."""

from io import BytesIO
from typing import Any

from ita_xlsx.forms.inputs import Choice, InputColumn, input_rule, write_line, write_table
from ita_xlsx.forms.named_lists import write_list
from ita_xlsx.forms.styles import add_styles
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.plan_sheets import Field
from ita_xlsx.official.stamp import LISTS_SHEET, YEAR_PROPERTY
from ita_xlsx.official.year_file import (
    BEFORE,
    FACTS,
    ITEMS_SHEET,
    MEASURES_ROLE,
    ONE_SOURCE,
    REPORT_ROLE,
    SAME,
    TITLE,
    WRITTEN,
    YEAR_SHEET,
)
from ita_xlsx.official.years import Year
from ita_xlsx.thai.dates import format_date
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import add_growing_sheet, checked
from ita_xlsx.xlsx.workbook import new_workbook, strictly

_WIDTHS = (44.0, 70.0, 44.0)
_ROOM = 20  # rows for items that are added
_ROW_PIXELS = 32
_LISTS = (
    ("ita_roles", (MEASURES_ROLE, REPORT_ROLE)),
    ("ita_confidence", (ONE_SOURCE,)),
    ("ita_report_on", (SAME, BEFORE)),
)
_NOTE = "แก้ให้ตรงกับคู่มือ แล้วบันทึกไว้ข้างแผนในชื่อ oit_{example_year}.xlsx"


def year_bytes(year: Year, written_as: int) -> bytes:
    """The list of a year as an ``.xlsx``, written as that of the year ``written_as``."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, TITLE, "", "ITA, OIT", YEAR_PROPERTY, _ROW_PIXELS)
        styles = add_styles(workbook)
        sheet = workbook.add_worksheet(YEAR_SHEET)
        for column, width in enumerate(_WIDTHS):
            checked(sheet.set_column(column, column, width))
        checked(sheet.merge_range(0, 0, 0, 2, TITLE, styles["title"]))
        checked(sheet.write_string(1, 0, in_year(_NOTE, written_as), styles["note"]))
        for row, (field, text) in enumerate(_facts(year, written_as), start=3):
            rule = _rule(field, written_as)
            write_line(workbook, sheet, styles, (row, 1), field, text, rule)
            prompt = in_year(field.prompt.th, written_as)
            checked(sheet.write_string(row, 2, f"  {prompt}", styles["note"]))
        print_setup.PLAN_FACTS.apply(sheet)
        table = add_growing_sheet(workbook, ITEMS_SHEET, 1)
        columns = [InputColumn(one, one.text, _rule(one, written_as)) for one in WRITTEN]
        rows = [_row(year, at) for at in range(len(year.items))]
        write_table(workbook, table, styles, columns, rows, 0, len(rows) + _ROOM)
        table.freeze_panes(1, 0)
        table.repeat_rows(0)
        print_setup.FORM.apply(table)
        lists = workbook.add_worksheet(LISTS_SHEET)
        for column, (name, values) in enumerate(_LISTS):
            write_list(workbook, lists, column, name, name, values, styles["plain"])
        lists.hide()
        workbook.close()
    return buffer.getvalue()


def _facts(year: Year, written_as: int) -> list[tuple[Field, str]]:
    dues = year.due if written_as == year.year else {}
    texts = {
        "year": str(written_as),
        "report_on": SAME if year.reports_on_same else BEFORE,
        "cover": "|".join(year.cover),
        "heading": year.heading,
        "measures_in_text": year.measures_in_text,
        **{f"due_{months}": format_date(day) for months, day in dues.items()},
    }
    return [(field, texts.get(field.key, "")) for field in FACTS]


def _row(year: Year, at: int) -> dict[str, str]:
    item = year.items[at]
    roles = {year.measures.name: MEASURES_ROLE, year.report.name: REPORT_ROLE}
    was = [old for (_, old), number in year.joined.items() if number == item.number]
    return {
        "number": item.number,
        "name_th": item.name,
        "role": roles.get(item.name, ""),
        "was": ", ".join(was) if year.listed == year.year else "",
        "indicator": item.indicator,
        "elements": year.elements.get(item.number, ""),
        "confidence": "" if item.is_sure else ONE_SOURCE,
        "source": item.source,
    }


def _rule(field: Field, year: int) -> dict[str, Any]:
    choice = Choice(field.choice) if field.choice else None
    return input_rule(field.text[:32], in_year(field.prompt.th, year), field.required, choice)
