"""What we wrote once we can read for ever, whoever saved or changed it since.

``fixtures/versions`` holds outputs of every released version, and what that version read in them.
"""

import csv
import json
import shutil
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from corpus import EXAMPLE, FIXTURES, measures_of
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plans import load_plan

import ita_xlsx
from ita_xlsx import Checked
from ita_xlsx.errors import NothingToRead
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import NEWER_VERSION, OTHER_TEMPLATE
from ita_xlsx.findings.tables import EXTRA_SHEET, MISSING_COLUMN, SECTION_ROW
from ita_xlsx.model import Plan
from ita_xlsx.official import stamp
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.data_sheet import DATA_COLUMNS
from ita_xlsx.official.plan_sheets import FACTS, MEASURES_SHEET, PLAN_SHEETS
from ita_xlsx.thai.text import fold_tight

VERSIONS = sorted((FIXTURES / "versions").iterdir())
REPORTS = ("organisation", "district", "province")
PASSED_OVER = ("findings", "comparison", "plan", *REPORTS)
# As ``make/versions.py`` asks for them.
WHOSE = ("organisation", "district", "province", "division", "fiscal_year", "round",
         "origin_file", "origin_sheet", "origin_row")  # fmt: skip
Change = Callable[[Workbook], object]

every_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)


def expected(version: Path) -> dict[str, Any]:
    return json.loads((version / "expected.json").read_text(encoding="utf-8"))


def texts(measure: dict[str, Any]) -> dict[str, str]:
    return {key: measure[key] for key in KEYS}


def codes(checked: Checked) -> set[str]:
    return {one.rule.code for one in checked.findings}


def whose(checked: Checked) -> list[list[str]]:
    return [[str(value) for value in row] for row in checked.round.measures[[*WHOSE]].values]


# --- as they were written -----------------------------------------------------------------------


@every_version
@pytest.mark.parametrize("name", ["form", "filled", "organisation"])
def test_the_measures_of_a_form_and_a_report_are_those_that_were_read_then(
    version: Path, name: str
) -> None:
    checked = ita_xlsx.check([version / f"{name}.xlsx"])
    assert measures_of(checked) == [texts(one) for one in expected(version)[name]]
    assert checked.round.measures["row"].tolist() == [one["row"] for one in expected(version)[name]]
    assert "T001" not in codes(checked) and NEWER_VERSION.code not in codes(checked)


@every_version
@pytest.mark.parametrize("name", REPORTS)
def test_each_measure_of_a_report_is_still_of_its_division_and_has_its_way_back(
    version: Path, name: str
) -> None:
    checked = ita_xlsx.check([version / f"{name}.xlsx"])
    assert sorted(whose(checked)) == sorted(expected(version)[f"{name}: whose"])
    assert {one.level for one in checked.round.submissions} == {name}
    by_origin = {
        (one["origin_file"], one["origin_row"]): texts(one)
        for one in ita_xlsx.check([version / "organisation.xlsx"]).round.measures.to_dict("records")
    }
    for one in checked.round.measures.to_dict("records"):
        if (key := (one["origin_file"], one["origin_row"])) in by_origin:
            assert texts(one) == by_origin[key]


@every_version
def test_a_marked_copy_is_its_form_again(version: Path) -> None:
    form, copy = (ita_xlsx.check([version / f"{name}.xlsx"]) for name in ("filled", "marked"))
    assert measures_of(copy) == measures_of(form)
    assert copy.round.submissions[0].labels == form.round.submissions[0].labels
    assert codes(copy) == codes(form)


@every_version
def test_a_blank_template_holds_no_measure(version: Path) -> None:
    checked = ita_xlsx.check([version / "template.xlsx"])
    assert len(checked.round.measures) == 0 and "F003" in codes(checked)


