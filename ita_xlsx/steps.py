"""The verbs for Python, the same as the commands: the only place that joins the rooms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead, NoWorkbooks, UsageError
from ita_xlsx.files import read_input, refuse_bad_target, write_all, write_whole
from ita_xlsx.findings import Finding
from ita_xlsx.language import Sentence
from ita_xlsx.model import Comparison, Consolidation, Plan, Round
from ita_xlsx.official.stamp import COMPARISON_PROPERTY, CONSOLIDATED_PROPERTY
from ita_xlsx.reporting import (
    NO_REPORTS,
    Checked,
    Reports,
    lies_in,
    make_reports,
    named_files,
    refuse_bad_reports,
    refuse_to_replace,
    unread_in,
    write_reports,
)

if TYPE_CHECKING:
    from ita_xlsx.checks.registry import Placed
    from ita_xlsx.consolidation.duplicates import OnDuplicate
    from ita_xlsx.delivery.fonts import FontFound
    from ita_xlsx.reading import FurtherWork, Texts
    from ita_xlsx.report.workbook import Digits, Printing

Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    """Told of each file read; nobody listens by default."""


@dataclass(frozen=True)
class Merged:
    """What a merge did; ``output`` is None when ``strict`` kept it from writing."""

    checked: Checked
    consolidation: Consolidation
    output: Path | None


def make_template(output: Path) -> None:
    """Write the blank template. Raises CannotWrite, also when another workbook stands there."""
    from ita_xlsx.forms.template import template_bytes

    refuse_bad_target(output)
    content = template_bytes()
    refuse_to_replace(output, content=content)
    write_whole(output, content)


def check(
    paths: Sequence[Path],
    recursive: bool = False,
    progress: Progress = _no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
) -> Checked:
    """Read the returned workbooks that ``paths`` (files or folders) mean, and check them.

    A plan that is named among them is checked itself. Writes nothing but the ``reports`` asked for.
    With a ``plan``, its divisions are known by the names it gives them, and what is missing of it
    is found too. ``progress`` is told after each file how many of how many are read. Raises
    NothingToRead when a path does not exist, no workbook is found, or none can be read; UsageError
    and CannotWrite when a report cannot be written, and then none is.
    """
    refuse_bad_reports(reports, paths)
    with _reading(paths, recursive, progress, plan=plan) as (counted, files):
        checked = _told(counted, files.found)
    checked = replace(checked, unread=unread_in(paths, recursive))
    return write_reports(checked, reports, paths if recursive else ())


@dataclass(frozen=True)
class _Counted:
    """A round as read; it with only those measures that count; what that decision tells."""

    read: Round
    counting: Round
    also: tuple[Finding, ...]
    plan: Plan | None


@contextmanager
def _reading(
    paths: Sequence[Path],
    recursive: bool,
    progress: Progress,
    on_duplicate: "OnDuplicate" = "error",
    plan: Path | None = None,
    output: Path | None = None,
    report: bool = False,
) -> "Iterator[tuple[_Counted, FurtherWork]]":
    """What the paths hold, and what is done with the files by themselves.

    While the context lasts, other processes may do that. With ``report`` they measure its long
    texts too; and while they read, the modules that are needed afterwards are imported.
    """
    from ita_xlsx.intake.folder import find_workbooks
    from ita_xlsx.reading import FurtherWork, readers

    found = find_workbooks(paths, recursive)
    behind = _WRITING if report else ()
    planned = None if plan is None else load_plan(plan)
    below = planned.level if planned is not None and planned.above else None
    with readers(len(found), () if planned is None else planned.names) as reading:
        from ita_xlsx.intake.read import read_round

        read = read_round(
            found, progress, output, below, readers=reading,
            meanwhile=lambda: [import_module(name) for name in (*_CHECKING, *behind)],
        )  # fmt: skip
        files = FurtherWork(read, reading, _long_texts(read) if report else ())
        _refuse_if_unreadable(read)
        from ita_xlsx.consolidation.organisations import refuse_mixed_levels, refuse_other_plan

        refuse_mixed_levels(read)
        if planned is not None:
            refuse_other_plan(read, planned)
        yield _counted(read, planned, on_duplicate), files


# They import pandas and XlsxWriter, for which the files need not wait.
_CHECKING = (
    "ita_xlsx.intake.table.interpret",
    "ita_xlsx.consolidation.organisations",
    "ita_xlsx.consolidation.duplicates",
    "ita_xlsx.checks.registry",
)
_WRITING = ("ita_xlsx.consolidation.consolidate", "ita_xlsx.report.workbook")


def _long_texts(read: Round) -> "Iterable[Texts]":
    from ita_xlsx.report.data import long_texts

    return long_texts(read)


def load_plan(path: Path) -> Plan:
    """The plan in a workbook, with every finding about it. Raises NothingToRead."""
    from ita_xlsx.checks.plan_itself import check_plan
    from ita_xlsx.intake.plan import read_plan

    plan = read_plan(path)
    return replace(plan, findings=check_plan(plan))


def examine(
    read: Round, plan: Plan | None, on_duplicate: "OnDuplicate" = "error"
) -> tuple[Checked, Round]:
    """A round as read and checked; and it with only those measures that count."""
    counted = _counted(read, plan, on_duplicate)
    return _told(counted), counted.counting


def _counted(read: Round, plan: Plan | None, on_duplicate: "OnDuplicate") -> _Counted:
    from ita_xlsx.consolidation.duplicates import resolve
    from ita_xlsx.consolidation.planned import find_planned

    if plan is not None and not plan.above:
        read = replace(read, measures=find_planned(read.measures, plan))
    counting, also = resolve(read, on_duplicate)
    return _Counted(counting if on_duplicate == "latest" else read, counting, also, plan)


def _told(counted: _Counted, of_files: "Callable[[], Sequence[Placed]] | None" = None) -> Checked:
    """Everything that is found in a round; ``of_files`` as for ``run_checks``."""
    from ita_xlsx.checks.against_list import against_list
    from ita_xlsx.checks.against_plan import against_plan, without_joint
    from ita_xlsx.checks.registry import run_checks
    from ita_xlsx.consolidation.duplicates import without_replaced
    from ita_xlsx.consolidation.organisations import placed

    read, plan = counted.read, counted.plan
    named = (load_plan(Path(file)) for file in read.plans if plan is None or file != plan.file)
    also = (*counted.also, *(finding for one in named for finding in one.findings))

    def found(*more: Finding) -> tuple[Finding, ...]:
        return without_replaced(run_checks(read, (*also, *more), of_files), counted.counting)

    if plan is None:
        return Checked(read, found())
    if plan.above:
        # It lists organisations; what their divisions owe stands in their own plans.
        read = replace(read, measures=placed(read))
        return Checked(read, found(*plan.findings, *against_list(read, plan)), plan=plan)
    told = found(*plan.findings, *against_plan(read, plan))
    return Checked(read, without_joint(told, read, plan), plan=plan)


def merge(
    paths: Sequence[Path],
    output: Path,
    *,
    recursive: bool = False,
    digits: "Digits" = "thai",
    logo: Path | None = None,
    signatures: bool = False,
    strict: bool = False,
    on_duplicate: "OnDuplicate" = "error",
    progress: Progress = _no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
) -> Merged:
    """Merge the returned workbooks into one consolidated workbook at ``output``.

    Consolidated workbooks of several organisations are merged into that of their district, those of
    districts into that of their province; files of different levels raise UsageError.

    The workbook is written even when errors were found in the data, unless ``strict``. ``digits``
    is the style of the numerals that the program writes itself, ``logo`` a picture for the cover,
    and with ``signatures`` there is a block to be signed below the table. ``on_duplicate`` says
    which of the different files of one division count: all, and it is an error; the ``latest`` by
    its date of report; or ``both`` without an error. With a ``plan`` the report stands in its
    order, measures that nobody reported stand in it as not reported, and its crest is on the cover
    unless a ``logo`` is given. Raises NothingToRead as ``check`` does and when there is no measure
    at all or no logo to read, UsageError when the output is an input, and CannotWrite when it
    cannot be written or another workbook stands there, be it an own one that was changed; then no
    file is changed.
    """
    picture = None if logo is None else read_input(logo)
    refuse_bad_target(output, [*named_files(paths), *([] if plan is None else [plan])])
    refuse_bad_reports(reports, paths, output)
    # Of what may be an input itself, only what was read can tell.
    seen = None if lies_in(output, paths) else refuse_to_replace(output, CONSOLIDATED_PROPERTY)
    with _reading(
        paths, recursive, progress, on_duplicate, plan, output, report=True
    ) as (counted, files):  # fmt: skip
        from ita_xlsx.report.workbook import Printing, workbook_bytes

        refuse_bad_target(output, (Path(source.file) for source in counted.read.sources))
        refuse_to_replace(output, CONSOLIDATED_PROPERTY, seen=seen)
        whole, printing = _whole(counted, Printing(digits, picture, signatures))
        told = _told(counted, files.found) if strict else None
        content = None
        if told is None or not told.has_errors:
            # Unless that is strict, other processes look at the files meanwhile.
            content = workbook_bytes(whole, printing, before_heights=files.measured)
        checked = told or _told(counted, files.found)
    checked = replace(checked, unread=unread_in(paths, recursive))
    checked, written = make_reports(checked, reports, paths if recursive else ())
    if content is not None:
        written = [(output, content), *written]
    write_all(written)
    return Merged(checked, whole, None if content is None else output)


def _whole(counted: _Counted, printing: "Printing") -> "tuple[Consolidation, Printing]":
    """The consolidated table, and how it is to look by its plan."""
    from ita_xlsx.consolidation.consolidate import consolidate
    from ita_xlsx.consolidation.organisations import spans_organisations

    counting, plan = counted.counting, counted.plan
    if plan is not None:
        printing = replace(printing, signers=plan.organisation.signers)
        if not spans_organisations(counting, plan):
            counting = _completed(counting, plan)
        if printing.logo is None and plan.organisation.crest:
            crest = Path(plan.file).parent / plan.organisation.crest
            printing = replace(printing, logo=read_input(crest))
    return consolidate(counting, plan), printing


def _completed(counting: Round, plan: Plan) -> Round:
    from ita_xlsx.consolidation.by_plan import complete
    from ita_xlsx.intake.table.interpret import interpret

    whole = complete(counting, plan)
    return replace(whole, measures=interpret(whole.measures))


def compare(old: Path, new: Path, output: Path | None = None) -> Comparison:
    """Compare one round with another, each a consolidated or a returned workbook (or a folder).

    Writes the comparison as a workbook when ``output`` is given. Differences are no errors. Raises
    NothingToRead when one of the two cannot be read or holds no measure, UsageError when the
    output is an input, and CannotWrite when it cannot be written; then no file is changed.
    """
    from ita_xlsx.consolidation.compare import compare_rounds

    if output is not None:
        refuse_bad_target(output, named_files([old, new]))
    rounds = [_read_for_comparison(path) for path in (old, new)]
    compared = compare_rounds(*rounds)
    if output is not None:
        from ita_xlsx.report.comparison import comparison_bytes

        for read in rounds:
            refuse_bad_target(output, (Path(source.file) for source in read.sources))
        refuse_to_replace(output, COMPARISON_PROPERTY)
        write_whole(output, comparison_bytes(compared))
    return compared


def _read_for_comparison(path: Path) -> Round:
    from ita_xlsx.intake.folder import find_workbooks
    from ita_xlsx.intake.read import read_round

    read = read_round(find_workbooks([path]))
    _refuse_if_unreadable(read)
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES.fill(path=path))
    return read


_NO_MEASURES = Sentence(
    "ไม่พบมาตรการใน “{path}” โปรดระบุรายงานที่รวมแล้วของรอบที่จะเทียบ",
    "“{path}” holds no measure; please name the merged report of a round.",
)


def prepare_pdf(workbook: Path, output: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse what can be refused before a workbook is printed, or even made.

    Raises UsageError when the PDF would be written over the workbook or an input, CannotWrite
    when it cannot be written, and CannotPrint, with how to install it, without LibreOffice.
    """
    from ita_xlsx.delivery.libreoffice import required_soffice

    if output == workbook:
        raise UsageError(_PDF_IS_WORKBOOK.fill(path=output))
    refuse_bad_target(output, (workbook, *inputs))
    required_soffice()


