"""The sheet ที่มา: every file that was read, and every table in it."""

from pathlib import PurePath

from ita_xlsx.model import Consolidation, Submission
from ita_xlsx.official.data_sheet import SOURCE_HEADS
from ita_xlsx.report.styles import TABLE_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import TextSheet

_HEADS: tuple[tuple[str, float], ...] = (
    ("ไฟล์", 40),
    ("ขนาด (ไบต์)", 13),
    ("SHA-256", 68),
    ("แผ่นงาน", 16),
    (SOURCE_HEADS["organisation"], 34),
    (SOURCE_HEADS["division"], 28),
    ("มาตรการ", 10),
    *((SOURCE_HEADS[key], 24) for key in ("reporter", "position", "contact")),
    (SOURCE_HEADS["date"], 16),
)
_TABLE = "sources"
_UNREADABLE = "อ่านไม่ได้"


def write_sources(sheet: TextSheet, whole: Consolidation, formats: Formats) -> None:
    """Write one row a table read, and one for each file without any."""
    rows = _rows(whole)
    heads = [{"header": head, "header_format": formats("head")} for head, _ in _HEADS]
    options = {"name": _TABLE, "columns": heads, "style": "Table Style Light 1"}
    sheet.add_long_table(max(1, len(rows)), len(_HEADS) - 1, options)
    widths = [width for _, width in _HEADS]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, formats("plain"))
    sheet.set_row(0, layout.lines_height(1, TABLE_SIZE) + 4)
    for row, values in enumerate(rows, start=1):
        texts = zip(map(str, values), widths, strict=True)
        sheet.set_row(row, layout.row_height(texts, TABLE_SIZE))
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, formats("number"))
            else:
                sheet.write_string(row, column, value, formats("cell"))
    sheet.freeze_panes(1, 1)
    print_setup.PLAIN.apply(sheet)
    sheet.repeat_rows(0)


def _rows(whole: Consolidation) -> list[tuple[str | int, ...]]:
    counts = whole.measures["submission"].value_counts()
    of_file: dict[str, list[tuple[int, Submission]]] = {}
    for place, one in enumerate(whole.submissions):
        of_file.setdefault(one.file, []).append((place, one))
    rows: list[tuple[str | int, ...]] = []
    for source in whole.sources:
        file = (PurePath(source.file).name, source.size, source.sha256)
        tables: list[tuple[str | int, ...]] = [
            (
                s.sheet,
                s.labels.get("organisation", ""),
                s.division,
                int(counts.get(place, 0)),
                *(s.labels.get(key, "") for key in ("reporter", "position", "contact", "date")),
            )
            for place, s in of_file.get(source.file, [])
        ]
        empty: tuple[str | int, ...] = (
            "" if source.readable else _UNREADABLE,
            "",
            "",
            0,
            "",
            "",
            "",
            "",
        )
        rows += [(*file, *table) for table in tables or [empty]]
    return rows
