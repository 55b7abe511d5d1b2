"""Marked copies: everything of the sender's workbook is kept, nothing that was mended is lost."""

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import cast
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from command import ita_xlsx
from hypothesis import given
from hypothesis import strategies as st

import ita_xlsx as library
from ita_xlsx.findings import Example, Finding, Rule, Severity
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.language import Sentence
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.stamp import (
    FORM_SHEET,
    NOTE_FIRST,
    RETURN_PROPERTY,
    RETURN_SHEET,
    without_marks,
)
from ita_xlsx.provenance import is_unchanged
from ita_xlsx.report.returns.copy import marked_copy
from ita_xlsx.report.returns.marks import CannotMark
from ita_xlsx.report.returns.names import return_name
from ita_xlsx.verbs.reports import Reports, make_reports

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
FIXTURES = ROOT / "tests" / "fixtures"
MARKABLE = sorted(
    path
    for folder in ("kinds", "layouts")
    for path in (FIXTURES / folder).iterdir()
    if path.suffix in (".xlsx", ".xlsm") and path.stem != "strict"
)


def rule(code: str, severity: str, message: str) -> Rule:
    text = Sentence(message, message)
    fix = Sentence("โปรดแก้ “{value}”", "Mend “{value}”")
    title = Sentence("เรื่อง", "title")
    return Rule(code, cast(Severity, severity), title, text, fix, fails=Example())


ERROR = rule("M901", "error", "ผิดพลาด “{value}” <&>~")
WARNING = rule("M902", "warning", "น่าสงสัย “{value}”")
NOTE = rule("T901", "info", "แจ้งให้ทราบ")


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        names = (name for name in package.namelist() if not name.endswith("/"))
        return {name: package.read(name) for name in names}


def first_sheet(path: Path) -> str:
    with ZipFile(path) as package:
        book = package.read("xl/workbook.xml").decode()
    match = re.search(r'<sheet [^>]*?name="([^"]*)"', book)
    assert match is not None
    return match[1]


def findings_in(sheet: str, *cells: str, file: str = "ก.xlsx") -> list[Finding]:
    return [Finding(ERROR, file, sheet, cell, "deadline", "ค่าเดิม") for cell in cells]


# What a mark adds to a part that was there; without it the part is the sender's, byte for byte.
ADDED = re.compile(
    rb'<(?:\w+:)?conditionalFormatting sqref="[^"]*"><(?:\w+:)?cfRule type="expression"[^>]*>'
    rb'<(?:\w+:)?formula>LEN\("ita_xlsx"\)[^<]*</(?:\w+:)?formula></(?:\w+:)?cfRule>'
    rb'</(?:\w+:)?conditionalFormatting>|<(?:\w+:)?legacyDrawing xmlns:r=[^>]*"rId\d+"/>'
)
EXTENDED = re.compile(
    r"\[Content_Types\]\.xml|xl/styles\.xml|xl/workbook\.xml|docProps/custom\.xml|.*\.rels"
    r"|xl/comments.*|xl/.*\.vml", re.IGNORECASE,
)  # fmt: skip


# What rows get in a sheet that gives none.
HEIGHT = re.compile(rb'(<(?:\w+:)?row\b[^<>]*?)\sht="[\d.]+"')


def unselected(sheet: bytes) -> bytes:
    return re.sub(rb'\stabSelected="\w+"', b"", sheet)


@pytest.mark.parametrize("path", MARKABLE, ids=lambda path: path.name)
def test_every_part_is_kept(path: Path) -> None:
    """No list of what is kept: everything is, but for the parts that must name the new ones."""
    before = path.read_bytes()
    cells = findings_in(first_sheet(path), "E10", "B9")
    marked = marked_copy(before, cells)
    assert marked.suffix == path.suffix
    old, new = parts_of(before), parts_of(marked.content)
    assert old.keys() <= new.keys()
    for name, content in old.items():
        if "/worksheets/" in name and name.endswith(".xml"):
            as_sent = ADDED.sub(b"", new[name])
            if b' ht="' not in content:
                as_sent = HEIGHT.sub(rb"\1", as_sent)
            assert unselected(as_sent) == unselected(content), name
        elif not EXTENDED.fullmatch(name):
            assert new[name] == content, name


