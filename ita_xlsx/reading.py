"""Reading a round and looking at each file by itself, both by other processes where that pays.

``python -m ita_xlsx.reading`` is such a process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ita_xlsx.intake.workers.children import Children, readers_for

if TYPE_CHECKING:
    from ita_xlsx.intake.workers.readers import Readers
    from ita_xlsx.official.divisions import OwnNames


@contextmanager
def readers(files: int, own: "OwnNames") -> "Iterator[Readers]":
    """Who reads so many files; at the end of the context no process is left."""
    with Children() as children:
        started = children.start_some(readers_for(files), __spec__.name)
        # They import what reading needs, and so does this process meanwhile.
        from ita_xlsx.intake.workers.readers import Readers

        with Readers(own, children, started, __spec__.name) as found:
            yield found


def main() -> None:
    """Read, and look at what was read, for another process."""
    from ita_xlsx.checks.registry import check_files
    from ita_xlsx.intake.workers.reader import serve

    serve(check_files)


if __name__ == "__main__":
    main()
