"""A text longer than any cell of Excel is cut when it is read, and told of."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from by_hand import sheet, workbook, zipped
from plans import write_plan

import ita_xlsx
from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.xlsx.limits import CELL_LENGTH, CUT, fitting


def packed(columns: int, cells: dict[str, str]) -> bytes:
    """A workbook of these texts, as long as they are: no program writes such a cell."""
    texts = {**{f"{'ABCDEFGH'[n]}1": c.header for n, c in enumerate(COLUMNS[:columns])}, **cells}
    rows: dict[str, str] = {}
    for address, text in sorted(texts.items()):
        cell = f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'
        rows[address[1:]] = rows.get(address[1:], "") + cell
    return workbook(sheet("".join(f'<row r="{n}">{row}</row>' for n, row in rows.items())))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_cell_longer_than_excel_has_is_cut_when_it_is_read(ending: str, tmp_path: Path) -> None:
    """Whatever unit its letters are counted in; in a text file too."""
    long = "ก" * 5_000_000
    row = {"A2": "๑", "B2": "งบ", "C2": long, "D2": "กองคลัง", "E2": "มี.ค. 66", "F2": "😀" * 20_000}
    path = tmp_path / f"a.{ending}"
    if ending == "xlsx":
        path.write_bytes(packed(6, row))
    else:
        lines = ([column.header for column in COLUMNS[:6]], [*row.values()])
        path.write_text("\n".join(map(",".join, lines)), "utf-8")
    merged = ita_xlsx.merge([path], tmp_path / "out.xlsx")
    told = [f for f in merged.checked.findings if f.rule.code in ("M026", "M031")]
    assert [(f.rule.code, f.cell, f.words["length"]) for f in told] == [
        ("M031", "C2", 5_000_000), ("M031", "F2", 20_000),
    ]  # fmt: skip
    assert not merged.is_whole and all(len(f.value) == 80 for f in told)
    (steps,) = merged.checked.round.measures["steps"]
    assert steps == "ก" * (CELL_LENGTH - len(CUT)) + CUT == fitting(long)


def test_a_plan_with_such_a_cell_gives_forms(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx")
    with ZipFile(plan) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    long = "ก" * 40_000
    parts = {
        name: part.replace("E–Service".encode(), long.encode()) for name, part in parts.items()
    }
    plan.write_bytes(zipped(parts))
    made = ita_xlsx.make_forms(plan, tmp_path / "forms")
    told = [(f.sheet, f.words["length"]) for f in made.findings if f.rule.code == "M031"]
    assert told == [("มาตรการ", 40_000)] and made.forms
