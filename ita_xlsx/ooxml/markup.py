"""Editing XML by cutting and pasting, so that whatever is not edited stays byte for byte."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from ita_xlsx.ooxml.zip_directory import Refused

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# (from, to, new): the bytes from one place to another, and what stands there afterwards.
Edit = tuple[int, int, bytes]

_UTF8 = re.compile(rb'\s*<\?xml[^>]*?encoding\s*=\s*["\'](?!utf-?8["\'])', re.IGNORECASE)
OPENING_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Element:
    """An element: where it lies in the bytes, with its children as deep as was asked.

    ``start`` to ``end`` is all of it, ``inner`` to ``close`` what its tags enclose (nothing for
    ``<a/>``). Names are without prefix; the attributes ``about`` are as written.
    """

    name: str
    about: Mapping[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of one name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        """The first child of one name."""
        return next(self.all(name), None)


class Document:
    """The bytes of an XML part and the elements in it."""

    def __init__(self, content: bytes, depth: int, closed: Collection[str] = ()) -> None:
        """Find the elements down to ``depth``, without the children of those named ``closed``.

        Raises Refused for what is not well-formed XML in UTF-8: encoding, damaged.
        """
        if _UTF8.match(content) or b"\0" in content[:4]:
            raise Refused("encoding")
        self.content = content
        self.root = _elements(content, depth, closed)
        prefix, colon, _ = _tag_name(content, self.root.start).rpartition(b":")
        self.prefix = (prefix + colon).decode()

    def tag(self, element: Element) -> bytes:
        """The opening tag of an element, as written."""
        return self.content[element.start : element.inner]

    def text(self, element: Element) -> str:
        """What an element's tags enclose, as written."""
        return self.content[element.inner : element.close].decode()

    def own(self, markup: str) -> bytes:
        """Markup in the vocabulary of this part: ``~`` stands for the prefix of its root."""
        return markup.replace("~", self.prefix).encode()

    def append(self, element: Element, markup: bytes) -> Edit:
        """The edit that adds markup behind the last child of an element."""
        if element.close < element.end:
            return element.close, element.close, markup
        name = _tag_name(self.content, element.start)
        opened = self.tag(element)[:-2].rstrip() + b">"
        return element.start, element.end, opened + markup + b"</" + name + b">"


def splice(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with all edits made; edits at one place stand in the order given."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [content[done:start], new]
        done = end
    return b"".join([*pieces, content[done:]])


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """An opening tag in which an attribute has a value, whether it stood there or not."""
    new = f' {name}="{quoted(value)}"'.encode()
    changed, found = re.subn(rf"\s{name}\s*=\s*(?:\"[^\"]*\"|'[^']*')".encode(), new, tag, count=1)
    if found:
        return changed
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + new + tag[at:]


def quoted(text: str) -> str:
    """A text as it stands in markup; what XML cannot hold becomes a question mark."""
    return escape(_ILLEGAL.sub("?", text), {'"': "&quot;", "\r": "&#13;"})


def quoted_attribute(text: str) -> str:
    """A text as it stands between the quotes of an attribute."""
    return quoted(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _elements(content: bytes, depth: int, closed: Collection[str]) -> Element:
    top = Element("", {}, 0, 0)
    open_elements = [top]
    level = skipping = 0

    def start(name: str, about: dict[str, str]) -> None:
        nonlocal level, skipping
        level += 1
        if skipping or level > depth + 1:
            return
        at = parser.CurrentByteIndex
        tag = OPENING_TAG.match(content, at)
        if tag is None:
            raise Refused("damaged")
        element = Element(name.rpartition(":")[2], about, at, tag.end())
        open_elements[-1].children.append(element)
        open_elements.append(element)
        skipping = level if element.name in closed else 0

    def end(_: str) -> None:
        nonlocal level, skipping
        level -= 1
        if (skipping and level >= skipping) or level > depth:
            return
        skipping = 0
        element = open_elements.pop()
        at = parser.CurrentByteIndex
        if content.endswith(b"/>", element.start, element.inner):
            element.close = element.end = element.inner
        else:
            element.close, element.end = at, content.index(b">", at) + 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    return top.children[0]


def _tag_name(content: bytes, at: int) -> bytes:
    return re.split(rb"[\s/>]", content[at + 1 : at + 200], maxsplit=1)[0]
