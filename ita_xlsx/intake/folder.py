"""Which files are meant by the paths on the command line."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.errors import NothingToRead, NoWorkbooks
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import READ_ME

# A folder means its workbooks: files with these endings. A file that is named is always read.
ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"})
LOCK_PREFIXES = ("~$", ".~lock", ".")


@dataclass(frozen=True)
class Found:
    """A file to read, and whether it was named itself or found in a folder."""

    path: Path
    named: bool


def find_workbooks(paths: Iterable[Path], recursive: bool = False) -> tuple[Found, ...]:
    """The files that ``paths`` mean, each once, in an order that does not depend on theirs.

    A folder means the workbooks in it, and with ``recursive`` those of its sub-folders; lock files,
    hidden files and our own text to read first are passed over. Raises NothingToRead for a path
    that does not exist and NoWorkbooks when no file is left.
    """
    given = list(paths)
    found: dict[Path, Found] = {}
    for item in (item for path in given for item in _expand(path, recursive)):
        place = item.path.absolute()
        found[place] = max(item, found.get(place, item), key=lambda one: one.named)
    if not found:
        raise NoWorkbooks(_EMPTY.fill(folder=", ".join(map(str, given))))
    return tuple(sorted(found.values(), key=_order))


_MISSING = Sentence(
    "ไม่พบไฟล์หรือโฟลเดอร์ “{path}” โปรดตรวจชื่อและที่อยู่ให้ถูกต้อง",
    "There is no file or folder “{path}”; please check the name.",
)
_EMPTY = Sentence(
    "ไม่พบไฟล์ Excel ใน “{folder}” โปรดนำไฟล์ที่กองส่งกลับมาไว้ในโฟลเดอร์นี้",
    "There is no workbook in “{folder}”; please put the returned files there.",
)
_UNREADABLE_FOLDER = Sentence(
    "เปิดโฟลเดอร์ “{path}” ไม่ได้ โปรดตรวจสิทธิ์การเข้าถึง",
    "The folder “{path}” cannot be opened; please check its permissions.",
)


def _expand(path: Path, recursive: bool) -> Iterator[Found]:
    if os.path.isdir(path):
        yield from (Found(inside, named=False) for inside in _in_folder(path, recursive))
    elif os.path.lexists(path):
        yield Found(path, named=True)
    else:
        raise NothingToRead(_MISSING.fill(path=path))


def _in_folder(folder: Path, recursive: bool) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise NothingToRead(_UNREADABLE_FOLDER.fill(path=folder)) from error
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.name)
        if name.startswith(LOCK_PREFIXES) or name == READ_ME:
            continue
        if entry.is_dir():
            if recursive and not entry.is_symlink():
                yield from _in_folder(entry, recursive)
        elif entry.suffix.lower() in ENDINGS:
            yield entry


def _order(found: Found) -> tuple[str, str]:
    """By name first, so that the order is the same wherever the folder lies."""
    return unicodedata.normalize("NFC", found.path.name), str(found.path)
