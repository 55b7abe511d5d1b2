"""The log beside a report: when it was sent, to whom, and which bytes.

One line a sending, each a JSON object with ``sent``, ``to``, ``sha256`` and ``certain``. It is
written before the sending, so that no mail goes out unlogged, and ``certain`` turns from 0 to 1
when the server has accepted it: one byte, which is written whole or not at all, also to a full
disk.
"""

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ita_xlsx.errors import CannotWrite, NothingToRead
from ita_xlsx.files import bounded_bytes, refuse_bad_target
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import LOG_SUFFIX

_LARGEST = 64 << 20  # bytes, of some hundred thousand sendings
# Where the line of a sending begins and ends, in bytes.
Place = tuple[int, int]


@dataclass(frozen=True)
class Sending:
    """One sending; ``sha256`` is that of the workbook, in hexadecimal.

    One that is not ``certain`` began at that time, and it is not known how it ended.
    """

    sent: datetime
    to: tuple[str, ...]
    sha256: str
    certain: bool = True


def log_of(workbook: Path) -> Path:
    """Where the log of a workbook lies."""
    return workbook.with_name(f"{workbook.stem}{LOG_SUFFIX}")


def sendings(log: Path, before: int | None = None) -> tuple[Sending, ...]:
    """All sendings in the log, or in its bytes ``before`` a place, oldest first.

    Lines of another kind are skipped. Raises NothingToRead for a log that is there and cannot be
    read.
    """
    try:
        lines = bounded_bytes(log, _LARGEST)[:before].decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NothingToRead(_CANNOT_READ.fill(file=log)) from error
    return tuple(sending for line in lines if (sending := _sending(line)) is not None)


def of_mail(sendings: Iterable[Sending], sha256: str, to: Iterable[str]) -> tuple[Sending, ...]:
    """Those of the sendings that were of these bytes and to any of these addresses."""
    keys = {address.casefold() for address in to}
    return tuple(
        one
        for one in sendings
        if one.sha256 == sha256 and not keys.isdisjoint(address.casefold() for address in one.to)
    )


def last_sent(
    sendings: Iterable[Sending], to: Iterable[str], certain: bool = True
) -> tuple[tuple[str, datetime], ...]:
    """Each of the addresses to which something was sent, with the last time.

    With ``certain`` false, those to which it was perhaps sent.
    """
    last = {
        address.casefold(): one.sent
        for one in sendings
        if one.certain is certain
        for address in one.to
    }
    return tuple((address, last[key]) for address in to if (key := address.casefold()) in last)


def refuse_unwritable(log: Path) -> None:
    """Refuse a log that could not be written after a sending. Raises CannotWrite, UsageError."""
    refuse_bad_target(log)
    if log.exists() and not os.access(log, os.W_OK):
        raise CannotWrite(_CANNOT_NOTE.fill(file=log))


def note(log: Path, sending: Sending) -> Place:
    """Add a sending to the log in one write, so that no other program's line is lost or torn.

    Raises CannotWrite; what is then in the log of it, if anything, is a sending in doubt.
    """
    line = json.dumps(
        {
            "sent": sending.sent.isoformat(timespec="seconds"),
            "to": sending.to,
            "sha256": sending.sha256,
            "certain": int(sending.certain),
        }
    ).encode()
    try:
        with _opened(log, os.O_RDWR | os.O_APPEND | os.O_CREAT) as handle:
            begin = os.lseek(handle, 0, os.SEEK_END)
            if begin and not log.read_bytes().endswith(b"\n"):
                line = b"\n" + line  # a run that was killed left a torn line
            if os.write(handle, line + b"\n") <= len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
            end = os.lseek(handle, 0, os.SEEK_CUR)
    except OSError as error:
        raise CannotWrite(_CANNOT_NOTE.fill(file=log)) from error
    return end - len(line.lstrip(b"\n")) - 1, end


def confirm(log: Path, place: Place) -> None:
    """Make a sending that began a certain one. Raises CannotWrite."""
    try:
        with _opened(log, os.O_RDWR) as handle:
            _overwrite(handle, place[1] - len(_END), b"1")
            os.fsync(handle)
    except OSError as error:
        raise CannotWrite(_SENT_NOT_NOTED.fill(file=log)) from error


def withdraw(log: Path, place: Place) -> None:
    """Take back the line of a sending that reached nobody; if it cannot be, it stays in doubt."""
    # Not cut off, though it be the last: another program may add a line at this moment.
    with suppress(OSError), _opened(log, os.O_RDWR) as handle:
        _overwrite(handle, place[0], b"-")  # no JSON any more


# How a line ends that is not certain.
_END = b"0}\n"


@contextmanager
def _opened(log: Path, flags: int) -> Iterator[int]:
    handle = os.open(log, flags | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield handle
    finally:
        os.close(handle)


def _overwrite(handle: int, place: int, byte: bytes) -> None:
    os.lseek(handle, place, os.SEEK_SET)
    os.write(handle, byte)


def _sending(line: str) -> Sending | None:
    try:
        noted = json.loads(line)
        sent = datetime.fromisoformat(noted["sent"])
        certain = noted.get("certain") != 0
        return Sending(sent, tuple(map(str, noted["to"])), str(noted["sha256"]), certain)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


_CANNOT_READ = Sentence(
    "อ่านบันทึกการส่ง “{file}” ไม่ได้ จึงยังไม่ส่งอีเมล โปรดตรวจสิทธิ์การเข้าถึงไฟล์นี้",
    "The log “{file}” cannot be read, so nothing was sent; please check its permissions.",
)
_CANNOT_NOTE = Sentence(
    "เขียนบันทึกการส่ง “{file}” ไม่ได้ จึงยังไม่ส่งอีเมล โปรดตรวจสิทธิ์การเขียนไฟล์นี้",
    "The log “{file}” cannot be written, so nothing was sent; please check its permissions.",
)
_SENT_NOT_NOTED = Sentence(
    "ส่งอีเมลแล้ว แต่เขียนบันทึกการส่ง “{file}” ไม่ได้ โปรดจดไว้เองว่าส่งแล้ว",
    "The mail was sent, but the log “{file}” could not be written; please note it by hand.",
)
