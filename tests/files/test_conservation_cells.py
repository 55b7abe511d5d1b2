"""Nothing is lost, whatever cells, notes and hidden things a workbook is made of."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from goodform import AS_TYPED
from hypothesis import given, settings
from hypothesis import strategies as st
from test_conservation import HEADERS, LABELS
from test_conservation import cells as texts_or_blank

import ita_xlsx
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.text import fix_text

DAY = "[$-107041E]d mmm yyyy"
TOP = len(LABELS) + 1  # the header's row, counted from zero
COLUMNS = len(HEADERS) + 2  # one without a header besides


@dataclass(frozen=True)
class Cell:
    """What a cell holds: its kind, its value, and how it is shown."""

    kind: str
    value: Any = ""
    form: str = ""


@dataclass(frozen=True)
class Page:
    """One sheet: its rows of cells below the header, and what is special about it."""

    rows: list[list[Cell]]
    table: bool = True
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)


text_cells = texts_or_blank.map(lambda text: Cell("text", text))
forms = st.sampled_from(["", "0%", '0.0,,"ล้าน"', ";;;", "#,##0.00", '"ข้อ "0', "@"])
numbers = st.one_of(
    st.integers(-5, 9), st.integers(10**12, 10**13 - 1), st.integers(10**15, 10**18),
    st.floats(allow_nan=False, allow_infinity=False, width=32), st.just(1e300),
)  # fmt: skip
number_cells = st.builds(Cell, st.just("number"), numbers, forms)
serials = st.sampled_from(
    [-5, -0.5, 0, 0.5, 1, 59, 60, 61, 45016, 243343, 2958465, 2958465.9, 2958466, 1e9]
)
date_cells = st.builds(Cell, st.just("date"), serials, st.sampled_from([DAY, "h:mm", "[h]:mm"]))
formula_cells = st.builds(Cell, st.just("formula"), st.sampled_from(["", "ค่า", 7, 0.5]))
error_cells = st.builds(Cell, st.just("error"), st.sampled_from(["#N/A", "#REF!", "#DIV/0!"]))
bool_cells = st.builds(Cell, st.just("bool"), st.booleans())
any_cell = st.one_of(
    text_cells, text_cells, number_cells, date_cells, formula_cells, error_cells, bool_cells
)
rows = st.lists(st.lists(any_cell, min_size=COLUMNS, max_size=COLUMNS), max_size=6)
places = st.tuples(st.integers(0, 12), st.integers(0, COLUMNS - 1))
pages = st.builds(
    Page,
    rows,
    st.sampled_from([True, True, True, False]),
    st.booleans(),
    st.sets(st.integers(0, 5), max_size=2),
    st.sets(st.integers(0, COLUMNS - 1), max_size=2),
    st.dictionaries(places, st.sampled_from(["โปรดดู", "แก้ไขแล้ว"]), max_size=2),
)
workbooks = st.lists(pages, min_size=1, max_size=3).filter(
    lambda several: any(page.table and page.rows for page in several)
)


def write(path: Path, several: list[Page]) -> None:
    with xlsxwriter.Workbook(str(path), AS_TYPED) as book:
        for number, page in enumerate(several):
            sheet = book.add_worksheet(f"ชีต {number}")
            if page.table:
                for row, (label, text) in enumerate(LABELS):
                    sheet.write_row(row, 0, (label, text))
                sheet.write_row(TOP, 0, HEADERS)
            for row, line in enumerate(page.rows, start=TOP + 1):
                for column, cell in enumerate(line):
                    type_in(book, sheet, row, column, cell)
            for row in page.hidden_rows:
                sheet.set_row(TOP + 1 + row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            for (row, column), note in page.notes.items():
                sheet.write_comment(row, column, note)
            if page.hidden:
                sheet.hide()
        book.add_worksheet("ว่าง").activate()


def type_in(book: Any, sheet: Any, row: int, column: int, cell: Cell) -> None:
    form = book.add_format({"num_format": cell.form}) if cell.form else None
    if cell.kind == "text" and cell.value:
        sheet.write_string(row, column, cell.value)
    elif cell.kind in ("number", "date"):
        sheet.write_number(row, column, cell.value, form)
    elif cell.kind in ("formula", "error"):
        sheet.write_formula(row, column, "=1+1", form, cell.value)
    elif cell.kind == "bool":
        sheet.write_boolean(row, column, cell.value)


def lost(page: Page, name: str, checked: ita_xlsx.Checked, kept: str) -> list[str]:
    """What of a table is neither in a measure nor in a finding."""
    findings = [f for f in checked.findings if f.sheet == name]
    told = {f.cell for f in findings}
    missing = []
    for row, line in enumerate(page.rows, start=TOP + 1):
        for column, cell in enumerate(line):
            place = a1(row, column)
            if cell.kind == "text":
                parts = fix_text(cell.value).removeprefix("ข้อ ").replace("\n", " ").split(" ")
                if not all(part.rstrip(".)") in kept for part in parts):
                    missing.append(f"{place} {cell}")
            elif place not in told and not (column == 0 and str(cell.value) in kept):
                missing.append(f"{place} {cell}")
    words = " ".join(f.message.en for f in findings if f.rule.code in ("T013", "T014", "T015"))
    for row in page.hidden_rows:
        filled = row < len(page.rows) and any(cell != Cell("text") for cell in page.rows[row])
        if filled and str(TOP + 2 + row) not in words:
            missing.append(f"hidden row {TOP + 2 + row}")
    for column in page.hidden_columns:
        if column < len(HEADERS) and a1(0, column)[:-1] not in words:
            missing.append(f"hidden column {a1(0, column)[:-1]}")
    if page.hidden and "T015" not in {f.rule.code for f in findings}:
        missing.append("hidden sheet")
    for place, note in page.notes.items():
        if f"{a1(*place)}: {note}" not in kept and a1(*place) not in told:
            missing.append(f"note on {a1(*place)}")
    return missing


@settings(max_examples=60)
@given(several=workbooks)
def test_each_cell_is_in_a_measure_or_in_a_finding_with_its_address(
    tmp_path_factory: Any, several: list[Page]
) -> None:
    path = tmp_path_factory.mktemp("c") / "กองช่าง.xlsx"
    write(path, several)
    checked = ita_xlsx.check([path])
    frame = checked.round.measures
    kept = [str(text) for column in frame.columns for text in frame[column]]
    whole = "\n".join([*kept, *(finding.value for finding in checked.findings)]).replace("\n", " ")
    for number, page in enumerate(several):
        name = f"ชีต {number}"
        if page.table:
            assert lost(page, name, checked, whole) == []
        else:
            texts = [cell.value for line in page.rows for cell in line if cell.kind == "text"]
            quoted = [*filter(None, map(fix_text, texts)), *page.notes.values()]
            assert all(text.replace("\n", " ") in whole for text in quoted)
            told = {f.sheet for f in checked.findings if f.rule.code == "T012"}
            assert name in told or not quoted
