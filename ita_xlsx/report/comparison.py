"""The workbook of a comparison: a summary that prints, and all measures side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import floor
from pathlib import PurePath
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.findings.changes import CHANGE_KINDS, Tone
from ita_xlsx.model.comparison import Change, Compared, ComparedRound, Comparison, Piece
from ita_xlsx.official import stamp
from ita_xlsx.official.columns import BY_KEY, COLUMNS, Column
from ita_xlsx.report import wording
from ita_xlsx.report.styles import STYLES, TABLE_SIZE, TEXT_SIZE
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.limits import TABLE_ROWS
from ita_xlsx.xlsx.sheets import checked, write_runs, write_text
from ita_xlsx.xlsx.workbook import new_workbook, strictly

MEASURES_SHEET = "เปรียบเทียบรายมาตรการ"
_DOUBTFUL = ("?", "จับคู่ไม่แน่ใจว่าเป็นมาตรการเดียวกัน โปรดตรวจ")
_UNCHANGED = ("", "ไม่เปลี่ยนแปลง")
_TITLE_SIZE = 18

# Light enough for black letters in print; the sign tells the same without colour.
_COLOURS: dict[Tone | Literal["doubtful"], str] = {
    "new": "#E2EFDA",
    "gone": "#D9D9D9",
    "changed": "#FFF2CC",
    "forward": "#C6E0B4",
    "back": "#F8CBAD",
    "ask": "#FCE4D6",
    "doubtful": "#DDEBF7",
}
# Words: what is gone is struck through, what is new is bold and underlined.
_WORDS: dict[str, dict[str, Any]] = {
    "gone": {"font_strikeout": True, "font_color": "#C00000"},
    "new": {"bold": True, "underline": 1, "font_color": "#00602B"},
}


@dataclass(frozen=True)
class _Column:
    """A column of the side-by-side sheet: its head, its width in Excel units, what it shows.

    ``key`` is the column of the measures table whose changes colour it, ``side`` the round.
    """

    head: str
    width: float
    style: str
    text: Callable[[Compared], str]
    key: str = ""
    side: Literal["old", "new", ""] = ""


def comparison_bytes(comparison: Comparison) -> bytes:
    """The comparison as an .xlsx, the same bytes for the same two rounds."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(
            buffer,
            title=stamp.COMPARISON_TITLE,
            subject=comparison.new.organisation,
            stamp=stamp.COMPARISON_PROPERTY,
        )
        formats = _Formats(workbook)
        summary = workbook.add_worksheet(stamp.SUMMARY_SHEET)
        _write_summary(summary, comparison, formats)
        for number, start in enumerate(range(0, len(comparison.measures) or 1, TABLE_ROWS), 1):
            name = MEASURES_SHEET + (f" ({number})" if number > 1 else "")
            part = replace(comparison, measures=comparison.measures[start : start + TABLE_ROWS])
            _write_measures(workbook.add_worksheet(name), part, formats)
        workbook.close()
    return buffer.getvalue()


class _Formats:
    """The formats of this workbook, each made at its first use: a style, a colour, a marking."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Format] = {}

    def __call__(self, style: str, colour: str = "") -> Format:
        key = (style, colour)
        if key not in self._made:
            fill = {"bg_color": colour} if colour else {}
            self._made[key] = self._workbook.add_format({**STYLES[style], **fill})
        return self._made[key]

    def words(self, mark: str) -> Format:
        """The font of marked words, without a cell's other looks."""
        key = ("words", mark)
        if key not in self._made:
            font = {name: STYLES["plain"][name] for name in ("font_name", "font_size")}
            self._made[key] = self._workbook.add_format({**font, **_WORDS.get(mark, {})})
        return self._made[key]


# ---- the summary -------------------------------------------------------------------------------

# The sign, the name, and one column for each count by division; one A4 page across.
_SIGN_WIDTH, _NAME_WIDTH, _COUNT_WIDTH = 11, 36, 8
# By division: the heads, and which counts they show.
_BY_DIVISION: tuple[tuple[str, str], ...] = (
    ("มาตรการ", "all"),
    ("เพิ่มใหม่", "added"),
    ("ไม่มีแล้ว", "removed"),
    ("แก้ไขถ้อยคำ", "reworded"),
    ("คืบหน้า", "status_forward"),
    ("ถอยหลัง", "status_back"),
    ("ผลเหมือนเดิม", "result_copied"),
    ("ข้อเสนอแนะค้าง", "suggestion_open"),
    ("ไม่เปลี่ยน", "unchanged"),
)
_WIDTHS = (_SIGN_WIDTH, _NAME_WIDTH, *(_COUNT_WIDTH for _ in _BY_DIVISION))
_LAST = len(_WIDTHS) - 1
_BLANK = 15.0  # points: a row of 20 pixels


