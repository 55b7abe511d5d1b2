"""A pool of workers: senders' files are opened, examined and read by them, never by this process.

The processes are our own and not those of ``concurrent.futures``: that pool breaks as a whole when
one process dies, imports the caller's main module into each, and speaks up at Ctrl-C. Here one that
ends is replaced, and only the file on which it ended is lost.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import ceil, inf
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from time import monotonic
from typing import IO, Any, TypeVar

from ita_xlsx.errors import DEBUG, ItaXlsxError
from ita_xlsx.intake.workers import FROZEN_WORKER
from ita_xlsx.intake.workers.limits import LIMITS, Limits
from ita_xlsx.language import Sentence

MOST_WORKERS = 8
# A second worker pays from here on: to start one costs as much as to read some fifty forms.
FILES_PER_WORKER = 100
# Some 50 ms of work: a task costs little of that, and no worker is long behind the others.
BATCH = 16
# So many batches may be under way, or answered and not yet taken: they bound the memory, and let
# the others go on while one file takes its minute.
AHEAD = 64
# A process has so long to start, whatever a file may take: a busy computer is slow, not broken.
START_SECONDS = 60
# Windows lets nobody interrupt a wait that has no end; so often the wall time is looked at, too.
_MOMENT = 0.5
_PACKAGE = Path(__file__).parents[3]
# What one meets who speaks to a process that has ended, or is ending.
_FAILED = (EOFError, OSError, pickle.UnpicklingError)

File = TypeVar("File")
Answer = TypeVar("Answer")
Note = Callable[[Any], None]


@dataclass(frozen=True)
class Lost:
    """Stands for the answer of a file on which the function raised, or its worker ended.

    ``fault`` is the kind of what was raised, empty where a limit or a crash ended the worker;
    ``note`` is the last note of the file, or None.
    """

    fault: str
    note: Any


class NoWorker(ItaXlsxError):
    """The system starts no process that reads."""


class _Stopped(Exception):
    """The pool has ended: no process is started any more."""


def workers_for(files: int) -> int:
    """How many workers should read so many files."""
    return min(os.cpu_count() or 1, MOST_WORKERS, ceil(files / FILES_PER_WORKER))


def command_line() -> list[str]:
    """What starts a worker; with -P nothing that lies in the current folder is imported.

    The program that needs no Python starts itself.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_WORKER]
    return [sys.executable, "-P", "-m", "ita_xlsx.intake.workers.worker"]


def _environment() -> dict[str, str]:
    """That of a worker: our package first, then the user's own folders of modules.

    None of them is relative, as such a one may hold the returned files.
    """
    paths = filter(os.path.isabs, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_PACKAGE), *paths])}


