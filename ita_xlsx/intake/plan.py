"""Reading a plan: the three sheets that say who must report which measures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import plan as rules
from ita_xlsx.intake.cells import Sheet, as_text
from ita_xlsx.intake.guard import Verdict, examine
from ita_xlsx.intake.locate import find_header
from ita_xlsx.intake.open import CannotOpen, read_sheets
from ita_xlsx.intake.rows import Measure, read_rows
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation, Source
from ita_xlsx.official import oit
from ita_xlsx.official.columns import a1
from ita_xlsx.official.divisions import OwnNames, own_names
from ita_xlsx.official.owners import owners
from ita_xlsx.official.plan_sheets import (
    DIVISION_COLUMNS,
    DIVISIONS_SHEET,
    FACTS,
    MEASURE_FIELDS,
    MEASURES_SHEET,
    ORGANISATION_SHEET,
    PLAN_SHEETS,
    SIGNERS,
    Field,
    official_due,
)
from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.text import fold, fold_tight, mend

_MAIL = "mail_"


def is_plan(sheets: Iterable[Sheet]) -> bool:
    """Whether a workbook is a plan: it has the three sheets of one."""
    return {sheet.name for sheet in sheets} >= set(PLAN_SHEETS)


def read_plan(path: Path) -> Plan:
    """The plan in a workbook, with what was found while reading it.

    Whether it contradicts itself is for ``checks`` to say. Raises NothingToRead when the file
    cannot be read or is no plan.
    """
    file = path.as_posix()
    verdict = examine(path)
    sheets = {sheet.name: sheet for sheet in _sheets(path, verdict)}
    facts, cells = _facts(sheets[ORGANISATION_SHEET])
    organisation, findings = _organisation(file, facts, cells)
    division_table = _division_table(path, sheets[DIVISIONS_SHEET])
    divisions = tuple(
        PlanDivision(
            name=row.texts.get("name", ""),
            spellings=_split(row.texts.get("spellings", "")),
            officer=row.texts.get("officer", ""),
            email=row.texts.get("email", ""),
            row=row.number,
        )
        for row in division_table.rows
        if row.texts.get("name")
    )
    findings += _nameless(file, division_table)
    own = own_names((one.name, one.spellings) for one in divisions)
    names = tuple(dict.fromkeys(one.name for one in divisions))
    columns, measures, row_findings = _measures(
        path, sheets[MEASURES_SHEET], own, names, organisation.fiscal_year
    )
    return Plan(
        file=file,
        organisation=organisation,
        divisions=divisions,
        measures=measures,
        facts=facts,
        cells=cells,
        division_columns=division_table.columns,
        measure_columns=columns,
        findings=(*findings, *row_findings),
        source=Source(file, verdict.size, verdict.sha256, True),
    )


_NOT_READ = Sentence("อ่านแผน “{file}” ไม่ได้: {reason}", "The plan “{file}” cannot be read: {reason}")
_DAMAGED = Sentence("ไฟล์เสียหาย", "it is damaged.")
# No plan is so large; what is not plain would have to be read in a process of its own.
_TOO_LARGE = Sentence(
    "มีเซลล์มากหรือไกลผิดปกติ โปรดคัดลอกข้อมูลลงในแผนเปล่าไฟล์ใหม่",
    "it has unusually many or far cells. Please copy its content into a new empty plan.",
)
_NO_PLAN = Sentence(
    "“{file}” ไม่ใช่แผน เพราะไม่มีแผ่นงาน {sheets} โปรดสร้างแผนด้วยคำสั่ง ita-xlsx plan -o FILE",
    "“{file}” is no plan, as it lacks the sheets {sheets}. Make one with: ita-xlsx plan -o FILE",
)
_NO_HEADER = Sentence(
    "แผน “{file}” ไม่มีหัวตารางในแผ่นงาน “{sheet}” โปรดใส่หัวตารางคืนตามแผนเปล่า",
    "The plan “{file}” has no header row in its sheet “{sheet}”; please put it back.",
)


def _sheets(path: Path, verdict: Verdict) -> tuple[Sheet, ...]:
    if verdict.refusal is not None:
        raise NothingToRead(_NOT_READ.fill(file=path, reason=verdict.refusal))
    if not verdict.plain:
        raise NothingToRead(_NOT_READ.fill(file=path, reason=_TOO_LARGE))
    try:
        sheets = read_sheets(path, verdict)
    except CannotOpen as error:
        raise NothingToRead(_NOT_READ.fill(file=path, reason=error.sentence)) from error
    except Exception as error:
        # The readers' own errors have no common ancestor short of Exception.
        raise NothingToRead(_NOT_READ.fill(file=path, reason=_DAMAGED)) from error
    missing = [name for name in PLAN_SHEETS if name not in {sheet.name for sheet in sheets}]
    if missing:
        raise NothingToRead(_NO_PLAN.fill(file=path, sheets=", ".join(missing)))
    return sheets


def _facts(sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of the lines of the sheet หน่วยงาน by key, and the cell of each."""
    names = _names(FACTS)
    texts, cells = {}, {}
    for number, row in enumerate(sheet.rows):
        key = names.get(fold_tight(as_text(row[0]))) if row else None
        if key is not None and key not in cells:
            cells[key] = a1(number, 1)
            if len(row) > 1 and (text := mend(as_text(row[1]))):
                texts[key] = text
    return texts, cells


