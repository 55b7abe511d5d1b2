"""The colours that show on the form, while it is typed, what ``live_rows`` says of each cell."""

from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.findings import Rule, deadlines, measures
from ita_xlsx.forms.live_names import label_state, live
from ita_xlsx.forms.live_rows import ASK, MEASURE, NO, OUTSIDE, UNLISTED, UNPROVEN, UNREAD, YES
from ita_xlsx.forms.styles import mark_formats
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.form import FORM
from ita_xlsx.xlsx.sheets import checked


def _is_error(rule: Rule) -> bool:
    return rule.severity == "error"


class _Mark(NamedTuple):
    """A cell is coloured where a column of ``live_rows`` holds the value."""

    key: str
    name: str
    value: int
    wrong: bool  # to be corrected, rather than checked again


_MARKS: tuple[_Mark, ...] = (
    _Mark("number", "repeated", YES, _is_error(measures.REPEATED_NUMBER)),
    _Mark("number", "repeated", UNREAD, _is_error(measures.UNREADABLE_NUMBER)),
    _Mark("number", "repeated", ASK, False),
    _Mark("deadline", "due", OUTSIDE, _is_error(deadlines.OUTSIDE_YEAR)),
    _Mark("deadline", "due", ASK, False),
    _Mark("status", "proof", UNLISTED, _is_error(measures.UNKNOWN_STATUS)),
    _Mark("evidence", "proof", UNPROVEN, _is_error(measures.NO_EVIDENCE)),
    _Mark("evidence", "address", YES, _is_error(measures.BAD_LINK)),
)


def add_marks(workbook: Workbook, sheet: Worksheet, last_row: int) -> None:
    """Add the conditional formats: rose for what is wrong, amber for what should be checked."""
    formats = dict(zip((True, False), mark_formats(workbook), strict=True))
    for mark in _MARKS:
        _colour(sheet, mark.key, last_row, f"{_here(mark.name)}={mark.value}", formats[mark.wrong])
    for column in (column for column in FORM.columns if column.required):
        blank = f'MID({_here("mask")},{KEYS.index(column.key) + 1},1)="."'
        if column.key == "number":
            blank += f",{_here('repeated')}<>{ASK}"  # it may be inside the issue
        kind = _here("kind")
        _colour(sheet, column.key, last_row, f"AND({kind}={MEASURE},{blank})", formats[True])
        _colour(sheet, column.key, last_row, f"AND({kind}>{MEASURE},{blank})", formats[False])
    begun = f"SUMPRODUCT(--({live('kind')}>{NO}))>0"
    for (row, place), label in FORM.label_places.items():
        if label.required:
            for value, wrong in ((YES, True), (ASK, False)):
                formula = f"=AND({label_state(label.key)}={value},{begun})"
                rule = {"type": "formula", "criteria": formula, "format": formats[wrong]}
                checked(sheet.conditional_format(row, place, row, place, rule))


def _here(name: str) -> str:
    """What a column says of the row of the conditional format."""
    return f"INDEX({live(name)},ROW()-ROW($A${FORM.header_row + 1})+1)"


def _colour(sheet: Worksheet, key: str, last_row: int, formula: str, style: Format) -> None:
    column = KEYS.index(key)
    rule = {"type": "formula", "criteria": f"={formula}", "format": style, "stop_if_true": True}
    checked(sheet.conditional_format(FORM.first_row, column, last_row, column, rule))
