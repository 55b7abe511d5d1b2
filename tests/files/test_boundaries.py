"""What a run touches: inputs are only read, writes stay in the output's folder, no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import EXAMPLE, FIXTURES
from plans import write_plan

from ita_xlsx.intake.workers.pool import FILES_PER_WORKER

# Runs the command line with a hook that tells of every file opened to write, changed or removed,
# of every socket and of every program started; what it tells goes to a file opened before.
HOOKED = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate",
           "os.link", "os.symlink", "os.utime", "shutil.rmtree", "shutil.move", "shutil.copyfile"}
def hook(event, details):
    told = ""
    if event == "open":
        path, mode, flags = details
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        if writes and not isinstance(path, int):
            told = f"write {os.path.abspath(os.fsdecode(path))}"
    elif event in CHANGES:
        paths = [one for one in details if isinstance(one, (str, bytes, os.PathLike))]
        told = "\\n".join(f"write {os.path.abspath(os.fsdecode(one))}" for one in paths)
    elif event.startswith("socket.") and event != "socket.__new__" or event == "urllib.Request":
        told = f"network {event}"
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.startfile"):
        told = f"program {details[1] if event == 'subprocess.Popen' else details}"
    if told:
        os.write(log, told.encode() + b"\\n")
sys.addaudithook(hook)
sys.dont_write_bytecode = True
from ita_xlsx.cli import main
main(sys.argv[2:])
"""


def told(script: str, arguments: list[str], folder: Path) -> set[str]:
    """What the hook told of a run in a folder, which must end with an answer."""
    log = folder.parent / "told.txt"
    ran = subprocess.run(
        [sys.executable, "-B", "-c", script, str(log), *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return set(log.read_text(encoding="utf-8").splitlines())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    shutil.copytree(EXAMPLE / "returned", folder / "in")
    for name in ("formulas", "notes", "hidden_row_column_sheet", "html_tags", "rich_text"):
        shutil.copy(FIXTURES / "layouts" / f"{name}.xlsx", folder / "in")
    shutil.copy(FIXTURES / "kinds" / "libreoffice.ods", folder / "in")
    shutil.copy(FIXTURES / "wrong" / "pdf_named.xlsx", folder / "in")
    write_plan(folder / "plan.xlsx")
    (folder / "out").mkdir()
    return folder


RUNS: dict[str, list[str]] = {
    "merge": [
        "merge", "in", "-o", "out/report.xlsx", "--findings", "out/f.xlsx",
        "--returns", "out/returns",
    ],
    "check": ["check", "in", "--format", "json"],
    "status": ["status", "in", "--plan", "plan.xlsx"],
    "forms": ["forms", "plan.xlsx", "-o", "out/forms"],
}  # fmt: skip
WRITES_NOTHING = ("check", "status")


@pytest.mark.parametrize("name", RUNS)
def test_inputs_stay_writes_stay_in_the_folder_and_no_network_is_touched(
    name: str, place: Path
) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in place.rglob("*")
        if path.is_file()
    }
    lines = told(HOOKED, RUNS[name], place)
    for path, (content, changed, mode) in before.items():
        status = path.stat()
        assert (path.read_bytes(), status.st_mtime_ns, status.st_mode) == (content, changed, mode)
    writes = {line.removeprefix("write ") for line in lines if line.startswith("write ")}
    # What a worker says beside its answers goes there.
    writes.discard(os.devnull)
    inside = f"{place / 'out'}{os.sep}"
    assert not [path for path in writes if not path.startswith(inside)]
    assert bool(writes) == (name not in WRITES_NOTHING)
    assert not [line for line in lines if line.startswith("network")]
    programs = [line for line in lines if line.startswith("program")]
    assert all("'-m', 'ita_xlsx.intake.workers.worker'" in line for line in programs), programs


def test_many_files_are_read_by_workers_alone(place: Path) -> None:
    count = FILES_PER_WORKER + 1
    for number in range(count):
        shutil.copy(EXAMPLE / "returned" / "กองคลัง.xlsx", place / "in" / f"{number}.xlsx")
    lines = told(HOOKED, RUNS["check"], place)
    programs = [line for line in lines if line.startswith("program")]
    assert all("'-m', 'ita_xlsx.intake.workers.worker'" in line for line in programs)
    assert lines - set(programs) <= {f"write {os.devnull}"}


def test_the_hook_would_see_a_network_and_a_stray_file(tmp_path: Path) -> None:
    script = HOOKED.replace(
        "from ita_xlsx.cli import main\nmain(sys.argv[2:])",
        "import socket\nopen('stray', 'w').close()\nos.remove('stray')\n"
        "socket.create_server(('127.0.0.1', 0)).close()",
    )
    place = tmp_path / "place"
    place.mkdir()
    assert {f"write {place / 'stray'}", "network socket.bind"} <= told(script, [], place)
