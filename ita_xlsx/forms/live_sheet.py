"""The sheet ตรวจก่อนส่ง: while the form is typed it says whether it is ready to be sent, and why not.

It says พร้อมส่ง only when nothing is wrong by the rules that it counts, and nothing is left that
its formulas cannot read.
"""

from typing import Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.findings import Rule, deadlines, measures, tables
from ita_xlsx.forms.formulas import text, write_array
from ita_xlsx.forms.inputs import set_up_locked
from ita_xlsx.forms.live_names import INDEX, label_state, live, typed
from ita_xlsx.forms.live_rows import (
    ASK,
    MEASURE,
    OUTSIDE,
    PERHAPS_UNPROVEN,
    UNLISTED,
    UNPROVEN,
    UNREAD,
    YES,
    todo,
    wanting,
)
from ita_xlsx.forms.styles import AMBER, GREEN, RED, WHITE, mark_formats
from ita_xlsx.official.form import FORM
from ita_xlsx.official.stamp import FORM_SHEET, LIVE_SHEET
from ita_xlsx.ooxml.addresses import letters
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import checked

READY = "พร้อมส่ง"
NOT_READY = "ยังไม่พร้อมส่ง"
CHECK_FIRST = "โปรดตรวจเองก่อนส่ง"

Weight = Literal["error", "ask", "warning", "info"]


class Count(NamedTuple):
    """One line: its key, the rule that it counts, its words, and where the count comes from.

    ``rule`` is None where the formulas cannot decide and the clerk has to check. ``column`` and
    ``value`` are those of ``live_rows``; value None adds the column up.
    """

    key: str
    rule: Rule | None
    words: str
    column: str
    value: int | None

    @property
    def weight(self) -> Weight:
        """Whether it keeps the form from being sent: an error does, as does what is to be asked."""
        return "ask" if self.rule is None else self.rule.severity


MEASURES = "จำนวนมาตรการที่กรอก"
COUNTS: tuple[Count, ...] = (
    Count("labels", tables.MISSING_LABEL, "ข้อมูลส่วนบนที่ยังไม่ได้กรอก", "labels", YES),
    Count("missing", measures.MISSING_VALUE, "ช่องที่ต้องกรอกแต่ยังว่าง", "missing", None),
    Count("marks", measures.ONLY_A_MARK, "แถวที่มีช่องพิมพ์เพียงเครื่องหมาย", "marks", YES),
    Count("outside", deadlines.OUTSIDE_YEAR, "กำหนดเวลาที่อยู่นอกปีงบประมาณ", "due", OUTSIDE),
    Count("labels_unread", None, "ข้อมูลส่วนบนที่โปรดตรวจเอง", "labels", ASK),
    Count("deadline_unread", None, "กำหนดเวลาที่โปรดตรวจเอง", "due", ASK),
    Count("number_inside", None, "ลำดับที่อาจอยู่ในช่องประเด็น", "repeated", ASK),
    Count("odd", None, "แถวที่ไม่มีลำดับ หรืออาจไม่ใช่มาตรการ", "kind", ASK),
    Count("beyond", None, "ช่องใต้ตารางที่ไม่ได้ตรวจ", "beyond", None),
    Count("repeated", measures.REPEATED_NUMBER, "ลำดับที่ซ้ำกัน", "repeated", YES),
    Count("number", measures.UNREADABLE_NUMBER, "ลำดับที่อ่านเป็นตัวเลขไม่ได้", "repeated", UNREAD),
    Count("status", measures.UNKNOWN_STATUS, "สถานะที่ไม่ตรงกับรายการ", "proof", UNLISTED),
    Count("unproven", measures.NO_EVIDENCE, "แล้วเสร็จแต่ยังไม่มีหลักฐาน", "proof", UNPROVEN),
    Count("address", measures.BAD_LINK, "หลักฐานที่ไม่ได้ขึ้นต้นด้วย http", "address", YES),
    Count(
        "inferred",
        measures.INFERRED_STATUS,
        "ยังไม่ได้เลือกสถานะ และไม่มีหลักฐาน",
        "proof",
        PERHAPS_UNPROVEN,
    ),
)
HEADINGS: dict[Weight, str] = {
    "error": "ต้องแก้ก่อนส่ง",
    "ask": "โปรดตรวจเอง (แผ่นงานนี้อ่านแทนไม่ได้)",
    "warning": "ควรแก้ถ้าทำได้",
    "info": "แจ้งให้ทราบ",
}
# In a blank form every required label is missing.
_REQUIRED_LABELS = tuple(label for label in FORM.labels if label.required)
_BLANK_COUNTS = {COUNTS[0].words: len(_REQUIRED_LABELS)}
_BLANK_PLACES = {COUNTS[0].words: " ".join(f"“{label.text}”" for label in _REQUIRED_LABELS)}
_ORDERED = sorted(COUNTS, key=lambda count: list(HEADINGS).index(count.weight))
LISTED = 10  # rows of the form that are named below, with what to do

