"""What a worker can be made to do with a file, in place of reading it."""

import os
import signal
import sys
import time
from typing import Any

from ita_xlsx.intake.file import Note, read_file

MB = 1 << 20
KEPT: list[bytes] = []


def name(file: str, note: Note) -> str:
    return file


def chatter(file: str, note: Note) -> str:
    """Something prints, as libraries do."""
    print("this is no answer", flush=True)
    os.write(1, b"nor is this")
    os.write(2, b"calamine tells of its panics")
    return file


def note_first(file: str, note: Note) -> Any:
    note((len(file), file))
    return do(file, note)


def do(file: str, note: Note) -> Any:
    """What the name says."""
    return DEEDS[file]()


def work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def limits() -> list[tuple[int, int]]:
    import resource

    return [resource.getrlimit(r) for r in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]


DEEDS: dict[str, Any] = {
    "work": lambda: work(0.4),
    "keep": lambda: KEPT.append(bytes(400 * MB)),
    "spin": lambda: work(600),
    "sleep": lambda: time.sleep(600),
    "ask for much": lambda: bytes(1 << 40),
    "take bit by bit": lambda: [bytes(MB) for _ in range(3000)],
    "abort": os.abort,
    "be killed": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "fail": lambda: {}["nothing"],
    "tell limits": limits,
    "tell path": lambda: sys.path,
    "tell id": os.getpid,
}


def read_or_die(found: Any, note: Note, **how: Any) -> Any:
    """Reads a file, but for those by whose name it dies before or after they are known."""
    if found.path.name.startswith("dies"):
        os.abort()
    return read_file(found, _dying(note) if "falls" in found.path.name else note, **how)


def _dying(note: Note) -> Note:
    def die(known: tuple[int, str]) -> None:
        note(known)
        os.abort()

    return die
