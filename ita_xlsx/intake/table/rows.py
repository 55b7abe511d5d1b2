"""The rows of a table, as clerks make them, become measures."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import rows as row_rules
from ita_xlsx.findings import tables as rules
from ita_xlsx.findings.headers import COLOURED
from ita_xlsx.findings.measures import CUT_TEXT
from ita_xlsx.intake.formats.cells import Place, Sheet, as_text
from ita_xlsx.intake.table.header import Header, is_repeated_header
from ita_xlsx.intake.table.joining import Seams
from ita_xlsx.intake.table.measure import Measure, number_in_issue, with_number
from ita_xlsx.intake.table.outside import (
    are_column_numbers,
    is_footnote,
    is_line,
    is_signature,
    is_signer,
    is_total,
)
from ita_xlsx.intake.table.quarters import is_mark, quarter_name, runs, written_out
from ita_xlsx.official.columns import BEGINS, FREE_TEXTS, KEYS, PREFILLED, keys_where
from ita_xlsx.official.limits import number_key
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames, official_name
from ita_xlsx.official.statuses import understand
from ita_xlsx.ooxml.addresses import a1, areas_at, letters
from ita_xlsx.thai.text import fix_text, fold
from ita_xlsx.xlsx.limits import CELL_LENGTH

# A cell merged over several measures holds for each of them; a suggestion is printed once.
_MERGED = keys_where(lambda column: not column.advice)
# What an entry of its own has; a result may also be the rest of the one above.
_ANSWERS = tuple(key for key in BEGINS if key not in ("number", "result"))
# What the entries under one issue have in common.
_OF_ISSUE = ("number", "issue")


@dataclass(frozen=True)
class TableRows:
    """The measures of one table, and what was found while reading its rows."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]


def read_rows(sheet: Sheet, header: Header, file: str, own: OwnNames = NO_OWN_NAMES) -> TableRows:
    """The measures below a header.

    Each row that is not blank becomes a measure, an entry under the issue above, or a part of the
    measure above, or it is quoted in a finding.
    """
    reader = _Reader(sheet, header, file, own)
    findings: list[Finding] = []
    groups: list[_Group] = []
    blank: list[_Row] = []
    above: _Group | None = None  # what the next row may belong to
    ended: Rule | None = None  # why the table has ended
    fresh = True  # nothing has followed the header yet
    for number, _ in sheet.numbered(header.last + 1):
        row = reader.row(number)
        if row is None:
            above = None
            ended = None if ended is row_rules.FOOTNOTE else ended
            continue
        rule = reader.outside(row, above, ended, fresh)
        if rule is None:
            ended = None
            above = reader.place(row, groups, above)
            if above is None:
                blank.append(row)
            elif not groups or above is not groups[-1]:
                groups.append(above)
        else:
            findings.append(reader.finding(rule, row))
            if rule in (rules.REPEATED_HEADER, row_rules.COLUMN_NUMBERS):
                ended = None  # but what a page break cut goes on
            else:
                above = None
            if rule in (rules.SIGNATURE, row_rules.FOOTNOTE):
                ended = ended or rule
        fresh = rule is rules.REPEATED_HEADER
    measures: list[Measure] = []
    for group in groups:
        measures.append(reader.measure(group, measures))
    findings += (reader.joined(group.rows) for group in groups if len(group.rows) > 1)
    findings += (
        reader.same_issue(measure)
        for group, measure in zip(groups, measures, strict=True)
        if group.under is not None
    )
    findings += (reader.marked(row) for group in groups for row in group.rows if row.marks)
    findings += reader.blank(blank)
    findings += reader.merged(measures)
    findings += reader.words_of_quarters(groups)
    findings += (one for group in groups for row in group.rows for one in reader.coloured(row))
    findings += reader.notes_elsewhere(measures)
    findings += reader.too_long(measures)
    return TableRows(reader.share_suggestions(tuple(measures)), tuple(findings))


@dataclass(frozen=True)
class _Row:
    """One row that is not blank: its own texts by key, and all its texts by column.

    ``marks`` are the columns of quarters that are marked and written out as its deadline.
    """

    number: int
    texts: Mapping[str, str]
    cells: Mapping[int, str]
    marks: frozenset[int] = frozenset()

    @property
    def whole(self) -> str:
        return " | ".join(self.cells.values())

    @property
    def numbered(self) -> bool:
        return "number" in self.texts or number_in_issue(self.texts.get("issue", "")) is not None


