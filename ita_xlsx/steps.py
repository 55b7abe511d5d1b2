"""The verbs for Python, the same as the commands: the only place that joins the rooms."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead, NoWorkbooks, UsageError
from ita_xlsx.files import make_folder, read_input, refuse_bad_target, write_whole
from ita_xlsx.findings import Finding
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Comparison, Consolidation, Plan, Round, Standing, Submission
from ita_xlsx.official.columns import KEYS, a1

if TYPE_CHECKING:
    from ita_xlsx.consolidation.duplicates import OnDuplicate
    from ita_xlsx.delivery.fonts import FontFound
    from ita_xlsx.report.returns.handout import Form
    from ita_xlsx.report.workbook import Digits

Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    """Told of each file read; nobody listens by default."""


@dataclass(frozen=True)
class Checked:
    """What a check found: the round as read, with the measures interpreted, and all findings.

    ``returned`` are the marked copies written, ``not_returned`` the files of which none could be
    made although something is to be mended in them; ``listed`` is the workbook of findings, and
    ``plan`` the plan by which the round was checked, with the ``standings`` of its divisions when
    they were asked for.
    """

    round: Round
    findings: tuple[Finding, ...]
    returned: tuple[Path, ...] = ()
    not_returned: tuple[str, ...] = ()
    listed: Path | None = None
    plan: Plan | None = None
    standings: tuple[Standing, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error, something that the district would send back."""
        return any(finding.rule.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class Merged:
    """What a merge did; ``output`` is None when ``strict`` kept it from writing."""

    checked: Checked
    consolidation: Consolidation
    output: Path | None


def make_template(output: Path) -> None:
    """Write the blank template. Raises CannotWrite."""
    from ita_xlsx.forms.template import template_bytes

    refuse_bad_target(output)
    write_whole(output, template_bytes())


@dataclass(frozen=True)
class Reports:
    """What is written about the findings besides: their workbook, and the folder of marked copies.

    The marked copies speak Thai, for those who mend them.
    """

    findings: Path | None = None
    returns: Path | None = None
    language: Language = "th"


NO_REPORTS = Reports()


def check(
    paths: Sequence[Path],
    recursive: bool = False,
    progress: Progress = _no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
) -> Checked:
    """Read the returned workbooks that ``paths`` (files or folders) mean, and check them.

    Writes nothing but the ``reports`` asked for. With a ``plan``, its divisions are known by the
    names it gives them, and what is missing of it is found too. ``progress`` is told after each
    file how many of how many are read. Raises NothingToRead when a path does not exist, no
    workbook is found, or none can be read; UsageError and CannotWrite when a report cannot be
    written, and then none is.
    """
    _refuse_bad_reports(reports, paths)
    checked, _ = _check(paths, recursive, progress, plan=plan)
    return write_reports(checked, reports, paths if recursive else ())


def write_reports(checked: Checked, reports: Reports, scanned: Iterable[Path] = ()) -> Checked:
    """Write the reports on what was checked; ``scanned`` are folders read with their sub-folders.

    Raises UsageError and CannotWrite as ``check`` does, and then no file is changed.
    """
    checked, files = _report(checked, reports, scanned)
    _write_all(files)
    return checked


def _check(
    paths: Sequence[Path],
    recursive: bool,
    progress: Progress,
    on_duplicate: "OnDuplicate" = "error",
    plan: Path | None = None,
    output: Path | None = None,
) -> tuple[Checked, Round]:
    """What was checked, and the round with only those measures that count."""
    from ita_xlsx.consolidation.organisations import refuse_mixed_levels
    from ita_xlsx.intake.folder import find_workbooks
    from ita_xlsx.intake.read import read_round

    planned = None if plan is None else load_plan(plan)
    own = () if planned is None else planned.names
    read = read_round(find_workbooks(paths, recursive), progress, own, output)
    _refuse_if_unreadable(read)
    refuse_mixed_levels(read)
    return examine(read, planned, on_duplicate)


def load_plan(path: Path) -> Plan:
    """The plan in a workbook, with every finding about it. Raises NothingToRead."""
    from ita_xlsx.checks.plan_itself import check_plan
    from ita_xlsx.intake.plan import read_plan

    plan = read_plan(path)
    return replace(plan, findings=check_plan(plan))


def examine(
    read: Round, plan: Plan | None, on_duplicate: "OnDuplicate" = "error"
) -> tuple[Checked, Round]:
    """A round as read, interpreted and checked; and it with only those measures that count."""
    from ita_xlsx.checks.against_plan import against_plan, without_joint
    from ita_xlsx.checks.registry import run_checks
    from ita_xlsx.consolidation.duplicates import resolve
    from ita_xlsx.consolidation.organisations import spans_organisations
    from ita_xlsx.intake.interpret import interpret
    from ita_xlsx.intake.planned import find_planned

    measures = interpret(read.measures)
    if plan is not None:
        measures = find_planned(measures, plan)
    read = replace(read, measures=measures)
    counting, also = resolve(read, on_duplicate)
    if plan is None:
        return Checked(read, run_checks(read, also)), counting
    # A district's plan lists the organisations; what their divisions owe stands in their own plans.
    against = () if spans_organisations(read) else against_plan(read, plan)
    found = run_checks(read, (*also, *plan.findings, *against))
    return Checked(read, without_joint(found, read, plan), plan=plan), counting


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
    cannot be written; then no file is changed.
    """
    from ita_xlsx.consolidation.consolidate import consolidate
    from ita_xlsx.consolidation.organisations import spans_organisations
    from ita_xlsx.report.workbook import Printing, workbook_bytes

    printing = Printing(digits, None if logo is None else read_input(logo), signatures)
    refuse_bad_target(output, [*_named_files(paths), *([] if plan is None else [plan])])
    _refuse_bad_reports(reports, paths, output)
    checked, counting = _check(paths, recursive, progress, on_duplicate, plan, output)
    refuse_bad_target(output, _inputs(checked))
    if checked.plan is not None:
        printing = replace(printing, signers=checked.plan.organisation.signers)
        if not spans_organisations(counting):
            counting = _completed(counting, checked.plan)
        if logo is None and checked.plan.organisation.crest:
            crest = Path(checked.plan.file).parent / checked.plan.organisation.crest
            printing = replace(printing, logo=read_input(crest))
    whole = consolidate(counting, checked.plan)
    checked, files = _report(checked, reports, paths if recursive else ())
    if strict and checked.has_errors:
        _write_all(files)
        return Merged(checked, whole, None)
    _write_all([(output, workbook_bytes(whole, printing)), *files])
    return Merged(checked, whole, output)


def _completed(counting: Round, plan: Plan) -> Round:
    from ita_xlsx.consolidation.by_plan import complete
    from ita_xlsx.intake.interpret import interpret

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
        refuse_bad_target(output, _named_files([old, new]))
    rounds = [_read_for_comparison(path) for path in (old, new)]
    compared = compare_rounds(*rounds)
    if output is not None:
        from ita_xlsx.report.comparison import comparison_bytes

        for read in rounds:
            refuse_bad_target(output, (Path(source.file) for source in read.sources))
        write_whole(output, comparison_bytes(compared))
    return compared


def _read_for_comparison(path: Path) -> Round:
    from ita_xlsx.intake.folder import find_workbooks
    from ita_xlsx.intake.interpret import interpret
    from ita_xlsx.intake.read import read_round

    read = read_round(find_workbooks([path]))
    _refuse_if_unreadable(read)
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES.fill(path=path))
    return replace(read, measures=interpret(read.measures))


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
    from ita_xlsx.intake.guard import examine

    prepare_pdf(workbook, output)
    refusal = examine(workbook).refusal
    if refusal is not None:
        raise NothingToRead(Sentence("“{file}”: {reason}", "“{file}”: {reason}").fill(
            file=workbook.name, reason=refusal))  # fmt: skip
    write_whole(output, pdf_bytes(read_input(workbook), required_soffice()))


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


def _refuse_bad_reports(
    reports: Reports, paths: Sequence[Path], output: Path | None = None
) -> None:
    """Refuse what cannot be written before anything is read."""
    if reports.findings is not None:
        refuse_bad_target(reports.findings, _named_files(paths))
        if output is not None and reports.findings.resolve() == output.resolve():
            raise UsageError(_SAME_OUTPUT.fill(path=output))
    if reports.returns is not None and not reports.returns.is_dir():
        refuse_bad_target(reports.returns)
        if reports.returns.exists():
            raise UsageError(_NO_FOLDER.fill(path=reports.returns))


def _report(
    checked: Checked, reports: Reports, scanned: Iterable[Path]
) -> tuple[Checked, list[tuple[Path, bytes]]]:
    """What was checked with the reports to be written, and these: each a path and its bytes."""
    files: list[tuple[Path, bytes]] = []
    if reports.returns is not None:
        from ita_xlsx.report.returns.handout import hand_out, refuse_folder

        refuse_folder(reports.returns, _inputs(checked), scanned)
        new_forms = partial(_new_forms, checked.round)
        handout = hand_out(checked.round, checked.findings, reports.returns, new_forms)
        files += handout.copies
        paths = tuple(path for path, _ in handout.copies)
        checked = replace(checked, returned=paths, not_returned=handout.without)
    if reports.findings is not None:
        refuse_bad_target(reports.findings, _inputs(checked))
        files.append((reports.findings, _findings_workbook(checked, reports)))
        checked = replace(checked, listed=reports.findings)
    return checked, files


def _findings_workbook(checked: Checked, reports: Reports) -> bytes:
    from ita_xlsx.report.findings_workbook import Checkup, findings_bytes

    assert reports.findings is not None
    folder = reports.findings.resolve().parent
    divisions: dict[str, list[str]] = {}
    for one in checked.round.submissions:
        divisions.setdefault(one.file, []).append(one.division)
    names = [source.file for source in checked.round.sources]
    checkup = Checkup(
        files={name: ", ".join(dict.fromkeys(divisions.get(name, []))) for name in names},
        findings=checked.findings,
        links={name: _seen_from(folder, Path(name)) for name in names},
        standings=checked.standings,
    )
    return findings_bytes(checkup, reports.language)


def _seen_from(folder: Path, file: Path) -> str:
    """The path of a file as a link in a folder names it; another drive has no relative path."""
    try:
        return Path(os.path.relpath(file.resolve(), folder)).as_posix()
    except ValueError:
        return file.resolve().as_posix()


def _new_forms(read: Round, file: str, findings: Sequence[Finding]) -> list["Form"]:
    """A new form for each table of a file, with its answers and its findings; one at least."""
    from ita_xlsx.forms.prefill import BLANK
    from ita_xlsx.forms.template import form_bytes
    from ita_xlsx.report.returns.handout import Form

    places = [place for place, one in enumerate(read.submissions) if one.file == file]
    if not places:
        return [Form(form_bytes(BLANK), [_elsewhere(finding) for finding in findings])]
    sheets = {read.submissions[place].sheet for place in places}
    homeless = [finding for finding in findings if finding.sheet not in sheets]
    forms = []
    for place in places:
        sheet = read.submissions[place].sheet
        of_sheet = [finding for finding in findings if finding.sheet == sheet]
        forms.append(_new_form(read, place, [*of_sheet, *homeless]))
        homeless = []
    return forms


def _new_form(read: Round, place: int, findings: Sequence[Finding]) -> "Form":
    from ita_xlsx.forms.prefill import Prefill
    from ita_xlsx.forms.template import form_bytes
    from ita_xlsx.official.stamp import FORM_SHEET
    from ita_xlsx.report.returns.handout import Form

    submission = read.submissions[place]
    frame = read.measures[read.measures["submission"] == place]
    answers = frame[list(KEYS)].itertuples(index=False)
    rows = [dict(zip(KEYS, texts, strict=True)) for texts in answers]
    at = _cells_of_form(submission, frame["row"].tolist())
    moved = [
        replace(finding, sheet=FORM_SHEET, cell=at[finding.cell])
        if finding.cell in at and finding.sheet == submission.sheet
        else _elsewhere(finding)
        for finding in findings
    ]
    own = [name for name in frame.columns if name.startswith("+")]
    added = [name[1:] for name in own if (frame[name] != "").any()]
    remark = _COLUMNS_LEFT.fill(names=", ".join(added)).th
    return Form(form_bytes(Prefill(submission.labels, rows)), moved, [remark] if added else [])


def _cells_of_form(submission: Submission, rows: Sequence[int]) -> dict[str, str]:
    """The cell of a new form by the cell of the sheet from which its answer comes."""
    from ita_xlsx.forms.places import FIRST_ROW, label_places

    at = {
        submission.cell(row, key): a1(FIRST_ROW + number, column)
        for number, row in enumerate(rows)
        for column, key in enumerate(KEYS)
    }
    for (row, column), label in label_places().items():
        at[submission.label_cells.get(label.key, "")] = a1(row, column)
    at.pop("", None)
    return at


def _elsewhere(finding: Finding) -> Finding:
    """A finding at a place that a new form does not have."""
    sheet = _OLD_FILE.format(sheet=finding.sheet) if finding.sheet else ""
    return replace(finding, sheet=sheet)


def _write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    for path, content in files:
        make_folder(path.parent)
        write_whole(path, content)


def _inputs(checked: Checked) -> list[Path]:
    return [Path(source.file) for source in checked.round.sources]


_OLD_FILE = "{sheet} (ไฟล์เดิม)"
_NO_FOLDER = Sentence(
    "“{path}” เป็นไฟล์ ไม่ใช่โฟลเดอร์ โปรดระบุโฟลเดอร์สำหรับสำเนาที่ส่งคืน",
    "“{path}” is a file, no folder; please name a folder for the marked copies.",
)
_SAME_OUTPUT = Sentence(
    "รายงานและไฟล์ผลการตรวจใช้ชื่อเดียวกัน “{path}” โปรดตั้งชื่อให้ต่างกัน",
    "The report and the workbook of findings have the same name “{path}”; please choose another.",
)
_COLUMNS_LEFT = Sentence(
    "คอลัมน์ที่เพิ่มเองในไฟล์เดิมไม่อยู่ในแบบฟอร์มนี้: {names}",
    "Columns of the old file that this form does not have: {names}",
)


def _named_files(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.is_file()]


def _refuse_if_unreadable(read: Round) -> None:
    """When not one file could be read there is nothing to report on but that."""
    if any(source.readable for source in read.sources):
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
