"""Changes operators and conditions of a module, one at a time, and says which change no test sees.

    pip install cosmic-ray
    python tests/tools/mutate.py ita_xlsx/intake/table/rows.py tests/unit/test_rows.py

The changes are those of cosmic-ray, one of each kind at each place, made in a copy of the
repository; of them ``--sample`` are tried, always the same (0: all). A survivor is either a
missing test or a change that means nothing. Annotations and decorators are left alone.
"""

import argparse
import ast
import compileall
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = """
[cosmic-ray]
module-path = "{module}"
timeout = 60.0
excluded-modules = []
test-command = "{python} -m pytest -xq -p no:cacheprovider --tb=no {tests}"
[cosmic-ray.distributor]
name = "local"
"""
MUTATIONS = (
    "SELECT job_id, operator_name, start_pos_row, start_pos_col FROM mutation_specs"
    " ORDER BY operator_name, operator_args, occurrence"
)
SURVIVED = "SELECT diff FROM work_results WHERE test_outcome = 'SURVIVED'"


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("module")
    options.add_argument("tests", nargs="+")
    options.add_argument("--sample", type=int, default=80)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".*cache", "__pycache__"))
        config = CONFIG.format(
            module=given.module, python=sys.executable, tests=" ".join(given.tests)
        )
        compileall.compile_dir(copy, quiet=2)
        (copy / "mutate.toml").write_text(config, encoding="utf-8")
        cosmic_ray(copy, "init", "mutate.toml", "mutate.sqlite")
        with sqlite3.connect(copy / "mutate.sqlite") as session:
            tried = choose(session, (copy / given.module).read_text("utf-8"), given.sample)
        cosmic_ray(copy, "exec", "mutate.toml", "mutate.sqlite")
        with sqlite3.connect(copy / "mutate.sqlite") as session:
            survivors = [diff for (diff,) in session.execute(SURVIVED)]
    for diff in survivors:
        print("\n".join(line for line in diff.splitlines() if line[:2] not in ("--", "++")), "\n")
    print(f"{given.module}: {tried - len(survivors)} of {tried} changes caught")
    return int(len(survivors) * 10 > tried)


def cosmic_ray(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-c", "from cosmic_ray.cli import main; main()", *arguments]
    # Two changes in one second would share a compiled file.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True)


def choose(session: sqlite3.Connection, source: str, sample: int) -> int:
    """Keep a sample of the changes, one of a kind at each place; how many these are."""
    passed_over = set(without_effect(ast.parse(source)))
    by_place: dict[tuple[str, int, int], list[str]] = {}
    for job, operator, row, column in session.execute(MUTATIONS).fetchall():
        kind = operator.split("/")[-1].split("_")[0]
        if (row, column) not in passed_over and kind != "RemoveDecorator":
            by_place.setdefault((kind, row, column), []).append(job)
    pick = random.Random(1)
    chosen = [pick.choice(jobs) for _, jobs in sorted(by_place.items())]
    if 0 < sample < len(chosen):
        chosen = pick.sample(chosen, sample)
    kept = ",".join(f"'{job}'" for job in chosen)
    session.execute(f"DELETE FROM mutation_specs WHERE job_id NOT IN ({kept})")
    session.execute(f"DELETE FROM work_items WHERE job_id NOT IN ({kept})")
    return len(chosen)


def without_effect(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """The places, row and column, of annotations and decorators: caches, ``frozen=True``."""
    for node in ast.walk(tree):
        ours = [getattr(node, name, None) for name in ("annotation", "returns")]
        for whole in [*ours, *getattr(node, "decorator_list", ())]:
            for part in ast.walk(whole or ast.Pass()):
                if isinstance(part, ast.expr):
                    yield part.lineno, part.col_offset
                if isinstance(part, ast.BinOp):
                    # Where an operator itself is said to begin.
                    for column in range(part.left.end_col_offset or 0, part.right.col_offset):
                        yield part.lineno, column


if __name__ == "__main__":
    sys.exit(main())