def plan_texts(plan: Plan) -> dict[str, Any]:
    labels = {line.key: line.text for line in FACTS}
    return {
        "facts": {labels[key]: text for key, text in plan.facts.items()},
        "divisions": [one.name for one in plan.divisions],
        "measures": [[*one.texts.values(), one.oit, one.suggestion] for one in plan.measures],
    }


def then_planned(version: Path) -> dict[str, Any]:
    """A plan as it was written, without the lines above its tables."""
    plan = expected(version)["plan"]
    return {
        "facts": plan["facts"],
        "divisions": plan["divisions"][3:],
        "measures": plan["measures"][3:],
    }


@every_version
def test_a_plan_is_the_same_plan(version: Path) -> None:
    assert plan_texts(load_plan(version / "plan.xlsx")) == then_planned(version)


@every_version
@pytest.mark.parametrize("stamped", [True, False])
def test_in_a_folder_with_forms_what_we_wrote_is_passed_over(
    version: Path, stamped: bool, tmp_path: Path
) -> None:
    for name in ("filled", *PASSED_OVER):
        target = tmp_path / f"{name}.xlsx"
        shutil.copy(version / target.name, target)
        if not stamped and name != "filled":
            changed(target, target, without_stamp)
    checked = ita_xlsx.check([tmp_path])
    assert [Path(one.file).name for one in checked.round.sources] == ["filled.xlsx"]
    assert measures_of(checked) == [texts(one) for one in expected(version)["filled"]]


@every_version
def test_reports_are_merged_and_compared_and_planned_from(version: Path, tmp_path: Path) -> None:
    organisation = version / "organisation.xlsx"
    merged = ita_xlsx.merge([organisation], tmp_path / "district.xlsx")
    assert len(merged.consolidation.measures) == 14
    counts = ita_xlsx.compare(organisation, organisation).counts()
    assert counts["unchanged"] == counts["all"] == 14
    ita_xlsx.make_plan(tmp_path / "plan.xlsx", organisation)
    again = plan_texts(load_plan(tmp_path / "plan.xlsx"))
    assert again == then_planned(version)


# --- as somebody saved or changed them since ----------------------------------------------------


def changed(source: Path, target: Path, *changes: Change) -> Path:
    book = load_workbook(source)
    for change in changes:
        change(book)
    book.save(target)
    return target


def without_stamp(book: Workbook) -> None:
    for name in [one.name for one in book.custom_doc_props if one.name != "Language"]:
        del book.custom_doc_props[name]


def in_format(version: str) -> Change:
    def change(book: Workbook) -> None:
        for one in book.custom_doc_props:
            if one.name.startswith(stamp.PREFIX) and one.name != stamp.SEAL_PROPERTY:
                one.value = f"{version} (ita_xlsx 9.9.9)"

    return change


def data(book: Workbook) -> Worksheet:
    return next(sheet for sheet in book if sheet.max_column > 20)


def renamed(**names: str) -> Change:
    """Headers of the data sheet, by the names of their columns, made others."""
    written = {column.name: column.header for column in DATA_COLUMNS}

    def change(book: Workbook) -> None:
        for cell in data(book)[1]:
            for name, header in names.items():
                if cell.value == written[name]:
                    cell.value = header

    return change


def titled(title: str) -> Change:
    return lambda book: setattr(data(book), "title", title)


def with_column(place: int, header: str | None, *below: str) -> Change:
    def change(book: Workbook) -> None:
        data(book).insert_cols(place)
        for row, text in enumerate((header, *below), start=1):
            data(book).cell(row, place, text)

    return change


def without_columns(*names: str) -> Change:
    written = {column.name: column.header for column in DATA_COLUMNS}

    def change(book: Workbook) -> None:
        for name in names:
            heads = [cell.value for cell in data(book)[1]]
            data(book).delete_cols(heads.index(written[name]) + 1)

    return change


def with_rows_above(book: Workbook) -> None:
    data(book).insert_rows(1, 2)
    data(book)["A1"] = "ข้อมูลที่ส่งอำเภอแล้ว"


