"""What lies beside the returned workbooks and is not read is named, so that nobody misses it."""

import json
import shutil
from pathlib import Path

import pytest
from command import Ran, ita_xlsx
from corpus import EXAMPLE
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.cli.as_text import unread_lines
from ita_xlsx.model import NOTHING_UNREAD, Unread
from ita_xlsx.thai.width import display_width
from ita_xlsx.verbs.reports import Reports

FORM = sorted((EXAMPLE / "returned").glob("*.xlsx"))[0]
NOT_TABLES = "ไม่ได้อ่าน เพราะไม่ใช่ไฟล์ตาราง"
SUB_FOLDERS = "ไม่ได้อ่านโฟลเดอร์ย่อย"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one form, two things that are none, and a sub-folder with another form."""
    write_plan(tmp_path / "plan.xlsx")
    folder = tmp_path / "returned"
    (folder / "เพิ่ม").mkdir(parents=True)
    (folder / "empty").mkdir()
    shutil.copy(FORM, folder / "form.xlsx")
    shutil.copy(FORM, folder / "เพิ่ม" / "form.xlsx")
    for name in ("chang.pdf", "กองคลัง.DOCX", "~$กองคลัง.docx", "draft.eml", "form.pdf"):
        (folder / name).write_bytes(b"not read")
    return tmp_path


COMMANDS: dict[str, list[str]] = {
    "check": ["check", "returned"],
    "merge": ["merge", "returned", "-o", "out.xlsx"],
    "status": ["status", "returned", "--plan", "plan.xlsx"],
}


def said(ran: Ran) -> str:
    """The output on one line, as it was before it was wrapped."""
    return " ".join(ran.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_names_what_it_did_not_read(command: str, place: Path) -> None:
    ran = ita_xlsx(*COMMANDS[command], folder=place)
    told = said(ran)
    assert f"{NOT_TABLES}: chang.pdf, กองคลัง.DOCX หากเป็นแบบรายงาน" in told
    assert f"{SUB_FOLDERS}: เพิ่ม (ใช้ --recursive)" in told
    for name in ("empty", "draft.eml", "form.pdf", "~$"):
        assert name not in told
    # Nothing else has changed: the same without them has the same exit code.
    shutil.rmtree(place / "returned" / "เพิ่ม")
    for name in ("chang.pdf", "กองคลัง.DOCX"):
        (place / "returned" / name).unlink()
    again = ita_xlsx(*COMMANDS[command], folder=place)
    assert again.code == ran.code
    assert NOT_TABLES not in again.out and SUB_FOLDERS not in again.out


def test_with_recursive_the_files_of_sub_folders_are_named_and_no_folder(place: Path) -> None:
    (place / "returned" / "เพิ่ม" / "scan.jpg").write_bytes(b"")
    ran = ita_xlsx("check", "returned", "--recursive", "--lang", "en", folder=place)
    assert "chang.pdf, scan.jpg, กองคลัง.DOCX. If a report is among them" in said(ran)
    assert "Sub-folders" not in ran.out


def test_json_and_the_findings_say_nothing_of_it(place: Path) -> None:
    ran = ita_xlsx("check", "returned", "--format", "json", folder=place)
    assert "chang.pdf" not in ran.out and json.loads(ran.out)["version"] == 1


def test_before_any_workbook_has_come_status_names_them_too(place: Path) -> None:
    (place / "returned" / "form.xlsx").unlink()
    ran = ita_xlsx(*COMMANDS["status"], folder=place)
    assert "chang.pdf, form.pdf" in said(ran)


def test_alone_in_the_folder_of_a_round_it_names_them_but_no_folder(place: Path) -> None:
    ran = ita_xlsx(folder=place)
    assert "chang.pdf, กองคลัง.DOCX" in said(ran) and SUB_FOLDERS not in ran.out


def test_a_folder_of_our_own_outputs_is_not_named_until_somebody_changed_one(place: Path) -> None:
    returned = place / "returned"
    shutil.rmtree(returned / "เพิ่ม")
    (returned / "ผล").mkdir()
    library.merge([returned], returned / "ผล" / "report.xlsx")
    returns = Reports(findings=returned / "ผล" / "f.xlsx", returns=returned / "ส่งคืน")
    checked = library.check([returned], reports=returns)
    (copy,) = checked.returned
    assert library.check([returned]).unread.folders == ()
    shutil.copy(FORM, copy)
    assert [path.name for path in library.check([returned]).unread.folders] == ["ส่งคืน"]


def test_what_is_named_itself_is_read_and_so_not_told(place: Path) -> None:
    returned = place / "returned"
    paths = [returned, returned / "เพิ่ม", returned / "chang.pdf"]
    unread = library.check(paths).unread
    assert [path.name for path in unread.files] == ["กองคลัง.DOCX"] and unread.folders == ()
    assert library.check([returned / "form.xlsx"]).unread == NOTHING_UNREAD


def test_ten_names_are_shown_and_the_rest_is_counted() -> None:
    files = tuple(Path(f"แบบรายงาน {number:02}.pdf") for number in range(13))
    lines = list(unread_lines(Unread(files), "th", 60))
    assert all(display_width(line) <= 60 for line in lines)
    told = " ".join(" ".join(lines).split())
    assert "09.pdf และอีก 3 รายการ" in told and "10.pdf" not in told
