"""Comparison, findings and plan on paper: large enough to read, with a head on every page."""

from pathlib import Path

import pytest
import xlsxwriter
from goodform import good_cells
from libreoffice import convert
from openpyxl import load_workbook
from plans import planned, write_plan
from printed import Page, letters, read_pages

import ita_xlsx
from ita_xlsx.model import PlanDivision
from ita_xlsx.official.stamp import FORM_SHEET

pytestmark = pytest.mark.office

LEAST = 10.0  # points
# With the widest text of two lines: what a clerk may type, and the table must hold.
NAMES = [f"กองที่ {number} ว่าด้วยการส่งเสริมคุณภาพชีวิตของประชาชน" for number in range(11, 36)]


def forms(folder: Path, deadline: str) -> Path:
    """The forms of 25 divisions, each with two measures that end then, and many findings."""
    folder.mkdir()
    for number, name in enumerate(NAMES):
        cells = good_cells() | {"F3": name, "E10": deadline, "D9": "กองอื่น", "I9": ""}
        with xlsxwriter.Workbook((folder / f"{number}.xlsx").as_posix()) as book:
            page = book.add_worksheet(FORM_SHEET)
            for cell, text in cells.items():
                if text:
                    page.write_string(cell, text)
    return folder


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The pages of each workbook, by its name."""
    folder = tmp_path_factory.mktemp("tables")
    made = [folder / f"{name}.xlsx" for name in ("old", "new", "findings", "compared", "plan")]
    old, new, findings, compared, plan = made
    ita_xlsx.merge([forms(folder / "a", "ก.พ. 66")], old)
    reports = ita_xlsx.Reports(findings=findings)
    ita_xlsx.merge([forms(folder / "b", "มี.ค. 66")], new, reports=reports)
    ita_xlsx.compare(old, new, compared)
    steps = [f"{step}. ขั้นตอนการดำเนินงานตามแผน" for step in range(1, 9)]
    measures = [
        planned(str(n), f"ประเด็นที่ {n}", "\n".join(steps[: n % 8 + 1]), NAMES[0], "ก.พ. 66")
        for n in range(1, 41)
    ]
    write_plan(plan, divisions=[PlanDivision(name) for name in NAMES], measures=measures)
    pdfs = convert(made[2:], "pdf", folder)
    return {pdf.stem: read_pages(pdf) for pdf in pdfs}


def pages_with(pages: list[Page], head: str) -> list[Page]:
    return [page for page in pages if letters(head) in page.text]


@pytest.mark.parametrize("name", ["compared", "findings", "plan"])
def test_all_can_be_read_and_nothing_is_cut(name: str, printed: dict[str, list[Page]]) -> None:
    pages = printed[name]
    assert len(pages) > 3
    assert {
        number: page.smallest for number, page in enumerate(pages) if page.smallest < LEAST
    } == {}
    assert [page.cut for page in pages if page.cut] == []


def test_a_comparison_is_two_pages_across_and_both_say_what_changed(
    printed: dict[str, list[Page]],
) -> None:
    summary = pages_with(printed["compared"], "ผลเหมือนเดิม")
    assert len(summary) == 2 and all("กอง/สำนัก/หน่วย" in page.text for page in summary)
    assert "รวม" in summary[-1].text and letters(NAMES[-1]) in summary[-1].text
    measures = printed["compared"][len(summary) :]
    assert len(measures) % 2 == 0 and len(measures) > 2
    for left, right in zip(measures[::2], measures[1::2], strict=True):
        assert "ขั้นตอน(ครั้งนี้)" in left.text and "ผลการดำเนินการ(ครั้งนี้)" in right.text
        for page in (left, right):
            assert "เครื่องหมายสิ่งที่เปลี่ยน" in page.text


def test_findings_have_their_head_on_every_page(printed: dict[str, list[Page]]) -> None:
    pages = printed["findings"]
    summary, listed = pages_with(pages, "ต้องแก้ไขควรตรวจ"), pages_with(pages, "ข้อความในเซลล์")
    assert len(summary) > 1 and len(listed) > 1
    assert len(summary) + len(listed) + len(pages_with(pages, "รหัสระดับเรื่องวิธีแก้ไข")) == len(pages)
    # The total is below the last file, not alone on a page.
    assert "รวม" in summary[-1].text and ".xlsx" in summary[-1].text


def test_a_plan_has_its_head_on_every_page(printed: dict[str, list[Page]]) -> None:
    pages = printed["plan"]
    divisions = pages_with(pages, "ชื่อกอง/สำนัก/หน่วย")
    measures = pages_with(pages, "ข้อเสนอแนะจากรายงานครั้งก่อน")
    assert len(divisions) > 1 and len(measures) > 2
    # The organisation, and how to use it, have a page each.
    assert len(divisions) + len(measures) + 2 == len(pages)
    found = [
        n for n in range(1, 41) if any(letters(f"ประเด็นที่ {n}") in page.text for page in measures)
    ]
    assert found == [*range(1, 41)]


def test_no_head_is_repeated_that_is_not_of_the_table_below(
    printed: dict[str, list[Page]], tmp_path: Path
) -> None:
    """Each sheet that repeats a head has one table only, or the one with that head last."""
    assert printed
    report = tmp_path / "findings.xlsx"
    ita_xlsx.check([forms(tmp_path / "c", "")], reports=ita_xlsx.Reports(findings=report))
    sheet = load_workbook(report)["สรุป"]
    heads = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 6).value == "รวม"]
    assert sheet.print_title_rows == "$3:$3" and heads == [3]
