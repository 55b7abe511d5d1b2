"""In one run each returned file is opened once, the plan is read once, each check is made once."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from corpus import EXAMPLE
from plans import write_plan

import ita_xlsx
from ita_xlsx.checks import registry
from ita_xlsx.verbs.round_folder import merge_folder

# Python imports it in every process that it starts: the command's own, and its workers.
HOOK = """
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def note(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".xlsx"):
        os.write(log, f"{os.path.basename(str(arguments[0]))}\\n".encode())
sys.addaudithook(note)
"""


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    """A round's folder with its plan and the example's files."""
    folder = tmp_path / "round"
    ita_xlsx.lay_out(folder)
    shutil.copytree(EXAMPLE / "returned", folder / "returned", dirs_exist_ok=True)
    (folder / "plan.xlsx").unlink()
    write_plan(folder / "plan.xlsx")
    return folder


def opened(folder: Path, *arguments: str) -> Counter[str]:
    """How often each workbook was opened by a command, its workers included."""
    hook = folder.parent / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK, "utf-8")
    log = folder.parent / "opened.log"
    paths = os.pathsep.join([str(hook), str(Path(ita_xlsx.__file__).parents[1])])
    environment = {**os.environ, "PYTHONPATH": paths, "OPENED": str(log)}
    command = [sys.executable, "-m", "ita_xlsx", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()
    return Counter(log.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["merge", "returned", "--plan", "plan.xlsx", "-o", "out.xlsx", "--returns", "back"],
        ["check", "returned", "--plan", "plan.xlsx", "--findings", "found.xlsx"],
        ["status", "returned", "--plan", "plan.xlsx"],
    ],
    ids=["ita-xlsx alone", "merge", "check", "status"],
)
def test_each_returned_file_and_the_plan_are_opened_once(
    laid_out: Path, arguments: list[str]
) -> None:
    times = opened(laid_out, *arguments)
    files = {path.name for path in (laid_out / "returned").iterdir()}
    # A marked copy is made of the sender's own package, which is opened again for that alone.
    marked = {path.name.replace(" (แก้ไข)", "") for path in laid_out.glob("*/*(แก้ไข).xlsx")}
    assert {name: times[name] for name in files} == {name: 1 + (name in marked) for name in files}
    assert times["plan.xlsx"] == 1


def test_the_checks_of_a_round_are_made_once(
    laid_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    check_round = registry.check_round
    monkeypatch.setattr(
        registry, "check_round", lambda *given: made.append(given) or check_round(*given)
    )
    assert merge_folder(laid_out, date(2023, 4, 1)) is not None
    assert len(made) == 1
