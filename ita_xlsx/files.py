"""Writing so that nothing is ever half written, and never over an input."""

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ita_xlsx.errors import CannotWrite, NothingToRead, UsageError
from ita_xlsx.language import Sentence


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a temporary neighbour, synced, then renamed over it.

    Raises CannotWrite with one sentence when it cannot be done; what stood at ``path`` before then
    still stands, and no temporary file is left.
    """
    handle, name = _open_neighbour(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode_for(path))
        os.replace(name, path)
    except OSError as error:
        raise CannotWrite(_reason(path, error)) from error
    finally:
        Path(name).unlink(missing_ok=True)
    _sync_folder(path.parent)


def write_each(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files, each a path and its bytes, whole; their folders are made. Raises CannotWrite."""
    for path, content in files:
        make_folder(path.parent)
        write_whole(path, content)


def read_input(path: Path) -> bytes:
    """The content of a file that the user names besides the workbooks. Raises NothingToRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NothingToRead(_CANNOT_READ.fill(path=path)) from error


def make_folder(folder: Path) -> None:
    """Make a folder when it is not there, but none above it. Raises CannotWrite."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(_CANNOT_MAKE.fill(folder=folder)) from error


def refuse_bad_target(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse an output before any work is done for it.

    Raises UsageError when the output is one of the inputs or a folder, and CannotWrite when its
    folder does not exist or cannot be written in.
    """
    if os.path.isdir(path):
        raise UsageError(_IS_FOLDER.fill(path=path))
    if not os.path.isdir(path.parent):
        raise CannotWrite(_NO_FOLDER.fill(folder=path.parent))
    if _stands(path) and any(_same(path, other) for other in inputs):
        raise UsageError(_IS_INPUT.fill(path=path))
    handle, name = _open_neighbour(path)
    os.close(handle)
    Path(name).unlink(missing_ok=True)


_CANNOT_MAKE = Sentence(
    "สร้างโฟลเดอร์ “{folder}” ไม่ได้ โปรดเลือกที่เก็บอื่น",
    "The folder “{folder}” cannot be made; please choose another place.",
)
_CANNOT_READ = Sentence(
    "เปิดไฟล์ “{path}” ไม่ได้ โปรดตรวจชื่อไฟล์และสิทธิ์การเข้าถึง",
    "The file “{path}” cannot be opened; please check its name and permissions.",
)
_IS_FOLDER = Sentence(
    "“{path}” เป็นโฟลเดอร์ โปรดระบุชื่อไฟล์ผลลัพธ์",
    "“{path}” is a folder; please name the output file.",
)
_IS_INPUT = Sentence(
    "ไฟล์ผลลัพธ์ “{path}” เป็นไฟล์ที่นำเข้าด้วย โปรดตั้งชื่อไฟล์ผลลัพธ์เป็นชื่ออื่น",
    "The output “{path}” is also an input; please give the output another name.",
)
_NO_FOLDER = Sentence(
    "ไม่พบโฟลเดอร์ “{folder}” โปรดสร้างโฟลเดอร์นี้ก่อน หรือระบุที่เก็บอื่น",
    "There is no folder “{folder}”; please make it first or choose another place.",
)
_NO_PERMISSION = Sentence(
    "เขียนไฟล์ “{path}” ไม่ได้ ไฟล์อาจเปิดอยู่ใน Excel หรือไม่มีสิทธิ์เขียน โปรดปิดไฟล์หรือเลือกที่เก็บอื่น",
    "“{path}” cannot be written: it may be open in Excel, or you may not write there. "
    "Please close it or choose another place.",
)
_DISK_FULL = Sentence(
    "เขียนไฟล์ “{path}” ไม่ได้ เพราะพื้นที่ดิสก์เต็ม โปรดเพิ่มพื้นที่ว่างแล้วสั่งใหม่",
    "“{path}” cannot be written: the disk is full. Please free some space and try again.",
)
_NAME_TOO_LONG = Sentence(
    "ชื่อไฟล์ “{path}” ยาวเกินไป โปรดตั้งชื่อให้สั้นลง",
    "The file name “{path}” is too long; please shorten it.",
)
_OTHER = Sentence(
    "เขียนไฟล์ “{path}” ไม่ได้ โปรดเลือกที่เก็บอื่นแล้วสั่งใหม่",
    "“{path}” cannot be written. Please choose another place and try again.",
)
_REASONS: dict[str, Sentence] = {
    "EACCES": _NO_PERMISSION,
    "EPERM": _NO_PERMISSION,
    "EROFS": _NO_PERMISSION,
    "EBUSY": _NO_PERMISSION,
    "ENOSPC": _DISK_FULL,
    "EDQUOT": _DISK_FULL,
    "EFBIG": _DISK_FULL,
    "ENAMETOOLONG": _NAME_TOO_LONG,
}


def _reason(path: Path, error: OSError) -> Sentence:
    return _REASONS.get(errno.errorcode.get(error.errno or 0, ""), _OTHER).fill(path=path)


def _open_neighbour(path: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=".ita_xlsx-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise CannotWrite(_reason(path, error)) from error


def _stands(path: Path) -> bool:
    """Whether something stands at ``path``; raises CannotWrite for a name that cannot be."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotWrite(_reason(path, error)) from error
    return True


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _mode_for(path: Path) -> int:
    """The mode of the file that stood there, or what a new file would have got."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
