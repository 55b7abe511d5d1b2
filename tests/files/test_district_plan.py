"""A plan above one organisation: who must report, who has, who is missing, and what comes next."""

import email
import json
import os
import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from email.header import decode_header, make_header
from pathlib import Path

import openpyxl
import pytest
from command import Type
from local_governments import DIVISIONS, NAMES, make_district, organisation_name
from plans import DIVISIONS as DIVISIONS_OF_PLAN
from plans import load_plan, write_plan

import ita_xlsx
from ita_xlsx.cli.display.standings_text import status_text
from ita_xlsx.errors import UsageError
from ita_xlsx.findings import Finding
from ita_xlsx.forms.plan_workbook import STEPS_ABOVE, plan_bytes
from ita_xlsx.model import Plan, PlanDivision, PlanOrganisation
from ita_xlsx.model.standings import STAR, Standing
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.plan_sheets import ABOVE_SHEETS, LISTED_SHEET, ROUND_SHEET
from ita_xlsx.official.stamp import COVER_SHEET, DATA_SHEET, REPORT_SHEET, SUMMARY_SHEET
from ita_xlsx.thai.width import display_width

FEW = NAMES[:3]
IN_TIME, TOO_LATE = date(2023, 4, 28), date(2023, 5, 2)
FACTS = {
    "district": "กุดรัง",
    "province": "ตัวอย่าง",
    "fiscal_year": "2566",
    "round": "รอบ 6 เดือน",
    "due": "30 เม.ย. 2566",
}
LISTED = tuple(
    PlanDivision(organisation_name(name), email=f"saraban{n}@example.go.th", kind="organisation")
    for n, name in enumerate(FEW)
)
ABSENT = PlanDivision(
    organisation_name("ห้วยยาง"), (), "นายสมชาย", "huaiyang@example.go.th", 0, "organisation"
)


def listing(
    path: Path,
    listed: Sequence[PlanDivision] = LISTED,
    level: str = "district",
    **facts: str,
) -> Path:
    """Write the plan of a district, or of a province."""
    said = {**FACTS, **facts}
    plan = Plan("", PlanOrganisation(), tuple(listed), (), said, level=level)  # type: ignore[arg-type]
    path.write_bytes(plan_bytes(plan))
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The consolidated workbooks of three organisations of one district."""
    return make_district(tmp_path_factory.mktemp("few"), "กุดรัง", 0, FEW, DIVISIONS[:2]).reports


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks of two districts, two organisations each."""
    folder = tmp_path_factory.mktemp("two")
    made = []
    for seed, name in enumerate(("เมือง", "กันทร์")):
        places = make_district(folder, name, seed * 5, FEW[:2], DIVISIONS[:1])
        made.append(folder / f"{name}.xlsx")
        ita_xlsx.merge(places.reports, made[-1])
    return made


@pytest.fixture
def office(tmp_path: Path, reports: list[Path]) -> Path:
    """A district officer's folder: the reports in it, and a plan that awaits one more."""
    for report in reports:
        shutil.copy(report, tmp_path)
        os.utime(tmp_path / report.name, (datetime(2023, 4, 28).timestamp(),) * 2)
    listing(tmp_path / "plan.xlsx", (*LISTED[::-1], ABSENT))
    return tmp_path


def of_plan(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(f.rule.code, f.cell, f.value) for f in findings if f.rule.code.startswith("P")]


def standings(plan: Path, paths: Sequence[Path], today: date = IN_TIME) -> dict[str, Standing]:
    return {one.name: one for one in ita_xlsx.status(paths, plan, today).standings}


def sheet_texts(path: Path, sheet: str) -> list[list[str]]:
    rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [[str(value) for value in row if value not in (None, "")] for row in rows]


# --- the workbook -------------------------------------------------------------------------


def test_the_plan_of_an_organisation_tells_how_to_make_a_districts(tmp_path: Path) -> None:
    ita_xlsx.make_plan(tmp_path / "plan.xlsx")
    said = [" ".join(row) for row in sheet_texts(tmp_path / "plan.xlsx", "คำแนะนำ")]
    assert any("plan --level district" in text and "อำเภอ" in text for text in said)


