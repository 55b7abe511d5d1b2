"""What floats over the cells of an Open XML worksheet: text boxes, pictures, check boxes, and more.

Cells say nothing of it; the sheet's relationships lead to it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element

from ita_xlsx.intake.formats.cells import Drawn, Place
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.tree import attribute, children, name_of, root_of, walk
from ita_xlsx.ooxml.xml_text import attributes, tag_pattern, unescape
from ita_xlsx.xlsx.limits import SHEET_ROWS


def drawings(
    package: Package, sheet: str, embedded: Collection[str], controls: Collection[str]
) -> Iterator[Drawn]:
    """What floats over a sheet, part by part.

    ``embedded`` and ``controls`` are the numbers of the sheet's embedded documents and of its form
    controls, of which VML tells; a drawing may repeat them.

    Raises Refused for a part that is not well-formed XML.
    """
    unseen = set(embedded)
    for kind, key in dict.fromkeys((link.kind, link.key) for link in package.relationships(sheet)):
        if kind == "drawing":
            yield from _drawing(package, key, controls)
        elif kind == "vmlDrawing":
            for number, drawn in _controls(package.text(key)):
                if drawn.kind == _OTHER and number in embedded:
                    drawn = drawn._replace(kind="document")
                    unseen.discard(number)
                yield drawn
    for _ in unseen:
        yield Drawn("document", None)


# --- DrawingML ------------------------------------------------------------------------------------

_OTHER = "object"
_ANCHORS = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
# In a fallback is what programs show that do not know a drawing.
_CLOSED = ("Fallback", "sp", "pic", "contentPart", "graphicFrame")


def _drawing(package: Package, key: str, controls: Collection[str]) -> Iterator[Drawn]:
    place: Place | None = None
    last = SHEET_ROWS
    targets = package.external_targets(key)
    parts = {link.id: link.key for link in package.relationships(key)}
    for element in walk(root_of(package, key), *_CLOSED):
        name = name_of(element)
        if name in _ANCHORS:
            place, last = _anchor(element, "from"), _last_row(element)
        elif name == "sp":
            text = _linked(_text(element), element, targets)
            if text and _number(element) not in controls:
                yield Drawn("text", place, text)
        elif name in ("pic", "contentPart"):
            yield Drawn("picture", place, _linked("", element, targets), last)
        elif name == "graphicFrame":
            kind, text = _graphic(package, element, parts)
            yield Drawn(kind, place, text)


def _number(shape: Element) -> str:
    return "".join(one.get("id", "") for one in shape.iter() if name_of(one) == "cNvPr")


def _anchor(anchor: Element, end: str) -> Place | None:
    numbers = (children(anchor, end, name) for name in ("row", "col"))
    row, column = ("".join(one.text or "" for one in found).strip() for found in numbers)
    return (int(row[:7]), int(column[:5])) if row.isdecimal() and column.isdecimal() else None


# EMU of a row of 15 points; a higher one is covered less.
_ROW_HEIGHT = 190_500


def _last_row(anchor: Element) -> int:
    """The last row that a drawing covers, at most; that of the sheet where it is not known."""
    first, last = _anchor(anchor, "from"), _anchor(anchor, "to")
    height = "".join(one.get("cy", "") for one in children(anchor, "ext"))
    if last is None and first is not None and height.isdecimal():
        return first[0] + int(height[:12]) // _ROW_HEIGHT
    return last[0] if last else SHEET_ROWS


def _text(shape: Element) -> str:
    """The paragraphs of a shape, or of a diagram."""
    lines = []
    for paragraph in walk(shape, "p"):
        if name_of(paragraph) == "p":
            texts = ("\n" if name_of(one) == "br" else one.text or "" for one in _runs(paragraph))
            lines.append("".join(texts))
    return "\n".join(lines).strip()


def _runs(paragraph: Element) -> Iterator[Element]:
    return (one for one in paragraph.iter() if name_of(one) in ("t", "br"))


def _linked(text: str, shape: Element, targets: Mapping[str, str]) -> str:
    """The text of a shape, with the addresses to which a click on it leads."""
    ids = [attribute(one, "id") for one in shape.iter() if name_of(one) == "hlinkClick"]
    addresses = dict.fromkeys(targets[number] for number in ids if number in targets)
    return "\n".join(filter(None, (text, *addresses)))


def _graphic(package: Package, frame: Element, parts: dict[str, str]) -> tuple[str, str]:
    """The kind of a chart or a diagram, and its text; each of the ``parts`` is told of once."""
    data = [one for one in frame.iter() if name_of(one) == "graphicData"]
    if any("chart" in one.get("uri", "").lower() for one in data):
        return "chart", ""
    ids = [attribute(one, "dm") for one in frame.iter() if name_of(one) == "relIds"]
    texts = [_text(root_of(package, parts.pop(number, None))) for number in ids]
    text = "\n".join(filter(None, texts))
    return ("text" if text else _OTHER), text


# --- VML ------------------------------------------------------------------------------------------

# Excel writes VML that is not always well-formed XML.
_END = re.compile(r"</(?:[\w.-]+:)?ClientData\s*>")
_DATA = tag_pattern("ClientData")
_ANCHOR = re.compile(r"<(?:[\w.-]+:)?Anchor>\s*(\d+),[\s\d]+,\s*(\d+),")
_CHECKED = re.compile(r"<(?:[\w.-]+:)?Checked>\s*1")
_CAPTION = re.compile(r"<(?:[\w.-]+:)?textbox(?=[\s>])[^<>]*>")
_SHAPE_ID = re.compile(r'="_x0000_s(\d+)"')
_TAGS = re.compile(r"<[^<>]*>")
_BOXES = ("Checkbox", "Radio")
# Those that hold text only; those that show what cells hold, or are told of elsewhere.
_TEXTS = ("Button", "Label", "GBox")
_SILENT = ("Note", "Scroll", "Spin", "Dialog", "Rect", "")


def _controls(vml: str) -> Iterator[tuple[str, Drawn]]:
    """The number of each form control or other object, and what it is."""
    for shape in _END.split(vml)[:-1]:
        data = _DATA.search(shape)
        kind = attributes(data[1]).get("ObjectType", "") if data else ""
        if data is None or kind in _SILENT:
            continue
        anchor = _ANCHOR.search(shape, data.end())
        place = (int(anchor[2][:7]), int(anchor[1][:5])) if anchor else None
        caption = _CAPTION.search(shape)
        text = _caption(shape[caption.end() : data.start()]) if caption else ""
        if kind in _BOXES:
            checked = _CHECKED.search(shape, data.end())
            yield "", Drawn("checked" if checked else "unchecked", place, text)
        elif kind not in _TEXTS:
            number = _SHAPE_ID.search(shape)
            yield number[1] if number else "", Drawn(_OTHER, place, text)
        elif text:
            yield "", Drawn("text", place, text)


def _caption(markup: str) -> str:
    inside = markup.partition("textbox>")[0].rpartition("<")[0]
    return " ".join(unescape(_TAGS.sub("", inside)).split())
