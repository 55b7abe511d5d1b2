"""The consolidator's workbook of findings: everything in it, linked, and safe."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from command import ita_xlsx
from openpyxl import Workbook, load_workbook

import ita_xlsx as library
from ita_xlsx.findings import RULES, Example, Finding, Rule, Severity
from ita_xlsx.intake.folder import find_files
from ita_xlsx.intake.guard.examine import examine
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import FINDINGS_PROPERTY
from ita_xlsx.report import findings_workbook
from ita_xlsx.report.findings_workbook import Checkup, findings_bytes, safe_text
from ita_xlsx.report.links import cell_link
from ita_xlsx.verbs import stages
from ita_xlsx.verbs.reports import Reports

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHEETS = ["สรุป", "รายการ", "กฎที่ตรวจ"]


def rule(severity: str, code: str = "M001") -> Rule:
    text = Sentence("“{value}” ไม่ถูกต้อง", "“{value}” is wrong")
    title = Sentence("เรื่อง", "title")
    return Rule(code, cast(Severity, severity), title, text, text, fails=Example())


def book_of(*findings: Finding, **links: str) -> Workbook:
    files = {finding.file: "กองคลัง" for finding in findings}
    checkup = Checkup(files, findings, links or dict.fromkeys(files, "../ส่งกลับ/ก.xlsx"))
    return load_workbook(BytesIO(findings_bytes(checkup)))


def found(severity: str = "error", **about: Any) -> Finding:
    place = {"file": "ก.xlsx", "sheet": "แบบรายงาน", "cell": "E12", "column": "deadline"}
    return Finding(rule(severity), **{**place, "value": "ต.ค. ๖๖", **about})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[stages.Checked, Path]:
    path = tmp_path_factory.mktemp("findings") / "ผลการตรวจ.xlsx"
    folders = [FIXTURES / "layouts", FIXTURES / "wrong"]
    return library.check(folders, reports=Reports(findings=path)), path


def rows_of(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


def test_every_finding_stands_in_the_list_once(written: tuple[stages.Checked, Path]) -> None:
    checked, path = written
    rows = rows_of(path, "รายการ")[1:]
    listed = sorted((row[2], row[4], row[6] or "", row[7] or "", row[10]) for row in rows)
    expected = sorted(
        (one.rule.code, Path(one.file).name, one.sheet, one.cell, one.message.th)
        for one in checked.findings
    )
    assert listed == expected and len(listed) > 20
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))


def test_the_summary_counts_by_file(written: tuple[stages.Checked, Path]) -> None:
    checked, path = written
    rows = rows_of(path, "สรุป")
    counted = {row[0]: row[2:6] for row in rows if row[0]}
    for source in checked.round.sources:
        of_file = [one.rule.severity for one in checked.findings if one.file == source.file]
        expected = [of_file.count(one) for one in ("error", "warning", "info")]
        assert list(counted[Path(source.file).name]) == [*expected, len(of_file)]
    totals = [row[5] for row in rows if row[0] == "รวม"]
    assert totals == [len(checked.findings)]


def test_the_rules_that_found_nothing_are_told_too(written: tuple[stages.Checked, Path]) -> None:
    checked, path = written
    told = {row[0]: row[4] for row in rows_of(path, "กฎที่ตรวจ")[1:]}
    assert told.keys() == RULES.keys()
    codes = [one.rule.code for one in checked.findings]
    assert told == {code: codes.count(code) for code in RULES}
    assert 0 in told.values()


def test_it_can_be_filtered_and_its_header_stays_in_view(
    written: tuple[stages.Checked, Path],
) -> None:
    book = load_workbook(written[1])
    assert book.sheetnames == SHEETS
    sheet = book["รายการ"]
    table = sheet.tables["findings_1"]
    assert table.ref == table.autoFilter.ref == f"A1:L{sheet.max_row}"
    assert sheet.freeze_panes == "E2"


def test_findings_are_in_the_order_of_their_rows_within_a_file_and_a_severity(
    written: tuple[stages.Checked, Path],
) -> None:
    _, *rows = load_workbook(written[1])["รายการ"].iter_rows(values_only=True)
    places = [(row[1], row[4], row[6], int("0" + str(row[7] or "")[1:])) for row in rows]
    assert len(places) > 5
    for one, after in pairwise(places):
        assert one[:3] != after[:3] or one[3] <= after[3]


def test_rules_that_found_nothing_are_filtered_out(written: tuple[stages.Checked, Path]) -> None:
    sheet = load_workbook(written[1])["กฎที่ตรวจ"]
    shown = [row for row in range(2, sheet.max_row + 1) if not sheet.row_dimensions[row].hidden]
    assert shown and all(sheet.cell(row, 5).value for row in shown)
    assert len(shown) < sheet.max_row - 1
    (column,) = sheet.auto_filter.filterColumn
    assert column.colId == 4
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"TH SarabunPSK"}


def test_a_link_leads_to_the_cell_as_seen_from_the_workbook(
    written: tuple[stages.Checked, Path],
) -> None:
    _, path = written
    cells = [cell for row in load_workbook(path)["รายการ"].iter_rows() for cell in row]
    links = [cell.hyperlink for cell in cells if cell.hyperlink and cell.hyperlink.location]
    assert links
    for link in links:
        target = (path.parent / str(link.target).replace("\\", "/")).resolve()
        assert target.is_file() and target.is_relative_to(FIXTURES)
        sheet, _, cell = str(link.location).rpartition("!")
        assert cell and sheet.startswith("'") and sheet.endswith("'")


@pytest.mark.parametrize(
    ("path", "sheet", "cell", "expected"),
    [
        ("ก/ข.xlsx", "แบบรายงาน", "E12", "external:ก/ข.xlsx#'แบบรายงาน'!E12"),
        ("a b#1%20.xlsx", "it's", "A1", "external:a%20b%231%2520.xlsx#'it''s'!A1"),
        ("ก.xlsx", "ก", "", "external:ก.xlsx#'ก'!A1"),
        ("ก.xlsx", "", "", "external:ก.xlsx"),
        ("ก.csv", "ก", "B2", "external:ก.csv"),
        ("ก" * 2_100, "ก", "B2", None),
    ],
)
def test_links_are_quoted(path: str, sheet: str, cell: str, expected: str | None) -> None:
    assert cell_link(path, sheet, cell) == expected


def test_severities_can_be_told_apart_without_colour() -> None:
    sheet = book_of(found("error"), found("warning"), found("info"))["รายการ"]
    cells = [sheet.cell(row, 2) for row in (2, 3, 4)]
    assert [cell.value for cell in cells] == ["ต้องแก้ไข", "ควรตรวจ", "แจ้งให้ทราบ"]
    assert [bool(cell.font.b) for cell in cells] == [True, False, False]
    colours = [cell.fill.fgColor.rgb for cell in cells]
    shades = [sum(int(rgb[at : at + 2], 16) for at in (2, 4, 6)) for rgb in colours[:2]]
    assert len(set(colours)) == 3 and shades[0] < shades[1]


def test_errors_come_first() -> None:
    sheet = book_of(found("info"), found("warning"), found("error"))["รายการ"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["ต้องแก้ไข", "ควรตรวจ", "แจ้งให้ทราบ"]


def test_what_exceeds_one_sheet_goes_on_in_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_workbook, "TABLE_ROWS", 2)
    book = book_of(*(found(value=str(number)) for number in range(5)))
    lists = [book[name] for name in book.sheetnames if name.startswith("รายการ")]
    assert [sheet.max_row for sheet in lists] == [3, 3, 2]
    told = [sheet.cell(row, 10).value for sheet in lists for row in range(2, sheet.max_row + 1)]
    assert told == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+66", "http://ก.ไทย/?a=1", "007", "{=A1}"])
def test_what_stood_in_a_cell_is_text(value: str) -> None:
    cell = book_of(found(value=value))["รายการ"]["J2"]
    assert cell.value == value and cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None


def test_a_long_value_is_kept_and_its_row_is_not_endless() -> None:
    value = "ผลการดำเนินการ " * 2_000
    sheet = book_of(found(value=value))["รายการ"]
    assert sheet["J2"].value == value[:32_767]
    message_rows = sheet.row_dimensions[2].height
    assert message_rows is not None and message_rows <= 409.5


@pytest.mark.parametrize("text", ["ก" * 40_000, "😀" * 20_000, "ก\ud800", "ก\x00ข"])
def test_any_text_fits_a_cell(text: str) -> None:
    safe = safe_text(text)
    assert len(safe.encode("utf-16-le")) <= 2 * 32_767
    book_of(found(value=text))


def test_nothing_found_is_a_workbook_too() -> None:
    book = load_workbook(BytesIO(findings_bytes(Checkup({"ก.xlsx": "กองคลัง"}, (), {}))))
    assert book.sheetnames == SHEETS and book["รายการ"].max_row == 1


def test_the_same_findings_give_the_same_bytes() -> None:
    checkup = Checkup({"ก.xlsx": ""}, (found(), found("info")), {})
    assert findings_bytes(checkup) == findings_bytes(checkup)


def test_english_is_english() -> None:
    book = load_workbook(BytesIO(findings_bytes(Checkup({}, (), {}), "en")))
    assert book.sheetnames == ["Summary", "Findings", "Rules run"]
    assert not any(re.search("[ก-๛]", str(sheet.oddFooter.center.text)) for sheet in book)


def test_a_scan_of_its_folder_passes_it_over(tmp_path: Path) -> None:
    good = FIXTURES / "layouts" / "html_tags.xlsx"
    (tmp_path / "ก.xlsx").write_bytes(good.read_bytes())
    first = ita_xlsx("check", "--findings", "ผลการตรวจ.xlsx", folder=tmp_path)
    assert "ผลการตรวจ.xlsx" in first.out
    assert FINDINGS_PROPERTY in examine(tmp_path / "ผลการตรวจ.xlsx").stamp
    assert len(find_files([tmp_path]).files) == 2
    assert len(library.check([tmp_path]).round.sources) == 1


REFUSED = [
    pytest.param(["check", ".", "--findings", "ก.xlsx"], "นำเข้า", id="an input"),
    pytest.param(["check", ".", "--findings", "no/f.xlsx"], "ไม่พบโฟลเดอร์", id="no folder"),
    pytest.param(
        ["merge", ".", "-o", "f.xlsx", "--findings", "./f.xlsx"], "ชื่อเดียวกัน", id="the report"
    ),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_a_bad_place_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    good = FIXTURES / "layouts" / "html_tags.xlsx"
    (tmp_path / "ก.xlsx").write_bytes(good.read_bytes())
    ran = ita_xlsx(*arguments, folder=tmp_path)
    assert ran.code in (2, 3) and says in ran.err and len(ran.err.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["ก.xlsx"]
    assert (tmp_path / "ก.xlsx").read_bytes() == good.read_bytes()
