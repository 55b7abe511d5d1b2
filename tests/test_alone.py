"""A file that brings its reader down fails alone, with a reason, and the next one is read."""

import shutil
import sys
from pathlib import Path

import pytest
from corpus import EXAMPLE, FIXTURES
from openpyxl import Workbook

import ita_xlsx
from ita_xlsx.intake import alone, file, read
from ita_xlsx.intake.alone import read_alone
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard import Verdict, examine
from ita_xlsx.intake.kinds import Kind

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
limited = pytest.mark.skipif(sys.platform == "win32", reason="Windows has only the wall time")


def far(folder: Path) -> Path:
    """The guard refuses this file; read all the same, it makes calamine ask for 512 GB."""
    book = Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(folder / "far.xlsx")
    return folder / "far.xlsx"


def said(one: alone.FileRead) -> str:
    """The only reason for which a file could not be read."""
    assert one.source is not None and not one.source.readable
    (finding,) = one.findings
    assert finding.rule.code == "F001"
    return finding.message.th


def stand_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, does: str, seconds: int = 60, size: int = 3 << 30
) -> None:
    """Let the process that reads a file do something else, within limits set as ever."""
    script = folder / "reader.py"
    script.write_text(
        "from ita_xlsx.intake import alone\n"
        f"alone.SECONDS, alone.BYTES = {seconds}, {size}\n"
        f"def read_file(*_):\n    {does}\nalone.read_file = read_file\nalone.main()\n",
        encoding="utf-8",
    )
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(alone.sys, "executable", str(python))


def test_a_file_that_brings_its_reader_down_fails_alone(tmp_path: Path) -> None:
    path = far(tmp_path)
    assert "หน่วยความจำ" in said(read_alone(Found(path, named=True), examine(path), ()))


def test_a_file_read_alone_is_read_as_any_other() -> None:
    (one,) = read_alone(Found(GOOD, named=True), examine(GOOD), ()).tables
    assert [measure.texts["number"] for measure in one.measures] == ["๗", "๘", "๙", "๑๐"]


@limited
@pytest.mark.parametrize(
    ("does", "wall", "seconds"),
    [
        ("while True: pass", 60, 1),  # the processor's time
        ("import time; time.sleep(600)", 2, 60),  # the time on the wall
        ("return bytes(1 << 40)", 60, 60),  # memory at once
        ("return [bytes(1 << 20) for _ in range(3000)]", 60, 60),  # memory, bit by bit
        ("import os; os.abort()", 60, 60),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 60, 60),
    ],
)
def test_time_memory_and_an_abort_end_only_the_file(
    does: str, wall: int, seconds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, does, seconds, 1 << 30)
    monkeypatch.setattr(alone, "SECONDS", wall)
    assert "โปรดคัดลอกเฉพาะตาราง" in said(read_alone(Found(GOOD, named=True), examine(GOOD), ()))


def test_a_bug_costs_one_file_and_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "raise KeyError('nothing')")
    assert "ขัดข้อง" in said(read_alone(Found(GOOD, named=True), examine(GOOD), ()))
    monkeypatch.undo()

    def broken(*_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(file, "_read_sheets", broken)
    assert "KeyError" in said(file.read_file(Found(GOOD, named=True), examine(GOOD), ()))
    monkeypatch.setenv("ITA_XLSX_DEBUG", "1")
    with pytest.raises(KeyError):
        file.read_file(Found(GOOD, named=True), examine(GOOD), ())


def test_a_panic_inside_the_reader_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What calamine's language raises in such a case is no Exception for Python."""

    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(file, "read_sheets", panic)
    assert "เสียหาย" in said(file.read_file(Found(GOOD, named=True), examine(GOOD), ()))


@limited
@pytest.mark.parametrize("lower", [1 << 30, 2 << 30])
def test_the_limits_are_set_also_where_the_system_allows_less(
    lower: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(
        tmp_path,
        monkeypatch,
        "import resource; return [resource.getrlimit(r) for r in "
        "(resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]",
    )
    python = tmp_path / "python"
    script = python.read_text(encoding="utf-8")
    python.write_text(script.replace("exec", f"ulimit -v {lower >> 10}\nexec"), encoding="utf-8")
    limits = read_alone(Found(GOOD, named=True), examine(GOOD), ())
    assert limits == [(lower, lower), (alone.SECONDS, alone.SECONDS), (0, 0)]


def test_the_dead_reader_is_replaced_and_the_rest_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a guard that lets everything through, each file is read by a process of its own."""
    folder = tmp_path / "in"
    shutil.copytree(EXAMPLE / "returned", folder)
    far(folder)
    monkeypatch.setattr(read, "examine", lambda path: Verdict(Kind.XLSX))
    merged = ita_xlsx.merge([folder], tmp_path / "out.xlsx")
    unreadable = [f for f in merged.checked.findings if f.rule.code == "F001"]
    assert [Path(f.file).name for f in unreadable] == ["far.xlsx"]
    assert len(merged.checked.round.measures) == 14


def test_nothing_in_the_folder_of_returned_files_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FIXTURES / "kinds" / "xlwt.xls", tmp_path)
    for name in ("pickle.py", "sitecustomize.py", "ita_xlsx.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    assert len(ita_xlsx.check([Path("xlwt.xls")]).round.measures) == 3
    assert not (tmp_path / "ran").exists()
