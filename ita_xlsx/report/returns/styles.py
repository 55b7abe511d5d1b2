"""The looks that a marked copy needs, added behind those that the workbook has."""

from dataclasses import dataclass

from ita_xlsx.findings.rule import Severity
from ita_xlsx.ooxml.markup import Document, Edit, splice, with_attribute
from ita_xlsx.report.returns.marks import CannotMark
from ita_xlsx.xlsx.print_setup import FONT

SIZE = 16
TITLE_SIZE = 22
_NAVY, _BLUE = "FF1F3864", "FF0563C1"

# Fill, border and kind of border: in black and white an error is darker, with a solid border.
COLOURS: dict[Severity, tuple[str, str, str]] = {
    "error": ("FFF4A6A6", "FF9C0006", "thin"),
    "warning": ("FFFFEFA0", "FF7F6000", "dashed"),
}

_FONTS = (
    f'<~font><~sz val="{SIZE}"/><~name val="{FONT}"/></~font>',
    f'<~font><~b/><~sz val="{TITLE_SIZE}"/><~color rgb="{_NAVY}"/><~name val="{FONT}"/></~font>',
    f'<~font><~b/><~sz val="{SIZE}"/><~color rgb="FFFFFFFF"/><~name val="{FONT}"/></~font>',
    f'<~font><~b/><~sz val="{SIZE}"/><~name val="{FONT}"/></~font>',
    f'<~font><~u/><~sz val="{SIZE}"/><~color rgb="{_BLUE}"/><~name val="{FONT}"/></~font>',
)
_FILLS = tuple(
    f'<~fill><~patternFill patternType="solid"><~fgColor rgb="{colour}"/>'
    '<~bgColor indexed="64"/></~patternFill></~fill>'
    for colour in (_NAVY, COLOURS["error"][0], COLOURS["warning"][0])
)
_SIDES = ("left", "right", "top", "bottom")
_THIN = "".join(f'<~{side} style="thin"><~color rgb="FF7F7F7F"/></~{side}>' for side in _SIDES)
_BORDERS = (f"<~border>{_THIN}<~diagonal/></~border>",)

# Font, fill and border (counted among the above; None: the workbook's first), alignment.
_TOP = '<~alignment vertical="top" wrapText="1"/>'
_MIDDLE = '<~alignment horizontal="center" vertical="{}" wrapText="1"/>'
_XFS: dict[str, tuple[int, int | None, int | None, str]] = {
    "text": (0, None, None, _TOP),
    "title": (1, None, None, '<~alignment vertical="center"/>'),
    "head": (2, 0, 0, _MIDDLE.format("center")),
    "cell": (0, None, 0, _TOP),
    "number": (0, None, 0, _MIDDLE.format("top")),
    "link": (4, None, 0, _TOP),
    "error": (3, 1, 0, _MIDDLE.format("top")),
    "warning": (3, 2, 0, _MIDDLE.format("top")),
}
# The elements that may stand behind the list of differential formats.
_BEHIND_DXFS = ("tableStyles", "colors", "extLst")


@dataclass(frozen=True)
class Looks:
    """The numbers of the looks in the styles part: cell formats by name, colours by severity."""

    cells: dict[str, int]
    colours: dict[Severity, int]


def add_looks(styles: bytes) -> tuple[bytes, Looks]:
    """The styles part with the looks added, and their numbers. Raises CannotMark."""
    document = Document(styles, 2)
    edits: list[Edit] = []
    font = _extend(document, "fonts", _FONTS, edits)
    fill = _extend(document, "fills", _FILLS, edits)
    border = _extend(document, "borders", _BORDERS, edits)
    xfs = [_xf(look, font, fill, border) for look in _XFS.values()]
    cell = _extend(document, "cellXfs", xfs, edits)
    dxfs = [_dxf(severity) for severity in COLOURS]
    colour = _extend(document, "dxfs", dxfs, edits)
    looks = Looks(
        {name: cell + place for place, name in enumerate(_XFS)},
        {severity: colour + place for place, severity in enumerate(COLOURS)},
    )
    return splice(styles, edits), looks


def _extend(
    document: Document, name: str, items: "list[str] | tuple[str, ...]", edits: list[Edit]
) -> int:
    """Add items to a list of the styles part; the result is the number of the first."""
    markup = "".join(items)
    group = document.root.first(name)
    if group is None:
        if name != "dxfs":
            raise CannotMark
        behind = (child.start for child in document.root.children if child.name in _BEHIND_DXFS)
        at = next(behind, document.root.close)
        whole = f'<~dxfs count="{len(items)}">{markup}</~dxfs>'
        edits.append((at, at, document.own(whole)))
        return 0
    count = len(group.children)
    opened = with_attribute(document.tag(group), "count", str(count + len(items)))
    if group.end == group.inner:
        opened = opened[:-2] + b">"
    inner = document.content[group.inner : group.close]
    end = document.own(f"</~{name}>")
    edits.append((group.start, group.end, opened + inner + document.own(markup) + end))
    return count


def _xf(look: tuple[int, int | None, int | None, str], font: int, fill: int, border: int) -> str:
    own_font, own_fill, own_border, alignment = look
    fill_id = 0 if own_fill is None else fill + own_fill
    border_id = 0 if own_border is None else border + own_border
    return (
        f'<~xf numFmtId="49" fontId="{font + own_font}" fillId="{fill_id}" borderId="{border_id}"'
        ' xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
        f' applyAlignment="1">{alignment}</~xf>'
    )


def _dxf(severity: Severity) -> str:
    fill, line, kind = COLOURS[severity]
    sides = "".join(f'<~{s} style="{kind}"><~color rgb="{line}"/></~{s}>' for s in _SIDES)
    return (
        f'<~dxf><~fill><~patternFill patternType="solid"><~fgColor rgb="{fill}"/>'
        f'<~bgColor rgb="{fill}"/></~patternFill></~fill><~border>{sides}</~border></~dxf>'
    )
