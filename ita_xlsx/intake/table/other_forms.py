"""The forms of other reports that come back instead of this one, told apart by their names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ita_xlsx.intake.formats.cells import Sheet
from ita_xlsx.intake.table.header import SEARCHED_ROWS, Header
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.numerals import to_thai_digits
from ita_xlsx.thai.text import fold

_LONGEST = 250  # letters of a text that names a form
# The numbered forms of risk management, internal control and local plans; and by their titles.
_FORMS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"(?<![ก-๙])บส\.?\s*([1-9])", "แบบ บส.{} (การบริหารจัดการความเสี่ยง)"),
        (r"(?<![ก-๙])ปค\.?\s*([1-9])", "แบบ ปค.{} (การควบคุมภายใน)"),
        (r"(?<![ก-๙])ผด\.?\s*0?([1-9])", "แบบ ผด.{} (แผนการดำเนินงาน)"),
        (r"แบบ\s*ผ\.\s*0?([1-9])", "แบบ ผ.{} (แผนพัฒนาท้องถิ่น)"),
        (r"แผนพัฒนา(?:ท้องถิ่น|[ก-๙\s]{0,30}\(?(?:สาม|สี่|ห้า|3|4|5)\s*ปี)", "แผนพัฒนาท้องถิ่น"),
        (r"(?:แผน|ผล)[ก-๙\s]{0,12}บริหาร(?:จัดการ)?ความเสี่ยง", "แผนหรือรายงานการบริหารความเสี่ยง"),
    )
)


class Form(NamedTuple):
    """The name of another report's form, and the cell that says so."""

    name: str
    cell: str


def form_named(sheet: Sheet, headers: Sequence[Header]) -> Form | None:
    """The form that a sheet is, when it names one and has no table with issues."""
    if any("issue" in header.columns.keys() - header.near.keys() for header in headers):
        return None
    for number, row in sheet.heading(SEARCHED_ROWS):
        for column, value in enumerate(row):
            if isinstance(value, str) and 0 < len(value) <= _LONGEST and (name := _name(value)):
                return Form(name, a1(number, column))
    return None


def _name(text: str) -> str | None:
    folded = fold(text)
    for pattern, name in _FORMS:
        if found := pattern.search(folded):
            return name.format(*map(to_thai_digits, found.groups()))
    return None
