"""What a district gets: reports and forms together, of other years, twice, under like names."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command import Type
from local_governments import NAMES, make_district, organisation_name, write_form
from plans import FACTS

import ita_xlsx
from ita_xlsx.forms.plan_workbook import plan_bytes
from ita_xlsx.model import Plan, PlanDivision, PlanOrganisation
from ita_xlsx.verbs.stages import Checked

IN_TIME = date(2023, 4, 1)
FIRST, SECOND, THIRD, FOURTH = NAMES[:4]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The merged reports of three organisations by their names."""
    made = make_district(tmp_path_factory.mktemp("made"), "กุดรัง", names=(FIRST, SECOND, THIRD))
    return dict(zip((FIRST, SECOND, THIRD), made.reports, strict=True))


@pytest.fixture
def office(tmp_path: Path, reports: Mapping[str, Path]) -> Path:
    """The folder of a district that awaits four organisations, of which one has sent its report."""
    folder = tmp_path / "district"
    ita_xlsx.lay_out(folder, level="district")
    awaits(folder, FIRST, SECOND, THIRD, FOURTH)
    shutil.copy(reports[FIRST], folder / "returned")
    return folder


def awaits(folder: Path, *names: str) -> None:
    listed = tuple(
        PlanDivision(organisation_name(name), email=f"a{n}@example.go.th", kind="organisation")
        for n, name in enumerate(names)
    )
    facts = {**FACTS, "organisation": ""}
    plan = Plan("", PlanOrganisation(), listed, (), facts, level="district")
    (folder / "plan.xlsx").write_bytes(plan_bytes(plan))


def status(folder: Path) -> Checked:
    return ita_xlsx.status((), None, IN_TIME, round_folder=folder)


def arrived(checked: Checked) -> set[str]:
    return {one.name.removeprefix("องค์การบริหารส่วนตำบล") for one in checked.standings if one.arrived}


def aside(checked: Checked) -> set[str]:
    return {Path(one.file).name for one in checked.findings if one.rule.left_out}


def test_the_forms_of_divisions_are_their_organisations_report(ita: Type, office: Path) -> None:
    for division in ("สำนักปลัด", "กองคลัง"):
        write_form(office / "returned" / f"{division}.xlsx", SECOND, "", division, 3)
    checked = status(office)
    assert arrived(checked) == {FIRST, SECOND} and not aside(checked)
    ran = ita(folder=office)
    assert ran.code == 0 and "ส่งแล้ว 2 จาก 4 หน่วยงาน" in ran.out
    (report,) = office.glob("รายงาน*.xlsx")
    assert report.name == "รายงาน อำเภอกุดรัง ปี 2566 รอบ 6 เดือน.xlsx"
    data = openpyxl.load_workbook(report)["ข้อมูล"]
    heads = [cell.value for cell in data[1]]
    counted, level = heads.index("หน่วยงานที่นับ"), heads.index("ระดับ")
    rows = [(row[counted], row[level]) for row in data.iter_rows(min_row=2, values_only=True)]
    assert set(rows) == {(organisation_name(name), "อำเภอ") for name in (FIRST, SECOND)}
    said = ita("merge", "returned", "-o", "r.xlsx", folder=office)
    assert said.code == 0 and "แบบรายงานของกอง 2 ไฟล์" in said.out


def test_forms_beside_their_report_and_without_a_name_are_set_aside_each(office: Path) -> None:
    returned = office / "returned"
    write_form(returned / "ซ้ำ.xlsx", FIRST, "กุดรัง", "กองคลัง", 3)
    write_form(returned / "ไม่มีชื่อ.xlsx", SECOND, "กุดรัง", "กองคลัง", 3)
    book = openpyxl.load_workbook(returned / "ไม่มีชื่อ.xlsx")
    book.worksheets[0]["C3"] = None
    book.save(returned / "ไม่มีชื่อ.xlsx")
    checked = status(office)
    assert arrived(checked) == {FIRST} and aside(checked) == {"ซ้ำ.xlsx", "ไม่มีชื่อ.xlsx"}
    merged = ita_xlsx.merge([returned], office / "r.xlsx", plan=office / "plan.xlsx")
    assert {Path(file).name for file in merged.consolidation.measures["file"]} == {f"{FIRST}.xlsx"}


@pytest.mark.parametrize(("key", "value"), [("ปีงบประมาณ", 2565), ("รอบรายงาน", 12)])
def test_the_report_of_another_year_or_round_is_not_counted_as_sent(
    ita: Type, office: Path, reports: Mapping[str, Path], key: str, value: int
) -> None:
    book = openpyxl.load_workbook(reports[SECOND])
    data = book["ข้อมูล"]
    column = [cell.value for cell in data[1]].index(key) + 1
    for row in range(2, data.max_row + 1):
        data.cell(row, column).value = value
    book.save(office / "returned" / "ปีก่อน.xlsx")
    checked = status(office)
    assert arrived(checked) == {FIRST} and aside(checked) == {"ปีก่อน.xlsx"}
    ita("email", "--remind", "-o", "remind", folder=office)
    assert any(SECOND in path.name for path in (office / "remind").iterdir())
    assert ita(folder=office).code == 1
    # Nothing is to be fixed in it.
    assert not any("ปีก่อน" in path.name for path in office.glob("ส่งคืน*/*"))
    (report,) = office.glob("รายงาน*.xlsx")
    sheet = openpyxl.load_workbook(report)["สรุป"]
    silent = ", ".join(organisation_name(name) for name in (SECOND, THIRD, FOURTH))
    assert f"ยังไม่ส่ง: {silent}" in {sheet[cell].value for cell in ("A2", "A3")}


