"""OLE files as nobody's program writes them: olefile must neither hang nor take much memory."""

import tracemalloc
from struct import pack, pack_into
from time import perf_counter

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.intake.guard.file_type import Kind, tell_content
from ita_xlsx.intake.guard.ole import NotOle, Ole

END, FAT, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 0xFFFFFFFF
SECTOR = 512
BOOK = b"\x09\x08\x10\0" + b"\0\6\5\0" + b"\0" * 8192
# Where the fields of the header lie.
SHIFT, FAT_SECTORS, SMALL_TABLES, FIRST_LIST, LISTS, FIRST_FAT = 30, 44, 64, 68, 72, 76
# Of an entry of the directory.
LEFT, RIGHT, CHILD, START, SIZE = 68, 72, 76, 116, 120


def entry(name: str, kind: int, start: int = END, size: int = 0, **links: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    left, right, child = (links.get(way, NONE) for way in ("left", "right", "child"))
    return raw.ljust(64, b"\0") + pack(
        "<HBB3L16sL8s8sLLL", len(raw), kind, 1, left, right, child, b"", 0, b"", b"", start, size, 0
    )


def ole(entries: list[bytes], stream: bytes = BOOK, sectors: int = 0) -> bytearray:
    """A file of a table of chains, a directory and one stream; ``sectors`` more hold nothing."""
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % SECTOR)
    stream += b"\0" * (-len(stream) % SECTOR)
    own = len(directory) // SECTOR
    count = own + len(stream) // SECTOR + sectors
    tables = -(-count // 127)
    chain = [FAT] * tables + [*range(tables + 1, tables + own), END]
    chain += [*range(tables + own + 1, tables + count - sectors), END]
    table = pack(f"<{len(chain)}L", *chain).ljust(tables * SECTOR, b"\xff")
    lists = [*range(min(tables, 109)), *[FREE] * (109 - tables)]
    head = pack(
        "<8s16s6H10L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0,
        0, 0, tables, tables, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    whole = head + pack("<109L", *lists) + table + directory + stream + b"\0" * sectors * SECTOR
    return bytearray(whole)


def workbook(**links: int) -> bytearray:
    root = entry("Root Entry", 5, child=1)
    return ole([root, entry("Workbook", 2, 2, len(BOOK), **links)])


DIRECTORY = 2 * SECTOR


def changed(content: bytearray, at: int, value: int) -> bytearray:
    pack_into("<L", content, at, value)
    return content


def test_a_stream_is_read_by_its_name() -> None:
    found = Ole(bytes(workbook()))
    assert found.names == {"Workbook"}
    assert found.read("Workbook") == BOOK
    with pytest.raises(NotOle):
        found.read("Book")
    assert tell_content(bytes(workbook())) is Kind.XLS


def test_a_workbook_with_a_password_is_told_from_its_first_records() -> None:
    locked = b"\x09\x08\x04\0\0\6\5\0" + b"\x2f\0\6\0" + b"\0" * 8192
    entries = [entry("Root Entry", 5, child=1), entry("Workbook", 2, 2, len(locked))]
    assert tell_content(bytes(ole(entries, locked))) is Kind.ENCRYPTED


MOST = 20_000
HOSTILE = {
    "the table of chains is a ring": lambda: changed(workbook(), SECTOR + 4 * 3, 2),
    "the directory is a ring": lambda: changed(workbook(), SECTOR + 4, 1),
    "a stream larger than the file": lambda: changed(
        changed(workbook(), SECTOR + 4 * 3, 2), DIRECTORY + 128 + SIZE, 0xFFFFFFF0
    ),
    "small streams larger than the file": lambda: changed(
        changed(workbook(), DIRECTORY + 128 + SIZE, 100), DIRECTORY + SIZE, 0xFFFFFFF0
    ),
    "a table of small chains larger than the file": lambda: changed(
        changed(workbook(), DIRECTORY + 128 + SIZE, 100), SMALL_TABLES, 0xFFFFFFF0
    ),
    "lists of tables in a ring": lambda: ring_of_lists(8),
    "ever more lists of tables": lambda: ring_of_lists(0xFFFFFF),
    "an entry beside itself": lambda: workbook(left=1, right=1),
    "an entry below itself": lambda: workbook(child=1),
    "sectors of one byte": lambda: changed(workbook(), SHIFT, 6 << 16),
    "sectors of eight bytes": lambda: changed(ring_of_lists(0xFFFFFF), SHIFT, 6 << 16 | 3),
    "sectors beyond all measure": lambda: changed(workbook(), SHIFT, 6 << 16 | 0xFFFF),
    "a directory of very many entries": lambda: ole(
        [
            entry("Root Entry", 5, child=MOST // 2),
            *(
                entry(f"{n:05}", 2, n, 9, left=left, right=right)
                for n, left, right in balanced(1, MOST)
            ),
        ]
    ),
    "entries one behind the other": lambda: ole(
        [entry("Root Entry", 5, child=1)]
        + [entry(f"{n:05}", 2, n, 9, right=n + 1) for n in range(1, 3000)]
    ),
}


def ring_of_lists(count: int) -> bytearray:
    """The last sector lists itself as the next list, and 127 times the table of chains."""
    content = workbook() + pack("<128L", *[0] * 127, 18 + 1)
    last = len(content) // SECTOR - 2
    pack_into("<L", content, len(content) - 4, last)
    for at, value in ((FAT_SECTORS, 109 + 127 * count), (FIRST_LIST, last), (LISTS, count)):
        pack_into("<L", content, at, value & 0xFFFFFFFF)
    return content


def balanced(first: int, last: int) -> list[tuple[int, int, int]]:
    """Each number in order with those that lie to its left and right in a balanced tree."""
    found = {}
    waiting = [(first, last)]
    while waiting:
        low, high = waiting.pop()
        middle = (low + high) // 2
        sides = ((low, middle - 1), (middle + 1, high))
        found[middle] = [NONE if a > b else (a + b) // 2 for a, b in sides]
        waiting += [(a, b) for a, b in sides if a <= b]
    return [(n, *found[n]) for n in sorted(found)]


@pytest.mark.parametrize("lie", HOSTILE)
def test_a_hostile_file_costs_little(lie: str) -> None:
    content = bytes(HOSTILE[lie]())
    tracemalloc.start()
    begun = perf_counter()
    kind = tell_content(content)
    seconds = perf_counter() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind in (Kind.XLS, Kind.UNKNOWN)
    assert seconds < 5 and peak < 10 * len(content) + (8 << 20)


@given(st.lists(st.tuples(st.integers(0, 2047), st.integers(0, 255)), max_size=20))
def test_any_change_of_the_tables_ends_in_an_answer(changes: list[tuple[int, int]]) -> None:
    content = workbook()
    for at, value in changes:
        if at >= 8:
            content[at] = value
    try:
        found = Ole(bytes(content))
        assert len(found.read("Workbook")) <= len(content)
    except NotOle:
        pass


def test_olefile_still_loads_each_entry_by_the_method_that_is_limited() -> None:
    assert callable(olefile.OleFileIO._load_direntry)
