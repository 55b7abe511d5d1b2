"""The streams of an OLE file, such as an .xls is, read by olefile within limits of our own."""

from io import BytesIO
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
    """An OLE file. ``names`` are those of what lies right below its root.

    A workbook may hold a whole document deeper down.
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
        except Exception as broken:  # olefile raises anything
            raise NotOle from broken

    def read(self, name: str) -> bytes:
        """All bytes of a stream right below the root. Raises NotOle."""
        try:
            if max(self._ole.get_size([name]), self._ole.root.size) > self._size:
                raise ValueError("a stream larger than the file")
            content: bytes = self._ole.openstream([name]).read()
        except Exception as broken:
            raise NotOle from broken
        return content
