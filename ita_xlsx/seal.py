"""The seal of a consolidated workbook: by it one sees whether a value was changed after merging.

It is no signature: whoever knows this program can make a new one. It notices what happens by
mistake, a cell typed over before the workbook was mailed.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

# The custom document property.
PROPERTY = "ita_xlsx_seal"

# Excel's days count from here; LibreOffice stores 15 digits of a number, Excel 17.
_DAY_ZERO = datetime(1899, 12, 30)
_DIGITS = 12

Value = str | float | bool | date | datetime | time | timedelta


def digest(sheets: Iterable[tuple[str, Iterable[Sequence[Value]]]]) -> str:
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


def _line(value: object) -> bytes:
    return _AS_JSON(value).encode("utf-8", "surrogatepass") + b"\n"


_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=1 << 12)
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
