"""Reading a year's list of OIT items that a user wrote, and saying what is wrong in it, by cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.formats.cells import Sheet, as_text
from ita_xlsx.intake.formats.open import CannotOpen, read_sheets
from ita_xlsx.intake.guard.examine import Note, open_once
from ita_xlsx.language import Sentence
from ita_xlsx.official import years
from ita_xlsx.official.oit import label_number
from ita_xlsx.official.periods import common_era, in_buddhist_era, read_year
from ita_xlsx.official.plan_sheets import Field
from ita_xlsx.official.year_file import (
    BEFORE,
    COLUMNS,
    FACTS,
    MEASURES_ROLE,
    ONE_SOURCE,
    REPORT_ROLE,
    SAME,
)
from ita_xlsx.official.years import Item, Year
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.file_names import legible
from ita_xlsx.thai.text import fix_text, fold, fold_tight

_SHOWN = 5  # problems; the others are counted
_MOST_ITEMS = 200
_NO_FILE = Sentence(
    "อ่านรายการข้อ “{file}” ไม่ได้: {reason}", "The list “{file}” cannot be read: {reason}"
)
_WRONG = Sentence(
    "รายการข้อ “{file}” ยังใช้ไม่ได้: {problems}", "The list “{file}” cannot be used: {problems}"
)
_MORE = Sentence("; และอีก {count} แห่ง", "; and {count} more")
_AT = Sentence("{sheet} {cell} {said}", "{sheet} {cell} {said}")
_NO_TABLE = Sentence(
    "ไม่พบหัวตารางที่มีคอลัมน์ “ข้อ” และ “ชื่อข้อ” (ดูแบบได้ด้วย ita-xlsx years --export)",
    "no header row with the columns “ข้อ” and “ชื่อข้อ” (for an example: ita-xlsx years --export)",
)
_NO_YEAR = Sentence(
    "ไม่ทราบปี โปรดตั้งชื่อไฟล์เช่น oit_2570.csv หรือกรอก “ปีงบประมาณ”",
    "the year is not known; call the file oit_2570.csv, or fill in “ปีงบประมาณ”",
)
_OTHER_YEAR = Sentence(
    "“{value}” ไม่ตรงกับปี {year} ของไฟล์นี้", "“{value}” is not {year}, the year of this file"
)
_COMMON_ERA = Sentence("“{value}” เป็นปี ค.ศ. น่าจะเป็น {meant}", "“{value}” is CE, probably {meant}")
_BAD_NUMBER = Sentence("“{value}” ไม่ใช่เลขข้อ เช่น o25", "“{value}” is no number such as o25")
_SAME_NUMBER = Sentence("ข้อ {value} ซ้ำกับ {cell}", "{value} is in {cell} too")
_NO_NAME = Sentence("ไม่มีชื่อข้อ", "the name is missing")
_SAME_NAME = Sentence("ชื่อข้อซ้ำกับ {cell}", "the same name as in {cell}")
_BAD_WORD = Sentence("“{value}” ต้องเป็น {words} หรือเว้นว่าง", "“{value}” must be {words}, or blank")
_SAME_ROLE = Sentence("บทบาท “{value}” มีแล้วที่ {cell}", "the role “{value}” is in {cell} already")
_BAD_DAY = Sentence("“{value}” อ่านเป็นวันที่ไม่ได้", "“{value}” is no date")
_TOO_MANY = Sentence("มีมากกว่า {most} ข้อ", "more than {most} items")

Problem = tuple[str, Sentence]
_BARE = re.compile(r"(?:ข้อ(?:ที่)?)?\s*(\d{1,2})")


def in_years(own: Sequence[Year], function: Any, file: Any, note: Note) -> Any:
    """What a worker does with a file where the user's own years are in use."""
    years.use(own)
    return function(file, note)


def read_year_file(path: Path, note: Note) -> Year | Sentence:
    """What a worker does with a list: the year in it, or a sentence that says what is wrong."""
    file = legible(path.as_posix())
    opened = open_once(path, note=note)
    if opened.verdict.refusal is not None:
        return _NO_FILE.fill(file=file, reason=opened.verdict.refusal.whole)
    try:
        sheets = read_sheets(opened.content, opened.verdict, path.stem)
        return year_in(sheets, path.stem)
    except CannotOpen as error:
        return _NO_FILE.fill(file=file, reason=error.refusal.whole)
    except NothingToRead as error:
        return _WRONG.fill(file=file, problems=error.sentence)