def _write_summary(sheet: Worksheet, comparison: Comparison, formats: _Formats) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, formats("plain"))
    above = _write_title(sheet, comparison, formats)
    above += [_BLANK, *_write_kinds(sheet, len(above) + 1, comparison, formats), _BLANK]
    head = len(above)
    heights = _write_divisions(sheet, head, comparison, formats)
    sheet.hide_gridlines(2)
    setup = print_setup.COMPARED_SUMMARY
    setup.apply(sheet)
    sheet.repeat_rows(head)
    page = setup.page_height - heights[0]
    breaks = print_setup.page_breaks(head + 1, heights[1:], page - sum(above), page)
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, head + len(heights) - 1, _LAST)


def _write_title(sheet: Worksheet, comparison: Comparison, formats: _Formats) -> list[float]:
    """Write what is compared; returns the heights of the rows, as those below do."""
    heights = []
    lines = (
        (stamp.COMPARISON_TITLE, "title", _TITLE_SIZE),
        (_whose(comparison.new), "title", _TITLE_SIZE),
        ("ครั้งก่อน: " + _about(comparison.old), "text", TEXT_SIZE),
        ("ครั้งนี้: " + _about(comparison.new), "text", TEXT_SIZE),
    )
    for row, (text, style, size) in enumerate(lines):
        heights.append(layout.text_height(text, sum(_WIDTHS), size, bold=style == "title"))
        sheet.set_row(row, heights[-1])
        sheet.merge_range(row, 0, row, _LAST, "", formats(style))
        write_text(sheet, row, 0, text, formats(style))
    return heights


def _about(one: ComparedRound) -> str:
    year, months = wording.year_text(one.fiscal_year), wording.round_text(one.round)
    name = PurePath(one.file).name
    return f"ปีงบประมาณ พ.ศ. {year} {months} {one.measures} มาตรการ (ไฟล์ {name})"


def _write_kinds(
    sheet: Worksheet, row: int, comparison: Comparison, formats: _Formats
) -> list[float]:
    """Write a row for each kind of change, with its sign and colour."""
    counts = comparison.counts()
    rows = [(kind.sign, kind.name.th, kind.code, _COLOURS[kind.tone]) for kind in CHANGE_KINDS]
    rows.append((*_DOUBTFUL, "doubtful", _COLOURS["doubtful"]))
    rows.append((*_UNCHANGED, "unchanged", ""))
    heights = [_write_heads(sheet, row, ("เครื่องหมาย", "สิ่งที่พบ", "มาตรการ"), formats)]
    for at, (sign, name, code, colour) in enumerate(rows, start=row + 1):
        heights.append(layout.text_height(name, _WIDTHS[1], TABLE_SIZE))
        sheet.set_row(at, heights[-1])
        sheet.write_string(at, 0, sign, formats("centred", colour))
        sheet.write_string(at, 1, name, formats("cell", colour))
        sheet.write_number(at, 2, counts[code], formats("number"))
    return heights


def _whose(one: ComparedRound) -> str:
    return f"{one.organisations} หน่วยงาน" if one.organisations > 1 else one.organisation


def _write_divisions(
    sheet: Worksheet, row: int, comparison: Comparison, formats: _Formats
) -> list[float]:
    heads = ("", "", *(head for head, _ in _BY_DIVISION))
    heights = [_write_heads(sheet, row, heads, formats)]
    _write_label(sheet, row, "กอง/สำนัก/หน่วย", formats("head"))
    for at, name in enumerate(comparison.divisions, start=row + 1):
        heights.append(layout.text_height(name, _SIGN_WIDTH + _NAME_WIDTH, TABLE_SIZE))
        sheet.set_row(at, heights[-1])
        _write_counts(sheet, at, comparison.counts(name), formats("number"))
        _write_label(sheet, at, name or "ไม่ระบุ", formats("cell"))
    last = row + len(heights)
    heights.append(layout.lines_height(1, TABLE_SIZE))
    sheet.set_row(last, heights[-1])
    _write_counts(sheet, last, comparison.counts(), formats("total"))
    _write_label(sheet, last, "รวม", formats("total_label"))
    return heights


def _write_counts(sheet: Worksheet, row: int, counts: Mapping[str, int], form: Format) -> None:
    for column, (_, code) in enumerate(_BY_DIVISION, start=2):
        sheet.write_number(row, column, counts[code], form)


def _write_label(sheet: Worksheet, row: int, text: str, form: Format) -> None:
    """Write over the first two columns."""
    sheet.merge_range(row, 0, row, 1, "", form)
    checked(sheet.write_string(row, 0, text, form))


def _write_heads(sheet: Worksheet, row: int, heads: Sequence[str], formats: _Formats) -> float:
    """Write the heads of a table; returns their height."""
    cells = zip(heads, _WIDTHS, strict=False)
    height = max(layout.text_height(t, w, TABLE_SIZE, bold=True) for t, w in cells)
    sheet.set_row(row, height)
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, formats("head"))
    return height


# ---- all measures side by side -----------------------------------------------------------------


def _signs(one: Compared) -> str:
    doubt = [_DOUBTFUL[0]] if one.doubtful else []
    return " ".join(dict.fromkeys([*doubt, *(change.kind.sign for change in one.changes)]))