class Pool:
    """Workers, one of which starts at once; a context, at whose end no process is left.

    Raises NoWorker when not even that one starts.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._workers = [_Worker(limits)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._idle.put(self._workers[0])
        self._threads: list[ThreadPoolExecutor] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        # At Ctrl-C what has not begun shall not begin, and what has begun shall end.
        for worker in self._workers:
            worker.stop()
        for threads in self._threads:
            threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.end()

    def map_files(
        self, function: Callable[[File, Note], Answer], files: Sequence[File]
    ) -> Iterator[Answer | Lost]:
        """What a function returns for each file, in their order; the work begins with the call.

        It goes to the workers by name: it is a function of a module, or a ``partial`` of one. It
        gets a second function, to note what shall be known of the file if the worker ends on it.
        Raises NoWorker when one that ended cannot be replaced.
        """
        self._grow(workers_for(len(files)))
        # As many as there are workers, so that the batches begin in their order.
        threads = ThreadPoolExecutor(len(self._workers))
        self._threads.append(threads)
        more = (threads.submit(self._work, function, some) for some in _batches(files))
        return self._in_order(deque(islice(more, AHEAD)), more)

    def _grow(self, number: int) -> None:
        """Start more workers, until there are so many or the system starts no other."""
        with suppress(NoWorker):
            while len(self._workers) < number:
                worker = _Worker(self._limits)
                self._workers.append(worker)
                self._idle.put(worker)

    def _in_order(
        self,
        begun: "deque[Future[list[Answer | Lost]]]",
        more: "Iterator[Future[list[Answer | Lost]]]",
    ) -> Iterator[Answer | Lost]:
        while begun:
            answers = self._wait_for(begun.popleft())
            begun.extend(islice(more, 1))
            yield from answers

    def _wait_for(self, future: Future[Answer]) -> Answer:
        """A result; a worker that is over its time is ended meanwhile."""
        while not future.done():
            wait((future,), timeout=_MOMENT)
            for worker in self._workers:
                worker.kill_if_late()
        return future.result()

    def _work(
        self, function: Callable[[File, Note], Answer], files: Sequence[File]
    ) -> list[Answer | Lost]:
        """The answers to some files from the worker that is idle first."""
        worker = self._idle.get()
        answers: list[Answer | Lost] = []
        try:
            while len(answers) < len(files):
                answers += worker.ask(function, files[len(answers) :])
        finally:
            self._idle.put(worker)
        return answers


def _batches(files: Sequence[File]) -> Iterator[Sequence[File]]:
    """Small ones in the end, so that nobody waits long for the last of them."""
    at = 0
    while at < len(files):
        size = BATCH if len(files) - at > 4 * BATCH else BATCH // 4
        yield files[at : at + size]
        at += size


class _Worker:
    """A process and its successors: asked by one thread, stopped by another."""

    def __init__(self, limits: Limits) -> None:
        """Raises NoWorker."""
        self._limits = limits
        self._lock = Lock()
        self._is_stopped = False
        self._is_ready = False
        self._due = inf
        self._start()

    def ask(
        self, function: Callable[[File, Note], Answer], files: Sequence[File]
    ) -> list[Answer | Lost]:
        """The answers to files in order, up to one on which the process ended. Raises NoWorker."""
        self._make_ready()
        stdin, stdout = _pipes(self._process)
        answers: list[Answer | Lost] = []
        note = None
        try:
            pickle.dump((function, files, self._limits), stdin)
            stdin.flush()
            reader = pickle.Unpickler(stdout)
            while len(answers) < len(files):
                self._due = monotonic() + self._limits.seconds
                kind, said = reader.load()
                if kind == "note":
                    note = said
                else:
                    answers.append(said if kind == "answer" else Lost(said, note))
                    note = None
        except _FAILED:
            self.end()
            answers.append(Lost("", note))
        self._due = inf
        return answers

    def _make_ready(self) -> None:
        """Have a process that waits for a task: the one that there is, or a new one."""
        if self._process.poll() is not None:
            self.end()
            self._start()
        if self._is_ready:
            return
        self._due = monotonic() + START_SECONDS
        try:
            _, self._is_ready = pickle.load(_pipes(self._process)[1])
        except _FAILED as error:
            # It ended before it was given a file: that is the fault of none.
            raise NoWorker(_NO_WORKER) from error

    def _start(self) -> None:
        """Start a process. Raises NoWorker, _Stopped."""
        with self._lock:
            if self._is_stopped:
                raise _Stopped
            try:
                self._process = subprocess.Popen(
                    command_line(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=None if os.environ.get(DEBUG) == "1" else subprocess.DEVNULL,
                    env=_environment(),
                )
            except OSError as error:
                raise NoWorker(_NO_WORKER) from error
            self._is_ready = False

    def kill_if_late(self) -> None:
        """Kill the process if its file has taken too long: whoever waits for an answer has none."""
        if monotonic() > self._due:
            self._process.kill()

    def stop(self) -> None:
        """Kill the process, and start none any more."""
        with self._lock:
            self._is_stopped = True
            self._process.kill()

    def end(self) -> None:
        """End the process; nothing of it is left."""
        self._process.kill()
        for pipe in _pipes(self._process):
            # What was still to be written to it is lost, as is meant.
            with suppress(OSError):
                pipe.close()
        self._process.wait()


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None and process.stdout is not None
    return process.stdin, process.stdout


_NO_WORKER = Sentence(
    "เปิดโปรแกรมย่อยสำหรับอ่านไฟล์ไม่ได้ จึงยังไม่ได้อ่านไฟล์ใด โปรดปิดโปรแกรมอื่นหรือเปิดเครื่องใหม่ แล้วสั่งอีกครั้ง",
    "The process that reads the files could not be started, so they were not read. "
    "Please close other programs or restart the computer, and try again.",
)
