"""The text of the XML parts of a package: decoded, checked, and cut where no tag is cut in two."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from ita_xlsx.ooxml.zip_directory import BLOCK, Part, Refused, inflate

# Longer than any tag that a workbook program writes (sqref lists reach some 100 KB).
TAG_BYTES = 1 << 20

# How XML writes that an attribute of two values holds.
TRUE = ("1", "true", "on")

XML_NAMES = (".xml", ".rels", ".vml")
_LOOKS_LIKE_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z_]|(?:\xff\xfe)?<\0[?!A-Za-z_]\0|(?:\xfe\xff)?\0<\0[?!A-Za-z_]"
)
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
# A part is small that has not more bytes, packed and unpacked; an index, not more letters.
_SMALL_PART = 1 << 17
_SMALL_INDEX = 1 << 15
_DECLARED = re.compile(rb'(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["\']([^"\'>]*)')
# In all of these a byte below 128 is its ASCII letter, so that markup cannot hide from a look at
# the bytes, as it could in UTF-7 or ISO-2022; UTF-16 is decoded before the look.
_SAFE_ENCODINGS = re.compile(
    rb"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-(?:125\d|874)|cp874|tis-620",
    re.IGNORECASE,
)


def read_xml(content: bytes, part: Part, known: bool = True) -> tuple[Iterable[bytes], bool]:
    """The text of a part in chunks of UTF-8 that cut no tag in two, and whether it is in UTF-16.

    A part that is no XML, and not ``known`` as such, is inflated to its end, and has no chunks.
    Raises Refused, at once or while the chunks are taken: what ``inflate`` raises, and doctype,
    encoding.
    """
    if max(part.size, part.packed) > min(_SMALL_PART, BLOCK):
        return _inflated(content, part, known)
    packed = content[part.start : part.start + part.packed]
    # What it holds is the same wherever it lies.
    return _inflated_small(packed, part._replace(header=0, start=0), known)


# The forms of one template have most of their parts in common: 2.0 s of 600 merged forms.
@lru_cache(maxsize=32)
def _inflated_small(packed: bytes, part: Part, known: bool) -> tuple[Iterable[bytes], bool]:
    return _inflated(packed, part, known)


def _inflated(content: bytes, part: Part, known: bool) -> tuple[Iterable[bytes], bool]:
    blocks = inflate(content, part)
    first = next(blocks, b"")
    if not (known or part.key.endswith(XML_NAMES) or _LOOKS_LIKE_XML.match(first)):
        for _ in blocks:
            pass
        return (), False
    encoding = UTF16.get(first[:2])
    text = _decoded(chain((first,), blocks), encoding)
    chunks = (_checked(b"".join(text)),) if part.size <= BLOCK else map(_checked, _cut(text))
    return chunks, encoding is not None


def _decoded(blocks: Iterator[bytes], encoding: str | None) -> Iterable[bytes]:
    """The blocks in UTF-8, without a declaration that says UTF-16, as some parts in UTF-8 have."""
    if encoding is not None:
        decoded = codecs.iterdecode(blocks, encoding, "replace")
        blocks = (text.encode("utf-8", "replace") for text in decoded)
    first = next(blocks, b"")
    declared = _DECLARED.match(first)
    if declared and declared[1].lower().startswith(b"utf-16"):
        first = first[declared.end() :].partition(b">")[2]
    return chain((first,), blocks)


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


def _checked(text: bytes) -> bytes:
    declared = _DECLARED.match(text)
    if declared and not _SAFE_ENCODINGS.fullmatch(declared[1]):
        raise Refused("encoding")
    if b"\0" in text:
        raise Refused("encoding")
    if b"!" in text and b"<!DOCTYPE" in text:
        raise Refused("doctype")
    return text


# --- parsing ------------------------------------------------------------------------------------


def parse(chunks: Iterable[bytes], parser: XMLParserType, after: Callable[[], None]) -> None:
    """Give the chunks of ``read_xml`` to a parser, and call ``after`` after each.

    Raises Refused for what is not well-formed XML, or has a tag that no program writes: damaged.
    """
    given = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            given += len(chunk)
            # What is not whole, expat reads again from its beginning with each chunk.
            if given - parser.CurrentByteIndex > 4 * TAG_BYTES:
                raise Refused("damaged")
            after()
        if given:
            parser.Parse(b"", True)
    except (ExpatError, LookupError, ValueError) as broken:
        raise Refused("damaged") from broken


def local_name(name: str) -> str:
    """The name of a tag or an attribute without its prefix."""
    return name.rpartition(":")[2]


_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


def decoded_letters(text: str) -> str:
    """A text of a workbook, with the letters that it names by their code (``_x000D_``).

    Halves of letters are joined (``_xD83D__xDE00_``); a lone half becomes U+FFFD.
    """
    decoded = _CODE.sub(lambda code: chr(int(code[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# --- tags ---------------------------------------------------------------------------------------

_TAG = r"<(?:[\w.-]+:)?(?:{names})(?=[\s/>])((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)>"
_ATTRIBUTE = re.compile(r"""(?<![\w.:-])([\w.:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def tag_pattern(name: str) -> re.Pattern[str]:
    """The pattern of a tag of this name, with or without a prefix; its attributes are group 1."""
    return re.compile(_TAG.format(names=name))


def tags(name: str, text: str) -> tuple[Mapping[str, str], ...]:
    """The attributes, by their names as written, of each tag of a name in a part of XML.

    The prefix of the tag does not count. Raises Refused as ``parse`` does.
    """
    return (_tags_of_small if len(text) <= _SMALL_INDEX else _tags)(name, text)


def _tags(name: str, text: str) -> tuple[Mapping[str, str], ...]:
    found: list[Mapping[str, str]] = []

    def start(tag: str, about: dict[str, str]) -> None:
        if local_name(tag) == name:
            found.append(about)

    parser = ParserCreate("utf-8")
    parser.StartElementHandler = start
    parse((text.encode(),), parser, lambda: None)
    return tuple(found)


# As for whole parts: 0.2 s of 600 merged forms, each with eight small indexes.
@lru_cache(maxsize=64)
def _tags_of_small(name: str, text: str) -> tuple[Mapping[str, str], ...]:
    return _tags(name, text)


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
