"""Small parts of a package as trees of elements, whatever prefix or version their names are of."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import Refused


def root_of(package: Package, key: str | None, *unread: str, kept: tuple[str, ...] = ()) -> Element:
    """The tree of a part, or an element without children if there is none.

    ``unread`` and ``kept`` as for ``trimmed``. Raises Refused: what ``Package.text`` raises, and
    damaged for what is not well-formed.
    """
    text = package.text(key) if key else ""
    try:
        return fromstring(trimmed(text, *unread, kept=kept)) if text else Element("none")
    except ParseError as broken:
        raise Refused("damaged") from broken


def trimmed(text: str, *unread: str, kept: tuple[str, ...] = ()) -> str:
    """A part without the elements of some tags, but for those that hold one of some words.

    ``unread`` are the opening tags as written, as far as they matter: ``<w:rPr>``, ``<w:style ``.
    To parse a document without what says how it looks takes half the time. What has comments, CDATA
    or instructions in it is left as it is, as there may be tags in these.
    """
    if "<!" in text or text.count("<?") > 1:
        return text
    kept = tuple(word for word in kept if word in text)
    for tag in unread:
        end = f"</{tag[1:].split()[0].rstrip('>')}>"
        *pieces, rest = text.split(end)
        left = []
        for piece in pieces:
            # Of elements in one another the innermost ends first.
            at = piece.rfind(tag)
            is_kept = at < 0 or any(piece.find(word, at) >= 0 for word in kept)
            left += [piece, end] if is_kept else [piece[:at]]
        text = "".join([*left, rest])
    return text


class Names(dict[str, str]):
    """The names of tags without their namespaces, by the tags: a lookup where one asks often."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *names: str) -> list[Element]:
    """The elements to which a path of names leads."""
    found = [element]
    for name in names:
        found = [child for one in found for child in one if name_of(child) == name]
    return found


def walk(element: Element, *closed: str) -> Iterator[Element]:
    """All elements in an element in their order, but for what is in those named ``closed``."""
    left = list(reversed(element))
    while left:
        one = left.pop()
        yield one
        if name_of(one) not in closed:
            left.extend(reversed(one))


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever its prefix."""
    values = (value for key, value in element.items() if key.rpartition("}")[2] == name)
    return next(values, "")
