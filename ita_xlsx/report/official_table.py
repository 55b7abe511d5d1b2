"""The sheet รายงานผล: the official table, ready to print."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.model import Consolidation, most_given, plain_values
from ita_xlsx.official.columns import ANSWERS, BY_KEY, PRINTED
from ita_xlsx.report import wording
from ita_xlsx.report.pages import WIDTHS, Line, continued, header_height, lines_on_pages, room
from ita_xlsx.report.signatures import Signers, signatures_height, write_signatures
from ita_xlsx.report.styles import TABLE_SIZE, TEXT_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.thai.text import fold_tight
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.columns import ColumnSheet
from ita_xlsx.xlsx.limits import TABLE_ROWS
from ita_xlsx.xlsx.sheets import checked, write_runs

_LAST_COLUMN = len(PRINTED) - 1
# What a division adds to a measure; the rest is planned.
_ANSWERS = tuple(key for key in PRINTED if key in ANSWERS)
_QUESTIONS = tuple(key for key in PRINTED if key not in ANSWERS)
_SHARED_COLUMN = PRINTED.index("suggestion")
_WHOSE = ("counted_as", "district")
_TITLE_SIZE = 18
# A report of more is not printed: it would have a thousand pages.
MOST_ORGANISATIONS = 200
# Who is missing and the signatures, below the table on its sheet, have fewer.
_ROWS_BELOW = 100
# In per cent. A screen of 1366 by 768 shows 400 points of a sheet then; half of it may be frozen.
_ZOOM = 90
_MOST_FROZEN = 200.0
# Blanks as wide as the 2.5 cm by which an official letter's paragraphs begin.
_INDENT = " " * 20
# The empty row between the introduction and the table, in points.
_GAP = 8.0
# Of a row to which none is given, in points.
_DEFAULT_HEIGHT = 15.0


_Row = Mapping[str, Any]


class Printed(NamedTuple):
    """One measure as it is printed; ``shared`` measures from it on have one suggestion.

    ``heading`` is the organisation whose measures begin here, in a report of several.
    """

    submission: int
    texts: Mapping[str, str]
    shared: int
    heading: str = ""


def write_official_table(
    sheet: ColumnSheet,
    whole: Consolidation,
    formats: Formats,
    digits: Callable[[str], str],
    signers: Signers | None,
) -> None:
    """Write title, introduction and table; ``digits`` puts numerals into the style asked for.

    Unless ``signers`` is None, a block to be signed by three persons follows the table.
    """
    for column, key in enumerate(PRINTED):
        sheet.set_column(column, column, WIDTHS[key], formats("plain"))
    header_row, used = _write_above(sheet, whole, formats, digits)
    # The forms of many organisations can be merged at once too: then each names its own.
    organisations = max(whole.organisations, len({one.whose for one in whole.submissions}))
    if organisations > MOST_ORGANISATIONS:
        left_out = digits(wording.TABLE_LEFT_OUT.format(count=organisations))
        _write_left_out(sheet, header_row, left_out, formats)
        return
    sheet.set_row(header_row, header_height())
    for column, key in enumerate(PRINTED):
        sheet.write_string(header_row, column, BY_KEY[key].header, formats("head"))
    sheet.begin_rows(header_row + 1, len(PRINTED))
    measures = _printed(whole, digits)
    missing = digits(wording.missing_lines(whole))
    below = _heading_height(missing) if missing else 0.0
    if signers is not None:
        below += _DEFAULT_HEIGHT + signatures_height(sum(WIDTHS.values()), signers)
    row = _write_measures(sheet, header_row + 1, measures, used + header_height(), below, formats)
    if row is None:
        _write_left_out(sheet, header_row, wording.TOO_MANY_ROWS, formats)
        return
    if missing:
        _write_heading(sheet, row, missing, formats)
        row += 1
    if signers is not None:
        row = write_signatures(sheet, row + 1, _LAST_COLUMN, sum(WIDTHS.values()), formats, signers)
    _set_up_print(sheet, header_row, row - 1)
    if used + header_height() <= _MOST_FROZEN:
        sheet.freeze_panes(header_row + 1, 0)


def _write_above(
    sheet: Worksheet, whole: Consolidation, formats: Formats, digits: Callable[[str], str]
) -> tuple[int, float]:
    """Write the title and the introduction; returns the table's first row and the height used."""
    width = sum(WIDTHS.values())
    year_and_round = (
        f"ประจำปีงบประมาณ พ.ศ. {wording.year_text(whole.fiscal_year)} "
        + wording.round_text(whole.round)
    )
    titles = (
        digits(wording.heading(whole)),
        layout.on_lines(
            [f"ของ {digits(wording.subject(whole))}", digits(year_and_round)],
            width, _TITLE_SIZE, bold=True,
        ),
    )  # fmt: skip
    before, organisation, after = map(digits, wording.introduction(whole))
    title, text, bold = formats("title"), formats("text"), formats("heading")
    lines = [([(title, line)], title, _TITLE_SIZE) for line in titles]
    lines.append(([(text, _INDENT + before), (bold, organisation), (text, after)], text, TEXT_SIZE))
    used = _GAP
    for row, (runs, style, size) in enumerate(lines):
        written = "".join(piece for _, piece in runs)
        needed = layout.text_height(written, width, size, bold=True)
        height = min(layout.MAX_ROW_HEIGHT, needed)
        used += height
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, _LAST_COLUMN, "", style)
        write_runs(sheet, row, 0, runs, style)
    sheet.set_row(len(lines), _GAP)
    return len(lines) + 1, used


