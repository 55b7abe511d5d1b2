"""The sheet of the workbook of findings that says how far each division of a plan is."""

from collections.abc import Sequence

from xlsxwriter import Workbook

from ita_xlsx.language import Language, Sentence
from ita_xlsx.model.standings import STAR, Standing, standing_heads
from ita_xlsx.report.styles import TABLE_SIZE, Formats
from ita_xlsx.thai.layout import lines_height, row_height
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import checked

_NAME = Sentence("สถานะการส่ง", "Status")
_CONTACT = (Sentence("เจ้าหน้าที่", "Officer"), Sentence("อีเมล", "E-mail"))
# In Excel units, under the heads of a standing and those of whom to ask.
_WIDTHS = (30, 10, 15, 11, 11, 10, 10, 36, 26, 30)
_COUNTS = frozenset({5, 6})
_WORDS = frozenset({0, 7, 8, 9})  # the columns of texts; the others are centred


def write_standings(
    workbook: Workbook, standings: Sequence[Standing], formats: Formats, language: Language
) -> None:
    """Add the sheet: one row a division, organisation or district, with whom to ask."""
    sheet = workbook.add_worksheet(_NAME.say(language))
    for column, width in enumerate(_WIDTHS):
        checked(sheet.set_column(column, column, width, formats("plain")))
    sheet.set_row(0, lines_height(1, TABLE_SIZE) + 4)
    for column, head in enumerate((*standing_heads(standings), *_CONTACT)):
        checked(sheet.write_string(0, column, head.say(language), formats("head")))
    for row, one in enumerate(standings, start=1):
        texts = (*one.texts(language), one.officer, one.email)
        sheet.set_row(row, row_height(zip(texts, _WIDTHS, strict=True), TABLE_SIZE))
        for column, text in enumerate(texts):
            if column in _COUNTS and text:
                checked(sheet.write_number(row, column, int(text), formats("number")))
            else:
                look = formats("cell" if column in _WORDS else "centred")
                checked(sheet.write_string(row, column, text, look))
    if any(one.has_star for one in standings):
        checked(sheet.write_string(len(standings) + 1, 0, STAR.say(language), formats("plain")))
    sheet.freeze_panes(1, 1)
    print_setup.PLAIN.apply(sheet)
    sheet.repeat_rows(0)
