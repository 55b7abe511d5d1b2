"""One sheet with a table of measures becomes a submission, its measures and its findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import headers as header_rules
from ita_xlsx.findings import tables as rules
from ita_xlsx.findings.official_list import WHOLE_YEAR
from ita_xlsx.intake.formats.cells import Place, Sheet, Value, as_text
from ita_xlsx.intake.table.areas import areas_of
from ita_xlsx.intake.table.header import Header
from ita_xlsx.intake.table.header_choice import chosen
from ita_xlsx.intake.table.heading import Heading, read_heading
from ita_xlsx.intake.table.measure import Measure
from ita_xlsx.intake.table.notices import above, fixed_texts, other_template, title_year
from ita_xlsx.intake.table.rows import read_rows
from ita_xlsx.language import Sentence
from ita_xlsx.model import Submission
from ita_xlsx.official.columns import BY_KEY, KEYS, REQUIRED
from ita_xlsx.official.deadlines import from_cell_date
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.meaning import meanings
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames
from ita_xlsx.ooxml.addresses import a1, letters


@dataclass(frozen=True)
class Table:
    """One table as read: its submission, its measures, and what was found while reading.

    ``meant`` are the columns of ``official.meaning.MEANINGS``.
    """

    submission: Submission
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    meant: Mapping[str, list[Any]]


def understood(
    submission: Submission,
    measures: tuple[Measure, ...],
    own: OwnNames,
    findings: tuple[Finding, ...] = (),
) -> Table:
    """A table, with what the texts of its measures mean; ``own`` as for ``read_heading``."""
    by_key = {key: [measure.texts[key] for measure in measures] for key in KEYS}
    years = [submission.fiscal_year] * len(measures)
    unread = {place for place, measure in enumerate(measures) if measure.unread}
    meant = meanings({**by_key, "fiscal_year": years}, own, unread)
    return Table(submission, measures, findings, meant)


def read_tables(
    file: str,
    sheet: Sheet,
    headers: Sequence[Header],
    own: OwnNames = NO_OWN_NAMES,
    before: Heading | None = None,
) -> Iterator[Table]:
    """The tables below the headers that were found in a sheet; ``own`` as for ``read_heading``.

    ``before`` is the heading of the table before in a document, of which each is a sheet.
    """
    headings: list[Heading] = []
    for area in areas_of(sheet, headers, own):
        above = before if area.after is None else headings[area.after]
        heading = read_heading(area.sheet, area.header.first, file, own, above)
        headings.append(heading)
        yield _read_table(file, area.sheet, chosen(area.header, heading.round), heading, own)


def _read_table(file: str, sheet: Sheet, header: Header, heading: Heading, own: OwnNames) -> Table:
    rows = read_rows(sheet, header, file, own)
    submission = Submission(
        file=file,
        sheet=sheet.name,
        labels=heading.texts,
        label_cells=heading.cells,
        division=heading.division,
        fiscal_year=heading.fiscal_year,
        round=heading.round,
        columns=_columns(header),
        header_row=header.last,
        moved={(m.row + 1, key): row + 1 for m in rows.measures for key, row in m.moved.items()},
        report_day=heading.report_day,
        in_document=sheet.above is not None,
    )
    findings = (
        *_header_findings(file, sheet, header),
        *_heading_findings(file, sheet, heading),
        *_cell_findings(file, sheet, header),
        *_hidden_findings(file, sheet, header),
        *fixed_texts(file, sheet, header),
        *other_template(file, sheet, header),
        *title_year(file, sheet, header, heading),
        *above(file, sheet, header),
        *rows.findings,
    )
    if not rows.measures:
        place = a1(header.last + 1, min(header.columns.values()))
        findings += (Finding(file_rules.NO_MEASURES, file, sheet.name, place),)
    return understood(submission, _unread_marked(sheet, header, rows.measures), own, findings)


def _unread_marked(
    sheet: Sheet, header: Header, measures: tuple[Measure, ...]
) -> tuple[Measure, ...]:
    """The measures, marked where the result has no column, or it or the status no value."""
    if "result" not in header.columns:
        return tuple(replace(one, unread=True) for one in measures)
    columns = [header.columns.get(key) for key in ("result", "status")]
    lost = sheet.details.errors.keys() | sheet.details.uncached
    rows = {row for row, column in lost if column in columns}
    return tuple(
        one if rows.isdisjoint(range(one.row, one.row + one.rows)) else replace(one, unread=True)
        for one in measures
    )


def _columns(header: Header) -> Mapping[str, int]:
    """The columns by key; a deadline that is marked under quarters is at the first of them."""
    if "deadline" in header.columns or not header.quarters:
        return header.columns
    return {**header.columns, "deadline": min(header.quarters)}


_ORIGINS = {
    "title": Sentence("ข้อความเหนือตาราง", "the title"),
    "sheet": Sentence("ชื่อแผ่นงาน", "the name of the sheet"),
    "file": Sentence("ชื่อไฟล์", "the name of the file"),
}


def _header_findings(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    for key in REQUIRED:
        if key not in header.columns and not _stands_elsewhere(key, header):
            cell = a1(header.last, header.unplaced.get(key, min(header.columns.values())))
            words = {"header": BY_KEY[key].header}
            yield Finding(rules.MISSING_COLUMN, file, sheet.name, cell, key, words=words)
    for rule, typed in (
        (rules.NEAR_HEADER, header.near),
        (header_rules.ASKED_HEADER, header.asked),
    ):
        for key, text in typed.items():
            cell, words = a1(header.first, header.columns[key]), {"header": BY_KEY[key].header}
            yield Finding(rule, file, sheet.name, cell, key, text, words)
    for column, key in header.joined.items():
        cell, words = a1(header.first, column), {"header": BY_KEY[key].header}
        text = _shown(sheet, (header.first, column))
        yield Finding(header_rules.JOINED_COLUMN, file, sheet.name, cell, key, text, words)
    for rule, row, columns in (
        (rules.REPEATED_COLUMN, header.first, header.repeated),
        (header_rules.OTHER_ROUND, header.last, header.other_rounds),
        (rules.EXTRA_COLUMN, header.first, header.extra),
    ):
        for column, text in columns.items():
            yield Finding(rule, file, sheet.name, a1(row, column), value=text)


def _stands_elsewhere(key: str, header: Header) -> bool:
    """The number may stand inside the issue, the deadline as marks under quarter columns."""
    return key == "number" or (key == "deadline" and bool(header.quarters))


def _heading_findings(file: str, sheet: Sheet, heading: Heading) -> Iterator[Finding]:
    for label in LABELS:
        origin = heading.origins.get(label.key, "label")
        if label.required and origin in _ORIGINS:
            words = {"label": label.text, "origin": _ORIGINS[origin]}
            cell = heading.cells.get(label.key, "")
            value = heading.texts[label.key]
            yield Finding(rules.HEADING_ELSEWHERE, file, sheet.name, cell, value=value, words=words)
    if heading.origins.get("round") == "year":
        yield Finding(WHOLE_YEAR, file, sheet.name, heading.cells["round"])


def _cell_findings(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """Formulas, error values and dates in the rows below the header."""
    key_at = {column: key for key, column in header.columns.items()}

    def finding(rule: Rule, place: Place, value: str, **words: object) -> Finding:
        key = key_at.get(place[1], "")
        return Finding(rule, file, sheet.name, a1(*place), key, value, words)

    details = sheet.details
    for place, formula in sorted(details.formulas.items()):
        if place[0] <= header.last or place in details.errors:
            continue
        rule = rules.FORMULA_WITHOUT_VALUE if place in details.uncached else rules.FORMULA
        yield finding(rule, place, _shown(sheet, place), formula=formula)
    for place, error in sorted(details.errors.items()):
        if place[0] > header.last:
            yield finding(rules.ERROR_VALUE, place, error)
    for place in sorted(details.stray_quotes):
        yield finding(file_rules.STRAY_QUOTE, place, _shown(sheet, place))
    for place, value in _values_below(sheet, header):
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            _, problem = from_cell_date(day)
            rule = rules.DATE_VALUE if problem is None else rules.DATE_YEAR
            yield finding(rule, place, as_text(day), year=day.year)
        elif key_at.get(place[1]) != "number" or not _is_ordinal(value):
            yield finding(rules.NUMBER_VALUE, place, as_text(value))


def _is_ordinal(value: Value) -> bool:
    """Whether a value numbers a measure, so that its format shows nothing else."""
    return isinstance(value, int | float) and value in range(1, 10_000)


def _shown(sheet: Sheet, place: Place) -> str:
    row = sheet.rows[place[0]] if place[0] < len(sheet.rows) else []
    return as_text(row[place[1]]) if place[1] < len(row) else ""


def _values_below(sheet: Sheet, header: Header) -> Iterator[tuple[Place, Value]]:
    """What is no text below the header, in whatever column; formulas left out."""
    formulas = sheet.details.formulas
    for number, row in sheet.numbered(header.last + 1):
        for column, value in enumerate(row):
            if not isinstance(value, str) and (number, column) not in formulas:
                yield (number, column), value


def _hidden_findings(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    first = min(header.columns.values())
    if not sheet.visible:
        yield Finding(rules.HIDDEN_SHEET, file, sheet.name, words={"sheet": sheet.name})
    rows = [
        number
        for number, row in sheet.numbered(header.last + 1)
        if number in sheet.details.hidden_rows and any(value != "" for value in row)
    ]
    if rows:
        words = {"rows": ", ".join(str(number + 1) for number in rows)}
        yield Finding(rules.HIDDEN_ROWS, file, sheet.name, a1(rows[0], first), words=words)
    hidden = sorted(sheet.details.hidden_columns & set(header.columns.values()))
    if hidden:
        words = {"columns": ", ".join(letters(column) for column in hidden)}
        cell = a1(header.first, hidden[0])
        yield Finding(rules.HIDDEN_COLUMNS, file, sheet.name, cell, words=words)