def year_in(sheets: Sequence[Sheet], stem: str) -> Year:
    """The year whose list is in sheets. Raises NothingToRead with all problems, by cell."""
    found = next(((one, *head) for one in sheets if (head := _header(one))), None)
    if found is None:
        raise NothingToRead(_NO_TABLE)
    sheet, header_row, columns = found
    rows = dict(_rows(sheet, header_row, columns))
    facts = {key: at for one in sheets if one is not sheet for key, at in _facts(one)}
    problems: list[Problem] = []
    year = _year(stem, sheet, columns, rows, facts, problems)
    problems += _wrong_rows(sheet, columns, rows)
    changed = _changed(facts, problems)
    if problems:
        raise NothingToRead(_all_of(problems))
    return _made(year, list(rows.values()), changed)


def _all_of(problems: Sequence[Problem]) -> Sentence:
    shown = [
        _AT.fill(sheet=at.partition("!")[0], cell=at.partition("!")[2], said=said) if at else said
        for at, said in problems[:_SHOWN]
    ]
    more = len(problems) - _SHOWN
    after = _MORE.fill(count=more) if more > 0 else Sentence("", "")
    return Sentence(
        "; ".join(o.th for o in shown) + after.th, "; ".join(o.en for o in shown) + after.en
    )


def _names(fields: Iterable[Field]) -> dict[str, str]:
    return {fold_tight(name): one.key for one in fields for name in (one.text, *one.aliases)}


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    names = _names(COLUMNS)
    for place, row in enumerate(sheet.rows):
        keys = [names.get(fold_tight(as_text(value))) for value in row]
        columns = {key: column for column, key in enumerate(keys) if key is not None}
        if {"number", "name_th"} <= columns.keys():
            return place, columns
    return None


