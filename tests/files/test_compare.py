"""The command ``compare``: its text, its JSON, its workbook."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import xlsxwriter
from command import ita_xlsx as run
from goodform import good_cells
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

import ita_xlsx
import ita_xlsx as library
from ita_xlsx.consolidation.matching import SURE
from ita_xlsx.findings.changes import CHANGE_KINDS
from ita_xlsx.model.comparison import Compared
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.stamp import FORM_SHEET
from ita_xlsx.report import comparison
from ita_xlsx.report.comparison import MEASURES_SHEET
from ita_xlsx.xlsx.limits import CUT

ROOT = Path(__file__).parents[2]
RETURNED = ROOT / "examples" / "kut_rung" / "returned"
SCHEMA = json.loads((ROOT / "docs" / "compare-output.schema.json").read_text("utf-8"))


def edit(folder: Path, file: str, changes: dict[tuple[str, str], str]) -> None:
    """Type into a returned form: the measure by its number, the column by its key."""
    workbook = load_workbook(folder / file)
    sheet = workbook[FORM_SHEET]
    header = next(r for r in sheet.iter_rows() if any(c.value == BY_KEY["issue"].header for c in r))
    columns = {cell.value: cell.column for cell in header}
    rows = {sheet.cell(row, 1).value: row for row in range(header[0].row + 1, sheet.max_row + 1)}
    for (number, key), text in changes.items():
        sheet.cell(rows[number], columns[BY_KEY[key].header]).value = text
    workbook.save(folder / file)


TWELVE_MONTHS = {
    ("๑", "result"): "ได้ศึกษาคู่มืออย่างละเอียด และเผยแพร่ข้อมูลบนเว็บไซต์หลักแล้ว",
    ("๑", "steps"): "๑. แสดงข้อมูลของผู้บริหารสูงสุดและผู้ดำรงตำแหน่งทางการบริหารของหน่วยงาน",
    ("๒", "responsible"): "กองคลัง",
    ("๓", "deadline"): "เม.ย. – มิ.ย. ๖๖",
    ("๔", "status"): "ยกเลิก",
    ("๕", "status"): "อยู่ระหว่างดำเนินการ",
    ("๖", "evidence"): "https://example.go.th/stat",
    ("๑๒", "issue"): "โครงสร้าง",
    ("๑๒", "steps"): "แสดงแผนผังส่วนราชการ",
}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example's six-month report, and a twelve-month report made from it."""
    folder = tmp_path_factory.mktemp("rounds")
    shutil.copytree(RETURNED, folder / "later")
    edit(folder / "later", "สำนักปลัด.xlsx", TWELVE_MONTHS)
    for path in (folder / "later").iterdir():
        workbook = load_workbook(path)
        sheet = workbook[FORM_SHEET]
        months = next(
            c for row in sheet.iter_rows(max_row=8) for c in row if c.value == "รอบ 6 เดือน"
        )
        months.value = "รอบ 12 เดือน"
        workbook.save(path)
    ita_xlsx.merge([RETURNED], folder / "old.xlsx")
    ita_xlsx.merge([folder / "later"], folder / "new.xlsx")
    return folder / "old.xlsx", folder / "new.xlsx"


def by_number(measures: tuple[Compared, ...], side: str) -> dict[str, Compared]:
    named = {getattr(one, side).texts["number"]: one for one in measures if getattr(one, side)}
    return named


EXPECTED: dict[str, set[str]] = {
    "๑": {"reworded", "result_changed", "suggestion_acted"},
    "๒": {"owner_changed"},
    "๓": {"deadline_changed"},
    "๔": {"status_cancelled"},
    "๕": {"status_back"},
    "๖": {"evidence_added"},
    "๗": set(),
    "๑๒": {"added"},
}


def test_the_twelve_month_report_against_the_six_month_one(rounds: tuple[Path, Path]) -> None:
    compared = library.compare(*rounds)
    new = by_number(compared.measures, "new")
    assert {n: {c.kind.code for c in new[n].changes} for n in EXPECTED} == EXPECTED
    gone = [one for one in compared.measures if one.new is None]
    assert [one.old.texts["number"] for one in gone if one.old] == ["๑๒"]
    assert compared.counts()["all"] == 15 and compared.counts("กองคลัง")["all"] == 4