@dataclass(frozen=True)
class _Group:
    """The rows of one measure or entry.

    ``under`` is the place of the measure whose issue it has, where only its own place tells so.
    """

    rows: list[_Row]
    under: int | None = None

    def last(self, key: str) -> str:
        """The last text of a column."""
        return next((row.texts[key] for row in reversed(self.rows) if key in row.texts), "")


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
        self._key_at = {**header.joined, **{c: key for key, c in header.columns.items()}}
        vertical = (area for area in sheet.merges if area[2] > area[0] > header.last)
        cells = ((row, c) for row, _ in sheet.numbered(header.last + 1) for c in self._key_at)
        self._areas = areas_at(vertical, cells if sheet.merges else ())
        self._merged = {
            (row, key): _Merge(self._areas[row, column][0], self._areas[row, column][2])
            for key, column in header.columns.items()
            for row, _ in sheet.numbered(header.last + 1)
            if (row, column) in self._areas
        }
        self._wide = {(m[0], m[1]): m[3] for m in sheet.merges}
        self._noted: dict[int, list[Place]] = {}
        for place in sorted(sheet.details.notes):
            self._noted.setdefault(place[0], []).append(place)
        self._seams = Seams(text for key in FREE_TEXTS for text in self._texts_of(key))
        self._owners = Counter(self._texts_of("responsible"))

    def row(self, number: int) -> _Row | None:
        """The row, or None when it is blank."""
        values = self._sheet.rows[number]
        cells = {
            column: text
            for column, value in enumerate(values)
            if value != "" and (text := fix_text(as_text(value)))
        }
        if not cells:
            return None
        texts = {self._key_at[c]: text for c, text in cells.items() if c in self._key_at}
        for key in self._header.joined.values():
            if key in texts:
                texts[key] = self._text_at(number, key)
        marks = frozenset() if "deadline" in texts else self._marks(number, cells)
        if not marks:
            return _Row(number, texts, cells)
        deadline = written_out(self._header.quarters[column] for column in marks)
        return _Row(number, {**texts, "deadline": deadline}, cells, marks)

    def outside(
        self, row: _Row, above: _Group | None, ended: Rule | None, fresh: bool
    ) -> Rule | None:
        """The rule that says why a row is no part of a measure, or None when it is one.

        ``above`` is the measure in the row before, ``ended`` the rule of the row that ended the
        table, and ``fresh`` that nothing has followed the header yet.
        """
        texts = tuple(row.cells.values())
        if row.number in self._header.again or is_repeated_header(
            self._header, self._sheet.rows[row.number]
        ):
            return rules.REPEATED_HEADER
        if fresh and are_column_numbers(texts):
            return row_rules.COLUMN_NUMBERS
        if is_signature(texts) or (ended is rules.SIGNATURE and is_signer(texts)):
            return rules.SIGNATURE
        if is_footnote(texts) and not (above and self._is_cut(row, above)):
            return row_rules.FOOTNOTE
        if ended is row_rules.FOOTNOTE and len(texts) == 1 and not _is_number(texts[0]):
            return row_rules.FOOTNOTE
        if ended is rules.SIGNATURE and not self._opens(row):
            return rules.SECTION_ROW if is_total(texts) else row_rules.AFTER_TABLE
        if self._is_section(row, texts):
            return rules.SECTION_ROW
        if not row.texts and not self._is_beside(row.number, _OF_ISSUE):
            return rules.UNKNOWN_COLUMN_ROW
        return None

    def place(self, row: _Row, groups: Sequence[_Group], above: _Group | None) -> _Group | None:
        """The measure of a row: the last one, to which it is added, or a new one; None if blank."""
        merged = bool(groups) and self._is_beside(row.number, _OF_ISSUE, groups[-1])
        if above is not None and "issue" not in row.texts:
            merged = merged or self._is_beside(row.number, _MERGED, above)
        under = groups[-1] if merged else above
        if self._is_blank(row, under, merged):
            return None
        if under is None or row.numbered:
            return _Group([row])
        if not self._answers(row, under) and (merged or self._is_cut(row, under)):
            under.rows.append(row)
            return under
        if "issue" in row.texts or self._is_beside(row.number, ("issue",)):
            return _Group([row])
        return _Group([row], len(groups) - 1)

    def _opens(self, row: _Row) -> bool:
        """Whether a row below the end of a table is a measure: a number, an issue and more."""
        return "issue" in row.texts and (
            len(row.texts) > 3
            or (len(row.texts) == 3 and _is_number(row.texts.get("number", "")))
            or (len(row.texts) > 1 and number_in_issue(row.texts["issue"]) is not None)
        )

    def _is_blank(self, row: _Row, under: _Group | None, merged: bool) -> bool:
        """Whether a row holds nothing but what stands in each row of a form before it is filled.

        An owner that no other row has is another one of the measure that it stands under.
        """
        if set(row.cells) - set(self._key_at):
            return False
        texts = {key: text for key, text in row.texts.items() if not is_line(text)}
        if not texts.keys() <= set(PREFILLED) or not _is_number(texts.get("number", "0")):
            return False
        another = under is not None and (merged or not row.numbered)
        return not (another and self._owners[texts.get("responsible", "")] == 1)

    def _answers(self, row: _Row, under: _Group) -> bool:
        """Whether a row has an answer of its own, and not the rest of the one above."""
        if any(key in row.texts for key in _ANSWERS):
            return True
        result = row.texts.get("result", "")
        if not result or self._seams.proved(under.last("issue"), row.texts.get("issue", "")):
            return False
        cut = understand(result) is None and self._seams.proved(under.last("result"), result)
        return not cut

    def _is_cut(self, row: _Row, under: _Group) -> bool:
        """Whether a text of a row is certain to go on with one of the measure above."""
        return any(
            self._seams.proved(under.last(key), row.texts[key])
            for key in FREE_TEXTS
            if key in row.texts
        )

    def _is_beside(self, row: int, keys: Sequence[str], group: _Group | None = None) -> bool:
        """Whether a cell is merged downwards beside a row, and beside the last of a measure."""
        tops = (self._anchor(row, key) for key in keys)
        return any(top is not None and (not group or top <= group.rows[-1].number) for top in tops)

    def measure(self, group: _Group, measures: Sequence[Measure]) -> Measure:
        """The measure of one row and of those that continue it; ``measures`` are those above."""
        first = group.rows[0]
        texts = {
            key: self._seams.join([row.texts.get(key, "") for row in group.rows]) for key in KEYS
        }
        moved = {}
        for key in _MERGED:
            top = None if texts[key] else self._anchor(first.number, key)
            if top is not None:
                texts[key] = self._text_at(top, key)
                moved[key] = top
        if group.under is not None:
            above = measures[group.under]
            for key in _OF_ISSUE:
                texts[key] = texts[key] or above.texts[key]
                moved.setdefault(key, above.moved.get(key, above.row))
        return Measure(
            row=first.number,
            rows=group.rows[-1].number - first.number + 1,
            texts=with_number(texts),
            moved=moved,
            extra=self._extra(group.rows),
            notes=self._notes(group.rows),
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

    def same_issue(self, measure: Measure) -> Finding:
        """The finding that an entry was read under the issue above."""
        place = (measure.row, self._header.columns.get("issue", min(self._header.columns.values())))
        words = {"first": measure.moved["issue"] + 1}
        return self._at(row_rules.SAME_ISSUE, place, "issue", measure.texts["issue"], **words)

    def blank(self, rows: Sequence[_Row]) -> Iterator[Finding]:
        """One finding of all rows that were not filled in."""
        if rows:
            place = (rows[0].number, min(rows[0].cells))
            texts = dict.fromkeys(text for row in rows for text in row.cells.values())
            numbers = ", ".join(
                f"{first}-{last}" if last > first else str(first)
                for first, last in runs([row.number + 1 for row in rows])
            )
            yield self._at(row_rules.BLANK_ROWS, place, value=" | ".join(texts), rows=numbers)

    def words_of_quarters(self, groups: Iterable[_Group]) -> Iterator[Finding]:
        """The finding of each column of a quarter in which there is more than marks."""
        rows = [row for group in groups for row in group.rows]
        for column, quarter in sorted(self._header.quarters.items()):
            if any(column in row.cells and column not in row.marks for row in rows):
                place = (self._header.last, column)
                yield self._at(rules.EXTRA_COLUMN, place, value=quarter_name(quarter))

    def coloured(self, row: _Row) -> Iterator[Finding]:
        """The finding that cells of quarters are coloured in a row without a deadline.

        Where its issue is coloured too, the whole row is.
        """
        coloured = self._sheet.details.coloured
        columns = [
            column
            for column in sorted(self._header.quarters)
            if (row.number, column) in coloured and column not in row.cells
        ]
        issue = (row.number, self._header.columns.get("issue", -1))
        if columns and "deadline" not in row.texts and issue not in coloured:
            quarters = written_out(self._header.quarters[column] for column in columns)
            yield self._at(COLOURED, (row.number, columns[0]), "deadline", quarters)

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
                    yield self._at(CUT_TEXT, place, "", text[:80], **words)

    def _at(
        self, rule: Rule, place: Place, key: str = "", value: str = "", **words: object
    ) -> Finding:
        return Finding(rule, self._file, self._sheet.name, a1(*place), key, value, words)

    def _marks(self, row: int, cells: Mapping[int, str]) -> frozenset[int]:
        """The columns of quarters in which there is a mark, or one merged over them."""
        quarters = self._header.quarters.keys()
        marked = (column for column in quarters & cells.keys() if is_mark(cells[column]))
        return frozenset(
            quarter
            for column in marked
            for quarter in quarters
            if column <= quarter <= self._wide.get((row, column), column)
        )

    def _is_section(self, row: _Row, texts: Sequence[str]) -> bool:
        """A heading or a total inside the table: one text, wide or of a known wording."""
        if is_total(texts):
            return not {"steps", "responsible"} <= row.texts.keys()
        if len(texts) > 1:
            return False
        column, text = next(iter(row.cells.items()))
        return self._wide.get((row.number, column), column) - column >= 2 or (
            len(text) < 80
            and self._key_at.get(column) != "responsible"
            and (bool(_SECTION.match(fold(text))) or official_name(text, self._own) is not None)
        )

    def _anchor(self, row: int, key: str) -> int | None:
        """The row of the text that a merged cell brings to this row from above."""
        merge = self._merged.get((row, key))
        return None if merge is None or merge.top == row else merge.top

    def _text_at(self, row: int, key: str) -> str:
        """The text of a key in a row; of several columns each one's, or that merged beside it."""
        first = self._header.columns[key]
        joined = [column for column, of in self._header.joined.items() if of == key]
        if not joined:
            return self._cell(row, first)
        parts = (
            self._cell(row, column) or self._cell(self._areas.get((row, column), (row,))[0], column)
            for column in sorted([first, *joined])
        )
        return "\n".join(filter(None, parts))

    def _cell(self, row: int, column: int) -> str:
        values = self._sheet.rows[row]
        return fix_text(as_text(values[column])) if column < len(values) else ""

    def _texts_of(self, key: str) -> Iterator[str]:
        """The texts of a column, from top to bottom."""
        column = self._header.columns.get(key)
        if column is not None:
            for number, row in self._sheet.numbered(self._header.last + 1):
                if column < len(row) and row[column] != "":
                    yield self._text_at(number, key)

    def _extra(self, rows: Iterable[_Row]) -> dict[str, str]:
        quarters = {c: quarter_name(q) for c, q in self._header.quarters.items()}
        header = self._header
        names = {**header.extra, **header.repeated, **header.other_rounds, **quarters}
        found: dict[str, list[str]] = {}
        for row in rows:
            for column, text in row.cells.items():
                if column not in self._key_at and column not in row.marks:
                    name = names.get(column, f"({letters(column)})")
                    found.setdefault(name, []).append(text)
        return {name: "\n".join(texts) for name, texts in found.items()}

    def _notes(self, group: list[_Row]) -> tuple[str, ...]:
        numbers = range(group[0].number, group[-1].number + 1)
        notes = self._sheet.details.notes
        places = (place for number in numbers for place in self._noted.get(number, ()))
        return tuple(f"{a1(*place)}: {notes[place]}" for place in places)


def _covered(merge: _Merge, starts: Sequence[int]) -> int:
    """How many of the measures that start in these rows, in their order, a merge stands beside."""
    return bisect_right(starts, merge.bottom) - bisect_left(starts, merge.top)


def _is_number(text: str) -> bool:
    return number_key(text).replace(".", "").isdecimal()


_SECTION = re.compile(
    r"^(?:ตัวชี้วัด|ตัวชี้วัดย่อย|ส่วนที่|ตอนที่|หมวด|ด้าน|ประเภท|กลุ่ม(?:ที่)?)\s*\S|^\d+(?:\.\d+)+\s*(?:ด้าน|การ)"
)
