"""The processes that read files for this one; none of them outlives it."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

from ita_xlsx.errors import DEBUG

# To start a process that reads costs as much as to read some fifty forms.
FILES_PER_READER = 50
MANY_FILES = 2 * FILES_PER_READER
MOST_READERS = 7
_PACKAGE = Path(__file__).parents[3]


def readers_for(files: int) -> int:
    """How many processes should read so many files beside this one."""
    if files < MANY_FILES:
        return 0
    return min((os.cpu_count() or 1) - 1, MOST_READERS, files // FILES_PER_READER)


class Stopped(Exception):
    """No more processes are started: the reading has ended, or was broken off."""


class Children:
    """Starts processes and keeps account of them, from whatever thread; at its end they have ended.

    Also where the account is lost (this process is killed), each ends by itself: it reads its work
    from a pipe that then comes to its end.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def __enter__(self) -> "Children":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for process in tuple(self._running):
            self.end(process)

    def start_some(self, number: int, module: str) -> "list[subprocess.Popen[bytes]]":
        """Processes that run a module, fewer than ``number`` where the system gives no more."""
        started: list[subprocess.Popen[bytes]] = []
        with suppress(OSError):
            for _ in range(number):
                started.append(self.start(module))
        return started

    def start(self, module: str) -> "subprocess.Popen[bytes]":
        """A process that runs a module of ours, spoken to over pipes. Raises Stopped, OSError."""
        with self._lock:
            if self._stopped:
                raise Stopped
            process = subprocess.Popen(
                # -P: nothing that lies in the folder of the returned files is imported.
                [sys.executable, "-P", "-m", module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get(DEBUG) == "1" else subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(_PACKAGE)},
            )
            self._running.add(process)
        return process

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """End a process, if it has not ended by itself; nothing of it is left."""
        process.kill()
        for pipe in (process.stdin, process.stdout):
            # What was still to be written to it is lost, as is meant.
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()
        process.wait()
        with self._lock:
            self._running.discard(process)

    def stop(self) -> None:
        """End all processes, and start none any more."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()
