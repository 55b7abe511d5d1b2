"""Reading a plan: the three sheets that say who must report which measures."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import plan as rules
from ita_xlsx.findings.official_list import misnamed
from ita_xlsx.intake.formats.cells import Sheet, as_text
from ita_xlsx.intake.formats.open import CannotOpen, read_sheets
from ita_xlsx.intake.guard.examine import Note, Opened, Verdict, open_once
from ita_xlsx.intake.guard.refusals import Refusal
from ita_xlsx.intake.table.header import find_header
from ita_xlsx.intake.table.measure import Measure
from ita_xlsx.intake.table.notices import cut_texts, newer_version
from ita_xlsx.intake.table.rows import read_rows
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation, ReporterKind, Source
from ita_xlsx.official import oit, years
from ita_xlsx.official.columns import KEYS, PLANNED
from ita_xlsx.official.example_year import example_words
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.meaning import meanings
from ita_xlsx.official.names.levels import Level, level_of
from ita_xlsx.official.names.organisations import is_district_name, is_organisation_name
from ita_xlsx.official.names.owners import Owners
from ita_xlsx.official.periods import read_round, read_year
from ita_xlsx.official.plan_sheets import (
    ABOVE_SHEETS,
    DIVISION_COLUMNS,
    FACTS,
    LISTED_COLUMNS,
    LISTED_SHEET,
    MEASURE_FIELDS,
    MEASURES_SHEET,
    PLAN_SHEETS,
    SIGNERS,
    Field,
    sections_of,
)
from ita_xlsx.official.stamp import PLAN_PROPERTY
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.file_names import legible
from ita_xlsx.thai.text import fix_text, fold_tight

_MAIL = "mail_"
# So many of the lines that no form has: a form, too, names an organisation and a year.
_ENOUGH_FACTS = 3
_OWN_FACTS = frozenset(one.key for one in FACTS) - {label.key for label in LABELS}
# Whose plan one is whose sheet กอง lists such names.
_NAMES_OF: tuple[tuple[Level, Callable[[str], bool]], ...] = (
    ("district", is_organisation_name),
    ("province", is_district_name),
)

_NOT_READ = Sentence("อ่านแผน “{file}” ไม่ได้: {reason}", "The plan “{file}” cannot be read: {reason}")
_NO_PLAN = Sentence(
    "“{file}” ไม่ใช่แผน เพราะไม่มีแผ่นงาน {sheets} โปรดสร้างแผนด้วยคำสั่ง ita-xlsx plan -o FILE",
    "“{file}” is no plan, as it lacks the sheets {sheets}. Make one with: ita-xlsx plan -o FILE",
)
_NO_HEADER = Sentence(
    "แผน “{file}” ไม่มีหัวตารางในแผ่นงาน “{sheet}” โปรดใส่หัวตารางคืนตามแผนเปล่า",
    "The plan “{file}” has no header row in its sheet “{sheet}”; please put it back.",
)


def read_plan_file(path: Path, note: Note) -> Plan | Sentence:
    """What a worker does with a plan: it is opened once, examined and read.

    Returns a sentence that says why it cannot be read, or is no plan. ``note`` as for
    ``open_once``.
    """
    opened = open_once(path, note=note)
    try:
        return plan_of(path, opened.verdict, _sheets(path, opened))
    except NothingToRead as error:
        return error.sentence


def plan_of(path: Path, verdict: Verdict, sheets: Mapping[str, Sheet]) -> Plan:
    """The plan in sheets, as ``find_plan_sheets`` finds them, with what was found while reading it.

    Whether it contradicts itself is for ``checks`` to say. Raises NothingToRead without a header.
    """
    file = legible(path.as_posix())
    listing = LISTED_SHEET in sheets
    facts_sheet, list_sheet = (
        sheets[name] for name in (ABOVE_SHEETS if listing else PLAN_SHEETS)[:2]
    )
    fields = LISTED_COLUMNS if listing else DIVISION_COLUMNS
    facts, cells = _facts(facts_sheet)
    table = _list_table(path, list_sheet, fields)
    level = _level(facts, cells) if listing else _level_of_names(table, sheets[MEASURES_SHEET])
    organisation, findings = _organisation(file, facts, cells, level, facts_sheet.name)
    findings += _nameless(file, table, list_sheet.name, fields[0].text)
    findings += newer_version(file, verdict.stamp)
    findings += cut_texts(file, sheets.values())
    divisions = (_listed(*row, level) for row in table.rows.items() if row[1].get("name"))
    plan = Plan(
        file=file,
        organisation=organisation,
        divisions=tuple(divisions),
        measures=(),
        facts=facts,
        cells=cells,
        division_columns=table.columns,
        findings=tuple(findings),
        source=Source(file, verdict.size, verdict.sha256, True, path),
        level=level,
        facts_sheet=facts_sheet.name,
        list_sheet=list_sheet.name,
    )
    return plan if plan.above else _with_measures(plan, path, sheets[MEASURES_SHEET])


def _with_measures(plan: Plan, path: Path, sheet: Sheet) -> Plan:
    """The plan with the measures of the sheet มาตรการ, and what was found in its rows.

    Raises NothingToRead without a header.
    """
    header = find_header(sheet)
    if header is None:
        raise NothingToRead(_NO_HEADER.fill(file=path, sheet=sheet.name))
    fields = _names(MEASURE_FIELDS)
    known = {
        key: (column, text)
        for column, text in header.extra.items()
        if (key := fields.get(fold_tight(text)))
    }
    headers = {key: text for key, (_, text) in known.items()}
    read = read_rows(sheet, header, plan.file, plan.names)
    texts = {
        key: [one.texts[key] if key in PLANNED else "" for one in read.measures] for key in KEYS
    }
    years = [plan.organisation.fiscal_year] * len(read.measures)
    meant = meanings({**texts, "fiscal_year": years}, plan.names)
    rows = zip(read.measures, meant["owners"], meant["oit"], strict=True)
    return replace(
        plan,
        measures=tuple(_measure(one, headers, plan, named, item) for one, named, item in rows),
        meanings=meant,
        measure_columns={**header.columns, **{key: column for key, (column, _) in known.items()}},
        measures_sheet=sheet.name,
        findings=(*plan.findings, *read.findings),
    )


def _level(facts: Mapping[str, str], cells: Mapping[str, str]) -> Level:
    """Whose plan it is, as it says itself; one without a line for the district is a province's."""
    said = level_of(facts.get("level", ""))
    if said != "organisation":
        return said
    return "district" if "district" in cells else "province"


