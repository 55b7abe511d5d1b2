"""The reports on what was checked: the workbook of findings and the marked copies."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import CannotWrite, UsageError
from ita_xlsx.files import refuse_bad_target, refuse_file, write_all
from ita_xlsx.findings import Finding
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Round, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.stamp import FINDINGS_PROPERTY, RETURN_PROPERTY
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.provenance import seal
from ita_xlsx.thai.file_names import legible
from ita_xlsx.verbs.outputs import is_own_output, named_files, refuse_to_replace
from ita_xlsx.verbs.stages import Checked

if TYPE_CHECKING:
    from ita_xlsx.report.returns.handout import Form


@dataclass(frozen=True)
class Reports:
    """What is written about the findings besides: their workbook, and the folder of marked copies.

    The marked copies speak Thai, for those who fix them.
    """

    findings: Path | None = None
    returns: Path | None = None
    language: Language = "th"


NO_REPORTS = Reports()


def write_reports(checked: Checked, reports: Reports, scanned: Iterable[Path] = ()) -> Checked:
    """Write the reports on what was checked; ``scanned`` are folders read with their sub-folders.

    Raises UsageError and CannotWrite as ``check`` does, and then no file is changed.
    """
    checked, files = make_reports(checked, reports, scanned)
    write_all(files)
    return checked


def refuse_bad_reports(reports: Reports, paths: Sequence[Path], output: Path | None = None) -> None:
    """Refuse what cannot be written before anything is read."""
    if reports.findings is not None:
        refuse_bad_target(reports.findings, named_files(paths))
        if output is not None and reports.findings.resolve() == output.resolve():
            raise UsageError(_SAME_OUTPUT.fill(path=output))
    if reports.returns is not None and not reports.returns.is_dir():
        refuse_file(reports.returns)
        refuse_bad_target(reports.returns)


def make_reports(
    checked: Checked, reports: Reports, scanned: Iterable[Path]
) -> tuple[Checked, list[tuple[Path, bytes]]]:
    """What was checked with the reports to be written, and these: each a path and its bytes."""
    files: list[tuple[Path, bytes]] = []
    if reports.returns is not None:
        from ita_xlsx.report.returns.handout import hand_out, refuse_folder

        refuse_folder(reports.returns, checked.inputs, scanned)
        new_forms = partial(_new_forms, checked.round)
        handout = hand_out(checked.round, checked.findings, reports.returns, new_forms)
        paths = tuple(path for path, _ in handout.copies)
        _refuse_to_overwrite(paths)
        files += ((path, seal(content)) for path, content in handout.copies)
        checked = replace(checked, returned=paths, not_returned=handout.without)
    if reports.findings is not None:
        refuse_bad_target(reports.findings, checked.inputs)
        refuse_to_replace(reports.findings, FINDINGS_PROPERTY)
        files.append((reports.findings, _findings_workbook(checked, reports)))
        checked = replace(checked, listed=reports.findings)
    return checked, files


def _refuse_to_overwrite(copies: Iterable[Path]) -> None:
    for path in copies:
        if path.exists() and not is_own_output(path, RETURN_PROPERTY):
            raise CannotWrite(_WORKED_IN.fill(path=path))


def _findings_workbook(checked: Checked, reports: Reports) -> bytes:
    from ita_xlsx.report.findings_workbook import Checkup, findings_bytes

    assert reports.findings is not None
    folder = reports.findings.resolve().parent
    divisions: dict[str, list[str]] = {}
    for one in checked.round.submissions:
        divisions.setdefault(one.file, []).append(one.division)
    sources = [source.file for source in checked.round.sources]
    # The plan is none of the files read, but things are found in it, such as who is missing.
    names = list(dict.fromkeys([*sources, *(finding.file for finding in checked.findings)]))
    paths = {source.file: source.path for source in checked.round.sources}
    checkup = Checkup(
        files={name: ", ".join(dict.fromkeys(divisions.get(name, []))) for name in names},
        findings=checked.findings,
        links={name: _seen_from(folder, paths.get(name, Path(name))) for name in names},
        standings=checked.standings,
    )
    return seal(findings_bytes(checkup, reports.language))


def _seen_from(folder: Path, file: Path) -> str:
    """The path of a file as a link in a folder names it; another drive has no relative path."""
    try:
        return legible(Path(os.path.relpath(file.resolve(), folder)).as_posix())
    except ValueError:
        return legible(file.resolve().as_posix())


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
    at = {
        submission.cell(row, key): a1(FORM.first_row + number, column)
        for number, row in enumerate(rows)
        for column, key in enumerate(KEYS)
    }
    for (row, column), label in FORM.label_places.items():
        at[submission.label_cells.get(label.key, "")] = a1(row, column)
    at.pop("", None)
    return at


def _elsewhere(finding: Finding) -> Finding:
    """A finding at a place that a new form does not have."""
    sheet = _OLD_FILE.format(sheet=finding.sheet) if finding.sheet else ""
    return replace(finding, sheet=sheet)


_OLD_FILE = "{sheet} (ไฟล์เดิม)"
_WORKED_IN = Sentence(
    "ไฟล์ “{path}” มีอยู่แล้วและอาจมีผู้แก้ไขไว้ จึงไม่เขียนทับ โปรดย้ายไฟล์นี้ออก หรือระบุโฟลเดอร์อื่น",
    "“{path}” exists and somebody may have worked in it, so it is not overwritten; please move it "
    "away or name another folder.",
)
_SAME_OUTPUT = Sentence(
    "รายงานและไฟล์ผลการตรวจใช้ชื่อเดียวกัน “{path}” โปรดตั้งชื่อให้ต่างกัน",
    "The report and the workbook of findings have the same name “{path}”; please choose another.",
)
_COLUMNS_LEFT = Sentence(
    "คอลัมน์ที่เพิ่มเองในไฟล์เดิมไม่อยู่ในแบบฟอร์มนี้: {names}",
    "Columns of the old file that this form does not have: {names}",
)
