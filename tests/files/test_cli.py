"""The command line: exit codes, one clear sentence, nothing changed that should not be."""

import ctypes
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from command import ita_xlsx

from ita_xlsx import cli
from ita_xlsx.cli.group import COMMANDS

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
WRONG = Path(__file__).parents[1] / "fixtures" / "wrong"


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    folder = tmp_path / "returned"
    shutil.copytree(EXAMPLE, folder)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_merge_says_in_thai_what_it_read_and_where_the_report_lies(returned: Path) -> None:
    ran = ita_xlsx("merge", returned, "-o", "report.xlsx", folder=returned.parent)
    assert ran.code == 0 and "ต้องแก้ไข" in ran.out and "ไม่อยู่ในรายงาน" not in ran.out
    assert "3 ไฟล์" in ran.out and "14 มาตรการ" in ran.out and "report.xlsx" in ran.out
    assert ran.err == "" and (returned.parent / "report.xlsx").is_file()


def test_no_paths_means_the_current_folder_and_our_own_output_is_passed_over(
    returned: Path,
) -> None:
    first = ita_xlsx("merge", "-o", "report.xlsx", folder=returned)
    kept = (returned / "report.xlsx").read_bytes()
    second = ita_xlsx("merge", "-o", "report.xlsx", folder=returned)
    assert first.out == second.out
    assert (returned / "report.xlsx").read_bytes() == kept


CANNOT = [
    pytest.param(["merge", "empty", "-o", "out.xlsx"], 3, "ไม่พบไฟล์", id="empty folder"),
    pytest.param(["merge", "note.pdf", "-o", "out.xlsx"], 3, "PDF", id="no workbook"),
    pytest.param(["merge", "missing", "-o", "out.xlsx"], 3, "ไม่พบ", id="missing folder"),
    pytest.param(["merge", "returned", "-o", "no/out.xlsx"], 3, "ไม่พบโฟลเดอร์", id="no out folder"),
    pytest.param(["merge", "returned", "-o", "empty"], 2, "โฟลเดอร์", id="out is a folder"),
    pytest.param(
        ["merge", "returned", "-o", "returned/กองคลัง.xlsx"], 2, "นำเข้า", id="out is an input"
    ),
    pytest.param(
        ["merge", "returned/กองคลัง.xlsx", "-o", "returned/กองคลัง.xlsx"], 2, "นำเข้า", id="same file"
    ),
    pytest.param(["check", "returned", "--returns", "note.pdf"], 2, "ไม่ใช่โฟลเดอร์", id="no folder"),
    pytest.param(["merge", "returned"], 2, "--output", id="no output named"),
    pytest.param(["merge", "returned"], 2, "ita-xlsx merge returned -o", id="with an example"),
    pytest.param(["marge"], 2, "ไม่มีคำสั่ง “marge” หมายถึง merge หรือไม่", id="unknown command"),
    pytest.param(["guide"], 2, "ยังไม่ได้ระบุ NAME", id="an argument is named"),
    pytest.param(["help"], 2, "ita-xlsx --help", id="a command that is none"),
    pytest.param(["returned"], 2, 'ita-xlsx check "returned"', id="a folder as command"),
    pytest.param(["note.pdf"], 2, "เป็นไฟล์ ไม่ใช่คำสั่ง", id="a file as command"),
    pytest.param(["fonts", "--install", "none.ttf"], 3, "ไม่พบไฟล์ “none.ttf”", id="no font file"),
    pytest.param(["pdf", "returned"], 2, "“returned” เป็นโฟลเดอร์", id="print a folder"),
    pytest.param(["pdf", "none.xlsx"], 3, "ไม่พบไฟล์ “none.xlsx”", id="print nothing"),
    pytest.param(["email", "empty", "--to", "a@b.th"], 2, "“empty” เป็นโฟลเดอร์", id="mail a folder"),
    pytest.param(["forms", "plan.xlsx", "-o", "note.pdf"], 2, "ไม่ใช่โฟลเดอร์", id="forms to a file"),
    pytest.param(["init", "note.pdf"], 2, "“note.pdf” เป็นไฟล์", id="a round in a file"),
    pytest.param(["merge", "returned", "-o", "r.pdf"], 2, "“r.xlsx”", id="a report named .pdf"),
    pytest.param(["check", "returned", "--findings", "f.xls"], 2, "“f.xlsx”", id="findings .xls"),
    pytest.param(["check", "--colour"], 2, "--colour", id="unknown option"),
    pytest.param(["check", "--format", "yaml"], 2, "json", id="unknown choice"),
    pytest.param(["template", "-o", "no/t.xlsx"], 3, "ไม่พบโฟลเดอร์", id="template nowhere"),
]


