"""The formats of a form: one font, calm colours that differ in black and white too."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ita_xlsx.xlsx.print_setup import FONT

SIZE = 16

NAVY = "#1F3864"
MIST = "#DCE6F2"
CREAM = "#FFF9E8"
WHITE = "#FFFFFF"
ROSE = "#F4B8B8"
AMBER = "#FFE08A"
GREEN = "#C6E7C8"
RED = "#9C1C1C"
LOCKED = "#EDEDED"
LINE = "#8EA0B8"
GREY = "#7F7F7F"

# The Normal style stays Calibri 11, by which Excel counts column widths: so the font is named here.
_BASE: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter"}
_BOX: dict[str, Any] = {"border": 1, "border_color": LINE}
_SWATCH: dict[str, Any] = {**_BOX, "font_size": 14, "align": "center"}
_LABEL: dict[str, Any] = {"font_color": NAVY, "align": "right", "indent": 1}
_HEADER: dict[str, Any] = {**_BOX, "bold": True, "align": "center", "text_wrap": True}
_UNDERLINED: dict[str, Any] = {"bottom": 2, "bottom_color": NAVY}
_TEXT: dict[str, Any] = {"text_wrap": True, "valign": "top"}

STYLES: dict[str, dict[str, Any]] = {
    "title": {
        "bold": True,
        "font_size": 20,
        "font_color": WHITE,
        "bg_color": NAVY,
        "align": "center",
    },
    "note": {"font_size": 14, "font_color": NAVY},
    "remark": {"font_size": 14, "font_color": NAVY, **_TEXT},
    "stamp": {"font_size": 11, "font_color": GREY, "align": "right"},
    "label_required": {**_LABEL, "bold": True},
    "label_optional": _LABEL,
    "legend": {"font_size": 14, "font_color": NAVY, "align": "right", "indent": 1},
    "swatch_required": {**_SWATCH, "bg_color": CREAM},
    "swatch_optional": {**_SWATCH, "bg_color": WHITE},
    "swatch_locked": {**_SWATCH, "bg_color": LOCKED},
    "swatch_missing": {**_SWATCH, "bg_color": ROSE},
    "swatch_doubtful": {**_SWATCH, "bg_color": AMBER},
    "verdict": {"bold": True, "font_size": 36, "align": "center_across", "border": 5},
    "verdict_side": {"align": "center_across", "border": 5},
    "summary": {"font_size": 18, "align": "center_across", "font_color": NAVY},
    "count": {**_BOX, "bold": True, "align": "center"},
    "where": {**_BOX, **_TEXT, "valign": "vcenter", "indent": 1},
    "todo": {**_BOX, **_TEXT, "valign": "vcenter", "font_size": 14, "indent": 1},
    "header_required": {**_HEADER, "font_color": WHITE, "bg_color": NAVY},
    "header_optional": {**_HEADER, "font_color": NAVY, "bg_color": MIST},
    "heading": {"bold": True, "font_size": 18, "font_color": NAVY, **_UNDERLINED},
    "text": _TEXT,
    "name": {**_BOX, **_TEXT, "bold": True, "bg_color": MIST},
    "boxed": {**_BOX, **_TEXT},
    "mark": {**_BOX, **_TEXT, "align": "center"},
    "example": {**_BOX, **_TEXT, "bg_color": CREAM},
    "plain": {},
}


def add_styles(workbook: Workbook) -> dict[str, Format]:
    """The formats of ``STYLES`` in this workbook, by their names."""
    return {name: workbook.add_format({**_BASE, **style}) for name, style in STYLES.items()}


def mark_formats(workbook: Workbook) -> tuple[Format, Format]:
    """What a conditional format lays over a cell: one that is wrong, one to be checked again."""
    return workbook.add_format({"bg_color": ROSE}), workbook.add_format({"bg_color": AMBER})


def input_format(
    workbook: Workbook,
    *,
    required: bool,
    centred: bool = False,
    locked: bool = False,
    one_line: bool = False,
    size: float = SIZE,
) -> Format:
    """The format of a cell to type in: text, so that 007, 1/3/66 and =1+1 stay as they are typed.

    ``one_line`` shrinks what is too long (the lines above the table); otherwise it wraps. ``size``
    is that of the font, in points.
    """
    fill = LOCKED if locked else CREAM if required else WHITE
    flow = {"shrink": True} if one_line else {"text_wrap": True, "valign": "top"}
    align = "center" if centred else "left"
    own = {"num_format": "@", "locked": locked, "bg_color": fill, "align": align, "font_size": size}
    return workbook.add_format({**_BASE, **_BOX, **own, **flow})
