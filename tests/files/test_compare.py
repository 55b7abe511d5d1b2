"""One round against another: what a person would say has changed, and nothing else."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import xlsxwriter
from command import ita_xlsx as run
from goodform import good_cells
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

import ita_xlsx
from ita_xlsx import steps
from ita_xlsx.consolidation.compare import changes_between
from ita_xlsx.consolidation.marking import marked_words
from ita_xlsx.consolidation.matching import LEAST, SURE, match
from ita_xlsx.findings.changes import CHANGE_KINDS
from ita_xlsx.model import Compared, Reported
from ita_xlsx.official import deadlines, oit, statuses
from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.stamp import FORM_SHEET
from ita_xlsx.report import comparison
from ita_xlsx.report.comparison import MEASURES_SHEET
from ita_xlsx.xlsx import CUT

ROOT = Path(__file__).parents[2]
RETURNED = ROOT / "examples" / "kut_rung" / "returned"
SCHEMA = json.loads((ROOT / "docs" / "compare-output.schema.json").read_text("utf-8"))

STEPS = "๑. แสดงข้อมูลสถิติการให้บริการของหน่วยงาน\n๒. เป็นข้อมูลในระยะเวลาอย่างน้อย ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖"
GOOD = {
    "number": "๑",
    "issue": "ข้อมูลเชิงสถิติการให้บริการ",
    "steps": STEPS,
    "responsible": "สำนักปลัด",
    "deadline": "ม.ค. – มี.ค. ๖๖",
    "result": "เผยแพร่สถิติแล้ว",
    "suggestion": "",
    "status": "ดำเนินการแล้วเสร็จ",
    "evidence": "https://example.go.th/stat",
}


def measure(year: int = 2566, months: int = 6, division: str = "สำนักปลัด", **texts: str) -> Reported:
    """A measure as the reader would give it: the good one with some texts changed."""
    told = {**GOOD, **texts}
    deadline = deadlines.parse(told["deadline"], year)
    item = oit.by_name(told["issue"], year - 1)
    return Reported(
        file="report.xlsx",
        sheet="ข้อมูล",
        row=2,
        organisation="อบต.กุตุรงค์",
        division=division,
        fiscal_year=year,
        round=months,
        texts={key: told[key] for key in KEYS},
        status=statuses.understand(told["status"]) or statuses.infer(told["result"]),
        deadline_start=deadline.start,
        deadline_end=deadline.end,
        oit=item.number if item else "",
        shared=1,
    )


def kinds(old: Reported, new: Reported) -> list[str]:
    return [change.kind.code for change in changes_between(old, new)]


# What was said the last time, what is said now (within one round), and what of that is a change.
CHANGES = [
    pytest.param({}, {"number": "๙"}, [], id="renumbered"),
    pytest.param({}, {"issue": "ข้อมูลเชิงสถิติ การให้บริการ "}, [], id="a blank more"),
    pytest.param({}, {"steps": STEPS.replace("๖", "6")}, [], id="Arabic digits"),
    pytest.param({}, {"steps": STEPS.replace("สถิติ", "จำนวน")}, ["reworded"], id="steps reworded"),
    pytest.param({}, {"issue": "ข้อมูลสถิติการให้บริการ"}, ["reworded"], id="issue reworded"),
    pytest.param({}, {"steps": STEPS.replace("๖", "๙")}, ["reworded"], id="another number"),
    pytest.param({}, {"responsible": "สำนักงานปลัด อบต."}, [], id="division spelt otherwise"),
    pytest.param({}, {"responsible": "หัวหน้าสำนักปลัด"}, [], id="the head of the division"),
    pytest.param({}, {"responsible": "กองคลัง"}, ["owner_changed"], id="another division"),
    pytest.param({}, {"responsible": "สำนักปลัด/กองคลัง"}, ["owner_changed"], id="one owner more"),
    pytest.param({}, {"responsible": "ทุกกอง"}, ["owner_changed"], id="everyone"),
    pytest.param(
        {"responsible": "ทุกกอง"}, {"responsible": "ทุกสำนัก/กอง"}, [], id="everyone otherwise"
    ),
    pytest.param({}, {"deadline": "มกราคม ถึง มีนาคม 2566"}, [], id="deadline spelt otherwise"),
    pytest.param({}, {"deadline": "ไตรมาส 2"}, [], id="the same quarter"),
    pytest.param({}, {"deadline": "ภายใน 31 มี.ค. 66"}, [], id="the same end"),
    pytest.param({}, {"deadline": "ม.ค. – เม.ย. ๖๖"}, ["deadline_changed"], id="a month later"),
    pytest.param({}, {"deadline": "ทุกเดือน"}, ["deadline_changed"], id="no deadline any more"),
    pytest.param(
        {"status": "ยังไม่ได้ดำเนินการ"}, {"status": "อยู่ระหว่างดำเนินการ"}, ["status_forward"],
        id="begun",
    ),
    pytest.param({}, {"status": "อยู่ระหว่างดำเนินการ"}, ["status_back"], id="not done after all"),
    pytest.param({}, {"status": "ยกเลิก"}, ["status_cancelled"], id="cancelled"),
    pytest.param({"status": "ยกเลิก"}, {"status": "ยังไม่ได้ดำเนินการ"}, ["status_resumed"],
                 id="resumed"),
    pytest.param({}, {"result": "เผยแพร่สถิติบนเว็บไซต์แล้ว"}, ["result_changed"], id="new result"),
    pytest.param({"evidence": ""}, {}, ["evidence_added"], id="evidence added"),
    pytest.param({}, {"evidence": ""}, ["evidence_gone"], id="evidence gone"),
    pytest.param(
        {}, {"evidence": "https://example.go.th/Stat"}, ["evidence_added", "evidence_gone"],
        id="another link",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_counts_as_a_change(
    before: dict[str, str], after: dict[str, str], expected: list[str]
) -> None:
    assert kinds(measure(**before), measure(**after)) == expected


def test_what_moves_on_with_the_fiscal_year_is_no_change() -> None:
    moved = {"steps": STEPS.replace("๒๕๖๖", "๒๕๖๗"), "deadline": "ม.ค. – มี.ค. ๖๗", "result": "ใหม่"}
    assert kinds(measure(), measure(year=2567, **moved)) == ["result_changed"]
    moved["deadline"] = "เม.ย. – มิ.ย. ๖๗"
    assert "deadline_changed" in kinds(measure(), measure(year=2567, **moved))


def test_the_same_result_is_asked_about_only_in_another_round() -> None:
    assert kinds(measure(), measure()) == []
    assert kinds(measure(), measure(months=12)) == ["result_copied"]
    assert kinds(measure(result=""), measure(months=12, result="")) == []


# ---- which measure is which --------------------------------------------------------------------

NAMES = ("ข้อมูลผู้บริหาร", "Q&A", "คู่มือหรือมาตรฐานการปฏิบัติงาน", "โครงสร้าง")


def several(year: int = 2566) -> list[Reported]:
    return [
        measure(year, issue=name, steps=f"จัดทำและเผยแพร่{name}บนเว็บไซต์", number=str(place))
        for place, name in enumerate(NAMES, start=1)
    ]


def partners(old: list[Reported], new: list[Reported]) -> dict[str, str]:
    return {old[pair.old].texts["issue"]: new[pair.new].texts["issue"] for pair in match(old, new)}


def test_measures_are_found_again_whatever_their_number_or_place() -> None:
    again = [replace(one, texts={**one.texts, "number": ""}) for one in reversed(several())]
    assert partners(several(), again) == {name: name for name in NAMES}


def test_an_item_is_found_again_under_its_name_of_the_next_year() -> None:
    old = measure(2566, issue="นโยบายไม่รับของขวัญ", steps="ประกาศนโยบาย")
    after = oit.reported_item(next(i for i in oit.items(2565) if i.number == "o34"), 2566)
    assert after is not None
    old = replace(old, oit="o34")
    new = replace(measure(2567, issue=after.name, steps="ประกาศเจตนารมณ์"), oit=after.number)
    assert [pair.score >= LEAST for pair in match([old], [new])] == [True]


def test_a_measure_written_anew_is_doubtful_and_an_unrelated_one_no_match() -> None:
    old = measure()
    anew = measure(steps="ติดป้ายประกาศจำนวนผู้มาติดต่อไว้หน้าสำนักงานทุกวัน", responsible="กองคลัง")
    (pair,) = match([old], [anew])
    assert LEAST <= pair.score < SURE and pair.doubtful
    other = measure(issue="โครงสร้าง", steps="แผนผังส่วนราชการ", responsible="กองคลัง")
    assert match([old], [other]) == ()


def test_organisations_are_not_mixed_and_their_kind_may_be_abbreviated() -> None:
    def of(name: str) -> Reported:
        return replace(measure(), organisation=name)

    old = [of("อบต.กุตุรงค์"), of("ทต.วังยาว")]
    new = [of("เทศบาลตำบลวังยาว"), of("องค์การบริหารส่วนตำบลกุตุรงค์"), of("อบต.หนองบัว")]
    assert {(pair.old, pair.new) for pair in match(old, new)} == {(0, 1), (1, 0)}


def test_many_measures_of_one_organisation_are_matched_without_comparing_all_pairs() -> None:
    old = [measure(issue=f"เรื่องที่ {n}", steps=f"ทำงานที่ {n * 7919} ให้เสร็จ") for n in range(300)]
    new = [replace(m, texts={**m.texts, "steps": m.texts["steps"] + "ทันที"}) for m in old[::-1]]
    pairs = match(old, new)
    right = sum(pair.old == 299 - pair.new for pair in pairs)
    assert len(pairs) == 300 and right >= 290


texts = st.text("กขคงจ ๑๒่าเ", max_size=12)
some_measures = st.lists(
    st.builds(
        measure,
        months=st.sampled_from([6, 12]),
        issue=st.sampled_from(NAMES) | texts,
        steps=texts,
        responsible=st.sampled_from(["สำนักปลัด", "กองคลัง", ""]),
        number=st.sampled_from("๑๒๓๔"),
        result=texts,
    ),
    max_size=7,
)


@given(some_measures)
def test_a_round_against_itself_differs_in_nothing(measures: list[Reported]) -> None:
    pairs = match(measures, measures)
    assert len(pairs) == len(measures) and all(pair.score == 1 for pair in pairs)
    found = [kinds(measures[pair.old], measures[pair.new]) for pair in pairs]
    assert found == [[]] * len(measures)


@given(some_measures, some_measures)
def test_exchanging_old_and_new_exchanges_every_pair(
    one: list[Reported], other: list[Reported]
) -> None:
    def said(pairs: set[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
        return sorted(pairs)

    def content(m: Reported) -> str:
        return repr([m.texts[key] for key in KEYS if key != "number"])

    forth = {(content(one[p.old]), content(other[p.new]), p.score) for p in match(one, other)}
    back = {(content(one[p.new]), content(other[p.old]), p.score) for p in match(other, one)}
    assert said(forth) == said(back)


@given(some_measures, some_measures, st.randoms(use_true_random=False))
def test_neither_numbers_nor_places_matter(
    one: list[Reported], other: list[Reported], random: "object"
) -> None:
    renumbered = [replace(m, texts={**m.texts, "number": "99"}) for m in other]
    random.shuffle(renumbered)  # type: ignore[attr-defined]
    assert sorted(p.score for p in match(one, other)) == sorted(
        p.score for p in match(one, renumbered)
    )


# ---- marked words ------------------------------------------------------------------------------

MARKED = [
    ("จัดทำคู่มือ ๑ เล่ม", "จัดทำคู่มือ 2 ฉบับ", "จัดทำคู่มือ [-๑ เล่ม-]{+2 ฉบับ+}"),
    ("จัดทำคู่มือ", "จัดทำ คู่มือ", "จัดทำ คู่มือ"),
    ("รายงานผลประจำปี", "รายงานผลการจัดซื้อประจำปี", "รายงานผล{+การจัดซื้อ+}ประจำปี"),
    ("ปี ๒๕๖๖", "ปี 2566", "ปี 2566"),
    ("", "ใหม่", "{+ใหม่+}"),
]


@pytest.mark.parametrize(("old", "new", "shown"), MARKED)
def test_the_words_that_changed_are_marked(old: str, new: str, shown: str) -> None:
    signs = {"same": "{new}", "gone": "[-{old}-]", "new": "{{+{new}+}}"}
    pieces = marked_words(old, new)
    assert "".join(signs[p.mark].format(old=p.old, new=p.new) for p in pieces) == shown


@settings(max_examples=200)
@given(
    st.text("กคงนำจัดทผลปี ่้๑2566\nab.", max_size=40),
    st.text("กคงนำจัดทผลปี ่้๑2566\nab.", max_size=40),
)
def test_marked_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = marked_words(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert marked_words(new, new) == tuple(p for p in marked_words(new, new) if p.mark == "same")


# ---- the command -------------------------------------------------------------------------------


def edit(folder: Path, file: str, changes: dict[tuple[str, str], str]) -> None:
    """Type into a returned form: the measure by its number, the column by its key."""
    workbook = load_workbook(folder / file)
    sheet = workbook[FORM_SHEET]
    header = next(r for r in sheet.iter_rows() if any(c.value == BY_KEY["issue"].header for c in r))
    columns = {cell.value: cell.column for cell in header}
    rows = {sheet.cell(row, 1).value: row for row in range(header[0].row + 1, sheet.max_row + 1)}
    for (number, key), text in changes.items():
        sheet.cell(rows[number], columns[BY_KEY[key].header]).value = text
    workbook.save(folder / file)


TWELVE_MONTHS = {
    ("๑", "result"): "ได้ศึกษาคู่มืออย่างละเอียด และเผยแพร่ข้อมูลบนเว็บไซต์หลักแล้ว",
    ("๑", "steps"): "๑. แสดงข้อมูลของผู้บริหารสูงสุดและผู้ดำรงตำแหน่งทางการบริหารของหน่วยงาน",
    ("๒", "responsible"): "กองคลัง",
    ("๓", "deadline"): "เม.ย. – มิ.ย. ๖๖",
    ("๔", "status"): "ยกเลิก",
    ("๕", "status"): "อยู่ระหว่างดำเนินการ",
    ("๖", "evidence"): "https://example.go.th/stat",
    ("๑๒", "issue"): "โครงสร้าง",
    ("๑๒", "steps"): "แสดงแผนผังส่วนราชการ",
}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example's six-month report, and a twelve-month report made from it."""
    folder = tmp_path_factory.mktemp("rounds")
    shutil.copytree(RETURNED, folder / "later")
    edit(folder / "later", "สำนักปลัด.xlsx", TWELVE_MONTHS)
    for path in (folder / "later").iterdir():
        workbook = load_workbook(path)
        sheet = workbook[FORM_SHEET]
        months = next(
            c for row in sheet.iter_rows(max_row=8) for c in row if c.value == "รอบ 6 เดือน"
        )
        months.value = "รอบ 12 เดือน"
        workbook.save(path)
    ita_xlsx.merge([RETURNED], folder / "old.xlsx")
    ita_xlsx.merge([folder / "later"], folder / "new.xlsx")
    return folder / "old.xlsx", folder / "new.xlsx"


