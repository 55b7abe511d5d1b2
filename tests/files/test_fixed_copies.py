"""A fixed copy takes the place of the file that it was made from, whatever it is called."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command import Type
from goodform import write_example

import ita_xlsx
from ita_xlsx.findings import Example
from ita_xlsx.official.stamp import COPY_OF_PROPERTY, FORM_SHEET
from ita_xlsx.verbs.reports import Reports
from ita_xlsx.verbs.stages import Checked

WRONG = Example({"F10": "", "E9": "ไม่ทราบ"})
FIXED = {"F10": "จัดประชุมประชาคมแล้ว ๔ ครั้ง เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕", "E9": "ธ.ค. ๖๕"}


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A folder with a form in which something is to be fixed."""
    folder = tmp_path / "returned"
    folder.mkdir()
    (file,) = write_example(WRONG, tmp_path)
    file.replace(folder / "สป.xlsx")
    return folder


def copy_of(returned: Path, name: str) -> bytes:
    """The marked copy of a file in the folder, as it is sent back."""
    to = returned.parent / "แก้ไข"
    shutil.rmtree(to, ignore_errors=True)
    checked = ita_xlsx.check([returned / name], reports=Reports(returns=to))
    return checked.returned[0].read_bytes()


def fix(copy: bytes, to: Path, cells: Mapping[str, str], sheet: str = FORM_SHEET) -> None:
    """Type into a copy, and save it elsewhere."""
    book = openpyxl.load_workbook(BytesIO(copy))
    for cell, text in cells.items():
        book[sheet][cell] = text or None
    book.save(to)


def counted(checked: Checked) -> set[str]:
    return {Path(file).name for file in checked.counting.measures["file"]}


def replaced(checked: Checked) -> dict[str, object]:
    """The files that another one takes the place of."""
    return {
        Path(one.file).name: one.words["copy"]
        for one in checked.findings
        if one.rule.code == "R010"
    }


@pytest.mark.parametrize("name", ["สป (แก้ไข).xlsx", "ก ส่งใหม่.xlsx", "0.xlsx", "ํ.xlsx"])
def test_it_takes_the_place_under_whatever_name(returned: Path, name: str) -> None:
    fix(copy_of(returned, "สป.xlsx"), returned / name, FIXED)
    checked = ita_xlsx.check([returned])
    assert (replaced(checked), counted(checked)) == ({"สป.xlsx": name}, {name})
    assert not checked.has_errors and len(checked.round.sources) == 2
    assert {path.name for path in returned.iterdir()} == {"สป.xlsx", name}


def test_it_does_when_its_division_year_or_round_was_what_was_wrong(returned: Path) -> None:
    for cell, wrong, right in (
        ("F3", "กองช้าง", "กองช่าง"), ("F4", "2565", "2566"), ("F5", "", "รอบ 6 เดือน"),
    ):  # fmt: skip
        fix((returned / "สป.xlsx").read_bytes(), returned / "สป.xlsx", {**FIXED, cell: wrong})
        fix(copy_of(returned, "สป.xlsx"), returned / "ใหม่.xlsx", {cell: right})
        assert replaced(ita_xlsx.check([returned])) == {"สป.xlsx": "ใหม่.xlsx"}, cell
        (returned / "ใหม่.xlsx").unlink()


@pytest.mark.parametrize("middle", [True, False])
def test_fixed_twice_the_last_counts_whether_or_not_the_first_is_still_there(
    returned: Path, middle: bool
) -> None:
    fix(copy_of(returned, "สป.xlsx"), returned / "ครั้งที่ 1.xlsx", {"E9": "ธ.ค. ๖๕"})
    fix(copy_of(returned, "ครั้งที่ 1.xlsx"), returned / "แก้แล้ว.xlsx", FIXED)
    older = {"สป.xlsx", "ครั้งที่ 1.xlsx"}
    if not middle:
        (returned / "ครั้งที่ 1.xlsx").unlink()
        older.remove("ครั้งที่ 1.xlsx")
    checked = ita_xlsx.check([returned])
    assert (set(replaced(checked)), counted(checked)) == (older, {"แก้แล้ว.xlsx"})


def test_what_is_fixed_back_again_counts(returned: Path) -> None:
    fix(copy_of(returned, "สป.xlsx"), returned / "1.xlsx", {"E9": "ธ.ค. ๖๕"})
    fix(copy_of(returned, "1.xlsx"), returned / "2.xlsx", {"E9": "ไม่ทราบ"})
    checked = ita_xlsx.check([returned])
    assert set(replaced(checked)) == {"1.xlsx"}
    assert len(counted(checked)) == 1 and counted(checked) <= {"2.xlsx", "สป.xlsx"}


