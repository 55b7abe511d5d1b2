"""Makes this example: a round of fiscal year 2569 of a municipality that does not exist.

Its texts are those of ``ita-xlsx demo``. Five of six divisions have sent something: a form typed
into LibreOffice, an .xls and an .ods saved by it, a table of their own by xlsxwriter and another by
openpyxl. ``expected.xlsx`` and ``expected.json`` are what the round comes to, ``district`` the
reports of three municipalities and what they come to. Needs LibreOffice:

    python examples/nong_sommut/make_example.py [outcome]

With ``outcome`` only what the files come to is made anew.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook

import ita_xlsx
from ita_xlsx.official.data_files import read_table

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "tests"))
from libreoffice import close, convert, type_into  # noqa: E402

FORM = "แบบรายงาน"
OURS = "เทศบาลตำบลหนองสมมุติ"
OTHERS = ("เทศบาลตำบลคลองสมมุติ", "องค์การบริหารส่วนตำบลดอนสมมุติ")
ROWS = read_table("demo.csv")


def main(only_outcome: bool) -> None:
    """Write everything anew, or the outcome alone."""
    if not only_outcome:
        _make()
    _run("merge", "returned", "--plan", "plan.xlsx", "-o", "expected.xlsx")
    told = json.loads(_run("check", "returned", "--plan", "plan.xlsx", "--format", "json"))
    (HERE / "expected.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    # Elsewhere than beside the municipality's own plan.
    _run("merge", ".", "-o", "../expected-district.xlsx", folder=HERE / "district")


def _make() -> None:
    with tempfile.TemporaryDirectory() as made:
        demo = Path(made) / "demo"
        ita_xlsx.lay_out_demo(demo, date(2026, 4, 21))
        shutil.copy(demo / "plan.xlsx", HERE / "plan.xlsx")
        forms = {path.stem.split()[1]: path for path in (demo / "returned").iterdir()}
        _return(forms, _empty(HERE / "returned"), Path(made))
    district = _empty(HERE / "district")
    _run("merge", "returned", "--plan", "plan.xlsx", "-o", district / "ทต.หนองสมมุติ.xlsx")
    for name in OTHERS:
        _other(name, district)


def _return(forms: dict[str, Path], returned: Path, made: Path) -> None:
    type_into(
        forms["สำนักปลัดเทศบาล"], returned / "สำนักปลัด.xlsx", {(FORM, "G9"): "ควรเผยแพร่เป็นแผนภูมิด้วย"}
    )
    close()
    for division, ending in (("กองคลัง", "xls"), ("กองการศึกษา", "ods")):
        copy = shutil.copy(forms[division], made / f"{division}.xlsx")
        convert([copy], ending, returned)
    _own_table(returned / "ตารางกองช่าง.xlsx", "กองช่าง")
    _another_table(returned / "รายงาน ITA สาธารณสุข.xlsx", "กองสาธารณสุขและสิ่งแวดล้อม")


def _own_table(path: Path, division: str, organisation: str = OURS) -> None:
    """A table with headers of its own, its number and issue in one column."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write(0, 0, "รายงานผลการดำเนินการ ประจำปีงบประมาณ 2569 รอบ 6 เดือน")
        sheet.write(1, 0, f"หน่วยงาน {organisation}  {division}")
        heads = ("ประเด็นที่ต้องพัฒนา", "มาตรการ/วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา",
                 "ผลการดำเนินงาน (รอบ 6 เดือน)", "สถานะ", "ลิงก์หลักฐาน")  # fmt: skip
        sheet.write_row(3, 0, heads)
        for line, row in enumerate(_of(division), start=4):
            keys = ("steps", "responsible", "deadline", "result", "status", "evidence")
            sheet.write_row(line, 0, [f"{row['number']}. {row['issue']}", *(row[k] for k in keys)])
        sheet.write(line + 2, 3, "ลงชื่อ ........................... ผู้รายงาน")


def _another_table(path: Path, division: str) -> None:
    """A table with merged cells and a total below it."""
    book = Workbook()
    sheet = book.active
    sheet.append([f"{division} {OURS}"])
    sheet.append(["รายงานตามมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๙ รอบ ๖ เดือน"])
    sheet.append(["(๑) ที่", "(๒) ประเด็น", "(๓) ขั้นตอนหรือวิธีการ", "(๔) ผู้รับผิดชอบ", "(๕) กำหนดเวลา",
                  "(๖) ผลการดำเนินการ", "(๗) ปัญหา/อุปสรรค", "(๘) หลักฐาน"])  # fmt: skip
    for row in _of(division):
        keys = ("number", "issue", "steps", "responsible", "deadline", "result")
        sheet.append([*(row[key] for key in keys), "", row["evidence"]])
    sheet.append(["รวม", f"{len(_of(division))} มาตรการ"])
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    book.save(path)


def _of(division: str) -> list[dict[str, str]]:
    return [row for row in ROWS if row["division"] == division]


def _other(name: str, district: Path) -> None:
    """The report of another municipality: two divisions of it, with tables of their own."""
    with tempfile.TemporaryDirectory() as made:
        for division in ("กองช่าง", "กองคลัง"):
            _own_table(Path(made) / f"{division}.xlsx", division, name)
        _run("merge", made, "-o", district / f"{name}.xlsx")


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _run(*arguments: object, folder: Path = HERE) -> str:
    command = [sys.executable, "-m", "ita_xlsx", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main("outcome" in sys.argv[1:])