TITLE_ROW, NOTE_ROW, VERDICT_ROW, SUMMARY_ROW, MEASURES_ROW = 0, 1, 3, 4, 6
_WIDTHS = (9, 62, 26)  # column units; together an upright A4 page
_NOTE = "แผ่นงานนี้นับให้เองขณะกรอก ไม่ต้องพิมพ์สิ่งใดที่นี่"
_NO_MEASURES = "ยังไม่มีมาตรการในตาราง"
_LINE, _TALL = 22, 60  # points: one line, three small lines
_FAR = 1000  # rows below the table that are searched for text


def add_live(workbook: Workbook, styles: dict[str, Format], last_row: int) -> None:
    """Add the sheet, locked, made to print on two upright A4 pages."""
    sheet = workbook.add_worksheet(LIVE_SHEET)
    for column, width in enumerate(_WIDTHS):
        checked(sheet.set_column(column, column, width))
    _write_top(sheet, styles)
    places = _write_counts(sheet, styles, last_row)
    _write_verdict(workbook, sheet, styles, places)
    _colour_counts(workbook, sheet, places)
    rows = max(places.values()) + 2
    _write_rows(sheet, styles, rows)
    sheet.set_h_pagebreaks([rows])
    set_up_locked(sheet, print_setup.LIVE_CHECKS)


def _write_top(sheet: Worksheet, styles: dict[str, Format]) -> None:
    checked(sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, 2, LIVE_SHEET, styles["title"]))
    checked(sheet.set_row(TITLE_ROW, 30))
    checked(sheet.write_string(NOTE_ROW, 0, _NOTE, styles["note"]))
    formula = f"SUMPRODUCT(--({live('kind')}={MEASURE}))"
    _write_line(sheet, styles, MEASURES_ROW, MEASURES, formula, '""')


def _write_counts(sheet: Worksheet, styles: dict[str, Format], last_row: int) -> dict[str, int]:
    """Write the lines below their headings; returns the row of each by its key."""
    row, weight = MEASURES_ROW, ""
    places = {}
    for count in _ORDERED:
        if count.weight != weight:
            row, weight = row + 2, count.weight
            _write_heading(sheet, styles, row, HEADINGS[count.weight])
        row += 1
        places[count.key] = row
        formula, where = _counted(count, last_row)
        _write_line(sheet, styles, row, count.words, formula, where)
    return places


def _write_heading(sheet: Worksheet, styles: dict[str, Format], row: int, words: str) -> None:
    checked(sheet.set_row(row, _LINE))
    for column in range(3):
        checked(sheet.write_string(row, column, "" if column else words, styles["heading"]))


def _write_line(
    sheet: Worksheet, styles: dict[str, Format], row: int, words: str, formula: str, where: str
) -> None:
    checked(sheet.set_row(row, _TALL if words == COUNTS[0].words else _LINE))
    write_array(sheet, row, 0, formula, styles["count"], [_BLANK_COUNTS.get(words, 0)])
    checked(sheet.write_string(row, 1, words, styles["where"]))
    shown = f'IF($A${row + 1}=0,"",{where})'
    write_array(sheet, row, 2, shown, styles["todo"], [_BLANK_PLACES.get(words, "")])


def _counted(count: Count, last_row: int) -> tuple[str, str]:
    """The formula of a count, and of the place of what it counts."""
    if count.column == "labels":
        states = [f"({label_state(label.key)}={count.value})" for label in _REQUIRED_LABELS]
        names = [
            f'IF({state}," “{label.text}”","")'
            for state, label in zip(states, _REQUIRED_LABELS, strict=True)
        ]
        return "+".join(states), f"TRIM({'&'.join(names)})"
    if count.column == "beyond":
        return _beyond(last_row)
    hit = f"{live(count.column)}{'>0' if count.value is None else f'={count.value}'}"
    first = f"MIN(IF({hit},{INDEX}))+MIN(ROW({typed('number')}))-1"
    total = f"SUM({live(count.column)})" if count.value is None else f"SUMPRODUCT(--({hit}))"
    return total, f'"แถวแรก: "&({first})'


