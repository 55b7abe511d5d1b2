"""The plan as a workbook: empty, or with what is known already."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.inputs import Choice, InputColumn, input_rule, write_line, write_table
from ita_xlsx.forms.plan_lists import ERRORS, add_plan_lists, by_year_formula
from ita_xlsx.forms.styles import SIZE, add_styles
from ita_xlsx.model import Plan
from ita_xlsx.official import years
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.names.levels import LEVEL_TEXTS
from ita_xlsx.official.periods import read_year
from ita_xlsx.official.plan_sheets import (
    DIVISION_COLUMNS,
    DIVISIONS_SHEET,
    HELP_SHEET,
    LISTED_COLUMNS,
    LISTED_SHEET,
    MEASURE_FIELDS,
    MEASURES_SHEET,
    ORGANISATION_SHEET,
    ROUND_SHEET,
    Field,
    sections_of,
)
from ita_xlsx.official.stamp import PLAN_PROPERTY, TEMPLATE_YEAR
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.layout import lines_height, text_height
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.limits import PROMPT_TITLE
from ita_xlsx.xlsx.sheets import add_growing_sheet, checked
from ita_xlsx.xlsx.workbook import new_workbook, strictly

TITLE = "แผนการรายงานมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
_SUBJECT = "ผู้ใดต้องรายงานมาตรการใดในรอบนี้ (ITA)"
_KEYWORDS = "ITA, OIT, แผน"
_ROW_PIXELS = 32

# Rows of the two tables, counted from zero; there is room for more than is known.
HEADER_ROW = 2
FIRST_ROW = 3
DIVISION_ROOM = 40
MEASURE_ROOM = 100

_FACT_WIDTHS = (30.0, 48.0, 74.0)
_HELP_WIDTH = 108.0

_NOTES = {
    ROUND_SHEET: "กรอกครั้งเดียวต่อรอบ ข้อมูลนี้จะอยู่ในรายงานฉบับรวม และในอีเมลเตือนหน่วยงาน",
    LISTED_SHEET: "หน่วยงานที่ต้องส่งรายงาน หนึ่งแห่งต่อหนึ่งแถว แผนของจังหวัดให้กรอกชื่ออำเภอ",
    ORGANISATION_SHEET: (
        "กรอกครั้งเดียวต่อรอบ ชื่อหน่วยงาน ปี และรอบ จะอยู่ในแบบรายงานของทุกกอง และในรายงานฉบับรวม"
    ),
    DIVISIONS_SHEET: "กองที่ต้องส่งแบบรายงาน หนึ่งกองต่อหนึ่งแถว",
    MEASURES_SHEET: "มาตรการที่ต้องรายงาน หนึ่งมาตรการต่อหนึ่งแถว กองที่รับผิดชอบจะได้แบบรายงานที่กรอกไว้ให้แล้ว",
}
# Of a district's or a province's plan.
STEPS_ABOVE: tuple[str, ...] = (
    f"กรอกแผ่นงาน “{ROUND_SHEET}” ได้แก่ ชื่ออำเภอหรือจังหวัด ปีงบประมาณ รอบการรายงาน และวันครบกำหนดส่ง",
    f"กรอกแผ่นงาน “{LISTED_SHEET}” ได้แก่ ชื่อเต็มของหน่วยงานที่ต้องส่งรายงาน ชื่อเรียกอื่น ผู้ประสานงาน และอีเมล "
    "แผนของอำเภอกรอกชื่อองค์กรปกครองส่วนท้องถิ่น แผนของจังหวัดกรอกชื่ออำเภอ เช่น อำเภอกุดรัง",
    "บันทึกไฟล์ แล้วขอให้หน่วยงานส่งรายงานฉบับรวม (ไฟล์ .xlsx ที่โปรแกรมนี้สร้าง) นำไฟล์ที่ได้รับไว้ในโฟลเดอร์เดียวกัน",
    "ดูว่าหน่วยงานใดส่งแล้วด้วยคำสั่ง  ita-xlsx status โฟลเดอร์ --plan ชื่อแผน.xlsx",
    "ร่างอีเมลเตือนหน่วยงานที่ยังไม่ส่งด้วยคำสั่ง  "
    "ita-xlsx email โฟลเดอร์ --remind --plan ชื่อแผน.xlsx -o โฟลเดอร์ร่างอีเมล",
    "รวมเป็นรายงานฉบับเดียวด้วยคำสั่ง  ita-xlsx merge โฟลเดอร์ -o รายงานอำเภอ.xlsx --plan ชื่อแผน.xlsx",
    "รอบต่อไป เริ่มแผนใหม่จากรายงานฉบับล่าสุดและแผนนี้ด้วยคำสั่ง  "
    "ita-xlsx plan --from รายงานอำเภอ.xlsx --from ชื่อแผน.xlsx -o แผนใหม่.xlsx",
    "โปรดอย่าเปลี่ยนชื่อแผ่นงานและหัวตาราง ช่องสีครีมต้องกรอก ช่องสีขาวกรอกถ้ามี",
)
STEPS: tuple[str, ...] = (
    f"กรอกแผ่นงาน “{ORGANISATION_SHEET}” ได้แก่ ชื่อหน่วยงาน ปีงบประมาณ รอบการรายงาน และวันครบกำหนดส่ง",
    f"กรอกแผ่นงาน “{DIVISIONS_SHEET}” ได้แก่ ชื่อกองที่ต้องรายงาน ชื่อเรียกอื่น เจ้าหน้าที่ และอีเมล",
    f"กรอกแผ่นงาน “{MEASURES_SHEET}” โดยเลือกประเด็นจากรายการชื่อข้อ OIT ของปีที่วิเคราะห์ "
    "(ปีก่อนปีงบประมาณของแผน) หรือพิมพ์เอง",
    "มาตรการที่หลายกองรับผิดชอบร่วมกัน ให้คั่นชื่อกองด้วย / เช่น สำนักปลัด / กองคลัง ถ้าทุกกองรับผิดชอบ ให้พิมพ์ว่า ทุกกอง",
    "บันทึกไฟล์ แล้วสร้างแบบรายงานของทุกกองด้วยคำสั่ง  ita-xlsx forms ชื่อแผน.xlsx -o โฟลเดอร์",
    "เมื่อกองส่งกลับมา ดูว่าใครส่งแล้วด้วยคำสั่ง  ita-xlsx status โฟลเดอร์ --plan ชื่อแผน.xlsx",
    "รวมเป็นรายงานฉบับเดียวด้วยคำสั่ง  ita-xlsx merge โฟลเดอร์ -o รายงาน.xlsx --plan ชื่อแผน.xlsx",
    "รอบต่อไป เริ่มแผนใหม่จากรายงานฉบับล่าสุดและแผนนี้ด้วยคำสั่ง  "
    "ita-xlsx plan --from รายงาน.xlsx --from ชื่อแผน.xlsx -o แผนใหม่.xlsx",
    "แผนนี้เป็นของหน่วยงานเดียว อำเภอหรือจังหวัดที่รวบรวมรายงานของหลายหน่วยงาน ให้สร้างแผนด้วยคำสั่ง  "
    "ita-xlsx plan --level district -o แผนอำเภอ.xlsx  หรือ --level province",
    "โปรดอย่าเปลี่ยนชื่อแผ่นงานและหัวตาราง ช่องสีครีมต้องกรอก ช่องสีขาวกรอกถ้ามี",
)


def plan_bytes(plan: Plan, present: int = TEMPLATE_YEAR) -> bytes:
    """The plan as an ``.xlsx``: same input, same bytes.

    Its lists and examples are of its fiscal year; ``present`` is that of a plan without one.

    Raises ValueError for a text that no cell can hold (over 32,767 characters).
    """
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(
            buffer, TITLE, _SUBJECT, _KEYWORDS, PLAN_PROPERTY, row_pixels=_ROW_PIXELS
        )
        styles = add_styles(workbook)
        year = plan.facts.get("fiscal_year", "")
        present = read_year(year) or present
        cells = _add_facts(workbook, styles, plan, present)
        for table in _tables(plan):
            _add_table(workbook, styles, *table, present)
        if not plan.above:
            _add_remark(workbook, styles, year, cells["fiscal_year"])
        _add_help(workbook, styles, STEPS_ABOVE if plan.above else STEPS)
        add_plan_lists(workbook, styles["plain"], year, cells, plan.above, present)
        workbook.close()
    return buffer.getvalue()


_Table = tuple[str, Sequence[Field], Sequence[Mapping[str, str]], int]


def _tables(plan: Plan) -> Iterator[_Table]:
    """The name of each table's sheet, its columns, its rows, and for how many there is room."""
    listed = [{**vars(one), "spellings": ", ".join(one.spellings)} for one in plan.divisions]
    if plan.above:
        yield LISTED_SHEET, LISTED_COLUMNS, listed, DIVISION_ROOM
        return
    yield DIVISIONS_SHEET, DIVISION_COLUMNS, listed, DIVISION_ROOM
    measures = [
        {**one.texts, "oit": one.oit, "suggestion": one.suggestion} for one in plan.measures
    ]
    yield MEASURES_SHEET, MEASURE_FIELDS, measures, MEASURE_ROOM