@pytest.mark.parametrize("level", ["district", "province"])
def test_it_is_written_empty_by_the_command_with_its_own_sheets_and_help(
    ita: Type, tmp_path: Path, level: str
) -> None:
    ran = ita("plan", "--level", level, "-o", "plan.xlsx", folder=tmp_path)
    assert ran.code == 0
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert tuple(book.sheetnames[:2]) == ABOVE_SHEETS and "มาตรการ" not in book.sheetnames
    said = [str(row[0]) for row in book["คำแนะนำ"].iter_rows(min_row=2, values_only=True)]
    assert [text.split(". ", 1)[1] for text in said] == list(STEPS_ABOVE)
    plan = load_plan(tmp_path / "plan.xlsx")
    assert plan.level == level and plan.above
    labels = {f.words["label"] for f in plan.findings if f.rule.code == "P001"}
    own = {"district": "อำเภอ", "province": "จังหวัด"}[level]
    assert labels == {own, "ปีงบประมาณ พ.ศ.", "รอบการรายงาน"}


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    listed = (replace(ABSENT, spellings=("อบต.หย.",), district="กุดรัง"), *LISTED)
    plan = load_plan(listing(tmp_path / "plan.xlsx", listed))
    assert [replace(one, row=0) for one in plan.divisions] == list(listed)
    about = plan.organisation
    assert (about.district, about.province, about.due) == ("กุดรัง", "ตัวอย่าง", date(2023, 4, 30))
    assert plan.findings == () and plan.names == {}


def test_without_a_due_date_it_is_the_last_day_to_publish(tmp_path: Path) -> None:
    plan = load_plan(listing(tmp_path / "plan.xlsx", due=""))
    assert plan.organisation.due == date(2023, 4, 30)


def test_organisations_in_the_sheet_of_divisions_are_a_districts_plan_too(
    tmp_path: Path, reports: list[Path]
) -> None:
    plan = write_plan(tmp_path / "plan.xlsx", {"district": "กุดรัง"}, (*LISTED, ABSENT), ())
    assert load_plan(plan).level == "district"
    found = ita_xlsx.check(reports, plan=plan).findings
    assert of_plan(found) == [("P019", "A7", ABSENT.name)]
    # One that asks for measures is an organisation's, whatever its divisions are called.
    for divisions in (DIVISIONS_OF_PLAN, LISTED):
        own = load_plan(write_plan(tmp_path / "own.xlsx", divisions=divisions))
        assert own.level == "organisation" and len(own.measures) == 3


WRONG = [
    (
        "the same organisation, once in short",
        (*LISTED, PlanDivision("อบต.แม่สาย", kind="organisation")),
        {},
        [("P021", "A7", "อบต.แม่สาย")],
    ),
    (
        "of one name in two districts",
        (
            replace(LISTED[0], district="กุดรัง"),
            replace(LISTED[0], district="เมือง"),
        ),
        {},
        [],
    ),
    (
        "e-mail",
        (replace(LISTED[0], email="saraban@"),),
        {},
        [("P004", "E4", "saraban@")],
    ),
    ("no name of the district", LISTED, {"district": ""}, [("P001", "B6", "")]),
    ("due", LISTED, {"due": "สิ้นเดือน"}, [("P002", "B10", "สิ้นเดือน")]),
]


