"""Reads and checks thousands of files in one worker and tells how much memory it holds meanwhile.

    python benchmarks/soak.py [FILES]

FILES (10,000 unless given) are read in rounds, each of the files of the test corpus: of every kind
and layout, broken ones and seeded mutants among them. A line each tenth of the way gives the
files read, the resident memory in MB and the seconds; the last line gives the growth from the
first tenth, when all modules and tables are loaded, to the end. Needs Linux, where /proc tells the
memory.
"""

import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import mutants  # noqa: E402 - the tests' folder is no package

from ita_xlsx.checks.registry import check_file  # noqa: E402
from ita_xlsx.intake.file import read_file  # noqa: E402
from ita_xlsx.intake.folder import find_files  # noqa: E402
from ita_xlsx.intake.workers.pool import Pool  # noqa: E402

MUTANTS = 28


def main(files: int) -> None:
    """Soak, and print the table."""
    read = partial(read_file, own=(), outputs=False, check=check_file)
    with tempfile.TemporaryDirectory() as place, Pool() as pool:
        fill(Path(place))
        found = find_files([Path(place)]).files
        rounds = max(10, round(files / len(found)))
        start, memory = time.perf_counter(), []
        print(f"{len(found)} files a round, {rounds} rounds\n{'files':>7} {'MB':>7} {'s':>6}")
        for number in range(1, rounds + 1):
            for _ in pool.map_files(read, found):
                pass
            if number % (rounds // 10) == 0:
                memory.append(resident(pool._workers[0]._process.pid))
                seconds = time.perf_counter() - start
                print(f"{number * len(found):>7} {memory[-1]:>7.1f} {seconds:>6.0f}", flush=True)
    print(f"growth after the first tenth: {memory[-1] - memory[0]:+.1f} MB")


def fill(folder: Path) -> None:
    """Put the files of one round into a folder."""
    for path in mutants.PARENTS:
        shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
    for path in (mutants.FIXTURES / "wrong").iterdir():
        shutil.copy(path, folder)
    shutil.copytree(mutants.EXAMPLE / "returned", folder, dirs_exist_ok=True)
    for seed in range(MUTANTS):
        parent, _, content = mutants.mutant(seed)
        (folder / f"mutant{seed}{parent.suffix}").write_bytes(content)


def resident(process: int) -> float:
    """The memory that a process holds now, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
