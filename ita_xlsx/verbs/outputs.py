"""What may be written where: never over an input, and never over somebody's work."""

import os
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import CannotWrite, NothingToRead
from ita_xlsx.files import bounded_bytes
from ita_xlsx.language import Sentence
from ita_xlsx.official.plan_sheets import is_plan
from ita_xlsx.official.stamp import (
    OWN_OUTPUTS,
    PLAN_PROPERTY,
    RETURN_PROPERTY,
    TEMPLATE_PROPERTY,
)
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.provenance import is_unchanged

if TYPE_CHECKING:
    from ita_xlsx.intake.guard.examine import Note

# What distinguishes a file from the one in its place later: inode, size and time of change.
State = tuple[int, int, int]


def refuse_to_replace(
    path: Path,
    stamp: str = "",
    content: bytes = b"",
    seen: State | None = None,
    is_ours: Callable[[bytes], bool] | None = None,
) -> State | None:
    """Refuse to write over what this program did not write, or somebody saved since.

    An older output may be replaced, a workbook with the ``stamp`` or what ``is_ours``, and so may a
    file that holds the ``content`` to be written already, or nothing. Returns the state of the file
    that may be replaced; one that was ``seen`` in this state before is not read again. Raises
    CannotWrite.
    """
    from ita_xlsx.intake.guard.examine import read_regular

    state = _state(path)
    if state is None or state == seen or not state[1]:
        return state
    try:
        there = read_regular(path)
    except Refused:  # it is, perhaps, the report of thousands of forms
        raise CannotWrite(_FILLED_IN.fill(path=path, free=free_name(path))) from None
    ours = is_unchanged(there, stamp) if is_ours is None else is_ours(there)
    if not (ours or there == content):
        raise CannotWrite(_FILLED_IN.fill(path=path, free=free_name(path)))
    return state


def refuse_changed(path: Path, seen: State | None) -> None:
    """Refuse to write over a file that is no longer as it was ``seen``. Raises CannotWrite."""
    if _state(path) != seen:
        raise CannotWrite(_CHANGED.fill(path=path, free=free_name(path)))


def free_name(path: Path) -> str:
    """A name beside a file or folder that nothing has."""
    place = path if path.name not in ("", "..") else path.resolve()
    names = (f"{place.stem} ({number}){place.suffix}" for number in count(2))
    return next(name for name in names if not os.path.lexists(place.parent / name))


def is_own_output(path: Path, stamp: str) -> bool:
    """Whether an output with this stamp lies at a path, and nobody saved it."""
    from ita_xlsx.intake.guard.examine import read_regular

    try:
        return is_unchanged(read_regular(path), stamp)
    except Refused:
        return False


def holds_returns(folder: Path, note: "Note") -> bool:
    """What a worker says of a folder: whether anything is in it, at any depth, that is not ours.

    Ours are outputs, drafted letters, and forms and marked copies as long as nobody changed them. A
    link to a folder elsewhere may lead to anything.
    """
    from ita_xlsx.intake.folder import find_files, leads_elsewhere

    if leads_elsewhere(folder):
        return True
    try:
        inside = find_files([folder])
    except NothingToRead:
        return True
    return not all(_is_ours(found.path) for found in inside.files) or any(
        holds_returns(below, note) for below in inside.folders
    )


def _is_ours(path: Path) -> bool:
    from ita_xlsx.delivery.message import is_letter
    from ita_xlsx.intake.guard.examine import open_once

    content, verdict = open_once(path, peek=True)
    if not verdict.stamp.keys().isdisjoint(OWN_OUTPUTS) or is_letter(content):
        return True
    return any(is_unchanged(content, kind) for kind in (TEMPLATE_PROPERTY, RETURN_PROPERTY))


def is_plan_file(path: Path, note: "Note") -> bool:
    """What a worker says of a file: whether it is a plan, by its stamp or its sheets."""
    from ita_xlsx.intake.guard.examine import examine

    verdict = examine(path)
    return PLAN_PROPERTY in verdict.stamp or is_plan(look.name for look in verdict.sheets)


def _state(path: Path) -> State | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def lies_in(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file lies in one of the folders, or in a folder inside of it."""
    parents = set(path.resolve().parents)
    return any(folder.resolve() in parents for folder in folders)


def holds(path: Path, content: bytes) -> bool:
    """Whether a file can be read and holds these bytes."""
    try:
        return bounded_bytes(path, len(content)) == content
    except OSError:
        return False


def named_files(paths: Iterable[Path]) -> list[Path]:
    """The files among paths, without the folders."""
    return [path for path in paths if path.is_file()]


_FILLED_IN = Sentence(
    "“{path}” มีอยู่แล้ว และเป็นไฟล์อื่นหรือมีผู้แก้ไขไว้ จึงไม่เขียนทับ โปรดตั้งชื่อไฟล์ผลลัพธ์เป็นชื่ออื่น เช่น “{free}”",
    "“{path}” exists and is another file or was changed by somebody, so it is not overwritten; "
    "please choose another name for the output, such as “{free}”.",
)
_CHANGED = Sentence(
    "มีผู้บันทึก “{path}” ระหว่างที่โปรแกรมทำงาน จึงไม่เขียนทับ โปรดสั่งใหม่ หรือตั้งชื่อไฟล์ผลลัพธ์เป็นชื่ออื่น เช่น “{free}”",
    "Somebody saved “{path}” while this program was at work, so it is not overwritten; please run "
    "it again, or choose another name for the output, such as “{free}”.",
)
