"""Which files are meant by the paths on the command line, and what their names alone say."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import COMPANIONS
from ita_xlsx.thai.file_names import legible

# What bears such a name should have been a workbook.
WORKBOOKS = frozenset({
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".xlt",
    ".xlam", ".ods", ".ots", ".fods", ".et", ".ett", ".numbers",
})  # fmt: skip
# What systems and spreadsheet programs put into a folder for themselves, in small letters.
_OF_SYSTEMS = re.compile(
    r"~\$.*|\..*|~.*\.tmp|[0-9a-f]{6,8}\.tmp|.*:zone\.identifier|thumbs\.db|ehthumbs\.db"
    r"|desktop\.ini|icon\r|__macosx"
    r"|\$recycle\.bin|system volume information",
    re.DOTALL,
)
_ICLOUD = ".icloud"
# What programs add to a name: a blank, a mark of a backup, the number of a copy.
_ADDED = re.compile(r"(?:[ ~]|\(\d{1,4}\))+$")


@dataclass(frozen=True)
class Found:
    """A file to read, and whether it was named itself or found in a folder.

    ``again`` counts the files before it whose paths are shown as the same text.
    """

    path: Path
    named: bool
    again: int = 0

    @property
    def file(self) -> str:
        """The text by which the file is called, different for each."""
        name = legible(self.path.as_posix())
        return f"{name} ({self.again + 1})" if self.again else name

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, such as ``.xlsx``; empty without any."""
        ending = PurePath(_ADDED.sub("", self.path.name)).suffix.lower()
        return ending if ending.isascii() and any(map(str.isalpha, ending)) else ""

    @property
    def may_be_text(self) -> bool:
        """Whether a text of this name is taken for a table."""
        return not self.ending or self.ending in WORKBOOKS


@dataclass(frozen=True)
class Listing:
    """What lies at some paths: the files, and the folders in it that were not asked for."""

    files: tuple[Found, ...] = ()
    folders: tuple[Path, ...] = ()


def find_files(
    paths: Iterable[Path], recursive: bool = False, ours: Collection[Path] = ()
) -> Listing:
    """The files that ``paths`` mean, each once, in an order that does not depend on theirs.

    A folder means every file in it, whatever its name, and with ``recursive`` those of its
    sub-folders; passed over are hidden ones, those of the system and of this program, and
    ``ours``, unless they are named themselves. Links to folders are not followed. Raises
    NothingToRead for a path that does not exist.
    """
    finder = _Finder(recursive, {os.path.abspath(path) for path in ours})
    for path in paths:
        finder.add(path)
    return finder.listing()


class _Finder:
    def __init__(self, recursive: bool, ours: set[str]) -> None:
        self._recursive = recursive
        self._ours = ours
        self._given: set[str] = set()
        self._files: dict[str, Found] = {}
        self._folders: dict[str, Path] = {}

    def add(self, path: Path) -> None:
        """Take a path that was named. Raises NothingToRead."""
        self._given.add(os.path.abspath(path))
        if os.path.isdir(path):
            self._look_into(path)
        elif os.path.lexists(path):
            self._files[os.path.abspath(path)] = Found(path, named=True)
        else:
            raise NothingToRead(_MISSING.fill(path=path))

    def listing(self) -> Listing:
        """All that was found, in the order of the names."""
        files = sorted(self._files.values(), key=lambda one: _by_name(one.path))
        folders = (path for place, path in self._folders.items() if place not in self._given)
        return Listing(tuple(_told_apart(files)), tuple(sorted(folders, key=_by_name)))

    def _look_into(self, named: Path) -> None:
        left = [named]
        while left:
            folder = left.pop()
            try:
                entries = _entries(folder)
            except NothingToRead:
                if folder == named:
                    raise
                self._folders[os.path.abspath(folder)] = folder
                continue
            for entry in entries:
                place, path = os.path.abspath(entry.path), folder / entry.name
                if _is_passed_over(entry.name) or place in self._ours:
                    continue
                if not _is_folder(entry):
                    self._files.setdefault(place, Found(path, named=False))
                elif self._recursive and not leads_elsewhere(path):
                    left.append(path)
                elif not _leads_back(path):
                    self._folders[place] = path


_MISSING = Sentence(
    "ไม่พบไฟล์หรือโฟลเดอร์ “{path}” โปรดตรวจชื่อและที่อยู่ให้ถูกต้อง",
    "There is no file or folder “{path}”; please check the name.",
)
_UNREADABLE_FOLDER = Sentence(
    "เปิดโฟลเดอร์ “{path}” ไม่ได้ โปรดตรวจสิทธิ์การเข้าถึง",
    "The folder “{path}” cannot be opened; please check its permissions.",
)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise NothingToRead(_UNREADABLE_FOLDER.fill(path=folder)) from error


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_passed_over(name: str) -> bool:
    """Whether a name alone says that it is of the system or of this program."""
    folded = unicodedata.normalize("NFC", name).lower()
    if folded.startswith(".") and folded.endswith(_ICLOUD):
        return _is_passed_over(folded[1:].removesuffix(_ICLOUD))
    return bool(_OF_SYSTEMS.fullmatch(folded) or COMPANIONS.fullmatch(folded))


def leads_elsewhere(folder: Path) -> bool:
    """Whether a folder is a link to another one (on Windows: a junction too)."""
    try:
        os.readlink(folder)
    except (OSError, ValueError):  # the second on Windows
        return False
    return True


def _leads_back(folder: Path) -> bool:
    """Whether a folder is a link to one in which it lies: nothing new is in it."""
    place = os.path.realpath(folder.parent)
    return os.path.realpath(folder) in (place, *map(str, Path(place).parents))


def _told_apart(files: Iterable[Found]) -> Iterator[Found]:
    """The files, those numbered that would be called as one before them is."""
    called: set[str] = set()
    for one in files:
        while one.file in called:
            one = replace(one, again=one.again + 1)
        called.add(one.file)
        yield one


def _by_name(path: Path) -> tuple[str, str]:
    """By name first, so that the order is the same wherever the folder lies."""
    return unicodedata.normalize("NFC", legible(path.name)), str(path)