def test_a_copy_that_nobody_fixed_is_the_same_content(returned: Path) -> None:
    copy = copy_of(returned, "สป.xlsx")
    (returned / "สำเนา.xlsx").write_bytes(copy)
    checked = ita_xlsx.check([returned])
    assert not replaced(checked) and len(counted(checked)) == 1
    fix(copy, returned / "แก้แล้ว.xlsx", FIXED)
    assert counted(ita_xlsx.check([returned])) == {"แก้แล้ว.xlsx"}


def test_two_fixed_copies_that_differ_are_asked_about(ita: Type, returned: Path) -> None:
    copy = copy_of(returned, "สป.xlsx")
    fix(copy, returned / "คนหนึ่ง.xlsx", FIXED)
    fix(copy, returned / "อีกคน.xlsx", {**FIXED, "E9": "พ.ย. ๖๕"})
    checked = ita_xlsx.check([returned])
    assert set(replaced(checked)) == {"สป.xlsx"}
    assert [one.rule.code for one in checked.findings if one.rule.severity == "error"] == ["R002"]
    ran = ita(folder=returned.parent)
    step = next(line for line in ran.out.splitlines() if "ส่ง 2 ไฟล์" in line)
    assert "คนหนึ่ง.xlsx" in ran.out and "สำนักปลัด" in step


def without_stamp(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(path)


def without_origin(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book.custom_doc_props[COPY_OF_PROPERTY]
    book.save(path)


@pytest.mark.parametrize("spoil", [without_stamp, without_origin])
def test_one_that_no_longer_knows_its_file_takes_that_of_its_division(
    returned: Path, spoil: Callable[[Path], None]
) -> None:
    (returned / "คลัง.xlsx").write_bytes(
        write_example(Example({"F3": "กองคลัง"}), returned)[0].read_bytes()
    )
    for other in returned.glob("a*.xlsx"):
        other.unlink()
    fix(copy_of(returned, "สป.xlsx"), returned / "ใหม่.xlsx", FIXED)
    spoil(returned / "ใหม่.xlsx")
    checked = ita_xlsx.check([returned])
    assert replaced(checked) == {"สป.xlsx": "ใหม่.xlsx"}
    assert counted(checked) == {"ใหม่.xlsx", "คลัง.xlsx"}
    # Of two that it may be a copy of, nobody knows which.
    fix((returned / "สป.xlsx").read_bytes(), returned / "สป 2.xlsx", {"E9": "พ.ย. ๖๕"})
    assert not replaced(ita_xlsx.check([returned]))


def test_the_screen_names_the_copies_and_what_took_whose_place(ita: Type, returned: Path) -> None:
    folder = returned.parent
    first = ita(folder=folder)
    assert "สป (แก้ไข).xlsx" in first.out.split("ขั้นต่อไป")[1]
    fix((folder / "ส่งคืนกอง" / "สป (แก้ไข).xlsx").read_bytes(), returned / "x.xlsx", FIXED)
    second = ita(folder=folder)
    assert "x.xlsx ← สป.xlsx" in second.out and "ส่งคืนกอง/ไม่ต้องส่งแล้ว/สป (แก้ไข).xlsx" in second.out
    merged = ita_xlsx.merge_folder(folder, date(2023, 4, 1))
    assert merged is not None and counted(merged.checked) == {"x.xlsx"}
    for command in ("check", "merge -o r.xlsx"):
        assert "x.xlsx ← สป.xlsx" in ita(*command.split(), folder=folder).out


def test_a_copy_of_a_report_takes_its_place_in_the_district(returned: Path) -> None:
    folder = returned.parent / "reports"
    folder.mkdir()
    ita_xlsx.merge([returned], folder / "อบต.ตัวอย่าง.xlsx")
    copy = copy_of(folder, "อบต.ตัวอย่าง.xlsx")
    fixed = {"K2": FIXED["E9"], "L3": FIXED["F10"], "K3": FIXED["E9"], "L2": FIXED["F10"]}
    fix(copy, folder / "b.xlsx", fixed, "ข้อมูล")
    checked = ita_xlsx.check([folder])
    assert replaced(checked) == {"อบต.ตัวอย่าง.xlsx": "b.xlsx"} and counted(checked) == {"b.xlsx"}
