"""The template under a clerk's hands in LibreOffice: opened, typed into, saved, and read again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import libreoffice
import openpyxl
import pytest
from goodform import EXAMPLE
from python_calamine import CalamineWorkbook

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes, template_bytes
from ita_xlsx.official.columns import KEYS, REQUIRED
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.stamp import (
    FORM_SHEET,
    HELP_SHEET,
    LISTS_SHEET,
    LIVE_SHEET,
    TEMPLATE_VERSION,
)

pytestmark = pytest.mark.office

FIRST = 9
LABEL_CELLS = {
    "C3": "องค์การบริหารส่วนตำบลกุตุรงค์",
    "C4": "กุตุรงค์",
    "C5": "มหาสารคาม",
    "F3": "กองสาธารณสุขและสิ่งแวดล้อม",
    "F4": "๒๕๖๖",
    "F5": "รอบ 6 เดือน",
    "I3": "นางสาวสมหญิง ใจซื่อสัตย์",
    "I4": "นักวิเคราะห์นโยบายและแผนชำนาญการ",
    "I5": "043123456",
    "I6": "31/3/66",
}
# What another cell format would turn into numbers, dates and formulas.
TRICKY = ("007", "50%", "=1+1", "@งาน", "1/3/66", "TRUE", "1e5", "-", "http://ก.ไทย/a b?c=d&e")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "measures_template.xlsx"
    path.write_bytes(template_bytes())
    return path


def typed(template: Path, cells: dict[str, str]) -> Path:
    target = template.with_name("returned.xlsx")
    libreoffice.type_into(template, target, {(FORM_SHEET, at): text for at, text in cells.items()})
    return target


def measure_cells(row: int, texts: tuple[str, ...]) -> dict[str, str]:
    return {f"{letter}{row}": text for letter, text in zip("ABCDEFGHI", texts, strict=True)}


def form_values(path: Path) -> list[list[object]]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(FORM_SHEET)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def test_a_whole_report_comes_back_as_it_was_typed(template: Path) -> None:
    good = tuple(EXAMPLE[key] for key in KEYS)
    cells = LABEL_CELLS | measure_cells(FIRST, good) | measure_cells(FIRST + 59, TRICKY)
    before = form_values(template)
    after = form_values(typed(template, cells))
    assert after[FIRST - 1][:9] == list(good)
    assert after[FIRST + 58][:9] == list(TRICKY)
    changed = {
        f"{'ABCDEFGHI'[column]}{row + 1}": value
        for row, values in enumerate(after)
        for column, value in enumerate(values[:9])
        if value != (before[row][column] if row < len(before) else "")
    }
    assert changed == cells
    assert len(LABEL_CELLS) == len(LABELS)


def test_a_saved_form_keeps_lists_prompts_colours_and_version(template: Path) -> None:
    book = openpyxl.load_workbook(typed(template, {"C3": "เทศบาลตำบล"}))
    form = book[FORM_SHEET]
    covered = {
        form.cell(row, column).coordinate
        for rule in form.data_validations.dataValidation
        if rule.prompt
        for area in rule.sqref.ranges
        for row, column in area.cells
    }
    assert {"C3", "F3", "F4", "F5", "I6", f"A{FIRST}", f"I{FIRST + 59}"} <= covered
    assert len(covered) == len(LABELS) + 60 * len(KEYS)
    assert len(list(form.conditional_formatting)) >= len(REQUIRED)
    assert form.protection.sheet and form[f"A{FIRST}"].protection.locked is False
    ((sheet, address),) = book.defined_names["ita_template_version"].destinations
    assert book[sheet][address].value == TEMPLATE_VERSION
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "visible", "hidden"]
    assert [sheet.title for sheet in book] == [FORM_SHEET, LIVE_SHEET, HELP_SHEET, LISTS_SHEET]


@pytest.mark.parametrize("address", ["A1", "B3", "A8", "I8", "A69", "J9"])
def test_the_frame_cannot_be_typed_in(template: Path, address: str) -> None:
    with pytest.raises(libreoffice.OfficeError, match="locked"):
        typed(template, {address: "ก"})


def test_rows_grow_with_what_is_typed(template: Path) -> None:
    long = "เผยแพร่รายงานบนเว็บไซต์หลักของหน่วยงาน " * 20
    form = openpyxl.load_workbook(typed(template, {f"C{FIRST}": long, f"A{FIRST + 1}": "๒"}))
    heights = [form[FORM_SHEET].row_dimensions[FIRST + row].height for row in range(2)]
    assert heights[0] > 8 * 21 > 2 * heights[1]


def test_prefilled_rows_are_high_enough_and_grow_too(tmp_path: Path) -> None:
    steps = "๑. จัดทำคู่มือการปฏิบัติงาน\n๒. เผยแพร่บนเว็บไซต์ " * 6
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_bytes(Prefill(rows=[{"number": "๑", "steps": steps}])))
    given = openpyxl.load_workbook(path)[FORM_SHEET].row_dimensions[FIRST].height
    assert given >= libreoffice.optimal_row_heights(path)[FIRST - 1]
    longer = openpyxl.load_workbook(typed(path, {f"F{FIRST}": "ดำเนินการแล้ว " * 80}))
    assert longer[FORM_SHEET].row_dimensions[FIRST].height > given


ROSE, AMBER = "FFF4B8B8", "FFFFE08A"
MARKED = [
    # what the first measure holds, and the columns that are then marked as wrong and as doubtful
    ({}, (), ()),
    ({"steps": "   "}, (), ()),
    ({"suggestion": "ควรปรับปรุง"}, (), REQUIRED),
    ({"number": "๑"}, (), ()),
    ({"number": "๑", "issue": "ข้อมูลผู้บริหาร", "result": " "}, REQUIRED[2:], ()),
    (
        {key: "ก" for key in KEYS if key != "deadline"},
        ("deadline",),
        ("number", "status", "evidence"),
    ),
    ({**EXAMPLE, "deadline": "ม.ค. ๖๗", "evidence": ""}, ("deadline",), ("evidence",)),
    ({**EXAMPLE, "deadline": "ทุกเดือน"}, (), ("deadline",)),
    ({**EXAMPLE, "number": "", "issue": "๑. ข้อมูล"}, (), ("number",)),
    (EXAMPLE, (), ()),
]


@pytest.mark.parametrize(("measure", "wrong", "doubtful"), MARKED)
def test_cells_are_marked_while_a_measure_is_typed(
    tmp_path: Path, measure: dict[str, str], wrong: tuple[str, ...], doubtful: tuple[str, ...]
) -> None:
    """The formulas of the conditional formats, put into cells of the second row of the table."""
    book = openpyxl.load_workbook(BytesIO(template_bytes()))
    form = book[FORM_SHEET]
    form["F4"] = "2566"
    row, places = FIRST + 1, {}
    for area in form.conditional_formatting:
        letter = str(area.sqref)[0]
        if not str(area.sqref).startswith(f"{letter}{FIRST}:"):
            continue
        for rule in area.rules:
            column = 12 + len(places)
            places[column] = (KEYS["ABCDEFGHI".index(letter)], rule.dxf.fill.bgColor.rgb)
            form.cell(row, column, f"={rule.formula[0]}")
    for letter, key in zip("ABCDEFGHI", KEYS, strict=True):
        form[f"{letter}{row}"] = measure.get(key) or None
    path = tmp_path / "marks.xlsx"
    book.save(path)
    values = libreoffice.read_cells(path)[FORM_SHEET][row - 1]
    shown = {colour: set() for colour in (ROSE, AMBER)}
    for column, (key, colour) in places.items():
        if values[column - 1][0]:
            shown[colour].add(key)
    assert (shown[ROSE], shown[AMBER]) == (set(wrong), set(doubtful))


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [("", "", False), ("ข้อมูล", "", True), ("ข้อมูล", "อบต.", False), ("ข้อมูล", " ", True)],
)
def test_a_missing_organisation_is_marked_once_a_measure_is_typed(
    tmp_path: Path, measure: str, value: str, expected: bool
) -> None:
    book = openpyxl.load_workbook(BytesIO(template_bytes()))
    form = book[FORM_SHEET]
    (area,) = [area for area in form.conditional_formatting if str(area.sqref) == "C3"]
    (formula,) = [rule.formula[0] for rule in area.rules if rule.dxf.fill.bgColor.rgb == ROSE]
    form["C3"], form[f"B{FIRST + 3}"] = value or None, measure or None
    form["K1"] = "=" + formula
    path = tmp_path / "marks.xlsx"
    book.save(path)
    assert bool(libreoffice.read_cells(path)[FORM_SHEET][0][10][0]) is expected


def test_it_prints_on_six_sheets_of_paper_at_most(template: Path) -> None:
    (pdf,) = libreoffice.convert([template], "pdf", template.parent)
    pages = libreoffice.pdf_pages(pdf)
    assert len(pages) <= 6
    assert all("ลำดับ" in page for page in pages[:-4])
    assert "หน้า 1 /" in pages[0]


@pytest.mark.parametrize("times", [1, 12, 25, 60])
def test_planned_steps_are_shown_whole_however_long(times: int, tmp_path: Path) -> None:
    """Those for which no row is high enough are smaller; what is short stays as it is."""
    steps = "จัดประชุมประชาคมและสรุปผลการมีส่วนร่วมของประชาชนทุกหมู่บ้าน " * times
    path = tmp_path / "form.xlsx"
    row = {"number": "๑", "steps": steps, "deadline": "ก.พ. 66"}
    path.write_bytes(form_bytes(Prefill(rows=[row], locked=frozenset({"steps"}))))
    form = openpyxl.load_workbook(path)[FORM_SHEET]
    given = form.row_dimensions[FIRST].height
    assert 409.5 >= given >= libreoffice.optimal_row_heights(path)[FIRST - 1]
    sizes = [form[f"{letter}{FIRST}"].font.sz for letter in "CEF"]
    assert sizes[1:] == [16, 16] and (sizes[0] == 16) == (times < 25)