@pytest.mark.parametrize("path", MARKABLE, ids=lambda path: path.name)
def test_the_parts_that_are_extended_hold_all_that_they_held(path: Path) -> None:
    """Every element of the old styles, names, relationships and types is in the new part."""
    before = path.read_bytes()
    old = parts_of(before)
    new = parts_of(marked_copy(before, findings_in(first_sheet(path), "E10")).content)
    for name in filter(EXTENDED.fullmatch, old):
        missing = elements(old[name]) - elements(new[name])
        assert not missing, name


def elements(part: bytes) -> Counter[object]:
    """Each element with its attributes and text, but for what counts and numbers the others."""
    return Counter(
        (one.tag, frozenset((k, v) for k, v in one.items() if k not in RENUMBERED), one.text)
        for one in ElementTree.fromstring(part).iter()
    )


RENUMBERED = {"count", "localSheetId", "activeTab", "firstSheet"}


@pytest.mark.parametrize("path", MARKABLE, ids=lambda path: path.name)
def test_the_values_formats_and_sheets_are_what_they_were(path: Path) -> None:
    sheet = first_sheet(path)
    content = marked_copy(path.read_bytes(), findings_in(sheet, "E10", "B9")).content
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(BytesIO(content))
    assert new.sheetnames == [RETURN_SHEET, *old.sheetnames]
    assert new.active is not None and new.active.title == RETURN_SHEET
    assert [one.title for one in new if one.sheet_view.tabSelected] == [RETURN_SHEET]
    for before in old.worksheets:
        after = new[before.title]
        assert after.sheet_state == before.sheet_state
        for row in before.iter_rows():
            for cell in row:
                twin = after[cell.coordinate]
                assert twin.value == cell.value
                if cell.has_style:
                    assert [repr(getattr(twin, name)) for name in LOOK] == [
                        repr(getattr(cell, name)) for name in LOOK
                    ]


LOOK = ("font", "fill", "border", "alignment", "number_format", "protection")


def test_our_own_form_keeps_lists_prompts_formats_names_protection_and_print() -> None:
    row = dict.fromkeys(KEYS, "ก")
    form = form_bytes(Prefill({"organisation": "อบต."}, [row], frozenset({"organisation"})))
    old = openpyxl.load_workbook(BytesIO(form))
    content = marked_copy(form, findings_in(FORM_SHEET, "E9")).content
    new = openpyxl.load_workbook(BytesIO(content))
    assert list(old.defined_names) == list(new.defined_names)
    assert {one.name for one in old.custom_doc_props.props} < {
        one.name for one in new.custom_doc_props.props
    }
    for sheet in old.worksheets:
        twin = new[sheet.title]
        assert str(twin.data_validations) == str(sheet.data_validations)
        assert twin.data_validations.count == sheet.data_validations.count
        formats = {str(one.sqref) for one in sheet.conditional_formatting}
        assert formats <= {str(one.sqref) for one in twin.conditional_formatting}
        for name in ("protection", "page_setup", "page_margins", "print_options", "freeze_panes",
                     "print_title_rows", "print_area", "sheet_state", "merged_cells",
                     "oddFooter", "sheet_format"):  # fmt: skip
            assert str(getattr(twin, name)) == str(getattr(sheet, name)), name
        widths = {key: one.width for key, one in sheet.column_dimensions.items()}
        assert {key: one.width for key, one in twin.column_dimensions.items()} == widths
    assert new[FORM_SHEET].protection.sheet and not new[FORM_SHEET]["E9"].protection.locked


