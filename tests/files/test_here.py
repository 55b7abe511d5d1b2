"""``ita-xlsx`` without a command: it does what the consolidator wants in the folder of a round."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command import Ran, Type, ita_xlsx
from corpus import CONSOLIDATED_SHEETS
from local_governments import NAMES, make_district
from plans import write_plan

from ita_xlsx import lay_out, make_forms, make_template, merge, merge_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
REPORT = "รายงาน อบต.กุตุรงค์ ปี 2566 รอบ 6 เดือน.xlsx"
BY_PLAN = REPORT.replace("กุตุรงค์", "กุดรัง")
OUTPUTS = {REPORT, "สิ่งที่พบ.xlsx", "ส่งคืนกอง"}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    """The folder of a round, its plan still empty, with the example returned."""
    folder = tmp_path / "round"
    lay_out(folder)
    shutil.copytree(EXAMPLE, folder / "returned", dirs_exist_ok=True)
    return folder


def is_help(ran: Ran) -> bool:
    return ran.code == 2 and ran.out == "" and "วิธีใช้:" in ran.err and "merge" in ran.err


def test_beside_the_returned_files_it_merges_and_tells(ita: Type, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    sent = snapshot(tmp_path)
    ran = ita(folder=tmp_path)
    assert ran.code == 0 and ran.err == ""
    assert "3 ไฟล์" in ran.out and "14 มาตรการ" in ran.out and "กองคลัง" in ran.out
    assert all(name in ran.out for name in OUTPUTS) and "ขั้นต่อไป" in ran.out
    assert names(tmp_path) - set(sent) == OUTPUTS
    assert {name: snapshot(tmp_path)[name] for name in sent} == sent
    book = openpyxl.load_workbook(tmp_path / REPORT, read_only=True)
    assert tuple(book.sheetnames) == CONSOLIDATED_SHEETS
    book.close()


def test_in_a_laid_out_folder_it_says_the_same_again(ita: Type, laid_out: Path) -> None:
    first = ita(folder=laid_out)
    assert first.code == 0 and "plan.xlsx ยังไม่ได้กรอก" in first.out
    files = snapshot(laid_out)
    second = ita(folder=laid_out)
    assert second.out == first.out and snapshot(laid_out) == files
    assert names(laid_out / "returned") == names(EXAMPLE)


def test_by_the_plan_it_says_who_is_missing(ita: Type, laid_out: Path) -> None:
    (laid_out / "plan.xlsx").unlink()
    write_plan(laid_out / "แผนของเรา.xlsx")
    ran = ita(folder=laid_out)
    assert "แผนของเรา.xlsx" in ran.out and (laid_out / BY_PLAN).is_file()
    missing = next(line for line in ran.out.splitlines() if "ติดตาม" in line)
    assert "กองศิลป์" in missing
    listed = openpyxl.load_workbook(laid_out / "สิ่งที่พบ.xlsx", read_only=True)
    assert len(listed.sheetnames) >= 3
    listed.close()


def test_before_anything_has_returned_it_says_what_comes_next(ita: Type, tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = snapshot(tmp_path)
    ran = ita(folder=tmp_path)
    assert ran.code == 0 and "ยังไม่มีไฟล์" in ran.out and "กรอก plan.xlsx" in ran.out
    assert snapshot(tmp_path) == before
    (tmp_path / "plan.xlsx").unlink()
    write_plan(tmp_path / "plan.xlsx")
    planned = ita(folder=tmp_path)
    assert "ส่งแล้ว 0 จาก 3 กอง" in planned.out and "กองศิลป์" in planned.out
    assert not (tmp_path / REPORT).exists()


def test_blank_forms_are_named_kindly_and_not_merged(ita: Type, tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "plan.xlsx").unlink()
    plan = write_plan(tmp_path / "plan.xlsx")
    make_forms(plan, tmp_path / "returned")
    make_template(tmp_path / "returned" / "ใหม่.xlsx")
    ran = ita(folder=tmp_path)
    blank = next(line for line in ran.out.splitlines() if "ยังไม่ได้กรอก" in line)
    assert "ไม่เป็นไร" in blank
    found = merge_folder(tmp_path, date(2023, 4, 1))
    assert found is not None and found.output is None
    assert {Path(file).name for file in found.blank} == names(tmp_path / "returned")
    assert not (tmp_path / REPORT).exists()


def test_one_blank_form_does_not_stop_the_others(laid_out: Path) -> None:
    make_template(laid_out / "returned" / "ใหม่.xlsx")
    found = merge_folder(laid_out, date(2023, 4, 1))
    assert found is not None and found.output == laid_out / REPORT
    assert [Path(file).name for file in found.blank] == ["ใหม่.xlsx"]


def test_a_report_in_the_folder_is_not_taken_for_a_returned_file(ita: Type, tmp_path: Path) -> None:
    lay_out(tmp_path)
    merge([EXAMPLE], tmp_path / "ปีก่อน.xlsx")
    assert "ยังไม่มีไฟล์" in ita(folder=tmp_path).out
    (tmp_path / "plan.xlsx").unlink()
    assert is_help(ita(folder=tmp_path))
    write_plan(tmp_path / "plan.xlsx")
    assert "ส่งแล้ว 0 จาก 3 กอง" in ita(folder=tmp_path).out
    assert not [name for name in names(tmp_path) if name.startswith("รายงาน")]


def test_a_district_merges_the_reports_that_returned(ita: Type, tmp_path: Path) -> None:
    lay_out(tmp_path)
    for made in make_district(tmp_path / "sent", "กุดรัง", names=NAMES[:2]).reports:
        shutil.copy(made, tmp_path / "returned")
    report = tmp_path / BY_PLAN.replace("อบต.", "อำเภอ")
    for _ in range(2):
        ran = ita(folder=tmp_path)
        assert ran.code in (0, 1) and report.name in ran.out and report.is_file()
    assert not (tmp_path / REPORT).exists()


@pytest.mark.parametrize("name", [REPORT, "สิ่งที่พบ.xlsx", "ส่งคืนกอง"])
def test_what_it_did_not_write_is_never_overwritten(ita: Type, laid_out: Path, name: str) -> None:
    shutil.copy(EXAMPLE / "กองคลัง.xlsx", laid_out / name)
    before = snapshot(laid_out)
    ran = ita(folder=laid_out)
    assert ran.code == 3 and name in ran.err and len(ran.err.splitlines()) == 1
    assert snapshot(laid_out) == before


def test_a_report_that_somebody_changed_is_never_overwritten(ita: Type, laid_out: Path) -> None:
    ita(folder=laid_out)
    book = openpyxl.load_workbook(laid_out / REPORT)
    book["ข้อมูล"]["C4"] = "แก้ด้วยมือ"
    book.save(laid_out / REPORT)
    before = snapshot(laid_out)
    ran = ita(folder=laid_out)
    assert ran.code == 3 and REPORT in ran.err and snapshot(laid_out) == before
    (laid_out / REPORT).rename(laid_out / "ฉบับแก้.xlsx")
    assert ita(folder=laid_out).code == 0 and (laid_out / REPORT).is_file()


def test_what_was_mended_leaves_no_old_findings_behind(ita: Type, laid_out: Path) -> None:
    ita(folder=laid_out)
    old = (laid_out / "สิ่งที่พบ.xlsx").read_bytes()
    (laid_out / "returned" / "กองคลัง.xlsx").unlink()
    ran = ita(folder=laid_out)
    assert (laid_out / "สิ่งที่พบ.xlsx").read_bytes() != old
    stale = next(line for line in ran.out.splitlines() if "ไม่ต้องส่งแล้ว" in line)
    copy, away = "กองคลัง (แก้ไข).xlsx", laid_out / "ส่งคืนกอง" / "ไม่ต้องส่งแล้ว"
    assert copy in stale and names(away) == {copy} and copy not in names(away.parent)
    assert "ไม่ต้องส่งแล้ว" not in ita(folder=laid_out).out


def test_a_file_left_outside_returned_is_named(ita: Type, laid_out: Path) -> None:
    shutil.copy(EXAMPLE / "กองคลัง.xlsx", laid_out / "ลืมย้าย.xlsx")
    ran = ita(folder=laid_out)
    left_out = next(line for line in ran.out.splitlines() if "ไม่อยู่ในรายงาน" in line)
    assert ran.code == 1 and "ลืมย้าย.xlsx" in left_out
    listed = openpyxl.load_workbook(laid_out / "สิ่งที่พบ.xlsx", read_only=True)
    assert any("อยู่นอกโฟลเดอร์ returned" in str(row) for row in listed.worksheets[1].values)
    listed.close()


def test_an_unreadable_file_among_others_is_told(ita: Type, laid_out: Path) -> None:
    (laid_out / "returned" / "เสีย.xlsx").write_bytes(b"PK\x03\x04 broken")
    ran = ita(folder=laid_out)
    line = next(line for line in ran.out.splitlines() if line.startswith("เสีย.xlsx"))
    assert ran.code == 1 and "อ่านไม่ได้" in line and (laid_out / REPORT).is_file()


def test_two_plans_are_a_question(ita: Type, laid_out: Path) -> None:
    (laid_out / "plan.xlsx").unlink()
    write_plan(laid_out / "ก.xlsx")
    write_plan(laid_out / "ข.xlsx")
    before = snapshot(laid_out)
    ran = ita(folder=laid_out)
    assert ran.code == 2 and "ก.xlsx, ข.xlsx" in ran.err and snapshot(laid_out) == before


def test_anywhere_else_it_shows_the_help_and_writes_nothing(ita: Type, tmp_path: Path) -> None:
    assert is_help(ita(folder=tmp_path))
    other = openpyxl.Workbook()
    other.active.append(["งบประมาณ", 1])
    other.save(tmp_path / "งบ.xlsx")
    (tmp_path / "note.txt").write_text("no table", encoding="utf-8")
    (tmp_path / "เสีย.xlsx").write_bytes(b"broken")
    (tmp_path / "returned").mkdir()
    before = snapshot(tmp_path)
    ran = ita(folder=tmp_path)
    assert is_help(ran) and "ita-xlsx init" in ran.err
    assert snapshot(tmp_path) == before


def test_it_speaks_english_when_asked(ita: Type, laid_out: Path) -> None:
    ran = ita("--lang", "en", folder=laid_out)
    assert ran.code == 0 and "Found 3 returned files, 14 measures" in ran.out and "Next" in ran.out


def complete(shell: str, words: str, place: str) -> list[str]:
    ran = ita_xlsx(
        _ITA_XLSX_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=place,
        ITA_XLSX_LANG="en",
    )  # fmt: skip
    assert ran.code == 0 and ran.err == ""
    return ran.out.splitlines()


def test_every_shell_completes_commands_and_options() -> None:
    assert complete("bash", "ita-xlsx me", "1") == ["plain,merge"]
    assert complete("bash", "ita-xlsx merge --on", "2") == ["plain,--on-duplicate"]
    assert complete("bash", "ita-xlsx merge --digits ", "3") == ["plain,thai", "plain,arabic"]
    assert complete("bash", "ita-xlsx merge re", "2") == ["file,re"]
    assert complete("zsh", "ita-xlsx me", "1")[:2] == ["plain", "merge"]
    assert "plain" in complete("fish", "ita-xlsx me", "me")[0]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(shell: str, tmp_path: Path) -> None:
    ran = ita_xlsx(folder=tmp_path, _ITA_XLSX_COMPLETE=f"{shell}_source")
    assert ran.code == 0 and "_ITA_XLSX_COMPLETE" in ran.out and "ita-xlsx" in ran.out


@pytest.mark.posix
def test_a_real_bash_completes(tmp_path: Path) -> None:
    program = tmp_path / "ita-xlsx"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ita_xlsx "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(_ITA_XLSX_COMPLETE=bash_source ita-xlsx)"\n'
        "complete -p ita-xlsx >&2\n"
        "COMP_WORDS=(ita-xlsx compa); COMP_CWORD=1\n"
        "_ita_xlsx_completion ita-xlsx\n"
        'echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, encoding="utf-8", check=True,
        cwd=tmp_path, env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.stdout.strip() == "compare" and "_ita_xlsx_completion" in done.stderr
