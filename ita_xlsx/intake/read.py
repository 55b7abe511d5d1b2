"""Returned files become a Round: workers read every file, one frame holds all measures."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Literal, TypeVar

from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import PRINT
from ita_xlsx.intake.file import (
    Answer,
    Check,
    FileRead,
    read_file,
    set_aside,
    unreadable,
    why_lost,
)
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard.refusals import Refusal
from ita_xlsx.intake.plan import not_read, read_plan_file
from ita_xlsx.intake.table.columns import JoinedColumns
from ita_xlsx.intake.workers.pool import Lost, Note, Pool
from ita_xlsx.intake.year_file import in_years, read_year_file
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round, Source
from ita_xlsx.official import years
from ita_xlsx.official.names.divisions import OwnNames
from ita_xlsx.official.names.levels import LEVEL_ORDER, Level
from ita_xlsx.official.names.organisations import organisation_key
from ita_xlsx.official.years import Year

Progress = Callable[[int, int], None]
_File = TypeVar("_File")
_Given = TypeVar("_Given")


def read_round(
    pool: Pool,
    found: Sequence[Found],
    check: Check,
    own: OwnNames,
    progress: Progress = lambda done, total: None,
    output: Path | None = None,
    plan: Plan | None = None,
) -> Round:
    """Everything in the files, as one Round; a file that cannot be read is a finding.

    Consolidated workbooks that were found in a folder are passed over where a division's form was
    read, and named if they are of another organisation. Without any, they are what is to be merged,
    except the one at ``output``. With a ``plan`` they are what is to be merged if they are of a
    lower level than it: none by the plan of an organisation, of which they are no answers.

    The ``pool`` reads the files, and calls ``check`` with the measures of each. ``own`` are the
    organisation's own names of its divisions. ``progress`` is called after each file with how many
    of how many are done. Raises NoWorker, and NothingToRead for a bad plan that was named.
    """

    def answers(files: Sequence[Found], outputs: bool) -> Iterator[Answer]:
        read = partial(read_file, own=own, outputs=outputs, check=check)
        return map(_answer, files, pool.map_files(_in_own_years(read), files))

    taken = _Taken(progress, len(found))
    begun = answers(found, outputs=False)
    # This imports pandas, for which the workers need not wait.
    from ita_xlsx.intake.table.frame import frame_of

    outputs = []
    aside = _Aside()
    for item, answer in zip(found, begun, strict=True):
        if aside.takes(item, answer):
            taken.pass_over(1)
        elif isinstance(answer, FileRead):
            taken.add(answer)
        elif answer.to_merge and not _is_at(item.path, output):
            outputs.append(item)
        else:
            taken.pass_over(1)
    own_ones = set(taken.organisations)
    if plan is not None and not plan.above:
        own_ones.add(organisation_key(plan.organisation.organisation))
    for item, again in zip(outputs, answers(outputs, outputs=True), strict=True):
        if isinstance(again, FileRead) and _is_lower(again, plan.level if plan else None, own_ones):
            taken.add(again)
        else:
            if plan is None or not plan.above:
                taken.findings += _of_another(item, again, own_ones)
            taken.pass_over(1)
    taken.findings += aside.findings()
    measures = taken.measures.columns(own)
    return Round(
        sources=tuple(taken.sources),
        submissions=measures.submissions,
        measures=frame_of(measures),
        findings=tuple(taken.findings),
        checked=tuple(taken.checked),
        names=own,
        plans=tuple(taken.plans),
    )


def read_plan(pool: Pool, path: Path) -> Plan:
    """The plan in a workbook, with what was found while reading it.

    Whether it contradicts itself is for ``checks`` to say. Raises NothingToRead when the file
    cannot be read or is no plan, and NoWorker.
    """
    (answer,) = pool.map_files(_in_own_years(read_plan_file), [path])
    if isinstance(answer, Lost):
        raise not_read(path, why_lost(answer.fault))
    if isinstance(answer, Sentence):
        raise NothingToRead(answer)
    return answer


def read_year(pool: Pool, path: Path) -> Year:
    """The year whose list of items a user wrote. Raises NothingToRead, and NoWorker."""
    read: Callable[[Path, Note], Year | Sentence] = partial(in_years, (), read_year_file)
    (answer,) = pool.map_files(read, [path])
    if isinstance(answer, Lost):
        raise not_read(path, why_lost(answer.fault))
    if isinstance(answer, Sentence):
        raise NothingToRead(answer)
    return answer


def _in_own_years(function: Callable[[_File, Note], _Given]) -> Callable[[_File, Note], _Given]:
    """A worker's function, made to take the user's own years that are in use here."""
    return partial(in_years, years.own_years(), function)


def _answer(found: Found, given: Answer | Lost) -> Answer:
    if not isinstance(given, Lost):
        return given
    return unreadable(found, why_lost(given.fault), *given.note or (0, ""))


class _Aside:
    """What is no return; some of it belongs to the workbook of its name: a print, a drafted mail.

    That of an output of ours is ours too; the print of a workbook that was read is no loss.
    """

    def __init__(self) -> None:
        self._workbooks: dict[PurePath, Literal["read", "ours"]] = {}
        self._others: list[tuple[Found, FileRead]] = []

    def takes(self, found: Found, answer: Answer) -> bool:
        """Take note of a file; whether it is no return."""
        source = answer.source if isinstance(answer, FileRead) else None
        if isinstance(answer, FileRead) and source is None and answer.findings:
            self._others.append((found, answer))
            return True
        if source is None or source.readable:
            self._workbooks[found.path.with_suffix("")] = "ours" if source is None else "read"
        return False

    def findings(self) -> Iterator[Finding]:
        """What is said of what is no return."""
        for found, answer in self._others:
            workbook = self._workbooks.get(found.path.with_suffix(""))
            if workbook == "read" and found.ending == ".pdf":
                yield Finding(PRINT, found.file)
            elif workbook != "ours" or found.ending not in (".pdf", ".eml"):
                yield from answer.findings


class _Taken:
    """What has been read until now."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.organisations: set[str] = set()  # of the forms
        self._progress = progress
        self._total = total
        self._done = 0
        self.sources: list[Source] = []
        self.measures = JoinedColumns()
        self.findings: list[Finding] = []
        self.checked: list[Finding] = []
        self.plans: list[Plan] = []

    def add(self, read: FileRead) -> None:
        """Take what was read of one file. Raises NothingToRead for a bad plan that was named."""
        if read.source is not None:
            self.sources.append(read.source)
        self.organisations |= _organisations(read, of_forms=True)
        self.measures.add(read.measures)
        self.findings += read.findings
        self.checked += read.checked
        if isinstance(read.plan, Sentence):
            raise NothingToRead(read.plan)
        self.plans += filter(None, [read.plan])
        self.pass_over(1)

    def pass_over(self, files: int) -> None:
        """Count files as done."""
        if files:
            self._done += files
            self._progress(self._done, self._total)


