"""``ita-xlsx demo``: a round to look at, laid out by one command."""

import json
import re
from pathlib import Path

from command import ita_xlsx

INSTALL = Path(__file__).parents[2] / "docs" / "install.md"


def test_the_demo_has_forms_returned_files_findings_and_a_report(tmp_path: Path) -> None:
    ran = ita_xlsx("demo", "ตัวอย่าง", folder=tmp_path)
    folder = tmp_path / "ตัวอย่าง"
    assert ran.code == 0 and "เทศบาลที่สมมุติขึ้น" in ran.err
    assert len(list((folder / "forms").iterdir())) == 6
    assert len(list((folder / "returned").iterdir())) == 5
    assert len(list((folder / "ส่งคืนกอง").iterdir())) == 1
    assert "สิ่งที่พบ.xlsx" in ran.out and "ขั้นต่อไป" in ran.out
    assert "ส่งแล้ว 5 จาก 6 กอง รายงานผลแล้ว 15 จาก 19 รายการ" in ran.out
    told = json.loads(ita_xlsx("check", "--format", "json", folder=folder).out)
    codes = {one["code"] for one in told["findings"] if one["severity"] != "info"}
    # A result that is missing, mixed digits, a bad address, one who sends late, one who does not.
    assert {"M001", "X008", "M024", "P013", "P015"} <= codes
    assert "F016" not in codes
    again = ita_xlsx(folder=folder)
    assert again.code == 0 and "8 มาตรการ 16 รายการ" in again.out


def test_the_install_page_names_all_that_lies_in_it(tmp_path: Path) -> None:
    ita_xlsx("demo", "ตัวอย่าง", folder=tmp_path)
    table = INSTALL.read_text(encoding="utf-8").partition("| ในโฟลเดอร์ `ตัวอย่าง` |")[2]
    rows = table.partition("\n\n")[0].splitlines()[2:]
    named = [name for row in rows for name in re.findall("`([^`]+)`", row.split("|")[1])]
    assert sorted(named) == sorted(path.name for path in (tmp_path / "ตัวอย่าง").iterdir())


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    ran = ita_xlsx("demo", "mine", folder=tmp_path)
    assert ran.code == 3 and "มีอยู่แล้ว" in ran.err and not list((tmp_path / "mine").iterdir())
