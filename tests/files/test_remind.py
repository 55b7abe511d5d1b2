"""A reminder to each division that has sent nothing, its prefilled form attached."""

import email
import shutil
from dataclasses import replace
from email.header import decode_header, make_header
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from plans import DIVISIONS, write_plan

import ita_xlsx as library

FORM = "แบบรายงาน {division} ปี 2566 รอบ 6 เดือน"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round in which only สำนักปลัด has sent its form."""
    library.make_forms(write_plan(tmp_path / "plan.xlsx"), tmp_path / "forms")
    (tmp_path / "returned").mkdir()
    book = openpyxl.load_workbook(tmp_path / "forms" / f"{FORM.format(division='สำนักปลัด')}.xlsx")
    book.worksheets[0]["F9"] = "ปรับปรุงและเผยแพร่แล้ว"
    book.save(tmp_path / "returned" / "สำนักปลัด.xlsx")
    return tmp_path


def remind(folder: Path, *more: object) -> str:
    ran = ita_xlsx(
        "email", "returned", "--remind", "--plan", "plan.xlsx", "-o", "เตือน", *more, folder=folder
    )
    assert ran.code == 0, ran.text
    return ran.err


def test_who_has_sent_nothing_gets_a_draft_with_its_form(folder: Path) -> None:
    said = remind(folder)
    (draft,) = (folder / "เตือน").glob("*.eml")
    assert draft.name == f"{FORM.format(division='กองคลัง')}.eml"
    assert "กองศิลป์" in said and "ไม่มีอีเมล" in said
    mail = email.message_from_bytes(draft.read_bytes())
    assert mail["To"] == "klang@example.go.th" and mail["X-Unsent"] == "1" and mail["From"] is None
    assert "ขอความอนุเคราะห์" in str(make_header(decode_header(mail["Subject"])))
    text, form = mail.get_payload()
    letter = text.get_payload(decode=True).decode()
    assert "นายสมชาย" in letter and "๑๐ เมษายน ๒๕๖๖" in letter and "๒ มาตรการ" in letter
    assert (
        form.get_payload(decode=True)
        == (folder / "forms" / f"{FORM.format(division='กองคลัง')}.xlsx").read_bytes()
    )
    sheet = openpyxl.load_workbook(BytesIO(form.get_payload(decode=True))).worksheets[0]
    assert sheet["B9"].value == "E–Service"


def test_one_bad_address_keeps_nobody_else_waiting(folder: Path) -> None:
    divisions = [replace(one, email="มือถือ 081") for one in DIVISIONS if one.name == "กองศิลป์"]
    others = [one for one in DIVISIONS if one.name != "กองศิลป์"]
    write_plan(folder / "plan.xlsx", divisions=[*others, *divisions])
    said = remind(folder)
    names = [path.stem for path in (folder / "เตือน").glob("*.eml")]
    assert names == [FORM.format(division="กองคลัง")]
    assert "กองศิลป์ ยังไม่ส่ง แต่ในแผนไม่มีอีเมลที่ใช้ได้" in said


def test_the_same_round_gives_the_same_drafts(folder: Path) -> None:
    remind(folder)
    first = {path.name: path.read_bytes() for path in (folder / "เตือน").iterdir()}
    remind(folder)
    assert {path.name: path.read_bytes() for path in (folder / "เตือน").iterdir()} == first


def test_nobody_is_reminded_when_all_have_sent(folder: Path) -> None:
    for division in ("กองคลัง", "กองศิลป์"):
        name = f"{FORM.format(division=division)}.xlsx"
        shutil.copy(folder / "forms" / name, folder / "returned" / name)
        book = openpyxl.load_workbook(folder / "returned" / name)
        book.worksheets[0]["F9"] = "เปิดใช้ระบบแล้ว"
        book.save(folder / "returned" / name)
    assert "ทุกแห่งในแผนส่งแล้ว" in remind(folder)
    assert list((folder / "เตือน").iterdir()) == []


def test_what_is_missing_for_reminding_is_said(folder: Path) -> None:
    ran = ita_xlsx("email", "--remind", folder=folder)
    assert ran.code == 2 and "-o" in ran.err
    ran = ita_xlsx("email", "--remind", "-o", "x", folder=folder / "returned")
    assert ran.code == 2 and "--plan" in ran.err


def test_a_mail_needs_one_report_and_a_receiver(folder: Path) -> None:
    two = ["a.xlsx", "b.xlsx", "--to", "a@example.go.th"]
    for arguments in (["a.xlsx"], ["--to", "a@example.go.th"], two):
        ran = ita_xlsx("email", *arguments, folder=folder)
        assert ran.code == 2 and "--to" in ran.err and len(ran.err.splitlines()) == 1
