"""A whole year, played with real parts: from the plan of October to the province's report."""

import email
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from libreoffice import type_into
from local_governments import DIVISIONS as THEIR_DIVISIONS
from local_governments import NAMES, make_district, organisation_name
from mailserver import Certificates, Mailbox, mail_server, smtp_settings
from plans import DIVISIONS, FACTS, write_plan
from traced import Row, data_rows, trace_cells, trace_summary

from ita_xlsx.forms.plan_workbook import plan_bytes
from ita_xlsx.model import Plan, PlanDivision, PlanOrganisation
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.data_sheet import DATA_COLUMNS
from ita_xlsx.official.names.levels import Level
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
    divisions = (*DIVISIONS[:2], replace(DIVISIONS[2], email="silp@example.go.th"))
    write_plan(tmp_path / "plan.xlsx", {"province": PROVINCE}, divisions)
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
    run(tmp_path, "email", "returned", "--remind", "--plan", "plan.xlsx", "-o", "remind")
    (draft,) = (tmp_path / "remind").glob("*.eml")
    reminder = email.message_from_bytes(draft.read_bytes(), policy=default)
    (form,) = reminder.iter_attachments()
    assert reminder["To"] == "silp@example.go.th"
    assert form.get_content() == (forms / FORM.format(division="กองศิลป์")).read_bytes()
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
    assert trace_summary(tmp_path / "six.xlsx") > 50
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
    held = trace_cells(data_rows(tmp_path / "twelve.xlsx"), lambda row: sent(row, returned12))
    assert held == len(KEYS) * len(six) and trace_summary(tmp_path / "twelve.xlsx") > 50
    compared = run(tmp_path, "compare", "six.xlsx", "twelve.xlsx", "--format", "json")
    answer = json.loads(compared)
    assert len(answer["measures"]) == len(six)
    assert not answer["counts"].get("added") and not answer["counts"].get("removed")
    assert answer["counts"]["result_changed"] == len(six)

    # The first half again, one level up and two: nine organisations, then the districts.
    district = in_the_district(tmp_path, tmp_path / "six.xlsx", returned)
    in_the_province(tmp_path, district, returned)


PROVINCE = "ตัวอย่าง"
OWN = FACTS["organisation"]
REPORT = "รายงาน {whose} ปี 2566 รอบ 6 เดือน.xlsx"


def in_the_district(folder: Path, own: Path, returned: Path) -> Path:
    """The district officer's round: nine reports of ten come, and are merged in their folder."""
    names = tuple(name for name in NAMES if organisation_name(name) != OWN)
    made = make_district(folder / "others", "กุดรัง", 0, names, THEIR_DIVISIONS[:1])
    office = folder / "district"
    office.mkdir()
    for report in (*made.reports, own):
        shutil.copy(report, office)
    absent = organisation_name("บ้านไร่")
    listed = [OWN, *map(organisation_name, names), absent]
    write_list(office, "district", [PlanDivision(name, email="a@example.go.th") for name in listed])
    said = run(office)
    assert "ส่งแล้ว 9 จาก 10 หน่วยงาน" in said
    # Without the line breaks that a narrow window puts into names.
    assert absent in "".join(said.split("ขั้นต่อไป")[1].split())
    run(office, "email", ".", "--remind", "--plan", "plan.xlsx", "-o", "เตือน")
    assert len(list((office / "เตือน").glob("*.eml"))) == 1
    report = office / REPORT.format(whose="อำเภอกุดรัง")
    found = data_rows(report)
    assert len({row["หน่วยงานที่นับ"] for row in found}) == 9
    forms = {**made.forms, f"{OWN}กุดรัง": returned}
    held = trace_cells(found, lambda row: sent(row, forms[f"{row['หน่วยงาน']}{row['อำเภอ']}"]))
    assert held == len(KEYS) * len(found)
    assert trace_summary(report, [absent]) > 100
    return report


def in_the_province(folder: Path, district: Path, returned: Path) -> None:
    """The province's: two districts of three come, and their figures lead to the same cells."""
    other = make_district(folder / "far", "ไกล", 3, NAMES[:2], THEIR_DIVISIONS[:1])
    office = folder / "province"
    office.mkdir()
    shutil.copy(district, office / "กุดรัง.xlsx")
    run(office, "merge", other.reports[0].parent, "-o", "ไกล.xlsx")
    listed = [PlanDivision(f"อำเภอ{name}") for name in ("กุดรัง", "ไกล", "เหนือ")]
    write_list(office, "province", listed)
    assert "ส่งแล้ว 2 จาก 3 อำเภอ" in run(office)
    report = office / REPORT.format(whose=f"จังหวัด{PROVINCE}")
    found = data_rows(report)
    assert len(found) == len(data_rows(district)) + len(data_rows(office / "ไกล.xlsx"))

    def source(row: Row) -> Path:
        if row["หน่วยงาน"] == OWN:
            return sent(row, returned)
        place = folder / ("far" if row["อำเภอ"] == "ไกล" else "others") / f"forms {row['อำเภอ']}"
        return sent(row, place / str(row["หน่วยงาน"]).removeprefix(organisation_name("")))

    assert trace_cells(found, source) == len(KEYS) * len(found)
    assert trace_summary(report, ["อำเภอเหนือ"]) > 100


def sent(row: Row, folder: Path) -> Path:
    """The division's own file, in the folder in which it lies."""
    return folder / str(row["ไฟล์ต้นทาง"])


def write_list(folder: Path, level: Level, listed: Sequence[PlanDivision]) -> None:
    facts = {**FACTS, "province": PROVINCE}
    plan = Plan("", PlanOrganisation(), tuple(listed), (), facts, level=level)
    (folder / "plan.xlsx").write_bytes(plan_bytes(plan))


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
        assert source.cell(int(str(row["row"])), 6).value == row["result"]
    printed = openpyxl.load_workbook(returned.parent / "six.xlsx")[REPORT_SHEET]
    texts = "\n".join(str(cell.value) for line in printed.iter_rows() for cell in line)
    assert all(str(row["result"]) in texts for row in six)
