"""Writing a package again with some parts changed: all others stay packed as they are."""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ita_xlsx.ooxml.zip_directory import (
    CENTRAL,
    END,
    IS_UTF8,
    LOCAL,
    MOST_PARTS,
    part_key,
    read_directory,
)

_VERSION = 20
_STORED, _DEFLATED = 0, 8
# No clock in an output: the first moment that a zip can name, 1980-01-01 00:00.
_TIME, _DATE = 0, 0x21


class _Packed(NamedTuple):
    name: bytes
    flags: int
    method: int
    size: int
    crc: int
    content: bytes


def repack(content: bytes, changed: Mapping[str, bytes | None], level: int = -1) -> bytes:
    """A package in which the parts named in ``changed`` have these contents, or none are left out.

    Parts stay in their order, new ones follow. Whatever is not changed is copied without being
    inflated. ``level`` is zlib's for what is new: 0 where the package is only read at once. The
    same input gives the same bytes. Raises Refused as ``read_directory`` does.
    """
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in _parts(content, changed, level):
        fields = (part.flags, part.method, _TIME, _DATE, part.crc, len(part.content), part.size)
        header = LOCAL.pack(b"PK\3\4", _VERSION, *fields, len(part.name), 0)
        entry = CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, *fields, len(part.name), *(0,) * 5, at
        )  # fmt: skip
        pieces += [header, part.name, part.content]
        directory += [entry, part.name]
        at += len(header) + len(part.name) + len(part.content)
    count = len(directory) // 2
    listed = b"".join(directory)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
    return b"".join([*pieces, listed, end])


def package_of(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, to be read at once: nothing is made smaller."""
    return repack(_EMPTY, parts, level=0)


_EMPTY = b"PK\5\6" + bytes(18)


def _parts(content: bytes, changed: Mapping[str, bytes | None], level: int) -> Iterator[_Packed]:
    left = {part_key(name): (name, new) for name, new in changed.items()}
    for part in read_directory(content, MOST_PARTS):
        if part.key not in left:
            packed = content[part.start : part.start + part.packed]
            method = _DEFLATED if part.deflated else _STORED
            yield _Packed(*_named(part.name), method, part.size, part.crc, packed)
        elif (new := left.pop(part.key)[1]) is not None:
            yield _packed(part.name, new, level)
    for name, new in left.values():
        if new is not None:
            yield _packed(name, new, level)


def _packed(name: str, content: bytes, level: int) -> _Packed:
    packer = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return _Packed(*_named(name), _DEFLATED, len(content), zlib.crc32(content), packed)


def _named(name: str) -> tuple[bytes, int]:
    return name.encode(), 0 if name.isascii() else IS_UTF8
