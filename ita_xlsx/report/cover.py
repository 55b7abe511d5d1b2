"""The sheet ปก."""

from collections.abc import Callable

from xlsxwriter.worksheet import Worksheet

from ita_xlsx.model import Consolidation
from ita_xlsx.report import wording
from ita_xlsx.report.styles import Formats

# Twelve columns of 11 units are one A4 page across, as wide as the report's six.
_LAST_COLUMN = 11
_LINE_HEIGHT = 40.0
# Empty lines above the title, and between the three blocks, that centre them on the page.
_ABOVE = 2
_BETWEEN = 1


def write_cover(
    sheet: Worksheet, whole: Consolidation, formats: Formats, digits: Callable[[str], str]
) -> None:
    """Write the cover: title on two lines, fiscal year and round, organisation and place."""
    period = wording.period_text(whole.fiscal_year, whole.round)
    blocks = (
        ("cover", wording.COVER_TITLE),
        (
            "cover_small",
            (
                f"ประจำปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} "
                + wording.round_text(whole.round),
                f"({period})" if period else "",
            ),
        ),
        (
            "cover_small",
            (f"ชื่อหน่วยงาน {whole.organisation}".rstrip(), wording.place_text(whole)),
        ),
    )
    sheet.set_column(0, _LAST_COLUMN, 11, formats("plain"))
    row = _ABOVE
    for row_above in range(_ABOVE):
        sheet.set_row(row_above, _LINE_HEIGHT)
    for style, lines in blocks:
        for line in lines:
            sheet.set_row(row, _LINE_HEIGHT)
            sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats(style))
            sheet.write_string(row, 0, digits(line), formats(style))
            row += 1
        sheet.set_row(row, _LINE_HEIGHT * _BETWEEN)
        row += _BETWEEN
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.5, 0.5)
    sheet.center_horizontally()
    sheet.print_area(0, 0, row - 1, _LAST_COLUMN)
    sheet.fit_to_pages(1, 1)
