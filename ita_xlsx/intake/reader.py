"""A process that reads files for another one, and looks at each of them by itself.

It is told a ``Task`` again and again, answers each file of it in their order, and ends when nothing
more is to come. Told to judge, it answers with what it finds in the files that it has, as
``Judged``. A file may bring it down; see ``readers``.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ita_xlsx.intake.file import FileRead, take
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.measures import Measures
from ita_xlsx.model import Columns
from ita_xlsx.official.divisions import OwnNames

# Of a round of thousands, so many measures are kept at most until they are judged.
_MOST = 10_000

# What is found in measures, file by file: anything that can be sent.
Judge = Callable[[Columns], Sequence[Any]]


@dataclass(frozen=True)
class Task:
    """Files to be read (``own`` and ``outputs`` as for ``file.take``), and what else to judge.

    ``to_judge`` was read by others; ``judge`` asks for what is found in all of that.
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
            if task.judge:
                writer.dump(kept.judged())
                said.flush()
    except (EOFError, OSError):
        # The asking process has ended: the pipes lead nowhere. Nobody is left to be told of it.
        os._exit(0)


class _Kept:
    """The measures that were read and are to be judged, and what was found in those before them."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._measures = Measures()
        self._own: OwnNames = ()
        self._files: set[str] = set()
        self._found: list[Any] = []

    def add(self, read: FileRead, own: OwnNames) -> None:
        """Keep what was read of a file."""
        self._own = self._own or own
        if read.source is not None:
            self._files.add(read.source.file)
            for table in read.tables:
                self._measures.add(table)
        if len(self._measures) > _MOST:
            self._judge_kept()

    def judged(self) -> Judged:
        """What was found in all files until now; none of them is kept."""
        self._judge_kept()
        judged = Judged(frozenset(self._files), self._found)
        self._files, self._found = set(), []
        return judged

    def _judge_kept(self) -> None:
        if len(self._measures):
            self._found += self._judge(self._measures.columns(self._own))
            self._measures = Measures()
