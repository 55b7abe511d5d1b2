"""The package of a workbook (a zip of XML parts), read without trusting what it says of itself.

The standard ``zipfile`` is not used: it lets entries overlap, repeat and lie about their sizes,
and two readers may then see two different workbooks. What is accepted here can be read in one way
only. Nothing is ever held inflated but a block, save for the few small parts that index the rest.
"""

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from struct import Struct, error
from typing import NamedTuple

BLOCK = 1 << 20
# Longer than any tag that a workbook program writes (sqref lists reach some 100 KB).
TAG_BYTES = 1 << 20
# The parts that index the others; the 65,530 links that a sheet may hold take about 15 MB.
INDEX_BYTES = 32 << 20


class Refused(Exception):
    """The package is not to be opened; ``reason`` is a code and ``facts`` fill its sentence."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Part(NamedTuple):
    """One entry of the zip: ``packed`` bytes from ``start`` on, ``size`` bytes when inflated.

    ``key`` is the name as packages compare names: letter case and kind of slash do not count.
    ``header`` is where the entry begins, before its own header.
    """

    name: str
    key: str
    header: int
    start: int
    packed: int
    size: int
    crc: int
    deflated: bool


def part_key(name: str) -> str:
    """The key of the part of this name."""
    return name.replace("\\", "/").lstrip("/").lower()


# --- the zip ------------------------------------------------------------------------------------

_END = Struct("<4s4H2LH")
_END64_LOCATOR = Struct("<4sLQL")
_END64 = Struct("<4sQ2H2L4Q")
_CENTRAL = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_COMMENT_MOST = 65535
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_IS_ENCRYPTED, _SIZES_FOLLOW, _IS_UTF8 = 0x1, 0x8, 0x800
_ZIP64_EXTRA, _UNICODE_PATH_EXTRA = 0x0001, 0x7075
_ESCAPING = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


def read_directory(content: bytes, most: int) -> list[Part]:
    """The parts of a zip in the order of its directory, each proved to lie by itself.

    ``most`` is the number of parts allowed. Raises Refused: damaged, too_many_parts, password,
    escaping_name, duplicate_entry, overlap, lying_size, odd_zip.
    """
    try:
        count, start, end = _find_directory(content)
        if count > most:
            raise Refused("too_many_parts", count=count, limit=most)
        parts = list(_entries(content, count, start, end))
    except (error, UnicodeDecodeError, IndexError) as broken:
        raise Refused("damaged") from broken
    _refuse_duplicates(parts)
    _refuse_overlap(parts, start)
    return parts


def _find_directory(content: bytes) -> tuple[int, int, int]:
    """How many entries the directory has, and the bytes from and up to which it lies."""
    window = max(0, len(content) - _END.size - _COMMENT_MOST)
    at = content.rfind(b"PK\5\6", window)
    if at < 0:
        raise Refused("damaged")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, at)
    exact = at + _END.size + comment == len(content)
    # Behind an end record that is not at the end, readers disagree which record is the last.
    if not exact and content.find(b"PK\5\6", window) != at:
        raise Refused("odd_zip")
    end = at
    locator = at - _END64_LOCATOR.size
    if locator >= 0 and content.startswith(b"PK\6\7", locator):
        end, wide = _find_directory64(content, locator)
        narrow = (here, count, size, start)
        if any(n not in (w, _FULL16, _FULL32) for n, w in zip(narrow, wide, strict=True)):
            raise Refused("odd_zip")
        here, count, size, start = wide
    if disk or first_disk or here != count or start + size != end:
        raise Refused("damaged")
    return count, start, end


def _find_directory64(content: bytes, locator: int) -> tuple[int, tuple[int, int, int, int]]:
    _, disk, at, disks = _END64_LOCATOR.unpack_from(content, locator)
    sign, length, _, _, _, _, here, count, size, start = _END64.unpack_from(content, at)
    if sign != b"PK\6\6" or disk or disks > 1 or at + 12 + length != locator:
        raise Refused("damaged")
    return at, (here, count, size, start)


def _entries(content: bytes, count: int, at: int, end: int) -> Iterator[Part]:
    for _ in range(count):
        fields = _CENTRAL.unpack_from(content, at)
        sign, _, _, flags, method, _, _, crc, packed, size = fields[:10]
        name_length, extra_length, comment_length, _, _, _, local = fields[10:]
        named = at + _CENTRAL.size
        extra = named + name_length
        at = extra + extra_length + comment_length
        if sign != b"PK\1\2" or at > end:
            raise Refused("damaged")
        raw = content[named:extra]
        if extra_length:
            wide = _extras(content[extra : extra + extra_length], size, packed, local)
            size, packed, local = wide
        start = _check_local(content, local, raw, (flags, method, crc, packed, size))
        name = _decode(raw, flags)
        deflated = method == _DEFLATED
        yield Part(name, part_key(name), local, start, packed, size, crc, deflated)
    if at != end:
        raise Refused("damaged")


def _extras(extra: bytes, *narrow: int) -> Iterator[int]:
    """Size, packed size and offset, each taken from the zip64 field where it is too narrow."""
    fields = dict(_extra_fields(extra))
    if _UNICODE_PATH_EXTRA in fields:
        raise Refused("odd_zip")  # a second name, which some readers prefer to the first
    wide = fields.get(_ZIP64_EXTRA, b"")
    at = 0
    for value in narrow:
        if value == _FULL32:
            value = int.from_bytes(wide[at : at + 8], "little")
            at += 8
        yield value
    if at > len(wide):
        raise Refused("damaged")


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = extra[0] | extra[1] << 8, extra[2] | extra[3] << 8
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _check_local(content: bytes, at: int, name: bytes, central: tuple[int, ...]) -> int:
    """Where the entry's bytes begin; its own header must say what the directory says of it."""
    fields = _LOCAL.unpack_from(content, at)
    sign, _, flags, method, _, _, crc, packed, size, name_length, extra_length = fields
    named = at + _LOCAL.size
    if sign != b"PK\3\4" or content[named : named + name_length] != name:
        raise Refused("damaged")
    if (flags | central[0]) & _IS_ENCRYPTED:
        raise Refused("password")
    if method != central[1] or method not in (_STORED, _DEFLATED):
        raise Refused("odd_zip")
    wide = packed == _FULL32 or size == _FULL32
    if not (flags & _SIZES_FOLLOW or wide or (crc, packed, size) == central[2:]):
        raise Refused("lying_size")
    return int(named + name_length + extra_length)


