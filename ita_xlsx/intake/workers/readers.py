"""Who reads the files: this process for a few of them, some processes of its own for many.

The processes are our own and not those of ``concurrent.futures``: that pool breaks as a whole when
one process dies, imports the caller's main module into each, and speaks up at Ctrl-C. Here one that
dies is replaced, and what it had not answered is read file by file, each alone.
"""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice, repeat
from queue import Empty, SimpleQueue
from subprocess import Popen
from threading import Timer
from typing import IO, Any, TypeVar

from ita_xlsx.intake.file import TO_BE_READ_ALONE, Answer, FileRead, take
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.workers.alone import SECONDS, read_alone
from ita_xlsx.intake.workers.children import Children
from ita_xlsx.intake.workers.reader import Call, Judged, Task
from ita_xlsx.official.divisions import OwnNames

# Some 50 ms of reading: a question costs little of that, and no process is long behind the others.
BATCH = 16
# So many batches may be under way or answered and not yet taken: they bound the memory, and let the
# others go on while one file takes its minute.
AHEAD = 64
# Windows lets nobody interrupt a wait that has no end.
_MOMENT = 0.5
Result = TypeVar("Result")


class Readers:
    """Reads files in their order; a context, at whose end no process is left.

    The processes ``started``, which run a ``module`` that calls ``reader.serve``, read what the
    guard has proved plain, and so does this process; ``children`` keeps account of them. Everything
    else is read alone. ``own`` as for ``file.take``.
    """

    def __init__(
        self,
        own: OwnNames,
        children: Children,
        started: Sequence["Popen[bytes]"] = (),
        module: str = "",
    ) -> None:
        self.own = own
        self.others = len(started)
        self._children = children
        self._asking = ThreadPoolExecutor(max(1, self.others))
        self._alone = ThreadPoolExecutor(os.cpu_count() or 1)
        self._processes = [_Process(children, process, module) for process in started]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        # What no process has read that judges goes to one with its next question.
        self._to_judge: SimpleQueue[FileRead] = SimpleQueue()
        self._judging: list[Future[None]] = []
        # Done when it is known what a process is to judge.
        self._listed: list[Future[None]] = []

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        # At Ctrl-C what has not begun shall not begin, and what has begun shall end.
        self._children.stop()
        for threads in (self._asking, self._alone):
            threads.shutdown(cancel_futures=True)

    def read(self, files: Sequence[Found], outputs: bool) -> Iterator[Answer]:
        """The answer to each file, in their order; the others begin with the call.

        ``outputs`` as for ``file.take``.
        """
        batches = _batches(files)
        begun = (_Batch(batch, self._begun(batch, outputs)) for batch in batches)
        return self._in_order(deque(islice(begun, AHEAD)), begun, outputs)

    def begin(self, function: Callable[..., Result], *arguments: Any) -> "Future[Result | None]":
        """Have a process call a function, before they begin to judge; None if it died of that."""
        return self._asking.submit(self._call, Call(function, arguments))

    def begin_to_judge(self) -> None:
        """Have the processes look at the files that were read, now that all are; then they end."""
        left = self._noted_until_now()
        for first, process in enumerate(self._processes):
            more, listed = left[first :: self.others], Future[None]()
            self._listed.append(listed)
            self._judging.append(self._asking.submit(self._judge, process, more, listed))

    def take_unjudged(self) -> frozenset[str]:
        """Some files that no process has begun to judge, and now none will; none at the end."""
        for listed in self._listed:
            wait_for(listed)
        longest = max((process.left for process in self._processes), key=len, default=deque())
        # Another thread may have taken the last one.
        with suppress(IndexError):
            return longest.pop()[1]
        return frozenset()

    def judged(self) -> Judged:
        """What the processes have found, and in which of the files."""
        for future in self._judging:
            wait_for(future)
        every = [one for process in self._processes for one in process.judged]
        return Judged(
            frozenset(file for one in every for file in one.files),
            [found for one in every for found in one.found],
        )

    def _begun(self, files: Sequence[Found], outputs: bool) -> "Future[list[Given]]":
        if self.others:
            return self._asking.submit(self._ask, files, outputs)
        return Future()

    def _in_order(
        self, begun: "deque[_Batch]", others: "Iterator[_Batch]", outputs: bool
    ) -> Iterator[Answer]:
        """While the next answers are not there, this process takes a batch that no other has."""
        while begun:
            if begun[0].is_answered():
                yield from map(_result, begun.popleft().answers.result())
                begun.extend(islice(others, 1))
                continue
            free = next((batch for batch in begun if batch.answers.cancel()), None)
            if free is None:
                begun[0].wait()
            else:
                free.answers = Future()
                free.answers.set_result([self._take(found, outputs) for found in free.files])

    def _take(self, found: Found, outputs: bool) -> "Given":
        """A file read by this process, or to be read alone by another one meanwhile."""
        answer = take(found, self.own, outputs)
        if answer == TO_BE_READ_ALONE:
            return self._alone.submit(self._read_alone, found, outputs)
        return self._noted(answer)

    def _ask(self, files: Sequence[Found], outputs: bool) -> "list[Given]":
        """The answers to some files from the process that is idle first."""
        process = self._idle.get()
        try:
            answers = process.ask(Task(files, self.own, outputs, self._noted_until_now()))
        finally:
            self._idle.put(process)
        # What brought the process down, and what came behind it, is not answered.
        answers += repeat(TO_BE_READ_ALONE, len(files) - len(answers))
        return [
            self._read_alone(found, outputs) if answer == TO_BE_READ_ALONE else answer
            for found, answer in zip(files, answers, strict=True)
        ]

    def _read_alone(self, found: Found, outputs: bool) -> Answer:
        return self._noted(read_alone(found, self.own, outputs, self._children))

    def _noted(self, answer: Answer) -> Answer:
        """An answer that is to be judged by another process."""
        if self.others and isinstance(answer, FileRead):
            self._to_judge.put(answer)
        return answer

    def _noted_until_now(self) -> list[FileRead]:
        noted = []
        with suppress(Empty):
            while True:
                noted.append(self._to_judge.get_nowait())
        return noted

    def _call(self, call: Call) -> Any:
        process = self._idle.get()
        try:
            return process.call(call)
        finally:
            self._idle.put(process)

    def _judge(self, process: "_Process", more: Sequence[FileRead], listed: "Future[None]") -> None:
        try:
            process.ask(Task((), self.own, False, more, is_last=True))
            listed.set_result(None)
            with suppress(IndexError):
                while True:
                    place, _ = process.left.popleft()
                    process.ask(Task((), self.own, False, judge=place))
        finally:
            process.end()
            if not listed.done():
                listed.set_result(None)


