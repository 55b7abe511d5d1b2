"""A folder in which not everything is a workbook: the good files are merged, the others named."""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from corpus import EXAMPLE, published_measures
from openpyxl import Workbook
from test_bug_costs_a_file import WIDE_ONES
from test_reading_time import NASTY
from test_same_view import DISPUTED

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"


def hostile(folder: Path, number: int) -> set[str]:
    """So many files that harm, or that no reader can read, of each kind; returns their names."""
    content = GOOD.read_bytes()
    dice = random.Random(7)
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    far = Workbook()
    far.active["XFD1048576"] = "x"
    far.save(folder / "far.xlsx")
    (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    (folder / "gone.xlsx").symlink_to(folder / "nothing")
    made = {
        "random": dice.randbytes(5000),
        "cut": content[: len(content) // 2],
        **{name: make(8 * count) for name, (count, make) in NASTY.items()},
        **{name.removesuffix(".xlsx"): one for name, one in WIDE_ONES.items()},
        **DISPUTED,
    }
    while len(made) < number - 4:
        torn = bytearray(content)
        for _ in range(200):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        made[f"torn {len(made)}"] = bytes(torn[: dice.randrange(100, len(torn))])
    for name, one in made.items():
        (folder / f"{name}.xlsx").write_bytes(one)
    return {path.name for path in folder.iterdir() if not path.name.startswith("good")}


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


def peak_of(command: list[str], folder: Path) -> tuple[int, bytes, bytes, float]:
    """A command's exit code and answers, and the most memory in MB that its processes had at once.

    A page that several of them share counts once.
    """
    with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
        ran = subprocess.Popen(command, stdout=out, stderr=err, start_new_session=True)
        peak = 0
        while ran.poll() is None:
            peak = max(peak, memory_of_session(ran.pid))
            time.sleep(0.02)
    return ran.returncode, (folder / "out").read_bytes(), (folder / "err").read_bytes(), peak / 1e6


def memory_of_session(session: int) -> int:
    kilobytes = 0
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdecimal() and os.getsid(int(entry.name)) == session:
                lines = (entry / "smaps_rollup").read_text().splitlines()
                kilobytes += sum(int(one.split()[1]) for one in lines if one[:4] == "Pss:")
    return kilobytes * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is read in /proc")
def test_600_good_files_are_merged_and_50_hostile_ones_named(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    (folder / "ย่อย").mkdir(parents=True)
    good(folder, 600)
    names = hostile(folder, 50) - {"ย่อย"}
    assert len(names) == 50
    for place in (folder, folder / "ย่อย"):
        os.mkfifo(place / "pipe.xlsx")
    (folder / "bomb.xlsx").rename(folder / "ย่อย" / "bomb.xlsx")
    shutil.copy(folder / "ย่อย" / "bomb.xlsx", folder)
    (folder / "~$good001.xlsx").write_bytes(b"lock")
    (folder / ".~lock.good001.xlsx#").write_bytes(b"lock")
    before = {path: path.read_bytes() for path in folder.glob("*.xlsx") if path.is_file()}
    command = [
        *(sys.executable, "-m", "ita_xlsx", "merge", str(folder)),
        *("--format", "json", "--lang", "en"),
    ]
    code, out, err, peak = peak_of([*command, "-o", str(tmp_path / "report.xlsx")], tmp_path)
    assert code == 1 and b"Traceback" not in out + err
    assert peak < 1000, peak
    told = json.loads(out)
    measures = Counter(Path(one["file"]).name for one in told["measures"])
    assert measures == {f"good{number:03}.xlsx": 2 for number in range(600)}
    named = {Path(one["file"]).name for one in told["findings"] if one["severity"] == "error"}
    assert named >= names | {"pipe.xlsx"}
    assert "ย่อย" in {Path(one["file"]).name for one in told["findings"]}
    assert not [one for one in told["findings"] if "program failed" in one["message"]]
    data = openpyxl.load_workbook(tmp_path / "report.xlsx")["ข้อมูล"]
    assert sum(1 for _ in data.iter_rows()) == 1 + 600 * 2
    assert before == {path: path.read_bytes() for path in before}
