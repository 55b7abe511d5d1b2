"""Writing so that nothing is ever half written, and never over an input."""

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from ita_xlsx.errors import CannotWrite, NothingToRead, UsageError
from ita_xlsx.language import Sentence

# What a file is written to before it takes its place: hidden, and with no ending of a workbook, so
# that one which a power cut leaves is never read as an input.
PREFIX, SUFFIX = ".ita_xlsx-", ".tmp"
# A temporary file this much older, in seconds, than one written now belongs to no run any more.
_LEFT_BEHIND = 3600


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises CannotWrite as ``write_all`` does."""
    write_all([(path, content)])


def place_of(path: Path) -> tuple[Path, str]:
    """What two paths have in common that are one file on any system, whatever the letters' case."""
    return path.parent.resolve(), unicodedata.normalize("NFC", path.name).casefold()


def write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files, each whole or not at all, and each into a folder that is made when missing.

    All of them are first written beside their places and synced, then each is renamed into its
    place. Raises CannotWrite with one sentence when it cannot be done: as long as something cannot
    be written, no file is changed; one that cannot be replaced, because it is open in Excel, still
    stands. Whatever happens, no temporary file is left. Raises UsageError for two of one place.
    """
    begun: list[tuple[Path, Path]] = []
    made: list[Path] = []
    written: dict[Path, float] = {}
    places: set[tuple[Path, str]] = set()
    try:
        for path, content in files:
            if (place := place_of(path)) in places:
                raise UsageError(_SAME_PLACE.fill(path=path))
            places.add(place)
            if not path.parent.exists():
                made.append(path.parent)
                make_folder(path.parent)
            # Known before it exists, so that whatever comes between finds it here.
            begun.append((_neighbour(path), path))
            written[path.parent] = _put(*begun[-1], content)
        for folder, now in written.items():
            _sweep(folder, now)
        for neighbour, path in begun:
            _move(neighbour, path)
    finally:
        try:
            _clear(begun, made)
        finally:  # the Ctrl-C may come while it is being cleared
            _clear(begun, made)
    for folder in dict.fromkeys(path.parent for _, path in begun):
        _sync_folder(folder)


# Windows takes no folder of more letters (a file may have twelve more), unless by another name.
_WINDOWS_LETTERS = 247


def system_path(path: Path) -> Path:
    """The path by which the system finds a file: another one on Windows if it is a long one."""
    absolute = os.path.abspath(path)
    is_known_by_another = sys.platform == "win32" and len(absolute) > _WINDOWS_LETTERS
    return Path(extended(absolute)) if is_known_by_another else path


def extended(absolute: str) -> str:
    r"""What Windows calls a file of whatever length, on a drive or on a server (``\\server``)."""
    if absolute.startswith("\\\\?\\"):
        return absolute
    server = absolute.removeprefix("\\\\")
    return f"\\\\?\\{absolute}" if server == absolute else f"\\\\?\\UNC\\{server}"


def _neighbour(path: Path) -> Path:
    """A name beside the file that nobody else takes; known before the file is made.

    It is a short one, so that there is room for it where there is for the file.
    """
    return path.with_name(f"{PREFIX}{uuid4().hex[:12]}{SUFFIX}")


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _put(neighbour: Path, path: Path, content: bytes) -> float:
    """Write a file that is to take the place of another; the time of that, as the system counts."""
    neighbour = system_path(neighbour)
    try:
        mode = _mode_for(path)
        with open(os.open(neighbour, _NEW, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            written = os.fstat(stream.fileno()).st_mtime
        os.chmod(neighbour, mode)
    except OSError as error:
        raise CannotWrite(_reason(path, error)) from error
    return written


def _move(neighbour: Path, path: Path) -> None:
    try:
        os.replace(system_path(neighbour), system_path(path))
    except OSError as error:
        raise CannotWrite(_reason(path, error)) from error


def _sweep(folder: Path, now: float) -> None:
    """Remove what runs that were killed while they wrote have left in a folder long ago."""
    # Another run may sweep at the same time; what cannot be removed does no harm.
    names: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        names = [one.name for one in entries if one.name.startswith(PREFIX)]
    for path in (folder / name for name in names if name.endswith(SUFFIX)):
        with suppress(OSError):
            if now - path.lstat().st_mtime > _LEFT_BEHIND:
                path.unlink()


def _clear(begun: Iterable[tuple[Path, Path]], made: Iterable[Path]) -> None:
    """Remove what has not taken its place, and the folders made in which nothing has."""
    for neighbour, _ in begun:
        with suppress(OSError):  # a drive that is gone; the next run sweeps it
            system_path(neighbour).unlink(missing_ok=True)
    for folder in made:
        with suppress(OSError):  # it holds what was written
            folder.rmdir()


# Of a picture, or of a report or its PDF to be mailed.
_LARGEST_INPUT = 256 << 20
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_input(path: Path) -> bytes:
    """The content of a file that the user names besides the workbooks. Raises NothingToRead."""
    try:
        return bounded_bytes(path, _LARGEST_INPUT)
    except OSError as error:
        raise NothingToRead(_CANNOT_READ.fill(path=path)) from error


def bounded_bytes(path: Path, most: int, whole: bool = True) -> bytes:
    """The content of a file that has so many bytes at ``most``; unless ``whole``, its beginning.

    Raises OSError, also for a FIFO or a device, which is not even opened: it could keep us waiting.
    """
    if _is_device(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with open(os.open(path, _READ), "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if whole and status.st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return stream.read(most)


def require_file(path: Path) -> None:
    """Refuse what was named where one file is needed: UsageError for a folder, NothingToRead."""
    if os.path.isdir(path):
        raise UsageError(_NO_FILE_BUT_FOLDER.fill(path=path))
    if not _exists(path):
        raise NothingToRead(_NO_FILE.fill(path=path))


def refuse_file(folder: Path) -> None:
    """Refuse what was named where a folder is needed: UsageError for a file."""
    if _exists(folder) and not os.path.isdir(folder):
        raise UsageError(_NO_FOLDER_BUT_FILE.fill(path=folder))


def make_folder(folder: Path) -> None:
    """Make a folder when it is not there, but none above it. Raises UsageError, CannotWrite."""
    refuse_file(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(_CANNOT_MAKE.fill(folder=folder)) from error


def refuse_bad_target(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse an output before any work is done for it.

    Raises UsageError when the output is one of the inputs, a folder or a device, and CannotWrite
    when its folder does not exist or cannot be written in.
    """
    if os.path.isdir(path):
        raise UsageError(_IS_FOLDER.fill(path=path))
    if _is_device(path):
        raise UsageError(_IS_DEVICE.fill(path=path))
    if not os.path.isdir(path.parent):
        raise CannotWrite(_NO_FOLDER.fill(folder=path.parent))
    if _exists(path) and any(_same(path, other) for other in inputs):
        raise UsageError(_IS_INPUT.fill(path=path))
    neighbour = system_path(_neighbour(path))
    try:
        _put(neighbour, path, b"")
    finally:
        try:
            neighbour.unlink(missing_ok=True)
        finally:  # the Ctrl-C may come while it is being removed
            neighbour.unlink(missing_ok=True)


