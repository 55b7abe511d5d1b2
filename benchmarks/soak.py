"""Reads and checks thousands of files in one process and tells how much memory it holds meanwhile.

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
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import mutants  # noqa: E402 - the tests' folder is no package
from ita_xlsx.intake.workers.children import readers_for  # noqa: E402

import ita_xlsx  # noqa: E402

# Files that the guard does not find plain are read by a process of their own, whose memory is given
# back with it; a few of them suffice.
ALONE = ("libreoffice.xls", "excel-like.xlsb")
# Few enough for this process to read a round of them itself.
MUTANTS = 28


def main(files: int) -> None:
    """Soak, and print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        count = fill(folder)
        assert readers_for(count) == 0
        rounds = max(10, round(files / count))
        start, memory = time.perf_counter(), []
        print(f"{count} files a round, {rounds} rounds\n{'files':>7} {'MB':>7} {'s':>6}")
        for number in range(1, rounds + 1):
            ita_xlsx.check([folder])
            if number % (rounds // 10) == 0:
                memory.append(resident())
                seconds = time.perf_counter() - start
                print(f"{number * count:>7} {memory[-1]:>7.1f} {seconds:>6.0f}", flush=True)
    print(f"growth after the first tenth: {memory[-1] - memory[0]:+.1f} MB")


def fill(folder: Path) -> int:
    """Put the files of one round into a folder; how many they are."""
    for path in mutants.PARENTS:
        if path.suffix not in (".xls", ".xlsb") or path.name in ALONE:
            shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
    for path in (mutants.FIXTURES / "wrong").iterdir():
        shutil.copy(path, folder)
    shutil.copytree(mutants.EXAMPLE / "returned", folder, dirs_exist_ok=True)
    for seed in range(MUTANTS):
        parent, _, content = mutants.mutant(seed)
        (folder / f"mutant{seed}{parent.suffix}").write_bytes(content)
    return sum(path.suffix != ".json" for path in folder.iterdir())


def resident() -> float:
    """The memory that this process holds now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