def test_an_output_without_an_ending_gets_it(returned: Path) -> None:
    for number, name in enumerate(("r", "รายงาน ก.ย. 69", "R.XLSX")):
        ran = ita_xlsx("merge", "returned", "-o", name, folder=returned.parent)
        written = name if number == 2 else f"{name}.xlsx"
        assert ran.code == 0 and (returned.parent / written).is_file() and written in ran.out


def test_each_command_gives_an_example_and_takes_h() -> None:
    for name in COMMANDS:
        ran = ita_xlsx(name, "-h")
        assert ran.code == 0 and f"ita-xlsx {name} " in ran.out.split("ตัวอย่าง: ")[1]


@pytest.mark.parametrize(("arguments", "code", "says"), CANNOT)
def test_what_cannot_be_done_is_one_thai_sentence_and_changes_nothing(
    returned: Path, arguments: list[str], code: int, says: str
) -> None:
    folder = returned.parent
    (folder / "empty").mkdir()
    (folder / "note.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    before = snapshot(folder)
    ran = ita_xlsx(*arguments, folder=folder)
    assert ran.code == code
    assert ran.out == "" and says in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err and "Error" not in ran.err
    assert snapshot(folder) == before


@pytest.mark.posix
def test_a_folder_that_cannot_be_written_in_is_one_sentence(tmp_path: Path) -> None:
    """As an ordinary user: for root every folder can be written in."""
    folder = tmp_path / "locked"
    folder.mkdir()
    # A first run imports everything while the installation can still be read.
    code = (
        "import os, sys; from ita_xlsx.cli import run\n"
        "assert run(['template', '-o', sys.argv[1]], {}) == 0\n"
        "os.chmod(os.path.dirname(sys.argv[2]), 0o555)\n"
        "os.geteuid() or os.setresuid(65534, 65534, 65534)\n"
        "sys.exit(run(['template', '-o', sys.argv[2]], {}))"
    )
    ours = Path(tempfile.gettempdir()).resolve()
    for place in (tmp_path, *tmp_path.parents):
        if ours in place.parents:
            place.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "first.xlsx", folder / "second.xlsx"],
        capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    folder.chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert "ไม่มีสิทธิ์เขียน" in done.stderr and "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


def test_help_imports_neither_pandas_nor_openpyxl() -> None:
    code = (
        "import sys; from ita_xlsx.cli import run\n"
        "assert run(['--help'], {}) == 0\n"
        "heavy = {'pandas', 'openpyxl', 'xlsxwriter', 'python_calamine', 'numpy'}\n"
        "print(sorted(heavy & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stderr.strip() == "[]"
    assert "merge" in done.stdout and "วิธีใช้" in done.stdout


def test_help_speaks_the_language_asked_for() -> None:
    thai, english = ita_xlsx("merge", "--help"), ita_xlsx("merge", "--help", "--lang", "en")
    assert "ตัวเลือก" in thai.out and "Options" not in thai.out and "required" not in thai.out
    assert "Options" in english.out and not any("ก" <= letter <= "๙" for letter in english.out)
    assert ita_xlsx("merge", "--help", ITA_XLSX_LANG="en").out == english.out


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "cp874", "ascii"])
def test_a_console_without_thai_letters_still_gets_an_answer(encoding: str) -> None:
    for arguments in (["--help"], ["check", EXAMPLE]):
        ran = ita_xlsx(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert "Traceback" not in ran.text and ran.code in (0, 1)


def printed(*arguments: object, encoding: str) -> bytes:
    """What reaches a file to which a system of that code page redirects the output."""
    done = subprocess.run(
        [sys.executable, "-m", "ita_xlsx", *map(str, arguments)], capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "cp874", "tis-620", "cp1252", "cp437", "ascii"])