def _decode(name: bytes, flags: int) -> str:
    return name.decode("utf-8" if flags & _IS_UTF8 or name.isascii() else "cp437")


def _refuse_duplicates(parts: list[Part]) -> None:
    seen = set()
    for part in parts:
        if _ESCAPING.search(part.name):
            raise Refused("escaping_name", name=part.name[:80])
        if part.key in seen:
            raise Refused("duplicate_entry", name=part.name[:80])
        seen.add(part.key)


def _refuse_overlap(parts: list[Part], directory: int) -> None:
    end = 0
    for part in sorted(parts, key=attrgetter("header")):
        if part.header < end or part.start + part.packed > directory:
            raise Refused("overlap", name=part.name[:80])
        end = part.start + part.packed


# --- inflating ----------------------------------------------------------------------------------


def inflate(content: bytes, part: Part) -> Iterable[bytes]:
    """The inflated bytes of a part, in blocks of at most ``BLOCK``.

    Raises Refused, at once or while the blocks are taken: lying_size as soon as there are more
    bytes than the directory says, or fewer at the end; damaged when they cannot be inflated or
    their checksum is wrong.
    """
    return (_inflate_small(content, part),) if part.size <= BLOCK else _inflate_large(content, part)


def _inflate_small(content: bytes, part: Part) -> bytes:
    packed = content[part.start : part.start + part.packed]
    block = _unpack(packed, part) if part.deflated else packed
    if len(block) != part.size:
        raise Refused("lying_size", name=part.name[:80])
    if zlib.crc32(block) != part.crc:
        raise Refused("damaged")
    return block


def _unpack(packed: bytes, part: Part) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        block = stream.decompress(packed, part.size + 1)
    except zlib.error as broken:
        raise Refused("damaged") from broken
    if not stream.eof or stream.unused_data:
        raise Refused("lying_size", name=part.name[:80])
    return block


def _inflate_large(content: bytes, part: Part) -> Iterator[bytes]:
    crc = size = 0
    try:
        for block in _inflated(content, part) if part.deflated else _stored(content, part):
            size += len(block)
            if size > part.size:
                raise Refused("lying_size", name=part.name[:80])
            crc = zlib.crc32(block, crc)
            yield block
    except zlib.error as broken:
        raise Refused("damaged") from broken
    if size != part.size:
        raise Refused("lying_size", name=part.name[:80])
    if crc != part.crc:
        raise Refused("damaged")


