"""A whole year, played with real parts: from the plan of October to the mail of October."""

import email
import json
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from mailserver import Certificates, Mailbox, mail_server, smtp_settings
from office import type_into
from plans import write_plan

from ita_xlsx.official.data_sheet import DATA_COLUMNS
from ita_xlsx.official.stamp import DATA_SHEET, FORM_SHEET, REPORT_SHEET

pytestmark = pytest.mark.office

FORM = "แบบรายงาน {division} ปี 2566 รอบ 6 เดือน.xlsx"
EVIDENCE = "https://www.example.go.th/{number}"
ANSWERS = {
    "สำนักปลัด": ("ปรับปรุงข้อมูลผู้บริหารและเผยแพร่เมื่อ ๑๐ มี.ค. ๒๕๖๖", "จัดอบรม ๑ ครั้ง เมื่อ ๕ ก.พ. ๒๕๖๖"),
    "กองคลัง": ("เปิดระบบบริการออนไลน์เมื่อ ๒๐ ธ.ค. ๒๕๖๕", "จัดอบรม ๒ ครั้ง เมื่อ ๗ ก.พ. ๒๕๖๖"),
    "กองศิลป์": ("เปิดระบบจองห้องประชุมเมื่อ ๒๓ ธ.ค. ๒๕๖๕", "จัดอบรม ๓ ครั้ง เมื่อ ๙ ก.พ. ๒๕๖๖"),
}


def fill(forms: Path, returned: Path, division: str, day: str, *, wrong: bool = False) -> Path:
    """A clerk types the results into a form with LibreOffice; ``wrong`` leaves one out."""
    typed = {(FORM_SHEET, "I6"): day, (FORM_SHEET, "I3"): f"เจ้าหน้าที่{division}"}
    for row, result in enumerate(ANSWERS[division], start=9):
        typed[FORM_SHEET, f"F{row}"] = "" if wrong and row == 9 else result
        typed[FORM_SHEET, f"H{row}"] = "ดำเนินการแล้วเสร็จ"
        typed[FORM_SHEET, f"I{row}"] = EVIDENCE.format(number=row)
    path = returned / f"{division}.xlsx"
    type_into(forms / FORM.format(division=division), path, typed)
    return path


def run(folder: Path, *arguments: object, code: int = 0, **environment: str) -> str:
    ran = ita_xlsx(*arguments, folder=folder, **environment)
    assert ran.code == code, (arguments, ran.text)
    return ran.text


def standings(folder: Path) -> dict[str, dict[str, object]]:
    ran = ita_xlsx("status", "returned", "--plan", "plan.xlsx", "--format", "json", folder=folder)
    return {one["division"]: one for one in json.loads(ran.out)["divisions"]}


