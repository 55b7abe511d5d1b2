"""The guides: what they tell to type works."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from plans import write_plan

import ita_xlsx

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def commands_of(guide: str) -> list[str]:
    return FENCE.findall((DOCS / guide).read_text(encoding="utf-8"))


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str, Path], tuple[int, str, Path]]:
    """Runs commands in a folder as typed; gives the exit code, what was said, the folder left."""
    program = tmp_path / "bin" / "ita-xlsx"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ita_xlsx "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"

    def run(block: str, folder: Path) -> tuple[int, str, Path]:
        left = tmp_path / "left"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f'trap \'pwd >"{left}"\' EXIT\n{block}'],
            cwd=folder, env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300,
            check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        return done.returncode, said, Path(left.read_text(encoding="utf-8").strip())

    return run


def fill_plan(folder: Path) -> None:
    write_plan(folder / "plan.xlsx")


def answer(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder / "returned", dirs_exist_ok=True)


def last_year(folder: Path) -> None:
    merged = ita_xlsx.merge([EXAMPLE], folder / "รายงานปีก่อน.xlsx")
    name = {"organisation": merged.consolidation.organisation}
    write_plan(folder / "แผนปีก่อน.xlsx", name)


def both_rounds(folder: Path) -> None:
    for name in ("รอบ6เดือน.xlsx", "รอบ12เดือน.xlsx"):
        shutil.copy(folder / "รายงาน.xlsx", folder / name)


# What people do in between, by a word of the command before which they do it.
PREPARE: dict[str, Callable[[Path], None]] = {
    "--from": last_year,
    "ita-xlsx\n": answer,
    " compare ": both_rounds,
}
LEAVES = {
    " init รอบ-6-เดือน": "รอบ-6-เดือน/plan.xlsx",
    " --from ": "รอบใหม่/plan.xlsx",
    " forms ": "forms",
    " template ": "แบบรายงาน.xlsx",
    " --findings ": "สิ่งที่พบ.xlsx",
    " merge ": "รายงาน.xlsx",
    " --to ": "รายงาน.eml",
    " --remind ": "remind",
    " compare ": "ผลการเปรียบเทียบ.xlsx",
}


@pytest.mark.posix
def test_the_consolidator_gets_through_the_year_by_the_guide(
    shell: Callable[[str, Path], tuple[int, str, Path]], tmp_path: Path
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    blocks = [block for block in commands_of("consolidator.md") if " pdf " not in block]
    assert len(blocks) == 14
    for block in blocks:
        for word, prepare in PREPARE.items():
            if word in block:
                prepare(folder)
        if block.startswith("cd "):
            fill_plan(folder / "รอบ-6-เดือน")
        code, said, folder = shell(block, folder)
        assert code in (0, 1), (block, said)
        assert "Traceback" not in said
        for word, left in LEAVES.items():
            if word in block:
                assert (folder / left).exists(), (block, said)
    assert (folder / "รายงาน อบต.กุดรัง ปี 2566 รอบ 6 เดือน.xlsx").is_file()
    assert len(list((folder / "forms").iterdir())) == 3


@pytest.mark.office
def test_the_commands_of_the_guide_that_print(
    shell: Callable[[str, Path], tuple[int, str, Path]], tmp_path: Path
) -> None:
    ita_xlsx.merge([EXAMPLE], tmp_path / "รายงาน.xlsx")
    blocks = [block for block in commands_of("consolidator.md") if " pdf " in block]
    assert len(blocks) == 1
    code, said, _ = shell(blocks[0], tmp_path)
    assert code == 0, said
    assert (tmp_path / "รายงาน.pdf").read_bytes().startswith(b"%PDF-")


def test_the_python_examples_run(tmp_path: Path) -> None:
    examples = PYTHON_FENCE.findall((DOCS / "python.md").read_text(encoding="utf-8"))
    assert len(examples) == 2
    shutil.copytree(EXAMPLE, tmp_path / "returned")
    for example in examples:
        done = subprocess.run(
            [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.xlsx").is_file()


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, ita_xlsx\n"
        "heavy = {'pandas', 'openpyxl', 'xlsxwriter', 'python_calamine', 'numpy', 'click'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]"]
