"""Reading a file in a process of its own, within limits, so that a file that fails, fails alone.

calamine aborts the whole process on some files, and no ``except`` helps against that. A file that
the guard has not proved plain is read here. ``python -m ita_xlsx.intake.workers.alone`` is the
process: it opens the file once, and examines the very bytes that it reads.
"""

import pickle
import sys
from io import BytesIO
from subprocess import TimeoutExpired

from ita_xlsx.intake.file import FAULT, TOO_MUCH, Answer, answer, unreadable
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard.examine import open_once
from ita_xlsx.intake.workers.children import Children
from ita_xlsx.official.divisions import OwnNames

# A workbook of 5 million cells, the most that the guard lets through, takes about 15 s and 1.5 GB.
SECONDS = 60
BYTES = 3 << 30
# Python's exit code for an exception that nobody caught: a bug, while a process that is out of
# time or memory is ended by the system.
_RAISED = 1


def read_alone(found: Found, own: OwnNames, outputs: bool, children: Children) -> Answer:
    """A file read in a process of its own; one that fails there is unreadable, and nothing else.

    The arguments are those of ``file.take``; ``children`` keeps account of the process.
    """
    process = children.start(__spec__.name)
    try:
        said, _ = process.communicate(pickle.dumps((found, own, outputs)), timeout=SECONDS)
    except TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    finally:
        children.end(process)
    return _heard(found, said, process.returncode)


def _heard(found: Found, said: bytes, code: int) -> Answer:
    """What the process has answered, or with what it has told before it failed: that it failed."""
    stream = BytesIO(said)
    size, sha256 = 0, ""
    try:
        size, sha256 = pickle.load(stream)
        if code == 0:
            read: Answer = pickle.load(stream)
            return read
    except (EOFError, pickle.UnpicklingError):
        pass
    reason = FAULT.fill(kind="exit code 1") if code == _RAISED else TOO_MUCH
    return unreadable(found, reason, size, sha256)


def main() -> None:
    """Read the one file named on standard input, and answer on standard output.

    First (size, SHA-256) is told, so that these are known of a file that brings the process down.
    """
    _limit()
    found, own, outputs = pickle.load(sys.stdin.buffer)
    size, sha256 = 0, ""
    try:
        opened = open_once(found.path)
        size, sha256 = opened.verdict.size, opened.verdict.sha256
        _say(pickle.dumps((size, sha256)))
        read = pickle.dumps(answer(found, opened, own, outputs))
    except MemoryError:
        if not sha256:
            _say(pickle.dumps((size, sha256)))
        read = pickle.dumps(unreadable(found, TOO_MUCH, size, sha256))
    _say(read)


def _say(written: bytes) -> None:
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


def _limit() -> None:
    """Set the limits, where the system has any (Windows has only the wall time)."""
    try:
        import resource
    except ImportError:
        return
    for kind, wanted in (
        (resource.RLIMIT_AS, BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