def test_a_name_that_holds_in_one_sheet_still_holds_in_that_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    second = book.create_sheet("สอง")
    second.print_title_rows = "1:2"
    second.print_area = "A1:C9"
    first["A1"] = "ก"
    path = tmp_path / "a.xlsx"
    book.save(path)
    content = marked_copy(path.read_bytes(), findings_in("สอง", "A1")).content
    twin = openpyxl.load_workbook(BytesIO(content))["สอง"]
    assert twin.print_title_rows == second.print_title_rows
    assert twin.print_area == second.print_area


def test_several_findings_on_one_cell_are_one_note_in_the_colour_of_the_worst() -> None:
    findings = [
        Finding(WARNING, "ก.xlsx", FORM_SHEET, "E9", "deadline", "ก"),
        Finding(ERROR, "ก.xlsx", FORM_SHEET, "E9", "deadline", "ข"),
        Finding(NOTE, "ก.xlsx", FORM_SHEET, "F9"),
    ]
    book = openpyxl.load_workbook(BytesIO(marked_copy(form_bytes(Prefill()), findings).content))
    note = book[FORM_SHEET]["E9"].comment.text
    assert note.index("ต้องแก้ไข: ผิดพลาด “ข” <&>~") < note.index("ควรตรวจ: น่าสงสัย “ก”")
    assert note.count("วิธีแก้: ") == 2 and book[FORM_SHEET]["F9"].comment is None
    areas = [str(one.sqref) for one in book[FORM_SHEET].conditional_formatting]
    assert areas.count("E9") == 1
    listed = [row[4] for row in book[RETURN_SHEET].iter_rows(min_row=5, values_only=True)]
    assert listed == ["ผิดพลาด “ข” <&>~", "น่าสงสัย “ก”"]


def test_the_list_comes_first_with_a_link_to_each_cell() -> None:
    path = FIXTURES / "layouts" / "apostrophes.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = "กอง'คลัง ๑"
    buffer = BytesIO()
    book.save(buffer)
    findings = [*findings_in("กอง'คลัง ๑", "E10"), Finding(ERROR, "ก.xlsx")]
    content = marked_copy(buffer.getvalue(), findings).content
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert sheet.title == RETURN_SHEET and sheet.max_row == 6
    linked = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    links = {cell.coordinate: cell.hyperlink.location for cell in linked}
    assert links == {"D5": "'กอง''คลัง ๑'!E10"}


def test_a_note_that_was_there_is_kept_and_ours_stands_behind_it() -> None:
    path = FIXTURES / "layouts" / "notes.xlsx"
    sheet = first_sheet(path)
    notes = {
        cell.coordinate: cell.comment.text
        for row in openpyxl.load_workbook(path)[sheet].iter_rows()
        for cell in row
        if cell.comment
    }
    assert notes
    content = marked_copy(path.read_bytes(), findings_in(sheet, *notes, "E8")).content
    twin = openpyxl.load_workbook(BytesIO(content))[sheet]
    for cell, text in notes.items():
        marked = twin[cell].comment.text
        assert marked.startswith(text) and NOTE_FIRST in marked
        assert without_marks(marked) == text
    assert twin["E8"].comment.text.startswith(NOTE_FIRST)


def test_a_mark_within_a_merged_cell_stands_where_it_can_be_seen() -> None:
    path = FIXTURES / "layouts" / "merged_owner_deadline.xlsx"
    sheet = first_sheet(path)
    area = next(iter(openpyxl.load_workbook(path)[sheet].merged_cells.ranges))
    last = openpyxl.utils.get_column_letter(area.max_col) + str(area.max_row)
    content = marked_copy(path.read_bytes(), findings_in(sheet, last)).content
    first = openpyxl.load_workbook(BytesIO(content))[sheet].cell(area.min_row, area.min_col)
    assert first.comment is not None and NOTE_FIRST in first.comment.text