def _organisation(
    file: str, facts: Mapping[str, str], cells: Mapping[str, str]
) -> tuple[PlanOrganisation, list[Finding]]:
    year, months = _year(facts.get("fiscal_year", "")), _months(facts.get("round", ""))
    typed_due = facts.get("due", "")
    due = parse_day(typed_due)
    findings = []
    if typed_due and due is None:
        findings.append(_finding(rules.UNREADABLE_DUE, file, cells, "due", typed_due))
    understood = {"organisation": facts.get("organisation"), "fiscal_year": year, "round": months}
    for line in FACTS:
        if line.required and not understood[line.key]:
            value, label = facts.get(line.key, ""), line.text
            findings.append(_finding(rules.MISSING_FACT, file, cells, line.key, value, label=label))
    return PlanOrganisation(
        organisation=facts.get("organisation", ""),
        district=facts.get("district", ""),
        province=facts.get("province", ""),
        fiscal_year=year,
        round=months,
        due=due or official_due(year, months),
        signers=tuple(
            (text, facts.get(role, ""), facts.get(f"{role}_position", "")) for role, text in SIGNERS
        ),
        crest=facts.get("crest", ""),
        mail={k.removeprefix(_MAIL): text for k, text in facts.items() if k.startswith(_MAIL)},
    ), findings


def _finding(
    rule: Rule, file: str, cells: Mapping[str, str], key: str, value: str, **words: object
) -> Finding:
    return Finding(rule, file, ORGANISATION_SHEET, cells.get(key, ""), "", value, words)


def _year(text: str) -> int | None:
    match = re.search(r"(?<!\d)(?:25)?(\d\d)(?!\d)", fold(text))
    return None if match is None else 2500 + int(match[1])


def _months(text: str) -> int | None:
    match = re.search(r"(?<!\d)(6|12)(?!\d)", fold(text))
    return None if match is None else int(match[1])


@dataclass(frozen=True)
class _Row:
    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class _Table:
    columns: Mapping[str, int]
    rows: tuple[_Row, ...]


def _division_table(path: Path, sheet: Sheet) -> _Table:
    """The rows of the sheet กอง under its header. Raises NothingToRead without a header."""
    names = _names(DIVISION_COLUMNS)
    for place, head in enumerate(sheet.rows):
        keys = [names.get(fold_tight(as_text(value))) for value in head]
        columns = {key: column for column, key in enumerate(keys) if key is not None}
        if "name" in columns and len(columns) > 1:
            return _Table(columns, tuple(_rows_below(sheet, place, columns)))
    raise NothingToRead(_NO_HEADER.fill(file=path, sheet=sheet.name))


def _nameless(file: str, table: _Table) -> Iterator[Finding]:
    """Rows of the sheet กอง that say something of a division without naming it."""
    label = DIVISION_COLUMNS[0].text
    for row in table.rows:
        if not row.texts.get("name"):
            cell, value = a1(row.number - 1, table.columns["name"]), " | ".join(row.texts.values())
            words = {"label": label}
            yield Finding(rules.MISSING_FACT, file, DIVISIONS_SHEET, cell, "", value, words)


def _rows_below(sheet: Sheet, head: int, columns: Mapping[str, int]) -> Iterable[_Row]:
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        texts = {k: mend(as_text(row[c])) for k, c in columns.items() if c < len(row)}
        if any(texts.values()):
            yield _Row(number, texts)


def _measures(
    path: Path, sheet: Sheet, own: OwnNames, names: Sequence[str], year: int | None
) -> tuple[dict[str, int], tuple[PlanMeasure, ...], tuple[Finding, ...]]:
    """The columns of the sheet มาตรการ, its measures, and what was found in its rows.

    Raises NothingToRead without a header.
    """
    header = find_header(sheet)
    if header is None:
        raise NothingToRead(_NO_HEADER.fill(file=path, sheet=sheet.name))
    fields = {fold_tight(n): f.key for f in MEASURE_FIELDS for n in (f.text, *f.aliases)}
    extra = {
        key: (column, text)
        for column, text in header.extra.items()
        if (key := fields.get(fold_tight(text)))
    }
    columns = dict(header.columns) | {key: column for key, (column, _) in extra.items()}
    read = read_rows(sheet, header, path.as_posix(), own)
    headers = {key: text for key, (_, text) in extra.items()}
    measures = (_measure(one, headers, own, names, year) for one in read.measures)
    return columns, tuple(measures), read.findings


def _measure(
    read: Measure,
    headers: Mapping[str, str],
    own: OwnNames,
    names: Sequence[str],
    year: int | None,
) -> PlanMeasure:
    texts = read.texts
    named = owners(texts["responsible"], own)
    typed = read.extra.get(headers.get("oit", ""), "")
    return PlanMeasure(
        number=texts["number"],
        issue=texts["issue"],
        steps=texts["steps"],
        responsible=texts["responsible"],
        deadline=texts["deadline"],
        oit=oit.label_number(typed) or typed or _item_of(texts["issue"], year),
        suggestion=read.extra.get(headers.get("suggestion", ""), texts["suggestion"]),
        owners=tuple(n for n in names if named.everyone or n in named.divisions),
        row=read.row + 1,
    )


def _item_of(issue: str, year: int | None) -> str:
    """The item of the year analysed that an issue names, or nothing."""
    item = None if year is None else oit.named(issue, year - 1)
    return "" if item is None else item.number


def _names(fields: Iterable[Field]) -> dict[str, str]:
    return {fold_tight(name): one.key for one in fields for name in (one.text, *one.aliases)}


def _split(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
