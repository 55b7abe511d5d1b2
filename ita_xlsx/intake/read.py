"""Returned files become a Round: every file examined, every table read, one frame of measures."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ita_xlsx.findings import Finding
from ita_xlsx.intake.file import FileRead
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.table.frame import Gathered
from ita_xlsx.intake.workers.children import Children
from ita_xlsx.intake.workers.readers import Readers
from ita_xlsx.model import Round, Source
from ita_xlsx.official.divisions import OwnNames
from ita_xlsx.official.levels import LEVEL_ORDER, Level

Progress = Callable[[int, int], None]


def read_round(
    found: Sequence[Found],
    progress: Progress = lambda done, total: None,
    output: Path | None = None,
    below: Level | None = None,
    *,
    readers: Readers | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Round:
    """Everything in the files, as one Round; a file that cannot be read is a finding.

    Consolidated workbooks that were found in a folder are passed over where a division's form was
    read; without any, they are what is to be merged, except the one at ``output`` and, where it is
    known what they are merged to (``below``), those of that level or a higher one.

    ``progress`` is told after each file how many of how many are done. ``readers`` are those that
    read; without, this process does, and no own names of divisions are known. ``meanwhile`` is
    called while other processes read: for what this one has to do anyway, such as to import what
    comes next.
    """
    if readers is None:
        with Children() as children, Readers({}, children) as readers:
            return read_round(found, progress, output, below, readers=readers)
    taken = _Taken(progress, len(found))
    answers = readers.read(found, outputs=False)
    if readers.others:
        meanwhile()
    outputs = []
    for item, answer in zip(found, answers, strict=True):
        if isinstance(answer, FileRead):
            taken.add(answer)
        elif answer.to_merge and not _is_at(item.path, output):
            outputs.append(item)
        else:
            taken.pass_over(1)
    if taken.has_form:
        taken.pass_over(len(outputs))
    else:
        for again in readers.read(outputs, outputs=True):
            if isinstance(again, FileRead) and _is_lower(again, below):
                taken.add(again)
            else:
                taken.pass_over(1)
    return taken.round(readers.own)


class _Taken:
    """What has been read until now."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.has_form = False
        self._progress = progress
        self._total = total
        self._done = 0
        self._sources: list[Source] = []
        self._measures = Gathered()
        self._findings: list[Finding] = []
        self._plans: list[str] = []

    def add(self, read: FileRead) -> None:
        """Take what was read of one file."""
        if read.source is not None:
            self._sources.append(read.source)
        for table in read.tables:
            self.has_form |= table.submission.level == "form"
            self._measures.add(table)
        self._findings += read.findings
        self._plans += filter(None, [read.plan])
        self.pass_over(1)

    def pass_over(self, files: int) -> None:
        """Count files as done."""
        if files:
            self._done += files
            self._progress(self._done, self._total)

    def round(self, own: OwnNames) -> Round:
        """All of it, as a Round."""
        return Round(
            sources=tuple(self._sources),
            submissions=tuple(self._measures.submissions),
            measures=self._measures.frame(),
            findings=tuple(self._findings),
            names=own,
            plans=tuple(self._plans),
        )


def _is_at(path: Path, output: Path | None) -> bool:
    return output is not None and path.absolute() == output.absolute()


def _is_lower(read: FileRead, below: Level | None) -> bool:
    """Whether a file is one of a lower level, or one of which no level is known."""
    if below is None:
        return True
    lower = LEVEL_ORDER[: LEVEL_ORDER.index(below)]
    return all(table.submission.level in lower for table in read.tables)
