"""The package of a workbook or a document: its parts, their links, and the sheets it lists."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from ita_xlsx.ooxml.xml_text import TRUE, local_name, parse, read_xml, tags
from ita_xlsx.ooxml.zip_directory import (
    BLOCK,
    MOST_PARTS,
    Part,
    Refused,
    inflate,
    part_key,
    read_directory,
)

# The parts that index the others; the 65,530 links that a sheet may hold take about 15 MB.
INDEX_BYTES = 16 << 20
CONTENT_TYPES = "[Content_Types].xml"


class Relationship(NamedTuple):
    """Its id, its kind (the last word of its type), and the key of the part to which it leads."""

    id: str
    kind: str
    key: str


class Package:
    """The parts of a zip by key, with the texts of those that index the rest, each read once."""

    def __init__(self, content: bytes, most: int = MOST_PARTS) -> None:
        """Raises Refused as ``read_directory`` does."""
        self.content = content
        self.parts = {part.key: part for part in read_directory(content, most)}
        self.utf16 = False
        self._texts: dict[str, str] = {}
        self._wholes: dict[str, bytes] = {}

    def read(self, key: str) -> bytes:
        """All bytes of a part, as the guard's limits let them through.

        Raises KeyError where there is none, and Refused as ``inflate`` does.
        """
        return b"".join(inflate(self.content, self.parts[key]))

    def text(self, key: str) -> str:
        """All text of a small part, ``''`` if there is none.

        Raises Refused as ``read_xml`` does, and odd_zip for a part over ``INDEX_BYTES``.
        """
        if key not in self._texts and key in self.parts:
            if self.parts[key].size > INDEX_BYTES:
                raise Refused("odd_zip")
            chunks = b"".join(self.chunks(self.parts[key]))
            self._texts[key] = chunks.decode("utf-8", "replace")
        return self._texts.get(key, "")

    def whole(self, key: str) -> bytes:
        """The one chunk of a small part; nothing if there is none, or one over ``BLOCK``.

        It is kept, so that it is not inflated again. Raises Refused as ``read_xml`` does.
        """
        part = self.parts.get(key)
        if part is None or part.size > BLOCK:
            return b""
        if key not in self._wholes:
            self._wholes[key] = b"".join(self.chunks(part))
        return self._wholes[key]

    def chunks(self, part: Part, known: bool = True) -> Iterable[bytes]:
        """What ``read_xml`` yields; remembers whether any part was in UTF-16."""
        if part.key in self._wholes:
            return (self._wholes[part.key],)
        chunks, utf16 = read_xml(self.content, part, known)
        self.utf16 = self.utf16 or utf16
        return chunks

    def unread(self) -> list[Part]:
        """The parts whose ``text`` was not asked for."""
        return [part for key, part in self.parts.items() if key not in self._texts]

    def content_types(self) -> dict[str, str]:
        """The types that are declared for single parts, by key. Raises Refused as ``text`` does.

        Those of endings tell nothing: SheetJS lists all of them.
        """
        declared = tags("Override", self.text(part_key(CONTENT_TYPES)))
        return {part_key(one.get("PartName", "")): one.get("ContentType", "") for one in declared}

    def relationships(self, source: str = "") -> list[Relationship]:
        """Those of a part, or of the package, but for those that lead out of it.

        Raises Refused as ``text`` does.
        """
        return [
            Relationship(
                about.get("Id", ""),
                about.get("Type", "").rpartition("/")[2],
                _resolved(about.get("Target", ""), source),
            )
            for about in tags(_RELATIONSHIP, self.text(relationships_key(source)))
            if about.get("TargetMode") != _EXTERNAL
        ]

    def external_targets(self, source: str) -> dict[str, str]:
        """{id: address} of the relationships of a part that lead out of the package.

        Raises Refused as ``text`` does.
        """
        return {
            about.get("Id", ""): about.get("Target", "")
            for about in tags(_RELATIONSHIP, self.text(relationships_key(source)))
            if about.get("TargetMode") == _EXTERNAL
        }

    def related(self, source: str, kind: str) -> str | None:
        """The key of the first part of one kind to which a part, or the package, leads.

        Raises Refused as ``text`` does.
        """
        found = (one.key for one in self.relationships(source) if one.kind == kind)
        return next((key for key in found if key in self.parts), None)


def relationships_key(key: str) -> str:
    """The key, or the name, of the part that holds another part's relationships."""
    folder, _, name = key.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


