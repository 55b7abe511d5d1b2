"""The time grows with the length of what was sent, whatever is in it: no text, no sheet is a trap.

Nothing is timed in seconds: four times as much may take nine times as long, where pairs of all
would take sixteen times, and what doubles with each letter would never end.
"""

import os
import random
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from goodform import good_cells
from timing import processor_time
from xlsxwriter import Workbook

from ita_xlsx.checks.registry import check_file
from ita_xlsx.files import write_all
from ita_xlsx.findings import Finding
from ita_xlsx.findings.measures import MISSING_VALUE
from ita_xlsx.intake.formats.cells import Details, Merge, Sheet, Value
from ita_xlsx.intake.table.columns import columns_of
from ita_xlsx.intake.table.header import find_headers
from ita_xlsx.intake.table.table import read_tables
from ita_xlsx.ooxml.addresses import a1, areas_at, place_of
from ita_xlsx.report.returns.copy import marked_copy
from ita_xlsx.report.returns.names import return_name

_MORE, _MOST = 4, 9


def assert_in_proportion(run: Callable[[int], object], n: int) -> None:
    """Of four times as much, the processor time is at most nine times as long."""
    more, once = (processor_time(partial(run, of)) for of in (_MORE * n, n))
    assert more < _MOST * max(once, 0.002)


# --- texts ----------------------------------------------------------------------------------------

PIECES = (
    *(" ", "\n", ".", "( ", "1", "1. ", "๑.", "/ ", "_1/", "- ", "ก", "\u200b", "<", "a@"),
    *(
        "http://a ",
        "ประจำปี ",
        "ปีงบประมาณ พ.ศ. 2566",
        "รอบ ",
        "ทั้ง",
        "ของ",
        "ถึง",
        "และ",
        "หรือ",
        "ร่วมกับ",
    ),
    *("กอง ", "งาน", "ส่วนงาน", "นาย", "ผู้ช่วย", "รักษาการแทน", "ที่เกี่ยวข้อง", "ม.ค. ", "1 ม.ค. 66 - "),
    *("ไตรมาส ", "6 เดือน ", "ข้อ 0", "ดำเนินการ", "รายเดือน หรือ รายปี "),
)
BEGINNINGS = ("", "ทุก", "ประจำปี", "1 ")
# Title, division, year, round; a header, the cells of a measure, below the table.
PLACES = ("A1", "E3", "E4", "E5", "D8", *(f"{column}9" for column in "ABCDEFGHI"), "A14")
# Texts over some of these are not looked at by one pattern or another.
LENGTHS = (60, 120, 250, 990)


def _form(cells: dict[str, str]) -> list[list[Value]]:
    form: list[list[Value]] = [[""] * 9 for _ in range(14)]
    for address, text in cells.items():
        row, column = place_of(address) or (0, 0)
        form[row][column] = text
    return form


def _findings(
    rows: list[list[Value]], merges: Sequence[Merge] = (), notes: int = 0
) -> list[Finding]:
    noted = {(8 + n, column): "หมายเหตุ" for n in range(notes) for column in (1, 20)}
    sheet = Sheet("แบบรายงาน", rows, merges=tuple(merges), details=Details(notes=noted))
    tables = [*read_tables("a.xlsx", sheet, [*find_headers(sheet)])]
    return [
        *(one for table in tables for one in table.findings),
        *check_file(columns_of(tables, {})),
    ]


@pytest.mark.parametrize("place", PLACES)
def test_no_text_is_a_trap_wherever_it_is(place: str) -> None:
    """What doubled the ways to be tried with each ส่วนงาน never came to an end."""
    for piece in PIECES:
        for begin in BEGINNINGS:
            for length in LENGTHS:
                text = f"{begin}{piece * (length // len(piece) - 1)}x"
                _findings(_form({**good_cells(), place: text}))


# --- sheets ---------------------------------------------------------------------------------------


def _measures(count: int) -> list[list[Value]]:
    rows = _form(good_cells())[:8]
    return rows + [
        [str(n), f"ประเด็น {n}", f"ทำ {n}", "กองคลัง", "ม.ค. ๖๖", "ทำแล้ว", "", "", ""]
        for n in range(count)
    ]


MERGES: dict[str, Callable[[int], list[Merge]]] = {
    "beside each other": lambda n: [(8 + k, 5, 8 + k, 6) for k in range(n)],
    "from the same top": lambda n: [(8, 5, 8 + k, 6) for k in range(1, n)],
    "to the same bottom": lambda n: [(8 + k, 1, 8 + n, 8) for k in range(n)],
    "the same again": lambda n: [(8, 6, 8 + n, 6)] * n,
}  # fmt: skip


@pytest.mark.parametrize("name", MERGES)
def test_merged_ranges_that_overlap(name: str) -> None:
    assert_in_proportion(lambda n: _findings(_measures(n), MERGES[name](n)), 250)


def test_columns_that_divisions_added() -> None:
    """Of one file with many; of many files the cells of the joined table are what there is."""

    def read(n: int) -> None:
        rows = _measures(3)
        rows[7] = [*rows[7], *(f"ของกอง {place}" for place in range(n))]
        _findings([*rows[:8], *([*row, *(["ก"] * n)] for row in rows[8:])])

    assert_in_proportion(read, 200)


def test_notes() -> None:
    assert_in_proportion(lambda n: _findings(_measures(n), notes=n), 250)


def test_a_place_is_in_the_first_area_that_no_other_overlaps() -> None:
    for seed in range(500):
        some = random.Random(seed)
        areas = [
            (top, left, top + some.randint(0, 4), left + some.randint(0, 4))
            for top, left in ((some.randint(0, 8), some.randint(0, 8)) for _ in range(12))
        ]
        kept: list[Merge] = []
        for one in sorted(areas):
            if not any(_overlap(one, other) for other in kept):
                kept.append(one)
        places = [(row, column) for row in range(13) for column in range(13)]
        expected = {at: one for at in places for one in kept if _overlap((*at, *at), one)}
        assert areas_at(areas, places) == expected


def _overlap(one: Merge, other: Merge) -> bool:
    return all(one[n] <= other[n + 2] and other[n] <= one[n + 2] for n in (0, 1))


# --- marked copies --------------------------------------------------------------------------------


def _marked(sheets: int, rows: int, merges: bool = False) -> None:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        for _ in range(sheets):
            sheet = book.add_worksheet()
            sheet.merge = [[row, 0, row, 1] for row in range(rows if merges else 0)]
    names = [f"Sheet{n + 1}" for n in range(sheets)]
    found = [
        Finding(MISSING_VALUE, "a.xlsx", name, a1(row, 0), "issue")
        for name in names
        for row in range(rows)
    ]
    marked_copy(content.getvalue(), found)


def test_findings_in_merged_ranges() -> None:
    assert_in_proportion(lambda n: _marked(1, n, merges=True), 1000)


def test_sheets_with_findings() -> None:
    assert_in_proportion(lambda n: _marked(n, 1), 100)


def test_files_of_one_name() -> None:
    def names(n: int) -> None:
        taken: dict[str, int] = {}
        found = [return_name(f"{place}/กองคลัง.xlsx", ".xlsx", taken) for place in range(n)]
        assert len(set(found)) == n

    assert_in_proportion(names, 200)


# --- writing --------------------------------------------------------------------------------------


def test_a_folder_is_swept_once_however_much_is_written_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[object] = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: swept.append(path) or real(path))
    write_all([(tmp_path / f"{n}.xlsx", b"") for n in range(20)])
    assert swept == [tmp_path]