def test_macros_stay_in_a_workbook_with_macros() -> None:
    path = FIXTURES / "kinds" / "macro.xlsm"
    marked = marked_copy(path.read_bytes(), findings_in(first_sheet(path), "E10"))
    old, new = parts_of(path.read_bytes()), parts_of(marked.content)
    assert marked.suffix == ".xlsm"
    assert {name: new[name] for name in old if "vba" in name.lower()} == {
        name: part for name, part in old.items() if "vba" in name.lower()
    }
    assert b"macroEnabled" in new["[Content_Types].xml"]


UNMERGED = [path for path in MARKABLE[::4] if "seed" not in path.stem]


@pytest.mark.parametrize("path", UNMERGED, ids=lambda path: path.name)
def test_a_second_marking_leaves_no_mark_of_the_first(path: Path) -> None:
    sheet = first_sheet(path)
    once = marked_copy(path.read_bytes(), findings_in(sheet, "B9", "E10")).content
    twice = marked_copy(once, findings_in(sheet, "C9")).content
    book = openpyxl.load_workbook(BytesIO(twice))
    assert book.sheetnames.count(RETURN_SHEET) == 1 and book.sheetnames[0] == RETURN_SHEET
    noted = [
        cell.coordinate
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.comment and NOTE_FIRST in cell.comment.text
    ]
    assert noted == ["C9"]
    assert book[RETURN_SHEET].max_row == 5
    (area,) = [
        str(area.sqref)
        for area in book[sheet].conditional_formatting
        if "ita_xlsx" in area.rules[0].formula[0]
    ]
    assert area == "C9"
    drawings = [part for name, part in parts_of(twice).items() if name.endswith(".vml")]
    assert sum(part.count(b"<x:Row>8</x:Row><x:Column>1</x:Column>") for part in drawings) == 0


def test_the_same_input_gives_the_same_bytes() -> None:
    path = EXAMPLE / "กองคลัง.xlsx"
    findings = findings_in(FORM_SHEET, "E9", "F10")
    assert marked_copy(path.read_bytes(), findings) == marked_copy(path.read_bytes(), findings)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"<table></table>", (FIXTURES / "kinds" / "strict.xlsx").read_bytes(),
     (FIXTURES / "kinds" / "libreoffice.ods").read_bytes(),
     (FIXTURES / "kinds" / "libreoffice.xls").read_bytes(),
     (FIXTURES / "kinds" / "excel-like.xlsb").read_bytes()],
)  # fmt: skip
def test_what_is_not_built_as_known_is_not_marked(content: bytes) -> None:
    with pytest.raises(CannotMark):
        marked_copy(content, findings_in("ก", "A1"))


@given(st.binary(max_size=40), st.integers(0, 5_000))
def test_a_damaged_package_is_marked_or_refused(noise: bytes, at: int) -> None:
    content = bytearray(form_bytes_once())
    content[at : at + len(noise)] = noise
    try:
        marked_copy(bytes(content), findings_in(FORM_SHEET, "E9"))
    except CannotMark:
        return


def form_bytes_once(kept: list[bytes] = []) -> bytes:  # noqa: B006 - kept on purpose
    if not kept:
        kept.append(form_bytes(Prefill()))
    return kept[0]


# --- the folder of copies -------------------------------------------------------------------------