def _organisations(read: FileRead, of_forms: bool) -> set[str]:
    """The keys of the organisations whose forms, or whose reports, were read, known or not."""
    return {one.whose[0] for one in read.measures.submissions if (one.level == "form") is of_forms}


def _of_another(found: Found, answer: Answer, forms_of: set[str]) -> Iterator[Finding]:
    """The finding of a report among forms that is none of theirs: it cannot have come of them."""
    read = _organisations(answer, of_forms=False) if isinstance(answer, FileRead) else set()
    if read - {""} and forms_of - {""} and not read & forms_of:
        yield set_aside(found.file, _OTHER_REPORT)


_OTHER_REPORT = Refusal(
    Sentence(
        "ไฟล์นี้เป็นรายงานที่รวมแล้วของหน่วยงานอื่น จึงไม่ได้รวมกับแบบรายงานของกอง",
        "This is the merged report of another organisation; it was not merged with the forms of "
        "divisions.",
    ),
    Sentence(
        "โปรดรวมรายงานของหน่วยงานต่าง ๆ ในโฟลเดอร์แยกจากแบบรายงานของกอง",
        "Please merge the reports of organisations in a folder without forms of divisions.",
    ),
)


def _is_at(path: Path, output: Path | None) -> bool:
    return output is not None and path.absolute() == output.absolute()


def _is_lower(read: FileRead, below: Level | None, forms_of: Collection[str]) -> bool:
    """Whether a report is one of a lower level; without a plan any is, beside no form."""
    if below is None:
        return not forms_of
    lower = LEVEL_ORDER[: LEVEL_ORDER.index(below)]
    return all(one.level in lower for one in read.measures.submissions)
