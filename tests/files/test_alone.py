"""A file that brings its reader down fails alone, with a reason, and the next one is read."""

import shutil
import sys
from pathlib import Path

import pytest
from corpus import EXAMPLE, FIXTURES
from openpyxl import Workbook

import ita_xlsx
from ita_xlsx.intake import file
from ita_xlsx.intake.file import TO_BE_READ_ALONE, Answer, FileRead
from ita_xlsx.intake.folder import Found
from ita_xlsx.intake.guard.examine import open_once
from ita_xlsx.intake.workers import alone, children, readers
from ita_xlsx.intake.workers.children import Children

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
limited = pytest.mark.skipif(sys.platform == "win32", reason="Windows has only the wall time")


def far(folder: Path) -> Path:
    """The guard refuses this file; read all the same, it makes calamine ask for 512 GB."""
    book = Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(folder / "far.xlsx")
    return folder / "far.xlsx"


def read_alone(path: Path) -> Answer:
    return alone.read_alone(Found(path, named=True), {}, False, Children())


def said(one: Answer) -> str:
    """The only reason for which a file could not be read."""
    assert isinstance(one, FileRead) and one.source is not None and not one.source.readable
    (finding,) = one.findings
    assert finding.rule.code == "F001"
    return finding.message.th


def stand_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, does: str, seconds: int = 60, size: int = 3 << 30
) -> None:
    """Let the process that reads a file do something else, within limits set as ever."""
    run_instead(
        folder,
        monkeypatch,
        "from ita_xlsx.intake.workers import alone\n"
        f"alone.SECONDS, alone.BYTES = {seconds}, {size}\n"
        f"def answer(*_):\n    {does}\nalone.answer = answer\nalone.main()\n",
    )


def run_instead(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """Let every process that is started to read run this script."""
    script = folder / "reader.py"
    script.write_text(content, encoding="utf-8")
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(children.sys, "executable", str(python))


@pytest.fixture
def careless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that lets everything through in the processes of their own."""
    content = "from ita_xlsx.intake.workers import alone\n"
    content += "from ita_xlsx.intake.guard import examine as guard\n"
    content += "def answer(found, opened, own, outputs, real=alone.answer):\n"
    content += "    verdict = guard.Verdict(guard.Kind.XLSX, size=1, sha256='a')\n"
    content += "    return real(found, guard.Opened(opened.content, verdict), own, outputs)\n"
    content += "alone.answer = answer\nalone.main()\n"
    run_instead(tmp_path, monkeypatch, content)


@pytest.mark.usefixtures("careless")
def test_a_file_that_brings_its_reader_down_fails_alone(tmp_path: Path) -> None:
    assert "หน่วยความจำ" in said(read_alone(far(tmp_path)))


def test_a_file_read_alone_is_read_as_any_other() -> None:
    read = read_alone(GOOD)
    assert isinstance(read, FileRead)
    (one,) = read.tables
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
    assert "โปรดคัดลอกเฉพาะตาราง" in said(read_alone(GOOD))


def test_a_bug_costs_one_file_and_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "raise KeyError('nothing')")
    assert "ขัดข้อง" in said(read_alone(GOOD))
    monkeypatch.undo()

    def broken(*_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(file, "_read_sheets", broken)
    assert "KeyError" in said(file.read_file(Found(GOOD, named=True), open_once(GOOD), ()))
    monkeypatch.setenv("ITA_XLSX_DEBUG", "1")
    with pytest.raises(KeyError):
        file.read_file(Found(GOOD, named=True), open_once(GOOD), ())


def test_a_panic_inside_the_reader_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What calamine's language raises in such a case is no Exception for Python."""

    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(file, "read_sheets", panic)
    assert "เสียหาย" in said(file.read_file(Found(GOOD, named=True), open_once(GOOD), ()))


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
    limits = read_alone(GOOD)
    assert limits == [(lower, lower), (alone.SECONDS, alone.SECONDS), (0, 0)]


@pytest.mark.usefixtures("careless")
def test_the_dead_reader_is_replaced_and_the_rest_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a guard that lets everything through, each file is read by a process of its own."""
    folder = tmp_path / "in"
    shutil.copytree(EXAMPLE / "returned", folder)
    far(folder)
    monkeypatch.setattr(readers, "take", lambda found, own, outputs: TO_BE_READ_ALONE)
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
