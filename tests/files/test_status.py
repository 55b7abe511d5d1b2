"""Who has sent what, and a merge by the plan: nothing planned is missing without being told."""

import json
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from plans import FORM_FIRST_ROW, write_plan

import ita_xlsx as library
from ita_xlsx.cli.display.standings_text import status_text
from ita_xlsx.findings import Finding
from ita_xlsx.model.standings import Standing
from ita_xlsx.thai.width import display_width

ON_TIME, TOO_LATE = date(2023, 4, 5), date(2023, 4, 11)
FORM = "แบบรายงาน {division} ปี 2566 รอบ 6 เดือน.xlsx"
LABELS = {"reporter": "I3", "date": "I6", "division": "F3", "year": "F4"}


@pytest.fixture(scope="module")
def blank_forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    library.make_forms(write_plan(folder / "plan.xlsx"), folder / "forms")
    return folder / "forms"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "returned").mkdir()
    return write_plan(tmp_path / "plan.xlsx")


def send(plan: Path, blank_forms: Path, sender: str, *results: str, **labels: str) -> Path:
    """Return a division's form with results in its rows, in their order."""
    path = plan.parent / "returned" / f"{sender}.xlsx"
    book = openpyxl.load_workbook(blank_forms / FORM.format(division=sender))
    sheet = book["แบบรายงาน"]
    for row, result in enumerate(results, start=FORM_FIRST_ROW):
        sheet[f"F{row}"] = result
        sheet[f"I{row}"] = "https://www.example.go.th/a"
    for key, text in labels.items():
        sheet[LABELS[key]] = text
    book.save(path)
    return path


def standings(plan: Path, today: date = ON_TIME) -> dict[str, Standing]:
    status = library.status([plan.parent / "returned"], plan, today)
    return {one.name: one for one in status.standings}


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f.rule.code for f in findings if f.rule.code.startswith("P")]


DONE = "จัดอบรมเมื่อวันที่ ๑๐ ก.พ. ๒๕๖๖ ผู้เข้าร่วม ๒๕ คน"
OPENED = "เปิดให้บริการคำร้องออนไลน์ตั้งแต่ ๑ ธ.ค. ๒๕๖๕"
UPDATED = "ปรับปรุงข้อมูลผู้บริหารครบ ๕ คน เมื่อ ๑๕ ก.พ. ๒๕๖๖"


def test_an_empty_folder_is_no_error_of_the_command(plan: Path) -> None:
    """At the beginning nobody has sent anything."""
    got = standings(plan)
    assert [one.arrived for one in got.values()] == [False] * 3
    assert [one.late for one in got.values()] == [False] * 3
    assert all("10 เม.ย. 2566" in one.next.th for one in got.values())
    late = standings(plan, TOO_LATE)
    assert [one.late for one in late.values()] == [True] * 3
    ran = ita_xlsx("status", "returned", "--plan", "plan.xlsx", folder=plan.parent)
    assert ran.code == 1 and "0 จาก 3 กอง" in ran.out and ran.err == ""
    ran = ita_xlsx("status", "nowhere", "--plan", "plan.xlsx", folder=plan.parent)
    assert ran.code == 3 and len(ran.err.splitlines()) == 1


def test_each_division_and_what_to_do_next(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "สำนักปลัด", UPDATED, DONE, reporter="ก", date="5 เม.ย. 2566")
    send(plan, blank_forms, "กองคลัง", OPENED, "", date="11 เมษายน ๒๕๖๖")
    got = standings(plan, TOO_LATE)
    palad, klang, silp = got["สำนักปลัด"], got["กองคลัง"], got["กองศิลป์"]
    assert (palad.answered, palad.asked, palad.late, palad.when) == (2, 2, False, ON_TIME)
    assert (palad.officer, palad.email) == ("น.ส. สมหญิง", "palad@example.go.th")
    assert palad.errors == 0 and palad.when_from == "report"
    assert (klang.answered, klang.asked, klang.late) == (1, 2, True)
    assert klang.errors == 1 and "แก้ไข 1" in klang.next.th
    assert (silp.arrived, silp.late, silp.asked) == (False, True, 2)
    assert "ทวง" in silp.next.th


def test_a_report_without_a_day_counts_by_its_file_and_says_so(
    plan: Path, blank_forms: Path
) -> None:
    path = send(plan, blank_forms, "กองคลัง", OPENED, DONE)
    os.utime(path, (datetime(2023, 4, 5).timestamp(),) * 2)
    one = standings(plan)["กองคลัง"]
    assert (one.when, one.when_from, one.late) == (ON_TIME, "file", False)
    ran = ita_xlsx("status", "returned", "--plan", "plan.xlsx", folder=plan.parent)
    assert "5 เม.ย. 2566*" in ran.out and "* วันที่แก้ไขไฟล์" in ran.out


