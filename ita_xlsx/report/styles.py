"""The look of the consolidated workbook, in one table; formats are made once a workbook."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ita_xlsx.xlsx.print_setup import FONT

TABLE_SIZE = 14
TEXT_SIZE = 16
# Before a number's format: its digits are Thai.
THAI_NUMERAL = "[$-D00041E]"

_BASE: dict[str, Any] = {"font_name": FONT, "font_size": TABLE_SIZE, "valign": "top"}
_CELL = {**_BASE, "text_wrap": True, "border": 1}
_HEAD = {
    **_CELL,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "bg_color": "#D9E2F3",
}
_COVER = {
    **_BASE,
    "font_size": 28,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}

STYLES: dict[str, dict[str, Any]] = {
    "plain": _BASE,
    "title": {**_BASE, "font_size": 18, "bold": True, "align": "center", "text_wrap": True},
    "cover": _COVER,
    "cover_small": {**_COVER, "font_size": 22},
    "text": {**_BASE, "font_size": TEXT_SIZE, "text_wrap": True, "align": "left"},
    "signature": {**_BASE, "font_size": TEXT_SIZE, "text_wrap": True, "valign": "bottom"},
    "heading": {**_BASE, "font_size": TEXT_SIZE, "bold": True},
    "head": _HEAD,
    "organisation": {**_CELL, "font_size": TEXT_SIZE, "bold": True, "align": "left", "indent": 1,
                     "bg_color": "#F2F2F2"},
    "cell": {**_CELL, "num_format": "@", "align": "left", "indent": 1},
    "centred": {**_CELL, "num_format": "@", "align": "center"},
    "number": {**_CELL, "num_format": "0", "align": "center"},
    "date": {**_CELL, "num_format": "[$-107041E]d mmm yyyy", "align": "center"},
    "link": {**_CELL, "num_format": "@", "font_color": "#0563C1", "underline": 1},
    "error": {**_CELL, "bold": True, "align": "center", "bg_color": "#F4A6A6"},
    "warning": {**_CELL, "align": "center", "bg_color": "#FFEFA0"},
    "total": {**_CELL, "bold": True, "num_format": "0", "align": "center",
              "bg_color": "#F2F2F2"},
    "total_label": {**_CELL, "bold": True, "align": "left", "indent": 1, "bg_color": "#F2F2F2"},
}  # fmt: skip


class Formats:
    """The formats of one workbook, each made at its first use.

    With ``numeral`` (``THAI_NUMERAL``), numbers are shown in its digits and stay numbers.
    """

    def __init__(self, workbook: Workbook, numeral: str = "") -> None:
        self._workbook = workbook
        self.numeral = numeral
        self._made: dict[tuple[str, bool, bool], Format] = {}

    def __call__(self, name: str, open_top: bool = False, open_bottom: bool = False) -> Format:
        """The format of a style; an open side has no border, where a measure is continued."""
        key = (name, open_top, open_bottom)
        if key not in self._made:
            sides = {"top": 0} if open_top else {}
            sides |= {"bottom": 0} if open_bottom else {}
            style = {**STYLES[name], **sides}
            if str(style.get("num_format", "")).startswith("0"):
                style["num_format"] = self.numeral + style["num_format"]
            self._made[key] = self._workbook.add_format(style)
        return self._made[key]
