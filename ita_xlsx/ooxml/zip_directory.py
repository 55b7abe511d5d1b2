"""The zip in which a workbook lies, read without trusting what it says of itself.

The standard ``zipfile`` is not used: it lets entries overlap, repeat and lie about their sizes,
and two readers may then see two different workbooks. What is accepted here can be read in one way
only, and of a large part no more is held inflated than a block.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from struct import Struct, error
from typing import NamedTuple

BLOCK = 1 << 20
# More parts a zip holds only by the wider fields of zip64.
MOST_PARTS = 0xFFFF
# What a zip begins with; the second is an empty one.
ZIP = (b"PK\3\4", b"PK\5\6")


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

END = Struct("<4s4H2LH")
_END64_LOCATOR = Struct("<4sLQL")
_END64 = Struct("<4sQ2H2L4Q")
CENTRAL = Struct("<4s6H3L5H2L")
LOCAL = Struct("<4s5H3L2H")
_EXTRA = Struct("<2H")
_COMMENT_MOST = 65535
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_IS_ENCRYPTED, _SIZES_FOLLOW, IS_UTF8 = 0x1, 0x8, 0x800
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
    except (error, UnicodeDecodeError, IndexError, OverflowError) as broken:
        raise Refused("damaged") from broken
    _refuse_duplicates(parts)
    _refuse_overlap(parts, start)
    return parts


def _find_directory(content: bytes) -> tuple[int, int, int]:
    """How many entries the directory has, and the bytes from and up to which it lies."""
    window = max(0, len(content) - END.size - _COMMENT_MOST)
    at = content.rfind(b"PK\5\6", window)
    if at < 0:
        raise Refused("damaged")
    _, disk, first_disk, here, count, size, start, comment = END.unpack_from(content, at)
    exact = at + END.size + comment == len(content)
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
        (
            sign, _, _, flags, method, _, _, crc, packed, size,
            name_length, extra_length, comment_length, _, _, _, header,
        ) = CENTRAL.unpack_from(content, at)  # fmt: skip
        extra = at + CENTRAL.size + name_length
        raw = content[at + CENTRAL.size : extra]
        at = extra + extra_length + comment_length
        if sign != b"PK\1\2" or at > end:
            raise Refused("damaged")
        if extra_length:
            fields = list(_extra_fields(content[extra : extra + extra_length]))
            _refuse_second_name(fields, raw)
            size, packed, header = _wide(dict(fields), size, packed, header)
        start = _check_local(content, header, raw, (flags, method, crc, packed, size))
        name = raw.decode("utf-8" if flags & IS_UTF8 or raw.isascii() else "cp437")
        deflated = method == _DEFLATED and packed > 0
        yield Part(name, part_key(name), header, start, packed, size, crc, deflated)
    if at != end:
        raise Refused("damaged")


def _refuse_second_name(fields: Iterable[tuple[int, bytes]], name: bytes) -> None:
    """Info-ZIP repeats the name behind a version and a checksum; some readers prefer that one."""
    if any(kind == _UNICODE_PATH_EXTRA and field[5:] != name for kind, field in fields):
        raise Refused("odd_zip")


def _wide(fields: Mapping[int, bytes], *narrow: int) -> Iterator[int]:
    """Size, packed size and offset, each taken from the zip64 field where it is too narrow."""
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
    at = 0
    while at + 4 <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _check_local(content: bytes, at: int, name: bytes, central: tuple[int, ...]) -> int:
    """Where the entry's bytes begin; its own header must say what the directory says of it."""
    fields = LOCAL.unpack_from(content, at)
    sign, _, flags, method, _, _, crc, packed, size, name_length, extra_length = fields
    end = at + LOCAL.size + name_length
    if sign != b"PK\3\4" or content[at + LOCAL.size : end] != name:
        raise Refused("damaged")
    if (flags | central[0]) & _IS_ENCRYPTED:
        raise Refused("password")
    if method != central[1] or method not in (_STORED, _DEFLATED):
        raise Refused("odd_zip")
    wide = packed == _FULL32 or size == _FULL32
    if not (flags & _SIZES_FOLLOW or wide or (crc, packed, size) == central[2:]):
        raise Refused("lying_size", name=name[:80].decode("ascii", "replace"))
    return int(end + extra_length)


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


def inflate(content: bytes, part: Part) -> Iterator[bytes]:
    """The inflated bytes of a part, in blocks of at most ``BLOCK``.

    Raises Refused while the blocks are taken: lying_size as soon as there are more bytes than the
    directory says, or more packed ones than are needed; damaged when there are fewer, when they
    cannot be inflated, or when their checksum is wrong.
    """
    crc = size = 0
    try:
        for block in _inflated(content, part) if part.deflated else _stored(content, part):
            size += len(block)
            if size > part.size:
                raise _lying(part)
            crc = zlib.crc32(block, crc)
            yield block
    except zlib.error as broken:
        raise Refused("damaged") from broken
    if size != part.size or crc != part.crc:
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
        if stream.eof:
            raise _lying(part)
        piece = content[at : min(at + step, end)]
        block = b""
        # What follows the end of the stream is never consumed: it would be offered for ever.
        while not stream.eof and (piece or len(block) == BLOCK):
            block = stream.decompress(piece, BLOCK)
            piece = stream.unconsumed_tail
            yield block
    if stream.unused_data:
        raise _lying(part)
    if not stream.eof:
        raise Refused("damaged")


def _lying(part: Part) -> Refused:
    return Refused("lying_size", name=part.name[:80])
