"""The package of an .xlsb as calamine reads all of it, and what calamine does not give of it.

Source: [MS-XLSB] 2.3.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from struct import pack, unpack_from

from ita_xlsx.intake.formats.cells import Details, Place
from ita_xlsx.intake.formats.xls import ERROR_NAMES, KNOWN_ERROR, UNKNOWN_ERROR
from ita_xlsx.intake.formats.xlsb_beside import Struck, details_of_xlsb
from ita_xlsx.intake.guard.scan_xlsb import (
    BLANK,
    BOOK,
    FULL_CELLS,
    ROW,
    SHEET,
    SHORT_CELLS,
    records,
    text_at,
)
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.repack import package_of

_LINKS = "xl/_rels/workbook.bin.rels"
_OTHERS = ("xl/styles.bin", "xl/sharedStrings.bin")
_ERRORS = (3, 11)  # BrtCellError, BrtFmlaError


@dataclass(frozen=True)
class Readable:
    """A package that calamine reads, and {sheet name: what is beside its values}."""

    content: bytes
    details: dict[str, Details] = field(default_factory=dict)


def readable(package: Package) -> Readable:
    """The worksheets of a package, under the names that calamine knows.

    It refuses a workbook with macro sheets, with a sheet whose part is missing, or with an error
    value that it does not know, and loses cells that name no column of their own, as SheetJS writes
    them. Raises struct.error, KeyError, IndexError or
    UnicodeDecodeError for a damaged file.
    """
    details: dict[str, Details] = {}
    targets = {
        link.id: link.key
        for link in package.relationships(BOOK)
        if link.kind == "worksheet" and link.key in package.parts
    }
    parts = {name: package.read(name.lower()) for name in _OTHERS if name.lower() in package.parts}
    struck = Struck(package)
    book, links = bytearray(), dict[str, str]()
    for whole, kind, body in _whole_records(package.read(BOOK)):
        if kind == SHEET:
            link, at = text_at(body, 8)
            if link not in targets:
                continue
            if targets[link] in links.values():
                raise KeyError(link)  # one part as two sheets
            links[link] = targets[link]
            part, errors = _with_columns(package.read(targets[link]))
            parts[f"xl/worksheets/sheet{len(links)}.bin"] = part
            details[text_at(body, at)[0]] = details_of_xlsb(package, targets[link], errors, struck)
        book += whole
    parts |= {BOOK: bytes(book), _LINKS: _relationships(links)}
    return Readable(package_of(parts), details)


def _relationships(links: Iterable[str]) -> bytes:
    tags = (
        f'<Relationship Id="{link}" Target="worksheets/sheet{number}.bin"/>'
        for number, link in enumerate(links, 1)
    )
    return f"<Relationships>{''.join(tags)}</Relationships>".encode()


def _whole_records(part: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """The bytes, the kind and the body of each record."""
    start = 0
    for kind, at, length in records(part):
        yield part[start : at + length], kind, part[at : at + length]
        start = at + length


def _with_columns(part: bytes) -> tuple[bytes, dict[Place, str]]:
    """A sheet in which every cell names its column and every error is known, and its errors."""
    errors: dict[Place, str] = {}
    changed = bytearray()
    row, column = 0, -1
    for whole, kind, body in _whole_records(part):
        if kind == ROW:
            row, column = unpack_from("<I", body)[0], -1
        elif kind in SHORT_CELLS:
            column += 1
            kind, body = kind - SHORT_CELLS[0] + BLANK, pack("<I", column) + body
            whole = _record(kind, body)
        elif kind in FULL_CELLS:
            column = unpack_from("<I", body)[0]
        if kind in _ERRORS:
            errors[row, column] = ERROR_NAMES.get(body[8], UNKNOWN_ERROR)
            whole = _record(kind, body[:8] + bytes([KNOWN_ERROR]) + body[9:])
        changed += whole
    return bytes(changed), errors


def _record(kind: int, body: bytes) -> bytes:
    """A record of a cell, whose kind takes one byte."""
    return bytes([kind]) + _varint(len(body)) + body


def _varint(number: int) -> bytes:
    rest, digits = number >> 7, bytearray([number & 0x7F])
    while rest:
        digits[-1] |= 0x80
        digits.append(rest & 0x7F)
        rest >>= 7
    return bytes(digits)