def to_pdf(workbook: Path, output: Path) -> None:
    """Print cover, report and summary of a consolidated workbook through LibreOffice.

    Raises what ``prepare_pdf`` does, NothingToRead when the workbook cannot be read or is no
    consolidated one, and CannotPrint when LibreOffice fails or takes too long; then no file is
    changed.
    """
    from ita_xlsx.delivery.libreoffice import required_soffice
    from ita_xlsx.delivery.pdf import pdf_bytes
    from ita_xlsx.intake.guard.examine import open_once

    prepare_pdf(workbook, output)
    content, verdict = open_once(workbook)
    refusal = verdict.refusal
    if refusal is not None:
        raise NothingToRead(Sentence("“{file}”: {reason}", "“{file}”: {reason}").fill(
            file=workbook.name, reason=refusal))  # fmt: skip
    write_whole(output, pdf_bytes(content, required_soffice()))


def find_fonts() -> "tuple[FontFound, ...]":
    """Each font that a printed report needs, and what LibreOffice will print in its place."""
    from ita_xlsx.delivery import fonts
    from ita_xlsx.delivery.libreoffice import find_soffice

    return fonts.find_fonts(find_soffice())


def install_fonts(file: Path) -> tuple[Path, ...]:
    """Install the document font for this user out of a wheel, a .zip or a .ttf at hand.

    Returns the files written. Raises UsageError when it is not in the file, and CannotWrite.
    """
    from ita_xlsx.delivery import fonts

    return fonts.install_fonts(file)


