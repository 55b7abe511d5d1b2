"""The seal of a consolidated workbook: by it one sees whether a value was changed after merging.

It is no signature: whoever knows this program can make a new one. It notices what happens by
mistake, a cell typed over before the workbook was mailed.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO
from struct import pack, pack_into, unpack_from
from zipfile import ZipFile, ZipInfo
from zlib import compressobj, crc32

# The custom document property, and what stands in it until the values are known.
PROPERTY = "ita_xlsx_seal"
UNSEALED = "0" * 64

_PROPERTIES_PART = "docProps/custom.xml"
# Excel's days count from here; LibreOffice stores 15 digits of a number, Excel 17.
_DAY_ZERO = datetime(1899, 12, 30)
_DIGITS = 12

Value = str | float | bool | date | datetime | time | timedelta


def digest(sheets: Iterable[tuple[str, Sequence[Sequence[Value]]]]) -> str:
    """The SHA-256, in hexadecimal, of the values of a workbook: texts, numbers, dates, no styles.

    ``sheets`` are names with rows that begin at A1. Blank cells behind the last value and blank
    rows do not count, nor do the last digits of a number, so that a workbook which Excel or
    LibreOffice merely saved again keeps its digest.
    """
    whole = sha256()
    for name, rows in sheets:
        whole.update(_line(name))
        for number, row in enumerate(rows):
            values = [value if type(value) is str else _comparable(value) for value in row]
            while values and values[-1] == "":
                values.pop()
            if values:
                whole.update(_line([number, values]))
    return whole.hexdigest()


def sealed(package: bytes) -> bytes:
    """The workbook (.xlsx) with the digest of its own values in place of ``UNSEALED``.

    The other parts are taken over packed as they are: to unpack and pack a large workbook again
    would take longer than to write it. Raises BadZipFile and KeyError for what is no workbook.
    """
    seal = digest(_sheets(package)).encode("ascii")
    with ZipFile(BytesIO(package)) as book:
        part = book.getinfo(_PROPERTIES_PART)
        content = book.read(part).replace(UNSEALED.encode("ascii"), seal)
    return _with_part(package, part, content)


def _with_part(package: bytes, part: ZipInfo, content: bytes) -> bytes:
    """The zip with another content of one part (the layout is PKWARE's APPNOTE 4.3)."""
    packer = compressobj(wbits=-15)
    packed = packer.compress(content) + packer.flush()
    sizes = pack("<3I", crc32(content), len(packed), len(content))
    grown = len(packed) - part.compress_size
    start = part.header_offset
    body = start + 30 + sum(unpack_from("<2H", package, start + 26))
    index = unpack_from("<I", package, len(package) - 6)[0]
    return b"".join(
        (
            package[: start + 14],
            sizes,
            package[start + 26 : body],
            packed,
            package[body + part.compress_size : index],
            _moved(package[index:], start, sizes, grown),
        )
    )


def _moved(index: bytes, start: int, sizes: bytes, grown: int) -> bytes:
    """The index of a zip (without a comment) after the part at ``start`` has grown."""
    moved, at = bytearray(index), 0
    while moved.startswith(b"PK\x01\x02", at):
        offset = unpack_from("<I", moved, at + 42)[0]
        if offset == start:
            moved[at + 16 : at + 28] = sizes
        elif offset > start:
            pack_into("<I", moved, at + 42, offset + grown)
        at += 46 + sum(unpack_from("<3H", moved, at + 28))
    pack_into("<I", moved, at + 16, unpack_from("<I", moved, at + 16)[0] + grown)
    return bytes(moved)


def _sheets(package: bytes) -> Iterable[tuple[str, Sequence[Sequence[Value]]]]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(BytesIO(package)) as book:
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _comparable(value: Value) -> str | float:
    """A date as Excel's number of it, whatever format it has; a number by its first digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        value = (value - _DAY_ZERO) / timedelta(days=1)
    elif isinstance(value, date):
        value = float((value - _DAY_ZERO.date()).days)
    elif isinstance(value, time):
        value = (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    elif isinstance(value, timedelta):
        value = value / timedelta(days=1)
    return float(f"{value:.{_DIGITS}g}")
