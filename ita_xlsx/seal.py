"""The seal of a consolidated workbook: by it one sees whether a value was changed after merging.

It is no signature: whoever knows this program can make a new one. It notices what happens by
mistake, a cell typed over before the workbook was mailed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from json.encoder import encode_basestring

# The custom document property.
PROPERTY = "ita_xlsx_seal"

# Excel's days count from here; LibreOffice stores 15 digits of a number, Excel 17.
_DAY_ZERO = datetime(1899, 12, 30)
_DIGITS = 12
_MOST_KNOWN = 1 << 12

Value = str | float | bool | date | datetime | time | timedelta


def digest(sheets: Iterable[tuple[str, Iterable[Sequence[Value]]]]) -> str:
    """The SHA-256, in hexadecimal, of the values of a workbook: texts, numbers, dates, no styles.

    ``sheets`` are names with rows that begin at A1. Blank cells behind the last value and blank
    rows do not count, nor do the last digits of a number, so that a workbook which Excel or
    LibreOffice merely saved again keeps its digest.
    """
    whole = sha256()
    for name, rows in sheets:
        written = _Written()
        whole.update(written[name] + b"\n")
        for number, row in enumerate(rows):
            values = b",".join(map(written.__getitem__, row))
            while values.endswith(_BLANK):
                values = values[: -len(_BLANK)]
            if values not in (b"", _BLANK[1:]):
                whole.update(b"%d:%b\n" % (number, values))
    return whole.hexdigest()


# Behind a value: an empty text.
_BLANK = b',""'


class _Written(dict[Value, bytes]):
    """How each value goes into the digest, most of which come again in a sheet."""

    def __missing__(self, value: Value) -> bytes:
        if isinstance(value, str):
            written = encode_basestring(value).encode("utf-8", "surrogatepass")
        else:
            written = str(_number(value)).encode()
        if len(self) < _MOST_KNOWN:
            self[value] = written
        return written


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
    # 0.0 and -0.0 are equal: they may stand for each other.
    return float(f"{value:.{_DIGITS}g}") + 0.0
