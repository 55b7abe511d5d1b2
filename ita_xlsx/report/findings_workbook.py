"""The consolidator's workbook of findings: a summary, all findings with links, the rules run."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.findings import RULES, Finding, Severity
from ita_xlsx.findings.rule import SEVERITIES, SEVERITY_NAMES
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model.standings import Standing
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.documents import row_in_document
from ita_xlsx.official.stamp import FINDINGS_PROPERTY, FINDINGS_TITLE
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.report.links import cell_link
from ita_xlsx.report.standings_sheet import write_standings
from ita_xlsx.report.styles import TABLE_SIZE, TEXT_SIZE, Formats
from ita_xlsx.thai.layout import lines_height, row_height, text_height
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.limits import CELL_LENGTH, SHEET_LINKS, TABLE_ROWS
from ita_xlsx.xlsx.sheets import checked
from ita_xlsx.xlsx.workbook import PackedWorkbook, new_workbook, strictly

_SUMMARY = Sentence("สรุป", "Summary")
_LIST = Sentence("รายการ", "Findings")
# What a finding fills in.
_PLACEHOLDER = re.compile(r"\{\w+\}")
_RULES = Sentence("กฎที่ตรวจ", "Rules run")

_MOST_LINES = 6  # of a value that are shown; all of it is in the cell

_FILE, _DIVISION = Sentence("ไฟล์", "File"), Sentence("กอง/สำนัก/หน่วย", "Division")
_CODE, _SEVERITY = Sentence("รหัส", "Code"), Sentence("ระดับ", "Severity")
_TITLE_OF_RULE, _ALL = Sentence("เรื่อง", "Title"), Sentence("รวม", "Total")
_FIX, _FOUND = Sentence("วิธีแก้ไข", "How to fix it"), Sentence("พบ", "Found")
_COUNTED = tuple((SEVERITY_NAMES[severity], 12.0) for severity in SEVERITIES)

# Heads and widths, in Excel's column units.
_Heads = Sequence[tuple[Sentence, float]]
_FILE_HEADS: _Heads = ((_FILE, 44), (_DIVISION, 30), *_COUNTED, (_ALL, 10))
_RULE_HEADS: _Heads = ((_CODE, 9), (_SEVERITY, 13), (_TITLE_OF_RULE, 44), (_FIX, 60), (_FOUND, 9))
_LIST_HEADS: _Heads = (
    (Sentence("ที่", "No."), 6),
    (_SEVERITY, 13),
    (_CODE, 8),
    (_TITLE_OF_RULE, 26),
    (_FILE, 26),
    (_DIVISION, 20),
    (Sentence("แผ่นงาน", "Sheet"), 15),
    (Sentence("เซลล์", "Cell"), 8),
    (Sentence("คอลัมน์", "Column"), 20),
    (Sentence("ข้อความในเซลล์", "Text in the cell"), 32),
    (Sentence("สิ่งที่พบ", "What was found"), 46),
    (_FIX, 46),
)
_FILE_AT, _CELL_AT, _VALUE_AT = 4, 7, 9
# Heights in points; the summary's head is in its third row, below a title and a blank row.
_HEAD = 2
_HEAD_HEIGHT = lines_height(1, TABLE_SIZE) + 4
_TITLE_HEIGHT = lines_height(1, TEXT_SIZE + 2)
_ABOVE_HEAD = _TITLE_HEIGHT + 15

# Darker and bold for errors, so that severities can be told apart in black and white.
_LOOKS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "centred"}


@dataclass(frozen=True)
class Checkup:
    """What the workbook tells: the files in the order read, each with its division, and all that
    was found; ``codes`` are those of the rules that were run.

    ``links`` leads from a file to its path as seen from the folder of the workbook, with slashes;
    a file that is not in it gets no link. ``standings`` are those of the divisions of a plan.
    """

    files: Mapping[str, str]
    findings: Sequence[Finding]
    links: Mapping[str, str]
    codes: Iterable[str] = tuple(RULES)
    standings: Sequence[Standing] = ()


def findings_bytes(checkup: Checkup, language: Language = "th") -> bytes:
    """The workbook as an .xlsx: the same findings give the same bytes."""
    buffer = BytesIO()
    with strictly():
        workbook = new_workbook(buffer, title=FINDINGS_TITLE.say(language), stamp=FINDINGS_PROPERTY)
        formats = Formats(workbook)
        _write_summary(workbook, checkup, formats, language)
        _write_lists(workbook, checkup, formats, language)
        _write_rules(workbook, checkup, formats, language)
        if checkup.standings:
            write_standings(workbook, checkup.standings, formats, language)
        workbook.close()
    return buffer.getvalue()


def safe_text(text: str) -> str:
    """A text that a cell can hold: no more than it holds, no half characters."""
    units = text.encode("utf-16-le", "replace")[: 2 * CELL_LENGTH]
    return units.decode("utf-16-le", "ignore")


def _write_summary(
    workbook: PackedWorkbook, checkup: Checkup, formats: Formats, language: Language
) -> None:
    sheet = workbook.add_worksheet(_SUMMARY.say(language))
    _write_widths(sheet, _FILE_HEADS, formats)
    sheet.set_row(0, _TITLE_HEIGHT)
    checked(sheet.write_string(0, 0, FINDINGS_TITLE.say(language), formats("heading")))
    by_file = Counter((finding.file, finding.rule.severity) for finding in checkup.findings)
    rows: list[tuple[str | int, ...]] = [
        (PurePath(file).name, division, *(by_file[file, severity] for severity in SEVERITIES))
        for file, division in checkup.files.items()
    ]
    heights = _write_counts(sheet, _HEAD, rows, formats, language)
    setup = print_setup.FINDINGS_SUMMARY
    setup.apply(sheet)
    sheet.repeat_rows(_HEAD)
    page = setup.page_height - _HEAD_HEIGHT
    breaks = print_setup.page_breaks(_HEAD + 1, heights, page - _ABOVE_HEAD, page)
    sheet.set_h_pagebreaks(breaks)


def _write_counts(
    sheet: Worksheet,
    row: int,
    rows: Sequence[tuple[str | int, ...]],
    formats: Formats,
    language: Language,
) -> list[float]:
    """A table of counts with its sums; returns the heights of the rows below its head."""
    _write_heads(sheet, row, _FILE_HEADS, formats, language)
    heights = []
    counts = [[cell for cell in cells if isinstance(cell, int)] for cells in rows]
    widths = [width for _, width in _FILE_HEADS]
    for number, (cells, of_row) in enumerate(zip(rows, counts, strict=True), start=row + 1):
        texts = [(str(cell), width) for cell, width in zip(cells, widths, strict=False)]
        heights.append(row_height(texts, TABLE_SIZE))
        sheet.set_row(number, heights[-1])
        for column, cell in enumerate((*cells, sum(of_row))):
            _write(sheet, number, column, cell, formats("number" if column > 1 else "cell"))
    last = row + 1 + len(rows)
    heights.append(lines_height(1, TABLE_SIZE))
    sheet.set_row(last, heights[-1])
    _write(sheet, last, 0, _ALL.say(language), formats("total_label"))
    _write(sheet, last, 1, "", formats("total_label"))
    for column, severity in enumerate(SEVERITIES, start=2):
        total = sum(of_row[SEVERITIES.index(severity)] for of_row in counts)
        _write(sheet, last, column, total, formats("total"))
    _write(sheet, last, 2 + len(SEVERITIES), sum(map(sum, counts)), formats("total"))
    return heights


def _write_lists(
    workbook: PackedWorkbook, checkup: Checkup, formats: Formats, language: Language
) -> None:
    """All findings, row by row within each severity; what fits no sheet goes on in another."""
    places = {file: place for place, file in enumerate(checkup.files)}
    whole = sorted(
        checkup.findings,
        key=lambda f: (
            SEVERITIES.index(f.rule.severity), places.get(f.file, -1), f.sheet, _row_of(f.cell),
        ),
    )  # fmt: skip
    starts = range(0, max(len(whole), 1), TABLE_ROWS)
    for count, start in enumerate(starts, start=1):
        name = _LIST.say(language) + (f" ({count})" if count > 1 else "")
        sheet = workbook.add_text_sheet(name)
        part = whole[start : start + TABLE_ROWS]
        heads = [{"header": head.say(language), "header_format": formats("head")}
                 for head, _ in _LIST_HEADS]  # fmt: skip
        options = {"name": f"findings_{count}", "columns": heads, "style": "Table Style Light 1"}
        sheet.add_long_table(max(1, len(part)), len(heads) - 1, options)
        _write_widths(sheet, _LIST_HEADS, formats)
        sheet.set_row(0, _HEAD_HEIGHT)
        for row, finding in enumerate(part, start=1):
            _write_finding(sheet, row, start + row, finding, checkup, formats, language)
        sheet.freeze_panes(1, 4)
        sheet.repeat_rows(0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(len(part), len(_LIST_HEADS) - 1)}"})
        print_setup.FINDINGS_LIST.apply(sheet)


def _row_of(cell: str) -> int:
    return int("0" + "".join(filter(str.isdigit, cell.partition(":")[0])))


def _write_finding(
    sheet: Worksheet,
    row: int,
    number: int,
    finding: Finding,
    checkup: Checkup,
    formats: Formats,
    language: Language,
) -> None:
    severity = finding.rule.severity
    column = BY_KEY.get(finding.column)
    row_alone = row_in_document(finding.file, finding.sheet, finding.cell)
    where = row_alone.say(language) if row_alone else finding.cell
    cells: list[str | int] = [
        number, SEVERITY_NAMES[severity].say(language), finding.rule.code,
        finding.rule.title.say(language), PurePath(finding.file).name,
        checkup.files.get(finding.file, ""), finding.sheet, where,
        column.header if column else "", safe_text(finding.value),
        safe_text(finding.message.say(language)), safe_text(finding.fix.say(language)),
    ]  # fmt: skip
    centred = {0: "number", 1: _LOOKS[severity], 2: "centred", _CELL_AT: "centred"}
    sheet.set_row(row, _finding_height(cells))
    link = _link(finding, checkup.links) if row <= SHEET_LINKS else None
    # One link a row, for LibreOffice wraps no text that is one.
    linked = _CELL_AT if finding.cell else _FILE_AT
    for at, cell in enumerate(cells):
        if link and at == linked:
            checked(sheet.write_url(row, at, link, formats("link"), str(cell)))
        else:
            _write(sheet, row, at, cell, formats(centred.get(at, "cell")))


def _finding_height(cells: Sequence[str | int]) -> float:
    """As high as its texts need, but for a long value, of which the first lines are shown."""
    texts = [(str(cell), width) for cell, (_, width) in zip(cells, _LIST_HEADS, strict=True)]
    value, width = texts.pop(_VALUE_AT)
    most = lines_height(_MOST_LINES, TABLE_SIZE)
    shown = min(text_height(value[:2_000], width, TABLE_SIZE), most)
    return max(row_height(texts, TABLE_SIZE), shown)


def _link(finding: Finding, links: Mapping[str, str]) -> str | None:
    path = links.get(finding.file)
    return None if path is None else cell_link(path, finding.sheet, finding.cell)


def _write_rules(
    workbook: PackedWorkbook, checkup: Checkup, formats: Formats, language: Language
) -> None:
    """Every rule that was run, with how often it was found; those never found are filtered out."""
    sheet = workbook.add_worksheet(_RULES.say(language))
    _write_widths(sheet, _RULE_HEADS, formats)
    _write_heads(sheet, 0, _RULE_HEADS, formats, language)
    found = Counter(finding.rule.code for finding in checkup.findings)
    codes = sorted(checkup.codes)
    for row, code in enumerate(codes, start=1):
        rule = RULES[code]
        name = SEVERITY_NAMES[rule.severity].say(language)
        title, fix = rule.title.say(language), _PLACEHOLDER.sub("…", rule.fix.say(language))
        texts = [(title, _RULE_HEADS[2][1]), (fix, _RULE_HEADS[3][1])]
        options = {"hidden": True} if found and not found[code] else {}
        sheet.set_row(row, row_height(texts, TABLE_SIZE), None, options)
        looks = ("centred", _LOOKS[rule.severity], "cell", "cell", "number")
        cells: tuple[str | int, ...] = (code, name, title, fix, found[code])
        for at, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            _write(sheet, row, at, cell, formats(look))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(codes), len(_RULE_HEADS) - 1)
    if found:
        sheet.filter_column(len(_RULE_HEADS) - 1, "x > 0")
    print_setup.FINDINGS.apply(sheet)


def _write_widths(sheet: Worksheet, heads: _Heads, formats: Formats) -> None:
    for column, (_, width) in enumerate(heads):
        checked(sheet.set_column(column, column, width, formats("plain")))


def _write_heads(
    sheet: Worksheet, row: int, heads: _Heads, formats: Formats, language: Language
) -> None:
    sheet.set_row(row, _HEAD_HEIGHT)
    for column, (head, _) in enumerate(heads):
        checked(sheet.write_string(row, column, head.say(language), formats("head")))


def _write(sheet: Worksheet, row: int, column: int, cell: str | int, look: Format) -> None:
    if isinstance(cell, int):
        checked(sheet.write_number(row, column, cell, look))
    else:
        checked(sheet.write_string(row, column, safe_text(cell), look))
