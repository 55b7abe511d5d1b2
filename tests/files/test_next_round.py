"""The plan of the next round: from the merged report, the last plan, or both."""

from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx as run
from pictures import PNG
from plans import DIVISIONS, MEASURES, load_plan, planned, write_plan

import ita_xlsx
from ita_xlsx.errors import ItaXlsxError, NothingToRead, UsageError
from ita_xlsx.forms.next_plan import OldYear
from ita_xlsx.model import PlanDivision

FACTS = {
    "reporter": "นางสาวใจดี มีสุข",
    "reporter_position": "เจ้าพนักงานธุรการ",
    "approver": "นายเก่ง กล้า",
    "mail_to": "district@example.go.th",
    "mail_server": "mail.example.go.th",
    "crest": "ตรา.png",
}
DONE = "เผยแพร่แล้วเมื่อวันที่ ๒๐ ม.ค. ๒๕๖๖"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The plan of a whole year, with all that a plan can hold, in a folder with its crest."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "ตรา.png").write_bytes(PNG)
    return write_plan(folder / "plan.xlsx", {**FACTS, "round": "รอบ 12 เดือน"})


def send(plan: Path, folder: Path, answers: dict[str, dict[str, str]]) -> Path:
    """The forms of a plan, in which some divisions answer: {division: {cell: text}}."""
    folder.mkdir()
    for form in ita_xlsx.make_forms(plan, folder / "forms").forms:
        for division, cells in answers.items():
            if division in form.name:
                book = openpyxl.load_workbook(form)
                for cell, text in cells.items():
                    book.worksheets[0][cell] = text
                book.save(folder / form.name)
    return folder


@pytest.fixture
def report(old: Path, tmp_path: Path) -> Path:
    """The first measure is done, the second by กองคลัง alone, the third by nobody."""
    answers = {
        "สำนักปลัด": {"F9": DONE},
        "กองคลัง": {"F9": DONE, "E9": "ธ.ค.65", "D9": "กองคลัง"},
        "กองศิลป์": {"F9": "อยู่ระหว่างดำเนินการ", "G9": "ควรจัดหาคนเพิ่ม"},
    }
    output = tmp_path / "report.xlsx"
    ita_xlsx.merge([send(old, tmp_path / "in", answers)], output, plan=old)
    return output


def test_the_last_plan_alone_carries_everything_but_the_due_day(old: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    made = ita_xlsx.make_plan(tmp_path / "new" / "plan.xlsx", old)
    new, before = load_plan(tmp_path / "new" / "plan.xlsx"), load_plan(old)
    assert (new.organisation.fiscal_year, new.organisation.round) == (2567, 6)
    kept = {**before.facts, "fiscal_year": "2567", "round": "รอบ 6 เดือน"}
    del kept["due"]
    assert new.facts == kept
    assert new.divisions == before.divisions
    assert [one.texts["steps"] for one in new.measures] == [one.texts["steps"] for one in MEASURES]
    assert [one.texts["deadline"] for one in new.measures] == [
        "ม.ค. – มี.ค. 67",
        "ธ.ค. 66",
        "ก.พ. 67",
    ]
    assert (tmp_path / "new" / "ตรา.png").read_bytes() == PNG
    assert made.crest == tmp_path / "new" / "ตรา.png" and made.old and not made.report


def test_both_carry_what_is_open_in_the_plan_s_words(
    old: Path, report: Path, tmp_path: Path
) -> None:
    made = ita_xlsx.make_plan(tmp_path / "new.xlsx", [report, old])
    new = load_plan(tmp_path / "new.xlsx")
    assert made.finished == ("1. ข้อมูลผู้บริหาร",)
    assert [tuple(one.texts.values()) for one in new.measures] == [
        ("1", "E–Service", "เปิดระบบ", "กองคลัง / กองศิลป์", "ธ.ค. 66"),
        ("2", "การอบรมคุณธรรม", "จัดอบรมทุกคน", "ทุกกอง", "ก.พ. 67"),
    ]
    assert [one.suggestion for one in new.measures] == ["ควรจัดหาคนเพิ่ม", ""]
    assert new.divisions == load_plan(old).divisions
    assert "due" not in new.facts and new.facts["mail_to"] == FACTS["mail_to"]


def test_the_report_alone_lists_a_joint_measure_once_with_all_who_reported(
    report: Path, tmp_path: Path
) -> None:
    made = ita_xlsx.make_plan(tmp_path / "new.xlsx", report)
    new = load_plan(tmp_path / "new.xlsx")
    assert [one.texts["issue"] for one in new.measures] == ["E–Service", "การอบรมคุณธรรม"]
    assert new.measures[0].texts["responsible"] == "กองคลัง / กองศิลป์"
    assert not new.facts.get("reporter") and made.report and not made.old


def test_a_measure_and_a_division_that_only_the_report_has_follow(
    old: Path, tmp_path: Path
) -> None:
    more = [*MEASURES, planned("9", "เรื่องใหม่", "ทำ", "กองช่าง", "มี.ค. 66")]
    divisions = [*DIVISIONS, PlanDivision("กองช่าง")]
    wider = write_plan(tmp_path / "wider.xlsx", {"round": "รอบ 12 เดือน"}, divisions, more)
    folder = send(wider, tmp_path / "in", {"กองช่าง": {"F9": "อยู่ระหว่างดำเนินการ"}})
    ita_xlsx.merge([folder], tmp_path / "report.xlsx")
    ita_xlsx.make_plan(tmp_path / "new.xlsx", [old, tmp_path / "report.xlsx"])
    new = load_plan(tmp_path / "new.xlsx")
    assert [one.name for one in new.divisions] == [one.name for one in divisions]
    assert [one.texts["issue"] for one in new.measures][-1] == "เรื่องใหม่"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("จัดทำแผน ปี 2566", "จัดทำแผน ปี 2566"),
        ("จัดทำแผน ประจำปี ๒๕๖๖ แล้วเผยแพร่", "จัดทำแผน ประจำปี ๒๕๖๖"),
        ("๑. เขียน\n๒. ส่งภายใน ๓๐ เม.ย. ๖๖", "ภายใน ๓๐ เม.ย. ๖๖"),
        ("เริ่ม ต.ค. 65", "เริ่ม ต.ค. 65"),
        ("ปีงบประมาณ 66", "ปีงบประมาณ 66"),
        ("ตาม พ.ร.บ. 2560 และ ปี 2567", ""),
        ("ให้ครบ 66 คน โทร. 043-662566", ""),
        ("ร้อยละ 65", ""),
    ],
)
def test_steps_that_name_the_old_year_are_pointed_out(
    text: str, words: str, tmp_path: Path
) -> None:
    one = planned("1", "เรื่องหนึ่ง", text, "กองคลัง", "ก.พ. 66")
    for months in (6, 12):
        facts = {"round": f"รอบ {months} เดือน"}
        old = write_plan(tmp_path / f"{months}.xlsx", facts, DIVISIONS[1:2], [one])
        made = ita_xlsx.make_plan(tmp_path / f"after {months}.xlsx", old)
        named = [OldYear("1", "steps", words)] if words and months == 12 else []
        assert list(made.old_years) == named


