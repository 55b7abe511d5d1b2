"""The sheet รายงานผล: the official table of six columns, ready to print."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Line:
    """One row of the sheet: a measure's texts by key, or a part of them where it is continued."""

    texts: Mapping[str, str]
    height: float
    first: bool
    last: bool


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
    pieces = {key: layout.split_to_fit(texts[key], WIDTHS[key], TABLE_SIZE) for key in texts}
    rows = list(zip_longest(*pieces.values(), fillvalue=""))
    for number, row in enumerate(rows):
        part = dict(zip(pieces, row, strict=True))
        height = layout.row_height(((part[key], WIDTHS[key]) for key in part), TABLE_SIZE)
        yield Line(part, height, number == 0, number == len(rows) - 1)


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
    columns = (whole.measures[key] for key in ("printed", *OFFICIAL))
    for number, *values in zip(*columns, strict=True):
        texts = dict(zip(OFFICIAL, values, strict=True))
        texts["issue"] = f"{digits(str(number))}. {texts['issue']}"
        for line in lines_of(texts):
            _write_line(sheet, row, line, formats)
            row += 1
    return row - 1


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
