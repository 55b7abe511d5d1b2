"""The template as a clerk receives it: everything that it promises, read back from the file."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from goodform import EXAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from ita_xlsx.findings import RULES
from ita_xlsx.forms import written
from ita_xlsx.forms.live_sheet import COUNTS
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes, template_bytes
from ita_xlsx.official.columns import BY_KEY, COLUMNS, KEYS, REQUIRED
from ita_xlsx.official.deadlines import parse
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.limits import in_fiscal_year
from ita_xlsx.official.names.divisions import offered_names
from ita_xlsx.official.stamp import (
    FORM_SHEET,
    HELP_SHEET,
    LISTS_SHEET,
    LIVE_SHEET,
    OWN_SHEETS,
    TEMPLATE_PROPERTY,
    TEMPLATE_VERSION,
    TEMPLATE_YEAR,
    VISIBLE_STAMP,
    stamp,
)
from ita_xlsx.official.statuses import LABELS as STATUSES
from ita_xlsx.official.statuses import counted
from ita_xlsx.provenance import seal
from ita_xlsx.xlsx.limits import CUT
from ita_xlsx.xlsx.sheets import checked
from ita_xlsx.xlsx.workbook import new_workbook, strictly

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "templates" / "measures_template.xlsx"
HEADER = 8
FIRST, LAST = 9, 68
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def raw_form(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))


def read_rows(content: bytes, count: int) -> list[list[str]]:
    """What another reader than openpyxl finds in the first rows of the table."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(FORM_SHEET)
    rows = sheet.to_python(skip_empty_area=False)[FIRST - 1 : FIRST - 1 + count]
    texts = [[str(value) for value in row[: len(KEYS)]] for row in rows]
    return texts + [[""] * len(KEYS)] * (count - len(texts))  # calamine ends at the last value


def values_by_label(form: Worksheet) -> dict[str, Cell]:
    """The cell right of each label's text."""
    found = {
        cell.value: form.cell(cell.row, cell.column + 1)
        for row in form.iter_rows(max_row=HEADER - 1)
        for cell in row
        if cell.value
    }
    return {label.key: found[label.text] for label in LABELS}


def table_cells(form: Worksheet) -> list[Cell]:
    return [
        cell
        for row in form.iter_rows(min_row=FIRST, max_row=LAST, max_col=len(COLUMNS))
        for cell in row
    ]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(template_bytes())


@pytest.fixture
def form(book: Workbook) -> Worksheet:
    return book[FORM_SHEET]


def rules_by_cell(form: Worksheet) -> dict[str, list[DataValidation]]:
    rules: dict[str, list[DataValidation]] = {}
    for rule in form.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row, column in area.cells:
                rules.setdefault(form.cell(row, column).coordinate, []).append(rule)
    return rules


def test_the_committed_template_is_this_program_s_output() -> None:
    assert COMMITTED.read_bytes() == seal(template_bytes())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_on_another_clock_writes_the_same_bytes(seed: str) -> None:
    code = (
        "import sys; from ita_xlsx.forms.template import template_bytes; "
        "sys.stdout.buffer.write(template_bytes())"
    )
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TZ": f"UTC-{seed}",
        "PYTHONPATH": str(ROOT),
    }
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert run.stdout == template_bytes(), run.stderr.decode()


def test_the_form_comes_first_and_the_lists_are_hidden(book: Workbook) -> None:
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        (FORM_SHEET, "visible"),
        (LIVE_SHEET, "visible"),
        (HELP_SHEET, "visible"),
        (LISTS_SHEET, "hidden"),
    ]
    assert book.active.title == FORM_SHEET


def test_headers_are_exactly_the_official_ones_and_required_ones_are_dark(form: Worksheet) -> None:
    cells = form[HEADER][: len(COLUMNS)]
    assert [cell.value for cell in cells] == [column.header for column in COLUMNS]
    dark = [cell.fill.fgColor.rgb == "FF1F3864" for cell in cells]
    assert dark == [column.required for column in COLUMNS]
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in cells)
    widths = [form.column_dimensions[cell.column_letter].width for cell in cells[:5]]
    assert widths[:3] == pytest.approx([column.width for column in COLUMNS[:3]], abs=0.75)


