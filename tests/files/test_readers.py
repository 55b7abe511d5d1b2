"""Files are read the same by whoever reads them, and whatever befalls the processes that do."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from corpus import EXAMPLE, FIXTURES

import ita_xlsx
from ita_xlsx import reading
from ita_xlsx.checks import registry
from ita_xlsx.findings import RULES
from ita_xlsx.intake.folder import Found, find_workbooks
from ita_xlsx.intake.guard import examine as guard
from ita_xlsx.intake.read import Progress, read_round
from ita_xlsx.intake.workers import children, readers
from ita_xlsx.intake.workers.children import Children
from ita_xlsx.intake.workers.readers import Readers
from ita_xlsx.model import Columns, Round
from ita_xlsx.thai import layout

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
OTHER = EXAMPLE / "returned" / "หน่วยตรวจสอบภายใน.xlsx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and sessions")


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
    """What so many processes read; with 0 it is this one."""
    module = "ita_xlsx.reading"
    with Children() as started:
        processes = started.start_some(number, module)
        with Readers({}, started, processes, module) as many:
            return read_round(found, progress, output, readers=many)


def assert_same(one: Round, other: Round) -> None:
    assert one.measures.equals(other.measures)
    assert list(one.measures.dtypes) == list(other.measures.dtypes)
    assert (one.sources, one.submissions, one.plans) == (
        other.sources, other.submissions, other.plans
    )  # fmt: skip
    assert one.findings == other.findings
    assert all(finding.rule is RULES[finding.rule.code] for finding in other.findings)


def test_whoever_reads_the_round_is_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_workbooks([folder])
    here = read_by(0, found)
    assert len(here.measures) > 400 and len(here.findings) > 100
    for number in (1, 2, 5):
        assert_same(here, read_by(number, found))
    written = set()
    for number in (0, 2):
        monkeypatch.setattr(reading, "readers_for", lambda files, number=number: number)
        ita_xlsx.merge([folder], tmp_path / "out.xlsx")
        written.add((tmp_path / "out.xlsx").read_bytes())
    assert len(written) == 1


def test_whoever_looks_at_the_files_finds_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for number in (0, 1, 3):
        monkeypatch.setattr(reading, "readers_for", lambda files, number=number: number)
        told.append(ita_xlsx.check([folder]).findings)
    assert len({finding.rule.code for finding in told[0]}) > 30
    assert all(one == told[0] for one in told[1:])


def test_outputs_are_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    ita_xlsx.merge([EXAMPLE / "returned"], tmp_path / "อบต.xlsx")
    for number in range(20):
        shutil.copy(tmp_path / "อบต.xlsx", tmp_path / f"อบต{number}.xlsx")
    found = find_workbooks([tmp_path])
    here = read_by(0, found, output=tmp_path / "อบต3.xlsx")
    assert len(here.measures) == 20 * 14
    assert_same(here, read_by(2, found, output=tmp_path / "อบต3.xlsx"))


@pytest.mark.parametrize("number", [0, 2])
def test_progress_is_told_of_each_file_in_order(number: int, folder: Path) -> None:
    found = find_workbooks([folder])
    told: list[tuple[int, int]] = []
    read_by(number, found, lambda *done: told.append(done))
    assert told == [(done, len(found)) for done in range(1, len(found) + 1)]


def test_few_files_start_no_process() -> None:
    assert children.readers_for(children.MANY_FILES - 1) == 0
    assert children.readers_for(1_000_000) <= children.MOST_READERS


@pytest.mark.parametrize("original", [GOOD, FIXTURES / "layouts" / "formulas.xlsx"])
def test_what_takes_the_place_of_an_examined_file_is_not_opened(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the reader of the values, nor by that of formulas and notes."""
    expected = read_round([Found(original, named=True)])
    path = tmp_path / original.name
    shutil.copy(original, path)

    def examine_and_replace(*given: bytes, real: object = guard.examine_content) -> guard.Verdict:
        verdict = real(*given)  # type: ignore[operator]
        path.write_bytes(b"something else")
        return verdict  # type: ignore[no-any-return]

    monkeypatch.setattr(guard, "examine_content", examine_and_replace)
    found = read_round([Found(path, named=True)])
    assert path.read_bytes() == b"something else"
    assert found.measures["issue"].equals(expected.measures["issue"])
    assert [f.rule for f in found.findings] == [f.rule for f in expected.findings]
    assert found.sources[0].sha256 == expected.sources[0].sha256


def test_a_reader_imports_nothing_that_a_form_does_not_need() -> None:
    ours = ("ita_xlsx.reading", "ita_xlsx.checks.registry", "ita_xlsx.intake.workers.alone")
    code = f"import sys, {', '.join(ours)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    modules = {name.partition(".")[0] for name in done.stdout.split()}
    assert not modules & {"pandas", "numpy", "xlsxwriter", "openpyxl", "click", "http", "tempfile"}