def _level_of_names(table: "_Table", measures: Sheet) -> Level:
    """Whose plan it is by what most names in its sheet กอง are: some list organisations there.

    One that asks somebody for measures is an organisation's, whatever its divisions are called.
    """
    header = find_header(measures)
    if header is not None and read_rows(measures, header, "").measures:
        return "organisation"
    names = [text for texts in table.rows.values() if (text := texts.get("name"))]
    for level, is_name in _NAMES_OF:
        if 2 * sum(map(is_name, names)) > len(names):
            return level
    return "organisation"


def _listed(number: int, texts: Mapping[str, str], level: Level) -> PlanDivision:
    name = texts["name"]
    kind: ReporterKind = "division"
    if level != "organisation":
        district = level == "province" and not is_organisation_name(name)
        kind = "district" if district or is_district_name(name) else "organisation"
    return PlanDivision(
        name=name,
        spellings=_split(texts.get("spellings", "")),
        officer=texts.get("officer", ""),
        email=texts.get("email", ""),
        row=number,
        kind=kind,
        district=texts.get("district", ""),
    )


def not_read(path: Path, why: Refusal) -> NothingToRead:
    """The error of a plan that cannot be read."""
    return NothingToRead(_NOT_READ.fill(file=path, reason=why.whole))


def _sheets(path: Path, opened: Opened) -> dict[str, Sheet]:
    """The sheets of a plan by the names that we gave them. Raises NothingToRead."""
    verdict = opened.verdict
    if verdict.refusal is not None:
        raise not_read(path, verdict.refusal)
    try:
        sheets = read_sheets(opened.content, verdict, path.stem)
    except CannotOpen as error:
        raise not_read(path, error.refusal) from error
    found = find_plan_sheets(sheets, PLAN_PROPERTY in verdict.stamp)
    if found is None:
        names = {sheet.name for sheet in sheets}
        missing = [name for name in PLAN_SHEETS if name not in names]
        raise NothingToRead(_NO_PLAN.fill(file=path, sheets=", ".join(missing)))
    return found


def find_plan_sheets(sheets: Sequence[Sheet], stamped: bool) -> dict[str, Sheet] | None:
    """The sheets of a plan by the names that we gave them, or None in any other workbook.

    A plan has them under these names. One of them may have another name, and all of them where the
    workbook is ``stamped`` as a plan: each is then known by what is in it.
    """
    for names in (PLAN_SHEETS, ABOVE_SHEETS):
        found = {name: sheet for sheet in sheets if (name := fix_text(sheet.name)) in names}
        lost = [name for name in names if name not in found]
        if stamped or len(lost) == 1:
            others = [sheet for sheet in sheets if sheet.name not in names]
            found |= {name: one for name in lost for one in others if _holds(name, one)}
        if len(found) == len(names) and (stamped or not lost or _holds(names[0], found[names[0]])):
            return found
    return None


def _holds(name: str, sheet: Sheet) -> bool:
    """Whether a sheet holds what the sheet of that name holds in a plan of ours."""
    if name in (PLAN_SHEETS[0], ABOVE_SHEETS[0]):
        return len(_OWN_FACTS & _facts(sheet)[1].keys()) >= _ENOUGH_FACTS
    if name == MEASURES_SHEET:
        return find_header(sheet) is not None
    return (
        _list_header(sheet, LISTED_COLUMNS if name == LISTED_SHEET else DIVISION_COLUMNS)
        is not None
    )