def test_every_label_has_an_open_cell_right_of_it(form: Worksheet) -> None:
    values = values_by_label(form)
    assert list(values) == [label.key for label in LABELS]
    assert len({cell.coordinate for cell in values.values()}) == len(LABELS)
    for key, cell in values.items():
        assert (cell.value, cell.number_format, cell.protection.locked) == (None, "@", False), key


def test_sixty_measures_of_open_text_cells(form: Worksheet) -> None:
    cells = table_cells(form)
    assert len(cells) == 60 * 9
    for cell in cells:
        assert cell.value is None
        assert cell.number_format == "@"
        assert cell.protection.locked is False
        assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")
        assert (cell.font.name, cell.font.sz) == ("TH SarabunPSK", 16)
        sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
        assert {side.style for side in sides} == {"thin"}


def test_nothing_else_can_be_typed_in(form: Worksheet) -> None:
    meant = {cell.coordinate for cell in [*table_cells(form), *values_by_label(form).values()]}
    open_cells = {
        cell.coordinate for row in form.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == meant


def test_rows_that_a_clerk_types_in_grow() -> None:
    sheet = raw_form(template_bytes())
    assert sheet.find(f"{MAIN}sheetFormatPr").attrib == {"defaultRowHeight": "24"}
    rows = {int(row.attrib["r"]): set(row.attrib) for row in sheet.iter(f"{MAIN}row")}
    assert set(rows) >= set(range(FIRST, LAST + 1))
    for number in (*range(3, 7), *range(FIRST, LAST + 1)):
        assert rows[number] <= {"r", "spans"}, number


def test_the_normal_style_is_left_alone(book: Workbook) -> None:
    with zipfile.ZipFile(BytesIO(template_bytes())) as package:
        styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    font = styles.find(f"{MAIN}fonts/{MAIN}font")
    shown = {part.tag.removeprefix(MAIN): part.attrib.get("val") for part in font}
    assert (shown["name"], shown["sz"]) == ("Calibri", "11")


def test_every_cell_to_fill_says_in_thai_what_it_wants(form: Worksheet) -> None:
    rules = rules_by_cell(form)
    wanted = {
        cell.coordinate: in_year(BY_KEY[KEYS[cell.column - 1]].prompt.th, TEMPLATE_YEAR)
        for cell in table_cells(form)
    } | {
        cell.coordinate: in_year(label.prompt.th, TEMPLATE_YEAR)
        for label, cell in zip(LABELS, values_by_label(form).values(), strict=True)
    }
    assert set(rules) == set(wanted)
    for address, prompt in wanted.items():
        (rule,) = rules[address]
        assert rule.showInputMessage and rule.prompt.startswith(prompt)
        assert 0 < len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255


def test_prompts_of_required_cells_say_so(form: Worksheet) -> None:
    rules = rules_by_cell(form)
    row = {key: rules[form.cell(FIRST, 1 + index).coordinate][0] for index, key in enumerate(KEYS)}
    assert tuple(key for key, rule in row.items() if "(ต้องกรอก)" in rule.prompt) == REQUIRED


@pytest.mark.parametrize(
    ("key", "names", "style"),
    [
        ("division", "ita_divisions", "stop"),
        ("fiscal_year", "ita_fiscal_years", "warning"),
        ("round", "ita_rounds", "warning"),
        ("responsible", "ita_divisions", "warning"),
        ("status", "ita_statuses", "warning"),
    ],
)
def test_dropdowns(form: Worksheet, key: str, names: str, style: str) -> None:
    labels = values_by_label(form)
    cell = labels[key] if key in labels else form.cell(LAST, 1 + KEYS.index(key))
    (rule,) = rules_by_cell(form)[cell.coordinate]
    assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("list", names, style)
    assert rule.showErrorMessage and not rule.showDropDown  # True would hide the arrow
    assert rule.errorTitle == "โปรดตรวจสอบ"
    assert ("ยกเลิก" if style == "stop" else "ใช่") in rule.error
    assert len(rule.error) <= 255


def test_other_cells_refuse_nothing(form: Worksheet) -> None:
    rules = rules_by_cell(form)
    for key in ("number", "issue", "steps", "deadline", "result", "suggestion", "evidence"):
        (rule,) = rules[form.cell(FIRST, 1 + KEYS.index(key)).coordinate]
        assert (rule.type, rule.formula1) == (None, None), key


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ita_divisions", offered_names()),
        ("ita_fiscal_years", ("2570", "2569", "2568", "2571")),
        ("ita_rounds", tuple(item.name for item in ROUNDS)),
        ("ita_statuses", STATUSES),
        ("ita_template_version", (TEMPLATE_VERSION,)),
    ],
)
def test_names_lead_to_their_lists(book: Workbook, name: str, values: tuple[str, ...]) -> None:
    assert name.isascii()
    ((sheet, area),) = book.defined_names[name].destinations
    cells = book[sheet][area]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    assert sheet == LISTS_SHEET
    assert tuple(row[0].value for row in rows) == values


