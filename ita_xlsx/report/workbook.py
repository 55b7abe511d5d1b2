"""The consolidated workbook: its five sheets, written into bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import pandas as pd

from ita_xlsx.model import Consolidation
from ita_xlsx.official import stamp
from ita_xlsx.report import wording
from ita_xlsx.report.cover import write_cover
from ita_xlsx.report.data import sheet_and_table, write_data
from ita_xlsx.report.official_table import write_official_table
from ita_xlsx.report.sources_sheet import write_sources
from ita_xlsx.report.styles import THAI_NUMERAL, Formats
from ita_xlsx.report.summary import write_summary
from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits
from ita_xlsx.xlsx.limits import TABLE_ROWS
from ita_xlsx.xlsx.workbook import new_workbook, strictly

# The tabs of the sheets that are printed for the district, and of those that hold the data.
_PRINTED, _DATA = "#1F3864", "#BFBFBF"

Digits = Literal["thai", "arabic"]

_DIGITS: dict[Digits, Callable[[str], str]] = {
    "thai": to_thai_digits,
    "arabic": to_arabic_digits,
}


@dataclass(frozen=True)
class Printing:
    """How a report is to look.

    ``digits`` is the style of the numerals that the program writes itself; those in the texts of
    the divisions stay as typed. ``logo`` is a picture (PNG, JPEG, BMP or GIF) for the cover. With
    ``signatures`` there is a block to be signed below the table, with the names that are known of
    its ``signers`` (role, name, position).
    """

    digits: Digits = "thai"
    logo: bytes | None = None
    signatures: bool = False
    signers: tuple[tuple[str, str, str], ...] = ()


def workbook_bytes(whole: Consolidation, printing: Printing, most_rows: int = TABLE_ROWS) -> bytes:
    """The consolidated workbook as an .xlsx, the same bytes for the same table.

    Measures beyond ``most_rows`` go to a second data sheet, and so on. Raises ItaXlsxError for a
    logo that is no picture.
    """
    buffer = BytesIO()
    style = _DIGITS[printing.digits]
    with strictly():
        workbook = new_workbook(
            buffer,
            title=f"{wording.heading(whole)} {wording.subject(whole)}",
            subject=style(
                f"ปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} "
                + wording.round_text(whole.round)
            ),
            keywords="ITA, OIT",
            stamp=stamp.CONSOLIDATED_PROPERTY,
        )
        formats = Formats(workbook)
        parts = _parts(whole, most_rows)
        cover = workbook.add_worksheet(stamp.COVER_SHEET)
        report = workbook.add_column_sheet(stamp.REPORT_SHEET)
        summary = workbook.add_worksheet(stamp.SUMMARY_SHEET)
        data = [workbook.add_column_sheet(name) for name, _, _ in parts]
        sources = workbook.add_text_sheet(stamp.SOURCES_SHEET)
        write_cover(cover, whole, formats, style, printing.logo)
        for sheet, (_, table, measures) in zip(data, parts, strict=True):
            write_data(sheet, measures, formats, table)
        tables = [table for _, table, _ in parts]
        numeral = THAI_NUMERAL if printing.digits == "thai" else ""
        write_summary(workbook, summary, whole, Formats(workbook, numeral), style, tables)
        write_sources(sources, whole, formats)
        signers = printing.signers if printing.signatures else None
        write_official_table(report, whole, formats, style, signers)
        for printed in (cover, report, summary):
            printed.set_tab_color(_PRINTED)
        for behind in (*data, sources):
            behind.set_tab_color(_DATA)
        report.activate()
        workbook.close()
    return buffer.getvalue()


def _parts(whole: Consolidation, most_rows: int) -> list[tuple[str, str, pd.DataFrame]]:
    """The measures of each data sheet, with the names of sheet and table."""
    starts = range(0, len(whole.measures), most_rows)
    return [
        (*sheet_and_table(number), whole.measures.iloc[start : start + most_rows])
        for number, start in enumerate(starts)
    ]
