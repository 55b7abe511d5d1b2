"""``ita-xlsx init``: the folder of a round, laid out once and never laid over."""

import shutil
import sys
from pathlib import Path

import pytest
from command import ita_xlsx
from plans import load_plan

from ita_xlsx import check, make_plan, merge
from ita_xlsx.verbs import round_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
PARTS = {
    *("plan.xlsx", "forms", "returned", "merge.bat", "อ่านก่อน.txt"),
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


@pytest.mark.parametrize("program", ["", "C:\\โปรแกรม ita\\ita-xlsx.exe"])
def test_the_batch_file_is_what_a_windows_console_can_read(
    tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as frozen:
        if program:
            frozen.setattr(sys, "executable", program)
            frozen.setattr(sys, "frozen", True, raising=False)
        round_folder.write_batch(tmp_path / "merge.bat")
    content = (tmp_path / "merge.bat").read_bytes()
    assert content.isascii() is (program == "") and b"\t" not in content
    assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
    lines = content.decode("utf-8").splitlines()
    assert lines[0] == "@echo off" and lines[1].startswith("chcp 65001") and lines[-1] == "pause"
    # Nothing that lies among the returned files is run in the program's place.
    assert lines[2] == "set NoDefaultCurrentDirectoryInExePath=1"
    assert lines[3].startswith('cd /d "%~dp0."')
    assert all("$PATH:" in line for line in lines if line.startswith("where "))
    assert all(line.startswith("py -P ") for line in lines if line.startswith("py"))
    targets = [line.removeprefix(":") for line in lines if line.startswith(":")]
    jumps = [line.split("goto ")[1] for line in lines if "goto " in line]
    assert set(jumps) == set(targets)
    assert [line for line in lines if line.startswith("call ")] == [
        *([f'call "{program}"'] if program else []), "call ita-xlsx",
    ]  # fmt: skip
    # A batch file is found before a program of its name: this one must not call itself.
    assert not (tmp_path / "ita-xlsx.bat").exists()
    assert any("not installed" in line for line in lines)


def test_the_text_to_read_first_is_for_notepad_and_is_no_returned_file(tmp_path: Path) -> None:
    ita_xlsx("init", ".", folder=tmp_path)
    content = (tmp_path / "อ่านก่อน.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 8
    text = content.decode("utf-8-sig")
    assert all(name in text for name in PARTS - {"อ่านก่อน.txt"})
    shutil.copy(EXAMPLE / "กองคลัง.xlsx", tmp_path)
    assert [Path(one.file).name for one in check([tmp_path]).round.sources] == ["กองคลัง.xlsx"]