def _write_left_out(sheet: Worksheet, row: int, text: str, formats: Formats) -> None:
    sheet.set_row(row, layout.text_height(text, sum(WIDTHS.values()), TEXT_SIZE))
    sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats("text"))
    checked(sheet.write_string(row, 0, text, formats("text")))
    _set_up_print(sheet, row, row)


def _printed(whole: Consolidation, digits: Callable[[str], str]) -> list[Printed]:
    """The measures as they are printed; a suggestion that is shared is kept apart."""
    names = ("submission", "shared", "printed", "division", "reported", *_WHOSE, *PRINTED)
    measures: list[Printed] = []
    before = ""
    columns = zip(*(plain_values(whole.measures[name]) for name in names), strict=True)
    rows = (dict(zip(names, row, strict=True)) for row in columns)
    for entries in _measures(rows, whole.planned):
        first, texts = _joined(entries, whole.planned.get(entries[0]["printed"]))
        texts["issue"] = f"{digits(str(first['printed']))}. {texts['issue']}"
        name = _heading(whole, first)
        heading, before = "" if name == before else name, name
        measures.append(Printed(first["submission"], texts, first["shared"], heading))
    return [
        member._replace(shared=len(group)) if member is group[0] else member
        for group in _groups(measures)
        for member in group
    ]


def _heading(whole: Consolidation, row: Mapping[str, Any]) -> str:
    """The organisation as printed above its measures; none in the report of one organisation."""
    if whole.level == "organisation":
        return ""
    name, district = str(row["counted_as"]), str(row["district"]).removeprefix("อำเภอ")
    in_province = whole.level == "province" and district and district not in name
    return f"{name} อำเภอ{district}" if in_province else name


def _measures(
    rows: Iterable[_Row], planned: Mapping[int, Mapping[str, str]]
) -> Iterator[list[_Row]]:
    """The rows that are printed as one: what divisions report of one measure.

    All of a planned measure; else those of one number in a report that is merged again. Where a
    division has several, these are the entries of one issue, and each is its own.
    """
    for (*_, number), some in groupby(rows, key=itemgetter(*_WHOSE, "printed")):
        entries = list(some)
        if number in planned or len({row["division"] for row in entries}) == len(entries):
            yield entries
        else:
            yield from (list(same) for _, same in groupby(entries, key=_wording))


def _wording(row: _Row) -> tuple[str, ...]:
    return tuple(fold_tight(row[key]) for key in _QUESTIONS)


def _joined(rows: Sequence[_Row], planned: Mapping[str, str] | None) -> tuple[_Row, dict[str, str]]:
    """The first row of a measure, and its texts; each of several answers after its division."""
    first = rows[0]
    if len(rows) == 1:
        return first, {key: _answer(first, key) for key in PRINTED}
    texts = {key: most_given(row[key] for row in rows) or "" for key in _QUESTIONS}
    texts |= {key: text for key, text in (planned or {}).items() if key in texts}
    several = len({row["division"] for row in rows}) > 1
    for key in _ANSWERS:
        answers = [(row["division"], _answer(row, key)) for row in rows]
        texts[key] = "\n".join(
            f"{name}: {text}" if several else text for name, text in answers if text
        )
    return first, texts


def _answer(row: Mapping[str, Any], key: str) -> str:
    """What is printed for an answer; that nobody reported a planned measure is its result."""
    return wording.NOT_REPORTED if key == "result" and not row["reported"] else str(row[key])


def _groups(measures: Sequence[Printed]) -> Iterator[Sequence[Printed]]:
    """The measures, those together that share a suggestion and still follow each other."""
    start = 0
    while start < len(measures):
        first = measures[start]
        end = start + 1
        while end < min(len(measures), start + first.shared) and (
            measures[end].submission == first.submission
            and not measures[end].heading
            and not measures[end].texts["suggestion"]
        ):
            end += 1
        yield measures[start:end]
        start = end


