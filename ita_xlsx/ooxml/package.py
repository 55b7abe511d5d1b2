"""The package of a workbook: the text of its XML parts, and what they say of its sheets."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar

from ita_xlsx.ooxml.zip_directory import BLOCK, Part, Refused, inflate, part_key, read_directory

# Longer than any tag that a workbook program writes (sqref lists reach some 100 KB).
TAG_BYTES = 1 << 20
# The parts that index the others; the 65,530 links that a sheet may hold take about 15 MB.
INDEX_BYTES = 32 << 20

Text = TypeVar("Text", str, bytes)
Found = TypeVar("Found")
_SMALL = 1 << 15


def remember(function: Callable[[Text], Found]) -> Callable[[Text], Found]:
    """A pure function with its last results for small texts kept.

    The forms of one template have most of their parts in common, and the places of all cells.
    """
    kept = lru_cache(maxsize=64)(function)

    @wraps(function)
    def remembered(text: Text) -> Found:
        return kept(text) if len(text) < _SMALL else function(text)

    return remembered


# --- the text of XML parts ----------------------------------------------------------------------

_XML_NAMES = (".xml", ".rels", ".vml")
_LOOKS_LIKE_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z_]|(?:\xff\xfe)?<\0[?!A-Za-z_]\0|(?:\xfe\xff)?\0<\0[?!A-Za-z_]"
)
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb'(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["\']([^"\'>]*)')
# In all of these a byte below 128 is its ASCII letter, so that markup cannot hide from a look at
# the bytes, as it could in UTF-7 or ISO-2022; UTF-16 is decoded before the look.
_SAFE_ENCODINGS = re.compile(
    rb"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-(?:125\d|874)|cp874|tis-620",
    re.IGNORECASE,
)


def read_xml(content: bytes, part: Part) -> tuple[Iterable[bytes], bool]:
    """The text of a part in chunks of UTF-8 that cut no tag in two, and whether it is in UTF-16.

    A part that is no XML is inflated to its end, and has no chunks. Raises Refused, at once or
    while the chunks are taken: what ``inflate`` raises, and doctype, encoding.
    """
    if max(part.size, part.packed) > min(_KEPT_BYTES, BLOCK):
        return _read_xml(content, part)
    packed = content[part.start : part.start + part.packed]
    # What it holds is the same wherever it lies.
    return _read_known(packed, part._replace(header=0, start=0))


def _read_xml(content: bytes, part: Part) -> tuple[Iterable[bytes], bool]:
    blocks = iter(inflate(content, part))
    first = next(blocks, b"")
    if not (part.key.endswith(_XML_NAMES) or _LOOKS_LIKE_XML.match(first)):
        for _ in blocks:
            pass
        return (), False
    encoding = _UTF16.get(first[:2])
    if part.size <= BLOCK:
        return _checked(_decode_whole(first, encoding)), encoding is not None
    blocks = _decoded(_chain(first, blocks), encoding)
    return _checked_each(_cut(blocks)), encoding is not None


# The forms of one template have most of their parts in common.
_KEPT_BYTES = 1 << 17
_read_known = lru_cache(maxsize=32)(_read_xml)


class Package:
    """The parts of a zip by key, with the texts of those that index the rest, each read once."""

    def __init__(self, content: bytes, most: int) -> None:
        """Raises Refused as ``read_directory`` does."""
        self.content = content
        self.parts = {part.key: part for part in read_directory(content, most)}
        self.utf16 = False
        self._texts: dict[str, str] = {}
        self._wholes: dict[str, bytes] = {}

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

    def chunks(self, part: Part) -> Iterable[bytes]:
        """What ``read_xml`` yields; remembers whether any part was in UTF-16."""
        if part.key in self._wholes:
            return (self._wholes[part.key],)
        chunks, utf16 = read_xml(self.content, part)
        self.utf16 = self.utf16 or utf16
        return chunks

    def unread(self) -> list[Part]:
        """The parts whose ``text`` was not asked for."""
        return [part for key, part in self.parts.items() if key not in self._texts]


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _decode_whole(block: bytes, encoding: str | None) -> bytes:
    return block.decode(encoding, "replace").encode("utf-8", "replace") if encoding else block


def _decoded(blocks: Iterable[bytes], encoding: str | None) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")("replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "replace") if encoding else block


def _cut(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before the last ``<`` of each block: no tag holds another ``<``."""
    rest = b""
    for block in blocks:
        rest += block
        at = max(0, rest.rfind(b"<"))
        if len(rest) - at > TAG_BYTES:
            at = len(rest)
        yield rest[:at]
        rest = rest[at:]
    yield rest