def dotted(book: Workbook) -> None:
    for cell in data(book)[1][1:]:
        cell.value = f"\u200e{cell.value}\ufeff "


def copied(book: Workbook) -> None:
    book.copy_worksheet(data(book)).title = "สำเนา"


NOT_OURS = renamed(division="หน่วยย่อย", file="ชื่อแฟ้ม")
CHANGES: dict[str, tuple[Change, ...]] = {
    "saved by openpyxl": (),
    "the stamp is gone": (without_stamp,),
    "a column more": (with_column(36, "คะแนน", "๑๐"),),
    "a column more before all": (with_column(1, "ที่", "1"),),
    "a column more, the stamp is gone": (with_column(9, "คะแนน", "๑๐"), without_stamp),
    "two columns of one name more": (
        with_column(3, "คะแนน", "๑๐"), with_column(9, "คะแนน", "๒๐"),
    ),
    "optional columns less": (
        without_columns("indicator", "level", "note", "shared", "status_origin", "counted_as"),
    ),
    "another name of the sheet": (titled("Data"),),
    "another name, the stamp is gone": (titled("Data"), without_stamp),
    "other headers, the stamp is gone": (NOT_OURS, without_stamp),
    "more of other headers": (NOT_OURS, renamed(printed="เลขที่ในเล่ม"), titled("Sheet1")),
    "headers as officials write them too": (
        renamed(issue="ประเด็น", result="ผลการดำเนินงาน", deadline="กำหนดแล้วเสร็จ"),
    ),
    "rows above the header": (with_rows_above,),
    "headers with what nobody sees": (dotted, without_stamp),
    "a copy of the sheet": (copied,),
    "a newer version": (in_format("2"), with_column(4, "ตำบล", "กุตุรงค์")),
}  # fmt: skip


MORE_FOUND = {
    "a copy of the sheet": {EXTRA_SHEET.code},
    "rows above the header": {SECTION_ROW.code},
    "a newer version": {NEWER_VERSION.code},
}


@every_version
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_report_still_has_its_fourteen_measures(
    version: Path, change: str, tmp_path: Path
) -> None:
    report = changed(version / "organisation.xlsx", tmp_path / "a.xlsx", *CHANGES[change])
    checked = ita_xlsx.check([report])
    read = checked.round.measures.sort_values("row").to_dict("records")
    then = sorted(expected(version)["organisation"], key=itemgetter("row"))
    assert list(map(texts, read)) == list(map(texts, then))
    plain = ita_xlsx.check([version / "organisation.xlsx"])
    if NOT_OURS not in CHANGES[change]:
        assert whose(checked) == whose(plain)
        assert codes(checked) == codes(plain) | MORE_FOUND.get(change, set())


def test_what_columns_that_nobody_knows_say_is_kept_under_their_headers(tmp_path: Path) -> None:
    (version, *_) = VERSIONS
    report = changed(
        version / "organisation.xlsx", tmp_path / "a.xlsx",
        with_column(3, "คะแนน", "๑๐"), with_column(9, "คะแนน", "๒๐"), with_column(12, None, "ดี"),
        renamed(file="ชื่อแฟ้ม"),
    )  # fmt: skip
    measures = ita_xlsx.check([report]).round.measures
    (first,) = measures[measures["row"] == 2].to_dict("records")
    assert first["+คะแนน"] == "๑๐\n๒๐" and first["+(L)"] == "ดี"
    assert first["+ชื่อแฟ้ม"] == "สำนักปลัด.xlsx"
    ita_xlsx.merge([report], tmp_path / "district.xlsx")
    again = ita_xlsx.check([tmp_path / "district.xlsx"]).round.measures
    same = (again["origin_row"] == 9) & (again["division"] == first["division"])
    (second,) = again[same].to_dict("records")
    assert second["+คะแนน"] == "๑๐\n๒๐"


