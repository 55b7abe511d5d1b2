"""The bytes of a part of a zip, of which its directory may tell anything."""

import zlib
from dataclasses import dataclass

import pytest

from ita_xlsx.ooxml.xml_text import read_xml
from ita_xlsx.ooxml.zip_directory import BLOCK, Part, Refused, inflate

SMALL, LARGE = b"0123456789" * 100, bytes(range(256)) * 4 * 3000


def deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


@dataclass(frozen=True)
class Lie:
    """What a package says of a part that holds ``data``, and what follows its packed bytes."""

    data: bytes
    deflated: bool = True
    cut: int = 0
    surplus: bytes = b""
    size: int = 0
    crc: int = 0
    broken: bool = False

    def answer(self) -> tuple[str, list[int]]:
        """The reason of the refusal (``ok``: none, and the bytes are right), the blocks before."""
        raw = deflate(self.data) if self.deflated else self.data
        raw = raw[: len(raw) - self.cut] + self.surplus
        if self.broken:
            raw = raw[: len(raw) // 2] + b"\xff" * 40 + raw[len(raw) // 2 + 40 :]
        size, crc = len(self.data) + self.size, zlib.crc32(self.data) + self.crc
        part = Part("ก" * 99, "a", 0, 7, len(raw), size, crc, self.deflated)
        blocks = []
        try:
            for block in inflate(b"before." + raw + b"after", part):
                blocks.append(block)
        except Refused as refused:
            assert refused.facts in ({}, {"name": "ก" * 80})
            assert bool(refused.facts) == (refused.reason == "lying_size")
            return refused.reason, [len(block) for block in blocks if block]
        assert b"".join(blocks) == self.data
        return "ok", [len(block) for block in blocks if block]


assert len(SMALL) < BLOCK and 2 * BLOCK < len(LARGE) < 3 * BLOCK
EXACT = bytes(BLOCK)

LIES = [
    (Lie(SMALL), "ok"),
    (Lie(SMALL, deflated=False), "ok"),
    (Lie(b""), "ok"),
    (Lie(b"", deflated=False), "ok"),
    (Lie(EXACT), "ok"),
    (Lie(EXACT, deflated=False), "ok"),
    (Lie(EXACT + b"0"), "ok"),
    (Lie(EXACT + b"\0"), "ok"),  # zlib has taken in all when the block is full, and holds back one
    (Lie(LARGE), "ok"),
    (Lie(LARGE, deflated=False), "ok"),
    # More bytes than are said.
    (Lie(SMALL, size=-1), "lying_size"),
    (Lie(SMALL, size=-len(SMALL)), "lying_size"),
    (Lie(SMALL, deflated=False, size=-1), "lying_size"),
    (Lie(EXACT + b"0", size=-1), "lying_size"),
    (Lie(LARGE, size=-1), "lying_size"),
    (Lie(LARGE, size=-2 * BLOCK), "lying_size"),
    (Lie(LARGE, deflated=False, size=-1), "lying_size"),
    # Fewer bytes than are said.
    (Lie(SMALL, size=1), "damaged"),
    (Lie(SMALL, size=4 * BLOCK), "damaged"),
    (Lie(SMALL, size=1 << 64), "damaged"),
    (Lie(SMALL, deflated=False, size=1), "damaged"),
    (Lie(EXACT, size=1), "damaged"),
    (Lie(LARGE, size=1), "damaged"),
    (Lie(LARGE, deflated=False, size=1), "damaged"),
    # Packed bytes that no stream needs.
    (Lie(SMALL, surplus=b"0"), "lying_size"),
    (Lie(LARGE, surplus=b"0"), "lying_size"),
    (Lie(LARGE, surplus=b"0" * BLOCK), "lying_size"),
    (Lie(EXACT + b"0", surplus=b"0" * 70_000), "lying_size"),
    (Lie(LARGE, surplus=deflate(b"")), "lying_size"),
    # A stream that breaks off, or is none.
    (Lie(SMALL, cut=1), "damaged"),
    (Lie(LARGE, cut=1), "damaged"),
    (Lie(SMALL, cut=len(deflate(SMALL))), "damaged"),
    (Lie(LARGE, broken=True), "damaged"),
    (Lie(SMALL * 9 + LARGE[:9000], broken=True), "damaged"),
    # Another checksum.
    (Lie(SMALL, crc=1), "damaged"),
    (Lie(SMALL, deflated=False, crc=1), "damaged"),
    (Lie(LARGE, crc=1), "damaged"),
    (Lie(LARGE, deflated=False, crc=1), "damaged"),
]


@pytest.mark.parametrize(("lie", "answer"), LIES)
def test_a_part_is_what_its_directory_says_or_is_refused(lie: Lie, answer: str) -> None:
    reason, blocks = lie.answer()
    assert reason == answer
    assert all(size <= BLOCK for size in blocks)
    told = len(lie.data) + lie.size
    assert sum(blocks) <= told, "no more is given out than the directory says"


def test_a_large_part_is_held_in_blocks() -> None:
    assert Lie(LARGE, deflated=False).answer()[1] == [BLOCK, BLOCK, len(LARGE) - 2 * BLOCK]
    assert len(Lie(LARGE).answer()[1]) > 2
    assert len(Lie(EXACT).answer()[1]) == 1


def test_no_byte_of_a_small_part_that_lies_is_read() -> None:
    lie = Part("a.xml", "a.xml", 0, 0, 1, 2, 0, False)
    with pytest.raises(Refused):
        read_xml(b"x", lie)