def test_spellings_of_the_plan_are_known_and_strangers_are_told(
    plan: Path, blank_forms: Path
) -> None:
    send(plan, blank_forms, "สำนักปลัด", UPDATED, DONE, division="สป.")
    send(plan, blank_forms, "กองศิลป์", OPENED, DONE, division="กองช่าง")
    got = standings(plan)
    assert got["สำนักปลัด"].arrived and not got["กองศิลป์"].arrived
    assert not got["กองช่าง"].expected and "ในแผน" in got["กองช่าง"].next.th
    checked = library.check([plan.parent / "returned"], plan=plan)
    assert sorted(codes(checked.findings)) == ["P013", "P013", "P016"]
    # Without the plan, nobody knows the short name.
    unplanned = library.check([plan.parent / "returned"]).round.submissions
    assert "สป." in {one.division for one in unplanned}


def test_missing_changed_and_added_measures_are_findings(plan: Path, blank_forms: Path) -> None:
    path = send(plan, blank_forms, "สำนักปลัด", UPDATED, "", year="2565")
    book = openpyxl.load_workbook(path)
    sheet = book["แบบรายงาน"]
    for letter, text in zip("ABCDEF", ("4", "ของใหม่", "ทำ", "สำนักปลัด", "ก.พ. 66", "ทำแล้ว"),
                            strict=True):  # fmt: skip
        sheet[f"{letter}{FORM_FIRST_ROW + 1}"] = text
    book.save(path)
    found = library.check([path], plan=plan).findings
    told = {f.rule.code: f.cell for f in found if f.file == path.as_posix()}
    row = FORM_FIRST_ROW + 1
    assert told["P014"] == "B8" and told["P017"] == f"B{row}" and told["P018"] == "F4"
    missing = [f for f in found if f.rule.code == "P013"]
    assert {(f.value, f.sheet, f.cell) for f in missing} == {
        ("กองคลัง", "กอง", "A5"), ("กองศิลป์", "กอง", "A6"),
    }  # fmt: skip


def test_a_joint_measure_is_no_measure_twice(plan: Path, blank_forms: Path) -> None:
    for division in ("กองคลัง", "กองศิลป์"):
        send(plan, blank_forms, division, OPENED, DONE)
    twice = {"R005", "R006"}
    without = {f.rule.code for f in library.check([plan.parent / "returned"]).findings}
    by_plan = {f.rule.code for f in library.check([plan.parent / "returned"], plan=plan).findings}
    assert without & twice and not by_plan & twice


# --- merge --plan -------------------------------------------------------------------------


def merged(plan: Path) -> dict[str, list[list[object]]]:
    output = plan.parent / "report.xlsx"
    library.merge([plan.parent / "returned"], output, plan=plan)
    book = openpyxl.load_workbook(output, data_only=True)
    return {sheet.title: [[c.value for c in row] for row in sheet.iter_rows()] for sheet in book}


def test_what_nobody_reports_stands_in_its_place_as_not_reported(
    plan: Path, blank_forms: Path
) -> None:
    send(plan, blank_forms, "กองศิลป์", OPENED, DONE)
    sheets = merged(plan)
    printed = [row for row in sheets["รายงานผล"] if str(row[0] or "")[:2] in ("๑.", "๒.", "๓.")]
    assert [(row[0], row[4]) for row in printed] == [
        ("๑. ข้อมูลผู้บริหาร", "ยังไม่ได้รายงานผล"),
        ("๒. E–Service", f"กองคลัง: ยังไม่ได้รายงานผล\nกองศิลป์: {OPENED}"),
        (
            "๓. การอบรมคุณธรรม",
            f"สำนักปลัด: ยังไม่ได้รายงานผล\nกองคลัง: ยังไม่ได้รายงานผล\nกองศิลป์: {DONE}",
        ),
    ]
    head, *rows = sheets["ข้อมูล"]
    data = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(r["ลำดับในรายงาน"], r["กอง"], r["ผลการดำเนินการ"]) for r in data] == [
        (1, "สำนักปลัด", None), (2, "กองคลัง", None), (2, "กองศิลป์", OPENED),
        (3, "สำนักปลัด", None), (3, "กองคลัง", None), (3, "กองศิลป์", DONE),
    ]  # fmt: skip
    # What nobody reported comes from the plan, and says from which of its rows.
    assert (data[0]["ไฟล์"], data[0]["แผ่นงาน"], data[0]["แถว"]) == ("plan.xlsx", "มาตรการ", 4)
    assert "plan.xlsx" in {row[0] for row in sheets["ที่มา"]}
    assert {row[1] for row in sheets["สรุป"] if row[0] == "กองคลัง"} >= {2}


def test_a_form_returned_without_a_result_reports_nothing(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "สำนักปลัด", "", DONE)
    first = next(row for row in merged(plan)["รายงานผล"] if str(row[0]).startswith("๑."))
    assert first[4] == "ยังไม่ได้รายงานผล"