def test_a_like_name_is_asked_about_and_not_reminded(
    ita: Type, tmp_path: Path, reports: Mapping[str, Path]
) -> None:
    folder = tmp_path / "district"
    ita_xlsx.lay_out(folder, level="district")
    awaits(folder, FIRST, "เกาะช่าง", "เลิงแฝก")
    for name in (FIRST, SECOND):
        shutil.copy(reports[name], folder / "returned")
    awaited, came = organisation_name("เกาะช่าง"), organisation_name(SECOND)
    near = {one.name: one.near for one in status(folder).standings}
    assert near[awaited] == came and near[came] == awaited
    ran = ita("email", "--remind", "-o", "remind", folder=folder)
    assert f"{awaited} ยังไม่ส่ง แต่มีรายงานของ “{came}”" in ran.err
    (draft,) = (path for path in (folder / "remind").iterdir() if path.suffix == ".eml")
    assert "เลิงแฝก" in draft.name
    steps = "".join(ita(folder=folder).out.split("ขั้นต่อไป")[1].split())
    assert f"ตรวจว่า“{came}”ที่ส่งมาคือ{awaited}" in steps
    chase = steps.split("ติดตาม")[1]
    assert organisation_name("เลิงแฝก") in chase and awaited not in chase


@pytest.mark.parametrize("later", ["20 เม.ย. 2566", "๒๐ เมษายน ๒๕๖๖"])
def test_of_a_report_sent_twice_the_latest_counts_by_its_own_date(
    office: Path, reports: Mapping[str, Path], later: str
) -> None:
    returned = office / "returned"
    book = openpyxl.load_workbook(reports[FIRST])
    data, sources = book["ข้อมูล"], book["ที่มา"]
    result = [cell.value for cell in data[1]].index("ผลการดำเนินการ") + 1
    data.cell(2, result).value = "แก้ไขผลแล้ว เมื่อวันที่ ๑ มี.ค. ๒๕๖๖"
    book.save(returned / "ก ฉบับแก้.xlsx")
    plan = office / "plan.xlsx"

    def counted(how: str) -> tuple[set[str], list[str]]:
        merged = ita_xlsx.merge(
            [returned], office / "r.xlsx", plan=plan, on_duplicate="latest" if how else "error"
        )
        codes = [one.rule.code for one in merged.checked.findings if one.rule.code[0] == "R"]
        files = {Path(file).name for file in merged.consolidation.measures["file"]}
        return files, sorted(set(codes) & {"R002", "R003"})

    both = {"ก ฉบับแก้.xlsx", f"{FIRST}.xlsx"}
    # Reports of one day are asked about, and named by their organisation, once.
    assert counted("") == (both, ["R002"]) and counted("latest") == (both, ["R002"])
    twice = [one for one in ita_xlsx.check([returned]).findings if one.rule.code == "R002"]
    assert [one.words["division"] for one in twice] == [organisation_name(FIRST)]
    sources.cell(2, sources.max_column).value = later
    book.save(returned / "ก ฉบับแก้.xlsx")
    assert counted("latest") == ({"ก ฉบับแก้.xlsx"}, ["R003"])


def test_the_table_of_who_has_sent_is_there_though_nothing_can_be_read(
    ita: Type, office: Path
) -> None:
    (office / "returned" / f"{FIRST}.xlsx").write_bytes(b"PK\x03\x04 nothing")
    ran = ita("status", folder=office)
    assert ran.code == 1 and "ส่งแล้ว 0 จาก 4 หน่วยงาน" in ran.out
    found = json.loads(ita("status", "--format", "json", folder=office).out)
    assert [one["arrived"] for one in found["organisations"]] == [False] * 4
    ran = ita(folder=office)
    assert ran.code == 1 and "ส่งแล้ว 0 จาก 4 หน่วยงาน" in ran.out


def test_the_letter_of_a_district_names_who_is_missing(office: Path) -> None:
    report = office / "r.xlsx"
    ita_xlsx.merge([office / "returned"], report, plan=office / "plan.xlsx")
    mail = ita_xlsx.draft_email(report, ["a@example.go.th"], plan=office / "plan.xlsx").mail
    silent = ", ".join(organisation_name(name) for name in (SECOND, THIRD, FOURTH))
    assert f"- ยังไม่ส่ง: {silent}" in mail.body
