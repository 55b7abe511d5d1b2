"""Every kind of workbook that we write, also of hostile input: for what Excel must accept."""

from pathlib import Path
from typing import Any

from corpus import EXAMPLE
from goodform import good_cells, good_form
from plans import write_plan

import ita_xlsx

# Headers of columns that a division added, each of which Excel would once have repaired.
ODD_HEADERS = (
    "งบ\r\nประมาณ", "ก\tข", "_x0041_", "😀" * 300, "ก" * 400, "กอง", "กอง ", "a\x01b", "A B", "a b",
    "_x000a_", "=1+1", "<r>ก</r>", "&amp;\"'", "_xZZZZ_", " ",
)  # fmt: skip
# Texts that a cell, a name, a link or a prompt of ours could be made of.
ODD_TEXTS = (
    "_x0041_", "<r><t>ก</t></r>", "=HYPERLINK(\"http://a\")", "😀" * 16_000, "ก\r\nข\x0b", "{=1}",
    "http://ก.th/" + "a" * 2_200, "https://example.go.th/?q=<>&\"'", "'ก", "\ufffe",
)  # fmt: skip


def hostile_form(path: Path) -> Path:
    """A form with odd columns, and odd texts in every cell of further rows."""

    def dress(_: Any, page: Any) -> None:
        header = next(int(cell[1:]) for cell, text in good_cells().items() if text == "ลำดับ")
        for column, name in enumerate(ODD_HEADERS, start=9):
            page.write_string(header - 1, column, name)
            page.write_string(header, column, f"ค่า {column}")
        for row, text in enumerate(ODD_TEXTS, start=header + 1):
            page.write_string(row, 0, str(row))
            for column in range(1, 9):
                page.write_string(row, column, text)

    return good_form(path, dress)


def every_kind(folder: Path) -> dict[str, Path]:
    """One workbook of each kind, by its name; written below ``folder``."""
    made = {name: folder / f"{name}.xlsx" for name in ("template", "plan", "report", "district")}
    ita_xlsx.make_template(made["template"])
    ita_xlsx.make_plan(made["plan"])
    made["filled plan"] = write_plan(folder / "filled_plan.xlsx")
    made["form"] = ita_xlsx.make_forms(made["filled plan"], folder / "forms").forms[0]
    returned = EXAMPLE / "returned"
    made |= _merged(folder, "report", [returned])
    made |= _merged(folder, "district", [EXAMPLE.parent / "nong_sommut" / "district"])
    hostile = folder / "hostile"
    hostile.mkdir()
    made |= _merged(folder, "hostile report", [hostile_form(hostile / "a.xlsx"), returned])
    made["comparison"] = folder / "comparison.xlsx"
    ita_xlsx.compare(made["report"], made["hostile report"], made["comparison"])
    return made


def _merged(folder: Path, name: str, paths: list[Path]) -> dict[str, Path]:
    output, findings = folder / f"{name}.xlsx", folder / f"{name} findings.xlsx"
    reports = ita_xlsx.Reports(findings, folder / f"{name} returns")
    ita_xlsx.merge(paths, output, reports=reports, signatures=True)
    made = {name: output, f"{name}: findings": findings}
    copies = sorted((folder / f"{name} returns").rglob("*.xlsx"))
    return made | {f"{name}: copy {number}": copy for number, copy in enumerate(copies, 1)}
