"""The plan: written and read again, its contradictions, and the plan that goes on from a report."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from hypothesis import given
from hypothesis import strategies as st
from plans import DIVISIONS, MEASURES, load_plan, write_plan

import ita_xlsx as library
from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings.plan import PLAN_RULES
from ita_xlsx.forms.next_plan import move_years
from ita_xlsx.forms.plan_workbook import plan_bytes
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation
from ita_xlsx.official.plan_sheets import PLAN_SHEETS, sections_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"


def found(path: Path) -> set[tuple[str, str, str]]:
    return {(f.rule.code, f.sheet, f.cell) for f in load_plan(path).findings}


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    plan = load_plan(write_plan(tmp_path / "plan.xlsx"))
    about = plan.organisation
    assert (about.fiscal_year, about.round, about.due) == (2566, 6, date(2023, 4, 10))
    assert [replace(d, row=0) for d in plan.divisions] == list(DIVISIONS)
    assert [m.texts for m in plan.measures] == [m.texts for m in MEASURES]
    everyone = ("สำนักปลัด", "กองคลัง", "กองศิลป์")
    assert [m.owners for m in plan.measures] == [("สำนักปลัด",), ("กองคลัง", "กองศิลป์"), everyone]
    assert plan.findings == ()


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_plan(tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_an_empty_plan_says_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    library.make_plan(path)
    assert {code for code, _, _ in found(path)} == {"P001"}
    assert len(found(path)) == 3
    assert openpyxl.load_workbook(path).sheetnames[:3] == list(PLAN_SHEETS)


@pytest.mark.parametrize(
    ("year", "first"),
    [
        ("2566", "โครงสร้าง"),
        ("2568", ""),
        ("2569", "โครงสร้างและอำนาจหน้าที่"),
        ("2570", "โครงสร้าง หน้าที่และอำนาจ"),
        ("2571", "โครงสร้าง หน้าที่และอำนาจ"),
        ("", ""),
    ],
)
def test_the_items_offered_are_those_of_the_year_analysed(
    tmp_path: Path, year: str, first: str
) -> None:
    path = write_plan(tmp_path / "plan.xlsx", {"fiscal_year": year})
    book = openpyxl.load_workbook(path, data_only=True)
    ((sheet, cells),) = book.defined_names["ita_oit_names"].destinations
    names = [cell.value or "" for (cell,) in book[sheet][cells.replace("$", "")]]
    assert names[0] == first and len(names) == 43


GOOD = MEASURES[0]


def changed(**texts: str) -> PlanMeasure:
    return replace(GOOD, texts={**GOOD.texts, **texts})


WRONG = [
    # what is wrong, the facts, the divisions, the measures, and what is found where
    ("no year", {"fiscal_year": ""}, DIVISIONS, (GOOD,), {("P001", "หน่วยงาน", "B8")}),
    ("no round", {"round": "รอบแรก"}, DIVISIONS, (GOOD,), {("P001", "หน่วยงาน", "B9")}),
    ("due", {"due": "สิ้นเดือน"}, DIVISIONS, (GOOD,), {("P002", "หน่วยงาน", "B10")}),
    ("mail", {"mail_to": "อำเภอ"}, DIVISIONS, (GOOD,), {("P004", "หน่วยงาน", "B20")}),
    (
        "same division",
        {},
        (*DIVISIONS, PlanDivision("สป.")),
        MEASURES,
        {("P003", "กอง", "A7")},
    ),
    (
        "email",
        {},
        (PlanDivision("กองคลัง", email="klang@"),),
        (changed(responsible="กองคลัง"),),
        {("P004", "กอง", "D4")},
    ),
    ("no owner", {}, DIVISIONS, (changed(responsible=""),), {("P006", "มาตรการ", "D4")}),
    (
        "unknown owner",
        {},
        DIVISIONS,
        (changed(responsible="กองช่าง"),),
        {("P007", "มาตรการ", "D4")},
    ),
    (
        "one of two owners unknown",
        {},
        DIVISIONS,
        (changed(responsible="สำนักปลัด / กองช่าง"),),
        {("P008", "มาตรการ", "D4")},
    ),
    ("number", {}, DIVISIONS, (GOOD, changed(number="๑.")), {("P009", "มาตรการ", "A5")}),
    (
        "deadline",
        {},
        DIVISIONS,
        (changed(deadline="ต.ค. – ธ.ค.๖๖"),),
        {("P010", "มาตรการ", "E4")},
    ),
    ("no date", {}, DIVISIONS, (changed(deadline="ทุกเดือน"),), {("P011", "มาตรการ", "E4")}),
    ("item", {}, DIVISIONS, (replace(GOOD, oit="o42"),), {("P012", "มาตรการ", "F4")}),
]


@pytest.mark.parametrize(
    ("facts", "divisions", "measures", "expected"),
    [case[1:] for case in WRONG],
    ids=[case[0] for case in WRONG],
)
def test_a_plan_that_contradicts_itself_is_told_where(
    tmp_path: Path,
    facts: dict[str, str],
    divisions: tuple[PlanDivision, ...],
    measures: tuple[PlanMeasure, ...],
    expected: set[tuple[str, str, str]],
) -> None:
    got = found(write_plan(tmp_path / "plan.xlsx", facts, divisions, measures))
    # Most of these plans have but one measure, for one division.
    assert {one for one in got if one[0] != "P005"} == expected


def test_a_division_without_a_measure_is_told(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", {}, DIVISIONS, MEASURES[:2])
    assert found(path) == set()
    path = write_plan(tmp_path / "plan.xlsx", {}, DIVISIONS, MEASURES[:1])
    assert found(path) == {("P005", "กอง", "A5"), ("P005", "กอง", "A6")}


def test_every_rule_of_plans_speaks_both_languages() -> None:
    for rule in PLAN_RULES:
        for sentence in (rule.title, rule.message, rule.fix):
            assert any("ก" <= letter <= "๙" for letter in sentence.th)
            assert not any(
                "ก" <= letter <= "๙"
                for letter in sentence.en.replace("กอง", "").replace("ม.ค. – มี.ค. {", "")
                .replace("10 เม.ย. {", "")
            ), rule.code  # fmt: skip


def test_what_is_no_plan_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    for path in (EXAMPLE / "กองคลัง.xlsx", tmp_path / "bad.xlsx", tmp_path / "none.xlsx"):
        with pytest.raises(NothingToRead) as error:
            load_plan(path)
        assert path.name in error.value.say("th")
    ran = ita_xlsx("status", EXAMPLE, "--plan", EXAMPLE / "กองคลัง.xlsx")
    assert ran.code == 3 and len(ran.err.splitlines()) == 1 and ran.out == ""


def test_what_cannot_be_placed_in_a_plan_is_told(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    book["กอง"]["D7"] = "chang@example.go.th"
    book.save(path)
    assert found(path) == {("P001", "กอง", "A7")}
    for sheet in ("กอง", "มาตรการ"):
        book = openpyxl.load_workbook(path)
        book[sheet].delete_rows(3)
        book.save(tmp_path / "bad.xlsx")
        with pytest.raises(NothingToRead, match=sheet):
            load_plan(tmp_path / "bad.xlsx")


def test_a_plan_with_far_cells_is_refused_and_brings_nothing_down(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    book["กอง"]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(NothingToRead):
        load_plan(path)


def test_numbers_and_dates_typed_as_such_are_understood(tmp_path: Path) -> None:
    """As another program, or a cell whose format was changed, would hold them."""
    path = write_plan(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    book["หน่วยงาน"]["B8"] = 2566
    book["หน่วยงาน"]["B10"] = date(2023, 4, 10)
    book["มาตรการ"]["A4"] = 1
    book.save(path)
    plan = load_plan(path)
    assert plan.findings == () and plan.measures[0].texts["number"] == "1"
    assert (plan.organisation.fiscal_year, plan.organisation.due) == (2566, date(2023, 4, 10))


def test_spellings_of_a_plan_mean_its_division(tmp_path: Path) -> None:
    divisions = (PlanDivision("กองการศึกษา", ("ฝ่ายโรงเรียน",)),)
    measure = changed(responsible="ผอ.กองการศึกษา / กองการศึกษาฯ")
    plan = load_plan(write_plan(tmp_path / "p.xlsx", {}, divisions, (measure,)))
    assert plan.measures[0].owners == ("กองการศึกษา",)


# --- the next plan ------------------------------------------------------------------------

MOVED = [
    ("ม.ค. – มี.ค. ๖๖", 1, "ม.ค. – มี.ค. ๖๗"),
    ("31 มี.ค. 2566", 1, "31 มี.ค. 2567"),
    ("ไตรมาส 2/2566", 1, "ไตรมาส 2/2567"),
    ("ต.ค.๖๕ - ก.ย.๖๖", 1, "ต.ค.๖๖ - ก.ย.๖๗"),
    ("ทุกเดือน", 1, "ทุกเดือน"),
    ("30 ก.ย. 66", 0, "30 ก.ย. 66"),
    ("พ.ย. 2599", 1, "พ.ย. 2600"),
]


@pytest.mark.parametrize(("deadline", "by", "expected"), MOVED)
def test_the_years_of_a_deadline_move_on(deadline: str, by: int, expected: str) -> None:
    assert move_years(deadline, by) == expected


@given(st.text(max_size=60))
def test_a_deadline_that_does_not_move_stays_as_it_is(deadline: str) -> None:
    assert move_years(deadline, 0) == deadline


def report(tmp_path: Path, months: int) -> Path:
    """The published report merged, as one of six or of twelve months."""
    returned = tmp_path / "returned"
    returned.mkdir()
    for path in EXAMPLE.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        book["แบบรายงาน"]["F5"] = f"รอบ {months} เดือน"
        book.save(returned / path.name)
    library.merge([returned], tmp_path / "last.xlsx")
    return tmp_path / "last.xlsx"


def test_after_six_months_the_whole_year_goes_on(tmp_path: Path) -> None:
    last = report(tmp_path, 6)
    library.make_plan(tmp_path / "plan.xlsx", last)
    plan = load_plan(tmp_path / "plan.xlsx")
    assert (plan.organisation.fiscal_year, plan.organisation.round) == (2566, 12)
    assert plan.organisation.organisation == "องค์การบริหารส่วนตำบลกุตุรงค์"
    assert [d.name for d in plan.divisions] == ["สำนักปลัด", "กองคลัง", "หน่วยตรวจสอบภายใน"]
    assert [m.texts["number"] for m in plan.measures] == [str(n) for n in range(1, 15)]
    assert plan.measures[0].oit == "o2" and plan.measures[0].suggestion.startswith("การเผยแพร่")
    assert plan.measures[1].texts["deadline"] == "ม.ค. – มี.ค. ๖๖"


def test_after_a_year_what_is_open_or_suggested_goes_into_the_next(tmp_path: Path) -> None:
    last = report(tmp_path, 12)
    library.make_plan(tmp_path / "plan.xlsx", last)
    plan = load_plan(tmp_path / "plan.xlsx")
    assert (plan.organisation.fiscal_year, plan.organisation.round) == (2567, 6)
    # In the published report everything is done, and one measure has a suggestion.
    (measure,) = plan.measures
    assert measure.suggestion and measure.texts["deadline"] == "ม.ค. – มี.ค. ๖๗"
    assert measure.oit == "o2"
    # The published report spells its district otherwise than the list.
    assert {f.rule.code for f in plan.findings} == {"P005", "F016"}


def test_a_joint_measure_goes_on_once(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx")
    library.make_forms(plan, tmp_path / "forms")
    library.merge([tmp_path / "forms"], tmp_path / "report.xlsx", plan=plan)
    library.make_plan(tmp_path / "next.xlsx", tmp_path / "report.xlsx")
    following = load_plan(tmp_path / "next.xlsx")
    assert [m.texts["issue"] for m in following.measures] == [m.texts["issue"] for m in MEASURES]
    owners = [m.texts["responsible"] for m in following.measures]
    assert owners == [m.texts["responsible"] for m in MEASURES]


def test_the_last_workbook_must_be_there_and_stays(tmp_path: Path) -> None:
    ran = ita_xlsx("plan", "--from", "none.xlsx", "-o", "plan.xlsx", folder=tmp_path)
    assert ran.code == 3 and "none.xlsx" in ran.err and not (tmp_path / "plan.xlsx").exists()
    last = report(tmp_path, 6)
    before = last.read_bytes()
    assert ita_xlsx("plan", "--from", last, "-o", last).code == 2
    assert last.read_bytes() == before


def test_a_plan_beside_the_returned_files_is_not_read_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "round"
    folder.mkdir()
    write_plan(folder / "plan.xlsx")
    (folder / "กองคลัง.xlsx").write_bytes((EXAMPLE / "กองคลัง.xlsx").read_bytes())
    checked = library.check([folder])
    assert [Path(one.file).name for one in checked.round.sources] == ["กองคลัง.xlsx"]
    # Nor when it is named, or when another program dropped its properties.
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    book.custom_doc_props.props.clear()
    book.save(folder / "plan.xlsx")
    named = library.check([folder / "plan.xlsx", folder / "กองคลัง.xlsx"])
    assert len(named.round.sources) == 1


def test_all_facts_are_written_and_read() -> None:
    lines = [field for section in sections_of("organisation") for field in section.fields]
    facts = {field.key: f"ข้อความ {field.key}" for field in lines}
    whole = Plan("", PlanOrganisation(), (), (), facts)
    path_bytes = plan_bytes(whole)
    from io import BytesIO

    values = {
        row[1].value for row in openpyxl.load_workbook(BytesIO(path_bytes))["หน่วยงาน"].iter_rows()
    }
    assert set(facts.values()) <= values


def test_a_plan_that_is_named_is_checked_like_any_other_workbook(tmp_path: Path) -> None:
    wrong = (changed(responsible="กองช่าง"),)
    write_plan(tmp_path / "plan.xlsx", measures=wrong)
    write_plan(tmp_path / "good.xlsx")
    ran = ita_xlsx("check", "plan.xlsx", "--format", "json", folder=tmp_path)
    told = [(f["code"], f["sheet"], f["cell"]) for f in json.loads(ran.out)["findings"]]
    assert ran.code == 1 and ("P007", "มาตรการ", "D4") in told
    good = ita_xlsx("check", "good.xlsx", folder=tmp_path)
    assert good.code == 0 and "แผน good.xlsx: " in good.out and "0 ไฟล์" not in good.out
    # Among returned files too, and once when it is the plan of the round as well.
    both = [tmp_path / "plan.xlsx", EXAMPLE / "กองคลัง.xlsx"]
    for plan in (None, tmp_path / "plan.xlsx"):
        found = [f.rule.code for f in library.check(both, plan=plan).findings]
        assert found.count("P007") == 1


def test_what_no_report_holds_is_said_when_the_plan_goes_on(tmp_path: Path) -> None:
    library.merge([EXAMPLE], tmp_path / "last.xlsx")
    for language, said in (("th", "ชื่อเรียกอื่นไม่มีในรายงาน"), ("en", "No report holds signers")):
        ran = ita_xlsx(
            "plan", "--from", "last.xlsx", "-o", "p.xlsx", "--lang", language, folder=tmp_path
        )
        assert ran.code == 0 and said in ran.err


def test_what_is_open_after_a_year_gets_the_numbers_and_years_of_the_next(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx", {"round": "รอบ 12 เดือน"})
    library.make_forms(plan, tmp_path / "forms")
    library.merge([tmp_path / "forms"], tmp_path / "last.xlsx", plan=plan)
    library.make_plan(tmp_path / "next.xlsx", tmp_path / "last.xlsx")
    following = load_plan(tmp_path / "next.xlsx")
    assert (following.organisation.fiscal_year, following.organisation.round) == (2567, 6)
    got = {one.texts["issue"]: (one.oit, one.texts["deadline"]) for one in following.measures}
    # E-Service was o17 in the list of 2565 and is o18 in that of 2566; ข้อมูลผู้บริหาร stayed o2.
    assert got["E–Service"] == ("o18", "ธ.ค. 66")
    assert got["ข้อมูลผู้บริหาร"] == ("o2", "ม.ค. – มี.ค. 67")
    assert following.findings == ()
