"""The streams of an OLE file, such as an .xls is, read by olefile within limits of our own."""

from io import BytesIO
from struct import pack as pack_struct
from struct import unpack_from
from typing import Any

from olefile import OleFileIO

# How large a sector is, by the number in the header that says so, and how many of them may list
# sectors of the table of chains beyond the 109 that the header lists. A file of 25 MB needs three.
_SECTORS = {9: (512, 8), 12: (4096, 0)}
# olefile keeps each entry of the directory, and searches all before it for its first sector.
_MOST_ENTRIES = 4096


class NotOle(Exception):
    """The file is no OLE file that can be read, or has no such stream."""


class _Ole(OleFileIO):  # type: ignore[misc]  # olefile has no annotations
    def _load_direntry(self, sid: int) -> Any:
        if sid >= _MOST_ENTRIES:
            raise ValueError("too many entries in the directory")
        return super()._load_direntry(sid)


class Ole:
    """An OLE file. ``names`` are those of what lies right below its root, ``paths`` all of it.

    A workbook may hold a whole document deeper down. A path is parted by slashes.
    """

    def __init__(self, content: bytes) -> None:
        """Raises NotOle."""
        self._size = len(content)
        try:
            sector, most_lists = _SECTORS[unpack_from("<H", content, 30)[0]]
            small_tables, _, lists = unpack_from("<3L", content, 64)
            if lists > most_lists or small_tables * sector > self._size:
                raise ValueError("more tables than a file needs")
            self._ole = _Ole(BytesIO(content))
            self.names = frozenset(entry.name for entry in self._ole.root.kids)
            self.paths = frozenset(map("/".join, self._ole.listdir(storages=True)))
        except MemoryError:
            raise
        except Exception as broken:  # olefile raises anything
            raise NotOle from broken

    def read(self, name: str) -> bytes:
        """All bytes of a stream right below the root. Raises NotOle."""
        try:
            if max(self._ole.get_size([name]), self._ole.root.size) > self._size:
                raise ValueError("a stream larger than the file")
            content: bytes = self._ole.openstream([name]).read()
        except MemoryError:
            raise
        except Exception as broken:
            raise NotOle from broken
        return content


# A file of one stream, of the larger sectors: its table of chains needs no list of its own.
_SECTOR = 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LISTED = 109


def single_stream(name: str, content: bytes) -> bytes:
    """An OLE file of one stream, which is padded with zeros to whole sectors. Source: [MS-CFB]."""
    padded = content.ljust(_SECTOR, b"\0")
    padded += bytes(-len(padded) % _SECTOR)
    # The directory, a sector of small streams, of which there are none, the stream, the table.
    chains = [_END, _END, *range(3, 2 + len(padded) // _SECTOR), _END]
    tables = 1
    while len(chains) + tables > tables * _SECTOR // 4:
        tables += 1
    listed = range(len(chains), len(chains) + tables)
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * _SECTOR // 4 - len(chains))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += pack_struct("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    head += pack_struct("<9L", 1, tables, 0, 0, _SECTOR, _END, 0, _END, 0)
    head += pack_struct(f"<{_LISTED}L", *listed, *[_FREE] * (_LISTED - tables))
    entries = _entry("Root Entry", 5, 1, 1, 64) + _entry(name, 2, _FREE, 2, len(padded))
    parts = [head.ljust(_SECTOR, b"\0"), entries.ljust(_SECTOR, b"\0"), bytes(_SECTOR), padded]
    return b"".join([*parts, pack_struct(f"<{len(chains)}L", *chains)])


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    links = (_FREE, _FREE, child)
    return pack_struct("<64sH2B3L36xLQ", text, len(text), kind, 1, *links, start, size)