def _rows(
    sheet: Sheet, header_row: int, columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(sheet.rows[header_row + 1 :], start=header_row + 1):
        texts = {k: fix_text(as_text(row[c])) for k, c in columns.items() if c < len(row)}
        if any(texts.values()):
            yield number, {column.key: texts.get(column.key, "") for column in COLUMNS}


def _facts(sheet: Sheet) -> Iterator[tuple[str, tuple[str, str]]]:
    """The lines about the year by key: the address of each with its sheet, and its text."""
    names = _names(FACTS)
    for number, row in enumerate(sheet.rows):
        key = names.get(fold_tight(as_text(row[0]))) if row else None
        if key is not None and len(row) > 1 and (text := fix_text(as_text(row[1]))):
            yield key, (f"{sheet.name}!{a1(number, 1)}", text)


def _year(
    stem: str,
    sheet: Sheet,
    columns: Mapping[str, int],
    rows: Mapping[int, Mapping[str, str]],
    facts: Mapping[str, tuple[str, str]],
    problems: list[Problem],
) -> int:
    """The year that the line, the column and the file's name say, all the same one."""
    said = [facts["year"]] if "year" in facts else []
    said += [
        (f"{sheet.name}!{a1(row, columns['year'])}", texts["year"])
        for row, texts in rows.items()
        if texts["year"]
    ]
    named = re.search(r"(?<!\d)25\d\d(?!\d)", stem)
    years_said = [(at, text, read_year(text)) for at, text in said]
    year = int(named[0]) if named else next((one for *_, one in years_said if one), None)
    if year is None and not said:
        problems.append(("", _NO_YEAR))
    for at, text, one in years_said:
        if one is None and (era := common_era(text)):
            problems.append((at, _COMMON_ERA.fill(value=text, meant=in_buddhist_era(era))))
        elif one is None or one != year:
            problems.append((at, _OTHER_YEAR.fill(value=text, year=year or "?")))
    return year or 0


def _wrong_rows(
    sheet: Sheet, columns: Mapping[str, int], rows: Mapping[int, dict[str, str]]
) -> Iterator[Problem]:
    """What is wrong in the items, whose numbers are put into one form meanwhile."""
    seen: dict[tuple[str, str], str] = {}

    def at(row: int, key: str) -> str:
        return f"{sheet.name}!{a1(row, columns.get(key, 0))}"

    def again(row: int, key: str, value: str) -> str | None:
        place = at(row, key)
        first = seen.setdefault((key, value), place)
        return None if first == place else first.partition("!")[2]

    if len(rows) > _MOST_ITEMS:
        yield "", _TOO_MANY.fill(most=_MOST_ITEMS)
    for row, texts in rows.items():
        number = _number(texts["number"])
        if number is None:
            yield at(row, "number"), _BAD_NUMBER.fill(value=texts["number"])
        elif (cell := again(row, "number", number)) is not None:
            yield at(row, "number"), _SAME_NUMBER.fill(value=number, cell=cell)
        if not texts["name_th"]:
            yield at(row, "name_th"), _NO_NAME
        elif (cell := again(row, "name_th", fold_tight(texts["name_th"]))) is not None:
            yield at(row, "name_th"), _SAME_NAME.fill(cell=cell)
        role = texts["role"]
        if role and role not in (MEASURES_ROLE, REPORT_ROLE):
            words = f"{MEASURES_ROLE}, {REPORT_ROLE}"
            yield at(row, "role"), _BAD_WORD.fill(value=role, words=words)
        elif role and (cell := again(row, "role", role)) is not None:
            yield at(row, "role"), _SAME_ROLE.fill(value=role, cell=cell)
        for one in filter(None, re.split(r"[,\s]+", texts["was"])):
            if _number(one) is None:
                yield at(row, "was"), _BAD_NUMBER.fill(value=one)
        texts["number"] = number or ""


def _number(text: str) -> str | None:
    """``o25`` for whatever means it: O25, ข้อ 25, 25."""
    bare = _BARE.fullmatch(fold(text))
    return label_number(f"o{bare[1]}" if bare else text)


def _changed(
    facts: Mapping[str, tuple[str, str]], problems: list[Problem]
) -> dict[str, Any]:  # fmt: skip
    """What the lines about the year say, by the fields of a ``Year``."""
    changed: dict[str, Any] = {}
    due: dict[int, date] = {}
    for key, (at, text) in facts.items():
        if key == "report_on":
            if text not in (SAME, BEFORE):
                problems.append((at, _BAD_WORD.fill(value=text, words=f"{SAME}, {BEFORE}")))
            changed["reports_on_same"] = text == SAME
        elif key == "cover":
            changed["cover"] = tuple(part.strip() for part in text.split("|"))
        elif key.startswith("due_"):
            day = parse_day(text)
            if day is None:
                problems.append((at, _BAD_DAY.fill(value=text)))
            else:
                due[int(key.removeprefix("due_"))] = day
        elif key != "year":
            changed[key] = text
    return {**changed, "due": due} if facts else changed


def _made(year: int, rows: Sequence[Mapping[str, str]], changed: Mapping[str, Any]) -> Year:
    """The year of these items; what is not said of it is as in the one that it replaces."""
    base = years.of(year)
    items = [
        Item(
            one["number"], one["name_th"], one["indicator"], year,
            not one["confidence"].startswith((ONE_SOURCE, "low", "medium")), one["source"],
        )
        for one in rows
    ]  # fmt: skip
    by_key = {fold_tight(item.name): item for item in items}
    roles = {one["role"]: item for one, item in zip(rows, items, strict=True) if one["role"]}
    was = {
        (year - 1, number): one["number"]
        for one in rows
        for old in filter(None, re.split(r"[,\s]+", one["was"]))
        if (number := _number(old))
    }
    pair: dict[str, Any] = {
        which: roles.get(role) or by_key.get(fold_tight(known.name), known)
        for which, role, known in (
            ("measures", MEASURES_ROLE, base.measures),
            ("report", REPORT_ROLE, base.report),
        )
    }
    return replace(
        base,
        **changed,
        **pair,
        listed=year,
        count=len(items),
        items=tuple(items),
        by_key=by_key,
        elements={one["number"]: one["elements"] for one in rows},
        joined=was or (base.joined if base.listed == year else {}),
        confidence="high" if all(item.is_sure for item in items) else "medium",
        source=next((one["source"] for one in rows if one["source"]), ""),
    )
