"""Reading a file in a process of its own, within limits, so that a file that fails, fails alone.

calamine aborts the whole process on some files, and no ``except`` helps against that. A file that
the guard has not proved plain is read here. ``python -m ita_xlsx.intake.alone`` is the process.
"""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from ita_xlsx.errors import DEBUG
from ita_xlsx.intake.file import FAULT, TOO_MUCH, FileRead, read_file, unreadable
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import Verdict
from ita_xlsx.official.divisions import OwnNames

# A workbook of 5 million cells, the most that the guard lets through, takes about 15 s and 1.5 GB.
SECONDS = 60
BYTES = 3 << 30
# Python's exit code for an exception that nobody caught: a bug, while a process that is out of
# time or memory is ended by the system.
_RAISED = 1


def read_alone(found: Found, verdict: Verdict, own: OwnNames) -> FileRead:
    """A file read in a process of its own; one that fails there is unreadable, and nothing else."""
    try:
        done = subprocess.run(
            # -P: nothing that lies in the folder of the returned files is imported.
            [sys.executable, "-P", "-m", __spec__.name],
            input=pickle.dumps((found, verdict, own)),
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get(DEBUG) == "1" else subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    except subprocess.TimeoutExpired:
        return unreadable(found, verdict, TOO_MUCH)
    if done.returncode != 0:
        died = done.returncode != _RAISED
        return unreadable(found, verdict, TOO_MUCH if died else FAULT.fill(kind="exit code 1"))
    # The bytes come from this program's own process, over a pipe that nobody else holds.
    read: FileRead = pickle.loads(done.stdout)
    return read


def main() -> None:
    """Read the one file named on standard input, and answer on standard output."""
    _limit()
    found, verdict, own = pickle.load(sys.stdin.buffer)
    try:
        read = pickle.dumps(read_file(found, verdict, own))
    except MemoryError:
        read = pickle.dumps(unreadable(found, verdict, TOO_MUCH))
    sys.stdout.buffer.write(read)


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
