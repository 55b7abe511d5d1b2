"""Every number of a summary counted again from the data rows, and these held against the cells.

Nothing here is the program's: the rows are read with openpyxl, and counted one by one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.stamp import DATA_SHEET, SUMMARY_SHEET
from ita_xlsx.official.statuses import LABELS, NOT_REPORTED, UNKNOWN

Row = dict[str, object]
Figures = tuple[object, ...]
STATUS = "สถานะที่นับ"
TOTAL = "รวม"
_WHOSE = "หน่วยงานที่นับ"


def data_rows(workbook: Path) -> list[Row]:
    """The rows of all data sheets by the headers of their columns."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    rows: list[Row] = []
    for name in (name for name in book.sheetnames if name.startswith(DATA_SHEET)):
        head, *body = book[name].iter_rows(values_only=True)
        rows += [dict(zip(map(str, head), row, strict=True)) for row in body]
    return rows


def trace_cells(rows: Iterable[Row], source: Callable[[Row], Path]) -> int:
    """Hold each text of each row against the cell it came from; returns how many were held.

    ``source`` gives the file of a row, in which ``แผ่นงานต้นทาง`` and ``แถวต้นทาง`` name the cells.
    """
    books: dict[Path, openpyxl.Workbook] = {}
    held = 0
    for row in rows:
        path = source(row)
        book = books.setdefault(path, openpyxl.load_workbook(path))
        sheet = book[str(row["แผ่นงานต้นทาง"])]
        for column, key in enumerate(KEYS, start=1):
            typed = sheet.cell(int(str(row["แถวต้นทาง"])), column).value
            assert str(typed or "") == str(row[BY_KEY[key].header] or ""), (path, key, row)
            held += 1
    return held


def trace_summary(workbook: Path, missing: Iterable[str] = ()) -> int:
    """Count every figure of the summary again; returns how many there are.

    ``missing`` are those of the plan that have sent nothing. A figure in a table that is not
    known here, or beside one, fails.
    """
    rows = data_rows(workbook)
    sheet = openpyxl.load_workbook(workbook, data_only=True)[SUMMARY_SHEET]
    written = sum(
        isinstance(value, int | float) for row in sheet.iter_rows(values_only=True) for value in row
    )
    counted = 0
    for title, table in _tables(sheet.iter_rows(min_row=3, values_only=True)):
        expected = _COUNTED[title](rows)
        if title == _COMPLETENESS:
            expected = _with_missing(expected, missing)
        wanted = {_label(label): figures for label, figures in expected}
        assert sorted(_label(label) for label, _ in table) == sorted(wanted), title
        for label, figures in table:
            assert figures == pytest.approx(wanted[_label(label)]), (title, label)
            counted += sum(isinstance(value, int | float) for value in figures)
    assert counted == written > 0
    return counted


Table = list[tuple[str, Figures]]


def _label(text: str) -> str:
    """A label without what explains it: the name of an item, the months of a quarter."""
    if re.match(r"o\d", text):
        return text.split()[0]
    return " ".join(text.split()[:2]) if text.startswith("ไตรมาส") else text


def _tables(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[str, Table]]:
    title, table, heads = "", [], False
    for row in rows:
        if row[0] and all(value in (None, "") for value in row[1:]):
            title, table, heads = str(row[0]), [], True
        elif row[0] and heads:
            heads = False
        elif row[0]:
            figures = (value for value in row[1:] if value not in (None, ""))
            table.append((str(row[0]), tuple(figures)))
        elif title:
            yield title, table
            title = ""
    if title:
        yield title, table


def _groups(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row[column] or ""), []).append(row)
    return groups


def _shown(rows: list[Row]) -> tuple[str, ...]:
    """The statuses that a summary shows: unknown and not reported only where there is one."""
    found = {row[STATUS] for row in rows}
    return (*LABELS, *(one for one in (UNKNOWN, NOT_REPORTED) if one in found))


