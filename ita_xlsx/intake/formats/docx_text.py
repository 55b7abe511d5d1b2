"""The paragraphs of a Word document: their texts as they are shown, and what is in them besides."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ita_xlsx.intake.formats.docx_lists import ListNumbers
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.tree import Names, attribute, children, name_of, root_of, walk

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

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but text."""
        others = (self.struck, self.inserted, self.deleted, self.notes, self.links, self.drawn)
        return not any(others)

    def add(self, text: str, state: int) -> None:
        """Take a piece of text in the state in which it was found."""
        if state & _GONE:
            self.deleted.append(text)
            return
        self.pieces.append(text)
        if state & _STRUCK:
            self.struck.append(text)
        if state & _NEW:
            self.inserted.append(text)


# What holds of a piece of a paragraph: it was inserted, deleted, struck out.
_NEW, _GONE, _STRUCK = 1, 2, 4


class Texts:
    """Reads paragraphs, which are to be given in their order, as their lists are counted."""

    def __init__(self, package: Package, document: str) -> None:
        """Raises Refused as ``root_of`` does."""
        links = package.relationships(document)
        parts = {one.kind: one.key for one in links}
        self._package = package
        self._names = Names()
        self._parts = {one.id: one.key for one in links}
        self._targets = package.external_targets(document)
        self._lists = ListNumbers(
            lambda: root_of(package, parts.get("numbering"), "<w:rPr>"),
            lambda: package.text(parts.get("styles", "")),
        )
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
            if begins:
                content.pieces.append("\n")
                for pieces in (content.struck, content.inserted, content.deleted):
                    pieces += ["\n"] if pieces and pieces[-1] != "\n" else []
            begins = not self._read_line(one, content)
        return content

    def _read_line(self, paragraph: Element, content: Content) -> bool:
        """Read one paragraph; whether its end was deleted, so that it goes on with the next."""
        names = self._names
        about: dict[str, Element] = {}
        fields: list[str] = []  # the instructions of the fields that are open
        first = len(content.pieces)
        left = [(one, 0) for one in reversed(paragraph)]
        while left:
            one, state = left.pop()
            name = names[one.tag]
            if name in ("t", "delText"):
                content.add(one.text or "", state)
            elif name == "pPr":
                about = about or {names[inner.tag]: inner for inner in one}
            elif name in _SIGNS:
                content.add(_SIGNS[name], state)
            elif name in _NOTES:
                content.notes += [] if state & _GONE else self._note(name, attribute(one, "id"))
            elif name in ("fldChar", "instrText"):
                _take_field(one, fields, content, state)
            elif name in _DRAWN:
                content.drawn += [] if state & _GONE else self._drawn(one)
            elif name == "sym":
                content.add(_symbol(one), state)
            elif name == "r" and len(one) == 1 and names[one[0].tag] == "t":
                content.add(one[0].text or "", state)
            elif name not in _SILENT:
                content.links += self._links(one, name)
                inside = self._changed(state, one, name)
                inner = list(one)[:1] if name == "AlternateContent" else list(one)
                left += [(child, inside) for child in reversed(inner)]
        gone = "rPr" in about and any(names[one.tag] in _DELETED for one in about["rPr"])
        line = "".join(content.pieces[first:])
        if line or not gone:
            content.pieces.insert(first, self._lists.before(about, not line.strip()))
        return gone

    def _changed(self, state: int, element: Element, name: str) -> int:
        """What holds of what is in an element."""
        if name == "r":
            looks = (one for one in element if self._names[one.tag] == "rPr")
            return state | _STRUCK if any(_strikes(a) for one in looks for a in one) else state
        if name in _DELETED:
            return state | _GONE
        return state | _NEW if name in _INSERTED else state

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


def _take_field(part: Element, fields: list[str], content: Content, state: int) -> None:
    """A part of a field: its beginning, what it does, the beginning of its text, its end."""
    kind = attribute(part, "fldCharType")
    if kind == "begin":
        fields.append("")
        if (ticked := _checkbox(part)) is not None:
            content.add(_BOXES[ticked], state)
    elif kind == "separate" and fields:
        content.links += _addresses(fields[-1])
    elif kind == "end" and fields:
        fields.pop()
    elif not kind:
        said = (fields or [""])[-1] + (part.text or "")
        fields[-1:] = [said[:_LONGEST_FIELD]]


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