def test_an_old_suggestion_without_a_trace_is_a_question(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "later"
    shutil.copytree(rounds[1].parent / "later", folder)
    edit(folder, "สำนักปลัด.xlsx", {("๑", "result"): "ยังไม่ได้ศึกษาคู่มือ และยังไม่ได้เผยแพร่บนเว็บไซต์หลัก"})
    ita_xlsx.merge([folder], tmp_path / "new.xlsx")
    new = by_number(library.compare(rounds[0], tmp_path / "new.xlsx").measures, "new")
    assert "suggestion_open" in {change.kind.code for change in new["๑"].changes}


def test_a_report_against_itself_says_so(rounds: tuple[Path, Path]) -> None:
    ran = run("compare", rounds[0], rounds[0])
    assert ran.code == 0 and "ไม่พบความแตกต่าง" in ran.out
    assert "เป็นไฟล์เดียวกัน" in ran.err


def test_the_later_report_first_is_asked_about(rounds: tuple[Path, Path]) -> None:
    assert "สลับกันหรือไม่" in run("compare", rounds[1], rounds[0]).err
    assert "สลับ" not in run("compare", rounds[0], rounds[1]).err


def test_only_the_totals_are_printed_beside_a_workbook(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = run("compare", *rounds, "-o", tmp_path / "c.xlsx")
    assert ran.code == 0 and "สรุป" in ran.out and "[-" not in ran.out


def test_the_text_marks_words_and_counts_each_kind(rounds: tuple[Path, Path]) -> None:
    ran = run("compare", *rounds)
    assert ran.code == 0
    assert "[-" in ran.out and "{+" in ran.out and "สำนักปลัด -> กองคลัง" in ran.out
    assert "รอบ 6 เดือน" in ran.out and "รอบ 12 เดือน" in ran.out
    english = run("compare", *rounds, "--lang", "en")
    assert "owner changed" in english.out and "In all" in english.out


def test_the_json_keeps_its_schema(rounds: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "compared.xlsx"
    ran = run("compare", *rounds, "--format", "json", "-o", output)
    told = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["output"] == output.as_posix() and ran.code == 0
    assert set(SCHEMA["$defs"]["kind"]["enum"]) == {kind.code for kind in CHANGE_KINDS}


def test_every_kind_stands_in_the_docs_under_its_sign() -> None:
    page = (ROOT / "docs" / "compare.md").read_text("utf-8")
    assert [kind.sign for kind in CHANGE_KINDS if f"`{kind.sign}`" not in page] == []
    assert len({kind.sign for kind in CHANGE_KINDS}) == len(CHANGE_KINDS)
    assert f"ต่ำกว่า {SURE:.2f}" in page and f"From {SURE:.2f} on" in page


def test_the_workbook_shows_both_rounds_with_the_words_marked(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    output = tmp_path / "compared.xlsx"
    library.compare(*rounds, output)
    sheet = load_workbook(output, rich_text=True)[MEASURES_SHEET]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))
    assert sheet.max_row == 1 + 15 and sheet.auto_filter.ref and sheet.freeze_panes == "C2"
    assert first["เครื่องหมาย"].value == "~ * /"
    marked = first["ผลการดำเนินการ (ครั้งนี้)"].value
    assert isinstance(marked, CellRichText)
    assert str(marked) == TWELVE_MONTHS[("๑", "result")]
    assert any(run.font.b and run.font.u for run in marked if not isinstance(run, str))
    struck = first["ผลการดำเนินการ (ครั้งก่อน)"].value
    assert any(run.font.strike for run in struck if not isinstance(run, str))


def test_what_exceeds_one_sheet_goes_on_in_a_second(
    rounds: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "TABLE_ROWS", 10)
    library.compare(*rounds, tmp_path / "compared.xlsx")
    book = load_workbook(tmp_path / "compared.xlsx")
    rows = [book[name].max_row for name in book.sheetnames if name.startswith(MEASURES_SHEET)]
    assert rows == [1 + 10, 1 + 5]


def test_a_changed_text_that_no_cell_holds_is_cut_with_a_remark(tmp_path: Path) -> None:
    for name, letter in (("old", "ข"), ("new", "ค")):
        (tmp_path / name).mkdir()
        with xlsxwriter.Workbook(str(tmp_path / name / "a.xlsx")) as book:
            page = book.add_worksheet("แบบรายงาน")
            for address, typed in good_cells().items():
                page.write_string(address, typed)
            page.write_string("C10", "จัดทำประกาศ และ")
            page.write_string("C11", "ก" * 20_000 + " " + letter * 9 + " และ")
            page.write_string("C12", "ก" * 20_000)
    library.compare(tmp_path / "old", tmp_path / "new", tmp_path / "compared.xlsx")
    rows = load_workbook(tmp_path / "compared.xlsx")[MEASURES_SHEET].values
    assert len([cell for row in rows for cell in row if str(cell).endswith(CUT)]) == 2


def test_the_same_rounds_give_the_same_bytes_and_stay_as_they_were(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    before = [path.read_bytes() for path in rounds]
    for name in ("one.xlsx", "two.xlsx"):
        library.compare(*rounds, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert [path.read_bytes() for path in rounds] == before


def test_a_comparison_in_a_folder_is_passed_over(rounds: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    shutil.copytree(RETURNED, folder)
    library.compare(*rounds, folder / "compared.xlsx")
    assert len(ita_xlsx.check([folder]).round.sources) == 3


Arguments = Callable[[Path, Path], list[object]]
REFUSED: list[tuple[str, int, Arguments]] = [
    ("นำเข้า", 2, lambda old, new: [old, new, "-o", new]),
    ("ไม่พบ", 3, lambda old, new: [old, old.with_name("missing.xlsx")]),
    ("ยังไม่ได้ระบุ", 2, lambda old, new: [old]),
]


@pytest.mark.parametrize(("says", "code", "arguments"), REFUSED)
def test_what_cannot_be_compared_is_one_sentence(
    rounds: tuple[Path, Path], says: str, code: int, arguments: Arguments
) -> None:
    ran = run("compare", *arguments(*rounds))
    assert ran.code == code and says in ran.err and len(ran.err.splitlines()) == 1
