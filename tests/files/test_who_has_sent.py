"""Who has sent: every command says the same of a round's folder, without being told where it is."""

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from command import Ran, Type
from plans import DIVISIONS, FORM_FIRST_ROW, write_plan
from traced import trace_summary

import ita_xlsx as library
from ita_xlsx.official.stamp import SUMMARY_SHEET
from ita_xlsx.official.statuses import NOT_REPORTED, NOT_STARTED

FORM = "แบบรายงาน {} ปี 2566 รอบ 6 เดือน.xlsx"
REPORT = "รายงาน*.xlsx"
PALAD, KLANG, SILP = (one.name for one in DIVISIONS)


def lay_out(folder: Path, sent: Sequence[str], blank: Sequence[str] = ()) -> Path:
    """The folder of a round in which some divisions sent their form, and some a blank one."""
    library.lay_out(folder)
    (folder / "plan.xlsx").unlink()
    library.make_forms(write_plan(folder / "plan.xlsx"), folder / "forms")
    for division in sent:
        book = openpyxl.load_workbook(folder / "forms" / FORM.format(division))
        sheet = book.worksheets[0]
        for row in (FORM_FIRST_ROW, FORM_FIRST_ROW + 1):
            sheet[f"F{row}"] = f"จัดประชุมและเผยแพร่แล้ว เมื่อวันที่ {row} ก.พ. ๒๕๖๖"
        book.save(folder / "returned" / f"{division}.xlsx")
    for division in blank:
        shutil.copy(folder / "forms" / FORM.format(division), folder / "returned")
    return folder


def silent_by_each(ita: Type, folder: Path) -> dict[str, set[str]]:
    """Who has sent nothing, as each command says it in the folder of a round."""
    said: dict[str, set[str]] = {}
    merged = library.merge_folder(folder, date(2023, 4, 1))
    assert merged is not None
    said["ita-xlsx"] = {one.name for one in merged.checked.standings if not one.arrived}
    status = json.loads(ita("status", "--format", "json", folder=folder).out)
    said["status"] = {one["division"] for one in status["divisions"] if not one["arrived"]}
    check = ita("check", "--format", "json", folder=folder)
    if check.code == 3:  # there is nothing to check
        assert "ไม่พบไฟล์ Excel ใน “returned”" in check.err
    else:
        found = json.loads(check.out)["findings"]
        said["check"] = {one["value"] for one in found if one["code"] == "P013"}
    drafts = folder / "remind"
    shutil.rmtree(drafts, ignore_errors=True)
    reminded = library.remind(None, (), drafts, date(2023, 4, 1), folder)
    named = {name for name in (PALAD, KLANG, SILP) for path in reminded.drafts if name in path.name}
    said["email --remind"] = named | set(reminded.unaddressed)
    shutil.rmtree(drafts)
    return said


@pytest.mark.parametrize(
    ("sent", "blank"),
    [
        ((PALAD, KLANG), ()),
        ((SILP,), ()),
        ((), ()),
        ((PALAD, KLANG, SILP), ()),
        ((KLANG,), (PALAD,)),
        ((), (PALAD, SILP)),
    ],
)
def test_every_command_says_the_same_before_and_after_a_report_is_there(
    ita: Type, tmp_path: Path, sent: tuple[str, ...], blank: tuple[str, ...]
) -> None:
    folder = lay_out(tmp_path / "round", sent, blank)
    silent = {PALAD, KLANG, SILP} - set(sent)
    for _ in range(2):
        said = silent_by_each(ita, folder)
        assert said == dict.fromkeys(said, silent)
    assert bool(list(folder.glob(REPORT))) is bool(sent)


def test_a_report_is_nobodys_answer_in_returned_either(ita: Type, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "round", [PALAD])
    ita(folder=folder)
    (report,) = folder.glob(REPORT)
    (folder / "returned" / f"{PALAD}.xlsx").unlink()
    shutil.copy(report, folder / "returned")
    for paths in ([], ["."], ["returned"]):
        ran = ita("status", *paths, "--format", "json", folder=folder)
        assert not any(one["arrived"] for one in json.loads(ran.out)["divisions"])


