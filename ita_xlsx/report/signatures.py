"""The block below the table, to be signed by hand."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from ita_xlsx.report.styles import TEXT_SIZE, Formats
from ita_xlsx.thai import layout

_DOTS = "." * 50
# Who signs, and in which columns of the report's six: reporter and reviewer side by side, the
# approving executive below them.
_SIGNERS: tuple[tuple[tuple[str, int, int], ...], ...] = (
    (("ผู้รายงาน", 0, 1), ("ผู้ตรวจสอบ", 2, 5)),
    (("ผู้อนุมัติ", 0, 5),),
)
_LINES = (
    "ลงชื่อ {dots} {role}",
    "( {name} )",
    "ตำแหน่ง {position}",
    "วันที่ ........./........./.........",
)

# (role, name, position) of those who are known to sign; dots stand for what is not known.
Signers = Sequence[tuple[str, str, str]]


def write_signatures(
    sheet: Worksheet, row: int, last_column: int, formats: Formats, known: Signers
) -> int:
    """Write the block from ``row`` on, within the columns up to ``last_column``.

    Returns the row below it.
    """
    names = {role: (name, position) for role, name, position in known}
    height = layout.lines_height(1, TEXT_SIZE) + 4
    for signers in _SIGNERS:
        for line in _LINES:
            sheet.set_row(row, height)
            for role, first, last in signers:
                name, position = names.get(role, ("", ""))
                words = {"name": name or _DOTS, "position": position or _DOTS}
                text = line.format(dots=_DOTS, role=role, **words)
                form = formats("signature")
                sheet.merge_range(row, first, row, min(last, last_column), "", form)
                sheet.write_string(row, first, text, form)
            row += 1
        sheet.set_row(row, height)
        row += 1
    return row