def _names(one: Compared) -> str:
    doubt = [_DOUBTFUL[1]] if one.doubtful else []
    names = [_name(change) for change in one.changes]
    return "\n".join(dict.fromkeys([*doubt, *names])) or _UNCHANGED[1]


def _name(change: Change) -> str:
    found = f" ({', '.join(change.found)})" if change.found else ""
    moved = f": {change.old} → {change.new}" if change.kind.code == "division_changed" else ""
    return f"{change.kind.name.th}{found}{moved}"


def _score(one: Compared) -> str:
    return "" if one.score is None else f"{floor(one.score * 100) / 100:.2f}"


def _value(side: Literal["old", "new"], key: str) -> Callable[[Compared], str]:
    def value(one: Compared) -> str:
        measure = one.old if side == "old" else one.new
        if measure is None:
            return ""
        return measure.status if key == "status" else measure.texts[key]

    return value


_SIDES: tuple[tuple[Literal["old", "new"], str], ...] = (("old", "ครั้งก่อน"), ("new", "ครั้งนี้"))


def _beside(column: Column) -> Iterator[_Column]:
    """A column of the form in both rounds; of advice, what was given the last time."""
    head, width = column.short or column.header, column.beside or column.width
    style = "centred" if column.centred else "cell"
    for side, name in _SIDES[:1] if column.advice else _SIDES:
        yield _Column(f"{head} ({name})", width, style, _value(side, column.key), column.key, side)


# Only where several organisations are compared.
_ORGANISATION = _Column("หน่วยงาน", 24, "cell", lambda one: one.latest.organisation)
_COLUMNS: tuple[_Column, ...] = (
    _Column("เครื่องหมาย", 11, "centred", _signs),
    _Column("สิ่งที่เปลี่ยน", 26, "cell", _names),
    _Column("ความใกล้เคียง", 10, "centred", _score),
    _ORGANISATION,
    _Column("กอง", 16, "cell", lambda one: one.latest.division),
    # What was planned, then the answers, the short ones first.
    *(
        shown
        for column in sorted(COLUMNS, key=lambda c: c.filled_by == "division" and not c.centred)
        for shown in _beside(column)
    ),
)
_FROZEN_COLUMNS = 2
# With which the second page across begins, below the sign and what has changed once more.
_SECOND_PAGE = "responsible"


def _write_measures(sheet: Worksheet, comparison: Comparison, formats: _Formats) -> None:
    measures, several = comparison.measures, comparison.spans_organisations
    columns = [one for one in _COLUMNS if several or one is not _ORGANISATION]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats("plain"))
        sheet.write_string(0, place, column.head, formats("head"))
    # The arrow of the filter covers two units.
    heads = (layout.text_height(c.head, c.width - 2, TABLE_SIZE, bold=True) for c in columns)
    sheet.set_row(0, max(heads))
    for row, one in enumerate(measures, start=1):
        _write_measure(sheet, row, one, columns, formats)
    sheet.autofilter(0, 0, max(1, len(measures)), len(columns) - 1)
    sheet.freeze_panes(1, _FROZEN_COLUMNS)
    print_setup.COMPARED.apply(sheet)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, _FROZEN_COLUMNS - 1)
    sheet.set_v_pagebreaks([[column.key for column in columns].index(_SECOND_PAGE)])
    sheet.print_across()


def _write_measure(
    sheet: Worksheet, row: int, one: Compared, columns: Sequence[_Column], formats: _Formats
) -> None:
    by_key = {change.column: change for change in reversed(one.changes)}
    whole = _colour_of_row(one)
    heights = []
    for place, column in enumerate(columns):
        text = column.text(one)
        change = by_key.get(column.key) if column.key else None
        if change is not None and not _concerns(change, column):
            change = None
        form = formats(column.style, _COLOURS[change.kind.tone] if change else whole)
        runs = _runs(change.words, column.side) if change else []
        marked = [(formats.words(mark), piece) for mark, piece in runs]
        write_runs(sheet, row, place, marked or [(form, text)], form)
        # Marked words are bold, and so a little wider.
        heights.append(layout.text_height(text, column.width, TABLE_SIZE, bold=len(runs) > 1))
    sheet.set_row(row, max(heights))


def _colour_of_row(one: Compared) -> str:
    """A measure that is only in one round, or of which the match is doubtful, in one colour."""
    if one.doubtful:
        return _COLOURS["doubtful"]
    return _COLOURS[one.changes[0].kind.tone] if one.old is None or one.new is None else ""


def _concerns(change: Change, column: _Column) -> bool:
    """A change colours the round that it is seen in: what is gone or asked about, the old one."""
    if BY_KEY[column.key].advice or change.kind.code == "evidence_gone":
        return column.side == "old"
    return column.side == "new" or bool(change.words)


def _runs(pieces: Sequence[Piece], side: str) -> list[tuple[str, str]]:
    """The text of one round in runs of one marking each."""
    runs = [(p.mark, p.old if side == "old" else p.new) for p in pieces]
    return [(mark, text) for mark, text in runs if text]
