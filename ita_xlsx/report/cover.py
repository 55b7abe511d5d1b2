"""The sheet ปก."""

import struct
from collections.abc import Callable
from io import BytesIO

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.errors import ItaXlsxError
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation
from ita_xlsx.official import years
from ita_xlsx.report import wording
from ita_xlsx.report.styles import STYLES, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import write_text

# Twelve columns of 11 units are one A4 page across, as wide as the report's six.
_LAST_COLUMN = 11
_COLUMN = 11
_WIDTH = (_LAST_COLUMN + 1) * _COLUMN
_LINE_HEIGHT = 40.0
# Empty lines above the title, and between the three blocks, that centre them on the page.
_ABOVE = 2
_BETWEEN = 1
# The least room around the crest, in pixels.
_AROUND = 4


def write_cover(
    sheet: Worksheet,
    whole: Consolidation,
    formats: Formats,
    digits: Callable[[str], str],
    logo: bytes | None,
) -> None:
    """Write the cover: the crest, title on two lines, year and round, organisation and place.

    Raises ItaXlsxError for a crest that is no picture.
    """
    period = wording.period_text(whole.fiscal_year, whole.round)
    blocks = (
        ("cover", years.asking(whole.fiscal_year).cover),
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
            wording.cover_lines(whole),
        ),
    )
    sheet.set_column(0, _LAST_COLUMN, _COLUMN, formats("plain"))
    row = _ABOVE
    for row_above in range(_ABOVE):
        sheet.set_row(row_above, _LINE_HEIGHT)
    if logo is not None:
        _insert_logo(sheet, logo)
    for style, lines in blocks:
        for line in lines:
            text = digits(line)
            needed = layout.text_height(text, _WIDTH, STYLES[style]["font_size"], bold=True)
            sheet.set_row(row, max(_LINE_HEIGHT, needed))
            sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats(style))
            write_text(sheet, row, 0, text, formats(style))
            row += 1
        sheet.set_row(row, _LINE_HEIGHT * _BETWEEN)
        row += _BETWEEN
    sheet.hide_gridlines(2)
    print_setup.COVER.apply(sheet)
    sheet.center_horizontally()
    sheet.center_vertically()
    sheet.print_area(0, 0, row - 1, _LAST_COLUMN)


_NO_PICTURE = Sentence(
    "ไฟล์ตราสัญลักษณ์ไม่ใช่รูปภาพที่ใช้ได้ โปรดใช้ไฟล์ PNG หรือ JPEG",
    "The crest is no picture that can be used; please give a PNG or JPEG file.",
)


def _insert_logo(sheet: Worksheet, logo: bytes) -> None:
    """Put the crest above the title, in the middle, as large as the empty lines there hold it."""
    try:
        picture = Image(BytesIO(logo))
    except (XlsxWriterException, struct.error, IndexError, ValueError) as error:
        raise ItaXlsxError(_NO_PICTURE) from error
    # Pixels of 0.75 pt; a picture's own size is in pixels at its own resolution.
    high, across = _ABOVE * _LINE_HEIGHT / 0.75, (_LAST_COLUMN + 1) * (_COLUMN * 7 + 5)
    width, height = picture.width * 96 / picture.x_dpi, picture.height * 96 / picture.y_dpi
    scale = min((high - 2 * _AROUND) / height, (across - 2 * _AROUND) / width)
    sheet.insert_image(
        0,
        0,
        "crest",
        {
            "image_data": BytesIO(logo),
            "x_offset": (across - width * scale) / 2,
            "y_offset": (high - height * scale) / 2,
            "x_scale": scale,
            "y_scale": scale,
            "description": "ตราสัญลักษณ์ของหน่วยงาน",
        },
    )