def run_instead(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each process that is started to read run this."""
    path, python = folder / "instead.py", folder / "python"
    path.write_text(script, encoding="utf-8")
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{path}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(children.sys, "executable", str(python))


# A process that looks at its files before it has read all, one that dies when it is asked what it
# has found, and one that fails in looking.
BETWEEN = "reader._MOST = 20; reader._TOGETHER = 8"
DYING = "reader._ToJudge.judged = lambda kept, place: os._exit(1)"
FAILING = "registry.check_files = lambda read: 1 / 0"
JUDGE = """
import os, sys
from ita_xlsx import reading
from ita_xlsx.checks import registry
from ita_xlsx.intake.workers import alone, reader
{change}
(reading if sys.argv[-1] == "ita_xlsx.reading" else alone).main()
"""


@posix
@pytest.mark.parametrize("change", [BETWEEN, DYING, FAILING])
def test_what_no_process_has_found_is_found_here(
    change: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = ita_xlsx.check([folder]).findings
    run_instead(JUDGE.format(change=change), tmp_path, monkeypatch)
    monkeypatch.setattr(reading, "readers_for", lambda files: 2)
    assert ita_xlsx.check([folder]).findings == expected


SLOW = """
import time
real = registry.check_files
registry.check_files = lambda read: time.sleep(0.5) or real(read)
reader._TOGETHER = 8
"""


@posix
def test_what_another_has_not_begun_to_judge_is_judged_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = ita_xlsx.check([folder]).findings
    run_instead(JUDGE.format(change=SLOW), tmp_path, monkeypatch)
    monkeypatch.setattr(reading, "readers_for", lambda files: 1)
    here: list[int] = []
    real = registry.check_files

    def check_files(read: Columns) -> list[registry.Placed]:
        here.append(len(read.submissions))
        return real(read)

    monkeypatch.setattr(registry, "check_files", check_files)
    assert ita_xlsx.check([folder]).findings == expected
    assert len([number for number in here if number]) > 3


def test_the_long_texts_of_a_report_are_measured_by_those_who_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    real = layout._count_lines
    monkeypatch.setattr(
        layout, "_count_lines", lambda text, room: here.append(text) or real(text, room)
    )
    measured = []
    for number in (0, 2):
        here.clear()
        layout.text_height.cache_clear()
        layout.note_heights([])
        monkeypatch.setattr(reading, "readers_for", lambda files, number=number: number)
        merged = ita_xlsx.merge([folder], tmp_path / "out.xlsx")
        measured.append({*here})
    results = {text for text in merged.consolidation.measures["result"] if "\n" not in text}
    assert len(results) > 20 and results <= measured[0]
    # Pieces of a text are measured here where it is continued on the next page.
    assert len(results & measured[1]) < 3


def test_a_process_that_dies_of_a_call_is_replaced() -> None:
    with Children() as started:
        processes = started.start_some(1, "ita_xlsx.reading")
        with Readers({}, started, processes, "ita_xlsx.reading") as many:
            ended = many.begin(os._exit, 3)
            length = many.begin(len, "four")
            assert (readers.wait_for(ended), readers.wait_for(length)) == (None, 4)


# Files of some names bring down the process that reads them.
DEADLY = """
import os, signal, sys
from ita_xlsx import reading
from ita_xlsx.intake.workers import alone, reader
from ita_xlsx.intake.guard import examine as guard
def takes(module, name):
    real = getattr(module, name)
    def take(found, *rest):
        if found.path.name.startswith("dies"):
            os.kill(os.getpid(), signal.SIGKILL)
        if found.path.name.startswith("aborts") and module is reader:
            os.abort()
        if found.path.name.startswith("babbles") and module is reader:
            sys.stdout.buffer.write(b"this is no pickle")
            sys.stdout.buffer.flush()
            os._exit(0)
        return real(found, *rest)
    setattr(module, name, take)
takes(reader, "take")
takes(alone, "answer")
(reading if sys.argv[-1] == "ita_xlsx.reading" else alone).main()
"""


@posix
@pytest.mark.parametrize("number", [1, 2])
def test_only_the_file_that_brings_a_reader_down_is_unreadable(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for place in range(60):
        shutil.copy(GOOD, folder / f"{place:02}.xlsx")
    for name in ("dies1", "05dies", "aborts2", "babbles"):
        shutil.copy(GOOD, folder / f"{name}.xlsx")
    for place in (0, 1, 30, 59):
        (folder / f"{place:02}.xlsx").rename(folder / f"dies{place:02}.xlsx")
    run_instead(DEADLY, tmp_path, monkeypatch)
    # This process reads too: so slowly that the others take the deadly files, which come last.
    here = readers.take
    monkeypatch.setattr(readers, "take", lambda *given: time.sleep(0.5) or here(*given))
    found = read_by(number, find_workbooks([folder]))
    unreadable = [Path(one.file).name for one in found.sources if not one.readable]
    assert unreadable == ["dies00.xlsx", "dies01.xlsx", "dies1.xlsx", "dies30.xlsx", "dies59.xlsx"]
    # The processes of their own had told what they were about to read.
    assert all(one.size and one.sha256 for one in found.sources)
    assert len(found.measures) == 4 * (len(found.sources) - 5)


def test_a_fault_of_ours_ends_all_readers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Counted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: object, **more: object) -> None:
            super().__init__(*given, **more)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(children.subprocess, "Popen", Counted)

    def broken(done: int, total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_by(2, find_workbooks([folder]), broken)
    assert len(started) >= 2
    assert all(process.poll() is not None for process in started)


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
def many(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "in"
    folder.mkdir()
    for place in range(200):
        shutil.copy(GOOD if place % 2 else OTHER, folder / f"{place:03}.xlsx")
    shutil.copy(FIXTURES / "kinds" / "xlwt.xls", folder / "0.xls")
    yield folder


def merge(folder: Path) -> "subprocess.Popen[bytes]":
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


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


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
            assert errors.decode().strip() == "Stopped; no file was left half written."
            assert not said
        assert vanished(process.pid)
        assert {path.name for path in many.parent.iterdir()} <= {"in", "out.xlsx"}


@linux
def test_the_readers_end_when_the_one_that_asks_is_killed(many: Path) -> None:
    for tenths in (3, 5, 7):
        process = merge(many)
        time.sleep(tenths / 10)
        process.kill()
        process.communicate(timeout=30)
        assert vanished(process.pid)


def test_without_processes_to_be_had_everything_is_read_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [Found(GOOD, named=True)] * 50

    def none(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(children.subprocess, "Popen", none)
    assert len(read_by(2, found).measures) == 50 * 4