def test_it_is_said_what_was_carried_and_what_was_not(
    old: Path, report: Path, tmp_path: Path
) -> None:
    both = run("plan", "-o", "a.xlsx", "--from", report, "--from", old, folder=tmp_path)
    said = " ".join(both.err.split())
    assert both.code == 0 and "ปีงบประมาณ 2567 รอบ 6 เดือน" in said
    assert "ยกมา: 3 กอง, 2 มาตรการ, ผู้ลงนาม 2 คน, อีเมล 2 แห่ง, เจ้าหน้าที่ 2 คน, ชื่อเรียกอื่น 2 ชื่อ" in said
    assert "วันครบกำหนดส่ง" in said and "ไม่มีในไฟล์เดิม" not in said and "1. ข้อมูลผู้บริหาร" in said
    alone = run("init", "b", "--from", old, "--lang", "en", folder=tmp_path)
    assert alone.code == 0 and "every measure is carried" in " ".join(alone.err.split())
    assert (tmp_path / "b" / "ตรา.png").exists() and "Made: b/ตรา.png" in alone.err
    of_report = run("plan", "-o", "c.xlsx", "--from", report, "--lang", "en", folder=tmp_path)
    assert "No report holds signers" in of_report.err and "so blank: signers, e-mail" in (
        of_report.err
    )
    (old.parent / "ตรา.png").unlink()
    lost = run("plan", "-o", "d.xlsx", "--from", old, folder=tmp_path)
    assert "ไม่พบไฟล์ตราสัญลักษณ์ “ตรา.png”" in lost.err


@pytest.mark.parametrize("what", ["missing", "other"])
def test_a_crest_that_cannot_be_copied_is_not_carried_or_left_alone(
    what: str, old: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    if what == "missing":
        (old.parent / "ตรา.png").unlink()
    else:
        (new / "ตรา.png").write_bytes(b"mine")
    made = ita_xlsx.make_plan(new / "plan.xlsx", old)
    assert (made.crest is None) == (what == "missing")
    assert load_plan(new / "plan.xlsx").facts["crest"] == "ตรา.png"
    if what == "other":
        assert (new / "ตรา.png").read_bytes() == b"mine"


def test_what_is_neither_a_report_nor_a_plan_is_refused(
    old: Path, report: Path, tmp_path: Path
) -> None:
    form = next((tmp_path / "in").glob("*กองคลัง*"))
    ita_xlsx.make_template(tmp_path / "template.xlsx")
    ita_xlsx.make_plan(tmp_path / "empty.xlsx")
    ita_xlsx.compare(report, report, tmp_path / "compared.xlsx")
    (tmp_path / "note.txt").write_text("รายงาน", encoding="utf-8")
    openpyxl.Workbook().save(tmp_path / "blank.xlsx")
    names = ("template.xlsx", "empty.xlsx", "compared.xlsx", "note.txt", "blank.xlsx")
    for path in (form, *(tmp_path / name for name in names)):
        for others in ([], [old]):
            with pytest.raises(ItaXlsxError) as refused:
                ita_xlsx.make_plan(tmp_path / "new.xlsx", [path, *others])
            assert path.name in refused.value.sentence.th or others
    with pytest.raises((NothingToRead, UsageError)):
        ita_xlsx.make_plan(tmp_path / "new.xlsx", tmp_path / "in")
    assert not (tmp_path / "new.xlsx").exists()


def test_two_that_do_not_belong_together_are_refused(
    old: Path, report: Path, tmp_path: Path
) -> None:
    name = {"organisation": "เทศบาลตำบลอื่น", "round": "รอบ 12 เดือน"}
    other = write_plan(tmp_path / "other.xlsx", name)
    above = tmp_path / "above.xlsx"
    ita_xlsx.make_plan(above, level="district")
    book = openpyxl.load_workbook(above)
    book["หน่วยงานที่ต้องรายงาน"]["A4"] = "องค์การบริหารส่วนตำบลนา"
    book.save(above)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(report.read_bytes())
    for files in ([old, other], [report, copy], [report, other]):
        with pytest.raises(UsageError):
            ita_xlsx.make_plan(tmp_path / "new.xlsx", files)
