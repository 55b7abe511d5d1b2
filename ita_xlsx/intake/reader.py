"""A process that reads files for another one: ``python -m ita_xlsx.intake.reader``.

It is told (files, own, outputs), the arguments of ``file.take``, again and again, answers each file
in their order, and ends when nothing more is to come. A file may bring it down; see ``readers``.
"""

import gc
import os
import pickle
import signal
import sys

from ita_xlsx.intake.answers import Writer
from ita_xlsx.intake.file import take


def main() -> None:
    """Read what is asked for on standard input, and answer on standard output."""
    # Ctrl-C reaches all processes of a terminal; the one that asks ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the command line: reading makes many objects and hardly any circles of them.
    gc.set_threshold(100_000, 50, 100)
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    try:
        while True:
            files, own, outputs = pickle.load(asked)
            writer = Writer(said)
            for found in files:
                writer.dump(take(found, own, outputs))
                said.flush()
    except (EOFError, BrokenPipeError):
        # The asking process has ended, and nobody is left to be told of it.
        os._exit(0)


if __name__ == "__main__":
    main()