def test_protection_has_no_password_and_lets_a_clerk_work() -> None:
    protection = raw_form(template_bytes()).find(f"{MAIN}sheetProtection").attrib
    assert protection["sheet"] == "1"
    assert not {"password", "hashValue", "saltValue", "algorithmName"} & set(protection)
    allowed = {name for name, value in protection.items() if value == "0"}
    assert allowed == {"formatRows", "formatColumns", "insertRows", "sort", "autoFilter"}


def test_every_sheet_is_protected_without_a_password(book: Workbook) -> None:
    for sheet in book:
        assert sheet.protection.sheet and sheet.protection.password is None, sheet.title


def test_the_version_is_stamped_three_times(book: Workbook, form: Worksheet) -> None:
    assert book.custom_doc_props[TEMPLATE_PROPERTY].value == stamp(TEMPLATE_PROPERTY)
    ((sheet, address),) = book.defined_names["ita_template_version"].destinations
    assert book[sheet][address].value == TEMPLATE_VERSION
    shown = [cell for row in form.iter_rows(max_row=HEADER - 1) for cell in row]
    visible = VISIBLE_STAMP.replace("{version}", TEMPLATE_VERSION)
    (cell,) = [cell for cell in shown if cell.value == visible]
    assert cell.font.sz < 16 and cell.font.color.rgb == "FF7F7F7F"


def test_document_properties_are_thai(book: Workbook, form: Worksheet) -> None:
    assert book.properties.title == form["A1"].value
    assert book.properties.subject == "แบบรายงานมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA)"
    assert book.properties.creator == "โปรแกรม ita_xlsx"
    assert book.custom_doc_props["Language"].value == "th-TH"
    assert f"{book.properties.created:%Y-%m-%d}" == "2026-01-01"


def test_the_form_keeps_its_header_in_sight_and_prints_on_a4(form: Worksheet) -> None:
    assert form.freeze_panes == f"A{FIRST}"
    assert form.print_title_rows == f"${HEADER}:${HEADER}"
    assert (form.page_setup.orientation, form.page_setup.paperSize) == ("landscape", 9)
    assert form.sheet_properties.pageSetUpPr.fitToPage
    assert (form.page_setup.fitToWidth or 1, form.page_setup.fitToHeight) == (1, 0)
    margins = form.page_margins
    assert {margins.left, margins.right, margins.top, margins.bottom} == {0.5}
    assert "&P" in raw_form(template_bytes()).findtext(f"{MAIN}headerFooter/{MAIN}oddFooter", "")


def test_cells_are_marked_where_a_rule_can_be_shown(form: Worksheet) -> None:
    marked = {str(area.sqref) for area in form.conditional_formatting}
    letters = "ABCDEFGHI"
    columns = {
        f"{letters[KEYS.index(key)]}{FIRST}:{letters[KEYS.index(key)]}{LAST}"
        for key in (*REQUIRED, "status", "evidence")
    }
    values = values_by_label(form)
    lines = {values[label.key].coordinate for label in LABELS if label.required}
    assert marked == columns | lines


