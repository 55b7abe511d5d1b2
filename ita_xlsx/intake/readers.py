"""Who reads the files: this process for a few of them, some processes of its own for many.

The processes are our own and not those of ``concurrent.futures``: that pool breaks as a whole when
one process dies, imports the caller's main module into each, and speaks up at Ctrl-C. Here one that
dies is replaced, and what it had not answered is read file by file, each alone.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from itertools import islice, repeat
from queue import SimpleQueue
from subprocess import Popen
from threading import Semaphore, Timer
from types import TracebackType
from typing import Any, TypeVar

from ita_xlsx.intake.alone import SECONDS, read_alone
from ita_xlsx.intake.answers import Reader
from ita_xlsx.intake.children import Children
from ita_xlsx.intake.file import TO_BE_READ_ALONE, Answer, take
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.reader import JUDGE, Judged
from ita_xlsx.official.divisions import OwnNames

# The start of two processes takes as much of the processors as to read a hundred forms.
MANY_FILES = 100
MOST_READERS = 8
# Some 30 ms of reading: a question costs little of that, and no process is long behind the others.
BATCH = 8
# So many batches may be under way or answered and not yet taken: they bound the memory, and let the
# others go on while one file takes its minute.
AHEAD = 64
# Windows lets nobody interrupt a wait that has no end.
_MOMENT = 0.5
Result = TypeVar("Result")


def readers_for(files: int) -> int:
    """How many processes should read so many files; 0 is this process itself."""
    processors = os.cpu_count() or 1
    return min(processors, MOST_READERS) if files >= MANY_FILES and processors > 1 else 0


class Readers:
    """Reads files in their order; a context, at whose end no process is left.

    ``number`` processes, started at once, read what the guard has proved plain; with 0 of them it
    is read in this process. Everything else is read alone. ``own`` as for ``file.take``; ``module``
    is that of the processes, which calls ``reader.serve``. ``others`` tells whether there are any.
    """

    def __init__(self, own: OwnNames = (), number: int = 0, module: str = "") -> None:
        self.own = own
        self._children = Children()
        self._threads = ThreadPoolExecutor(number or os.cpu_count() or 1)
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._judging: list[Future[Judged]] = []
        # Two that judge at once on two processors take memory, and no time off.
        self._free = Semaphore(max(1, (os.cpu_count() or 1) - 1))
        # Where the system gives no process, this one can still read.
        with suppress(OSError):
            for _ in range(number):
                self._idle.put(_Process(self._children, module))
        self.others = not self._idle.empty()

    def __enter__(self) -> "Readers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # At Ctrl-C what has not begun shall not begin, and what has begun shall end.
        self._children.stop()
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().end()

    def read(self, files: Sequence[Found], outputs: bool) -> Iterator[Answer]:
        """The answer to each file, in their order; the reading begins with the call.

        ``outputs`` as for ``file.take``.
        """
        return self._by_others(files, outputs) if self.others else self._here(files, outputs)

    def begin_to_judge(self) -> None:
        """Have each process look at the files that it has read, now that all are read."""
        self._judging = [self._threads.submit(self._judge) for _ in range(self._idle.qsize())]

    def judged(self) -> Judged:
        """What the processes have found, each of the files that it has read and could judge."""
        every = [_wait_for(future) for future in self._judging]
        return Judged(
            frozenset(file for one in every for file in one.files),
            [found for one in every for found in one.found],
        )

    def _judge(self) -> Judged:
        with self._free:
            process = self._idle.get()
            try:
                return process.judge()
            finally:
                process.end()

    def _here(self, files: Sequence[Found], outputs: bool) -> Iterator[Answer]:
        """What is plain is read at once, the rest alone meanwhile."""
        waiting: deque[Answer | Future[Answer]] = deque()
        for found in files:
            answer = take(found, self.own, outputs)
            if answer == TO_BE_READ_ALONE:
                waiting.append(self._threads.submit(self._alone, found, outputs))
            else:
                waiting.append(answer)
            while waiting and (len(waiting) > AHEAD * BATCH or not _is_pending(waiting[0])):
                yield _result(waiting.popleft())
        yield from map(_result, waiting)

    def _by_others(self, files: Sequence[Found], outputs: bool) -> Iterator[Answer]:
        batches = (files[at : at + BATCH] for at in range(0, len(files), BATCH))
        begun = (self._threads.submit(self._batch, batch, outputs) for batch in batches)
        return _in_order(deque(islice(begun, AHEAD)), begun)

    def _batch(self, files: Sequence[Found], outputs: bool) -> list[Answer]:
        """The answers to some files from the process that is idle first."""
        process = self._idle.get()
        try:
            answers = process.ask(files, self.own, outputs)
        finally:
            self._idle.put(process)
        # What brought the process down, and what came behind it, is not answered.
        answers += repeat(TO_BE_READ_ALONE, len(files) - len(answers))
        return [
            self._alone(found, outputs) if answer == TO_BE_READ_ALONE else answer
            for found, answer in zip(files, answers, strict=True)
        ]

    def _alone(self, found: Found, outputs: bool) -> Answer:
        return read_alone(found, self.own, outputs, self._children)


def _is_pending(answer: Answer | Future[Answer]) -> bool:
    return isinstance(answer, Future) and not answer.done()


def _result(answer: Answer | Future[Answer]) -> Answer:
    return _wait_for(answer) if isinstance(answer, Future) else answer


def _wait_for(future: Future[Result]) -> Result:
    while not future.done():
        wait((future,), timeout=_MOMENT)
    return future.result()


def _in_order(
    begun: "deque[Future[list[Answer]]]", others: Iterator["Future[list[Answer]]"]
) -> Iterator[Answer]:
    while begun:
        yield from _wait_for(begun.popleft())
        begun.extend(islice(others, 1))


class _Process:
    """One process that reads, and its successors."""

    def __init__(self, children: Children, module: str) -> None:
        self._children = children
        self._module = module
        self._process: Popen[bytes] | None = children.start(module)

    def ask(self, files: Sequence[Found], own: OwnNames, outputs: bool) -> list[Answer]:
        """The answers to some files in their order, fewer when the process did not survive one."""
        answers: list[Answer] = []
        try:
            process = self._process = self._process or self._children.start(self._module)
            with _ended_after(SECONDS, process):
                for answer in islice(_said(process, (files, own, outputs)), len(files)):
                    answers.append(answer)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
        return answers

    def judge(self) -> Judged:
        """What it has found in the files that it has read; nothing when it did not survive that."""
        try:
            if self._process is not None:
                judged: Judged = next(_said(self._process, JUDGE))
                return judged
        except (EOFError, OSError, pickle.UnpicklingError):
            pass
        return Judged()

    def end(self) -> None:
        """End it; if it is asked again, another one answers."""
        if self._process is not None:
            self._children.end(self._process)
            self._process = None


@contextmanager
def _ended_after(seconds: float, process: "Popen[bytes]") -> Iterator[None]:
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _said(process: "Popen[bytes]", question: object) -> Iterator[Any]:
    """What a process answers to a question, one thing after the other."""
    assert process.stdin is not None and process.stdout is not None
    pickle.dump(question, process.stdin)
    process.stdin.flush()
    reader = Reader(process.stdout)
    while True:
        yield reader.load()