def test_a_complete_round_stands_in_the_order_of_the_plan(plan: Path, blank_forms: Path) -> None:
    for division, results in (
        ("สำนักปลัด", (UPDATED, DONE)), ("กองคลัง", (OPENED, DONE)), ("กองศิลป์", (OPENED, DONE)),
    ):  # fmt: skip
        send(plan, blank_forms, division, *results)
    whole = library.merge([plan.parent / "returned"], plan.parent / "r.xlsx", plan=plan)
    assert codes(whole.checked.findings) == []
    measures = whole.consolidation.measures
    assert measures["printed"].tolist() == [1, 2, 2, 3, 3, 3]
    assert measures["reported"].all()
    assert whole.consolidation.organisation == "องค์การบริหารส่วนตำบลกุดรัง"
    assert "plan.xlsx" not in {Path(s.file).name for s in whole.consolidation.sources}


def test_a_merge_by_plan_gives_the_same_bytes_again(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "กองคลัง", OPENED, DONE)
    outputs = [plan.parent / name for name in ("a.xlsx", "b.xlsx")]
    for output in outputs:
        library.merge([plan.parent / "returned"], output, plan=plan)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_measures_that_nobody_planned_follow(plan: Path, blank_forms: Path) -> None:
    path = send(plan, blank_forms, "สำนักปลัด", UPDATED, DONE)
    book = openpyxl.load_workbook(path)
    row = FORM_FIRST_ROW + 2
    for letter, text in zip("ABCDEF", ("1", "ของใหม่", "ทำ", "สำนักปลัด", "ก.พ. 66", "ทำแล้ว"),
                            strict=True):  # fmt: skip
        book["แบบรายงาน"][f"{letter}{row}"] = text
    book.save(path)
    whole = library.merge([plan.parent / "returned"], plan.parent / "r.xlsx", plan=plan)
    assert whole.consolidation.measures["issue"].tolist()[-1] == "ของใหม่"
    assert whole.consolidation.measures["printed"].tolist()[-1] == 4


def test_the_plan_is_not_overwritten_by_the_report(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "กองคลัง", OPENED, DONE)
    before = plan.read_bytes()
    ran = ita_xlsx(
        "merge", "returned", "-o", "plan.xlsx", "--plan", "plan.xlsx", folder=plan.parent
    )
    assert ran.code == 2 and plan.read_bytes() == before


# --- what is shown ------------------------------------------------------------------------


def test_the_columns_of_the_table_stand_below_each_other(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "กองคลัง", OPENED, "")
    status = library.status([plan.parent / "returned"], plan, TOO_LATE)
    lines = status_text(status, "th").splitlines()
    starts = [display_width(part) for part in lines[1].split("  ")]
    for line in (lines[0], *lines[2:5]):
        assert display_width(line) <= sum(starts) + 2 * (len(starts) - 1)
    second = starts[0] + 2
    for line in lines[2:5]:
        cut = next(n for n in range(len(line)) if display_width(line[:n]) == second)
        assert line[cut:].lstrip("่้็์ัิีึืุู").startswith(("ส่งแล้ว", "ยังไม่ส่ง"))


def test_the_workbook_of_findings_has_a_sheet_of_it(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "กองคลัง", OPENED, "", date="11 เม.ย. 2566")
    ran = ita_xlsx(
        "status", "returned", "--plan", "plan.xlsx", "--findings", "found.xlsx", folder=plan.parent
    )
    assert ran.code == 1
    sheet = openpyxl.load_workbook(plan.parent / "found.xlsx")["สถานะการส่ง"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert list(rows) == ["สำนักปลัด", "กองคลัง", "กองศิลป์"]
    assert rows["กองคลัง"][:4] == ("ส่งแล้ว", "11 เม.ย. 2566", "ช้า", "1/2")
    assert rows["สำนักปลัด"][8] == "palad@example.go.th"


def test_the_same_as_json(plan: Path, blank_forms: Path) -> None:
    send(plan, blank_forms, "กองคลัง", OPENED, "", date="11 เม.ย. 2566")
    ran = ita_xlsx(
        "status", "returned", "--plan", "plan.xlsx", "--format", "json", folder=plan.parent
    )
    whole = json.loads(ran.out)
    assert ran.code == 1 and whole["version"] == 1 and whole["due"] == "2023-04-10"
    one = next(d for d in whole["divisions"] if d["division"] == "กองคลัง")
    assert (one["expected"], one["arrived"], one["late"], one["asked"], one["answered"]) == (
        True, True, True, 2, 1,
    )  # fmt: skip
    assert one["when"] == "2023-04-11" and one["files"] == ["returned/กองคลัง.xlsx"]
    missing = next(d for d in whole["divisions"] if d["division"] == "กองศิลป์")
    assert missing["when"] is None and missing["files"] == []


def test_help_in_english_holds_no_thai() -> None:
    for command in ("plan", "forms", "status"):
        ran = ita_xlsx(command, "--help", "--lang", "en")
        assert ran.code == 0 and not any("ก" <= letter <= "๙" for letter in ran.out)