_EXTERNAL = "External"
_RELATIONSHIP = "Relationship"


def _resolved(target: str, source: str) -> str:
    """The key of the part that a part's relationship names."""
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in part_key(target).split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


# --- what the workbook says of its sheets -------------------------------------------------------

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_NO_CELLS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
_STATES = {"hidden": "hidden", "veryHidden": "veryHidden"}


class Listed(NamedTuple):
    """A worksheet as the workbook lists it: its name, its state and the key of its part."""

    name: str
    state: str
    key: str


class Index(NamedTuple):
    """What the workbook part and its relationships say."""

    sheets: tuple[Listed, ...]
    date1904: bool
    strict: bool


def read_index(package: Package) -> Index:
    """The list of worksheets of an Open XML workbook.

    Raises Refused: what ``Package.text`` raises, and damaged when there is no workbook part.
    """
    book = workbook_key(package)
    text = package.text(book)
    if not text:
        raise Refused("damaged")
    about = next(iter(tags("workbookPr", text)), {})
    links = {link.id: link for link in package.relationships(book)}
    sheets = tuple(_worksheets(tags("sheet", text), links))
    return Index(sheets, about.get("date1904") in TRUE, _STRICT in text)


def workbook_key(package: Package) -> str:
    """The key of the part that lists the sheets.

    Raises Refused as ``Package.text`` does, and odd_zip where readers take one or another for it.
    """
    return _only(package, package.related("", "officeDocument"), "xl/workbook.xml")


def document_key(package: Package) -> str:
    """The key of the part with the text of a Word document. Raises Refused as ``workbook_key``."""
    return _only(package, package.related("", "officeDocument"), "word/document.xml")


def shared_texts_key(package: Package) -> str:
    """The key of the part with the texts that cells share. Raises Refused as ``workbook_key``."""
    target = package.related(workbook_key(package), "sharedStrings")
    return _only(package, target, "xl/sharedstrings.xml")


def _only(package: Package, target: str | None, usual: str) -> str:
    """The part to which a relationship leads; some readers take the one of the usual name."""
    if target not in (None, usual) and usual in package.parts:
        raise Refused("odd_zip")
    return target or usual


def read_properties(package: Package, prefix: str) -> dict[str, str]:
    """The custom document properties whose names start with ``prefix``, by name.

    Raises Refused as ``Package.text`` does.
    """
    found: dict[str, str] = {}
    name = ""

    def start(tag: str, about: Mapping[str, str]) -> None:
        nonlocal name
        name = about.get("name", "") if local_name(tag) == "property" else name

    def take_text(text: str) -> None:
        if name.startswith(prefix):
            found[name] = found.get(name, "") + text

    parser = ParserCreate("utf-8")
    parser.StartElementHandler, parser.CharacterDataHandler = start, take_text
    parse((package.text("docprops/custom.xml").encode(),), parser, lambda: None)
    return found


def _worksheets(
    listed: Iterable[Mapping[str, str]], links: Mapping[str, Relationship]
) -> Iterator[Listed]:
    """The sheets that hold cells, each with the key of its part, or none where it is not linked."""
    for about in listed:
        ids = [value for name, value in about.items() if local_name(name) == "id"]
        if len(ids) > 1:
            raise Refused("odd_zip")  # readers take one or the other
        link = links.get("".join(ids))
        state = _STATES.get(about.get("state", ""), "visible")
        if link is None or link.kind not in _NO_CELLS:
            yield Listed(about.get("name", ""), state, link.key if link else "")
