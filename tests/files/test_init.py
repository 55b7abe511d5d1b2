"""``ita-xlsx init``: the folder of a round, laid out once and never laid over."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ita_xlsx
from plans import load_plan, write_plan

from ita_xlsx import check, lay_out, make_plan, merge
from ita_xlsx.verbs import batch

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
PARTS = {
    *("plan.xlsx", "forms", "returned", "merge.bat", "commands.bat", "อ่านก่อน.txt"),
    *("คู่มือเจ้าหน้าที่กอง.pdf", "คู่มือผู้รวบรวม.pdf"),
}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_init_lays_out_a_folder_and_says_what_comes_next(tmp_path: Path) -> None:
    ran = ita_xlsx("init", "รอบแรก", folder=tmp_path)
    folder = tmp_path / "รอบแรก"
    assert ran.code == 0 and ran.out == ""
    assert names(folder) == PARTS
    assert list((folder / "forms").iterdir()) == list((folder / "returned").iterdir()) == []
    assert all(f"สร้างแล้ว: รอบแรก/{name}" in ran.err for name in PARTS)
    assert "ita-xlsx forms" in ran.err.splitlines()[-1]
    make_plan(tmp_path / "empty.xlsx")
    assert (folder / "plan.xlsx").read_bytes() == (tmp_path / "empty.xlsx").read_bytes()


def test_what_comes_next_can_be_typed_as_it_is_said(tmp_path: Path) -> None:
    """Also where the name of the folder has blanks, as in Windows most have."""
    ran = ita_xlsx("init", "ITA รอบ 6 เดือน", folder=tmp_path)
    write_plan(tmp_path / "ITA รอบ 6 เดือน" / "plan.xlsx")
    _, _, typed = ran.err.splitlines()[-1].partition("ita-xlsx ")
    assert ita_xlsx(*shlex.split(typed), folder=tmp_path).code == 0
    assert len(list((tmp_path / "ITA รอบ 6 เดือน" / "forms").iterdir())) == 3


def test_init_again_changes_nothing_and_names_what_was_there(tmp_path: Path) -> None:
    ita_xlsx("init", ".", folder=tmp_path)
    (tmp_path / "plan.xlsx").write_bytes(b"mine")
    (tmp_path / "merge.bat").unlink()
    (tmp_path / "returned").rmdir()
    (tmp_path / "returned").write_bytes(b"a file in the place of a folder")
    before = contents(tmp_path)
    ran = ita_xlsx("init", ".", folder=tmp_path)
    assert ran.code == 0 and "สร้างแล้ว: merge.bat" in ran.err
    for kept in PARTS - {"merge.bat"}:
        assert f"มีอยู่แล้ว ไม่ได้แก้ไข: {kept}" in ran.err
    after = contents(tmp_path)
    assert after.pop("merge.bat") and after == before


def test_the_plan_goes_on_from_the_last_report(tmp_path: Path) -> None:
    merge([EXAMPLE], tmp_path / "last.xlsx")
    ran = ita_xlsx("init", "next", "--from", "last.xlsx", folder=tmp_path)
    assert ran.code == 0
    plan = load_plan(tmp_path / "next" / "plan.xlsx")
    make_plan(tmp_path / "same.xlsx", tmp_path / "last.xlsx")
    assert {one.name for one in plan.divisions} >= {"กองคลัง", "สำนักปลัด"}
    assert plan.measures == load_plan(tmp_path / "same.xlsx").measures


@pytest.mark.parametrize("last", ["missing.xlsx", "note.xlsx"])
def test_a_last_report_that_cannot_be_read_leaves_no_folder(tmp_path: Path, last: str) -> None:
    (tmp_path / "note.xlsx").write_bytes(b"%PDF-1.7 no workbook")
    ran = ita_xlsx("init", "next", "--from", last, folder=tmp_path)
    assert ran.code == 3 and last in ran.err and len(ran.err.splitlines()) == 1
    assert names(tmp_path) == {"note.xlsx"}


@pytest.mark.parametrize(
    ("target", "code", "says"),
    [("file", 2, "เป็นไฟล์ ไม่ใช่โฟลเดอร์"), ("no/such/folder", 3, "สร้างโฟลเดอร์")],
)
def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, target: str, code: int, says: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    ran = ita_xlsx("init", target, folder=tmp_path)
    assert ran.code == code and says in ran.err and len(ran.err.splitlines()) == 1
    assert names(tmp_path) == {"file"}


PROGRAM = "C:\\โปรแกรม 100%\\ita-xlsx.exe"
BATCHES = {"merge.bat": batch.write_merge, "commands.bat": batch.write_commands}


def batch_lines(path: Path, program: str) -> list[str]:
    """The lines of a batch file as the frozen program writes it, or (empty) as Python does."""
    with pytest.MonkeyPatch.context() as frozen:
        if program:
            frozen.setattr(sys, "executable", program)
            frozen.setattr(sys, "frozen", True, raising=False)
        BATCHES[path.name](path)
    content = path.read_bytes()
    assert content.isascii() is (program == "") and b"\t" not in content
    assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
    return content.decode("utf-8").splitlines()


@pytest.mark.parametrize("name", BATCHES)
@pytest.mark.parametrize("program", ["", PROGRAM])
def test_the_batch_files_are_what_a_windows_console_can_read(
    tmp_path: Path, name: str, program: str
) -> None:
    lines = batch_lines(tmp_path / name, program)
    assert lines[0] == "@echo off" and lines[1].startswith("chcp 65001")
    assert lines[-1] == ("pause" if name == "merge.bat" else "cmd /k")
    # Nothing that lies among the returned files is run in the program's place.
    assert lines[2] == "set NoDefaultCurrentDirectoryInExePath=1"
    assert lines[3].startswith('cd /d "%~dp0."')
    assert all("$PATH:" in line for line in lines if line.startswith("where "))
    assert all(" -P " in line for line in lines if re.search(r"\bpy\b", line))
    targets = [line.removeprefix(":") for line in lines if line.startswith(":")]
    jumps = [line.split("goto ")[1] for line in lines if "goto " in line]
    assert set(jumps) <= set(targets)
    # The program that made the folder comes before any other of the path.
    paths = [line for line in lines if line.startswith("set ") and "PATH=" in line]
    assert paths == ['set "PATH=C:\\โปรแกรม 100%%;%PATH%"'] * bool(program)
    assert any(line in ("call ita-xlsx", "call ita-xlsx --help") for line in lines)
    # A batch file is found before a program of its name: these must not call themselves.
    assert not (tmp_path / "ita-xlsx.bat").exists()
    assert any("not installed" in line for line in lines)


def test_beside_the_program_a_window_opens_in_the_documents(tmp_path: Path) -> None:
    batch.write_commands_beside_program(tmp_path / "commands.bat")
    content = (tmp_path / "commands.bat").read_bytes()
    lines = content.decode("ascii").splitlines()
    assert lines[3].startswith('cd /d "%USERPROFILE%') and lines[4] == 'set "PATH=%~dp0.;%PATH%"'


PLANTED = ("click.py", "pandas/__init__.py", "pickle.py", "ita_xlsx.py", "sitecustomize.py")


def test_a_double_click_runs_nothing_that_lies_in_the_folder(tmp_path: Path) -> None:
    """What the batch file has Windows do, where the program is found by Python's launcher."""
    lay_out(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "returned", dirs_exist_ok=True)
    for folder in (tmp_path, tmp_path / "returned"):
        for name in (*PLANTED, "ita-xlsx.bat", "py.bat"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("open('ran', 'w').close()\n", encoding="ascii")
    lines = batch_lines(tmp_path / "merge.bat", "")
    launched = [shlex.split(line.partition(">")[0]) for line in lines if line.startswith("py ")]
    assert [typed[1:2] for typed in launched] == [["-P"]] * 2
    for typed in launched:
        done = subprocess.run(
            [sys.executable, *typed[1:]], cwd=tmp_path, capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
    assert "14 มาตรการ" in done.stdout
    assert not [path for path in tmp_path.rglob("ran")]


def test_the_text_to_read_first_is_for_notepad_and_is_no_returned_file(tmp_path: Path) -> None:
    ita_xlsx("init", ".", folder=tmp_path)
    content = (tmp_path / "อ่านก่อน.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 8
    text = content.decode("utf-8-sig")
    assert all(name in text for name in PARTS - {"อ่านก่อน.txt"})
    shutil.copy(EXAMPLE / "กองคลัง.xlsx", tmp_path)
    assert [Path(one.file).name for one in check([tmp_path]).round.sources] == ["กองคลัง.xlsx"]
