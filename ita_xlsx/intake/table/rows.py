"""The rows of a table, as clerks make them, become measures."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import tables as rules
from ita_xlsx.findings.measures import NEAR_LIMIT
from ita_xlsx.intake.formats.cells import Place, Sheet, as_text
from ita_xlsx.intake.table.header import Header, is_repeated_header
from ita_xlsx.intake.table.joining import join
from ita_xlsx.official.columns import BEGINS, KEYS, keys_where
from ita_xlsx.official.divisions import NO_OWN_NAMES, OwnNames, official_name
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.text import fold, fold_tight, mend
from ita_xlsx.xlsx.limits import CELL_LENGTH

# A cell merged over several measures holds for each of them.
_MERGED = keys_where(lambda column: column.merged)


class Origin(NamedTuple):
    """Where a measure of a consolidated workbook comes from, and the number it has there.

    ``row`` is the division's own row as Excel counts; ``number`` is None where the cell has none.
    """

    file: str
    sheet: str
    row: int
    number: int | None


@dataclass(frozen=True)
class Measure:
    """One measure as read: its texts by key, and where it stands.

    ``row`` is its first row, counted from zero, ``rows`` how many it covers; ``moved`` maps keys
    to the row where a merged cell has its text; ``shared`` is the number of measures that its
    suggestion stands beside; ``extra`` are the texts of columns that are none of ours. ``origin``
    is that of a measure in a consolidated workbook.
    """

    row: int
    texts: Mapping[str, str]
    rows: int = 1
    moved: Mapping[str, int] = field(default_factory=dict)
    shared: int = 1
    extra: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True)
class TableRows:
    """The measures of one table, and what was found while reading its rows."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]


