"""The colour of the marked cells: a conditional format, so that their own format is untouched.

It needs no change to a cell, keeps to its cells when rows are moved, and can be taken off again
when a corrected copy is checked a second time.
"""

from collections.abc import Iterable, Mapping, Sequence

from ita_xlsx.findings.rule import Severity
from ita_xlsx.ooxml.markup import Document, Edit, Element, splice

# True always; the text is what the format is known by.
_FORMULA = 'LEN("ita_xlsx")&gt;0'
_KNOWN_BY = "ita_xlsx"
_CELLS_AT_ONCE = 500

# What stands behind the conditional formats in a worksheet, in the order of the schema.
_BEHIND = (
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "AlternateContent", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def without_colours(sheet: bytes) -> bytes:
    """A worksheet without the colours of an earlier marking."""
    if _KNOWN_BY.encode() not in sheet:
        return sheet
    document = Document(sheet, 3, ("sheetData",))
    edits: list[Edit] = []
    for area in document.root.all("conditionalFormatting"):
        ours = [rule for rule in area.all("cfRule") if _is_ours(document, rule)]
        if ours and len(ours) == len(list(area.all("cfRule"))):
            edits.append((area.start, area.end, b""))
        else:
            edits += [(rule.start, rule.end, b"") for rule in ours]
    return splice(sheet, edits)


def with_colours(
    sheet: bytes, cells: Mapping[Severity, Sequence[str]], formats: Mapping[Severity, int]
) -> bytes:
    """A worksheet with its cells, A1 addresses by severity, coloured by differential formats."""
    document = Document(sheet, 2, ("sheetData",))
    priority = 1 + max(_priorities(document.root), default=0)
    markup = ""
    for severity, addresses in cells.items():
        for first in range(0, len(addresses), _CELLS_AT_ONCE):
            markup += (
                f'<~conditionalFormatting sqref="{" ".join(addresses[first:][:_CELLS_AT_ONCE])}">'
                f'<~cfRule type="expression" dxfId="{formats[severity]}" priority="{priority}">'
                f"<~formula>{_FORMULA}</~formula></~cfRule></~conditionalFormatting>"
            )
            priority += 1
    at = place_before(document, _BEHIND)
    return splice(sheet, [(at, at, document.own(markup))])


def place_before(document: Document, behind: Sequence[str]) -> int:
    """Where a new element goes into a worksheet, before those that stand behind it."""
    starts = (child.start for child in document.root.children if child.name in behind)
    return min(starts, default=document.root.close)


def _is_ours(document: Document, rule: Element) -> bool:
    return any(_KNOWN_BY in document.text(formula) for formula in rule.all("formula"))


def _priorities(root: Element) -> Iterable[int]:
    for area in root.all("conditionalFormatting"):
        for rule in area.all("cfRule"):
            written = rule.about.get("priority", "0")
            yield int(written) if written.isdecimal() else 0
