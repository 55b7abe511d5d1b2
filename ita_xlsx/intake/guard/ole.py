"""The streams of an OLE file, such as an .xls is (the layout is Microsoft's [MS-CFB])."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

_ENTRY_BYTES = 128
_SECTOR_BYTES = {9: 512, 12: 4096}
_MINI_BYTES = 64
_HEADER_PAGES = 109
_MOST_SECTORS = 512
_MOST_PAGE_LISTS = 64
_MINI_STREAM_BELOW = 4096
_NO_ENTRY = 0xFFFFFFFF


@dataclass(frozen=True)
class Stream:
    """An entry of the directory: its name, its neighbours in the tree, where its bytes begin."""

    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class Ole:
    """An OLE file of these bytes. All of it raises LookupError or struct.error for a broken one."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sector = _SECTOR_BYTES[unpack_from("<H", content, 30)[0]]
        self._pages = self._fat_pages()
        self._entries = list(self._directory())

    def streams(self) -> dict[str, Stream]:
        """{name: entry} right below the root: a workbook may hold a whole document deeper down."""
        found = {}
        waiting, seen = [self._entries[0].child], {_NO_ENTRY}
        while waiting:
            number = waiting.pop()
            if number not in seen and number < len(self._entries):
                seen.add(number)
                entry = self._entries[number]
                waiting += (entry.left, entry.right)
                found[entry.name] = entry
        return found

    def offset(self, stream: Stream) -> int:
        """Where the first bytes of a stream lie; small ones lie inside the stream of the root."""
        if stream.size >= _MINI_STREAM_BELOW:
            return self._at(stream.start)
        return self._at(self._entries[0].start) + stream.start * _MINI_BYTES

    def read(self, stream: Stream) -> bytes:
        """All bytes of a stream."""
        if stream.size >= _MINI_STREAM_BELOW:
            return self._chain(stream.start)[: stream.size]
        small, table = self._chain(self._entries[0].start), self._chain(self._mini_table())
        pieces, at = [], stream.start
        for _ in range(stream.size // _MINI_BYTES + 1):
            pieces.append(small[at * _MINI_BYTES : (at + 1) * _MINI_BYTES])
            if 4 * at + 4 > len(table):
                break
            at = unpack_from("<I", table, 4 * at)[0]
        return b"".join(pieces)[: stream.size]

    def _mini_table(self) -> int:
        return int(unpack_from("<I", self._content, 60)[0])

    def _at(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _chain(self, sector: int) -> bytes:
        """The sectors from one on; no chain is longer than the file, so that a ring ends."""
        pieces = []
        for _ in range(len(self._content) // self._sector):
            if self._at(sector) >= len(self._content):
                break
            pieces.append(self._content[self._at(sector) : self._at(sector + 1)])
            sector = self._next(sector)
        return b"".join(pieces)

    def _next(self, sector: int) -> int:
        page, place = divmod(sector, self._sector // 4)
        return int(unpack_from("<I", self._content, self._at(self._pages[page]) + 4 * place)[0])

    def _directory(self) -> Iterator[Stream]:
        content = self._content
        at = unpack_from("<I", content, 48)[0]
        for _ in range(_MOST_SECTORS):
            start = self._at(at)
            if start + self._sector > len(content):
                return
            for entry in range(start, start + self._sector, _ENTRY_BYTES):
                length = min(unpack_from("<H", content, entry + 64)[0], 64)
                name = content[entry : entry + length].decode("utf-16-le", "replace").rstrip("\0")
                left, right, child = unpack_from("<3I", content, entry + 68)
                begin, size = unpack_from("<2I", content, entry + 116)
                yield Stream(name, left, right, child, begin, size)
            at = self._next(at)

    def _fat_pages(self) -> list[int]:
        """The sectors that hold the table of chains: some in the header, the others in lists."""
        pages = list(unpack_from(f"<{_HEADER_PAGES}I", self._content, 76))
        at = unpack_from("<I", self._content, 68)[0]
        for _ in range(_MOST_PAGE_LISTS):
            start = self._at(at)
            if start + self._sector > len(self._content):
                break
            *more, at = unpack_from(f"<{self._sector // 4}I", self._content, start)
            pages += more
        return pages
