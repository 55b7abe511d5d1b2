"""The small log beside a report: when it was sent, to whom, and which bytes.

One line a sending, each a JSON object with ``sent``, ``to`` and ``sha256``. Its ending is none of a
workbook's, so that a folder which is read passes it over.
"""

import errno
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ita_xlsx.errors import CannotWrite, NothingToRead
from ita_xlsx.files import refuse_bad_target
from ita_xlsx.language import Sentence

SUFFIX = ".ส่งแล้ว.log"


@dataclass(frozen=True)
class Sending:
    """One sending; ``sha256`` is that of the workbook, in hexadecimal."""

    sent: datetime
    to: tuple[str, ...]
    sha256: str


def log_of(workbook: Path) -> Path:
    """Where the log of a workbook lies."""
    return workbook.with_name(f"{workbook.stem}{SUFFIX}")


def sendings(log: Path) -> tuple[Sending, ...]:
    """All sendings noted, oldest first; lines of another kind are passed over.

    Raises NothingToRead for a log that is there and cannot be read.
    """
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NothingToRead(_CANNOT_READ.fill(file=log)) from error
    return tuple(sending for line in lines if (sending := _sending(line)) is not None)


def sent_before(log: Path, sha256: str, to: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
    """Each of the addresses to which these bytes were sent already, with the last time."""
    last = {
        address.casefold(): one.sent
        for one in sendings(log)
        if one.sha256 == sha256
        for address in one.to
    }
    return tuple((address, last[key]) for address in to if (key := address.casefold()) in last)


def refuse_unwritable(log: Path) -> None:
    """Refuse a log that could not be written after a sending. Raises CannotWrite, UsageError."""
    refuse_bad_target(log)
    if log.exists() and not os.access(log, os.W_OK):
        raise CannotWrite(_CANNOT_NOTE.fill(file=log))


def note(log: Path, sending: Sending) -> None:
    """Add a sending to the log in one write, so that no other program's line is lost or torn.

    Raises CannotWrite.
    """
    told = {
        "sent": sending.sent.isoformat(timespec="seconds"),
        "to": sending.to,
        "sha256": sending.sha256,
    }
    line = json.dumps(told).encode() + b"\n"
    try:
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            before = os.fstat(handle).st_size
            if os.write(handle, line) < len(line):
                # A torn line would swallow the next one.
                os.ftruncate(handle, before)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise CannotWrite(_SENT_NOT_NOTED.fill(file=log)) from error


def _sending(line: str) -> Sending | None:
    try:
        told = json.loads(line)
        sent = datetime.fromisoformat(told["sent"])
        return Sending(sent, tuple(map(str, told["to"])), str(told["sha256"]))
    except (ValueError, TypeError, LookupError, RecursionError):
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