def _facts(sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of the lines of the sheet หน่วยงาน by key, and the cell of each."""
    names = _names(FACTS)
    texts, cells = {}, {}
    for number, row in enumerate(sheet.rows):
        key = names.get(fold_tight(as_text(row[0]))) if row else None
        if key is not None and key not in cells:
            cells[key] = a1(number, 1)
            if len(row) > 1 and (text := fix_text(as_text(row[1]))):
                texts[key] = text
    return texts, cells


def _organisation(
    file: str, facts: Mapping[str, str], cells: Mapping[str, str], level: Level, sheet: str
) -> tuple[PlanOrganisation, list[Finding]]:
    year = read_year(facts.get("fiscal_year", ""))
    months = read_round(facts.get("round", ""))
    typed_due = facts.get("due", "")
    due = parse_day(typed_due)

    def finding(rule: Rule, key: str, **words: object) -> Finding:
        return Finding(rule, file, sheet, cells.get(key, ""), "", facts.get(key, ""), words)

    findings = (
        [finding(rules.UNREADABLE_DUE, "due", **example_words(year))]
        if typed_due and due is None
        else []
    )
    understood = {**facts, "level": level, "fiscal_year": year, "round": months}
    named = {
        key: one for key in ("fiscal_year", "round") if (one := misnamed(key, facts.get(key, "")))
    }
    findings += [finding(rule, key, **words) for key, (rule, words) in named.items()]
    findings += [
        finding(rules.MISSING_FACT, line.key, label=line.text)
        for section in sections_of(level)
        for line in section.fields
        if line.required and not understood.get(line.key) and line.key not in named
    ]
    return PlanOrganisation(
        organisation=facts.get("organisation", ""),
        district=facts.get("district", ""),
        province=facts.get("province", ""),
        fiscal_year=year,
        round=months,
        due=due or years.due_day(year, months),
        signers=tuple(
            (text, facts.get(role, ""), facts.get(f"{role}_position", "")) for role, text in SIGNERS
        ),
        crest=facts.get("crest", ""),
        mail={k.removeprefix(_MAIL): text for k, text in facts.items() if k.startswith(_MAIL)},
    ), findings


class _Table(NamedTuple):
    """A list of who must report: its columns by key, and the texts of each row by its number."""

    columns: Mapping[str, int]
    rows: Mapping[int, Mapping[str, str]]


def _list_table(path: Path, sheet: Sheet, fields: Sequence[Field]) -> _Table:
    """The rows of who must report under their header. Raises NothingToRead without a header."""
    header = _list_header(sheet, fields)
    if header is None:
        raise NothingToRead(_NO_HEADER.fill(file=path, sheet=sheet.name))
    place, columns = header
    rows = {}
    for number, row in enumerate(sheet.rows[place + 1 :], start=place + 2):
        texts = {k: fix_text(as_text(row[c])) for k, c in columns.items() if c < len(row)}
        if any(texts.values()):
            rows[number] = texts
    return _Table(columns, rows)


def _list_header(sheet: Sheet, fields: Sequence[Field]) -> tuple[int, dict[str, int]] | None:
    """The row of a list's header, and which column is which."""
    names = _names(fields)
    for place, head in enumerate(sheet.rows):
        keys = [names.get(fold_tight(as_text(value))) for value in head]
        columns = {key: column for column, key in enumerate(keys) if key is not None}
        if "name" in columns and len(columns) > 1:
            return place, columns
    return None


def _nameless(file: str, table: _Table, sheet: str, label: str) -> Iterator[Finding]:
    """Rows that say something of a division or an organisation without naming it."""
    for number, texts in table.rows.items():
        if not texts.get("name"):
            cell, value = a1(number - 1, table.columns["name"]), " | ".join(texts.values())
            yield Finding(rules.MISSING_FACT, file, sheet, cell, "", value, {"label": label})


def _measure(
    read: Measure, headers: Mapping[str, str], plan: Plan, named: Owners, item: str
) -> PlanMeasure:
    """One measure, of which the owners and the item are known that its texts name."""
    texts = read.texts
    names = dict.fromkeys(one.name for one in plan.divisions)
    typed = read.extra.get(headers.get("oit", ""), "")
    return PlanMeasure(
        {key: texts[key] for key in PLANNED},
        oit=oit.label_number(typed) or typed or item,
        suggestion=read.extra.get(headers.get("suggestion", ""), texts["suggestion"]),
        owners=tuple(n for n in names if named.everyone or n in named.divisions),
        row=read.row + 1,
    )


def _names(fields: Iterable[Field]) -> dict[str, str]:
    return {fold_tight(name): one.key for one in fields for name in (one.text, *one.aliases)}


def _split(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
