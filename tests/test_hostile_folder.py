"""A folder in which not everything is a workbook: the good files are merged, the others named."""

import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from command import ita_xlsx as run
from corpus import EXAMPLE, FIXTURES
from openpyxl import Workbook

import ita_xlsx
from ita_xlsx.intake.alone import read_alone
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import examine

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"


def test_a_file_that_brings_its_reader_down_fails_alone(tmp_path: Path) -> None:
    """The guard refuses this file; read all the same, it makes calamine ask for 512 GB."""
    book = Workbook()
    book.active["XFD1048576"] = "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    read = read_alone(Found(path, named=True), examine(path), ())
    assert read.source is not None and not read.source.readable
    assert [finding.rule.code for finding in read.findings] == ["F001"]
    assert "หน่วยความจำ" in read.findings[0].message.th


def test_a_file_read_alone_is_read_as_any_other() -> None:
    (one,) = read_alone(Found(GOOD, named=True), examine(GOOD), ()).tables
    assert [measure.texts["number"] for measure in one.measures] == ["๗", "๘", "๙", "๑๐"]


def test_nothing_in_the_folder_of_returned_files_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FIXTURES / "kinds" / "xlwt.xls", tmp_path)
    for name in ("pickle.py", "sitecustomize.py", "ita_xlsx.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    assert len(ita_xlsx.check([Path("xlwt.xls")]).round.measures) == 3
    assert not (tmp_path / "ran").exists()


def hostile(folder: Path) -> set[str]:
    """Files that no reader can read, each another way; returns their names."""
    content = GOOD.read_bytes()
    dice = random.Random(7)
    names = set()
    for number in range(12):
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
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    (folder / "gone.xlsx").symlink_to(folder / "nothing")
    (folder / "random.xlsx").write_bytes(dice.randbytes(5000))
    for name in ("password.xlsx", "docx_named.xlsx", "pdf_named.xlsx", "empty.xlsx"):
        shutil.copy(FIXTURES / "wrong" / name, folder / name)
        names.add(name)
    return names | {"bomb.xlsx", "far.xlsx", "pipe.xlsx", "loop.xlsx", "gone.xlsx", "random.xlsx"}


def test_good_files_are_merged_and_every_hostile_one_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    shutil.copytree(EXAMPLE / "returned", folder)
    (folder / "~$กองคลัง.xlsx").write_bytes(b"lock")
    (folder / ".~lock.กองคลัง.xlsx#").write_bytes(b"lock")
    names = hostile(folder)
    ran = run("merge", folder, "-o", tmp_path / "report.xlsx")
    assert ran.code == 1 and "Traceback" not in ran.text
    for name in names:
        assert name in ran.out, name
    assert "~$" not in ran.out
    checked = ita_xlsx.check([folder])
    assert len(checked.round.measures) == 14
    unreadable = {Path(f.file).name for f in checked.findings if f.rule.code == "F001"}
    assert unreadable == names
