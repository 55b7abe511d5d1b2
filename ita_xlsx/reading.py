"""Reading a round and looking at each file by itself, both by other processes where that pays.

``python -m ita_xlsx.reading`` is such a process.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ita_xlsx.intake.children import Children, readers_for

if TYPE_CHECKING:
    from ita_xlsx.checks.registry import Placed
    from ita_xlsx.intake.readers import Readers
    from ita_xlsx.model import Columns, Round
    from ita_xlsx.official.divisions import OwnNames


@contextmanager
def readers(files: int, own: "OwnNames" = ()) -> "Iterator[Readers]":
    """Who reads so many files; at the end of the context no process is left."""
    with Children() as children:
        started = children.start_some(readers_for(files), __spec__.name)
        # They import what reading needs, and so does this process meanwhile.
        from ita_xlsx.intake.readers import Readers

        with Readers(own, children, started, __spec__.name) as found:
            yield found


def of_files(read: "Round", readers: "Readers") -> "Sequence[Placed]":
    """What the checks find that look at each file by itself; waits for what others have begun.

    What no process has judged (few files, one read alone, a process that died) is judged here.
    """
    from ita_xlsx.checks.registry import check_files

    judged = readers.judged()
    if not judged.files:
        return check_files(read)
    known = {source.file for source in read.sources}
    placed = [pair for pair in judged.found if pair[1].file in known]
    return [*placed, *check_files(_without(read, judged.files))]


def _without(read: "Round", files: frozenset[str]) -> "Columns":
    """The measures of all other files."""
    from ita_xlsx.model import Columns

    left = [place for place, one in enumerate(read.submissions) if one.file not in files]
    renumbered = {place: number for number, place in enumerate(left)}
    wanted = [row for row, of in enumerate(read.values("submission")) if of in renumbered]
    columns = {}
    for name in read.measures.columns:
        values = read.values(name)
        columns[name] = [values[row] for row in wanted]
    columns["submission"] = [renumbered[of] for of in columns["submission"]]
    return Columns(tuple(read.submissions[place] for place in left), columns, read.names)


def main() -> None:
    """Read, and look at what was read, for another process."""
    from ita_xlsx.checks.registry import check_files
    from ita_xlsx.intake.reader import serve

    serve(check_files)


if __name__ == "__main__":
    main()
