"""The sheet รายงานผล: the official table of six columns, ready to print."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from ita_xlsx.model import Consolidation
from ita_xlsx.official.columns import BY_KEY, OFFICIAL
from ita_xlsx.report import wording
from ita_xlsx.report.styles import TABLE_SIZE, TEXT_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import checked

# In Excel units; 142 in all are one A4 page across at margins of half an inch.
WIDTHS: dict[str, float] = {
    "issue": 23,
    "steps": 47,
    "responsible": 14,
    "deadline": 13,
    "result": 27,
    "suggestion": 18,
}
_LAST_COLUMN = len(OFFICIAL) - 1
_TITLE_SIZE = 18


# What the indent of a left-aligned cell takes of its column, in Excel units.
_INDENT = 2.0


@dataclass(frozen=True)
class Line:
    """One row of the sheet: a measure's texts by key, or a part of them where it is continued."""

    texts: Mapping[str, str]
    height: float
    first: bool
    last: bool


@dataclass(frozen=True)
class Printed:
    """One measure as it is printed; ``shared`` measures from it on have one suggestion."""

    submission: int
    texts: Mapping[str, str]
    shared: int


def write_official_table(
    sheet: Worksheet, whole: Consolidation, formats: Formats, digits: Callable[[str], str]
) -> None:
    """Write title, introduction and table; ``digits`` puts numerals into the style asked for."""
    for column, key in enumerate(OFFICIAL):
        sheet.set_column(column, column, WIDTHS[key], formats("plain"))
    header_row = _write_above(sheet, whole, formats, digits)
    _write_header(sheet, header_row, formats)
    last_row = _write_measures(sheet, header_row + 1, whole, formats, digits)
    _set_up_print(sheet, header_row, last_row)


def lines_of(texts: Mapping[str, str]) -> Iterator[Line]:
    """The rows of one measure: one, or more where it is higher than a row can be."""
    pieces = {key: layout.split_to_fit(texts[key], _room(key), TABLE_SIZE) for key in texts}
    rows = list(zip_longest(*pieces.values(), fillvalue=""))
    for number, row in enumerate(rows):
        part = dict(zip(pieces, row, strict=True))
        height = layout.row_height(((part[key], _room(key)) for key in part), TABLE_SIZE)
        yield Line(part, height, number == 0, number == len(rows) - 1)


def _room(key: str) -> float:
    """What a cell's text may fill of its column, in Excel units."""
    return WIDTHS[key] - (0 if BY_KEY[key].centred else _INDENT)


def _write_above(
    sheet: Worksheet, whole: Consolidation, formats: Formats, digits: Callable[[str], str]
) -> int:
    """Write the title and the introduction; returns the row of the table's header."""
    subtitle = (
        f"ของ {whole.organisation} ประจำปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} "
        + wording.round_text(whole.round)
    )
    lines = (
        (wording.REPORT_TITLE, "title", _TITLE_SIZE),
        (subtitle, "title", _TITLE_SIZE),
        (wording.introduction(whole), "text", TEXT_SIZE),
    )
    width = sum(WIDTHS.values())
    for row, (text, style, size) in enumerate(lines):
        written = digits(text)
        sheet.set_row(row, layout.text_height(written, width, size))
        sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats(style))
        checked(sheet.write_string(row, 0, written, formats(style)))
    sheet.set_row(len(lines), 8)
    return len(lines) + 1


def _write_header(sheet: Worksheet, row: int, formats: Formats) -> None:
    headers = [(BY_KEY[key].header, WIDTHS[key]) for key in OFFICIAL]
    height = max(layout.text_height(text, width, TABLE_SIZE, bold=True) for text, width in headers)
    sheet.set_row(row, height)
    for column, (text, _) in enumerate(headers):
        sheet.write_string(row, column, text, formats("head"))


def _write_measures(
    sheet: Worksheet,
    row: int,
    whole: Consolidation,
    formats: Formats,
    digits: Callable[[str], str],
) -> int:
    """Write the measures from ``row`` on; returns the last row written."""
    for group in _groups(_printed(whole, digits)):
        lines = _lines_of_group(group)
        for number, line in enumerate(lines):
            _write_line(sheet, row + number, line, formats)
        suggestion = group[0].texts["suggestion"]
        if len(group) > 1 and suggestion:
            last = row + len(lines) - 1
            sheet.merge_range(row, _LAST_COLUMN, last, _LAST_COLUMN, "", formats("cell"))
            checked(sheet.write_string(row, _LAST_COLUMN, suggestion, formats("cell")))
        row += len(lines)
    return row - 1


def _printed(whole: Consolidation, digits: Callable[[str], str]) -> list[Printed]:
    columns = (whole.measures[key] for key in ("submission", "shared", "printed", *OFFICIAL))
    measures = []
    for submission, shared, number, *values in zip(*columns, strict=True):
        texts = dict(zip(OFFICIAL, values, strict=True))
        texts["issue"] = f"{digits(str(number))}. {texts['issue']}"
        measures.append(Printed(submission, texts, shared))
    return measures


def _groups(measures: Sequence[Printed]) -> Iterator[Sequence[Printed]]:
    """The measures, those together that share a suggestion and still stand below each other."""
    start = 0
    while start < len(measures):
        first = measures[start]
        end = start + 1
        while end < min(len(measures), start + first.shared) and (
            measures[end].submission == first.submission and not measures[end].texts["suggestion"]
        ):
            end += 1
        yield measures[start:end]
        start = end


def _lines_of_group(group: Sequence[Printed]) -> list[Line]:
    """The rows of a group; the last is made higher where the shared suggestion needs it."""
    if len(group) == 1:
        return list(lines_of(group[0].texts))
    lines = [line for measure in group for line in lines_of({**measure.texts, "suggestion": ""})]
    needed = layout.text_height(group[0].texts["suggestion"], _room("suggestion"), TABLE_SIZE)
    missing = needed - sum(line.height for line in lines)
    if missing > 0:
        height = min(layout.MAX_ROW_HEIGHT, lines[-1].height + missing)
        lines[-1] = replace(lines[-1], height=height)
    return lines


def _write_line(sheet: Worksheet, row: int, line: Line, formats: Formats) -> None:
    sheet.set_row(row, line.height)
    for column, (key, text) in enumerate(line.texts.items()):
        style = "centred" if BY_KEY[key].centred else "cell"
        form = formats(style, open_top=not line.first, open_bottom=not line.last)
        if text:
            checked(sheet.write_string(row, column, text, form))
        else:
            sheet.write_blank(row, column, None, form)


def _set_up_print(sheet: Worksheet, header_row: int, last_row: int) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.print_area(0, 0, last_row, _LAST_COLUMN)
    sheet.set_footer('&C&"TH SarabunPSK"&14หน้า &P / &N', {"margin": 0.25})
    sheet.freeze_panes(header_row + 1, 0)
