"""The first sheet of a marked copy: everything to be fixed, with links to the cells."""

from collections.abc import Collection, Sequence

from ita_xlsx.findings import Finding
from ita_xlsx.findings.rule import SEVERITY_NAMES
from ita_xlsx.official.stamp import RETURN_TITLE
from ita_xlsx.ooxml.addresses import letters, place_of
from ita_xlsx.ooxml.markup import HEAD, MAIN, RELATIONSHIPS, quoted, quoted_attribute
from ita_xlsx.report.returns.marks import fix, message
from ita_xlsx.report.returns.styles import SIZE, TITLE_SIZE, Looks
from ita_xlsx.thai.layout import MAX_ROW_HEIGHT, lines_height, row_height, text_height
from ita_xlsx.xlsx import print_setup

_COLUMNS: tuple[tuple[str, float], ...] = (
    ("ที่", 6),
    ("ระดับ", 13),
    ("แผ่นงาน", 20),
    ("เซลล์", 10),
    ("สิ่งที่พบ", 52),
    ("วิธีแก้ไข", 52),
)
_LINK_COLUMN = 3
_WIDTH = sum(width for _, width in _COLUMNS)
_LAST = letters(len(_COLUMNS) - 1)
_ABOUT = (
    "โปรดแก้ไขในแผ่นงานของท่านตามรายการด้านล่าง (คลิกที่ชื่อเซลล์เพื่อไปยังเซลล์นั้น) "
    "แล้วบันทึกและส่งไฟล์นี้กลับ ไม่ต้องลบแผ่นงานนี้ สี หรือหมายเหตุ โปรแกรมจะข้ามให้เอง",
    "สีเข้มเส้นทึบ = {error}  •  สีอ่อนเส้นประ = {warning}".format(
        error=SEVERITY_NAMES["error"].th, warning=SEVERITY_NAMES["warning"].th
    ),
)

# A cell: its text or number, and the name of its look.
_Cell = tuple[str | int, str]


def list_sheet(
    findings: Sequence[Finding], remarks: Sequence[str], sheets: Collection[str], looks: Looks
) -> bytes:
    """The worksheet part: a title, remarks on this copy, and one row a finding.

    ``sheets`` are the names of the workbook's sheets: only into them a link can lead.
    """
    above = [RETURN_TITLE, *_ABOUT, *remarks]
    head = len(above) + 1
    rows = [_wide_row(number, text, looks) for number, text in enumerate(above, start=1)]
    rows.append(_row(head, [(name, "head") for name, _ in _COLUMNS], looks))
    links = []
    for number, finding in enumerate(findings, start=1):
        target = _target(finding, sheets)
        rows.append(_row(head + number, _cells(number, finding, bool(target)), looks))
        if target:
            at = f"{letters(_LINK_COLUMN)}{head + number}"
            links.append(f'<hyperlink ref="{at}" location="{target}" display="{finding.cell}"/>')
    return _worksheet(rows, links, head).encode()


def _cells(number: int, finding: Finding, linked: bool) -> list[_Cell]:
    severity = finding.rule.severity
    return [
        (number, "number"),
        (SEVERITY_NAMES[severity].th, severity),
        (finding.sheet, "cell"),
        (finding.cell, "link" if linked else "cell"),
        (message(finding), "cell"),
        (fix(finding), "cell"),
    ]


def _target(finding: Finding, sheets: Collection[str]) -> str:
    if finding.sheet not in sheets or place_of(finding.cell) is None:
        return ""
    name = finding.sheet.replace("'", "''")
    return quoted_attribute(f"'{name}'!{finding.cell}")


def _wide_row(number: int, text: str, looks: Looks) -> str:
    look, size = ("title", TITLE_SIZE) if number == 1 else ("text", SIZE)
    height = text_height(text, _WIDTH, size)
    cell = _cell(f"A{number}", (text, look), looks)
    return f'<row r="{number}" ht="{height}" customHeight="1">{cell}</row>'


def _row(number: int, cells: Sequence[_Cell], looks: Looks) -> str:
    texts = [(str(t), width) for (t, _), (_, width) in zip(cells, _COLUMNS, strict=True)]
    height = min(row_height(texts, SIZE), MAX_ROW_HEIGHT)
    written = (_cell(f"{letters(n)}{number}", cell, looks) for n, cell in enumerate(cells))
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(written)}</row>'


def _cell(address: str, cell: _Cell, looks: Looks) -> str:
    value, look = cell
    if isinstance(value, int):
        return f'<c r="{address}" s="{looks.cells[look]}"><v>{value}</v></c>'
    return (
        f'<c r="{address}" s="{looks.cells[look]}" t="inlineStr">'
        f'<is><t xml:space="preserve">{quoted(value)}</t></is></c>'
    )


def _worksheet(rows: Sequence[str], links: Sequence[str], head: int) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width + 0.7109375}" customWidth="1"/>'
        for n, (_, width) in enumerate(_COLUMNS, start=1)
    )
    merged = "".join(f'<mergeCell ref="A{n}:{_LAST}{n}"/>' for n in range(1, head))
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheetPr>'
        '<tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" '
        f'tabSelected="1" workbookViewId="0"><pane ySplit="{head}" topLeftCell="A{head + 1}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{lines_height(1, SIZE)}"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="{head - 1}">{merged}</mergeCells>{linked}'
        f"{print_setup.RETURNED.markup()}</worksheet>"
    )
