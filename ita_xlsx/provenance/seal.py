"""The seal of a consolidated workbook: by it one sees whether a value was changed after merging.

It is no signature: whoever knows this program can make a new one. It notices what happens by
mistake, a cell typed over before the workbook was mailed.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import blake2b, sha256

# The custom document properties: the digest of the values, and that of the parts that hold them.
PROPERTY = "ita_xlsx_seal"
PARTS_PROPERTY = "ita_xlsx_parts"
_WITH_VALUES = re.compile(r"xl/(?:workbook|sharedStrings|worksheets/sheet\d+)\.xml", re.IGNORECASE)

# Excel's days count from here; LibreOffice stores 15 digits of a number, Excel 17.
_DAY_ZERO = datetime(1899, 12, 30)
_DIGITS = 12
_MARK = 16

Value = str | float | bool | date | datetime | time | timedelta


def digest(sheets: Iterable[tuple[str, Iterable[Sequence[Value]]]]) -> str:
    """The SHA-256, in hexadecimal, of the values of a workbook: texts, numbers, dates, no styles.

    ``sheets`` are names with rows that begin at A1. Blank cells behind the last value and blank
    rows do not count, nor do the last digits of a number, so that a workbook which Excel or
    LibreOffice merely saved again keeps its digest.
    """
    return digest_of_marks((name, ([*map(mark, row)] for row in rows)) for name, rows in sheets)


def digest_of_marks(sheets: Iterable[tuple[str, Iterable[Sequence[bytes]]]]) -> str:
    """``digest`` of values of which the marks are known."""
    whole = sha256()
    for name, rows in sheets:
        whole.update(mark(name))
        for number, row in enumerate(rows):
            marks = b"".join(row)
            while marks.endswith(_BLANK):
                marks = marks[:-_MARK]
            if marks:
                whole.update(b"%d:%b" % (number, marks))
    return whole.hexdigest()


def digest_of_parts(parts: Iterable[tuple[str, int, int]]) -> str:
    """The SHA-256, in hexadecimal, of the parts of a package that hold values: a quick look.

    ``parts`` are names with sizes and checksums, as the package's directory tells them. A program
    that saves the workbook writes other parts, also when it changes no value.
    """
    held = sorted(f"{name} {size} {crc}" for name, size, crc in parts if _WITH_VALUES.match(name))
    return sha256("\n".join(held).encode()).hexdigest()


def mark(value: Value) -> bytes:
    """What stands for a value in the digest; a text and a number of the same looks have two."""
    if isinstance(value, str):
        written = b"t" + value.encode("utf-8", "surrogatepass")
    else:
        written = b"n" + str(_number(value)).encode()
    return blake2b(written, digest_size=_MARK).digest()


def _number(value: float | bool | date | time | timedelta) -> float:
    """A date as Excel's number of it, whatever format it has; a number by its first digits."""
    if isinstance(value, datetime):
        value = (value - _DAY_ZERO) / timedelta(days=1)
    elif isinstance(value, date):
        value = float((value - _DAY_ZERO.date()).days)
    elif isinstance(value, time):
        value = (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    elif isinstance(value, timedelta):
        value = value / timedelta(days=1)
    # 0.0 and -0.0 are equal: whoever remembers a mark has one for both.
    return float(f"{value:.{_DIGITS}g}") + 0.0


_BLANK = mark("")
