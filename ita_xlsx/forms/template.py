"""The workbook that a clerk fills: the blank template, or a form prefilled for one division."""

from io import BytesIO

from ita_xlsx.forms.form_sheet import add_form
from ita_xlsx.forms.help_sheet import add_help
from ita_xlsx.forms.lists_sheet import add_lists
from ita_xlsx.forms.live_sheet import add_live
from ita_xlsx.forms.prefill import BLANK, Prefill
from ita_xlsx.forms.styles import add_styles
from ita_xlsx.official.form import FORM
from ita_xlsx.official.periods import read_year
from ita_xlsx.official.stamp import FORM_SHEET, TEMPLATE_PROPERTY, TEMPLATE_YEAR
from ita_xlsx.xlsx.workbook import new_workbook, strictly

_SUBJECT = "แบบรายงานมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA)"
_KEYWORDS = "ITA, OIT, คุณธรรม, ความโปร่งใส"
_ROW_PIXELS = 32  # 24 pt: one line of the form's font with air around it


def template_bytes() -> bytes:
    """The blank template as an ``.xlsx``, the same bytes every time."""
    return form_bytes(BLANK)


def form_bytes(prefill: Prefill, *others: Prefill) -> bytes:
    """A form as an ``.xlsx``, with what it holds already: same input, same bytes.

    Each of the ``others`` has a sheet more (``form_sheet``); the live checks are on the first.

    Raises ValueError for a prefilled text that no cell can hold (over 32,767 characters).
    """
    buffer = BytesIO()
    year = read_year(prefill.labels.get("fiscal_year", "")) or TEMPLATE_YEAR
    last_row = FORM.last_row(len(prefill.rows))
    with strictly():
        workbook = new_workbook(
            buffer, FORM.title, _SUBJECT, _KEYWORDS, TEMPLATE_PROPERTY, row_pixels=_ROW_PIXELS
        )
        styles = add_styles(workbook)
        for number, one in enumerate((prefill, *others)):
            add_form(workbook, styles, one, year, form_sheet(number))
        add_live(workbook, styles, last_row)
        add_help(workbook, styles, prefill, year)
        add_lists(workbook, styles["plain"], last_row, year, prefill)
        workbook.close()
    return buffer.getvalue()


def form_sheet(number: int) -> str:
    """The name of a sheet to be filled in, counted from zero."""
    return f"{FORM_SHEET} {number + 1}" if number else FORM_SHEET