def _refuse_if_unreadable(read: Round) -> None:
    """When not one file could be read there is nothing to report on but that."""
    if read.plans or any(source.readable for source in read.sources):
        return
    first = read.findings[0] if read.findings else None
    if first is None:
        raise NoWorkbooks(_ONLY_OUTPUTS)
    raise NothingToRead(_NONE_READABLE.fill(
        file=Path(first.file).name, reason=first.message, fix=first.fix))  # fmt: skip


_PDF_IS_WORKBOOK = Sentence(
    "ไฟล์ PDF กับไฟล์รายงานใช้ชื่อเดียวกัน “{path}” โปรดตั้งชื่อรายงานให้ลงท้ายด้วย .xlsx",
    "The PDF and the report would both be “{path}”; please let the report's name end in .xlsx.",
)
_NONE_READABLE = Sentence(
    "อ่านไฟล์ไม่ได้เลย เช่น “{file}”: {reason} {fix}",
    "No file could be read, for example “{file}”: {reason} {fix}",
)
_ONLY_OUTPUTS = Sentence(
    "พบเฉพาะไฟล์ที่โปรแกรมนี้สร้างขึ้น โปรดระบุโฟลเดอร์ที่มีไฟล์ซึ่งกองส่งกลับมา",
    "Only workbooks that this program wrote were found; please name the folder of returned files.",
)
