"""Every kind of file that comes back, written by the real programs, gives the same measures."""

from pathlib import Path

import pytest
from corpus import FIXTURES, TABLE, measures_of

import ita_xlsx
from ita_xlsx.intake.formats.by_calamine import read_with_calamine
from ita_xlsx.intake.formats.by_openpyxl import read_with_openpyxl
from ita_xlsx.intake.formats.cells import Sheet, as_text

KINDS = sorted(path for path in (FIXTURES / "kinds").iterdir() if path.suffix != ".json")
WRONG = {
    "csv_named.xlsx": None,
    "docx_named.xlsx": None,
    "empty.xlsx": "ว่างเปล่า",
    "html_table.xls": "HTML",
    "image_named.xlsx": "ภาพ",
    "password.xlsx": "รหัสผ่าน",
    "pdf_named.xlsx": "PDF",
    "truncated.xlsx": "ชำรุด",
    "zip_named.xlsx": "บีบอัด",
}


@pytest.mark.parametrize("path", KINDS, ids=lambda p: p.name)
def test_each_kind_gives_the_same_measures(path: Path) -> None:
    checked = ita_xlsx.check([path])
    assert measures_of(checked) == TABLE["measures"]
    (submission,) = checked.round.submissions
    assert submission.division == TABLE["division"]
    assert (submission.fiscal_year, submission.round) == (2566, 6)
    assert submission.labels["organisation"] == TABLE["organisation"]
    # In a document the rows of a table are counted, and those above it are lines.
    above = TABLE["header_row"] - 1 if path.suffix == ".docx" else 0
    assert list(checked.round.measures["row"]) == [row - above for row in TABLE["rows"]]


def test_the_table_of_wrong_files_is_complete() -> None:
    files = {path.name for path in (FIXTURES / "wrong").iterdir() if path.suffix != ".json"}
    assert files == WRONG.keys()


@pytest.mark.parametrize(("name", "says"), WRONG.items())
def test_a_wrong_file_is_named_for_what_it_is_and_stops_no_other(
    name: str, says: str | None
) -> None:
    wrong, good = FIXTURES / "wrong" / name, FIXTURES / "kinds" / "openpyxl.xlsx"
    checked = ita_xlsx.check([wrong, good])
    of_wrong = [f for f in checked.findings if f.file == wrong.as_posix()]
    if says is None:
        assert len(checked.round.measures) == 6 and not any(f.rule.code == "F001" for f in of_wrong)
        return
    assert len(checked.round.measures) == 3 and checked.has_errors
    (finding,) = of_wrong
    assert finding.rule.code == "F001" and says in finding.message.th
    assert "โปรด" in finding.message.th + finding.fix.th


PACKAGES = [
    path
    for folder in ("kinds", "layouts")
    for path in sorted((FIXTURES / folder).iterdir())
    if path.suffix in (".xlsx", ".xlsm")
]


def texts(sheets: tuple[Sheet, ...]) -> dict[str, dict[tuple[int, int], str]]:
    """{sheet: {place: text}} of the cells that hold more than blanks, which calamine drops."""
    return {
        sheet.name: {
            (row, column): as_text(value).replace("\r\n", "\n")
            for row, values in enumerate(sheet.rows)
            for column, value in enumerate(values)
            if as_text(value).strip()
        }
        for sheet in sheets
    }


@pytest.mark.parametrize("path", PACKAGES, ids=lambda p: p.name)
def test_both_readers_see_the_same(path: Path) -> None:
    content = path.read_bytes()
    one, other = read_with_calamine(content), read_with_openpyxl(content)
    assert texts(one) == texts(other)
    assert [(s.name, s.visible) for s in one] == [(s.name, s.visible) for s in other]
    assert [sorted(s.merges) for s in one] == [sorted(s.merges) for s in other]
