"""A worker: a process that opens, examines and reads files for its parent; see ``pool``.

``python -P -m ita_xlsx.intake.workers.worker`` says ``("ready", True)`` on its standard output,
then gets tasks on its standard input (a function, files, limits) and calls the function with each
file. It says ``("note", ...)`` for each note, and in the end ``("answer", ...)`` or, of a bug, its
kind: ``("fault", "KeyError")``.
"""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import IO, Any

# What any file needs is imported while the parent prepares the first task.
import ita_xlsx.intake.file  # noqa: F401
from ita_xlsx.intake.workers.limits import allow_one_more


def main() -> None:
    """Work until the parent closes the pipe or ends. What ends it before costs one file."""
    # Ctrl-C reaches all processes of a terminal; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the command line: reading makes many objects and hardly any circles of them.
    gc.set_threshold(250_000, 50, 100)
    answers = _own_output()
    _sender(answers)("ready", True)
    while True:
        try:
            function, files, limits = pickle.load(sys.stdin.buffer)
        except EOFError:
            os._exit(0)
        say = _sender(answers)
        for file in files:
            allow_one_more(limits)
            say(*_answer(function, file, partial(say, "note")))


def _answer(
    function: Callable[..., Any], file: Any, note: Callable[[Any], None]
) -> tuple[str, Any]:
    try:
        return "answer", function(file, note)
    except MemoryError:
        # Nothing but a new process has all its memory again.
        os._exit(1)
    except Exception as error:
        traceback.print_exc()  # nobody sees it but with ITA_XLSX_DEBUG
        return "fault", type(error).__name__


def _own_output() -> IO[bytes]:
    """The standard output, to which from now on nothing else in this process can write."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _sender(answers: IO[bytes]) -> Callable[[str, Any], None]:
    """Says one thing after the other; a text that was said before is only named again."""
    pickler = pickle.Pickler(answers)

    def say(kind: str, what: Any) -> None:
        pickler.dump((kind, what))
        answers.flush()

    return say


if __name__ == "__main__":
    main()