# What Excel 2010 and LibreOffice both know; none of them is volatile.
FUNCTIONS = (
    "CLEAN COUNT COUNTA DATE DAY FIND IF IFERROR INDEX INT ISNUMBER LEFT LEN MATCH MID MIN MOD "
    "MONTH RIGHT ROW ROWS SMALL SUBSTITUTE SUM SUMPRODUCT TRIM YEAR"
)


def formulas(book: Workbook) -> dict[str, str]:
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {
        f"{cell.parent.title}!{cell.coordinate}": getattr(cell.value, "text", str(cell.value))
        for cell in cells
        if cell.data_type == "f"
    }


def depth(formula: str) -> int:
    """How deep brackets stand in one another, which is at least how deep functions do."""
    bare = re.sub(r'"[^"]*"', "", formula)
    return max(itertools.accumulate((sign == "(") - (sign == ")") for sign in bare))


def test_formulas_keep_within_what_excel_2010_takes(book: Workbook) -> None:
    found = formulas(book)
    assert len(found) > 60
    for place, formula in found.items():
        assert len(formula) < 8192, place
        # Excel counts functions only; every bracket is counted here.
        assert depth(formula) <= 64, place
        used = re.findall(r"([A-Z][A-Z.]*)\(", re.sub(r'"[^"]*"', "", formula))
        assert set(used) <= set(FUNCTIONS.split()), place
        assert place.startswith((LIVE_SHEET, LISTS_SHEET)), place


def test_every_formula_is_an_array_so_that_libreoffice_calculates_it_on_opening() -> None:
    with zipfile.ZipFile(BytesIO(template_bytes())) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]
    tags = [tag for sheet in sheets for tag in re.findall(rb"<f[ >][^>]*", sheet)]
    assert len(tags) > 60 and all(b't="array"' in tag for tag in tags)


@pytest.mark.parametrize("year", [2565, 2566, 2570])
def test_written_forms_mean_what_the_formulas_take_them_for(year: int) -> None:
    for text in written.THIS_YEAR:
        assert in_fiscal_year(parse(text, year), year) is True, text
    for text in written.OF_YEAR:
        for named in (2565, 2566, 67):
            meant = parse(f"{text}{named}", year)
            assert in_fiscal_year(meant, year) is (named % 100 == year % 100), f"{text}{named}"
    for place, text in enumerate(written.MONTHS):
        whole = text if place < written.NAMED_MONTHS else f"5{text}"
        end = parse(f"{whole}66", year).end
        assert end is not None and (end.year, end.month) == (2023, place % 12 + 1), text


def test_the_live_sheet_looks_like_no_table_of_measures(book: Workbook) -> None:
    assert LIVE_SHEET in OWN_SHEETS
    headers = {column.header for column in COLUMNS}
    for row in book[LIVE_SHEET].iter_rows(values_only=True):
        assert not headers & {value for value in row if isinstance(value, str)}


def test_every_count_belongs_to_a_rule_or_asks_the_clerk() -> None:
    assert all(count.rule is None or RULES[count.rule.code] is count.rule for count in COUNTS)
    assert len({count.key for count in COUNTS}) == len({count.words for count in COUNTS})


def test_the_help_sheet_explains_every_column_and_status(book: Workbook) -> None:
    rows = [[cell.value for cell in row if cell.value] for row in book[HELP_SHEET].iter_rows()]
    explained = {row[0]: row[1:] for row in rows if row}
    for column in COLUMNS:
        mark, prompt, example = explained[column.header]
        assert mark == ("ต้องกรอก" if column.required else "กรอกถ้ามี")
        assert prompt == in_year(column.prompt.th, TEMPLATE_YEAR)
        assert example == in_year(column.example, TEMPLATE_YEAR)
    assert all(len(explained[status]) == 1 for status in STATUSES)
    steps = [row[0] for row in rows if row and str(row[0]).split(".")[0].isdigit()]
    assert [int(step.split(".")[0]) for step in steps] == list(range(1, len(steps) + 1))
    assert 8 <= len(steps) <= 12


