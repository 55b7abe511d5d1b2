"""The block to be signed below the table, and the crest on the cover."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from command import ita_xlsx as run
from openpyxl import load_workbook
from pictures import PNG
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.errors import ItaXlsxError
from ita_xlsx.official.stamp import COVER_SHEET, REPORT_SHEET
from ita_xlsx.report.signatures import block
from ita_xlsx.report.styles import TEXT_SIZE
from ita_xlsx.thai.layout import text_width

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
FORM = "แบบรายงาน สำนักปลัด ปี 2566 รอบ 6 เดือน.xlsx"


def signed(path: Path) -> list[str]:
    """What is below the table, of several signers line by line from the left to the right."""
    rows = load_workbook(path)[REPORT_SHEET].iter_rows(values_only=True)
    texts = [str(text) for row in rows for text in row if text]
    if "ลงชื่อ ..." not in texts[-1]:
        return []
    return [
        one for line in texts[-1].split("\n") for one in re.split(r" {2,}", line.strip()) if one
    ]


def test_the_block_stands_below_the_table_only_when_asked_for(tmp_path: Path) -> None:
    library.merge([EXAMPLE], tmp_path / "plain.xlsx")
    library.merge([EXAMPLE], tmp_path / "signed.xlsx", signatures=True)
    assert signed(tmp_path / "plain.xlsx") == []
    lines = signed(tmp_path / "signed.xlsx")
    roles = [line.split()[-1] for line in lines if line.startswith("ลงชื่อ")]
    assert roles == ["ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้อนุมัติ"]
    assert sum("...." in line for line in lines) == 12


@pytest.mark.parametrize("bare", [False, True])
def test_a_plan_that_names_signers_asks_for_their_signatures(bare: bool, tmp_path: Path) -> None:
    facts = {"approver": "นางสาวสมหญิง ใจดี", "approver_position": "ปลัด อบต."}
    plan = write_plan(tmp_path / "plan.xlsx", facts)
    library.make_forms(plan, tmp_path / "forms")
    book = load_workbook(tmp_path / "forms" / FORM)
    book.worksheets[0]["F9"] = "ปรับปรุงแล้ว"
    (tmp_path / "returned").mkdir()
    book.save(tmp_path / "returned" / "สำนักปลัด.xlsx")
    if bare:
        found = library.merge_folder(tmp_path, date(2023, 4, 1))
        assert found is not None and found.output is not None
        output = found.output
    else:
        output = tmp_path / "signed.xlsx"
        library.merge([tmp_path / "returned"], output, plan=plan)
    lines = signed(output)
    assert lines[5::3][:2] == ["( นางสาวสมหญิง ใจดี )", "ตำแหน่ง ปลัด อบต."]
    assert [line.split()[-1] for line in lines[:3]] == ["ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้อนุมัติ"]


def test_a_plan_without_signers_asks_for_none(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.xlsx")
    form = library.make_forms(plan, tmp_path / "forms").forms[0]
    library.merge([form], tmp_path / "report.xlsx", plan=plan)
    assert signed(tmp_path / "report.xlsx") == []


WIDTH = 745.5  # points
LONG = "ผู้อำนวยการกองคลังรักษาราชการแทนปลัดองค์การบริหารส่วนตำบล"


@pytest.mark.parametrize(
    ("position", "beside"),
    [("ปลัด อบต.", [3] * 4), (LONG, [2] * 4 + [1] * 4), (LONG * 2, [1] * 12)],
)
def test_all_sign_side_by_side_where_they_fit(position: str, beside: list[int]) -> None:
    known = [("ผู้อนุมัติ", "นายเก่ง กล้า", position), ("ผู้รายงาน", "นางสาว ใจดี", "")]
    lines = [line for line in block(known, WIDTH).split("\n") if line]
    assert [len(re.split(r" {2,}", line.strip())) for line in lines] == beside
    # The middle of each text is that of its part of the width.
    for line, count in zip(lines, beside, strict=True):
        for place, text in enumerate(re.finditer(r"\S+(?: \S+)*", line)):
            left = text_width(line[: text.start()], TEXT_SIZE)
            middle = left + text_width(text[0], TEXT_SIZE) / 2
            assert abs(middle - WIDTH / count * (place + 0.5)) < text_width(" ", TEXT_SIZE)


def test_the_crest_stands_on_the_cover(tmp_path: Path) -> None:
    (tmp_path / "crest.png").write_bytes(PNG)
    library.merge([EXAMPLE], tmp_path / "report.xlsx", logo=tmp_path / "crest.png")
    assert load_workbook(tmp_path / "report.xlsx").sheetnames[0] == COVER_SHEET
    with ZipFile(tmp_path / "report.xlsx") as package:
        assert package.read("xl/media/image1.png") == PNG
        assert b"image1.png" in package.read("xl/drawings/_rels/drawing1.xml.rels")
        assert b"drawing1.xml" in package.read("xl/worksheets/_rels/sheet1.xml.rels")


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", PNG[:30]])
def test_a_crest_that_is_no_picture_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    crest = tmp_path / "crest.png"
    crest.write_bytes(content)
    with pytest.raises(ItaXlsxError, match="ตราสัญลักษณ์"):
        library.merge([EXAMPLE], tmp_path / "report.xlsx", logo=crest)
    assert not (tmp_path / "report.xlsx").exists()
    ran = run("merge", EXAMPLE, "-o", tmp_path / "r.xlsx", "--logo", tmp_path / "none.png")
    assert ran.code == 3 and len(ran.err.splitlines()) == 1