def test_redirected_thai_is_readable_or_escaped_whole(encoding: str) -> None:
    for typed in (["--help"], ["check", EXAMPLE]):
        expected = printed(*typed, encoding="utf-8").decode("utf-8")
        content = printed(*typed, encoding=encoding)
        if encoding in ("utf-8", "cp874", "tis-620"):
            text = content.decode(encoding)
            assert re.search("[ก-๙]{20}", text)
        else:
            assert content.isascii() and rb"\u0e15\u0e49\u0e2d\u0e07" in content
            text = content.decode("ascii")
        escaped = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))")
        assert escaped.sub(lambda code: chr(int(code[1] or code[2], 16)), text) == expected


@pytest.mark.parametrize(
    ("system", "page", "encoding"),
    [
        ("win32", 65001, "utf-8"), ("win32", 874, "cp874"), ("win32", 437, "ascii"),
        ("win32", 20838, "ascii"), ("win32", 0, "cp874"), ("linux", 437, "cp874"),
    ],
)  # fmt: skip
def test_a_redirected_output_is_in_what_the_console_takes_it_for(
    system: str, page: int, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20838 is a code page that Python does not know; 0 says that there is no console."""
    kernel = SimpleNamespace(GetConsoleOutputCP=lambda: page)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", system)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp874")
    cli._speak_anything(stream)
    assert (stream.encoding, stream.errors) == (encoding, "backslashreplace")


@pytest.mark.parametrize("encoding", ["utf-8", "utf8", "cp874", "cp1252", "ascii"])
def test_json_is_ascii_alone_where_the_stream_is_not_utf_8(encoding: str) -> None:
    content = printed("check", EXAMPLE, "--format", "json", encoding=encoding)
    assert content.isascii() is (encoding not in ("utf-8", "utf8"))
    assert json.loads(content) == json.loads(
        printed("check", EXAMPLE, "--format", "json", encoding="utf-8")
    )


def test_check_as_json_keeps_the_contract(returned: Path) -> None:
    ran = ita_xlsx("check", "--format", "json", "returned", folder=returned.parent)
    whole = json.loads(ran.out)
    assert whole["version"] == 1
    assert [one["file"] for one in whole["files"]] == [
        "returned/กองคลัง.xlsx", "returned/สำนักปลัด.xlsx", "returned/หน่วยตรวจสอบภายใน.xlsx",
    ]  # fmt: skip
    assert [one["measures"] for one in whole["files"]] == [4, 8, 2]
    assert {one["division"] for one in whole["files"]} == {"กองคลัง", "สำนักปลัด", "หน่วยตรวจสอบภายใน"}
    assert {(one["fiscal_year"], one["round"]) for one in whole["files"]} == {(2566, 6)}
    first = next(one for one in whole["measures"] if one["number"] == "๑")
    assert first["deadline_start"] == "2023-01-01" and first["deadline_end"] == "2023-03-31"
    assert first["sheet"] == "แบบรายงาน" and first["row"] == 9


def test_merge_as_json_names_the_output(returned: Path) -> None:
    ran = ita_xlsx("merge", "returned", "-o", "a.xlsx", "--format", "json", folder=returned.parent)
    assert json.loads(ran.out)["output"] == "a.xlsx"


def test_one_unreadable_file_among_readable_ones_is_reported_and_exit_1(returned: Path) -> None:
    (returned / "เสีย.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    ran = ita_xlsx("merge", "returned", "-o", "a.xlsx", folder=returned.parent)
    assert ran.code == 1 and "ไม่อยู่ในรายงาน: 1 แห่ง ใน เสีย.xlsx" in ran.out
    assert (returned.parent / "a.xlsx").is_file()
    strict = ita_xlsx("merge", "returned", "-o", "b.xlsx", "--strict", folder=returned.parent)
    assert strict.code == 1 and not (returned.parent / "b.xlsx").exists()


NOT_READ = [
    pytest.param(["password.xlsx"], "ตั้งรหัสผ่าน", id="one"),
    pytest.param(["password.xlsx", "truncated.xlsx"], "ทั้ง 2 ไฟล์", id="two"),
]


@pytest.mark.parametrize(("names", "says"), NOT_READ)
@pytest.mark.parametrize("verb", [["check"], ["merge", "-o", "out.xlsx"]], ids=lambda verb: verb[0])
def test_where_none_can_be_read_json_is_an_object_and_the_sentence_is_said_once(
    verb: list[str], names: list[str], says: str, tmp_path: Path
) -> None:
    for name in names:
        shutil.copy(WRONG / name, tmp_path)
    ran = ita_xlsx(*verb, *names, "--format", "json", folder=tmp_path)
    told = json.loads(ran.out)
    assert ran.code == 3 and len(ran.err.splitlines()) == 1 and says in ran.err
    assert [(one["file"], one["status"]) for one in told["files"]] == [
        (name, "unreadable") for name in names
    ]
    assert [one["code"] for one in told["left_out"]] == ["F001"] * len(names)
    assert "เช่น" not in ran.err and not set(told["findings"][0]["message"].split("โปรด")[1:])
    text = ita_xlsx(*verb, *names, folder=tmp_path)
    # One has its reason in the sentence, several each its own above it.
    assert text.code == 3 and text.err == ran.err and bool(text.out) == (len(names) > 1)
    for one in told["findings"]:
        assert text.text.count(one["message"]) == 1


def test_what_is_not_there_is_an_empty_object_and_a_sentence(tmp_path: Path) -> None:
    for path in ("missing.xlsx", "."):
        ran = ita_xlsx("check", path, "--format", "json", folder=tmp_path)
        told = json.loads(ran.out)
        assert ran.code == 3 and "ไม่พบ" in ran.err and told["files"] == told["measures"] == []


def test_a_bug_is_one_sentence_with_exit_3_and_a_traceback_only_on_demand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ita_xlsx import cli

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ita_xlsx.verbs.check.read_given", broken)
    assert cli.run(["check"], {}) == 3
    assert "ขัดข้อง" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        cli.run(["check"], {"ITA_XLSX_DEBUG": "1"})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    ("redirect", "code"), [("", 0), ("| head -1", 0), (">&-", 0), (">/dev/full", 3), ("2>&-", 0)]
)
def test_wherever_the_result_goes_the_end_is_a_code(redirect: str, code: int) -> None:
    command = f"set -o pipefail; '{sys.executable}' -m ita_xlsx rules --format json {redirect}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.returncode == code and "Traceback" not in done.stderr
    if not redirect:
        assert len(json.loads(done.stdout)) > 1


def test_what_is_found_in_a_report_is_to_be_fixed_in_the_form_it_came_from(returned: Path) -> None:
    folder = returned.parent
    ita_xlsx("merge", returned, "-o", "r.xlsx", folder=folder)
    told = json.loads(ita_xlsx("check", "r.xlsx", "--format", "json", folder=folder).out)
    (near,) = (f for f in told["findings"] if f["code"] == "O001" and "ใช้จ่าย" in f["value"])
    assert near["sheet"] == "ข้อมูล"
    assert "“กองคลัง.xlsx” แผ่นงาน แบบรายงาน แถว" in near["fix"] and "แล้วรวมใหม่" in near["fix"]
    form = json.loads(ita_xlsx("check", returned, "--format", "json", folder=folder).out)
    assert not any("แล้วรวมใหม่" in f["fix"] for f in form["findings"])
