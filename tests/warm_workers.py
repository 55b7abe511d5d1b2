"""Workers that outlive their pool, so that not every test waits for a new process.

To start one takes a fifth of a second, and some thousand tests read a file. One that is idle when
its pool ends is kept for the next pool of this process; it is told the folder to work in, which is
a new one in nearly every test. Tests of the pool itself have workers of their own (the mark
``own_workers``).
"""

import atexit
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ita_xlsx.intake.workers import pool
from ita_xlsx.intake.workers.limits import Limits

HERE = Path(__file__).parent
Process = subprocess.Popen[bytes]
_IDLE: dict[tuple[str, ...], list[Process]] = {}
_Worker = pool._Worker


def work_in(folder: str, note: object) -> None:
    """Change the folder of a worker."""
    os.chdir(folder)


class WarmWorker(_Worker):
    """A worker whose process is taken from those kept, and kept itself when nothing is asked."""

    def __init__(self, limits: Limits) -> None:
        self._is_asked = False
        super().__init__(limits)

    def ask(self, function: Any, files: Sequence[Any]) -> list[Any]:
        self._is_asked = True
        answers = super().ask(function, files)
        self._is_asked = False
        return answers

    def _start(self) -> None:
        kept = _IDLE.get(_kind(), [])
        while kept:
            self._process = kept.pop()
            self._is_ready = True
            if self._process.poll() is None and self.ask(work_in, [os.getcwd()]) == [None]:
                return
        os.environ["PYTHONPATH"], before = str(HERE), os.environ.get("PYTHONPATH")
        try:
            super()._start()
        finally:
            if before is None:
                del os.environ["PYTHONPATH"]
            else:
                os.environ["PYTHONPATH"] = before

    def stop(self) -> None:
        if self._is_asked or not self._is_ready:
            super().stop()

    def end(self) -> None:
        if self._is_asked or not self._is_ready or self._process.poll() is not None:
            super().end()
        else:
            _IDLE.setdefault(_kind(), []).append(self._process)


def _kind() -> tuple[str, ...]:
    return (*pool.command_line(), os.environ.get("ITA_XLSX_DEBUG", ""))


@atexit.register
def _end_all() -> None:
    for process in (one for kept in _IDLE.values() for one in kept):
        process.kill()
        process.communicate()