_SAME_PLACE = Sentence(
    "ไฟล์ผลลัพธ์สองไฟล์ใช้ชื่อเดียวกัน “{path}” โปรดตั้งชื่อให้ต่างกัน",
    "Two of the outputs have the same name “{path}”; please choose another for one of them.",
)
_CANNOT_MAKE = Sentence(
    "สร้างโฟลเดอร์ “{folder}” ไม่ได้ โปรดเลือกที่เก็บอื่น",
    "The folder “{folder}” cannot be made; please choose another place.",
)
_CANNOT_READ = Sentence(
    "เปิดไฟล์ “{path}” ไม่ได้ โปรดตรวจชื่อไฟล์ ขนาด และสิทธิ์การเข้าถึง",
    "The file “{path}” cannot be opened; please check its name, size and permissions.",
)
_NO_FOLDER_BUT_FILE = Sentence(
    "“{path}” เป็นไฟล์ ไม่ใช่โฟลเดอร์ โปรดระบุโฟลเดอร์ที่จะวางไฟล์",
    "“{path}” is a file and no folder; please name the folder for the files.",
)
_NO_FILE_BUT_FOLDER = Sentence(
    "“{path}” เป็นโฟลเดอร์ โปรดระบุชื่อไฟล์ที่ต้องการ",
    "“{path}” is a folder; please name the file that is meant.",
)
_NO_FILE = Sentence(
    "ไม่พบไฟล์ “{path}” โปรดตรวจชื่อและที่อยู่ให้ถูกต้อง",
    "There is no file “{path}”; please check its name and place.",
)
_IS_FOLDER = Sentence(
    "“{path}” เป็นโฟลเดอร์ โปรดระบุชื่อไฟล์ผลลัพธ์",
    "“{path}” is a folder; please name the output file.",
)
_IS_INPUT = Sentence(
    "ไฟล์ผลลัพธ์ “{path}” เป็นไฟล์ที่นำเข้าด้วย โปรดตั้งชื่อไฟล์ผลลัพธ์เป็นชื่ออื่น",
    "The output “{path}” is also an input; please give the output another name.",
)
_IS_DEVICE = Sentence(
    "“{path}” ไม่ใช่ไฟล์ แต่เป็นอุปกรณ์ โปรดระบุชื่อไฟล์ผลลัพธ์",
    "“{path}” is no file but a device; please name the output file.",
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
_READ_ONLY = Sentence(
    "ไฟล์ “{path}” ตั้งไว้ให้อ่านอย่างเดียว จึงไม่เขียนทับ โปรดตั้งชื่อผลลัพธ์เป็นชื่ออื่น "
    "หรือยกเลิก “อ่านอย่างเดียว” ในคุณสมบัติของไฟล์",
    "“{path}” is read-only and is not overwritten; please choose another name for the output, or "
    "untick “Read-only” in its properties.",
)
_NAME_TOO_LONG = Sentence(
    "ชื่อไฟล์ “{path}” ยาวเกินไป โปรดตั้งชื่อให้สั้นลง หรือเลือกโฟลเดอร์ที่ชื่อสั้นกว่า",
    "The file name “{path}” is too long; please shorten it, or choose a folder of a shorter name.",
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


def _is_device(path: Path) -> bool:
    """Whether a FIFO, a socket or a device is there; renaming over it would destroy it."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def _exists(path: Path) -> bool:
    """Whether something is at ``path``; raises CannotWrite for a name that cannot be."""
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
    """The mode of the file that stood there, or what a new file would have got.

    Raises CannotWrite for one that may only be read. Windows never replaces such a one, and would
    not even let the neighbour be removed that had got its mode; what the user protects there is
    protected elsewhere too.
    """
    if (old := system_path(path)).exists():
        mode = old.stat().st_mode & 0o777
        if not mode & 0o222:
            raise CannotWrite(_READ_ONLY.fill(path=path))
        return mode
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last, where the system lets a folder be synced.

    Where it does not (Windows, many network drives), the new file is there all the same.
    """
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