def read_rows(sheet: Sheet, header: Header, file: str, own: OwnNames = NO_OWN_NAMES) -> TableRows:
    """The measures below a header.

    Each row that is not blank becomes a measure, continues the one above, or is quoted in a
    finding.
    """
    reader = _Reader(sheet, header, file, own)
    findings: list[Finding] = []
    groups: list[list[_Row]] = []
    ended = False
    for number in range(header.last + 1, len(sheet.rows)):
        row = reader.row(number)
        if row is None:
            continue
        rule = rules.AFTER_TABLE if ended else reader.outside(row)
        ended = ended or rule is rules.AFTER_TABLE
        if rule is not None:
            findings.append(reader.finding(rule, row))
        elif groups and reader.continues(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    measures = tuple(reader.measure(group) for group in groups)
    findings += (reader.joined(group) for group in groups if len(group) > 1)
    findings += (reader.marked(row) for group in groups for row in group if row.marked)
    findings += reader.merged(measures)
    findings += reader.notes_elsewhere(measures)
    findings += reader.too_long(measures)
    return TableRows(reader.share_suggestions(measures), tuple(findings))


@dataclass(frozen=True)
class _Row:
    """One row that is not blank: its own texts by key, and all its texts by column.

    ``marked``: its deadline is written out from marks under quarter columns.
    """

    number: int
    texts: Mapping[str, str]
    cells: Mapping[int, str]
    marked: bool = False

    @property
    def whole(self) -> str:
        return " | ".join(self.cells.values())


@dataclass(frozen=True)
class _Merge:
    top: int
    bottom: int


class _Reader:
    """Reads the rows of one table; holds nothing but what it was given and tables made of it."""

    def __init__(self, sheet: Sheet, header: Header, file: str, own: OwnNames) -> None:
        self._sheet = sheet
        self._header = header
        self._file = file
        self._own = own
        self._key_at = {column: key for key, column in header.columns.items()}
        self._merged = _vertical_merges(sheet, header)
        self._wide = {(m[0], m[1]) for m in sheet.merges if m[3] - m[1] >= 2}

    def row(self, number: int) -> _Row | None:
        """The row, or None when it is blank."""
        values = self._sheet.rows[number]
        cells = {
            column: text
            for column, value in enumerate(values)
            if value != "" and (text := mend(as_text(value)))
        }
        if not cells:
            return None
        texts = {self._key_at[c]: text for c, text in cells.items() if c in self._key_at}
        deadline = "" if texts.get("deadline") else self._marked_quarters(cells)
        if not deadline:
            return _Row(number, texts, cells)
        return _Row(number, {**texts, "deadline": deadline}, cells, marked=True)

    def outside(self, row: _Row) -> Rule | None:
        """The rule that says why a row is no part of a measure, or None when it is one."""
        if is_repeated_header(self._header, self._sheet.rows[row.number]):
            return rules.REPEATED_HEADER
        if _is_signature(row):
            return rules.AFTER_TABLE
        if self._is_section(row):
            return rules.SECTION_ROW
        return rules.UNKNOWN_COLUMN_ROW if not row.texts else None

    def continues(self, row: _Row) -> bool:
        """Whether a row belongs to the measure above: no number, owner or deadline of its own."""
        if "number" in row.texts or _number_in_issue(row.texts.get("issue", "")):
            return False
        if self._anchor(row.number, "issue") is not None:
            return True
        return not any(key in row.texts for key in BEGINS) and not (
            self._anchor(row.number, "responsible") is not None and "issue" in row.texts
        )

    def measure(self, group: list[_Row]) -> Measure:
        """The measure of one row and of those that continue it."""
        first = group[0]
        if len(group) == 1:
            texts = {key: first.texts.get(key, "") for key in KEYS}
        else:
            known = [text for row in group for text in row.texts.values()]
            texts = {key: join([r.texts.get(key, "") for r in group], known) for key in KEYS}
        moved = {}
        for key in _MERGED:
            top = None if texts[key] else self._anchor(first.number, key)
            if top is not None:
                texts[key] = self._text_at(top, key)
                moved[key] = top
        return Measure(
            row=first.number,
            rows=group[-1].number - first.number + 1,
            texts=_with_number(texts),
            moved=moved,
            extra=self._extra(group),
            notes=self._notes(group),
        )

    def share_suggestions(self, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        """The measures, each told how many measures its merged suggestion stands beside."""
        starts = [measure.row for measure in measures]
        shared = {
            row: _covered(merge, starts)
            for (row, key), merge in self._merged.items()
            if key == "suggestion" and row == merge.top
        }
        if not shared:
            return measures
        return tuple(replace(m, shared=max(1, shared.get(m.row, 1))) for m in measures)

    def finding(self, rule: Rule, row: _Row) -> Finding:
        """A finding at the first cell of a row, quoting the whole row."""
        return self._at(rule, (row.number, min(row.cells)), value=row.whole)

    def joined(self, group: list[_Row]) -> Finding:
        """The finding that several rows were read as one measure."""
        place = (group[0].number, min(group[0].cells))
        first, last = group[0].number + 1, group[-1].number + 1
        return self._at(rules.JOINED_ROWS, place, value=group[-1].whole, first=first, last=last)

    def marked(self, row: _Row) -> Finding:
        """The finding that a deadline was read from marks."""
        place = (row.number, min(self._header.quarters))
        return self._at(rules.QUARTER_MARKS, place, "deadline", row.texts["deadline"])

    def merged(self, measures: Sequence[Measure]) -> Iterator[Finding]:
        """The finding of each merged cell that stands beside several measures."""
        starts = [measure.row for measure in measures]
        for (row, key), merge in self._merged.items():
            several = row == merge.top and _covered(merge, starts) > 1
            if several and (text := self._text_at(row, key)):
                place = (row, self._header.columns[key])
                first, last = merge.top + 1, merge.bottom + 1
                yield self._at(rules.MERGED_CELL, place, key, text, first=first, last=last)

    def notes_elsewhere(self, measures: Sequence[Measure]) -> Iterator[Finding]:
        """The finding of each note that stands on no row of a measure."""
        noted = {row for m in measures for row in range(m.row, m.row + m.rows)}
        for place, note in sorted(self._sheet.details.notes.items()):
            if place[0] not in noted:
                yield self._at(rules.NOTE_ELSEWHERE, place, value=note)

    def too_long(self, measures: Sequence[Measure]) -> Iterator[Finding]:
        """The finding of each measure with notes, or texts of an added column, that no cell holds.

        The texts of the form's own columns have a check of their own.
        """
        for measure in measures:
            for text in ("\n".join(measure.notes), *measure.extra.values()):
                if len(text) > CELL_LENGTH:
                    place = (measure.row, min(self._header.columns.values()))
                    words = {"length": len(text), "limit": CELL_LENGTH}
                    yield self._at(NEAR_LIMIT, place, "", text[:80], **words)

    def _at(
        self, rule: Rule, place: Place, key: str = "", value: str = "", **words: object
    ) -> Finding:
        return Finding(rule, self._file, self._sheet.name, a1(*place), key, value, words)

    def _marked_quarters(self, cells: Mapping[int, str]) -> str:
        """The marks under quarter columns written out, such as ``ไตรมาส 1 - 2``."""
        marked = sorted(q for c, q in self._header.quarters.items() if _is_mark(cells.get(c, "")))
        return ", ".join(
            f"ไตรมาส {first}" + (f" - {last}" if last > first else "")
            for first, last in _runs(marked)
        )

    def _is_section(self, row: _Row) -> bool:
        """A heading or a total inside the table: one text, wide or of a known wording."""
        if len(row.cells) > 1:
            return _is_total(next(iter(row.cells.values())))
        column, text = next(iter(row.cells.items()))
        return (
            (row.number, column) in self._wide
            or _is_total(text)
            or (len(text) < 80 and bool(_SECTION.match(fold(text))))
            or (len(text) < 80 and official_name(text, self._own) is not None)
        )

    def _anchor(self, row: int, key: str) -> int | None:
        """The row of the text that a merged cell brings to this row from above."""
        merge = self._merged.get((row, key))
        return None if merge is None or merge.top == row else merge.top

    def _text_at(self, row: int, key: str) -> str:
        values = self._sheet.rows[row]
        column = self._header.columns[key]
        return mend(as_text(values[column])) if column < len(values) else ""

    def _extra(self, group: Iterable[_Row]) -> dict[str, str]:
        names = {**self._header.extra, **self._header.repeated}
        found: dict[str, list[str]] = {}
        for row in group:
            for column, text in row.cells.items():
                if column in self._key_at or column in self._header.quarters:
                    continue
                found.setdefault(names.get(column, f"({a1(0, column)[:-1]})"), []).append(text)
        return {name: "\n".join(texts) for name, texts in found.items()}

    def _notes(self, group: list[_Row]) -> tuple[str, ...]:
        numbers = range(group[0].number, group[-1].number + 1)
        notes = self._sheet.details.notes
        return tuple(
            f"{a1(*place)}: {notes[place]}" for place in sorted(notes) if place[0] in numbers
        )


def _covered(merge: _Merge, starts: Sequence[int]) -> int:
    """How many of the measures that start in these rows, in their order, a merge stands beside."""
    return bisect_right(starts, merge.bottom) - bisect_left(starts, merge.top)


def _vertical_merges(sheet: Sheet, header: Header) -> dict[tuple[int, str], _Merge]:
    """{(row, key): merge} for the cells of the table that are merged over several rows."""
    key_at = {column: key for key, column in header.columns.items()}
    merged = {}
    for top, left, bottom, right in sheet.merges:
        for column in key_at:
            if left <= column <= right and bottom > top > header.last:
                for row in range(top, min(bottom + 1, len(sheet.rows))):
                    merged[row, key_at[column]] = _Merge(top, bottom)
    return merged


# Possessive: of "๓.๑ งบ" the number is not ๓, and "๑ งบ" the rest.
_DIGITS = r"([0-9๐-๙]++(?:\.[0-9๐-๙]++)*+)"
_NUMBER = re.compile(rf"^\s*(?:ข้อ(?:ที่)?\s*)?{_DIGITS}\s*[.)]\s*(?=\S)")
_NUMBER_WITH_WORD = re.compile(rf"^\s*ข้อ(?:ที่)?\s*{_DIGITS}\s+(?=\S)")


def _number_in_issue(issue: str) -> tuple[str, str] | None:
    """The number that an issue begins with (``๑. ข้อมูล``, ``1)``, ``ข้อ ๑``), and the rest."""
    match = _NUMBER.match(issue) or _NUMBER_WITH_WORD.match(issue)
    return None if match is None else (match[1], issue[match.end() :])


def _with_number(texts: dict[str, str]) -> dict[str, str]:
    """The texts with the number taken out of the issue when it stands there."""
    found = _number_in_issue(texts["issue"])
    if found is None:
        return texts
    number, issue = found
    if texts["number"] and fold_tight(texts["number"]).removeprefix("ข้อ") != fold_tight(number):
        return texts
    return {**texts, "number": texts["number"] or number, "issue": issue}


_MARKS = frozenset("xX×/✓✔√☑●•*1ü")


def _is_mark(text: str) -> bool:
    return 0 < len(text.strip()) <= 2 and all(letter in _MARKS for letter in text.strip())


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as runs of neighbours: 1, 2, 4 gives (1, 2), (4, 4)."""
    if not numbers:
        return
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last
            start = number
        last = number
    yield start, last


_SECTION = re.compile(
    r"^(?:ตัวชี้วัด|ตัวชี้วัดย่อย|ส่วนที่|ตอนที่|หมวด|ด้าน|ประเภท|กลุ่ม(?:ที่)?)\s*\S|^\d+(?:\.\d+)+\s*(?:ด้าน|การ)"
)
_TOTAL = re.compile(r"^รวม(?:ทั้งสิ้น|ทั้งหมด|จำนวน|มาตรการ|\s|$|:)")
_SIGNATURE = re.compile(
    r"^(?:\(?ลงชื่อ|ลงนาม|\(?\s*[.…_]{4,}"
    r"|ผู้(?:รายงาน|ตรวจสอบ|อนุมัติ|จัดทำ|รับรอง)(?![ก-๙]))"
)


def _is_total(text: str) -> bool:
    return len(text) < 80 and bool(_TOTAL.match(fold(text)))


def _is_signature(row: _Row) -> bool:
    first = fold(next(iter(row.cells.values())))
    return len(row.cells) <= 3 and bool(_SIGNATURE.match(first)) and len(first) < 120
