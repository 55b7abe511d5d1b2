"""Files are read the same by however many workers, and whatever befalls these."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import deeds
import pytest
from corpus import EXAMPLE, FIXTURES
from openpyxl import Workbook

import ita_xlsx
from ita_xlsx.checks.registry import check_file
from ita_xlsx.errors import STOPPED
from ita_xlsx.findings import RULES
from ita_xlsx.intake import read
from ita_xlsx.intake.file import FileRead, read_file
from ita_xlsx.intake.folder import Found, find_files
from ita_xlsx.intake.formats import open as opening
from ita_xlsx.intake.guard import examine as guard
from ita_xlsx.intake.read import Progress, read_round
from ita_xlsx.intake.workers import FROZEN_WORKER, limits
from ita_xlsx.intake.workers import pool as pools
from ita_xlsx.intake.workers.pool import Pool
from ita_xlsx.model import Round

pytestmark = pytest.mark.own_workers

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
OTHER = EXAMPLE / "returned" / "หน่วยตรวจสอบภายใน.xlsx"
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
START = (
    "import sys; sys.path.append(sys.argv[1]); {before}; "
    "from ita_xlsx.intake.workers.worker import main; main()"
)


def start_with(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each worker do something first; it knows the deeds."""
    command = [sys.executable, "-c", START.format(before=before), str(Path(deeds.__file__).parent)]
    monkeypatch.setattr(pools, "command_line", lambda: command)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good files, and files of every other sort."""
    folder = tmp_path / "in"
    shutil.copytree(EXAMPLE / "returned", folder)
    for group in ("kinds", "layouts", "wrong"):
        for path in (FIXTURES / group).iterdir():
            if path.suffix != ".json":
                shutil.copy(path, folder / f"{group}-{path.name}")
    for number in range(40):
        shutil.copy(GOOD, folder / f"ส่งซ้ำ{number:02}.xlsx")
    content = GOOD.read_bytes()
    for part in range(1, 8):
        (folder / f"cut{part}.xlsx").write_bytes(content[: len(content) * part // 8])
    ita_xlsx.merge([EXAMPLE / "returned"], folder / "รายงาน.xlsx")
    (folder / "~$lock.xlsx").write_bytes(b"lock")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "fifo.xlsx")
    return folder


def read_by(
    number: int,
    found: Sequence[Found],
    progress: Progress = lambda done, total: None,
    output: Path | None = None,
) -> Round:
    """What so many workers read."""
    with pytest.MonkeyPatch.context() as patch, Pool() as pool:
        patch.setattr(pools, "workers_for", lambda files: number)
        return read_round(pool, found, check_file, {}, progress, output)


def assert_same(one: Round, other: Round) -> None:
    assert one.measures.equals(other.measures)
    assert list(one.measures.dtypes) == list(other.measures.dtypes)
    assert (one.sources, one.submissions, one.plans) == (
        other.sources, other.submissions, other.plans
    )  # fmt: skip
    assert (one.findings, one.checked) == (other.findings, other.checked)
    found = (*other.findings, *other.checked)
    assert all(finding.rule is RULES[finding.rule.code] for finding in found)


def test_however_many_read_the_round_is_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_files([folder]).files
    first = read_by(1, found)
    assert len(first.measures) > 400 and len(first.findings) > 100
    assert len({finding.rule.code for finding in first.checked}) > 15
    for number in (2, 5):
        assert_same(first, read_by(number, found))
    written = set()
    for number in (1, 3):
        monkeypatch.setattr(pools, "workers_for", lambda files, number=number: number)
        ita_xlsx.merge([folder], tmp_path / "out.xlsx")
        written.add((tmp_path / "out.xlsx").read_bytes())
    assert len(written) == 1


def test_outputs_are_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    ita_xlsx.merge([EXAMPLE / "returned"], tmp_path / "อบต.xlsx")
    for number in range(20):
        shutil.copy(tmp_path / "อบต.xlsx", tmp_path / f"อบต{number}.xlsx")
    found = find_files([tmp_path]).files
    first = read_by(1, found, output=tmp_path / "อบต3.xlsx")
    assert len(first.measures) == 20 * 14
    assert_same(first, read_by(2, found, output=tmp_path / "อบต3.xlsx"))


@pytest.mark.parametrize("number", [1, 2])
def test_progress_is_told_of_each_file_in_order(number: int, folder: Path) -> None:
    found = find_files([folder]).files
    told: list[tuple[int, int]] = []
    read_by(number, found, lambda *done: told.append(done))
    assert told == [(done, len(found)) for done in range(1, len(found) + 1)]


def read_here(path: Path) -> FileRead:
    """What a worker does, done by this process."""
    answer = read_file(Found(path, named=True), lambda known: None, {}, False, check_file)
    assert isinstance(answer, FileRead)
    return answer


@pytest.mark.parametrize("original", [GOOD, FIXTURES / "layouts" / "formulas.xlsx"])
def test_what_takes_the_place_of_an_examined_file_is_not_opened(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the reader of the values, nor by that of formulas and notes."""
    expected = read_here(original)
    path = tmp_path / original.name
    shutil.copy(original, path)

    def examine_and_replace(*given: object, real: object = guard.examine_content) -> guard.Verdict:
        verdict = real(*given)  # type: ignore[operator]
        path.write_bytes(b"something else")
        return verdict  # type: ignore[no-any-return]

    monkeypatch.setattr(guard, "examine_content", examine_and_replace)
    found = read_here(path)
    assert path.read_bytes() == b"something else"
    assert found.measures.columns["issue"] == expected.measures.columns["issue"] != []
    assert [f.rule for f in found.findings] == [f.rule for f in expected.findings]
    assert found.source and expected.source and found.source.sha256 == expected.source.sha256


