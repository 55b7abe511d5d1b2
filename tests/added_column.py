"""The command line of a copy of the package, in which two columns are added to the definition."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from command import Ran, ita_xlsx

ROOT = Path(__file__).parents[1]

# What somebody adds to COLUMNS: one that the division fills, one that the plan fills.
ENTRIES = """
    Column(
        key="budget",
        header="งบประมาณ",
        prompt=Sentence("พิมพ์งบประมาณที่ใช้ (ถ้ามี)", "The budget used, if any"),
        example="ไม่ใช้งบประมาณ",
        filled_by="division",
        width=16,
        compared="wording",
    ),
    Column(
        key="target",
        header="เป้าหมาย",
        prompt=Sentence("พิมพ์เป้าหมาย (ถ้ามี)", "The target, if any"),
        example="ครบทุกคน",
        filled_by="plan",
        width=16,
        {roles}
    ),
)
"""

Run = Callable[..., Ran]


def extended(folder: Path, roles: str = "") -> Run:
    """The command line of a copy of the package, in which the two columns are defined."""
    package = folder / "ita_xlsx"
    shutil.copytree(
        ROOT / "ita_xlsx", package, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    definition = package / "official" / "columns.py"
    source = definition.read_text(encoding="utf-8")
    end = source.index("\n)\n", source.index("\nCOLUMNS: "))
    entries = ENTRIES.replace("{roles}", roles)
    definition.write_text(source[:end] + entries + source[end + 3 :], encoding="utf-8")

    def run(*arguments: object) -> Ran:
        path = os.pathsep.join([folder.as_posix(), os.environ.get("PYTHONPATH", "")])
        ran = ita_xlsx(*arguments, folder=folder, PYTHONPATH=path)
        assert ran.code in (0, 1), ran.text
        return ran

    return run