def _stored(content: bytes, part: Part) -> Iterator[bytes]:
    end = part.start + part.packed
    for at in range(part.start, end, BLOCK):
        yield content[at : min(at + BLOCK, end)]


def _inflated(content: bytes, part: Part) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    end = part.start + part.packed
    step = 1 << 16
    for at in range(part.start, end, step):
        piece = content[at : min(at + step, end)]
        block = b" "
        while piece or len(block) == BLOCK:
            block = stream.decompress(piece, BLOCK)
            piece = stream.unconsumed_tail
            if block:
                yield block
    if not stream.eof or stream.unused_data:
        raise Refused("lying_size", name=part.name[:80])


# --- the text of XML parts ----------------------------------------------------------------------

_XML_NAMES = (".xml", ".rels", ".vml")
_LOOKS_LIKE_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe|\xfe\xff)?(?:<\0|\0<)")
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


class Package:
    """The parts of a zip by key, with the texts of those that index the rest, each read once."""

    def __init__(self, content: bytes, most: int) -> None:
        """Raises Refused as ``read_directory`` does."""
        self.content = content
        self.parts = {part.key: part for part in read_directory(content, most)}
        self.utf16 = False
        self._texts: dict[str, str] = {}

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

    def chunks(self, part: Part) -> Iterable[bytes]:
        """What ``read_xml`` yields; remembers whether any part was in UTF-16."""
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

_TAG = r"<(?:[\w.-]+:)?(?:{names})(?=[\s/>])((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET_TAG = re.compile(_TAG.format(names="sheet"))
_RELATIONSHIP_TAG = re.compile(_TAG.format(names="Relationship"))
_WORKBOOK_TAG = re.compile(_TAG.format(names="workbookPr"))
_PROPERTY = re.compile(_TAG.format(names="property") + r"\s*<[^<>]*>([^<]*)<")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRUE = ("1", "true", "on")
_STATES = {"hidden": "hidden", "veryHidden": "veryHidden"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A worksheet as the workbook lists it: its name, its state and the key of its part."""

    name: str
    state: str
    key: str


@dataclass(frozen=True, slots=True)
class Index:
    """What the workbook part and its relationships say."""

    sheets: tuple[Listed, ...]
    date1904: bool
    strict: bool


def read_index(package: Package) -> Index:
    """The list of worksheets of an Open XML workbook.

    Raises Refused: what ``Package.text`` raises, and damaged when there is no workbook part.
    """
    at = _workbook_key(package.text("_rels/.rels"))
    if at not in package.parts:
        at = "xl/workbook.xml"
    text = package.text(at)
    if not text:
        raise Refused("damaged")
    links = _links(package.text(relationships_key(at)), at)
    about = next((attributes(match[1]) for match in _WORKBOOK_TAG.finditer(text)), {})
    return Index(
        tuple(_listed(text, links)),
        date1904=about.get("date1904") in _TRUE,
        strict=_STRICT in text,
    )


def read_properties(package: Package, prefix: str) -> dict[str, str]:
    """The custom document properties whose names start with ``prefix``, by name.

    Raises Refused as ``Package.text`` does.
    """
    found = {
        attributes(match[1]).get("name", ""): unescape(match[2])
        for match in _PROPERTY.finditer(package.text("docprops/custom.xml"))
    }
    return {name: value for name, value in found.items() if name.startswith(prefix)}


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


def _workbook_key(text: str) -> str:
    for match in _RELATIONSHIP_TAG.finditer(text):
        link = attributes(match[1])
        if link.get("Type", "").endswith("/officeDocument"):
            return part_key(link.get("Target", ""))
    return ""


def _links(text: str, source: str) -> dict[str, tuple[str, str]]:
    """By id: the type of a relationship and the key of the part that it points to."""
    found = (attributes(match[1]) for match in _RELATIONSHIP_TAG.finditer(text))
    return {
        link.get("Id", ""): (link.get("Type", ""), _target(link.get("Target", ""), source))
        for link in found
    }


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


def _listed(text: str, links: Mapping[str, tuple[str, str]]) -> Iterator[Listed]:
    for match in _SHEET_TAG.finditer(text):
        sheet = attributes(match[1])
        kind, key = links.get(sheet.get("id", ""), ("/worksheet", ""))
        if kind.endswith("/worksheet"):
            state = _STATES.get(sheet.get("state", ""), "visible")
            yield Listed(sheet.get("name", ""), state, key)
