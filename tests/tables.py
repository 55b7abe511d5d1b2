"""Sheets, headers and what is expected of them, written as text tables inside a test.

    | number | issue           | steps  |
    | ๑      | ข้อมูลผู้บริหาร | ๑. ทำ⏎๒. ส่ง |

A line is a row and ``|`` parts its cells; ``⏎`` is a line end within a cell, and an empty line an
empty row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from ita_xlsx.findings import Finding
from ita_xlsx.intake.formats.cells import Details, Place, Sheet, Value
from ita_xlsx.intake.table.header import Header
from ita_xlsx.intake.table.measure import Measure
from ita_xlsx.official.columns import BY_KEY, KEYS


def cells_of(text: str) -> list[list[str]]:
    """The cells of a text table, row by row; of the first line and the last only if not empty."""
    lines = text.strip("\n").splitlines()
    if lines and not lines[-1].strip():
        lines.pop()
    return [
        [cell.strip().replace("⏎", "\n") for cell in line.strip()[1:-1].split("|")]
        if line.strip()
        else []
        for line in lines
    ]


def place(address: str) -> Place:
    """``B2`` is (1, 1): row and column, counted from zero."""
    row, column = coordinate_to_tuple(address)
    return row - 1, column - 1


def sheet_of(
    text: str,
    *,
    name: str = "แบบรายงาน",
    merges: str = "",
    notes: Mapping[str, str] | None = None,
    values: Mapping[str, Value] | None = None,
) -> Sheet:
    """A sheet of a text table; ``values`` are cells that are no texts, or texts with outer blanks.

    ``merges`` are ranges such as ``A1:C1 B3:B4``; ``notes`` and ``values`` go by A1 address.
    """
    rows: list[list[Value]] = [list(row) for row in cells_of(text)]
    for address, value in (values or {}).items():
        row, column = place(address)
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    areas = [[number - 1 for number in range_boundaries(area)] for area in merges.split()]
    noted = {place(address): note for address, note in (notes or {}).items()}
    return Sheet(
        name=name,
        rows=rows,
        merges=tuple((top, left, bottom, right) for left, top, right, bottom in areas),
        details=Details(notes=noted),
    )


def with_header(sheet: Sheet) -> tuple[Sheet, Header]:
    """A sheet whose first row names its columns, and that header.

    A key is its column, ``+name`` an added column, ``=name`` one that repeats another, ``q1`` the
    marks of a quarter; a blank one has no header.
    """
    names = [str(name) for name in sheet.rows[0]]
    header = Header(
        first=0,
        last=0,
        columns={name: column for column, name in enumerate(names) if name in KEYS},
        near={},
        extra={column: name[1:] for column, name in enumerate(names) if name[:1] == "+"},
        repeated={column: name[1:] for column, name in enumerate(names) if name[:1] == "="},
        quarters={column: int(name[1:]) for column, name in enumerate(names) if name[:1] == "q"},
    )
    typed: list[Value] = [BY_KEY[name].header if name in KEYS else name for name in names]
    return replace(sheet, rows=[typed, *sheet.rows[1:]]), header


_OF_MEASURE: dict[str, Callable[[Measure], str]] = {
    "row": lambda measure: str(measure.row + 1),
    "rows": lambda measure: str(measure.rows),
    "shared": lambda measure: str(measure.shared),
    "moved": lambda m: ", ".join(f"{key} {row + 1}" for key, row in sorted(m.moved.items())),
    "extra": lambda m: "; ".join(f"{name}={text}" for name, text in m.extra.items()),
    "notes": lambda measure: "; ".join(measure.notes),
}


def assert_measures(measures: Iterable[Measure], expected: str) -> None:
    """The measures are those of a text table, in the columns that its first line names."""
    names, *rows = cells_of(expected)
    found = [
        [_OF_MEASURE[name](one) if name in _OF_MEASURE else one.texts[name] for name in names]
        for one in measures
    ]
    assert found == rows


def assert_findings(findings: Iterable[Finding], expected: str) -> None:
    """The findings are those of a text table: ``code``, ``cell``, ``column``, ``value``, or words.

    The table's first line names what is compared; they may come in any order.
    """
    names, *rows = cells_of(expected)
    found = [
        [
            finding.rule.code if name == "code"
            else str(getattr(finding, name)) if name in ("cell", "column", "value")
            else str(finding.words.get(name, ""))
            for name in names
        ]
        for finding in findings
    ]  # fmt: skip
    assert sorted(found) == sorted(rows)