def _beyond(last_row: int) -> tuple[str, str]:
    """The cells below the rows that are checked, which inserted rows push down."""
    last = letters(FORM.last_column)
    area = f"'{FORM_SHEET}'!$A${FORM.header_row + 1}:${last}${last_row + _FAR}"
    seen = f"INDEX({area},1,1):INDEX({area},ROWS({live('index')}),{len(FORM.columns)})"
    first = f"MIN(ROW({typed('number')}))+ROWS({live('index')})"
    return f"COUNTA({area})-COUNTA({seen})", f'"ตั้งแต่แถว "&({first})&" ลงไป"'


def _write_verdict(
    workbook: Workbook, sheet: Worksheet, styles: dict[str, Format], places: dict[str, int]
) -> None:
    """The one line that says whether the form is ready, and what it comes from."""
    sums = {
        weight: "+".join(f"$A${places[c.key] + 1}" for c in COUNTS if c.weight == weight)
        for weight in HEADINGS
    }
    none = f"$A${MEASURES_ROW + 1}=0"
    verdict = (
        f"IF(({none})+({sums['error']})>0,{text(NOT_READY)},"
        f"IF({sums['ask']}>0,{text(CHECK_FIRST)},{text(READY)}))"
    )
    begun = (
        f'"ต้องแก้ "&({sums["error"]})&"  •  โปรดตรวจเอง "&({sums["ask"]})'
        f'&"  •  ควรแก้ "&({sums["warning"]})'
    )
    summary = f"IF({none},{text(_NO_MEASURES)},{begun})"
    for row, formula, style, side, blank, height in (
        (VERDICT_ROW, verdict, "verdict", "verdict_side", NOT_READY, 60),
        (SUMMARY_ROW, summary, "summary", "summary", _NO_MEASURES, 30),
    ):
        checked(sheet.set_row(row, height))
        write_array(sheet, row, 0, formula, styles[style], [blank])
        for column in (1, 2):
            checked(sheet.write_blank(row, column, None, styles[side]))
    for words, colours in (
        (NOT_READY, {"bg_color": RED, "font_color": WHITE}),
        (CHECK_FIRST, {"bg_color": AMBER}),
        (READY, {"bg_color": GREEN}),
    ):
        criteria = f"=$A${VERDICT_ROW + 1}={text(words)}"
        rule = {"type": "formula", "criteria": criteria, "format": workbook.add_format(colours)}
        checked(sheet.conditional_format(VERDICT_ROW, 0, VERDICT_ROW, 2, rule))


def _colour_counts(workbook: Workbook, sheet: Worksheet, places: dict[str, int]) -> None:
    wrong, doubtful = mark_formats(workbook)
    for count in COUNTS:
        style = wrong if count.weight == "error" else doubtful
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": style}
        if count.weight != "info":
            checked(sheet.conditional_format(places[count.key], 0, places[count.key], 0, rule))


def _write_rows(sheet: Worksheet, styles: dict[str, Format], row: int) -> None:
    """The first rows of the form that need attention, each with what to do."""
    _write_heading(sheet, styles, row, f"แถวในแผ่นงาน “{FORM_SHEET}” ที่ต้องดู ({LISTED} แถวแรก)")
    above = f"(MIN(ROW({typed('number')}))-1)"
    for place in range(1, LISTED + 1):
        at = row + place
        number = f'IFERROR(SMALL(IF({wanting()},{INDEX}),{place})+{above},"")'
        words = f'IF($A${at + 1}="","",{todo(f"$A${at + 1}-{above}")})'
        checked(sheet.set_row(at, _TALL))
        write_array(sheet, at, 0, number, styles["count"], [""])
        write_array(sheet, at, 1, words, styles["todo"], [""])
    others = f"SUMPRODUCT(--{wanting()})-{LISTED}"
    more = f'IF({others}>0,"และอีก "&({others})&" แถว","")'
    write_array(sheet, row + LISTED + 1, 1, more, styles["note"], [""])