def test_the_help_sheet_prints_upright_with_every_row_s_height_written(book: Workbook) -> None:
    sheet = book[HELP_SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    assert len(sheet.row_breaks.brk) == 1
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert all(heights) and max(heights) < 200


def test_the_example_is_a_complete_finished_measure() -> None:
    assert tuple(EXAMPLE) == KEYS
    assert all(text.strip() for text in EXAMPLE.values())
    assert EXAMPLE["responsible"] in offered_names()
    assert EXAMPLE["status"] == counted("", EXAMPLE["result"])
    assert EXAMPLE["evidence"].startswith("https://")


MEASURE = {
    "number": "007",
    "issue": "=1+1",
    "steps": "๑. วิเคราะห์\n๒. เผยแพร่ " + "บนเว็บไซต์ของหน่วยงาน " * 20,
    "responsible": "สำนักปลัด / ผู้บริหาร",
    "deadline": "1/3/66",
    "evidence": "https://www.example.go.th/?a=1&b=<2>",
}


def test_a_prefilled_form_holds_its_texts_as_they_are() -> None:
    content = form_bytes(Prefill({"division": "กองคลัง", "fiscal_year": "2566"}, [MEASURE]))
    values = values_by_label(opened(content)[FORM_SHEET])
    assert (values["division"].value, values["fiscal_year"].value) == ("กองคลัง", "2566")
    assert read_rows(content, 1) == [[MEASURE.get(key, "") for key in KEYS]]


def test_only_prefilled_cells_are_locked() -> None:
    locked = frozenset({"division", "province", "issue", "suggestion"})
    form = opened(form_bytes(Prefill({"division": "กองคลัง"}, [MEASURE], locked)))[FORM_SHEET]
    closed = [cell.coordinate for cell in table_cells(form) if cell.protection.locked]
    assert closed == [f"B{FIRST}"]  # its suggestion is blank, and the rows below are new
    values = values_by_label(form)
    assert [key for key, cell in values.items() if cell.protection.locked] == ["division"]


def test_a_prefilled_row_is_as_high_as_its_text_and_still_grows() -> None:
    rows = {
        row.attrib["r"]: row.attrib
        for row in raw_form(form_bytes(Prefill(rows=[MEASURE]))).iter(f"{MAIN}row")
    }
    assert float(rows[str(FIRST)]["ht"]) > 100
    assert "ht" not in rows[str(FIRST + 1)]
    assert not any("customHeight" in rows[str(row)] for row in range(FIRST, LAST + 1))


def test_a_division_with_more_than_sixty_measures_gets_a_row_for_each() -> None:
    content = form_bytes(Prefill(rows=[{"number": str(count)} for count in range(1, 76)]))
    form = opened(content)[FORM_SHEET]
    assert [row[0] for row in read_rows(content, 75)] == [str(count) for count in range(1, 76)]
    rules = rules_by_cell(form)
    assert f"I{FIRST + 74}" in rules and f"I{FIRST + 75}" not in rules


# No control characters and halves of surrogate pairs: no cell can hold them as they are.
CELL_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n"))


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(KEYS), CELL_TEXT | st.just("_x0041_")))
def test_any_text_comes_back_as_it_was_prefilled(measure: dict[str, str]) -> None:
    content = form_bytes(Prefill(rows=[measure]))
    assert read_rows(content, 1) == [[measure.get(key, "") for key in KEYS]]
    assert content == form_bytes(Prefill(rows=[measure]))


def test_a_text_that_no_cell_can_hold_says_where_it_is_cut() -> None:
    """Refusing it would bring the whole merge down for one division's answer."""
    cut = read_rows(form_bytes(Prefill(rows=[{"steps": "ก" * 32_768}])), 1)[0][2]
    assert len(cut) == 32_767 and cut.endswith(CUT)
    longest = "ก" * 32_767
    assert read_rows(form_bytes(Prefill(rows=[{"steps": longest}])), 1)[0][2] == longest


def test_what_xlsxwriter_only_warns_of_is_an_error() -> None:
    with pytest.raises(UserWarning), strictly():
        sheet = new_workbook(BytesIO(), "ชื่อ").add_worksheet()
        sheet.data_validation(0, 0, 0, 0, {"validate": "any", "input_title": "ก" * 33})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(ValueError):
            checked(sheet.data_validation(0, 0, 0, 0, {"validate": "any"}))
