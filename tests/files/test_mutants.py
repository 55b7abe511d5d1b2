"""No mutant of a real workbook brings the program down, or changes what is read beside it."""

import os
import subprocess
import sys
from pathlib import Path

import mutants

# ITA_XLSX_MUTANTS asks for more of them.
COUNT = int(os.environ.get("ITA_XLSX_MUTANTS", "150"))
TOGETHER = 25


def test_each_mutant_is_read_or_named_and_the_good_file_beside_it_is_read_as_ever() -> None:
    """In a process of its own: a reader that aborts would take pytest with it."""
    ran = subprocess.run(
        [sys.executable, mutants.__file__, "0", str(COUNT), str(TOGETHER)],
        cwd=Path(mutants.__file__).parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.stdout, ran.returncode) == ("", 0), ran.stdout + ran.stderr[-3000:]
    assert f"{COUNT - 1} " in ran.stderr


def test_the_mutants_are_the_same_every_time_and_of_every_way() -> None:
    born = {seed: mutants.mutant(seed) for seed in range(400)}
    assert all(mutants.mutant(seed) == born[seed] for seed in range(0, 400, 40))
    done = {way for _, names, _ in born.values() for way in names.split("+")}
    ways = (*mutants.PLAIN_WAYS, *mutants.ZIP_WAYS, *mutants.XML_WAYS)
    assert done == {way.__name__ for way in ways}
    changed = sum(content != parent.read_bytes() for parent, _, content in born.values())
    assert changed > 350