def test_a_panic_inside_the_reader_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What calamine's language raises in such a case is no Exception for Python."""

    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(opening, "_read", panic)
    (finding,) = read_here(GOOD).findings
    assert "เสียหาย" in finding.message.th


def test_a_worker_imports_nothing_that_a_form_does_not_need() -> None:
    ours = ("ita_xlsx.intake.workers.worker", "ita_xlsx.checks.registry")
    code = f"import sys, {', '.join(ours)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    modules = {name.partition(".")[0] for name in done.stdout.split()}
    assert not modules & {"pandas", "numpy", "xlsxwriter", "openpyxl", "click", "http", "tempfile"}


@pytest.mark.parametrize("number", [1, 2])
def test_only_the_file_that_brings_a_worker_down_is_unreadable(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for place in range(40):
        shutil.copy(GOOD, folder / f"{place:02}.xlsx")
    deadly = ["dies-at-once.xlsx", "falls00.xlsx", "falls01.xlsx", "falls30.xlsx", "falls99.xlsx"]
    for name in deadly:
        shutil.copy(GOOD, folder / name)
    start_with("pass", monkeypatch)
    monkeypatch.setattr(read, "read_file", deeds.read_or_die)
    found = read_by(number, find_files([folder]).files)
    unreadable = [one for one in found.sources if not one.readable]
    assert [Path(one.file).name for one in unreadable] == deadly
    assert [bool(one.size and one.sha256) for one in unreadable] == [False] + [True] * 4
    assert len(found.measures) == 4 * 40
    assert all("โปรดคัดลอกเฉพาะตาราง" in finding.fix.th for finding in found.findings[:5])


# A guard that lets everything through.
CARELESS = (
    "from ita_xlsx.intake.guard import examine as guard; real = guard.examine_content; "
    "guard.examine_content = lambda *a: guard.replace(real(*a), refusal=None, reason='')"
)


def test_what_the_guard_would_let_through_by_mistake_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read all the same, this file makes calamine ask for 512 GB and abort."""
    folder = tmp_path / "in"
    shutil.copytree(EXAMPLE / "returned", folder)
    book = Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(folder / "far.xlsx")
    start_with(CARELESS, monkeypatch)
    merged = ita_xlsx.merge([folder], tmp_path / "out.xlsx")
    unreadable = [f for f in merged.checked.findings if f.rule.code == "F001"]
    assert [Path(f.file).name for f in unreadable] == ["far.xlsx"]
    assert "หน่วยความจำ" in unreadable[0].message.th
    assert len(merged.checked.round.measures) == 14


BROKEN = "from ita_xlsx.intake import file; file.{what} = lambda *a, **k: {{}}['nothing']"


@pytest.mark.parametrize("what", ["open_once", "_read_sheets"])
def test_a_bug_costs_the_files_and_is_said_to_be_one(
    what: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start_with(BROKEN.format(what=what), monkeypatch)
    for debug in ("", "1"):
        monkeypatch.setenv("ITA_XLSX_DEBUG", debug)
        found = read_by(1, find_files([GOOD]).files)
        (finding,) = found.findings
        assert "KeyError" in finding.message.th
        assert bool(found.sources[0].sha256) == (what == "_read_sheets")
        assert ("Traceback" in capfd.readouterr().err) == bool(debug)


def test_without_processes_to_be_had_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "command_line", lambda: [str(tmp_path / "no-python")])
    with pytest.raises(ita_xlsx.ItaXlsxError, match="เปิดโปรแกรมย่อย"):
        ita_xlsx.check([GOOD])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_system_that_does_not_tell_the_memory_in_use_is_asked_for_no_limit_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    asked: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, _: asked.append(kind))
    for known in (0, 1 << 28):  # as on macOS, which refuses one; as on Linux
        monkeypatch.setattr(limits, "_memory_used", lambda known=known: known)
        limits.allow_one_more(limits.LIMITS)
    cpu, core, memory = resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_AS
    assert asked == [cpu, core, memory, cpu, core]


def test_the_frozen_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pools.command_line() == [sys.executable, FROZEN_WORKER]


def test_a_worker_has_the_users_own_modules_but_none_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = str(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", own, "returned"]))
    monkeypatch.setenv("OTHER", "kept")
    environment = pools._environment()
    package = str(Path(ita_xlsx.__file__).parents[1])
    assert environment["PYTHONPATH"].split(os.pathsep) == [package, own]
    assert environment["OTHER"] == "kept"


def test_nothing_in_the_folder_of_returned_files_is_run(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "kinds" / "xlwt.xls", tmp_path)
    for name in ("pickle.py", "sitecustomize.py", "ita_xlsx.py", "encodings.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n")
    code = "import sys, ita_xlsx; from pathlib import Path; ita_xlsx.check([Path('xlwt.xls')])"
    environment = {**os.environ, "PYTHONPATH": str(Path(ita_xlsx.__file__).parents[1])}
    subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, check=True)
    assert not (tmp_path / "ran").exists()


def in_session(session: int) -> list[int]:
    """The processes of a session that are alive."""
    alive = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                alive.append(int(entry.name))
    return alive


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for place in range(200):
        shutil.copy(GOOD if place % 2 else OTHER, folder / f"{place:03}.xlsx")
    shutil.copy(FIXTURES / "kinds" / "xlwt.xls", folder / "0.xls")
    return folder


def merge(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ita_xlsx", "merge", str(folder), "-o", f"{folder.parent}/out.xlsx",
         "--lang", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def vanished(session: int) -> bool:
    """Whether all processes of a session end within some seconds."""
    for _ in range(100):
        if not in_session(session):
            return True
        time.sleep(0.05)
    return False


@linux
@pytest.mark.parametrize("whole_terminal", [True, False])
def test_ctrl_c_ends_all_processes_in_silence(many: Path, whole_terminal: bool) -> None:
    for tenths in range(2, 12, 2):
        process = merge(many)
        time.sleep(tenths / 10)
        if process.poll() is None:
            (os.killpg if whole_terminal else os.kill)(process.pid, signal.SIGINT)
        said, errors = process.communicate(timeout=30)
        # Python ends by the signal itself, in the end, where it struck while a class was made.
        assert process.returncode in (0, 1, 130, -signal.SIGINT), errors
        if process.returncode not in (0, 1):
            # In Thai as long as nothing has read which language was asked for.
            assert errors.decode().strip() in (STOPPED.th, STOPPED.en)
            assert not said
        assert vanished(process.pid)
        assert {path.name for path in many.parent.iterdir()} <= {"in", "out.xlsx"}


@linux
def test_the_workers_end_when_their_parent_is_killed(many: Path) -> None:
    for tenths in (3, 5, 7, 9):
        process = merge(many)
        time.sleep(tenths / 10)
        process.kill()
        process.communicate(timeout=30)
        assert vanished(process.pid)
