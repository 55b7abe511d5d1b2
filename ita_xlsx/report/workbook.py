"""The consolidated workbook: its five sheets, written into bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from ita_xlsx import seal
from ita_xlsx.model import Consolidation
from ita_xlsx.official import stamp
from ita_xlsx.report import wording
from ita_xlsx.report.cover import write_cover
from ita_xlsx.report.data import write_data
from ita_xlsx.report.official_table import write_official_table
from ita_xlsx.report.sources_sheet import write_sources
from ita_xlsx.report.styles import Formats
from ita_xlsx.report.summary import write_summary
from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits
from ita_xlsx.xlsx import new_workbook, strictly

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
    ``signatures`` there is a block to be signed below the table.
    """

    digits: Digits = "thai"
    logo: bytes | None = None
    signatures: bool = False


def workbook_bytes(whole: Consolidation, printing: Printing) -> bytes:
    """The consolidated workbook as an .xlsx, the same bytes for the same table.

    Raises ItaXlsxError for a logo that is no picture.
    """
    buffer = BytesIO()
    style = _DIGITS[printing.digits]
    with strictly():
        workbook = new_workbook(
            buffer,
            title=f"{wording.REPORT_TITLE} {whole.organisation}",
            subject=style(
                f"ปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} "
                + wording.round_text(whole.round)
            ),
            keywords="ITA, OIT, o42, o43",
        )
        workbook.set_custom_property(
            stamp.CONSOLIDATED_PROPERTY, stamp.CONSOLIDATED_VERSION, "text"
        )
        workbook.set_custom_property(seal.PROPERTY, seal.UNSEALED, "text")
        formats = Formats(workbook)
        sheets = {name: workbook.add_worksheet(name) for name in stamp.CONSOLIDATED_SHEETS}
        write_cover(sheets[stamp.COVER_SHEET], whole, formats, style, printing.logo)
        write_official_table(sheets[stamp.REPORT_SHEET], whole, formats, style, printing.signatures)
        write_data(sheets[stamp.DATA_SHEET], whole.measures, formats)
        write_summary(workbook, sheets[stamp.SUMMARY_SHEET], whole, formats, style)
        write_sources(sheets[stamp.SOURCES_SHEET], whole, formats)
        sheets[stamp.REPORT_SHEET].activate()
        workbook.close()
    return seal.sealed(buffer.getvalue())
