"""A folder in which not everything is a workbook: the good files are merged, the others named."""

import io
import json
import os
import random
import shutil
import zipfile
from pathlib import Path

import openpyxl
from command import ita_xlsx as run
from corpus import EXAMPLE, FIXTURES, published_measures
from openpyxl import Workbook

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"


def hostile(folder: Path) -> set[str]:
    """Fifty files that no reader can read, in many ways; returns their names."""
    content = GOOD.read_bytes()
    dice = random.Random(7)
    names = set()
    for number in range(30):
        torn = bytearray(content)
        for _ in range(200):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        (folder / f"torn{number}.xlsx").write_bytes(bytes(torn[: dice.randrange(100, len(torn))]))
        names.add(f"torn{number}.xlsx")
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    far = Workbook()
    far.active["XFD1048576"] = "x"
    far.save(folder / "far.xlsx")
    (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    (folder / "gone.xlsx").symlink_to(folder / "nothing")
    (folder / "random.xlsx").write_bytes(dice.randbytes(5000))
    for path in (FIXTURES / "wrong").iterdir():
        if path.name not in ("expected.json", "csv_named.xlsx"):
            shutil.copy(path, folder)
            names.add(path.name)
    for name in (f"cut{place}.xlsx" for place in range(1, 8)):
        (folder / name).write_bytes(content[: len(content) * int(name[3]) // 8])
        names.add(name)
    return names | {"bomb.xlsx", "far.xlsx", "loop.xlsx", "gone.xlsx", "random.xlsx"}


def good(folder: Path, count: int) -> None:
    """So many forms of two measures, each of another division and with other texts.

    Written once; what tells them apart is then put into the package, a hundred times as fast.
    """
    measures = [
        {**row, "number": str(number), "issue": f"{row['issue']} แห่งที่ 99999"}
        for number, row in enumerate(published_measures()[:2], start=1)
    ]
    labels = {"organisation": "อบต.ตัวอย่าง", "division": "กองที่ 99999", "fiscal_year": "2566"}
    content = form_bytes(Prefill({**labels, "round": "รอบ 6 เดือน"}, measures))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for number in range(count):
        path = folder / f"good{number:03}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part.replace(b"99999", f"{number:05}".encode()))


def test_600_good_files_are_merged_and_50_hostile_ones_named(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    good(folder, 600)
    names = hostile(folder)
    assert len(names) == 50
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "~$good001.xlsx").write_bytes(b"lock")
    (folder / ".~lock.good001.xlsx#").write_bytes(b"lock")
    before = {path: path.read_bytes() for path in folder.glob("*.xlsx") if path.is_file()}
    ran = run("merge", folder, "-o", tmp_path / "report.xlsx", "--format", "json")
    assert ran.code == 1 and "Traceback" not in ran.text
    told = json.loads(ran.out)
    status = {Path(one["file"]).name: one["status"] for one in told["files"]}
    unreadable = {name for name, what in status.items() if what == "unreadable"}
    assert unreadable == names | {"pipe.xlsx"}
    assert status.keys() == unreadable | {f"good{number:03}.xlsx" for number in range(600)}
    reasons = {Path(f["file"]).name: f["message"] for f in told["findings"] if f["code"] == "F001"}
    assert reasons.keys() == unreadable and all(reasons.values())
    assert len(told["measures"]) == 600 * 2
    data = openpyxl.load_workbook(tmp_path / "report.xlsx")["ข้อมูล"]
    assert sum(1 for _ in data.iter_rows()) == 1 + 600 * 2
    assert before == {path: path.read_bytes() for path in before}
