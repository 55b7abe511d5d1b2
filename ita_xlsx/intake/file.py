"""One returned file: examined, its tables read and checked, whatever else is in it reported."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import documents as document_rules
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import tables as rules
from ita_xlsx.intake.folder import WORKBOOKS, Found
from ita_xlsx.intake.formats.cells import NO_DETAILS, Sheet, as_text
from ita_xlsx.intake.formats.open import MOST_CELLS, CannotOpen, read_sheets
from ita_xlsx.intake.guard.examine import Note, Opened, Verdict, open_once
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.guard.refusals import (
    BY_ENDING,
    COPY_OVER,
    OTHER_TEXT,
    REFUSALS,
    Refusal,
    refusal_of,
)
from ita_xlsx.intake.plan import find_plan_sheets, plan_of
from ita_xlsx.intake.table.beside import beside_findings, with_evidence, with_pictures
from ita_xlsx.intake.table.columns import columns_of
from ita_xlsx.intake.table.consolidated import (
    DataSheet,
    find_data_sheets,
    missing_columns,
    read_consolidated,
    rows_above,
)
from ita_xlsx.intake.table.documents import tables_of_document
from ita_xlsx.intake.table.header import find_header, find_headers
from ita_xlsx.intake.table.heading import Heading
from ita_xlsx.intake.table.notices import below, cut_texts, invisible_in_names, newer_version
from ita_xlsx.intake.table.other_forms import Form, form_named
from ita_xlsx.intake.table.table import Table, read_tables
from ita_xlsx.language import Sentence
from ita_xlsx.model import NO_MEASURES, Columns, Plan, Source
from ita_xlsx.official import stamp
from ita_xlsx.official.names.divisions import OwnNames
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.thai.text import fix_text

# What the checks find that look at the measures of one file.
Check = Callable[[Columns], Sequence[Finding]]


@dataclass(frozen=True)
class FileRead:
    """One file as read; ``source`` is None for a file that is passed over, one of our outputs.

    ``findings`` are those of the reading, ``checked`` those of the checks. ``plan`` is that
    in a file that was named, and not only found in a folder, or why it is none.
    """

    source: Source | None
    measures: Columns = NO_MEASURES
    findings: tuple[Finding, ...] = ()
    checked: tuple[Finding, ...] = ()
    plan: Plan | Sentence | None = None


@dataclass(frozen=True)
class PassedOver:
    """An output of ours, found in a folder; the merge of a district reads those ``to_merge``."""

    to_merge: bool


Answer = FileRead | PassedOver


def read_file(found: Found, note: Note, own: OwnNames, outputs: bool, check: Check) -> Answer:
    """What a worker does with a file: it is opened once, examined, read, and checked by itself.

    One of our outputs that was found in a folder is passed over unless ``outputs`` are to be read.
    ``own`` are the organisation's own names of its divisions (``divisions.own_names``). ``note`` is
    told the size in bytes and the SHA-256 before anything else is done.
    """
    opened = open_once(found.path, note=note, peek=not (found.named or found.ending in WORKBOOKS))
    verdict = opened.verdict
    passing = not (outputs or found.named)
    if passing and not verdict.stamp.keys().isdisjoint(stamp.OWN_OUTPUTS):
        return PassedOver(to_merge=stamp.CONSOLIDATED_PROPERTY in verdict.stamp)
    if verdict.refusal is not None:
        return _not_read(found, verdict, verdict.refusal)
    if verdict.kind in (Kind.CSV, Kind.TSV) and not (found.named or found.may_be_text):
        return _not_read(found, verdict, OTHER_TEXT)
    try:
        sheets = read_sheets(opened.content, verdict, PurePath(found.file).stem)
    except CannotOpen as error:
        return _not_read(found, verdict, error.refusal)
    if verdict.kind is Kind.DOCX:
        sheets = tables_of_document(sheets, own)
        if not (found.named or any(map(find_header, sheets))):
            return _not_read(found, verdict, _NO_TABLE_IN_DOCUMENT)
    # Google Sheets and others drop the stamp.
    data = find_data_sheets(sheets, stamp.CONSOLIDATED_PROPERTY in verdict.stamp)
    if passing and (data or any(map(_is_titled, sheets[:1]))):
        return PassedOver(to_merge=bool(data))
    plan = find_plan_sheets(sheets, stamp.PLAN_PROPERTY in verdict.stamp)
    if plan:
        return FileRead(None, plan=_plan(found.path, verdict, plan) if found.named else None)
    if _is_too_much(sheets, data):
        return _not_read(found, verdict, refusal_of(verdict.kind, Refused("too_much")))
    if stamp.CONSOLIDATED_PROPERTY in verdict.stamp and not data:
        return _not_read(found, verdict, _NO_DATA_SHEET)
    copy_of = stamp.copied_from(verdict.stamp) if _is_marked(verdict, sheets) else None
    source = Source(found.file, verdict.size, verdict.sha256, True, found.path, copy_of)
    tables, findings = _read_sheets(source.file, opened, sheets, data, own)
    findings += newer_version(source.file, verdict.stamp, findings)
    findings += cut_texts(source.file, sheets)
    findings += invisible_in_names(source.file, (sheet.name for sheet in sheets))
    measures = columns_of(tables, own)
    return FileRead(source, measures, tuple(findings), tuple(check(measures)))


def _plan(path: Path, verdict: Verdict, sheets: Mapping[str, Sheet]) -> Plan | Sentence:
    try:
        return plan_of(path, verdict, sheets)
    except NothingToRead as error:
        return error.sentence


# A row takes some 7 KB when it is read as a measure, and what is found in each cell 1 KB.
MOST_ROWS = 30_000


def _is_too_much(sheets: Sequence[Sheet], data: Sequence[DataSheet]) -> bool:
    """Whether a file has more rows than a province has measures, or too many cells for a form."""
    rows = [row for sheet in [one.sheet for one in data] or sheets for row in sheet.rows if row]
    if len(rows) <= MOST_ROWS and sum(map(len, rows)) <= MOST_CELLS:
        return False
    filled = [count for row in rows if (count := len(row) - row.count(""))]
    return len(filled) > MOST_ROWS or (not data and sum(filled) > MOST_CELLS)


def why_lost(fault: str) -> Refusal:
    """Why a worker failed on a file: by a bug of ours (``fault`` is its kind) or by a limit."""
    return REFUSALS["fault"].fill(fault=fault) if fault else _TOO_MUCH


def unreadable(found: Found, why: Refusal, size: int, sha256: str) -> FileRead:
    """A file that cannot be read, with the reason as its finding."""
    source = Source(found.file, size, sha256, False, found.path)
    finding = Finding(file_rules.UNREADABLE, source.file, words=why._asdict())
    return FileRead(source, findings=(finding,))


def set_aside(file: str, why: Refusal) -> Finding:
    """The finding that a file or folder was not read, as it seems to be no return."""
    return Finding(file_rules.SET_ASIDE, file, words=why._asdict())


def _not_read(found: Found, verdict: Verdict, why: Refusal) -> FileRead:
    """What was meant as a workbook is an unreadable one; anything else is no return."""
    why = BY_ENDING.get(found.ending, why)
    if found.named or found.ending in WORKBOOKS or verdict.kind.is_workbook:
        return unreadable(found, why, verdict.size, verdict.sha256)
    return FileRead(None, findings=(set_aside(found.file, why),))


_TOO_MUCH = Refusal(
    Sentence(
        "ไฟล์นี้ใช้เวลาหรือหน่วยความจำมากเกินไปเมื่อเปิด จึงอ่านไม่ได้",
        "Opening this file takes too much time or memory, so it could not be read.",
    ),
    COPY_OVER,
)
_NO_TABLE_IN_DOCUMENT = Refusal(
    Sentence("เอกสาร Word นี้ไม่มีตารางมาตรการ", "This Word document has no table of measures."),
    Kind.PDF.advice,
)
_NO_DATA_SHEET = Refusal(
    Sentence(
        f"รายงานรวมนี้ไม่มีแผ่นงาน “{stamp.DATA_SHEET}” แล้ว จึงไม่รู้ว่ามาตรการใดเป็นของกองใด",
        f"The sheet “{stamp.DATA_SHEET}” of this merged report is gone: nothing says which measure "
        "is whose.",
    ),
    Sentence(
        "โปรดใช้ไฟล์รายงานรวมฉบับเดิมที่โปรแกรมสร้าง หรือรวมแบบรายงานของแต่ละกองใหม่",
        "Please use the merged report as it was written, or merge the divisions' forms again.",
    ),
)


def _read_sheets(
    file: str,
    opened: Opened,
    sheets: Iterable[Sheet],
    data: Sequence[DataSheet],
    own: OwnNames,
) -> tuple[tuple[Table, ...], list[Finding]]:
    """The tables of a file; ``data`` are the data sheets of one that is a consolidated workbook."""
    sheets = tuple(sheet for sheet in sheets if not _is_own(sheet))
    if data:
        left = [sheet for sheet in sheets if not _is_of_report(sheet, data)]
        return read_consolidated(file, data, sheets, own), [
            *missing_columns(file, data),
            *rows_above(file, data),
            *_extra_sheets(file, left, rules.EXTRA_SHEET),
        ]
    headers = {sheet.name: tuple(find_headers(sheet)) for sheet in sheets}
    others = {sheet.name: form_named(sheet, headers[sheet.name]) for sheet in sheets}
    headers = {name: found for name, found in headers.items() if others[name] is None}
    with_table = [name for name, found in headers.items() if found]
    missing = list(_missing_sheets(file, opened.verdict))
    quartered = {name for name, found in headers.items() if any(one.quarters for one in found)}
    detailed, findings = _with_details(file, opened, sheets, with_table, quartered)
    is_document = opened.verdict.kind is Kind.DOCX
    findings = [*_about_document(file, opened.verdict), *findings]
    if not with_table:
        return (), [_no_table(file, detailed, others), *missing]
    tables: list[Table] = []
    before: Heading | None = None
    for sheet in detailed:
        found = headers.get(sheet.name, ())
        whole = with_evidence(sheet, found)
        of_sheet = read_tables(file, whole, found, own, before)
        read = [with_pictures(table, sheet) for table in of_sheet]
        findings += [finding for table in read for finding in table.findings]
        findings += beside_findings(file, sheet, found, read)
        findings += below(file, sheet)
        tables += read
        if is_document and read:
            before = Heading(read[-1].submission.labels)
    others_left = [sheet for sheet in detailed if not headers.get(sheet.name)]
    rule = document_rules.OTHER_TABLE if is_document else rules.EXTRA_SHEET
    findings += _extra_sheets(file, others_left, rule)
    return tuple(tables), findings + missing


def _no_table(file: str, sheets: Sequence[Sheet], others: Mapping[str, Form | None]) -> Finding:
    """The finding of a file without a table: the form of another report is told by its name."""
    quoted = _quoted(sheets)
    for name, form in others.items():
        if form is not None:
            words = {"form": form.name}
            return Finding(file_rules.OTHER_REPORT, file, name, form.cell, "", quoted, words)
    return Finding(file_rules.NO_TABLE, file, value=quoted)


def _missing_sheets(file: str, verdict: Verdict) -> Iterator[Finding]:
    for look in verdict.sheets:
        if look.missing:
            words = {"sheet": look.name}
            yield Finding(file_rules.SHEET_MISSING, file, look.name, words=words)


def _is_titled(sheet: Sheet) -> bool:
    """Whether its first cell has the title of an output that holds no measures."""
    return any(value in stamp.OUTPUT_TITLES for row in sheet.rows[:1] for value in row[:1])


def _is_own(sheet: Sheet) -> bool:
    """Whether it is a sheet of ours, which holds nothing that was reported."""
    marks = stamp.own_marks(sheet.name)
    return bool(marks and sheet.rows) and any(mark in sheet.rows[0] for mark in marks)


def _is_marked(verdict: Verdict, sheets: Iterable[Sheet]) -> bool:
    """Whether it is a marked copy, by its stamp or the list of what is to be fixed in front."""
    own = (look.name for look in verdict.sheets if look.own)
    names = (*own, *(sheet.name for sheet in sheets if _is_own(sheet)))
    return stamp.RETURN_PROPERTY in verdict.stamp or any(
        name.startswith(stamp.RETURN_SHEET) for name in names
    )


def _is_of_report(sheet: Sheet, data: Iterable[DataSheet]) -> bool:
    """Whether it is a data sheet that is read, or one that says nothing else."""
    return sheet.name.startswith(stamp.DERIVED_SHEETS) or any(sheet is one.sheet for one in data)


def _with_details(
    file: str,
    opened: Opened,
    sheets: Sequence[Sheet],
    with_table: Collection[str],
    quartered: Collection[str],
) -> tuple[Sequence[Sheet], list[Finding]]:
    """The sheets with what is beside their values, for those in which the guard saw such things.

    Of those ``quartered`` it is the colours too, which may stand for marks. A finding says of which
    of the sheets ``with_table`` that could not be told.
    """
    verdict = opened.verdict
    if verdict.kind in (Kind.CSV, Kind.TSV):
        return sheets, []
    if verdict.kind is not Kind.XLSX:
        unknown = {sheet.name for sheet in sheets if sheet.details is NO_DETAILS}
        return sheets, _not_looked_into(file, unknown.intersection(with_table))
    silent = {one.name for one in verdict.sheets if not one.more_than_values}.difference(quartered)
    names = {sheet.name for sheet in sheets} - silent
    if not names:
        return sheets, []
    from ita_xlsx.intake.formats.xlsx import read_details

    try:
        details = read_details(opened.content, names)
    except Exception:
        # The values are read; that the rest could not be looked into is said.
        return sheets, _not_looked_into(file, names.intersection(with_table))
    return [replace(s, details=details.get(s.name, s.details)) for s in sheets], []


def _not_looked_into(file: str, names: Iterable[str]) -> list[Finding]:
    return [Finding(rules.NOT_LOOKED_INTO, file, name, words={"sheet": name}) for name in names]


def _about_document(file: str, verdict: Verdict) -> Iterator[Finding]:
    """That a file is no workbook but a document, and that it holds macros."""
    if verdict.kind is Kind.DOCX:
        yield Finding(document_rules.DOCUMENT, file)
    if verdict.macros:
        yield Finding(document_rules.MACROS, file)


def _extra_sheets(file: str, sheets: Iterable[Sheet], rule: Rule) -> Iterator[Finding]:
    for sheet in sheets:
        cells = sum(value != "" for row in sheet.rows for value in row)
        value = _quoted([sheet])
        if value:
            words = {"sheet": sheet.name, "cells": cells}
            yield Finding(rule, file, sheet.name, value=value, words=words)


# So many letters are quoted of the texts of a sheet that is not read.
_MOST_QUOTED = 2_000


def _quoted(sheets: Iterable[Sheet]) -> str:
    """The texts of some sheets, their notes and the targets of their links, as far as quoted."""
    quoted = ""
    for text in (text for sheet in sheets for text in _texts_of(sheet)):
        quoted += (" | " if quoted else "") + text
        if len(quoted) > _MOST_QUOTED:
            return quoted[:_MOST_QUOTED] + "…"
    return quoted


def _texts_of(sheet: Sheet) -> Iterator[str]:
    rows = (*(sheet.above or ()), *sheet.rows)
    yield from (fix_text(as_text(value)) for row in rows for value in row if value != "")
    yield from sheet.details.notes.values()
    yield from (link.address for link in sheet.details.links)