def test_a_required_header_that_nobody_knows_is_missed_and_its_texts_are_kept(
    tmp_path: Path,
) -> None:
    (version, *_) = VERSIONS
    source = version / "organisation.xlsx"
    report = changed(source, tmp_path / "a.xlsx", renamed(steps="ต้องทำอะไร"))
    checked = ita_xlsx.check([report])
    assert ("steps", "A1") in {
        (one.column, one.cell) for one in checked.findings if one.rule is MISSING_COLUMN
    }
    steps = [one["steps"] for one in expected(version)["organisation"]]
    assert checked.round.measures["+ต้องทำอะไร"].tolist() == steps


def test_the_data_sheet_alone_is_a_report_too(tmp_path: Path) -> None:
    (version, *_) = VERSIONS
    rows = load_workbook(version / "organisation.xlsx")["ข้อมูล"].iter_rows(values_only=True)
    with (tmp_path / "ส่งอำเภอ.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    checked = ita_xlsx.check([tmp_path / "ส่งอำเภอ.csv"])
    assert measures_of(checked) == [texts(one) for one in expected(version)["organisation"]]


def test_a_report_without_its_data_sheet_is_no_form(tmp_path: Path) -> None:
    book = load_workbook(VERSIONS[-1] / "organisation.xlsx")
    del book[stamp.DATA_SHEET]
    book.save(tmp_path / "a.xlsx")
    checked = ita_xlsx.check([tmp_path / "a.xlsx", *sorted((EXAMPLE / "returned").glob("*.xlsx"))])
    assert len(checked.round.measures) == 14
    (found,) = [one for one in checked.findings if one.rule.code == "F001"]
    assert stamp.DATA_SHEET in found.message.th


def test_a_sheet_that_somebody_added_to_a_report_is_told_of(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("ความเห็น")["B2"] = "ขอเพิ่มงบประมาณ"

    (version, *_) = VERSIONS
    checked = ita_xlsx.check([changed(version / "district.xlsx", tmp_path / "a.xlsx", add)])
    assert [one.sheet for one in checked.findings if one.rule is EXTRA_SHEET] == ["ความเห็น"]


def test_no_two_columns_of_the_data_sheet_answer_to_one_header() -> None:
    names: dict[str, str] = {}
    for column in DATA_COLUMNS:
        for header in column.headers:
            assert names.setdefault(fold_tight(header) or header, column.name) == column.name


# --- plans and forms ----------------------------------------------------------------------------


def retitled(**titles: str) -> Change:
    def change(book: Workbook) -> None:
        for old, new in zip(PLAN_SHEETS, titles.values(), strict=False):
            book[old].title = new

    return change


def add_to_plan(book: Workbook) -> None:
    book[MEASURES_SHEET]["H3"] = "งบประมาณ"
    book[MEASURES_SHEET]["H4"] = "๑๐,๐๐๐"
    book["กอง"]["E3"] = "โทรศัพท์"


PLANS: dict[str, tuple[Change, ...]] = {
    "saved by openpyxl": (),
    "the stamp is gone": (without_stamp,),
    "columns more": (add_to_plan, without_stamp),
    "another name of the first sheet, the stamp is gone": (
        retitled(facts="ข้อมูลหน่วยงาน"), without_stamp,
    ),
    "another name of the second sheet, the stamp is gone": (
        lambda book: setattr(book["กอง"], "title", "รายชื่อกอง"), without_stamp,
    ),
    "another name of the third sheet, the stamp is gone": (
        lambda book: setattr(book["มาตรการ"], "title", "มาตรการ ปี 2566"), without_stamp,
    ),
    "other names of all": (retitled(facts="Sheet1", divisions="Sheet2", measures="Sheet3"),),
    "names with what nobody sees": (
        retitled(facts="\u200eหน่วยงาน", divisions="กอง\u200b"), without_stamp,
    ),
}  # fmt: skip


@every_version
@pytest.mark.parametrize("change", PLANS)
def test_a_changed_plan_is_the_same_plan(version: Path, change: str, tmp_path: Path) -> None:
    plan = changed(version / "plan.xlsx", tmp_path / "plan.xlsx", *PLANS[change])
    assert plan_texts(load_plan(plan)) == then_planned(version)
    shutil.copy(version / "filled.xlsx", tmp_path / "a.xlsx")
    checked = ita_xlsx.check([tmp_path])
    assert [Path(one.file).name for one in checked.round.sources] == ["a.xlsx"]


def test_the_findings_of_a_plan_name_its_sheets_as_they_are(tmp_path: Path) -> None:
    (version, *_) = VERSIONS
    names = retitled(facts="Sheet1", divisions="Sheet2", measures="Sheet3")
    plan = changed(version / "plan.xlsx", tmp_path / "plan.xlsx", names)
    # The district of the published report, in the facts, is none.
    found = {(one.sheet, one.rule.code) for one in ita_xlsx.check([plan]).findings}
    assert ("Sheet1", "F016") in found and {sheet for sheet, _ in found} == {"Sheet1", "Sheet3"}


def test_a_clerks_workbook_with_sheets_of_like_names_is_no_plan(tmp_path: Path) -> None:
    def name(book: Workbook) -> None:
        book["แบบรายงาน"].title = "มาตรการ"
        book.create_sheet("กอง").append(["กอง", "อีเมล"])

    (version, *_) = VERSIONS
    form = changed(version / "filled.xlsx", tmp_path / "a.xlsx", name, without_stamp)
    checked = ita_xlsx.check([tmp_path])
    assert measures_of(checked) == [texts(one) for one in expected(version)["filled"]]
    with pytest.raises(NothingToRead):
        load_plan(form)


# --- newer than this program --------------------------------------------------------------------


def newer(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [
        (one.rule.severity, one.words["version"], one.cell)
        for one in findings
        if one.rule is NEWER_VERSION
    ]


@pytest.mark.parametrize("name", ["form", "filled", "marked", *REPORTS])
def test_a_workbook_of_a_newer_version_is_read_and_told_of(name: str, tmp_path: Path) -> None:
    (version, *_) = VERSIONS
    path = changed(version / f"{name}.xlsx", tmp_path / "a.xlsx", in_format("2"))
    checked = ita_xlsx.check([path])
    assert newer(checked.findings) == [("warning", "2", "")]
    assert measures_of(checked) == measures_of(ita_xlsx.check([version / f"{name}.xlsx"]))


def test_a_plan_of_a_newer_version_is_read_and_told_of(tmp_path: Path) -> None:
    (version, *_) = VERSIONS
    plan = changed(version / "plan.xlsx", tmp_path / "plan.xlsx", in_format("12"))
    assert plan_texts(load_plan(plan)) == then_planned(version)
    assert newer(ita_xlsx.check([plan]).findings) == [("warning", "12", "")]
    assert newer(ita_xlsx.check([version / "filled.xlsx"], plan=plan).findings) == [
        ("warning", "12", "")
    ]


def test_a_form_of_a_newer_version_says_so_once_at_its_cell(tmp_path: Path) -> None:
    def bears(number: str) -> Change:
        return lambda book: book["แบบรายงาน"].__setitem__(
            "I2", stamp.VISIBLE_STAMP.format(version=number)
        )

    (version, *_) = VERSIONS
    for changes in ((bears("2"), in_format("2")), (bears("2"), without_stamp)):
        path = changed(version / "filled.xlsx", tmp_path / "a.xlsx", *changes)
        checked = ita_xlsx.check([path])
        assert newer(checked.findings) == [("warning", "2", "I2")]
    older = changed(version / "filled.xlsx", tmp_path / "b.xlsx", bears("0"))
    assert OTHER_TEMPLATE.code in codes(ita_xlsx.check([older]))
