"""A zip written by hand, with every lie that can be told in it."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

STORED, DEFLATED = 0, 8
CENTRAL = (
    "sign", "made", "needed", "flags", "method", "time", "day", "crc", "packed", "size",
    "name_length", "extra_length", "comment_length", "disk", "inner", "outer", "header",
)  # fmt: skip
LOCAL = (
    "sign", "needed", "flags", "method", "time", "day", "crc", "packed", "size",
    "name_length", "extra_length",
)  # fmt: skip
END = ("sign", "disk", "first_disk", "here", "count", "size", "start", "comment_length")
END64 = (
    "sign", "length", "made", "needed", "disk", "first_disk", "here", "count", "size", "start",
)  # fmt: skip
LOCATOR = ("sign", "disk", "at", "disks")
# The sizes and the offset of an entry, and the numbers of an end record, that zip64 says instead.
WIDE, WIDE16 = 0xFFFFFFFF, 0xFFFF

Lies = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """One entry: what both of its headers say, unless ``central`` or ``local`` say otherwise.

    ``at`` is where its header is said to be, and nothing is written for it then.
    """

    name: str
    data: bytes = b"<a/>"
    method: int = DEFLATED
    flags: int = 0
    size: int | None = None
    crc: int | None = None
    local_name: str | None = None
    local_size: int | None = None
    at: int | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    comment: bytes = b""
    central: Lies = field(default_factory=dict)
    local: Lies = field(default_factory=dict)

    @property
    def packed(self) -> bytes:
        return zlib.compress(self.data, 9)[2:-4] if self.method == DEFLATED else self.data


def record(layout: str, names: tuple[str, ...], values: Lies) -> bytes:
    """A record of fixed length; a field without a value is 0."""
    blank: Lies = dict.fromkeys(names, 0)
    return struct.pack(layout, *(({**blank, **values})[name] for name in names))


def pack(
    *entries: Entry,
    tail: bytes = b"",
    count: int | None = None,
    before: bytes = b"",
    between: bytes = b"",
    end: Lies | None = None,
    end64: Lies | None = None,
    locator: Lies | None = None,
) -> bytes:
    """The zip of some entries.

    ``tail`` is its comment, ``before`` stands at its beginning, ``between`` before its directory;
    ``end``, ``end64`` and ``locator`` change what its last records say, and the latter two make
    it one of 64 bits.
    """
    body, directory = before, b""
    for entry in entries:
        name = entry.name.encode()
        local_name = name if entry.local_name is None else entry.local_name.encode()
        both = {
            "made": 20,
            "needed": 20,
            "flags": entry.flags,
            "method": entry.method,
            "day": 33,
            "crc": zlib.crc32(entry.data) if entry.crc is None else entry.crc,
            "packed": len(entry.packed),
            "size": len(entry.data) if entry.size is None else entry.size,
        }
        central = {
            **both,
            "sign": b"PK\1\2",
            "name_length": len(name),
            "extra_length": len(entry.extra),
            "comment_length": len(entry.comment),
            "header": len(body) if entry.at is None else entry.at,
            **entry.central,
        }
        directory += record("<4s6H3L5H2L", CENTRAL, central) + name + entry.extra + entry.comment
        if entry.at is None:
            local: Lies = {
                **both,
                "sign": b"PK\3\4",
                "size": both["size"] if entry.local_size is None else entry.local_size,
                "name_length": len(local_name),
                "extra_length": len(entry.local_extra),
                **entry.local,
            }
            local = {name: local[name] for name in LOCAL if name in local}
            body += record("<4s5H3L2H", LOCAL, local) + local_name + entry.local_extra
            body += entry.packed
    body += between
    number = len(entries) if count is None else count
    ends = {"here": number, "count": number, "size": len(directory), "start": len(body)}
    wide = b""
    if end64 is not None or locator is not None:
        told = {"sign": b"PK\6\6", "length": 44, "made": 45, "needed": 45, **ends, **(end64 or {})}
        wide = record("<4sQ2H2L4Q", END64, told)
        at = len(body) + len(directory)
        wide += record(
            "<4sLQL", LOCATOR, {"sign": b"PK\6\7", "at": at, "disks": 1, **(locator or {})}
        )
    told = {"sign": b"PK\5\6", **ends, "comment_length": len(tail), **(end or {})}
    return body + directory + wide + record("<4s4H2LH", END, told) + tail
