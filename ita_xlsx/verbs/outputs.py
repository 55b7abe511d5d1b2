"""What may be written where: never over an input, and never over somebody's work."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import CannotWrite, NothingToRead
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
    path: Path, stamp: str = "", content: bytes = b"", seen: State | None = None
) -> State | None:
    """Refuse to write over a workbook that somebody may have filled in.

    An older output with the ``stamp`` may be replaced as long as nobody saved it. So may a workbook
    that holds the ``content`` to be written already, and what is no workbook. Returns the state of
    the file that may be replaced; one that was ``seen`` in this state before is not read again.
    Raises CannotWrite.
    """
    state = _state(path)
    if state is None or state == seen or is_own_output(path, stamp):
        return state
    if _is_workbook_with_other(path, content):
        raise CannotWrite(_FILLED_IN.fill(path=path))
    return state


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


def _is_workbook_with_other(path: Path, content: bytes) -> bool:
    """Whether a workbook lies at a path, and does not hold this content."""
    from ita_xlsx.intake.guard.examine import open_once

    opened = open_once(path)
    # One that was too large to be read is perhaps the report of thousands of forms.
    return opened.verdict.reason == "too_large" or (
        opened.verdict.kind.is_workbook and opened.content != content
    )


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
        return path.read_bytes() == content
    except OSError:
        return False


def named_files(paths: Iterable[Path]) -> list[Path]:
    """The files among paths, without the folders."""
    return [path for path in paths if path.is_file()]


_FILLED_IN = Sentence(
    "“{path}” มีอยู่แล้ว และเป็นไฟล์อื่นหรือมีผู้แก้ไขไว้ จึงไม่เขียนทับ โปรดตั้งชื่อไฟล์ผลลัพธ์เป็นชื่ออื่น",
    "“{path}” exists and is another workbook or was changed by somebody, so it is not overwritten; "
    "please choose another name for the output.",
)
