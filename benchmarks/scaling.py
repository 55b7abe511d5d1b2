"""Draws processor time against N for what a round may have much of, and the exponent of each.

python benchmarks/scaling.py [KIND ...] [--largest N] [--runs 3]

An exponent of 1 is time in proportion; under 1.2 is asked for (promise of SECURITY.md). What a
command costs with next to nothing is taken off first. Of several runs the least counts: processor
time grows when others use the computer too, it never falls.
"""

import argparse
import math
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.official.names.divisions import official_names

HEADERS = [column.header for column in COLUMNS]
FILL = ("1", "ประเด็น {n}", "๑. ทำ {n}", "กองคลัง", "ม.ค. – มี.ค. ๖๖", "ทำแล้ว {n} ครั้ง", "", "", "")
# Found in it: the number, the doubled word, the jump, the owner, the deadline, the mark, the link.
WRONG = (
    "ก{n}", "ประเด็น {n} ๒๕61", "๑. ทำทำ {n}\n๓. ทำ", "กองนี้ {n}", "31/02/2566", "-", "", "ทำ?",
    "www.x.th",
)  # fmt: skip


def _sheet(
    sheet: Worksheet,
    division: str,
    rows: int,
    added: int = 0,
    first: int = 0,
    fill: Sequence[str] = FILL,
) -> None:
    sheet.write_row(0, 0, ["หน่วยงาน", "อบต.ตัวอย่าง", "กอง", division, "ปีงบประมาณ", "2566"])
    sheet.write_row(2, 0, [*HEADERS, *(f"ของกอง {first + n}" for n in range(added))])
    for row in range(rows):
        texts = [text.format(n=first + row) for text in fill]
        sheet.write_row(3 + row, 0, [*texts, *(["ก"] * added)])


def _book(path: Path, fill: Callable[[Workbook], None]) -> None:
    with Workbook(path.as_posix()) as book:
        fill(book)


def rows(folder: Path, n: int) -> None:
    """One sheet of N rows."""
    _book(folder / "a.xlsx", lambda book: _sheet(book.add_worksheet(), "กองคลัง", n))


def findings(folder: Path, n: int) -> None:
    """One sheet of N/8 rows, with eight things to be fixed in each."""
    _book(
        folder / "a.xlsx",
        lambda book: _sheet(book.add_worksheet(), "กองคลัง", max(1, n // 8), fill=WRONG),
    )


def sheets(folder: Path, n: int) -> None:
    """One workbook of N sheets, each with things to be fixed."""

    def fill(book: Workbook) -> None:
        for place in range(n):
            _sheet(book.add_worksheet(), "กองคลัง", 3, first=3 * place)

    _book(folder / "a.xlsx", fill)


def files(folder: Path, n: int) -> None:
    """N files of six divisions of N/6 organisations."""
    for place in range(n):
        _file(folder / f"{place}.xlsx", official_names()[place % 6], place // 6, place)


def organisations(folder: Path, n: int) -> None:
    """N files, each of another organisation."""
    for place in range(n):
        _file(folder / f"{place}.xlsx", "กองคลัง", place, place)


def one_division(folder: Path, n: int) -> None:
    """N files of one division, all different."""
    for place in range(n):
        _file(folder / f"{place}.xlsx", "กองคลัง", 0, place)


def same_name(folder: Path, n: int) -> None:
    """N files of one name, each in its own folder."""
    for place in range(n):
        (folder / str(place)).mkdir()
        _file(folder / str(place) / "a.xlsx", "กองคลัง", place, place)


def added_columns(folder: Path, n: int) -> None:
    """N/2 files with 40 columns of their own each."""
    for place in range(n // 2):
        _file(folder / f"{place}.xlsx", "กองคลัง", place, 40 * place, 40)


def merged(folder: Path, n: int) -> None:
    """N findings in N merged ranges."""

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        _sheet(sheet, "กองคลัง", n)
        for row in range(n):
            sheet.merge_range(3 + row, 5, 3 + row, 6, "-")

    _book(folder / "a.xlsx", fill)


def overlapping(folder: Path, n: int) -> None:
    """N merged ranges over the same N rows, which no program writes."""

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        _sheet(sheet, "กองคลัง", n)
        sheet.merge = [[3 + row, 1, 2 + n, 6] for row in range(n - 1)]

    _book(folder / "a.xlsx", fill)


def _file(path: Path, division: str, organisation: int, first: int, added: int = 0) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        _sheet(sheet, division, 3, added, first)
        sheet.write_string(0, 1, f"อบต.ตัวอย่างที่ {organisation}")

    _book(path, fill)


# Each with its largest N.
KINDS: dict[str, tuple[Callable[[Path, int], None], int]] = {
    "rows": (rows, 8000),
    "findings": (findings, 16_000),
    "sheets": (sheets, 800),
    "files": (files, 1600),
    "organisations": (organisations, 1600),
    "one_division": (one_division, 1600),
    "same_name": (same_name, 1600),
    "added_columns": (added_columns, 400),
    "merged": (merged, 4000),
    "overlapping": (overlapping, 4000),
}


def measured(kind: str, largest: int, runs: int) -> Iterator[tuple[int, float]]:
    """(N, seconds of processor time beyond those of N = 2), N doubled three times."""
    sizes = (2, largest // 8, largest // 4, largest // 2, largest)
    taken = [[_seconds(kind, n) for n in sizes] for _ in range(runs)]
    base, *least = map(min, zip(*taken, strict=True))
    return ((n, seconds - base) for n, seconds in zip(sizes[1:], least, strict=True))


def _seconds(kind: str, n: int) -> float:
    with TemporaryDirectory() as name:
        place = Path(name)
        (place / "in").mkdir()
        KINDS[kind][0](place / "in", n)
        outputs = ["-o", "o.xlsx", "--findings", "f.xlsx", "--returns", "r", "--format", "json"]
        command = [sys.executable, "-m", "ita_xlsx", "merge", "in", "--recursive", *outputs]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=place, capture_output=True, check=False, env=os.environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[], choices=[*KINDS, []])
    parser.add_argument("--largest", type=int)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    for kind in given.kinds or KINDS:
        points = [*measured(kind, given.largest or KINDS[kind][1], given.runs)]
        (n, first), (m, last) = points[1], points[-1]
        exponent = math.log(last / first) / math.log(m / n)
        line = "  ".join(f"{n}: {seconds:.2f} s" for n, seconds in points)
        print(f"{kind:14} exponent {exponent:.2f}   {line}", flush=True)


if __name__ == "__main__":
    main()
