"""Reading a round and looking at each file by itself, both by other processes where that pays.

``python -m ita_xlsx.reading`` is such a process.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from ita_xlsx.intake.workers.children import Children, readers_for

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ita_xlsx.checks.registry import Placed
    from ita_xlsx.intake.workers.readers import Readers
    from ita_xlsx.model import Round
    from ita_xlsx.official.divisions import OwnNames


@contextmanager
def readers(files: int, own: "OwnNames" = ()) -> "Iterator[Readers]":
    """Who reads so many files; at the end of the context no process is left."""
    with Children() as children:
        started = children.start_some(readers_for(files), __spec__.name)
        # They import what reading needs, and so does this process meanwhile.
        from ita_xlsx.intake.workers.readers import Readers

        with Readers(own, children, started, __spec__.name) as found:
            yield found


# Texts that will stand in a column of so many Excel units, in a font of this size.
Texts = tuple[Sequence[str], float, float]


class FurtherWork:
    """What is to be done with files that were read, by the processes that read them if any did.

    They begin at once: first to measure the ``long`` texts, then to look at each file by itself.
    """

    def __init__(self, read: "Round", readers: "Readers", long: Iterable[Texts] = ()) -> None:
        self._read = read
        self._readers = readers
        self._measuring = [*self._begun(long)] if readers.others else []
        readers.begin_to_judge()

    def measured(self) -> None:
        """Wait until the long texts are measured, so that ``layout.text_height`` knows them."""
        from ita_xlsx.intake.workers.readers import wait_for
        from ita_xlsx.thai.layout import note_heights

        measured = ((texts, wait_for(future)) for texts, future in self._measuring)
        note_heights((*texts, heights) for texts, heights in measured if heights is not None)

    def found(self) -> "Sequence[Placed]":
        """What the checks find that look at each file by itself.

        This process judges what no other has begun; and in the end, what none has judged (few
        files, one read alone, a process that died).
        """
        from ita_xlsx.checks.registry import check_files

        known = {source.file for source in self._read.sources}
        values = cache(self._read.values)
        here: list[Placed] = []
        done: set[str] = set()
        while files := self._readers.take_unjudged():
            here += check_files(_Some(self._read, values, files & known))
            done |= files
        judged = self._readers.judged()
        here += (pair for pair in judged.found if pair[1].file in known)
        if left := known - judged.files - done:
            here += check_files(_Some(self._read, values, left))
        return here

    def _begun(self, long: Iterable[Texts]) -> "Iterator[tuple[Texts, Future[list[float] | None]]]":
        from ita_xlsx.thai.layout import text_heights

        number = self._readers.others
        for texts, column_units, size in long:
            for first in range(number):
                some = (texts[first::number], column_units, size)
                yield some, self._readers.begin(text_heights, *some)


class _Some:
    """The measures of some files; ``values`` are those of all."""

    def __init__(
        self, read: "Round", values: Callable[[str], list[Any]], files: AbstractSet[str]
    ) -> None:
        self._values = values
        self.names = read.names
        places = [place for place, one in enumerate(read.submissions) if one.file in files]
        self.submissions = tuple(read.submissions[place] for place in places)
        self._renumbered = {place: number for number, place in enumerate(places)}
        of = values("submission")
        self._rows = [row for row, place in enumerate(of) if place in self._renumbered]

    def values(self, name: str) -> list[Any]:
        """A column of these measures."""
        every = self._values(name)
        values = [every[row] for row in self._rows]
        return [self._renumbered[of] for of in values] if name == "submission" else values


def main() -> None:
    """Read, and look at what was read, for another process."""
    from ita_xlsx.checks.registry import check_files
    from ita_xlsx.intake.workers.reader import serve

    serve(check_files)


if __name__ == "__main__":
    main()
