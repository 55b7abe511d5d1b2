"""The committed files as clerks and programs really make them, and what is expected of each."""

import csv
import json
from pathlib import Path
from typing import Any

import ita_xlsx
from ita_xlsx.official.columns import BY_KEY, KEYS

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
EXAMPLE = ROOT / "examples" / "kut_rung"
TABLE: dict[str, Any] = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
LAYOUTS: dict[str, Any] = json.loads(
    (FIXTURES / "layouts" / "expected.json").read_text(encoding="utf-8")
)
# The sheets of a consolidated workbook, in their order.
CONSOLIDATED_SHEETS = ("ปก", "รายงานผล", "สรุป", "ข้อมูล", "ที่มา")


def measures_of(checked: ita_xlsx.Checked) -> list[dict[str, str]]:
    """The nine texts of each measure, in the order read."""
    frame = checked.round.measures
    return [dict(zip(KEYS, row, strict=True)) for row in frame[list(KEYS)].itertuples(index=False)]


def published_measures() -> list[dict[str, str]]:
    """The fourteen measures of the published report."""
    with (EXAMPLE / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [{key: row.get(BY_KEY[key].header, "") for key in KEYS} for row in rows]


def found(checked: ita_xlsx.Checked) -> set[tuple[str, str, str]]:
    """(code, sheet, cell) of every finding."""
    return {(f.rule.code, f.sheet, f.cell) for f in checked.findings}
