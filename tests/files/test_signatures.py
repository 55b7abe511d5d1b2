"""The block to be signed below the table, and the crest on the cover."""

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

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
FORM = "แบบรายงาน สำนักปลัด ปี 2566 รอบ 6 เดือน.xlsx"


def signed(path: Path) -> list[str]:
    rows = load_workbook(path)[REPORT_SHEET].iter_rows(values_only=True)
    texts = [str(text) for row in rows for text in row if text]
    first = next((n for n, text in enumerate(texts) if text.startswith("ลงชื่อ")), len(texts))
    return texts[first:]


def test_the_block_stands_below_the_table_only_when_asked_for(tmp_path: Path) -> None:
    library.merge([EXAMPLE], tmp_path / "plain.xlsx")
    library.merge([EXAMPLE], tmp_path / "signed.xlsx", signatures=True)
    assert signed(tmp_path / "plain.xlsx") == []
    lines = signed(tmp_path / "signed.xlsx")
    roles = [line.split()[-1] for line in lines if line.startswith("ลงชื่อ")]
    assert roles == ["ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้อนุมัติ"]
    assert sum("...." in line for line in lines) == 12


def test_the_plan_s_signers_are_named(tmp_path: Path) -> None:
    facts = {"approver": "นางสาวสมหญิง ใจดี", "approver_position": "ปลัด อบต."}
    plan = write_plan(tmp_path / "plan.xlsx", facts)
    library.make_forms(plan, tmp_path / "forms")
    book = load_workbook(tmp_path / "forms" / FORM)
    book.worksheets[0]["F9"] = "ปรับปรุงแล้ว"
    book.save(tmp_path / "สำนักปลัด.xlsx")
    output = tmp_path / "signed.xlsx"
    library.merge([tmp_path / "สำนักปลัด.xlsx"], output, plan=plan, signatures=True)
    assert signed(output)[-4:-1] == [
        f"ลงชื่อ {'.' * 50} ผู้อนุมัติ", "( นางสาวสมหญิง ใจดี )", "ตำแหน่ง ปลัด อบต.",
    ]  # fmt: skip


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
