"""Characters that nobody sees: wherever they are in a file, they mean nothing, and are reported."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from goodform import good_cells
from xlsxwriter import Workbook

import ita_xlsx
from ita_xlsx.findings.texts import INVISIBLE, INVISIBLE_KINDS, INVISIBLE_NAME
from ita_xlsx.official.stamp import FORM_SHEET
from ita_xlsx.ooxml.addresses import a1

Cells = Mapping[str, str]

KIND_OF = {
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u180e", "zero_width"),
    **dict.fromkeys("\u200e\u200f\u061c", "direction"),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "direction"),
    "\u00ad": "soft_hyphen",
    "\ufe0f": "variation",
    "\ufffc": "object",
    "\x02": "control",
}


def grid(cells: Cells) -> list[list[str]]:
    """The form's cells as rows, from A1 to I11."""
    return [[cells.get(a1(row, column), "") for column in range(9)] for row in range(11)]


def xlsx(path: Path, cells: Cells, sheet: str) -> Path:
    with Workbook(path.as_posix()) as book:
        page = book.add_worksheet(sheet)
        for address, text in cells.items():
            if text:
                page.write_string(address, text)
    return path


def as_csv(path: Path, cells: Cells, sheet: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(grid(cells))
    return path


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    "</manifest:manifest>"
)


def ods(path: Path, cells: Cells, sheet: str) -> Path:
    def cell(text: str) -> str:
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    rows = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in grid(cells))
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}"'
        f' xmlns:text="{_TEXT}" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", content)
    return path


WRITERS: dict[str, Callable[[Path, Cells, str], Path]] = {"xlsx": xlsx, "csv": as_csv, "ods": ods}


def dotted(text: str, char: str) -> str:
    """The text with a character before, after, and inside each of its words."""
    words = (f"{word[:1]}{char}{word[1:]}" for word in text.split(" "))
    return f"{char}{' '.join(words)}{char}"


def understood(checked: ita_xlsx.Checked) -> list[object]:
    """All that was read, but for where."""
    submissions = [
        (one.labels, one.division, one.fiscal_year, one.round, one.columns)
        for one in checked.round.submissions
    ]
    measures = checked.round.measures.drop(columns=["file", "sheet"], errors="ignore")
    return [submissions, measures.to_dict("records")]


def findings(checked: ita_xlsx.Checked, leave_out: Iterable[str] = ()) -> set[tuple[str, str]]:
    return {(one.rule.code, one.cell) for one in checked.findings if one.rule.code not in leave_out}


@pytest.mark.parametrize(
    ("kind", "char"),
    [one for one in product(WRITERS, KIND_OF) if one not in (("csv", "\x02"), ("ods", "\x02"))],
    ids=ascii,
)
def test_it_means_nothing_in_any_cell_and_is_reported_with_it(
    kind: str, char: str, tmp_path: Path
) -> None:
    cells = {address: text for address, text in good_cells().items() if text}
    changed = {address: dotted(text, char) for address, text in cells.items()}
    for name, texts in (("plain", cells), ("dotted", changed)):
        (tmp_path / name).mkdir()
        WRITERS[kind](tmp_path / name / f"a.{kind}", texts, FORM_SHEET)
    plain, read = (ita_xlsx.check([tmp_path / name]) for name in ("plain", "dotted"))
    assert understood(read) == understood(plain)
    assert len(read.round.measures) == 2
    assert findings(read, {INVISIBLE.code}) == findings(plain)
    found = [one for one in read.findings if one.rule is INVISIBLE]
    assert {one.cell for one in found} == set(cells)
    assert {one.words["kinds"] for one in found} == {INVISIBLE_KINDS[KIND_OF[char]]}


@pytest.mark.parametrize("char", [char for char in KIND_OF if char != "\x02"], ids=ascii)
def test_a_division_and_a_year_are_read_from_dotted_names_too(char: str, tmp_path: Path) -> None:
    bare = {a: text for a, text in good_cells().items() if a not in ("E3", "F3", "E4", "F4", "A1")}
    named = xlsx(tmp_path / f"{dotted('สำนักปลัด ปีงบประมาณ 2566', char)}.xlsx", bare, "Sheet1")
    titled = xlsx(tmp_path / "b.xlsx", bare, dotted("กองคลัง 2566", char))
    read = ita_xlsx.check([named, titled]).round.submissions
    assert {(one.division, one.fiscal_year) for one in read} == {
        ("สำนักปลัด", 2566),
        ("กองคลัง", 2566),
    }


def test_the_names_of_files_and_sheets_are_said_to_hold_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "กอง\u200bคลัง.xlsx", good_cells(), "แบบ\u200eรายงาน\u00ad")
    found = [one for one in ita_xlsx.check([path]).findings if one.rule is INVISIBLE_NAME]
    assert [(one.sheet, one.value, one.words["count"]) for one in found] == [
        ("", "กอง\u200bคลัง.xlsx", 1),
        ("แบบ\u200eรายงาน\u00ad", "แบบ\u200eรายงาน\u00ad", 2),
    ]


def test_one_finding_a_cell_names_every_kind_in_it(tmp_path: Path) -> None:
    cells = {**good_cells(), "E9": "\u200eม.ค. – มี.ค.\u200b\u200b ๖๖\u200f"}
    checked = ita_xlsx.check([xlsx(tmp_path / "a.xlsx", cells, FORM_SHEET)])
    (found,) = [one for one in checked.findings if one.rule is INVISIBLE]
    assert (found.cell, found.column, found.words["count"]) == ("E9", "deadline", 4)
    assert found.words["kinds"] == (
        "ช่องว่างที่ไม่มีความกว้าง, เครื่องหมายกำกับทิศทางข้อความ",
        "zero-width spaces, direction marks",
    )


def test_a_text_is_printed_without_them(tmp_path: Path) -> None:
    cells = {**good_cells(), "F9": "\u2066เผยแพร่\u2069แล้ว\x0bเมื่อวันที่ ๙ ก.พ. ๒๕๖๖\ufffc"}
    checked = ita_xlsx.check([xlsx(tmp_path / "a.xlsx", cells, FORM_SHEET)])
    assert checked.round.measures["result"][0] == "เผยแพร่แล้ว\nเมื่อวันที่ ๙ ก.พ. ๒๕๖๖"