def _write_measures(
    sheet: ColumnSheet,
    row: int,
    measures: Sequence[Printed],
    used: float,
    below: float,
    formats: Formats,
) -> int | None:
    """Write the measures from ``row`` on, each organisation on a new page; returns the row below.

    Nothing is written, and None returned, when they need more rows than a sheet has.

    ``used`` is what is above them on the first page, and ``below`` what follows, in points. A
    shared suggestion is merged over the rows of all its measures, the last of which is made higher
    where it must be.
    """
    alone = ({**m.texts, "suggestion": ""} if m.shared > 1 else m.texts for m in measures)
    headings = [_heading_height(m.heading) if m.heading else 0.0 for m in measures]
    blocks = lines_on_pages(zip(alone, headings, strict=True), used, below=below)
    if row + sum(map(len, blocks)) + sum(map(bool, headings)) > TABLE_ROWS - _ROWS_BELOW:
        return None
    styles = {ends: _styles(formats, *ends) for ends in product((True, False), repeat=2)}
    merged_to = row - 1
    breaks = []
    for place, measure in enumerate(measures):
        if measure.heading:
            breaks += [row] if place else []
            _write_heading(sheet, row, measure.heading, formats)
            row += 1
        if measure.shared > 1:
            together = blocks[place : place + measure.shared]
            merged_to = row + sum(map(len, together)) - 1
            _write_shared(sheet, row, merged_to, measure.texts["suggestion"], formats)
            together[-1][-1] = _stretched(together, measure.texts["suggestion"])
        block = blocks[place]
        if block[0].begins_page and not measure.heading:
            breaks.append(row)
        for line, after in zip_longest(block, block[1:]):
            begins, ends = line.begins_page, after is not None and after.begins_page
            if begins and not line.first:
                breaks.append(row)
                number = block[0].texts["issue"].partition(".")[0]
                said = continued(number, line.texts["issue"])
                line = line._replace(texts={**line.texts, "issue": said})
            look = styles[line.first or begins, line.last or ends]
            _write_line(sheet, line, look, row <= merged_to)
            row += 1
    sheet.set_h_pagebreaks(breaks)
    return row


def _heading_height(text: str) -> float:
    needed = layout.text_height(text, sum(WIDTHS.values()), TEXT_SIZE, bold=True)
    return min(layout.MAX_ROW_HEIGHT, needed)


def _write_heading(sheet: ColumnSheet, row: int, text: str, formats: Formats) -> None:
    """A text across the whole table: an organisation above its measures, or who is missing."""
    sheet.add_row(_heading_height(text), [None] * len(PRINTED))
    sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats("organisation"))
    checked(sheet.write_string(row, 0, text, formats("organisation")))


def _write_shared(sheet: ColumnSheet, first: int, last: int, text: str, formats: Formats) -> None:
    sheet.merge_range(first, _SHARED_COLUMN, last, _SHARED_COLUMN, "", formats("cell"))
    checked(sheet.write_string(first, _SHARED_COLUMN, text, formats("cell")))


def _stretched(together: Sequence[Sequence[Line]], suggestion: str) -> Line:
    """The last row of some measures, so high that together they hold a suggestion."""
    rows = [line for block in together for line in block]
    needed = layout.text_height(suggestion, room("suggestion"), TABLE_SIZE)
    missing = max(0.0, needed - sum(line.height for line in rows))
    return rows[-1]._replace(height=min(layout.MAX_ROW_HEIGHT, rows[-1].height + missing))


def _styles(formats: Formats, first: bool, last: bool) -> list[tuple[str, Format]]:
    """The format of each column in a row with which a measure begins, or ends, or goes on."""
    return [
        (key, formats(style, open_top=not first, open_bottom=not last))
        for key in PRINTED
        for style in ("centred" if BY_KEY[key].centred else "cell",)
    ]


def _write_line(
    sheet: ColumnSheet, line: Line, styles: Sequence[tuple[str, Format]], merged: bool
) -> None:
    """Write the next row; the suggestion is ``merged`` where it is one for several rows."""
    # The newline at which a text was cut is no line of its own.
    cells: list[tuple[str, Format] | None] = [
        (line.texts[key].removesuffix("\n"), style) for key, style in styles
    ]
    if merged:
        cells[_SHARED_COLUMN] = None
    sheet.add_row(line.height, cells)


def _set_up_print(sheet: Worksheet, header_row: int, last_row: int) -> None:
    sheet.hide_gridlines(2)
    print_setup.REPORT.apply(sheet)
    sheet.repeat_rows(header_row)
    sheet.print_area(0, 0, last_row, _LAST_COLUMN)
    sheet.set_start_page(1)
    sheet.set_zoom(_ZOOM)