def test_a_year(tmp_path: Path) -> None:
    returned = tmp_path / "returned"
    returned.mkdir()
    write_plan(tmp_path / "plan.xlsx")
    run(tmp_path, "forms", "plan.xlsx", "-o", "forms")
    forms = tmp_path / "forms"

    # March: one division is in time, one sends a form with a gap, one sends nothing.
    fill(forms, returned, "สำนักปลัด", "3 เม.ย. 2566")
    fill(forms, returned, "กองคลัง", "4 เม.ย. 2566", wrong=True)
    far = standings(tmp_path)
    assert {name: bool(one["arrived"]) for name, one in far.items()} == {
        "สำนักปลัด": True, "กองคลัง": True, "กองศิลป์": False,
    }  # fmt: skip
    assert far["กองคลัง"]["errors"] and not far["สำนักปลัด"]["errors"]

    # A reminder, and the form with the gap goes back, marked.
    assert "กองศิลป์" in run(
        tmp_path, "email", "returned", "--remind", "--plan", "plan.xlsx", "-o", "remind"
    )
    run(tmp_path, "check", "returned", "--plan", "plan.xlsx", "--returns", "back", code=1)
    (marked,) = [path for path in (tmp_path / "back").iterdir() if "กองคลัง" in path.name]
    gap = {(FORM_SHEET, "F9"): ANSWERS["กองคลัง"][0]}
    type_into(marked, returned / "กองคลัง.xlsx", gap)

    # The last one comes late, and twice with the same content.
    late = fill(forms, returned, "กองศิลป์", "20 เม.ย. 2566")
    (returned / "กองศิลป์ (2).xlsx").write_bytes(late.read_bytes())
    far = standings(tmp_path)
    assert far["กองศิลป์"]["late"] is True and far["สำนักปลัด"]["late"] is False
    assert not any(one["errors"] for one in far.values())

    # April: the report, its PDF, and the mail to the district.
    run(tmp_path, "merge", "returned", "-o", "six.xlsx", "--plan", "plan.xlsx", "--pdf")
    assert (tmp_path / "six.pdf").read_bytes().startswith(b"%PDF")
    six = rows(tmp_path / "six.xlsx")
    answered = {result for results in ANSWERS.values() for result in results}
    assert {row["result"] for row in six} == answered and len(six) == len(answered)
    assert not any("ita_xlsx" in str(text) or "ต้องแก้ไข" in str(text) for row in six
                   for text in row.values())  # fmt: skip
    traced(six, returned)
    certificates, mailbox = Certificates(tmp_path), Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        to = ("--to", "district@example.go.th", "--send")
        run(tmp_path, "email", "six.xlsx", *to, **smtp_settings(port, certificates))
    (message,) = mailbox.received
    mail = email.message_from_bytes(message.content, policy=default)
    assert {part.get_filename(): part.get_content() for part in mail.iter_attachments()} == {
        name: (tmp_path / name).read_bytes() for name in ("six.xlsx", "six.pdf")
    }

    # October: the plan goes on from the report, and the year is compared with its first half.
    run(tmp_path, "plan", "--from", "six.xlsx", "-o", "next.xlsx")
    run(tmp_path, "forms", "next.xlsx", "-o", "forms12")
    returned12 = tmp_path / "returned12"
    returned12.mkdir()
    for form in (tmp_path / "forms12").iterdir():
        division = next(name for name in ANSWERS if name in form.name)
        typed = {(FORM_SHEET, "I6"): "5 ต.ค. 2566"}
        for row, result in enumerate(ANSWERS[division], start=9):
            typed[FORM_SHEET, f"F{row}"] = f"{result} และติดตามผลเมื่อ ๑ ก.ย. ๒๕๖๖"
            typed[FORM_SHEET, f"H{row}"] = "ดำเนินการแล้วเสร็จ"
            typed[FORM_SHEET, f"I{row}"] = EVIDENCE.format(number=row)
        type_into(form, returned12 / f"{division}.xlsx", typed)
    run(tmp_path, "merge", "returned12", "-o", "twelve.xlsx", "--plan", "next.xlsx")
    assert {row["round"] for row in rows(tmp_path / "twelve.xlsx")} == {12}
    compared = run(tmp_path, "compare", "six.xlsx", "twelve.xlsx", "--format", "json")
    answer = json.loads(compared)
    assert len(answer["measures"]) == len(six)
    assert not answer["counts"].get("added") and not answer["counts"].get("removed")


def rows(path: Path) -> list[dict[str, object]]:
    """The rows of the data sheet by the names of its columns."""
    sheet = openpyxl.load_workbook(path)[DATA_SHEET]
    head, *body = sheet.iter_rows(values_only=True)
    names = {column.header: column.name for column in DATA_COLUMNS}
    return [dict(zip((names.get(str(h), str(h)) for h in head), row, strict=True)) for row in body]


def traced(six: list[dict[str, object]], returned: Path) -> None:
    """Every result of the data sheet stands in the file, sheet and row that it names."""
    for row in six:
        source = openpyxl.load_workbook(returned / str(row["file"]))[str(row["sheet"])]
        assert source.cell(row["row"], 6).value == row["result"]
    printed = openpyxl.load_workbook(returned.parent / "six.xlsx")[REPORT_SHEET]
    texts = "\n".join(str(cell.value) for line in printed.iter_rows() for cell in line)
    assert all(str(row["result"]) in texts for row in six)