def _checked(text: bytes) -> tuple[bytes]:
    declared = _DECLARED.match(text)
    if declared and not _SAFE_ENCODINGS.fullmatch(declared[1]):
        raise Refused("encoding")
    if b"\0" in text:
        raise Refused("encoding")
    if b"!" in text and b"<!DOCTYPE" in text:
        raise Refused("doctype")
    return (text,)


def _checked_each(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        yield from _checked(chunk)


# --- what the workbook says of its sheets -------------------------------------------------------

_TAG = r"<(?:[\w.-]+:)?(?:{names})(?=[\s/>])((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
_ATTRIBUTE = re.compile(r"""(?<![\w.:-])([\w.:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_SHEET_TAG = re.compile(_TAG.format(names="sheet"))
_RELATIONSHIP_TAG = re.compile(_TAG.format(names="Relationship"))
_WORKBOOK_TAG = re.compile(_TAG.format(names="workbookPr"))
_PROPERTY = re.compile(_TAG.format(names="property") + r"\s*<[^<>]*>([^<]*)<")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRUE = ("1", "true", "on")
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


class _Link(NamedTuple):
    id: str
    type: str
    target: str


def read_index(package: Package) -> Index:
    """The list of worksheets of an Open XML workbook.

    Raises Refused: what ``Package.text`` raises, and damaged when there is no workbook part.
    """
    root = _links(package.text("_rels/.rels"))
    targets = (part_key(link.target) for link in root if link.type.endswith("/officeDocument"))
    at = next((key for key in targets if key in package.parts), "xl/workbook.xml")
    text = package.text(at)
    if not text:
        raise Refused("damaged")
    listed, date1904, strict = _read_workbook(text)
    links = {link.id: link for link in _links(package.text(relationships_key(at)))}
    return Index(tuple(_worksheets(listed, links, at)), date1904, strict)


def read_properties(package: Package, prefix: str) -> dict[str, str]:
    """The custom document properties whose names start with ``prefix``, by name.

    Raises Refused as ``Package.text`` does.
    """
    found = _properties(package.text("docprops/custom.xml"))
    return {name: value for name, value in found if name.startswith(prefix)}


def relationships_key(key: str) -> str:
    """The key of the part that holds another part's relationships."""
    folder, _, name = key.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag; a namespace prefix is dropped (``r:id`` becomes ``id``)."""
    return {
        match[1].rpartition(":")[2]: unescape(match[2] or match[3] or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def unescape(text: str) -> str:
    """The text with its XML entities replaced; what is no legal character stays as it is."""
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else match[0]


@remember
def _links(text: str) -> tuple[_Link, ...]:
    found = (attributes(match[1]) for match in _RELATIONSHIP_TAG.finditer(text))
    return tuple(_Link(*(link.get(key, "") for key in ("Id", "Type", "Target"))) for link in found)


@remember
def _properties(text: str) -> tuple[tuple[str, str], ...]:
    found = ((attributes(match[1]), unescape(match[2])) for match in _PROPERTY.finditer(text))
    return tuple((about.get("name", ""), value) for about, value in found)


@remember
def _read_workbook(text: str) -> tuple[tuple[Listed, ...], bool, bool]:
    """The sheets, each with the id of its link instead of a key, and the two flags of Index."""
    about = next((attributes(match[1]) for match in _WORKBOOK_TAG.finditer(text)), {})
    tags = (attributes(match[1]) for match in _SHEET_TAG.finditer(text))
    sheets = (
        Listed(tag.get("name", ""), _STATES.get(tag.get("state", ""), "visible"), tag.get("id", ""))
        for tag in tags
    )
    return tuple(sheets), about.get("date1904") in _TRUE, _STRICT in text


def _worksheets(
    listed: Iterable[Listed], links: Mapping[str, _Link], source: str
) -> Iterator[Listed]:
    """The sheets that hold cells, each with the key of its part."""
    for sheet in listed:
        link = links.get(sheet.key)
        if link is None:
            yield sheet._replace(key="")
        elif link.type.endswith("/worksheet"):
            yield sheet._replace(key=_target(link.target, source))


def _target(target: str, source: str) -> str:
    if target.startswith("/"):
        return part_key(target)
    steps = source.split("/")[:-1]
    for step in part_key(target).split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
