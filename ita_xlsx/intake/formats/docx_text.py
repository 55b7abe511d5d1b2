"""The paragraphs of a Word document: their texts as they are shown, and what is in them besides."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ita_xlsx.intake.formats.docx_lists import ListNumbers
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.tree import attribute, children, name_of, root_of, walk

_OFF = ("0", "false", "off", "none")


@dataclass
class Content:
    """What a paragraph, or several, hold: their text in pieces, and what is told of besides.

    ``drawn`` are kinds and texts as in ``cells.Drawn``, ``links`` the addresses.
    """

    pieces: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    drawn: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(self.pieces)

    def add(self, text: str, state: "_State") -> None:
        """Take a piece of text in the state in which it was found."""
        if state.deleted:
            self.deleted.append(text)
            return
        self.pieces.append(text)
        self.struck += [text] if state.struck else []
        self.inserted += [text] if state.inserted else []


class _State(NamedTuple):
    """What holds of a piece of a paragraph."""

    inserted: bool = False
    deleted: bool = False
    struck: bool = False


class Texts:
    """Reads paragraphs, which are to be given in their order, as their lists are counted."""

    def __init__(self, package: Package, document: str) -> None:
        """Raises Refused as ``root_of`` does."""
        parts = {one.kind: one.key for one in package.relationships(document)}
        self._package = package
        self._parts = {one.id: one.key for one in package.relationships(document)}
        self._targets = package.external_targets(document)
        numbering, styles = (root_of(package, parts.get(k)) for k in ("numbering", "styles"))
        self._lists = ListNumbers(numbering, styles)
        self._notes = {
            (kind, attribute(one, "id")): one
            for kind, part in _NOTES.items()
            for one in root_of(package, parts.get(part))
        }

    def read(self, paragraphs: Iterable[Element]) -> Content:
        """What is in paragraphs, each of which begins a line."""
        content = Content()
        begins = False  # the first one begins no line, nor does one after an end that was deleted
        for one in paragraphs:
            marks = {name_of(mark) for mark in _under(one, "pPr", "rPr")}
            gone = not _DELETED.isdisjoint(marks)
            content.pieces += ["\n"] if begins else []
            for pieces in (content.struck, content.inserted, content.deleted):
                pieces += ["\n"] if pieces and pieces[-1] != "\n" else []
            self._read_line(one, content, gone)
            begins = not gone
        return content

    def _read_line(self, paragraph: Element, content: Content, gone: bool) -> None:
        fields: list[str] = []  # the instructions of the fields that are open
        first = len(content.pieces)
        left = [(one, _State()) for one in reversed(paragraph)]
        while left:
            one, state = left.pop()
            name = name_of(one)
            if name in _SIGNS:
                content.add(_SIGNS[name], state)
            elif name in ("t", "delText"):
                content.add(one.text or "", state)
            elif name == "sym":
                content.add(_symbol(one), state)
            elif name in _NOTES:
                content.notes += [] if state.deleted else self._note(name, attribute(one, "id"))
            elif name == "instrText":
                said = (fields or [""])[-1] + (one.text or "")
                fields[-1:] = [said[:_LONGEST_FIELD]]
            elif name == "fldChar":
                _take_field(one, fields, content)
                if (ticked := _checkbox(one)) is not None:
                    content.add(_BOXES[ticked], state)
            elif name in _DRAWN:
                content.drawn += [] if state.deleted else self._drawn(one)
            elif name not in _SILENT:
                content.links += self._links(one, name)
                inner = list(one)[:1] if name == "AlternateContent" else list(one)
                inside = _changed(state, one, name)
                left += [(child, inside) for child in reversed(inner)]
        line = "".join(content.pieces[first:])
        if line or not gone:
            content.pieces.insert(first, self._lists.before(paragraph, not line.strip()))

    def _note(self, kind: str, number: str) -> list[str]:
        """A comment with who made it, or a footnote; each is told of once."""
        note = self._notes.pop((kind, number), None)
        if note is None:
            return []
        text, author = plain_text(note).strip(), attribute(note, "author")
        return [f"{author}: {text}" if author and text else text] if text else []

    def _links(self, element: Element, name: str) -> list[str]:
        if name == "hyperlink":
            anchor = attribute(element, "anchor")
            inside = f"#{anchor}" if anchor else ""
            return [*filter(None, [self._targets.get(attribute(element, "id"), inside)])]
        return _addresses(attribute(element, "instr")) if name == "fldSimple" else []

    def _drawn(self, element: Element) -> Iterator[tuple[str, str]]:
        """What a drawing is, and the text in it with the addresses to which it leads."""
        names: dict[str, Element] = {}
        for one in element.iter():
            names.setdefault(name_of(one), one)
        inner = walk(element, _BOX, "Fallback")
        texts = [plain_text(one) for one in inner if name_of(one) == _BOX]
        texts += (attribute(one, "string") for one in element.iter() if name_of(one) == "textpath")
        clicked = (attribute(one, "id") for one in element.iter() if name_of(one) == "hlinkClick")
        texts += dict.fromkeys(self._targets.get(number, "") for number in clicked)
        text = "\n".join(filter(None, map(str.strip, texts)))
        kind = next((kind for name, kind in _KINDS.items() if name in names), "")
        if kind == "diagram":
            data = self._parts.get(attribute(names["relIds"], "dm"))
            text, kind = plain_text(root_of(self._package, data)).strip() or text, "object"
        if kind or text:
            yield (kind if kind not in ("", "object") or not text else "text"), text


# The parts with the notes to which these elements lead.
_NOTES = {
    "commentReference": "comments",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
}
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011",
}  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_DRAWN = ("drawing", "pict", "object")
_BOX = "txbxContent"
# What is in a drawing says what it is; in the order asked.
_KINDS = {
    "OLEObject": "document", "chart": "chart", "relIds": "diagram", "pic": "picture",
    "imagedata": "picture", "control": "object", "contentPart": "picture",
}  # fmt: skip
# An instruction with an address is shorter.
_LONGEST_FIELD = 8192
# How things look, and how a word is pronounced.
_SILENT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "ctrlPr"})


def _changed(state: _State, element: Element, name: str) -> _State:
    if name == "r":
        return state._replace(struck=any(map(_strikes, _under(element, "rPr"))))
    if name in _DELETED:
        return state._replace(deleted=True)
    return state._replace(inserted=True) if name in _INSERTED else state


def _under(element: Element, *names: str) -> Iterator[Element]:
    """What is in the elements to which a path of names leads."""
    return (inner for one in children(element, *names) for inner in one)


def _strikes(about: Element) -> bool:
    return name_of(about) in ("strike", "dstrike") and attribute(about, "val") not in _OFF


def plain_text(parent: Element) -> str:
    """The texts of all paragraphs in an element, a line each, without what was deleted."""
    lines = [[""]]
    for one in walk(parent, *_SILENT, *_DELETED, "Fallback"):
        name = name_of(one)
        if name == "p":
            lines.append([])
        elif name in ("t", *_SIGNS):
            lines[-1].append(_SIGNS.get(name, one.text or ""))
    return "\n".join(map("".join, lines)).strip("\n")


# --- fields ---------------------------------------------------------------------------------------

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+"([^"]*)"|"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)


def _take_field(mark: Element, fields: list[str], content: Content) -> None:
    """Where a field begins, where its text does, and where it ends."""
    kind = attribute(mark, "fldCharType")
    if kind == "begin":
        fields.append("")
    elif kind == "separate" and fields:
        content.links += _addresses(fields[-1])
    elif kind == "end" and fields:
        fields.pop()


def _addresses(instruction: str) -> list[str]:
    """The address to which a field leads."""
    found = _LINK.match(instruction)
    return [f"#{found[1]}" if found[1] else found[2] or found[3] or ""] if found else []


_BOXES = {True: "☑", False: "☐"}


def _checkbox(mark: Element) -> bool | None:
    """Whether a box of an old form is ticked; None for what is none."""
    for box in children(mark, "ffData", "checkBox"):
        states = {name_of(one): attribute(one, "val") not in _OFF for one in box}
        return states.get("checked", states.get("default", False))
    return None


# --- signs of symbol fonts ------------------------------------------------------------------------

_WINGDINGS: Mapping[int, str] = {
    0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x78: "☒", 0x6C: "●",
    0xE0: "→",
}  # fmt: skip


def _symbol(sign: Element) -> str:
    """A sign of a symbol font; those of Wingdings that stand for something, as what they show."""
    code = attribute(sign, "char")
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    if attribute(sign, "font") == "Wingdings" and number & 0xFF in _WINGDINGS:
        return _WINGDINGS[number & 0xFF]
    return chr(number) if number and not 0xD800 <= number <= 0xDFFF else ""