def _add_facts(
    workbook: Workbook, styles: dict[str, Format], plan: Plan, present: int
) -> dict[str, str]:
    """Add the sheet of the facts; returns the absolute address of each by its key."""
    name = ROUND_SHEET if plan.above else ORGANISATION_SHEET
    facts = {**plan.facts, "level": LEVEL_TEXTS[plan.level]} if plan.above else plan.facts
    sheet = workbook.add_worksheet(name)
    for column, width in enumerate(_FACT_WIDTHS):
        checked(sheet.set_column(column, column, width))
    _write_title(sheet, styles, name, len(_FACT_WIDTHS) - 1)
    row, cells = 2, dict[str, str]()
    for section in sections_of(plan.level):
        row += 1
        for column, text in enumerate((section.title, "", "")):
            checked(sheet.write_string(row, column, text, styles["heading"]))
        for field in section.fields:
            row += 1
            text = facts.get(field.key, "")
            write_line(workbook, sheet, styles, (row, 1), field, text, _rule(field, present))
            checked(
                sheet.write_string(row, 2, f"  {in_year(field.prompt.th, present)}", styles["note"])
            )
            cells[field.key] = f"'{name}'!$B${row + 1}"
    _prepare(sheet, print_setup.PLAN_FACTS)
    return cells