# An answer, or one that another process is about to give.
Given = Answer | Future[Answer]


@dataclass
class _Batch:
    """Some files, and the answers to them."""

    files: Sequence[Found]
    answers: Future[list[Given]]

    def is_answered(self) -> bool:
        """Whether every answer is there."""
        return self.answers.done() and not any(map(_is_pending, self.answers.result()))

    def wait(self) -> None:
        """Wait until it is answered."""
        for answer in wait_for(self.answers):
            _result(answer)


def _batches(files: Sequence[Found]) -> Iterator[Sequence[Found]]:
    """Small ones in the end, so that nobody waits long for the last of them."""
    at = 0
    while at < len(files):
        size = BATCH if len(files) - at > 4 * BATCH else BATCH // 4
        yield files[at : at + size]
        at += size


def _is_pending(answer: Given) -> bool:
    return isinstance(answer, Future) and not answer.done()


def _result(answer: Given) -> Answer:
    return wait_for(answer) if isinstance(answer, Future) else answer


def wait_for(future: Future[Result]) -> Result:
    """The result of a future, for which one can be interrupted everywhere."""
    while not future.done():
        wait((future,), timeout=_MOMENT)
    return future.result()


class _Process:
    """One process that reads, and its successors."""

    def __init__(self, children: Children, process: "Popen[bytes]", module: str) -> None:
        self._children = children
        self._module = module
        self._process: Popen[bytes] | None = process
        self.judged: list[Judged] = []
        # What it keeps and is to judge: the place of some files, and which these are.
        self.left: deque[tuple[int, frozenset[str]]] = deque()

    def ask(self, task: Task) -> list[Answer]:
        """The answers to files in their order, fewer when the process did not survive one.

        What it has found meanwhile in the files to be judged is added to ``judged``, and what is
        still to be judged to ``left``.
        """
        answers: list[Answer] = []
        try:
            process = self._started()
            with _ended_after(SECONDS, process) if task.files else nullcontext():
                said = _asked(process, task)
                reader = pickle.Unpickler(said)
                for _ in task.files:
                    answers.append(reader.load())
                while isinstance(told := pickle.load(said), Judged):
                    self.judged.append(told)
                self.left.extend(enumerate(told.files))
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
        return answers

    def call(self, call: Call) -> Any:
        """What a function returns, None when the process did not survive it."""
        try:
            return pickle.load(_asked(self._started(), call))
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            return None

    def _started(self) -> "Popen[bytes]":
        self._process = self._process or self._children.start(self._module)
        return self._process

    def end(self) -> None:
        """End it; if it is asked again, another one answers, and keeps nothing yet."""
        self.left.clear()
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


def _asked(process: "Popen[bytes]", task: Task | Call) -> IO[bytes]:
    """Give a process a task; from what is returned its answers are read."""
    assert process.stdin is not None and process.stdout is not None
    pickle.dump(task, process.stdin)
    process.stdin.flush()
    return process.stdout