@pytest.mark.parametrize(
    ("listed", "facts", "expected"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_a_list_that_contradicts_itself_is_told_where(
    tmp_path: Path,
    listed: tuple[PlanDivision, ...],
    facts: dict[str, str],
    expected: list[tuple[str, str, str]],
) -> None:
    assert of_plan(load_plan(listing(tmp_path / "plan.xlsx", listed, **facts)).findings) == expected


# --- who is missing -----------------------------------------------------------------------


def test_when_all_have_reported_nothing_is_found(tmp_path: Path, reports: list[Path]) -> None:
    long = organisation_name("")
    short = tuple(replace(one, name=one.name.replace(long, "อบต.")) for one in LISTED)
    for listed in (LISTED, short):
        plan = listing(tmp_path / "plan.xlsx", listed)
        assert of_plan(ita_xlsx.check(reports, plan=plan).findings) == []


def test_who_is_missing_is_an_error_at_its_row_of_the_plan(
    tmp_path: Path, reports: list[Path]
) -> None:
    plan = listing(tmp_path / "plan.xlsx", (ABSENT, *LISTED))
    (found,) = [
        f for f in ita_xlsx.check(reports, plan=plan).findings if f.rule.code.startswith("P")
    ]
    assert (found.rule.code, found.rule.severity) == ("P019", "error")
    assert (found.file, found.sheet, found.cell) == (plan.as_posix(), LISTED_SHEET, "A4")
    assert ABSENT.name in found.message.th and "30 เม.ย. 2566" in found.fix.th


def test_who_is_not_listed_is_a_warning_that_names_the_near_one(
    tmp_path: Path, reports: list[Path]
) -> None:
    misspelt = replace(LISTED[2], name=organisation_name("หนองบว"))
    plan = listing(tmp_path / "plan.xlsx", (*LISTED[:2], misspelt, ABSENT))
    found = [f for f in ita_xlsx.check(reports, plan=plan).findings if f.rule.code == "P020"]
    (one,) = found
    assert one.value == LISTED[2].name and Path(one.file).stem == FEW[2]
    assert openpyxl.load_workbook(one.file)[one.sheet][one.cell].value == LISTED[2].name
    assert misspelt.name in one.message.th and ABSENT.name not in one.message.th
    assert misspelt.name in one.message.en and one.rule.severity == "warning"
    # Named as another spelling, it is the one that is listed.
    spelt = replace(misspelt, spellings=(LISTED[2].name,))
    listing(plan, (*LISTED[:2], spelt))
    assert of_plan(ita_xlsx.check(reports, plan=plan).findings) == []


def test_a_name_that_is_near_nobody_awaited_is_only_unknown(
    tmp_path: Path, reports: list[Path]
) -> None:
    plan = listing(tmp_path / "plan.xlsx", LISTED[:2])
    (one,) = [f for f in ita_xlsx.check(reports, plan=plan).findings if f.rule.code == "P020"]
    assert one.message.th == f"“{LISTED[2].name}” ไม่อยู่ในแผน"


def test_another_round_than_planned_is_told_once_a_file(
    tmp_path: Path, reports: list[Path]
) -> None:
    plan = listing(tmp_path / "plan.xlsx", round="รอบ 12 เดือน")
    found = [f for f in ita_xlsx.check(reports, plan=plan).findings if f.rule.code == "P023"]
    assert sorted(Path(f.file).stem for f in found) == sorted(FEW)


def test_organisations_of_one_name_are_told_apart_by_their_district(
    districts: list[Path], tmp_path: Path
) -> None:
    """The name alone tells of both; with its district it is one."""
    name = organisation_name(FEW[0])
    entries = [PlanDivision(name, kind="organisation", district=of) for of in ("เมือง", "กันทร์")]
    plan = listing(tmp_path / "plan.xlsx", (*entries, LISTED[1]), "province")
    assert of_plan(ita_xlsx.check(districts, plan=plan).findings) == []
    assert "P020" in {
        code for code, _, _ in of_plan(ita_xlsx.check(
            districts, plan=listing(plan, (*entries[:1], LISTED[1]), "province")).findings)
    }  # fmt: skip


# --- status -------------------------------------------------------------------------------


def test_each_organisation_and_what_to_do_next(office: Path) -> None:
    got = standings(office / "plan.xlsx", [office], TOO_LATE)
    assert list(got) == [*(one.name for one in LISTED[::-1]), ABSENT.name]
    rows = sheet_texts(office / f"{FEW[0]}.xlsx", DATA_SHEET)
    result = BY_KEY["result"].header
    book = openpyxl.load_workbook(office / f"{FEW[0]}.xlsx")[DATA_SHEET]
    column = rows[0].index(result)
    answered = sum(bool(row[column].value) for row in book.iter_rows(min_row=2))
    one = got[LISTED[0].name]
    assert (one.answered, one.asked) == (answered, len(rows) - 1) and 0 < answered < one.asked
    assert (one.arrived, one.when, one.when_from, one.late) == (True, IN_TIME, "file", False)
    assert one.files == ((office / f"{FEW[0]}.xlsx").as_posix(),)
    own = ita_xlsx.check([office / f"{FEW[0]}.xlsx"]).findings
    assert one.errors == sum(f.rule.severity == "error" for f in own) > 0
    assert one.warnings == sum(f.rule.severity == "warning" for f in own)
    assert str(one.errors) in one.next.th
    gone = got[ABSENT.name]
    assert (gone.arrived, gone.late, gone.asked) == (False, True, 0) and "ทวง" in gone.next.th
    assert standings(office / "plan.xlsx", [office])[ABSENT.name].late is False


def test_a_report_that_came_twice_counts_once(office: Path) -> None:
    name = f"{FEW[0]}.xlsx"
    before = standings(office / "plan.xlsx", [office])[LISTED[0].name]
    shutil.copy(office / name, office / f"สำเนา {name}")
    twice = standings(office / "plan.xlsx", [office])[LISTED[0].name]
    assert (twice.asked, twice.answered) == (before.asked, before.answered)
    assert len(twice.files) == 2
    whole = ita_xlsx.merge([office], office / "d.xlsx", plan=office / "plan.xlsx").consolidation
    own = whole.measures[whole.measures["organisation"] == LISTED[0].name]
    assert len(own) == before.asked


def test_status_before_anything_has_come(tmp_path: Path) -> None:
    got = standings(listing(tmp_path / "plan.xlsx"), [tmp_path])
    assert [one.arrived for one in got.values()] == [False] * 3
    assert all("30 เม.ย. 2566" in one.next.th for one in got.values())


def test_status_as_text_as_json_and_in_the_workbook_of_findings(ita: Type, office: Path) -> None:
    listing(office / "plan.xlsx", (*LISTED[:2], ABSENT))
    ran = ita("status", ".", "--plan", "plan.xlsx", "--findings", "found.xlsx", folder=office)
    assert ran.code == 1 and ran.out.startswith("หน่วยงาน")
    assert "ส่งแล้ว 2 จาก 3 หน่วยงาน" in ran.out
    stranger = next(line for line in ran.out.splitlines() if line.startswith(LISTED[2].name))
    assert "ตรวจชื่อหน่วยงาน" in stranger
    head, *rows, note = sheet_texts(office / "found.xlsx", "สถานะการส่ง")
    assert note == [STAR.th] and rows[0][2] == "28 เม.ย. 2566*"
    assert head[0] == "หน่วยงาน" and [row[0] for row in rows] == [
        LISTED[0].name, LISTED[1].name, ABSENT.name, LISTED[2].name,
    ]  # fmt: skip
    assert rows[2][1] == "ยังไม่ส่ง" and rows[2][-2:] == ["นายสมชาย", "huaiyang@example.go.th"]
    totals = [row[1:] for row in sheet_texts(office / "found.xlsx", "สรุป") if row[:1] == ["รวม"]]
    ((*counts, total),) = (map(int, row) for row in totals)
    assert sum(counts) == total == len(sheet_texts(office / "found.xlsx", "รายการ")) - 1
    told = json.loads(
        ita("status", ".", "--plan", "plan.xlsx", "--format", "json", folder=office).out
    )
    assert (told["level"], told["district"]) == ("district", "กุดรัง") and "divisions" not in told
    each = {one["organisation"]: one for one in told["organisations"]}
    assert each[ABSENT.name]["arrived"] is False and each[LISTED[2].name]["expected"] is False
    assert each[LISTED[0].name]["when"] == "2023-04-28"
    english = ita("status", ".", "--plan", "plan.xlsx", "--lang", "en", folder=office).out
    assert english.startswith("Organisation") and "2 of 3 organisations" in english


def test_in_a_narrow_window_the_next_step_stands_below_its_line(office: Path) -> None:
    found = ita_xlsx.status([office], office / "plan.xlsx", TOO_LATE)
    narrow = status_text(found, "th", 80).splitlines()
    assert all(display_width(line) <= 80 for line in narrow)
    at = next(n for n, line in enumerate(narrow) if line.startswith("อบต.ห้วยยาง"))
    assert narrow[at + 1] == "    ต้องทำต่อ: ทวงถาม เลยกำหนด 30 เม.ย. 2566 แล้ว"
    wide = status_text(found, "th")
    assert status_text(found, "th", 200) == wide and ABSENT.name in wide


def test_a_report_of_the_district_in_its_folder_is_passed_over(ita: Type, office: Path) -> None:
    before = ita("status", ".", "--plan", "plan.xlsx", folder=office).out
    ran = ita("merge", ".", "--plan", "plan.xlsx", "-o", "อำเภอ.xlsx", folder=office)
    assert ran.code == 0 and (office / "อำเภอ.xlsx").is_file()
    assert ita("status", ".", "--plan", "plan.xlsx", folder=office).out == before


# --- merge --------------------------------------------------------------------------------


def test_who_is_missing_stands_in_the_districts_workbook(office: Path, tmp_path: Path) -> None:
    output = tmp_path / "district.xlsx"
    other = replace(ABSENT, name=organisation_name("ขามเรียง"))
    listing(office / "plan.xlsx", (ABSENT, *LISTED, other))
    whole = ita_xlsx.merge([office], output, plan=office / "plan.xlsx").consolidation
    assert whole.missing == (ABSENT.name, other.name) and whole.organisations == 3
    rows = sheet_texts(output, SUMMARY_SHEET)
    start = rows.index(["ความครบถ้วนของการรายงาน"]) + 2
    table = rows[start : start + 6]
    assert [row[0] for row in table] == [*(one.name for one in LISTED), *whole.missing, "รวม"]
    assert [row[1:] for row in table[3:5]] == [["0", "0", "ยังไม่ส่งรายงาน"]] * 2
    answered = int((whole.measures["result"] != "").sum())
    assert table[-1][1:] == [str(answered), str(len(whole.measures) - answered)]
    texts = [" ".join(row) for row in sheet_texts(output, REPORT_SHEET)]
    assert f"ยังไม่ส่งรายงาน ๒ แห่ง ได้แก่ {ABSENT.name}, {other.name}" in texts
    cover = [" ".join(row) for row in sheet_texts(output, COVER_SHEET)]
    assert any("จำนวน ๓ แห่ง (ยังไม่ส่งรายงาน ๒ แห่ง)" in text for text in cover)


def test_nothing_is_said_of_missing_ones_when_there_are_none(office: Path, tmp_path: Path) -> None:
    output = tmp_path / "district.xlsx"
    listing(office / "plan.xlsx")
    assert ita_xlsx.merge([office], output, plan=office / "plan.xlsx").consolidation.missing == ()
    book = [text for sheet in (COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET)
            for row in sheet_texts(output, sheet) for text in row]  # fmt: skip
    assert not any("ยังไม่ส่งรายงาน" in text for text in book)


def test_by_the_plan_one_report_is_a_districts_too(tmp_path: Path, reports: list[Path]) -> None:
    plan = listing(tmp_path / "plan.xlsx")
    whole = ita_xlsx.merge(reports[:1], tmp_path / "one.xlsx", plan=plan).consolidation
    assert whole.level == "district" and whole.organisation == ""
    assert whole.missing == tuple(one.name for one in LISTED[1:])
    alone = ita_xlsx.merge(reports[:1], tmp_path / "own.xlsx").consolidation
    assert alone.level == "organisation"


def test_a_plan_of_another_level_is_refused_in_one_sentence(
    ita: Type, tmp_path: Path, reports: list[Path]
) -> None:
    write_plan(tmp_path / "own.xlsx")
    listing(tmp_path / "district.xlsx")
    for arguments, said in (
        (("status", *reports, "--plan", "own.xlsx"), "plan --level district"),
        (("forms", "district.xlsx", "-o", "f"), "district.xlsx"),
    ):
        ran = ita(*arguments, folder=tmp_path)
        assert ran.code == 2 and said in ran.err and len(ran.err.splitlines()) == 1


# --- the folder ---------------------------------------------------------------------------


def test_alone_in_the_folder_it_merges_and_says_who_is_missing(ita: Type, office: Path) -> None:
    sent = {path.name: path.read_bytes() for path in office.iterdir()}
    ran = ita(folder=office)
    assert ran.code == 0 and ran.err == "" and "พบไฟล์ที่ส่งกลับ 3 ไฟล์" in ran.out
    report = office / "รายงาน อำเภอกุดรัง ปี 2566 รอบ 6 เดือน.xlsx"
    assert report.is_file() and report.name in ran.out
    # Without the line breaks that a narrow window puts into names.
    chase = "".join(ran.out.split("ขั้นต่อไป")[1].split())
    assert "ติดตามหน่วยงาน" in chase and ABSENT.name in chase and "--remind" in chase
    assert "ให้หน่วยงานแก้ไข" in chase and "ให้กอง" not in chase
    assert (office / "ส่งคืนหน่วยงาน").is_dir()
    files = {path.name: path.read_bytes() for path in office.iterdir() if path.is_file()}
    assert {name: files[name] for name in sent} == sent
    again = ita(folder=office)
    assert again.out == ran.out
    assert {path.name: path.read_bytes() for path in office.iterdir() if path.is_file()} == files


def test_an_unreadable_file_beside_the_reports_is_told(ita: Type, office: Path) -> None:
    (office / "เสีย.xlsx").write_bytes(b"PK\x03\x04 broken")
    ran = ita(folder=office)
    assert ran.code == 1 and "พบไฟล์ที่ส่งกลับ 4 ไฟล์" in ran.out
    found = openpyxl.load_workbook(office / "สิ่งที่พบ.xlsx", read_only=True)
    texts = [str(v) for sheet in found for row in sheet.iter_rows(values_only=True) for v in row]
    assert any("เสีย.xlsx" in text for text in texts)


def test_a_blank_form_among_the_reports_is_named(ita: Type, office: Path) -> None:
    ita_xlsx.make_forms(write_plan(office / "own.xlsx"), office / "f")
    (office / "own.xlsx").unlink()
    form = shutil.copy(next((office / "f").iterdir()), office / "กองคลัง.xlsx")
    ran = ita(folder=office)
    assert ran.code == 1 and f"ไม่อยู่ในรายงาน: 1 แห่ง ใน {Path(form).name}" in ran.out


def test_a_districts_folder_is_laid_out_and_says_what_comes_next(
    ita: Type, tmp_path: Path, reports: list[Path]
) -> None:
    ran = ita("init", "--level", "district", "รอบ", folder=tmp_path)
    folder = tmp_path / "รอบ"
    assert {path.name for path in folder.iterdir()} == {
        *("plan.xlsx", "returned", "merge.bat", "commands.bat", "อ่านก่อน.txt"),
        "คู่มืออำเภอและจังหวัด.pdf",
    }  # fmt: skip
    assert "returned" in ran.err.splitlines()[-1] and "forms" not in ran.err
    assert "กอง" not in (folder / "อ่านก่อน.txt").read_text(encoding="utf-8-sig")
    empty = ita(folder=folder)
    assert empty.code == 0 and "กรอกรายชื่อหน่วยงาน" in empty.out and "กอง" not in empty.out
    listing(folder / "plan.xlsx")
    waiting = ita(folder=folder).out
    assert "ส่งแล้ว 0 จาก 3 หน่วยงาน" in waiting and "ยังไม่มีไฟล์ที่หน่วยงานส่งมา" in waiting
    shutil.copy(reports[0], folder / "returned")
    shutil.copy(reports[1], folder)
    came = ita(folder=folder)
    assert came.code == 1 and "ส่งแล้ว 1 จาก 3 หน่วยงาน" in came.out
    assert f"ไม่อยู่ในรายงาน: 1 แห่ง ใน {reports[1].name}" in came.out


# --- reminders ----------------------------------------------------------------------------


def test_who_has_sent_nothing_is_reminded_without_a_form(ita: Type, office: Path) -> None:
    silent = PlanDivision(organisation_name("ขามเรียง"), kind="organisation")
    listing(office / "plan.xlsx", (*LISTED, ABSENT, silent))
    ran = ita("email", ".", "--remind", "--plan", "plan.xlsx", "-o", "เตือน", folder=office)
    assert ran.code == 0 and f"{silent.name} ยังไม่ส่ง" in ran.err
    (draft,) = (office / "เตือน").glob("*.eml")
    assert draft.name == f"รายงาน {ABSENT.name} ปี 2566 รอบ 6 เดือน.eml"
    mail = email.message_from_bytes(draft.read_bytes())
    assert mail["To"] == ABSENT.email and mail["X-Unsent"] == "1"
    subject = str(make_header(decode_header(mail["Subject"])))
    assert "รายงานผล" in subject and "แบบรายงาน" not in subject
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain"]
    letter = parts[0].get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "นายสมชาย" in letter and "๓๐ เมษายน ๒๕๖๖" in letter
    assert "แบบรายงาน" not in letter and "แนบมาพร้อมนี้" not in letter
    assert letter.rstrip().endswith("อำเภอกุดรัง จังหวัดตัวอย่าง") and "มาตรการส่งเสริม" in letter


# --- one level up, and the next round -----------------------------------------------------

OF_PROVINCE = tuple(
    PlanDivision(f"อำเภอ{name}", kind="district") for name in ("กันทร์", "เมือง", "เกาะใหญ่")
)


def test_a_province_lists_districts(ita: Type, districts: list[Path], tmp_path: Path) -> None:
    for path in districts:
        shutil.copy(path, tmp_path)
    plan = listing(tmp_path / "plan.xlsx", OF_PROVINCE, "province")
    got = standings(plan, [tmp_path])
    assert [(one.kind, one.arrived) for one in got.values()] == [
        ("district", True), ("district", True), ("district", False),
    ]  # fmt: skip
    rows = sheet_texts(tmp_path / "เมือง.xlsx", DATA_SHEET)
    assert got["อำเภอเมือง"].asked == len(rows) - 1
    ran = ita(folder=tmp_path)
    report = tmp_path / "รายงาน จังหวัดตัวอย่าง ปี 2566 รอบ 6 เดือน.xlsx"
    assert report.is_file() and "ส่งแล้ว 2 จาก 3 อำเภอ" in ran.out and "อำเภอเกาะใหญ่" in ran.out
    assert ["อำเภอเกาะใหญ่", "0", "0", "ยังไม่ส่งรายงาน"] in sheet_texts(report, SUMMARY_SHEET)
    texts = [" ".join(row) for row in sheet_texts(report, REPORT_SHEET)]
    assert "ยังไม่ส่งรายงาน ๑ อำเภอ ได้แก่ อำเภอเกาะใหญ่" in texts
    # The districts stand in the order of the plan.
    order = ita_xlsx.merge([tmp_path], tmp_path / "p.xlsx", plan=plan).consolidation.measures
    assert list(order["district"].unique()) == ["กันทร์", "เมือง"]


def test_a_district_that_is_not_listed_is_one_finding(
    districts: list[Path], tmp_path: Path
) -> None:
    wrong = (OF_PROVINCE[0], replace(OF_PROVINCE[1], name="อำเภอเมอง"))
    plan = listing(tmp_path / "plan.xlsx", wrong, "province")
    found = [f for f in ita_xlsx.check(districts, plan=plan).findings if f.rule.code == "P020"]
    assert [(f.value, Path(f.file).name) for f in found] == [("อำเภอเมือง", "เมือง.xlsx")]
    assert "อำเภอเมอง" in found[0].message.th


def test_the_next_plan_lists_who_reported(
    ita: Type, districts: list[Path], office: Path, tmp_path: Path
) -> None:
    ita_xlsx.merge([office], tmp_path / "d.xlsx", plan=office / "plan.xlsx")
    ran = ita("plan", "--from", "d.xlsx", "-o", "next.xlsx", folder=tmp_path)
    assert ran.code == 0 and "3 หน่วยงาน" in ran.err
    plan = load_plan(tmp_path / "next.xlsx")
    assert [one.name for one in plan.divisions] == [one.name for one in LISTED[::-1]]
    assert (plan.level, plan.organisation.district, plan.organisation.round) == (
        "district", "กุดรัง", 12,
    )  # fmt: skip
    assert plan.findings == ()
    ita_xlsx.make_plan(tmp_path / "both.xlsx", [tmp_path / "d.xlsx", office / "plan.xlsx"])
    both, before = load_plan(tmp_path / "both.xlsx"), load_plan(office / "plan.xlsx")
    assert both.divisions == before.divisions and both.organisation.round == 12
    ita_xlsx.merge(districts, tmp_path / "p.xlsx")
    with pytest.raises(UsageError):
        other = write_plan(tmp_path / "o.xlsx")
        ita_xlsx.make_plan(tmp_path / "no.xlsx", [tmp_path / "p.xlsx", other])
    ita_xlsx.make_plan(tmp_path / "above.xlsx", tmp_path / "p.xlsx")
    plan = load_plan(tmp_path / "above.xlsx")
    assert plan.level == "province" and plan.findings == ()
    assert {one.name for one in plan.divisions} == {"อำเภอเมือง", "อำเภอกันทร์"}
    assert of_plan(ita_xlsx.check(districts, plan=tmp_path / "above.xlsx").findings)[0][0] == "P023"
    ita("init", "--from", "d.xlsx", "ใหม่", folder=tmp_path)
    assert not (tmp_path / "ใหม่" / "forms").exists()


def test_two_rounds_of_a_district_are_compared_by_organisation(
    ita: Type, tmp_path: Path, reports: list[Path]
) -> None:
    ita_xlsx.merge(reports, tmp_path / "old.xlsx")
    ita_xlsx.merge(reports[:2], tmp_path / "new.xlsx")
    ran = ita("compare", "old.xlsx", "new.xlsx", "-o", "c.xlsx", folder=tmp_path)
    old, new = ran.out.splitlines()[:2]
    assert "old.xlsx: 3 หน่วยงาน" in old and "new.xlsx: 2 หน่วยงาน" in new
    whole = ita("compare", "old.xlsx", "new.xlsx", folder=tmp_path)
    assert f"(อบต.{FEW[2]}, กองคลัง)" in whole.out
    told = json.loads(
        ita("compare", "old.xlsx", "new.xlsx", "--format", "json", folder=tmp_path).out
    )
    assert (told["old"]["organisation"], told["old"]["organisations"]) == ("", 3)
    table = sheet_texts(tmp_path / "c.xlsx", "เปรียบเทียบรายมาตรการ")
    assert "หน่วยงาน" in table[0] and any(LISTED[2].name in row for row in table[1:])
    assert "3 หน่วยงาน" not in sheet_texts(tmp_path / "c.xlsx", SUMMARY_SHEET)[1]
    own = ita_xlsx.compare(reports[0], reports[0], tmp_path / "own.xlsx")
    assert own.new.organisation == LISTED[0].name
    assert "หน่วยงาน" not in sheet_texts(tmp_path / "own.xlsx", "เปรียบเทียบรายมาตรการ")[0]


def test_the_letter_names_the_district_or_province_once(
    districts: list[Path], tmp_path: Path
) -> None:
    for paths, place in ((districts, "จังหวัดตัวอย่าง"), (districts[:1], "อำเภอเมือง")):
        ita_xlsx.merge(paths, tmp_path / "out.xlsx")
        mail = ita_xlsx.draft_email(tmp_path / "out.xlsx", ["a@example.go.th"]).mail
        opening = next(line for line in mail.body.splitlines() if "ขอส่ง" in line)
        assert opening.startswith(f"{place} (") and opening.count(place) == 1


def test_the_sheets_of_a_plan_are_never_taken_for_a_report(office: Path, tmp_path: Path) -> None:
    """Also when the program that saved it dropped its stamp."""
    book = openpyxl.load_workbook(office / "plan.xlsx")
    assert ROUND_SHEET in book.sheetnames
    bare = openpyxl.Workbook()
    for name in book.sheetnames[:2]:
        sheet = bare.create_sheet(name)
        for row in book[name].iter_rows(values_only=True):
            sheet.append(row)
    bare.save(office / "plan.xlsx")
    assert load_plan(office / "plan.xlsx").level == "district"
    read = ita_xlsx.check([office]).round
    assert "plan.xlsx" not in {Path(one.file).name for one in read.sources}
    merged = ita_xlsx.merge_folder(office, IN_TIME)
    assert merged is not None and merged.plan == office / "plan.xlsx"


def test_the_guide_of_the_district_can_be_followed(
    ita: Type, tmp_path: Path, reports: list[Path]
) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "district.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    lines = [shlex.split(line) for block in blocks for line in block.splitlines()]
    folder = tmp_path
    for number, (program, *arguments) in enumerate(lines):
        if program == "cd":
            folder = tmp_path / arguments[0]
            listing(folder / "plan.xlsx", (*LISTED, ABSENT))
            for report in reports:
                shutil.copy(report, folder / "returned")
            continue
        ran = ita(*arguments, folder=folder)
        assert ran.code in (0, 1), (number, ran.text)
    assert len(lines) == 9
    assert {path.name for path in tmp_path.iterdir()} >= {"อำเภอ-รอบ-6-เดือน", "แผนอำเภอ.xlsx"}
    assert {path.name for path in folder.iterdir()} >= {
        "รายงาน อำเภอกุดรัง ปี 2566 รอบ 6 เดือน.xlsx", "รายงานอำเภอ.xlsx", "อีเมลเตือน", "แผนใหม่.xlsx",
    }  # fmt: skip


def test_the_verb_makes_no_forms_of_such_a_plan(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        ita_xlsx.make_forms(listing(tmp_path / "plan.xlsx"), tmp_path / "forms")
    assert not (tmp_path / "forms").exists()