def _standing(rows: list[Row], shown: tuple[str, ...]) -> Figures:
    counts = [sum(row[STATUS] == label for row in rows) for label in shown]
    answered = sum(row[STATUS] != NOT_REPORTED for row in rows)
    return (len(rows), answered, *counts, 100 * counts[0] / len(rows))


def _by(column: str) -> Callable[[list[Row]], Table]:
    def table(rows: list[Row]) -> Table:
        groups, shown = _groups(rows, column), _shown(rows)
        named = [(name, _standing(group, shown)) for name, group in groups.items()]
        return [*named, (TOTAL, _standing(rows, shown))]

    return table


def _shares(counts: dict[str, int]) -> Table:
    whole = sum(counts.values())
    return [*((name, (n, 100 * n / whole)) for name, n in counts.items()), (TOTAL, (whole, 100.0))]


def _statuses(rows: list[Row]) -> Table:
    return _shares({label: sum(row[STATUS] == label for row in rows) for label in _shown(rows)})


def _quarters(rows: list[Row]) -> Table:
    years = [int(str(row["ปีงบประมาณ"])) for row in rows]
    first = max(years, key=years.count) - 544
    ends = [value.date() for row in rows if isinstance(value := row["วันสิ้นสุด"], datetime)]
    starts = [date(first, 10, 1), *(date(first + 1, month, 1) for month in (1, 4, 7, 10))]
    bounds = zip("๑๒๓๔", starts, starts[1:], strict=False)
    counts = {
        f"ไตรมาส {digit}": sum(start <= day < end for day in ends) for digit, start, end in bounds
    }
    counts["นอกปีงบประมาณ"] = len(ends) - sum(counts.values())
    counts["ไม่ระบุวันที่แน่นอน"] = len(rows) - len(ends)
    return _shares(counts)


def _indicators(rows: list[Row]) -> Table:
    groups = {name: len(group) for name, group in _groups(rows, "กลุ่มOIT").items()}
    none = groups.pop("", 0)
    return _shares(groups | ({"(ไม่ตรงกับชื่อข้อ OIT)": none} if none else {}))


def _common(rows: list[Row]) -> Table:
    items = _groups((row for row in rows if row["ข้อOIT"]), "ข้อOIT")
    counts = ((item, (len(_groups(own, _WHOSE)), len(own))) for item, own in items.items())
    return [(item, figures) for item, figures in counts if figures[0] > 1]


def _complete(rows: list[Row]) -> Table:
    several = len({row["ระดับ"] for row in rows} & {"อำเภอ", "จังหวัด"}) > 0
    *named, (_, total) = _by(_WHOSE if several else "กอง")(rows)
    table: Table = []
    for name, figures in named:
        answered, open_ = int(str(figures[1])), int(str(figures[0])) - int(str(figures[1]))
        state = "ครบ" if not open_ else "ยังไม่ครบ" if answered else "ยังไม่รายงาน"
        table.append((name, (answered, open_, state)))
    return [*table, (TOTAL, (total[1], int(str(total[0])) - int(str(total[1]))))]


def _with_missing(table: Table, missing: Iterable[str]) -> Table:
    return [*table[:-1], *((name, (0, 0, "ยังไม่ส่งรายงาน")) for name in missing), table[-1]]


_COMPLETENESS = "ความครบถ้วนของการรายงาน"
_COUNTED: dict[str, Callable[[list[Row]], Table]] = {
    "จำแนกตามอำเภอ": _by("อำเภอ"),
    "จำแนกตามหน่วยงาน": _by(_WHOSE),
    "ข้อที่หลายหน่วยงานต้องปรับปรุงเหมือนกัน": _common,
    "จำแนกตามกอง/สำนัก/หน่วย": _by("กอง"),
    "จำแนกตามสถานะ": _statuses,
    "จำแนกตามไตรมาสที่ครบกำหนด": _quarters,
    "จำแนกตามตัวชี้วัดย่อยของปีที่วิเคราะห์": _indicators,
    _COMPLETENESS: _complete,
}
