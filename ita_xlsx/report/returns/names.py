"""The names of marked copies: that of the sender's file, which says that it is the one to fix."""

import re
import unicodedata
from pathlib import PurePath

from ita_xlsx.thai.words import clusters

_MARK = "แก้ไข"
_OLD_MARK = re.compile(rf"\s*\({_MARK}(?: \d+)?\)$")
# What Windows forbids in a name, and the names that it keeps for itself.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# Linux allows so many bytes of UTF-8, which are 85 Thai letters.
_LONGEST = 255


def return_name(file: str, suffix: str, taken: dict[str, int]) -> str:
    """``กองคลัง.xlsx`` becomes ``กองคลัง (แก้ไข).xlsx``; ``taken`` gets it too, by its number.

    A name that is taken (in whatever case) gets the next number. ``file`` is a path as it was read.
    """
    stem = unicodedata.normalize("NFC", PurePath(file).stem)
    stem = _FORBIDDEN.sub("_", _OLD_MARK.sub("", stem)).strip(" .") or "_"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    first = _numbered(stem, 1, suffix).casefold()
    number = taken.get(first, 0) + 1
    while (name := _numbered(stem, number, suffix)).casefold() in taken:
        number += 1
    taken[name.casefold()] = 1
    taken[first] = number
    return name


def _numbered(stem: str, number: int, suffix: str) -> str:
    end = f" ({_MARK}{f' {number}' if number > 1 else ''}){suffix}"
    parts = list(clusters(stem))
    while len("".join(parts).encode()) + len(end.encode()) > _LONGEST:
        parts.pop()
    return "".join(parts).rstrip(" .") + end