def test_the_plan_in_the_folder_is_used_and_said(ita: Type, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "round", [PALAD])

    def runs(*more: object) -> list[Ran]:
        return [
            ita("check", *more, folder=folder),
            ita("merge", *more, "-o", "r.xlsx", folder=folder),
            ita("status", *more, folder=folder),
        ]

    for ran in (*runs(), *runs("returned"), ita(folder=folder)):
        assert "ใช้แผน plan.xlsx" in ran.out and "กองศิลป์" in ran.out
    assert "ใช้แผน plan.xlsx" in ita("email", "--remind", "-o", "x", folder=folder).err
    found = json.loads(ita("check", "--format", "json", folder=folder).out)
    assert found["plan"] == "plan.xlsx"
    # What lies elsewhere is of another round.
    other = ita("check", "../round/returned", folder=lay_out(tmp_path / "other", []))
    assert "ใช้แผน" not in other.out
    # A plan that is named is the one to use.
    named = write_plan(tmp_path / "ของเรา.xlsx", divisions=DIVISIONS[:2])
    ran = ita("status", "--plan", named, folder=folder)
    assert "ใช้แผน" not in ran.out and "จาก 2 กอง" in ran.out


def test_a_plan_that_is_not_filled_in_is_said_and_not_used(ita: Type, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "round", [PALAD])
    (folder / "plan.xlsx").unlink()
    library.make_plan(folder / "plan.xlsx")
    ran = ita("check", folder=folder)
    assert "plan.xlsx ยังไม่ได้กรอก" in ran.out and "P013" not in ran.out
    ran = ita("status", folder=folder)
    assert ran.code == 2 and "plan.xlsx" in ran.err and ran.out == ""


def test_who_sent_nothing_is_named_and_never_counts_as_not_begun(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "round", [PALAD])
    report = folder / "r.xlsx"
    whole = library.merge([folder / "returned"], report, plan=folder / "plan.xlsx").consolidation
    assert whole.silent == (KLANG, SILP) and trace_summary(report)
    counts = whole.summary.by_status
    assert (counts[NOT_STARTED], counts[NOT_REPORTED]) == (0, 4)
    sheet = openpyxl.load_workbook(report, data_only=True)[SUMMARY_SHEET]
    assert f"ยังไม่ส่ง: {KLANG}, {SILP}" in {sheet[cell].value for cell in ("A2", "A3")}
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "กอง")
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == KLANG)
    assert dict(zip(heads, row, strict=True))[NOT_REPORTED] == 2
    with ZipFile(report) as package:
        charts = [package.read(n).decode() for n in package.namelist() if "charts/chart" in n]
    assert sum(f"{NOT_REPORTED}<" in chart for chart in charts) == 2
    letter = library.draft_email(report, ["a@example.go.th"]).mail.body
    assert f"- ยังไม่ส่ง: {KLANG}, {SILP}" in letter and f"{NOT_REPORTED} ๔" in letter


def test_where_all_have_sent_nothing_is_said_of_it(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "round", [PALAD, KLANG, SILP])
    report = folder / "r.xlsx"
    whole = library.merge([folder / "returned"], report, plan=folder / "plan.xlsx").consolidation
    assert whole.silent == () and NOT_REPORTED not in whole.summary.by_status
    sheet = openpyxl.load_workbook(report)[SUMMARY_SHEET]
    assert not any("ยังไม่ส่ง" in str(cell.value) for cell in sheet["A"])


@pytest.mark.parametrize("nothing", ["-", ".....", "ไม่มี", "N/A", "", "(ไม่มีข้อมูล)"])
def test_a_result_that_is_no_answer_is_asked_for_as_a_missing_one(
    tmp_path: Path, nothing: str
) -> None:
    folder = lay_out(tmp_path / "round", [PALAD])
    path = folder / "returned" / f"{PALAD}.xlsx"
    book = openpyxl.load_workbook(path)
    cell = f"F{FORM_FIRST_ROW}"
    book.worksheets[0][cell] = nothing or None
    book.save(path)
    checked = library.status((), None, date(2023, 4, 1), round_folder=folder)
    assert [one.rule.code for one in checked.findings if one.cell == cell] == ["M001"]
    one = next(one for one in checked.standings if one.name == PALAD)
    assert (one.arrived, one.answered, one.asked) == (True, 1, 2)
    # With nothing but such results a form is one that nobody has filled in.
    book.worksheets[0][f"F{FORM_FIRST_ROW + 1}"] = nothing or None
    book.save(path)
    checked = library.status((), None, date(2023, 4, 1), round_folder=folder)
    assert not any(one.arrived for one in checked.standings)
