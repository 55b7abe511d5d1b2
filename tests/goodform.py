"""The good form, and writing the example of a rule as workbooks: changes to that form."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.findings import Example
from ita_xlsx.findings.rule import Typed
from ita_xlsx.official.columns import BY_KEY, COLUMNS, KEYS
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.stamp import FORM_SHEET, TEMPLATE_VERSION, VISIBLE_STAMP
from ita_xlsx.ooxml.addresses import letters

FIXTURES = Path(__file__).parent / "fixtures"
# What xlsxwriter makes of texts without being asked.
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# One good measure, which passes every check in the round that the help sheet names.
EXAMPLE = {column.key: in_year(column.example, 2566) for column in COLUMNS}
SECOND_SHEET = "แบบรายงาน 2"
HEADER_ROW, FIRST_ROW = 8, 9

# The smallest PNG: one grey dot.
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)

_LABEL_CELLS = {
    "organisation": "B3", "division": "E3", "reporter": "H3",
    "district": "B4", "fiscal_year": "E4", "position": "H4",
    "province": "B5", "round": "E5", "contact": "H5", "date": "H6",
}  # fmt: skip
_HEADING = {
    "organisation": "องค์การบริหารส่วนตำบลตัวอย่าง", "division": "สำนักปลัด",
    "reporter": "นางสาวตัวอย่าง ใจดี", "district": "เมือง", "fiscal_year": "2566",
    "position": "นักวิเคราะห์นโยบายและแผน", "province": "ตัวอย่าง", "round": "รอบ 6 เดือน",
    "contact": "0 4312 3456", "date": "๑๐ เม.ย. ๒๕๖๖",
}  # fmt: skip
_DONE = {"status": "ดำเนินการแล้วเสร็จ"}
_FIRST = (
    EXAMPLE,
    {
        **_DONE,
        "number": "๒",
        "issue": "การเปิดโอกาสให้เกิดการมีส่วนร่วม",
        "steps": "๑. กำหนดช่องทางให้ประชาชนเสนอความคิดเห็น\n๒. จัดประชุมประชาคมร่วมกับทุกหมู่บ้าน",
        "responsible": "สำนักปลัด",
        "deadline": "ต.ค. – ธ.ค. ๖๕",
        "result": "จัดประชุมประชาคม ๔ ครั้ง มีผู้เข้าร่วม ๒๑๖ คน เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕",
        "suggestion": "ควรแจ้งกำหนดการล่วงหน้าอย่างน้อย ๗ วัน",
        "evidence": "https://www.example.go.th/meeting",
    },
)
_SECOND = (
    {
        **_DONE,
        "number": "๓",
        "issue": "รายงานผลการใช้จ่ายงบประมาณประจำปี",
        "steps": "๑. รวบรวมผลการเบิกจ่ายของทุกกอง\n๒. เสนอผู้บริหารและเผยแพร่",
        "responsible": "กองคลัง",
        "deadline": "ต.ค. – ธ.ค. ๖๕",
        "result": "เผยแพร่รายงานการเบิกจ่ายของปีงบประมาณ ๒๕๖๕ เมื่อวันที่ ๑๒ ธ.ค. ๒๕๖๕",
        "suggestion": "ควรเร่งรัดการเบิกจ่ายในไตรมาสแรก",
        "evidence": "https://www.example.go.th/budget",
    },
    {
        **_DONE,
        "number": "๔",
        "issue": "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
        "steps": "๑. รวบรวมผลการจัดซื้อจัดจ้าง\n๒. วิเคราะห์ปัญหาและเผยแพร่",
        "responsible": "กองคลัง",
        "deadline": "ต.ค. – ธ.ค. ๖๕",
        "result": "เผยแพร่ผลการจัดซื้อจัดจ้าง ๑๒๘ รายการ เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕",
        "suggestion": "ควรจัดทำแผนให้แล้วเสร็จก่อนต้นปีงบประมาณ",
        "evidence": "https://www.example.go.th/procurement",
    },
)


def good_cells(division: str = "สำนักปลัด") -> dict[str, str]:
    """The good form of one of two divisions, by A1 address."""
    cells = {
        "A1": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "I2": VISIBLE_STAMP.format(version=TEMPLATE_VERSION),
    }
    for label in LABELS:
        place = _LABEL_CELLS[label.key]
        cells[place] = label.text
        cells[f"{letters(ord(place[0]) - 64)}{place[1]}"] = _HEADING[label.key]
    cells["F3"] = division
    measures = _FIRST if division == "สำนักปลัด" else _SECOND
    for column, key in enumerate(KEYS):
        cells[f"{letters(column)}{HEADER_ROW}"] = BY_KEY[key].header
        for row, measure in enumerate(measures, start=FIRST_ROW):
            cells[f"{letters(column)}{row}"] = measure.get(key, "")
    return cells


def good_form(path: Path, dress: Callable[[Any, Any], object], sheet: str = FORM_SHEET) -> Path:
    """The good form with something else about it: ``dress`` gets the workbook and its sheet."""
    with Workbook(path.as_posix(), AS_TYPED) as book:
        page = book.add_worksheet(sheet)
        for address, text in good_cells().items():
            if text:
                page.write_string(address, text)
        dress(book, page)
    return path


def write_example(example: Example, folder: Path) -> list[Path]:
    """Write the workbooks of an example into a folder; their paths, in the order of the round."""
    if example.file:
        return [FIXTURES / example.file]
    first = {**good_cells(), **example.cells}
    sheets = {FORM_SHEET: first, **example.sheets}
    files = {"a.xlsx": sheets}
    if example.other is not None or example.twice:
        second: dict[str, Typed] = dict(first if example.twice else good_cells("กองคลัง"))
        second |= example.other or {}
        if example.one_file:
            sheets[SECOND_SHEET] = second
        else:
            files["b.xlsx"] = {FORM_SHEET: second}
    for name, content in files.items():
        _write(folder / name, content, example if name == "a.xlsx" else Example())
    for name in example.beside:
        (folder / name).write_bytes(b"%PDF-1.4\n")
    if example.beside:
        return [folder]
    return [folder / name for name in files]


def _write(path: Path, sheets: Mapping[str, Mapping[str, Typed]], example: Example) -> None:
    with Workbook(path.as_posix()) as book:
        day = book.add_format({"num_format": "d mmm yyyy"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for address, value in cells.items():
                _type(sheet, address, value, day)
            if name == FORM_SHEET:
                _dress(sheet, example)
                for address in example.struck:
                    struck = book.add_format({"font_strikeout": True})
                    sheet.write_string(address, str(cells[address]), struck)
                coloured = book.add_format({"bg_color": "#92D050"})
                for address in example.coloured:
                    sheet.write_blank(address, None, coloured)
        if example.hidden_sheet:
            book.add_worksheet("ว่าง").activate()


def _type(sheet: Worksheet, address: str, value: Typed, day: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(address, value, day)
    elif isinstance(value, int):
        sheet.write_number(address, value)
    elif value:
        sheet.write_string(address, value)


def _dress(sheet: Worksheet, example: Example) -> None:
    """Everything about a sheet that is more than what is typed into its cells."""
    for area in example.merges:
        top = area.split(":")[0]
        value = example.cells.get(top, good_cells().get(top, ""))
        sheet.merge_range(area, str(value))
    for address, formula in example.formulas.items():
        sheet.write_formula(address, formula, None, str(example.cells.get(address, "")))
    for address, note in example.notes.items():
        sheet.write_comment(address, note)
    for address, link in example.links.items():
        sheet.write_url(address, link, string=str({**good_cells(), **example.cells}[address]))
    for address, text in example.text_boxes.items():
        sheet.insert_textbox(address, text)
    for address in example.pictures:
        sheet.insert_image(address, "a.png", {"image_data": BytesIO(PICTURE)})
    for row in example.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in example.hidden_columns:
        sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
    if example.hidden_sheet:
        sheet.hide()
