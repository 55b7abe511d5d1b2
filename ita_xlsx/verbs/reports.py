"""The reports on what was checked: the workbook of findings and the marked copies."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import CannotWrite, UsageError
from ita_xlsx.files import place_of, refuse_bad_target, refuse_file, write_all
from ita_xlsx.findings import Finding
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Round, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.stamp import FINDINGS_PROPERTY, RETURN_PROPERTY
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.provenance import seal
from ita_xlsx.thai.file_names import legible
from ita_xlsx.verbs.outputs import free_name, is_own_output, named_files, refuse_to_replace
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
        if output is not None and place_of(reports.findings) == place_of(output):
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
        new_form = partial(_new_form, checked.round)
        handout = hand_out(checked.round, checked.findings, reports.returns, new_form)
        paths = tuple(path for path, _ in handout.copies)
        _refuse_to_overwrite(paths)
        files += ((path, seal(content)) for path, content in handout.copies)
        checked = replace(checked, returned=paths, not_returned=handout.without)
    if reports.findings is not None:
        refuse_bad_target(reports.findings, checked.inputs)
        files.append((reports.findings, _findings_workbook(checked, reports)))
        refuse_to_replace(reports.findings, FINDINGS_PROPERTY)
        checked = replace(checked, listed=reports.findings)
    return checked, files


def _refuse_to_overwrite(copies: Iterable[Path]) -> None:
    for path in copies:
        if path.exists() and not is_own_output(path, RETURN_PROPERTY):
            raise CannotWrite(_WORKED_IN.fill(path=path, free=free_name(path.parent)))


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


def _new_form(read: Round, file: str, findings: Sequence[Finding]) -> "Form":
    """A workbook with the answers of a file, and its findings.

    A new form with a sheet for each of its tables, or a new report.
    """
    places = [place for place, one in enumerate(read.submissions) if one.file == file]
    if any(read.submissions[place].level != "form" for place in places):
        return _new_report(read.of_files({file}), findings)
    from ita_xlsx.forms.prefill import BLANK, Prefill
    from ita_xlsx.forms.template import form_bytes, form_sheet
    from ita_xlsx.report.returns.handout import Form

    at: dict[tuple[str, str], tuple[str, str]] = {}
    prefills = []
    added: dict[str, None] = {}
    for number, place in enumerate(places):
        submission = read.submissions[place]
        frame = read.measures[read.measures["submission"] == place]
        answers = frame[list(KEYS)].itertuples(index=False)
        rows = [dict(zip(KEYS, texts, strict=True)) for texts in answers]
        prefills.append(Prefill(submission.labels, rows))
        for old, new in _cells_of_form(submission, frame["row"].tolist()).items():
            at[submission.sheet, old] = (form_sheet(number), new)
        own = [name for name in frame.columns if name.startswith("+")]
        added |= dict.fromkeys(name[1:] for name in own if (frame[name] != "").any())
    remark = _COLUMNS_LEFT.fill(names=", ".join(added)).th
    content = form_bytes(*(prefills or [BLANK]))
    return Form(content, _moved(findings, at), [remark] if added else [])


def _new_report(read: Round, findings: Sequence[Finding]) -> "Form":
    """A report with the measures of one that is in another format."""
    from ita_xlsx.consolidation.consolidate import consolidate as table
    from ita_xlsx.official.data_sheet import DATA_COLUMNS
    from ita_xlsx.official.stamp import DATA_SHEET
    from ita_xlsx.report.returns.handout import Form
    from ita_xlsx.report.workbook import Printing, workbook_bytes

    whole = table(read)
    columns = {column.name: place for place, column in enumerate(DATA_COLUMNS)}
    rows = (whole.measures[name].tolist() for name in ("submission", "row"))
    at = {
        (one.sheet, one.cell(row, key)): (DATA_SHEET, a1(number, columns[key]))
        for number, (of, row) in enumerate(zip(*rows, strict=True), start=1)
        for one in [read.submissions[of]]
        for key in KEYS
    }
    return Form(workbook_bytes(whole, Printing()), _moved(findings, at))


def _moved(
    findings: Iterable[Finding], at: Mapping[tuple[str, str], tuple[str, str]]
) -> list[Finding]:
    """The findings at the sheets and cells of a new workbook, by those of the old one."""

    def place_of(one: Finding) -> tuple[str, str] | None:
        # A line that is not in the old one is known by its label.
        return at.get((one.sheet, one.cell)) or at.get((one.sheet, str(one.words.get("label"))))

    places = ((finding, place_of(finding)) for finding in findings)
    return [
        _elsewhere(finding) if place is None else replace(finding, sheet=place[0], cell=place[1])
        for finding, place in places
    ]


def _cells_of_form(submission: Submission, rows: Sequence[int]) -> dict[str, str]:
    """The cell of a new form by the cell of the sheet from which its answer comes, or its label."""
    at = {
        submission.cell(row, key): a1(FORM.first_row + number, column)
        for number, row in enumerate(rows)
        for column, key in enumerate(KEYS)
    }
    for (row, column), label in FORM.label_places.items():
        at[label.text] = at[submission.label_cells.get(label.key, "")] = a1(row, column)
    at.pop("", None)
    return at


def _elsewhere(finding: Finding) -> Finding:
    """A finding at a place that a new form does not have."""
    sheet = _OLD_FILE.format(sheet=finding.sheet) if finding.sheet else ""
    return replace(finding, sheet=sheet)


_OLD_FILE = "{sheet} (ไฟล์เดิม)"
_WORKED_IN = Sentence(
    "ไฟล์ “{path}” มีอยู่แล้วและอาจมีผู้แก้ไขไว้ จึงไม่เขียนทับ โปรดย้ายไฟล์นี้ออก หรือระบุโฟลเดอร์อื่น เช่น “{free}”",
    "“{path}” exists and somebody may have worked in it, so it is not overwritten; please move it "
    "away or name another folder, such as “{free}”.",
)
_SAME_OUTPUT = Sentence(
    "รายงานและไฟล์ผลการตรวจใช้ชื่อเดียวกัน “{path}” โปรดตั้งชื่อให้ต่างกัน",
    "The report and the workbook of findings have the same name “{path}”; please choose another.",
)
_COLUMNS_LEFT = Sentence(
    "คอลัมน์ที่เพิ่มเองในไฟล์เดิมไม่อยู่ในแบบฟอร์มนี้: {names}",
    "Columns of the old file that this form does not have: {names}",
)
