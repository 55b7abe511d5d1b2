"""A process that reads files for another one, and looks at each of them by itself.

It is told a ``Task`` again and again, answers each file of it in their order, then with what it
finds in the files that it has (some ``Judged``, and ``Kept`` behind them), and ends when nothing
more is to come. In between it answers a ``Call``. A file may bring it down; see ``readers``.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ita_xlsx.intake.file import FileRead, take
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.table.frame import Gathered
from ita_xlsx.model import Columns
from ita_xlsx.official.divisions import OwnNames

# So many measures are judged at a time, in less than a tenth of a second, and so many kept at most
# until they are.
_TOGETHER = 500
_MOST = 10_000

# What is found in measures, file by file: anything that can be sent.
Judge = Callable[[Columns], Sequence[Any]]


@dataclass(frozen=True)
class Task:
    """Files to be read (``own`` and ``outputs`` as for ``file.take``), and what else to judge.

    ``to_judge`` was read by others. All of it is judged when there is much of it, and else when it
    is asked for: ``judge`` is the place of some files in ``Kept``, which is told with the last
    files (``is_last``).
    """

    files: Sequence[Found]
    own: OwnNames
    outputs: bool
    to_judge: Sequence[FileRead] = ()
    judge: int | None = None
    is_last: bool = False


@dataclass(frozen=True)
class Call:
    """A function to be called; what it returns is the answer."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Judged:
    """What was found, and in which files."""

    files: frozenset[str]
    found: Sequence[Any]


@dataclass(frozen=True)
class Kept:
    """The files that are kept to be judged, some at a time; none where they were not asked for."""

    files: Sequence[frozenset[str]] = ()


def serve(judge: Judge) -> None:
    """Read what is asked for on standard input, and answer on standard output."""
    # Ctrl-C reaches all processes of a terminal; the one that asks ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the command line: reading makes many objects and hardly any circles of them.
    gc.set_threshold(250_000, 50, 100)
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    kept = _ToJudge(judge)
    try:
        while True:
            task: Task | Call = pickle.load(asked)
            if isinstance(task, Call):
                pickle.dump(task.function(*task.arguments), said)
                said.flush()
                continue
            # A text that stood in an answer before is named again, not written again.
            writer = pickle.Pickler(said)
            for found in task.files:
                answer = take(found, task.own, task.outputs)
                writer.dump(answer)
                said.flush()
                if isinstance(answer, FileRead):
                    kept.add(answer, task.own)
            for read in task.to_judge:
                kept.add(read, task.own)
            # Each by itself: what is told is not kept to be named again.
            for judged in kept.judged(task.judge):
                pickle.dump(judged, said)
            pickle.dump(kept.told() if task.is_last else Kept(), said)
            said.flush()
    except (EOFError, OSError):
        # The asking process has ended: the pipes lead nowhere. Nobody is left to be told of it.
        os._exit(0)


class _ToJudge:
    """What was read and is to be judged."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._own: OwnNames = {}
        self._together: list[_Together] = []

    def add(self, read: FileRead, own: OwnNames) -> None:
        """Keep what was read of a file."""
        if read.source is None:
            return
        self._own = own or self._own
        if not self._together or len(self._together[-1].measures) > _TOGETHER:
            self._together.append(_Together())
        last = self._together[-1]
        last.files.add(read.source.file)
        for table in read.tables:
            last.measures.add(table)

    def told(self) -> Kept:
        """The files that are kept, in the order in which they are judged."""
        return Kept([frozenset(one.files) for one in self._together])

    def judged(self, place: int | None) -> Iterator[Judged]:
        """What is found in the files at a place, and in all of them when there are many."""
        if place is not None:
            yield self._judged(self._together[place])
            self._together[place] = _Together()
        elif sum(len(one.measures) for one in self._together) > _MOST:
            yield from map(self._judged, self._together)
            self._together.clear()

    def _judged(self, one: "_Together") -> Judged:
        return Judged(frozenset(one.files), self._judge(one.measures.columns(self._own)))


@dataclass
class _Together:
    """Some files, and their measures."""

    files: set[str] = field(default_factory=set)
    measures: Gathered = field(default_factory=Gathered)
