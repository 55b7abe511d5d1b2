"""A process that reads files for another one, and looks at each of them by itself.

It is told a ``Task`` again and again, answers each file of it in their order, then with what it
finds in the files that it has (some ``Judged``, and None behind them), and ends when nothing more
is to come. A file may bring it down; see ``readers``.
"""

import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ita_xlsx.intake.file import FileRead, take
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.measures import Gathered
from ita_xlsx.model import Columns
from ita_xlsx.official.divisions import OwnNames

# So many measures are judged at a time, and so many kept at most until they are.
_TOGETHER = 1_500
_MOST = 10_000

# What is found in measures, file by file: anything that can be sent.
Judge = Callable[[Columns], Sequence[Any]]


@dataclass(frozen=True)
class Task:
    """Files to be read (``own`` and ``outputs`` as for ``file.take``), and what else to judge.

    ``to_judge`` was read by others. With ``judge`` nothing more is to come: all of it is judged,
    and else only when there is much of it.
    """

    files: Sequence[Found]
    own: OwnNames
    outputs: bool
    to_judge: Sequence[FileRead] = ()
    judge: bool = False


@dataclass(frozen=True)
class Judged:
    """What was found, and in which files."""

    files: frozenset[str] = frozenset()
    found: Sequence[Any] = ()


def serve(judge: Judge) -> None:
    """Read what is asked for on standard input, and answer on standard output."""
    # Ctrl-C reaches all processes of a terminal; the one that asks ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the command line: reading makes many objects and hardly any circles of them.
    gc.set_threshold(100_000, 50, 100)
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    kept = _Kept(judge)
    try:
        while True:
            task: Task = pickle.load(asked)
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
            for judged in kept.judged(all_of_it=task.judge):
                pickle.dump(judged, said)
            pickle.dump(None, said)
            said.flush()
    except (EOFError, OSError):
        # The asking process has ended: the pipes lead nowhere. Nobody is left to be told of it.
        os._exit(0)


class _Kept:
    """What was read and is to be judged."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._own: OwnNames = ()
        self._together: deque[_Together] = deque()

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

    def judged(self, all_of_it: bool) -> Iterator[Judged]:
        """What is found in all files until now, unless these are few, and more may come."""
        if not all_of_it and sum(len(one.measures) for one in self._together) <= _MOST:
            return
        while self._together:
            one = self._together.popleft()
            found = self._judge(one.measures.columns(self._own))
            yield Judged(frozenset(one.files), found)


@dataclass
class _Together:
    """Some files, and their measures."""

    files: set[str] = field(default_factory=set)
    measures: Gathered = field(default_factory=Gathered)