def by_number(measures: tuple[Compared, ...], side: str) -> dict[str, Compared]:
    named = {getattr(one, side).texts["number"]: one for one in measures if getattr(one, side)}
    return named


EXPECTED = {
    "๑": {"reworded", "result_changed", "suggestion_acted"},
    "๒": {"owner_changed", "result_copied"},
    "๓": {"deadline_changed", "result_copied"},
    "๔": {"status_cancelled", "result_copied"},
    "๕": {"status_back", "result_copied"},
    "๖": {"evidence_added", "result_copied"},
    "๗": {"result_copied"},
    "๑๒": {"added"},
}


def test_the_twelve_month_report_against_the_six_month_one(rounds: tuple[Path, Path]) -> None:
    compared = steps.compare(*rounds)
    new = by_number(compared.measures, "new")
    assert {n: {c.kind.code for c in new[n].changes} for n in EXPECTED} == EXPECTED
    gone = [one for one in compared.measures if one.new is None]
    assert [one.old.texts["number"] for one in gone if one.old] == ["๑๒"]
    assert compared.counts()["all"] == 15 and compared.counts("กองคลัง")["all"] == 4


def test_an_old_suggestion_without_a_trace_is_a_question(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "later"
    shutil.copytree(rounds[1].parent / "later", folder)
    edit(folder, "สำนักปลัด.xlsx", {("๑", "result"): "ยังไม่ได้ศึกษาคู่มือ และยังไม่ได้เผยแพร่บนเว็บไซต์หลัก"})
    ita_xlsx.merge([folder], tmp_path / "new.xlsx")
    new = by_number(steps.compare(rounds[0], tmp_path / "new.xlsx").measures, "new")
    assert "suggestion_open" in {change.kind.code for change in new["๑"].changes}


def test_a_report_against_itself_says_so(rounds: tuple[Path, Path]) -> None:
    ran = run("compare", rounds[0], rounds[0])
    assert ran.code == 0 and "ไม่พบความแตกต่าง" in ran.out and ran.err == ""


def test_the_text_marks_words_and_counts_each_kind(rounds: tuple[Path, Path]) -> None:
    ran = run("compare", *rounds)
    assert ran.code == 0
    assert "[-" in ran.out and "{+" in ran.out and "สำนักปลัด -> กองคลัง" in ran.out
    assert "รอบ 6 เดือน" in ran.out and "รอบ 12 เดือน" in ran.out
    english = run("compare", *rounds, "--lang", "en")
    assert "owner changed" in english.out and "In all" in english.out


def test_the_json_keeps_its_schema(rounds: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "compared.xlsx"
    ran = run("compare", *rounds, "--format", "json", "-o", output)
    told = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["output"] == output.as_posix() and ran.code == 0
    assert set(SCHEMA["$defs"]["kind"]["enum"]) == {kind.code for kind in CHANGE_KINDS}


def test_every_kind_stands_in_the_docs_under_its_sign() -> None:
    page = (ROOT / "docs" / "compare.md").read_text("utf-8")
    assert [kind.sign for kind in CHANGE_KINDS if f"`{kind.sign}`" not in page] == []
    assert len({kind.sign for kind in CHANGE_KINDS}) == len(CHANGE_KINDS)
    assert f"ต่ำกว่า {SURE:.2f}" in page and f"From {SURE:.2f} on" in page


def test_the_workbook_shows_both_rounds_with_the_words_marked(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    output = tmp_path / "compared.xlsx"
    steps.compare(*rounds, output)
    sheet = load_workbook(output, rich_text=True)[MEASURES_SHEET]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))
    assert sheet.max_row == 1 + 15 and sheet.auto_filter.ref and sheet.freeze_panes == "C2"
    assert first["เครื่องหมาย"].value == "~ * /"
    marked = first["ผลการดำเนินการ (ครั้งนี้)"].value
    assert isinstance(marked, CellRichText)
    assert str(marked) == TWELVE_MONTHS[("๑", "result")]
    assert any(run.font.b and run.font.u for run in marked if not isinstance(run, str))
    struck = first["ผลการดำเนินการ (ครั้งก่อน)"].value
    assert any(run.font.strike for run in struck if not isinstance(run, str))


def test_what_exceeds_one_sheet_goes_on_in_a_second(
    rounds: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "MOST_ROWS", 10)
    steps.compare(*rounds, tmp_path / "compared.xlsx")
    book = load_workbook(tmp_path / "compared.xlsx")
    rows = [book[name].max_row for name in book.sheetnames if name.startswith(MEASURES_SHEET)]
    assert rows == [1 + 10, 1 + 5]


def test_a_changed_text_that_no_cell_holds_is_cut_with_a_remark(tmp_path: Path) -> None:
    for name, letter in (("old", "ข"), ("new", "ค")):
        (tmp_path / name).mkdir()
        with xlsxwriter.Workbook(str(tmp_path / name / "a.xlsx")) as book:
            page = book.add_worksheet("แบบรายงาน")
            for address, typed in good_cells().items():
                page.write_string(address, typed)
            page.write_string("C11", "ก" * 20_000 + " " + letter * 9)
            page.write_string("C12", "ก" * 20_000)
    steps.compare(tmp_path / "old", tmp_path / "new", tmp_path / "compared.xlsx")
    rows = load_workbook(tmp_path / "compared.xlsx")[MEASURES_SHEET].values
    assert len([cell for row in rows for cell in row if str(cell).endswith(CUT)]) == 2


def test_the_same_rounds_give_the_same_bytes_and_stay_as_they_were(
    rounds: tuple[Path, Path], tmp_path: Path
) -> None:
    before = [path.read_bytes() for path in rounds]
    for name in ("one.xlsx", "two.xlsx"):
        steps.compare(*rounds, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert [path.read_bytes() for path in rounds] == before


def test_a_comparison_in_a_folder_is_passed_over(rounds: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    shutil.copytree(RETURNED, folder)
    steps.compare(*rounds, folder / "compared.xlsx")
    assert len(ita_xlsx.check([folder]).round.sources) == 3


Arguments = Callable[[Path, Path], list[object]]
REFUSED: list[tuple[str, int, Arguments]] = [
    ("นำเข้า", 2, lambda old, new: [old, new, "-o", new]),
    ("ไม่พบ", 3, lambda old, new: [old, old.with_name("missing.xlsx")]),
    ("ยังไม่ได้ระบุ", 2, lambda old, new: [old]),
]


@pytest.mark.parametrize(("says", "code", "arguments"), REFUSED)
def test_what_cannot_be_compared_is_one_sentence(
    rounds: tuple[Path, Path], says: str, code: int, arguments: Arguments
) -> None:
    ran = run("compare", *arguments(*rounds))
    assert ran.code == code and says in ran.err and len(ran.err.splitlines()) == 1
