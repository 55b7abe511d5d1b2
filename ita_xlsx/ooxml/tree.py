"""Small parts of a package as trees of elements, whatever prefix or version their names are of."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import Refused


def root_of(package: Package, key: str | None) -> Element:
    """The tree of a part, or an element without children if there is none.

    Raises Refused: what ``Package.text`` raises, and damaged for what is not well-formed.
    """
    text = package.text(key) if key else ""
    try:
        return fromstring(text) if text else Element("none")
    except ParseError as broken:
        raise Refused("damaged") from broken


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