def check(folder: Path, returns: Path) -> library.Checked:
    return library.check([folder], reports=Reports(returns=returns))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A folder with a workbook of each kind in which something is to be mended."""
    folder = tmp_path / "ส่งกลับ"
    folder.mkdir()
    book = openpyxl.load_workbook(EXAMPLE / "กองคลัง.xlsx")
    book[FORM_SHEET]["E9"] = None
    book[FORM_SHEET]["F10"] = None
    book.save(folder / "กองคลัง.xlsx")
    return folder


def measures(folder: Path) -> list[tuple[object, ...]]:
    frame = library.check([folder]).round.measures
    return list(frame[[*KEYS, "note", "division"]].itertuples(index=False, name=None))


def test_an_unmended_copy_reads_as_the_original(faulty: Path, tmp_path: Path) -> None:
    checked = check(faulty, tmp_path / "แก้ไข")
    (copy,) = checked.returned
    assert copy.name == "กองคลัง (แก้ไข).xlsx" and checked.not_returned == ()
    again = library.check([copy.parent])
    assert measures(copy.parent) == measures(faulty)
    told = [(one.rule.code, one.sheet, one.cell, one.value) for one in checked.findings]
    assert [(one.rule.code, one.sheet, one.cell, one.value) for one in again.findings] == told


def test_a_mended_copy_merges_without_a_trace(faulty: Path, tmp_path: Path) -> None:
    checked = check(faulty, tmp_path / "แก้ไข")
    book = openpyxl.load_workbook(checked.returned[0])
    book[FORM_SHEET]["E9"], book[FORM_SHEET]["F10"] = "ม.ค. – มี.ค. ๖๖", "เผยแพร่แล้วบนเว็บไซต์"
    book.save(checked.returned[0])
    output = tmp_path / "รายงาน.xlsx"
    merged = library.merge([checked.returned[0].parent], output)
    cells = {(one.cell, one.rule.code) for one in merged.checked.findings}
    assert not {cell for cell, code in cells if code == "M001"} & {"E9", "F10"}
    texts = [str(v) for sheet in openpyxl.load_workbook(output) for row in
             sheet.iter_rows(values_only=True) for v in row if v is not None]  # fmt: skip
    assert not any(word in text for text in texts for word in (NOTE_FIRST, RETURN_SHEET, "วิธีแก้"))
    assert any("เผยแพร่แล้วบนเว็บไซต์" in text for text in texts)


def test_twice_a_day_the_copies_are_renewed(faulty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "แก้ไข"
    first = check(faulty, folder)
    content = first.returned[0].read_bytes()
    assert is_unchanged(content, RETURN_PROPERTY)
    assert check(faulty, folder).returned == first.returned
    assert first.returned[0].read_bytes() == content


def test_a_copy_in_which_somebody_worked_is_never_overwritten(faulty: Path, tmp_path: Path) -> None:
    (copy,) = check(faulty, tmp_path / "แก้ไข").returned
    book = openpyxl.load_workbook(copy)
    book[FORM_SHEET]["E9"] = "ม.ค. – มี.ค. ๖๖"
    book.save(copy)
    mended = copy.read_bytes()
    assert not is_unchanged(mended, RETURN_PROPERTY)
    reports = ("--findings", "f.xlsx", "--returns", "แก้ไข")
    ran = ita_xlsx("merge", faulty, "-o", "r.xlsx", *reports, folder=tmp_path)
    assert ran.code == 3 and copy.name in ran.err and len(ran.err.strip().splitlines()) == 1
    assert copy.read_bytes() == mended
    assert not (tmp_path / "r.xlsx").exists() and not (tmp_path / "f.xlsx").exists()


def test_copies_in_a_scanned_folder_are_read_mended_or_not(faulty: Path, tmp_path: Path) -> None:
    (copy,) = check(faulty, tmp_path / "แก้ไข").returned
    (faulty / "กองคลัง.xlsx").unlink()
    shutil.copy(copy, faulty / copy.name)
    assert len(library.check([faulty]).round.measures) == 4


def test_copies_are_not_put_among_the_files_that_are_read(faulty: Path) -> None:
    before = sorted(faulty.iterdir())
    ran = ita_xlsx("check", ".", "--returns", ".", folder=faulty)
    assert ran.code == 2 and "โฟลเดอร์อื่น" in ran.err
    within = ita_xlsx("check", ".", "--recursive", "--returns", "แก้ไข", folder=faulty)
    assert within.code == 2 and sorted(faulty.iterdir()) == before


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb", "csv", "strict"])
def test_what_cannot_be_annotated_comes_back_as_a_form_with_its_answers(
    tmp_path: Path, ending: str
) -> None:
    name = {"xls": "libreoffice.xls", "ods": "libreoffice.ods", "xlsb": "excel-like.xlsb",
            "csv": "utf8.csv", "strict": "strict.xlsx"}[ending]  # fmt: skip
    folder = tmp_path / "ส่งกลับ"
    folder.mkdir()
    shutil.copy(FIXTURES / "kinds" / name, folder / name)
    read = library.check([folder])
    (submission,) = read.round.submissions
    row = int(read.round.measures["row"][1])
    cell = submission.cell(row, "result")
    finding = Finding(ERROR, submission.file, submission.sheet, cell, "result", "ค่าเดิม")
    checked = replace(read, findings=(finding,))
    _, files = make_reports(checked, Reports(returns=tmp_path / "แก้ไข"), ())
    ((path, content),) = files
    assert path.suffix == ".xlsx"
    book = openpyxl.load_workbook(BytesIO(content))
    assert NOTE_FIRST in book[FORM_SHEET]["F10"].comment.text
    above = " ".join(str(book[RETURN_SHEET].cell(row, 1).value) for row in range(1, 6))
    assert name in above and "แบบฟอร์มใหม่" in above
    back = tmp_path / "กลับมา"
    back.mkdir()
    (back / "form.xlsx").write_bytes(content)
    typed = [row[: len(KEYS)] for row in measures(back)]
    assert typed == [row[: len(KEYS)] for row in measures(folder)]
    assert library.check([back]).round.submissions[0].division == submission.division


def test_an_unreadable_file_is_named_instead(faulty: Path, tmp_path: Path) -> None:
    (faulty / "เสีย.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    ran = ita_xlsx("check", faulty, "--returns", "แก้ไข", folder=tmp_path)
    assert "ทำสำเนาไม่ได้" in ran.out and "เสีย.xlsx" in ran.out
    assert [path.name for path in (tmp_path / "แก้ไข").iterdir()] == ["กองคลัง (แก้ไข).xlsx"]


def test_a_file_without_anything_to_mend_is_not_returned(tmp_path: Path) -> None:
    folder = tmp_path / "ส่งกลับ"
    folder.mkdir()
    shutil.copy(FIXTURES / "layouts" / "extra_sheet.xlsx", folder)
    read = library.check([folder])
    checked = replace(read, findings=(Finding(NOTE, read.round.sources[0].file),))
    _, files = make_reports(checked, Reports(returns=tmp_path / "แก้ไข"), ())
    assert files == []


# --- names ----------------------------------------------------------------------------------------

NAMES: list[tuple[Sequence[str], Sequence[str]]] = [
    (["กองคลัง.xlsx"], ["กองคลัง (แก้ไข).xlsx"]),
    (["กองคลัง (แก้ไข).xlsx"], ["กองคลัง (แก้ไข).xlsx"]),
    (["ก/กองคลัง.xlsx", "ข/กองคลัง.xls"], ["กองคลัง (แก้ไข).xlsx", "กองคลัง (แก้ไข 2).xlsx"]),
    (["A.xlsx", "a.xlsx"], ["A (แก้ไข).xlsx", "a (แก้ไข 2).xlsx"]),
    (["ผล: ก?ข*.xlsx"], ["ผล_ ก_ข_ (แก้ไข).xlsx"]),
    (["CON.xlsx"], ["_CON (แก้ไข).xlsx"]),
]


@pytest.mark.parametrize(("files", "expected"), NAMES)
def test_names(files: Sequence[str], expected: Sequence[str]) -> None:
    taken: dict[str, int] = {}
    assert [return_name(file, ".xlsx", taken) for file in files] == expected


@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_names_are_safe_everywhere_and_differ(stems: list[str]) -> None:
    taken: dict[str, int] = {}
    names = [return_name(f"{stem}.xlsx", ".xlsx", taken) for stem in stems]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name.encode()) <= 255 and not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert not name.startswith(" ") and name.endswith(").xlsx")