def _add_table(
    workbook: Workbook,
    styles: dict[str, Format],
    name: str,
    fields: Sequence[Field],
    rows: Sequence[Mapping[str, str]],
    room: int,
    present: int,
) -> None:
    sheet = add_growing_sheet(workbook, name, FIRST_ROW + 1)
    _write_title(sheet, styles, name, len(fields) - 1)
    checked(sheet.set_row(HEADER_ROW, 48))
    last_row = FIRST_ROW + max(room, len(rows) + room // 2) - 1
    columns = [InputColumn(one, one.text, _rule(one, present)) for one in fields]
    write_table(workbook, sheet, styles, columns, rows, HEADER_ROW, last_row)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    # Not all the room on paper, only what is filled in and a little more.
    printed = FIRST_ROW + max(len(rows) + 2, 15) - 1
    checked(sheet.print_area(0, 0, printed, len(fields) - 1))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(last_row, len(fields) - 1)}"})
    _prepare(sheet)


def _add_remark(workbook: Workbook, styles: dict[str, Format], year: str, year_cell: str) -> None:
    """Add what to know of the lists of items below the note; it follows the year of the plan."""
    remarks = {str(one.year + 1): years.remark(one.year + 1) for one in years.known_years()}
    note = _NOTES[MEASURES_SHEET]
    said = {key: f"{note}\n{remark.th}" for key, remark in remarks.items() if remark is not None}
    literals = {key: '"' + text.replace("\n", '"&CHAR(10)&"') + '"' for key, text in said.items()}
    formula = "=" + by_year_formula(literals, year_cell, f'"{note}"')
    sheet = workbook.get_worksheet_by_name(MEASURES_SHEET)
    assert sheet is not None
    last, style = len(MEASURE_FIELDS) - 1, styles["remark"]
    checked(sheet.set_row(1, lines_height(2, style.font_size)))
    checked(sheet.merge_range(1, 0, 1, last, "", style))
    checked(sheet.write_formula(1, 0, formula, style, said.get(year, note)))


def _write_title(sheet: Worksheet, styles: dict[str, Format], name: str, last: int) -> None:
    checked(sheet.set_row(0, 30))
    checked(sheet.merge_range(0, 0, 0, last, f"{TITLE} : {name}", styles["title"]))
    if name != MEASURES_SHEET:
        checked(sheet.write_string(1, 0, _NOTES[name], styles["note"]))


def _rule(field: Field, present: int) -> dict[str, Any]:
    """The rule of a cell; no text is ever refused."""
    title = field.text if len(field.text) <= PROMPT_TITLE else ""
    choice = Choice(field.choice, ERRORS.get(field.choice, "")) if field.choice else None
    return input_rule(title, in_year(field.prompt.th, present), field.required, choice)


def _add_help(workbook: Workbook, styles: dict[str, Format], steps: Sequence[str]) -> None:
    sheet = workbook.add_worksheet(HELP_SHEET)
    checked(sheet.set_column(0, 0, _HELP_WIDTH))
    checked(sheet.write_string(0, 0, "วิธีใช้แผน", styles["heading"]))
    for row, step in enumerate(steps, start=1):
        text = f"{row}. {step}"
        checked(sheet.write_string(row, 0, text, styles["text"]))
        checked(sheet.set_row(row, text_height(text, _HELP_WIDTH, SIZE)))
    _prepare(sheet)


def _prepare(sheet: Worksheet, printed: print_setup.PrintSetup = print_setup.FORM) -> None:
    sheet.hide_gridlines(2)
    printed.apply(sheet)
