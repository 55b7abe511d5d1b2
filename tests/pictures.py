"""A picture for the tests that need one."""

from struct import pack
from zlib import compress, crc32


def chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", crc32(kind + body))


# A picture of one white point.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", compress(b"\0\xff\xff\xff"))
    + chunk(b"IEND", b"")
)
